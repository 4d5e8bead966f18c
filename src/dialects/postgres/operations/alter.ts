/** ALTER of what is no table: renames, moves, owners, types and domains. */
import type { Node, RenameStmt } from '@pgsql/types';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import { qualify, quoteIdent } from '../identifier.ts';
import { schemaAndName, strings } from '../names.ts';
import { constraintOf } from './columns.ts';
import { resolveObject } from './drop.ts';
import { expressionAt } from './expression.ts';
import { nameEnd, objectText, objectTypeText, roleName } from './objects.ts';
import { as, isOnly, type Reader, type Reading } from './reading.ts';
import { statementText } from './sql-text.ts';
import { targetOf } from './target.ts';

/** What is a relation: its name is in `relation` of the statement. */
const RELATIONS = new Set(['OBJECT_TABLE', 'OBJECT_VIEW', 'OBJECT_MATVIEW', 'OBJECT_INDEX', 'OBJECT_SEQUENCE', 'OBJECT_FOREIGN_TABLE']);
const SCHEMA_OBJECTS = new Set([
  'OBJECT_TYPE',
  'OBJECT_DOMAIN',
  'OBJECT_FUNCTION',
  'OBJECT_PROCEDURE',
  'OBJECT_ROUTINE',
  'OBJECT_AGGREGATE',
]);

export const rename: Reader<'RenameStmt'> = (statement, reading) => [renameOne(statement, reading)];

function renameOne(statement: RenameStmt, reading: Reading): Operation {
  const { names, span } = reading;
  const newName = statement.newname ?? '';
  const old = statement.subname ?? '';
  const ifExists = statement.missing_ok === true;
  const table = statement.relation ? names.relation(statement.relation) : '';
  switch (statement.renameType) {
    case 'OBJECT_TABLE':
    case 'OBJECT_FOREIGN_TABLE':
      return { kind: 'rename-table', span, table, newName, newTable: names.rename(table, newName), ifExists };
    case 'OBJECT_VIEW':
    case 'OBJECT_MATVIEW': {
      const materialized = statement.renameType === 'OBJECT_MATVIEW';
      return { kind: 'rename-view', span, table, newName, newTable: names.rename(table, newName), materialized, ifExists };
    }
    case 'OBJECT_INDEX':
      names.rename(table, newName);
      return { kind: 'rename-index', span, index: table, table: '', newName, ifExists };
    case 'OBJECT_SEQUENCE':
      return { kind: 'rename-sequence', span, sequence: table, newName, newSequence: names.rename(table, newName) };
    case 'OBJECT_COLUMN':
      return { kind: 'rename-column', span, table, only: isOnly(statement.relation), column: old, newName };
    case 'OBJECT_ATTRIBUTE':
      return {
        kind: 'alter-composite-type',
        span,
        type: table,
        change: 'rename',
        attribute: old,
        newName,
        ifExists,
        cascade: statement.behavior === 'DROP_CASCADE',
        definition: undefined,
      };
    case 'OBJECT_TABCONSTRAINT':
      return { kind: 'rename-constraint', span, table, only: isOnly(statement.relation), constraint: old, newName };
    case 'OBJECT_DOMCONSTRAINT':
      return {
        kind: 'alter-domain',
        span,
        type: resolveObject(statement.object, reading),
        change: 'rename-constraint',
        constraint: old,
        notValid: false,
        ifExists: false,
        definition: undefined,
        default: undefined,
        newName,
        cascade: false,
      };
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN': {
      const type = resolveObject(statement.object, reading);
      return { kind: 'rename-type', span, type, newName, newType: names.rename(type, newName) };
    }
    case 'OBJECT_SCHEMA':
      return { kind: 'rename-schema', span, schema: old, newName };
    case 'OBJECT_TRIGGER':
      return { kind: 'rename-dependent', span, table, objectType: 'trigger', object: old, newName };
    case 'OBJECT_RULE':
      return { kind: 'rename-dependent', span, table, objectType: 'rule', object: old, newName };
    case 'OBJECT_POLICY':
      return { kind: 'rename-dependent', span, table, objectType: 'policy', object: old, newName };
    case 'OBJECT_ROLE':
      return {
        kind: 'role',
        span,
        role: old,
        change: 'alter',
        newOwner: '',
        password: 'none',
        powers: [],
        cascade: false,
        definition: statementText(reading, undefined),
      };
    case 'OBJECT_DATABASE':
    case 'OBJECT_TABLESPACE':
      return {
        kind: 'database',
        span,
        database: old,
        change: 'alter',
        tablespace: statement.renameType === 'OBJECT_TABLESPACE',
        moves: false,
        definition: statementText(reading, undefined),
      };
    default: {
      // Before the new name is known.
      const target = statement.object ? targetOf(statement.renameType ?? '', statement.object, reading) : quoteIdent(old);
      const inSchema = statement.object && SCHEMA_OBJECTS.has(statement.renameType ?? '');
      const from = inSchema ? resolveObject(statement.object, reading) : '';
      const to = inSchema ? names.rename(from, newName) : '';
      const object = statement.object ? objectText(statement.object) : old;
      const objectType = objectTypeText(statement.renameType);
      return { kind: 'rename-object', span, objectType, object, newName, function: from, newFunction: to, target };
    }
  }
}

export const setSchema: Reader<'AlterObjectSchemaStmt'> = (statement, reading) => {
  const newSchema = statement.newschema ?? '';
  const isRelation = RELATIONS.has(statement.objectType ?? '');
  const old = isRelation ? reading.names.relation(statement.relation) : resolveObject(statement.object, reading);
  const extension = statement.objectType === 'OBJECT_EXTENSION';
  const target = isRelation ? old : targetOf(statement.objectType ?? '', statement.object, reading);
  return [
    {
      kind: 'set-schema',
      span: reading.span,
      table: isRelation ? old : '',
      objectType: objectTypeText(statement.objectType),
      object: isRelation ? old : objectText(statement.object),
      newSchema,
      // An extension is in no schema itself.
      newTable: extension ? qualify(newSchema, objectText(statement.object)) : reading.names.move(old, newSchema),
      ifExists: statement.missing_ok === true,
      target,
    },
  ];
};

export const setOwner: Reader<'AlterOwnerStmt'> = (statement, reading) => [
  {
    kind: 'set-owner',
    span: reading.span,
    table: RELATIONS.has(statement.objectType ?? '') ? reading.names.relation(statement.relation) : '',
    object: objectText(statement.object),
    owner: roleName(statement.newowner),
    objectType: objectTypeText(statement.objectType),
    target: RELATIONS.has(statement.objectType ?? '')
      ? reading.names.relation(statement.relation)
      : targetOf(statement.objectType ?? '', statement.object, reading),
  },
];

export const alterEnum: Reader<'AlterEnumStmt'> = (statement, reading) => {
  const { schema, name } = schemaAndName(strings(statement.typeName));
  const type = reading.names.resolve(schema, name);
  const value = statement.newVal ?? '';
  if (statement.oldVal !== undefined)
    return [{ kind: 'rename-enum-value', span: reading.span, type, value: statement.oldVal, newValue: value }];
  return [
    {
      kind: 'add-enum-value',
      span: reading.span,
      type,
      value,
      ifNotExists: statement.skipIfNewValExists === true,
      positioned: statement.newValNeighbor !== undefined,
      place:
        statement.newValNeighbor === undefined
          ? undefined
          : { where: statement.newValIsAfter ? 'after' : 'before', neighbour: statement.newValNeighbor },
    },
  ];
};

const DOMAIN_CHANGES = {
  T: 'set-default',
  N: 'drop-not-null',
  O: 'set-not-null',
  C: 'add-constraint',
  X: 'drop-constraint',
  V: 'validate-constraint',
} as const;
const isDomainChange = (letter: string): letter is keyof typeof DOMAIN_CHANGES => letter in DOMAIN_CHANGES;

export const alterDomain: Reader<'AlterDomainStmt'> = (statement, reading) => {
  const { schema, name } = schemaAndName(strings(statement.typeName));
  const letter = statement.subtype ?? '';
  const node = as(statement.def, 'Constraint');
  const read = node && constraintOf(reading, node, reading.index(node.location), reading.tokens().list.length);
  const definition = read && { ...read, columns: [] };
  const change = isDomainChange(letter) ? DOMAIN_CHANGES[letter] : 'set-default';
  const keyword = change === 'set-default' && statement.def ? reading.tokens().find(['DEFAULT']) : -1;
  return [
    {
      kind: 'alter-domain',
      span: reading.span,
      type: reading.names.resolve(schema, name),
      change: change === 'set-default' && !statement.def ? 'drop-default' : change,
      constraint: statement.name ?? definition?.name ?? '',
      notValid: definition?.notValid ?? false,
      ifExists: statement.missing_ok === true,
      definition,
      default: keyword < 0 ? undefined : expressionAt(reading, statement.def, keyword + 1, reading.tokens().list.length),
      newName: '',
      cascade: statement.behavior === 'DROP_CASCADE',
    },
  ];
};

/** ALTER … DEPENDS ON EXTENSION. */
export const alterDepends: Reader<'AlterObjectDependsStmt'> = (statement, reading) => {
  const { objectType, relation, object } = statement;
  const { span } = reading;
  const name = relation ? reading.names.relation(relation) : '';
  if (objectType === 'OBJECT_INDEX') {
    const tokens = reading.tokens();
    const definition = reading.words(nameEnd(reading, reading.index(relation?.location)), tokens.list.length);
    return [
      {
        kind: 'alter-index',
        span,
        index: name,
        table: '',
        change: 'other',
        options: [],
        tablespace: '',
        key: 0,
        ifExists: false,
        storage: [],
        target: '',
        definition,
      },
    ];
  }
  const own = targetOf(objectType ?? '', object, reading);
  // A trigger's or rule's table stands apart from its name.
  const target = name === '' ? own : object ? `${own} ON ${name}` : name;
  const schema = object && name === '' ? resolveObject(object, reading) : undefined;
  return altered(reading, statement, objectTypeText(objectType), name || objectText(object), target, schema);
};

/**
 * A statement that changes an object which no table depends on. `name` is the canonical name of one that is in a schema:
 * it stands behind ALTER, the type and IF EXISTS.
 */
export function altered(
  reading: Reading,
  node: unknown,
  objectType: string,
  object: string,
  target: string,
  name?: string,
  more: Partial<OperationOf<'alter-object'>> = {},
): readonly Operation[] {
  const tokens = reading.tokens();
  const after = 1 + objectType.split(' ').length;
  const token = tokens.word(after) === 'IF' ? after + 2 : after;
  const definition = statementText(reading, node, name === undefined ? undefined : { token, name });
  return [
    {
      kind: 'alter-object',
      span: reading.span,
      objectType,
      object,
      function: '',
      arguments: undefined,
      volatility: undefined,
      staysCall: false,
      password: 'none',
      target,
      definition,
      ...more,
    },
  ];
}

/** The same for an object that is in a schema and named by a list of its parts. */
export function alteredNamed(
  reading: Reading,
  node: unknown,
  type: string,
  parts: readonly Node[] | undefined,
  suffix = '',
): readonly Operation[] {
  const { schema, name } = schemaAndName(strings(parts));
  const canonical = reading.names.resolve(schema, name);
  return altered(reading, node, type, listText(parts), `${canonical}${suffix}`, canonical);
}

/** The name in a statement that holds it as a list of strings, as text. */
export function listText(nodes: readonly Node[] | undefined): string {
  return objectText({ List: { items: [...(nodes ?? [])] } });
}
