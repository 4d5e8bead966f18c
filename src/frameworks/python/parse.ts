/** Python files as trees, by the parser of the CodeMirror project. It recovers from errors, so that they are looked for. */
import type { parser as pythonParser } from '@lezer/python';
import type { Comment, SourceFile, Span } from '../../source.ts';
import { codeComment } from '../code-comments.ts';

export type Node = ReturnType<typeof pythonParser.parse>['topNode'];

/** A module: its statements, or what is wrong with it. */
export type ParsedPython =
  | { readonly kind: 'module'; readonly body: readonly Node[]; readonly comments: readonly Comment[] }
  | { readonly kind: 'error'; readonly span: Span; readonly reason: string };

/** Reads a file. The parser is loaded when the first one is read. */
export async function parsePython(file: SourceFile): Promise<ParsedPython> {
  const { parser } = await import('@lezer/python');
  // A byte order mark is no part of a program; a blank in its place keeps the offsets.
  const tree = parser.parse(file.text.replace(/^\uFEFF/, ' '));
  let fault: number | undefined;
  const comments: Comment[] = [];
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) fault ??= node.from;
      if (node.name === 'Comment') comments.push(codeComment(file, node.from, node.to));
      return fault === undefined;
    },
  });
  if (fault !== undefined)
    return {
      kind: 'error',
      span: { path: file.path, start: fault, end: Math.min(file.text.length, fault + 1) },
      reason: 'the file does not parse as Python from here on',
    };
  return { kind: 'module', body: statementsIn(tree.topNode), comments };
}

/** All children, punctuation included, without comments. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== 'Comment') children.push(child);
  return children;
}

/** The statements of a module or of a body; those that share a line are taken apart. */
export function statementsIn(body: Node): readonly Node[] {
  return childrenOf(body).flatMap((child) => {
    if (child.name === ':' || child.name === ';') return [];
    return child.name === 'StatementGroup' ? statementsIn(child) : [child];
  });
}
