/** What our analysis says about a row, against what servers did: one comparison, for the tests and for docs/accuracy.md. */
import type { LockMode } from '../../src/effects/effect.ts';
import { analyseRow, catalogOf, effectLines, uncertain } from './analysed-row.ts';
import type { EffectRow } from './effect-rows.ts';
import { TYPE_SCENE } from './type-cases.ts';
import { waitLines, waitsBehind, waitsClaimed } from './waits.ts';

/** Two sides of a comparison; they agree where they are equal. */
export interface Comparison {
  readonly said: object;
  readonly observed: object;
  /** Lockkeeper says of something that it does not know: of that the worst case is not compared. */
  readonly unknown: boolean;
}

/** `public.t: ACCESS EXCLUSIVE, rewrite`, without the work where that is not known. */
const withoutWork = (lines: readonly string[], unknown: ReadonlySet<string>): readonly string[] =>
  lines.map((line) => (unknown.has(line.slice(0, line.indexOf(': '))) ? line.replace(/, .*/, '') : line));

/** One row on one major. */
export function compareRow(row: EffectRow, major: number): Comparison {
  const expected = row.expected(major);
  const { effects, consequence, unsupported } = analyseRow(row.given, row.sql, major, row.transaction);
  const said = { refused: consequence.refused?.sqlstate ?? null, unsupported };
  const observed = { refused: null, unsupported: [] };
  if (expected.kind === 'refused')
    return { said, observed: { ...observed, refused: row.unforeseen ? null : expected.sqlstate }, unknown: false };
  if (row.locksUnobserved) return { said, observed, unknown: false };

  const maybe = uncertain(effects);
  const unsure = new Set(effects.filter((effect) => effect.unknown.includes('work')).map((effect) => effect.relation));
  const does = [...expected.does]
    .filter(([name]) => !maybe.has(name))
    .map(([name, { lock, work }]) => `${name}: ${lock}${work === 'none' ? '' : `, ${work}`}`)
    .sort();
  const certain = effectLines(
    effects.filter((effect) => !maybe.has(effect.relation)),
    !row.workUnobserved,
  );
  const catalog = catalogOf(row.given);
  const locks = new Map([...expected.does].map(([name, { lock }]): readonly [string, LockMode] => [name, lock]));
  const behind = waitsBehind(locks, catalog, major);
  const claimed = waitsClaimed(
    effects.filter((effect) => !effect.createdHere),
    catalog,
    major,
  );
  return {
    said: { ...said, does: withoutWork(certain, unsure), waits: waitLines(claimed, behind) },
    observed: { ...observed, does: withoutWork(does, unsure), waits: waitLines(behind, claimed) },
    unknown: maybe.size > 0 || unsure.size > 0,
  };
}

/** What the analysis says about a type change, in the words of the fixture. */
export function typeAnswer(given: string, sql: string, major: number): string {
  const { effects, consequence } = analyseRow(`${TYPE_SCENE}\n${given}`, sql, major, true);
  const effect = effects.find(({ relation }) => relation === 'public.t');
  if (consequence.refused) return consequence.refused.sqlstate;
  const answer = effect?.work === 'rewrite' ? 'rewrite' : 'keep';
  return effect?.unknown.includes('work') ? `${answer}, or not` : answer;
}

/**
 * Whether an answer agrees with a server's. Refusals are foretold for the types whose casts are written down; for the
 * others the worst is said.
 */
export const typeAgrees = (said: string, expected: string): boolean => said === expected || (expected === '42804' && said === 'rewrite');
