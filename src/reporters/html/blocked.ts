/** What will be blocked, and for how long in terms of the size of the tables: what a reader of the page needs first. */
import { compareWork, type Effect } from '../../effects/effect.ts';
import type { Review, ReviewedMigration, ReviewedStatement } from '../../report.ts';
import { workMeanwhile } from '../lock-wording.ts';
import { relationText, workText } from '../wording.ts';

export interface Blocked {
  readonly relation: string;
  readonly reads: boolean;
  /** What is done meanwhile, in clauses; none where it does not grow with a table. */
  readonly work: readonly string[];
  readonly assumed: boolean;
  /** The first statement that blocks it. */
  readonly statement: ReviewedStatement;
}

const stops = ({ createdHere, relationKind, blocksReads, blocksWrites }: Effect): boolean =>
  !createdHere && relationKind !== 'index' && (blocksReads || blocksWrites);

/** Tables that others wait for, worst first. Ways back are left out: they are run when something is wrong. */
export function blockedTables(review: Review): readonly Blocked[] {
  return review.migrations
    .filter(({ migration }) => migration.direction === 'up')
    .flatMap(blockedBy)
    .toSorted((a, b) => Number(b.work.length > 0) - Number(a.work.length > 0) || Number(b.reads) - Number(a.reads));
}

function blockedBy({ statements, transactions }: ReviewedMigration): readonly Blocked[] {
  const found = new Map<string, { readonly statement: number; readonly effect: Effect }[]>();
  for (const [statement, { effects }] of statements.entries()) {
    for (const effect of effects.filter(stops)) {
      const entry = found.get(effect.relation);
      if (entry) entry.push({ statement, effect });
      else found.set(effect.relation, [{ statement, effect }]);
    }
  }
  return [...found].flatMap(([relation, taken]) => {
    const statement = statements[taken[0]?.statement ?? 0];
    if (!statement) return [];
    const held = transactions
      .flatMap(({ locks }) => locks)
      .filter((lock) => lock.relation === relation && (lock.blocksReads || lock.blocksWrites));
    // What is done under a lock that is held on says what the statements in between do, too.
    const alone = taken.filter((one) => !held.some(({ from, to }) => (from ?? 0) <= one.statement && one.statement <= to));
    const own = alone.toSorted((a, b) => compareWork(b.effect.work, a.effect.work)).map(({ effect }) => workText(effect.work, relation));
    return [
      {
        relation: relationText(relation),
        reads: taken.some(({ effect }) => effect.blocksReads),
        work: [...new Set([...held.map(workMeanwhile), ...own].filter((text) => text !== ''))],
        assumed: taken.some(({ effect }) => effect.unknown.length > 0) || held.some(({ assumed }) => assumed),
        statement,
      },
    ];
  });
}
