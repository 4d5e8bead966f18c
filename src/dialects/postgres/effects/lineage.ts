/**
 * What stands above and below a table: what ONLY leaves alone, and what the server refuses because of partitions and
 * inheritance, whatever the kind of statement.
 */
import type { Table } from '../../../catalog/catalog.ts';
import { tableAlone, withNothingBelow } from '../../../catalog/only.ts';
import type { Analysis, Effect, Refusal } from '../../../effects/effect.ts';
import type { TypeName } from '../../../operations/definition.ts';
import { type Operation, type OperationKind, type OperationOf, tableOf } from '../../../operations/operation.ts';
import { boundsConflict } from '../bounds.ts';
import { treeOf } from '../nodes.ts';
import { treeKey } from '../predicates.ts';
import { keysTo, withAncestors } from './references.ts';
import { parentRefusal } from './refusals.ts';
import { family, indexesOf, on, type Scene, withPartitions } from './scene.ts';
import { missingPartitionKey } from './stand-ins.ts';

/** The scene as an operation with ONLY sees it: with nothing below its table. */
export function sceneOf(scene: Scene, operation: Operation): Scene {
  const alone = tableAlone(operation, scene.catalog.relations);
  if (!alone) return scene;
  const relations = new Map(scene.catalog.relations).set(alone.name, withNothingBelow(alone));
  return { ...scene, catalog: { ...scene.catalog, relations } };
}

const refusal = (sqlstate: string, reason: string): Refusal => ({ sqlstate, reason });

/** Partitions of a table and tables that inherit from it, without those below them. */
const directlyBelow = (table: Table | undefined): readonly string[] => [...(table?.partitions ?? []), ...(table?.children ?? [])];

/** The tables a table gets its columns from. */
const above = (table: Table | undefined): readonly string[] =>
  table ? [...(table.partitionOf === '' ? [] : [table.partitionOf]), ...table.inherits] : [];

const isStrict = (scene: Scene, table: string, column: string): boolean | undefined =>
  scene.catalog.relations.get(table)?.columns.get(column)?.notNull;

/** The table that a column is inherited from, other than `except`. */
function origin(scene: Scene, table: string, column: string, except: ReadonlySet<string> = new Set()): string | undefined {
  return above(scene.catalog.relations.get(table)).find(
    (parent) => !except.has(parent) && scene.catalog.relations.get(parent)?.columns.has(column),
  );
}

/** Why a column can be changed neither here nor below without its other parents: `what` is done to it. */
function inheritedColumn(scene: Scene, table: string, column: string, what: string): Refusal | null {
  const parent = origin(scene, table, column);
  if (parent !== undefined) return refusal('42P16', `${column} is inherited from ${parent}, and must be ${what} there`);
  const reached = new Set(family(scene, table));
  for (const member of reached) {
    const other = member === table ? undefined : origin(scene, member, column, reached);
    if (other !== undefined) return refusal('42P16', `${member} inherits ${column} from ${other} too, and then it cannot be ${what}`);
  }
  return null;
}

/** The partitioned table, at or below a table, whose key a column is in. */
const keyTable = (scene: Scene, table: string, column: string): string | undefined =>
  withPartitions(scene, table).find((member) => {
    const known = scene.catalog.relations.get(member);
    return known?.partitionKey.includes(column) || known?.partitionExpressions.some((e) => e?.columns.includes(column));
  });

const inKey = (scene: Scene, table: string, column: string, what: string): Refusal | null => {
  const holder = keyTable(scene, table, column);
  return holder === undefined ? null : refusal('42P16', `${column} is in the partition key of ${holder} and cannot be ${what}`);
};

type Refuser<K extends OperationKind> = (scene: Scene, operation: OperationOf<K>, table: Table | undefined) => Refusal | null;

const onlyRefusal = (what: string): Refusal => refusal('42P16', `ONLY is given, and ${what} must be done below the table too`);

/** ALTER … DROP IDENTITY and its like reach the partitions since 17. */
const identity = (scene: Scene, operation: { readonly only: boolean }, table: Table | undefined): Refusal | null => {
  if (scene.situation.version < 17 || !table) return null;
  if (table.partitionOf !== '') return refusal('42P16', `identity columns of a partition are those of ${table.partitionOf}`);
  return operation.only && table.kind === 'partitioned' ? onlyRefusal('a change of identity') : null;
};

/** Whether a table has another check of the name of a new one, so that the two cannot be merged. */
function contradicts(scene: Scene, table: string, { constraint, definition }: OperationOf<'add-constraint'>): boolean {
  const own = scene.catalog.relations.get(table)?.constraints.get(constraint);
  if (own?.kind !== 'check' || !own.expression || !definition.expression) return false;
  return treeKey(treeOf(own.expression)) !== treeKey(treeOf(definition.expression));
}

const addConstraint: Refuser<'add-constraint'> = (scene, operation, table) => {
  const { constraintKind, only, definition } = operation;
  const below = directlyBelow(table);
  const { version } = scene.situation;
  if (constraintKind === 'check' || constraintKind === 'not-null') {
    if (definition.noInherit && table?.kind === 'partitioned')
      return refusal(
        constraintKind === 'check' ? '42P16' : '0A000',
        `${table.name} is partitioned, and its constraints are never NO INHERIT`,
      );
    if (only && below.length > 0 && !definition.noInherit) return onlyRefusal('adding the constraint');
    const other = definition.noInherit
      ? undefined
      : family(scene, operation.table)
          .slice(1)
          .find((member) => contradicts(scene, member, operation));
    return other === undefined ? null : refusal('42710', `${other} has another constraint ${operation.constraint}`);
  }
  if (constraintKind === 'foreign-key')
    return only && table?.kind === 'partitioned'
      ? refusal('42809', `${table.name} is partitioned, and its foreign keys are never those of ONLY`)
      : null;
  if (constraintKind === 'primary-key' && only && below.length > 0 && (version >= 18 || table?.kind === 'partitioned')) {
    const open = operation.columns.find((column) => below.some((member) => isStrict(scene, member, column) === false));
    if (open !== undefined)
      return refusal(version >= 18 ? 'XX000' : '42P16', `ONLY is given, and ${open} may hold NULL below ${operation.table}`);
  }
  return null;
};

const dropConstraint: Refuser<'drop-constraint'> = (scene, { constraint, only }, table) => {
  const known = table?.constraints.get(constraint);
  if (!known) return null;
  const partitions = table?.partitions.size ?? 0;
  const early = scene.situation.version < 18 && (known.kind === 'check' || known.kind === 'not-null');
  return only && early && partitions > 0 ? onlyRefusal('dropping the constraint') : null;
};

const sameType = (a: TypeName, b: TypeName): boolean =>
  a.name === b.name && a.dimensions > 0 === b.dimensions > 0 && a.modifiers.join() === b.modifiers.join();

/** Why a table cannot become a partition of another, or inherit from it, as its columns and checks are. */
function misfit(scene: Scene, parentName: string, childName: string, partition: boolean): Refusal | null {
  const [parent, child] = [scene.catalog.relations.get(parentName), scene.catalog.relations.get(childName)];
  if (family(scene, childName).includes(parentName)) return refusal('42P07', `${parentName} is ${childName} or below it`);
  if (!parent?.columnsKnown || !child?.columnsKnown) return null;
  if (partition) {
    const stranger = [...child.columns.keys()].find((name) => !parent.columns.has(name));
    if (stranger !== undefined) return refusal('42804', `${childName} has a column ${stranger} that ${parentName} has not`);
  }
  for (const column of parent.columns.values()) {
    const own = child.columns.get(column.name);
    if (!own) return refusal('42804', `${childName} lacks the column ${column.name} of ${parentName}`);
    const [a, b] = [column.type, own.type];
    if (!sameType(a, b)) return refusal('42804', `the column ${column.name} has another type in ${childName} than in ${parentName}`);
    if (column.notNull && !own.notNull)
      return refusal('42804', `the column ${column.name} of ${childName} must be NOT NULL, as in ${parentName}`);
  }
  for (const constraint of parent.constraints.values()) {
    if (constraint.kind !== 'check' || constraint.noInherit) continue;
    const own = child.constraints.get(constraint.name);
    if (own?.kind !== 'check') return refusal('42804', `${childName} lacks the constraint ${constraint.name} of ${parentName}`);
    if (own.noInherit) return refusal('42P17', `the constraint ${own.name} of ${childName} is NO INHERIT`);
    if (own.notValid && !constraint.notValid) return refusal('42P17', `the constraint ${own.name} of ${childName} is NOT VALID`);
  }
  return null;
}

const attach: Refuser<'attach-partition'> = (scene, operation, table) => {
  const { partition, isDefault, bound } = operation;
  const child = scene.catalog.relations.get(partition);
  if (table?.columnsKnown && table.kind !== 'partitioned')
    return refusal(scene.situation.version < 18 ? '42P17' : '42809', `${table.name} is not partitioned`);
  if (child && child.partitionOf !== '') return refusal('42809', `${partition} is a partition of ${child.partitionOf} already`);
  if (child && (child.inherits.length > 0 || child.children.size > 0))
    return refusal('42809', `${partition} inherits or is inherited from, and then it cannot become a partition`);
  const twice = [...(table?.triggers.values() ?? [])].find((trigger) => trigger.forEachRow && child?.triggers.has(trigger.name));
  return (
    misfit(scene, operation.table, partition, true) ??
    boundsConflict(scene.catalog, operation.table, bound, isDefault) ??
    (twice ? refusal('42710', `both ${operation.table} and ${partition} have a trigger ${twice.name}`) : null)
  );
};

const createTable: Refuser<'create-table'> = (scene, operation) => {
  if (operation.ifNotExists && scene.catalog.relations.has(operation.table)) return null;
  const inherited = operation.partitioned ? indexesOf(scene, operation.partitionOf).filter((index) => index.unique) : [];
  for (const { columns } of inherited) {
    const refused = missingPartitionKey(operation.table, operation.partitionKey, columns);
    if (refused) return refused;
  }
  if (operation.partitionOf === '') return null;
  return boundsConflict(scene.catalog, operation.partitionOf, operation.bound, operation.defaultPartition) ?? null;
};

const inherit: Refuser<'inherit'> = (scene, { table: name, parent, add }, table) => {
  if (table?.kind === 'partitioned') return refusal('42809', `${name} is partitioned, and inherits from no table`);
  if (table && table.partitionOf !== '') return refusal('42809', `${name} is a partition, and inherits from its table alone`);
  if (!add)
    return table?.columnsKnown && !table.inherits.includes(parent) ? refusal('42P01', `${name} does not inherit from ${parent}`) : null;
  const unfit = parentRefusal(scene, parent);
  if (unfit) return unfit;
  if (table?.inherits.includes(parent)) return refusal('42P07', `${name} inherits from ${parent} already`);
  return misfit(scene, parent, name, false);
};

const dropTable: Refuser<'drop-table'> = (scene, { table: name, cascade }, table) => {
  if (!table || cascade) return null;
  const [child] = table.children;
  if (child !== undefined) return refusal('2BP01', `${child} inherits from it, and CASCADE is not given`);
  if (table.partitionOf === '') return null;
  // A foreign key to the partitioned table rests on every partition.
  const above = new Set(withAncestors(scene, table.partitionOf));
  const key = keysTo(scene, name).find(({ constraint }) => above.has(constraint.references?.table ?? ''));
  return key ? refusal('2BP01', `a foreign key of ${key.table} rests on it, and CASCADE is not given`) : null;
};

/** What each kind of operation is refused for; `table` is its table, with all that is below it. */
const REFUSERS: { readonly [K in OperationKind]?: Refuser<K> } = {
  'add-column': (scene, { only, ifNotExists, column, definition, unique, primaryKey }, table) => {
    const below = directlyBelow(table);
    if (ifNotExists && table?.columns.has(column)) return null;
    if ((unique || primaryKey) && table?.kind === 'partitioned') {
      const refused = missingPartitionKey(table.name, table.partitionKey, [column]);
      if (refused) return refused;
    }
    if (only && below.length > 0) return onlyRefusal('adding the column');
    for (const member of family(scene, table?.name ?? '').slice(1)) {
      const own = scene.catalog.relations.get(member)?.columns.get(column)?.type;
      if (own && !sameType(own, definition.type)) return refusal('42804', `${member} has a column ${column} of another type`);
    }
    return definition.identity !== 'no' && below.length > 0 && (scene.situation.version < 17 || (table?.children.size ?? 0) > 0)
      ? refusal('42P16', `an identity column cannot be added to a table with others below it`)
      : null;
  },
  'drop-column': (scene, { table: name, column, only, ifExists }, table) => {
    if (ifExists && table?.columnsKnown && !table.columns.has(column)) return null;
    const parent = origin(scene, name, column);
    if (parent !== undefined) return refusal('42P16', `${column} is inherited from ${parent}, and goes with that alone`);
    return only && (table?.partitions.size ?? 0) > 0 ? onlyRefusal('dropping the column') : inKey(scene, name, column, 'dropped');
  },
  'rename-column': (scene, { table: name, column, only }, table) =>
    only && directlyBelow(table).length > 0 ? onlyRefusal('renaming the column') : inheritedColumn(scene, name, column, 'renamed'),
  'alter-column-type': (scene, { table: name, column, only }, table) =>
    only && directlyBelow(table).length > 0
      ? onlyRefusal('changing the type')
      : (inKey(scene, name, column, 'given another type') ?? inheritedColumn(scene, name, column, 'given another type')),
  'set-not-null': (scene, { column, only }, table) => {
    if (!only || table?.kind !== 'partitioned' || table.partitions.size === 0 || table.columns.get(column)?.notNull) return null;
    const open = [...table.partitions].some((member) => isStrict(scene, member, column) === false);
    return open || scene.situation.version >= 18 ? onlyRefusal('SET NOT NULL') : null;
  },
  'drop-not-null': (scene, { table: name, column, only }, table) => {
    const { version } = scene.situation;
    const parent = above(table).find((one) => isStrict(scene, one, column));
    if (parent !== undefined && (table?.partitionOf !== '' || version >= 18))
      return refusal('42P16', `${column} of ${name} is NOT NULL because it is in ${parent}`);
    return only && version < 18 && (table?.partitions.size ?? 0) > 0 ? onlyRefusal('DROP NOT NULL') : null;
  },
  'drop-expression': (scene, { table: name, column, only }, table) => {
    const parent = origin(scene, name, column);
    if (parent !== undefined) return refusal('42P16', `${column} is inherited from ${parent}, and is changed there`);
    const below = directlyBelow(table);
    if (only && below.length > 0) return refusal('0A000', 'DROP EXPRESSION must be applied to what is below the table, too');
    // The server visited what is directly below as if by ONLY. 18.4 does, 18.6 does not.
    const deep = below.some((member) => directlyBelow(scene.catalog.relations.get(member)).length > 0);
    return deep
      ? {
          ...refusal(
            '0A000',
            'DROP EXPRESSION reaches no further than one level below the table, unless the minor release has that mended',
          ),
          byMinor: true,
        }
      : null;
  },
  'add-identity': identity,
  'set-identity': identity,
  'drop-identity': identity,
  'add-constraint': addConstraint,
  'drop-constraint': dropConstraint,
  'validate-constraint': (_scene, { constraint, only }, table) => {
    const known = table?.constraints.get(constraint);
    const open = known !== undefined && known.notValid && !known.noInherit && known.kind !== 'foreign-key';
    return only && open && directlyBelow(table).length > 0 ? onlyRefusal('validating the constraint') : null;
  },
  'rename-constraint': (_scene, { constraint, only }, table) => {
    const known = table?.constraints.get(constraint);
    if (!known || known.noInherit || (known.kind !== 'check' && known.kind !== 'not-null')) return null;
    return only && directlyBelow(table).length > 0 ? onlyRefusal('renaming the constraint') : null;
  },
  truncate: (_scene, { only }, table) =>
    only && table?.kind === 'partitioned' ? refusal('42809', `${table.name} is partitioned, and alone it holds no rows to empty`) : null,
  vacuum: (scene, { only }) =>
    only && scene.situation.version < 18
      ? refusal('42601', `PostgreSQL ${scene.situation.version} does not know VACUUM ONLY; it came with 18`)
      : null,
  analyze: (scene, { only }) =>
    only && scene.situation.version < 18
      ? refusal('42601', `PostgreSQL ${scene.situation.version} does not know ANALYZE ONLY; it came with 18`)
      : null,
  'attach-partition': attach,
  'detach-partition': (scene, { table: name, partition }, table) => {
    const child = scene.catalog.relations.get(partition);
    return table && child?.columnsKnown && child.partitionOf !== name
      ? refusal('42P01', `${partition} is not a partition of ${name}`)
      : null;
  },
  inherit,
  'create-table': createTable,
  'drop-table': dropTable,
};

/** Locks of an operation with ONLY on what is directly below its table, where it must say there that something is its own now. */
function locksBelow(scene: Scene, operation: Operation): readonly Effect[] {
  const table = tableAlone(operation, scene.catalog.relations);
  if (!table) return [];
  const { version } = scene.situation;
  const exclusive = (members: readonly string[]): readonly Effect[] => members.map((member) => on(scene, member, 'ACCESS EXCLUSIVE'));
  switch (operation.kind) {
    case 'drop-column':
      return table.columns.has(operation.column) || !table.columnsKnown ? exclusive(directlyBelow(table)) : [];
    case 'drop-constraint':
      if (table.constraints.get(operation.constraint)?.noInherit) return [];
      return exclusive(table.kind === 'partitioned' ? family(scene, table.name).slice(1) : directlyBelow(table));
    case 'drop-not-null':
      return version >= 18 && table.columns.get(operation.column)?.notNull ? exclusive(directlyBelow(table)) : [];
    case 'set-not-null':
      // On a partitioned table it is asked of everything below whether it is NOT NULL there.
      return table.kind === 'partitioned' && !table.columns.get(operation.column)?.notNull
        ? exclusive(family(scene, table.name).slice(1))
        : [];
    case 'add-constraint': {
      const open = operation.constraintKind === 'primary-key' && operation.columns.some((column) => !table.columns.get(column)?.notNull);
      return open && version >= 18 ? exclusive(family(scene, table.name).slice(1)) : [];
    }
    default:
      return [];
  }
}

/** Where the server looks at partitions and inheritance before anything else. */
const LOOKED_AT_FIRST: ReadonlySet<OperationKind> = new Set([
  'drop-column',
  'rename-column',
  'alter-column-type',
  'drop-expression',
  'add-identity',
  'set-identity',
  'drop-identity',
]);

/** An answer with what partitions and inheritance add to it. */
export function withLineage(scene: Scene, operation: Operation, analysis: Analysis): Analysis {
  // The compiler cannot see that the entry under an operation's kind takes that operation.
  const refuse = REFUSERS[operation.kind] as Refuser<OperationKind> | undefined;
  const refused = refuse?.(scene, operation, scene.catalog.relations.get(tableOf(operation))) ?? null;
  const below = locksBelow(scene, operation);
  const alone = tableAlone(operation, scene.catalog.relations);
  if (!refused && !alone) return analysis;
  const { consequence } = analysis;
  const first = refused !== null && (consequence.refused === null || (LOOKED_AT_FIRST.has(operation.kind) && !refused.byMinor));
  const doubts = first ? consequence.unknown.filter((field) => field !== 'refused') : consequence.unknown;
  const known = new Set(analysis.effects.map((effect) => effect.relation));
  // By ONLY a partitioned table has no rows to work on.
  const idle = (effect: Effect): Effect =>
    alone?.kind === 'partitioned' && effect.relation === alone.name
      ? { ...effect, work: 'none', cause: 'none', unknown: effect.unknown.filter((field) => field !== 'work' && field !== 'cause') }
      : effect;
  return {
    ...analysis,
    effects: [...analysis.effects.map(idle), ...below.filter((effect) => !known.has(effect.relation))],
    consequence: {
      ...consequence,
      refused: first ? refused : consequence.refused,
      unknown: first && refused.byMinor ? [...doubts, 'refused'] : doubts,
    },
  };
}
