/**
 * Changelogs in XML. The reader is made for this one format: it knows elements, attributes, entities, comments and CDATA, and
 * keeps the places.
 */
import { codeComment } from '../code-comments.ts';
import type { Piece } from '../pieces.ts';
import type { Comment, SourceFile } from '../../source.ts';
import type { Change } from './change.ts';
import type { Entry } from './changelog.ts';
import { entriesOf } from './entries.ts';

/** The comments of an XML file. None may hold two dashes (XML 1.0, 2.5), so there one stands before the reason of an allow comment. */
export function xmlComments(file: SourceFile): readonly Comment[] {
  return [...file.text.matchAll(TOKEN)]
    .filter(([whole]) => whole.startsWith('<!--'))
    .map(({ 0: whole, index }) => codeComment(file, index, index + whole.length))
    .map(({ span, text }) => ({ span, text: text.replace(/^(\s*lockkeeper:allow(?:(?!\s--\s)[^])*?)\s-\s/, '$1 -- ') }));
}

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly start: number;
  /** Of what is inside. */
  readonly innerStart: number;
  innerEnd: number;
  end: number;
  readonly children: Element[];
}

const TOKEN =
  /<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<[?!][^>]*>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
const INNER = /<!--[^]*?(?:-->|$)|<!\[CDATA\[([^]*?)(?:\]\]>|$)|<[?!][^>]*>|&(#\d{1,7}|#x[\da-fA-F]{1,6}|\w{1,32});/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The entries of an XML changelog, in order; nothing when it is another kind of XML. */
export function parseXmlChangelog(file: SourceFile): readonly Entry[] {
  const root = parseElements(file.text).find((element) => localName(element.name) === 'databaseChangeLog');
  return entriesOf(
    file,
    (root?.children ?? []).map((element) => changeOf(file.text, element)),
  );
}

function changeOf(text: string, element: Element): Change {
  return {
    name: localName(element.name),
    start: element.start,
    end: element.end,
    values: element.attributes,
    children: element.children.map((child) => changeOf(text, child)),
    content: contentOf(text, element),
  };
}

/** The text of an element without its children and comments: CDATA as it stands, entities as what they stand for. */
function contentOf(text: string, element: Element): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = element.innerStart;
  for (const to of [...element.children.map((child) => child.start), element.innerEnd]) {
    if (text.slice(from, to).trim() !== '') pieces.push(...piecesOf(text, from, to));
    from = element.children.find((child) => child.start === to)?.end ?? to;
  }
  return pieces;
}

function piecesOf(text: string, from: number, to: number): readonly Piece[] {
  const pieces: Piece[] = [];
  const keep = (start: number, end: number): void => {
    if (end > start) pieces.push({ text: text.slice(start, end), start, end, units: 'same' });
  };
  let at = from;
  for (const match of text.slice(from, to).matchAll(INNER)) {
    const start = from + match.index;
    const end = start + match[0].length;
    keep(at, start);
    at = end;
    const [whole, data, entity] = match;
    if (data !== undefined) keep(start + 9, start + 9 + data.length);
    else if (entity !== undefined) pieces.push({ text: entityOf(entity, whole), start, end });
  }
  keep(at, to);
  return pieces;
}

function entityOf(name: string, whole: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

function decoded(text: string): string {
  return text.includes('&')
    ? text.replaceAll(/&(#\d{1,7}|#x[\da-fA-F]{1,6}|\w{1,32});/g, (whole, name: string) => entityOf(name, whole))
    : text;
}

/** The elements of a text as a tree. A tag that is never closed ends with its parent. */
function parseElements(text: string): readonly Element[] {
  const top: Element[] = [];
  const open: Element[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [whole, closing, opening, written = '', selfClosing] = match;
    const end = match.index + whole.length;
    if (opening !== undefined) {
      const attributes = new Map(
        [...written.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((pair) => [
          pair[1] ?? '',
          decoded(pair[2] ?? pair[3] ?? ''),
        ]),
      );
      const element: Element = { name: opening, attributes, start: match.index, innerStart: end, innerEnd: end, end, children: [] };
      (open.at(-1)?.children ?? top).push(element);
      if (selfClosing !== '/') open.push(element);
    } else if (closing !== undefined) {
      const at = open.findLastIndex((element) => element.name === closing);
      if (at < 0) continue;
      for (const element of open.splice(at)) {
        element.innerEnd = match.index;
        element.end = end;
      }
    }
  }
  for (const element of open) element.innerEnd = element.end = text.length;
  return top;
}

/** Without the prefix of a namespace, unless it is that of an extension, whose changes are its own. */
function localName(name: string): string {
  return /^(?:ext|pro):/.test(name) ? name : name.slice(name.indexOf(':') + 1);
}
