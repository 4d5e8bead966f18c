/** What the steps of a way out cost: how long each works, whom it stops meanwhile, what it waits for. */
import { compareLocks, type Effect, type LockMode } from '../effects/effect.ts';
import type { AnalysedStatement } from '../effects/analysed.ts';
import type { Throughput, ThroughputKind } from '../config/config.ts';
import type { TableKnowledge } from '../catalog/catalog.ts';
import type { Rate } from '../sizes/amount.ts';
import type { TableSizes } from '../sizes/size.ts';
import { amountOf, kindOf, plus, type Range, timeOf, timeText } from './estimate.ts';
import type { PlanTime } from './plan.ts';
import { fileGroups } from './gather.ts';
import type { WayOut, WayOutStep } from './way-out.ts';

/** What costs are worked out with. */
export interface CostContext {
  readonly sizes: TableSizes & TableKnowledge;
  readonly throughput: Throughput;
  /** Milliseconds between two batches, and their rows. */
  readonly batches: { readonly rows: number; readonly pause: number };
  /** The partitioned table of a partition, or empty. */
  partitionOf(relation: string): string;
  /** A relation as people write it. */
  display(relation: string): string;
}

/** Time that is known in part: the rest grows with tables whose sizes nobody knows. */
export interface Cost {
  readonly known: Range;
  /** `a scan of users`: what takes a time that is not known. */
  readonly unknown: readonly string[];
}

export const FREE: Cost = { known: [0, 0], unknown: [] };

export function together(a: Cost, b: Cost): Cost {
  return { known: plus(a.known, b.known), unknown: [...new Set([...a.unknown, ...b.unknown])] };
}

export const isFree = ({ known, unknown }: Cost): boolean => known[1] === 0 && unknown.length === 0;

/** A cost in words; `brief`: without saying that it grows. */
export function costTime(cost: Cost, brief = false): PlanTime {
  const { known, unknown } = cost;
  if (unknown.length === 0) return { text: known[1] === 0 ? 'none' : timeText(known), seconds: known };
  const rest = `as long as ${listed(unknown)} ${unknown.length === 1 ? 'takes' : 'take'}${brief ? '' : ', which grows with the table (no size is known)'}`;
  return { text: known[1] >= 1 ? `${timeText(known)}, and ${rest}` : rest, seconds: null };
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** Whether a lock is one that sessions which use the relation wait for. */
const stops = ({ blocksReads, blocksWrites, relationKind, createdHere }: Effect): boolean =>
  (blocksReads || blocksWrites) && relationKind !== 'index' && !createdHere;

/** Work of one statement on one table that was there before. */
export interface WorkDone {
  readonly relation: string;
  readonly kind: ThroughputKind;
  /** The rate it goes by, where a size is known. */
  readonly rate: Rate | undefined;
  readonly cost: Cost;
}

export interface StepCost {
  readonly work: readonly WorkDone[];
  readonly takes: Cost;
  /** Time of the step during which reads or writes of somebody wait. */
  readonly blocks: Cost;
  /** Who waits meanwhile: `reads and writes of users`. */
  readonly stopped: readonly string[];
  /** The locks that others queue behind, with how long each is waited for at most (milliseconds; 0: without limit). */
  readonly queues: readonly { readonly relation: string; readonly lock: LockMode; readonly reads: boolean; readonly limit: number }[];
}

/** What every step costs, in order. Steps that share a transaction hold each other's locks. */
export function costsOf(way: WayOut, context: CostContext): readonly StepCost[] {
  return sharing(way).flatMap((group) => {
    const held = new Map<string, { readonly reads: boolean }>();
    return group.map((step) => stepCost(step, held, context));
  });
}

/**
 * Steps that share a transaction: those that can share a file, where something is rewritten; a migration that is run as it is
 * written is what it is.
 */
function sharing({ steps, migrations }: WayOut): readonly (readonly WayOutStep[])[] {
  return migrations.flatMap((migration, i) => {
    const own = steps.filter((step) => step.migration === i);
    if (own.some(({ answers }) => answers.length > 0)) return fileGroups(own);
    return migration.migration.transaction === 'none' ? own.map((step) => [step]) : [own];
  });
}

function stepCost(step: WayOutStep, held: Map<string, { readonly reads: boolean }>, context: CostContext): StepCost {
  const work: WorkDone[] = [];
  let [takes, blocks]: [Cost, Cost] = [FREE, FREE];
  const stopped = new Map<string, boolean>();
  const queues: StepCost['queues'][number][] = [];
  if (!step.transaction) held.clear();
  for (const statement of step.statements) {
    for (const effect of statement.effects.filter(stops)) {
      const before = held.get(effect.relation);
      held.set(effect.relation, { reads: effect.blocksReads || (before?.reads ?? false) });
      if (!before)
        queues.push({ relation: effect.relation, lock: effect.lock, reads: effect.blocksReads, limit: statement.transaction.waitLimit });
    }
    const own = workOf(step, statement, context);
    work.push(...own);
    const cost = own.reduce((sum, one) => together(sum, one.cost), FREE);
    takes = together(takes, cost);
    if (isFree(cost) || held.size === 0) continue;
    blocks = together(blocks, cost);
    for (const [relation, { reads }] of held) stopped.set(relation, reads || (stopped.get(relation) ?? false));
  }
  const who = (reads: boolean): readonly string[] => {
    const names = [...stopped].filter(([, own]) => own === reads).map(([relation]) => context.display(relation));
    return names.length === 0 ? [] : [`${reads ? 'reads and writes' : 'writes'} of ${listed(names)}`];
  };
  return { work, takes, blocks, stopped: [...who(true), ...who(false)], queues };
}

/** What one statement works through, of tables that were there before. */
function workOf(step: WayOutStep, statement: AnalysedStatement, context: CostContext): readonly WorkDone[] {
  return statement.operations.flatMap(({ operation, effects }) =>
    effects.flatMap((effect): readonly WorkDone[] => {
      const kind = kindOf(effect);
      if (!kind || effect.createdHere || effect.relationKind === 'index') return [];
      if (isShort(step, statement)) return [];
      // Rows that VALUES lists are as many as the file has.
      if (operation.kind === 'insert' && !operation.fromQuery) return [];
      // An INSERT from a query writes what it reads.
      const table = operation.kind === 'insert' ? (operation.sources[0] ?? effect.relation) : effect.relation;
      const size = context.sizes.of(table);
      const time = timeOf(kind, size, context.throughput);
      const rate = amountOf(kind, size, context.throughput)?.rate;
      if (time) {
        const pauses = isBatched(step)
          ? ((size?.rows ?? 0) / (step.batch?.rows ?? context.batches.rows)) * ((step.batch?.pause ?? context.batches.pause) / 1000)
          : 0;
        return [{ relation: table, kind, rate, cost: { known: plus(time, [pauses, pauses]), unknown: [] } }];
      }
      if (context.sizes.size(table) === 'small') return [{ relation: table, kind, rate, cost: { known: [0, 0.9], unknown: [] } }];
      return [{ relation: table, kind, rate, cost: { known: [0, 0], unknown: [workText(kind, context.display(table))] } }];
    }),
  );
}

/** The step goes through a table in batches that the statement's bound makes small. */
export function isBatched(step: WayOutStep): boolean {
  if (step.batch) return true;
  const bounded = step.statements.some(({ operations }) =>
    operations.some(({ operation: o }) => (o.kind === 'update' || o.kind === 'delete') && o.bounded),
  );
  return bounded && step.answers.length > 0;
}

/** A statement of the user's own that a bound or a key keeps to few rows. */
function isShort(step: WayOutStep, { operations }: AnalysedStatement): boolean {
  return !isBatched(step) && operations.some(({ operation: o }) => (o.kind === 'update' || o.kind === 'delete') && o.bounded);
}

function workText(kind: ThroughputKind, table: string): string {
  switch (kind) {
    case 'scan':
      return `a scan of ${table}`;
    case 'foreign-key':
      return `the validation of ${table}`;
    case 'index-build':
      return `an index build on ${table}`;
    case 'rewrite':
      return `a rewrite of ${table}`;
    case 'batch':
      return `the change of rows of ${table}`;
  }
}

/**
 * The locks of a step in words, worst first: `users: ACCESS EXCLUSIVE, reads and writes wait for a moment`.
 *
 * @param brief nobody waits for work of the step.
 */
export function lockTexts(step: WayOutStep, brief: boolean, { display, partitionOf }: CostContext): readonly string[] {
  const worst = new Map<string, Effect>();
  for (const effect of step.statements.flatMap(({ effects }) => effects)) {
    if (effect.createdHere || effect.relationKind === 'index' || effect.lock === 'none') continue;
    const before = worst.get(effect.relation);
    if (!before || compareLocks(effect.lock, before.lock) > 0) worst.set(effect.relation, effect);
  }
  const partitions = [...worst.keys()].filter((relation) => worst.has(partitionOf(relation)));
  return [...worst.values()]
    .filter(({ relation }) => !partitions.includes(relation))
    .toSorted((a, b) => compareLocks(b.lock, a.lock))
    .map((effect) => {
      const who = effect.blocksReads ? 'reads and writes' : 'writes';
      const waits = effect.blocksReads || effect.blocksWrites;
      const own = partitions.filter((relation) => partitionOf(relation) === effect.relation).length;
      const name = `${display(effect.relation)}${own === 0 ? '' : own === 1 ? ' and its partition' : ` and its ${own} partitions`}`;
      return `${name}: ${effect.lock}, ${waits ? `${who} wait${brief ? ' for a moment' : ''}` : 'reads and writes go on'}`;
    });
}
