/** Columns and constraints as CREATE TABLE, ALTER TABLE and domains write them. */
import type { Catalog } from '../../../catalog/catalog.ts';
import type { AttributeDefinition, ColumnDefinition, ConstraintDefinition, ReferentialAction } from '../../../operations/definition.ts';
import { quoteIdent } from '../identifier.ts';
import { bracketed, idents, keySql, say, sequenceClauses, storageList, typeSql, words } from './words.ts';

const ACTIONS: Readonly<Record<ReferentialAction, string>> = {
  'no-action': '',
  restrict: 'RESTRICT',
  cascade: 'CASCADE',
  'set-null': 'SET NULL',
  'set-default': 'SET DEFAULT',
};

/** The columns of a key, the last of which may have a word before or behind it. */
function keyColumns(columns: readonly string[], last: { readonly before?: string; readonly behind?: string }): string {
  return bracketed(
    columns.map((name, i) => (i === columns.length - 1 ? words(last.before, quoteIdent(name), last.behind) : quoteIdent(name))),
  );
}

function referencesSql({ references }: ConstraintDefinition): string {
  if (!references) return '';
  const { table, columns, onDelete, onUpdate, matchFull, deleteColumns, period } = references;
  return words(
    `REFERENCES ${table}`,
    keyColumns(columns, period ? { before: 'PERIOD' } : {}),
    matchFull && 'MATCH FULL',
    ACTIONS[onDelete] && words(`ON DELETE ${ACTIONS[onDelete]}`, bracketed(deleteColumns.map(quoteIdent))),
    ACTIONS[onUpdate] && `ON UPDATE ${ACTIONS[onUpdate]}`,
  );
}

function excludeSql({ exclusion, include }: ConstraintDefinition, catalog: Catalog): string {
  if (!exclusion) return 'EXCLUDE';
  const elements = exclusion.elements.map((element) => `${keySql(element, element.column, catalog)} WITH ${element.operator}`);
  return words(`EXCLUDE USING ${quoteIdent(exclusion.method)}`, bracketed(elements), include.length > 0 && `INCLUDE (${idents(include)})`);
}

/** The index behind a unique constraint: its columns unless it is written with the one it is on. */
function uniqueSql(c: ConstraintDefinition, inline: boolean): string {
  const keyword = c.kind === 'unique' ? 'UNIQUE' : 'PRIMARY KEY';
  if (c.usingIndex) return `${keyword} USING INDEX ${quoteIdent(c.usingIndex)}`;
  return words(
    keyword,
    c.nullsNotDistinct && 'NULLS NOT DISTINCT',
    !inline && keyColumns(c.columns, c.withoutOverlaps ? { behind: 'WITHOUT OVERLAPS' } : {}),
    c.include.length > 0 && `INCLUDE (${idents(c.include)})`,
  );
}

function bodySql(c: ConstraintDefinition, inline: boolean, catalog: Catalog): string {
  switch (c.kind) {
    case 'check':
      return `CHECK (${c.expression ? say(c.expression, catalog) : ''})`;
    case 'not-null':
      return inline ? 'NOT NULL' : `NOT NULL ${idents(c.columns)}`;
    case 'foreign-key':
      return words(!inline && `FOREIGN KEY ${keyColumns(c.columns, c.references?.period ? { before: 'PERIOD' } : {})}`, referencesSql(c));
    case 'exclude':
      return excludeSql(c, catalog);
    case 'unique':
    case 'primary-key':
      return uniqueSql(c, inline);
  }
}

/** A constraint; `inline` is one that is written with its column. */
export function constraintSql(c: ConstraintDefinition, inline: boolean, catalog: Catalog): string {
  const where = c.exclusion?.where;
  return words(
    c.name && `CONSTRAINT ${quoteIdent(c.name)}`,
    bodySql(c, inline, catalog),
    c.indexStorage.length > 0 && `WITH (${storageList(c.indexStorage)})`,
    c.indexTablespace && `USING INDEX TABLESPACE ${quoteIdent(c.indexTablespace)}`,
    where && `WHERE (${say(where, catalog)})`,
    c.noInherit && 'NO INHERIT',
    c.deferrable && 'DEFERRABLE',
    c.initiallyDeferred && 'INITIALLY DEFERRED',
    c.notValid && 'NOT VALID',
    c.notEnforced && 'NOT ENFORCED',
  );
}

/** A column with everything that is written with it. */
export function columnSql(column: ColumnDefinition, catalog: Catalog): string {
  const { type, serial, identity, generated, collation, constraints } = column;
  const named = constraints.some((c) => c.kind === 'not-null');
  // In PARTITION OF and OF a column has its type already.
  const typed = type.text !== '';
  return words(
    quoteIdent(column.name),
    typed && typeSql(type, catalog),
    column.storage && `STORAGE ${column.storage.toUpperCase()}`,
    column.compression && `COMPRESSION ${column.compression}`,
    collation && `COLLATE ${collation}`,
    column.default && `DEFAULT ${say(column.default, catalog)}`,
    identity !== 'no' && words(identitySql(identity === 'always'), bracketedWords(sequenceClauses(column.sequence))),
    generated && `GENERATED ALWAYS AS (${say(generated.expression, catalog)}) ${generated.kind === 'stored' ? 'STORED' : 'VIRTUAL'}`,
    column.notNull && !serial && !named && 'NOT NULL',
    ...constraints.map((constraint) => constraintSql(constraint, true, catalog)),
  );
}

/** GENERATED … AS IDENTITY. */
export const identitySql = (always: boolean): string => `GENERATED ${always ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`;

/** Options with blanks between them, in brackets where there are any. */
export const bracketedWords = (clauses: readonly string[]): string => (clauses.length === 0 ? '' : `(${clauses.join(' ')})`);

/** A column of a composite type. */
export const attributeSql = ({ name, type, collation }: AttributeDefinition, catalog: Catalog): string =>
  words(quoteIdent(name), typeSql(type, catalog), collation && `COLLATE ${collation}`);
