/**
 * The beginnings of SQL statements, for tools that decide by them how a file is run.
 *
 * This is no parser: it finds where statements end as the tools themselves do, past strings, dollar quotes, comments and
 * `BEGIN ATOMIC` bodies, and gives the words a statement begins with.
 */

export interface StatementHead {
  /** Offset of its first word. */
  readonly start: number;
  /** Offset after its semicolon, or the end of the text. */
  readonly end: number;
  /** Its first 200 characters or so in upper case, comments left out, every run of blanks one space: `CREATE INDEX CONCURRENTLY X ON`. */
  readonly head: string;
}

const HEAD_LENGTH = 200;
/** One token: comment, string, dollar-quoted string, quoted name, word, blanks, or a single character. */
const TOKEN =
  /--[^\n]*|\/\*|[eE]'(?:[^'\\]|\\.|'')*(?:'|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[\w\u0080-\uffff$]+|\s+|[^]/gy;

/** The statements of `[start, end)` of a text, in order. */
export function statementHeads(text: string, start = 0, end = text.length): readonly StatementHead[] {
  const statements: StatementHead[] = [];
  let at = text.charCodeAt(start) === 0xfeff ? start + 1 : start;
  let first = -1;
  let head = '';
  let atomic = 0;
  let previous = '';
  const finish = (until: number): void => {
    if (first >= 0) statements.push({ start: first, end: until, head: head.trim() });
    first = -1;
    head = '';
    atomic = 0;
    previous = '';
  };
  const add = (part: string): void => {
    if (first >= 0 && head.length < HEAD_LENGTH) head += part;
  };
  while (at < end) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0] ?? '';
    const from = at;
    at += token.length;
    if (token.startsWith('--') || token === '/*') {
      if (token === '/*') at = endOfComment(text, at);
      if (!head.endsWith(' ')) add(' ');
    } else if (/^\s/.test(token)) {
      if (!head.endsWith(' ')) add(' ');
    } else if (token === ';' && atomic === 0) {
      finish(at);
    } else {
      if (first < 0) first = from;
      if (/^\$(?:[^\d$][^$]*)?\$$/.test(token)) {
        const close = text.indexOf(token, at);
        at = close < 0 ? end : close + token.length;
        add(token);
        continue;
      }
      const word = token.toUpperCase();
      if (word === 'ATOMIC' && previous === 'BEGIN') atomic = 1;
      else if (atomic > 0 && word === 'CASE') atomic++;
      else if (atomic > 0 && word === 'END') atomic--;
      previous = word;
      add(token.startsWith('"') ? token : word);
    }
  }
  finish(Math.min(at, end));
  return statements;
}

/** Offset after a block comment that was entered; PostgreSQL nests them. */
function endOfComment(text: string, from: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = from;
  let depth = 1;
  while (depth > 0) {
    const mark = marks.exec(text);
    if (!mark) return text.length;
    depth += mark[0] === '/*' ? 1 : -1;
  }
  return marks.lastIndex;
}
