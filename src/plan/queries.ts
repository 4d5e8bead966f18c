/** Queries to run beside a migration, made for what it does: none is here that it does not ask for. All read only. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { type StepCost } from './cost.ts';
import { dataChecks } from './data-checks.ts';
import type { PlanQuery } from './plan.ts';
import { literal, regclass, regclasses } from './sql.ts';
import type { WayOut } from './way-out.ts';

export interface QueryContext {
  readonly dialect: Dialect;
  /** Before the change, and after the last step. */
  readonly before: Catalog;
  readonly after: Catalog;
  /** One for each step. */
  readonly costs: readonly StepCost[];
}

const unique = (items: readonly string[]): readonly string[] => [...new Set(items)];

const operationsOf = ({ steps }: WayOut) => steps.flatMap(({ statements }) => statements.flatMap(({ operations }) => operations));

/** Tables that get an index which is built while others write. */
const builtConcurrently = (way: WayOut): readonly string[] =>
  unique(
    operationsOf(way).flatMap(({ operation: o, consequence }) =>
      consequence.leavesInvalidIndex && 'table' in o && typeof o.table === 'string' && o.table !== '' ? [o.table] : [],
    ),
  );

/** Before the first step. */
export function queriesBefore(way: WayOut, context: QueryContext): readonly PlanQuery[] {
  const { costs } = context;
  const locked = unique(costs.flatMap(({ queues }) => queues.map(({ relation }) => relation)));
  const built = builtConcurrently(way);
  const of = (...kinds: readonly string[]): readonly string[] =>
    unique(costs.flatMap(({ work }) => work.filter(({ kind }) => kinds.includes(kind)).map(({ relation }) => relation)));
  const [rewritten, grown] = [of('rewrite'), of('rewrite', 'index-build', 'batch')];
  const snapshots = operationsOf(way).some(({ consequence }) => consequence.waitsFor === 'old-snapshots');
  return [
    ...(locked.length > 0
      ? [
          {
            title: 'Who uses the tables that will be locked',
            sql: `SELECT l.relation::regclass AS relation, a.pid, a.state, now() - a.xact_start AS open_for, left(a.query, 80) AS query
FROM pg_locks l
JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.relation IN (${regclasses(locked)}) AND a.pid <> pg_backend_pid()
ORDER BY a.xact_start;`,
            expect: 'no transaction that has been open for longer than a moment: the lock waits for it, and everybody else for the lock',
          },
        ]
      : []),
    ...(snapshots
      ? [
          {
            title: 'Transactions that a concurrent build waits for',
            sql: `SELECT pid, state, now() - xact_start AS open_for, left(query, 80) AS query
FROM pg_stat_activity
WHERE datname = current_database() AND backend_xmin IS NOT NULL AND xact_start < now() - interval '1 minute'
ORDER BY xact_start;`,
            expect: 'no row: the build ends only after each of them',
          },
        ]
      : []),
    ...(built.length > 0 ? [invalidIndexes('Invalid indexes left by earlier builds', built)] : []),
    ...(grown.length > 0
      ? [
          {
            title: 'Disk space',
            sql: `SELECT relation, pg_size_pretty(pg_table_size(relation)) AS "table", pg_size_pretty(pg_indexes_size(relation)) AS indexes
FROM (VALUES ${grown.map((relation) => `(${regclass(relation)})`).join(', ')}) AS t (relation);`,
            expect:
              rewritten.length > 0
                ? 'free space on disk for a second copy of a table that is rewritten, with its indexes, and as much for WAL'
                : 'free space on disk for what is added, and for its WAL',
          },
        ]
      : []),
    ...(of('rewrite', 'batch').length > 0
      ? [
          {
            title: 'Replicas',
            sql: 'SELECT application_name, state, replay_lag FROM pg_stat_replication;',
            expect: 'every replica streams, with a replay_lag of seconds at most; look again while rows are written',
          },
        ]
      : []),
    ...dataChecks(way, context),
  ];
}

function invalidIndexes(title: string, tables: readonly string[]): PlanQuery {
  return {
    title,
    sql: `SELECT indexrelid::regclass AS index
FROM pg_index
WHERE indrelid IN (${regclasses(tables)}) AND NOT indisvalid;`,
    expect: 'no row',
  };
}

/** While it runs. */
export function queriesDuring(way: WayOut, { costs }: QueryContext): readonly PlanQuery[] {
  const waits = costs.some(({ queues }) => queues.length > 0);
  return [
    ...(waits
      ? [
          {
            title: 'Who waits for a lock right now',
            sql: `SELECT pid, pg_blocking_pids(pid) AS blocked_by, now() - query_start AS waiting_for, left(query, 80) AS query
FROM pg_stat_activity
WHERE cardinality(pg_blocking_pids(pid)) > 0
ORDER BY query_start;`,
            expect: 'no row that stays',
          },
        ]
      : []),
    ...(builtConcurrently(way).length > 0
      ? [
          {
            title: 'How far an index build has come',
            sql: 'SELECT relid::regclass AS "table", phase, blocks_done, blocks_total, lockers_done, lockers_total FROM pg_stat_progress_create_index;',
            expect: 'numbers that rise',
          },
        ]
      : []),
  ];
}

/** After the last step: whether everything is there as it should be. */
export function queriesAfter(way: WayOut, context: QueryContext): readonly PlanQuery[] {
  const built = builtConcurrently(way);
  const indexes = expectedIndexes(context);
  // Where columns are renamed or dropped later, the query names what is not there any more; the step's own check has been made.
  const backfills = way.steps.flatMap(({ batch, check }, i) =>
    batch && check !== undefined && !way.steps.slice(i + 1).some(changesColumns) ? [check] : [],
  );
  return [
    ...expectedRelations(context),
    ...expectedColumns(context),
    ...indexes,
    ...expectedConstraints(context),
    ...(built.length > 0 && indexes.length === 0 ? [invalidIndexes('Invalid indexes', built)] : []),
    ...unique(backfills).map((sql) => ({ title: 'Rows left to fill', sql, expect: 'no row' })),
  ];
}

const changesColumns = ({ statements }: WayOut['steps'][number]): boolean =>
  statements.some((s) => s.operations.some(({ operation: { kind } }) => kind === 'rename-column' || kind === 'drop-column'));

/** Rows of VALUES. */
const values = (rows: readonly (readonly (string | boolean)[])[]): string =>
  rows.map((row) => `(${row.map((cell) => (typeof cell === 'string' ? literal(cell) : String(cell))).join(', ')})`).join(', ');

const isStored = ({ kind, temporary }: { readonly kind: string; readonly temporary: boolean }): boolean =>
  (kind === 'table' || kind === 'partitioned') && !temporary;

function expectedRelations({ before, after }: QueryContext): readonly PlanQuery[] {
  const gone = [...before.relations.values()].filter((one) => isStored(one) && !after.relations.has(one.name));
  const made = [...after.relations.values()].filter((one) => isStored(one) && !before.relations.has(one.name) && one.made);
  const rows = [...made.map(({ name }) => [name, true] as const), ...gone.map(({ name }) => [name, false] as const)];
  if (rows.length === 0) return [];
  return [
    {
      title: `Tables that should be ${made.length === 0 ? 'gone' : gone.length === 0 ? 'there' : 'there or gone'}`,
      sql: `SELECT expected.name
FROM (VALUES ${values(rows)}) AS expected (name, is_there)
WHERE (to_regclass(expected.name) IS NOT NULL) <> expected.is_there;`,
      expect: 'no row',
    },
  ];
}

function expectedColumns({ before, after }: QueryContext): readonly PlanQuery[] {
  const rows: (readonly [string, string, boolean, boolean])[] = [];
  for (const [name, table] of after.relations) {
    const was = before.relations.get(name);
    if (!was || was === table || !isStored(table) || !was.columnsKnown || !table.columnsKnown) continue;
    // What a partition has follows from its table.
    if (after.relations.has(table.partitionOf)) continue;
    for (const [column, is] of table.columns) {
      const old = was.columns.get(column);
      if (!old || old.notNull !== is.notNull) rows.push([name, column, true, is.notNull]);
    }
    for (const column of was.columns.keys()) if (!table.columns.has(column)) rows.push([name, column, false, false]);
  }
  if (rows.length === 0) return [];
  return [
    {
      title: 'Columns that should be there, NULL allowed or not, or gone',
      sql: `SELECT expected.relation, expected.name
FROM (VALUES ${values(rows)}) AS expected (relation, name, is_there, not_null)
LEFT JOIN pg_attribute a ON a.attrelid = to_regclass(expected.relation) AND a.attname = expected.name AND NOT a.attisdropped
WHERE (a.attname IS NOT NULL) <> expected.is_there OR (expected.is_there AND a.attnotnull <> expected.not_null);`,
      expect: 'no row',
    },
  ];
}

function expectedIndexes({ before, after }: QueryContext): readonly PlanQuery[] {
  const rows = [...after.indexes.values()].filter(
    ({ name, table, valid }) =>
      valid && !before.indexes.has(name) && before.relations.has(table) && after.relations.get(table)?.temporary === false,
  );
  if (rows.length === 0) return [];
  return [
    {
      title: 'Indexes that should be there and valid',
      sql: `SELECT expected.name
FROM (VALUES ${values(rows.map(({ name }) => [name]))}) AS expected (name)
LEFT JOIN pg_index i ON i.indexrelid = to_regclass(expected.name)
WHERE i.indisvalid IS NOT TRUE;`,
      expect: 'no row',
    },
  ];
}

function expectedConstraints({ before, after }: QueryContext): readonly PlanQuery[] {
  const rows: (readonly [string, string, boolean])[] = [];
  for (const [name, table] of after.relations) {
    const was = before.relations.get(name);
    if (!was || was === table || table.temporary) continue;
    for (const one of table.constraints.values())
      if (one.kind !== 'not-null' && was.constraints.get(one.name)?.notValid !== one.notValid) rows.push([name, one.name, !one.notValid]);
  }
  if (rows.length === 0) return [];
  return [
    {
      title: 'Constraints that should be there and validated',
      sql: `SELECT expected.relation, expected.name
FROM (VALUES ${values(rows)}) AS expected (relation, name, validated)
LEFT JOIN pg_constraint c ON c.conrelid = to_regclass(expected.relation) AND c.conname = expected.name
WHERE c.convalidated IS DISTINCT FROM expected.validated;`,
      expect: 'no row',
    },
  ];
}
