/**
 * The only names that a rule can see, for every value of `on`.
 *
 * They come from the declarations of operations and facts: whoever adds a field there gives it to every rule, to the type
 * check of conditions and to the reference page at once.
 */
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
  TABLE_FACTS,
  TRANSACTION_FACTS,
} from '../effects/facts.ts';
import { choice, count, type Field, name, relation, text } from '../operations/field.ts';
import { OPERATION_KINDS, OPERATIONS, type OperationKind } from '../operations/operation.ts';
import type { OptionDeclaration } from './rule.ts';

/** What a rule can be about besides kinds of operations. */
export const SPECIAL_SCOPES = ['any', 'migration', 'transaction', 'unread', 'allow'] as const;
export type SpecialScope = (typeof SPECIAL_SCOPES)[number];
/** What each of them is about. */
export const SCOPE_DOCS: Readonly<Record<SpecialScope, string>> = {
  any: 'every operation; `op` has only `kind` and `table`',
  migration: 'each migration, once',
  transaction: 'each transaction of a migration, once',
  unread: 'each part that could not be analysed',
  allow: 'each `lockkeeper:allow` comment that something is wrong with',
};

/** An operation kind, or one of the special scopes. */
export type ScopeName = OperationKind | SpecialScope;

/** What has no kind of operation: a part of a migration that could not be analysed. For `on: unread`. */
export const UNREAD_FACTS = {
  reason: text('Why it is not analysed: a clause without a full stop.'),
  times: count('How many parts of the file are not analysed for this reason; more than five are one finding.'),
} as const satisfies Record<string, Field>;

/** What is wrong with a `lockkeeper:allow` comment. For `on: allow`; `src/suppressions/comment.ts` finds it. */
export const ALLOW_FACTS = {
  fault: choice('What kind of fault.', ['invalid', 'unused', 'expired']),
  problem: text('What is wrong: a clause without a full stop.'),
  allows: name('The rule that it names; empty where the comment as a whole is wrong.'),
  form: text('The comment as it should stand, or empty.'),
  until: text('The last day on which it held, or empty.'),
} as const satisfies Record<string, Field>;

export type Fields = Readonly<Record<string, Field>>;

/** A variable: one record of facts, or a list of them. */
export interface Variable {
  readonly doc: string;
  readonly fields: Fields;
  readonly list: boolean;
}

/** The variables that a rule of one `on` sees. */
export interface Scope {
  /** Two scopes with the same key have the same names. */
  readonly key: string;
  readonly on: readonly ScopeName[];
  readonly variables: Readonly<Record<string, Variable>>;
}

const record = (doc: string, fields: Fields): Variable => ({ doc, fields, list: false });

const TRANSACTION = record('The transaction the statement runs in, as of just before the statement.', TRANSACTION_FACTS);
const MIGRATION = record('The migration.', MIGRATION_FACTS);
const DATABASE = record('The database.', DATABASE_FACTS);

/** The records of facts beside `op` and `options`, for the reference page. */
export const OPERATION_VARIABLES: Readonly<Record<string, Variable>> = {
  effect: record('What the operation does to the relation of `op.table`; blocks nothing where there is none.', EFFECT_FACTS),
  effects: { doc: 'What the operation does to every relation.', fields: EFFECT_FACTS, list: true },
  table: record('The relation of `op.table`, as of just before the operation.', TABLE_FACTS),
  column: record('The column of `op.column`, as of just before the operation.', COLUMN_FACTS),
  constraint: record('The constraint of `op.constraint` on `op.table`, as of just before the operation.', CONSTRAINT_FACTS),
  index: record('The index of `op.index`, as of just before the operation.', INDEX_FACTS),
  made: record(
    'The constraints and the index that the operation makes, in whichever form: with a column, with the table, by itself.',
    MADE_FACTS,
  ),
  outcome: record('What the whole change leaves of the thing that the operation is about.', OUTCOME_FACTS),
  consequence: record('What the operation means beyond locks.', CONSEQUENCE_FACTS),
  transaction: TRANSACTION,
  migration: MIGRATION,
  database: DATABASE,
};

const UNREAD = record('The part that is not analysed.', UNREAD_FACTS);
const ALLOW = record('The allow comment that something is wrong with.', ALLOW_FACTS);

/** Every variable whose fields are the same in all scopes: all but `op` and `options`. */
export const FACT_VARIABLES: Readonly<Record<string, Variable>> = { ...OPERATION_VARIABLES, unread: UNREAD, allow: ALLOW };

/** Fields of a kind that rules see: all but the structures for catalog and dialects. */
export function visibleFields(kind: OperationKind): Fields {
  return Object.fromEntries(Object.entries<Field>(OPERATIONS[kind].fields).filter(([, field]) => field.type !== 'detail'));
}

/**
 * Fields of `op`: for one kind its own; for several those that all of them have; for `any` the kind and the table.
 */
function operationFields(on: readonly ScopeName[]): Fields {
  if (on.includes('any')) {
    return {
      kind: choice('The kind of operation.', OPERATION_KINDS),
      table: relation('The relation it is mainly about, or empty.'),
    };
  }
  const kinds = on.filter(isOperationKind);
  const [first, ...others] = kinds.map(visibleFields);
  const shared = Object.entries(first ?? {}).flatMap(([name, field]) => {
    const merged = others.reduce<Field | undefined>((so, fields) => merge(so, fields[name]), field);
    return merged ? [[name, merged] as const] : [];
  });
  return { kind: choice('The kind of operation.', kinds), ...Object.fromEntries(shared) };
}

/** The type a condition sees: names, relations and texts are all texts to it. */
export function valueType(field: Field): 'bool' | 'int' | 'string' | 'list<string>' {
  switch (field.type) {
    case 'flag':
      return 'bool';
    case 'count':
      return 'int';
    case 'names':
    case 'relations':
      return 'list<string>';
    default:
      return 'string';
  }
}

/** One declaration for a field that two kinds share, or undefined where they do not share it. */
function merge(a: Field | undefined, b: Field | undefined): Field | undefined {
  if (!a || !b || valueType(a) !== valueType(b)) return undefined;
  if (a.type === 'choice' && b.type === 'choice') return choice(a.doc, [...new Set([...a.values, ...b.values])]);
  return a.type === 'choice' ? b : a;
}

/** Whether a name is a kind of operation. */
export function isOperationKind(name: string): name is OperationKind {
  return Object.hasOwn(OPERATIONS, name);
}

/** The record that `options` is, from what the rule declares. A duration is a number of milliseconds. */
function optionFields(options: Readonly<Record<string, OptionDeclaration>>): Fields {
  return Object.fromEntries(
    Object.entries(options).map(([name, { type, doc }]): [string, Field] => {
      if (type === 'flag') return [name, { type: 'flag', doc }];
      if (type === 'text') return [name, { type: 'text', doc }];
      if (type === 'list') return [name, { type: 'names', doc }];
      return [name, { type: 'count', doc }];
    }),
  );
}

/** The names that a rule with this `on` and these options sees. */
export function scopeOf(on: readonly ScopeName[], options: Readonly<Record<string, OptionDeclaration>> = {}): Scope {
  const declared = Object.entries(options).map(([name, { type }]) => `${name}:${type}`);
  const key = `${on.join(',')}|${declared.join(',')}`;
  const own = record('The options that the rule declares.', optionFields(options));
  const base = on.includes('allow')
    ? { allow: ALLOW, migration: MIGRATION, database: DATABASE }
    : on.includes('unread')
      ? { unread: UNREAD, migration: MIGRATION, database: DATABASE }
      : on.includes('migration')
        ? { migration: MIGRATION, database: DATABASE }
        : on.includes('transaction')
          ? {
              transaction: record('The transaction, as of its last statement.', TRANSACTION_FACTS),
              migration: MIGRATION,
              database: DATABASE,
            }
          : { op: record('The operation.', operationFields(on)), ...OPERATION_VARIABLES };
  return { key, on, variables: { ...base, options: own } };
}
