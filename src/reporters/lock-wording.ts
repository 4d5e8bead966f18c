/** What a timeline of locks says, in sentences without markup. */
import { compareWork } from '../effects/effect.ts';
import type { LockStretch, LockTimeline } from '../effects/lock-timeline.ts';
import type { Stopped } from './lock-chart.ts';
import { relationText, workText } from './wording.ts';

/** Who waits for a lock. */
export const WAITS: Readonly<Record<Stopped, string>> = {
  reads: 'reads and writes wait',
  writes: 'writes wait',
  changes: 'schema changes and VACUUM wait',
};

/** `statements 1 to 4 run in one transaction`. */
export function transactionText({ first, last, openedBy, assumed }: LockTimeline): string {
  const which = first === last ? `statement ${first + 1} runs` : `statements ${first + 1} to ${last + 1} run`;
  if (assumed) return `nothing says how the tool runs the file; ${which} in one transaction at worst`;
  switch (openedBy) {
    case 'nobody':
      return `${which} outside a transaction`;
    case 'server':
      return `${which} as one query, which is one transaction`;
    case 'tool':
      return `${which} in the transaction of the migration tool`;
    case 'file':
      return `${which} in one transaction`;
  }
}

/** `until COMMIT`. */
export function endText(ends: LockStretch['ends'], to: number, openedBy: LockTimeline['openedBy']): string {
  switch (ends) {
    case 'statement':
      return 'until the statement ends';
    case 'commit':
      return openedBy === 'tool' ? 'until the tool commits' : openedBy === 'server' ? 'until the query ends' : 'until COMMIT';
    case 'rollback':
      return 'until ROLLBACK';
    case 'stronger-lock':
      return `until statement ${to + 2} takes a stronger one`;
    case 'prepared':
      return 'until COMMIT PREPARED';
    case 'next-migration':
      return 'until the transaction ends, in a later migration';
    case 'session':
      return 'until the connection ends, since the file does not end its transaction';
  }
}

/** Kinds of work named for one lock; the heaviest first. */
const MOST_WORK = 4;

/** What is done while a lock is held, its own statement included: `an index of users is built`. Empty where nothing is. */
export function workMeanwhile({ work }: LockStretch): string {
  const clauses = work
    .toSorted((a, b) => compareWork(b.work, a.work) || a.statement - b.statement)
    .map(({ work: kind, relation, times }) => `${workText(kind, relation)}${times > 1 ? ` (${times} times)` : ''}`);
  const named = clauses.slice(0, MOST_WORK);
  const left = clauses.length - named.length;
  const all = left > 0 ? [...named, `${left} more`] : named;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}

const doubt = ({ assumed }: LockStretch): string => (assumed ? ' (worst case: not everything is known)' : '');

/** One stretch in short, beside its bar: `ACCESS EXCLUSIVE until COMMIT: reads and writes wait`. */
export function barText(stretch: LockStretch, stopped: Stopped, openedBy: LockTimeline['openedBy']): string {
  const since = stretch.from === null ? ' of an earlier migration' : '';
  return `${stretch.lock}${since} ${endText(stretch.ends, stretch.to, openedBy)}: ${WAITS[stopped]}${doubt(stretch)}`;
}

/** One stretch in full: `ACCESS EXCLUSIVE from statement 1 until COMMIT: reads and writes wait while an index of users is built`. */
export function stretchText(stretch: LockStretch, stopped: Stopped, openedBy: LockTimeline['openedBy']): string {
  const { lock, from, to, ends } = stretch;
  const since = from === null ? 'taken by an earlier migration' : `from statement ${from + 1}`;
  const meanwhile = workMeanwhile(stretch);
  return `${lock} ${since} ${endText(ends, to, openedBy)}: ${WAITS[stopped]}${meanwhile === '' ? '' : ` while ${meanwhile}`}${doubt(stretch)}`;
}

/** The relations of a timeline that others wait for, worst first, as people write them. */
export function lockedNames(timeline: LockTimeline): readonly string[] {
  const felt = timeline.locks.filter(
    ({ relationKind, blocksReads, blocksWrites }) => relationKind !== 'index' && (blocksReads || blocksWrites),
  );
  return [...new Set(felt.toSorted((a, b) => Number(b.blocksReads) - Number(a.blocksReads)).map(({ relation }) => relationText(relation)))];
}
