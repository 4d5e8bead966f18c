/** The parts that rendered statements are made of: names, types, expressions, options. */
import type { Catalog } from '../../../catalog/catalog.ts';
import { typeText } from '../../../effects/describe.ts';
import type { IndexKey, Mention, SequenceOptions, SqlText, StorageOption, TypeName } from '../../../operations/definition.ts';
import { quoteIdent, splitRelation } from '../identifier.ts';

/** Words with blanks between them; those that are empty are left out. */
export const words = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => part !== '' && part !== false && part !== undefined).join(' ');

/** `(a, b)`, or nothing where the list is empty. */
export const bracketed = (parts: readonly string[]): string => (parts.length === 0 ? '' : `(${parts.join(', ')})`);

/** A list of names. */
export const idents = (names: readonly string[]): string => names.map(quoteIdent).join(', ');

/** A text as a literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A role: PUBLIC and CURRENT_USER have words of their own. */
export const role = (name: string): string =>
  ['public', 'current_role', 'current_user', 'session_user'].includes(name) ? name.toUpperCase() : quoteIdent(name);

/** Whether a name is that of a type or function of the user's own, as far as the history makes them. */
const isKnown = (catalog: Catalog, name: string): boolean => catalog.types.has(name) || catalog.functions.has(name);

/** A name as it is said now. */
function sayMention({ what, name, alias }: Mention, written: string, catalog: Catalog): string {
  switch (what) {
    case 'relation':
      return alias === '' || splitRelation(name).name === alias ? name : `${name} AS ${quoteIdent(alias)}`;
    case 'literal':
      return literal(name);
    case 'type':
    case 'function':
      // What the history does not make is found as it was found before: in pg_catalog, or where an extension put it.
      return isKnown(catalog, name) ? name : written;
  }
}

/** A text with the names in it as they are now, each with its schema. */
export function say({ text, mentions }: SqlText, catalog: Catalog): string {
  let out = '';
  let at = 0;
  for (const mention of mentions) {
    out += text.slice(at, mention.start) + sayMention(mention, text.slice(mention.start, mention.end), catalog);
    at = mention.end;
  }
  return out + text.slice(at);
}

const DOTTED = /^(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)(?:\s*\.\s*(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*))*/u;

/** A type: as written, but a type of the user's own by its name now. */
export function typeSql(type: TypeName, catalog: Catalog): string {
  if (type.text === '') return typeText(type);
  return catalog.types.has(type.name) ? type.name + type.text.replace(DOTTED, '') : type.text;
}

const numbered = (keyword: string, value: string | undefined): string => (value === undefined ? '' : `${keyword} ${value}`);
/** An option that can be switched off: `NO MINVALUE`. */
const bounded = (keyword: string, value: string | undefined): string =>
  value === undefined ? '' : value === '' ? `NO ${keyword}` : `${keyword} ${value}`;

/** The options of a sequence, one by one. */
export function sequenceClauses(options: SequenceOptions): readonly string[] {
  const { type, increment, minimum, maximum, start, restart, cache, cycle, name } = options;
  return [
    numbered('SEQUENCE NAME', name),
    numbered('AS', type),
    numbered('INCREMENT BY', increment),
    bounded('MINVALUE', minimum),
    bounded('MAXVALUE', maximum),
    numbered('START WITH', start),
    restart === undefined ? '' : restart === '' ? 'RESTART' : `RESTART WITH ${restart}`,
    numbered('CACHE', cache),
    cycle === undefined ? '' : cycle === 'true' ? 'CYCLE' : 'NO CYCLE',
  ].filter((clause) => clause !== '');
}

/** `fillfactor = 70, toast.autovacuum_enabled = off`; of RESET the names alone. */
export const storageList = (options: readonly StorageOption[]): string =>
  options.map(({ name, value }) => (value === undefined ? name : `${name} = ${value}`)).join(', ');

/** SET (…) or RESET (…). */
export const storageChange = (options: readonly StorageOption[]): string =>
  `${options.some(({ value }) => value !== undefined) ? 'SET' : 'RESET'} (${storageList(options)})`;

/** One key of an index: a column or an expression, with collation, operator class and order. */
export function keySql(key: IndexKey, column: string, catalog: Catalog): string {
  return words(
    key.expression ? `(${say(key.expression, catalog)})` : quoteIdent(column),
    key.collation && `COLLATE ${key.collation}`,
    key.operatorClass,
    key.descending && 'DESC',
    key.nulls && `NULLS ${key.nulls.toUpperCase()}`,
  );
}
