/** Columns and constraints as CREATE TABLE, ALTER TABLE and domains write them. */
import type { ColumnDef, Constraint, Node } from '@pgsql/types';
import type {
  AttributeDefinition,
  ColumnDefinition,
  ConstraintDefinition,
  ExclusionElement,
  ReferentialAction,
} from '../../../operations/definition.ts';
import type { ConstraintKind } from '../../../operations/operation.ts';
import { dotted, strings } from '../names.ts';
import { columnsOf, expressionAt, inParentheses } from './expression.ts';
import { indexKey } from './index-key.ts';
import { sequenceOptions, storageOptions } from './options.ts';
import { all, as, type Reading } from './reading.ts';
import { typeAt } from './type-name.ts';

const KINDS: Readonly<Record<string, ConstraintKind>> = {
  CONSTR_CHECK: 'check',
  CONSTR_FOREIGN: 'foreign-key',
  CONSTR_UNIQUE: 'unique',
  CONSTR_PRIMARY: 'primary-key',
  CONSTR_EXCLUSION: 'exclude',
  CONSTR_NOTNULL: 'not-null',
};

const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
  a: 'no-action',
  r: 'restrict',
  c: 'cascade',
  n: 'set-null',
  d: 'set-default',
};

/** Index after the last token of the list element that begins at `from`: a comma or a closing bracket at its own depth, or the end. */
export function elementEnd(reading: Reading, from: number): number {
  const tokens = reading.tokens();
  for (let i = from; i < tokens.list.length; i++) {
    const word = tokens.word(i);
    if (word === ',' || word === ')') return i;
    if (word === '(' || word === '[') i = tokens.afterBracket(i) - 1;
  }
  return tokens.list.length;
}

/** One constraint; `[from, to)` are its tokens, `column` the column it is written with. */
export function constraintOf(
  reading: Reading,
  node: Constraint,
  from: number,
  to: number,
  column?: string,
): ConstraintDefinition | undefined {
  const kind = KINDS[node.contype ?? ''];
  if (!kind) return undefined;
  const tokens = reading.tokens();
  let expression: ConstraintDefinition['expression'];
  if (kind === 'check') {
    const check = tokens.find(['CHECK'], from, to);
    const inside = inParentheses(reading, check < 0 ? from : check, to);
    expression = expressionAt(reading, node.raw_expr, inside.start, inside.end);
  }
  const own = column === undefined ? [] : [column];
  const columns: Record<ConstraintKind, () => readonly string[]> = {
    check: () => expression?.columns ?? [],
    'foreign-key': () => (node.fk_attrs ? strings(node.fk_attrs) : own),
    unique: () => (node.keys ? strings(node.keys) : own),
    'primary-key': () => (node.keys ? strings(node.keys) : own),
    exclude: () => excluded(node),
    'not-null': () => (node.keys ? strings(node.keys) : own),
  };
  return {
    kind,
    name: node.conname ?? '',
    columns: columns[kind](),
    expression,
    notValid: node.skip_validation === true,
    notEnforced: (kind === 'check' || kind === 'foreign-key') && node.is_enforced !== true,
    noInherit: node.is_no_inherit === true,
    usingIndex: node.indexname ?? '',
    deferrable: node.deferrable === true,
    initiallyDeferred: node.initdeferred === true,
    references:
      kind === 'foreign-key'
        ? {
            table: reading.names.relation(node.pktable),
            columns: strings(node.pk_attrs),
            onDelete: ACTIONS[node.fk_del_action ?? 'a'] ?? 'no-action',
            onUpdate: ACTIONS[node.fk_upd_action ?? 'a'] ?? 'no-action',
            matchFull: node.fk_matchtype === 'f',
            deleteColumns: strings(node.fk_del_set_cols),
            period: node.fk_with_period === true,
          }
        : undefined,
    nullsNotDistinct: node.nulls_not_distinct === true,
    include: strings(node.including),
    withoutOverlaps: node.without_overlaps === true,
    exclusion: kind === 'exclude' ? exclusionOf(reading, node, from, to) : undefined,
    indexStorage: storageOptions(reading, node.options, false),
    indexTablespace: node.indexspace ?? '',
  };
}

/** What EXCLUDE says. */
function exclusionOf(reading: Reading, node: Constraint, from: number, to: number): NonNullable<ConstraintDefinition['exclusion']> {
  const tokens = reading.tokens();
  const open = tokens.find(['('], from, to);
  const ranges = open < 0 ? [] : tokens.byCommas(open + 1, tokens.afterBracket(open) - 1);
  const where = node.where_clause ? tokens.find(['WHERE'], open < 0 ? from : tokens.afterBracket(open), to) : -1;
  const condition = inParentheses(reading, where < 0 ? to : where, to);
  return {
    method: node.access_method ?? 'btree',
    elements: all(node.exclusions, 'List').map((pair, i): ExclusionElement => {
      const { start, end } = ranges[i] ?? { start: 0, end: 0 };
      const element = as(pair.items?.[0], 'IndexElem') ?? {};
      const sign = tokens.find(['WITH'], start, end);
      return { ...indexKey(reading, element, start, sign), column: element.name ?? '', operator: reading.words(sign + 1, end) };
    }),
    where: node.where_clause ? expressionAt(reading, node.where_clause, condition.start, condition.end) : undefined,
  };
}

/** The columns of EXCLUDE; an expression gives those it uses. */
function excluded(node: Constraint): readonly string[] {
  const columns: string[] = [];
  for (const pair of all(node.exclusions, 'List')) {
    const element = as(pair.items?.[0], 'IndexElem');
    if (element?.name) columns.push(element.name);
    else if (element?.expr) columns.push(...columnsOf(element.expr));
  }
  return columns;
}

/** Attributes that are written behind a column's constraint change the one before them. */
function withAttribute(before: ConstraintDefinition, attribute: string | undefined): ConstraintDefinition {
  switch (attribute) {
    case 'CONSTR_ATTR_DEFERRABLE':
      return { ...before, deferrable: true };
    case 'CONSTR_ATTR_NOT_DEFERRABLE':
      return { ...before, deferrable: false };
    case 'CONSTR_ATTR_DEFERRED':
      return { ...before, deferrable: true, initiallyDeferred: true };
    case 'CONSTR_ATTR_IMMEDIATE':
      return { ...before, initiallyDeferred: false };
    case 'CONSTR_ATTR_ENFORCED':
      return { ...before, notEnforced: false };
    case 'CONSTR_ATTR_NOT_ENFORCED':
      return { ...before, notEnforced: true };
    default:
      return before;
  }
}

/** One column; `to` is the index after its last token. */
export function columnOf(reading: Reading, node: ColumnDef, to: number): ColumnDefinition {
  const name = node.colname ?? '';
  const { type, serial } = typeAt(reading, node.typeName);
  const constraints = all(node.constraints, 'Constraint');
  // Each clause reaches to the next one.
  const starts = [...constraints.map((c) => c.location), node.collClause?.location]
    .filter((location) => location !== undefined)
    .map((location) => reading.index(location))
    .sort((a, b) => a - b);
  const endOf = (from: number): number => starts.find((start) => start > from) ?? to;

  let notNull = serial;
  let explicitNotNull = false;
  let defaultValue: ColumnDefinition['default'];
  let identity: ColumnDefinition['identity'] = 'no';
  let sequence: ColumnDefinition['sequence'] = {};
  let generated: ColumnDefinition['generated'];
  const written: ConstraintDefinition[] = [];
  for (const constraint of constraints) {
    const from = reading.index(constraint.location);
    const end = endOf(from);
    switch (constraint.contype) {
      case 'CONSTR_NULL':
        break;
      case 'CONSTR_NOTNULL': {
        explicitNotNull = true;
        // A NOT NULL with a name is a constraint of its own to PostgreSQL 18; before, the name was dropped.
        const named = constraint.conname || constraint.is_no_inherit ? constraintOf(reading, constraint, from, end, name) : undefined;
        if (named) written.push(named);
        break;
      }
      case 'CONSTR_DEFAULT': {
        const keyword = reading.tokens().find(['DEFAULT'], from, end);
        defaultValue = expressionAt(reading, constraint.raw_expr, (keyword < 0 ? from : keyword) + 1, end);
        break;
      }
      case 'CONSTR_IDENTITY':
        identity = constraint.generated_when === 'd' ? 'by-default' : 'always';
        sequence = sequenceOptions(reading, constraint.options);
        notNull = true;
        break;
      case 'CONSTR_GENERATED': {
        const inside = inParentheses(reading, from, end);
        generated = {
          kind: constraint.generated_kind === 'v' ? 'virtual' : 'stored',
          expression: expressionAt(reading, constraint.raw_expr, inside.start, inside.end),
        };
        break;
      }
      default: {
        const definition = constraintOf(reading, constraint, from, end, name);
        const before = written.at(-1);
        if (definition) {
          written.push(definition);
          if (definition.kind === 'primary-key') notNull = true;
        } else if (before) written[written.length - 1] = withAttribute(before, constraint.contype);
      }
    }
  }
  return {
    name,
    type,
    notNull: notNull || explicitNotNull,
    default: defaultValue,
    serial,
    identity,
    generated,
    collation: dotted(strings(node.collClause?.collname)),
    sequence,
    storage: (node.storage_name ?? '').toLowerCase(),
    compression: (node.compression ?? '').toLowerCase(),
    constraints: written,
  };
}

/** A column of a composite type; `to` is the index after its last token. */
export function attributeOf(reading: Reading, node: ColumnDef, to: number): AttributeDefinition {
  const { name, type, collation } = columnOf(reading, node, to);
  return { name, type, collation };
}

/** The columns and table constraints of a list such as that of CREATE TABLE. */
export function tableElements(
  reading: Reading,
  nodes: readonly Node[] | undefined,
): { readonly columns: readonly ColumnDefinition[]; readonly constraints: readonly ConstraintDefinition[] } {
  const columns: ColumnDefinition[] = [];
  const constraints: ConstraintDefinition[] = [];
  for (const node of nodes ?? []) {
    const column = as(node, 'ColumnDef');
    const constraint = as(node, 'Constraint');
    if (column) columns.push(columnOf(reading, column, elementEnd(reading, reading.index(column.location))));
    else if (constraint) {
      const from = reading.index(constraint.location);
      const definition = constraintOf(reading, constraint, from, elementEnd(reading, from));
      if (definition) constraints.push(definition);
    }
  }
  return { columns, constraints };
}
