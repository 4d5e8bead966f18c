/**
 * The SQL of operations that undo others, as far as it is spelt here: what the tests run on servers. A renderer of the
 * dialect takes its place: `inverseSql` is all that the tests call.
 */
import { quoteIdent } from '../../src/dialects/postgres/identifier.ts';
import { typeText } from '../../src/effects/describe.ts';
import type { ConstraintDefinition } from '../../src/operations/definition.ts';
import type { Operation, OperationKind, OperationOf } from '../../src/operations/operation.ts';

type Spelling = { readonly [K in OperationKind]?: (operation: OperationOf<K>) => string };

const list = (names: readonly string[]): string => names.map(quoteIdent).join(', ');
const cascade = (given: boolean): string => (given ? ' CASCADE' : '');
const exists = (given: boolean): string => (given ? 'IF EXISTS ' : '');

const ACTIONS = {
  'no-action': '',
  restrict: 'RESTRICT',
  cascade: 'CASCADE',
  'set-null': 'SET NULL',
  'set-default': 'SET DEFAULT',
} as const;

/** A constraint as it stands in ALTER TABLE … ADD. */
function constraint(c: ConstraintDefinition): string {
  const include = c.include.length > 0 ? ` INCLUDE (${list(c.include)})` : '';
  const references = c.references
    ? ` REFERENCES ${c.references.table}${c.references.columns.length > 0 ? ` (${list(c.references.columns)})` : ''}` +
      (c.references.onDelete === 'no-action' ? '' : ` ON DELETE ${ACTIONS[c.references.onDelete]}`) +
      (c.references.onUpdate === 'no-action' ? '' : ` ON UPDATE ${ACTIONS[c.references.onUpdate]}`)
    : '';
  const bodies = {
    check: `CHECK (${c.expression?.text ?? ''})${c.noInherit ? ' NO INHERIT' : ''}`,
    'foreign-key': `FOREIGN KEY (${list(c.columns)})${references}`,
    unique: `UNIQUE ${c.nullsNotDistinct ? 'NULLS NOT DISTINCT ' : ''}(${list(c.columns)})${include}`,
    'primary-key': `PRIMARY KEY (${list(c.columns)})${include}`,
    'not-null': `NOT NULL ${list(c.columns)}${c.noInherit ? ' NO INHERIT' : ''}`,
    exclude: '',
  } as const;
  const timing = `${c.deferrable ? ' DEFERRABLE' : ''}${c.initiallyDeferred ? ' INITIALLY DEFERRED' : ''}`;
  return `CONSTRAINT ${quoteIdent(c.name)} ${bodies[c.kind]}${timing}${c.notEnforced ? ' NOT ENFORCED' : c.notValid ? ' NOT VALID' : ''}`;
}

const SPELLING: Spelling = {
  'drop-table': (o) => `DROP TABLE ${exists(o.ifExists)}${o.table}${cascade(o.cascade)}`,
  'rename-table': (o) => `ALTER TABLE ${o.table} RENAME TO ${quoteIdent(o.newName)}`,
  'drop-column': (o) => `ALTER TABLE ${o.table} DROP COLUMN ${quoteIdent(o.column)}${cascade(o.cascade)}`,
  'rename-column': (o) => `ALTER TABLE ${o.table} RENAME COLUMN ${quoteIdent(o.column)} TO ${quoteIdent(o.newName)}`,
  'alter-column-type': (o) =>
    `ALTER TABLE ${o.table} ALTER ${quoteIdent(o.column)} TYPE ${typeText(o.newType)}${o.collation === '' ? '' : ` COLLATE ${o.collation}`}${o.hasUsing ? ` USING ${o.using}` : ''}`,
  'set-default': (o) => `ALTER TABLE ${o.table} ALTER ${quoteIdent(o.column)} SET DEFAULT ${o.default}`,
  'drop-default': (o) => `ALTER TABLE ${o.table} ALTER ${quoteIdent(o.column)} DROP DEFAULT`,
  'set-not-null': (o) => `ALTER TABLE ${o.table} ALTER ${quoteIdent(o.column)} SET NOT NULL`,
  'drop-not-null': (o) => `ALTER TABLE ${o.table} ALTER ${quoteIdent(o.column)} DROP NOT NULL`,
  'add-identity': (o) =>
    `ALTER TABLE ${o.table} ALTER ${quoteIdent(o.column)} ADD GENERATED ${o.always ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`,
  'drop-identity': (o) => `ALTER TABLE ${o.table} ALTER ${quoteIdent(o.column)} DROP IDENTITY`,
  'set-expression': (o) => `ALTER TABLE ${o.table} ALTER ${quoteIdent(o.column)} SET EXPRESSION AS (${o.expression.text})`,
  'add-constraint': (o) => (o.constraintKind === 'exclude' ? '' : `ALTER TABLE ${o.table} ADD ${constraint(o.definition)}`),
  'drop-constraint': (o) => `ALTER TABLE ${o.table} DROP CONSTRAINT ${quoteIdent(o.constraint)}${cascade(o.cascade)}`,
  'rename-constraint': (o) => `ALTER TABLE ${o.table} RENAME CONSTRAINT ${quoteIdent(o.constraint)} TO ${quoteIdent(o.newName)}`,
  'create-index': (o) =>
    `CREATE ${o.unique ? 'UNIQUE ' : ''}INDEX ${quoteIdent(o.index)} ON ${o.table} USING ${o.method} (${o.columns.map((c) => (o.hasExpressions ? `(${c})` : quoteIdent(c))).join(', ')})` +
    `${o.include.length > 0 ? ` INCLUDE (${list(o.include)})` : ''}${o.where === '' ? '' : ` WHERE ${o.where}`}`,
  'drop-index': (o) => `DROP INDEX ${o.index}`,
  'rename-index': (o) => `ALTER INDEX ${o.index} RENAME TO ${quoteIdent(o.newName)}`,
  'detach-partition': (o) => `ALTER TABLE ${o.table} DETACH PARTITION ${o.partition}`,
  inherit: (o) => `ALTER TABLE ${o.table} ${o.add ? '' : 'NO '}INHERIT ${o.parent}`,
  'set-logged': (o) => `ALTER TABLE ${o.table} SET ${o.logged ? '' : 'UN'}LOGGED`,
  'set-replica-identity': (o) =>
    `ALTER TABLE ${o.table} REPLICA IDENTITY ${o.identity === 'index' ? `USING INDEX ${quoteIdent(o.index)}` : o.identity.toUpperCase()}`,
  'set-row-security': (o) => `ALTER TABLE ${o.table} ${o.change.toUpperCase().replace('-', ' ')} ROW LEVEL SECURITY`,
  'set-trigger-state': (o) =>
    `ALTER TABLE ${o.table} ${o.enabled ? 'ENABLE' : 'DISABLE'} ${o.rule ? 'RULE' : 'TRIGGER'} ${o.trigger === '' ? (o.all ? 'ALL' : 'USER') : quoteIdent(o.trigger)}`,
  'drop-trigger': (o) => `DROP TRIGGER ${quoteIdent(o.trigger)} ON ${o.table}`,
  'rename-dependent': (o) => `ALTER ${o.objectType.toUpperCase()} ${quoteIdent(o.object)} ON ${o.table} RENAME TO ${quoteIdent(o.newName)}`,
  'drop-view': (o) => `DROP VIEW ${o.table}${cascade(o.cascade)}`,
  'rename-view': (o) => `ALTER TABLE ${o.table} RENAME TO ${quoteIdent(o.newName)}`,
  'drop-materialized-view': (o) => `DROP MATERIALIZED VIEW ${o.table}${cascade(o.cascade)}`,
  'rename-type': (o) => `ALTER TYPE ${o.type} RENAME TO ${quoteIdent(o.newName)}`,
  'rename-enum-value': (o) => `ALTER TYPE ${o.type} RENAME VALUE '${o.value}' TO '${o.newValue}'`,
  'rename-sequence': (o) => `ALTER SEQUENCE ${o.sequence} RENAME TO ${quoteIdent(o.newName)}`,
  'rename-schema': (o) => `ALTER SCHEMA ${quoteIdent(o.schema)} RENAME TO ${quoteIdent(o.newName)}`,
};

/** The statements, in order; null where one of the operations is not spelt yet. */
export function inverseSql(operations: readonly Operation[]): readonly string[] | null {
  const statements = operations.map((operation) => {
    // The compiler cannot see that the entry under an operation's kind takes that operation.
    const spell = SPELLING[operation.kind] as ((operation: Operation) => string) | undefined;
    return spell?.(operation) ?? '';
  });
  return statements.includes('') ? null : statements;
}
