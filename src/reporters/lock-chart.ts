/**
 * What a chart of locks shows, before it is drawn: steps from left to right, relations from top to bottom, cut to what
 * people read. The axis counts statements: nobody knows how long one takes.
 */
import { compareWork } from '../effects/effect.ts';
import type { LockStretch, LockTimeline } from '../effects/lock-timeline.ts';
import type { ReviewedStatement } from '../report.ts';
import { relationText, workText } from './wording.ts';

/** What others wait for, worst first. */
export type Stopped = 'reads' | 'writes' | 'changes';

/** One statement, or several in a row that take and do nothing of note. */
export interface ChartStep {
  /** Indexes into the statements of the migration. */
  readonly first: number;
  readonly last: number;
  /** `3`, or `4–80`. */
  readonly number: string;
  /** What it is, in kinds of operations: a closed set of words. */
  readonly title: string;
  /** What it does under the locks that grows with a table: `an index of users is built`. */
  readonly work: string;
}

export interface ChartBar {
  readonly stopped: Stopped;
  /** Positions of the first and the last step. */
  readonly from: number;
  readonly to: number;
  readonly stretch: LockStretch;
}

export interface ChartRow {
  /** As people write it; other people's text. */
  readonly relation: string;
  readonly bars: readonly ChartBar[];
}

export interface LockChart {
  readonly steps: readonly ChartStep[];
  readonly rows: readonly ChartRow[];
  /** Every step is one statement, in order: positions are numbers of statements. */
  readonly plain: boolean;
  readonly leftSteps: number;
  readonly leftRows: number;
}

export const MAX_STEPS = 20;
export const MAX_ROWS = 10;

const RANK: Readonly<Record<Stopped, number>> = { reads: 0, writes: 1, changes: 2 };

const stoppedBy = ({ blocksReads, blocksWrites }: LockStretch): Stopped => (blocksReads ? 'reads' : blocksWrites ? 'writes' : 'changes');

/** The chart of one timeline; undefined where a single statement is all there is to see. */
export function lockChart(statements: readonly ReviewedStatement[], timeline: LockTimeline): LockChart | undefined {
  const locks = timeline.locks.filter((lock) => isShown(lock, timeline.locks));
  const from = Math.min(...locks.map((lock) => lock.from ?? timeline.first));
  const to = Math.max(...locks.map((lock) => lock.to));
  if (locks.length === 0 || to <= from) return undefined;
  const all = stepsOf(statements, locks, from, to);
  const steps = all.slice(0, MAX_STEPS);
  const last = steps.at(-1)?.last ?? to;
  const position = (statement: number): number => steps.findIndex((step) => step.first <= statement && statement <= step.last);
  const rows = new Map<string, ChartBar[]>();
  for (const lock of locks) {
    const start = Math.max(lock.from ?? from, from);
    if (start > last) continue;
    const bars = rows.get(lock.relation) ?? [];
    rows.set(lock.relation, bars);
    bars.push({ stopped: stoppedBy(lock), from: position(start), to: position(Math.min(lock.to, last)), stretch: lock });
  }
  const worst = (bars: readonly ChartBar[]): number => Math.min(...bars.map(({ stopped }) => RANK[stopped]));
  const kept = new Set(
    [...rows]
      .toSorted(([, a], [, b]) => worst(a) - worst(b))
      .slice(0, MAX_ROWS)
      .map(([relation]) => relation),
  );
  return {
    steps,
    rows: [...rows].filter(([relation]) => kept.has(relation)).map(([relation, bars]) => ({ relation: relationText(relation), bars })),
    plain: steps.every(({ first, last: end }) => first === end),
    leftSteps: all.length - steps.length,
    leftRows: rows.size - kept.size,
  };
}

/** Tables, and indexes whose lock stops readers that nothing else stops. */
function isShown(lock: LockStretch, all: readonly LockStretch[]): boolean {
  if (lock.relationKind !== 'index') return true;
  return lock.blocksReads && !all.some((other) => other.relationKind !== 'index' && other.blocksReads);
}

/** One step for each statement; where those are too many, statements in between that change nothing are one. */
function stepsOf(statements: readonly ReviewedStatement[], locks: readonly LockStretch[], from: number, to: number): readonly ChartStep[] {
  const works = new Map<number, string>();
  for (const lock of locks) for (const { statement, relation, work } of lock.work) works.set(statement, workText(work, relation));
  for (let i = from; i <= to; i++) {
    const [heaviest] = (statements[i]?.effects ?? [])
      .filter(({ work, createdHere, relationKind }) => work !== 'none' && work !== 'rows' && !createdHere && relationKind !== 'index')
      .toSorted((x, y) => compareWork(y.work, x.work));
    if (heaviest) works.set(i, workText(heaviest.work, heaviest.relation));
  }
  const noted = new Set([...works.keys(), ...locks.flatMap((lock) => [lock.from ?? from, lock.to])]);
  const folded = to - from >= MAX_STEPS;
  const steps: ChartStep[] = [];
  for (let i = from; i <= to; i++) {
    const last = steps.at(-1);
    if (folded && !noted.has(i) && last && last.work === '' && !noted.has(last.last)) {
      const count = i - last.first + 1;
      steps[steps.length - 1] = { ...last, last: i, number: `${last.first + 1}–${i + 1}`, title: `${count} statements` };
    } else steps.push({ first: i, last: i, number: `${i + 1}`, title: titleOf(statements[i]), work: works.get(i) ?? '' });
  }
  return steps;
}

function titleOf(statement: ReviewedStatement | undefined): string {
  const kinds = [...new Set(statement?.operations)];
  return kinds.length > 2 ? `${kinds.slice(0, 2).join(', ')}, …` : kinds.join(', ') || 'statement';
}
