/** ALTER of what is no table: renames, moves, owners, types and domains. */
import type { Node, RenameStmt } from '@pgsql/types';
import type { Operation } from '../../../operations/operation.ts';
import { qualify } from '../identifier.ts';
import { schemaAndName, strings } from '../names.ts';
import { constraintOf } from './columns.ts';
import { resolveObject } from './drop.ts';
import { objectText, objectTypeText, roleName } from './objects.ts';
import { as, isOnly, type Reader, type Reading } from './reading.ts';

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

export const rename: Reader<'RenameStmt'> = (statement, reading) => {
  const operation = renameOne(statement, reading);
  const only = statement.relation?.inh !== true && (operation.kind === 'rename-column' || operation.kind === 'rename-constraint');
  return [only ? { ...operation, tableOnly: true } : operation];
};

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
      return { kind: 'role', span, role: old, change: 'alter', newOwner: '', cascade: false };
    case 'OBJECT_DATABASE':
    case 'OBJECT_TABLESPACE':
      return {
        kind: 'database',
        span,
        database: old,
        change: 'alter',
        tablespace: statement.renameType === 'OBJECT_TABLESPACE',
        moves: false,
      };
    default: {
      const inSchema = statement.object && SCHEMA_OBJECTS.has(statement.renameType ?? '');
      const from = inSchema ? resolveObject(statement.object, reading) : '';
      const to = inSchema ? names.rename(from, newName) : '';
      const object = statement.object ? objectText(statement.object) : old;
      const objectType = objectTypeText(statement.renameType);
      return { kind: 'rename-object', span, objectType, object, newName, function: from, newFunction: to };
    }
  }
}

export const setSchema: Reader<'AlterObjectSchemaStmt'> = (statement, reading) => {
  const newSchema = statement.newschema ?? '';
  const isRelation = RELATIONS.has(statement.objectType ?? '');
  const old = isRelation ? reading.names.relation(statement.relation) : resolveObject(statement.object, reading);
  const extension = statement.objectType === 'OBJECT_EXTENSION';
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
      neighbour: statement.newValNeighbor ?? '',
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
    },
  ];
};

/** ALTER … DEPENDS ON EXTENSION. */
export const alterDepends: Reader<'AlterObjectDependsStmt'> = (statement, reading) => {
  const { objectType, relation, object } = statement;
  const { span } = reading;
  const name = relation ? reading.names.relation(relation) : '';
  if (objectType === 'OBJECT_INDEX')
    return [{ kind: 'alter-index', span, index: name, table: '', change: 'other', options: [], tablespace: '', key: 0, ifExists: false }];
  return altered(reading, objectTypeText(objectType), name || objectText(object));
};

/** A statement that changes an object which no table depends on. */
export function altered(reading: Reading, objectType: string, object: string): readonly Operation[] {
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
    },
  ];
}

/** The name in a statement that holds it as a list of strings, as text. */
export function listText(nodes: readonly Node[] | undefined): string {
  return objectText({ List: { items: [...(nodes ?? [])] } });
}
