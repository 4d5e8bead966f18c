/** Names as the server spells and makes them up. */

/**
 * Keywords that `quote_ident` quotes: every one that is not "unreserved" in `pg_get_keywords()`, 13 to 18 together. A name
 * that is quoted on one major and bare on another is the same name; here it is always quoted.
 */
const QUOTED_KEYWORDS: ReadonlySet<string> = new Set(
  (
    'all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast char ' +
    'character check coalesce collate collation column concurrently constraint create cross current_catalog current_date ' +
    'current_role current_schema current_time current_timestamp current_user dec decimal default deferrable desc distinct do ' +
    'else end except exists extract false fetch float for foreign freeze from full grant greatest group grouping having ilike ' +
    'in initially inner inout int integer intersect interval into is isnull join json json_array json_arrayagg json_exists ' +
    'json_object json_objectagg json_query json_scalar json_serialize json_table json_value lateral leading least left like ' +
    'limit localtime localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset ' +
    'on only or order out outer overlaps overlay placing position precision primary real references returning right row select ' +
    'session_user setof similar smallint some substring symmetric system_user table tablesample then time timestamp to ' +
    'trailing treat trim true union unique user using values varchar variadic verbose when where window with xmlattributes ' +
    'xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable'
  ).split(' '),
);

/**
 * Reserved words: `catcode` R or T in `pg_get_keywords()`, 13 to 18 together (`system_user` since 16). Unlike the other
 * words that `quote_ident` quotes, they are never the name of a table or column without quotes.
 */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column ' +
    'concurrently constraint create cross current_catalog current_date current_role current_schema current_time ' +
    'current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from ' +
    'full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit ' +
    'localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references ' +
    'returning right select session_user similar some symmetric system_user table tablesample then to trailing true union ' +
    'unique user using variadic verbose when where window with'
  ).split(' '),
);

/** Whether a name has to be quoted because it is a reserved word. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}

/** A name as `quote_ident` gives it. */
export function quoteIdent(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !QUOTED_KEYWORDS.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** The canonical name of a relation: each part quoted as `quote_ident` would. */
export function qualify(schema: string, name: string): string {
  return `${quoteIdent(schema)}.${quoteIdent(name)}`;
}

/** The parts of a canonical name, without quotes. A name without schema yields an empty one. */
export function splitRelation(relation: string): { readonly schema: string; readonly name: string } {
  const parts = [...relation.matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map((match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
  return parts.length > 1 ? { schema: parts[0] ?? '', name: parts.slice(1).join('.') } : { schema: '', name: parts[0] ?? '' };
}

/** Longest identifier, in bytes (NAMEDATALEN - 1). */
export const MAXIMUM_NAME = 63;

/** The first `bytes` bytes of a text, cut between characters. */
export function clip(text: string, bytes: number): string {
  const encoded = Buffer.from(text, 'utf8');
  if (encoded.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && ((encoded[end] ?? 0) & 0xc0) === 0x80) end--;
  return encoded.toString('utf8', 0, end);
}

/**
 * `name1_name2_label`, cut to fit as `makeObjectName` of the server does: the longer of the two names loses bytes first.
 */
export function makeObjectName(name1: string, name2: string, label: string): string {
  const overhead = (name2 ? 1 : 0) + (label ? Buffer.byteLength(label, 'utf8') + 1 : 0);
  let length1 = Buffer.byteLength(name1, 'utf8');
  let length2 = Buffer.byteLength(name2, 'utf8');
  while (length1 + length2 > MAXIMUM_NAME - overhead) {
    if (length1 > length2) length1--;
    else length2--;
  }
  return [clip(name1, length1), clip(name2, length2), label].filter((part) => part !== '').join('_');
}

/** `makeObjectName` with a number added until the name is free, as `ChooseRelationName` does. */
export function chooseName(name1: string, name2: string, label: string, taken: (name: string) => boolean): string {
  for (let pass = 0; ; pass++) {
    const candidate = makeObjectName(name1, name2, pass === 0 ? label : `${label}${pass}`);
    if (!taken(candidate)) return candidate;
  }
}
