/** Columns added without a rewrite or a scan under a lock. */
import type { Rewriter, RewriteRequest } from '../../dialect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import type { RewriteStep } from '../../../report.ts';
import { chooseName, makeObjectName, qualify, quoteIdent, splitRelation } from '../identifier.ts';
import { identityOptions } from '../inverse/again.ts';
import { literal, sequenceClauses } from '../render/words.ts';
import { type AlterTable, alterTable, fillStep, notNullSteps } from './alter-table.ts';
import { type Clause, type ClauseKind, columnClauses } from './column-clauses.ts';
import { uniqueSteps, validated } from './constraints.ts';
import { addIdentity, goOnFrom, sequenceAfter } from './identity.ts';
import { afterIfExists, later, textOf } from './source.ts';
import { SERIAL_TYPES } from '../operations/type-name.ts';

interface AddColumn {
  readonly parts: AlterTable;
  readonly operation: OperationOf<'add-column'>;
  /** The column, as written and quoted where it must be. */
  readonly name: string;
  readonly clauses: readonly Clause[];
  /** ADD COLUMN with these clauses only. `type` replaces the type. */
  command(keep: (clause: Clause) => boolean, type?: string): string;
  text(clause: Clause): string;
}

/** ADD COLUMN taken apart. */
function addColumn(request: RewriteRequest): AddColumn | undefined {
  const { operation } = request;
  if (operation.kind !== 'add-column') return undefined;
  const parts = alterTable(request);
  if (!parts) return undefined;
  const { source, own } = parts;
  const { tokens } = source;
  const optional = tokens.word(own.start + 1) === 'COLUMN' ? own.start + 2 : own.start + 1;
  const nameAt = afterIfExists(tokens, optional);
  const { typeEnd, clauses } = columnClauses(tokens, nameAt + 1, own.end);
  const head = textOf(source, own.start, nameAt + 1);
  return {
    parts,
    operation,
    name: quoteIdent(operation.column),
    clauses,
    command: (keep, type = textOf(source, nameAt + 1, typeEnd)) =>
      [head, type, ...clauses.filter(keep).map((clause) => textOf(source, clause.start, clause.end))].join(' '),
    text: (clause) => textOf(source, clause.body, clause.end),
  };
}

const HEAVY: ReadonlySet<ClauseKind> = new Set(['check', 'unique', 'primary-key']);

/** The constraints that a column was to have, each added without a scan or build under a lock. */
function constraintSteps({ parts, operation, name, text }: AddColumn, clauses: readonly Clause[]): readonly RewriteStep[] {
  return clauses.flatMap((clause) => {
    const label = { check: 'check', unique: 'key', 'primary-key': 'pkey', references: 'fkey' }[clause.kind as 'check'] ?? 'check';
    const given = clause.name ? textOf(parts.source, clause.name.start, clause.name.end) : undefined;
    const constraint = given
      ? unquoted(given)
      : clause.kind === 'primary-key'
        ? makeObjectName(splitRelation(parts.table).name, '', label)
        : parts.free(operation.column, label);
    if (clause.kind === 'unique' || clause.kind === 'primary-key') {
      const [kind, words] = clause.kind === 'unique' ? (['UNIQUE', 1] as const) : (['PRIMARY KEY', 2] as const);
      const rest = textOf(parts.source, clause.body + words, clause.end);
      const distinct = /^nulls\s/i.test(rest);
      return uniqueSteps(parts, {
        name: constraint,
        kind,
        columns: `(${name})`,
        index: distinct ? ` ${rest}` : '',
        attributes: rest && !distinct ? ` ${rest}` : '',
      });
    }
    const body = clause.kind === 'references' ? `FOREIGN KEY (${name}) ${text(clause)}` : text(clause);
    return validated(parts, constraint, `ADD CONSTRAINT ${quoteIdent(constraint)} ${body}`);
  });
}

/** A name without its quotes, folded where it had none. */
function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}

/** A volatile default: set for new rows, then given to the old ones in batches. */
export const addThenFill: Rewriter = (request) => {
  const column = addColumn(request);
  const preset = column?.clauses.find((clause) => clause.kind === 'default');
  if (!column || !preset) return undefined;
  const { parts, operation, name } = column;
  const heavy = column.clauses.filter((clause) => HEAVY.has(clause.kind));
  const dropped = new Set<ClauseKind>(['default', 'not-null', 'null', ...HEAVY]);
  return [
    ...parts.rest,
    parts.steps.locking(
      'Add the column without the default, then set the default for new rows',
      'expand',
      parts.alter(column.command((clause) => !dropped.has(clause.kind))),
      parts.alter(`ALTER COLUMN ${name} SET ${column.text(preset)}`),
    ),
    ...fillStep(parts, `${name} = DEFAULT`, `${name} IS NULL`),
    ...later(operation.notNull ? notNullSteps(parts, operation.column, request.situation.version) : []),
    ...later(constraintSteps(column, heavy)),
  ];
};

/** A serial or identity column: a plain one whose default is a sequence, numbered in batches; for identity the numbers go on there. */
export const addSequenceColumn: Rewriter = (request) => {
  const column = addColumn(request);
  if (!column) return undefined;
  const { parts, operation, name } = column;
  const { catalog } = request;
  const known = sequenceAfter(catalog, operation, parts.table, operation.column);
  if (!known) return undefined;
  const type = SERIAL_TYPES[operation.type.toLowerCase()] ?? operation.type;
  const { schema, name: own } = splitRelation(known.name);
  const free = operation.identity
    ? chooseName(splitRelation(parts.table).name, operation.column, 'fill', (other) => catalog.relations.has(qualify(schema, other)))
    : own;
  const sequence = /\./.test(parts.relation) ? qualify(schema, free) : quoteIdent(free);
  const heavy = column.clauses.filter((clause) => HEAVY.has(clause.kind));
  const dropped = new Set<ClauseKind>(['generated', 'default', 'not-null', 'null', ...HEAVY]);
  const options = sequenceClauses(identityOptions(known.sequence)).map((option) => ` ${option}`);
  const identity = operation.definition.identity;
  const target = { ...known, name: /\./.test(parts.relation) ? known.name : quoteIdent(own) };
  return [
    ...parts.rest,
    parts.steps.locking(
      'Add a plain column that takes its numbers from a sequence',
      'expand',
      parts.alter(column.command((clause) => !dropped.has(clause.kind), type)),
      `CREATE SEQUENCE ${sequence} AS ${type}${options.join('')} OWNED BY ${parts.relation}.${name};`,
      parts.alter(`ALTER COLUMN ${name} SET DEFAULT nextval(${literal(sequence)})`),
    ),
    ...fillStep(parts, `${name} = DEFAULT`, `${name} IS NULL`),
    ...later(notNullSteps(parts, operation.column, request.situation.version)),
    ...later(
      identity === 'no'
        ? []
        : [
            parts.steps.locking(
              'Make it an identity column, which goes on counting where the sequence stands',
              'contract',
              parts.alter(`ALTER COLUMN ${name} DROP DEFAULT`),
              addIdentity(parts, operation.column, identity === 'always', target),
              goOnFrom(target.name, sequence),
              `DROP SEQUENCE ${sequence};`,
            ),
          ],
    ),
    ...later(constraintSteps(column, heavy)),
  ];
};

/**
 * Inline CHECK, UNIQUE, PRIMARY KEY, REFERENCES beside a default, and NOT NULL of a virtual column: the column first, then the
 * constraints.
 */
export const columnThenConstraint: Rewriter = (request) => {
  const column = addColumn(request);
  if (!column) return undefined;
  const { parts, operation } = column;
  // A primary key needs a value in each row before: no constraint alone gives that.
  if (operation.primaryKey) return undefined;
  // Whether a virtual column is NULL has to be computed for each row.
  const isChecked = operation.generated === 'virtual' && operation.notNull;
  const heavy = (clause: Clause): boolean => HEAVY.has(clause.kind) || (clause.kind === 'references' && operation.hasDefault);
  // DEFAULT NULL gives no value, yet beside REFERENCES it makes the server look every row up.
  const saysNothing = (clause: Clause): boolean => clause.kind === 'default' && !operation.hasDefault;
  const goesIn = (clause: Clause): boolean => !heavy(clause) && !saysNothing(clause) && !(isChecked && clause.kind === 'not-null');
  const title =
    column.clauses.some(saysNothing) && !column.clauses.some(heavy) ? 'Add the column without DEFAULT NULL' : 'Add the column alone';
  return [
    ...parts.rest,
    parts.steps.locking(title, 'expand', parts.alter(column.command(goesIn))),
    ...(isChecked ? notNullSteps(parts, operation.column, request.situation.version) : []),
    ...constraintSteps(column, column.clauses.filter(heavy)),
  ];
};

/** NOT NULL without a default: no value is right for every table, so the code writes them before they are demanded. */
export const nullableFirst: Rewriter = (request) => {
  const column = addColumn(request);
  if (!column || column.operation.primaryKey) return undefined;
  const { parts, operation } = column;
  const dropped = new Set<ClauseKind>(['not-null', 'null', ...HEAVY]);
  const demanded = [
    ...later(notNullSteps(parts, operation.column, request.situation.version)),
    ...later(
      constraintSteps(
        column,
        column.clauses.filter((clause) => HEAVY.has(clause.kind)),
      ),
    ),
  ];
  return [
    ...parts.rest,
    parts.steps.locking('Add the column without NOT NULL', 'expand', parts.alter(column.command((clause) => !dropped.has(clause.kind)))),
    ...demanded.map((step, i) =>
      i === 0
        ? { ...step, deploy: `Deploy code that writes ${operation.column} in every row it inserts, and give the old rows a value.` }
        : step,
    ),
  ];
};
