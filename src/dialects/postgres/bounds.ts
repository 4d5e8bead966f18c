/**
 * The bounds of partitions: as conditions that a table's checks may prove, so that ATTACH PARTITION reads none of its rows,
 * and as ranges that may overlap. The conditions are those that the server makes of bounds (get_qual_from_partbound in
 * src/backend/partitioning/partbounds.c).
 * Source: https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-ATTACH-PARTITION
 */
import type { Node, PartitionBoundSpec } from '@pgsql/types';
import type { Catalog, Table } from '../../catalog/catalog.ts';
import type { Expression } from '../../operations/definition.ts';
import { compare, type Constant, constantOf, type Order } from './constants.ts';
import { treeOf } from './nodes.ts';
import { all, type Answer, any, type Comparison, implies, not, type Operand, type Predicate, readPredicates } from './predicates.ts';

/** A value of a range bound. */
type Datum = Constant | 'minvalue' | 'maxvalue';

const specOf = (bound: Expression | undefined): PartitionBoundSpec | undefined => {
  const node = bound?.tree as Node | undefined;
  return node && 'PartitionBoundSpec' in node ? node.PartitionBoundSpec : undefined;
};

/** `MINVALUE` and `MAXVALUE` are column references to the parser. */
function datumOf(node: Node): Datum {
  const last = 'ColumnRef' in node ? node.ColumnRef.fields?.at(-1) : undefined;
  const word = last && 'String' in last ? last.String.sval : undefined;
  return word === 'minvalue' || word === 'maxvalue' ? word : constantOf(node);
}

/** The operands of a partition key; undefined where the catalog does not know it. */
function keyOf(parent: Table): readonly Operand[] | undefined {
  if (parent.partitionStrategy === 'none' || parent.partitionKey.length === 0) return undefined;
  const read = readPredicates((column) => parent.columns.get(column)?.type);
  return parent.partitionKey.map((column, i) =>
    column === '' ? read.operand(parent.partitionExpressions[i]?.tree as Node | undefined) : read.column(column),
  );
}

const isNull = (operand: Operand, negated: boolean): Predicate => ({ kind: 'null', operand, negated });
const compared = (operand: Operand, operator: Comparison, value: Constant): Predicate => ({ kind: 'compare', operand, operator, value });

/** LIST: one of the values, NULL among them or not. */
function listCondition(key: Operand, specs: readonly PartitionBoundSpec[]): Predicate {
  const values = specs.flatMap((spec) => (spec.listdatums ?? []).map(constantOf));
  const given = values.filter(({ written }) => written !== 'null');
  // The server makes `flag` of `flag = true`, and nothing of `flag = ANY (…)`.
  const named = given.map((value): Predicate =>
    value.written === 'boolean' && given.length === 1
      ? { kind: 'other', key: key.key, negated: value.text === 'false' }
      : compared(key, '=', value),
  );
  const withNull = named.length < values.length;
  if (withNull) return any([isNull(key, false), ...named]);
  return named.length > 0 ? all([isNull(key, true), any(named)]) : isNull(key, true);
}

/** One side of a range over several columns: `a > 1 OR (a = 1 AND b >= 10)`, as far as the values go. */
function side(keys: readonly Operand[], datums: readonly Datum[], from: number, lower: boolean): Predicate | undefined {
  const arms: Predicate[] = [];
  for (let last = from; last < keys.length; last++) {
    const parts: Predicate[] = [];
    for (let i = from; i <= last; i++) {
      const [key, datum, next] = [keys[i], datums[i], datums[i + 1]];
      if (!key || datum === undefined || typeof datum === 'string') break;
      const inclusive = lower ? i === keys.length - 1 || next === 'minvalue' : next === 'maxvalue';
      const operator = i < last ? '=' : lower ? (inclusive ? '>=' : '>') : inclusive ? '<=' : '<';
      parts.push(compared(key, operator, datum));
    }
    if (parts.length > 0) arms.push(all(parts));
    // Behind a value without bound there is nothing more to say.
    if (typeof datums[last] === 'string' || typeof datums[last + 1] === 'string') break;
  }
  return arms.length > 0 ? any(arms) : undefined;
}

/** RANGE without the NULL tests. */
function rangeCondition(keys: readonly Operand[], spec: PartitionBoundSpec): readonly Predicate[] {
  const [lower, upper] = [(spec.lowerdatums ?? []).map(datumOf), (spec.upperdatums ?? []).map(datumOf)];
  const parts: Predicate[] = [];
  let from = 0;
  // Leading columns that the bounds agree on have that value.
  for (; from < keys.length - 1; from++) {
    const [key, low, high] = [keys[from], lower[from], upper[from]];
    if (!key || low === undefined || high === undefined || typeof low === 'string' || typeof high === 'string') break;
    if (compare(key.type, low, high) !== 0) break;
    parts.push(compared(key, '=', low));
  }
  for (const one of [side(keys, lower, from, true), side(keys, upper, from, false)]) if (one) parts.push(one);
  return parts;
}

/** The condition that bounds put on the rows of a partition; undefined where it cannot be told, `true` where there is none. */
function condition(
  catalog: Catalog,
  parent: Table,
  bound: Expression | undefined,
  isDefault: boolean,
  itself: string,
): Predicate | true | undefined {
  const keys = keyOf(parent);
  if (!keys) return undefined;
  const notNull = keys.map((key) => isNull(key, true));
  const [key] = keys;
  if (!isDefault) {
    const spec = specOf(bound);
    if (!spec || !key) return undefined;
    if (parent.partitionStrategy === 'hash') return { kind: 'other', key: 'hash', negated: false };
    return parent.partitionStrategy === 'list' ? listCondition(key, [spec]) : all([...notNull, ...rangeCondition(keys, spec)]);
  }
  // The default partition takes what no other one does.
  const others: PartitionBoundSpec[] = [];
  for (const name of parent.partitions) {
    if (name === itself) continue;
    const spec = specOf(catalog.relations.get(name)?.bound);
    if (!spec) return undefined;
    others.push(spec);
  }
  if (others.length === 0 || !key) return true;
  if (parent.partitionStrategy === 'list') return not(listCondition(key, others));
  return not(all([...notNull, any(others.map((spec) => all(rangeCondition(keys, spec))))]));
}

/** What the server knows of every row of a table before it reads one: its validated checks and NOT NULL. */
function knownOf(table: Table): Predicate {
  const read = readPredicates((column) => table.columns.get(column)?.type);
  const checks = [...table.constraints.values()].flatMap((c) =>
    c.kind === 'check' && !c.notValid && !c.notEnforced && c.expression ? [read.predicate(treeOf(c.expression))] : [],
  );
  const strict = [...table.columns.values()].filter((c) => c.notNull).map((c) => isNull(read.column(c.name), true));
  return all([...checks, ...strict]);
}

/** Whether what is known of a table proves a condition; without all that is known of it the answer is not known either. */
function proves(table: Table | undefined, wanted: Predicate | true | undefined): Answer {
  if (wanted === true) return 'yes';
  if (!table || !wanted) return 'unknown';
  const answer = implies(knownOf(table), wanted);
  return answer === 'no' && !table.columnsKnown ? 'unknown' : answer;
}

/** What a table has to show to become a partition: that its rows fit the bounds, and those of the partitions above. */
export function attachCondition(
  catalog: Catalog,
  parentName: string,
  bound: Expression | undefined,
  isDefault: boolean,
  partition: string,
): Predicate | true | undefined {
  const parts: Predicate[] = [];
  let parent = catalog.relations.get(parentName);
  let own: { readonly bound: Expression | undefined; readonly isDefault: boolean; readonly name: string } = {
    bound,
    isDefault,
    name: partition,
  };
  for (let depth = 0; parent && depth < 32; depth++) {
    const one = condition(catalog, parent, own.bound, own.isDefault, own.name);
    if (one === undefined) return undefined;
    if (one !== true) parts.push(one);
    own = { bound: parent.bound, isDefault: parent.defaultPartition, name: parent.name };
    parent = parent.partitionOf === '' ? undefined : catalog.relations.get(parent.partitionOf);
  }
  if (!catalog.relations.has(parentName)) return undefined;
  return parts.length === 0 ? true : all(parts);
}

/** Whether the checks and NOT NULL of a table prove a condition on all its rows. */
export function provesCondition(catalog: Catalog, table: string, wanted: Predicate | true | undefined): Answer {
  return proves(catalog.relations.get(table), wanted);
}

/** Whether the checks of a default partition prove that it holds no row for a new partition with these bounds. */
export function excludes(catalog: Catalog, parentName: string, defaultPartition: string, bound: Expression | undefined): Answer {
  const parent = catalog.relations.get(parentName);
  const inside = parent && condition(catalog, parent, bound, false, '');
  return proves(catalog.relations.get(defaultPartition), inside && inside !== true ? not(inside) : undefined);
}

const rank = (datum: Datum): number => (datum === 'minvalue' ? -1 : datum === 'maxvalue' ? 1 : 0);

/** The order of two ends of ranges. */
function compareEnds(keys: readonly Operand[], a: readonly Datum[], b: readonly Datum[]): Order {
  for (const [i, key] of keys.entries()) {
    const [x, y] = [a[i], b[i]];
    if (x === undefined || y === undefined) return 'unknown';
    if (typeof x === 'string' || typeof y === 'string') {
      if (rank(x) !== rank(y)) return rank(x) < rank(y) ? -1 : 1;
      // Both without bound on the same side: what stands behind counts for nothing.
      return 0;
    }
    const order = compare(key.type, x, y);
    if (order !== 0) return order === 'differs' ? 'unknown' : order;
  }
  return 0;
}

const ends = (spec: PartitionBoundSpec): { readonly lower: readonly Datum[]; readonly upper: readonly Datum[] } => ({
  lower: (spec.lowerdatums ?? []).map(datumOf),
  upper: (spec.upperdatums ?? []).map(datumOf),
});

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

function overlap(parent: Table, keys: readonly Operand[], a: PartitionBoundSpec, b: PartitionBoundSpec): boolean {
  if (parent.partitionStrategy === 'hash') {
    const [m, n] = [a.modulus ?? 1, b.modulus ?? 1];
    return ((a.remainder ?? 0) - (b.remainder ?? 0)) % divisor(m, n) === 0;
  }
  const [key] = keys;
  if (parent.partitionStrategy === 'list') {
    const [ours, theirs] = [(a.listdatums ?? []).map(constantOf), (b.listdatums ?? []).map(constantOf)];
    return ours.some((x) =>
      theirs.some((y) => (x.written === 'null' || y.written === 'null' ? x.written === y.written : compare(key?.type, x, y) === 0)),
    );
  }
  const [x, y] = [ends(a), ends(b)];
  return compareEnds(keys, x.lower, y.upper) === -1 && compareEnds(keys, y.lower, x.upper) === -1;
}

const STRATEGIES: Readonly<Record<string, Table['partitionStrategy']>> = { r: 'range', l: 'list', h: 'hash' };

/** Why bounds do not fit beside the partitions that are there, or undefined. */
export function boundsConflict(
  catalog: Catalog,
  parentName: string,
  bound: Expression | undefined,
  isDefault: boolean,
): { readonly sqlstate: string; readonly reason: string } | undefined {
  const parent = catalog.relations.get(parentName);
  const keys = parent && keyOf(parent);
  if (!parent) return undefined;
  if (isDefault) {
    if (parent.partitionStrategy === 'hash')
      return { sqlstate: '42P16', reason: `${parentName} is partitioned by hash, and then there is no default partition` };
    const there = [...parent.partitions].find((name) => catalog.relations.get(name)?.defaultPartition);
    return there === undefined ? undefined : { sqlstate: '42P17', reason: `${parentName} has a default partition already, ${there}` };
  }
  const spec = specOf(bound);
  if (!keys || !spec) return undefined;
  if (STRATEGIES[spec.strategy ?? ''] !== parent.partitionStrategy)
    return { sqlstate: '42P16', reason: `${parentName} is partitioned by ${parent.partitionStrategy}, and the bounds are of another kind` };
  if (parent.partitionStrategy === 'range') {
    const { lower, upper } = ends(spec);
    const order = compareEnds(keys, lower, upper);
    if (order === 0 || order === 1) return { sqlstate: '42P17', reason: 'the bounds enclose nothing' };
  }
  for (const name of parent.partitions) {
    const other = specOf(catalog.relations.get(name)?.bound);
    if (other && !other.is_default && overlap(parent, keys, spec, other))
      return { sqlstate: '42P17', reason: `the bounds overlap with those of ${name}` };
  }
  return undefined;
}
