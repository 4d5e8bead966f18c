/** C# files as trees. */
import type { SourceFile } from '../../source.ts';
import { childOf, fieldOf, namedOf, parseWith, type Node, type Parsed } from '../tree-sitter/parse.ts';

const CSHARP = { package: 'tree-sitter-c-sharp', file: 'tree-sitter-c_sharp.wasm', title: 'C#' };

export async function parseCsharp(file: SourceFile): Promise<Parsed> {
  const parsed = await parseWith(CSHARP, file);
  if (parsed.kind === 'tree' || !INTERPOLATED.test(file.text)) return parsed;
  // The grammar takes the quotes at the end of $@"DROP TABLE ""{name}""" for those of a raw string. What stands in for them
  // is as long, and strings are read from the file itself.
  const again = await parseWith(CSHARP, { path: file.path, text: withoutDoubledQuotes(file.text) });
  return again.kind === 'tree' ? again : parsed;
}

const INTERPOLATED = /\$@"|@\$"/;

/** Puts two other characters where two quotes stand for one in interpolated verbatim strings. */
function withoutDoubledQuotes(text: string): string {
  let out = '';
  let at = 0;
  for (const { index } of text.matchAll(new RegExp(INTERPOLATED, 'g'))) {
    if (index < at) continue;
    let i = index + 3;
    out += text.slice(at, i);
    let holes = 0;
    while (i < text.length && (holes > 0 || text[i] !== '"' || text[i + 1] === '"')) {
      const two = text.slice(i, i + 2);
      const pair = holes === 0 && (two === '""' || two === '{{' || two === '}}');
      if (!pair && text[i] === '{') holes++;
      if (!pair && text[i] === '}') holes = Math.max(0, holes - 1);
      out += pair && two === '""' ? "''" : text.slice(i, i + (pair ? 2 : 1));
      i += pair ? 2 : 1;
    }
    at = i;
  }
  return out + text.slice(at);
}

/** A method of the file, or a function in one. */
export interface Method {
  readonly node: Node;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Its block, or what stands behind `=>`. */
  readonly body: Node | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly fallback: Node | undefined;
  /** `params string[] names`. */
  readonly rest: boolean;
}

export function methodIn(node: Node, text: string): Method {
  const name = fieldOf(node, 'name');
  const list = fieldOf(node, 'parameters') ?? childOf(node, 'parameter_list');
  const body = fieldOf(node, 'body');
  return {
    node,
    name: name ? text.slice(name.start, name.end) : '',
    parameters: list ? parametersIn(list, text) : [],
    body: body?.type === 'arrow_expression_clause' ? namedOf(body)[0] : body,
  };
}

export function parametersIn(list: Node, text: string): readonly Parameter[] {
  const found: Parameter[] = [];
  const children = list.children;
  for (const [i, child] of children.entries()) {
    if (child.type === 'parameter') found.push(parameterIn(child, text));
    // `params string[] names` stands in the list itself.
    else if (child.type === 'identifier' && children[i - 1]?.type.includes('type'))
      found.push({ name: text.slice(child.start, child.end), type: '', fallback: undefined, rest: true });
    else if (child.field === 'name') found.push({ name: text.slice(child.start, child.end), type: '', fallback: undefined, rest: true });
  }
  return found;
}

function parameterIn(node: Node, text: string): Parameter {
  const [name, type] = [fieldOf(node, 'name'), fieldOf(node, 'type')];
  const equals = node.children.findIndex((child) => child.type === '=');
  return {
    name: name ? text.slice(name.start, name.end) : '',
    type: type ? text.slice(type.start, type.end) : '',
    fallback: equals < 0 ? undefined : node.children[equals + 1],
    rest: node.children.some((child) => text.slice(child.start, child.end) === 'params'),
  };
}

/** One argument of a call: its name, where it has one, and its value. */
export function argumentsIn(list: Node | undefined, text: string): readonly { readonly name: string | undefined; readonly value: Node }[] {
  return (list?.children ?? [])
    .filter(({ type }) => type === 'argument')
    .flatMap((argument) => {
      const name = fieldOf(argument, 'name');
      const value = namedOf(argument).findLast((child) => child !== name);
      return value ? [{ name: name && text.slice(name.start, name.end), value }] : [];
    });
}

/** The name of a method or type without what stands in `<…>`, and that. */
export function nameAndType(node: Node, text: string): { readonly name: string; readonly type: string | undefined } {
  if (node.type !== 'generic_name') return { name: text.slice(node.start, node.end), type: undefined };
  const name = childOf(node, 'identifier');
  const list = childOf(node, 'type_argument_list');
  return {
    name: name ? text.slice(name.start, name.end) : '',
    type: list && text.slice(list.start + 1, list.end - 1).trim(),
  };
}
