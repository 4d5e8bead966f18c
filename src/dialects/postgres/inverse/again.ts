/** Operations that make a thing that the catalog knows again. */
import { isTrue } from '../operations/expression.ts';
import type {
  Catalog,
  Column,
  Constraint,
  Grant,
  Index,
  Policy,
  Publication,
  Rule,
  Table,
  Trigger,
  UserFunction,
  UserType,
} from '../../../catalog/catalog.ts';
import { drawsByItself } from '../../../catalog/columns.ts';
import type { ColumnDefinition, ConstraintDefinition, Expression, SequenceOptions, StorageOption } from '../../../operations/definition.ts';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import { NOTHING_MENTIONED, type Published } from '../../../operations/query.ts';
import type { Span } from '../../../source.ts';
import { splitRelation } from '../identifier.ts';
import { literal } from '../render/words.ts';
import { mentionedOf, mentionedOfRule, queryOf } from './reads.ts';

/** Storage parameters as a statement sets them. */
export const storageList = (storage: ReadonlyMap<string, string>): readonly StorageOption[] =>
  [...storage].map(([name, value]) => ({ name, value }));

/** The sequence that a column draws from, as far as the catalog knows it. */
export function sequenceOf(catalog: Catalog, table: string, column: string): Table | undefined {
  for (const relation of catalog.relations.values())
    if (relation.kind === 'sequence' && relation.ownedBy?.table === table && relation.ownedBy.column === column) return relation;
  return undefined;
}

/** `nextval('…'::regclass)` */
export function nextval(sequence: string): Expression {
  const name = literal(sequence);
  const start = 'nextval('.length;
  return {
    text: `nextval(${name}::regclass)`,
    mentions: [{ start, end: start + name.length, what: 'literal', name: sequence, alias: '' }],
    functions: [{ name: 'nextval', arguments: 1 }],
    columns: [],
    mentioned: { ...NOTHING_MENTIONED, relations: [sequence] },
    isNull: false,
    schemas: [],
    tree: undefined,
  };
}

/** The options of an identity column's sequence; its type is that of the column. */
export function identityOptions(options: SequenceOptions): SequenceOptions {
  const { type: _, ...rest } = options;
  return rest;
}

/**
 * A column as ADD COLUMN and CREATE TABLE write it. A serial column whose sequence the server would name otherwise draws
 * from that sequence by its default; storage and compression are set afterwards, as older majors have no clause for them.
 */
export function columnAgain(catalog: Catalog, table: string, column: Column, sequenceName: string): ColumnDefinition {
  const { statistics: _s, attributes: _a, comment: _c, origin: _o, own: _w, drawsFrom, ...definition } = column;
  const sequence = sequenceOf(catalog, table, column.name);
  const plain = { ...definition, storage: '', compression: '', constraints: [] };
  if (column.identity !== 'no') {
    const named = sequence && sequence.name !== sequenceName ? { name: sequence.name } : {};
    return { ...plain, sequence: { ...identityOptions(sequence?.sequence ?? column.sequence), ...named } };
  }
  if (!drawsByItself(column) || (column.serial && drawsFrom === sequenceName)) return plain;
  return { ...plain, serial: false, type: { ...column.type, text: column.type.name }, default: nextval(drawsFrom) };
}

/** ADD COLUMN. */
export function addColumnAgain(table: string, definition: ColumnDefinition, span: Span): OperationOf<'add-column'> {
  return {
    kind: 'add-column',
    span,
    table,
    only: false,
    column: definition.name,
    type: definition.type.text,
    ifNotExists: false,
    notNull: definition.notNull,
    hasDefault: definition.default !== undefined && !definition.default.isNull,
    default: definition.default?.text ?? '',
    serial: definition.serial,
    identity: definition.identity !== 'no',
    generated: definition.generated?.kind ?? 'no',
    unique: false,
    primaryKey: false,
    check: false,
    references: '',
    definition,
  };
}

/** ADD CONSTRAINT. */
export function addConstraintAgain(table: string, c: ConstraintDefinition, span: Span): OperationOf<'add-constraint'> {
  return {
    kind: 'add-constraint',
    span,
    table,
    only: false,
    constraint: c.name,
    named: true,
    constraintKind: c.kind,
    columns: c.columns,
    notValid: c.notValid,
    notEnforced: c.notEnforced,
    usingIndex: '',
    references: c.references?.table ?? '',
    referencedColumns: c.references?.columns ?? [],
    onDelete: c.references?.onDelete ?? 'no-action',
    onUpdate: c.references?.onUpdate ?? 'no-action',
    deferrable: c.deferrable,
    expression: c.expression?.text ?? '',
    definition: { ...c, usingIndex: '' },
  };
}

/** A constraint with the storage parameters that the index behind it has by now. */
export function constraintAgain(catalog: Catalog, table: string, constraint: Constraint): ConstraintDefinition {
  const { comment: _c, origin: _o, span: _s, ...definition } = constraint;
  const index = [...(catalog.relations.get(table)?.indexes ?? [])]
    .map((name) => catalog.indexes.get(name))
    .find((candidate) => candidate?.constraint === constraint.name);
  const behind = index ? { indexStorage: storageList(index.storage), indexTablespace: index.tablespace } : {};
  // NOT ENFORCED says that it is not valid, too.
  return { ...definition, ...behind, usingIndex: '', notValid: definition.notValid && !definition.notEnforced };
}

/** CREATE INDEX. */
export function createIndexAgain(index: Index, span: Span): OperationOf<'create-index'> {
  return {
    kind: 'create-index',
    span,
    table: index.table,
    index: splitRelation(index.name).name,
    named: true,
    columns: index.columns,
    include: index.include,
    unique: index.unique,
    concurrently: false,
    ifNotExists: false,
    only: !index.valid,
    method: index.method,
    partial: index.where !== '',
    where: index.where,
    hasExpressions: index.hasExpressions,
    nulls: index.nullsNotDistinct ? 'not-distinct' : 'unspecified',
    keys: index.keys,
    condition: index.condition,
    storage: storageList(index.storage),
    tablespace: index.tablespace,
  };
}

/** CREATE TABLE of a table, its constraints as far as they can be written with it. */
export function createTableAgain(
  table: Table,
  columns: readonly ColumnDefinition[],
  constraints: readonly ConstraintDefinition[],
  span: Span,
): OperationOf<'create-table'> {
  return {
    kind: 'create-table',
    span,
    table: table.name,
    ifNotExists: false,
    temporary: false,
    unlogged: table.unlogged,
    qualified: true,
    partitioned: table.kind === 'partitioned',
    partitionStrategy: table.partitionStrategy,
    partitionKey: table.partitionKey,
    partitionExpressions: table.partitionExpressions,
    partitionOf: table.partitionOf,
    defaultPartition: table.defaultPartition,
    inherits: table.inherits,
    like: [],
    references: [],
    hasPrimaryKey: constraints.some((c) => c.kind === 'primary-key'),
    columnNames: columns.map(({ name }) => name),
    columns,
    constraints,
    partitionBy: table.partitionBy,
    bound: table.bound,
    likeOptions: [],
    ofType: table.ofType,
    accessMethod: table.accessMethod,
    tablespace: table.tablespace,
    onCommit: '',
    storage: storageList(table.storage),
  };
}

/** CREATE SEQUENCE of a sequence that no serial or identity column makes. */
export function createSequenceAgain(sequence: Table, span: Span): OperationOf<'create-sequence'> {
  return {
    kind: 'create-sequence',
    span,
    sequence: sequence.name,
    ifNotExists: false,
    temporary: false,
    unlogged: sequence.unlogged,
    options: sequence.sequence,
    // The column it belongs to may not be there yet.
    owner: undefined,
  };
}

/** ALTER SEQUENCE that says nothing yet. */
export const alterSequence = (sequence: string, span: Span): OperationOf<'alter-sequence'> => ({
  kind: 'alter-sequence',
  span,
  sequence,
  ifExists: false,
  restart: false,
  ownedBy: '',
  owner: undefined,
  options: {},
  logged: 'unchanged',
});

/** CREATE VIEW, CREATE MATERIALIZED VIEW or CREATE TABLE AS of what was made from a query. */
export function queryAgain(catalog: Catalog, table: Table, span: Span): Operation | undefined {
  const { query, name, sources } = table;
  if (!query) return undefined;
  const { definition, starred, withData, recursive, storage } = query;
  const read = queryOf(catalog, table);
  const shared = { span, table: name, sources, definition, query: read, columnNames: [], selectsStar: starred !== undefined } as const;
  switch (table.kind) {
    case 'view':
      return { ...shared, kind: 'create-view', replace: false, temporary: false, checkOption: false, recursive, storage };
    case 'materialized-view':
      return { ...shared, kind: 'create-materialized-view', ifNotExists: false, withData, storage };
    default:
      // Its rows are gone; the query gives the columns alone.
      return { ...shared, kind: 'create-table-as', ifNotExists: false, temporary: false, unlogged: table.unlogged, withData: false };
  }
}

/** CREATE TYPE or CREATE DOMAIN. */
export function createTypeAgain(type: UserType, span: Span): Operation {
  const { name, kind } = type;
  if (kind !== 'domain')
    return {
      kind: 'create-type',
      span,
      type: name,
      typeKind: kind,
      labels: type.labels,
      attributes: kind === 'composite' ? [...type.attributes.values()] : [],
      definition: type.definition,
      subtype: kind === 'range' ? [...type.attributes.values()][0]?.type : undefined,
    };
  return {
    kind: 'create-domain',
    span,
    type: name,
    constrained: type.notNull || type.constraints.length > 0,
    baseType: type.baseType ?? { name: '', modifiers: [], dimensions: 0, text: '' },
    // NOT VALID is no clause of CREATE DOMAIN.
    constraints: type.constraints.filter((c) => !c.notValid),
    notNull: type.notNull,
    default: type.default,
    collation: type.collation,
  };
}

/** CREATE FUNCTION or PROCEDURE; with `replace` in place of one that is there. */
export function createFunctionAgain(catalog: Catalog, own: UserFunction, replace: boolean, span: Span): OperationOf<'create-function'> {
  return {
    kind: 'create-function',
    span,
    function: own.name,
    procedure: own.procedure,
    replace,
    language: '',
    volatility: own.volatility,
    securityDefiner: false,
    untrusted: '',
    setsSearchPath: false,
    arguments: own.arguments,
    argumentNames: own.argumentNames,
    returns: own.returns,
    writes: own.writes,
    required: own.required,
    variadic: own.variadic,
    strict: own.strict,
    body: own.body,
    mentioned: [mentionedOf(catalog, own.uses)],
    definition: own.definition,
  };
}

/** CREATE TRIGGER. */
export const createTriggerAgain = (
  catalog: Catalog,
  table: string,
  trigger: Trigger,
  replace: boolean,
  span: Span,
): OperationOf<'create-trigger'> => ({
  kind: 'create-trigger',
  span,
  table,
  trigger: trigger.name,
  replace,
  forEachRow: trigger.forEachRow,
  constraintTrigger: trigger.constraintTrigger,
  references: '',
  timing: trigger.timing,
  function: trigger.function,
  columns: trigger.columns,
  events: trigger.events,
  when: mentionedOf(catalog, trigger.when),
  definition: trigger.definition,
});

/** CREATE RULE. */
export const createRuleAgain = (catalog: Catalog, table: string, rule: Rule, replace: boolean, span: Span): OperationOf<'create-rule'> => ({
  kind: 'create-rule',
  span,
  table,
  rule: rule.name,
  replace,
  event: rule.event,
  instead: rule.instead,
  unconditional: rule.unconditional,
  mentioned: [mentionedOfRule(catalog, rule.uses, rule.writes)],
  definition: rule.definition,
});

/** CREATE POLICY. */
export const createPolicyAgain = (catalog: Catalog, table: string, policy: Policy, span: Span): OperationOf<'create-policy'> => ({
  kind: 'create-policy',
  span,
  table,
  policy: policy.name,
  restrictive: policy.restrictive,
  command: policy.command,
  roles: policy.roles,
  usingTrue: isTrue(policy.using),
  checkTrue: isTrue(policy.check),
  using: policy.using,
  check: policy.check,
  mentioned: [mentionedOf(catalog, policy.uses)],
});

/** What a publication reads of its tables. */
export const publishedAgain = (catalog: Catalog, { tables }: Publication): readonly Published[] =>
  [...tables].map(([table, { columns, where }]) => ({ table, columns, where: mentionedOf(catalog, where) }));

/** CREATE PUBLICATION with the tables that are in it. */
export function createPublicationAgain(catalog: Catalog, publication: Publication, span: Span): OperationOf<'create-publication'> {
  const members = [...catalog.relations.values()].flatMap((table) => {
    const definition = table.publications.get(publication.name);
    return definition ? [{ table: table.name, definition }] : [];
  });
  return {
    kind: 'create-publication',
    span,
    publication: publication.name,
    allTables: publication.allTables,
    tables: members.map(({ table }) => table),
    members,
    published: publishedAgain(catalog, publication),
    schemas: publication.schemas,
    storage: storageList(publication.options),
  };
}

/** What GRANT and REVOKE of some single grants on one object share. */
function granted(
  on: string,
  target: string,
  grants: readonly Grant[],
): Omit<OperationOf<'revoke'>, 'kind' | 'span' | 'optionOnly' | 'cascade'> {
  const [first] = grants;
  const names = [...new Set(grants.map(({ privilege }) => privilege))];
  const rights = names.map((name) => ({
    name,
    columns: grants.flatMap((g) => (g.privilege === name && g.column !== '' ? [g.column] : [])),
  }));
  return {
    objects: [target],
    privileges: rights.map(({ name }) => name).join(', '),
    grantees: [first?.grantee ?? ''],
    on,
    allInSchema: false,
    targets: [target],
    rights,
  };
}

/** Single grants in as few statements as they fit in: one for each grantee, with the right to grant apart. */
function grouped(grants: readonly Grant[]): readonly (readonly Grant[])[] {
  const groups = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = `${grant.grantee}\0${grant.withOption}\0${grant.column === '' ? '' : 'columns'}`;
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  }
  return [...groups.values()];
}

/** GRANT of single grants on one object. */
export function grantAgain(on: string, target: string, grants: readonly Grant[], span: Span): readonly Operation[] {
  return grouped(grants).map((group) => ({
    ...granted(on, target, group),
    kind: 'grant',
    span,
    toPublic: group[0]?.grantee === 'public',
    allPrivileges: false,
    withOption: group[0]?.withOption ?? false,
  }));
}

/** REVOKE of single grants on one object; `optionOnly` leaves the privilege itself. */
export function revokeAgain(on: string, target: string, grants: readonly Grant[], optionOnly: boolean, span: Span): readonly Operation[] {
  return grouped(grants).map((group) => ({ ...granted(on, target, group), kind: 'revoke', span, optionOnly, cascade: false }));
}
