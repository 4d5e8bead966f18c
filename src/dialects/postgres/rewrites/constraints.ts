/** Constraints added in steps that block neither reads nor writes for longer than an instant. */
import type { Rewriter, RewriteRequest } from '../../dialect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import type { RewriteStep } from '../../../report.ts';
import { qualify, quoteIdent, splitRelation } from '../identifier.ts';
import { type AlterTable, alterTable, knownColumn, notNullSteps } from './alter-table.ts';
import { before, besideOf, buildNotes, later, textOf, validationNotes, wordsAt } from './source.ts';

/** A check, foreign key or NOT NULL: added as NOT VALID, validated after. */
export const notValid: Rewriter = (request) => {
  const { operation, situation } = request;
  if (operation.kind !== 'add-constraint' || !['check', 'foreign-key', 'not-null'].includes(operation.constraintKind)) return undefined;
  const parts = alterTable(request);
  if (!parts) return undefined;
  if (operation.constraintKind === 'foreign-key' && parts.known?.kind === 'partitioned' && situation.version < 18) return undefined;
  const { source, own } = parts;
  const body = operation.named
    ? textOf(source, own.start, own.end)
    : `ADD CONSTRAINT ${quoteIdent(operation.constraint)} ${textOf(source, own.start + 1, own.end)}`;
  return [...parts.rest, ...validated(parts, operation.constraint, body)];
};

/** `body` is the sub-command without NOT VALID. */
export function validated({ steps, alter, relation }: AlterTable, name: string, body: string): readonly RewriteStep[] {
  return [
    steps.locking('Add it for new rows, without a look at the old ones', 'expand', alter(`${body} NOT VALID`)),
    {
      ...steps.quiet(
        'Check the old rows, in a transaction of its own, while others read and write',
        'migrate',
        alter(`VALIDATE CONSTRAINT ${quoteIdent(name)}`),
      ),
      ...validationNotes(relation, name),
    },
  ];
}

/** A unique constraint or primary key: its index is built with CONCURRENTLY, then taken over. */
export const usingIndex: Rewriter = (request) => {
  const { operation } = request;
  if (operation.kind !== 'add-constraint' || (operation.constraintKind !== 'unique' && operation.constraintKind !== 'primary-key'))
    return undefined;
  const parts = alterTable(request);
  if (!parts || parts.known?.kind === 'partitioned') return undefined;
  const built = operation.usingIndex === '' ? indexAndConstraint(parts, operation) : takeOver(parts);
  if (!built) return undefined;
  const required = requiredFirst(request, operation, parts);
  return [...parts.rest, ...before(required), ...(required.length > 0 ? later(built) : built)];
};

/** The columns of a primary key have to be NOT NULL before, or the server looks at every row. */
function requiredFirst(request: RewriteRequest, operation: OperationOf<'add-constraint'>, parts: AlterTable): readonly RewriteStep[] {
  if (operation.constraintKind !== 'primary-key') return [];
  return keyColumns(request, operation)
    .filter((column) => !knownColumn(parts.known, column)?.notNull)
    .flatMap((column) => notNullSteps(parts, column, request.situation.version));
}

/** The columns of a key; where it takes over an index, those of the index. */
function keyColumns({ catalog }: RewriteRequest, { table, usingIndex, columns }: OperationOf<'add-constraint'>): readonly string[] {
  if (usingIndex === '') return columns;
  return catalog.indexes.get(qualify(splitRelation(table).schema, usingIndex))?.columns ?? [];
}

function takeOver({ steps, alter, source, own }: AlterTable): readonly RewriteStep[] {
  return [steps.locking('Make the index a constraint, which is instant', 'contract', alter(textOf(source, own.start, own.end)))];
}

function indexAndConstraint(parts: AlterTable, operation: OperationOf<'add-constraint'>): readonly RewriteStep[] | undefined {
  const { source, own } = parts;
  const { tokens } = source;
  const word = tokens.find(['UNIQUE', 'PRIMARY'], own.start, own.end);
  const open = tokens.find(['('], word, own.end);
  if (word < 0 || open < 0) return undefined;
  const columns = textOf(source, open, tokens.afterBracket(open));
  // WITHOUT OVERLAPS (PostgreSQL 18) has no form with USING INDEX.
  if (/\boverlaps\b/i.test(columns)) return undefined;
  const distinct = wordsAt(tokens, word + 1, 'NULLS') ? ` ${textOf(source, word + 1, open)}` : '';
  const options = optionsOf(parts, tokens.afterBracket(open));
  return uniqueSteps(parts, {
    name: operation.constraint,
    kind: operation.constraintKind === 'unique' ? 'UNIQUE' : 'PRIMARY KEY',
    columns,
    index: `${options.include}${distinct}${options.storage}`,
    attributes: options.attributes,
  });
}

/** What stands behind the columns: INCLUDE, WITH and USING INDEX TABLESPACE belong to the index, the rest to the constraint. */
function optionsOf({ source, own }: AlterTable, from: number): { include: string; storage: string; attributes: string } {
  const { tokens } = source;
  let at = from;
  let include = '';
  let storage = '';
  const bracketed = (): string => {
    const end = tokens.afterBracket(at + 1);
    const text = ` ${textOf(source, at, end)}`;
    at = end;
    return text;
  };
  if (wordsAt(tokens, at, 'INCLUDE')) include = bracketed();
  if (wordsAt(tokens, at, 'WITH')) storage = bracketed();
  if (wordsAt(tokens, at, 'USING', 'INDEX', 'TABLESPACE')) {
    storage += ` ${textOf(source, at + 2, at + 4)}`;
    at += 4;
  }
  return { include, storage, attributes: at < own.end ? ` ${textOf(source, at, own.end)}` : '' };
}

/** A unique index, and the constraint that takes it over. */
export function uniqueSteps(
  { steps, alter, relation }: Pick<AlterTable, 'steps' | 'alter' | 'relation'>,
  constraint: {
    readonly name: string;
    readonly kind: 'UNIQUE' | 'PRIMARY KEY';
    readonly columns: string;
    readonly index: string;
    readonly attributes: string;
  },
): readonly RewriteStep[] {
  const name = quoteIdent(constraint.name);
  return [
    {
      ...steps.outside(
        'Build its index without blocking writes',
        'expand',
        `CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${relation} ${constraint.columns}${constraint.index};`,
      ),
      ...buildNotes(besideOf(relation, name)),
    },
    steps.locking(
      'Make the index a constraint, which is instant',
      'contract',
      alter(`ADD CONSTRAINT ${name} ${constraint.kind} USING INDEX ${name}${constraint.attributes}`),
    ),
  ];
}

/** SET NOT NULL by way of a validated constraint. */
export const setNotNull: Rewriter = (request) => {
  const { operation, situation } = request;
  if (operation.kind !== 'set-not-null') return undefined;
  const parts = alterTable(request);
  return parts && [...parts.rest, ...notNullSteps(parts, operation.column, situation.version)];
};
