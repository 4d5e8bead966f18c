/**
 * The way out and the way back of dangerous changes, run on servers: the steps lead where the change itself leads, for the
 * catalog and for every row, no step holds writers up for its work, checks and cleanups do what they say, and what is rolled
 * back is as it was. By default the embedded server is asked about each statement of fixtures/way-out/proofs.ts, the
 * examples/ and one example of each rewrite; `npm run test:servers` asks about every bad example of the rules.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleWorld } from '../src/commands/examples.ts';
import { dialectMap } from '../src/dialects/index.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import type { AnalysedMigration } from '../src/effects/analysed.ts';
import { migrationRollback } from '../src/plan/rollback.ts';
import { type WayOut, type WayOutContext, wayOut } from '../src/plan/way-out.ts';
import type { ExampleRun } from '../src/ruleset/example.ts';
import { runOf } from '../src/ruleset/example.ts';
import { judge } from '../src/ruleset/judge.ts';
import { ALLOWED_LEFT, KNOWN, type Known, MAY_DIFFER } from './fixtures/way-out/known.ts';
import { WAY_PROOFS } from './fixtures/way-out/proofs.ts';
import { unexplained } from './support/aftermath.ts';
import { catalogOf } from './support/analysed-row.ts';
import { PLAIN_PROJECT } from './support/analysed-sql.ts';
import type { Server } from './support/postgres-server.ts';
import { onEach, openServers } from './support/proof-servers.ts';
import { builtInRules } from './support/repositories.ts';
import { sampleRows } from './support/sample-rows.ts';
import { difference } from './support/server-catalog.ts';
import { onScene, reached, type Reached, runAsWritten, runBack, runStep, save, Unexpected } from './support/way-runs.ts';

const rules = await builtInRules();
const world = await exampleWorld();
const everything = process.env['LOCKKEEPER_ASKS'] === 'servers';

interface Case {
  readonly title: string;
  readonly run: ExampleRun;
  /** Rows are put into the tables; otherwise the history brings its own. */
  readonly sample: boolean;
  /** The first major that it is asked of. */
  readonly since: number;
}

/** Rules whose examples need what is not there, a shell and languages, or are refused as they are written: that is what is said of them. */
const NOT_RUN: ReadonlySet<string> = new Set([
  'copy-program',
  'untrusted-language',
  'concurrently-in-transaction',
  'outside-transaction-only',
]);

/** Bad examples that a rule has a rewrite for, each once. */
function ofRules(): readonly Case[] {
  const seen = new Set<string>();
  return rules.flatMap((rule) => {
    if (NOT_RUN.has(rule.id) || rule.rewrite === null) return [];
    if (rule.on.some((on) => on === 'migration' || on === 'unread' || on === 'allow')) return [];
    return rule.examples.bad.flatMap((example, i): readonly Case[] => {
      const own = { ...runOf(example), framework: '', dialect: '', down: '' };
      // The first of a rewrite is always asked about.
      const key = everything ? `${own.given}\0${own.migrations.map(({ sql }) => sql).join('\0')}` : JSON.stringify(rule.rewrite);
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ title: `rule ${rule.id} ${i + 1}`, run: own, sample: true, since: Number(example.dialect.split('@')[1] ?? 0) }];
    });
  });
}

const migration = (given: string, sql: string): ExampleRun => ({
  given,
  migrations: [{ sql, transaction: /CONCURRENTLY/.test(sql) ? 'none' : 'wrapped' }],
  separate: false,
  framework: '',
  down: '',
  dialect: '',
  tables: [],
});

/** One migration of a folder of examples/, on top of those before it. */
function ofExamples(folder: string, files: RegExp, until: RegExp): Case {
  const paths = readdirSync(`examples/${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => files.test(name))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const at = paths.findIndex((path) => until.test(path));
  const text = (path: string | undefined): string => readFileSync(`examples/${folder}/${path}`, 'utf8');
  return {
    title: `examples/${folder}/${paths[at]}`,
    run: migration(paths.slice(0, at).map(text).join('\n'), text(paths[at])),
    sample: true,
    since: 0,
  };
}

const cases: readonly Case[] = [
  ...WAY_PROOFS.map(({ title, history, sql, since = 0 }) => ({ title, run: migration(history, sql), sample: false, since })),
  ofExamples('shop', /\/V[\d]+__.*\.sql$/, /V7__/),
  ofExamples('shop', /\/V[\d]+__.*\.sql$/, /V10__/),
  ofExamples('billing', /\.up\.sql$/, /000006/),
  ofExamples('billing', /\.up\.sql$/, /000007/),
  ofExamples('saas', /migration\.sql$/, /20260105101500/),
  ofExamples('saas', /migration\.sql$/, /20260105110000/),
  ofExamples('saas', /migration\.sql$/, /20260106120000/),
  ...ofRules(),
];

interface Worked {
  readonly migrations: readonly AnalysedMigration[];
  readonly way: WayOut;
  readonly context: WayOutContext;
}

/** A case as it is analysed for one major. */
async function workedOut({ run: own }: Case, major: number): Promise<Worked> {
  const migrations = await world.analyse({ ...own, dialect: `postgres@${major}` });
  const tables = world.knowledge(own.tables);
  const judging = { settings: { preset: 'strict', rules: new Map(), overrides: [], tables }, dialects: dialectMap() } as const;
  const context: WayOutContext = { project: { ...PLAIN_PROJECT, version: major, knowledge: tables }, rules, judging };
  const { findings } = judge(migrations, rules, judging);
  return { migrations, way: wayOut(migrations, findings, context), context };
}

/** Schemas that the SQL of an example takes for granted. */
function withSchemas(given: string): string {
  const schemas = new Set([...catalogOf(given).relations.keys()].map((name) => name.slice(0, name.indexOf('.'))));
  const made = [...schemas].filter(
    (schema) => schema !== 'public' && schema !== 'pg_temp' && !new RegExp(`CREATE SCHEMA (?:IF NOT EXISTS )?${schema}`).test(given),
  );
  return made.map((schema) => `CREATE SCHEMA ${schema};\n`).join('') + given;
}

function sceneOf({ run: { given }, sample: made }: Case, sample: boolean): string {
  const history = given.trim() === '' ? '' : `${given.trimEnd().replace(/;?$/, ';')}\n`;
  return (made ? withSchemas(history) : history) + (sample ? sampleRows(catalogOf(history), 'plain') : '');
}

const servers: Server[] = [];
beforeAll(async () => {
  await postgres.load();
  servers.push(
    ...(await openServers(
      cases.map(({ run: { given, migrations } }) => `${given};\n${migrations.map(({ sql }) => sql).join(';\n')}`).join(';\n'),
    )),
  );
});
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

/** Lines that differ, less those that may. */
function differs(what: string, from: Reached, to: Reached): readonly string[] {
  const lines = [...difference(from.catalog, to.catalog), ...difference(from.rows, to.rows)].map((line) =>
    MAY_DIFFER.reduce((text, { rest }) => rest(text), line),
  );
  const turned = (text: string): string => (text.startsWith('-') ? '+' : '-') + text.slice(1);
  const rest = lines.filter((text) => text !== '' && !lines.includes(turned(text)));
  return summed(rest).map((line) => `${what}: ${line}`);
}

/** Lines of which those about rows are told by their number and the first one. */
function summed(lines: readonly string[]): readonly string[] {
  const rows = lines.filter((line) => /^. row of /.test(line));
  return [
    ...lines.filter((line) => !rows.includes(line)),
    ...(rows.length > 2 ? [`${rows.length} rows differ: ${rows[0]}, ${rows.at(-1)}`] : rows),
  ];
}

/** What was done, on all servers. */
const counts = { cases: 0, changed: 0, steps: 0, checks: 0, batches: 0, cleanups: 0, rollbacks: 0, restores: 0 };

/** Runs something whose statements may be refused, which is then what is wrong. */
async function attempt(what: string, work: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unexpected) return [`${what}: ${error.message}`];
    throw error;
  }
}

/** What is not as it should be with a case on a server. Rows that are made up may be in the way of an example: then it is asked without. */
async function wrongWith(one: Case, server: Server): Promise<readonly string[]> {
  const wrong = await wrongOn(one, sceneOf(one, one.sample), server);
  return one.sample && wrong.some((text) => text.startsWith('as written: ')) ? wrongOn(one, sceneOf(one, false), server) : wrong;
}

async function wrongOn(one: Case, scene: string, server: Server): Promise<readonly string[]> {
  const { migrations, way, context } = await workedOut(one, server.major);
  counts.cases++;
  const rollbacks = migrations.map((own) => migrationRollback(own, { ...context, migrations }));
  const copies = rollbacks.flatMap(({ lost }) =>
    lost.flatMap((own) => /^CREATE TABLE (.+) AS SELECT /.exec(own.save?.sql ?? '')?.[1] ?? []),
  );
  const withoutCopies = (lines: Reached): Reached => {
    const own = (line: string): boolean => copies.some((copy) => line.includes(copy));
    return { catalog: lines.catalog.filter((line) => !own(line)), rows: lines.rows.filter((line) => !own(line)) };
  };
  let goal: Reached | undefined;
  const wrong: string[] = [];
  const back = await attempt('as written', () =>
    onScene(server, scene, async (session) => {
      const before = await reached(session);
      for (const [i, own] of migrations.entries()) {
        const rollback = rollbacks[i];
        if (rollback) await save(session, rollback);
        await runAsWritten(session, own);
      }
      goal = withoutCopies(await reached(session));
      return attempt('rollback', async () => {
        counts.rollbacks += rollbacks.length;
        for (const rollback of rollbacks.toReversed()) await runBack(session, rollback);
        const after = withoutCopies(await reached(session));
        counts.restores += rollbacks.flatMap(({ lost }) => lost.filter(({ restore }) => restore !== null)).length;
        const undo = {
          sql: rollbacks.flatMap(({ steps }) => steps.map(({ sql }) => sql)),
          notRestored: rollbacks.flatMap((r) => r.notRestored),
          losesData: false,
        };
        const kinds = new Set(migrations.flatMap(({ statements }) => statements.flatMap((s) => s.operations.map((o) => o.operation.kind))));
        return [
          ...rollbacks.flatMap(({ gaps }) => gaps.map((gap) => `rollback: gap: ${gap}`)),
          ...rollbacks.flatMap(({ lost }) =>
            lost.flatMap((own) => (own.restore === null ? [`rollback: not given back: ${own.what}`] : [])),
          ),
          ...summed(unexplained([...difference(before.catalog, after.catalog), ...difference(before.rows, after.rows)], undo, kinds)).map(
            (line) => `rollback: ${line}`,
          ),
        ];
      });
    }),
  );
  wrong.push(...back);
  if (!goal || !way.changed) return wrong;
  const wanted = goal;
  counts.changed++;
  const forward = await attempt('way out', () =>
    onScene(server, scene, async (session) => {
      const found: string[] = [];
      for (const step of way.steps) {
        counts.steps++;
        if (step.check !== undefined) counts.checks++;
        if (step.batch) counts.batches++;
        if (step.cleanup !== undefined) counts.cleanups++;
        found.push(...(await runStep(session, step)));
        // What is run as it is written was reported, and stays so.
        const left = step.answers.length > 0 ? step.left : [];
        for (const { rule, message } of left) if (!(rule in ALLOWED_LEFT)) found.push(`left at step "${step.title}": ${rule}: ${message}`);
      }
      await session.query('RESET ALL');
      return [...found, ...differs('leads elsewhere', wanted, await reached(session))];
    }),
  );
  return [...wrong, ...forward];
}

/** What is known to be wrong with a case, and was seen. */
const seenKnown = new Set<Known>();

describe('the way out and the way back', () => {
  test.each(cases.map((one) => [one.title, one] as const))('%s', async (title, one) => {
    const asked = servers.filter(({ major }) => major >= one.since);
    await onEach(asked, async (server) => {
      const wrong = await wrongWith(one, server);
      const open = wrong.filter((text) => {
        const known = KNOWN.find(({ of, wrong: pattern }) => of.test(title) && pattern.test(text));
        if (known) seenKnown.add(known);
        return !known;
      });
      expect({ on: server.title, wrong: open }).toEqual({ on: server.title, wrong: [] });
    });
  });

  test.runIf(everything)('what is known to be wrong is still so', () => {
    expect(KNOWN.filter((known) => !seenKnown.has(known)).map(({ reason }) => reason)).toEqual([]);
  });

  test('every way of proving was used', () => {
    if (process.env['LOCKKEEPER_COUNTS'] !== undefined) process.stdout.write(`${JSON.stringify(counts)}\n`);
    expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
  });
});
