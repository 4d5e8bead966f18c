/** How SQL names an object behind its type: `public.f(integer)`, `tr ON public.users`, `(bigint AS public.money)`. */
import type { Node, ObjectWithArgs, TypeName as TypeNode } from '@pgsql/types';
import type { TypeName } from '../../../operations/definition.ts';
import { quoteIdent } from '../identifier.ts';
import { dotted, schemaAndName, strings } from '../names.ts';
import { objectParts, objectText } from './objects.ts';
import { all, as, type Reading } from './reading.ts';
import { readType } from './type-name.ts';

/** Objects that are in no schema. */
const GLOBAL = new Set([
  'OBJECT_ACCESS_METHOD',
  'OBJECT_DATABASE',
  'OBJECT_EVENT_TRIGGER',
  'OBJECT_EXTENSION',
  'OBJECT_FDW',
  'OBJECT_FOREIGN_SERVER',
  'OBJECT_LANGUAGE',
  'OBJECT_PARAMETER_ACL',
  'OBJECT_PUBLICATION',
  'OBJECT_ROLE',
  'OBJECT_SCHEMA',
  'OBJECT_SUBSCRIPTION',
  'OBJECT_TABLESPACE',
]);
const ON_TABLE = new Set(['OBJECT_TRIGGER', 'OBJECT_RULE', 'OBJECT_POLICY', 'OBJECT_TABCONSTRAINT']);

/** A type as an argument: without length and precision, which functions do not keep. */
export function argumentText({ name, dimensions }: TypeName): string {
  return `${name}${dimensions > 0 ? '[]' : ''}`;
}

const typeText = (node: TypeNode | undefined, reading: Reading): string =>
  node?.names ? argumentText(readType(node, '', reading).type) : 'NONE';

const qualified = (parts: readonly string[], reading: Reading): string => {
  const { schema, name } = schemaAndName(parts);
  return reading.names.resolve(schema, name);
};

/** The types of the arguments that a statement gives for a function; undefined where it gives none. */
export function argumentTypes(object: ObjectWithArgs, reading: Reading): readonly TypeName[] | undefined {
  if (object.args_unspecified) return undefined;
  return all(object.objargs, 'TypeName').map((node) => readType(node, '', reading).type);
}

/** `schema.f(integer, text)` of a function, aggregate or operator. */
function withArguments(type: string, object: ObjectWithArgs, reading: Reading): string {
  const parts = strings(object.objname);
  if (type === 'OBJECT_OPERATOR') {
    const operator = [...parts.slice(0, -1).map(quoteIdent), parts.at(-1) ?? ''].join('.');
    const types = (object.objargs ?? []).map((node) => typeText(as(node, 'TypeName'), reading));
    return `${operator} (${types.join(', ')})`;
  }
  const name = qualified(parts, reading);
  const types = argumentTypes(object, reading);
  if (types === undefined) return name;
  const list = types.map(argumentText).join(', ');
  return type === 'OBJECT_AGGREGATE' && types.length === 0 ? `${name}(*)` : `${name}(${list})`;
}

/** The object of a statement, of the type that the statement says it is. */
export function targetOf(type: string, node: Node | undefined, reading: Reading): string {
  if (!node) return '';
  const object = as(node, 'ObjectWithArgs');
  if (object) return withArguments(type, object, reading);
  const relation = as(node, 'RangeVar');
  if (relation) return reading.names.relation(relation);
  const number = as(node, 'Integer') ?? as(node, 'Float');
  if (number) return String('ival' in number ? number.ival : 'fval' in number ? number.fval : '');
  const items = as(node, 'List')?.items;
  const types = all(items, 'TypeName');
  if (type === 'OBJECT_CAST') return `(${types.map((t) => typeText(t, reading)).join(' AS ')})`;
  if (type === 'OBJECT_TRANSFORM') return `FOR ${typeText(types[0], reading)} LANGUAGE ${dotted(strings(items))}`;
  if (type === 'OBJECT_DOMCONSTRAINT') return `${dotted(strings(items))} ON DOMAIN ${qualified(strings(types[0]?.names), reading)}`;
  const parts = objectParts(node);
  if (type === 'OBJECT_OPCLASS' || type === 'OBJECT_OPFAMILY')
    return `${qualified(parts.slice(1), reading)} USING ${quoteIdent(parts[0] ?? '')}`;
  if (ON_TABLE.has(type)) return `${quoteIdent(parts.at(-1) ?? '')} ON ${qualified(parts.slice(0, -1), reading)}`;
  if (type === 'OBJECT_COLUMN') return `${qualified(parts.slice(0, -1), reading)}.${quoteIdent(parts.at(-1) ?? '')}`;
  if (GLOBAL.has(type)) return dotted(parts);
  return parts.length === 0 ? objectText(node) : qualified(parts, reading);
}
