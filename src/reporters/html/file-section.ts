/** One file: how it is run, its SQL with the findings beside the lines, its locks, what each of its statements does. */
import type { TransactionMode } from '../../frameworks/framework.ts';
import { engineTitle, type Finding, type ReviewedMigration, type ReviewedStatement } from '../../report.ts';
import { counted, effectText, riskCounts, statementOf } from '../wording.ts';
import { lineAnchor, linesOfSpan, type PageFile } from './files.ts';
import { badge, findingCard, type PageContext, placeLink } from './finding.ts';
import { lockFigure } from './locks.ts';
import { h, joined, type Markup, NOTHING } from './markup.ts';

const TRANSACTIONS: Readonly<Record<TransactionMode, string>> = {
  wrapped: 'runs in the transaction of the migration tool',
  implicit: 'runs as one query, which is one transaction',
  none: 'runs outside a transaction',
  explicit: 'opens its own transaction',
  unknown: 'nothing says whether it runs in a transaction: judged at worst',
};

export function fileSection(context: PageContext, file: PageFile): Markup {
  const standing = file.findings.filter(({ allowed }) => !allowed);
  const allowed = file.findings.length - standing.length;
  const counts = [
    ...riskCounts(standing).map(({ risk, count }) => h`<span class="count">${count} ${badge(risk)}</span>`),
    ...(allowed > 0 ? [h`<span class="quiet">${allowed} allowed</span>`] : []),
    ...(file.unread.length > 0 ? [h`<span class="quiet">${counted(file.unread.length, 'part')} not analysed</span>`] : []),
    ...(file.findings.length + file.unread.length === 0 ? [h`<span class="quiet">no findings</span>`] : []),
  ];
  const held = file.migrations.some(({ migration, transactions }) => migration.direction === 'up' && transactions.length > 0);
  const open = held || file.findings.length + file.unread.length > 0;
  return h`<details class="file" id="file-${file.index + 1}"${open ? h` open` : NOTHING}>
<summary><h3><code>${file.path}</code></h3> ${joined(counts, h` · `)}</summary>
${file.migrations.length === 0 ? NOTHING : h`<ul class="how">${file.migrations.map((reviewed) => how(context, reviewed, file.migrations.length > 1))}</ul>`}
${listing(context, file)}
${file.migrations.flatMap((reviewed, i) =>
  reviewed.transactions.map((timeline, k) =>
    lockFigure({
      statements: reviewed.statements,
      timeline,
      id: `f${file.index + 1}-locks-${i + 1}-${k + 1}`,
      place: (statement) => placeLink(context, statement.span, `line ${context.review.locate.position(statement.span).start.line}`),
    }),
  ),
)}
${statementsTable(context, file)}
</details>
`;
}

function how({ review }: PageContext, { migration, project }: ReviewedMigration, named: boolean): Markup {
  const { direction, title, framework, otherDialect, down, transactionGroup } = migration;
  const database = review.projects[project]?.database;
  const parts = [
    ...(named || direction === 'down' ? [`${title === '' ? migration.id : title}${direction === 'down' ? ' (the way back)' : ''}`] : []),
    framework,
    TRANSACTIONS[migration.transaction],
    ...(transactionGroup === null ? [] : ['shares it with the other migrations of the run']),
    ...(down === 'absent' ? ['has no way back'] : down === 'irreversible' ? ['says that there is no way back'] : []),
    ...(otherDialect === undefined ? [] : [`for ${engineTitle(otherDialect)}, not analysed`]),
    ...(database?.assumed ? ['version of the database assumed'] : []),
  ];
  return h`<li>${parts.join(' · ')}</li>`;
}

/** Lines that belong together: those from one finding to the next. */
interface Chunk {
  readonly first: number;
  readonly last: number;
  readonly findings: readonly Finding[];
}

function listing(context: PageContext, file: PageFile): Markup {
  const { lines } = file;
  if (lines === undefined || lines.length === 0)
    return h`<div class="cards">${file.findings.map((finding) => findingCard(context, finding))}</div>`;
  const marks = marksOf(context, file);
  return h`<div class="listing${file.findings.length === 0 ? ' alone' : ''}">${chunksOf(context, file, lines.length).map(
    ({ first, last, findings }) =>
      h`<div class="chunk"><div class="code">${codeRows(file, lines, first, last, marks)}</div><div class="beside">${findings.map((finding) => findingCard(context, finding))}</div></div>
`,
  )}</div>`;
}

function chunksOf({ review }: PageContext, { findings }: PageFile, count: number): readonly Chunk[] {
  const byLine = new Map<number, Finding[]>([[1, []]]);
  for (const finding of findings) {
    // Beside the statement it is about, also where it marks a later line of it.
    const { first } = linesOfSpan(review, statementOf(review, finding)?.span ?? finding.primary);
    const line = Math.min(first, count);
    byLine.set(line, [...(byLine.get(line) ?? []), finding]);
  }
  const starts = [...byLine.keys()].toSorted((a, b) => a - b);
  return starts.map((first, i) => ({ first, last: (starts[i + 1] ?? count + 1) - 1, findings: byLine.get(first) ?? [] }));
}

/** The lines that a finding or something unread stands on, with the class that shows it; the worst wins. */
function marksOf({ review }: PageContext, { findings, unread }: PageFile): ReadonlyMap<number, string> {
  const marks = new Map<number, string>();
  const mark = (span: Finding['primary'], name: string): void => {
    const { first, last } = linesOfSpan(review, span);
    for (let line = first; line <= last; line++) if (!marks.has(line)) marks.set(line, name);
  };
  const worstFirst = review.findings.filter((finding) => findings.includes(finding) && statementOf(review, finding));
  for (const { allowed, primary, risk } of worstFirst) if (!allowed) mark(primary, ` marked ${risk}`);
  for (const { span } of unread) mark(span, ' marked unread');
  for (const { allowed, primary } of worstFirst) if (allowed) mark(primary, ' marked allowed');
  return marks;
}

function codeRows(
  file: PageFile,
  lines: readonly string[],
  first: number,
  last: number,
  marks: ReadonlyMap<number, string>,
): readonly Markup[] {
  const rows: Markup[] = [];
  let hidden = 0;
  const gap = (): void => {
    if (hidden > 0) rows.push(h`<div class="gap">… ${counted(hidden, 'line')}</div>`);
    hidden = 0;
  };
  for (let line = first; line <= last; line++) {
    if (!file.shown.has(line)) {
      hidden++;
      continue;
    }
    gap();
    rows.push(h`<div class="line${marks.get(line) ?? ''}" id="${lineAnchor(file, line)}" data-line="${line}">${lines[line - 1] ?? ''}
</div>`);
  }
  gap();
  return rows;
}

/** What every statement does, folded. */
function statementsTable(context: PageContext, { migrations }: PageFile): Markup {
  const statements = migrations.flatMap((reviewed) => reviewed.statements);
  if (statements.length === 0) return NOTHING;
  return h`<details class="statements"><summary>What each statement does</summary>
<table><thead><tr><th scope="col">Line</th><th scope="col">Operations</th><th scope="col">Locks and work</th><th scope="col">Beyond locks</th></tr></thead><tbody>
${statements.map((statement) => statementRow(context, statement))}</tbody></table></details>`;
}

function statementRow(context: PageContext, { span, operations, effects, consequences }: ReviewedStatement): Markup {
  const line = context.review.locate.position(span).start.line;
  const { refused, losesData, reversible, breaksRunningCode, canFailOnData } = consequences;
  const beyond = [
    ...(refused ? [`the server refuses it: ${refused.reason}`] : []),
    ...(losesData ? ['loses data'] : []),
    ...(reversible ? [] : ['nothing brings back what was']),
    ...(breaksRunningCode ? ['code that is deployed now can fail'] : []),
    ...(canFailOnData ? ['whether it succeeds depends on the rows'] : []),
  ];
  const locks = effects.map((effect) => {
    const { lock, relation, rest, unsure } = effectText(effect);
    const notes = [...(effect.createdHere ? ['made by this change'] : []), ...(unsure === '' ? [] : [unsure])].join('; ');
    return h`<li><b>${lock}</b> on <code>${relation}</code> ${rest}${notes === '' ? '' : ` (${notes})`}</li>`;
  });
  return h`<tr><td>${placeLink(context, span, `${line}`)}</td><td>${operations.join(', ')}</td><td data-label="Locks and work">${locks.length === 0 ? '–' : h`<ul class="plain">${locks}</ul>`}</td><td data-label="Beyond locks">${beyond.join('; ') || '–'}</td></tr>
`;
}
