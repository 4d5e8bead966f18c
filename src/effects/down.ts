/**
 * Whether a way back gives back what was there: a down is run in the catalog right after its own up, and what is there then
 * is compared with what was there before the up. Nothing is said where the files do not show what happens.
 */
import { applyOperations } from '../catalog/apply.ts';
import type { Catalog, Origin } from '../catalog/catalog.ts';
import { type Difference, diffCatalogs } from '../catalog/diff.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { type Operation, tableOf } from '../operations/operation.ts';
import { takesBack } from './rollback.ts';
import type { SeenMigration } from './seen.ts';

/** An up, with what it found and what it left. */
export interface UpSeen {
  readonly seen: SeenMigration;
  readonly before: Catalog;
  readonly after: Catalog;
  /** Something before it could not be read: what the catalog does not have may be there all the same. */
  readonly gaps: boolean;
}

interface DownContext {
  readonly dialect: Dialect;
  readonly version: number;
  readonly change: Origin;
}

const operationsOf = (seen: SeenMigration): readonly Operation[] => seen.statements.flatMap((s) => s.operations.map((o) => o.operation));

/** Whether the files show all that a migration does, whatever the database it meets. */
function isPlain({ parsed, statements }: SeenMigration, dialect: Dialect): boolean {
  return (
    parsed.unread.length === 0 &&
    !takesBack(statements.map((s) => s.statement)) &&
    statements.every(
      (s) =>
        !s.statement.inBlock &&
        s.operations.every(
          ({ operation, analysis }) =>
            !dialect.runsUnread(operation) && analysis.unsupported === undefined && analysis.consequence.refused === null,
        ),
    )
  );
}

/**
 * What is not as it was after a migration and its way back, in words; nothing where it is as it was; null where that is not
 * known.
 */
export function downDifferences(up: UpSeen, down: SeenMigration, context: DownContext): readonly string[] | null {
  const { dialect, change, version } = context;
  if (up.seen.migration.repeatable || up.seen.statements.length === 0 || down.statements.length === 0) return null;
  if (!isPlain(up.seen, dialect) || !isPlain(down, dialect)) return null;
  const undoing = operationsOf(down);
  const after = applyOperations(up.after, undoing, { change, naming: dialect.naming, version });
  const left = withoutPairs(diffCatalogs(up.before, after), dialect);
  if (left.length === 0) return [];
  const made = diffCatalogs(up.before, up.after);
  return left.filter((difference) => isReal(difference, { up, made, after, undoing })).map((difference) => wordsOf(difference, dialect));
}

interface Case {
  readonly up: UpSeen;
  /** What the up changed. */
  readonly made: readonly Difference[];
  readonly after: Catalog;
  readonly undoing: readonly Operation[];
}

/** What is said about a thing besides its shape: it goes when the thing is made again, and nothing fails for want of it. */
const NOTES: ReadonlySet<string> = new Set(['comment', 'comments of columns', 'owner', 'privileges']);

const sameThing = (a: Difference, b: Difference): boolean =>
  a.objectType === b.objectType && a.object === b.object && a.kind === b.kind && a.property === b.property;

/** Whether a difference is one that people would want to know of, and does not follow from what the history leaves open. */
function isReal(difference: Difference, { up, made, after, undoing }: Case): boolean {
  const { kind, objectType, object, owner, property } = difference;
  if (kind === 'order' || isPartOfAnother(difference, up.before, after)) return false;
  // A table that was made from a query is what it is, and a column is NOT NULL under any name.
  if ((objectType === 'table' && property === 'query') || isNotNull(difference)) return false;
  if (NOTES.has(property) && !made.every((other) => NOTES.has(other.property))) return false;
  if (property !== '' && (sameText(difference.was, difference.is) || isSameOtherwise(difference, up.before))) return false;
  if (kind === 'missing') return true;
  const relation = up.before.relations.get(owner || object);
  const whole = owner === '' ? (relation?.made ?? true) : (relation?.columnsKnown ?? false);
  if (kind === 'changed') {
    if (onlyMoreLabels(difference, up.seen)) return false;
    return !up.gaps && whole;
  }
  if (made.some((other) => sameThing(other, difference)))
    return isMadeForSure(difference, up) && !isDroppedElsewhere(difference, up.after, undoing);
  // The down made it: the up may have dropped it without anybody knowing that it was there.
  return !up.gaps && whole && !operationsOf(up.seen).some((operation) => dropsUnknown(operation, difference, up.before));
}

const isNotNull = ({ objectType, shape }: Difference): boolean => objectType === 'constraint' && shape.startsWith('not-null\0');

/** What is written in another way and means the same. */
function isSameOtherwise({ property, was, is, owner, object }: Difference, before: Catalog): boolean {
  if (property === 'default') {
    if ([was, is].every((value) => value === '' || /^null$/i.test(value))) return true;
    // A label that the enum does not have under this name any more: it was renamed, and the default with it.
    const type = before.relations.get(owner)?.columns.get(object.slice(owner.length + 1))?.type.name ?? '';
    const labels = before.types.get(type)?.labels ?? [];
    return labels.length > 0 && !labels.some((label) => was.startsWith(`'${label}'`));
  }
  if (property !== 'referenced table') return false;
  // A foreign key without columns references the primary key.
  const [named = '', bareName = ''] = was.length > is.length ? [was, is] : [is, was];
  const key = [...(before.relations.get(bareName)?.constraints.values() ?? [])].find((c) => c.kind === 'primary-key');
  return key !== undefined && named === `${bareName} (${key.columns.join(', ')})`;
}

/** What comes and goes with something else that is told: the index of a constraint, the sequence of a column. */
function isPartOfAnother({ objectType, object }: Difference, before: Catalog, after: Catalog): boolean {
  if (objectType === 'index') return [before, after].some((catalog) => (catalog.indexes.get(object)?.constraint ?? '') !== '');
  if (objectType === 'sequence') return [before, after].some((catalog) => (catalog.relations.get(object)?.ownedBy ?? null) !== null);
  return false;
}

/** PostgreSQL takes no label out of an enum, and IF NOT EXISTS lets the up run again. */
function onlyMoreLabels({ property, was, is }: Difference, seen: SeenMigration): boolean {
  const now = new Set(is.split(', '));
  return (
    property === 'labels' &&
    was.split(', ').every((label) => now.has(label)) &&
    operationsOf(seen).every((operation) => operation.kind !== 'add-enum-value' || operation.ifNotExists)
  );
}

/** Whether what is new after the up was made by it: not what it only mentions, nor what IF NOT EXISTS or OR REPLACE may have found. */
function isMadeForSure({ objectType, object, owner }: Difference, { seen, after }: UpSeen): boolean {
  // An extension or a schema that was made in case it is not there is left for others to use.
  if (objectType === 'extension')
    return operationsOf(seen).some((o) => o.kind === 'create-extension' && o.extension === object && !o.ifNotExists);
  if (objectType === 'schema') return operationsOf(seen).some((o) => o.kind === 'create-schema' && o.schema === object && !o.ifNotExists);
  const relation = after.relations.get(object);
  if (relation) return relation.made && relation.origin !== null;
  const index = after.indexes.get(object);
  if (objectType === 'index') return index !== undefined && index.origin !== null;
  if (objectType === 'column') {
    const table = after.relations.get(owner);
    return (table?.columns.get(object.slice(owner.length + 1))?.origin ?? null) !== null;
  }
  const type = after.types.get(object);
  if (type) return type.origin !== null;
  const own = after.functions.get(object.slice(0, object.indexOf('(')));
  if (own) return own.every((one) => one.origin !== null);
  return true;
}

/** The last part of the name of a thing, without its table and its arguments. */
function bare(object: string): string {
  const own = object.replace(/\(.*$| on .*$/s, '');
  return own.slice(own.lastIndexOf('.') + 1);
}

/** What an operation drops: what sort of thing, and its name as in a difference. */
function droppedBy(operation: Operation): readonly [sort: string, object: string] | undefined {
  switch (operation.kind) {
    case 'drop-table':
    case 'drop-view':
    case 'drop-materialized-view':
      return ['relation', operation.table];
    case 'drop-sequence':
      return ['relation', operation.sequence];
    case 'drop-index':
      return ['index', operation.index];
    case 'drop-type':
      return ['type', operation.type];
    case 'drop-function':
      return ['function', operation.function];
    case 'drop-column':
      return ['column', `${operation.table}.${operation.column}`];
    case 'drop-constraint':
      return ['constraint', `${operation.constraint} on ${operation.table}`];
    case 'drop-schema':
      return ['schema', operation.schema];
    case 'drop-extension':
      return ['extension', operation.extension];
    case 'drop-trigger':
      return ['trigger', `${operation.trigger} on ${operation.table}`];
    default:
      return undefined;
  }
}

/** Types of objects that share their names. */
const SORTS: Readonly<Record<string, string>> = {
  table: 'relation',
  'partitioned table': 'relation',
  view: 'relation',
  'materialized view': 'relation',
  sequence: 'relation',
  'foreign table': 'relation',
  domain: 'type',
  procedure: 'function',
};

/** Whether an operation drops something that is called like a thing, in whatever schema or table. */
function dropsNamesake(operation: Operation, { objectType, object }: Difference): boolean {
  const dropped = droppedBy(operation);
  return dropped !== undefined && dropped[0] === (SORTS[objectType] ?? objectType) && bare(dropped[1]) === bare(object);
}

/** Whether an operation may drop a thing that the history does not show. */
function dropsUnknown(operation: Operation, difference: Difference, before: Catalog): boolean {
  if ('cascade' in operation && operation.cascade === true) return true;
  if (dropsNamesake(operation, difference)) return true;
  // Of a relation whose parts are not all known, any may have gone with it.
  const { objectType } = difference;
  const known = before.relations.get(tableOf(operation))?.columnsKnown ?? false;
  return operation.kind === 'drop-table' && !known && objectType !== 'schema' && objectType !== 'extension';
}

/** The down drops something of that name which the catalog does not know: in another schema, as search_path may have it. */
function isDroppedElsewhere(difference: Difference, after: Catalog, undoing: readonly Operation[]): boolean {
  return undoing.some((operation) => {
    const dropped = droppedBy(operation)?.[1] ?? '';
    return dropsNamesake(operation, difference) && dropped !== difference.object && !after.relations.has(dropped);
  });
}

/**
 * Without a thing that is gone and one alike that came, where the server chose one of the names, or is asked to choose.
 */
function withoutPairs(differences: readonly Difference[], dialect: Dialect): readonly Difference[] {
  const gone = new Set<Difference>();
  for (const missing of differences) {
    if (missing.kind !== 'missing' || (missing.objectType !== 'constraint' && missing.objectType !== 'index')) continue;
    const extra = differences.find(
      (other) =>
        other.kind === 'extra' &&
        !gone.has(other) &&
        other.objectType === missing.objectType &&
        other.owner === missing.owner &&
        sameText(other.shape, missing.shape) &&
        [other, missing].some((one) => isServerName(one, dialect)),
    );
    if (extra) gone.add(missing).add(extra);
  }
  return differences.filter((difference) => !gone.has(difference));
}

/** Whether a name looks like one that the server makes up. */
function isServerName({ object, owner, shape, objectType }: Difference, { naming }: Dialect): boolean {
  const [first = '', second = ''] = shape.split('\0');
  const free = (): boolean => false;
  if (objectType === 'index') {
    const columns = first.split(', ');
    return [true, false].some((unique) => naming.qualify(owner, naming.indexName(owner, columns, unique, free)) === object);
  }
  const columns = second === '' ? [] : second.split(', ');
  const chosen = naming.constraintName(owner, { kind: first, columns }, free);
  return object.startsWith(chosen) && /^\d* on /.test(object.slice(chosen.length));
}

/** What the server adds to a text of SQL, or leaves out, when it prints it: casts, parentheses, quotes, words that change nothing. */
const ADDED =
  /::\s*[\w."]+(?:\s+(?:precision|varying|with(?:out)? time zone))?(?:\s*\([\d, ]*\))?(?:\[\])*|\bor replace\b|\b(?:as|asc|outer|inner)\b|[\s;"()]+/g;

/** Whether two texts of SQL differ in comments, blanks, the case of letters and what the server itself adds alone. */
function sameText(a: string, b: string): boolean {
  const plain = (sql: string): string =>
    sql
      .replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
      .toLowerCase()
      .replaceAll(/\bcurrent_timestamp\b/g, 'now()')
      .replaceAll('!=', '<>')
      .replaceAll(ADDED, '');
  return plain(a) === plain(b);
}

/** Longer texts than this are not shown. */
const LONGEST = 60;

/** A difference in words that stand in a list. */
function wordsOf({ kind, objectType, object, property, was, is, text }: Difference, { defaultSchema }: Dialect): string {
  const shown = (words: string): string => words.replaceAll(new RegExp(`(?<![\\w".$])${defaultSchema}\\.`, 'g'), '');
  const subject = `${objectType} ${object}`;
  if (kind !== 'changed') return shown(text);
  if (is === 'yes') return shown(`${property} is set on ${subject}`);
  if (was === 'yes') return shown(`${property} is no longer set on ${subject}`);
  if (was.length > LONGEST || is.length > LONGEST || property === 'definition' || property === 'query')
    return shown(`${subject} has lost its former ${property}`);
  if (is === '') return shown(`${subject} has lost its ${property} (${was})`);
  return shown(`${subject} has the ${property} ${is} instead of ${was === '' ? 'none' : was}`);
}
