/** From the analysis of a statement to all that `explain` says about it. */
import type { Dialect, Situation } from '../dialects/dialect.ts';
import type { AnalysedOperation, AnalysedStatement } from '../effects/analysed.ts';
import { HARMLESS } from '../effects/effect.ts';
import type { ExplainedStatement } from '../reporters/json.ts';
import type { Span } from '../source.ts';

/** One statement that was understood. */
export function explainStatement(analysed: AnalysedStatement, dialect: Dialect, version: number): ExplainedStatement {
  const { statement, operations, effects, consequence, transaction, held } = analysed;
  const situation: Situation = { version, inTransaction: transaction.open, change: CHANGE, settings: new Map() };
  const beliefs = operations.flatMap(({ operation, effects: own, consequence: means, before }) =>
    dialect.beliefsAbout(operation, { effects: own, consequence: means }, before, situation),
  );
  return {
    sql: statement.sql,
    span: statement.span,
    operations: statement.operations.map(({ kind }) => kind),
    effects,
    consequences: consequence,
    concurrently: operations.some(({ operation }) => 'concurrently' in operation && operation.concurrently),
    breaking: operations.filter((own) => own.consequence.breaksRunningCode).map(({ operation }) => operation.kind),
    losing: operations.filter((own) => own.consequence.losesData).map(({ operation }) => operation.kind),
    held,
    waitLimit: {
      milliseconds: transaction.waitLimit,
      by: transaction.waitLimitedBy,
      unknown: transaction.unknown.includes('waitLimit'),
    },
    waits: [...new Set(operations.flatMap(({ operation }) => dialect.waitsFor(operation, situation)))],
    undo: consequence.reversible ? undone(operations, dialect) : [],
    beliefs: beliefs.filter(({ id }, i) => beliefs.findIndex((other) => other.id === id) === i),
    sources: [...new Set(effects.map(({ source }) => source).filter((source) => source !== ''))],
  };
}

/** One that could not be read. */
export function notAnalysed(sql: string, span: Span): ExplainedStatement {
  return {
    sql,
    span,
    operations: [],
    effects: [],
    consequences: HARMLESS,
    concurrently: false,
    breaking: [],
    losing: [],
    held: [],
    waitLimit: { milliseconds: 0, by: 'nothing', unknown: false },
    waits: [],
    undo: [],
    beliefs: [],
    sources: [],
  };
}

/** What the statements under explanation are to the catalog. */
export const CHANGE = 'explain';

/** The statements that undo one, what undoes its last operation first; none where one has no way back, or none that is certain. */
function undone(operations: readonly AnalysedOperation[], dialect: Dialect): readonly string[] {
  const statements = operations.toReversed().flatMap(({ consequence, before }) => {
    const open = consequence.irreversible?.some(({ kind }) => kind === 'unknown') ?? false;
    return open || !consequence.inverse ? [undefined] : consequence.inverse.map((step) => dialect.render(step, before));
  });
  return statements.every((sql) => sql !== undefined) ? statements : [];
}
