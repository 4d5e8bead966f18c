/** The transactions that a migration opens and ends itself, with BEGIN and COMMIT in its text. */
import type { AnalysedMigration, AnalysedStatement } from '../effects/analysed.ts';
import type { Span } from '../source.ts';

/** What a migration does about transactions itself. */
export interface OwnTransactions {
  /** There is a BEGIN or a COMMIT in it. */
  readonly controls: boolean;
  /** Where a statement stands: counts what is between two of these words, from 0. */
  readonly part: (from: Span) => number;
  /** Why nobody can tell what belongs together, as a sentence. */
  readonly unclear?: string;
}

const PLAIN_BEGIN = /^(?:BEGIN(?:\s+(?:WORK|TRANSACTION))?|START\s+TRANSACTION)\s*;?\s*$/i;

/** Which parts of a migration its own BEGIN and COMMIT make. */
export function ownTransactions({ statements }: AnalysedMigration): OwnTransactions {
  const parts = new Map<string, number>();
  let part = 0;
  const unclear = (why: string): OwnTransactions => ({ controls: true, part: () => 0, unclear: why });
  for (const own of statements) {
    const { statement } = own;
    const [control] = controlsOf(own);
    if (!control) {
      parts.set(keyOf(statement.block ?? statement.span), part);
      continue;
    }
    const { action, chain } = control;
    if (action !== 'begin' && action !== 'commit')
      return unclear(`It opens or ends transactions itself, with ${action.replaceAll('-', ' ').toUpperCase()} among them.`);
    if (action === 'begin' && statement.sql !== null && !PLAIN_BEGIN.test(withoutComments(statement.sql)))
      return unclear('It opens a transaction of a certain kind itself, which each of its parts would have to have.');
    if (chain || (action === 'begin') !== (part % 2 === 0))
      return unclear('It opens or ends transactions itself, and not each BEGIN has its COMMIT.');
    part++;
  }
  if (part % 2 === 1) return unclear('It opens a transaction itself and does not end it.');
  return { controls: part > 0, part: (from) => parts.get(keyOf(from)) ?? 0 };
}

const controlsOf = ({ statement, operations }: AnalysedStatement) =>
  statement.inBlock ? [] : operations.flatMap(({ operation }) => (operation.kind === 'transaction-control' ? [operation] : []));

const keyOf = ({ path, start }: Span): string => `${path}:${start}`;

const withoutComments = (sql: string): string => sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').trim();
