/** What our own analysis says about a row of fixtures/postgres-effects, in the shape in which servers are observed. */
import { applyOperation, applyOperations } from '../../src/catalog/apply.ts';
import { type Catalog, EMPTY_CATALOG } from '../../src/catalog/catalog.ts';
import type { Situation, Statement } from '../../src/dialects/dialect.ts';
import { postgres } from '../../src/dialects/postgres/index.ts';
import { newValueRefusal, newValueWaits, usesValue } from '../../src/effects/describe-transaction.ts';
import { compareLocks, type Consequence, type Effect, mergeConsequences, mergeEffects } from '../../src/effects/effect.ts';
import { makeRollbacks, takesBack } from '../../src/effects/rollback.ts';
import { makeTracker } from '../../src/effects/transaction.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { cutScript } from '../../src/source.ts';

export const NAMING = postgres.naming;

const parsedScripts = new Map<string, readonly Statement[]>();

/** The statements of a script; fails on anything that was not understood. Rows are asked about once for each major. */
function statementsOf(sql: string, given = ''): readonly Statement[] {
  const key = `${given}\0${sql}`;
  const found = parsedScripts.get(key);
  if (found) return found;
  const known = given === '' ? undefined : (name: string): boolean => hasName(catalogOf(given), name);
  const parsed = postgres.parse(cutScript({ path: 'row.sql', text: sql }), 'public', known);
  if (parsed.unread.length > 0) throw new Error(`Not understood: ${parsed.unread.map((u) => u.reason).join('; ')} in ${sql}`);
  parsedScripts.set(key, parsed.statements);
  return parsed.statements;
}

/** The operations of a script, after what made `given`; fails on anything that was not understood. */
export function operationsOf(sql: string, given = ''): readonly Operation[] {
  return statementsOf(sql, given).flatMap((statement) => statement.operations);
}

const catalogs = new Map<string, Catalog>();

/** The catalog that history leaves behind: a script that is sent statement by statement. Many rows share one. */
export function catalogOf(sql: string): Catalog {
  const known = catalogs.get(sql);
  if (known) return known;
  const made = replayed(sql);
  catalogs.set(sql, made);
  return made;
}

function replayed(sql: string): Catalog {
  const context = { change: null, naming: NAMING };
  const statements = statementsOf(sql);
  if (!takesBack(statements)) {
    return applyOperations(
      EMPTY_CATALOG,
      statements.flatMap((statement) => statement.operations),
      context,
    );
  }
  const tracker = makeTracker();
  const rollbacks = makeRollbacks<Catalog>();
  tracker.begin('none', statements.length, null);
  let catalog = EMPTY_CATALOG;
  for (const statement of statements) {
    tracker.step({ oneQuery: false, apart: false });
    catalog = rollbacks.settle(statement, tracker.before(statement), catalog, applyOperations(catalog, statement.operations, context));
    tracker.after(statement, []);
  }
  return catalog;
}

export interface RowAnalysis {
  readonly effects: readonly Effect[];
  readonly consequence: Consequence;
  readonly unsupported: readonly string[];
  readonly undo: RowUndo;
}

/** What undoes a row. */
export interface RowUndo {
  /** In order; null where something stays as it is, or where what is said rests on an assumption. */
  readonly sql: readonly string[] | null;
  readonly notRestored: readonly string[];
  /** Values do not come back. */
  readonly losesData: boolean;
}

/** What undoes the statements that came before, and one more. */
function undoneToo(before: RowUndo, { inverse, irreversible = [], notRestored = [] }: Consequence, catalog: Catalog): RowUndo {
  const open = irreversible.some(({ kind }) => kind === 'unknown') || !inverse;
  const steps = (inverse ?? []).map((step) => postgres.render(step, catalog) ?? `${step.kind} has no SQL`);
  return {
    sql: open || !before.sql ? null : [...steps, ...before.sql],
    notRestored: [...before.notRestored, ...notRestored],
    losesData: before.losesData || irreversible.some(({ kind }) => kind === 'lost'),
  };
}

const hasName = (catalog: Catalog, name: string): boolean => catalog.relations.has(name) || catalog.types.has(name);

/** Analyses the statements of a row one after the other, as a change on top of its `given`. */
export function analyseRow(given: string, sql: string, version: number, inTransaction: Situation['inTransaction']): RowAnalysis {
  let catalog = catalogOf(given);
  // As the servers of the tests are set up.
  const settings = new Map([['timezone', 'UTC']]);
  const effects: Effect[] = [];
  const consequences: Consequence[] = [];
  const unsupported: string[] = [];
  let undo: RowUndo = { sql: [], notRestored: [], losesData: false };
  const rollbacks = makeRollbacks<Catalog>();
  const statements = statementsOf(sql, given);
  // Several statements sent together are one transaction, where none is open.
  const together = inTransaction === false && statements.length > 1 ? true : inTransaction;
  /** Values that the row has added to enums. */
  const added: string[] = [];
  for (const statement of statements) {
    const before = catalog;
    const value = together === true ? added.find((label) => usesValue(statement, label)) : undefined;
    for (const operation of statement.operations) {
      if (operation.kind === 'set') settings.set(operation.setting.toLowerCase(), operation.value);
      const analysis = postgres.analyse(operation, catalog, { version, inTransaction: together, change: 'row', settings });
      const refused = analysis.consequence.refused ?? (value === undefined ? null : newValueRefusal(value));
      effects.push(...analysis.effects);
      consequences.push({ ...analysis.consequence, refused });
      if (analysis.unsupported !== undefined) unsupported.push(analysis.unsupported);
      undo = undoneToo(undo, analysis.consequence, catalog);
      const type = operation.kind === 'add-enum-value' ? catalog.types.get(operation.type) : undefined;
      if (type && operation.kind === 'add-enum-value' && newValueWaits(type, version)) added.push(operation.value);
      catalog = applyOperation(catalog, operation, { change: 'row', naming: NAMING, version });
    }
    catalog = rollbacks.settle(statement, { id: 0, open: together === true }, before, catalog);
  }
  return { effects: mergeEffects(effects), consequence: mergeConsequences(consequences), unsupported, undo };
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
