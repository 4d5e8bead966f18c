/** Names as Liquibase writes them for PostgreSQL by default: quoted only where they must be. Source: AbstractPostgresDatabase.escapeObjectName. */

/** Liquibase's own list of reserved words. */
const RESERVED = new Set(
  (
    'ALL ANALYSE ANALYZE AND ANY ARRAY AS ASC ASYMMETRIC AUTHORIZATION BINARY BOTH CASE CAST CHECK COLLATE COLLATION COLUMN ' +
    'CONCURRENTLY CONSTRAINT CREATE CROSS CURRENT_CATALOG CURRENT_DATE CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP ' +
    'CURRENT_USER DEFAULT DEFERRABLE DESC DISTINCT DO ELSE END EXCEPT FALSE FETCH FOR FOREIGN FREEZE FROM FULL GRANT GROUP HAVING ' +
    'ILIKE IN INITIALLY INNER INTERSECT INTO IS ISNULL JOIN LATERAL LEADING LEFT LIKE LIMIT LOCALTIME LOCALTIMESTAMP NATURAL NOT ' +
    'NOTNULL NULL OFFSET ON ONLY OR ORDER OUTER OVERLAPS PLACING PRIMARY REFERENCES RETURNING RIGHT SELECT SESSION_USER SIMILAR ' +
    'SOME SYMMETRIC TABLE TABLESAMPLE THEN TO TRAILING TRUE UNION UNIQUE USER USING VARIADIC VERBOSE WHEN WHERE WINDOW WITH'
  ).split(' '),
);

/** One name. One with a placeholder that nothing fills stays as it is, for the reader of SQL to name. */
export function nameOf(written: string): string {
  const name = written.trim();
  if (name.includes('${') || /^".*"$/.test(name)) return name;
  const mixed = /\p{Lu}/u.test(name) && /\p{Ll}/u.test(name);
  return mixed || /\W/.test(name) || /^\d/.test(name) || RESERVED.has(name.toUpperCase()) ? `"${name.replaceAll('"', '""')}"` : name;
}

/** A name with its schema, where one is given. */
export function qualifiedName(schema: string | undefined, name: string): string {
  return schema === undefined ? nameOf(name) : `${nameOf(schema)}.${nameOf(name)}`;
}

/** `a, b` as a list of columns. */
export function nameList(written: string): string {
  return written
    .split(',')
    .filter((name) => name.trim() !== '')
    .map((name) => nameOf(name))
    .join(', ');
}

/** A column of an index: a name, or an expression where it has parentheses or says that it is one. */
export function indexColumn(written: string, computed: boolean | undefined): string {
  return computed === true || (computed === undefined && written.includes('(')) ? written : nameOf(written);
}

/** The name that a primary key without one gets: 63 bytes, the table and `_pkey`. Source: PostgresDatabase.generatePrimaryKeyName. */
export function primaryKeyName(table: string): string {
  return `${Buffer.from(table).length <= 58 ? table : table.slice(0, 57)}_pkey`;
}

export { quoteText as literal } from '../quoting.ts';
