/** What is there after the change and was not before, object by object, in words. */
import type { Catalog } from '../catalog/catalog.ts';
import { type Difference, diffCatalogs } from '../catalog/diff.ts';
import { type Operation, tableOf } from '../operations/operation.ts';
import type { WayOut } from './way-out.ts';

/** More changes than this are counted, not listed. */
const MOST = 40;

/** Every change of the schema as a line; what changes of one object is in one line. */
export function schemaChanges(
  { migrations }: WayOut,
  before: Catalog,
  after: Catalog,
  display: (relation: string) => string,
): readonly string[] {
  // Of a table that no migration makes nobody knows what was there: what is done to it is told instead.
  const isUnknown = (relation: string): boolean => !before.relations.has(relation) && after.relations.get(relation)?.made !== true;
  const lines = new Map<string, { readonly subject: string; readonly parts: string[] }>();
  for (const difference of diffCatalogs(before, after)) {
    // What a partition gets with its table is told of the table.
    const parent = after.relations.get(difference.owner)?.partitionOf ?? '';
    if (parent !== '' && before.relations.has(parent) && difference.objectType !== 'index') continue;
    if (isUnknown(difference.owner === '' ? difference.object : difference.owner)) continue;
    const subject = `${difference.objectType} ${objectText(difference, display)}`;
    const line = lines.get(subject) ?? { subject, parts: [] };
    line.parts.push(...partsOf(difference));
    lines.set(subject, line);
  }
  for (const { operation } of migrations.flatMap(({ statements }) => statements.flatMap(({ operations }) => operations))) {
    const table = tableOf(operation);
    if (table === '' || !isUnknown(table) || DATA_KINDS.has(operation.kind)) continue;
    const subject = `table ${display(table)}`;
    const line = lines.get(subject) ?? { subject, parts: [] };
    line.parts.push(operationText(operation));
    lines.set(subject, line);
  }
  const all = [...lines.values()].flatMap(({ subject, parts }) =>
    parts.length > 0 ? [`${subject}: ${[...new Set(parts)].join('; ')}`] : [],
  );
  return all.length <= MOST ? all : [...all.slice(0, MOST), `${all.length - MOST} more changes`];
}

const DATA_KINDS = new Set(['insert', 'update', 'delete', 'merge', 'copy', 'select', 'lock-table', 'set', 'analyze', 'vacuum']);

/** `drop column name`, `alter column type id to bigint`. */
function operationText(operation: Operation): string {
  const named = ['column', 'constraint', 'index', 'trigger', 'policy', 'rule'].flatMap((field) => {
    const value: unknown = field in operation ? operation[field as keyof Operation] : undefined;
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
  const to =
    'newName' in operation ? ` to ${operation.newName}` : operation.kind === 'alter-column-type' ? ` to ${short(operation.type)}` : '';
  return `${operation.kind.replaceAll('-', ' ')}${named.length > 0 ? ` ${named[0] ?? ''}` : ''}${to}`;
}

/** `users.email`, `users_age_check on users`. */
function objectText({ object, owner, objectType }: Difference, display: (relation: string) => string): string {
  if (owner === '') return display(object);
  if (objectType === 'column') return `${display(owner)}.${object.slice(owner.length + 1)}`;
  if (objectType === 'index') return `${display(object)} on ${display(owner)}`;
  return object.endsWith(` on ${owner}`) ? `${object.slice(0, -owner.length)}${display(owner)}` : object;
}

function partsOf(difference: Difference): readonly string[] {
  const { kind, property, was, is, objectType } = difference;
  switch (kind) {
    case 'missing':
      return ['dropped'];
    case 'extra':
      return [`new${detail(difference)}`];
    case 'order':
      // Where columns stand is of no use to a reader of a plan.
      return [];
    case 'changed':
      if (property === 'comment' || property === 'privileges' || property === 'owner') return [`${property} changed`];
      if (was === 'yes' || is === 'yes') return [is === 'yes' ? property : `no longer ${property}`];
      if (objectType === 'function' || objectType === 'procedure' || property === 'query' || property === 'definition') return ['changed'];
      if (was === '') return [`${property} ${short(is)}`];
      return is === '' ? [`${property} gone (was ${short(was)})`] : [`${property} ${short(was)} to ${short(is)}`];
  }
}

/** What a new column, index or constraint is like. */
function detail({ objectType, shape }: Difference): string {
  if (objectType !== 'column' && objectType !== 'constraint') return '';
  // The kind or type comes first.
  const first = shape.split('\0')[0] ?? '';
  return first === '' ? '' : `, ${short(first)}`;
}

const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}…` : text);
