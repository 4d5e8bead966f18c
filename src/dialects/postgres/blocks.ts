/**
 * The statements inside a DO block. PL/pgSQL is walked by its control words: what stands between them is SQL, and is
 * read as if it stood in the script, whatever branch it is in: it may run.
 */
import { type Content, contentOf, joinContents } from './literals.ts';
import { blank, type Range } from './split.ts';
import { makeTokens, type Tokens } from './tokens.ts';

/** A statement of a block. Offsets are into the block's text. */
export type BlockItem =
  | { readonly kind: 'sql'; readonly range: Range }
  /** EXECUTE of a text that is known: its content, and where the literal stands. */
  | { readonly kind: 'literal'; readonly range: Range; readonly content: Content }
  | { readonly kind: 'unread'; readonly range: Range; readonly reason: string };

export interface Block {
  readonly items: readonly BlockItem[];
  /** The block's text as SQL, with the same offsets: `PERFORM f()` reads `SELECT  f()`, the variables of INTO are blank. */
  readonly code: string;
}

/** Statements of PL/pgSQL that are no SQL and change nothing. */
const PLAIN = new Set(['NULL', 'RAISE', 'RETURN', 'EXIT', 'CONTINUE', 'GET', 'ASSERT', 'FETCH', 'MOVE', 'CLOSE', 'OPEN']);
/** Statements whose INTO does not name variables. */
const INTO_IS_SQL = new Set(['INSERT', 'MERGE']);
const QUERIES = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'WITH', 'VALUES', 'TABLE']);

/** What stands in front of a value in a condition. */
const COMPARED = new Set(['=', '<', '>', '<=', '>=', 'BETWEEN', 'AND', '(', ',']);

/** Index of a word at depth 0 in `[from, to)`; a CASE … END between is skipped. */
function findWord(tokens: Tokens, words: readonly string[], from: number, to = tokens.list.length): number {
  let cases = 0;
  let i = from;
  while (i < to) {
    const word = tokens.word(i);
    if (cases === 0 && words.includes(word)) return i;
    if (word === '(' || word === '[') {
      i = tokens.afterBracket(i);
      continue;
    }
    if (word === 'CASE') cases++;
    else if (word === 'END' && cases > 0) cases--;
    i++;
  }
  return -1;
}

/** Index of the semicolon that ends the statement at `from`, or the end. */
function statementEnd(tokens: Tokens, from: number): number {
  for (let i = from; i < tokens.list.length; i++) if (tokens.word(i) === ';') return i;
  return tokens.list.length;
}

/** `name := …`, `name.field := …`, `name[1] = …` */
function isAssignment(tokens: Tokens, from: number, to: number): boolean {
  const first = tokens.list[from];
  if (!first || (first.kind !== 'word' && first.kind !== 'quoted' && first.kind !== 'parameter')) return false;
  let i = from + 1;
  while (i < to && (tokens.word(i) === '.' || tokens.word(i) === '[')) i = tokens.word(i) === '.' ? i + 2 : tokens.afterBracket(i);
  return tokens.word(i) === ':=' || tokens.word(i) === '=';
}

/** Where the variables of INTO stand, with the word itself; undefined where there is none. */
function intoVariables(tokens: Tokens, from: number, to: number): Range | undefined {
  for (let i = from + 1; i < to; i++) {
    const word = tokens.word(i);
    if (word === '(' || word === '[') {
      i = tokens.afterBracket(i) - 1;
      continue;
    }
    if (word !== 'INTO' || INTO_IS_SQL.has(tokens.word(i - 1))) continue;
    let end = i + 1;
    if (tokens.word(end) === 'STRICT') end++;
    for (;;) {
      end++;
      while (tokens.word(end) === '.' || tokens.word(end) === '[') end = tokens.word(end) === '.' ? end + 2 : tokens.afterBracket(end);
      if (tokens.word(end) !== ',') break;
      end++;
    }
    return tokens.range(i, Math.min(end, to));
  }
  return undefined;
}

const RUN_TIME = 'EXECUTE builds its statement at run time';
const NOT_UNDERSTOOD = 'the PL/pgSQL of the DO block is not understood from here on';

/** The text that EXECUTE runs, where it is known: literals joined with `||`, or format() of one that has no specifier. */
function executed(text: string, tokens: Tokens, from: number, to: number): Content | undefined {
  const contents: Content[] = [];
  let i = from;
  while (i < to) {
    const token = tokens.list[i];
    if (!token) return undefined;
    const isFormat = tokens.word(i) === 'FORMAT' && tokens.word(i + 1) === '(' && tokens.word(i + 3) === ')';
    const literal = isFormat ? tokens.list[i + 2] : token;
    const content = literal && contentOf(text, literal);
    if (!content) return undefined;
    if (isFormat) {
      if (/%/.test(content.text.replaceAll('%%', ''))) return undefined;
      contents.push(...withoutDoubling(content));
      i += 4;
    } else {
      contents.push(content);
      i++;
    }
    if (i >= to) return joinContents(contents);
    // Literals side by side on several lines are one; so are those joined by ||.
    if (tokens.word(i) === '|' && tokens.word(i + 1) === '|') i += 2;
    else if (tokens.list[i]?.kind !== 'string') return undefined;
  }
  return undefined;
}

/** A format string that has no specifier but `%%`. */
function withoutDoubling(content: Content): readonly Content[] {
  const parts: Content[] = [];
  let from = 0;
  const part = (to: number): Content => {
    const offsets = content.offsets?.slice(from, to + 1);
    return { text: content.text.slice(from, to), offsets, start: offsets?.[0] ?? content.start + from };
  };
  for (let i = content.text.indexOf('%%'); i >= 0; i = content.text.indexOf('%%', i + 2)) {
    parts.push(part(i + 1));
    from = i + 2;
  }
  return [...parts, part(content.text.length)];
}

/** The statements of a PL/pgSQL block, in order. */
export function readBlockText(text: string): Block {
  const tokens = makeTokens(text, 0, text.length);
  const { list } = tokens;
  const items: BlockItem[] = [];
  /** What the SQL parser must not see, with what it sees instead. */
  const patches: (Range & { readonly head: string })[] = [];

  const execute = (start: number, first: number, end: number): void => {
    const stop = findWord(tokens, ['INTO', 'USING'], first, end);
    const last = stop < 0 ? end : stop;
    const content = executed(text, tokens, first, last);
    const range = tokens.range(start, end);
    if (content) items.push({ kind: 'literal', range: tokens.range(first, last), content });
    else items.push({ kind: 'unread', range, reason: RUN_TIME });
  };
  /** The variables declared so far, in upper case. */
  const variables = new Set<string>();
  /** A variable that a condition compares with: to the SQL it is a parameter. */
  const isVariable = (at: number): boolean =>
    variables.has(tokens.word(at)) && COMPARED.has(tokens.word(at - 1)) && tokens.word(at + 1) !== '.' && tokens.word(at + 1) !== '(';
  const sql = (start: number, end: number): void => {
    if (end <= start) return;
    items.push({ kind: 'sql', range: tokens.range(start, end) });
    const into = intoVariables(tokens, start, end);
    if (into) patches.push({ ...into, head: '' });
    const where = findWord(tokens, ['WHERE'], start, end);
    if (where < 0) return;
    const compared = list.map((_, at) => at).filter((at) => at > where && at < end && isVariable(at));
    for (const at of compared) patches.push({ ...tokens.range(at, at + 1), head: '$1' });
  };

  let i = 0;
  let declaring = false;
  let begun = false;
  /** Of the statement at `i`; control words stand inside one. */
  let end = -1;
  /** Goes on behind a control word; where it is missing, the rest of the block is not understood. */
  const behind = (word: number): void => {
    if (word < 0) items.push({ kind: 'unread', range: tokens.range(i, list.length), reason: NOT_UNDERSTOOD });
    i = word < 0 ? list.length : word + 1;
  };
  while (i < list.length) {
    const word = tokens.word(i);
    if (end < i) end = statementEnd(tokens, i);
    if (word === ';') i++;
    else if (word === '<' && tokens.word(i + 1) === '<') {
      const close = tokens.find(['>'], i);
      i = close < 0 ? end + 1 : close + 2;
    } else if (word === 'DECLARE') {
      declaring = true;
      i++;
    } else if (word === 'BEGIN') {
      declaring = false;
      begun = true;
      i++;
    } else if (declaring) {
      // One letter has no room for a parameter.
      if (word.length > 1) variables.add(word);
      i = end + 1;
    } else if (word === 'ELSE' || word === 'LOOP' || word === 'EXCEPTION') i++;
    else if (word === 'IF' || word === 'ELSIF' || word === 'ELSEIF' || word === 'WHEN') behind(findWord(tokens, ['THEN'], i + 1));
    else if (word === 'CASE') {
      // What follows WHEN is read in the next turn.
      const when = findWord(tokens, ['WHEN'], i + 1);
      behind(when < 0 ? when : when - 1);
    } else if (word === 'WHILE' || word === 'FOREACH') behind(findWord(tokens, ['LOOP'], i + 1));
    else if (word === 'FOR') {
      const loop = findWord(tokens, ['LOOP'], i + 1);
      const source = findWord(tokens, ['IN'], i + 1, Math.max(loop, i + 1));
      if (source >= 0) {
        const first = tokens.word(source + 1) === '(' ? source + 2 : source + 1;
        if (tokens.word(source + 1) === 'EXECUTE') execute(source + 1, source + 2, loop);
        else if (QUERIES.has(tokens.word(first))) sql(source + 1, loop);
      }
      behind(loop);
    } else if (word === 'END') i = end + 1;
    else if (word === 'OPEN' && tokens.find(['FOR'], i, end) >= 0) {
      const query = tokens.find(['FOR'], i, end) + 1;
      if (tokens.word(query) === 'EXECUTE') execute(query, query + 1, end);
      else sql(query, end);
      i = end + 1;
    } else if (PLAIN.has(word)) i = end + 1;
    else if (word === 'EXECUTE') {
      execute(i, i + 1, end);
      i = end + 1;
    } else if (isAssignment(tokens, i, end)) i = end + 1;
    else {
      if (word === 'PERFORM') patches.push({ ...tokens.range(i, i + 1), head: 'SELECT' });
      sql(i, end);
      i = end + 1;
    }
  }
  if (!begun && list.length > 0) items.push({ kind: 'unread', range: tokens.range(0, list.length), reason: NOT_UNDERSTOOD });
  const heads = new Map(patches.map((patch) => [patch.start, patch.head]));
  return { items, code: blank(text, patches, ({ start }) => heads.get(start) ?? '') };
}
