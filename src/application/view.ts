/** One file as it is looked at around a word: its lines, the block a line is in, the paragraph around it. */
import { lineStarts, positionAt } from '../source.ts';
import { type FileKind, fileKind } from './files.ts';

/** A range of lines, 0-based, both inclusive. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** A file with questions about its lines, which are counted from 0. */
export interface View {
  readonly path: string;
  readonly kind: FileKind;
  readonly text: string;
  lineAt(offset: number): { readonly line: number; readonly column: number };
  line(number: number): string;
  /** What defines something (a class, a model, a table) and holds the line: its first line is the heading. The innermost. */
  block(number: number): Lines | undefined;
  /** The lines around one without a blank one, at most a few in each direction. */
  paragraph(number: number): Lines;
}

/** The first line of a definition: a class, a type, a model of some framework, a table, a key of YAML. */
const HEADING =
  /^\s*(?:(?:export|default|declare|public|private|protected|internal|final|abstract|static|open|data|sealed|case|pub(?:\(\w+\))?|partial)\s+)*(?:class|model|struct|interface|entity|record|defmodule|type|enum|message|input|trait|impl|object|schema|embedded_schema)\s+\S|create_table|\b(?:create\s+(?:unlogged\s+)?(?:table|type|view)|CREATE\s+(?:UNLOGGED\s+)?(?:TABLE|TYPE|VIEW))\b|(?:pg|mysql|sqlite)Table\s*\(|\btable!|\.define\s*\(|[Ss]chema\s*\(|\bTable\s*\(|pgEnum\s*\(|^\s*(?:export\s+)?const\s+\w+(?:Model|Entity|Table|Schema)\b|^\s*\w+\s*(?:\(\w+\))?\s*\{\s*$|^\s*\w+:\s*$/;
const FAR = 400;
const NEAR = 15;

/** Looks at a file. Nothing is worked out before it is asked for, and each block once. */
export function makeView(path: string, text: string): View {
  const starts = lineStarts(text);
  const line = (number: number): string =>
    text.slice(starts[number] ?? text.length, starts[number + 1] ?? text.length).replace(/[\r\n]+$/, '');
  const indents = new Map<number, number>();
  /** Of an empty line -1. */
  const indent = (number: number): number => {
    let known = indents.get(number);
    if (known === undefined) {
      const own = line(number);
      known = own.trim() === '' ? -1 : (/^\s*/.exec(own)?.[0].replaceAll('\t', '    ').length ?? 0);
      indents.set(number, known);
    }
    return known;
  };
  const ends = new Map<number, number>();
  const endOf = (heading: number): number => {
    let end = ends.get(heading);
    if (end === undefined) {
      const depth = indent(heading);
      end = heading + 1;
      while (end < starts.length && end < heading + FAR && (indent(end) < 0 || indent(end) > depth || /^\s*[{(]/.test(line(end)))) end++;
      ends.set(heading, end);
    }
    return end;
  };
  const block = (number: number): Lines | undefined => {
    let depth = indent(number);
    for (let at = number - 1; at >= 0 && at > number - FAR && depth > 0; at--) {
      const own = indent(at);
      if (own < 0 || own >= depth) continue;
      depth = own;
      // A brace on a line of its own belongs to the line above.
      const heading = /^\s*[{(]\s*$/.test(line(at)) ? at - 1 : at;
      if (HEADING.test(line(heading))) return { first: heading, last: endOf(heading) };
    }
    return undefined;
  };
  const blocks = new Map<number, Lines | undefined>();
  let kind: FileKind | undefined;
  return {
    path,
    text,
    get kind() {
      return (kind ??= fileKind(path, text));
    },
    lineAt: (offset) => {
      const position = positionAt(starts, offset);
      return { line: position.line - 1, column: position.column - 1 };
    },
    line,
    block: (number) => {
      if (!blocks.has(number)) blocks.set(number, block(number));
      return blocks.get(number);
    },
    paragraph: (number) => {
      let [first, last] = [number, number];
      while (first > 0 && first > number - NEAR && indent(first - 1) >= 0) first--;
      while (last + 1 < starts.length && last < number + NEAR && indent(last + 1) >= 0) last++;
      return { first, last };
    },
  };
}
