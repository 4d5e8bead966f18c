/** What a change takes away from the application: what it drops, renames and retypes, and what it demands of new rows. */
import { nameOf } from '../catalog/draft.ts';
import type { UserType } from '../catalog/catalog.ts';
import type { AnalysedMigration, AnalysedOperation } from '../effects/analysed.ts';
import type { Span } from '../source.ts';

/** One thing whose uses are looked for. Names are those of before the change, without schema and quotes. */
export interface Subject {
  /** `required`: a column that every new row must give; `named`: a function, type, sequence or schema; `value`: of an enum. */
  readonly kind: 'table' | 'column' | 'required' | 'named' | 'value';
  readonly name: string;
  /** The table of a column, the type of a value; otherwise empty. */
  readonly owner: string;
  /** In words, as in UsageReport. */
  readonly object: string;
  readonly change: string;
  readonly span: Span;
  /** Every other table that the history knows: what is theirs is not about this one. */
  readonly others: readonly string[];
}

type Words = Pick<Subject, 'kind' | 'name' | 'owner' | 'object' | 'change'>;

/**
 * The subjects of a change, in its order, each once. What the change itself has made does not count, nor does what breaks
 * nothing (a type that becomes wider), nor a way back.
 */
export function subjectsOf(migrations: readonly AnalysedMigration[]): readonly Subject[] {
  const operations = migrations
    .filter(({ migration }) => migration.direction === 'up')
    .flatMap(({ project, statements }) =>
      statements.filter(({ takenBack }) => !takenBack).flatMap((statement) => statement.operations.map((one) => ({ project, one }))),
    );
  const subjects = new Map<string, Subject>();
  // The application knows a table that this change renames by the name from before.
  const former = new Map<string, string>();
  const moved = new Set<string>();
  for (const [at, { project, one }] of operations.entries()) {
    const tableName = (relation: string): string => former.get(`${project} ${relation}`) ?? nameOf(relation);
    const later = operations.slice(at + 1).flatMap((other) => (other.project === project ? [other.one.operation] : []));
    const { operation } = one;
    // Nobody uses the name that a type is moved away to.
    const movedAway = operation.kind === 'drop-type' && moved.has(`${project} ${operation.type}`);
    for (const words of one.consequence.breaksRunningCode && !movedAway ? wordsOf(one, tableName, later) : []) {
      const { span } = operation;
      const key = JSON.stringify([span.path, span.start, words.object, words.change]);
      if (!subjects.has(key)) subjects.set(key, { ...words, span, others: otherTables(one, words) });
    }
    if (operation.kind === 'rename-type') moved.add(`${project} ${operation.newType}`);
    if (operation.kind === 'rename-table' || operation.kind === 'rename-view')
      former.set(`${project} ${operation.newTable}`, tableName(operation.table));
  }
  return [...subjects.values()];
}

function otherTables({ before }: AnalysedOperation, { name, owner }: Words): readonly string[] {
  const own = owner === '' ? name : owner;
  return [...before.relations.values()]
    .filter(({ kind }) => kind !== 'sequence')
    .map((relation) => nameOf(relation.name))
    .filter((other) => other !== own);
}

function wordsOf(
  { operation, table, column, before }: AnalysedOperation,
  tableName: (relation: string) => string,
  later: readonly AnalysedOperation['operation'][],
): readonly Words[] {
  const ofColumn = (name: string, relation: string, change: string): readonly Words[] => {
    const owner = tableName(relation);
    return [{ kind: 'column', name, owner, object: `column ${name} of ${owner}`, change }];
  };
  const ofRelation = (what: string, relation: string, change: string): readonly Words[] => {
    const name = tableName(relation);
    return [{ kind: 'table', name, owner: '', object: `${what} ${name}`, change }];
  };
  const named = (what: string, qualified: string, change: string): readonly Words[] => {
    const name = nameOf(qualified);
    return [{ kind: 'named', name, owner: '', object: `${what} ${name}`, change }];
  };
  const ofType = (type: string, change: string): readonly Words[] => {
    // PostgreSQL drops no value of an enum: people move the type away and make it anew without the value.
    const again = later.find((other) => other.kind === 'create-type' && other.type === type);
    if (again?.kind !== 'create-type') return named('type', type, change);
    return lostLabels(before.types.get(type), again.labels).flatMap((label) => ofValue(label, type, 'dropped'));
  };
  const ofValue = (value: string, type: string, change: string): readonly Words[] => {
    const owner = nameOf(type);
    return [{ kind: 'value', name: value, owner, object: `value ${value} of ${owner}`, change }];
  };
  const again = ', and made again later in this change';

  switch (operation.kind) {
    case 'drop-column':
      return ofColumn(operation.column, operation.table, `dropped${column.recreatedLater ? again : ''}`);
    case 'rename-column':
      return ofColumn(operation.column, operation.table, `renamed to ${operation.newName}`);
    case 'alter-column-type': {
      const from = column.type === '' ? '' : ` from ${column.type}`;
      return ofColumn(operation.column, operation.table, `retyped${from} to ${operation.type}`);
    }
    case 'add-column': {
      const owner = tableName(operation.table);
      const object = `column ${operation.column} of ${owner}`;
      return operation.notNull ? [{ kind: 'required', name: operation.column, owner, object, change: 'added as required' }] : [];
    }
    case 'drop-table':
      return ofRelation('table', operation.table, `dropped${table.recreatedLater ? again : ''}`);
    case 'rename-table':
      return ofRelation('table', operation.table, `renamed to ${operation.newName}`);
    case 'rename-view':
      return ofRelation('view', operation.table, `renamed to ${operation.newName}`);
    case 'drop-view':
      return table.recreatedLater ? [] : ofRelation('view', operation.table, 'dropped');
    case 'drop-materialized-view':
      return table.recreatedLater ? [] : ofRelation('materialized view', operation.table, 'dropped');
    case 'set-schema':
      return operation.table === '' ? [] : ofRelation(operation.objectType, operation.table, `moved to the schema ${operation.newSchema}`);
    case 'drop-function': {
      const remade = later.some((other) => other.kind === 'create-function' && other.function === operation.function);
      return remade ? [] : named(operation.routine, operation.function, 'dropped');
    }
    case 'drop-type':
      return ofType(operation.type, 'dropped');
    case 'rename-type':
      return ofType(operation.type, `renamed to ${operation.newName}`);
    case 'rename-enum-value':
      return ofValue(operation.value, operation.type, `renamed to ${operation.newValue}`);
    case 'alter-composite-type': {
      const changes = { drop: 'dropped', rename: `renamed to ${operation.newName}`, type: 'retyped', add: '' };
      return operation.change === 'add' ? [] : ofColumn(operation.attribute, operation.type, changes[operation.change]);
    }
    case 'drop-sequence':
      return named('sequence', operation.sequence, 'dropped');
    case 'rename-sequence':
      return named('sequence', operation.sequence, `renamed to ${operation.newName}`);
    case 'drop-schema':
      return named('schema', operation.schema, 'dropped');
    case 'rename-schema':
      return named('schema', operation.schema, `renamed to ${operation.newName}`);
    default:
      return [];
  }
}

function lostLabels(type: UserType | undefined, kept: readonly string[]): readonly string[] {
  return (type?.labels ?? []).filter((label) => !kept.includes(label));
}
