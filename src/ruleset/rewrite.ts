/** What to run instead, and whether the file can be repaired in place. */
import type { Dialect, Naming } from '../dialects/dialect.ts';
import type { Finding, RewriteStep } from '../report.ts';
import { holds, type PreparedRule } from './prepared.ts';
import type { Bindings, Ledger } from './record.ts';
import type { Subject } from './subject.ts';

/** What the judge asks of a dialect. */
export interface JudgeDialect extends Pick<Dialect, 'id' | 'display' | 'defaultSchema' | 'rewrites'> {
  readonly naming: Pick<Naming, 'qualify'>;
}

/**
 * The steps of a rule's rewrite for one subject, in order; none where the rule has no rewrite or it does not fit.
 */
export function rewriteSteps(
  ready: PreparedRule,
  subject: Subject,
  bindings: Bindings,
  ledger: Ledger,
  dialect: JudgeDialect,
): readonly RewriteStep[] {
  const { rewrite } = ready.rule;
  if (rewrite === null || !subject.operation) return [];
  if (typeof rewrite !== 'string') {
    return ready.steps
      .filter((step) => holds(step.when, bindings, ledger))
      .map(({ template, title, sql }) => ({
        title: title(bindings, ledger),
        phase: template.phase,
        transaction: template.transaction,
        sql: sql(bindings, ledger),
      }));
  }
  const rewriter = Object.hasOwn(dialect.rewrites, rewrite) ? dialect.rewrites[rewrite] : undefined;
  if (!rewriter) return [];
  const { analysed, statement } = subject.operation;
  const { transaction } = statement;
  const steps = rewriter({
    operation: analysed.operation,
    statement: statement.statement,
    catalog: analysed.before,
    situation: {
      version: subject.migration.database.version,
      inTransaction: transaction.unknown.includes('open') ? 'unknown' : transaction.open,
      change: subject.migration.change,
      settings: new Map(),
    },
  });
  return steps ?? [];
}

/**
 * The repair in place: only where the rewrite is one step that takes the place of the whole statement, and the server
 * accepts it in the transaction that the statement runs in.
 */
export function suggestionOf(ready: PreparedRule, subject: Subject, steps: readonly RewriteStep[]): Finding['suggestion'] {
  const [step, ...others] = steps;
  if (!step || others.length > 0 || step.phase !== 'same-file' || !subject.operation) return null;
  const { statement, operations, transaction } = subject.operation.statement;
  // Text inside a DO block may be inside a literal; a builder step has no SQL to replace.
  if (statement.sql === null || statement.inBlock) return null;
  // Steps written in a rule know one operation, not what else the statement does.
  if (typeof ready.rule.rewrite !== 'string' && operations.length > 1) return null;
  if (!step.transaction && (transaction.open || transaction.unknown.includes('open'))) return null;
  const text = step.sql.trim().replace(/;$/, '');
  // Quotes and line breaks would have to be escaped in another language's literal.
  if (/\.(?:[cm]?[jt]s|py|rb)$/i.test(statement.span.path) && /[\r\n'"`\\$#{}]/.test(text)) return null;
  return text === statement.sql ? null : { span: statement.span, text };
}
