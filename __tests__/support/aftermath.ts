/** What our analysis says that a row means beyond locks, against what a server shows: loss, the way back, transactions. */
import type { OperationKind } from '../../src/operations/operation.ts';
import { analyseRow, operationsOf } from './analysed-row.ts';
import type { EffectRow } from './effect-rows.ts';
import { inverseSql } from './inverse-sql.ts';
import { lacksLibrary, type Server } from './postgres-server.ts';
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
  /** Values are lost; null where that was not asked. */
  readonly loses: boolean | null;
  /** What became of undoing it; null where nothing is said to undo it. */
  readonly undone: { readonly refused: Failure | null; readonly differences: readonly string[] } | null;
}

/** What is said of a statement and what a server shows of it; equal where it is true. Undefined where the server cannot be asked. */
export async function compareAftermath(
  row: EffectRow,
  server: Server,
): Promise<{ readonly said: Meaning; readonly shown: Meaning; readonly about: string } | undefined> {
  const { consequence, inverse } = analyseRow(row.given, row.sql, server.major, row.transaction);
  const unsure = new Set<string>(consequence.unknown);
  const outside = consequence.mustRunOutsideTransaction ? '25001' : null;
  if (!row.transaction) {
    const inside = await server.refusedInTransaction(row.given, row.sql);
    const rest = { loses: null, undone: null };
    return { said: { inside: unsure.has('mustRunOutsideTransaction') ? inside : outside, ...rest }, shown: { inside, ...rest }, about: '' };
  }
  const undo = inverse && inverseSql(inverse);
  const { refused, missing, undone } = await server.aftermath(row.given, row.sql, undo);
  if (lacksLibrary(server, refused)) return undefined;
  const loses = missing.length > 0;
  const differences = unexplained(undone?.differences ?? [], new Set(operationsOf(row.sql).map(({ kind }) => kind)));
  return {
    said: {
      inside: unsure.has('mustRunOutsideTransaction') ? null : outside,
      loses: unsure.has('losesData') ? loses : consequence.losesData,
      undone: inverse ? { refused: null, differences: [] } : null,
    },
    shown: { inside: refused?.sqlstate ?? null, loses, undone: undone && { ...undone, differences } },
    about: [...missing, ...(undo ?? [])].join('; '),
  };
}
