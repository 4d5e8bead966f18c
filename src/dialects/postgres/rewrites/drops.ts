/** What is dropped goes last, in a release of its own: until then both versions of the code find it. */
import type { Rewriter, RewriteRequest } from '../../dialect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { drawsByItself } from '../../../catalog/columns.ts';
import { quoteIdent } from '../identifier.ts';
import { type AlterTable, alterTable, knownColumn } from './alter-table.ts';
import { primaryKeyOf } from './batches.ts';
import { afterIfExists, afterName, makeSteps, sourceOf, statement, textOf, wordsAt } from './source.ts';

/** DROP COLUMN: the new code has to be able to leave it out first, then no code may name it. */
export const dropColumn: Rewriter = (request) => {
  const { operation } = request;
  if (operation.kind !== 'drop-column') return undefined;
  const parts = alterTable(request);
  if (!parts || isNamedAgain(request, operation)) return undefined;
  const { steps, alter, source, own } = parts;
  return [
    ...parts.rest,
    ...(canBeLeftOut(parts, operation.column)
      ? []
      : [
          steps.locking(
            `Let new rows do without ${operation.column}, which the new code does not write`,
            'expand',
            alter(`ALTER COLUMN ${quoteIdent(operation.column)} DROP NOT NULL`),
          ),
        ]),
    {
      ...steps.locking('Drop the column', 'contract', alter(textOf(source, own.start, own.end))),
      deploy: `Deploy code that neither reads nor writes ${operation.column}.`,
    },
  ];
};

/** Another part of the statement is about the column, too: DROP COLUMN, ADD COLUMN of the same name. */
function isNamedAgain({ statement: { operations } }: RewriteRequest, own: OperationOf<'drop-column'>): boolean {
  return operations.some((other) => other !== own && other.kind !== 'drop-column' && 'column' in other && other.column === own.column);
}

/** Whether an INSERT that does not name the column succeeds, as far as the catalog knows. */
function canBeLeftOut({ known }: AlterTable, name: string): boolean {
  const column = knownColumn(known, name);
  if (!column?.notNull || column.identity !== 'no' || column.generated || drawsByItself(column)) return true;
  if (column.default !== undefined && !column.default.isNull) return true;
  // The server refuses DROP NOT NULL on a column of the primary key.
  return primaryKeyOf(known).includes(name);
}

/** DROP TABLE and DROP VIEW: of several together, as they may depend on one another. */
export const dropRelation: Rewriter = (request) => {
  const source = sourceOf(request);
  if (!source || !['drop-table', 'drop-view'].includes(request.operation.kind)) return undefined;
  const { tokens } = source;
  const what = ['TABLE', 'VIEW'].find((word) => wordsAt(tokens, 0, 'DROP', word))?.toLowerCase();
  if (what === undefined) return undefined;
  const names = tokens
    .byCommas(afterIfExists(tokens, 2), tokens.list.length)
    .map(({ start }) => textOf(source, start, afterName(tokens, start)));
  return [
    {
      ...makeSteps(request).locking(
        `Drop the ${what}${names.length === 1 ? '' : 's'}`,
        'contract',
        statement(textOf(source, 0, tokens.list.length)),
      ),
      deploy: `Deploy code that does not use ${names.join(', ')}.`,
    },
  ];
};
