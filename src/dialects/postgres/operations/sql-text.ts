/** Texts of SQL with the names in them set apart: what stands there, and what it means at this point of the script. */
import type { Node, RangeVar, TypeName as TypeNode } from '@pgsql/types';
import type { Mention, SqlText } from '../../../operations/definition.ts';
import { quoteIdent } from '../identifier.ts';
import { dotted, schemaAndName, strings } from '../names.ts';
import type { Range } from '../split.ts';
import { isServerFunction } from '../volatility.ts';
import { nameEnd } from './objects.ts';
import { as, type NodeOf, type Reading } from './reading.ts';
import { readType } from './type-name.ts';
import { inScope, type Scope, walk } from './walk.ts';

/** Functions whose first argument is the name of a relation in quotes. */
const TAKE_RELATIONS = new Set(['nextval', 'currval', 'setval']);

/** The parts of a name in a text, as the server reads it: `app."Order_id_seq"`. */
const partsOf = (text: string): readonly string[] =>
  [...text.matchAll(/"((?:[^"]|"")*)"|([^".\s]+)/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? (bare ?? '').toLowerCase());

/** What in a tree is a name, with the place of its first token; `length` counts its dotted parts. */
interface Named {
  readonly location: number | undefined;
  readonly what: Mention['what'];
  readonly name: string;
  readonly alias: string;
  /** Dotted parts that belong to the name, where more follow; 0 for all of them. */
  readonly parts: number;
}

/** Every name in a tree, in any order. A name without a place in the text is left out. */
function namesIn(reading: Reading, root: unknown): readonly Named[] {
  const found: Named[] = [];
  /** Targets of data statements can have an alias, as those of FROM can. */
  const targets = new Set<object>();
  const relation = (range: RangeVar, scope: Scope | undefined, inQuery: boolean): void => {
    if (range.location === undefined || (!range.schemaname && inScope(scope, range.relname ?? ''))) return;
    const alias = inQuery && !range.alias ? (range.relname ?? '') : '';
    found.push({ location: range.location, what: 'relation', name: reading.names.relation(range), alias, parts: 0 });
  };
  const type = (node: TypeNode): void => {
    if (node.location === undefined || node.location < 0 || node.pct_type) return;
    const { name } = readType(node, '', reading).type;
    if (name.includes('.')) found.push({ location: node.location, what: 'type', name, alias: '', parts: 0 });
  };
  const literal = (node: Node | undefined): void => {
    const constant = as(node, 'A_Const') ?? as(as(node, 'TypeCast')?.arg, 'A_Const');
    const text = constant?.sval?.sval;
    const parts = text === undefined ? [] : partsOf(text);
    if (parts.length === 0 || parts.length > 2) return;
    const { schema, name } = schemaAndName(parts);
    found.push({ location: constant?.location, what: 'literal', name: reading.names.resolve(schema, name), alias: '', parts: 1 });
  };
  const call = (node: NodeOf<'FuncCall'>): void => {
    const parts = strings(node.funcname);
    const { schema, name } = schemaAndName(parts);
    if ((schema === undefined || schema === 'pg_catalog') && TAKE_RELATIONS.has(name)) literal(node.args?.[0]);
    if (node.funcformat === 'COERCE_SQL_SYNTAX' || schema === 'pg_catalog' || (schema === undefined && isServerFunction(name))) return;
    found.push({ location: node.location, what: 'function', name: reading.names.resolve(schema, name), alias: '', parts: 0 });
  };
  const bare = (value: object, scope: Scope | undefined): void => {
    if ('relname' in value) relation(value as RangeVar, scope, targets.has(value));
    else if ('names' in value && 'typemod' in value) type(value as TypeNode);
    else if ('funcname' in value && 'args' in value && 'funcformat' in value) call(value as NodeOf<'FuncCall'>);
  };
  walk(
    root,
    (kind, value, scope) => {
      switch (kind) {
        case 'RangeVar':
          relation(value as RangeVar, scope, true);
          break;
        case 'TypeName':
          type(value as TypeNode);
          break;
        case 'FuncCall':
          call(value as NodeOf<'FuncCall'>);
          break;
        case 'TypeCast': {
          const cast = value as NodeOf<'TypeCast'>;
          if (strings(cast.typeName?.names).at(-1) === 'regclass' && as(cast.arg, 'A_Const')?.sval) literal(cast.arg);
          break;
        }
        case 'ColumnRef': {
          // schema.table.column names a relation, too.
          const { fields, location } = value as NodeOf<'ColumnRef'>;
          const parts = strings(fields);
          if ((fields?.length ?? 0) >= 3 && parts.length >= 2)
            found.push({ location, what: 'relation', name: reading.names.resolve(parts[0], parts[1] ?? ''), alias: '', parts: 2 });
          break;
        }
        case 'LockingClause':
          // The names after OF are aliases.
          return false;
        case 'InsertStmt':
        case 'UpdateStmt':
        case 'DeleteStmt':
        case 'MergeStmt': {
          const target = (value as { relation?: RangeVar }).relation;
          if (target) targets.add(target);
          break;
        }
        default:
      }
      return true;
    },
    undefined,
    bare,
  );
  return found;
}

/** Where a name stands: its tokens, as far as they are the name's. */
function rangeOf(reading: Reading, named: Named): Range | undefined {
  const tokens = reading.tokens();
  const from = reading.index(named.location);
  const to = named.parts > 0 ? from + named.parts * 2 - 1 : nameEnd(reading, from);
  const { start, end } = tokens.range(from, to);
  // What fills in for a placeholder, or for a form of the grammar without a name of its own, has no place.
  const first = tokens.list[from];
  const fits = named.what === 'literal' ? first?.kind === 'string' : first?.kind === 'word' || first?.kind === 'quoted';
  return fits && end > start ? { start, end } : undefined;
}

/** The names of some trees that stand in the offsets `[start, end)`, from there. */
function mentionsAt(reading: Reading, roots: readonly unknown[], { start, end }: Range): readonly Mention[] {
  const mentions = new Map<number, Mention>();
  for (const root of roots) {
    for (const named of namesIn(reading, root)) {
      const range = rangeOf(reading, named);
      if (!range || range.start < start || range.end > end || mentions.has(range.start)) continue;
      const { what, name, alias } = named;
      mentions.set(range.start, { start: range.start - start, end: range.end - start, what, name, alias });
    }
  }
  return [...mentions.values()].sort((a, b) => a.start - b.start);
}

/** The text of the tokens `[from, to)` with the names in it, which the tree `node` holds. */
export function sqlTextAt(reading: Reading, node: unknown, from: number, to: number): SqlText {
  if (to <= from) return { text: '', mentions: [] };
  const range = reading.tokens().range(from, to);
  return { text: reading.slice(range.start, range.end), mentions: mentionsAt(reading, [node], range) };
}

/** The whole statement, with the name of what it makes at the token `own`. */
export function statementText(reading: Reading, node: unknown, own?: { readonly token: number; readonly name: string }): SqlText {
  const text = sqlTextAt(reading, node, 0, reading.tokens().list.length);
  if (!own) return text;
  const base = reading.tokens().list[0]?.start ?? 0;
  const { start, end } = reading.tokens().range(own.token, nameEnd(reading, own.token));
  const mention: Mention = { start: start - base, end: end - base, what: 'relation', name: own.name, alias: '' };
  return {
    text: text.text,
    mentions: [...text.mentions.filter((m) => m.start !== mention.start), mention].sort((a, b) => a.start - b.start),
  };
}

/** Texts one behind the other. */
export function joined(parts: readonly (string | SqlText)[]): SqlText {
  let text = '';
  const mentions: Mention[] = [];
  for (const part of parts) {
    const own = typeof part === 'string' ? [] : part.mentions;
    for (const mention of own) mentions.push({ ...mention, start: mention.start + text.length, end: mention.end + text.length });
    text += typeof part === 'string' ? part : part.text;
  }
  return { text, mentions };
}

/** A collation or operator class of the tree, as it would be written. */
export const nameText = (nodes: readonly Node[] | undefined): string => dotted(strings(nodes));

/** A name of the tree, quoted where it must be; empty where there is none. */
export const identText = (name: string | undefined): string => (name === undefined || name === '' ? '' : quoteIdent(name));
