/** A table under a new name while both versions of the code run: a view keeps the old one. */
import type { Rewriter } from '../../dialect.ts';
import { quoteIdent } from '../identifier.ts';
import { grantAgain } from '../inverse/again.ts';
import { renderOperation } from '../render.ts';
import { alterTable } from './alter-table.ts';
import { besideOf, statement, textOf } from './source.ts';

/**
 * RENAME TO. The server changes rows through a view of one table, with the defaults of the table; what it does with tables
 * only is said in the rule.
 * Source: https://www.postgresql.org/docs/current/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS
 */
export const renameTable: Rewriter = (request) => {
  const { operation, catalog, situation } = request;
  if (operation.kind !== 'rename-table') return undefined;
  const parts = alterTable(request);
  if (!parts) return undefined;
  const { steps, relation, known, source } = parts;
  if (known ? known.kind !== 'table' && known.kind !== 'partitioned' : operation.ifExists) return undefined;
  // Policies would be those of whoever owns the view; that it asks as its caller came with PostgreSQL 15.
  if (known?.rowSecurity === true && situation.version < 15) return undefined;
  const options = known?.rowSecurity === true ? ' WITH (security_invoker = true)' : '';
  const grants = grantAgain('table', relation, [...(known?.notes.grants.values() ?? [])], operation.span);
  return [
    steps.locking(
      'In one transaction, rename the table and make a view that has the old name',
      'expand',
      statement(textOf(source, 0, source.tokens.list.length)),
      `CREATE VIEW ${relation}${options} AS SELECT * FROM ${besideOf(relation, quoteIdent(operation.newName))};`,
      ...grants.flatMap((grant) => renderOperation(grant, catalog) ?? []).map((sql) => `${sql};`),
    ),
    {
      ...steps.locking('Drop the view', 'contract', `DROP VIEW ${relation};`),
      deploy: `Deploy code that uses ${operation.newName} and no longer ${relation}.`,
    },
  ];
};
