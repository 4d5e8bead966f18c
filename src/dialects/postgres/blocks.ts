/**
 * The statements inside a DO block. PL/pgSQL is walked by its control words: what stands between them is SQL, and is
 * read as if it stood in the script, whatever branch it is in: it may run.
 */
import { type Content, contentOf, joinContents } from './literals.ts';
import { blank, type Range } from './split.ts';
import { makeTokens, type Tokens } from './tokens.ts';

/** A statement of a block. Offsets are into the block's text. */
export type BlockItem =
  /** SQL with the same offsets as the block's text: `PERFORM f()` reads `SELECT  f()`, INTO targets are blank. */
  | { readonly kind: 'sql'; readonly range: Range; readonly code: string }
  /** EXECUTE of a text that is known: its content, and where the literal stands. */
  | { readonly kind: 'literal'; readonly range: Range; readonly content: Content }
  | { readonly kind: 'unread'; readonly range: Range; readonly reason: string };

/** Statements of PL/pgSQL that are no SQL and change nothing. */
const PLAIN = new Set(['NULL', 'RAISE', 'RETURN', 'EXIT', 'CONTINUE', 'GET', 'ASSERT', 'FETCH', 'MOVE', 'CLOSE', 'OPEN']);
/** Statements whose INTO does not name variables. */
const INTO_IS_SQL = new Set(['INSERT', 'MERGE']);
const QUERIES = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'WITH', 'VALUES', 'TABLE']);

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

/** The text without the variables of INTO. */
function withoutInto(text: string, tokens: Tokens, from: number, to: number): string {
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
    return blank(text, [tokens.range(i, Math.min(end, to))]);
  }
  return text;
}

const RUN_TIME = 'EXECUTE builds its statement at run time';

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

/** The statements of a PL/pgSQL block, in order. `[from, to)` of the text is the block's body. */
export function blockItems(text: string, from: number, to: number): readonly BlockItem[] {
  const tokens = makeTokens(text, from, to);
  const { list } = tokens;
  const items: BlockItem[] = [];

  const execute = (start: number, first: number, end: number): void => {
    const stop = findWord(tokens, ['INTO', 'USING'], first, end);
    const last = stop < 0 ? end : stop;
    const content = executed(text, tokens, first, last);
    const range = tokens.range(start, end);
    if (content) items.push({ kind: 'literal', range: tokens.range(first, last), content });
    else items.push({ kind: 'unread', range, reason: RUN_TIME });
  };
  const sql = (start: number, end: number, code = text): void => {
    if (end > start) items.push({ kind: 'sql', range: tokens.range(start, end), code: withoutInto(code, tokens, start, end) });
  };

  let i = 0;
  let declaring = false;
  while (i < list.length) {
    const word = tokens.word(i);
    const end = statementEnd(tokens, i);
    if (word === ';') i++;
    else if (word === '<' && tokens.word(i + 1) === '<') {
      const close = tokens.find(['>'], i);
      i = close < 0 ? end + 1 : close + 2;
    } else if (word === 'DECLARE') {
      declaring = true;
      i++;
    } else if (word === 'BEGIN') {
      declaring = false;
      i++;
    } else if (declaring) i = end + 1;
    else if (word === 'ELSE' || word === 'LOOP' || word === 'EXCEPTION') i++;
    else if (word === 'IF' || word === 'ELSIF' || word === 'ELSEIF' || word === 'WHEN') {
      const then = findWord(tokens, ['THEN'], i + 1);
      i = then < 0 ? list.length : then + 1;
    } else if (word === 'CASE') {
      const when = findWord(tokens, ['WHEN'], i + 1);
      i = when < 0 ? list.length : when;
    } else if (word === 'WHILE' || word === 'FOREACH') {
      const loop = findWord(tokens, ['LOOP'], i + 1);
      i = loop < 0 ? list.length : loop + 1;
    } else if (word === 'FOR') {
      const loop = findWord(tokens, ['LOOP'], i + 1);
      const source = findWord(tokens, ['IN'], i + 1);
      const stop = loop < 0 ? list.length : loop;
      if (source >= 0 && source < stop) {
        if (tokens.word(source + 1) === 'EXECUTE') execute(source + 1, source + 2, stop);
        else if (QUERIES.has(tokens.word(source + 1)) || tokens.word(source + 1) === '(') sql(source + 1, stop);
      }
      i = stop + 1;
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
    else if (word === 'PERFORM') {
      const at = list[i]?.start ?? 0;
      sql(i, end, `${text.slice(0, at)}SELECT ${text.slice(at + 7)}`);
      i = end + 1;
    } else {
      sql(i, end);
      i = end + 1;
    }
  }
  return items;
}
