/**
 * Lock modes and what they conflict with.
 * Source: https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES, table 13.2.
 */
import type { LockMode } from '../../effects/effect.ts';

const CONFLICTS: Readonly<Record<LockMode, readonly LockMode[]>> = {
  none: [],
  'ACCESS SHARE': ['ACCESS EXCLUSIVE'],
  'ROW SHARE': ['EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  'ROW EXCLUSIVE': ['SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  'SHARE UPDATE EXCLUSIVE': ['SHARE UPDATE EXCLUSIVE', 'SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  SHARE: ['ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  'SHARE ROW EXCLUSIVE': ['ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  EXCLUSIVE: ['ROW SHARE', 'ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  'ACCESS EXCLUSIVE': [
    'ACCESS SHARE',
    'ROW SHARE',
    'ROW EXCLUSIVE',
    'SHARE UPDATE EXCLUSIVE',
    'SHARE',
    'SHARE ROW EXCLUSIVE',
    'EXCLUSIVE',
    'ACCESS EXCLUSIVE',
  ],
};

/** Whether two sessions cannot hold the two modes on one relation at the same time. */
export function conflicts(a: LockMode, b: LockMode): boolean {
  return CONFLICTS[a].includes(b);
}

/** What other sessions cannot do while a mode is held: read, write, change the schema. */
export function blockedBy(lock: LockMode): {
  readonly blocksReads: boolean;
  readonly blocksWrites: boolean;
  readonly blocksSchemaChanges: boolean;
} {
  return {
    blocksReads: conflicts(lock, 'ACCESS SHARE'),
    blocksWrites: conflicts(lock, 'ROW EXCLUSIVE'),
    blocksSchemaChanges: conflicts(lock, 'SHARE UPDATE EXCLUSIVE'),
  };
}
