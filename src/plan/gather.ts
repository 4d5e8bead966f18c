/** Which steps share a migration file, and how steps of rewrites are brought together so that more of them do. */
import { diffCatalogs } from '../catalog/diff.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { OperationKind } from '../operations/operation.ts';
import type { WayOutStep } from './way-out.ts';

/** Steps beyond which nothing is moved: each move is tried by running all of them. */
const MOST = 60;

/** How steps are run elsewhere. */
export interface Trial {
  /** The same steps in another order, with what they do there. */
  replay(steps: readonly WayOutStep[]): readonly WayOutStep[];
  /** Where steps lead. */
  reached(steps: readonly WayOutStep[]): Catalog;
}

/**
 * Steps in an order in which more of them can share a migration file. A step moves forward only past steps of rewrites that
 * change no rows, within its release and migration, and only where every step does there what it did before.
 */
export function gathered(steps: readonly WayOutStep[], trial: Trial): readonly WayOutStep[] {
  if (steps.length > MOST) return steps;
  let best = steps;
  for (let at = 1; at < steps.length; at++) {
    for (const to of placesBefore(best, at)) {
      const step = best[at];
      const tried = step && trial.replay([...best.slice(0, to), step, ...best.slice(to, at), ...best.slice(at + 1)]);
      if (!tried || !doesTheSame(best, tried) || diffCatalogs(trial.reached(best), trial.reached(tried)).length > 0) continue;
      best = tried;
      break;
    }
  }
  return best;
}

/** Where a step would stand behind one of its kind, from the first such place on. */
function placesBefore(steps: readonly WayOutStep[], at: number): readonly number[] {
  const step = steps[at];
  if (!step || !isMovable(step)) return [];
  const found: number[] = [];
  for (let i = at - 1; i >= 0; i--) {
    const other = steps[i];
    if (!other || other.release !== step.release || other.migration !== step.migration) break;
    if (i < at - 1 && kindOf(other) === kindOf(step) && kindOf(steps[i + 1] ?? step) !== kindOf(step)) found.unshift(i + 1);
    if (!isMovable(other)) break;
  }
  return found;
}

type Kind = 'outside' | 'long' | 'instant';
const kindOf = (step: WayOutStep): Kind => (!step.transaction ? 'outside' : takesLong(step) ? 'long' : 'instant');

/** A step of a rewrite that waits for no deploy, and does nothing but what rows have no say in. */
function isMovable({ answers, deploy, statements }: WayOutStep): boolean {
  if (answers.length === 0 || deploy !== undefined) return false;
  return statements.every(({ statement }) => !statement.inBlock && statement.operations.every(({ kind }) => MOVABLE.has(kind)));
}

const MOVABLE: ReadonlySet<OperationKind> = new Set([
  'add-constraint',
  'attach-index',
  'create-index',
  'drop-constraint',
  'drop-index',
  'rename-constraint',
  'rename-index',
  'set',
  'set-not-null',
  'validate-constraint',
]);

/** Whether each step locks, works and is found fault with as it was in the other order. */
function doesTheSame(before: readonly WayOutStep[], after: readonly WayOutStep[]): boolean {
  const told = new Map(before.map((step) => [step.draft, tell(step)]));
  return after.every((step) => told.get(step.draft) === tell(step));
}

const tell = ({ statements, left }: WayOutStep): string =>
  JSON.stringify([
    statements.flatMap(({ effects }) => effects.map(({ relation, lock, work }) => [relation, lock, work])),
    left.map(({ rule }) => rule).toSorted(),
  ]);

/**
 * Steps that can share a migration file, in order: of one release and one migration, all in a transaction, and none that
 * does work that grows with a table beside one whose lock blocks reads or writes meanwhile.
 */
export function fileGroups(steps: readonly WayOutStep[]): readonly (readonly WayOutStep[])[] {
  const groups: WayOutStep[][] = [];
  for (const step of steps) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const together = last?.release === step.release && last.migration === step.migration && last.transaction && step.transaction;
    const all = group ? [...group, step] : [step];
    if (group && together && (!all.some(takesLong) || !all.some(blocks))) group.push(step);
    else groups.push([step]);
  }
  return groups;
}

/** Whether others wait for what a step locks: a table, or the rows that it changes. */
const blocks = ({ statements }: WayOutStep): boolean =>
  statements.some(({ effects }) => effects.some((e) => !e.createdHere && (e.blocksReads || e.blocksWrites || e.work === 'rows')));

/** Whether a step does work that grows with a table that was there before; a change of rows that keys name does not. */
export function takesLong({ statements }: WayOutStep): boolean {
  return statements.some(
    ({ statement, effects }) =>
      effects.some(({ work, createdHere }) => work !== 'none' && !createdHere) &&
      !statement.operations.every((operation) => 'bounded' in operation && operation.bounded),
  );
}
