/** What our analysis says that a row means beyond locks, against what a server shows: loss, the way back, transactions. */
import type { OperationKind } from '../../src/operations/operation.ts';
import { analyseRow, operationsOf, type RowUndo } from './analysed-row.ts';
import type { EffectRow } from './effect-rows.ts';
import { lacksLibrary, type Server, type State, stateOf } from './postgres-server.ts';
import { difference } from './server-catalog.ts';
import { missingSince, valueLines } from './server-values.ts';
import type { Failure, Session } from './session.ts';

interface Allowed {
  readonly applies: (undo: RowUndo, kinds: ReadonlySet<OperationKind>) => boolean;
  /** Why the server does not give it back. */
  readonly reason: string;
  /** What is left of a line when that is taken away; empty where nothing is. */
  readonly rest: (line: string) => string;
}

const says =
  (text: string) =>
  ({ notRestored }: RowUndo): boolean =>
    notRestored.some((said) => said.includes(text));
const does =
  (pattern: RegExp) =>
  ({ sql }: RowUndo): boolean =>
    sql?.some((step) => pattern.test(step)) === true;

/** What may differ after a statement was undone. */
const ALLOWED: readonly Allowed[] = [
  {
    applies: () => true,
    reason: 'A number that was drawn from a sequence is not given back. (That none can come again is seen to among the values.)',
    rest: (line) => (/^. sequence \S+, -?\d+ next$/.test(line) ? '' : line),
  },
  {
    applies: does(/ADD (?:COLUMN|ATTRIBUTE)/),
    reason: 'A column or attribute that is added again is the last one.',
    rest: (line) => (/^. columns of /.test(line) ? '' : line),
  },
  {
    applies: (undo) => says('own now')(undo),
    reason: "A column that was inherited is the table's own from then on, as well; 13 then counts a generated one as inherited twice.",
    rest: (line) => line.replaceAll(/"(attislocal|conislocal|attinhcount)": \w+/g, '"$1"'),
  },
  {
    applies: says('inherited twice'),
    reason: 'A check that ONLY took from the table above is still counted as inherited from there, and once more when that has it again.',
    rest: (line) => (/^. constraint .* CHECK /.test(line) ? line.replace(/"coninhcount": \d+/, '"coninhcount"') : line),
  },
  {
    applies: says('casts in them'),
    reason: 'A check or an index that was parsed for another type keeps its casts.',
    rest: (line) => (/^. (?:constraint|index) /.test(line) ? line.replaceAll(/::\w+( varying)?|[()]/g, '') : line),
  },
  {
    applies: does(/ AS /),
    reason: 'A table that was renamed after a view was made keeps its former name in the view, as an alias.',
    rest: (line) => (/^. view /.test(line) ? line.replaceAll(/(\w+)\.(\w+) \2\b/g, '$1.$2') : line),
  },
  {
    applies: does(/RENAME|NOT NULL/),
    reason: 'Since 18 a NOT NULL without a name is called after the table as it was called when it was made, or in another way.',
    rest: (line) => line.replace(/^(. constraint \S+) \S+_not_null\d*"? (.* NOT NULL )/, '$1 $2'),
  },
  {
    applies: says('detaches no index'),
    reason: 'What became part of an index stays that, and what partitions got for it stays.',
    rest: (line) =>
      /^\+ (?:index|inherits) |^- index .*"indisvalid": false|^\+ relation \S+ \{"relkind": "i"/i.test(line)
        ? ''
        : line.replace(/^(- relation .*"relispartition": )false.*/, ''),
  },
  {
    applies: () => true,
    reason: 'A temporary table ends with its session.',
    rest: (line) => (/^. \w+(?: \w+)? pg_temp\./.test(line) ? '' : line),
  },
  {
    applies: () => true,
    reason: 'That a key is not inherited depends on how it came to be, and means nothing.',
    rest: (line) => line.replace(/"connoinherit": \w+(?=.* (?:PRIMARY KEY|UNIQUE|FOREIGN KEY|EXCLUDE))/, ''),
  },
  {
    applies: () => true,
    reason: 'The server names the keys that it makes for each partition of a referenced table.',
    rest: (line) =>
      line
        .replace(/^(. constraint \S+) \S+ (.*"conislocal": false.*FOREIGN KEY)/, '$1 $2')
        .replace(/^(. trigger .*) of \S+_\d+ enabled/, '$1 enabled'),
  },
];

/** The differences that no reason is known for. */
export function unexplained(differences: readonly string[], undo: RowUndo, kinds: ReadonlySet<OperationKind>): readonly string[] {
  const reasons = ALLOWED.filter(({ applies }) => applies(undo, kinds));
  const rest = differences.map((line) => ({ line, text: reasons.reduce((text, reason) => reason.rest(text), line) }));
  const texts = new Set(rest.map(({ text }) => text));
  const turned = (text: string): string => (text.startsWith('-') ? '+' : '-') + text.slice(1);
  return rest.filter(({ text }) => text !== '' && !texts.has(turned(text))).map(({ line }) => line);
}

/** What a statement means beyond locks. */
interface Meaning {
  /** The SQLSTATE it is refused with inside a transaction. */
  readonly inside: string | null;
  /** Values are lost; null where it was refused. */
  readonly loses: boolean | null;
  /** What became of undoing it; null where nothing is said to undo it. */
  readonly undone: { readonly refused: Failure | null; readonly differences: readonly string[] } | null;
}

/** Takes the rows out of every table: some that are gone can be in the way of a constraint that is made again. */
const EMPTY_ALL = `DO $$ DECLARE r regclass; BEGIN FOR r IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)' LOOP EXECUTE 'TRUNCATE ' || r || ' CASCADE'; END LOOP; END $$`;

type Row = Pick<EffectRow, 'given' | 'sql'>;

/** What became of undoing a statement that has been run: what differs from the state before it. */
async function undone(session: Session, before: State, { sql }: Row, undo: RowUndo): Promise<NonNullable<Meaning['undone']>> {
  for (const statement of undo.sql ?? []) {
    const refused = await session.attempt(statement);
    if (refused) return { refused, differences: [] };
  }
  const after = await stateOf(session);
  // Values that are lost do not come back; what they stood in does.
  const values = undo.losesData ? [] : difference(valueLines(before.values), valueLines(after.values));
  const differences = [...difference(before.catalog, after.catalog), ...values];
  return { refused: null, differences: unexplained(differences, undo, new Set(operationsOf(sql).map(({ kind }) => kind))) };
}

/** What a server shows of a statement, and which values are gone after it. */
async function meaningOf(server: Server, row: Row, undo: RowUndo | null): Promise<Meaning & { readonly missing: readonly string[] }> {
  const shown = await server.inTransaction(row.given, async ({ session, before }) => {
    const state = await before();
    const refused = await session.attempt(row.sql);
    if (refused) return { inside: refused.sqlstate, loses: null, undone: null, missing: [] };
    const missing = await missingSince(session, state.values);
    return { inside: null, loses: missing.length > 0, undone: undo && (await undone(session, state, row, undo)), missing };
  });
  // Where rows are gone the schema has to come back without them.
  if (!undo?.losesData || !shown.undone?.refused?.sqlstate.startsWith('23')) return shown;
  const empty = await server.inTransaction(row.given, async ({ session, before }) => {
    const state = await before();
    await session.query(EMPTY_ALL);
    await session.query(row.sql);
    return undone(session, state, row, undo);
  });
  return { ...shown, undone: empty };
}

/** What is said of a statement and what a server shows of it; equal where it is true. Undefined where the server cannot be asked. */
export async function compareAftermath(
  row: Row & Pick<EffectRow, 'transaction'>,
  server: Server,
): Promise<{ readonly said: Meaning; readonly shown: Meaning; readonly about: string; readonly undo: RowUndo } | undefined> {
  const { consequence, undo } = analyseRow(row.given, row.sql, server.major, row.transaction);
  const unsure = new Set<string>(consequence.unknown);
  // A statement that runs outside a transaction is asked here only whether it must.
  const asked = row.transaction && undo.sql ? undo : null;
  const { missing, ...shown } = await meaningOf(server, row, asked);
  if (lacksLibrary(server, shown.inside)) return undefined;
  const inside = unsure.has('mustRunOutsideTransaction') ? shown.inside : consequence.mustRunOutsideTransaction ? '25001' : null;
  if (!row.transaction) return { said: { ...shown, inside }, shown, about: '', undo };
  const loses = unsure.has('losesData') ? shown.loses : consequence.losesData;
  // What undoes it may have to run outside a transaction, where the server cannot be brought back to what it was.
  const outside = shown.undone?.refused?.sqlstate === '25001';
  return {
    said: { inside, loses, undone: outside ? shown.undone : asked && { refused: null, differences: [] } },
    shown,
    about: [...missing, ...(undo.sql ?? [])].join('; '),
    undo,
  };
}
