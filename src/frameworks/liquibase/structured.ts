/** Changelogs in YAML and JSON, which is YAML too. */
import type { Document, Node, Pair, Scalar } from 'yaml';
import { codeComment } from '../code-comments.ts';
import type { Piece } from '../pieces.ts';
import type { Comment, SourceFile } from '../../source.ts';
import type { Change } from './change.ts';
import type { Entry } from './changelog.ts';
import { entriesOf } from './entries.ts';
import { scalarPieces } from './scalar.ts';

/** Lists whose members stand in the element itself in XML. */
const FLAT = new Set(['changes', 'columns', 'column']);
/** Values that hold SQL or prose: kept with their places. */
const TEXTS = new Set(['sql', 'selectQuery', 'procedureText', 'procedureBody', 'rollback', 'comment']);
/** Deeper than any changelog; an alias may lead back to where it stands. */
const DEEPEST = 30;

/** What the lexer puts between the pieces of the text: a document, the end of a flow collection, a scalar. */
const MARKS: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);

/** The comments of a YAML file: tokens that begin with `#`, where no scalar is announced. */
export async function yamlComments(file: SourceFile): Promise<readonly Comment[]> {
  const { Lexer } = await import('yaml');
  const comments: Comment[] = [];
  let at = 0;
  let scalar = false;
  for (const token of new Lexer().lex(file.text)) {
    const mark = MARKS.has(token);
    if (!mark && !scalar && token.startsWith('#')) comments.push(codeComment(file, at, at + token.length));
    if (!mark) at += token.length;
    scalar = token === '\u001f';
  }
  return comments;
}

interface Content {
  readonly values: Map<string, string>;
  readonly children: Change[];
}

/** The entries of a YAML or JSON changelog, in order; nothing when it is another kind of file. */
export async function parseStructuredChangelog(file: SourceFile): Promise<readonly Entry[]> {
  const yaml = await import('yaml');
  const bom = file.text.startsWith('\uFEFF') ? 1 : 0;
  const document: Document = yaml.parseDocument(file.text.slice(bom), { logLevel: 'silent', uniqueKeys: false });
  const [error] = document.errors;
  if (error) {
    const at = (error.pos[0] ?? 0) + bom;
    return /databaseChangeLog/.test(file.text)
      ? [{ kind: 'unreadable', reason: `it is not well-formed: ${error.message.split('\n')[0] ?? ''}`, start: at, end: at + 1 }]
      : [];
  }

  const resolved = (node: unknown): unknown => (yaml.isAlias(node) ? node.resolve(document) : node);
  const startOf = (node: Node): number => (node.range?.[0] ?? 0) + bom;
  const endOf = (node: Node): number => (node.range?.[1] ?? 0) + bom;

  /** A value as people wrote it: `1.0` and not `1`. */
  const textOf = (scalar: Scalar): string | undefined =>
    scalar.value === null || scalar.value === undefined
      ? undefined
      : typeof scalar.value === 'string'
        ? scalar.value
        : (scalar.source ?? String(scalar.value));

  /** What a change would hold, where its type should stand. */
  const nameless = (map: Node, into: Content): void => {
    into.children.push({ name: '', start: startOf(map), end: endOf(map), values: new Map(), children: [], content: [] });
  };

  const read = (pair: Pair, into: Content, depth: number): void => {
    if (depth > DEEPEST || !yaml.isScalar(pair.key)) return;
    const name = String(pair.key.value);
    const value = resolved(pair.value);
    const start = startOf(pair.key);
    // A value of several lines ends where the next begins.
    const behind = yaml.isNode(pair.value) ? endOf(pair.value) : endOf(pair.key);
    const end = start + file.text.slice(start, behind).trimEnd().length;
    const child = (inner: Partial<Content>, content: readonly Piece[] = []): void => {
      into.children.push({ name, start, end, values: inner.values ?? new Map(), children: inner.children ?? [], content });
    };
    if (yaml.isScalar(value) || value === null || value === undefined) {
      const text = yaml.isScalar(value) ? textOf(value) : undefined;
      if (text !== undefined) into.values.set(name, text);
      const content = yaml.isScalar(value) && text !== undefined && text !== '' ? scalarPieces(file, value, text, bom) : [];
      // A change without anything inside, such as `tagDatabase`, is an element too.
      if (TEXTS.has(name) || text === undefined) child({}, content);
    } else if (yaml.isMap(value)) {
      const inner: Content = { values: new Map(), children: [] };
      for (const item of value.items) read(item as Pair, inner, depth + 1);
      child(inner);
    } else if (yaml.isSeq(value)) {
      const inner: Content = FLAT.has(name) ? into : { values: new Map(), children: [] };
      for (const item of value.items) {
        const member = resolved(item);
        if (!yaml.isMap(member)) continue;
        if (name === 'changes' && member.has('tableName')) nameless(member, into);
        else for (const part of member.items) read(part as Pair, inner, depth + 1);
      }
      if (inner !== into) child(inner);
    }
  };

  const top = document.contents;
  const list = yaml.isMap(top) ? resolved(top.get('databaseChangeLog', true)) : undefined;
  if (!yaml.isSeq(list)) return [];
  const entries: Content = { values: new Map(), children: [] };
  for (const item of list.items) {
    const member = resolved(item);
    if (yaml.isMap(member)) for (const pair of member.items) read(pair as Pair, entries, 0);
  }
  return entriesOf(file, entries.children);
}
