/**
 * Names that PostgreSQL gives to constraints and indexes without one: ChooseIndexName and ChooseConstraintName of the
 * server (src/backend/commands/indexcmds.c, src/backend/catalog/pg_constraint.c), with the labels that its callers use.
 */
import type { Naming } from '../dialect.ts';
import { chooseName, quoteIdent, splitRelation } from './identifier.ts';

const LABELS: Readonly<Record<string, string>> = {
  check: 'check',
  'foreign-key': 'fkey',
  unique: 'key',
  'primary-key': 'pkey',
  exclude: 'excl',
  'not-null': 'not_null',
};

/**
 * What the key of an index adds to its name: a column its own name, a call that of the function, another expression
 * `expr`. The text of an expression always holds a bracket, an operator or a cast.
 */
function keyName(key: string): string {
  const call = /^(?:[A-Za-z_]\w*\.)?([A-Za-z_]\w*)\s*\(/.exec(key);
  if (call?.[1] !== undefined && key.endsWith(')')) return call[1].toLowerCase();
  return /[()|<>=~!@#%^&?+*/]|::|->/.test(key) ? 'expr' : key;
}

export const naming: Naming = {
  constraintName(table, { kind, columns, include = [] }, taken) {
    const { name } = splitRelation(table);
    // A primary key is named after its table alone; a check after its column where it uses exactly one.
    const addition = kind === 'primary-key' || (kind === 'check' && columns.length !== 1) ? '' : [...columns, ...include].join('_');
    return chooseName(name, addition, LABELS[kind] ?? 'check', taken);
  },
  indexName(table, columns, _unique, taken) {
    return chooseName(splitRelation(table).name, columns.map(keyName).join('_'), 'idx', taken);
  },
  sequenceName(table, column, taken) {
    return chooseName(splitRelation(table).name, column, 'seq', taken);
  },
  qualify(beside, name) {
    const schema = /^("(?:[^"]|"")*"|[^".]*)\./.exec(beside)?.[0] ?? '';
    return `${schema}${quoteIdent(name)}`;
  },
  quote: quoteIdent,
};
