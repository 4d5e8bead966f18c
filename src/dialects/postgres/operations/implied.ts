/** Names that the server makes up where a statement gives none. */
import type { Constraint, IndexElem, Node } from '@pgsql/types';
import type { ConstraintDefinition } from '../../../operations/definition.ts';
import { qualify, splitRelation } from '../identifier.ts';
import { naming } from '../naming.ts';
import { strings } from '../names.ts';
import { valueFunctionName } from './expression.ts';
import { all, as, open, type Reading } from './reading.ts';

/** The name of a constraint of a table: its own, or the one the server will choose as far as this script shows what is taken. */
export function constraintName(reading: Reading, table: string, definition: ConstraintDefinition, node?: Constraint): string {
  const { schema } = splitRelation(table);
  const backed = definition.kind === 'unique' || definition.kind === 'primary-key' || definition.kind === 'exclude';
  // Constraints with an index share names with relations, the others with the constraints of their table.
  const place = backed ? schema : table;
  const taken = (name: string): boolean => reading.names.made(qualify(place, name));
  // Keys of EXCLUDE are those of an index, and add to the name what they would add to that of an index.
  const keys = all(node?.exclusions, 'List').map((pair) => as(pair.items?.[0], 'IndexElem') ?? {});
  const named = keys.length > 0 ? { ...definition, columns: indexNameParts(keys) } : definition;
  const name = definition.name || definition.usingIndex || naming.constraintName(table, named, taken);
  reading.names.create(place, name);
  return name;
}

/**
 * The name the server gives to a column made from an expression (FigureColname in parse_target.c); empty where it has
 * none. Each step goes one node down, so that depth does not matter.
 */
function figureName(node: Node | undefined): string {
  // A weak name is used where nothing better is below it.
  let weak = '';
  for (let at = node; at;) {
    const { kind, value } = open(at);
    at = undefined;
    switch (kind) {
      case 'ColumnRef':
        return strings((value as { fields?: Node[] }).fields).at(-1) ?? weak;
      case 'A_Indirection': {
        const name = strings((value as { indirection?: Node[] }).indirection).at(-1);
        if (name !== undefined) return name;
        at = (value as { arg?: Node }).arg;
        break;
      }
      case 'FuncCall':
        return strings((value as { funcname?: Node[] }).funcname).at(-1) ?? weak;
      case 'A_Expr':
        return (value as { kind?: string }).kind === 'AEXPR_NULLIF' ? 'nullif' : weak;
      case 'TypeCast': {
        const cast = value as { arg?: Node; typeName?: { names?: Node[] } };
        weak ||= strings(cast.typeName?.names).at(-1) ?? '';
        at = cast.arg;
        break;
      }
      case 'CollateClause':
        at = (value as { arg?: Node }).arg;
        break;
      case 'CaseExpr':
        weak ||= 'case';
        at = (value as { defresult?: Node }).defresult;
        break;
      case 'A_ArrayExpr':
        return 'array';
      case 'RowExpr':
        return 'row';
      case 'CoalesceExpr':
        return 'coalesce';
      case 'MinMaxExpr':
        return (value as { op?: string }).op === 'IS_LEAST' ? 'least' : 'greatest';
      case 'SQLValueFunction':
        return valueFunctionName((value as { op?: string }).op);
      case 'XmlSerialize':
        return 'xmlserialize';
      default:
        return weak;
    }
  }
  return weak;
}

/** What each key of an index adds to its name. */
export function indexNameParts(elements: readonly IndexElem[]): readonly string[] {
  const parts: string[] = [];
  for (const element of elements) {
    const base = element.name || figureName(element.expr) || 'expr';
    let part = base;
    for (let i = 1; parts.includes(part); i++) part = `${base}${i}`;
    parts.push(part);
  }
  return parts;
}

/** The name the server will choose for an index without one: the columns of INCLUDE count. */
export function indexName(reading: Reading, table: string, elements: readonly IndexElem[], unique: boolean): string {
  const { schema } = splitRelation(table);
  const parts = indexNameParts(elements);
  return naming.indexName(table, parts, unique, (taken) => reading.names.made(qualify(schema, taken)));
}
