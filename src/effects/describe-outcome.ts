/** Facts about what the whole change leaves of the thing that an operation is about. */
import type { Catalog, Table } from '../catalog/catalog.ts';
import { diffCatalogs, type Difference } from '../catalog/diff.ts';
import { schemaOf } from '../catalog/draft.ts';
import type { OperationOf } from '../operations/operation.ts';
import { typeText } from './describe.ts';
import type { Made } from './describe-made.ts';
import type { Neighbours } from './neighbours.ts';
import type { OutcomeFacts } from './facts.ts';

const NO_OUTCOME: OutcomeFacts = {
  remade: 'no',
  alsoDropped: [],
  goneColumns: [],
  withoutIdentity: [],
  createdHere: false,
  unknownType: false,
  sequenceMoved: false,
  unknown: [],
};

type Remade = OutcomeFacts['remade'];

const remade = (there: boolean, alike: boolean): Remade => (!there ? 'no' : alike ? 'alike' : 'otherwise');

/** What the change leaves behind. */
export function describeOutcome(made: Made, others: Neighbours): OutcomeFacts {
  const { operation } = made;
  const cascades = operation.kind.startsWith('drop-') && 'cascade' in operation && operation.cascade;
  const outcome = outcomeOf(made, others);
  return cascades ? { ...outcome, alsoDropped: alsoDropped(made) } : outcome;
}

/** More things than these are counted. */
const MOST_NAMED = 6;

/** Parts of a table that go with a column that they are about, CASCADE or not: sql-altertable#SQL-ALTERTABLE-DESC-DROP-COLUMN. */
const WITH_COLUMN = new Set(['index', 'constraint', 'sequence', 'statistics']);

/** What is gone after a DROP … CASCADE besides what it names and the parts of that. */
function alsoDropped({ operation, before, after }: Made): readonly string[] {
  const own = subjectOf(operation);
  const goesAnyway = ({ objectType, object, owner }: Difference): boolean =>
    operation.kind === 'drop-column' && owner === operation.table && WITH_COLUMN.has(objectType) && !pointsAt(object, operation, before);
  const dropped = diffCatalogs(before, after)
    .filter((one) => one.kind === 'missing' && one.object !== own && one.owner !== own && !goesAnyway(one))
    .map(({ objectType, object }) => `${objectType} ${object}`.replaceAll(/\bpublic\./g, ''));
  return dropped.length > MOST_NAMED ? [...dropped.slice(0, MOST_NAMED - 1), `${dropped.length - MOST_NAMED + 1} more`] : dropped;
}

/** A foreign key of the table to this very column of it: that one the server keeps, and refuses to drop the column without CASCADE. */
const pointsAt = (object: string, { table, column }: OperationOf<'drop-column'>, before: Catalog): boolean =>
  [...(before.relations.get(table)?.constraints.values() ?? [])].some(
    ({ name, kind, columns, references }) =>
      kind === 'foreign-key' && object === `${name} on ${table}` && references?.table === table && !columns.includes(column),
  );

/** What a DROP names, as a difference of catalogs calls it. */
function subjectOf(operation: Made['operation']): string {
  switch (operation.kind) {
    case 'drop-column':
      return `${operation.table}.${operation.column}`;
    case 'drop-constraint':
      return `${operation.constraint} on ${operation.table}`;
    case 'drop-trigger':
      return `${operation.trigger} on ${operation.table}`;
    case 'drop-index':
      return operation.index;
    case 'drop-type':
      return operation.type;
    case 'drop-function':
      return operation.function;
    case 'drop-sequence':
      return operation.sequence;
    case 'drop-extension':
      return operation.extension;
    case 'drop-object':
      return operation.target;
    default:
      return 'table' in operation ? operation.table : '';
  }
}

function outcomeOf(made: Made, others: Neighbours): OutcomeFacts {
  const { operation, before, final, change } = made;
  switch (operation.kind) {
    case 'drop-view':
    case 'drop-materialized-view':
      return { ...NO_OUTCOME, ...viewOutcome(before.relations.get(operation.table), final.relations.get(operation.table)) };
    case 'drop-function':
      return { ...NO_OUTCOME, remade: functionOutcome(operation, before, final) };
    case 'drop-type': {
      const [was, is] = [before.types.get(operation.type), final.types.get(operation.type)];
      return {
        ...NO_OUTCOME,
        remade: remade(is !== undefined, was?.kind === is?.kind && was?.labels.join('\0') === is?.labels.join('\0')),
      };
    }
    case 'rename-type':
      return { ...NO_OUTCOME, remade: remade(final.types.has(operation.type), true) };
    case 'drop-identity': {
      const is = final.relations.get(operation.table)?.columns.get(operation.column);
      const fills = is !== undefined && (is.identity !== 'no' || is.default !== undefined || is.drawsFrom !== '');
      return { ...NO_OUTCOME, remade: remade(fills, is?.identity !== 'no') };
    }
    case 'rename-sequence':
      return { ...NO_OUTCOME, remade: remade(final.relations.has(operation.sequence), true) };
    case 'rename-object':
      return { ...NO_OUTCOME, remade: remade(final.functions.has(operation.function), true) };
    case 'drop-trigger':
    case 'drop-rule':
    case 'drop-policy':
      return { ...NO_OUTCOME, remade: partOutcome(operation, final.relations.get(operation.table)) };
    case 'drop-sequence':
      return { ...NO_OUTCOME, remade: remade(final.relations.has(operation.sequence), true) };
    case 'drop-extension':
      return { ...NO_OUTCOME, remade: remade(final.extensions.has(operation.extension), true) };
    case 'drop-publication':
      return { ...NO_OUTCOME, remade: remade(final.publications.has(operation.publication), true) };
    case 'create-publication':
    case 'alter-publication':
    case 'drop-constraint':
    case 'set-replica-identity':
      return { ...NO_OUTCOME, withoutIdentity: withoutIdentity(made) };
    case 'add-enum-value':
    case 'rename-enum-value': {
      const origin = before.types.get(operation.type)?.origin ?? null;
      return { ...NO_OUTCOME, createdHere: origin !== null && origin === change };
    }
    case 'add-column':
    case 'alter-domain': {
      const unknownType =
        operation.kind === 'alter-domain'
          ? !before.types.has(operation.type)
          : made.analysis.effects.some((effect) => effect.cause === 'constrained-domain' && effect.unknown.includes('work'));
      return { ...NO_OUTCOME, unknownType, unknown: unknownType ? ['unknownType'] : [] };
    }
    case 'insert':
    case 'copy':
      return { ...NO_OUTCOME, sequenceMoved: others.moveSequence };
    default:
      return NO_OUTCOME;
  }
}

function viewOutcome(was: Table | undefined, is: Table | undefined): Pick<OutcomeFacts, 'remade' | 'goneColumns'> {
  const known = (was?.columnsKnown ?? false) && (is?.columnsKnown ?? false);
  const goneColumns = known && was && is ? [...was.columns.keys()].filter((column) => !is.columns.has(column)) : [];
  return { remade: remade(is !== undefined, goneColumns.length === 0), goneColumns };
}

function functionOutcome({ function: name, arguments: dropped }: OperationOf<'drop-function'>, before: Catalog, final: Catalog): Remade {
  const signature = (types: OperationOf<'create-function'>['arguments']): string => types.map(typeText).join(', ');
  const now = final.functions.get(name) ?? [];
  const was = (before.functions.get(name) ?? []).filter((own) => !dropped || signature(own.arguments) === signature(dropped));
  const wanted = was.length > 0 ? was.map((own) => signature(own.arguments)) : dropped ? [signature(dropped)] : undefined;
  return remade(now.length > 0, !wanted || wanted.every((one) => now.some((own) => signature(own.arguments) === one)));
}

function partOutcome(operation: OperationOf<'drop-trigger' | 'drop-rule' | 'drop-policy'>, table: Table | undefined): Remade {
  if (operation.kind === 'drop-trigger') return remade(table?.triggers.has(operation.trigger) ?? false, true);
  if (operation.kind === 'drop-rule') return remade(table?.rules.has(operation.rule) ?? false, true);
  return remade(table?.policies.has(operation.policy) ?? false, true);
}

/** Tables that are published at the end without an identity, and were not before. */
function withoutIdentity({ before, final }: Made): readonly string[] {
  if (final.publications.size === 0) return [];
  const lacking: string[] = [];
  for (const table of final.relations.values()) {
    if (table.kind === 'table' && table.columnsKnown && !identified(table) && published(final, table)) {
      const was = before.relations.get(table.name);
      if (!was || identified(was) || !published(before, was)) lacking.push(table.name);
    }
  }
  return lacking;
}

const identified = ({ replicaIdentity, constraints }: Table): boolean =>
  replicaIdentity === 'default' ? [...constraints.values()].some((c) => c.kind === 'primary-key') : replicaIdentity !== 'nothing';

/** Whether changes and deletions of its rows are published. An unlogged or temporary table never is. */
function published(catalog: Catalog, table: Table): boolean {
  if (table.unlogged || table.temporary) return false;
  const schema = schemaOf(table.name);
  return [...catalog.publications.values()].some(({ allTables, tables, schemas, options }) => {
    const said = options.get('publish');
    if (said !== undefined && !/update|delete/.test(said)) return false;
    return allTables || tables.has(table.name) || schemas.includes(schema);
  });
}
