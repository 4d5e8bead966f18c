/** Files of the repository that a migration imports: helpers, constants. They are parsed, never run. */
import type { File, Node } from '@babel/types';
import type { FileTree } from '../../changes/change-source.ts';
import type { SourceFile } from '../../source.ts';
import { folderOf } from '../sql-file.ts';
import { parseScript } from './parse.ts';
import { walk } from './scopes.ts';

export interface Module {
  readonly source: SourceFile;
  readonly file: File;
}

/** What one migration imports, and what that imports. */
export interface Library {
  /** By the path of the file that imports it and the words it uses. */
  find(from: string, specifier: string): Module | undefined;
}

/** How far one migration is followed, and how large a file may be. */
const LIMITS = { levels: 3, files: 24, size: 200_000 };

const EXTENSIONS = ['ts', 'js', 'mts', 'mjs', 'cts', 'cjs', 'json'];

/** The files of a tree that migrations import, each parsed once. */
export class Modules {
  readonly #tree: FileTree;
  readonly #paths: ReadonlySet<string>;
  readonly #parsed = new Map<string, Module | undefined>();

  constructor(tree: FileTree) {
    this.#tree = tree;
    this.#paths = new Set(tree.paths);
  }

  async around(source: SourceFile, file: File): Promise<Library> {
    const found = new Map<string, Module>();
    let level: readonly Module[] = [{ source, file }];
    for (let depth = 0; depth < LIMITS.levels && level.length > 0; depth++) {
      const wanted = new Set(
        level.flatMap((one) => specifiersIn(one.file).flatMap((specifier) => this.#resolve(one.source.path, specifier) ?? [])),
      );
      const paths = [...wanted].filter((path) => !found.has(path) && path !== source.path).slice(0, LIMITS.files - found.size);
      level = await this.#load(paths);
      for (const module of level) found.set(module.source.path, module);
    }
    return {
      find: (from, specifier) => {
        const path = this.#resolve(from, specifier);
        return path === undefined ? undefined : found.get(path);
      },
    };
  }

  async #load(paths: readonly string[]): Promise<readonly Module[]> {
    const fresh = paths.filter((path) => !this.#parsed.has(path));
    for (const path of fresh) this.#parsed.set(path, undefined);
    const contents = fresh.length === 0 ? [] : await this.#tree.read(fresh);
    for (const [path, content] of contents) {
      if (content.kind !== 'text' || content.text.length > LIMITS.size) continue;
      const text = path.endsWith('.json') ? `module.exports = ${content.text}` : content.text;
      const parsed = await parseScript({ path, text });
      if ('file' in parsed) this.#parsed.set(path, { source: { path, text }, file: parsed.file });
    }
    return paths.flatMap((path) => this.#parsed.get(path) ?? []);
  }

  /** The file that a relative import means, by Node.js's rules and TypeScript's. */
  #resolve(from: string, specifier: string): string | undefined {
    if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return undefined;
    const parts = folderOf(from).split('/').filter(Boolean);
    for (const part of specifier.split('/')) {
      if (part === '..') {
        if (parts.pop() === undefined) return undefined;
      } else if (part !== '.' && part !== '') parts.push(part);
    }
    const path = parts.join('/');
    const stem = path.replace(/\.([cm]?)js$/, '');
    const candidates = [
      ...(/\.(?:[cm]?[jt]s|json)$/.test(path) ? [path] : []),
      ...(stem === path ? [] : ['ts', 'mts', 'cts'].map((extension) => `${stem}.${extension}`)),
      ...EXTENSIONS.map((extension) => `${path}.${extension}`),
      ...EXTENSIONS.map((extension) => `${path}/index.${extension}`),
    ];
    return candidates.find((candidate) => this.#paths.has(candidate));
  }
}

/** What a file imports from files beside it. */
function specifiersIn(file: File): readonly string[] {
  const found: string[] = [];
  const add = (node: Node | null | undefined): void => {
    if (node?.type === 'StringLiteral' && node.value.startsWith('.')) found.push(node.value);
  };
  walk(file.program, (node) => {
    if (node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') add(node.source);
    else if (node.type === 'CallExpression' && (node.callee.type === 'Import' || (node.callee.type === 'Identifier' && node.callee.name === 'require'))) add(node.arguments[0]); // prettier-ignore
  });
  return found;
}
