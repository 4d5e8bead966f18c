/** A YAML document and the places of its keys and values, for errors that point at what is wrong. */
import type { Node } from 'yaml';
import { placeText, UserError } from '../errors.ts';
import { lineStarts, positionAt, type SourceFile } from '../source.ts';

export type Path = readonly (string | number)[];

/** A problem with a part of the file, before it becomes an error. */
export interface Problem {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly hint?: string | undefined;
}

export interface PlacedYaml {
  readonly value: unknown;
  /** A problem with the value at a path; where there is none, with what is nearest above it. */
  at(path: Path, text: string, hint?: string): Problem;
  /** A problem with the name of a key. */
  atKey(path: Path, text: string, hint?: string): Problem;
}

/** YAML that is not read without doubt: errors, warnings, anchors, aliases and tags. */
export interface DoubtfulYaml {
  readonly problems: readonly Problem[];
}

/** Reads one YAML document. The package is loaded here, so that a run without a configuration does not pay for it. */
export async function readPlacedYaml(file: SourceFile): Promise<PlacedYaml | DoubtfulYaml> {
  const { isAlias, isMap, isNode, isScalar, parseDocument, visit } = await import('yaml');
  const { text } = file;
  const problems: Problem[] = [];
  let document;
  let value: unknown;
  try {
    document = parseDocument(text, { prettyErrors: false });
    problems.push(...complaints([...document.errors, ...document.warnings], text));
    if (problems.length > 0) return { problems };
    visit(document, {
      Node(_, node) {
        const [start, end] = [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
        if (isAlias(node)) problems.push({ start, end, text: `\`*${node.source}\` is a YAML alias, which a configuration does not use.` });
        else if (node.anchor !== undefined)
          problems.push({ start, end, text: `\`&${node.anchor}\` is a YAML anchor, which a configuration does not use.` });
        else if (node.tag !== undefined)
          problems.push({ start, end, text: `\`${node.tag}\` is a YAML tag, which a configuration does not use.` });
      },
    });
    value = problems.length === 0 ? document.toJS() : undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { problems: [TOO_DEEP] };
  }
  if (problems.length > 0) return { problems };

  const contents = document;
  const nodeAt = (path: Path): Node | undefined => {
    const node = path.length === 0 ? contents.contents : contents.getIn(path, true);
    return isNode(node) ? node : undefined;
  };
  const rangeAt = (path: Path): readonly [number, number] => {
    const range = nodeAt(path)?.range;
    if (range) return [range[0], range[1]];
    return path.length > 0 ? rangeAt(path.slice(0, -1)) : [0, 0];
  };
  const keyRange = (path: Path): readonly [number, number] => {
    const owner = nodeAt(path.slice(0, -1));
    const pair = isMap(owner) ? owner.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1))) : undefined;
    const range = isScalar(pair?.key) ? pair.key.range : undefined;
    return range ? [range[0], range[1]] : rangeAt(path);
  };
  return {
    value,
    at(path, text, hint) {
      const [start, end] = rangeAt(path);
      return { start, end, text, hint };
    },
    atKey(path, text, hint) {
      const [start, end] = keyRange(path);
      return { start, end, text, hint };
    },
  };
}

const TOO_DEEP: Problem = { start: 0, end: 0, text: 'The file is nested too deeply to be read.' };

interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

/** What the parser says, in our words. After the first mistake in the syntax the rest follows from it. */
function complaints(all: readonly Complaint[], text: string): readonly Problem[] {
  const syntax = (one: Complaint): boolean => one.code !== 'DUPLICATE_KEY' && one.code !== 'TAG_RESOLVE_FAILED';
  // The parser turns an overflow of the stack into a complaint of its own.
  if (all.some(({ message }) => /call stack/i.test(message))) return [TOO_DEEP];
  const sorted = all.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const first = sorted.find(syntax);
  return sorted
    .filter((one) => one === first || (!syntax(one) && (!first || one.pos[0] < first.pos[0])))
    .map((one) => problemOf(one, text));
}

function problemOf({ code, message, pos: [start, end] }: Complaint, text: string): Problem {
  const source = text.slice(start, end);
  if (code === 'DUPLICATE_KEY') {
    const key = /^[^:\n]*/.exec(text.slice(start))?.[0].trim() ?? '';
    return { start, end: start + key.length, text: `The key \`${key}\` is given twice.` };
  }
  if (code === 'TAG_RESOLVE_FAILED') return { start, end, text: `\`${source}\` is read as a YAML tag.`, hint: 'Put the value in quotes.' };
  if (code === 'MULTIPLE_DOCS') return { start, end, text: 'The file holds more than one YAML document.' };
  const [clause = ''] = message.split('\n');
  return { start, end, text: `This is not valid YAML: ${clause.slice(0, 1).toLowerCase()}${clause.slice(1).replace(/\.?$/, '.')}` };
}

/** One error for all problems of a file: a single one with its line and carets, several as a list in the order of the file. */
export function errorOf(file: SourceFile, problems: readonly Problem[]): UserError {
  const starts = lineStarts(file.text);
  const sorted = problems.toSorted((a, b) => a.start - b.start);
  const [first, ...others] = sorted;
  if (!first) throw new Error('an error without a problem');
  const place = ({ start }: Problem) => {
    const { line, column } = positionAt(starts, start);
    return { path: file.path, line, column };
  };
  if (others.length === 0) return new UserError(first.text, first.hint, place(first), excerpt(file, starts, first));
  const list = sorted.map((problem) => `${placeText(place(problem))}: ${[problem.text, problem.hint].filter(Boolean).join(' ')}`);
  return new UserError(`The configuration has ${problems.length} problems.`, list.join('\n'), place(first));
}

/** The line of a problem with carets under what is wrong. */
function excerpt(file: SourceFile, starts: readonly number[], problem: Problem): string {
  const { line, column: inFile } = positionAt(starts, problem.start);
  const whole = file.text.slice(starts[line - 1] ?? 0, starts[line] ?? file.text.length).replace(/[\r\n]+$/, '');
  // A byte order mark is a column of the file and none on a screen; of a long line only the part around the problem is shown.
  const cut = Math.max(whole.startsWith('\uFEFF') ? 1 : 0, inFile > 100 ? inFile - 60 : 0);
  const text = whole.slice(cut, cut + 160);
  const column = Math.max(1, inFile - cut);
  const number = String(line).padStart(4);
  const indent = text.slice(0, column - 1).replaceAll(/[^\t]/g, ' ');
  const width = Math.max(1, Math.min(problem.end - problem.start, text.length - column + 1));
  return `${number} | ${text}\n${' '.repeat(number.length)} | ${indent}${'^'.repeat(width)}`;
}
