/** What ALTER COLUMN … TYPE does to the rows of a table, and to single values and back again. */
import type { Server } from './postgres-server.ts';

/** Whether a value came back as it was, came back as another or not at all, or was not converted in the first place. */
export type Conversion = 'same' | 'lost' | 'refused';

/**
 * A row that is inserted into a column of the type is converted by assignment, as ALTER COLUMN … TYPE does it. Any way back
 * will do: a cast, one by way of a number, the text.
 */
const CONVERT = `
  CREATE FUNCTION pg_temp.lockkeeper_convert(source text, targets text[], vals text[], spelled boolean) RETURNS SETOF text LANGUAGE plpgsql AS $$
  DECLARE target text; val text; was text; got text; way text; back text; answer text;
  BEGIN
    FOREACH target IN ARRAY targets LOOP
      FOREACH val IN ARRAY vals LOOP
        EXECUTE format('SELECT %L::%s::text', val, source) INTO was;
        answer := 'refused';
        BEGIN
          EXECUTE format('INSERT INTO %I SELECT %L::%s%s RETURNING x::text', 'to ' || target, val, source,
            CASE WHEN spelled THEN '::' || target ELSE '' END) INTO got;
          answer := 'lost';
        EXCEPTION WHEN OTHERS THEN NULL;
        END;
        IF answer = 'lost' THEN
          FOREACH way IN ARRAY ARRAY['%1$L::%2$s::%3$s::text', '%1$L::%2$s::numeric::%3$s::text', '%1$L::%2$s::integer::%3$s::text', '%1$L::%3$s::text'] LOOP
            BEGIN
              EXECUTE format('SELECT ' || way, got, target, source) INTO back;
              IF back = was THEN answer := 'same'; END IF;
            EXCEPTION WHEN OTHERS THEN NULL;
            END;
          END LOOP;
        END IF;
        RETURN NEXT answer;
      END LOOP;
    END LOOP;
  END $$`;

/** The tables that values are converted into, one for each type. */
export function targetTables(types: readonly string[]): string {
  return types.map((type) => `CREATE TABLE "to ${type.replaceAll('"', '""')}" (x ${type});\n`).join('');
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Converts every value to every type, where `given` makes the `targetTables`: for each type an answer for each value.
 *
 * @param spelled by a cast that is spelled out, as USING does it
 */
export async function convert(
  server: Server,
  given: string,
  from: string,
  to: readonly string[],
  values: readonly string[],
  spelled: boolean,
): Promise<readonly (readonly Conversion[])[]> {
  return server.inTransaction(given, async ({ session }) => {
    await session.query(CONVERT);
    const rows = await session.query<{ answer: Conversion }>(
      `SELECT answer FROM pg_temp.lockkeeper_convert(${quote(from)}, ARRAY[${to.map(quote).join(', ')}], ARRAY[${values.map(quote).join(', ')}], ${spelled}) AS answer`,
    );
    return to.map((_, i) => rows.slice(i * values.length, (i + 1) * values.length).map(({ answer }) => answer));
  });
}

/** To which of some types there is a cast from a type that can be spelled out. */
export async function castsTo(server: Server, given: string, from: string, to: readonly string[]): Promise<readonly string[]> {
  return server.inTransaction(given, async ({ session }) => {
    const there: string[] = [];
    for (const target of to) {
      const refused = await session.attempt(`SAVEPOINT one; SELECT NULL::${from}::${target}`);
      await session.query('ROLLBACK TO one; RELEASE one');
      if (refused?.sqlstate !== '42846') there.push(target);
    }
    return there;
  });
}

/** Answers each of some statements with whether it rewrites the rows of a table, or the SQLSTATE it is refused with. */
export async function rewrites(
  server: Server,
  given: string,
  table: string,
  statements: readonly string[],
): Promise<readonly (boolean | string)[]> {
  return server.inTransaction(given, async ({ session }) => {
    const file = async (): Promise<number | undefined> =>
      (await session.query<{ file: number }>(`SELECT relfilenode::int AS file FROM pg_class WHERE oid = '${table}'::regclass`))[0]?.file;
    const before = await file();
    const answers: (boolean | string)[] = [];
    for (const statement of statements) {
      const refused = await session.attempt(`SAVEPOINT one; ${statement}`);
      answers.push(refused ? refused.sqlstate : (await file()) !== before);
      await session.query('ROLLBACK TO one; RELEASE one');
    }
    return answers;
  });
}
