/** The migration plan of a change: what to run, release by release, with what to look at before, while and after. */
import { applyOperation } from '../catalog/apply.ts';
import type { Catalog, TableKnowledge } from '../catalog/catalog.ts';
import type { Config } from '../config/config.ts';
import type { ProjectContext } from '../effects/analyse.ts';
import { compareRisks, type Finding } from '../report.ts';
import { counted } from '../reporters/wording.ts';
import { bytesText, countText } from '../sizes/amount.ts';
import type { TableSizes } from '../sizes/size.ts';
import { type CostContext, costsOf, costTime, FREE, isBatched, isFree, listed, lockTexts, type StepCost, together } from './cost.ts';
import { rateText } from './estimate.ts';
import type { MigrationRollback, Plan, PlanData, PlanQuery, PlanRelease, PlanStep, PlanTable } from './plan.ts';
import { planned } from './planned.ts';
import { queriesAfter, queriesBefore, queriesDuring } from './queries.ts';
import { literal, regclass } from './sql.ts';
import { schemaChanges } from './schema-changes.ts';
import type { WayOut, WayOutStep } from './way-out.ts';

/** What the plan of one project is made from. */
export interface PlanPart {
  readonly way: WayOut;
  /** What was found in the migrations as they are written. */
  readonly findings: readonly Finding[];
  readonly project: ProjectContext;
  /** What restores what was there before; last migration first. Null: they are too many to show. */
  readonly rollbacks: readonly MigrationRollback[] | null;
}

export interface PlanContext {
  readonly config: Pick<Config, 'throughput' | 'rewrites'>;
  readonly sizes: TableSizes & TableKnowledge;
}

/**
 * The plan for all projects of a change together; null where nothing is run.
 *
 * @param gaps parts of the change that could not be read, as clauses.
 */
export function makePlan(parts: readonly PlanPart[], gaps: readonly string[], context: PlanContext): Plan | null {
  const drafts = parts
    .filter(({ way }) => way.steps.length > 0)
    .map((part) => draftOf({ ...part, way: planned(part.way, part.findings) }, part.way, context));
  if (drafts.length === 0) return null;
  const costs = drafts.flatMap((draft) => draft.costs);
  const steps = drafts.flatMap(({ part: own }) => own.way.steps);
  const [takes, blocks] = [
    costs.reduce((sum, one) => together(sum, one.takes), FREE),
    costs.reduce((sum, one) => together(sum, one.blocks), FREE),
  ];
  const left = steps.flatMap((step) => step.left);
  const harmless = isFree(takes) && isFree(blocks) && left.length === 0 && steps.every(({ answers }) => answers.length === 0);
  const releases = releasesOf(drafts);
  const queries = (of: (draft: Draft) => readonly PlanQuery[]): readonly PlanQuery[] => once(drafts.flatMap(of));
  const stopped = [...new Set(costs.flatMap((cost) => cost.stopped))];
  const downtime = costTime(blocks);
  const risk = left.map((finding) => finding.risk).toSorted((a, b) => compareRisks(b, a))[0];
  return {
    summary: summaryOf(
      releases,
      parts.some(({ way }) => way.changed),
      harmless,
    ),
    harmless,
    risk: risk ?? (costs.some(({ queues }) => queues.length > 0) ? 'low' : 'none'),
    downtime: isFree(blocks) ? downtime : { ...downtime, text: `${downtime.text} (${listed(stopped)} wait)` },
    queue: queueText(drafts),
    total: costTime(takes),
    tables: harmless ? [] : drafts.flatMap(tablesOf),
    basis: [...new Set(costs.flatMap(({ work }) => work.flatMap(({ kind, rate }) => (rate ? [rateText(kind, rate)] : []))))],
    schemaChanges: drafts.flatMap(({ part, before, written }) => schemaChanges(part.way, before, written, part.project.dialect.display)),
    data: drafts.flatMap(dataOf),
    before: harmless ? [] : queries((draft) => queriesBefore(draft.part.way, queryContext(draft))),
    releases,
    during: harmless ? [] : queries((draft) => queriesDuring(draft.part.way, queryContext(draft))),
    after: harmless ? [] : queries((draft) => queriesAfter(draft.part.way, queryContext(draft))),
    rollbacks: parts.flatMap(({ rollbacks }) => rollbacks ?? []),
    rollbacksLeftOut: parts.some(({ rollbacks }) => rollbacks === null)
      ? `The ways back from ${counted(
          parts.reduce((sum, { rollbacks, way }) => sum + (rollbacks === null ? way.migrations.length : 0), 0),
          'migration',
        )} are not shown here: \`lockkeeper rollback FILE\` prints that from one.`
      : '',
    gaps,
  };
}

interface Draft {
  readonly part: PlanPart;
  readonly before: Catalog;
  /** After the migrations as they are written, and after the steps that take their place. */
  readonly written: Catalog;
  readonly after: Catalog;
  readonly costs: readonly StepCost[];
  readonly context: CostContext;
}

function draftOf(part: PlanPart, given: WayOut, { config, sizes }: PlanContext): Draft {
  const { way, project } = part;
  const display = (relation: string): string => project.dialect.display(relation);
  const { rewrites, throughput } = config;
  const before = way.migrations[0]?.statements[0]?.operations[0]?.before ?? way.steps[0]?.statements[0]?.operations[0]?.before;
  if (!before) throw new Error('a way out without an operation');
  const batches = { rows: rewrites.batchSize, pause: rewrites.pause };
  const partitionOf = (relation: string): string => before.relations.get(relation)?.partitionOf ?? '';
  const context = { sizes, throughput, batches, display, partitionOf };
  return {
    part,
    before,
    written: reached(way.migrations, project) ?? before,
    after:
      reached(
        given.steps.map(({ statements, migration }) => ({ statements, change: way.migrations[migration]?.change ?? null })),
        project,
      ) ?? before,
    costs: costsOf(way, context),
    context,
  };
}

/** What is there after the last of them. */
function reached(
  run: readonly Pick<WayOut['migrations'][number], 'statements' | 'change'>[],
  { dialect, version }: ProjectContext,
): Catalog | undefined {
  const statements = run.flatMap(({ statements: own, change }) => own.flatMap((s) => (s.takenBack ? [] : [{ s, change }])));
  const last = statements.findLast(({ s }) => s.operations.length > 0);
  const operation = last?.s.operations.at(-1);
  return (
    last && operation && applyOperation(operation.before, operation.operation, { change: last.change, naming: dialect.naming, version })
  );
}

const queryContext = ({ part, before, after, costs }: Draft) => ({ dialect: part.project.dialect, before, after, costs });

/** Each query once, however many parts ask for it. */
const once = (queries: readonly PlanQuery[]): readonly PlanQuery[] => [...new Map(queries.map((query) => [query.sql, query])).values()];

function summaryOf(releases: readonly PlanRelease[], changed: boolean, harmless: boolean): string {
  const steps = releases.reduce((sum, release) => sum + release.steps.length, 0);
  const amount = `${counted(steps, 'step')}${releases.length > 1 ? ` in ${releases.length} releases` : ''}`;
  if (harmless) return 'Run it as it is written: nothing works through a table.';
  if (changed)
    return `Do not run it as it is written: ${amount} ${steps === 1 ? 'takes' : 'take'} its place. "lockkeeper fix" makes ${steps === 1 ? 'a file of it' : 'files of them'}.`;
  return `Run it as it is written: ${amount}.`;
}

function releasesOf(drafts: readonly Draft[]): readonly PlanRelease[] {
  const numbers = [...new Set(drafts.flatMap(({ part }) => part.way.steps.map(({ release }) => release)))].toSorted((a, b) => a - b);
  let number = 0;
  return numbers.map((release, i) => {
    const own = drafts.flatMap((draft) =>
      draft.part.way.steps.flatMap((step, at) =>
        step.release === release ? [{ step, draft, cost: draft.costs[inOrder(draft, at)] }] : [],
      ),
    );
    const steps = own.map(({ step, draft, cost }) => stepOf(step, ++number, cost, draft));
    const deploys = [...new Set(own.flatMap(({ step }) => (step.deploy === undefined ? [] : [step.deploy])))];
    return {
      number: i + 1,
      deploy: deploys.length > 0 ? deploys.join(' ') : null,
      application: application(
        own.map(({ step }) => step),
        steps,
        i === 0,
        numbers.length,
      ),
      steps,
    };
  });
}

/** Costs stand migration by migration, steps release by release. */
function inOrder({ part }: Draft, at: number): number {
  const { steps, migrations } = part.way;
  const order = migrations.flatMap((_, i) => steps.flatMap((step, j) => (step.migration === i ? [j] : [])));
  return order.indexOf(at);
}

function application(own: readonly WayOutStep[], steps: readonly PlanStep[], first: boolean, releases: number): readonly string[] {
  const breaking = steps.filter((_, i) =>
    own[i]?.statements.some(({ consequence, effects }) => consequence.breaksRunningCode && !effects.every((e) => e.createdHere)),
  );
  const sentences: string[] = [];
  const numbers = breaking.map(({ number }) => String(number));
  const which = numbers.length > 6 ? [...numbers.slice(0, 5), `${numbers.length - 5} others`] : numbers;
  const named = `${which.length === 1 ? 'step' : 'steps'} ${listed(which)}`;
  if (first && breaking.length > 0)
    sentences.push(
      `Code that is deployed now can fail after ${named}: before that, deploy code that needs nothing that goes and writes nothing that is refused then.`,
    );
  else if (first)
    sentences.push('The version that is deployed now keeps running; it works with the schema before, between and after these steps.');
  else if (breaking.length > 0)
    sentences.push(
      `Versions from before this release can fail after ${named}: none of them may run any more, and none can be deployed again.`,
    );
  const doubled = own.some(
    ({ phase, statements }) =>
      phase === 'expand' && statements.some((s) => s.operations.some(({ operation }) => operation.kind === 'add-column')),
  );
  if (first && releases > 1 && doubled)
    sentences.push(
      'Both shapes are there until the next release: read the new one behind a feature flag that is switched on once the check of the last step returns no row, so that it can be switched off without a deploy.',
    );
  return sentences;
}

function stepOf(step: WayOutStep, number: number, cost: StepCost | undefined, { part, context }: Draft): PlanStep {
  const { takes, blocks, stopped } = cost ?? { takes: FREE, blocks: FREE, stopped: [] };
  const blocked = costTime(blocks, true);
  const { sql, phase, transaction, from, answers, left } = step;
  const index = step.statements
    .flatMap(({ operations }) => operations)
    .flatMap(({ operation: o, consequence }) =>
      o.kind === 'create-index' && consequence.leavesInvalidIndex ? [part.project.dialect.naming.qualify(o.table, o.index)] : [],
    )[0];
  return {
    number,
    title: step.title || titleOf(step, part),
    phase,
    transaction,
    sql,
    from,
    answers,
    locks: lockTexts(step, isFree(blocks), context),
    takes: isFree(takes) ? null : costTime(takes, true),
    blocks: isFree(blocks) ? null : { ...blocked, text: `${listed(stopped)} wait: ${blocked.text}` },
    check: step.check ?? (index === undefined ? null : isBuilt(index)),
    cleanup: step.cleanup ?? (index === undefined ? null : `DROP INDEX CONCURRENTLY IF EXISTS ${index};`),
    left: left.map(({ message }) => message),
  };
}

const isBuilt = (index: string): string =>
  `SELECT ${literal(index)} AS index WHERE NOT EXISTS (SELECT FROM pg_index WHERE indexrelid = ${regclass(index)} AND indisvalid);`;

/** A statement that is run as it is written: what it does, by the kinds of its operations. */
function titleOf(step: WayOutStep, { project }: PlanPart): string {
  const done = step.statements.flatMap(({ operations }) =>
    operations.map(({ operation: o }) => {
      const table = 'table' in o && typeof o.table === 'string' && o.table !== '' ? ` on ${project.dialect.display(o.table)}` : '';
      return `${o.kind.replaceAll('-', ' ')}${table}`;
    }),
  );
  const [first = 'As it is written', ...others] = [...new Set(done)];
  const text = others.length > 2 ? `${first} and ${others.length} more` : listed([first, ...others]);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function tablesOf({ costs, context }: Draft): readonly PlanTable[] {
  const relations = [...new Set(costs.flatMap(({ work }) => work.map(({ relation }) => relation)))];
  return relations.map((relation) => {
    const size = context.sizes.of(relation);
    const words = [
      ...(size?.rows === undefined ? [] : [`${countText(size.rows)} rows`]),
      ...(size?.bytes === undefined ? [] : [bytesText(size.bytes)]),
      ...(size?.indexBytes === undefined ? [] : [`indexes ${bytesText(size.indexBytes)}`]),
      ...(size?.writesPerSecond === undefined ? [] : [`${countText(size.writesPerSecond)} writes a second`]),
    ];
    const of = context.sizes.size(relation);
    return {
      name: context.display(relation),
      size: words.length > 0 ? words.join(', ') : of === 'unknown' ? '' : of,
      source: size
        ? `${size.sources.join(', ')}${size.asOf === '' ? '' : `, as of ${size.asOf}`}`
        : of === 'unknown'
          ? ''
          : 'the configuration',
    };
  });
}

const DATA = new Set(['insert', 'update', 'delete', 'merge', 'copy', 'truncate']);

/** Steps that write or remove rows of tables that were there before. */
function dataOf({ part, context }: Draft): readonly PlanData[] {
  const { batches, sizes, display } = context;
  return part.way.steps.flatMap((step): readonly PlanData[] => {
    const done = step.statements.flatMap(({ operations }) =>
      operations.filter(({ operation, effects }) => DATA.has(operation.kind) && effects.some((e) => !e.createdHere)),
    );
    const operation = done[0]?.operation;
    if (!operation || !('table' in operation)) return [];
    const table = operation.table;
    const name = table === '' ? 'a table' : display(table);
    const rows = sizes.of(table)?.rows;
    const title = step.title || titleOf(step, part);
    const few = (operation.kind === 'update' || operation.kind === 'delete') && operation.bounded && !isBatched(step);
    const volume =
      operation.kind === 'insert' && !operation.fromQuery
        ? counted(operation.rows, 'row')
        : operation.kind === 'insert'
          ? `as many rows as the query finds${operation.sources.length > 0 ? ` in ${listed(operation.sources.map(display))}` : ''}`
          : few
            ? 'the rows that its condition names'
            : `at worst every row of ${name}${rows === undefined ? '; no size is known' : `: ${countText(rows)}`}`;
    const { rows: size, pause } = step.batch ?? batches;
    return [
      {
        logic: title.includes(name) ? title : `${title} (${name})`,
        volume,
        batching: isBatched(step)
          ? `${countText(size)} rows at a time, each batch committed on its own, ${pause} ms between two`
          : 'one statement, one transaction: its rows stay locked until it commits',
        check: step.check ?? null,
      },
    ];
  });
}

function queueText(drafts: readonly Draft[]): string {
  const queues = drafts.flatMap(({ costs, context }) =>
    costs.flatMap((cost) =>
      cost.queues
        .filter(({ relation }) => context.partitionOf(relation) === '')
        .map((queue) => ({ ...queue, name: context.display(queue.relation) })),
    ),
  );
  if (queues.length === 0) return '';
  const names = [...new Set(queues.map(({ name }) => name))];
  const unlimited = [...new Set(queues.flatMap(({ limit, name }) => (limit === 0 ? [name] : [])))];
  const most = Math.max(...queues.map(({ limit }) => limit));
  const limited = most >= 1000 ? `${Math.round(most / 100) / 10} s` : `${most} ms`;
  if (unlimited.length === 0)
    return `Waits for locks on ${listed(names)} come on top: at most ${limited} each, in which others queue behind.`;
  const where = unlimited.length === names.length ? '' : `on ${listed(unlimited)} `;
  return `Waits for locks on ${listed(names)} come on top; ${where}nothing limits them, and others queue behind.`;
}
