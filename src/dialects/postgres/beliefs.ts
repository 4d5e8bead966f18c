/**
 * What people say about operations that is not so, and what is. The truth of each is a row that was run on servers:
 * __tests__/beliefs.test.ts names it.
 */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Analysis } from '../../effects/effect.ts';
import type { Operation } from '../../operations/operation.ts';
import type { Belief } from '../../report.ts';
import type { Situation } from '../dialect.ts';
import { about, type Entry } from './beliefs/about.ts';
import { COLUMN_BELIEFS } from './beliefs/columns.ts';
import { CONSTRAINT_BELIEFS } from './beliefs/constraints.ts';
import { INDEX_BELIEFS } from './beliefs/indexes.ts';
import { TABLE_BELIEFS } from './beliefs/tables.ts';
import { manual } from './effects/scene.ts';

/** Every belief, in the order in which they are told. */
export const BELIEFS: readonly Entry[] = [...COLUMN_BELIEFS, ...CONSTRAINT_BELIEFS, ...INDEX_BELIEFS, ...TABLE_BELIEFS];

/** The beliefs about an operation that are wrong for it, on this major. A general one is told where no other is. */
export function beliefsAbout(operation: Operation, analysis: Analysis, catalog: Catalog, situation: Situation): readonly Belief[] {
  const subject = about(operation, analysis, catalog, situation);
  const found = BELIEFS.filter(
    ({ on, applies, since }) => on.includes(operation.kind) && (since === null || situation.version >= since) && applies(subject),
  );
  const special = found.filter(({ general }) => !general);
  return (special.length > 0 ? special : found).map(({ id, believed, truth, since, page }) => ({
    id,
    believed,
    truth,
    since,
    source: manual(page),
  }));
}
