/** What the server refuses whatever the rows are, as far as the catalog shows it. */
import type { Node } from '@pgsql/types';
import type { Column } from '../../../catalog/catalog.ts';
import type { Consequence, Refusal } from '../../../effects/effect.ts';
import type { ColumnDefinition, Expression, TypeName } from '../../../operations/definition.ts';
import type { Query } from '../../../operations/query.ts';
import { qualify, splitRelation } from '../identifier.ts';
import { strings } from '../names.ts';
import { children, treeOf, typeOf } from '../nodes.ts';
import { isPlaceholder } from '../placeholders.ts';
import { changeType, resolveType } from '../types.ts';
import { changingFunction, isServerFunction } from '../volatility.ts';
import { isPartOfKey } from './references.ts';
import { alreadyThere, constraintsOf, indexesOf, type Scene, shown, wrongKind } from './scene.ts';

/** A refusal, and whether it is certain that there is a reason for it. */
export type MaybeRefused = Pick<Consequence, 'refused' | 'unknown'>;

const refusal = (sqlstate: string, reason: string): Refusal => ({ sqlstate, reason });

/** A name that stands twice in a list of columns. */
export function namedTwice(columns: readonly string[]): Refusal | null {
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  return twice === undefined ? null : refusal('42701', `the column ${twice} stands there twice`);
}

/** A column that a relation made from a query would have twice; where `*` stands the query alone does not tell. */
export function outputTwice(query: Query | undefined, columnNames: readonly string[]): Refusal | null {
  const own = query?.outputs ?? [];
  const values = own.flatMap((output) => (output.kind === 'value' ? [output.name] : []));
  return namedTwice(values.length < own.length ? columnNames : [...columnNames, ...values.slice(columnNames.length)]);
}

/** A column elsewhere that holds rows of the table: its values cannot be rewritten. */
export function rowTypeInUse(scene: Scene, name: string): Refusal | null {
  for (const table of scene.catalog.relations.values()) {
    if (table.kind === 'view') continue;
    for (const column of table.columns.values()) {
      if (resolveType(column.type, scene.catalog).type.name === name)
        return refusal('0A000', `${column.name} of ${shown(table.name)} holds rows of ${shown(name)}`);
    }
  }
  return null;
}

/** An expression that DEFAULT does not take: one with a column or a query. */
export function defaultExpression(value: Expression | undefined): Refusal | null {
  const root = value && treeOf(value);
  const open: Node[] = root ? [root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    if ('SubLink' in node) return refusal('0A000', 'a default cannot hold a subquery');
    if ('ColumnRef' in node) {
      const parts = strings(node.ColumnRef.fields);
      if (!parts.some((part) => isPlaceholder(part))) return refusal('0A000', `a default cannot use the column ${parts.join('.')}`);
    }
    open.push(...children(node));
  }
  return null;
}

const INTEGERS: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint']);

/** An identity column holds integers. */
export function identityType(type: TypeName): Refusal | null {
  return INTEGERS.has(type.name) && type.dimensions === 0
    ? null
    : refusal('22023', `an identity column is a smallint, integer or bigint, not ${type.text || type.name}`);
}

/** What a generated column may not be or use. */
export function generatedColumn(scene: Scene, table: string, { generated, type, constraints }: ColumnDefinition): Refusal | null {
  if (!generated) return null;
  const { expression, kind } = generated;
  const columns = scene.catalog.relations.get(table)?.columns;
  const other = expression.columns.find((name) => columns?.get(name)?.generated);
  if (other !== undefined) return refusal('42P17', `${other} is generated itself`);
  const changing = changingFunction(expression, scene.catalog, scene.situation.version);
  if (changing !== undefined) return refusal('42P17', `${changing}() is not immutable, as a generated column needs it`);
  if (kind === 'stored') return null;
  if (scene.catalog.types.has(type.name)) return refusal('0A000', 'a virtual generated column cannot have a type that is not built in');
  const own = expression.mentioned.functions.find(
    (name) => scene.catalog.functions.has(name) && !isServerFunction(splitRelation(name).name),
  );
  if (own !== undefined) return refusal('0A000', `a virtual generated column cannot use ${shown(own)}, which is not built in`);
  if (constraints.some((c) => c.kind === 'unique' || c.kind === 'primary-key' || c.kind === 'exclude'))
    return refusal('0A000', 'a virtual generated column cannot have an index');
  return constraints.some((c) => c.kind === 'foreign-key')
    ? refusal('0A000', 'a virtual generated column cannot have a foreign key')
    : null;
}

/** A default that cannot become one of the new type by itself, as far as it shows of what type it is. */
export function defaultCast(scene: Scene, column: Column | undefined, to: TypeName): Refusal | null {
  if (!column?.default || column.default.isNull || column.generated) return null;
  const own = typeOf(treeOf(column.default));
  if (!own) return null;
  const { refused } = changeType(own.name === 'unknown' ? column.type : own, to, scene.catalog, scene.situation.settings, false);
  return refused ? refusal('42804', `the default of ${column.name} cannot be cast to ${to.text || to.name}; drop it first`) : null;
}

/** A type that the server's major does not know, or not in this form. */
export function unknownType({ name, modifiers, text }: TypeName, version: number): Refusal | null {
  if (version < 14 && /^(?:int4|int8|num|ts|tstz|date)multirange$/.test(name))
    return refusal('42704', `PostgreSQL ${version} does not know ${name}; it came with 14`);
  const [precision = 0, scale = 0] = modifiers;
  if (version < 15 && name === 'numeric' && (scale < 0 || scale > precision))
    return refusal('22023', `PostgreSQL ${version} takes no ${text || name}: a scale is between 0 and the precision before 15`);
  return null;
}

/** What cannot be inherited from. */
export function parentRefusal(scene: Scene, parent: string): Refusal | null {
  const known = scene.catalog.relations.get(parent);
  if (known?.kind === 'partitioned')
    return { sqlstate: '42809', reason: `${parent} is partitioned, and only its partitions inherit from it` };
  if (known && known.partitionOf !== '') return { sqlstate: '42809', reason: `${parent} is a partition, and nothing can inherit from it` };
  return wrongKind(scene, parent, ['table', 'foreign-table'], 'table');
}

/** A relation of that name is there already. */
export function nameTaken(scene: Scene, relation: string): Refusal | null {
  // A temporary relation of an earlier migration went with its session.
  if (relation.startsWith('pg_temp.') && scene.catalog.relations.get(relation)?.origin !== scene.situation.change) return null;
  const taken = scene.catalog.relations.has(relation) || scene.catalog.indexes.has(relation);
  return alreadyThere(taken, `a relation ${relation}`, '42P07');
}

/** A constraint of that name is on the table already, or a relation has the name that its index would have. */
export function constraintTaken(scene: Scene, table: string, name: string, indexed: boolean): Refusal | null {
  if (indexed) {
    const taken = nameTaken(scene, qualify(splitRelation(table).schema, name));
    if (taken) return taken;
  }
  const taken = constraintsOf(scene, table).some((constraint) => constraint.name === name);
  return alreadyThere(taken, `a constraint ${name} of ${table}`, '42710');
}

/** The table above that a constraint of a table comes from, and that alone can change it; undefined where it is the table's own. */
export function originOfConstraint(scene: Scene, table: string, name: string): string | undefined {
  const { relations, indexes } = scene.catalog;
  const own = relations.get(table);
  const constraint = own?.constraints.get(name);
  if (!own || !constraint) return undefined;
  if (constraint.kind === 'check' || constraint.kind === 'not-null') {
    return [own.partitionOf, ...own.inherits].find((parent) => {
      const above = relations.get(parent)?.constraints.get(name);
      return above?.kind === constraint.kind && !above.noInherit;
    });
  }
  if (constraint.kind === 'foreign-key') return isPartOfKey(scene, table, constraint) ? own.partitionOf : undefined;
  const parent = indexes.get(indexesOf(scene, table).find((index) => index.constraint === name)?.partitionOf ?? '');
  return parent && parent.constraint !== '' ? parent.table : undefined;
}
