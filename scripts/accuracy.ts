/** docs/accuracy.md: every statement that was run on servers, what they did, and whether Lockkeeper says the same. */
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { analyseRow, operationsOf } from '../__tests__/support/analysed-row.ts';
import { compareRow, typeAgrees, typeAnswer } from '../__tests__/support/comparison.ts';
import { type EffectRow, MAJORS, rowsOf } from '../__tests__/support/effect-rows.ts';
import { typeCasesOf } from '../__tests__/support/type-cases.ts';
import { UNCOVERED } from '../__tests__/support/uncovered.ts';
import { type CorpusFigures, corpusSection } from './corpus-section.ts';
import { OPERATION_KINDS, type OperationKind } from '../src/operations/operation.ts';
import type { SourceFile } from '../src/source.ts';

/** What a row says was seen, as it stands in its file. */
interface Outcome {
  readonly does?: Readonly<Record<string, string>>;
  readonly refused?: string;
}
interface RawRow extends Outcome {
  readonly sql: string;
  readonly majors?: Readonly<Record<string, Outcome>>;
}
interface RawScene {
  readonly scene: string;
  readonly given: string;
  readonly rows: readonly RawRow[];
}

/** A family: the rows of one scene. */
interface Family {
  readonly title: string;
  readonly raw: RawScene;
  readonly rows: readonly EffectRow[];
  readonly answers: readonly Answer[];
}

/** One row on one major. */
interface Answer {
  readonly row: EffectRow;
  readonly major: number;
  readonly verdict: 'agrees' | 'disagrees' | 'not foretold' | 'not seen';
  /** Lockkeeper says of something that it does not know. */
  readonly unknown: boolean;
}

type TypeAnswer = Pick<Answer, 'major' | 'verdict'>;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();
const code = (text: string): string => `\`${cell(text)}\``;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const fold = (summary: string, lines: readonly string[]): readonly string[] => [
  `<details><summary>${summary}</summary>`,
  '',
  ...lines,
  '',
  '</details>',
  '',
];
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);

function answerOf(row: EffectRow, major: number): Answer {
  const { said, observed, unknown } = compareRow(row, major);
  const agrees = isDeepStrictEqual(said, observed);
  const kind = row.expected(major).kind;
  const verdict = !agrees
    ? 'disagrees'
    : kind === 'refused' && row.unforeseen
      ? 'not foretold'
      : kind === 'does' && row.locksUnobserved
        ? 'not seen'
        : 'agrees';
  return { row, major, verdict, unknown };
}

function familiesOf(files: readonly SourceFile[]): readonly Family[] {
  return files.flatMap(({ text }) => {
    const rows = rowsOf(text);
    return (parse(text) as readonly RawScene[]).map((raw): Family => {
      const own = rows.filter((row) => row.scene === raw.scene);
      return { title: capital(raw.scene), raw, rows: own, answers: own.flatMap((row) => MAJORS.map((major) => answerOf(row, major))) };
    });
  });
}

/** `61 of 61` for each major: answers that agree, of those that can be compared. */
function agreement(answers: readonly TypeAnswer[]): readonly string[] {
  return MAJORS.map((major) => {
    const compared = answers.filter((answer) => answer.major === major && (answer.verdict === 'agrees' || answer.verdict === 'disagrees'));
    return `${compared.filter(({ verdict }) => verdict === 'agrees').length} of ${compared.length}`;
  });
}

const anchor = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

function agreementTable(families: readonly Family[], types: readonly TypeAnswer[]): readonly string[] {
  const all = families.flatMap(({ answers }) => answers);
  return table(
    ['statements', 'rows', ...MAJORS.map(String)],
    [
      ...families.map(({ title, rows, answers }) => [`[${title}](#${anchor(title)})`, `${rows.length}`, ...agreement(answers)]),
      ['Type changes, each type to each', `${types.length / MAJORS.length}`, ...agreement(types)],
      [
        '**all**',
        `**${all.length / MAJORS.length + types.length / MAJORS.length}**`,
        ...agreement([...all, ...types]).map((text) => `**${text}**`),
      ],
    ],
  );
}

/** The changes of fixtures/postgres-types.yaml: whether the rows are rewritten, kept, or the change refused. */
function typeAnswers(file: SourceFile): readonly TypeAnswer[] {
  return typeCasesOf(file.text).flatMap(({ given, changes }) =>
    changes.flatMap((change) =>
      MAJORS.map((major): TypeAnswer => {
        const said = typeAnswer(given, change.sql, major);
        const expected = change.expected(major);
        const verdict = said === expected ? 'agrees' : typeAgrees(said, expected) ? 'not foretold' : 'disagrees';
        return { major, verdict };
      }),
    ),
  );
}

/** Rows of which a part could not be seen or foretold, by reason. */
function partly(families: readonly Family[]): readonly string[] {
  const all = families.flatMap(({ answers }) => answers);
  const rowsWhere = (is: (answer: Answer) => boolean): readonly EffectRow[] => [...new Set(all.filter(is).map(({ row }) => row))];
  const reasons: readonly (readonly [string, string, readonly EffectRow[]])[] = [
    [
      'Its locks were not seen',
      'It runs outside a transaction, and nothing that another session holds stops it on its way: when it is over its locks are gone. That the server takes it, and the work it leaves behind, was seen.',
      rowsWhere(({ verdict }) => verdict === 'not seen'),
    ],
    [
      'Its work was not seen',
      'Its locks were; of its work the server leaves no trace that could be read.',
      rowsWhere(({ row }) => row.workUnobserved),
    ],
    [
      'Its refusal is not foretold',
      'The server refuses it for a reason that is not in any migration, or that Lockkeeper does not look for.',
      rowsWhere(({ verdict }) => verdict === 'not foretold'),
    ],
    [
      'Lockkeeper says that it does not know',
      'Whether a relation is locked, or what work is done, depends on what the migrations do not tell. It is said to be unknown, the worst case is assumed, and that is not counted as agreement or disagreement; the rest of the row is.',
      rowsWhere(({ unknown }) => unknown),
    ],
  ];
  return reasons.flatMap(([title, why, rows]) => [
    `**${title}: ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}.** ${why}`,
    '',
    ...(rows.length === 0
      ? []
      : fold(
          'the statements',
          rows.map(({ sql }) => `- ${code(sql)}`),
        )),
  ]);
}

/** What no row shows. */
function uncovered(families: readonly Family[]): readonly string[] {
  const rows = families.flatMap((family) => family.rows);
  const covered = new Set(rows.flatMap(({ sql }) => operationsOf(sql).map(({ kind }) => kind)));
  const kinds = OPERATION_KINDS.filter((kind) => !covered.has(kind));
  const newest = MAJORS.at(-1) ?? 0;
  const unproven = new Set<OperationKind>();
  for (const row of rows) {
    if (row.expected(newest).kind === 'refused') continue;
    const { consequence, undo } = analyseRow(row.given, row.sql, newest, row.transaction);
    if (consequence.reversible && !undo.sql) for (const { kind } of operationsOf(row.sql)) unproven.add(kind);
  }
  return [
    ...table(
      ['kind of operation', 'why no row runs it'],
      kinds.map((kind) => [code(kind), UNCOVERED[kind] ?? 'not yet']),
    ),
    '',
    'Not looked at, in any row: locks on single rows, on toast tables and on the system catalogs; what a trigger or a rule of the',
    'table does besides; an INSERT into a partition by its own name, which also looks at the table above it; time and disk space.',
    '',
    'Said to be reversible where no statement that does it is known, so that no server was asked about the way back, in rows with:',
    `${[...unproven].sort().map(code).join(', ')}.`,
  ];
}

function outcome({ does, refused }: Outcome): string {
  if (refused !== undefined) return `refused (${refused})`;
  const parts = Object.entries(does ?? {}).map(([relation, what]) => `${code(relation)} ${what}`);
  return parts.length === 0 ? 'no lock that others wait for' : parts.join('<br>');
}

function line(raw: RawRow, row: EffectRow): readonly string[] {
  const versions = raw.majors
    ? Object.entries(raw.majors).map(([majors, what]) => `**${majors.replace('-', '–')}:** ${outcome(what)}`)
    : [outcome(raw)];
  const marks = [
    ...(row.transaction ? [] : ['outside a transaction']),
    ...(row.workUnobserved ? ['work not seen'] : []),
    ...(row.locksUnobserved ? ['locks not seen'] : []),
    ...(row.unforeseen ? ['not foretold'] : []),
  ];
  return [`${code(raw.sql)}${marks.length > 0 ? `<br>(${marks.join('; ')})` : ''}`, versions.join('<br>')];
}

function section({ title, raw, rows }: Family): readonly string[] {
  const lines = raw.rows.map((one, i) => (rows[i] ? line(one, rows[i]) : []));
  return [
    `### ${title}`,
    '',
    ...fold('what is there before', [`\`\`\`sql\n${raw.given.trim()}\n\`\`\``]),
    ...fold(`${rows.length} statements`, table(['statement', 'locks and work on what was there before'], lines)),
  ];
}

/** Rows in which Lockkeeper says something else than the servers: the tests fail with any. */
function disagreements(families: readonly Family[]): readonly string[] {
  const wrong = families.flatMap(({ answers }) => answers.filter(({ verdict }) => verdict === 'disagrees'));
  return wrong.length === 0
    ? []
    : ['**Lockkeeper is wrong about:**', '', ...wrong.map(({ row, major }) => `- ${code(row.sql)} on ${major}`), ''];
}

const HOW = `
| what | how it was seen |
|---|---|
| locks | \`pg_locks\`, while the transaction of the statement was open. A statement that must run outside a transaction is stopped on its way by a lock that another session holds, and a third one looks. Listed are locks stronger than \`ROW EXCLUSIVE\` on relations that were there before. |
| rewrite | The relation has another file (\`pg_class.relfilenode\`, \`reltablespace\`) and rows in it, or the server said "rewriting table" at level DEBUG1. |
| scan | \`pg_stat_xact_user_tables.seq_scan\` rose, or the server said "verifying table". For a foreign key: "validating foreign key constraint". |
| index-build | The index has another file and its table has rows, or the server said "building index". |
| rows | \`n_tup_ins\`, \`n_tup_upd\`, \`n_tup_del\` of \`pg_stat_xact_user_tables\` rose. |
| what others wait for | While the locks are held another session, with a \`lock_timeout\` of 2 ms, really runs for every relation: \`SELECT FROM ONLY t LIMIT 0\`, \`DELETE FROM ONLY t WHERE false\`, \`COMMENT ON TABLE t\` (a view, a materialized view, a partitioned table, an index likewise; a sequence by \`nextval\`). What has to wait is what Lockkeeper says is blocked, the readers of a table whose index is locked and of a view over it included. What waits for the obstacle of a statement outside a transaction anyway is not told apart. |
| refusal | The SQLSTATE of the error. |
| loss | Every value of every table and the next number of every sequence, before and after; a column of another type is read back in its old one. Where Lockkeeper says that data is lost some value must be gone, where it says that none is lost none. |
| the way back | What is said to undo a statement is run after it. Then all rows and everything the system catalogs say (columns with defaults, storage and grants, constraints, indexes, views, triggers, rules, policies, functions, types, sequences, comments, owners, publications, …) must be as they were, but for what the test names. |
| transaction | A statement that is said to be refused inside a transaction is run in one, and every other is. |
`.trim();

/**
 * The page. The parser must have been loaded.
 *
 * @param files the rows of the server tests: `__tests__/fixtures/postgres-effects/*.yaml`.
 * @param types `__tests__/fixtures/postgres-types.yaml`.
 * @param corpus `scripts/corpus.json`.
 */
export function accuracyPage(files: readonly SourceFile[], types: SourceFile, corpus: CorpusFigures): string {
  const families = familiesOf(files);
  const count = families.reduce((sum, { rows }) => sum + rows.length, 0);
  const changes = typeAnswers(types);
  const unforetold = changes.filter(({ major, verdict }) => major === MAJORS.at(-1) && verdict === 'not foretold').length;
  return `${[
    '# What was checked on real servers',
    '',
    `The ${count} statements below were run on PostgreSQL ${MAJORS.join(', ')}, and what the servers did was written down. Tests hold both`,
    'sides to these rows: `npm test` asks Lockkeeper and an embedded PostgreSQL, `npm run test:servers` asks real servers of every major.',
    'Where the manual and a server differ, the server is right. If you find a claim that is wrong, a row is added for it',
    '([how](../CONTRIBUTING.md#a-claim-that-is-wrong)).',
    '',
    '## Agreement',
    '',
    'Rows where Lockkeeper says what the server of that major did, of those that can be compared: the lock and the work on every relation,',
    'what others then wait for, the refusal. Computed when this page was generated, by running the analysis on every row.',
    '',
    ...agreementTable(families, changes),
    '',
    `Of ${unforetold} type changes that the newest server refuses, since it knows no cast, Lockkeeper says that they rewrite the table: they`,
    'are not compared.',
    '',
    ...disagreements(families),
    ...corpusSection(corpus),
    '## How it was seen',
    '',
    HOW,
    '',
    '## What could not be seen, or is not claimed',
    '',
    ...partly(families),
    '## What is not covered',
    '',
    ...uncovered(families),
    '',
    '## The rows',
    '',
    'A row lists the relations that another session would notice: the lock, and what the server does while it holds it (`scan`,',
    '`index-build`, `rewrite`). A row with versions differs between them. Each statement meets what is there before, untouched.',
    '',
    ...families.flatMap(section),
  ]
    .join('\n')
    .trimEnd()}\n`;
}
