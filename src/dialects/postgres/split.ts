/** Cuts a script into statements without parsing it, as psql does, and finds what is not SQL: comments, psql commands, COPY data. */
import { lineEnd, makeScanner } from './scan.ts';

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A statement as the scanner sees it: first token to last, without the semicolon. */
export interface Piece extends Range {
  /** Just after its semicolon; its own end where it has none. */
  readonly next: number;
}

/** A backslash command of psql. */
export interface PsqlCommand extends Range {
  /** `\gexec` and its like stand after a query and send it, as a semicolon would. */
  readonly sends: boolean;
}

export interface Layout {
  readonly pieces: readonly Piece[];
  readonly comments: readonly Range[];
  readonly commands: readonly PsqlCommand[];
  /** Lines of COPY … FROM stdin, with the `\.` that ends them. */
  readonly data: readonly Range[];
  /** A comment that nothing closes: the server refuses the script. */
  readonly unclosed: Range | undefined;
}

/** Backslash commands that send the query before them. */
const SENDS = /^\\(?:g|gx|gset|gexec|gdesc|crosstabview|watch|bind|bind_named|sendpipeline|;)(?![a-z_])/;

/** What the scanner knows about the statement it is in. */
interface Progress {
  start: number;
  end: number;
  first: string;
  /** Number of words so far, as long as that matters. */
  words: number;
  /** Semicolons inside parentheses do not end it: CREATE RULE … DO (a; b). */
  rule: boolean;
  /** CREATE FUNCTION or PROCEDURE: BEGIN ATOMIC … END holds semicolons. */
  routine: boolean;
  lastWord: string;
  atomic: number;
  depth: number;
  fromStdin: boolean;
}

const fresh = (): Progress => ({
  start: -1,
  end: -1,
  first: '',
  words: 0,
  rule: false,
  routine: false,
  lastWord: '',
  atomic: 0,
  depth: 0,
  fromStdin: false,
});

/** Follows the words of statements whose end depends on them. */
function follow(progress: Progress, word: string): void {
  progress.words++;
  if (progress.words === 1) progress.first = word;
  else if (progress.first === 'COPY') {
    if (word === 'STDIN' && progress.lastWord === 'FROM' && progress.depth === 0) progress.fromStdin = true;
  } else if (progress.first === 'CREATE') {
    if (progress.words <= 4 && (word === 'FUNCTION' || word === 'PROCEDURE')) progress.routine = true;
    else if (progress.words <= 4 && word === 'RULE') progress.rule = true;
    else if (progress.routine) {
      if (word === 'ATOMIC' && progress.lastWord === 'BEGIN') progress.atomic = 1;
      else if (progress.atomic > 0 && word === 'CASE') progress.atomic++;
      else if (progress.atomic > 0 && word === 'END') progress.atomic--;
    }
  }
  progress.lastWord = word;
}

/** The end of the data lines that begin at `from`: after the line `\.`. Undefined where there is no such line. */
function dataEnd(text: string, from: number): number | undefined {
  for (let at = from; at < text.length;) {
    const end = lineEnd(text, at);
    if (end - at === 2 && text.startsWith('\\.', at)) return end;
    at = end + 1;
  }
  return undefined;
}

/** Splits a whole script. Never fails: what is broken ends where the scanner finds an end for it. */
export function split(text: string): Layout {
  const pieces: Piece[] = [];
  const comments: Range[] = [];
  const commands: PsqlCommand[] = [];
  const data: Range[] = [];
  let unclosed: Range | undefined;
  let scanner = makeScanner(text);
  let now = fresh();

  const finish = (next: number): void => {
    if (now.start >= 0) pieces.push({ start: now.start, end: now.end, next });
    now = fresh();
  };

  while (scanner.next()) {
    const { kind, start, end } = scanner;
    if (kind === 'comment') {
      comments.push({ start, end });
      if (!scanner.closed) unclosed = { start, end };
      continue;
    }
    if (kind === 'command') {
      const word = text.slice(start, Math.min(end, start + 40));
      const sends = now.start >= 0 && SENDS.test(word);
      // `\;` is a semicolon; SQL goes on behind it.
      const commandEnd = word.startsWith('\\;') ? start + 2 : end;
      commands.push({ start, end: commandEnd, sends });
      if (commandEnd !== end) scanner = makeScanner(text, commandEnd);
      if (sends) finish(commandEnd);
      continue;
    }
    if (kind === 'symbol') {
      const c = text.charCodeAt(start);
      if (c === 59 && now.atomic === 0 && !(now.rule && now.depth > 0)) {
        const copies = now.fromStdin;
        finish(end);
        if (copies) {
          const from = lineEnd(text, end) + (text.startsWith('\r\n', lineEnd(text, end)) ? 2 : 1);
          const to = dataEnd(text, from);
          // Without its end mark nothing is taken for data: that would hide statements.
          if (to !== undefined) {
            data.push({ start: from, end: to });
            scanner = makeScanner(text, to);
          }
        }
        continue;
      }
      if (c === 40) now.depth++;
      else if (c === 41) now.depth--;
    }
    if (now.start < 0) now.start = start;
    now.end = end;
    // Words matter in CREATE and COPY alone: the rest is not looked at, which keeps large INSERTs cheap.
    if (kind === 'word' && (now.words === 0 || now.first === 'CREATE' || now.first === 'COPY')) {
      follow(now, end - start <= 12 ? text.slice(start, end).toUpperCase() : '-');
    } else if (now.words === 0) now.words = 1;
  }
  finish(text.length);
  return { pieces, comments, commands, data, unclosed };
}

/** The text with ranges made blank; line ends stay, so that offsets, lines and comments do. */
export function blank(text: string, ranges: readonly Range[], fill: (range: Range) => string = () => ''): string {
  let out = '';
  let at = 0;
  for (const range of ranges) {
    if (range.start < at) continue;
    const head = fill(range);
    out += text.slice(at, range.start) + head + text.slice(range.start + head.length, range.end).replaceAll(/[^\r\n]/g, ' ');
    at = range.end;
  }
  return at === 0 ? text : out + text.slice(at);
}
