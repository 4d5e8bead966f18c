/** What our own analysis says about a row of fixtures/postgres-effects, in the shape in which servers are observed. */
import { applyOperation, applyOperations } from '../../src/catalog/apply.ts';
import { type Catalog, EMPTY_CATALOG } from '../../src/catalog/catalog.ts';
import type { Situation, Statement } from '../../src/dialects/dialect.ts';
import { postgres } from '../../src/dialects/postgres/index.ts';
import { newValueRefusal, newValueWaits, usesValue } from '../../src/effects/describe-transaction.ts';
import { compareLocks, type Consequence, type Effect, mergeConsequences, mergeEffects } from '../../src/effects/effect.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { cutScript } from '../../src/source.ts';

export const NAMING = postgres.naming;

/** The statements of a script; fails on anything that was not understood. */
function statementsOf(sql: string, known?: Set<string>): readonly Statement[] {
  const parsed = postgres.parse(cutScript({ path: 'row.sql', text: sql }), 'public', known);
  if (parsed.unread.length > 0) throw new Error(`Not understood: ${parsed.unread.map((u) => u.reason).join('; ')} in ${sql}`);
  return parsed.statements;
}

/** The operations of a script; fails on anything that was not understood. */
export function operationsOf(sql: string, known?: Set<string>): readonly Operation[] {
  return statementsOf(sql, known).flatMap((statement) => statement.operations);
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
  // Several statements sent together are one transaction, where none is open.
  const statements = statementsOf(sql, namesOf(catalog));
  const together = inTransaction === false && statements.length > 1 ? true : inTransaction;
  /** Values that the row has added to enums. */
  const added: string[] = [];
  for (const statement of statements) {
    const value = together === true ? added.find((label) => usesValue(statement, label)) : undefined;
    for (const operation of statement.operations) {
      if (operation.kind === 'set') settings.set(operation.setting.toLowerCase(), operation.value);
      const analysis = postgres.analyse(operation, catalog, { version, inTransaction: together, change: 'row', settings });
      const refused = analysis.consequence.refused ?? (value === undefined ? null : newValueRefusal(value));
      effects.push(...analysis.effects);
      consequences.push({ ...analysis.consequence, refused });
      if (analysis.unsupported !== undefined) unsupported.push(analysis.unsupported);
      const type = operation.kind === 'add-enum-value' ? catalog.types.get(operation.type) : undefined;
      if (type && operation.kind === 'add-enum-value' && newValueWaits(type, version)) added.push(operation.value);
      catalog = applyOperation(catalog, operation, { change: 'row', naming: NAMING });
    }
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
