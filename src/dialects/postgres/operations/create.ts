/** CREATE of types, functions, sequences, schemas and what hangs on tables. */
import type { Node } from '@pgsql/types';
import type { ColumnUse } from '../../../operations/definition.ts';
import type { Operation } from '../../../operations/operation.ts';
import { qualify } from '../identifier.ts';
import { dotted, schemaAndName, strings } from '../names.ts';
import { tokenize } from '../scan.ts';
import { columnOf, tableElements } from './columns.ts';
import { option, optionFlag, valueText } from './options.ts';
import { all, as, type NodeOf, type Reader, type Reading, within } from './reading.ts';
import { argumentsOf } from './drop.ts';
import { objectTypeText, roleName } from './objects.ts';
import { typeAt } from './type-name.ts';
import { columnUses, visible } from './uses.ts';

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
  },
];

export const createComposite: Reader<'CompositeTypeStmt'> = ({ typevar, coldeflist }, reading) => [
  {
    kind: 'create-type',
    span: reading.span,
    type: reading.names.create(typevar?.schemaname, typevar?.relname ?? ''),
    typeKind: 'composite',
    labels: [],
    attributes: tableElements(reading, coldeflist).columns,
  },
];

export const createRange: Reader<'CreateRangeStmt'> = (statement, reading) => [
  { kind: 'create-type', span: reading.span, type: made(reading, statement.typeName), typeKind: 'range', labels: [], attributes: [] },
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

/** RETURN of an expression as the SELECT that it is; several statements as they stand. */
const sqlBody = (text: string, node: Node): string =>
  'ReturnStmt' in node ? `SELECT ${text.trim()}` : text.replace(/;?\s*\bEND\s*$/i, '').trim();

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
  const sets = all(options, 'DefElem').filter(({ defname }) => defname === 'set');
  // What the server never puts in the place of a call: inline_function() in clauses.c.
  const callable = language === 'sql' && sets.length === 0 && !optionFlag(options, 'security') && !statement.returnType?.setof;
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
      setsSearchPath: sets.some(({ arg }) => as(arg, 'VariableSetStmt')?.name === 'search_path'),
      arguments: inputs.map(({ argType }) => typeAt(reading, argType).type),
      required: inputs.filter(({ defexpr, mode }) => defexpr === undefined && mode !== 'FUNC_PARAM_VARIADIC').length,
      variadic: inputs.some(({ mode }) => mode === 'FUNC_PARAM_VARIADIC'),
      strict: optionFlag(options, 'strict'),
      body: callable ? (statement.sql_body ? sqlBody(inner, statement.sql_body) : body) : '',
      uses: columnUses(statement.sql_body, reading),
    },
  ];
};

export const createSequence: Reader<'CreateSeqStmt'> = ({ sequence, if_not_exists }, reading) => {
  const temporary = sequence?.relpersistence === 't';
  return [
    {
      kind: 'create-sequence',
      span: reading.span,
      sequence: reading.names.create(sequence?.schemaname, sequence?.relname ?? '', temporary),
      ifNotExists: if_not_exists === true,
      temporary,
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
      // OWNED BY NONE is a name of one part.
      ownedBy: owned.length > 1 ? `${reading.names.resolve(schema, name)}.${column}` : '',
    },
  ];
};

/** Makes the reader of CREATE SCHEMA, whose elements are statements of their own. */
export function makeCreateSchema(read: (reading: Reading, node: Node) => readonly Operation[]): Reader<'CreateSchemaStmt'> {
  return (statement, reading) => {
    const schema = statement.schemaname ?? roleName(statement.authrole);
    const own: Operation = { kind: 'create-schema', span: reading.span, schema, ifNotExists: statement.if_not_exists === true };
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
  { kind: 'create-extension', span: reading.span, extension: statement.extname ?? '', ifNotExists: statement.if_not_exists === true },
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
    uses: triggerUses(statement, reading),
  },
];

/** The columns of UPDATE OF, and those of OLD and NEW in WHEN. */
function triggerUses(statement: NodeOf<'CreateTrigStmt'>, reading: Reading): readonly ColumnUse[] {
  const table = reading.names.relation(statement.relation);
  return [
    ...strings(statement.columns).map((column) => ({ column, among: [table] })),
    ...columnUses(statement.whenClause, reading, visible({ old: table, new: table })),
  ];
}

export const createRule: Reader<'RuleStmt'> = (statement, reading) => [
  {
    kind: 'create-rule',
    span: reading.span,
    table: reading.names.relation(statement.relation),
    rule: statement.rulename ?? '',
    replace: statement.replace === true,
    uses: ruleUses(statement, reading),
  },
];

function ruleUses({ relation, whereClause, actions }: NodeOf<'RuleStmt'>, reading: Reading): readonly ColumnUse[] {
  const table = reading.names.relation(relation);
  return columnUses([whereClause, actions], reading, visible({ old: table, new: table }));
}

function policyUses(
  { table, qual, with_check }: NodeOf<'CreatePolicyStmt'> | NodeOf<'AlterPolicyStmt'>,
  reading: Reading,
): readonly ColumnUse[] {
  return columnUses([qual, with_check], reading, visible({ [table?.relname ?? '']: reading.names.relation(table) }));
}

export const createPolicy: Reader<'CreatePolicyStmt'> = (statement, reading) => {
  const { table, policy_name = '' } = statement;
  const uses = policyUses(statement, reading);
  return [{ kind: 'create-policy', span: reading.span, table: reading.names.relation(table), policy: policy_name, uses }];
};

export const alterPolicy: Reader<'AlterPolicyStmt'> = (statement, reading) => {
  const { table, policy_name = '' } = statement;
  const uses = policyUses(statement, reading);
  return [{ kind: 'alter-policy', span: reading.span, table: reading.names.relation(table), policy: policy_name, uses }];
};

/** ALTER FUNCTION and its like; what it declares about volatility matters to defaults that call it. */
export const alterFunction: Reader<'AlterFunctionStmt'> = ({ objtype, func, actions }, reading) => {
  const { schema, name } = schemaAndName(strings(func?.objname));
  const declared = valueText(option(actions, 'volatility')?.arg);
  return [
    {
      kind: 'alter-object',
      span: reading.span,
      objectType: objectTypeText(objtype),
      object: dotted(strings(func?.objname)),
      function: reading.names.resolve(schema, name),
      arguments: argumentsOf(func && { ObjectWithArgs: func }, reading),
      volatility: isVolatility(declared) ? declared : undefined,
      staysCall: optionFlag(actions, 'security') || all(actions, 'DefElem').some(({ defname }) => defname === 'set'),
    },
  ];
};
