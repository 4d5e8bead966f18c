/**
 * Files as trees, by tree-sitter's grammars compiled to WebAssembly. What comes back is a plain tree: nothing of it lives in
 * the parser's memory, which is given back at once.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Parser, Tree } from 'web-tree-sitter';
import type { Comment, SourceFile, Span } from '../../source.ts';
import { codeComment } from '../code-comments.ts';

export interface Node {
  readonly type: string;
  /** The name of the grammar's field it stands in: `target`, `arguments`. */
  readonly field: string | undefined;
  /** Whether it is a rule of the grammar, and no punctuation. */
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  readonly children: readonly Node[];
}

export type Parsed =
  | { readonly kind: 'tree'; readonly root: Node; readonly comments: readonly Comment[] }
  | { readonly kind: 'error'; readonly span: Span; readonly reason: string };

/** A grammar, by its package and its file there. */
export interface Grammar {
  readonly package: string;
  readonly file: string;
  /** As people write it: `C#`. */
  readonly title: string;
}

const RUNTIME = { package: 'web-tree-sitter', file: 'web-tree-sitter.wasm' };

/** A file of a package: beside the bundle, or in the installed package during development. */
async function readWasm({ package: name, file }: { readonly package: string; readonly file: string }): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readFile(new URL(`./${file}`, import.meta.url));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return readFile(createRequire(import.meta.url).resolve(`${name}/${file}`));
  }
}

let runtime: Promise<typeof import('web-tree-sitter')> | undefined;

async function loadRuntime(): Promise<typeof import('web-tree-sitter')> {
  const [loaded, wasmBinary] = await Promise.all([import('web-tree-sitter'), readWasm(RUNTIME)]);
  // The package types its options after Emscripten's ambient module, which nobody declares here.
  const options: Record<string, unknown> = { wasmBinary, print() {}, printErr() {} };
  await loaded.Parser.init(options as Parameters<typeof Parser.init>[0]);
  return loaded;
}

const parsers = new Map<string, Promise<Parser>>();

async function loadGrammar(grammar: Grammar): Promise<Parser> {
  const { Parser, Language } = await (runtime ??= loadRuntime());
  const language = await Language.load(await readWasm(grammar));
  return new Parser().setLanguage(language);
}

/** Reads a file. The grammar is loaded when the first file in its language is read. */
export async function parseWith(grammar: Grammar, file: SourceFile): Promise<Parsed> {
  let parser = parsers.get(grammar.file);
  if (!parser) parsers.set(grammar.file, (parser = loadGrammar(grammar)));
  // A byte order mark is no part of a program; a blank in its place keeps the offsets.
  const tree = (await parser).parse(file.text.replace(/^\uFEFF/, ' '));
  if (!tree) throw new Error(`the parser of ${grammar.title} gave no tree`);
  try {
    const fault: { start: number | undefined } = { start: undefined };
    const comments: Comment[] = [];
    const root = plainTree(tree, fault, ({ start, end }) => comments.push(codeComment(file, start, end)));
    const { start } = fault;
    if (start === undefined) return { kind: 'tree', root, comments };
    const span = { path: file.path, start, end: Math.max(start, Math.min(file.text.length, start + 1)) };
    return { kind: 'error', span, reason: `the file does not parse as ${grammar.title} from here on` };
  } finally {
    tree.delete();
  }
}

interface Building {
  readonly node: Omit<Node, 'children'>;
  readonly children: Node[];
}

/** Copies a tree without recursion; comments are told apart. */
function plainTree(tree: Tree, fault: { start: number | undefined }, comment: (node: Node) => void): Node {
  const cursor = tree.walk();
  const open: Building[] = [];
  const enter = (): void => {
    if (fault.start === undefined && (cursor.nodeType === 'ERROR' || cursor.nodeIsMissing)) fault.start = cursor.startIndex;
    open.push({
      node: {
        type: cursor.nodeType,
        field: cursor.currentFieldName ?? undefined,
        named: cursor.nodeIsNamed,
        start: cursor.startIndex,
        end: cursor.endIndex,
      },
      children: [],
    });
  };
  enter();
  for (;;) {
    if (cursor.gotoFirstChild()) {
      enter();
      continue;
    }
    for (;;) {
      const done = open.pop();
      if (!done) throw new Error('the tree has no root');
      const node: Node = { ...done.node, children: done.children };
      const parent = open.at(-1);
      if (!parent) {
        cursor.delete();
        return node;
      }
      if (node.type === 'comment') comment(node);
      else parent.children.push(node);
      if (cursor.gotoNextSibling()) {
        enter();
        break;
      }
      cursor.gotoParent();
    }
  }
}

/** The child in a field of the grammar. */
export const fieldOf = (node: Node, field: string): Node | undefined => node.children.find((child) => child.field === field);

/** Children that are no punctuation. */
export const namedOf = (node: Node): readonly Node[] => node.children.filter(({ named }) => named);

/** The first child of a kind. */
export const childOf = (node: Node, ...types: readonly string[]): Node | undefined =>
  node.children.find(({ type }) => types.includes(type));
