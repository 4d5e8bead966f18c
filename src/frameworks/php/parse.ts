/** PHP files as trees, by php-parser. Its nodes are looked at by name, since its own types say less than it gives. */
import type { SourceFile, Span } from '../../source.ts';
import { lineStarts } from '../../source.ts';

/** A node: its kind, its place, and fields by their names. */
export interface Node {
  readonly kind: string;
  readonly loc: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } };
  readonly [field: string]: unknown;
}

/** Offsets of an expression. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A file: its statements and comments, or what is wrong with it. */
export type ParsedPhp =
  | { readonly kind: 'file'; readonly body: readonly Node[]; readonly comments: readonly Node[] }
  | { readonly kind: 'error'; readonly span: Span; readonly reason: string };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'kind' in value;

/** A node in a field. */
export const at = (node: Node, field: string): Node | undefined => {
  const value = node[field];
  return isNode(value) ? value : undefined;
};

/** The nodes in a field that holds a list. */
export const listAt = (node: Node, field: string): readonly Node[] => {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

/** A word in a field: text itself, or the name of an identifier. */
export const wordAt = (node: Node, field: string): string => {
  const value = node[field];
  if (typeof value === 'string') return value;
  return isNode(value) && typeof value['name'] === 'string' ? value['name'] : '';
};

export const placeOf = (node: Node): Place => ({ start: node.loc.start.offset, end: node.loc.end.offset });

/** The statements of a body: of a block, or a statement that stands alone. */
export const statementsIn = (body: Node | undefined): readonly Node[] => {
  if (!body) return [];
  return body.kind === 'block' || body.kind === 'namespace' ? listAt(body, 'children') : [body];
};

/** Reads a file. The parser is loaded when the first one is read. */
export async function parsePhp(file: SourceFile): Promise<ParsedPhp> {
  const { Engine } = await import('php-parser');
  const engine = new Engine({ parser: { extractDoc: true, suppressErrors: false, version: 804 }, ast: { withPositions: true } });
  try {
    // A byte order mark would be text before the program; a blank in its place keeps the offsets.
    const program: unknown = engine.parseCode(file.text.replace(/^\uFEFF/, ' '), file.path);
    if (isNode(program)) return { kind: 'file', body: listAt(program, 'children'), comments: listAt(program, 'comments') };
    return fault(file, 1, 'the file does not parse as PHP');
  } catch (error) {
    if (error instanceof RangeError) return fault(file, 1, 'the file is nested too deeply to be read');
    const line = error instanceof Error && 'lineNumber' in error && typeof error.lineNumber === 'number' ? error.lineNumber : 1;
    const message = error instanceof Error ? error.message : String(error);
    const said = message
      .replace(/^Parse Error\s*:\s*/, '')
      .replace(/ on line \d+$/, '')
      .replaceAll(/\s+/g, ' ')
      .slice(0, 120);
    return fault(file, line, `the file does not parse as PHP: ${said}`);
  }
}

function fault(file: SourceFile, line: number, reason: string): ParsedPhp {
  const start = lineStarts(file.text)[line - 1] ?? 0;
  return { kind: 'error', span: { path: file.path, start, end: file.text.length }, reason };
}
