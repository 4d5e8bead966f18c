/**
 * The bad examples of rules on servers: what is said of a statement that a rule objects to is what a server does with it, and
 * what is said to run instead runs.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleWorld } from '../src/commands/examples.ts';
import { rewriteNames } from '../src/commands/rule-files.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import { split } from '../src/dialects/postgres/split.ts';
import { tableOf } from '../src/operations/operation.ts';
import { runOf } from '../src/ruleset/example.ts';
import { judge } from '../src/ruleset/judge.ts';
import { readRules } from '../src/ruleset/load.ts';
import type { Example, Rule } from '../src/ruleset/rule.ts';
import type { RuleSettings } from '../src/ruleset/settings.ts';
import type { RewriteStep } from '../src/report.ts';
import { analyseRow, catalogOf, effectLines, operationsOf, uncertain } from './support/analysed-row.ts';
import { compareAftermath } from './support/aftermath.ts';
import { lacksLibrary, type Observation, type Server } from './support/postgres-server.ts';
import { onEach, openServers } from './support/proof-servers.ts';
import { type Sample, sampleRows } from './support/sample-rows.ts';

const files = readdirSync('rules', { recursive: true, encoding: 'utf8' })
  .map((name) => `rules/${name.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.yaml'))
  .toSorted()
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const { rules } = await readRules(files, { rewrites: rewriteNames(), known: [], builtIn: true });
const world = await exampleWorld();

/** One statement that a rule objects to, with what is there before it. */
interface Claim {
  /** What is there before the change. */
  readonly history: string;
  /** What comes before the statement, `history` included. */
  readonly given: string;
  readonly sql: string;
  readonly transaction: boolean;
  readonly rewrites: readonly (readonly RewriteStep[])[];
}

/** Schemas that the SQL of an example takes for granted. */
function withSchemas(given: string): string {
  const schemas = new Set([...catalogOf(given).relations.keys()].map((name) => name.slice(0, name.indexOf('.'))));
  const made = [...schemas].filter(
    (schema) => schema !== 'public' && schema !== 'pg_temp' && !new RegExp(`CREATE SCHEMA ${schema}`).test(given),
  );
  return made.map((schema) => `CREATE SCHEMA ${schema};\n`).join('') + given;
}

async function claimsOf(rule: Rule, example: Example): Promise<readonly Claim[]> {
  const migrations = await world.analyse(runOf(example));
  const settings: RuleSettings = {
    preset: 'strict',
    rules: new Map([[rule.id, { level: 'on', options: example.options }]]),
    overrides: [],
    tables: world.knowledge(example.tables),
  };
  const { findings } = judge(migrations, [rule], { settings, dialects: world.dialects });
  const claims: Claim[] = [];
  const history = example.given === '' ? '' : `${example.given.trimEnd().replace(/;?$/, ';')}\n`;
  let before = history;
  for (const { statements } of migrations) {
    for (const { statement, transaction } of statements) {
      const { sql, span, inBlock, operations } = statement;
      if (sql === null || inBlock || operations.some((o) => o.kind === 'transaction-control')) continue;
      const own = findings.filter(({ primary }) => primary.path === span.path && span.start <= primary.start && primary.end <= span.end);
      if (own.length > 0)
        claims.push({
          history,
          given: before,
          sql,
          transaction: transaction.open || !operations.some(needsNone),
          rewrites: own.map((finding) => finding.rewrite).filter((steps) => steps.length > 0),
        });
      before += `${sql};\n`;
    }
  }
  return claims;
}

const needsNone = (operation: object): boolean =>
  ('concurrently' in operation && operation.concurrently === true) || ('kind' in operation && operation.kind === 'vacuum');

/** Rules whose examples need what is not there: a shell, without which the embedded server does not come back, and languages. */
const NOT_RUN: ReadonlySet<string> = new Set(['copy-program', 'untrusted-language']);

const examples = rules
  .filter((rule) => !NOT_RUN.has(rule.id))
  .filter((rule) => !rule.on.some((on) => on === 'migration' || on === 'unread' || on === 'allow'))
  .flatMap((rule) => rule.examples.bad.map((example, i) => [`${rule.id} ${i + 1}`, rule, example] as const));
const claims = new Map<string, readonly Claim[]>();
for (const [name, rule, example] of examples) claims.set(name, await claimsOf(rule, example));

const servers: Server[] = [];
beforeAll(async () => {
  await postgres.load();
  servers.push(
    ...(await openServers(
      [...claims.values()]
        .flat()
        .flatMap(({ given, sql }) => [given, sql])
        .join(';\n'),
    )),
  );
});
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

/** Things that an example speaks of and does not make: tables, roles, schemas, databases. */
const ABSENT: ReadonlySet<string> = new Set(['42P01', '42704', '3F000', '42883', '3D000']);
/** A row is in the way. */
const ROWS = /^2[23]/;

/** What leaves no trace of the work it does. */
const TRACELESS = /^REFRESH MATERIALIZED VIEW CONCURRENTLY/i;
/** Statements that change rows: with which of the samples they find some is theirs to say. */
const CHANGES_ROWS = /^(?:UPDATE|DELETE|MERGE|INSERT)/i;

/** What could not be asked. */
const unproven = new Set<string>();
/** What is said to fail on some rows, and did not on these. */
const spared = new Set<string>();

const filled = (claim: Claim, sample: Sample | undefined): string =>
  withSchemas(claim.history) +
  (sample ? sampleRows(catalogOf(claim.history), sample, insertedInto(claim)) : '') +
  claim.given.slice(claim.history.length);

/** The table that the statement puts rows into: those that are there would be in the way. */
const insertedInto = (claim: Claim): string =>
  operationsOf(claim.sql, claim.given)
    .filter((operation) => operation.kind === 'insert')
    .map(tableOf)[0] ?? '';

/** What the server does, with rows where what comes before the statement takes them. */
async function observe(server: Server, claim: Claim, sample: Sample | undefined): Promise<Observation> {
  const run = (rows: Sample | undefined): Promise<Observation> =>
    server.observe({ given: filled(claim, rows), sql: claim.sql, transaction: claim.transaction, blockers: [] });
  return sample === undefined ? run(sample) : run(sample).catch(() => run(undefined));
}

type Analysis = ReturnType<typeof analyseRow>;
interface Compared {
  readonly said: object;
  readonly did: object;
}

/**
 * Locks and work: what is said, and what a server did, as far as it shows it. Undefined where the example leaves open what
 * would have to be there, null where the embedded server lacks a library.
 */
async function compareEffects(claim: Claim, { effects, consequence }: Analysis, server: Server): Promise<Compared | null | undefined> {
  let sample: Sample | undefined = 'plain';
  let seen = await observe(server, claim, sample);
  if (seen.refused && ROWS.test(seen.refused.sqlstate) && consequence.canFailOnData)
    seen = await observe(server, claim, (sample = undefined));
  else if (CHANGES_ROWS.test(claim.sql) && seen.does.size === 0) seen = await observe(server, claim, (sample = 'hostile'));
  if (lacksLibrary(server, seen.refused?.sqlstate)) return null;
  const refused = consequence.refused?.sqlstate ?? null;
  if (refused !== null || seen.refused) {
    if (refused === null && (consequence.unknown.includes('refused') || ABSENT.has(seen.refused?.sqlstate ?? ''))) return undefined;
    return { said: { refused }, did: { refused: seen.refused?.sqlstate ?? null } };
  }
  const maybe = uncertain(effects);
  const certain = effects.filter((effect) => !maybe.has(effect.relation));
  const work = sample !== undefined && !TRACELESS.test(claim.sql) && !effects.some((effect) => effect.unknown.includes('work'));
  if (!seen.locksSeen) {
    const worked = work ? certain.filter((effect) => !effect.createdHere) : [];
    return {
      said: worked.map(({ relation, work: kind }) => `${relation}: ${kind}`).sort(),
      did: worked.map(({ relation }) => `${relation}: ${seen.work.get(relation) ?? 'none'}`).sort(),
    };
  }
  const did = [...seen.does]
    .filter(([name]) => !maybe.has(name))
    .map(([name, does]) => `${name}: ${does.lock}${work && does.work !== 'none' ? `, ${does.work}` : ''}`);
  return { said: [...effectLines(certain, work)], did: did.sort() };
}

/** Whether the statement is about a table that the example does not make. */
const tablesMissing = (claim: Claim): boolean =>
  operationsOf(claim.sql, claim.given).some(
    (operation) =>
      tableOf(operation) !== '' && !catalogOf(claim.given).relations.has(tableOf(operation)) && !operation.kind.startsWith('create-t'),
  );

/** Whether rows that are there can make it fail, for what is said to fail on some. */
async function failsOnRows(claim: Claim, server: Server): Promise<boolean> {
  for (const sample of ['hostile', 'plain'] as const) if ((await observe(server, claim, sample)).refused) return true;
  return false;
}

/** Whether values are gone after it. */
async function losesOnRows(claim: Claim, server: Server): Promise<boolean> {
  for (const sample of ['plain', 'hostile'] as const)
    if ((await compareAftermath({ ...claim, given: filled(claim, sample) }, server))?.shown.loses) return true;
  return false;
}

describe.each(examples)('%s', (name, _rule, example) => {
  const own = claims.get(name) ?? [];
  /** The major that the example is about; it is asked of that one and later ones. */
  const version = example.dialect.split('@')[1];
  const from = (major: number): readonly Server[] => servers.filter((server) => server.major >= Number(version ?? major));

  test('does what is said', async () => {
    await onEach(from(0), async (server) => {
      const answers: Compared[] = [];
      for (const claim of own) {
        const analysis = analyseRow(claim.given, claim.sql, server.major, claim.transaction);
        const about = `${server.title}: ${claim.sql}`;
        const compared = await compareEffects(claim, analysis, server);
        if (compared === null) continue;
        if (!compared) {
          unproven.add(`${name}: ${claim.sql}`);
          continue;
        }
        answers.push({ said: [about, compared.said], did: [about, compared.did] });
        const { refused, losesData, canFailOnData, unknown } = analysis.consequence;
        if (refused) continue;
        if (losesData && !unknown.includes('losesData') && claim.transaction)
          answers.push({ said: [about, 'values are lost', true], did: [about, 'values are lost', await losesOnRows(claim, server)] });
        const fails = canFailOnData && !unknown.includes('canFailOnData') && !CHANGES_ROWS.test(claim.sql);
        if (fails && !(await failsOnRows(claim, server))) spared.add(`${name}: ${claim.sql}`);
      }
      expect(answers.map(({ did }) => did)).toEqual(answers.map(({ said }) => said));
    });
  });

  test.runIf(own.some((claim) => claim.rewrites.length > 0 && !tablesMissing(claim)))('what is to be run instead runs', async () => {
    // A rewrite is for the major that is assumed.
    await onEach(from(postgres.defaultVersion), async (server) => {
      for (const claim of own) {
        for (const [i, steps] of claim.rewrites.entries()) {
          if (tablesMissing(claim)) continue;
          // A scene of its own: what the steps commit stays.
          const given = `${filled(claim, 'plain')}-- rewrite ${i};\nSELECT 1;\n`;
          const failed = await server.inTransaction(given, async ({ session }) => {
            await session.query('COMMIT');
            for (const step of steps) {
              // What is deployed then may have to give rows what they need; way-out.proof.test.ts goes on to the end.
              if (step.deploy !== undefined) break;
              const sql = step.transaction ? `BEGIN;\n${step.sql.replace(/;?\s*$/, ';')}\nCOMMIT` : step.sql;
              for (const statement of step.transaction ? [sql] : split(sql).pieces.map(({ start, end }) => sql.slice(start, end))) {
                const failure = statement.trim() === '' ? null : await session.attempt(statement);
                if (failure) return `${step.title}: ${failure.message} in ${statement}`;
              }
            }
            return null;
          });
          // What refuses the statement itself refuses its steps: rows, for which way-out.proof.test.ts has some that fit, or a
          // type that the history does not make.
          if (failed !== null && /^(?:2[23]|42704)/.test((await observe(server, claim, 'plain')).refused?.sqlstate ?? '')) continue;
          expect(failed, `${server.title}: ${claim.sql}`).toBeNull();
        }
      }
    });
  });
});

test('what could not be proven with the rows of the examples is this, and no more', async () => {
  await expect(`${[...unproven].sort().join('\n')}\n\n${[...spared].sort().join('\n')}\n`).toMatchFileSnapshot(
    'fixtures/ruleset/unproven-examples.txt',
  );
});
