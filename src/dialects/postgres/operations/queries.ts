/** Queries and statements that change rows. */
import type { InsertStmt, Node, RangeVar, SelectStmt } from '@pgsql/types';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import { schemaAndName, strings } from '../names.ts';
import { isBounded, pinnedColumns } from './bounded.ts';
import { functionName } from './expression.ts';
import { all, as, isOnly, type NodeOf, open, type Reader, type Reading, within } from './reading.ts';
import { searchPathOf } from './settings.ts';
import { selectInto } from './tables.ts';
import { type Mentions, mentions, type Scope, type Write } from './walk.ts';

/** Canonical names of relations, each once, in order. */
export function relationsOf(reading: Reading, relations: readonly RangeVar[]): readonly string[] {
  return [...new Set(relations.map((relation) => reading.names.relation(relation)))];
}

/** The functions a query calls: qualified where the script made them or the query says so, else as written. */
export function calledFunctions(reading: Reading, { functions }: Mentions): readonly string[] {
  return [
    ...new Set(
      functions.map(({ parts, call }) => {
        const { schema, name } = schemaAndName(parts);
        const canonical = reading.names.resolve(schema, name);
        return reading.names.made(canonical) ? canonical : functionName(call);
      }),
    ),
  ];
}

/** Operations of the data statements inside a WITH, each in its own place. */
function writesOf(reading: Reading, writes: readonly Write[]): readonly Operation[] {
  return writes.flatMap((write) => {
    const inner = within(reading, writePlace(reading, write));
    const { kind, value } = open(write.node);
    switch (kind) {
      case 'InsertStmt':
        return insertIn(value as NodeOf<'InsertStmt'>, inner, write.scope);
      case 'UpdateStmt':
        return updateIn(value as NodeOf<'UpdateStmt'>, inner, write.scope);
      case 'DeleteStmt':
        return deleteIn(value as NodeOf<'DeleteStmt'>, inner, write.scope);
      default:
        return mergeIn(value as NodeOf<'MergeStmt'>, inner, write.scope);
    }
  });
}

/** name [(columns)] AS [[NOT] MATERIALIZED] ( statement ) */
function writePlace(reading: Reading, { location }: Write): { readonly start: number; readonly end: number } {
  const tokens = reading.tokens();
  const from = reading.index(location);
  const keyword = tokens.find(['AS'], from);
  for (let i = keyword; i >= 0 && i < tokens.list.length; i++) {
    if (tokens.word(i) === '(') return tokens.range(i + 1, tokens.afterBracket(i) - 1);
  }
  return reading;
}

function insertIn(statement: NodeOf<'InsertStmt'>, reading: Reading, scope?: Scope): readonly Operation[] {
  const { relation, ...rest } = statement;
  const said = mentions(rest, scope);
  return [
    ...writesOf(reading, said.writes),
    {
      kind: 'insert',
      span: reading.span,
      table: reading.names.relation(relation),
      ...rowsOf(statement),
      namesColumns: (statement.cols ?? []).length > 0,
      columns: insertedColumns(statement),
      functions: calledFunctions(reading, said),
      overwrites: statement.onConflictClause?.action === 'ONCONFLICT_UPDATE',
      sources: relationsOf(reading, said.relations),
    },
  ];
}

/** The columns that an INSERT lists; one of which it gives several parts (`a.x, a.y`) stands there once. */
function insertedColumns({ cols }: InsertStmt): readonly string[] {
  const columns: string[] = [];
  for (const { name = '', indirection } of all(cols, 'ResTarget')) if (!indirection || !columns.includes(name)) columns.push(name);
  return columns;
}

/** How many rows an INSERT brings, as far as it says. */
function rowsOf({ selectStmt }: InsertStmt): { readonly fromQuery: boolean; readonly rows: number } {
  // DEFAULT VALUES is one row.
  if (!selectStmt) return { fromQuery: false, rows: 1 };
  let rows = 0;
  const open: (SelectStmt | undefined)[] = [as(selectStmt, 'SelectStmt')];
  while (open.length > 0) {
    const select = open.pop();
    if (!select) continue;
    if (select.valuesLists) rows += select.valuesLists.length;
    else if (select.larg && select.rarg) open.push(select.larg, select.rarg);
    else if ((select.fromClause ?? []).length > 0) return { fromQuery: true, rows: 0 };
    else rows += 1;
  }
  return { fromQuery: false, rows };
}

function updateIn(statement: NodeOf<'UpdateStmt'>, reading: Reading, scope?: Scope): readonly Operation[] {
  const { relation, ...rest } = statement;
  const said = mentions(rest, scope);
  return [
    ...writesOf(reading, said.writes),
    {
      kind: 'update',
      span: reading.span,
      table: reading.names.relation(relation),
      only: isOnly(relation),
      hasWhere: statement.whereClause !== undefined,
      bounded: isBounded(statement.whereClause, statement.withClause, statement.fromClause),
      pinned: pinnedColumns(statement.whereClause),
      columns: [...new Set(all(statement.targetList, 'ResTarget').map(({ name }) => name ?? ''))],
      functions: calledFunctions(reading, said),
      sources: relationsOf(reading, said.relations),
    },
  ];
}

function deleteIn(statement: NodeOf<'DeleteStmt'>, reading: Reading, scope?: Scope): readonly Operation[] {
  const { relation, ...rest } = statement;
  const said = mentions(rest, scope);
  return [
    ...writesOf(reading, said.writes),
    {
      kind: 'delete',
      span: reading.span,
      table: reading.names.relation(relation),
      only: isOnly(relation),
      hasWhere: statement.whereClause !== undefined,
      bounded: isBounded(statement.whereClause, statement.withClause, statement.usingClause),
      pinned: pinnedColumns(statement.whereClause),
      sources: relationsOf(reading, said.relations),
    },
  ];
}

function mergeIn(statement: NodeOf<'MergeStmt'>, reading: Reading, scope?: Scope): readonly Operation[] {
  const { relation, ...rest } = statement;
  const said = mentions(rest, scope);
  const clauses = all(statement.mergeWhenClauses, 'MergeWhenClause');
  const does = (command: string): typeof clauses => clauses.filter(({ commandType }) => commandType === command);
  return [
    ...writesOf(reading, said.writes),
    {
      kind: 'merge',
      span: reading.span,
      table: reading.names.relation(relation),
      only: isOnly(relation),
      sources: relationsOf(reading, said.relations),
      inserts: does('CMD_INSERT').length > 0,
      updates: does('CMD_UPDATE').length > 0,
      deletes: does('CMD_DELETE').length > 0,
      columns: [...new Set(does('CMD_UPDATE').flatMap(({ targetList }) => all(targetList, 'ResTarget').map(({ name }) => name ?? '')))],
    },
  ];
}

export const insert: Reader<'InsertStmt'> = (statement, reading) => insertIn(statement, reading);
export const update: Reader<'UpdateStmt'> = (statement, reading) => updateIn(statement, reading);
export const deleteRows: Reader<'DeleteStmt'> = (statement, reading) => deleteIn(statement, reading);
export const merge: Reader<'MergeStmt'> = (statement, reading) => mergeIn(statement, reading);

/** `set_config('name', 'value', is_local)`, where the name is a constant; a NULL resets, and what is no constant is a value nobody knows. */
function setConfig(
  call: NodeOf<'FuncCall'>,
): (Pick<OperationOf<'set'>, 'setting' | 'value' | 'reset' | 'local'> & { readonly known: boolean }) | undefined {
  if (strings(call.funcname).at(-1) !== 'set_config') return undefined;
  const constant = (arg: Node | undefined): NodeOf<'A_Const'> | undefined => as(arg, 'A_Const') ?? as(as(arg, 'TypeCast')?.arg, 'A_Const');
  const [name, value, local] = (call.args ?? []).map(constant);
  if (!name?.sval) return undefined;
  return {
    setting: (name.sval.sval ?? '').toLowerCase(),
    value: value?.sval?.sval ?? '',
    reset: value?.isnull === true,
    known: value !== undefined,
    local: local?.boolval?.boolval === true || /^(?:t|tr|tru|true|y|ye|yes|on|1)$/i.test(local?.sval?.sval?.trim() ?? ''),
  };
}

export const select: Reader<'SelectStmt'> = (statement, reading) => {
  if (statement.intoClause) return selectInto(statement, reading);
  const said = mentions({ SelectStmt: statement });
  const operations: Operation[] = [...writesOf(reading, said.writes)];
  let settings = 0;
  for (const { call } of said.functions) {
    const set = setConfig(call);
    if (!set) continue;
    settings++;
    const { known, ...setting } = set;
    if (set.setting === 'search_path' && known) reading.names.setPath(set.reset ? undefined : searchPathOf(set.value), set.local);
    operations.push({ kind: 'set', span: reading.span, ...setting });
  }
  // SELECT set_config(…) alone sets, and reads nothing.
  if (settings > 0 && settings === said.functions.length && said.relations.length === 0) return operations;
  operations.push({
    kind: 'select',
    span: reading.span,
    sources: relationsOf(reading, said.relations),
    functions: calledFunctions(reading, said),
    forUpdate: said.locking,
  });
  return operations;
};

export const call: Reader<'CallStmt'> = ({ funccall }, reading) => {
  const { schema, name } = schemaAndName(strings(funccall?.funcname));
  return [{ kind: 'call', span: reading.span, function: reading.names.resolve(schema, name) }];
};

export const copy: Reader<'CopyStmt'> = (statement, reading) => [
  ...(statement.query ? writesOf(reading, mentions(statement.query).writes) : []),
  {
    kind: 'copy',
    span: reading.span,
    table: statement.relation ? reading.names.relation(statement.relation) : '',
    from: statement.is_from === true,
    program: statement.is_program === true,
  },
];
