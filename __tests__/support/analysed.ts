/** Analysed migrations made by hand: facts that say nothing, with what a test is about filled in. */
import { EMPTY_CATALOG } from '../../src/catalog/catalog.ts';
import type { Statement } from '../../src/dialects/dialect.ts';
import type { AnalysedMigration, AnalysedOperation, AnalysedStatement, AnalysedTransaction } from '../../src/effects/analysed.ts';
import { type Consequence, type Effect, HARMLESS, mergeConsequences, mergeEffects } from '../../src/effects/effect.ts';
import {
  COLUMN_FACTS,
  CONSTRAINT_FACTS,
  DATABASE_FACTS,
  type DatabaseFacts,
  INDEX_FACTS,
  MADE_FACTS,
  MIGRATION_FACTS,
  type MigrationFacts,
  OUTCOME_FACTS,
  TABLE_FACTS,
  type TableFacts,
  TRANSACTION_FACTS,
  type TransactionFacts,
} from '../../src/effects/facts.ts';
import type { Migration, Unread } from '../../src/frameworks/framework.ts';
import type { Field, RecordOf } from '../../src/operations/field.ts';
import { type Operation, type OperationKind, OPERATIONS, tableOf } from '../../src/operations/operation.ts';
import type { JudgeDialect } from '../../src/ruleset/judge.ts';

/** A value that says nothing, by the type of a field. */
function neutral(field: Field): unknown {
  switch (field.type) {
    case 'flag':
      return false;
    case 'count':
      return 0;
    case 'choice':
      return field.values[0];
    case 'names':
    case 'relations':
      return [];
    default:
      return '';
  }
}

function facts<F extends Readonly<Record<string, Field>>>(
  declared: F,
  set: object = {},
): RecordOf<F> & { readonly unknown: readonly string[] } {
  const empty = Object.fromEntries(Object.entries(declared).map(([name, field]) => [name, neutral(field)]));
  return { unknown: [], ...empty, ...set } as RecordOf<F> & { readonly unknown: readonly string[] };
}

/** An effect that blocks nothing. */
export function effect(set: Partial<Effect>): Effect {
  const none = { lock: 'none', blocksReads: false, blocksWrites: false, blocksSchemaChanges: false, work: 'none', cause: 'none' } as const;
  return {
    relation: 'public.users',
    relationKind: 'table',
    ...none,
    heldUntil: 'transaction',
    createdHere: false,
    unknown: [],
    source: '',
    ...set,
  };
}

export interface OperationSpec {
  readonly kind: OperationKind;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly effects?: readonly Partial<Effect>[];
  readonly table?: Partial<TableFacts>;
  readonly consequence?: Partial<Consequence>;
  readonly places?: AnalysedOperation['places'];
  readonly unsupported?: string;
}

export interface StatementSpec {
  readonly sql: string;
  readonly operations: readonly OperationSpec[];
  readonly transaction?: Partial<TransactionFacts>;
  readonly inBlock?: boolean;
}

export interface MigrationSpec {
  readonly path?: string;
  /** What stands before the first statement. */
  readonly head?: string;
  readonly statements?: readonly StatementSpec[];
  readonly facts?: Partial<MigrationFacts>;
  readonly database?: Partial<DatabaseFacts>;
  /** Reasons, one for each part that is not analysed. */
  readonly unread?: readonly string[];
}

/** A migration whose text is its statements, one after the other. */
export function analysed(spec: MigrationSpec): AnalysedMigration {
  const path = spec.path ?? 'db/1.sql';
  let text = spec.head ?? '';
  const statements = (spec.statements ?? []).map((statement): AnalysedStatement => {
    const span = { path, start: text.length, end: text.length + statement.sql.length };
    text += `${statement.sql};\n`;
    const operations = statement.operations.map((operation) => analysedOperation(operation, span));
    const parsed: Statement = {
      span,
      sql: statement.sql,
      operations: operations.map((o) => o.operation),
      inBlock: statement.inBlock ?? false,
    };
    return {
      statement: parsed,
      operations,
      effects: mergeEffects(operations.flatMap((o) => o.effects)),
      consequence: mergeConsequences(operations.map((o) => o.consequence)),
      transaction: facts(TRANSACTION_FACTS, statement.transaction),
      held: [],
      takenBack: false,
    };
  });
  const unread = (spec.unread ?? []).map((reason): Unread => {
    const start = text.length;
    text += '?;\n';
    return { span: { path, start, end: start + 1 }, reason };
  });
  const migration: Migration = {
    id: path,
    path,
    text,
    span: { path, start: 0, end: text.length },
    framework: 'sql',
    order: '1',
    title: '',
    direction: spec.facts?.direction ?? 'up',
    transaction: 'none',
    transactionGroup: null,
    steps: [],
    down: 'not-used',
    repeatable: false,
  };
  const [first] = statements;
  const last = statements.at(-1);
  const transactions: AnalysedTransaction[] = first && last ? [{ statements, facts: last.transaction, span: first.statement.span }] : [];
  return {
    migration,
    project: 0,
    change: 'change',
    facts: facts(MIGRATION_FACTS, { path, ...spec.facts }),
    database: facts(DATABASE_FACTS, { dialect: 'postgres', version: 16, ...spec.database }),
    statements,
    transactions,
    timelines: [],
    unread,
    comments: [],
    notUndone: null,
  };
}

function analysedOperation(spec: OperationSpec, span: AnalysedStatement['statement']['span']): AnalysedOperation {
  const operation = {
    kind: spec.kind,
    span,
    ...facts(OPERATIONS[spec.kind].fields, { table: 'public.users', ...spec.fields }),
  } as unknown as Operation;
  return {
    operation,
    effects: (spec.effects ?? []).map(effect),
    consequence: { ...HARMLESS, ...spec.consequence },
    table: facts(TABLE_FACTS, { name: tableOf(operation), exists: true, ...spec.table }),
    column: facts(COLUMN_FACTS),
    constraint: facts(CONSTRAINT_FACTS),
    index: facts(INDEX_FACTS),
    made: facts(MADE_FACTS),
    outcome: facts(OUTCOME_FACTS),
    places: spec.places ?? {},
    before: EMPTY_CATALOG,
    ...(spec.unsupported === undefined ? {} : { unsupported: spec.unsupported }),
  };
}

/** A dialect that knows nothing but how names are shown. */
export function dialect(rewrites: JudgeDialect['rewrites'] = {}): JudgeDialect {
  return {
    id: 'postgres',
    defaultSchema: 'public',
    display: (relation) => relation.replace(/^public\./, ''),
    naming: { qualify: (_, name) => `public.${/^[a-z_]+$/.test(name) ? name : `"${name}"`}` },
    rewrites,
    parse: () => ({ statements: [], unread: [], comments: [], defaultSchema: 'public' }),
    render: () => undefined,
  };
}
