/** What our analysis says that a row means beyond locks, against what a server shows: loss, the way back, transactions. */
import type { OperationKind } from '../../src/operations/operation.ts';
import { analyseRow, operationsOf } from './analysed-row.ts';
import type { EffectRow } from './effect-rows.ts';
import { inverseSql } from './inverse-sql.ts';
import { lacksLibrary, type Server, stateOf } from './postgres-server.ts';
import { difference } from './server-catalog.ts';
import { missingSince, valueLines } from './server-values.ts';
import type { Failure } from './session.ts';

interface Allowed {
  readonly kind: OperationKind | 'any';
  /** Why the server does not give it back. */
  readonly reason: string;
  /** What is left of a line when that is taken away; empty where nothing is. */
  readonly rest: (line: string) => string;
}

/** What may differ after a statement was undone. */
const ALLOWED: readonly Allowed[] = [
  {
    kind: 'any',
    reason: 'A number that was drawn from a sequence is not given back. (That none can come again is seen to among the values.)',
    rest: (line) => (/^. sequence \S+, -?\d+ next$/.test(line) ? '' : line),
  },
  {
    kind: 'attach-partition',
    reason: 'Detaching leaves the indexes and keys that attaching made.',
    rest: (line) => (/^\+ (?:relation|columns of|column|index|constraint|trigger) /.test(line) ? '' : line),
  },
  {
    kind: 'inherit',
    reason: "A column that was inherited is the table's own from then on, as well.",
    rest: (line) => line.replace(/"(attislocal|conislocal)": \w+/, '"$1"'),
  },
  {
    kind: 'alter-column-type',
    reason: 'A check that was parsed for another type keeps its casts.',
    rest: (line) => line.replace(/^(. constraint .*) CHECK .*$/, '$1'),
  },
];

/** The differences that no reason is known for. */
function unexplained(differences: readonly string[], kinds: ReadonlySet<OperationKind>): readonly string[] {
  const reasons = ALLOWED.filter(({ kind }) => kind === 'any' || kinds.has(kind));
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

/** What a server shows of a statement, and which values are gone after it. */
async function meaningOf(
  server: Server,
  { given, sql }: EffectRow,
  undo: readonly string[] | null,
): Promise<Meaning & { readonly missing: readonly string[] }> {
  return server.inTransaction(given, async ({ session, before }) => {
    const { values, catalog } = await before();
    const refused = await session.attempt(sql);
    if (refused) return { inside: refused.sqlstate, loses: null, undone: null, missing: [] };
    const missing = await missingSince(session, values);
    const shown = { inside: null, loses: missing.length > 0, missing };
    if (!undo) return { ...shown, undone: null };
    let failure: Failure | null = null;
    for (const statement of undo) failure ??= await session.attempt(statement);
    if (failure) return { ...shown, undone: { refused: failure, differences: [] } };
    const after = await stateOf(session);
    const differences = [...difference(catalog, after.catalog), ...difference(valueLines(values), valueLines(after.values))];
    return {
      ...shown,
      undone: { refused: null, differences: unexplained(differences, new Set(operationsOf(sql).map(({ kind }) => kind))) },
    };
  });
}

/** What is said of a statement and what a server shows of it; equal where it is true. Undefined where the server cannot be asked. */
export async function compareAftermath(
  row: EffectRow,
  server: Server,
): Promise<{ readonly said: Meaning; readonly shown: Meaning; readonly about: string } | undefined> {
  const { consequence, inverse } = analyseRow(row.given, row.sql, server.major, row.transaction);
  const unsure = new Set<string>(consequence.unknown);
  // A statement that runs outside a transaction is asked here only whether it must.
  const undo = row.transaction && inverse ? inverseSql(inverse) : null;
  const { missing, ...shown } = await meaningOf(server, row, undo);
  if (lacksLibrary(server, shown.inside)) return undefined;
  const inside = unsure.has('mustRunOutsideTransaction') ? shown.inside : consequence.mustRunOutsideTransaction ? '25001' : null;
  if (!row.transaction) return { said: { ...shown, inside }, shown, about: '' };
  const loses = unsure.has('losesData') ? shown.loses : consequence.losesData;
  const undone = inverse ? { refused: null, differences: [] } : null;
  return { said: { inside, loses, undone }, shown, about: [...missing, ...(undo ?? [])].join('; ') };
}
