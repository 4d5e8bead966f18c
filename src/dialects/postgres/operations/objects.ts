/** Where the names of objects stand, and what they are as text. */
import type { Node, RoleSpec } from '@pgsql/types';
import type { Span } from '../../../source.ts';
import { dotted, strings } from '../names.ts';
import { all, as, type Reading } from './reading.ts';

/** Index after a dotted name that begins at `from`. */
export function nameEnd(reading: Reading, from: number): number {
  const tokens = reading.tokens();
  let i = from + 1;
  while (tokens.word(i) === '.') i += 2;
  return i;
}

/**
 * The places of several names of one statement, from the offsets where they begin. A statement that names one thing is
 * about that thing as a whole.
 */
export function namedObjects(reading: Reading, offsets: readonly number[]): readonly Span[] {
  if (offsets.length <= 1) return offsets.map(() => reading.span);
  const tokens = reading.tokens();
  return offsets.map((offset) => {
    const from = tokens.at(offset);
    return reading.locate(tokens.range(from, nameEnd(reading, from)));
  });
}

/** `OBJECT_TEXT_SEARCH_DICTIONARY`: `text search dictionary`. */
export function objectTypeText(type: string | undefined): string {
  const words: Readonly<Record<string, string>> = {
    OBJECT_MATVIEW: 'materialized view',
    OBJECT_TSDICTIONARY: 'text search dictionary',
    OBJECT_TSCONFIGURATION: 'text search configuration',
    OBJECT_TSPARSER: 'text search parser',
    OBJECT_TSTEMPLATE: 'text search template',
    OBJECT_FDW: 'foreign data wrapper',
    OBJECT_FOREIGN_SERVER: 'server',
    OBJECT_OPCLASS: 'operator class',
    OBJECT_OPFAMILY: 'operator family',
    OBJECT_STATISTIC_EXT: 'statistics',
    OBJECT_LARGEOBJECT: 'large object',
    OBJECT_TABCONSTRAINT: 'constraint',
    OBJECT_DOMCONSTRAINT: 'domain constraint',
  };
  return (
    words[type ?? ''] ??
    (type ?? '')
      .replace(/^OBJECT_/, '')
      .replaceAll('_', ' ')
      .toLowerCase()
  );
}

/** The parts of the name of an object, whatever way the statement holds it. */
export function objectParts(node: Node | undefined): readonly string[] {
  if (!node) return [];
  const name = as(node, 'String');
  if (name) return [name.sval ?? ''];
  const list = as(node, 'List');
  // CAST (a AS b) and TRANSFORM FOR a hold types.
  if (list)
    return list.items?.some((item) => 'TypeName' in item)
      ? [list.items.map((item) => dotted(objectParts(item))).join(' AS ')]
      : strings(list.items);
  const relation = as(node, 'RangeVar');
  if (relation) return relation.schemaname ? [relation.schemaname, relation.relname ?? ''] : [relation.relname ?? ''];
  return strings(as(node, 'TypeName')?.names ?? as(node, 'ObjectWithArgs')?.objname);
}

/** The name of an operator: its symbols are never quoted. */
export function operatorText(parts: readonly string[]): string {
  return [...parts.slice(0, -1).map((part) => dotted([part])), parts.at(-1) ?? ''].join('.');
}

/** The name of an object as text. */
export function objectText(node: Node | undefined): string {
  const parts = objectParts(node);
  if (/^[+*/<>=~!@#%^&|`?-]+$/.test(parts.at(-1) ?? '')) return operatorText(parts);
  return parts.length === 1 && / AS /.test(parts[0] ?? '') ? `(${parts[0] ?? ''})` : dotted(parts);
}

/** The name of a role: `public` and CURRENT_USER have words of their own. */
export function roleName(role: RoleSpec | undefined): string {
  switch (role?.roletype) {
    case 'ROLESPEC_PUBLIC':
      return 'public';
    case 'ROLESPEC_CURRENT_ROLE':
      return 'current_role';
    case 'ROLESPEC_CURRENT_USER':
      return 'current_user';
    case 'ROLESPEC_SESSION_USER':
      return 'session_user';
    default:
      return role?.rolename ?? '';
  }
}

export function roleNames(nodes: readonly Node[] | undefined): readonly string[] {
  return all(nodes, 'RoleSpec').map(roleName);
}
