/**
 * Another session that really tries, while a statement holds its locks: to read every relation, to write to it and to
 * change its schema. It waits for a moment; what makes it wait at all will make it wait until the locks are gone, because
 * their holder does nothing more.
 */
import type { Waits } from './waits.ts';
import type { Session } from './session.ts';

/** A relation as it can be tried. */
export interface Target {
  readonly name: string;
  /** `pg_class.relkind`. */
  readonly kind: string;
}

/** What is tried on one relation; empty where there is nothing of the kind to try. */
interface Attempts {
  readonly reads: string;
  readonly writes: string;
  readonly schemaChanges: string;
}

/** The words of COMMENT ON, which takes SHARE UPDATE EXCLUSIVE on whatever relation it is about. */
const WORDS: Readonly<Record<string, string>> = {
  r: 'TABLE',
  p: 'TABLE',
  v: 'VIEW',
  m: 'MATERIALIZED VIEW',
  S: 'SEQUENCE',
  i: 'INDEX',
  I: 'INDEX',
  f: 'FOREIGN TABLE',
};

/**
 * Statements that read and write a relation alone: a table without what inherits from it, a partitioned table without its
 * partitions, which a condition that never holds rules out. Planned they are, with every index opened; run they do nothing.
 */
function attempts({ name, kind }: Target): Attempts {
  const word = WORDS[kind];
  const schemaChanges = word === undefined ? '' : `COMMENT ON ${word} ${name} IS 'tried'`;
  switch (kind) {
    case 'r':
      return { reads: `SELECT FROM ONLY ${name} LIMIT 0`, writes: `DELETE FROM ONLY ${name} WHERE false`, schemaChanges };
    case 'p':
      return { reads: `SELECT FROM ${name} WHERE false`, writes: `DELETE FROM ${name} WHERE false`, schemaChanges };
    case 'v':
      return { reads: `SELECT FROM ${name} LIMIT 0`, writes: `DELETE FROM ${name} WHERE false`, schemaChanges };
    case 'm':
      return { reads: `SELECT FROM ${name} LIMIT 0`, writes: '', schemaChanges };
    case 'S':
      return { reads: `SELECT last_value FROM ${name}`, writes: draw(name), schemaChanges };
    default:
      return { reads: '', writes: '', schemaChanges };
  }
}

/** Draws a number from a sequence and puts it back, which a rollback would not. */
function draw(name: string): string {
  const literal = `'${name.replaceAll("'", "''")}'`;
  return `DO $$ DECLARE was record; BEGIN
    SELECT last_value, is_called INTO was FROM ${name};
    PERFORM nextval(${literal});
    PERFORM setval(${literal}, was.last_value, was.is_called);
  END $$`;
}

/** Runs each statement, takes it back, and answers with the SQLSTATE it failed with, or an empty text. */
const TRY = `
  CREATE FUNCTION pg_temp.lockkeeper_try(statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
  DECLARE statement text; state text;
  BEGIN
    FOREACH statement IN ARRAY statements LOOP
      BEGIN
        EXECUTE statement;
        RAISE EXCEPTION USING ERRCODE = 'LK000';
      EXCEPTION WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE;
        RETURN NEXT CASE state WHEN 'LK000' THEN '' ELSE state END;
      END;
    END LOOP;
  END $$`;

/** lock_not_available: the lock was not to be had in time. */
const WAITED = '55P03';

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Makes a session ready to try. */
export async function prepareTries(on: Session): Promise<void> {
  await on.query("SET lock_timeout = '2ms'");
  await on.query(TRY);
}

/**
 * Tries everything on every relation.
 *
 * @returns what had to wait; null for what cannot be done with the relation at all, as writing to a materialized view.
 */
export async function tryAll(on: Session, targets: readonly Target[]): Promise<ReadonlyMap<string, Waits>> {
  const wanted = targets.map((target) => ({ target, ...attempts(target) }));
  const statements = wanted.flatMap(({ reads, writes, schemaChanges }) => [reads, writes, schemaChanges].filter((sql) => sql !== ''));
  if (statements.length === 0) return new Map();
  const answers = await on.query<{ state: string }>(
    `SELECT state FROM pg_temp.lockkeeper_try(ARRAY[${statements.map(quote).join(', ')}]) AS state`,
  );
  let at = 0;
  const next = (sql: string): boolean | null => {
    if (sql === '') return null;
    const state = answers[at++]?.state ?? '';
    // Any other refusal came before a lock was asked for, or with it: nothing waits.
    return state === WAITED ? true : state === '' ? false : null;
  };
  return new Map(
    wanted.map(({ target, reads, writes, schemaChanges }) => [
      target.name,
      { reads: next(reads), writes: next(writes), schemaChanges: next(schemaChanges) },
    ]),
  );
}
