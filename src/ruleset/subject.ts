/** What a rule is asked about: an operation, a transaction, a migration, or a part that could not be analysed. */
import type { AnalysedMigration, AnalysedOperation, AnalysedStatement, AnalysedTransaction } from '../effects/analysed.ts';
import { type Effect, mergeEffects } from '../effects/effect.ts';
import {
  COLUMN_FACTS,
  CONSEQUENCE_FACTS,
  CONSTRAINT_FACTS,
  DATABASE_FACTS,
  EFFECT_FACTS,
  INDEX_FACTS,
  MADE_FACTS,
  MIGRATION_FACTS,
  OUTCOME_FACTS,
  type Places,
  TABLE_FACTS,
  TRANSACTION_FACTS,
} from '../effects/facts.ts';
import type { Unread } from '../frameworks/framework.ts';
import { choice, type Field } from '../operations/field.ts';
import { OPERATION_KINDS, OPERATIONS, tableOf } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import { objectOf } from './fingerprint.ts';
import { bind, type Bindings, type Ledger } from './record.ts';
import { type Fields, type ScopeName, UNREAD_FACTS } from './vocabulary.ts';

/** Effects, and how long a lock is waited for at most meanwhile: 0 where nothing limits it or that is not known. */
export interface Exposed {
  readonly effects: readonly Effect[];
  readonly waitLimit: number;
}

/** One thing that rules are asked about, with all that a finding about it needs. */
export interface Subject {
  readonly migration: AnalysedMigration;
  /** Rules whose `on` names one of these are asked. */
  readonly scopes: readonly ScopeName[];
  readonly bindings: Bindings;
  readonly span: Span;
  /** The relation it is about, or empty. */
  readonly relation: string;
  /** For the fingerprint. */
  readonly statementText: string;
  readonly object: string;
  readonly places: Places;
  readonly alike: readonly Span[];
  /** For exposure: what happens under which lock timeout, statement by statement. */
  readonly exposed: readonly Exposed[];
  /** The operations it covers, for `yields-to`. */
  readonly covers: readonly AnalysedOperation[];
  /** For rewrites. */
  readonly operation?: { readonly analysed: AnalysedOperation; readonly statement: AnalysedStatement };
}

const NEUTRAL: Effect = {
  relation: '',
  relationKind: 'table',
  lock: 'none',
  blocksReads: false,
  blocksWrites: false,
  blocksSchemaChanges: false,
  work: 'none',
  cause: 'none',
  heldUntil: 'statement',
  createdHere: false,
  unknown: [],
  source: '',
};

const operationFields = new Map<string, Fields>();

/** Fields of an operation as its own kind declares them, with its kind. */
function fieldsOf(kind: keyof typeof OPERATIONS): Fields {
  let fields = operationFields.get(kind);
  if (!fields) {
    fields = { ...(OPERATIONS[kind].fields as Readonly<Record<string, Field>>), kind: choice('The kind of operation.', OPERATION_KINDS) };
    operationFields.set(kind, fields);
  }
  return fields;
}

/** Bindings whose values are made when they are first read: most rules look at a few of them. */
function lazily(values: Readonly<Record<string, () => unknown>>): Bindings {
  const made = {};
  for (const [name, make] of Object.entries(values)) {
    Object.defineProperty(made, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        const value = make();
        Object.defineProperty(made, name, { value, enumerable: true });
        return value;
      },
    });
  }
  return made;
}

/**
 * Every subject of a migration, one after the other: its operations in order, its transactions, what is not analysed, and
 * itself. A dump of a hundred thousand statements is never held as a whole.
 */
export function* subjectsOf(migration: AnalysedMigration, ledger: Ledger): Iterable<Subject> {
  const shared: Bindings = {
    migration: bind('migration', migration.facts, MIGRATION_FACTS, ledger),
    database: bind('database', migration.database, DATABASE_FACTS, ledger),
  };
  for (const statement of migration.statements) yield* operationSubjects(migration, statement, shared, ledger);
  for (const transaction of migration.transactions) yield transactionSubject(migration, transaction, shared, ledger);
  yield* unreadSubjects(migration, shared, ledger);
  yield migrationSubject(migration, shared);
}

function operationSubjects(
  migration: AnalysedMigration,
  statement: AnalysedStatement,
  shared: Bindings,
  ledger: Ledger,
): readonly Subject[] {
  return statement.operations.map((analysed): Subject => {
    const { operation, effects, consequence } = analysed;
    const relation = tableOf(operation);
    const own = (): Effect =>
      (relation === '' ? undefined : mergeEffects(effects.filter((effect) => effect.relation === relation))[0]) ?? NEUTRAL;
    const record = (effect: Effect) => bind('effect', { ...effect }, EFFECT_FACTS, ledger);
    const meaning = () => ({
      ...consequence,
      refused: consequence.refused !== null,
      refusal: consequence.refused?.reason ?? '',
      sqlstate: consequence.refused?.sqlstate ?? '',
    });
    return {
      migration,
      scopes: [operation.kind, 'any'],
      bindings: lazily({
        migration: () => shared['migration'],
        database: () => shared['database'],
        transaction: () => bind('transaction', statement.transaction, TRANSACTION_FACTS, ledger),
        op: () => bind('op', { ...operation, table: relation }, fieldsOf(operation.kind), ledger),
        effect: () => record(own()),
        effects: () => effects.map(record),
        table: () => bind('table', analysed.table, TABLE_FACTS, ledger),
        column: () => bind('column', analysed.column, COLUMN_FACTS, ledger),
        constraint: () => bind('constraint', analysed.constraint, CONSTRAINT_FACTS, ledger),
        index: () => bind('index', analysed.index, INDEX_FACTS, ledger),
        made: () => bind('made', analysed.made, MADE_FACTS, ledger),
        outcome: () => bind('outcome', analysed.outcome, OUTCOME_FACTS, ledger),
        consequence: () => bind('consequence', meaning(), CONSEQUENCE_FACTS, ledger),
      }),
      span: operation.span,
      relation,
      statementText: statement.statement.sql ?? '',
      get object() {
        return objectOf(operation);
      },
      places: analysed.places,
      alike: [],
      exposed: [{ effects, waitLimit: knownLimit(statement.transaction) }],
      covers: [analysed],
      operation: { analysed, statement },
    };
  });
}

const knownLimit = (transaction: AnalysedStatement['transaction']): number =>
  transaction.unknown.includes('waitLimit') ? 0 : transaction.waitLimit;

const exposedBy = ({ effects, transaction }: AnalysedStatement): Exposed => ({ effects, waitLimit: knownLimit(transaction) });

function transactionSubject(migration: AnalysedMigration, transaction: AnalysedTransaction, shared: Bindings, ledger: Ledger): Subject {
  const covers = transaction.statements.flatMap((statement) => statement.operations);
  const marked = transaction.statements.find(
    ({ statement }) => statement.span.start === transaction.span.start && statement.span.path === transaction.span.path,
  );
  return {
    migration,
    scopes: ['transaction'],
    bindings: { ...shared, transaction: bind('transaction', transaction.facts, TRANSACTION_FACTS, ledger) },
    span: transaction.span,
    relation: '',
    statementText: marked?.statement.sql ?? '',
    object: 'transaction',
    places: Object.assign({}, ...(marked?.operations.map((operation) => operation.places) ?? [])) as Places,
    alike: [],
    exposed: transaction.statements.map(exposedBy),
    covers,
  };
}

/** More parts than this that are not analysed for one reason are one finding. */
const MOST_ALIKE = 5;

function unreadSubjects(migration: AnalysedMigration, shared: Bindings, ledger: Ledger): readonly Subject[] {
  const parts: Unread[] = [...migration.unread];
  for (const { operations } of migration.statements) {
    for (const { operation, unsupported } of operations) {
      if (operation.kind === 'unsupported')
        parts.push({ span: operation.span, reason: `${operation.statement} is not in the vocabulary of operations` });
      else if (unsupported !== undefined) parts.push({ span: operation.span, reason: unsupported });
    }
  }
  const byReason = new Map<string, Unread[]>();
  for (const part of parts.toSorted((a, b) => a.span.start - b.span.start)) {
    const group = byReason.get(part.reason);
    if (group) group.push(part);
    else byReason.set(part.reason, [part]);
  }
  const subject = ({ span, reason }: Unread, alike: readonly Span[]): Subject => ({
    migration,
    scopes: ['unread'],
    bindings: { ...shared, unread: bind('unread', { reason, times: alike.length + 1 }, UNREAD_FACTS, ledger) },
    span,
    relation: '',
    statementText: migration.migration.text.slice(span.start, span.end),
    object: `unread ${reason}`,
    places: {},
    alike,
    exposed: [],
    covers: [],
  });
  return [...byReason.values()].flatMap((group) => {
    const [first, ...others] = group;
    if (first && group.length > MOST_ALIKE)
      return [
        subject(
          first,
          others.map((part) => part.span),
        ),
      ];
    return group.map((part) => subject(part, []));
  });
}

function migrationSubject(migration: AnalysedMigration, shared: Bindings): Subject {
  return {
    migration,
    scopes: ['migration'],
    bindings: shared,
    span: firstLine(migration),
    relation: '',
    statementText: '',
    object: `migration ${migration.migration.id}`,
    places: {},
    alike: [],
    exposed: migration.statements.map(exposedBy),
    covers: migration.statements.flatMap((statement) => statement.operations),
  };
}

/** The first line of the migration that is not blank: where a finding about the whole goes. */
function firstLine({ migration }: AnalysedMigration): Span {
  const { path, start, end } = migration.span;
  const text = migration.text.slice(start, end);
  const from = text.search(/[^\s\uFEFF]/);
  if (from < 0) return { path, start, end: start };
  const length = text.slice(from).search(/[\r\n]/);
  return { path, start: start + from, end: length < 0 ? end : start + from + length };
}
