/** Options of statements: `(FULL, PARALLEL 2)`, `OWNED BY a.b`. */
import type { Node } from '@pgsql/types';
import { dotted, strings } from '../names.ts';
import { all, as, type NodeOf } from './reading.ts';

export function option(options: readonly Node[] | undefined, name: string): NodeOf<'DefElem'> | undefined {
  return all(options, 'DefElem').find(({ defname }) => defname === name);
}

/** The text of an option's value, as far as it is a name, a number or a text. */
export function valueText(node: Node | undefined): string {
  if (!node) return '';
  const constant = as(node, 'A_Const');
  if (constant) {
    if (constant.sval) return constant.sval.sval ?? '';
    if (constant.boolval) return constant.boolval.boolval === true ? 'true' : 'false';
    if (constant.fval) return constant.fval.fval ?? '';
    return constant.ival ? String(constant.ival.ival ?? 0) : '';
  }
  const integer = as(node, 'Integer');
  if (integer) return String(integer.ival ?? 0);
  const type = as(node, 'TypeName');
  if (type) return dotted(strings(type.names));
  const list = as(node, 'List');
  if (list) return dotted(strings(list.items));
  return as(node, 'String')?.sval ?? as(node, 'Float')?.fval ?? (as(node, 'Boolean') ? String(as(node, 'Boolean')?.boolval ?? false) : '');
}

/** An option that is on: named alone, or with a value that means true. */
export function optionFlag(options: readonly Node[] | undefined, name: string): boolean {
  const found = option(options, name);
  return found !== undefined && (found.arg === undefined || !['false', 'off', '0'].includes(valueText(found.arg).toLowerCase()));
}
