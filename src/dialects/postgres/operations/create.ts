/** CREATE of types, functions, sequences, schemas and what hangs on tables. */
import type { Node, TypeName as TypeNode } from '@pgsql/types';
import type { Expression, Mention, SqlText } from '../../../operations/definition.ts';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import type { Mentioned, TriggerEvent } from '../../../operations/query.ts';
import { qualify } from '../identifier.ts';
import { dotted, schemaAndName, strings } from '../names.ts';
import { isServerFunction } from '../volatility.ts';
import { altered } from './alter.ts';
import { attributeOf, columnOf, elementEnd } from './columns.ts';
import { expressionAt, inParentheses, isTrue } from './expression.ts';
import { mentionedIn } from './mentioned.ts';
import { option, optionFlag, sequenceOptions, valueText } from './options.ts';
import { all, as, type NodeOf, type Reader, type Reading, within } from './reading.ts';
import { nameEnd, objectTypeText, roleName, roleNames } from './objects.ts';
import { bodyChanges, bodyWrites } from './routine-body.ts';
import { sqlTextAt } from './sql-text.ts';
import { argumentTypes, targetOf } from './target.ts';
import { readType, typeAt } from './type-name.ts';

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
    subtype: undefined,
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
    subtype: undefined,
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
    subtype: readType(as(option(statement.params, 'subtype')?.arg, 'TypeName'), '', reading).type,
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

/** RETURN of an expression as the SELECT that it is; several statements as they stand. */
const sqlBody = (text: string, node: Node): string =>
  'ReturnStmt' in node ? `SELECT ${text.trim()}` : text.replace(/;?\s*\bEND\s*$/i, '').trim();

const VOLATILITIES = { immutable: 'immutable', stable: 'stable', volatile: 'volatile' } as const;
const isVolatility = (value: string): value is keyof typeof VOLATILITIES => value in VOLATILITIES;

const typeText = (node: TypeNode | undefined, reading: Reading): string => {
  const { name, dimensions } = readType(node, '', reading).type;
  return `${node?.setof ? 'setof ' : ''}${name}${dimensions > 0 ? '[]' : ''}`;
};

/** Languages whose functions can do what the server process can: `lanpltrusted` is false. Extensions have their names. */
const UNTRUSTED = new Set(['c', 'plperlu', 'plpython3u', 'plpythonu', 'plpython2u', 'pltclu', 'plsh', 'plr']);

/** The name of a language or of its extension, where it is an untrusted one. */
export const untrustedLanguage = (name: string): string => (UNTRUSTED.has(name.toLowerCase()) ? name.toLowerCase() : '');

/** What a function returns, its OUT parameters and RETURNS TABLE included: another may not take its place. */
function returnsText({ returnType, parameters }: NodeOf<'CreateFunctionStmt'>, reading: Reading): string {
  const outs = all(parameters, 'FunctionParameter').filter(
    ({ mode }) => mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_INOUT' || mode === 'FUNC_PARAM_TABLE',
  );
  const listed = outs.map(({ name, argType }) => `${name ?? ''} ${typeText(argType, reading)}`);
  return [returnType ? typeText(returnType, reading) : '', ...listed].join(', ');
}

/** What the server keeps parsed of a function: a body that is SQL, and the defaults of its arguments. */
function bodyMentions({ sql_body, parameters }: NodeOf<'CreateFunctionStmt'>, reading: Reading): readonly Mentioned[] {
  const defaults = all(parameters, 'FunctionParameter').flatMap(({ defexpr }) => defexpr ?? []);
  return sql_body || defaults.length > 0 ? [mentionedIn(reading, sql_body, defaults)] : [];
}

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
      untrusted: untrustedLanguage(language),
      setsSearchPath: sets.some(({ arg }) => as(arg, 'VariableSetStmt')?.name === 'search_path'),
      arguments: inputs.map(({ argType }) => typeAt(reading, argType).type),
      argumentNames: inputs.map(({ name }) => name ?? ''),
      returns: returnsText(statement, reading),
      mentioned: bodyMentions(statement, reading),
      writes: [...new Set(bodyWrites(text).map((parts) => reading.names.resolve(parts.at(-2), parts.at(-1) ?? '')))],
      required: inputs.filter(({ defexpr, mode }) => defexpr === undefined && mode !== 'FUNC_PARAM_VARIADIC').length,
      variadic: inputs.some(({ mode }) => mode === 'FUNC_PARAM_VARIADIC'),
      strict: optionFlag(options, 'strict'),
      body: callable ? (statement.sql_body ? sqlBody(inner, statement.sql_body) : body) : '',
      definition: behindName(reading, statement, ['FUNCTION', 'PROCEDURE']),
    },
  ];
};

/** What stands behind the name of something that is made, which follows one of the words. */
function behindName(reading: Reading, statement: unknown, words: readonly string[]): SqlText {
  const tokens = reading.tokens();
  return sqlTextAt(reading, statement, nameEnd(reading, tokens.find(words) + 1), tokens.list.length);
}

/** The column of OWNED BY; undefined where it is not given. */
function ownerOf(options: readonly Node[] | undefined, reading: Reading): OperationOf<'alter-sequence'>['owner'] {
  const owned = strings(as(option(options, 'owned_by')?.arg, 'List')?.items);
  // OWNED BY NONE is a name of one part.
  if (owned.length < 2) return owned.length === 1 ? 'none' : undefined;
  const { schema, name } = schemaAndName(owned.slice(0, -1));
  return { table: reading.names.resolve(schema, name), column: owned.at(-1) ?? '' };
}

export const createSequence: Reader<'CreateSeqStmt'> = ({ sequence, if_not_exists, options }, reading) => {
  const temporary = sequence?.relpersistence === 't';
  const owner = ownerOf(options, reading);
  return [
    {
      kind: 'create-sequence',
      span: reading.span,
      sequence: reading.names.create(sequence?.schemaname, sequence?.relname ?? '', temporary),
      ifNotExists: if_not_exists === true,
      temporary,
      unlogged: sequence?.relpersistence === 'u',
      options: sequenceOptions(reading, options),
      owner: owner === 'none' ? undefined : owner,
    },
  ];
};

export const alterSequence: Reader<'AlterSeqStmt'> = (statement, reading) => {
  const owner = ownerOf(statement.options, reading);
  return [
    {
      kind: 'alter-sequence',
      span: reading.span,
      sequence: reading.names.relation(statement.sequence),
      ifExists: statement.missing_ok === true,
      restart: option(statement.options, 'restart') !== undefined,
      ownedBy: typeof owner === 'object' ? `${owner.table}.${owner.column}` : '',
      owner,
      options: sequenceOptions(reading, statement.options),
      logged: 'unchanged',
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
    untrusted: untrustedLanguage(statement.extname ?? ''),
    ifNotExists: statement.if_not_exists === true,
    schema: valueText(option(statement.options, 'schema')?.arg),
    version: valueText(option(statement.options, 'new_version')?.arg),
    cascade: optionFlag(statement.options, 'cascade'),
  },
];

/** Bits of the server's pg_trigger.h. */
const TIMING_BEFORE = 1 << 1;
const TIMING_INSTEAD = 1 << 6;
const EVENTS: readonly (readonly [number, TriggerEvent])[] = [
  [1 << 2, 'insert'],
  [1 << 3, 'delete'],
  [1 << 4, 'update'],
  [1 << 5, 'truncate'],
];

function calledName(parts: readonly Node[] | undefined, reading: Reading): string {
  const { schema, name } = schemaAndName(strings(parts));
  return reading.names.resolve(schema, name);
}

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
    timing:
      ((statement.timing ?? 0) & TIMING_INSTEAD) > 0 ? 'instead-of' : ((statement.timing ?? 0) & TIMING_BEFORE) > 0 ? 'before' : 'after',
    function: calledName(statement.funcname, reading),
    columns: strings(statement.columns),
    events: EVENTS.flatMap(([bit, event]) => (((statement.events ?? 0) & bit) > 0 ? [event] : [])),
    when: statement.whenClause && mentionedIn(reading, statement.whenClause),
    definition: triggerDefinition(reading, statement),
  },
];

const RULE_EVENTS: Readonly<Record<string, OperationOf<'create-rule'>['event']>> = {
  CMD_SELECT: 'select',
  CMD_INSERT: 'insert',
  CMD_UPDATE: 'update',
  CMD_DELETE: 'delete',
};

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
    event: RULE_EVENTS[statement.event ?? ''] ?? 'select',
    instead: statement.instead === true,
    unconditional: statement.whereClause === undefined,
    mentioned: [mentionedIn(reading, statement.whereClause, statement.actions)],
    definition: behindName(reading, statement, ['RULE']),
  },
];

const COMMANDS = ['all', 'select', 'insert', 'update', 'delete'] as const;

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
      command: COMMANDS.find((command) => command === statement.cmd_name) ?? 'all',
      roles: tokens.find(['TO']) < 0 ? [] : roleNames(statement.roles),
      ...policyConditions(reading, statement),
      mentioned: [mentionedIn(reading, statement.qual, statement.with_check)],
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
    // What it does not give stays as it was.
    mentioned: statement.qual || statement.with_check ? [mentionedIn(reading, statement.qual, statement.with_check)] : [],
  },
];

/** USING and WITH CHECK. */
function policyConditions(
  reading: Reading,
  { qual, with_check }: { readonly qual?: Node; readonly with_check?: Node },
): Pick<OperationOf<'create-policy'>, 'using' | 'check' | 'usingTrue' | 'checkTrue'> {
  const tokens = reading.tokens();
  const behind = (word: string, node: Node | undefined): Expression | undefined => {
    const at = node ? tokens.find([word]) : -1;
    if (at < 0) return undefined;
    const { start, end } = inParentheses(reading, at, tokens.list.length);
    return expressionAt(reading, node, start, end);
  };
  const [using, check] = [behind('USING', qual), behind('CHECK', with_check)];
  return { using, check, usingTrue: isTrue(using), checkTrue: isTrue(check) };
}

/** ALTER FUNCTION and its like; what it declares about volatility matters to defaults that call it. */
export const alterFunction: Reader<'AlterFunctionStmt'> = (statement, reading) => {
  const { objtype = 'OBJECT_FUNCTION', func = {}, actions } = statement;
  const { schema, name } = schemaAndName(strings(func.objname));
  const canonical = reading.names.resolve(schema, name);
  const declared = valueText(option(actions, 'volatility')?.arg);
  const target = targetOf(objtype, { ObjectWithArgs: func }, reading);
  return altered(reading, statement, objectTypeText(objtype), dotted(strings(func.objname)), target, canonical, {
    function: canonical,
    arguments: argumentTypes(func, reading),
    volatility: isVolatility(declared) ? declared : undefined,
    staysCall: optionFlag(actions, 'security') || all(actions, 'DefElem').some(({ defname }) => defname === 'set'),
  });
};
