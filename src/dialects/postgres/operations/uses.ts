/** Which columns of which relations a query or condition mentions: what a view, a rule, a trigger, a policy stands on. */
import type { Node, RangeVar } from '@pgsql/types';
import type { ColumnUse } from '../../../operations/definition.ts';
import { strings } from '../names.ts';
import { all, as, type NodeKind, type NodeOf, type Reading } from './reading.ts';

/** What the FROM of one query makes visible; `outer` is the query around it. */
interface Level {
  /** By alias or name: the relation, or the empty string for a subquery, a function, a common table expression. */
  readonly from: ReadonlyMap<string, string>;
  /** Names of common table expressions. */
  readonly queries: ReadonlySet<string>;
  readonly outer: Level | undefined;
}

/** A level of relations that need no FROM: OLD and NEW of a rule, the table of a policy. */
export function visible(from: Readonly<Record<string, string>>): Level {
  return { from: new Map(Object.entries(from)), queries: new Set(), outer: undefined };
}

const isQuery = (level: Level | undefined, name: string): boolean => {
  for (let at = level; at; at = at.outer) if (at.queries.has(name)) return true;
  return false;
};

/** The level that a statement opens. */
function levelOf(statement: object, outer: Level | undefined, reading: Reading): Level {
  const { withClause, fromClause, usingClause, relation } = statement as {
    readonly withClause?: NodeOf<'WithClause'>;
    readonly fromClause?: readonly Node[];
    readonly usingClause?: readonly Node[];
    readonly relation?: RangeVar;
  };
  const queries = new Set(all(withClause?.ctes, 'CommonTableExpr').map((query) => query.ctename ?? ''));
  const from = new Map<string, string>();
  const put = (range: RangeVar): void => {
    const name = range.relname ?? '';
    const query = !range.schemaname && (queries.has(name) || isQuery(outer, name));
    from.set(range.alias?.aliasname ?? name, query ? '' : reading.names.relation(range));
  };
  if (relation) put(relation);
  const open: (Node | undefined)[] = [...(usingClause ?? []), ...(fromClause ?? [])].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    const range = as(node, 'RangeVar');
    const join = as(node, 'JoinExpr');
    if (range) put(range);
    else if (join) {
      if (join.alias) from.set(join.alias.aliasname ?? '', '');
      open.push(join.rarg, join.larg);
    } else {
      const [item] = Object.values(node) as readonly { readonly alias?: { readonly aliasname?: string } }[];
      from.set(item?.alias?.aliasname ?? '', '');
    }
  }
  return { from, queries, outer };
}

/** The relations that an unqualified column can belong to: the nearest first, what is no relation last in its level. */
function candidates(level: Level | undefined): readonly string[] {
  const among: string[] = [];
  for (let at = level; at; at = at.outer) {
    const here = [...at.from.values()];
    among.push(...here.filter((name) => name !== ''));
    if (here.includes('')) among.push('');
  }
  return [...new Set(among)];
}

function referenced(parts: readonly string[], level: Level | undefined, reading: Reading): ColumnUse | undefined {
  const column = parts.at(-1) ?? '';
  const table = parts.at(-2);
  const schema = parts.at(-3);
  if (table === undefined) return { column, among: candidates(level) };
  if (schema !== undefined) return { column, among: [reading.names.resolve(schema, table)] };
  for (let at = level; at; at = at.outer) {
    const relation = at.from.get(table);
    if (relation !== undefined) return relation === '' ? undefined : { column, among: [relation] };
  }
  return undefined;
}

const STATEMENTS = new Set<NodeKind>(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);
/** A member of these names is a SELECT without its kind around it. */
const BRANCHES = new Set(['larg', 'rarg']);

/** Every column that `root` mentions. `*` counts where it stands for columns, not where it stands for a row. */
export function columnUses(root: unknown, reading: Reading, around?: Level): readonly ColumnUse[] {
  const found = new Map<string, ColumnUse>();
  const note = (use: ColumnUse | undefined): void => {
    if (use && use.among.some((name) => name !== '')) found.set(`${use.column}\0${use.among.join('\0')}`, use);
  };
  const stack: { readonly value: unknown; readonly level: Level | undefined; readonly statement: boolean }[] = [
    { value: root, level: around, statement: false },
  ];
  const push = (node: object, level: Level | undefined, inStatement: boolean): void => {
    for (const [key, value] of Object.entries(node)) stack.push({ value, level, statement: inStatement && BRANCHES.has(key) });
  };
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { value, level } = item;
    if (Array.isArray(value)) {
      for (const element of value) stack.push({ value: element, level, statement: false });
      continue;
    }
    if (typeof value !== 'object' || value === null) continue;
    const entries = Object.entries(value);
    const [only] = entries;
    const wrapped = entries.length === 1 && only && typeof only[1] === 'object' && only[1] !== null && /^[A-Z]/.test(only[0]);
    const kind = wrapped ? (only[0] as NodeKind) : item.statement ? 'SelectStmt' : undefined;
    const node = wrapped ? (only[1] as object) : value;
    if (kind !== undefined && STATEMENTS.has(kind)) {
      const inner = levelOf(node, level, reading);
      noteWritten(kind, node, reading, note);
      noteStars(node, inner, note);
      push(node, inner, true);
    } else if (kind === 'ColumnRef') {
      const { fields } = node as NodeOf<'ColumnRef'>;
      if (!fields?.some((field) => 'A_Star' in field)) note(referenced(strings(fields), level, reading));
    } else {
      if (kind === 'JoinExpr') noteJoin(node as NodeOf<'JoinExpr'>, level, note);
      push(node, level, false);
    }
  }
  return [...found.values()];
}

/** Columns that a statement gives values to. */
function noteWritten(kind: NodeKind, node: object, reading: Reading, note: (use: ColumnUse) => void): void {
  const { relation, cols, targetList } = node as {
    readonly relation?: RangeVar;
    readonly cols?: readonly Node[];
    readonly targetList?: readonly Node[];
  };
  if (!relation) return;
  const written = kind === 'InsertStmt' ? cols : kind === 'UpdateStmt' ? targetList : [];
  for (const { name } of all(written, 'ResTarget')) if (name) note({ column: name, among: [reading.names.relation(relation)] });
}

/** `*` and `t.*` among the results stand for every column there is. */
function noteStars(node: object, level: Level, note: (use: ColumnUse) => void): void {
  const { targetList, returningList } = node as { readonly targetList?: readonly Node[]; readonly returningList?: readonly Node[] };
  for (const { val } of [...all(targetList, 'ResTarget'), ...all(returningList, 'ResTarget')]) {
    const fields = as(val, 'ColumnRef')?.fields;
    if (!fields?.some((field) => 'A_Star' in field)) continue;
    const [alias] = strings(fields).slice(-1);
    const relations = alias === undefined ? [...level.from.values()] : [level.from.get(alias) ?? level.outer?.from.get(alias) ?? ''];
    for (const relation of relations) if (relation !== '') note({ column: '*', among: [relation] });
  }
}

/** USING names a column of both sides; NATURAL does so without saying which. */
function noteJoin(join: NodeOf<'JoinExpr'>, level: Level | undefined, note: (use: ColumnUse) => void): void {
  const relations = [...(level?.from.values() ?? [])].filter((name) => name !== '');
  for (const column of strings(join.usingClause)) for (const relation of relations) note({ column, among: [relation] });
  if (join.isNatural) for (const relation of relations) note({ column: '*', among: ['', relation] });
}
