/** The part of the JSON about the locks of transactions. */
import { LOCK_MODES, RELATION_KINDS, WORK_KINDS } from '../effects/effect.ts';
import { type LockTimeline, STRETCH_ENDS } from '../effects/lock-timeline.ts';
import { choice, flag, integer, type JsonOf, list, nullable, object, word } from './json-shape.ts';

const WORK = object(
  {
    statement: integer(0, 'Index of the first statement that does it.'),
    relation: word(),
    work: choice(WORK_KINDS),
    times: integer(1, 'How many statements do it.'),
  },
  'Work that grows with a relation that existed before.',
);

const LOCK = object(
  {
    relation: word('Schema-qualified, quoted as `quote_ident` would.'),
    relationKind: choice(RELATION_KINDS),
    lock: choice(LOCK_MODES, 'The strongest lock on it in this stretch.'),
    blocksReads: flag(),
    blocksWrites: flag(),
    blocksSchemaChanges: flag(),
    from: nullable(integer(0), 'Index of the statement that takes it; null: an earlier migration of the transaction did.'),
    to: integer(0, 'Index of the last statement through which it is held.'),
    ends: choice(STRETCH_ENDS, 'What ends it.'),
    work: list(WORK, 'What is done while it is held, that of the statement that takes it included.'),
    assumed: flag('A fact about it was not known: its worst case was taken.'),
  },
  'A relation that existed before, with the strongest lock on it from one statement to another.',
);

/** The locks of one transaction, or of one statement outside one. */
export const TRANSACTION = object(
  {
    first: integer(0, 'Index of its first statement among those of the migration.'),
    last: integer(0, 'Index of its last statement in this migration.'),
    openedBy: choice(['nobody', 'tool', 'file', 'server']),
    assumed: flag('Nothing says how the tool runs the file: the worst case is one transaction.'),
    unread: integer(0, 'Parts in between that could not be analysed: what they lock is not in here.'),
    locks: list(LOCK, 'In the order in which they are taken.'),
  },
  'A transaction that holds several relations locked together, or one through the work of a later statement.',
);

/** A timeline as published. */
export function transactionJson({ first, last, openedBy, assumed, unread, locks }: LockTimeline): JsonOf<typeof TRANSACTION> {
  return {
    first,
    last,
    openedBy,
    assumed,
    unread,
    locks: locks.map(({ work, ...stretch }) => ({
      relation: stretch.relation,
      relationKind: stretch.relationKind,
      lock: stretch.lock,
      blocksReads: stretch.blocksReads,
      blocksWrites: stretch.blocksWrites,
      blocksSchemaChanges: stretch.blocksSchemaChanges,
      from: stretch.from,
      to: stretch.to,
      ends: stretch.ends,
      work: work.map(({ statement, relation, work: kind, times }) => ({ statement, relation, work: kind, times })),
      assumed: stretch.assumed,
    })),
  };
}
