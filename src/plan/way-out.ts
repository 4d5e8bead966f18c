/**
 * What to run instead of what the migrations of a project say: every statement as it is written, or the steps of its
 * rewrite, whose steps are judged in their turn. The steps are in the order in which they are run, release by release.
 */
import { applyOperations } from '../catalog/apply.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { diffCatalogs } from '../catalog/diff.ts';
import { analyse, IN_ORDER, type ProjectContext } from '../effects/analyse.ts';
import type { AnalysedMigration, AnalysedStatement } from '../effects/analysed.ts';
import { compareRisks, type Finding, type RewriteStep, standing } from '../report.ts';
import { judge, type JudgeContext, operationsOf } from '../ruleset/judge.ts';
import type { Rule } from '../ruleset/rule.ts';
import { cutScript, type Span, terminated } from '../source.ts';
import { gathered } from './gather.ts';

/** One step of the way out. */
export interface WayOutStep extends RewriteStep {
  /** Index of the migration that it comes from, among those of the project. */
  readonly migration: number;
  /** The statement that it comes from. */
  readonly from: Span;
  /** Rules whose findings it answers, worst first; empty: the statement is run as it is written. */
  readonly answers: readonly string[];
  /** It is run after a `deploy` that what it comes from asks for. */
  readonly deployed: boolean;
  /** Its place among the steps in the order in which the migrations have their statements. */
  readonly draft: number;
  /** The release in which it is run, from 1: each `deploy` of a statement's steps begins another. */
  readonly release: number;
  /** What it does, run on its own after the steps before it. */
  readonly statements: readonly AnalysedStatement[];
  /** What is still to be said of it, at medium or above. */
  readonly left: readonly Finding[];
}

/** The way out for the migrations of one project. */
export interface WayOut {
  /** Those that are run, in order. */
  readonly migrations: readonly AnalysedMigration[];
  /** In the order in which they are run. */
  readonly steps: readonly WayOutStep[];
  /** Something is to be run otherwise than it is written. */
  readonly changed: boolean;
}

/** What the way out is worked out with. */
export interface WayOutContext {
  readonly project: ProjectContext;
  readonly rules: readonly Rule[];
  readonly judging: JudgeContext;
}

/** Rewrites of what rewrites leave: one for each part of a long ALTER TABLE, and no circle. */
const DEEPEST = 12;

type Draft = Omit<WayOutStep, 'statements' | 'left'>;

/**
 * The way out for the migrations of one project, which are reviewed together.
 *
 * @param migrations the ups and downs under review, in order; downs and what is merged already are left aside.
 * @param findings what the judge found in them.
 */
export function wayOut(migrations: readonly AnalysedMigration[], findings: readonly Finding[], asked: WayOutContext): WayOut {
  const run = migrations.filter(
    ({ migration, statements }) => migration.direction === 'up' && migration.otherDialect === undefined && statements.length > 0,
  );
  const context = { ...asked, judging: { ...asked.judging, others: operationsOf(run) } };
  const found = run.flatMap((migration, i) => draftsOf(migration, i, findings, context));
  // Where everything waits for a deploy, that one comes before the first release.
  const skipped = Math.min(...found.map(({ release }) => release)) - 1;
  const drafts = found.map((draft, i) => ({ ...draft, draft: i, release: draft.release - skipped }));
  const start = run[0]?.statements[0]?.operations[0]?.before;
  if (!start) return { migrations: run, steps: [], changed: false };
  const apart = placed(
    drafts.toSorted((a, b) => a.release - b.release),
    run,
    start,
    context,
  );
  // What waits for a later release may be what another step needs: then all that follows waits, too.
  const ordered = leadsElsewhere(apart, start, context) ? placed(inTurn(drafts), run, start, context) : apart;
  const steps = gathered(ordered, {
    replay: (order) => placed(order, run, start, context),
    reached: (order) => reached(order, start, context),
  });
  return { migrations: run, steps, changed: steps.some(({ answers }) => answers.length > 0) };
}

/**
 * Whether steps do not lead where the same steps lead in the order in which the migrations have them, or one is refused that
 * is run as it is written, as a type that a column still has is not dropped.
 */
function leadsElsewhere(steps: readonly WayOutStep[], start: Catalog, context: WayOutContext): boolean {
  if (steps.every(({ release }) => release === 1)) return false;
  if (steps.some(({ answers, statements }) => answers.length === 0 && statements.some(({ consequence }) => consequence.refused !== null)))
    return true;
  const inOrder = steps.toSorted((a, b) => a.draft - b.draft);
  return diffCatalogs(reached(inOrder, start, context), reached(steps, start, context)).length > 0;
}

/** Where steps lead. */
function reached(steps: readonly WayOutStep[], start: Catalog, { project }: WayOutContext): Catalog {
  const operations = steps.flatMap(({ statements }) => statements.flatMap((s) => s.operations.map(({ operation }) => operation)));
  return applyOperations(start, operations, { change: null, naming: project.dialect.naming, version: project.version });
}

/** Every step waits for those before it. */
function inTurn(drafts: readonly Draft[]): readonly Draft[] {
  let release = 1;
  return drafts.map((draft, i) => {
    if (draft.deploy !== undefined && i > 0) release++;
    return { ...draft, release };
  });
}

/** The steps of one migration, release by release within each statement. */
function draftsOf(
  analysed: AnalysedMigration,
  migration: number,
  findings: readonly Finding[],
  context: WayOutContext,
): readonly Omit<Draft, 'draft'>[] {
  const own = standing({ findings }).filter(({ primary }) => primary.path === analysed.migration.path);
  const all = units(analysed);
  const answered = new Map<Unit, readonly Omit<Draft, 'draft'>[]>();
  const covered = new Set<Unit>();
  for (const unit of all) {
    if (covered.has(unit)) continue;
    const draft = { migration, from: unit.span };
    const shared = all.some((other) => other !== unit && other.span.start === unit.span.start && other.span.end === unit.span.end);
    const chain = (shared ? undefined : rewritten(unit, own, context, 0)) ??
      rewritten(unit, alone(unit, findings, context), context, 0) ?? [{ ...asWritten(unit, context), answers: [], deployed: false }];
    answered.set(
      unit,
      chain.map(({ waits = 0, ...step }) => ({ ...step, ...draft, release: 1 + waits })),
    );
    for (const other of coveredBy(chain, all)) if (other !== unit) covered.add(other);
  }
  return all.flatMap((unit) => (covered.has(unit) ? [] : (answered.get(unit) ?? [])));
}

/** The statements that steps stand for besides the one that they were found for. */
function coveredBy(steps: readonly RewriteStep[], all: readonly Unit[]): readonly Unit[] {
  const spans = steps.flatMap(({ instead = [] }) => instead);
  return all.filter(({ span }) => spans.some(({ start, end }) => start === span.start && end === span.end));
}

/** A statement as the server counts them: a DO block with all that is in it is one. */
interface Unit {
  readonly span: Span;
  /** Its text; for a builder step the SQL that it stands for; undefined where nobody knows it. */
  readonly sql: string | undefined;
  readonly statements: readonly AnalysedStatement[];
  readonly analysed: AnalysedMigration;
}

function units(analysed: AnalysedMigration): readonly Unit[] {
  const { migration } = analysed;
  const found: Unit[] = [];
  for (const own of analysed.statements) {
    const { statement } = own;
    if (own.takenBack || isControl(own)) continue;
    const last = found.at(-1);
    const block = statement.block;
    if (block && last?.span.start === block.start && last.span.path === block.path) {
      found[found.length - 1] = { ...last, statements: [...last.statements, own] };
      continue;
    }
    const span = block ?? statement.span;
    const text = block ? (block.path === migration.path ? migration.text.slice(block.start, block.end) : undefined) : statement.sql;
    found.push({ span, sql: text ?? statement.made, statements: [own], analysed });
  }
  return found;
}

/**
 * What is left to say of a statement that is run on its own, where something is said at its place: of several statements that a
 * call stands for which of them it is, of others what the statements around them hide.
 */
function alone(unit: Unit, findings: readonly Finding[], context: WayOutContext): readonly Finding[] {
  const { span, statements, analysed } = unit;
  const start = statements[0]?.operations[0]?.before;
  const here = findings.filter(({ primary }) => primary.path === span.path && primary.start === span.start && primary.end === span.end);
  if (!start || !here.some(isNoteworthy)) return [];
  const [own] = runOf([{ ...asWritten(unit, context), answers: [], deployed: false }], start, [analysed], context);
  const allowed = new Set(here.filter((finding) => finding.allowed !== null).map(({ rule }) => rule));
  return (own?.left ?? []).filter(({ rule }) => !allowed.has(rule)).map((finding) => ({ ...finding, primary: span }));
}

/** BEGIN and COMMIT: the steps say themselves what is run in a transaction. */
const isControl = ({ statement }: AnalysedStatement): boolean =>
  !statement.inBlock && statement.operations.some(({ kind }) => kind === 'transaction-control');

/** A statement as a step. */
function asWritten({ sql, statements }: Unit, { project }: WayOutContext): RewriteStep {
  const outside = statements.some(({ consequence }) => consequence.mustRunOutsideTransaction);
  const operations = statements.flatMap((statement) => statement.operations);
  const texts = sql === undefined ? operations.flatMap((o) => project.dialect.render(o.operation, o.before) ?? []) : [sql];
  return { title: '', phase: 'same-file', transaction: !outside, sql: texts.map(terminated).join('\n') };
}

interface Answer extends RewriteStep, Pick<WayOutStep, 'answers' | 'deployed'> {
  /** How many deploys come before it: the parts of a statement that wait for one each wait for it together. */
  readonly waits?: number;
}

/** The steps to run instead of a statement, each of them judged and rewritten in its turn; undefined where none is known. */
function rewritten(unit: Unit, findings: readonly Finding[], context: WayOutContext, depth: number): readonly Answer[] | undefined {
  const start = unit.statements[0]?.operations[0]?.before;
  // What is to be run instead of a statement of a DO block knows nothing of the block's variables, loops and conditions.
  if (unit.statements.some(({ statement }) => statement.inBlock)) return undefined;
  const finding = findings
    .filter(({ primary, rewrite }) => rewrite.length > 0 && unit.span.start <= primary.start && primary.end <= unit.span.end)
    .filter(isNoteworthy)
    // One that keeps the statement, apart from others, is what is left where no other is known.
    .toSorted((a, b) => Number(keeps(a, unit)) - Number(keeps(b, unit)) || compareRisks(b.risk, a.risk))[0];
  if (!finding || !start || depth === DEEPEST) return undefined;
  const first = finding.rewrite.findIndex(({ deploy }) => deploy !== undefined);
  const answered = finding.rewrite.map((step, i) => ({ ...step, answers: [finding.rule], deployed: first >= 0 && i >= first }));
  const earliest = coveredBy(finding.rewrite, units(unit.analysed))[0] ?? unit;
  return runOf(answered, earliest.statements[0]?.operations[0]?.before ?? start, [unit.analysed], context).flatMap(
    ({ step: bare, analysed, left }, at): readonly Answer[] => {
      const waits = answered.slice(0, at + 1).filter(({ deploy }) => deploy !== undefined).length;
      const step = { ...bare, waits };
      const { answers, deployed } = step;
      const parts = units(analysed);
      const better = parts.map((part) => (part.sql === unit.sql ? undefined : rewritten(part, left, context, depth + 1)));
      if (better.every((own) => own === undefined)) return [step];
      return withSettings(parts).flatMap(({ part, settings }, i) => {
        const whole = asWritten(part, context);
        const own = better[parts.indexOf(part)] ?? [
          { ...whole, sql: [...settings, whole.sql].join('\n'), title: step.title, answers: [], deployed },
        ];
        return own.map((other, j) => ({
          ...other,
          waits: waits + (other.waits ?? 0),
          phase: other.phase === 'same-file' ? step.phase : other.phase,
          ...(i + j === 0 && step.deploy !== undefined ? { deploy: step.deploy } : {}),
          answers: [...answers, ...other.answers],
          deployed: deployed || other.deployed,
        }));
      });
    },
  );
}

/** Whether what is to be run instead of a statement is the statement itself. */
const keeps = ({ rewrite }: Finding, { sql }: Unit): boolean =>
  sql !== undefined && rewrite.length === 1 && rewrite[0]?.sql === terminated(sql);

/** The statements of a step with the SETs before them, which a rewrite of the statement brings itself. */
function withSettings(parts: readonly Unit[]): readonly { readonly part: Unit; readonly settings: readonly string[] }[] {
  const found: { part: Unit; settings: readonly string[] }[] = [];
  let settings: string[] = [];
  for (const part of parts) {
    const isSetting = part.statements.every(({ operations }) => operations.every(({ operation }) => operation.kind === 'set'));
    if (isSetting && part.sql !== undefined) settings.push(terminated(part.sql));
    else {
      found.push({ part, settings });
      settings = [];
    }
  }
  return found;
}

const isNoteworthy = ({ risk, allowed }: Finding): boolean => allowed === null && compareRisks(risk, 'medium') >= 0;

/** Steps, each run on its own after those before it, and what the judge says of them. */
function runOf<T extends Answer>(
  steps: readonly T[],
  start: Catalog,
  like: readonly AnalysedMigration[],
  { project, rules, judging }: WayOutContext,
): readonly { readonly step: T; readonly analysed: AnalysedMigration; readonly left: readonly Finding[] }[] {
  const entries = steps.map((step, i) => {
    const [path, change] = [like[i]?.migration.path ?? like[0]?.migration.path ?? '', like[i]?.change ?? like[0]?.change ?? null];
    const file = { path, text: step.sql };
    return {
      ...IN_ORDER,
      role: 'change',
      change,
      migration: {
        id: `step ${i + 1}`,
        ...file,
        span: { path, start: 0, end: step.sql.length },
        framework: 'sql',
        order: '',
        title: step.title,
        direction: 'up',
        transaction: step.transaction ? 'wrapped' : 'none',
        transactionGroup: null,
        steps: [{ kind: 'sql', script: cutScript(file) }],
        down: 'not-used',
        repeatable: false,
      },
    } as const;
  });
  const analysed = analyse(entries, { ...project, schema: [], start });
  // What a rule says of a migration as a whole is about its file, which a step is not.
  const asked = rules.filter(({ on }) => !on.includes('migration') && !on.includes('allow'));
  return steps.flatMap((step, i) => {
    const own = analysed[i];
    if (!own) return [];
    // That the rows of a batch are few is seen by the names of keys, which batches that were made for a key do not need.
    const batched = step.batch ? asked.filter(({ rewrite }) => rewrite !== 'batched') : asked;
    const left = judge([own], batched, judging).findings.filter(isNoteworthy);
    return [{ step, analysed: own, left: left.filter((finding) => !(step.deployed && isSettled(finding, step.answers))) }];
  });
}

/**
 * Whether a deploy settles what is found in a step behind it: it is what the step answers, or a deploy is what it asks for, as
 * the old column dropped at the end of a rename does.
 */
export function isSettled({ rule, rewrite }: Finding, answers: readonly string[]): boolean {
  return answers.includes(rule) || rewrite.some(({ deploy }) => deploy !== undefined);
}

/** Steps with what they do where they stand. */
function placed(
  drafts: readonly Draft[],
  migrations: readonly AnalysedMigration[],
  start: Catalog,
  context: WayOutContext,
): readonly WayOutStep[] {
  const like = drafts.flatMap(({ migration }) => migrations[migration] ?? []);
  return runOf(drafts, start, like, context).map(({ step, analysed, left }) => ({ ...step, statements: analysed.statements, left }));
}
