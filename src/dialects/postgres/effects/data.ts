/**
 * What changing rows does: the table lets everybody in, the rows that are touched are the point. They may be those of other
 * tables: of the table under a view, of tables that inherit, of those whose foreign keys cascade, of those that triggers and
 * rules write to.
 */
import type { Table } from '../../../catalog/catalog.ts';
import type { Analysis, Consequence, Effect, Refusal } from '../../../effects/effect.ts';
import type { ReferentialAction } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import type { TriggerEvent } from '../../../operations/query.ts';
import { namedTwice } from './refusals.ts';
import { keysTo } from './references.ts';
import { answer, constraintsOf, createdHere, family, on, type Scene, wrongKind } from './scene.ts';

/** A change of rows of one relation. */
interface Change {
  readonly relation: string;
  readonly event: 'insert' | 'update' | 'delete';
  /** Columns that are set; undefined where they are not known. */
  readonly columns: readonly string[] | undefined;
  readonly only: boolean;
}

/** ROW EXCLUSIVE with rows written. */
const rows = (scene: Scene, table: string, certain = true): Effect =>
  on(scene, table, 'ROW EXCLUSIVE', { work: 'rows', cause: 'data', unknown: certain ? [] : ['lock', 'work', 'cause'] });

const relationOf = (scene: Scene, name: string): Table | undefined => scene.catalog.relations.get(name);

/** Where the rows of a statement lie, and what is written besides. */
interface Written {
  readonly effects: readonly Effect[];
  readonly refused: Refusal | null;
  /** Relations whose own rows are changed. */
  readonly tables: readonly string[];
}

const NOTHING: Written = { effects: [], refused: null, tables: [] };

/** Follows a change to the tables whose rows it changes: through views, rules and triggers instead. */
function written(scene: Scene, change: Change, depth = 0): Written {
  const relation = relationOf(scene, change.relation);
  const rules = [...(relation?.rules.values() ?? [])].filter((rule) => rule.event === change.event);
  const instead = rules.some((rule) => rule.instead && rule.unconditional);
  const also = rules.flatMap((rule) => rule.writes.map((table) => rows(scene, table, rule.unconditional)));
  if (instead || depth > 20) return { ...NOTHING, effects: also };
  const own = ownRows(scene, change, relation, depth);
  return { ...own, effects: [...own.effects, ...also] };
}

function ownRows(scene: Scene, change: Change, relation: Table | undefined, depth: number): Written {
  const { relation: name, event } = change;
  switch (relation?.kind) {
    case 'view': {
      const trigger = [...relation.triggers.values()].find((one) => one.timing === 'instead-of' && one.events.includes(event));
      if (trigger) return { ...NOTHING, effects: [rows(scene, name, false), ...byFunction(scene, trigger.function)] };
      if (relation.base !== '') return written(scene, { ...change, relation: relation.base, columns: undefined }, depth + 1);
      return { ...NOTHING, refused: { sqlstate: '55000', reason: `the rows of the view ${name} cannot be changed` } };
    }
    case 'materialized-view':
      return { ...NOTHING, refused: { sqlstate: '42809', reason: `${name} is a materialized view, whose rows cannot be changed` } };
    case 'sequence':
      return { ...NOTHING, refused: { sqlstate: '42809', reason: `${name} is a sequence, whose rows cannot be changed` } };
    default:
      return tableRows(scene, change);
  }
}

/** The rows of a table, and of those that inherit from it; partitions are told of with their table. */
function tableRows(scene: Scene, { relation, event, only }: Change): Written {
  // ONLY of a partitioned table is no row.
  if (only && event !== 'insert' && relationOf(scene, relation)?.kind === 'partitioned') return NOTHING;
  const below = only || event === 'insert' ? [] : family(scene, relation).slice(1);
  const tables = [relation, ...below.filter((name) => relationOf(scene, name)?.partitionOf === '')];
  return {
    effects: [...tables.map((table) => rows(scene, table)), ...tables.flatMap((table) => byTriggers(scene, table, event))],
    refused: null,
    tables,
  };
}

/** What the triggers of a table write to, as far as the words of their functions say. */
function byTriggers(scene: Scene, table: string, event: TriggerEvent): readonly Effect[] {
  const triggers = [...(relationOf(scene, table)?.triggers.values() ?? [])];
  return triggers.filter((trigger) => trigger.events.includes(event)).flatMap((trigger) => byFunction(scene, trigger.function));
}

function byFunction(scene: Scene, name: string): readonly Effect[] {
  const tables = (scene.catalog.functions.get(name) ?? []).flatMap((own) => own.writes);
  return [...new Set(tables)].map((table) => rows(scene, table, false));
}

const CASCADES: ReadonlySet<ReferentialAction> = new Set(['cascade', 'set-null', 'set-default']);

/** A table some of whose rows are changed, on the way along foreign keys. */
interface Step {
  readonly table: string;
  readonly event: 'update' | 'delete';
  readonly columns: readonly string[] | undefined;
}

/** Tables whose rows follow by foreign keys. */
function cascaded(scene: Scene, tables: readonly string[], { event, columns }: Change, certain: boolean): readonly Effect[] {
  if (event === 'insert') return [];
  const effects: Effect[] = [];
  const seen = new Set<string>();
  const waiting: Step[] = tables.map((table) => ({ table, event, columns }));
  for (let at = waiting.shift(); at; at = waiting.shift()) {
    const key = JSON.stringify(at);
    if (seen.has(key)) continue;
    seen.add(key);
    for (const { table, action, own } of followers(scene, at)) {
      const sure = certain && (at.event === 'delete' || at.columns !== undefined);
      const next = action === 'cascade' && at.event === 'delete' ? 'delete' : 'update';
      effects.push(rows(scene, table, sure), ...byTriggers(scene, table, next));
      waiting.push({ table, event: next, columns: next === 'update' ? own : undefined });
    }
  }
  return effects;
}

interface Follower {
  readonly table: string;
  readonly action: ReferentialAction;
  /** The columns of the foreign key. */
  readonly own: readonly string[];
}

/** The foreign keys that do something of their own when rows of a table are changed. */
function followers(scene: Scene, { table, event, columns }: Step): readonly Follower[] {
  return keysTo(scene, table).flatMap(({ table: other, constraint: { references, notEnforced, columns: own } }) => {
    if (!references || notEnforced) return [];
    const primary = constraintsOf(scene, references.table).find((c) => c.kind === 'primary-key')?.columns ?? [];
    const action = event === 'delete' ? references.onDelete : references.onUpdate;
    const keys = references.columns.length > 0 ? references.columns : primary;
    const touched = event === 'delete' || columns === undefined || keys.some((key) => columns.includes(key));
    return CASCADES.has(action) && touched ? [{ table: other, action, own }] : [];
  });
}

/** An answer for a change of rows, with what follows from it. */
function changed(scene: Scene, change: Change, certain: boolean, consequence: (old: boolean) => Partial<Consequence>): Analysis {
  const { effects, refused, tables } = written(scene, change);
  // By ONLY a partitioned table has no rows.
  if (effects.length === 0 && !refused) return answer(scene, []);
  const follow = cascaded(scene, tables, change, certain);
  const old = tables.length > 0 ? tables.some((table) => !createdHere(scene, table)) : !createdHere(scene, change.relation);
  return answer(scene, [...effects, ...follow], { canFailOnData: true, refused, ...consequence(old) });
}

/** INSERT; ON CONFLICT DO UPDATE overwrites what is there. */
export function insert(scene: Scene, operation: OperationOf<'insert'>): Analysis {
  const { table, overwrites, columns } = operation;
  const refused = namedTwice(columns);
  if (refused) return answer(scene, [], { refused });
  return changed(scene, { relation: table, event: 'insert', columns: undefined, only: false }, true, (old) =>
    overwrites && old ? { losesData: true, reversible: false, unknown: ['losesData', 'reversible'] } : {},
  );
}

/** UPDATE: what a column held before is gone, unless the column itself is new. */
export function update(scene: Scene, operation: OperationOf<'update'>): Analysis {
  const { table, columns, hasWhere, only } = operation;
  const { change } = scene.situation;
  const known = relationOf(scene, table);
  const isNew = columns.length > 0 && columns.every((name) => change !== null && known?.columns.get(name)?.origin === change);
  return changed(scene, { relation: table, event: 'update', columns, only }, !hasWhere, (old) => {
    const loses = old && !isNew;
    // WHERE may leave alone what would be lost: `… WHERE note IS NULL`.
    return { losesData: loses, reversible: !loses, unknown: loses && hasWhere ? ['losesData', 'reversible'] : [] };
  });
}

/** DELETE. */
export function deleteRows(scene: Scene, operation: OperationOf<'delete'>): Analysis {
  const { table, hasWhere, only } = operation;
  return changed(scene, { relation: table, event: 'delete', columns: undefined, only }, !hasWhere, (old) => ({
    losesData: old,
    reversible: !old,
  }));
}

/** MERGE: whether a row is changed or deleted depends on what it is joined with. */
export function merge(scene: Scene, operation: OperationOf<'merge'>): Analysis {
  const { table, inserts, updates, deletes, columns, only } = operation;
  const parts = [
    ...(inserts ? [changed(scene, { relation: table, event: 'insert', columns: undefined, only }, false, () => ({}))] : []),
    ...(updates ? [changed(scene, { relation: table, event: 'update', columns, only }, false, () => ({}))] : []),
    ...(deletes ? [changed(scene, { relation: table, event: 'delete', columns: undefined, only }, false, () => ({}))] : []),
  ];
  const overwrites = !createdHere(scene, table) && (updates || deletes) && parts.some((part) => part.effects.length > 0);
  const early = relationOf(scene, table)?.kind === 'view' && scene.situation.version < 17;
  return answer(
    scene,
    parts.flatMap((part) => part.effects),
    {
      canFailOnData: parts.some((part) => part.consequence.canFailOnData),
      losesData: overwrites,
      reversible: !overwrites,
      refused: early
        ? { sqlstate: '0A000', reason: 'before PostgreSQL 17 MERGE cannot change the rows of a view' }
        : (parts.find((part) => part.consequence.refused)?.consequence.refused ?? null),
      unknown: overwrites ? ['losesData', 'reversible'] : [],
    },
  );
}

/** COPY FROM writes rows; COPY TO reads them and locks nothing that others notice. */
export function copy(scene: Scene, operation: OperationOf<'copy'>): Analysis {
  const { table, from } = operation;
  if (table === '') return answer(scene, []);
  const instead = [...(relationOf(scene, table)?.triggers.values() ?? [])].some(
    (trigger) => trigger.timing === 'instead-of' && trigger.events.includes('insert'),
  );
  const readable: readonly Table['kind'][] =
    scene.situation.version < 18 ? ['table', 'sequence'] : ['table', 'sequence', 'materialized-view'];
  const writable: readonly Table['kind'][] = ['table', 'partitioned', 'foreign-table', ...(instead ? (['view'] as const) : [])];
  const wrong = wrongKind(scene, table, from ? writable : readable, 'table whose rows COPY takes or gives by its name');
  if (wrong || !from) return answer(scene, [], { refused: wrong });
  return changed(scene, { relation: table, event: 'insert', columns: undefined, only: false }, true, () => ({}));
}
