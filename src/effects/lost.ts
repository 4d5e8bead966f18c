/** What a migration deletes or overwrites for good, by name. */
import type { Dialect } from '../dialects/dialect.ts';
import { type Operation, tableOf } from '../operations/operation.ts';
import type { AnalysedStatement } from './analysed.ts';

/** Kinds after which no row of the table is what it was; of the others the table is named. */
const ROWS: ReadonlySet<Operation['kind']> = new Set(['drop-table', 'truncate', 'delete', 'drop-materialized-view']);

/** What no way back brings back, as things that stand in a list, each once. */
export function lostBy(statements: readonly AnalysedStatement[], { display }: Dialect): readonly string[] {
  const lost = new Set<string>();
  for (const { operations, takenBack } of statements) {
    if (takenBack) continue;
    for (const { operation, consequence } of operations) {
      if (consequence.reversible || !consequence.losesData || consequence.refused) continue;
      const table = tableOf(operation);
      if (table === '') lost.add(nameOf(operation, display));
      else if (ROWS.has(operation.kind)) lost.add(`rows of ${display(table)}`);
      else lost.add(`values of ${display(table)}${'column' in operation && operation.column !== '' ? `.${operation.column}` : ''}`);
    }
  }
  return [...lost];
}

function nameOf(operation: Operation, display: Dialect['display']): string {
  if (operation.kind === 'drop-schema') return `what is in schema ${operation.schema}`;
  if (operation.kind === 'drop-type') return `values of type ${display(operation.type)}`;
  if (operation.kind === 'drop-sequence') return `where sequence ${display(operation.sequence)} had come`;
  if (operation.kind === 'drop-extension') return `what extension ${operation.extension} keeps`;
  return 'what it drops';
}
