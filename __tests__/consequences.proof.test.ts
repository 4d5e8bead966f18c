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
import { targetTables } from './support/server-conversions.ts';
import { TYPE_SCENE, typeCases, typeValues } from './support/type-cases.ts';

const rows = effectRows();
const servers: Server[] = [];
beforeAll(async () => {
  await postgres.load();
  servers.push(...(await openServers([TYPE_SCENE, ...rows.flatMap((row) => [row.given, row.sql])].join(';\n'))));
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

/** What is said of a statement, and what a server shows of it; equal where it is true. Nothing where the server cannot be asked. */
async function compare(
  row: EffectRow,
  server: Server,
): Promise<{ readonly said: object; readonly shown: object; readonly about: string } | undefined> {
  const { consequence, inverse } = analyseRow(row.given, row.sql, server.major, row.transaction);
  const outside = consequence.mustRunOutsideTransaction ? '25001' : null;
  if (!row.transaction) {
    const inside = await server.refusedInTransaction(row.given, row.sql);
    return {
      said: { inside: consequence.unknown.includes('mustRunOutsideTransaction') ? inside : outside },
      shown: { inside },
      about: row.sql,
    };
  }
  const undo = inverse && inverseSql(inverse);
  const { refused, missing, undone } = await server.aftermath(row.given, row.sql, undo);
  if (lacksLibrary(server, refused)) return undefined;
  const loses = missing.length > 0;
  const differences = unexplained(undone?.differences ?? [], new Set(operationsOf(row.sql).map(({ kind }) => kind)));
  return {
    said: {
      inside: consequence.unknown.includes('mustRunOutsideTransaction') ? null : outside,
      loses: consequence.unknown.includes('losesData') ? loses : consequence.losesData,
      undone: inverse ? { refused: null, differences: [] } : null,
    },
    shown: { inside: refused?.sqlstate ?? null, loses, undone: undone && { ...undone, differences } },
    about: [...missing, ...(undo ?? [])].join('; '),
  };
}

describe.each([...new Set(rows.map((row) => row.scene))])('%s', (scene) => {
  test.each(rows.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    await onEach(servers, async (server) => {
      const compared = row.expected(server.major).kind === 'refused' ? undefined : await compare(row, server);
      expect(compared?.shown, `on ${server.title}: ${compared?.about}`).toEqual(compared?.said);
    });
  });
});

/** Types for which a loss is foretold that no value shows, with the reason. */
const CAUTIOUS: readonly { readonly type: string; readonly reason: string }[] = [
  { type: 'name', reason: 'It has 63 bytes; how long the text of a value can be is known of few types.' },
  { type: 'money', reason: 'How many decimals it has depends on the locale of the server.' },
];

describe('values that type changes convert', () => {
  const cases = typeCases();
  const values = typeValues();
  const given = `${TYPE_SCENE}\n${targetTables(cases.map(({ from }) => from))}`;
  test.each(cases.map((item) => [item.from, item] as const))('from %s', async (from, { given: table, changes }) => {
    const samples = values.get(from) ?? [];
    expect(samples.length).toBeGreaterThan(0);
    await onEach(servers, async (server) => {
      const possible = changes.filter((change) => change.expected(server.major) !== '42804');
      const answers = await server.converts(
        given,
        from,
        possible.map(({ to }) => to),
        samples,
      );
      const wrong = possible.flatMap(({ to, sql }, i) => {
        const { consequence } = analyseRow(`${TYPE_SCENE}\n${table}`, sql, server.major, true);
        const found = answers[i] ?? [];
        const example = (answer: string): string => `${from} to ${to}: ${samples[found.findIndex((one) => one === answer)]}`;
        const cautious = CAUTIOUS.some(({ type }) => type === from || type === to);
        const known = (field: 'losesData' | 'canFailOnData'): boolean => !consequence.unknown.includes(field);
        return [
          ...(known('losesData') && !consequence.losesData && found.includes('lost') ? [`loses ${example('lost')}`] : []),
          ...(known('losesData') && consequence.losesData && !found.includes('lost') && !cautious
            ? [`loses nothing, ${from} to ${to}`]
            : []),
          ...(known('canFailOnData') && !consequence.canFailOnData && found.includes('refused') ? [`fails, ${example('refused')}`] : []),
        ];
      });
      expect(wrong, `on ${server.title}`).toEqual([]);
    });
  });
});
