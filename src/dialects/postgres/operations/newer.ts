/**
 * What a statement says that only newer majors understand, from the release notes of 14 to 18; each was tried on servers
 * of the majors before. The parser knows the grammar of the newest.
 */
import type { Node } from '@pgsql/types';
import type { Newer } from '../../../operations/operation.ts';
import { strings } from '../names.ts';
import { option, optionFlag, valueText } from './options.ts';
import { all, type NodeKind, type NodeOf, open, type Reading } from './reading.ts';

/** `what` came with `since`; a server of an older major answers with `sqlstate`. */
const newer = (since: number, what: string, sqlstate = '42601'): Newer => ({ since, what, sqlstate });

/** A tree as an object whose members are not known. */
type Members = Readonly<Record<string, unknown>>;

/** Options of statements that are lists of names: the names that came later, by the kind of the statement. */
const OPTIONS: Readonly<Partial<Record<NodeKind, Readonly<Record<string, number>>>>> = {
  VacuumStmt: { process_toast: 14, process_main: 16, skip_database_stats: 16, only_database_stats: 16, buffer_usage_limit: 16 },
  CopyStmt: { default: 16, on_error: 17, log_verbosity: 17, reject_limit: 18 },
  ExplainStmt: { generic_plan: 16, serialize: 17, memory: 17 },
  CreateSubscriptionStmt: {
    binary: 14,
    streaming: 14,
    two_phase: 15,
    disable_on_error: 15,
    origin: 16,
    password_required: 16,
    run_as_owner: 16,
    failover: 17,
  },
  AlterSubscriptionStmt: {
    binary: 14,
    streaming: 14,
    disable_on_error: 15,
    origin: 16,
    password_required: 16,
    run_as_owner: 16,
    failover: 17,
    two_phase: 18,
  },
  CreatePublicationStmt: { publish_generated_columns: 18 },
  AlterPublicationStmt: { publish_generated_columns: 18 },
  CreatedbStmt: {
    locale_provider: 15,
    icu_locale: 15,
    strategy: 15,
    oid: 15,
    collation_version: 15,
    icu_rules: 16,
    builtin_locale: 17,
  },
};

/** Kinds of nodes that came later, whatever they hold. */
const KINDS: Readonly<Partial<Record<NodeKind, Newer>>> = {
  MergeStmt: newer(15, 'MERGE'),
  AlterDatabaseRefreshCollStmt: newer(15, 'REFRESH COLLATION VERSION of a database'),
  JsonIsPredicate: newer(16, 'IS JSON'),
  JsonObjectConstructor: newer(16, 'JSON_OBJECT with keys and values'),
  JsonObjectAgg: newer(16, 'JSON_OBJECTAGG'),
  JsonArrayQueryConstructor: newer(16, 'JSON_ARRAY of a query'),
  JsonTable: newer(17, 'JSON_TABLE'),
  MergeSupportFunc: newer(17, 'merge_action()', '42883'),
};

type Check = (value: Members, reading: Reading) => readonly Newer[];

const when = (condition: boolean, found: Newer): readonly Newer[] => (condition ? [found] : []);

/** What looks like a call of a function to a server that does not know it, unless it has clauses of its own. */
function constructor(since: number, what: string, clauses: readonly string[]): Check {
  return (value) => {
    const args = [value.expr, value.context_item, ...(Array.isArray(value.exprs) ? (value.exprs as readonly unknown[]) : [])];
    const formatted = args.some((arg) => /"JS_FORMAT_JSONB?"/.test(JSON.stringify(arg ?? null)));
    const plain = !formatted && clauses.every((clause) => value[clause] === undefined);
    return [newer(since, what, plain ? '42883' : '42601')];
  };
}

const JSON_CLAUSES = ['output', 'passing', 'on_empty', 'on_error', 'column_name'];

/** Kinds of nodes that came later, or have parts that did. */
const CHECKS: Readonly<Partial<Record<NodeKind, Check>>> = {
  JsonArrayConstructor: constructor(16, 'JSON_ARRAY', ['output']),
  JsonArrayAgg: constructor(16, 'JSON_ARRAYAGG', ['output']),
  JsonScalarExpr: constructor(17, 'JSON_SCALAR', ['output']),
  JsonSerializeExpr: constructor(17, 'JSON_SERIALIZE', ['output']),
  JsonFuncExpr: (value, reading) => constructor(17, String(value.op ?? '').replace(/_OP$/, ''), JSON_CLAUSES)(value, reading),
  JsonParseExpr: (value) => when(value.unique_keys === true || value.output !== undefined, newer(17, 'JSON() WITH UNIQUE KEYS')),
  RangeSubselect: (value) => when(value.alias === undefined, newer(16, 'a subquery in FROM without an alias')),
  XmlSerialize: (value) => when(value.indent !== undefined, newer(16, 'XMLSERIALIZE … INDENT')),
  FuncCall: (value) => {
    const call = value as NodeOf<'FuncCall'>;
    if (call.funcformat !== 'COERCE_SQL_SYNTAX') return [];
    const name = strings(call.funcname).at(-1);
    return [
      ...when(name === 'timezone' && (call.args ?? []).length === 1, newer(17, 'AT LOCAL')),
      ...when(
        name === 'substring' &&
          (call.args ?? []).length === 3 &&
          call.args?.[1] !== undefined &&
          'A_Const' in call.args[1] &&
          call.args[1].A_Const.sval !== undefined,
        newer(14, 'SUBSTRING … SIMILAR'),
      ),
    ];
  },
  GrantStmt: (value) => grantFeatures(value as NodeOf<'GrantStmt'>),
  GrantRoleStmt: (value, reading) => {
    const { opt } = value as NodeOf<'GrantRoleStmt'>;
    const admin = option(opt, 'admin');
    const written = reading.tokens().find(['ADMIN']);
    return [
      ...when(option(opt, 'inherit') !== undefined || option(opt, 'set') !== undefined, newer(16, 'GRANT … WITH INHERIT and SET')),
      ...when(admin !== undefined && ['TRUE', 'FALSE'].includes(reading.tokens().word(written + 1)), newer(16, 'GRANT … WITH ADMIN TRUE')),
    ];
  },
  AccessPriv: ({ priv_name }) => when(priv_name === 'maintain', newer(17, 'the privilege MAINTAIN')),
  AlterDefaultPrivilegesStmt: ({ action }) =>
    when((action as NodeOf<'GrantStmt'> | undefined)?.objtype === 'OBJECT_LARGEOBJECT', newer(18, 'default privileges of large objects')),
  PublicationTable: (value) => [
    ...when(value.columns !== undefined, newer(15, 'columns of a publication')),
    ...when(value.whereClause !== undefined, newer(15, 'WHERE of a publication')),
  ],
  PublicationObjSpec: (value, reading) => [
    ...when(/TABLES_IN/.test(String(value.pubobjtype)), newer(15, 'FOR TABLES IN SCHEMA')),
    ...publishedFeatures(value.pubtable, reading),
  ],
  CreateStatsStmt: (value) => {
    const { defnames, exprs } = value as NodeOf<'CreateStatsStmt'>;
    return [
      ...when(defnames === undefined, newer(16, 'CREATE STATISTICS without a name')),
      ...when(
        all(exprs, 'StatsElem').some(({ expr }) => expr !== undefined),
        newer(14, 'statistics of expressions', '0A000'),
      ),
    ];
  },
  CreateEventTrigStmt: ({ eventname }) => when(eventname === 'login', newer(17, 'event triggers on login')),
  CreateFunctionStmt: (value) => {
    const { sql_body, parameters, is_procedure } = value as NodeOf<'CreateFunctionStmt'>;
    const outs = all(parameters, 'FunctionParameter').some(({ mode }) => mode === 'FUNC_PARAM_OUT');
    return [
      ...when(sql_body !== undefined, newer(14, 'BEGIN ATOMIC and RETURN as bodies of functions')),
      ...when(is_procedure === true && outs, newer(14, 'OUT parameters of procedures', '0A000')),
    ];
  },
  DefineStmt: (value) => {
    const { kind, definition } = value as NodeOf<'DefineStmt'>;
    if (kind !== 'OBJECT_COLLATION') return [];
    return [
      ...when(option(definition, 'rules') !== undefined, newer(16, 'RULES of a collation')),
      ...when(valueText(option(definition, 'provider')?.arg) === 'builtin', newer(17, 'collations of the builtin provider', '42P17')),
    ];
  },
  CreateRangeStmt: (value) =>
    when(option((value as NodeOf<'CreateRangeStmt'>).params, 'multirange_type_name') !== undefined, newer(14, 'MULTIRANGE_TYPE_NAME')),
  AlterOperatorStmt: (value) => {
    const { options } = value as NodeOf<'AlterOperatorStmt'>;
    const found = ['commutator', 'negator', 'merges', 'hashes'].find((name) => option(options, name) !== undefined);
    return when(found !== undefined, newer(17, `ALTER OPERATOR … SET (${(found ?? '').toUpperCase()})`));
  },
  AlterSubscriptionStmt: ({ kind }) => [
    ...when(
      kind === 'ALTER_SUBSCRIPTION_ADD_PUBLICATION' || kind === 'ALTER_SUBSCRIPTION_DROP_PUBLICATION',
      newer(14, 'ADD and DROP PUBLICATION of a subscription'),
    ),
    ...when(kind === 'ALTER_SUBSCRIPTION_SKIP', newer(15, 'ALTER SUBSCRIPTION … SKIP')),
  ],
  CreateSubscriptionStmt: (value) =>
    when(
      valueText(option((value as NodeOf<'CreateSubscriptionStmt'>).options, 'streaming')?.arg).toLowerCase() === 'parallel',
      newer(16, 'streaming = parallel'),
    ),
  ViewStmt: (value) => securityInvoker((value as NodeOf<'ViewStmt'>).options),
  AlterTableCmd: (value) => alterFeatures(value as NodeOf<'AlterTableCmd'>),
  VacuumRelation: (value) => when((value as NodeOf<'VacuumRelation'>).relation?.inh !== true, newer(18, 'ONLY of VACUUM and ANALYZE')),
  VacuumStmt: (value) =>
    when(
      valueText(option((value as NodeOf<'VacuumStmt'>).options, 'index_cleanup')?.arg).toLowerCase() === 'auto',
      newer(14, 'INDEX_CLEANUP AUTO'),
    ),
  ReindexStmt: (value, reading) => {
    const { params, kind, name } = value as NodeOf<'ReindexStmt'>;
    const bracketed = reading.tokens().word(1) === '(';
    return [
      ...when(
        bracketed && ['concurrently', 'tablespace'].some((one) => option(params, one) !== undefined),
        newer(14, 'REINDEX (CONCURRENTLY) and (TABLESPACE)'),
      ),
      ...when(
        (kind === 'REINDEX_OBJECT_DATABASE' || kind === 'REINDEX_OBJECT_SYSTEM') && name === undefined,
        newer(16, 'REINDEX DATABASE without a name'),
      ),
    ];
  },
  ClusterStmt: (_value, reading) => when(reading.tokens().word(1) === '(', newer(14, 'CLUSTER with options in brackets')),
  CopyStmt: (value) => copyFeatures(value as NodeOf<'CopyStmt'>),
  CreateForeignTableStmt: (value) =>
    when(
      all((value as NodeOf<'CreateForeignTableStmt'>).base?.tableElts, 'TableLikeClause').length > 0,
      newer(18, 'LIKE in CREATE FOREIGN TABLE'),
    ),
  TableLikeClause: ({ options }) =>
    // ALL is every bit there is, those without a meaning included: who says ALL does not name this one.
    when(typeof options === 'number' && (options & 2) !== 0 && (options & 0x200) === 0, newer(14, 'INCLUDING COMPRESSION')),
  Constraint: (value, reading) => constraintFeatures(value as NodeOf<'Constraint'>, reading.tokens().word(1) === 'DOMAIN'),
  VariableSetStmt: ({ name }) => {
    const since = SETTINGS[String(name).toLowerCase()];
    return since === undefined ? [] : [newer(since, `the setting ${String(name)}`, '42704')];
  },
  MergeWhenClause: ({ matchKind }) =>
    when(matchKind === 'MERGE_WHEN_NOT_MATCHED_BY_SOURCE', newer(17, 'WHEN NOT MATCHED BY SOURCE of MERGE')),
};

/** Settings that a session can change and that came later, from pg_settings of servers. */
const SETTINGS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    (
      'client_connection_check_interval compute_query_id default_toast_compression enable_async_append enable_memoize ' +
      'idle_session_timeout track_wal_io_timing vacuum_failsafe_age vacuum_multixact_failsafe_age'
    )
      .split(' ')
      .map((name) => [name, 14]),
  ),
  recursive_worktable_factor: 15,
  stats_fetch_consistency: 15,
  createrole_self_grant: 16,
  debug_parallel_query: 16,
  enable_presorted_aggregate: 16,
  icu_validation_level: 16,
  scram_iterations: 16,
  vacuum_buffer_usage_limit: 16,
  enable_group_by_reordering: 17,
  event_triggers: 17,
  io_combine_limit: 17,
  transaction_timeout: 17,
  enable_distinct_reordering: 18,
  enable_self_join_elimination: 18,
  extension_control_path: 18,
  file_copy_method: 18,
  log_lock_failures: 18,
  vacuum_truncate: 18,
};

function constraintFeatures(constraint: NodeOf<'Constraint'>, ofDomain: boolean): readonly Newer[] {
  const { contype, is_enforced, keys, generated_kind } = constraint;
  const checks = contype === 'CONSTR_CHECK' || contype === 'CONSTR_FOREIGN';
  return [
    ...when(
      contype === 'CONSTR_ATTR_NOT_ENFORCED' || contype === 'CONSTR_ATTR_ENFORCED' || (checks && is_enforced !== true),
      newer(18, 'NOT ENFORCED'),
    ),
    ...when(contype === 'CONSTR_NOTNULL' && keys !== undefined && !ofDomain, newer(18, 'NOT NULL as a constraint of a table')),
    ...when(contype === 'CONSTR_GENERATED' && generated_kind === 'v', newer(18, 'virtual generated columns')),
  ];
}

/** Members of nodes that came later, whatever kind of node has them. */
const MEMBERS: Readonly<Record<string, Newer>> = {
  groupDistinct: newer(14, 'GROUP BY DISTINCT'),
  search_clause: newer(14, 'SEARCH'),
  cycle_clause: newer(14, 'CYCLE'),
  join_using_alias: newer(14, 'an alias of JOIN … USING'),
  compression: newer(14, 'COMPRESSION'),
  nulls_not_distinct: newer(15, 'NULLS NOT DISTINCT'),
  fk_del_set_cols: newer(15, 'ON DELETE SET NULL of some columns'),
  storage_name: newer(16, 'STORAGE in CREATE TABLE'),
  without_overlaps: newer(18, 'WITHOUT OVERLAPS'),
  fk_with_period: newer(18, 'PERIOD'),
};

function grantFeatures({ objtype, grantor, privileges }: NodeOf<'GrantStmt'>): readonly Newer[] {
  return [
    ...when(objtype === 'OBJECT_PARAMETER_ACL', newer(15, 'privileges of parameters')),
    ...when(grantor !== undefined, newer(14, 'GRANTED BY of privileges')),
    ...when(
      all(privileges, 'AccessPriv').some(({ priv_name }) => priv_name === 'maintain'),
      newer(17, 'the privilege MAINTAIN'),
    ),
  ];
}

/** The table of a publication is a node without a name of its kind. */
const publishedFeatures = (value: unknown, reading: Reading): readonly Newer[] =>
  typeof value === 'object' && value !== null ? (CHECKS.PublicationTable?.(value as Members, reading) ?? []) : [];

/** Options of views are checked by the server after it has parsed them. */
const securityInvoker = (options: readonly Node[] | undefined): readonly Newer[] =>
  when(option(options, 'security_invoker') !== undefined, newer(15, 'security_invoker', '22023'));

function alterFeatures({ subtype, def, name }: NodeOf<'AlterTableCmd'>): readonly Newer[] {
  switch (subtype) {
    case 'AT_SetCompression':
      return [newer(14, 'SET COMPRESSION')];
    case 'AT_SetStorage':
      return when(valueText(def) === 'default', newer(16, 'SET STORAGE DEFAULT'));
    case 'AT_SetStatistics':
      return when(def === undefined, newer(17, 'SET STATISTICS DEFAULT'));
    case 'AT_SetAccessMethod':
      return when(name === undefined, newer(17, 'SET ACCESS METHOD DEFAULT'));
    case 'AT_SetRelOptions': {
      const options = def && 'List' in def ? def.List.items : undefined;
      return securityInvoker(options);
    }
    default:
      return [];
  }
}

function copyFeatures({ options, is_from }: NodeOf<'CopyStmt'>): readonly Newer[] {
  const header = valueText(option(options, 'header')?.arg).toLowerCase();
  const format = valueText(option(options, 'format')?.arg).toLowerCase() || 'text';
  const every = ['force_null', 'force_not_null'].find((name) => {
    const arg = option(options, name)?.arg;
    return arg !== undefined && 'A_Star' in arg;
  });
  return [
    ...when(header === 'match', newer(15, 'HEADER MATCH')),
    ...when(header !== 'match' && format === 'text' && optionFlag(options, 'header'), newer(15, 'HEADER of the text format', '0A000')),
    ...when(is_from === true && every !== undefined, newer(17, `${(every ?? '').toUpperCase()} *`, '22023')),
  ];
}

/** RETURNING old.a, new.a without a table or alias of that name. */
function returningRows(kind: NodeKind, value: Members): readonly Newer[] {
  const clause = value.returningClause as NodeOf<'ReturningClause'> | undefined;
  if (!clause) return [];
  const found = when(kind === 'MergeStmt', newer(17, 'RETURNING of MERGE'));
  if ((clause.options ?? []).length > 0) return [...found, newer(18, 'RETURNING WITH (OLD AS …, NEW AS …)')];
  const { relation } = value as { readonly relation?: { readonly relname?: string; readonly alias?: { readonly aliasname?: string } } };
  const own = relation?.alias?.aliasname ?? relation?.relname;
  const text = JSON.stringify(clause.exprs ?? []);
  const named = ['old', 'new'].some((name) => own !== name && text.includes(`"fields":[{"String":{"sval":"${name}"}},`));
  return [...found, ...when(named, newer(18, 'OLD and NEW in RETURNING', '42P01'))];
}

/** Names of kinds begin with a capital, names of members do not. */
const isCapital = (key: string): boolean => key.charCodeAt(0) >= 65 && key.charCodeAt(0) <= 90;

/** What of a statement only newer majors understand; each major once, the newest first. */
export function newerSyntax(root: Node, reading: Reading): readonly Newer[] {
  const found: Newer[] = [];
  const top = open(root);
  const names = OPTIONS[top.kind];
  if (names) {
    for (const { defname } of all((top.value as { readonly options?: readonly Node[] }).options, 'DefElem')) {
      const since = names[defname ?? ''];
      if (since !== undefined) found.push(newer(since, `the option ${defname ?? ''}`));
    }
  }
  const stack: unknown[] = [root];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      stack.push(...(value as readonly unknown[]));
      continue;
    }
    for (const key in value) {
      const member = (value as Members)[key];
      if (typeof member === 'object' && member !== null) {
        // Constants say nothing; there can be very many.
        if (key !== 'A_Const') stack.push(member);
        if (isCapital(key)) {
          const kind = key as NodeKind;
          const late = KINDS[kind];
          if (late) found.push(late);
          found.push(...(CHECKS[kind]?.(member as Members, reading) ?? []), ...returningRows(kind, member as Members));
        }
      } else if (key === 'roletype' && member === 'ROLESPEC_CURRENT_ROLE') found.push(newer(14, 'CURRENT_ROLE as a role'));
      const own = MEMBERS[key];
      if (own && member !== undefined && member !== false && member !== '') found.push(own);
    }
  }
  return [...new Map(found.map((one) => [one.what, one])).values()].toSorted((a, b) => b.since - a.since);
}
