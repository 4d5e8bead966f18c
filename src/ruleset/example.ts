/**
 * The examples of rules are their tests: a bad one yields exactly its findings with exactly that text, a good one none, and
 * what a rule says to run instead is itself reviewed, against every rule of preset recommended.
 */
import type { TableKnowledge } from '../catalog/catalog.ts';
import type { AnalysedMigration } from '../effects/analysed.ts';
import type { Finding, RewriteStep } from '../report.ts';
import type { Span } from '../source.ts';
import { judgeAllows } from './allow.ts';
import { judge, type JudgeContext, type Judgement } from './judge.ts';
import type { JudgeDialect } from './rewrite.ts';
import type { Example, ExampleTable, Rule } from './rule.ts';
import { inPreset, type RuleSettings } from './settings.ts';

/** Migrations to analyse, as an example or a rewrite of one describes them. */
export interface ExampleRun {
  /** SQL of history. */
  readonly given: string;
  readonly migrations: readonly { readonly sql: string; readonly transaction: Example['transaction'] }[];
  /** Each migration is a change of its own on top of the ones before it; otherwise they are one change. */
  readonly separate: boolean;
  /** The `id` of a framework, or empty. */
  readonly framework: string;
  /** The state of the way back, or its SQL; empty: not used. */
  readonly down: string;
  /** `postgres@16`, or empty. */
  readonly dialect: string;
  readonly tables: readonly ExampleTable[];
}

/** What examples need of the rest of the program. */
export interface ExampleWorld {
  analyse(run: ExampleRun): Promise<readonly AnalysedMigration[]>;
  /** What the configuration would know, had it these `tables:`. */
  knowledge(tables: readonly ExampleTable[]): TableKnowledge;
  readonly dialects: ReadonlyMap<string, JudgeDialect>;
}

export type ExampleProblem =
  /** The rule does not say this. */
  | { readonly kind: 'missing'; readonly message: string }
  /** The rule says this, and should not. */
  | { readonly kind: 'unexpected'; readonly message: string }
  /** Part of the example could not be analysed. */
  | { readonly kind: 'not-analysed'; readonly reason: string }
  /** The rule could not be evaluated. */
  | { readonly kind: 'failure'; readonly reason: string }
  /** A rule of preset recommended finds fault with what is to be run instead. */
  | { readonly kind: 'rewrite'; readonly rule: string; readonly message: string; readonly sql: string }
  /** The rule has a rewrite, and no bad example shows it. */
  | { readonly kind: 'no-rewrite' };

export interface ExampleResult {
  readonly rule: string;
  readonly path: string;
  readonly kind: 'bad' | 'good';
  /** From 0, among the examples of its kind. */
  readonly index: number;
  readonly title: string;
  readonly problems: readonly ExampleProblem[];
}

/**
 * Runs every example of some rules.
 *
 * @param rules the rules to test.
 * @param all every rule there is: what rewrites are reviewed against.
 */
export async function testRules(rules: readonly Rule[], all: readonly Rule[], world: ExampleWorld): Promise<readonly ExampleResult[]> {
  const recommended = all.filter((rule) => inPreset(rule, 'recommended'));
  const results: ExampleResult[] = [];
  for (const rule of rules) {
    let rewritten = rule.rewrite === null;
    for (const [index, example] of rule.examples.bad.entries()) {
      const { problems, findings, analysed } = await runExample(rule, example, all, world);
      const about = findings.filter((finding) => finding.rewrite.length > 0);
      rewritten ||= about.length > 0;
      for (const finding of about) problems.push(...(await reviewRewrite(finding, example, analysed, recommended, world)));
      results.push({ rule: rule.id, path: rule.path, kind: 'bad', index, title: example.title, problems });
    }
    const last = results.at(-1);
    if (!rewritten && last && last.rule === rule.id)
      results[results.length - 1] = { ...last, problems: [...last.problems, { kind: 'no-rewrite' }] };
    for (const [index, example] of rule.examples.good.entries()) {
      const { problems } = await runExample(rule, example, all, world);
      results.push({ rule: rule.id, path: rule.path, kind: 'good', index, title: example.title, problems });
    }
  }
  return results;
}

/** What a rule says about its first bad example, for its page; undefined for a rule without one. */
export async function sampleFinding(rule: Rule, all: readonly Rule[], world: ExampleWorld): Promise<Finding | undefined> {
  const [example] = rule.examples.bad;
  return example && (await runExample(rule, example, all, world)).findings[0];
}

interface ExampleOutcome {
  readonly problems: ExampleProblem[];
  readonly findings: readonly Finding[];
  readonly analysed: readonly AnalysedMigration[];
}

/** The run an example describes. */
export function runOf(example: Example): ExampleRun {
  const { given, framework, down, dialect, tables, transaction } = example;
  return { given, framework, down, dialect, tables, separate: false, migrations: example.migrations.map((sql) => ({ sql, transaction })) };
}

async function runExample(rule: Rule, example: Example, all: readonly Rule[], world: ExampleWorld): Promise<ExampleOutcome> {
  const seen = await world.analyse(runOf(example));
  const analysed = seen.map((migration) => ({ ...migration, facts: { ...migration.facts, ...example.migration } }));
  const settings = settingsFor(example, world, new Map([[rule.id, { level: 'on' as const, options: example.options }]]));
  const { findings, failures } = judgeOne(rule, analysed, all, { settings, dialects: world.dialects });
  const expected = [...example.findings];
  const problems: ExampleProblem[] = [];
  for (const { message } of findings) {
    const at = expected.indexOf(message);
    if (at < 0) problems.push({ kind: 'unexpected', message });
    else expected.splice(at, 1);
  }
  for (const message of expected) problems.push({ kind: 'missing', message });
  for (const { reason } of failures) problems.push({ kind: 'failure', reason });
  if (!rule.on.includes('unread'))
    for (const { unread } of analysed) for (const { reason } of unread) problems.push({ kind: 'not-analysed', reason });
  return { problems, findings, analysed };
}

/** What one rule says; a rule about allow comments is asked when it is known what the others say. */
function judgeOne(rule: Rule, analysed: readonly AnalysedMigration[], all: readonly Rule[], context: JudgeContext): Judgement {
  if (!rule.on.includes('allow')) return judge(analysed, [rule], context);
  const { findings, failures } = judgeAllows(judge(analysed, all, context), analysed, all, context, new Date());
  return { findings: findings.filter((finding) => finding.rule === rule.id), failures };
}

function settingsFor(example: Example, world: ExampleWorld, rules: RuleSettings['rules']): RuleSettings {
  return { preset: 'recommended', rules, overrides: [], tables: world.knowledge(example.tables) };
}

const contains = (outer: Span, inner: Span): boolean => outer.path === inner.path && outer.start <= inner.start && inner.end <= outer.end;

const overlap = (a: Span, b: Span): boolean => a.path === b.path && a.start < b.end && b.start < a.end;

/** Whether a deploy before the step settles what is found in it: the rule itself, or one that asks for a deploy, too. */
function isDeployed(other: Finding, finding: Finding, step: number): boolean {
  const first = finding.rewrite.findIndex(({ deploy }) => deploy !== undefined);
  return first >= 0 && step >= first && (other.rule === finding.rule || other.rewrite.some(({ deploy }) => deploy !== undefined));
}

/** Whether a finding is about something that an earlier step made, which nothing that is deployed uses. */
function isAboutNew({ primary }: Finding, steps: readonly AnalysedMigration[]): boolean {
  const start = steps[0]?.statements[0]?.operations[0]?.before.relations;
  const own = steps.flatMap(({ statements }) => statements).find(({ statement }) => contains(statement.span, primary));
  return (own?.operations ?? []).some(({ operation: o }) => {
    if (o.kind === 'drop-sequence') return start?.has(o.sequence) === false;
    return o.kind === 'add-identity' && start?.get(o.table)?.columns.has(o.column) === false;
  });
}

/** Reviews what a finding says to run instead. Faults of other statements of the example, or other parts of this, are not counted. */
async function reviewRewrite(
  finding: Finding,
  example: Example,
  analysed: readonly AnalysedMigration[],
  recommended: readonly Rule[],
  world: ExampleWorld,
): Promise<readonly ExampleProblem[]> {
  const place = statementOf(finding.primary, analysed);
  if (!place) return [{ kind: 'failure', reason: 'the statement of the finding was not found again' }];
  const run = rewriteRun(finding.rewrite, example, analysed, place);
  const review = (migrations: readonly AnalysedMigration[]): Judgement =>
    judge(migrations, recommended, { settings: settingsFor(example, world, new Map()), dialects: world.dialects });
  const tolerated = review(analysed)
    .findings.filter((other) => !contains(place.span, other.primary) || !overlap(finding.primary, other.primary))
    .map(({ rule, message }) => `${rule}\0${message}`);
  const problems: ExampleProblem[] = [];
  const after = await world.analyse(run);
  const { findings, failures } = review(after);
  for (const other of findings) {
    const at = tolerated.indexOf(`${other.rule}\0${other.message}`);
    const step = after.findIndex(({ migration }) => migration.path === other.primary.path);
    if (at >= 0) tolerated.splice(at, 1);
    else if (!isDeployed(other, finding, step) && !isAboutNew(other, after))
      problems.push({ kind: 'rewrite', rule: other.rule, message: other.message, sql: textAt(other.primary, after) });
  }
  for (const { rule, reason } of failures) problems.push({ kind: 'failure', reason: `${rule}: ${reason}` });
  return problems;
}

interface Place {
  /** Index of the migration among those analysed. */
  readonly migration: number;
  /** The statement. */
  readonly span: Span;
}

function statementOf(span: Span, analysed: readonly AnalysedMigration[]): Place | undefined {
  for (const [migration, { statements }] of analysed.entries()) {
    const found = statements.find(({ statement }) => contains(statement.span, span));
    if (found) return { migration, span: found.statement.span };
  }
  return undefined;
}

/**
 * The change after a rewrite: a step in the same file takes the place of the statement, every other is a migration of its
 * own, run in a transaction where it may be. Where no step is in the same file, what stood before the statement is history.
 */
function rewriteRun(steps: readonly RewriteStep[], example: Example, analysed: readonly AnalysedMigration[], place: Place): ExampleRun {
  const text = analysed[place.migration]?.migration.text ?? '';
  const before = text.slice(0, place.span.start);
  const after = text.slice(place.span.end);
  const inPlace = steps.some((step) => step.phase === 'same-file');
  const earlier = analysed.slice(0, place.migration).map(({ migration }) => migration.text);
  const migrations: { sql: string; transaction: Example['transaction'] }[] = [];
  let open = true;
  for (const step of steps) {
    const sql = step.sql.trim().replace(/;$/, '');
    if (step.phase !== 'same-file') migrations.push({ sql: `${sql};\n`, transaction: step.transaction ? 'wrapped' : 'none' });
    else {
      // The rest of the file comes with the first step in it; further ones follow in the same transaction.
      migrations.push({ sql: open ? `${before}${sql}${after}` : `${sql};\n`, transaction: example.transaction });
      open = false;
    }
  }
  const history = inPlace ? earlier : [...earlier, before];
  return {
    ...runOf(example),
    given: [example.given, ...history].filter((sql) => sql.trim() !== '').join('\n'),
    separate: true,
    migrations,
  };
}

function textAt(span: Span, migrations: readonly AnalysedMigration[]): string {
  return migrations.find(({ migration }) => migration.path === span.path)?.migration.text.slice(span.start, span.end) ?? '';
}

/** Results in words, for people: what fails, and a last line that counts. */
export function describeResults(results: readonly ExampleResult[]): string {
  const lines: string[] = [];
  for (const result of results) {
    if (result.problems.length === 0) continue;
    lines.push(`${result.path}: ${result.kind} example ${result.index + 1}${result.title === '' ? '' : ` (${result.title})`}`);
    for (const problem of result.problems) lines.push(`  ${describeProblem(problem)}`);
  }
  const failed = results.filter(({ problems }) => problems.length > 0).length;
  const rules = new Set(results.map(({ rule }) => rule)).size;
  const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
  lines.push(
    `${count(results.length, 'example')} of ${count(rules, 'rule')}: ${failed === 0 ? 'all hold' : `${failed} ${failed === 1 ? 'does' : 'do'} not hold`}`,
  );
  return `${lines.join('\n')}\n`;
}

function describeProblem(problem: ExampleProblem): string {
  switch (problem.kind) {
    case 'missing':
      return `not found:  ${problem.message}`;
    case 'unexpected':
      return `unexpected: ${problem.message}`;
    case 'not-analysed':
      return `not analysed: ${problem.reason}`;
    case 'failure':
      return `cannot be evaluated: ${problem.reason}`;
    case 'rewrite':
      return `its rewrite is not clean: ${problem.rule}: ${problem.message} [${problem.sql.replaceAll(/\s+/g, ' ')}]`;
    case 'no-rewrite':
      return 'the rule has a rewrite, and none of its bad examples shows it';
  }
}
