/**
 * What our analysis says that a statement means beyond locks, on servers: whether values are lost, whether what is said to
 * undo it gives back catalogs and rows as they were, whether it can run in a transaction.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lacksCast } from '../src/dialects/postgres/casts.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import { compareAftermath } from './support/aftermath.ts';
import { OPERATION_KINDS, type OperationKind } from '../src/operations/operation.ts';
import { analyseRow, catalogOf, operationsOf, type RowUndo } from './support/analysed-row.ts';
import { type EffectRow, effectRows, rowsOf } from './support/effect-rows.ts';
import type { Server } from './support/postgres-server.ts';
import { onEach, openServers } from './support/proof-servers.ts';
import { castsTo, convert, targetTables } from './support/server-conversions.ts';
import { TYPE_SCENE, type TypeCase, typeCases, typeValues } from './support/type-cases.ts';

const rows = effectRows();
/** Statements whose inverse makes again what hangs together. */
const again = rowsOf(readFileSync(new URL('fixtures/postgres-inverse/made-again.yaml', import.meta.url), 'utf8'));
const servers: Server[] = [];
beforeAll(async () => {
  await postgres.load();
  servers.push(...(await openServers([TYPE_SCENE, ...[...rows, ...again].flatMap((row) => [row.given, row.sql])].join(';\n'))));
});
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

type Restored = 'all' | 'schema' | 'lost' | 'unknown' | 'none';

/** What servers showed of the ways back from each kind. */
const shownOf = new Map<OperationKind, Set<Restored>>();

/** Keeps what became of undoing a row; of several kinds in one row it is not known which one it is true of. */
function note(row: Pick<EffectRow, 'sql' | 'given'>, { sql, losesData }: RowUndo): void {
  const [kind, ...others] = new Set(operationsOf(row.sql, row.given).map((operation) => operation.kind));
  if (!kind || others.length > 0) return;
  const open = losesData ? 'lost' : 'unknown';
  const what: Restored = sql === null ? open : sql.length === 0 ? (losesData ? 'lost' : 'none') : losesData ? 'schema' : 'all';
  shownOf.set(kind, (shownOf.get(kind) ?? new Set()).add(what));
}

describe.each([...new Set(rows.map((row) => row.scene))])('%s', (scene) => {
  test.each(rows.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    await onEach(servers, async (server) => {
      const compared = row.expected(server.major).kind === 'refused' ? undefined : await compareAftermath(row, server);
      expect(compared?.shown, `on ${server.title}: ${compared?.about}`).toEqual(compared?.said);
      if (compared) note(row, compared.undo);
    });
  });
});

describe.each([...new Set(again.map((row) => row.scene))])('%s', (scene) => {
  test.each(again.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    await onEach(servers, async (server) => {
      const compared = await compareAftermath(row, server);
      expect(compared?.shown.undone, `on ${server.title}: ${compared?.about}`).toEqual(compared?.said.undone);
      if (compared) note(row, compared.undo);
    });
  });
});

describe('the page on rollbacks', () => {
  const page = readFileSync(new URL('../docs/rollback.md', import.meta.url), 'utf8');
  const said = [...page.matchAll(/^\|[^|\n]*\|((?: `[a-z-]+`)+) \| (\w+)[^|\n]*\|$/gm)].flatMap(([, kinds = '', word = '']) =>
    [...kinds.matchAll(/`([^`]+)`/g)].map((match) => [match[1] ?? '', word] as const),
  );
  /** Kinds of which a copy is made (keep.ts). */
  const KEPT: ReadonlySet<string> = new Set(['truncate', 'update', 'delete', 'merge']);
  /** Kinds that no row can show: what they need is not in a transaction, not installed, or not there. */
  const NOT_SHOWN: Readonly<Record<string, string>> = {
    subscription: 'unknown',
    'security-label': 'unknown',
    'alter-system': 'unknown',
    unsupported: 'unknown',
    copy: 'no',
  };

  test('names every kind of operation once', () => {
    expect(said.map(([kind]) => kind).toSorted()).toEqual([...OPERATION_KINDS].toSorted());
  });
  test('says of each what servers showed', () => {
    const shown = said.map(([kind]) => {
      const ways = shownOf.get(kind as OperationKind) ?? new Set();
      if (NOT_SHOWN[kind] !== undefined) return [kind, NOT_SHOWN[kind]];
      if (ways.has('schema')) return [kind, 'schema'];
      if (ways.has('all')) return [kind, ways.has('lost') ? 'schema' : 'all'];
      if (ways.has('lost')) return [kind, KEPT.has(kind) ? 'copy' : 'no'];
      return [kind, ways.has('unknown') ? 'unknown' : ways.has('none') ? 'none' : 'not shown'];
    });
    expect(said).toEqual(shown);
  });
});

/** Types for which a loss is foretold that no value shows, with the reason. */
const CAUTIOUS: readonly { readonly type: string; readonly reason: string }[] = [
  { type: 'name', reason: 'It has 63 bytes; how long the text of a value can be is known of few types.' },
  { type: 'money', reason: 'How many decimals it has depends on the locale of the server.' },
];

type Change = Pick<TypeCase['changes'][number], 'to' | 'sql'>;

/** Types whose casts are not written down. */
const UNLISTED: ReadonlySet<string> = new Set(['point', 'box']);

/** Whose text is another way to write what it is cast to: `007` for 7. */
const STRINGS = /^(?:text|varchar|bpchar|char|citext|name|dvar|dtext)(?:[([]|$)/;

describe('values that type changes convert', () => {
  const cases = typeCases();
  const types = cases.map(({ from }) => from);
  const values = typeValues();
  const given = `${TYPE_SCENE}\n${targetTables(types)}`;

  /** What is said wrongly of changes from a type on a server. */
  async function wrongOf(
    server: Server,
    { from, given: table }: TypeCase,
    changes: readonly Change[],
    spelled: boolean,
  ): Promise<string[]> {
    if (changes.length === 0) return [];
    const samples = values.get(from) ?? [];
    const to = changes.map((change) => change.to);
    const answers = await convert(server, given, from, to, samples, spelled);
    return changes.flatMap(({ to: type, sql }, i) => {
      const { consequence } = analyseRow(`${TYPE_SCENE}\n${table}`, sql, server.major, true);
      const found = answers[i] ?? [];
      const example = (answer: string): string => `${from} to ${type}: ${samples[found.findIndex((one) => one === answer)]}`;
      const cautious = CAUTIOUS.some((one) => one.type === from || one.type === type);
      const known = (field: 'losesData' | 'canFailOnData'): boolean => !consequence.unknown.includes(field);
      return [
        ...(known('losesData') && !consequence.losesData && found.includes('lost') ? [`loses ${example('lost')}`] : []),
        ...(known('losesData') && consequence.losesData && !found.includes('lost') && !cautious
          ? [`loses nothing, ${from} to ${type}`]
          : []),
        ...(known('canFailOnData') && !consequence.canFailOnData && found.includes('refused') ? [`fails, ${example('refused')}`] : []),
      ];
    });
  }

  test.each(cases.map((item) => [item.from, item] as const))('from %s', async (from, item) => {
    expect(values.get(from)).toBeDefined();
    await onEach(servers, async (server) => {
      const automatic = item.changes.filter((change) => change.expected(server.major) !== '42804');
      expect(await wrongOf(server, item, automatic, false), `on ${server.title}`).toEqual([]);
    });
  });

  test.each(cases.map((item) => [item.from, item] as const))('from %s by a cast that is spelled out', async (from, item) => {
    const catalog = catalogOf(`${TYPE_SCENE}\nCREATE TABLE typed (${types.map((type, i) => `c${i} ${type}`).join(', ')});`);
    const typed = [...(catalog.relations.get('public.typed')?.columns.values() ?? [])].map(({ type }) => type);
    expect(typed.length).toBe(types.length);
    await onEach(servers, async (server) => {
      const there = await castsTo(server, TYPE_SCENE, from, types);
      const lacks = (to: string): boolean => {
        const [x, y] = [from, to].map((type) => typed[types.indexOf(type)]);
        return x !== undefined && y !== undefined && lacksCast(x, y, catalog, server.major);
      };
      const said = types.filter((to) => !lacks(to));
      const listed = (type: string): boolean => ![from, type].some((one) => UNLISTED.has(one));
      expect(said.filter(listed), `casts on ${server.title}`).toEqual(there.filter(listed));
      expect(said, `casts on ${server.title}`).toEqual(expect.arrayContaining([...there]));
      // Before 15 "char" was a string, too.
      if (STRINGS.test(from) || (from === '"char"' && server.major < 15)) return;
      const spelled = item.changes
        .filter(({ to, expected }) => there.includes(to) && expected(server.major) === '42804')
        .map(({ to }) => ({ to, sql: `ALTER TABLE t ALTER COLUMN x TYPE ${to} USING x::${to}` }));
      expect(await wrongOf(server, item, spelled, true), `on ${server.title}`).toEqual([]);
    });
  });
});
