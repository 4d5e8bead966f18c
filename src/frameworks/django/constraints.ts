/**
 * Indexes and constraints that have classes of their own: models.Index and those of django.contrib.postgres,
 * UniqueConstraint, CheckConstraint, ExclusionConstraint.
 * Sources: django/db/models/{indexes,constraints}.py and django/contrib/postgres/{indexes,constraints}.py of
 * github.com/django/django.
 */
import { nameOf, Unclear } from '../python/arguments.ts';
import { plainText, type Call, type Value } from '../python/values.ts';
import { conditionOf, expressionOf, indexPart } from './conditions.ts';
import type { Model } from './models.ts';
import { quote } from './names.ts';
import type { SchemaEditor } from './schema-editor.ts';

export interface Constraint {
  readonly name: string;
  /** An index of the table, which a condition or an expression makes of a UniqueConstraint. */
  readonly kind: 'constraint' | 'index';
  /** `CONSTRAINT "x" UNIQUE (…)`, or the whole statement for an index. */
  readonly sql: string;
}

const METHODS: Readonly<Record<string, string>> = {
  BTreeIndex: 'btree',
  GinIndex: 'gin',
  GistIndex: 'gist',
  BrinIndex: 'brin',
  HashIndex: 'hash',
  SpGistIndex: 'spgist',
  BloomIndex: 'bloom',
};
/** Storage parameters of the indexes of django.contrib.postgres. */
const PARAMETERS = ['fillfactor', 'deduplicate_items', 'buffering', 'fastupdate', 'gin_pending_list_limit', 'autosummarize', 'pages_per_range', 'length']; // prettier-ignore

const lastOf = ({ path }: Call): string => path.split('.').at(-1) ?? '';

function namesIn(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  if (value.kind !== 'list') throw new Unclear('the fields are computed');
  return value.items.map((item) => nameOf(item, 'the name of a field'));
}

/** What stands between the parentheses of an index, INCLUDE and WHERE with it. */
function partsOf(call: Call, model: Model, editor: SchemaEditor): { readonly columns: readonly string[]; readonly text: string } {
  const { named } = call;
  const classes = namesIn(named.get('opclasses'));
  const columns: string[] = [];
  const parts = namesIn(named.get('fields')).map((name, i) => {
    const [column] = editor.columnsOf(model, [name.replace(/^-/, '')]);
    columns.push(column ?? '');
    return `${quote(column ?? '')}${classes[i] === undefined ? '' : ` ${classes[i]}`}${name.startsWith('-') ? ' DESC' : ''}`;
  });
  parts.push(...call.args.map((arg) => indexPart(arg, model.fields)));
  const included = editor.columnsOf(model, namesIn(named.get('include')));
  columns.push(...included);
  const list = included.length === 0 ? '' : ` INCLUDE (${included.map(quote).join(', ')})`;
  const distinct = named.get('nulls_distinct');
  const nulls = distinct?.kind === 'boolean' ? ` NULLS ${distinct.value ? '' : 'NOT '}DISTINCT` : '';
  const settings = PARAMETERS.flatMap((parameter) => {
    const value = named.get(parameter);
    if (value === undefined || value.kind === 'none') return [];
    if (value.kind === 'number') return [`${parameter} = ${value.text}`];
    if (value.kind === 'boolean') return [`${parameter} = ${value.value ? 'on' : 'off'}`];
    throw new Unclear(`${parameter} of the index is computed`);
  });
  const stored = settings.length === 0 ? '' : ` WITH (${settings.join(', ')})`;
  const condition = named.get('condition');
  const where = condition && condition.kind !== 'none' ? ` WHERE ${conditionOf(condition, model.fields)}` : '';
  const space = plainText(named.get('db_tablespace'));
  const at = space === undefined ? '' : ` TABLESPACE ${quote(space)}`;
  return { columns, text: `(${parts.join(', ')})${list}${nulls}${stored}${at}${where}` };
}

/** An index as a statement, and the columns it is about. */
export function indexSql(
  value: Value | undefined,
  model: Model,
  editor: SchemaEditor,
  concurrently: string,
): { readonly sql: string; readonly columns: readonly string[] } {
  if (value?.kind !== 'call' || value.spread) throw new Unclear('the index is computed');
  const method = METHODS[lastOf(value)];
  if (method === undefined && lastOf(value) !== 'Index') throw new Unclear(`the index ${lastOf(value)} is not known`);
  const { columns, text } = partsOf(value, model, editor);
  const name = quote(nameOf(value.named.get('name'), 'the name of the index'));
  const using = method === undefined ? '' : `USING ${method} `;
  return { sql: `CREATE INDEX ${concurrently}${name} ON ${quote(model.table)} ${using}${text}`, columns };
}

/** A constraint; throws Unclear for what is not known. */
export function constraintOf(value: Value | undefined, model: Model, editor: SchemaEditor): Constraint {
  if (value?.kind !== 'call' || value.spread) throw new Unclear('the constraint is computed');
  const { named } = value;
  const name = nameOf(named.get('name'), 'the name of the constraint');
  switch (lastOf(value)) {
    case 'UniqueConstraint': {
      const { text } = partsOf(value, model, editor);
      const isIndex = value.args.length > 0 || ['condition', 'include', 'opclasses'].some((key) => given(named.get(key)));
      if (isIndex) return { name, kind: 'index', sql: `CREATE UNIQUE INDEX ${quote(name)} ON ${quote(model.table)} ${text}` };
      const columns = editor.columnsOf(model, namesIn(named.get('fields')));
      const distinct = named.get('nulls_distinct');
      const nulls = distinct?.kind === 'boolean' ? ` NULLS ${distinct.value ? '' : 'NOT '}DISTINCT` : '';
      return { name, kind: 'constraint', sql: `CONSTRAINT ${quote(name)} UNIQUE${nulls} (${columns.map(quote).join(', ')})${deferrable(named.get('deferrable'))}` }; // prettier-ignore
    }
    case 'CheckConstraint': {
      const condition = conditionOf(named.get('condition') ?? named.get('check'), model.fields);
      return { name, kind: 'constraint', sql: `CONSTRAINT ${quote(name)} CHECK (${condition})` };
    }
    case 'ExclusionConstraint':
      return { name, kind: 'constraint', sql: `CONSTRAINT ${quote(name)} ${exclusion(named, model)}` };
    default:
      throw new Unclear(`the constraint ${lastOf(value)} is not known`);
  }
}

const given = (value: Value | undefined): boolean =>
  value !== undefined && value.kind !== 'none' && !(value.kind === 'list' && value.items.length === 0);

function deferrable(value: Value | undefined): string {
  if (!given(value)) return '';
  const mode = value?.kind === 'name' ? /\bDeferrable\.(DEFERRED|IMMEDIATE)$/.exec(value.path)?.[1] : undefined;
  if (mode === undefined) throw new Unclear('whether the constraint can be deferred is computed');
  return ` DEFERRABLE INITIALLY ${mode}`;
}

/** Operators of django.contrib.postgres.fields.RangeOperators. */
const RANGE_OPERATORS: Readonly<Record<string, string>> = {
  EQUAL: '=',
  NOT_EQUAL: '<>',
  CONTAINS: '@>',
  CONTAINED_BY: '<@',
  OVERLAPS: '&&',
  FULLY_LT: '<<',
  FULLY_GT: '>>',
  NOT_LT: '&>',
  NOT_GT: '&<',
  ADJACENT_TO: '-|-',
};

function exclusion(named: ReadonlyMap<string, Value>, model: Model): string {
  const list = named.get('expressions');
  if (list?.kind !== 'list') throw new Unclear('the expressions of the constraint are computed');
  const parts = list.items.map((item) => {
    const [expression, operator] = item.kind === 'list' ? item.items : [];
    const word = plainText(operator) ?? (operator?.kind === 'name' ? RANGE_OPERATORS[operator.path.split('.').at(-1) ?? ''] : undefined);
    if (!expression || word === undefined) throw new Unclear('the expressions of the constraint are computed');
    const part = plainText(expression) === undefined ? indexPart(expression, model.fields) : expressionOf(expression, model.fields);
    return `${part} WITH ${word}`;
  });
  const condition = named.get('condition');
  const where = given(condition) ? ` WHERE (${conditionOf(condition, model.fields)})` : '';
  const method = (plainText(named.get('index_type')) ?? 'GIST').toLowerCase();
  return `EXCLUDE USING ${method} (${parts.join(', ')})${where}${deferrable(named.get('deferrable'))}`;
}
