/** What our analysis says about a row, against what servers did: one comparison, for the tests and for docs/accuracy.md. */
import type { LockMode } from '../../src/effects/effect.ts';
import { analyseRow, catalogOf, effectLines, uncertain } from './analysed-row.ts';
import type { EffectRow } from './effect-rows.ts';
import { waitLines, waitsBehind, waitsClaimed } from './waits.ts';

/** Two sides of a comparison; they agree where they are equal. */
export interface Comparison {
  readonly said: object;
  readonly observed: object;
  /** Relations that are left out because Lockkeeper says that it does not know whether they are locked. */
  readonly uncertain: readonly string[];
}

/** One row on one major. */
export function compareRow(row: EffectRow, major: number): Comparison {
  const expected = row.expected(major);
  const { effects, consequence, unsupported } = analyseRow(row.given, row.sql, major, row.transaction);
  const said = { refused: consequence.refused?.sqlstate ?? null, unsupported };
  const observed = { refused: null, unsupported: [] };
  if (expected.kind === 'refused')
    return { said, observed: { ...observed, refused: row.unforeseen ? null : expected.sqlstate }, uncertain: [] };
  if (row.locksUnobserved) return { said, observed, uncertain: [] };

  const maybe = uncertain(effects);
  const does = [...expected.does]
    .filter(([name]) => !maybe.has(name))
    .map(([name, { lock, work }]) => `${name}: ${lock}${work === 'none' ? '' : `, ${work}`}`)
    .sort();
  const certain = effects.filter((effect) => !maybe.has(effect.relation));
  const catalog = catalogOf(row.given);
  const locks = new Map([...expected.does].map(([name, { lock }]): readonly [string, LockMode] => [name, lock]));
  const behind = waitsBehind(locks, catalog, major);
  const claimed = waitsClaimed(
    effects.filter((effect) => !effect.createdHere),
    catalog,
    major,
  );
  return {
    said: { ...said, does: effectLines(certain, !row.workUnobserved), waits: waitLines(claimed, behind) },
    observed: { ...observed, does, waits: waitLines(behind, claimed) },
    uncertain: [...maybe],
  };
}
