/** Runs a change, its way out and its way back on a server, and says what is not as it should be. */
import { compareLocks } from '../../src/effects/effect.ts';
import type { AnalysedMigration } from '../../src/effects/analysed.ts';
import type { RewriteStep } from '../../src/report.ts';
import type { MigrationRollback } from '../../src/plan/plan.ts';
import { split } from '../../src/dialects/postgres/split.ts';
import type { WayOutStep } from '../../src/plan/way-out.ts';
import { type Server, stateOf } from './postgres-server.ts';
import { countsOf, locksOf, relationsOf, workOf } from './server-traces.ts';
import { type Values, valueLines } from './server-values.ts';
import type { Session } from './session.ts';

/** What is there, as lines. */
export interface Reached {
  readonly catalog: readonly string[];
  readonly rows: readonly string[];
}

/** A statement that a server refused, or that did otherwise than it says. */
export class Unexpected extends Error {}

let scenes = 0;

/** Does something on what `given` makes. All that it does is committed; nothing is left for the next one. */
export async function onScene<T>(server: Server, given: string, work: (session: Session) => Promise<T>): Promise<T> {
  // The text is another one each time: what the last scene has committed is not used again.
  return server.inTransaction(`${given}-- scene ${scenes++};\nSELECT 1;\n`, async ({ session }) => {
    await session.query('COMMIT');
    return work(session);
  });
}

/** What is there now, less what differs from run to run: numbers that are drawn by chance, and the time. */
export async function reached(session: Session): Promise<Reached> {
  await session.query('BEGIN');
  const lines = await reachedSoFar(session);
  await session.query('ROLLBACK');
  return lines;
}

/** The same within a transaction. */
async function reachedSoFar(session: Session): Promise<Reached> {
  const { catalog, values } = await stateOf(session);
  const [today] = await session.query<{ day: string }>('SELECT current_date::text AS day');
  const labels = new Map(
    (await session.query<{ id: string; label: string }>('SELECT oid::text AS id, enumlabel AS label FROM pg_enum')).map((row) => [
      row.id,
      row.label,
    ]),
  );
  const steady = (line: string): string =>
    line
      .replaceAll(/"[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"/g, '(a random uuid)')
      .replaceAll(/"0\.\d{9,}"/g, '(a random number)')
      .replaceAll(/"(\d+)"/g, (text, id: string) => (labels.has(id) ? JSON.stringify(labels.get(id)) : text))
      .replaceAll(new RegExp(`"${today?.day}[ T\\d:.+]*"`, 'g'), '(now)');
  return { catalog, rows: valueLines(values).map(steady).toSorted() };
}

async function must(session: Session, sql: string, what: string): Promise<void> {
  const failure = await session.attempt(sql);
  if (!failure) return;
  await session.query('ROLLBACK');
  throw new Unexpected(`${what} is refused: ${failure.message} in ${sql}`);
}

/** The statements of a text, each with its semicolon. */
function statementsOf(sql: string): readonly string[] {
  return split(sql).pieces.map(({ start, end }) => sql.slice(start, end));
}

/** Runs SQL in a transaction, or statement by statement. */
export async function run(session: Session, { sql, transaction }: Pick<RewriteStep, 'sql' | 'transaction'>, what: string): Promise<void> {
  if (transaction) await must(session, `BEGIN;\n${sql.replace(/;?\s*$/, '\n;')}\nCOMMIT`, what);
  else for (const statement of statementsOf(sql)) await must(session, statement, what);
}

/** Runs migrations as they are written, in the transactions that their tools would open. */
export async function runAsWritten(session: Session, { migration, statements }: AnalysedMigration): Promise<void> {
  const wrapped = migration.transaction === 'wrapped';
  if (wrapped) await must(session, 'BEGIN', 'BEGIN');
  const done = new Set<number>();
  for (const { statement } of statements) {
    const { start, end } = statement.block ?? statement.span;
    if (done.has(start)) continue;
    done.add(start);
    await must(session, migration.text.slice(start, end), 'the statement');
  }
  if (wrapped) await must(session, 'COMMIT', 'COMMIT');
  await session.query('RESET ALL');
}

/** Runs one step of a way out in every way that it can be run, and says what is wrong with it. */
export async function runStep(session: Session, step: WayOutStep): Promise<readonly string[]> {
  const wrong: string[] = [];
  const named = `step "${step.title === '' ? step.sql : step.title}"`;
  const { check, cleanup, batch } = step;
  const asked = async (): Promise<number> => (check === undefined ? 0 : (await session.query(check)).length);
  const open = await asked();
  // A batch may find no row to change; a build and a validation have something to do always.
  if (check !== undefined && !batch && open === 0) wrong.push(`${named}: its check is content before it has run`);
  const byBatch = batch && (await inOneBatch(session, batch.statement, asked));
  if (typeof byBatch === 'string') wrong.push(`${named}: ${byBatch}`);
  wrong.push(...(step.transaction ? await watched(session, step, named) : await outside(session, step, named)));
  if ((await asked()) > 0) wrong.push(`${named}: its check still returns a row`);
  if (byBatch && typeof byBatch !== 'string') {
    const whole = await reached(session);
    if (whole.rows.join('\n') !== byBatch.rows.join('\n')) wrong.push(`${named}: one batch over all rows does not do what all batches do`);
  }
  if (cleanup !== undefined) wrong.push(...(await failedAndCleaned(session, step, cleanup, asked)).map((text) => `${named}: ${text}`));
  return wrong;
}

/** The statement for one batch, over every row, in a transaction that is taken back; what was reached, or what went wrong. */
async function inOneBatch(session: Session, statement: string, asked: () => Promise<number>): Promise<Reached | string | undefined> {
  const table = /^(?:UPDATE|DELETE FROM)\s+(?:ONLY\s+)?((?:"(?:[^"]|"")*"|[\w.])+)/i.exec(statement)?.[1];
  const key = /(\S+) BETWEEN \$1 AND \$2/.exec(statement)?.[1]?.replace(/^.*\./, '');
  const end = (order: string): string => `(SELECT ${key} FROM ${table} ORDER BY ${key} ${order} LIMIT 1)`;
  const whole = key === undefined ? statement : statement.replace('$1', end('ASC')).replace('$2', end('DESC'));
  await session.query('BEGIN');
  const { sequences } = (await stateOf(session)).values;
  const failure = await session.attempt(whole);
  if (failure) {
    await session.query('ROLLBACK');
    return `one batch is refused: ${failure.message} in ${whole}`;
  }
  const open = await asked();
  const lines = await reachedSoFar(session);
  const drawn = (await stateOf(session)).values.sequences.some(({ oid, next }) =>
    sequences.some((own) => own.oid === oid && own.next !== next),
  );
  await session.query('ROLLBACK');
  await putBack(session, sequences);
  if (open > 0) return 'after one batch over all rows the check still returns a row';
  // Which row gets which number is chance.
  return drawn ? undefined : lines;
}

/** Numbers that were drawn from sequences are given back: no rollback does that. */
async function putBack(session: Session, sequences: Values['sequences']): Promise<void> {
  for (const { name, next } of sequences) await session.query(`SELECT setval('${name.replaceAll("'", "''")}', ${next}, false)`);
}

/** Runs a step in its transaction, and looks at its locks and its work before the end. */
async function watched(session: Session, step: WayOutStep, named: string): Promise<readonly string[]> {
  const [own] = await session.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await session.query('BEGIN');
  const before = await relationsOf(session);
  const counted = await countsOf(session);
  await session.query('SET LOCAL client_min_messages = debug1');
  session.takeNotices();
  await must(session, step.sql, named);
  const notices = session.takeNotices();
  const counts = await countsOf(session);
  const more = (field: 'scans' | 'rows'): Set<number> =>
    new Set([...counts].filter(([oid, now]) => now[field] > (counted.get(oid)?.[field] ?? 0)).map(([oid]) => oid));
  const locks = await locksOf(session, own?.pid ?? 0, before);
  const after = await relationsOf(session);
  await must(session, 'COMMIT', named);
  if (step.answers.length === 0) return [];
  const work = workOf({ before, after, notices, scanned: more('scans'), written: more('rows') });
  // Nobody writes to a materialized view.
  const views = new Set([...before.values()].flatMap(({ name, kind }) => (kind === 'm' ? [name] : [])));
  const blocked = [...locks]
    .filter(([relation, lock]) => !views.has(relation) && compareLocks(lock, 'SHARE') >= 0)
    .map(([relation, lock]) => `${lock} on ${relation}`);
  const worked = [...work].filter(([, kind]) => kind !== 'none').map(([relation, kind]) => `${kind} of ${relation}`);
  return blocked.length > 0 && worked.length > 0 ? [`${named} holds ${blocked.join(', ')} for ${worked.join(', ')}`] : [];
}

/** Runs a step outside a transaction: what it locks is gone when it can be looked at, so what is said of it is. */
async function outside(session: Session, step: WayOutStep, named: string): Promise<readonly string[]> {
  const before = await relationsOf(session);
  session.takeNotices();
  await session.query('SET client_min_messages = debug1');
  await run(session, step, named);
  const notices = session.takeNotices();
  await session.query('RESET client_min_messages');
  if (step.answers.length === 0) return [];
  const effects = step.statements.flatMap((statement) => statement.effects).filter(({ createdHere }) => !createdHere);
  const seen = workOf({ before, after: await relationsOf(session), notices, scanned: new Set(), written: new Set() });
  const kinds = new Map([...before.values()].map(({ name, kind }) => [name, kind]));
  const said = new Set(effects.filter(({ work }) => work !== 'none').map(({ relation }) => relation));
  return [
    ...effects
      .filter(({ blocksWrites, work }) => blocksWrites && work !== 'none')
      .map(({ relation, lock, work }) => `${named} is said to hold ${lock} on ${relation} for ${work}`),
    // The work on a partition is told of its table, too.
    ...[...seen]
      .filter(([relation, work]) => work !== 'none' && !said.has(relation) && said.size > 0 && kinds.get(relation) === 'r')
      .map(([relation, work]) => `${named} does ${work} of ${relation}, of which nothing is said`),
  ];
}

/** Makes what a rebuild that failed leaves beside an index: another one of its kind. */
async function leaveBehind(session: Session, leftOver: string): Promise<void> {
  const of = leftOver.replace(/_ccnew("?)$/, '$1');
  const [made] = await session.query<{ sql: string }>(
    `SELECT regexp_replace(pg_get_indexdef(to_regclass('${of}')), 'INDEX \\S+ ON', 'INDEX ${leftOver.replace(/^\w+\./, '')} ON') AS sql`,
  );
  await must(session, made?.sql ?? '', 'what is left behind');
}

/** Makes an index look as a build that failed leaves it, clears it away and builds it again. */
async function failedAndCleaned(
  session: Session,
  step: WayOutStep,
  cleanup: string,
  asked: () => Promise<number>,
): Promise<readonly string[]> {
  const index = /^DROP INDEX CONCURRENTLY IF EXISTS (.*);$/m.exec(cleanup)?.[1];
  if (index === undefined) return [`nothing is known of how to try ${cleanup}`];
  const rebuilt = /^REINDEX/i.test(step.sql);
  if (rebuilt) await leaveBehind(session, index);
  await must(
    session,
    `UPDATE pg_index SET indisvalid = false WHERE indexrelid = '${index.replaceAll("'", "''")}'::regclass`,
    'the failure',
  );
  const wrong = !rebuilt && (await asked()) === 0 ? ['its check is content with an index that is not valid'] : [];
  await run(session, { sql: cleanup, transaction: false }, 'the cleanup');
  const [left] = await session.query<{ there: boolean }>(`SELECT to_regclass('${index.replaceAll("'", "''")}') IS NOT NULL AS there`);
  if (left?.there) wrong.push('its cleanup leaves the index');
  await run(session, step, 'the second run');
  if ((await asked()) > 0) wrong.push('its check returns a row after the second run');
  return wrong;
}

/** The copies to make before a migration. */
export async function save(session: Session, { lost }: MigrationRollback): Promise<void> {
  for (const { save: copy } of lost) if (copy) await run(session, { sql: copy.sql, transaction: false }, 'a save');
}

/** Runs a way back, and gives back what was saved where it says. */
export async function runBack(session: Session, { steps, lost }: MigrationRollback): Promise<void> {
  for (let done = 0; done <= steps.length; done++) {
    for (const { restore, restoreAfter } of lost)
      if (restore !== null && restoreAfter === done) await run(session, { sql: restore, transaction: false }, 'a restore');
    const step = steps[done];
    if (step) await run(session, step, 'a step back');
  }
  await session.query('RESET ALL');
}
