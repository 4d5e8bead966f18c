/**
 * YAML with the way back: every value knows where in the file it is, and so does every character of a text.
 * Warnings are errors: an unquoted `when: !a && b` is a tag and an anchor, and would silently mean `b`.
 */
import type { Node, Scalar } from 'yaml';
import { UserError } from '../errors.ts';
import { lineStarts, positionAt, type SourceFile } from '../source.ts';

export type Path = readonly (string | number)[];

/** One YAML file that was read without a complaint. */
export interface YamlFile {
  readonly file: SourceFile;
  readonly value: unknown;
  /** An error about the value at a path; where there is none, about what is nearest above it. */
  error(path: Path, problem: string, hint?: string): UserError;
  /** An error about the name of a key. */
  keyError(path: Path, problem: string, hint?: string): UserError;
  /** An error about a part of the text at a path, `start` and `end` being offsets in its value. */
  textError(path: Path, start: number, end: number, problem: string, hint?: string): UserError;
}

/** Larger files are no rules; the YAML parser takes a second for this much. */
const LIMIT = 256_000;

/** Characters of a line that an excerpt shows. */
const WIDTH = 120;

const BLOCK = 'Write a condition or a text as a block: `>-` at the end of the line, the text indented below it.';

/**
 * Reads one YAML document.
 *
 * @throws UserError at the first error or warning, with line, column and an excerpt.
 */
export async function readYaml(file: SourceFile): Promise<YamlFile> {
  if (file.text.length > LIMIT)
    throw new UserError(`The rule file has ${file.text.length} characters; at most ${LIMIT} are read.`, undefined, { path: file.path });
  const { parseDocument, isAlias, isMap, isNode, isScalar, visit } = await import('yaml');
  const document = parseDocument(file.text, { prettyErrors: false });
  const at = excerpts(file);
  const [first] = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (first)
    throw at(
      first.pos[0],
      first.pos[1],
      ...yamlProblem(first.code, first.message, file.text.slice(...first.pos), file.text.slice(first.pos[0])),
    );
  visit(document, {
    Node(_, node) {
      const [start, end] = [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
      if (isAlias(node)) throw at(start, end, `\`*${node.source}\` is a YAML alias, which rule files do not use`, BLOCK);
      if (node.anchor !== undefined) throw at(start, end, `\`&${node.anchor}\` is a YAML anchor, which rule files do not use`, BLOCK);
      if (node.tag !== undefined) throw at(start, end, `\`${node.tag}\` is a YAML tag, which rule files do not use`, BLOCK);
    },
  });
  const value: unknown = document.toJS();

  const rangeOf = (node: unknown): readonly [number, number] | undefined =>
    isNode(node) && node.range ? [node.range[0], node.range[1]] : undefined;
  const nodeAt = (path: Path): Node | undefined => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    return isNode(node) ? node : undefined;
  };
  const place = (path: Path): readonly [number, number] => {
    const range = rangeOf(nodeAt(path));
    if (range) return range;
    return path.length > 0 ? place(path.slice(0, -1)) : [0, 0];
  };
  const keyPlace = (path: Path): readonly [number, number] => {
    const owner = nodeAt(path.slice(0, -1));
    const pair = isMap(owner) ? owner.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1)) : undefined;
    return rangeOf(pair?.key) ?? place(path);
  };
  return {
    file,
    value,
    error(path, problem, hint) {
      const [start, end] = place(path);
      return at(start, end, problem, hint);
    },
    keyError(path, problem, hint) {
      const [start, end] = keyPlace(path);
      return at(start, end, problem, hint);
    },
    textError(path, start, end, problem, hint) {
      const node = nodeAt(path);
      if (!isScalar(node) || typeof node.value !== 'string' || !node.range) {
        const [from, to] = place(path);
        return at(from, to, problem, hint);
      }
      const offsets = textOffsets(file.text, node);
      const from = offsets(start);
      return at(from, Math.max(from + 1, offsets(Math.max(start, end - 1)) + 1), problem, hint);
    },
  };
}

/** Makes errors with the line they are about, and carets under what is wrong. */
function excerpts(file: SourceFile): (start: number, end: number, problem: string, hint?: string) => UserError {
  const starts = lineStarts(file.text);
  return (start, end, problem, hint) => {
    const { line, column } = positionAt(starts, start);
    const text = file.text.slice(starts[line - 1] ?? 0, starts[line] ?? file.text.length).replace(/[\r\n]+$/, '');
    const number = String(line).padStart(4);
    // A long line is shown around the place.
    const from = text.length > WIDTH && column > WIDTH - 40 ? column - 40 : 0;
    const shown = text.slice(from, from + WIDTH);
    const lead = from > 0 ? '…' : '';
    const indent = lead.replaceAll('…', ' ') + text.slice(from, column - 1).replaceAll(/[^\t]/g, ' ');
    const width = Math.max(1, Math.min(end - start, from + shown.length - column + 1));
    const tail = from + shown.length < text.length ? '…' : '';
    const excerpt = `${number} | ${lead}${shown}${tail}\n${' '.repeat(number.length)} | ${indent}${'^'.repeat(width)}`;
    return new UserError(sentence(problem), hint, { path: file.path, line, column }, excerpt);
  };
}

/** Problems are made from clauses; what is shown is a sentence. */
function sentence(clause: string): string {
  return `${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}${/[.?!]$/.test(clause) ? '' : '.'}`;
}

/** The parser's complaint in the words of someone who writes a rule. */
function yamlProblem(code: string, message: string, text: string, after: string): readonly [string, string?] {
  switch (code) {
    case 'TAG_RESOLVE_FAILED':
      return [`\`${text}\` is read as a YAML tag, not as part of the condition`, BLOCK];
    case 'MULTIPLE_ANCHORS':
    case 'BAD_ALIAS':
      return [`\`${text}\` is read as a YAML anchor, not as part of the condition`, BLOCK];
    case 'DUPLICATE_KEY':
      return [`the key \`${/^[^\s:]*/.exec(after)?.[0] ?? text}\` is given twice`];
    case 'MULTIPLE_DOCS':
      return ['the file holds more than one document', 'Put each rule in a file of its own.'];
    case 'UNEXPECTED_TOKEN':
      return [`\`${text.trim()}\` stands after the end of the value`, BLOCK];
    case 'BAD_SCALAR_START':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return [message.slice(0, 1).toLowerCase() + message.slice(1), BLOCK];
    default:
      return [message.slice(0, 1).toLowerCase() + message.slice(1)];
  }
}

/**
 * Maps offsets in the value of a text to offsets in the file. Folding changes blanks alone, so what is not blank is
 * counted; in quotes an escape stands for one character.
 */
function textOffsets(text: string, node: Scalar): (offset: number) => number {
  const [from, to] = [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
  const value = String(node.value);
  const map: number[] = [];
  let i = from;
  if (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL') i = text.indexOf('\n', from) + 1;
  else if (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') i = from + 1;
  for (const c of value) {
    if (/\s/.test(c)) {
      map.push(Math.min(i, to));
      if (/\s/.test(text[i] ?? '') && node.type !== 'BLOCK_FOLDED' && node.type !== 'BLOCK_LITERAL') i++;
      continue;
    }
    while (i < to && /\s/.test(text[i] ?? '')) i++;
    for (let unit = 0; unit < c.length; unit++) map.push(i + unit);
    i += sourceLength(text, i, node.type, c.length);
  }
  return (offset) => map[offset] ?? (map.length > 0 ? (map.at(-1) ?? from) + 1 : from);
}

/** How many units of the source make one character of the value. */
function sourceLength(text: string, at: number, type: Scalar['type'], length: number): number {
  if (type === 'QUOTE_SINGLE' && text.startsWith("''", at)) return 2;
  if (type !== 'QUOTE_DOUBLE' || text[at] !== '\\') return length;
  const digits = { x: 2, u: 4, U: 8 }[text[at + 1] ?? ''];
  return 2 + (digits ?? 0);
}
