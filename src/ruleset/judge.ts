/**
 * From facts to findings: every rule is asked about every subject it is for. What a rule says about a statement is
 * decided here and nowhere else: whether, how bad, how sure.
 */
import type { Origin } from '../catalog/catalog.ts';
import type { AnalysedMigration, AnalysedOperation } from '../effects/analysed.ts';
import { LONGEST_TIMEOUT, worstExposure, worstOf } from '../effects/exposure.ts';
import { RELATED_PLACES } from '../effects/facts.ts';
import { compareRisks, type Confidence, type Finding, type Risk } from '../report.ts';
import type { Operation } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import { makeFingerprints } from './fingerprint.ts';
import { holds, type PreparedRule, prepareRule, withOptions } from './prepared.ts';
import type { Bindings, Ledger } from './record.ts';
import { type JudgeDialect, rewriteSteps, suggestionOf } from './rewrite.ts';
import { pageOf, type Rule } from './rule.ts';
import { type Effective, type RuleSettings, settingOf } from './settings.ts';
import { type Subject, subjectsOf } from './subject.ts';
import type { ScopeName } from './vocabulary.ts';

export type { JudgeDialect } from './rewrite.ts';

/** A rule that could not be evaluated. It is an error of the run, never "no finding". */
export interface RuleFailure {
  readonly rule: string;
  readonly builtIn: boolean;
  /** The statement it was asked about. */
  readonly span: Span;
  readonly reason: string;
}

export interface Judgement {
  /** By migration, then by place. */
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
}

/** What the judge is handed besides rules and facts. */
export interface JudgeContext {
  readonly settings: RuleSettings;
  /** The dialects in use, by id. */
  readonly dialects: ReadonlyMap<string, JudgeDialect>;
  /** The path a file had before a rename, so that its findings keep their fingerprints; the path itself where it had none. */
  readonly formerPath?: (path: string) => string;
  /** What the change does besides what is judged: steps that rewrites have made of it are judged without the rest. */
  readonly others?: readonly Operation[];
}

/** A finding in the making. */
interface Candidate {
  readonly ready: PreparedRule;
  readonly subject: Subject;
  readonly bindings: Bindings;
  readonly risk: Risk;
  readonly confidence: Confidence;
  readonly message: string;
}

/**
 * Judges the migrations of a change.
 *
 * @returns what the rules found, none of it allowed yet, and which rules could not be evaluated.
 */
export function judge(migrations: readonly AnalysedMigration[], rules: readonly Rule[], context: JudgeContext): Judgement {
  return judgeSubjects(migrations, rules, context, subjectsOf);
}

/** Judges the subjects that each migration has, as `judge` does; for subjects that are known only after it. */
export function judgeSubjects(
  migrations: readonly AnalysedMigration[],
  rules: readonly Rule[],
  context: JudgeContext,
  subjects: (migration: AnalysedMigration, ledger: Ledger) => Iterable<Subject>,
): Judgement {
  const fingerprint = makeFingerprints();
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  // In an audit each migration is a change of its own.
  const changes = new Map<Origin, Operation[]>();
  for (const own of migrations) {
    const known = changes.get(own.change);
    if (known) known.push(...operationsOf([own]));
    else changes.set(own.change, [...(context.others ?? []), ...operationsOf([own])]);
  }
  for (const migration of migrations) {
    const dialect = context.dialects.get(migration.database.dialect);
    if (!dialect) throw new Error(`the dialect ${migration.database.dialect} was not handed to the judge`);
    const ledger = makeLedger(dialect);
    const run = { context, dialect, ledger, others: changes.get(migration.change) ?? [] };
    const asked = rulesFor(migration, rules, context.settings);
    const candidates: Candidate[] = [];
    for (const subject of subjects(migration, ledger)) {
      for (const rule of asked(subject.scopes)) {
        const candidate = guarded(rule.rule, subject, failures, () => ask(rule, subject, run));
        if (candidate) candidates.push(candidate);
      }
    }
    const said = withoutRepeats(withoutYielding(candidates)).toSorted(byPlace);
    for (const candidate of said) {
      const finding = guarded(candidate.ready.rule, candidate.subject, failures, () => makeFinding(candidate, run, fingerprint));
      if (finding) findings.push(finding);
    }
  }
  return { findings, failures };
}

/** Everything that migrations do. */
export function operationsOf(migrations: readonly AnalysedMigration[]): readonly Operation[] {
  return migrations.flatMap(({ statements }) => statements.flatMap((own) => own.operations.map(({ operation }) => operation)));
}

interface Run {
  readonly context: JudgeContext;
  readonly dialect: JudgeDialect;
  readonly ledger: Ledger;
  readonly others: readonly Operation[];
}

/** A rule that holds for a migration, with what is set for it at a relation. */
interface AskedRule {
  readonly rule: Rule;
  readonly setting: (relation: string) => Effective;
}

/** The rules that are asked in one migration, by what they are asked about. */
function rulesFor(
  migration: AnalysedMigration,
  rules: readonly Rule[],
  settings: RuleSettings,
): (scopes: readonly ScopeName[]) => readonly AskedRule[] {
  const { path } = migration.migration;
  const byScope = new Map<ScopeName, AskedRule[]>();
  for (const rule of rules) {
    if (rule.dialect !== 'common' && rule.dialect !== migration.database.dialect) continue;
    if (rule.direction !== 'any' && rule.direction !== migration.facts.direction) continue;
    const general = settingOf(rule, settings, path, '');
    const byTable = settings.overrides.some((override) => override.matchesTable && override.rules.has(rule.id));
    if (!general.enabled && !byTable) continue;
    const asked: AskedRule = { rule, setting: byTable ? (relation) => settingOf(rule, settings, path, relation) : () => general };
    for (const scope of rule.on) {
      const group = byScope.get(scope);
      if (group) group.push(asked);
      else byScope.set(scope, [asked]);
    }
  }
  const together = new Map<string, readonly AskedRule[]>();
  return (scopes) => {
    const key = scopes.join();
    let asked = together.get(key);
    if (!asked) together.set(key, (asked = scopes.flatMap((scope) => byScope.get(scope) ?? [])));
    return asked;
  };
}

function makeLedger(dialect: JudgeDialect): Ledger {
  return {
    display: dialect.display,
    quote: (name) => dialect.display(dialect.naming.qualify(`${dialect.defaultSchema}.x`, name)),
    unknown: new Set(),
  };
}

/** Whatever goes wrong inside one rule is said of that rule and that statement, and the others are judged all the same. */
function guarded<T>(rule: Rule, subject: Subject, failures: RuleFailure[], run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    const reason =
      error instanceof Error ? ('summary' in error && typeof error.summary === 'string' ? error.summary : error.message) : String(error);
    failures.push({ rule: rule.id, builtIn: rule.builtIn, span: subject.span, reason });
    return undefined;
  }
}

/** Asks one rule about one subject. */
function ask(asked: AskedRule, subject: Subject, run: Run): Candidate | undefined {
  const { rule } = asked;
  const setting = asked.setting(subject.relation);
  if (!setting.enabled) return undefined;
  const ready = prepareRule(rule);
  const bindings = withOptions(subject.bindings, ready, setting.options, run.ledger);
  run.ledger.unknown.clear();
  if (!holds(ready.when, bindings, run.ledger)) return undefined;
  const message = ready.message(bindings, run.ledger);
  const assumed = run.ledger.unknown.size > 0;
  const rated = rate(rule, subject, setting, assumed, run.context.settings);
  const guessed = setting.level === null && subject.migration.facts.transaction === 'unknown' && restsOnTransaction(run.ledger);
  return { ready, subject, bindings, message, ...rated, risk: guessed && compareRisks(rated.risk, 'medium') > 0 ? 'medium' : rated.risk };
}

/** Whether what was read rests on a transaction of which nobody said that there is one: not enough to stop a merge. */
const restsOnTransaction = ({ unknown }: Ledger): boolean => [...unknown].some((fact) => fact.startsWith('transaction.'));

/** How bad and how sure. */
function rate(
  rule: Rule,
  subject: Subject,
  setting: Effective,
  assumed: boolean,
  settings: RuleSettings,
): { risk: Risk; confidence: Confidence } {
  const own = settings.preset === 'strict' && rule.strictRisk !== null ? rule.strictRisk : rule.risk;
  const sure = (guessed: boolean): Confidence => (subject.scopes[0] === 'unread' ? 'unknown' : guessed ? 'likely' : 'certain');
  // A level that the configuration sets is the user's word, and stands.
  if (setting.level !== null) return { risk: setting.level, confidence: sure(assumed) };
  if (own !== 'exposure') return { risk: capped(own, sure(assumed)), confidence: sure(assumed) };
  const longest = rule.options['max']?.type === 'duration' ? setting.options['max'] : undefined;
  const longestTimeout = typeof longest === 'number' ? longest : LONGEST_TIMEOUT;
  const exposed = worstOf(
    subject.exposed.map(({ effects, waitLimit }) =>
      worstExposure(effects, { waitLimit, longestTimeout, tables: settings.tables, table: subject.relation }),
    ),
  );
  const confidence = sure(assumed || exposed.assumed);
  return { risk: capped(exposed.risk, confidence), confidence };
}

/** What is not certain is never worse than high. */
function capped(risk: Risk, confidence: Confidence): Risk {
  return confidence !== 'certain' && compareRisks(risk, 'high') > 0 ? 'high' : risk;
}

/**
 * Without those that yield to another that is said about the same operation. `yields-to` makes no circles: the loader
 * refuses them.
 */
function withoutYielding(candidates: readonly Candidate[]): readonly Candidate[] {
  const byRule = new Map<string, Map<AnalysedOperation | 'migration', Candidate[]>>();
  for (const candidate of candidates) {
    const { id } = candidate.ready.rule;
    const places = byRule.get(id) ?? new Map<AnalysedOperation | 'migration', Candidate[]>();
    byRule.set(id, places);
    for (const place of placesOf(candidate.subject)) places.set(place, [...(places.get(place) ?? []), candidate]);
  }
  const decided = new Map<Candidate, boolean>();
  const speaks = (candidate: Candidate): boolean => {
    let answer = decided.get(candidate);
    if (answer === undefined) {
      const { yieldsTo } = candidate.ready.rule;
      answer = !yieldsTo.some((id) => {
        const places = byRule.get(id);
        return places !== undefined && placesOf(candidate.subject).some((place) => places.get(place)?.some(speaks));
      });
      decided.set(candidate, answer);
    }
    return answer;
  };
  return candidates.filter(speaks);
}

/** Where a subject meets others: in the operations it covers, and in the migration as a whole. */
function placesOf(subject: Subject): readonly (AnalysedOperation | 'migration')[] {
  return subject.scopes[0] === 'migration' ? [...subject.covers, 'migration'] : subject.covers;
}

/** One finding where several operations of a statement make a rule say the same thing: the worst of them. */
function withoutRepeats(candidates: readonly Candidate[]): readonly Candidate[] {
  const kept = new Map<string, Candidate>();
  const statements = new Map<unknown, number>();
  for (const candidate of candidates) {
    const owner = candidate.subject.operation?.statement ?? candidate.subject;
    const number = statements.get(owner) ?? statements.size;
    statements.set(owner, number);
    const key = `${candidate.ready.rule.id}\0${number}\0${candidate.message}`;
    const earlier = kept.get(key);
    if (!earlier || compareRisks(candidate.risk, earlier.risk) > 0) kept.set(key, candidate);
  }
  return [...kept.values()];
}

function byPlace(a: Candidate, b: Candidate): number {
  const [one, other] = [a.ready.rule.id, b.ready.rule.id];
  const byRule = one < other ? -1 : one > other ? 1 : 0;
  return a.subject.span.start - b.subject.span.start || compareRisks(b.risk, a.risk) || byRule;
}

function makeFinding(candidate: Candidate, run: Run, fingerprint: ReturnType<typeof makeFingerprints>): Finding {
  const { ready, subject, bindings, risk, confidence, message } = candidate;
  const { rule } = ready;
  const path = subject.migration.migration.path;
  const rewrite = rewriteSteps(ready, subject, bindings, run.ledger, run);
  return {
    rule: rule.id,
    category: rule.category,
    risk,
    confidence,
    primary: subject.span,
    related: [
      ...rule.related.flatMap((place) => {
        const span = subject.places[place];
        return span ? [{ span, note: RELATED_PLACES[place] }] : [];
      }),
      ...subject.alike.map((span) => ({ span, note: 'not analysed for the same reason' })),
    ],
    message,
    why: ready.why(bindings, run.ledger),
    fix: ready.fix(bindings, run.ledger),
    url: pageOf(rule),
    rewrite,
    suggestion: suggestionOf(ready, subject, rewrite),
    fingerprint: fingerprint({
      rule: rule.id,
      path: run.context.formerPath?.(path) ?? path,
      statement: subject.statementText,
      object: subject.object,
    }),
    allowed: null,
  };
}
