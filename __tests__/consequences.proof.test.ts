/**
 * What our analysis says that a statement means beyond locks, on servers: whether values are lost, whether what is said to
 * undo it gives back catalogs and rows as they were, whether it can run in a transaction.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgres } from '../src/dialects/postgres/index.ts';
import type { OperationKind } from '../src/operations/operation.ts';
import { analyseRow, operationsOf } from './support/analysed-row.ts';
import { type EffectRow, effectRows } from './support/effect-rows.ts';
import { inverseSql } from './support/inverse-sql.ts';
import type { Server } from './support/postgres-server.ts';
import { lacksLibrary, onEach, openServers } from './support/proof-servers.ts';

const rows = effectRows();
const servers: Server[] = [];
beforeAll(async () => {
  await postgres.load();
  servers.push(...(await openServers(rows.flatMap((row) => [row.given, row.sql]).join(';\n'))));
});
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

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

/** Statements that can run in a transaction, and those that cannot. */
async function compareTransaction(row: EffectRow, server: Server): Promise<void> {
  const { consequence } = analyseRow(row.given, row.sql, server.major, row.transaction);
  if (consequence.unknown.includes('mustRunOutsideTransaction')) return;
  // What ran in one needs no other proof.
  const sqlstate = row.transaction ? null : await server.refusedInTransaction(row.given, row.sql);
  expect(sqlstate, `in a transaction on ${server.title}`).toBe(consequence.mustRunOutsideTransaction ? '25001' : null);
}

/** Loss and the way back. */
async function compareAftermath(row: EffectRow, server: Server): Promise<void> {
  const { consequence, inverse } = analyseRow(row.given, row.sql, server.major, row.transaction);
  const undo = inverse && inverseSql(inverse);
  expect(undo === null, `not spelt: ${inverse?.map(({ kind }) => kind).join(', ')}`).toBe(inverse === null);
  const { refused, missing, undone } = await server.aftermath(row.given, row.sql, undo);
  if (lacksLibrary(server, refused)) return;
  expect(refused, server.title).toBeNull();
  if (!consequence.unknown.includes('losesData'))
    expect(missing.length > 0, `loss on ${server.title}: ${missing.join('; ')}`).toBe(consequence.losesData);
  if (!undone) return;
  const differences = unexplained(undone.differences, new Set(operationsOf(row.sql).map(({ kind }) => kind)));
  expect({ ...undone, differences }, `${server.title}: ${undo?.join('; ')}`).toEqual({ refused: null, differences: [] });
}

describe.each([...new Set(rows.map((row) => row.scene))])('%s', (scene) => {
  test.each(rows.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    await onEach(servers, async (server) => {
      if (row.expected(server.major).kind === 'refused') return;
      await compareTransaction(row, server);
      if (row.transaction) await compareAftermath(row, server);
    });
  });
});
