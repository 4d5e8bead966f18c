/** CREATE of types, functions, sequences, schemas and what hangs on tables. */
import type { Node } from '@pgsql/types';
import type { Expression, Mention, SqlText } from '../../../operations/definition.ts';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import { qualify } from '../identifier.ts';
import { schemaAndName, strings } from '../names.ts';
import { tokenize } from '../scan.ts';
import { isServerFunction } from '../volatility.ts';
import { attributeOf, columnOf, elementEnd } from './columns.ts';
import { expressionAt, inParentheses } from './expression.ts';
import { option, optionFlag, sequenceOptions, valueText } from './options.ts';
import { all, as, type NodeOf, type Reader, type Reading, within } from './reading.ts';
import { nameEnd, roleName, roleNames } from './objects.ts';
import { sqlTextAt } from './sql-text.ts';
import { typeAt } from './type-name.ts';

/** The name of something that is made, from a list of its parts. */
function made(reading: Reading, parts: readonly Node[] | undefined): string {
  const { schema, name } = schemaAndName(strings(parts));
  return reading.names.create(schema, name);
}

export const createEnum: Reader<'CreateEnumStmt'> = (statement, reading) => [
  {
    kind: 'create-type',
    span: reading.span,
    type: made(reading, statement.typeName),
    typeKind: 'enum',
    labels: strings(statement.vals),
    attributes: [],
    definition: '',
  },
];

export const createComposite: Reader<'CompositeTypeStmt'> = ({ typevar, coldeflist }, reading) => [
  {
    kind: 'create-type',
    span: reading.span,
    type: reading.names.create(typevar?.schemaname, typevar?.relname ?? ''),
    typeKind: 'composite',
    labels: [],
    attributes: all(coldeflist, 'ColumnDef').map((node) => attributeOf(reading, node, elementEnd(reading, reading.index(node.location)))),
    definition: '',
  },
];

/** What stands behind the name of a type that is neither an enum nor a composite one. */
export function typeDefinition(reading: Reading): string {
  const tokens = reading.tokens();
  return reading.words(nameEnd(reading, tokens.find(['TYPE']) + 1), tokens.list.length);
}

export const createRange: Reader<'CreateRangeStmt'> = (statement, reading) => [
  {
    kind: 'create-type',
    span: reading.span,
    type: made(reading, statement.typeName),
    typeKind: 'range',
    labels: [],
    attributes: [],
    definition: typeDefinition(reading),
  },
];

export const createDomain: Reader<'CreateDomainStmt'> = (statement, reading) => {
  // A domain is written as a column is: a type, then clauses in any order.
  const { typeName, constraints, collClause } = statement;
  const column = columnOf(
    reading,
    { ...(typeName && { typeName }), ...(constraints && { constraints }), ...(collClause && { collClause }) },
    reading.tokens().list.length,
  );
  // Its checks are on VALUE, which is no column.
  const checks = column.constraints.map((constraint) => ({ ...constraint, columns: [] }));
  return [
    {
      kind: 'create-domain',
      span: reading.span,
      type: made(reading, statement.domainname),
      constrained: column.notNull || checks.length > 0,
      baseType: column.type,
      constraints: checks,
      notNull: column.notNull,
      default: column.default,
      collation: column.collation,
    },
  ];
};

/** First words of statements that change schema or data, or run what is built there. */
const CHANGES = new Set(
  'ALTER CREATE DROP TRUNCATE INSERT UPDATE DELETE MERGE EXECUTE REINDEX REFRESH CLUSTER GRANT REVOKE COPY CALL LOCK COMMENT'.split(' '),
);
/** Those that also stand inside of another statement: in a WITH, after RETURN QUERY, in FOR … IN. */
const INNER_CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'EXECUTE']);
const STARTS_STATEMENT = new Set(['', ';', 'BEGIN', 'THEN', 'ELSE', 'LOOP']);
const STARTS_INNER = new Set(['(', ')', 'QUERY', 'IN']);

/** Whether a function's body changes anything. */
function bodyChanges(body: string): boolean {
  let before = '';
  for (const { kind, start, end } of tokenize(body)) {
    const word = kind === 'word' || kind === 'symbol' ? body.slice(start, end).toUpperCase() : '-';
    if (CHANGES.has(word) && STARTS_STATEMENT.has(before)) return true;
    if (INNER_CHANGES.has(word) && STARTS_INNER.has(before)) return true;
    before = word;
  }
  return false;
}

const VOLATILITIES = { immutable: 'immutable', stable: 'stable', volatile: 'volatile' } as const;
const isVolatility = (value: string): value is keyof typeof VOLATILITIES => value in VOLATILITIES;

export const createFunction: Reader<'CreateFunctionStmt'> = (statement, reading) => {
  const { options } = statement;
  const name = made(reading, statement.funcname);
  const inputs = all(statement.parameters, 'FunctionParameter').filter(
    ({ mode }) => mode !== 'FUNC_PARAM_OUT' && mode !== 'FUNC_PARAM_TABLE',
  );
  const body = strings(as(option(options, 'as')?.arg, 'List')?.items).join('\n');
  const language = valueText(option(options, 'language')?.arg).toLowerCase() || (statement.sql_body ? 'sql' : '');
  const text = statement.sql_body ? reading.slice(reading.start, reading.end) : body;
  const inner = statement.sql_body ? text.replace(/^[\s\S]*?\b(?:begin\s+atomic|return)\b/i, '') : text;
  reading.names.noteRoutine(name, bodyChanges(inner) ? 'changes' : 'harmless');
  const declared = valueText(option(options, 'volatility')?.arg);
  return [
    {
      kind: 'create-function',
      span: reading.span,
      function: name,
      procedure: statement.is_procedure === true,
      replace: statement.replace === true,
      language,
      volatility: isVolatility(declared) ? declared : 'volatile',
      securityDefiner: optionFlag(options, 'security'),
      setsSearchPath: all(options, 'DefElem').some(
        ({ defname, arg }) => defname === 'set' && as(arg, 'VariableSetStmt')?.name === 'search_path',
      ),
      arguments: inputs.map(({ argType }) => typeAt(reading, argType).type),
      definition: behindName(reading, statement, ['FUNCTION', 'PROCEDURE']),
    },
  ];
};

/** What stands behind the name of something that is made, which follows one of the words. */
function behindName(reading: Reading, statement: unknown, words: readonly string[]): SqlText {
  const tokens = reading.tokens();
  return sqlTextAt(reading, statement, nameEnd(reading, tokens.find(words) + 1), tokens.list.length);
}

export const createSequence: Reader<'CreateSeqStmt'> = ({ sequence, if_not_exists, options }, reading) => {
  const temporary = sequence?.relpersistence === 't';
  const owned = strings(as(option(options, 'owned_by')?.arg, 'List')?.items);
  const { schema, name } = schemaAndName(owned.slice(0, -1));
  return [
    {
      kind: 'create-sequence',
      span: reading.span,
      sequence: reading.names.create(sequence?.schemaname, sequence?.relname ?? '', temporary),
      ifNotExists: if_not_exists === true,
      temporary,
      unlogged: sequence?.relpersistence === 'u',
      options: sequenceOptions(reading, options),
      // OWNED BY NONE is a name of one part.
      owner: owned.length > 1 ? { table: reading.names.resolve(schema, name), column: owned.at(-1) ?? '' } : undefined,
    },
  ];
};

export const alterSequence: Reader<'AlterSeqStmt'> = (statement, reading) => {
  const owned = strings(as(option(statement.options, 'owned_by')?.arg, 'List')?.items);
  const column = owned.at(-1) ?? '';
  const { schema, name } = schemaAndName(owned.slice(0, -1));
  return [
    {
      kind: 'alter-sequence',
      span: reading.span,
      sequence: reading.names.relation(statement.sequence),
      ifExists: statement.missing_ok === true,
      restart: option(statement.options, 'restart') !== undefined,
      ownedBy: owned.length > 1 ? `${reading.names.resolve(schema, name)}.${column}` : '',
      // OWNED BY NONE is a name of one part.
      owner: owned.length > 1 ? { table: reading.names.resolve(schema, name), column } : owned.length === 1 ? 'none' : undefined,
      options: sequenceOptions(reading, statement.options),
      logged: '',
    },
  ];
};

/** Makes the reader of CREATE SCHEMA, whose elements are statements of their own. */
export function makeCreateSchema(read: (reading: Reading, node: Node) => readonly Operation[]): Reader<'CreateSchemaStmt'> {
  return (statement, reading) => {
    const schema = statement.schemaname ?? roleName(statement.authrole);
    const own: Operation = {
      kind: 'create-schema',
      span: reading.span,
      schema,
      ifNotExists: statement.if_not_exists === true,
      authorization: statement.authrole ? roleName(statement.authrole) : '',
    };
    // The new schema comes first in the path while its elements are made; only they can be in it.
    const resolve = (given: string | undefined, name: string): string =>
      given === undefined && reading.names.made(qualify(schema, name)) ? qualify(schema, name) : reading.names.resolve(given, name);
    const names: Reading['names'] = {
      ...reading.names,
      defaultSchema: () => schema,
      resolve,
      relation: (range) => resolve(range?.schemaname, range?.relname ?? ''),
      create: (given, name, temporary) => reading.names.create(given ?? schema, name, temporary),
    };
    return [own, ...(statement.schemaElts ?? []).flatMap((node) => read({ ...within(reading, reading), names }, node))];
  };
}

export const createExtension: Reader<'CreateExtensionStmt'> = (statement, reading) => [
  {
    kind: 'create-extension',
    span: reading.span,
    extension: statement.extname ?? '',
    ifNotExists: statement.if_not_exists === true,
    schema: valueText(option(statement.options, 'schema')?.arg),
    version: valueText(option(statement.options, 'new_version')?.arg),
    cascade: optionFlag(statement.options, 'cascade'),
  },
];

export const createTrigger: Reader<'CreateTrigStmt'> = (statement, reading) => [
  {
    kind: 'create-trigger',
    span: reading.span,
    table: reading.names.relation(statement.relation),
    trigger: statement.trigname ?? '',
    replace: statement.replace === true,
    forEachRow: statement.row === true,
    constraintTrigger: statement.isconstraint === true,
    references: statement.constrrel ? reading.names.relation(statement.constrrel) : '',
    definition: triggerDefinition(reading, statement),
  },
];

/** What stands behind the name of a trigger; the tree does not say where the name of its function is. */
function triggerDefinition(reading: Reading, statement: NodeOf<'CreateTrigStmt'>): SqlText {
  const text = behindName(reading, statement, ['TRIGGER']);
  const tokens = reading.tokens();
  const from = tokens.find(['EXECUTE']) + 2;
  const start = (tokens.list[from]?.start ?? 0) - (tokens.list[nameEnd(reading, tokens.find(['TRIGGER']) + 1)]?.start ?? 0);
  const { schema, name } = schemaAndName(strings(statement.funcname));
  if (schema === 'pg_catalog' || (schema === undefined && isServerFunction(name))) return text;
  const { start: a, end: b } = tokens.range(from, nameEnd(reading, from));
  const mention: Mention = { start, end: start + (b - a), what: 'function', name: reading.names.resolve(schema, name), alias: '' };
  return { ...text, mentions: [...text.mentions, mention] };
}

export const createRule: Reader<'RuleStmt'> = (statement, reading) => [
  {
    kind: 'create-rule',
    span: reading.span,
    table: reading.names.relation(statement.relation),
    rule: statement.rulename ?? '',
    replace: statement.replace === true,
    definition: behindName(reading, statement, ['RULE']),
  },
];

export const createPolicy: Reader<'CreatePolicyStmt'> = (statement, reading) => {
  const tokens = reading.tokens();
  return [
    {
      kind: 'create-policy',
      span: reading.span,
      table: reading.names.relation(statement.table),
      policy: statement.policy_name ?? '',
      // The tree leaves out what is false.
      restrictive: statement.permissive !== true && tokens.find(['RESTRICTIVE']) >= 0,
      command: statement.cmd_name ?? 'all',
      roles: tokens.find(['TO']) < 0 ? [] : roleNames(statement.roles),
      ...policyConditions(reading, statement),
    },
  ];
};

export const alterPolicy: Reader<'AlterPolicyStmt'> = (statement, reading) => [
  {
    kind: 'alter-policy',
    span: reading.span,
    table: reading.names.relation(statement.table),
    policy: statement.policy_name ?? '',
    roles: roleNames(statement.roles),
    ...policyConditions(reading, statement),
  },
];

/** USING and WITH CHECK. */
function policyConditions(
  reading: Reading,
  { qual, with_check }: { readonly qual?: Node; readonly with_check?: Node },
): Pick<OperationOf<'create-policy'>, 'using' | 'check'> {
  const tokens = reading.tokens();
  const behind = (word: string, node: Node | undefined): Expression | undefined => {
    const at = node ? tokens.find([word]) : -1;
    if (at < 0) return undefined;
    const { start, end } = inParentheses(reading, at, tokens.list.length);
    return expressionAt(reading, node, start, end);
  };
  return { using: behind('USING', qual), check: behind('CHECK', with_check) };
}
