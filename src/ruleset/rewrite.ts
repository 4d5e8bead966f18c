/** What to run instead, and whether the file can be repaired in place. */
import type { Catalog } from '../catalog/catalog.ts';
import { type Dialect, type Naming, REWRITE_OPTIONS, type RewriteOptions, type Statement } from '../dialects/dialect.ts';
import type { Operation } from '../operations/operation.ts';
import type { Finding, RewriteStep } from '../report.ts';
import { cutScript } from '../source.ts';
import { holds, type PreparedRule } from './prepared.ts';
import type { Bindings, Ledger } from './record.ts';
import type { Subject } from './subject.ts';

/** What the judge asks of a dialect. */
export interface JudgeDialect extends Pick<Dialect, 'id' | 'display' | 'defaultSchema' | 'rewrites' | 'parse' | 'render'> {
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
  options: RewriteOptions = REWRITE_OPTIONS,
): readonly RewriteStep[] {
  const { rewrite } = ready.rule;
  if (rewrite === null || !subject.operation) return [];
  if (typeof rewrite !== 'string') {
    return ready.steps
      .filter((step) => holds(step.when, bindings, ledger))
      .map(({ template, title, sql, more }) => ({
        title: title(bindings, ledger),
        phase: template.phase,
        transaction: template.transaction,
        sql: sql(bindings, ledger),
        ...Object.fromEntries(Object.entries(more).map(([key, text]) => [key, text(bindings, ledger)])),
      }));
  }
  const rewriter = Object.hasOwn(dialect.rewrites, rewrite) ? dialect.rewrites[rewrite] : undefined;
  if (!rewriter) return [];
  const { analysed, statement } = subject.operation;
  const { transaction } = statement;
  const spelled = spelledOut(statement.statement, analysed.operation, analysed.before, dialect);
  if (!spelled) return [];
  const steps = rewriter({
    ...spelled,
    catalog: analysed.before,
    around: subject.migration.statements.filter(({ takenBack }) => !takenBack),
    options,
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
 * A statement as text that a rewrite can splice, and the operation with its place in that text: for a builder step the SQL
 * that it stands for. Undefined where that is not one statement.
 */
export function spelledOut(
  statement: Statement,
  operation: Operation,
  catalog: Catalog,
  dialect: Pick<Dialect, 'parse' | 'render' | 'defaultSchema'>,
): { readonly statement: Statement; readonly operation: Operation } | undefined {
  if (statement.sql !== null) return { statement, operation };
  const text = statement.made ?? dialect.render(operation, catalog);
  if (text === undefined) return undefined;
  const { statements, unread } = dialect.parse(cutScript({ path: statement.span.path, text }), dialect.defaultSchema);
  const [only, ...others] = statements;
  const own = only?.operations[statement.made === undefined ? 0 : statement.operations.indexOf(operation)];
  if (!only || others.length + unread.length > 0 || own?.kind !== operation.kind) return undefined;
  return { statement: only, operation: { ...operation, span: own.span } };
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
  // In the literals of another language it would have to be quoted as that one quotes.
  if (!/\.(?:p?g?sql|ddl)$/i.test(statement.span.path)) return null;
  // Steps written in a rule know one operation, not what else the statement does.
  if (typeof ready.rule.rewrite !== 'string' && operations.length > 1) return null;
  if (!step.transaction && (transaction.open || transaction.unknown.includes('open'))) return null;
  const text = step.sql.trim().replace(/;$/, '');
  return text === statement.sql ? null : { span: statement.span, text };
}
