/** Elixir files as trees. */
import type { SourceFile } from '../../source.ts';
import { childOf, fieldOf, namedOf, parseWith, type Node, type Parsed } from '../tree-sitter/parse.ts';

const ELIXIR = { package: 'tree-sitter-elixir', file: 'tree-sitter-elixir.wasm', title: 'Elixir' };

export const parseElixir = (file: SourceFile): Promise<Parsed> => parseWith(ELIXIR, file);

/** The word of an operator: `|>`. */
export function operatorOf(node: Node, text: string): string {
  const operator = fieldOf(node, 'operator');
  return operator ? text.slice(operator.start, operator.end) : '';
}

/** The name of what is called: `create`, `Enum.each`, `repo().query!`; empty for a function in a variable. */
export function calledName(node: Node, text: string): string {
  const target = fieldOf(node, 'target');
  if (!target) return '';
  if (target.type === 'identifier') return text.slice(target.start, target.end);
  if (target.type !== 'dot') return '';
  const [left, right] = [fieldOf(target, 'left'), fieldOf(target, 'right')];
  return left && right ? `${text.slice(left.start, left.end)}.${text.slice(right.start, right.end)}` : '';
}

/** The arguments of a call as they are written; the keywords at its end are the last one. */
export function argumentsOf(node: Node): readonly Node[] {
  const list = childOf(node, 'arguments');
  return list ? namedOf(list) : [];
}

/** The value of a keyword in a list of keywords: `do:` of `if x, do: y`. */
export function keyword(node: Node | undefined, name: string, text: string): Node | undefined {
  if (node?.type !== 'keywords') return undefined;
  for (const pair of namedOf(node)) {
    const key = fieldOf(pair, 'key');
    if (key && text.slice(key.start, key.end).trim() === `${name}:`) return fieldOf(pair, 'value');
  }
  return undefined;
}

/** The statements of the block `do`, or of another one such as `else`; undefined where there is none. */
export function blockOf(node: Node, name: string, text: string): readonly Node[] | undefined {
  const block = childOf(node, 'do_block');
  if (block) {
    if (name === 'do') return namedOf(block).filter(({ type }) => !/^(?:else|rescue|after|catch)_block$/.test(type));
    const other = childOf(block, `${name}_block`);
    return other && namedOf(other);
  }
  const inline = keyword(argumentsOf(node).at(-1), name, text);
  return inline && [inline];
}

/** One of the ways in which a function is defined, with its patterns. */
export interface Clause {
  readonly node: Node;
  readonly parameters: readonly Node[];
  readonly guard: Node | undefined;
  /** Absent in a head that stands before the clauses. */
  readonly body: readonly Node[] | undefined;
}

/** `def`, `defp`, `defmacro`: its name and one clause; undefined for all else. */
export function definitionIn(node: Node, text: string): { readonly name: string; readonly clause: Clause } | undefined {
  if (node.type !== 'call' || !/^defp?$/.test(calledName(node, text))) return undefined;
  let [head] = argumentsOf(node);
  let guard: Node | undefined;
  if (head?.type === 'binary_operator' && operatorOf(head, text) === 'when') {
    guard = fieldOf(head, 'right');
    head = fieldOf(head, 'left');
  }
  if (!head) return undefined;
  const name = head.type === 'identifier' ? text.slice(head.start, head.end) : calledName(head, text);
  if (name === '') return undefined;
  const parameters = head.type === 'call' ? argumentsOf(head) : [];
  return { name, clause: { node, parameters, guard, body: blockOf(node, 'do', text) } };
}
