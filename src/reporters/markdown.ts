/**
 * A review in GitHub's Markdown: the summary comment of a pull request, the job summary, and `--format markdown`.
 *
 * The reader has a deploy waiting. The first screen says the verdict, what blocks, where, and what to do; everything else
 * is folded. What is too long is said in fewer words, never cut in the middle: see LADDER.
 */
import { blocking, compareRisks, type Finding, type Review, type Risk, standing } from '../report.ts';
import { fixTitle } from './fix-wording.ts';
import { type ConversationNote, conversationItem } from './markdown-conversation.ts';
import {
  badge,
  excerpt,
  findingBody,
  findingRow,
  findingSummary,
  mark,
  type MarkdownContext,
  paragraph,
  placeCell,
  ruleText,
} from './markdown-finding.ts';
import { lockBlocks } from './markdown-locks.ts';
import { fixBlocks } from './markdown-fix.ts';
import { planBlocks } from './markdown-plan.ts';
import { code, encodePath, fence, html, MARKER, prose } from './markdown-text.ts';
import { planTitle } from './plan-wording.ts';
import type { Reporter } from './reporter.ts';
import { cut, withoutCommands } from './safe-text.ts';
import { ALLOW_HINT, counted, countsText, databaseText, factsText, overrideText, projectOf, projectText, verdictText } from './wording.ts';

export { inlineComment, type InlineContext, suggestion, type Suggestion } from './inline-comment.ts';
export type { MarkdownContext } from './markdown-finding.ts';
export type { LinkContext } from './markdown-text.ts';

/** UTF-16 units for a comment: GitHub takes 65 536 characters. */
export const COMMENT_BUDGET = 60_000;
/** Bytes for a job summary: the runner takes 1 MiB for all that a step writes. */
export const SUMMARY_BUDGET = 900_000;

export interface ReportContext extends MarkdownContext {
  /** What the text may measure; without it everything is said. */
  readonly budget?: { readonly limit: number; readonly unit: 'utf16' | 'bytes' };
  /** Where the whole report is, for when it does not fit. */
  readonly runUrl?: string;
  /** Findings that people talk about on their lines. */
  readonly conversations?: readonly ConversationNote[];
}

/** How much is said. */
interface Detail {
  /** The SQL that each finding is about. */
  readonly excerpts: boolean;
  /** The lowest risk whose findings are explained; null: none is. */
  readonly explain: Risk | null;
  /** Rows of the table of findings. */
  readonly rows: number;
  /** Allowed findings and notes one by one; otherwise counted. */
  readonly lists: boolean;
  /** The files to commit instead. */
  readonly files: boolean;
  /** The migration plan. */
  readonly plan: boolean;
  /** Charts of the locks that transactions hold together. */
  readonly charts: number;
  /** Places of the application for each thing that goes. */
  readonly uses: number;
}

/** From everything to almost nothing: the first that fits is taken. */
export const LADDER: readonly Detail[] = [
  { excerpts: true, explain: 'info', rows: Infinity, lists: true, files: true, plan: true, charts: 5, uses: 20 },
  { excerpts: true, explain: 'info', rows: Infinity, lists: true, files: false, plan: true, charts: 5, uses: 20 },
  { excerpts: true, explain: 'info', rows: Infinity, lists: true, files: false, plan: false, charts: 5, uses: 20 },
  { excerpts: false, explain: 'info', rows: Infinity, lists: true, files: false, plan: false, charts: 2, uses: 4 },
  { excerpts: false, explain: 'medium', rows: Infinity, lists: true, files: false, plan: false, charts: 0, uses: 1 },
  { excerpts: false, explain: null, rows: 50, lists: false, files: false, plan: false, charts: 0, uses: 0 },
  { excerpts: false, explain: null, rows: 0, lists: false, files: false, plan: false, charts: 0, uses: 0 },
];

/**
 * A review as Markdown, in as many words as the budget allows. The shortest form is returned even where it does not fit
 * either; it stays below 2 000 characters.
 */
export function reviewMarkdown(review: Review, context: ReportContext): string {
  return fitted(review, context).text;
}

/** The same, telling which step of the ladder was taken (0: everything is said). */
export function fitted(review: Review, context: ReportContext): { readonly text: string; readonly step: number } {
  const { budget } = context;
  // What is not there is not left out first.
  const ladder = LADDER.filter(({ files, plan, excerpts }) => files || !excerpts || (plan ? review.fix !== null : review.plan !== null));
  for (const [step, detail] of ladder.entries()) {
    const text = report(review, detail, context);
    const size = budget?.unit === 'bytes' ? Buffer.byteLength(text, 'utf8') : text.length;
    if (!budget || size <= budget.limit || step === ladder.length - 1) return { text, step };
  }
  throw new Error('the ladder has no step');
}

function report(review: Review, detail: Detail, context: ReportContext): string {
  const shortest = detail.rows === 0;
  const blocks = [
    `## ${verdictMark(review)} Lockkeeper: ${prose(verdictText(review))}`,
    facts(review),
    ...(detail === LADDER[0] ? [] : [shortened(review, detail, context)]),
    ...(shortest ? [] : sections(review, detail, context)),
    ...fixBlock(review, detail),
    ...planBlock(review, detail, context),
    ...lockBlocks(review, detail.charts),
    ...(shortest ? [] : allowedBlock(review, detail, context)),
    ...(shortest ? [] : notesBlock(review, detail, context)),
    footer(review, context),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function verdictMark(review: Review): string {
  if (review.verdict === 'error') return '⚠️';
  if (overrideText(review) !== '') return '⚠️';
  if (review.verdict === 'pass') return '✅';
  return review.risk === 'none' ? '✅' : mark(review.risk);
}

/** One line under the verdict: what was found, what was looked at, on which database, what would block. */
function facts(review: Review): string {
  const counts = countsText(review);
  return [...(counts === '' ? [] : [`**${counts}**`]), ...factsText(review).map(prose)].join(' · ');
}

function shortened(review: Review, detail: Detail, context: ReportContext): string {
  const whole = context.runUrl === undefined ? 'the JSON report has everything' : `[the job summary](${context.runUrl}) says more`;
  if (detail.rows === 0) return `_The report does not fit in here: ${whole}._`;
  if (detail.explain === null) return `_Too long for here: the first ${detail.rows} findings without explanations; ${whole}._`;
  if (detail.explain !== 'info') return `_Too long for here: findings below ${detail.explain} are listed without explanations; ${whole}._`;
  const left = [
    ...(review.fix === null || detail.files ? [] : [`the files to commit instead (${code('lockkeeper fix')} shows them)`]),
    ...(review.plan === null || detail.plan ? [] : ['the migration plan']),
    ...(detail.excerpts ? [] : ['the SQL of each finding']),
  ];
  return `_Too long for here: ${left.join(' and ')} ${left.length > 1 || review.fix !== null ? 'are' : 'is'} left out; ${whole}._`;
}

/** One section per project with findings, worst first; a single one needs no heading. */
function sections(review: Review, detail: Detail, context: ReportContext): readonly string[] {
  const findings = standing(review).slice(0, detail.rows);
  const left = standing(review).length - findings.length;
  const groups = new Map<number | undefined, Finding[]>();
  for (const finding of findings) {
    const project = projectOf(review, finding);
    const group = groups.get(project);
    if (group) group.push(finding);
    else groups.set(project, [finding]);
  }
  const several = review.projects.length > 1;
  const blocks = [...groups].flatMap(([project, members]) => [
    ...(several ? [sectionHeading(review, project)] : []),
    ...section(review, members, detail, context),
  ]);
  const clean = several ? review.projects.filter((_, i) => !groups.has(i) && wasJudged(review, i)) : [];
  return [
    ...blocks,
    ...(left > 0 ? [`… and ${counted(left, 'more finding')}.`] : []),
    ...(clean.length > 0 && left === 0
      ? [
          `No findings in ${clean
            .slice(0, 20)
            .map((item) => prose(projectText(item)))
            .join(', ')}${clean.length > 20 ? ' and others' : ''}.`,
        ]
      : []),
  ];
}

/** Whether everything that a project has under review was understood: only then can no findings be said of it. */
function wasJudged(review: Review, project: number): boolean {
  const own = review.migrations.filter((reviewed) => reviewed.project === project);
  return own.length > 0 && own.every(({ migration, unread }) => unread.length === 0 && migration.otherDialect === undefined);
}

function sectionHeading(review: Review, index: number | undefined): string {
  const project = index === undefined ? undefined : review.projects[index];
  return project ? `### ${prose(projectText(project))} · ${prose(databaseText(project.database))}` : '### Elsewhere';
}

function section(review: Review, findings: readonly Finding[], detail: Detail, context: ReportContext): readonly string[] {
  const blockers = new Set(blocking(review));
  const table = [
    '| Risk | What happens | Where |',
    '|:--|:--|:--|',
    ...findings.map((finding) => findingRow(review, finding, blockers.has(finding), context)),
  ].join('\n');
  const { explain } = detail;
  if (explain === null) return [table];
  const explained = findings.filter((finding) => compareRisks(finding.risk, explain) >= 0);
  // The one thing in the way is shown unfolded.
  const only = blockers.size === 1 ? [...blockers][0] : undefined;
  return [table, ...explained.map((finding) => details(review, finding, finding === only, detail, context))];
}

function details(review: Review, finding: Finding, open: boolean, detail: Detail, context: ReportContext): string {
  const sql = detail.excerpts ? excerpt(review, finding) : '';
  return [
    `<details${open ? ' open' : ''}><summary>${findingSummary(review, finding)}</summary>`,
    ...(sql === '' ? [] : [fence(sql, 'sql')]),
    ...findingBody(review, finding, context, { uses: detail.uses }),
    '</details>',
  ].join('\n\n');
}

/** The files to commit instead, folded. */
function fixBlock({ fix }: Review, { files }: Detail): readonly string[] {
  if (fix === null || !files) return [];
  return [[`<details><summary>${html(fixTitle(fix))}</summary>`, ...fixBlocks(fix), '</details>'].join('\n\n')];
}

/** The migration plan, folded. */
function planBlock(review: Review, detail: Detail, context: ReportContext): readonly string[] {
  const { plan } = review;
  if (plan === null || !detail.plan) return [];
  return [[`<details><summary>${html(planTitle(plan))}</summary>`, ...planBlocks(review, plan, context, 0), '</details>'].join('\n\n')];
}

function allowedBlock(review: Review, detail: Detail, context: ReportContext): readonly string[] {
  const allowed = review.findings.filter((finding) => finding.allowed);
  if (allowed.length === 0) return [];
  if (!detail.lists) return [`${counted(allowed.length, 'finding')} allowed.`];
  const rows = allowed.map((finding) => {
    const { source, reason, by, until } = finding.allowed ?? { source: 'comment', reason: '', by: null, until: null };
    const terms = [source, ...(by === null ? [] : [`by ${by}`]), ...(until === null ? [] : [`until ${until}`])].join(', ');
    return `| ${badge(finding.risk).replace(' ', '&nbsp;')} | ${ruleText(finding)} | ${placeCell(review, finding.primary, context)} | ${paragraph(reason, 300)} | ${paragraph(terms, 120)} |`;
  });
  return [
    [
      // What somebody let through is not to be overlooked.
      `<details${overrideText(review) === '' ? '' : ' open'}><summary>${counted(allowed.length, 'allowed finding')}</summary>`,
      ['| Risk | Rule | Where | Reason | Allowed by |', '|:--|:--|:--|:--|:--|', ...rows].join('\n'),
      '</details>',
    ].join('\n\n'),
  ];
}

function notesBlock(review: Review, detail: Detail, context: ReportContext): readonly string[] {
  const items = [
    ...(context.conversations ?? []).map((note) => conversationItem(review, note, context)),
    ...review.notes.map((note) => `- ${paragraph(note, 500)}`),
  ];
  const shown = detail.lists ? items : items.slice(0, 5);
  const left = items.length - shown.length;
  return items.length === 0 ? [] : [[...shown, ...(left > 0 ? [`- … and ${left} more`] : [])].join('\n')];
}

const HOME = 'https://github.com/lockkeeper/lockkeeper';

function footer(review: Review, context: MarkdownContext): string {
  const worst = standing(review)[0];
  const allow = worst
    ? ` · to accept a finding: ${code(ALLOW_HINT.comment(cut(worst.rule, 80), worst.primary.path))} above the statement`
    : '';
  const merged = worst ? `; ${prose(lowerFirst(ALLOW_HINT.merged))}` : '';
  return `<sub>[Lockkeeper](${HOME}) ${prose(context.version)}${allow}${merged}</sub>`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Which run wrote a summary comment; kept in it, so that an older run never writes over a newer one. */
export interface RunState {
  /** The commit that was reviewed. */
  readonly head: string;
  readonly run: number;
  readonly attempt: number;
}

export interface SummaryContext extends MarkdownContext {
  /** Tells the comments of several invocations apart: the path of the configuration, or what the user chose. */
  readonly id: string;
  readonly state: RunState;
  readonly runUrl?: string;
  readonly conversations?: readonly ConversationNote[];
  /** UTF-16 units for the whole comment; COMMENT_BUDGET where none is given. */
  readonly limit?: number;
}

/** The first line of a summary comment. */
export function summaryMarker(id: string): string {
  return `${MARKER}summary v=1 id=${encodePath(id)} -->`;
}

const STATE = `${MARKER}state `;
/** Fingerprints that are kept in a summary comment. */
export const MAX_FINGERPRINTS = 500;

function stateMarker(state: object): string {
  return `${STATE}${JSON.stringify(state).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')} -->`;
}

/** The sticky comment of a pull request: marker, report, hidden state. */
export function summaryComment(review: Review, context: SummaryContext): string {
  const findings = standing(review);
  const state = stateMarker({
    head: context.state.head,
    run: context.state.run,
    attempt: context.state.attempt,
    verdict: review.verdict,
    fps: findings.slice(0, MAX_FINGERPRINTS).map((finding) => finding.fingerprint),
  });
  const marker = summaryMarker(context.id);
  const limit = (context.limit ?? COMMENT_BUDGET) - marker.length - state.length - 2;
  return `${marker}\n${reviewMarkdown(review, { ...context, budget: { limit, unit: 'utf16' } })}\n${state}`;
}

/** The sticky comment when the tool could not do its job: what it said before is out of date. */
export function failureComment(problem: string, context: SummaryContext): string {
  const state = stateMarker({ ...context.state, verdict: 'error', fps: [] });
  const run = context.runUrl === undefined ? '' : ` [The run](${context.runUrl}) says more.`;
  return [
    `${summaryMarker(context.id)}\n## ⚠️ Lockkeeper: the review could not be finished`,
    `${paragraph(problem)}${run}`,
    'Nothing was judged at this commit.',
    `<sub>[Lockkeeper](${HOME}) ${prose(context.version)}</sub>`,
    state,
  ].join('\n\n');
}

/** The state in a summary comment, or undefined where it has none that can be read. */
export function readState(body: string): (RunState & { readonly verdict: string; readonly fps: readonly string[] }) | undefined {
  const at = body.lastIndexOf(STATE);
  const end = body.indexOf(' -->', at);
  if (at < 0 || end < 0) return undefined;
  let state: unknown;
  try {
    state = JSON.parse(body.slice(at + STATE.length, end));
  } catch {
    return undefined;
  }
  if (typeof state !== 'object' || state === null) return undefined;
  const { head, run, attempt, verdict, fps } = state as Readonly<Record<string, unknown>>;
  if (typeof head !== 'string' || typeof run !== 'number' || typeof attempt !== 'number' || typeof verdict !== 'string') return undefined;
  return { head, run, attempt, verdict, fps: Array.isArray(fps) ? fps.filter((fp) => typeof fp === 'string') : [] };
}

export const markdown = {
  id: 'markdown',
  showsUses: true,
  showsPlan: true,
  doc: 'the report as it stands in a pull request, for pasting elsewhere',
  render: (review, options) => withoutCommands(reviewMarkdown(review, { version: options.version })),
} satisfies Reporter;
