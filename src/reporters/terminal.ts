/** What an engineer sees locally: every finding with its code, why and what to do, then the verdict. */
import { usagesOf, usageText } from '../plan/usages.ts';
import { blocking, type Finding, type Review, type ReviewedMigration, type ReviewedStatement, type Risk, standing } from '../report.ts';
import { codeFrame } from './code-frame.ts';
import { lockBars } from './lock-bars.ts';
import type { RenderOptions, Reporter } from './reporter.ts';
import { fit, labelled, palette, type Palette, wrap } from './terminal-text.ts';
import { inline, oneLine, visible, withoutCommands } from './safe-text.ts';
import {
  ALLOW_HINT,
  confidenceText,
  countsText,
  databaseText,
  deploys,
  effectText,
  factsText,
  noteworthyEffects,
  projectOf,
  projectText,
  verdictText,
} from './wording.ts';

const MIN_WIDTH = 50;
/** Prose is broken here even where the terminal is wider: longer lines are hard to read. */
const MAX_PROSE = 110;
const MAX_ALLOWED = 10;
const MAX_CHARTS = 5;
const MAX_USES = 5;

const PAINT: Readonly<Record<Risk, keyof Palette>> = { critical: 'alarm', high: 'red', medium: 'yellow', low: 'blue', info: 'dim' };

interface Page {
  readonly review: Review;
  readonly options: RenderOptions;
  readonly paint: Palette;
  readonly width: number;
  readonly prose: number;
}

/** The whole report as text. */
export function renderTerminal(review: Review, options: RenderOptions): string {
  const width = Math.max(MIN_WIDTH, options.width);
  const page: Page = { review, options, paint: palette(options.color), width, prose: Math.min(width, MAX_PROSE) };
  const parts = [
    ...(options.verbose ? [statementsPart(page)] : []),
    ...findingsPart(page),
    ...(options.quiet ? [] : [...locksPart(page), allowedPart(page), notesPart(page)]),
    options.quiet ? [verdictLine(page)] : summaryPart(page),
  ];
  const lines = parts.filter((part) => part.length > 0).flatMap((part, i) => (i === 0 ? part : ['', ...part]));
  return withoutCommands(`${lines.map((line) => line.trimEnd()).join('\n')}\n`);
}

/** Findings that stand, project by project where there are several. */
function findingsPart(page: Page): readonly (readonly string[])[] {
  const { review, paint } = page;
  const findings = standing(review);
  if (review.projects.length < 2) return findings.map((finding) => findingPart(page, finding));
  const projects = [...new Set(findings.map((finding) => projectOf(review, finding)))];
  return projects.flatMap((index) => {
    const project = index === undefined ? undefined : review.projects[index];
    const title = project ? `${projectText(project)} · ${databaseText(project.database)}` : 'elsewhere';
    const members = findings.filter((finding) => projectOf(review, finding) === index);
    return [[paint.bold(`━━ ${fit(title, page.width - 4)} ━━`)], ...members.map((finding) => findingPart(page, finding))];
  });
}

function findingPart(page: Page, finding: Finding): readonly string[] {
  const { review, paint, width, prose } = page;
  const { start } = review.locate.position(finding.primary);
  const where = `${inline(finding.primary.path)}:${start.line}:${start.column}`;
  const text = review.locate.text(finding.primary.path);
  const noteworthy = noteworthyEffects(review, finding);
  const effects = noteworthy.map(effectText);
  const confidence = confidenceText(finding, noteworthy);
  const lines = [
    `${badge(paint, finding.risk)} ${paint.bold(visible(finding.rule))}  ${paint.cyan(where)}`,
    ...wrap(finding.message, prose - 2).map((line) => `  ${paint.bold(line)}`),
    '',
    ...(text === undefined || finding.primary.end <= finding.primary.start
      ? []
      : [...codeFrame(text, finding.primary, width, 2, paint), '']),
    ...effects.slice(0, 5).flatMap(({ lock, relation, rest }) => labelled('lock  ', `${lock} on ${relation} ${rest}`, 2, prose, paint.dim)),
    ...(finding.why === '' ? [] : labelled('why   ', finding.why, 2, prose, paint.dim)),
    ...(finding.fix === '' ? [] : labelled('do    ', finding.fix, 2, prose, paint.green)),
    ...finding.related.flatMap(({ span, note }) => {
      const { line, column } = review.locate.position(span).start;
      return labelled('see   ', `${span.path}:${line}:${column} ${note}`, 2, prose, paint.dim);
    }),
    ...usagePart(page, finding),
    ...(confidence === '' ? [] : labelled('note  ', confidence, 2, prose, paint.dim)),
    ...rewritePart(page, finding),
  ];
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Where the application uses what goes. */
function usagePart({ review, options, paint, width, prose }: Page, finding: Finding): readonly string[] {
  return usagesOf(review, finding).flatMap((report) => {
    const told = report.usages.filter(({ likelihood }) => likelihood !== 'weak');
    const shown = options.verbose ? told : told.slice(0, MAX_USES);
    const left = report.found.likely + report.found.possible - shown.length;
    return [
      ...labelled('used  ', usageText(report), 2, prose, paint.dim),
      ...shown.map(({ path, line, text, likelihood }) => {
        const label = `${path}:${line}${likelihood === 'likely' ? '' : ' (perhaps)'}`;
        return `        ${fit(`${label}  ${text}`, width - 8)}`;
      }),
      ...(left > 0 ? [`        ${paint.dim(`… and ${left} more${options.verbose ? '' : '; --verbose lists more'}`)}`] : []),
    ];
  });
}

/** The SQL to run instead, with the deploys between. */
function rewritePart({ paint }: Page, finding: Finding): readonly string[] {
  if (finding.rewrite.length === 0) return [];
  const several = finding.rewrite.length > 1;
  let number = 0;
  const lines = deploys(finding.rewrite).flatMap(({ heading, steps }) => [
    ...(heading === '' ? [] : [`    ${paint.dim(`── ${heading} ──`)}`]),
    ...steps.flatMap(({ title, sql }) => {
      number++;
      const label = several ? `${number}. ${title}` : title;
      return [
        ...(label === '' ? [] : [`    ${paint.dim(`-- ${oneLine(visible(label))}`)}`]),
        ...visible(sql)
          .replaceAll('\t', '    ')
          .split('\n')
          .map((line) => `    ${line}`),
      ];
    }),
  ]);
  return ['', `  ${paint.green('run instead')}`, ...lines];
}

function badge(paint: Palette, risk: Risk): string {
  return paint[PAINT[risk]](` ${risk.toUpperCase()} `);
}

/** Locks that transactions hold together. */
function locksPart({ review, options, paint, width }: Page): readonly (readonly string[])[] {
  const place = ({ span }: ReviewedStatement): string => `line ${review.locate.position(span).start.line}`;
  const charts = review.migrations.flatMap(({ migration, statements, transactions }) =>
    migration.direction === 'down' && !options.verbose
      ? []
      : transactions.flatMap((timeline) => {
          const bars = lockBars(statements, timeline, { width, paint, ascii: options.ascii ?? false, place });
          return bars.length === 0 ? [] : [[`${paint.bold('locks held together')}  ${paint.cyan(inline(migration.path))}`, ...bars]];
        }),
  );
  const shown = options.verbose ? charts : charts.slice(0, MAX_CHARTS);
  const left = charts.length - shown.length;
  return left > 0 ? [...shown, [paint.dim(`locks held together in ${left} more; --verbose shows them`)]] : shown;
}

/** Allowed findings, one line each. */
function allowedPart({ review, options, paint, width }: Page): readonly string[] {
  const allowed = review.findings.filter((finding) => finding.allowed);
  const shown = options.verbose ? allowed : allowed.slice(0, MAX_ALLOWED);
  const left = allowed.length - shown.length;
  return [
    ...shown.map((finding) => {
      const { source = 'comment', reason = '', by = null, until = null } = finding.allowed ?? {};
      const { line } = review.locate.position(finding.primary).start;
      const terms = [source, ...(by === null ? [] : [`by ${by}`]), ...(until === null ? [] : [`until ${until}`])].join(', ');
      const words = `${finding.risk} ${finding.rule} at ${finding.primary.path}:${line}: ${reason} (${terms})`;
      return paint.dim(`allowed  ${fit(words, width - 9)}`);
    }),
    ...(left > 0 ? [paint.dim(`allowed  … and ${left} more; --verbose lists them`)] : []),
  ];
}

function notesPart({ review, paint, prose }: Page): readonly string[] {
  return review.notes.flatMap((note) => labelled('note  ', note, 0, prose, paint.blue));
}

function verdictLine({ review, paint }: Page): string {
  const words = `${review.verdict}: ${verdictText(review)}`;
  if (review.verdict === 'fail' || review.verdict === 'error') return paint.red(`✖ ${words}`);
  return review.verdict === 'warn' ? paint.yellow(`▲ ${words}`) : paint.green(`✔ ${words}`);
}

/** The verdict, what it rests on, and the way to accept what is meant to be. */
function summaryPart(page: Page): readonly string[] {
  const { review, paint, prose } = page;
  const counts = countsText(review);
  const blockers = blocking(review);
  const worst = blockers[0] ?? standing(review)[0];
  const facts = factsText(review).join(' · ');
  return [
    verdictLine(page),
    ...(counts === '' ? [] : [`  ${counts}`]),
    ...(facts === '' ? [] : wrap(facts, prose - 2).map((line) => `  ${line}`)),
    ...(worst
      ? [
          // Not wrapped: it is there to be copied.
          `  ${paint.dim('to accept a finding, write above its statement:')} ${ALLOW_HINT.comment(worst.rule, worst.primary.path)}`,
          ...wrap(ALLOW_HINT.merged, prose - 2).map((line) => paint.dim(`  ${line}`)),
        ]
      : []),
  ];
}

/** With --verbose: every statement and what it does to what is in use. */
function statementsPart(page: Page): readonly string[] {
  return page.review.migrations.flatMap((reviewed, i) => [...(i === 0 ? [] : ['']), ...migrationPart(page, reviewed)]);
}

function migrationPart(page: Page, { migration, statements, unread }: ReviewedMigration): readonly string[] {
  const { review, paint, width, prose } = page;
  const way = migration.transaction === 'none' ? 'no transaction' : `transaction ${migration.transaction}`;
  const rows = [
    ...statements.map((statement) => ({ span: statement.span, statement, reason: '' })),
    ...unread.map((item) => ({ span: item.span, statement: undefined, reason: item.reason })),
  ].toSorted((a, b) => a.span.start - b.span.start);
  return [
    `${paint.bold(inline(migration.path))}  ${paint.dim(`${visible(migration.framework)}, ${migration.direction}, ${way}`)}`,
    ...rows.flatMap(({ span, statement, reason }) => {
      const { line } = review.locate.position(span).start;
      const number = `${line}`.padStart(5);
      if (!statement) return [fit(`not analysed: ${reason}`, width - 8)].map((text) => `${number}  ${paint.yellow(text)}`);
      const title = statement.sql ?? statement.operations.join(', ');
      return [
        `${number}  ${fit(title, width - 8)}`,
        ...statement.effects.flatMap((effect) => {
          const { lock, relation, rest, unsure } = effectText(effect);
          const notes = [...(effect.createdHere ? ['made by this change'] : []), ...(unsure === '' ? [] : [unsure])];
          const text = `${lock} on ${relation} ${rest}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
          return wrap(text, prose - 9).map((part) => paint.dim(`         ${part}`));
        }),
      ];
    }),
  ];
}

export const terminal = {
  id: 'terminal',
  showsUses: true,
  doc: 'for reading here: code, why, what to do, verdict',
  render: renderTerminal,
} satisfies Reporter;
