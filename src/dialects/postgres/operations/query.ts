/** Queries as the catalog needs them: from a SELECT, or a statement that changes rows, to `Query`. */
import type { Alias, Node, RangeVar, SelectStmt } from '@pgsql/types';
import { NO_QUERY, type Output, type Query, type Source, type TypeHint } from '../../../operations/query.ts';
import { strings } from '../names.ts';
import { collector, type Collector, isAggregate, type Named } from './mentioned.ts';
import { outputName } from './output-name.ts';
import { hintOf, typeHint } from './output-type.ts';
import { all, as, type NodeOf, open } from './reading.ts';
import { walk } from './walk.ts';

const UNKNOWN: TypeHint = { kind: 'unknown' };

/** A SELECT, VALUES, or a statement that changes rows. */
export function readQuery(node: Node, reading: Named): Query {
  const { kind, value } = open(node);
  switch (kind) {
    case 'SelectStmt':
      return readSelect(value as SelectStmt, reading);
    case 'InsertStmt':
      return readInsert(value as NodeOf<'InsertStmt'>, reading);
    case 'UpdateStmt': {
      const update = value as NodeOf<'UpdateStmt'>;
      return readChange(update, update.fromClause, update.targetList, reading);
    }
    case 'DeleteStmt': {
      const deletion = value as NodeOf<'DeleteStmt'>;
      return readChange(deletion, deletion.usingClause, undefined, reading);
    }
    case 'MergeStmt':
      return readMerge(value as NodeOf<'MergeStmt'>, reading);
    default: {
      const collect = collector(reading);
      collect.add(node);
      return { ...NO_QUERY, ...collect.mentioned() };
    }
  }
}

function ctesOf(clause: NodeOf<'WithClause'> | undefined, reading: Named): Pick<Query, 'ctes' | 'recursive'> {
  return {
    ctes: all(clause?.ctes, 'CommonTableExpr').flatMap((cte) => {
      if (!cte.ctequery) return [];
      const added = [
        ...(cte.search_clause?.search_seq_column === undefined ? [] : [cte.search_clause.search_seq_column]),
        ...(cte.cycle_clause ? [cte.cycle_clause.cycle_mark_column ?? '', cte.cycle_clause.cycle_path_column ?? ''] : []),
      ];
      const query = readQuery(cte.ctequery, reading);
      const outputs: readonly Output[] = added.map((name) => ({ kind: 'value', name, type: { kind: 'unknown' } }));
      const named = strings(cte.aliascolnames);
      return [
        {
          name: cte.ctename ?? '',
          columns: named.length > 0 ? [...named, ...added] : [],
          query: added.length > 0 ? withOutputs(query, outputs) : query,
        },
      ];
    }),
    recursive: clause?.recursive === true,
  };
}

/** A query that gives more columns, as SEARCH and CYCLE make it. */
function withOutputs(query: Query, outputs: readonly Output[]): Query {
  const [first, ...rest] = query.operands;
  if (!first) return { ...query, outputs: [...query.outputs, ...outputs] };
  return { ...query, operands: [{ ...first, outputs: [...first.outputs, ...outputs] }, ...rest] };
}

function readSelect(select: SelectStmt, reading: Named): Query {
  if (select.larg && select.rarg) return readSetOperation(select, reading);
  const named = ctesOf(select.withClause, reading);
  if (select.valuesLists) {
    const collect = collector(reading);
    collect.add(select.valuesLists);
    const first = as(select.valuesLists[0], 'List')?.items ?? [];
    const outputs = first.map((item, i): Output => ({ kind: 'value', name: `column${i + 1}`, type: typeHint(item, reading) }));
    return { ...NO_QUERY, ...named, ...collect.mentioned(), outputs };
  }
  const groups = groupItems(select.groupClause);
  const targets = all(select.targetList, 'ResTarget');
  const byPosition = groups.map((item) => targets[(as(item, 'A_Const')?.ival?.ival ?? 0) - 1]?.val ?? item);
  const names = new Set(targets.flatMap(({ name }) => name ?? []));
  const collect = collector(
    reading,
    byPosition.filter((item) => !('ColumnRef' in item)),
  );
  for (const target of targets) if (!isStar(target.val)) collect.add(target.val, true);
  collect.add(select.whereClause);
  for (const item of groups) if (!isOutputName(item, names)) collect.add(item);
  collect.add(select.havingClause, true);
  collect.add(select.windowClause, true);
  for (const item of select.distinctClause ?? []) if (!isOutputName(item, names)) collect.add(item, true);
  for (const item of all(select.sortClause, 'SortBy')) if (!isOutputName(item.node, names)) collect.add(item.node, true);
  collect.add(select.limitCount);
  collect.add(select.limitOffset);
  return {
    ...named,
    ...collect.mentioned(),
    from: (select.fromClause ?? []).flatMap((item) => sourceOf(item, reading) ?? []),
    outputs: targets.map((target) => outputOf(target, reading)),
    groupBy: byPosition.flatMap((item) => {
      const path = strings(as(item, 'ColumnRef')?.fields);
      return path.length > 0 ? [path] : [];
    }),
    operands: [],
    writes: undefined,
    simple: isSimple(select),
  };
}

/** What is grouped by, in ROLLUP and its like too. */
function groupItems(clause: readonly Node[] | undefined): readonly Node[] {
  return (clause ?? []).flatMap((item) => {
    const set = as(item, 'GroupingSet');
    const row = as(item, 'RowExpr');
    return set ? groupItems(set.content) : row ? groupItems(row.args) : [item];
  });
}

/** A name that GROUP BY and ORDER BY may take for an output. */
function isOutputName(item: Node | undefined, names: ReadonlySet<string>): boolean {
  const path = strings(as(item, 'ColumnRef')?.fields);
  return path.length === 1 && names.has(path[0] ?? '');
}

const starPath = (node: Node | undefined): readonly string[] | undefined => {
  const fields = as(node, 'ColumnRef')?.fields;
  return fields?.some((field) => 'A_Star' in field) ? [...strings(fields)] : undefined;
};
const isStar = (node: Node | undefined): boolean => starPath(node) !== undefined;

function outputOf(target: NodeOf<'ResTarget'>, reading: Named): Output {
  const path = starPath(target.val);
  if (path) return { kind: 'star', path };
  return { kind: 'value', name: target.name ?? outputName(target.val), type: typeHint(target.val, reading) };
}

/** UNION, INTERSECT, EXCEPT: a chain of them as one list. */
function readSetOperation(select: SelectStmt, reading: Named): Query {
  const operands: Query[] = [];
  const waiting: SelectStmt[] = [];
  const collect = collector(reading);
  const put = (side: SelectStmt): void => {
    // A side with clauses of its own is a query of its own.
    if (side.larg && side.rarg && !side.withClause && !side.sortClause && !side.limitCount) waiting.push(side.rarg, side.larg);
    else operands.push(readSelect(side, reading));
  };
  if (select.larg && select.rarg) waiting.push(select.rarg, select.larg);
  for (let side = waiting.pop(); side; side = waiting.pop()) put(side);
  collect.add(select.limitCount);
  collect.add(select.limitOffset);
  return { ...NO_QUERY, ...ctesOf(select.withClause, reading), ...collect.mentioned(), operands };
}

/** What the server wants of a view before it changes rows through it. */
function isSimple(select: SelectStmt): boolean {
  const [item] = select.fromClause ?? [];
  if ((select.fromClause ?? []).length !== 1 || !item || !('RangeVar' in item)) return false;
  const clauses = [
    select.distinctClause,
    select.groupClause,
    select.havingClause,
    select.withClause,
    select.limitCount,
    select.limitOffset,
  ];
  if (clauses.some((clause) => clause !== undefined)) return false;
  let computed = false;
  walk(select.targetList, (kind, value) => {
    if (kind === 'SelectStmt') return false;
    if (kind !== 'FuncCall') return true;
    const call = value as NodeOf<'FuncCall'>;
    const returnsSet = /^(?:generate_series|unnest|regexp_split_to_table|jsonb?_array_elements|jsonb?_each|jsonb?_object_keys)/;
    computed ||= isAggregate(call) || call.over !== undefined || returnsSet.test(strings(call.funcname).at(-1) ?? '');
    return true;
  });
  return !computed;
}

const columnNames = (alias: Alias | undefined): readonly string[] => strings(alias?.colnames);

function relationSource(range: RangeVar, reading: Named): Source {
  return {
    kind: 'relation',
    relation: reading.names.relation(range),
    bare: range.schemaname ? '' : (range.relname ?? ''),
    alias: range.alias?.aliasname ?? '',
    columns: columnNames(range.alias),
  };
}

/** One item of FROM. */
function sourceOf(node: Node, reading: Named): Source | undefined {
  const { kind, value } = open(node);
  switch (kind) {
    case 'RangeVar':
      return relationSource(value as RangeVar, reading);
    case 'RangeTableSample': {
      const { relation } = value as NodeOf<'RangeTableSample'>;
      return relation && sourceOf(relation, reading);
    }
    case 'RangeSubselect': {
      const { subquery, alias } = value as NodeOf<'RangeSubselect'>;
      return subquery && { kind: 'query', query: readQuery(subquery, reading), alias: alias?.aliasname ?? '', columns: columnNames(alias) };
    }
    case 'JoinExpr':
      return joinOf(value as NodeOf<'JoinExpr'>, reading);
    case 'RangeFunction':
      return functionSource(value as NodeOf<'RangeFunction'>, reading);
    default: {
      // XMLTABLE and JSON_TABLE name their columns.
      const { alias } = value as { readonly alias?: Alias };
      const collect = collector(reading);
      collect.add(value);
      return { kind: 'function', mentioned: collect.mentioned(), alias: alias?.aliasname ?? '', columns: tableColumns(value, reading) };
    }
  }
}

function tableColumns(value: object, reading: Named): readonly { readonly name: string; readonly type: TypeHint }[] {
  const columns = 'columns' in value ? (value.columns as readonly Node[]) : [];
  return columns.flatMap((node) => {
    const xml = as(node, 'RangeTableFuncCol');
    if (xml) return [{ name: xml.colname ?? '', type: hintOf(xml.typeName, reading) }];
    const json = as(node, 'JsonTableColumn');
    if (!json) return [];
    return json.columns ? tableColumns(json, reading) : [{ name: json.name ?? '', type: hintOf(json.typeName, reading) }];
  });
}

function joinOf(join: NodeOf<'JoinExpr'>, reading: Named): Source | undefined {
  const left = join.larg && sourceOf(join.larg, reading);
  const right = join.rarg && sourceOf(join.rarg, reading);
  if (!left || !right) return left ?? right;
  const collect: Collector = collector(reading);
  collect.add(join.quals);
  return {
    kind: 'join',
    left,
    right,
    natural: join.isNatural === true,
    using: strings(join.usingClause),
    alias: join.alias?.aliasname ?? '',
    on: collect.mentioned(),
  };
}

/** Functions that give one column, named after the alias where there is one. */
const ONE_COLUMN: Readonly<Record<string, string>> = {
  generate_series: 'generate_series',
  unnest: 'unnest',
  regexp_split_to_table: 'regexp_split_to_table',
  regexp_matches: 'regexp_matches',
  string_to_table: 'string_to_table',
  generate_subscripts: 'generate_subscripts',
};
/** Functions whose columns have names of their own. */
const NAMED_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  json_array_elements: ['value'],
  json_array_elements_text: ['value'],
  jsonb_array_elements: ['value'],
  jsonb_array_elements_text: ['value'],
  json_each: ['key', 'value'],
  json_each_text: ['key', 'value'],
  jsonb_each: ['key', 'value'],
  jsonb_each_text: ['key', 'value'],
};

function functionSource(range: NodeOf<'RangeFunction'>, reading: Named): Source {
  const collect = collector(reading);
  collect.add(range.functions);
  const alias = range.alias?.aliasname ?? '';
  const source = { kind: 'function', mentioned: collect.mentioned(), alias } as const;
  const defined = all([...(range.coldeflist ?? []), ...all(range.functions, 'List').flatMap(({ items }) => items ?? [])], 'ColumnDef');
  if (defined.length > 0)
    return { ...source, columns: defined.map(({ colname = '', typeName }) => ({ name: colname, type: hintOf(typeName, reading) })) };
  const calls = all(range.functions, 'List').flatMap(({ items }) => all(items, 'FuncCall'));
  const [call] = calls;
  const name = strings(call?.funcname).at(-1) ?? '';
  const named = columnNames(range.alias);
  const own = ONE_COLUMN[name] !== undefined && (call?.args ?? []).length > 0 ? [alias || name] : NAMED_COLUMNS[name];
  const single = calls.length === 1 && !(name === 'unnest' && (call?.args ?? []).length > 1);
  if (!own || !single) return { ...source, columns: undefined };
  const every = [...own, ...(range.ordinality ? ['ordinality'] : [])];
  return { ...source, columns: every.map((column, i) => ({ name: named[i] ?? column, type: UNKNOWN })) };
}

/** The column that an assignment is to. */
const assigned = (list: readonly Node[] | undefined): readonly string[] => [
  ...new Set(all(list, 'ResTarget').flatMap(({ name }) => name ?? [])),
];

function returning(clause: NodeOf<'ReturningClause'> | undefined, collect: Collector, reading: Named): readonly Output[] {
  const targets = all(clause?.exprs, 'ResTarget');
  for (const { val } of targets) if (!isStar(val)) collect.add(val);
  return targets.map((target) => outputOf(target, reading));
}

function readInsert(statement: NodeOf<'InsertStmt'>, reading: Named): Query {
  const collect = collector(reading);
  collect.add(statement.selectStmt);
  collect.add(statement.onConflictClause);
  const outputs = returning(statement.returningClause, collect, reading);
  const cols = assigned(statement.cols);
  const conflict = assigned(statement.onConflictClause?.targetList);
  return {
    ...NO_QUERY,
    ...ctesOf(statement.withClause, reading),
    ...collect.mentioned(),
    from: statement.relation ? [relationSource(statement.relation, reading)] : [],
    outputs,
    writes: {
      relation: reading.names.relation(statement.relation),
      columns: cols.length > 0 ? [...new Set([...cols, ...conflict])] : 'all',
    },
  };
}

/** UPDATE and DELETE: `others` stand beside the relation, `targets` are what is set. */
function readChange(
  statement: NodeOf<'UpdateStmt'> | NodeOf<'DeleteStmt'>,
  others: readonly Node[] | undefined,
  targets: readonly Node[] | undefined,
  reading: Named,
): Query {
  const collect = collector(reading);
  collect.add(all(targets, 'ResTarget').map(({ val }) => val));
  collect.add(statement.whereClause);
  const outputs = returning(statement.returningClause, collect, reading);
  return {
    ...NO_QUERY,
    ...ctesOf(statement.withClause, reading),
    ...collect.mentioned(),
    from: changed(statement.relation, others, reading),
    outputs,
    writes: { relation: reading.names.relation(statement.relation), columns: assigned(targets) },
  };
}

function readMerge(statement: NodeOf<'MergeStmt'>, reading: Named): Query {
  const collect = collector(reading);
  collect.add(statement.joinCondition);
  const clauses = all(statement.mergeWhenClauses, 'MergeWhenClause');
  for (const clause of clauses) {
    collect.add(clause.condition);
    collect.add(clause.values);
    collect.add(all(clause.targetList, 'ResTarget').map(({ val }) => val));
  }
  const outputs = returning(statement.returningClause, collect, reading);
  const whole = clauses.some((clause) => clause.commandType === 'CMD_INSERT' && (clause.targetList ?? []).length === 0);
  return {
    ...NO_QUERY,
    ...ctesOf(statement.withClause, reading),
    ...collect.mentioned(),
    from: changed(statement.relation, statement.sourceRelation ? [statement.sourceRelation] : [], reading),
    outputs,
    writes: {
      relation: reading.names.relation(statement.relation),
      columns: whole ? 'all' : [...new Set(clauses.flatMap(({ targetList }) => assigned(targetList)))],
    },
  };
}

function changed(relation: RangeVar | undefined, others: readonly Node[] | undefined, reading: Named): readonly Source[] {
  return [...(relation ? [relationSource(relation, reading)] : []), ...(others ?? []).flatMap((item) => sourceOf(item, reading) ?? [])];
}
