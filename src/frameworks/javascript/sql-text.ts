/** SQL text as the builders of the tools write it, and the raw SQL that is handed to them. */
import { cutPiece, type Piece } from '../pieces.ts';
import { quoteName, quoteText } from '../quoting.ts';
import type { Output } from './tool.ts';
import { isComputed, plainText, stringOf, type Link, type Place, type TextValue, type Value } from './values.ts';

export { quoteName, quoteText };

/** A value as SQL: a literal, null for null; undefined for what has none. */
export function literalOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'text') return quoteText(plainText(value));
  if (value?.kind === 'number' || value?.kind === 'boolean') return String(value.value);
  if (value?.kind === 'null') return 'NULL';
  return undefined;
}

/** A value in JSON; undefined where a part of it is not known. */
export function jsonOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'text':
      return isComputed(plainText(value)) ? undefined : JSON.stringify(plainText(value));
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
    case 'list': {
      const items = value.items.map(jsonOf);
      return items.every((item) => item !== undefined) ? `[${items.join(',')}]` : undefined;
    }
    case 'object': {
      if (value.open) return undefined;
      const fields = [...value.fields].filter(([, field]) => field.kind !== 'undefined');
      const written = fields.map(([name, field]) => [JSON.stringify(name), jsonOf(field)] as const);
      return written.every(([, field]) => field !== undefined) ? `{${written.map((pair) => pair.join(':')).join(',')}}` : undefined;
    }
    default:
      return undefined;
  }
}

/** SQL that is handed over as it is. */
export function sendRaw(output: Output, value: Value | undefined, place: Place): void {
  if (value?.kind === 'text') output.sql(value, place);
  else if (value?.kind === 'object')
    sendRaw(output, value.fields.get('query') ?? value.fields.get('text') ?? value.fields.get('sql'), place);
  else output.unread(place, 'the SQL is computed or comes from another file');
}

const IDENTIFIER = /^\w+$/;

/**
 * Fills the bindings of Knex and Sequelize in, where they are known: `?` and `:name` by literals, `??` and `:name:` by names.
 * What is not known stays as it is: the dialect reads a placeholder where a value can stand.
 */
export function withBindings(text: TextValue, bindings: Value | undefined): TextValue {
  return bindings ? filled(text, bindings, false) : text;
}

/**
 * The same for Knex, which sends `\?` as the operator `?`.
 * Source: positionBindings in lib/dialects/postgres/index.js of github.com/knex/knex.
 */
export const knexSql = (text: TextValue, bindings: Value | undefined): TextValue => filled(text, bindings, true);

function filled(text: TextValue, bindings: Value | undefined, escapes: boolean): TextValue {
  if (!/[?:]/.test(plainText(text))) return text;
  const positional = bindings?.kind === 'list' ? bindings.items : !bindings || bindings.kind === 'object' ? undefined : [bindings];
  let next = 0;
  const pieces: Piece[] = [];
  for (const piece of text.pieces) {
    const pattern = /\\\?|\?\??|::|:(\w+)(:?)/g;
    let from = 0;
    for (const match of piece.text.matchAll(pattern)) {
      const [found, name, colon] = match;
      let value: Value | undefined;
      let asName = false;
      let made: string | undefined;
      if (escapes && found === '\\?') made = '?';
      else if (found.startsWith('?') && positional) {
        value = positional[next++];
        asName = found === '??';
      } else if (name !== undefined && bindings?.kind === 'object') {
        value = bindings.fields.get(name);
        asName = colon === ':';
      }
      made ??= asName ? nameOf(value) : literals(value);
      if (made === undefined) continue;
      pieces.push(...cutPiece(piece, from, match.index));
      const [at] = cutPiece(piece, match.index, match.index + found.length);
      pieces.push({ text: made, start: at?.start ?? piece.start, end: at?.end ?? piece.end });
      from = match.index + found.length;
    }
    pieces.push(...cutPiece(piece, from, piece.text.length));
  }
  return { kind: 'text', pieces };
}

/** The same as text alone. */
export const plainSql = (text: TextValue, bindings: Value | undefined): string => plainText(knexSql(text, bindings));

function literals(value: Value | undefined): string | undefined {
  if (value?.kind !== 'list') return literalOf(value);
  const all = value.items.map(literalOf);
  return all.length > 0 && all.every((one) => one !== undefined) ? all.join(', ') : undefined;
}

function nameOf(value: Value | undefined): string | undefined {
  const name = stringOf(value);
  return name === undefined || isComputed(name) ? undefined : name.split('.').map(quoteName).join('.');
}

/** What only looks: aggregates, and functions of texts, numbers, times and JSON. */
const LOOKS =
  /^(?:select|from|where|and|or|not|in|as|on|over|values|exists|any|all|some|filter|within|group|count|min|max|sum|avg|coalesce|nullif|greatest|least|lower|upper|trim|[lr]trim|length|concat(?:_ws)?|substring|substr|replace|regexp_\w+|split_part|left|right|lpad|rpad|abs|ceil|floor|round|now|date_\w+|extract|age|to_\w+|cast|row_number|rank|dense_rank|lag|lead|array(?:_\w+)?|unnest|string_agg|jsonb?_\w+|md5|varchar|char|numeric|decimal|current_\w+)$/i;

/** Whether a query calls functions that may do more than look. */
export const callsFunctions = (sql: string): boolean =>
  [...sql.replaceAll(/'(?:[^']|'')*'/g, "''").matchAll(/(\w+)"?\s*\(/g)].some(([, name = '']) => !LOOKS.test(name));

/** A chain as people would name it: `knex.schema.createView`. */
export const pathOf = (root: string, links: readonly Link[]): string =>
  [root, ...links.map(({ name }) => name).filter((name) => IDENTIFIER.test(name))].join('.');
