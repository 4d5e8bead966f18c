/**
 * Rows changed in batches, each committed on its own: a DO block that goes through the primary key, or through the pages of a
 * table that has none. COMMIT in a DO block needs it to be outside a transaction.
 * Source: https://www.postgresql.org/docs/current/plpgsql-transactions.html
 */
import type { RewriteRequest } from '../../dialect.ts';
import type { RewriteStep } from '../../../report.ts';
import type { Table } from '../../../catalog/catalog.ts';
import { quoteIdent } from '../identifier.ts';
import { freeTag, makeSteps } from './source.ts';

/** A change of rows, as the parts of its statement. */
export interface RowChange {
  /** The relation as it is written. */
  readonly relation: string;
  /** What the rest of the statement calls it, as written; empty: by its name. */
  readonly alias: string;
  /** All before the condition: `UPDATE users SET email = lower(email)`. */
  readonly head: string;
  /** Without WHERE; empty: every row. */
  readonly condition: string;
  /**
   * A row that is changed a second time: `settles`, the condition does not hold for it any more; `harmless`, it stays as the
   * first time left it; `wrong`.
   */
  readonly again: 'settles' | 'harmless' | 'wrong';
  /** The condition is about other relations, too. */
  readonly joined: boolean;
  /** What is done: `Fill the old rows`. */
  readonly title: string;
}

/** The columns of the primary key, none where it is not known. */
export function primaryKeyOf(known: Table | undefined): readonly string[] {
  for (const { kind, columns } of known?.constraints.values() ?? []) if (kind === 'primary-key') return columns;
  return [];
}

/** Pages that a batch goes through where there is no key: with rows of some 80 bytes they hold as many as a batch. */
const ROWS_OF_A_PAGE = 100;

/**
 * The step that changes rows in batches; undefined where rows could be changed twice: a row that is changed moves to another
 * page, and without a primary key nothing tells it from one that is not.
 */
export function batchStep(request: RewriteRequest, known: Table | undefined, change: RowChange): RewriteStep | undefined {
  const { options } = request;
  const keys = primaryKeyOf(known);
  if (keys.length === 0 && change.again === 'wrong') return undefined;
  const { relation, alias, condition } = change;
  const statement = oneBatch(change, keys, known, options.batchSize);
  const counted = options.batchSize === 1 ? 'one row' : `${options.batchSize} rows`;
  const step = makeSteps(request).outside(
    `${change.title}, ${counted} at a time, each batch committed on its own`,
    'migrate',
    keys.length > 0 ? byKey(change, keys, known, options) : byPages(change, known, options),
  );
  return {
    ...step,
    ...(statement === undefined ? {} : { batch: { statement, rows: options.batchSize, pause: options.pause } }),
    ...(change.again === 'settles' && !change.joined
      ? { check: `SELECT 1 FROM ${aliased(relation, alias)}${condition === '' ? '' : ` WHERE ${condition}`} LIMIT 1;` }
      : {}),
  };
}

const aliased = (relation: string, alias: string): string => (alias === '' ? relation : `${relation} AS ${alias}`);
const allOf = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' AND ');
const inBrackets = (condition: string): string => (condition === '' ? '' : `(${condition})`);
const row = (names: readonly string[]): string => (names.length === 1 ? (names[0] ?? '') : `(${names.join(', ')})`);
const ofTarget = (alias: string, columns: readonly string[]): readonly string[] =>
  columns.map((column) => (alias === '' ? column : `${alias}.${column}`));

/**
 * The statement for one batch: of rows that settle the same again until no row is changed; of others for the rows between
 * two keys, both included, which stand as $1 and $2.
 */
function oneBatch(change: RowChange, keys: readonly string[], known: Table | undefined, rows: number): string | undefined {
  const { relation, alias, head, condition, again, joined } = change;
  const quoted = keys.map(quoteIdent);
  if (again === 'settles' && !joined) {
    // Rows of two partitions can have one ctid.
    if (keys.length === 0 && known?.kind !== 'table') return undefined;
    const own = keys.length === 0 ? ['ctid'] : quoted;
    const where = condition === '' ? '' : ` WHERE ${condition}`;
    const list = ofTarget(alias, own);
    return `${head}\nWHERE ${row(list)} IN (SELECT ${list.join(', ')} FROM ${aliased(relation, alias)}${where} LIMIT ${rows});`;
  }
  // Two parameters are one column's.
  if (keys.length !== 1) return undefined;
  return `${head}\nWHERE ${allOf(`${ofTarget(alias, quoted)[0]} BETWEEN $1 AND $2`, inBrackets(condition))};`;
}

/** Names of variables that mean nothing else in the statement. */
function variables(known: Table | undefined, { head, condition }: RowChange, wanted: readonly string[]): readonly string[] {
  const text = `${head} ${condition}`;
  return wanted.map((name) => {
    let free = name;
    while (known?.columns.has(free) || new RegExp(`\\b${free}\\b`, 'i').test(text)) free += '_';
    return free;
  });
}

type Pace = Pick<RewriteRequest['options'], 'batchSize' | 'pause'>;

/** What follows the statement of a batch. */
function committed(changed: string, done: string, pause: number): readonly string[] {
  return [
    `    GET DIAGNOSTICS ${changed} = ROW_COUNT;`,
    `    ${done} := ${done} + ${changed};`,
    '    COMMIT;',
    `    RAISE NOTICE '% rows so far', ${done};`,
    ...(pause > 0 ? [`    PERFORM pg_sleep(${pause / 1000});`] : []),
  ];
}

function doBlock(declarations: readonly string[], body: readonly string[]): string {
  const text = [...declarations, ...body].join('\n');
  const tag = freeTag(text, 'batches');
  return [`DO ${tag}`, 'DECLARE', ...declarations.map((line) => `  ${line}`), 'BEGIN', ...body, 'END', `${tag};`].join('\n');
}

/** From the first key to the last, in their order, so that no row is read twice. */
function byKey(change: RowChange, keys: readonly string[], known: Table | undefined, { batchSize, pause }: Pace): string {
  const { relation, alias, head, condition } = change;
  const several = keys.length > 1;
  const quoted = keys.map(quoteIdent);
  const named = (word: string): readonly string[] => variables(known, change, several ? keys.map((_, i) => `${word}_${i + 1}`) : [word]);
  const [low, high] = [named('low'), named('high')];
  const [changed = '', done = ''] = variables(known, change, ['changed', 'done']);
  const list = quoted.join(', ');
  const own = row(ofTarget(alias, quoted));
  const between = several ? `${own} >= ${row(low)} AND ${own} <= ${row(high)}` : `${own} BETWEEN ${low[0]} AND ${high[0]}`;
  return doBlock(
    [
      ...quoted.flatMap((key, i) => [`${low[i]} ${relation}.${key}%TYPE;`, `${high[i]} ${relation}.${key}%TYPE;`]),
      `${changed} bigint;`,
      `${done} bigint := 0;`,
    ],
    [
      `  SELECT ${list} INTO ${low.join(', ')} FROM ${relation} ORDER BY ${list} LIMIT 1;`,
      `  WHILE ${low[0]} IS NOT NULL LOOP`,
      `    SELECT ${list} INTO ${high.join(', ')}`,
      `    FROM (SELECT ${list} FROM ${relation} WHERE ${row(quoted)} >= ${row(low)} ORDER BY ${list} LIMIT ${batchSize}) AS batch`,
      `    ORDER BY ${quoted.map((key) => `${key} DESC`).join(', ')} LIMIT 1;`,
      `    ${head}`,
      `    WHERE ${allOf(between, inBrackets(condition))};`,
      ...committed(changed, done, pause),
      `    SELECT ${list} INTO ${low.join(', ')} FROM ${relation} WHERE ${row(quoted)} > ${row(high)} ORDER BY ${list} LIMIT 1;`,
      '  END LOOP;',
    ],
  );
}

/** Page by page, as far as the table goes when it starts: what is written later has its values already. */
function byPages(change: RowChange, known: Table | undefined, { batchSize, pause }: Pace): string {
  const { relation, alias, head, condition } = change;
  const [page = '', pages = '', changed = '', done = ''] = variables(known, change, ['page', 'pages', 'changed', 'done']);
  const step = Math.max(1, Math.round(batchSize / ROWS_OF_A_PAGE));
  const name = `'${relation.replaceAll("'", "''")}'`;
  const tid = (at: string): string => `format('(%s,0)', ${at})::tid`;
  const [ctid] = ofTarget(alias, ['ctid']);
  const size = `pg_relation_size(${name})`;
  // A partitioned table has no pages of its own: the largest of its partitions says how far to go.
  const largest =
    known?.kind === 'table' ? size : `greatest(${size}, (SELECT max(pg_relation_size(relid)) FROM pg_partition_tree(${name})))`;
  return doBlock(
    [
      `${page} bigint := 0;`,
      `${pages} bigint := ${largest} / current_setting('block_size')::bigint;`,
      `${changed} bigint;`,
      `${done} bigint := 0;`,
    ],
    [
      `  WHILE ${page} < ${pages} LOOP`,
      `    ${head}`,
      `    WHERE ${allOf(`${ctid} >= ${tid(page)} AND ${ctid} < ${tid(`${page} + ${step}`)}`, inBrackets(condition))};`,
      ...committed(changed, done, pause),
      `    ${page} := ${page} + ${step};`,
      '  END LOOP;',
    ],
  );
}
