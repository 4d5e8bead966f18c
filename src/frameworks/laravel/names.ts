/** Names and literals as Laravel's grammar for PostgreSQL writes them, and the names that it makes up. */
import { cutPiece, type Piece } from '../pieces.ts';
import { Unclear } from '../php/tool.ts';
import { quoteName, quoteText } from '../quoting.ts';
import { entryOf, isComputed, itemsOf, plainText, stringOf, type TextValue, type Value } from '../php/values.ts';

const quoted = (name: string): string => (name === '*' ? name : quoteName(name));

/** A name; one with dots in parts. */
export const wrap = (name: string): string => name.split('.').map(quoted).join('.');

export { quoteText };

/** A name that stands in the file. */
export function nameOf(value: Value | undefined, what: string): string {
  const text = optionalName(value, what);
  if (text === undefined) throw new Unclear(`${what} is not given`);
  return text;
}

/** The same, where null or nothing stands for none. */
export function optionalName(value: Value | undefined, what: string): string | undefined {
  if (value === undefined || value.kind === 'null') return undefined;
  const text = stringOf(value);
  if (text === undefined) throw new Unclear(`${what} is computed`);
  return text;
}

/** A column of an index: a name, or an expression. */
export type IndexColumn = string | TextValue;

export function columnsOf(value: Value | undefined, what: string): readonly IndexColumn[] {
  const items = itemsOf(value) ?? (value ? [value] : []);
  return items.map((item) => (item.kind === 'raw' ? item.text : nameOf(item, `one of ${what}`)));
}

export function namesOf(value: Value | undefined, what: string): readonly string[] {
  return columnsOf(value, what).map((column) => (typeof column === 'string' ? column : plainText(column)));
}

export const columnize = (columns: readonly IndexColumn[]): string =>
  columns.map((column) => (typeof column === 'string' ? wrap(column) : plainText(column))).join(', ');

/** The name that an index or constraint gets where none is given. */
export const indexName = (table: string, columns: readonly IndexColumn[], kind: string): string =>
  `${table}_${columns.map((column) => (typeof column === 'string' ? column : plainText(column))).join('_')}_${kind}`
    .toLowerCase()
    .replaceAll(/[-.]/g, '_');

/** A value as Laravel writes it in the definition of a column: everything but a raw expression in quotes. */
export function defaultOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'null':
      return undefined;
    case 'raw':
      return plainText(value.text);
    case 'boolean':
      return value.value ? "'1'" : "'0'";
    case 'text':
      return quoteText(plainText(value));
    case 'number':
      return quoteText(value.text);
    case 'unknown':
      return `'\${${value.source.replaceAll(/[{}$'\s]+/g, '').slice(0, 60) || 'value'}}'`;
    default:
      throw new Unclear('the default of the column is computed');
  }
}

/** A value of a query: a literal, or a parameter where it is not known. */
export function valueOf(value: Value, parameters: { count: number }): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'raw':
      return plainText(value.text);
    case 'boolean':
      return String(value.value);
    case 'number':
      return value.text;
    case 'text': {
      const text = plainText(value);
      return isComputed(text) ? `$${++parameters.count}` : quoteText(text);
    }
    default:
      return `$${++parameters.count}`;
  }
}

const IRREGULAR: Readonly<Record<string, string>> = {
  person: 'people',
  child: 'children',
  man: 'men',
  woman: 'women',
  foot: 'feet',
  tooth: 'teeth',
  goose: 'geese',
  mouse: 'mice',
  ox: 'oxen',
  quiz: 'quizzes',
  criterion: 'criteria',
  datum: 'data',
  medium: 'media',
  index: 'indices',
  matrix: 'matrices',
  vertex: 'vertices',
  analysis: 'analyses',
  axis: 'axes',
  basis: 'bases',
  crisis: 'crises',
  thesis: 'theses',
  leaf: 'leaves',
  life: 'lives',
  knife: 'knives',
  half: 'halves',
  shelf: 'shelves',
  wolf: 'wolves',
  hero: 'heroes',
  potato: 'potatoes',
  tomato: 'tomatoes',
  echo: 'echoes',
  alumnus: 'alumni',
  stimulus: 'stimuli',
};
const UNCOUNTABLE = new Set(
  'audio bison chassis compensation coreopsis data deer education emoji equipment evidence feedback firmware fish furniture gold hardware information jedi kin knowledge love metadata money moose news nutrition offspring plankton pokemon police rain recommended related rice series sheep software species swine traffic wheat'.split(
    ' ',
  ),
);

/** The plural by which Laravel finds the table of `user_id`. */
export function plural(word: string): string {
  const [, head = '', last = ''] = /^(.*_)?([^_]*)$/.exec(word) ?? [];
  const lower = last.toLowerCase();
  if (last === '' || UNCOUNTABLE.has(lower)) return word;
  const known = IRREGULAR[lower];
  if (known !== undefined) return head + known;
  if (/(?:s|x|z|ch|sh|ss)$/.test(lower))
    return Object.values(IRREGULAR).includes(lower) || /[^su]s$/.test(lower) ? word : `${head}${last}es`;
  return /[^aeiou]y$/.test(lower) ? `${head}${last.slice(0, -1)}ies` : `${head}${last}s`;
}

/** The column that refers to a model: `App\Models\BlogPost` is `blog_post_id`. */
export const modelKey = (name: string): string =>
  `${(name.split('\\').at(-1) ?? name).replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_').toLowerCase()}_id`;

/**
 * Fills bindings in for `?` and `:name`: by a literal where it is known, else by the parameter that the server gets. Texts in
 * quotes are left alone.
 */
export function withBindings(text: TextValue, bindings: Value): TextValue {
  const names: string[] = [];
  let next = 0;
  const pieces = text.pieces.flatMap((piece): readonly Piece[] => {
    const out: Piece[] = [];
    let from = 0;
    for (const match of piece.text.matchAll(/'(?:[^']|'')*'|\?\?|\?|(?<![:\w]):[a-z_]\w*/gi)) {
      const [found] = match;
      if (found.startsWith("'")) continue;
      out.push(...cutPiece(piece, from, match.index));
      const value = found === '?' ? itemsOf(bindings)?.[next++] : (entryOf(bindings, found.slice(1)) ?? entryOf(bindings, found));
      const known = value && value.kind !== 'unknown' && value.kind !== 'host' ? valueOf(value, { count: names.length }) : undefined;
      const name = found === '?' ? `?${next}` : found;
      if (found !== '??' && known === undefined && !names.includes(name)) names.push(name);
      const place = cutPiece(piece, match.index, match.index + found.length)[0] ?? piece;
      out.push({ text: found === '??' ? '?' : (known ?? `$${names.indexOf(name) + 1}`), start: place.start, end: place.end });
      from = match.index + found.length;
    }
    out.push(...cutPiece(piece, from, piece.text.length));
    return out;
  });
  return { kind: 'text', pieces };
}
