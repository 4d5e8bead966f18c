/** Statements that are right as they are, in a transaction of their own: what is locked before them is given back first. */
import type { Rewriter, RewriteRequest } from '../../dialect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import type { RewriteStep } from '../../../report.ts';
import { analysePostgres } from '../effects.ts';
import { concurrently } from './indexes.ts';
import { alterTable } from './alter-table.ts';
import { makeSteps, sourceOf, statement, textOf, validationNotes } from './source.ts';

/** A statement whose own work holds nobody up, apart from those whose locks would be held for it. */
export const ownTransaction: Rewriter = (request) => {
  const { operation, statement: own, catalog, situation } = request;
  if (operation.kind === 'validate-constraint' && !own.inBlock) return validated(request, operation);
  const source = own.inBlock ? undefined : sourceOf(request);
  // What blocks writes for its work does so in any transaction, and has steps of its own.
  const analysed = own.operations.map((other) => analysePostgres(other, catalog, situation));
  const effects = analysed.flatMap((one) => one.effects);
  if (!source || effects.some(({ work, blocksWrites, createdHere }) => work !== 'none' && blocksWrites && !createdHere)) return undefined;
  if (analysed.some(({ consequence }) => consequence.mustRunOutsideTransaction)) {
    if (operation.kind === 'create-index') return concurrently(request);
    return [makeSteps(request).outside('Run it in a migration of its own, which opens no transaction', 'expand', statement(source.sql))];
  }
  return [
    makeSteps(request).quiet(
      'Run it in a migration of its own, once what was locked before is given back',
      'migrate',
      statement(source.sql),
    ),
  ];
};

/** VALIDATE CONSTRAINT, also apart from an ADD CONSTRAINT in the same statement. */
function validated(request: RewriteRequest, { constraint }: OperationOf<'validate-constraint'>): readonly RewriteStep[] | undefined {
  const parts = alterTable(request);
  if (!parts) return undefined;
  const step = parts.steps.quiet(
    'Check the old rows in a migration of its own, while others read and write',
    'migrate',
    parts.alter(textOf(parts.source, parts.own.start, parts.own.end)),
  );
  return [...parts.rest, { ...step, ...validationNotes(parts.relation, constraint) }];
}
