/** What our own analysis says about a row of fixtures/postgres-effects, in the shape in which servers are observed. */
import { applyOperation, applyOperations } from '../../src/catalog/apply.ts';
import { type Catalog, EMPTY_CATALOG } from '../../src/catalog/catalog.ts';
import type { Situation } from '../../src/dialects/dialect.ts';
import { postgres } from '../../src/dialects/postgres/index.ts';
import { compareLocks, type Consequence, type Effect, mergeConsequences, mergeEffects } from '../../src/effects/effect.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { cutScript } from '../../src/source.ts';

export const NAMING = postgres.naming;

/** The operations of a script; fails on anything that was not understood. */
export function operationsOf(sql: string, known = new Set<string>()): readonly Operation[] {
  const parsed = postgres.parse(cutScript({ path: 'row.sql', text: sql }), 'public', known);
  if (parsed.unread.length > 0) throw new Error(`Not understood: ${parsed.unread.map((u) => u.reason).join('; ')} in ${sql}`);
  return parsed.statements.flatMap((statement) => statement.operations);
}

/** The catalog that history leaves behind. */
export function catalogOf(sql: string): Catalog {
  return applyOperations(EMPTY_CATALOG, operationsOf(sql), { change: null, naming: NAMING });
}

export interface RowAnalysis {
  readonly effects: readonly Effect[];
  readonly consequence: Consequence;
  readonly unsupported: readonly string[];
}

const catalogs = new Map<string, Catalog>();

/** The names that a history made, for parsing what comes after it. */
export function namesOf(catalog: Catalog): Set<string> {
  return new Set([...catalog.relations.keys(), ...catalog.types.keys()]);
}

/** Analyses the statements of a row one after the other, as a change on top of its `given`. */
export function analyseRow(given: string, sql: string, version: number, inTransaction: Situation['inTransaction']): RowAnalysis {
  let catalog = catalogs.get(given);
  if (!catalog) catalogs.set(given, (catalog = catalogOf(given)));
  // As the servers of the tests are set up.
  const settings = new Map([['timezone', 'UTC']]);
  const effects: Effect[] = [];
  const consequences: Consequence[] = [];
  const unsupported: string[] = [];
  for (const operation of operationsOf(sql, namesOf(catalog))) {
    if (operation.kind === 'set') settings.set(operation.setting.toLowerCase(), operation.value);
    const analysis = postgres.analyse(operation, catalog, { version, inTransaction, change: 'row', settings });
    effects.push(...analysis.effects);
    consequences.push(analysis.consequence);
    if (analysis.unsupported !== undefined) unsupported.push(analysis.unsupported);
    catalog = applyOperation(catalog, operation, { change: 'row', naming: NAMING });
  }
  return { effects: mergeEffects(effects), consequence: mergeConsequences(consequences), unsupported };
}

/** The relations of effects whose very lock is not certain: a server may not lock them at all. */
export function uncertain(effects: readonly Effect[]): ReadonlySet<string> {
  return new Set(effects.filter((effect) => effect.unknown.includes('lock')).map((effect) => effect.relation));
}

/** The effects on relations that were there before, one line each, as a row says them. */
export function effectLines(effects: readonly Effect[], withWork: boolean): readonly string[] {
  return effects
    .filter((effect) => !effect.createdHere && (compareLocks(effect.lock, 'ROW EXCLUSIVE') > 0 || effect.work === 'rows'))
    .map((effect) => `${effect.relation}: ${effect.lock}${withWork && effect.work !== 'none' ? `, ${effect.work}` : ''}`)
    .sort();
}
