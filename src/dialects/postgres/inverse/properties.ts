/** What tables and columns that are there have to be changed in, so that they are as they were. */
import { isTrue } from '../operations/expression.ts';
import type { Column, Firing, Table, Trigger } from '../../../catalog/catalog.ts';
import { drawsByItself, SEQUENCE_DEFAULTS } from '../../../catalog/columns.ts';
import type { Expression, SequenceOptions, StorageOption, TypeName } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { NOTHING_MENTIONED } from '../../../operations/query.ts';
import { quoteIdent } from '../identifier.ts';
import { typeSql } from '../render/words.ts';
import { changeType } from '../types.ts';
import { alterSequence, createPolicyAgain, createRuleAgain, createTriggerAgain, identityOptions, nextval, sequenceOf } from './again.ts';
import { type Building, parentsFirst, sameMap, sameText } from './building.ts';
import { mentionedOf } from './reads.ts';

/** The pairs of a table as it shall be and as it is, of those that are there and differ; parents first. */
export function differing(b: Building): readonly (readonly [wanted: Table, name: string])[] {
  const found: Table[] = [];
  for (const table of b.wanted.relations.values()) {
    const now = b.now().relations.get(table.name);
    if (now && now !== table && !table.temporary) found.push(table);
  }
  return parentsFirst(found).map((table) => [table, table.name]);
}

const tableNow = (b: Building, name: string): Table | undefined => b.now().relations.get(name);
const columnNow = (b: Building, table: string, column: string): Column | undefined => tableNow(b, table)?.columns.get(column);

/** What has to be set and reset for storage parameters to be as they were. */
export function storageChanges(
  wanted: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): readonly (readonly StorageOption[])[] {
  const set = [...wanted].filter(([name, value]) => now.get(name) !== value).map(([name, value]): StorageOption => ({ name, value }));
  const reset = [...now.keys()].filter((name) => !wanted.has(name)).map((name): StorageOption => ({ name, value: undefined }));
  return [set, reset].filter((options) => options.length > 0);
}

/** Storage, access method, row security, replica identity and the like of one table. */
export function tableProperties(b: Building, wanted: Table): void {
  const { name: table } = wanted;
  const { span } = b;
  const now = tableNow(b, table);
  if (!now || wanted.kind === 'sequence') return;
  if (wanted.unlogged !== now.unlogged) b.push({ kind: 'set-logged', span, table, logged: !wanted.unlogged });
  if (wanted.tablespace !== now.tablespace) b.push({ kind: 'set-tablespace', span, table, tablespace: wanted.tablespace || 'pg_default' });
  if (wanted.accessMethod !== now.accessMethod)
    b.push({ kind: 'set-access-method', span, table, method: wanted.accessMethod || (wanted.kind === 'partitioned' ? 'default' : 'heap') });
  if (wanted.rowSecurity !== now.rowSecurity)
    b.push({ kind: 'set-row-security', span, table, change: wanted.rowSecurity ? 'enable' : 'disable' });
  if (wanted.forceRowSecurity !== now.forceRowSecurity)
    b.push({ kind: 'set-row-security', span, table, change: wanted.forceRowSecurity ? 'force' : 'no-force' });
  if (wanted.replicaIdentity !== now.replicaIdentity || wanted.replicaIndex !== now.replicaIndex)
    b.push({ kind: 'set-replica-identity', span, table, identity: wanted.replicaIdentity, index: wanted.replicaIndex });
  if (wanted.clusterIndex !== now.clusterIndex) b.push({ kind: 'set-cluster-index', span, table, index: wanted.clusterIndex });
  for (const storage of storageChanges(wanted.storage, now.storage)) {
    if (wanted.kind === 'view') b.push({ kind: 'alter-view', span, table, ifExists: false, storage, column: '', default: undefined });
    else b.push({ kind: 'set-table-options', span, table, options: storage.map(({ name }) => name), values: '', storage });
  }
}

/** The default that a column shall have. */
function defaultAgain(b: Building, table: string, column: Column): OperationOf<'set-default'> | OperationOf<'drop-default'> {
  const { span } = b;
  const expression = drawsByItself(column) ? nextval(column.drawsFrom) : column.default;
  return expression
    ? { kind: 'set-default', span, table, only: false, column: column.name, default: expression.text, expression }
    : { kind: 'drop-default', span, table, only: false, column: column.name };
}

/** Whether a column gets its values from the same place. */
function sameDefault(wanted: Column, now: Column): boolean {
  if (!drawsByItself(wanted) && !drawsByItself(now)) return sameText(wanted.default, now.default);
  return wanted.drawsFrom === now.drawsFrom;
}

const normalCollation = (collation: string): string =>
  collation
    .replaceAll('"', '')
    .replace(/^pg_catalog\./, '')
    .replace(/^default$/, '');

/** Whether two columns have the same type and collation. */
export function sameType(a: Column, b: Column): boolean {
  return (
    a.type.name === b.type.name &&
    a.type.dimensions === b.type.dimensions &&
    a.type.modifiers.join() === b.type.modifiers.join() &&
    wordModifiers(a.type) === wordModifiers(b.type) &&
    normalCollation(a.collation) === normalCollation(b.collation)
  );
}

/** `Point` of `geometry(Point, 4326)`: modifiers that are no numbers are in the text alone. */
const wordModifiers = ({ text }: TypeName): string => (/\(([^)]*)\)/.exec(text)?.[1] ?? '').replaceAll(/[^A-Za-z]/g, '').toLowerCase();

/** The cast that USING spells out; undefined where the server has one that it makes by itself. */
function castAgain(b: Building, column: string, from: TypeName, to: TypeName): Expression | undefined {
  const { refused, rewrite } = changeType(from, to, b.now(), new Map(), false);
  const enums = [from, to].every(({ name }) => b.now().types.get(name)?.kind === 'enum');
  if (!refused && rewrite !== 'unknown') return undefined;
  // From one enum to another it goes by way of text.
  const way = enums ? `::text${from.dimensions > 0 ? '[]' : ''}` : '';
  const text = `${quoteIdent(column)}${way}::${typeSql(to, b.wanted)}`;
  return {
    text,
    mentions: [],
    functions: [],
    columns: [column],
    mentioned: NOTHING_MENTIONED,
    isNull: false,
    schemas: [],
    tree: undefined,
  };
}

/** ALTER COLUMN … TYPE, with USING where the server has no cast of its own; a default is taken off and set again. */
function typeAgain(b: Building, table: string, wanted: Column): void {
  const now = columnNow(b, table, wanted.name);
  if (!now || sameType(wanted, now)) return;
  const { span } = b;
  const { name: column } = wanted;
  // A serial type is one to make a column with, and none to give it.
  const type = wanted.serial ? { ...wanted.type, text: '' } : wanted.type;
  const hasDefault = now.default !== undefined;
  if (hasDefault) b.push({ kind: 'drop-default', span, table, only: false, column });
  // The values of a generated column are computed anew.
  const using = wanted.generated ? undefined : castAgain(b, column, now.type, type);
  b.push({
    kind: 'alter-column-type',
    span,
    table,
    only: false,
    column,
    type: type.text || type.name,
    hasUsing: using !== undefined,
    using: using?.text ?? '',
    hasCollation: wanted.collation !== '',
    newType: type,
    usingExpression: using,
    collation: wanted.collation,
  });
}

/** Whether a column stays NOT NULL somewhere below its table. */
function strictBelow({ wanted }: Building, table: string, column: string): boolean {
  // Of a partitioned table ONLY cannot say it: its partitions become NOT NULL again by themselves.
  const { children = [] } = wanted.relations.get(table) ?? {};
  return [...children].some((name) => wanted.relations.get(name)?.columns.get(column)?.notNull);
}

/** Identity, default, NOT NULL, generation and options of one column. */
function columnProperties(b: Building, table: string, wanted: Column): void {
  const { span } = b;
  const { name: column } = wanted;
  typeAgain(b, table, wanted);
  let now = columnNow(b, table, column);
  if (!now) return;
  if (wanted.identity === 'no' && now.identity !== 'no')
    b.push({ kind: 'drop-identity', span, table, only: false, column, ifExists: false });
  now = columnNow(b, table, column) ?? now;
  if (!sameDefault(wanted, now)) b.push(defaultAgain(b, table, wanted));
  if (wanted.notNull && !now.notNull) b.push({ kind: 'set-not-null', span, table, only: false, column });
  if (!wanted.notNull && now.notNull) b.push({ kind: 'drop-not-null', span, table, only: strictBelow(b, table, column), column });
  identityAgain(b, table, wanted);
  const { generated } = wanted;
  if (generated && now.generated && !sameText(generated.expression, now.generated.expression))
    b.push({ kind: 'set-expression', span, table, only: false, column, expression: generated.expression });
  columnOptions(b, table, wanted);
}

function identityAgain(b: Building, table: string, wanted: Column): void {
  const { span } = b;
  const { name: column, identity } = wanted;
  const now = columnNow(b, table, column);
  if (!now || identity === 'no') return;
  const sequence = sequenceOf(b.wanted, table, column);
  if (now.identity === 'no') {
    const options = { ...identityOptions(sequence?.sequence ?? wanted.sequence), ...(sequence ? { name: sequence.name } : {}) };
    b.push({ kind: 'add-identity', span, table, only: false, column, always: identity === 'always', sequence: options });
  } else if (now.identity !== identity)
    b.push({
      kind: 'set-identity',
      span,
      table,
      only: false,
      column,
      always: identity === 'always',
      restart: false,
      generated: identity,
      sequence: {},
    });
}

/** Statistics, storage, compression and attributes. */
function columnOptions(b: Building, table: string, wanted: Column): void {
  const { span } = b;
  const { name: column } = wanted;
  const now = columnNow(b, table, column);
  if (!now) return;
  const set = (option: OperationOf<'set-column-option'>['option'], value: string, attributes: readonly StorageOption[] = []): void =>
    b.push({ kind: 'set-column-option', span, table, only: false, column, option, value, attributes });
  if (wanted.statistics !== now.statistics) set('statistics', wanted.statistics || '-1');
  if (wanted.storage !== now.storage) set('storage', wanted.storage || defaultStorage(wanted, b.version));
  if (wanted.compression !== now.compression) set('compression', wanted.compression || 'default');
  for (const attributes of storageChanges(wanted.attributes, now.attributes)) set('attribute', '', attributes);
}

/** Types whose values are kept in line, compressed or not, or whose default is MAIN. */
const MAIN: ReadonlySet<string> = new Set(['numeric', 'inet', 'cidr']);
const EXTENDED: ReadonlySet<string> = new Set([
  'text',
  'character varying',
  'character',
  'bpchar',
  'bytea',
  'json',
  'jsonb',
  'xml',
  'bit',
  'bit varying',
  'tsvector',
]);

/** The storage a type has by default: SET STORAGE DEFAULT came with 16. */
function defaultStorage({ type }: Column, version: number): string {
  if (version >= 16) return 'DEFAULT';
  return type.dimensions > 0 || EXTENDED.has(type.name) ? 'EXTENDED' : MAIN.has(type.name) ? 'MAIN' : 'PLAIN';
}

/** Columns of tables that are there. */
export function columnsAgain(b: Building): void {
  for (const [wanted, table] of differing(b)) {
    for (const column of wanted.columns.values()) {
      const now = columnNow(b, table, column.name);
      // Of a view's columns the defaults alone can be set.
      if (wanted.kind === 'view' && now && !sameDefault(column, now)) b.push(defaultAgain(b, table, column));
    }
    if (wanted.kind === 'view') continue;
    for (const column of wanted.columns.values()) if (columnNow(b, table, column.name) !== column) columnProperties(b, table, column);
  }
}

/** Options and owners of sequences. */
export function sequencesAgain(b: Building): void {
  for (const [wanted, name] of differing(b)) {
    const now = tableNow(b, name);
    if (!now || wanted.kind !== 'sequence') continue;
    const change = sequenceChange(wanted, now);
    if (change) b.push({ ...alterSequence(name, b.span), ...change });
  }
}

function sequenceChange(wanted: Table, now: Table): Partial<OperationOf<'alter-sequence'>> | undefined {
  const [before, after] = [
    { ...SEQUENCE_DEFAULTS, ...wanted.sequence },
    { ...SEQUENCE_DEFAULTS, ...now.sequence },
  ];
  const options: SequenceOptions = Object.fromEntries(
    Object.entries(before).filter(([key, value]) => value !== after[key as keyof SequenceOptions]),
  );
  const { ownedBy } = wanted;
  const moved = ownedBy?.table !== now.ownedBy?.table || ownedBy?.column !== now.ownedBy?.column;
  const changed = Object.keys(options).length > 0 || wanted.unlogged !== now.unlogged;
  if (!changed && !moved) return undefined;
  return {
    options,
    owner: moved ? (ownedBy ?? 'none') : undefined,
    ownedBy: moved && ownedBy ? `${ownedBy.table}.${ownedBy.column}` : '',
    logged: wanted.unlogged === now.unlogged ? 'unchanged' : wanted.unlogged ? 'unlogged' : 'logged',
  };
}

const setFiring = (b: Building, table: string, trigger: string, rule: boolean, firing: Firing): void =>
  b.push({
    kind: 'set-trigger-state',
    span: b.span,
    table,
    only: false,
    trigger,
    enabled: firing !== 'disabled',
    all: false,
    rule,
    firing,
  });

/** Triggers, rules and policies of tables that are there. */
export function dependentsAgain(b: Building): void {
  for (const [wanted, table] of differing(b)) {
    triggersAgain(b, table, wanted);
    rulesAgain(b, table, wanted);
    policiesAgain(b, table, wanted);
  }
}

function triggersAgain(b: Building, table: string, wanted: Table): void {
  const { span } = b;
  // The copies that a partition has of its table's come and go with those.
  for (const { name, inherited } of tableNow(b, table)?.triggers.values() ?? [])
    if (!inherited && !wanted.triggers.has(name))
      b.push({ kind: 'drop-trigger', span, table, trigger: name, ifExists: false, cascade: false });
  for (const trigger of wanted.triggers.values()) {
    const now = tableNow(b, table)?.triggers.get(trigger.name);
    if (now === trigger) continue;
    if (!trigger.inherited) triggerAgain(b, table, trigger, now);
    if ((tableNow(b, table)?.triggers.get(trigger.name)?.firing ?? 'origin') !== trigger.firing)
      setFiring(b, table, trigger.name, false, trigger.firing);
  }
}

function triggerAgain(b: Building, table: string, trigger: Trigger, now: Trigger | undefined): void {
  const { span } = b;
  if (trigger.definition.outdated) b.doubt(`The trigger ${trigger.name} of ${table}: ${trigger.definition.outdated}.`);
  const same = now !== undefined && sameText(now.definition, trigger.definition);
  // OR REPLACE came with 14, and is not for constraint triggers.
  const replace = now !== undefined && b.version >= 14 && !trigger.constraintTrigger;
  if (now && !same && !replace) b.push({ kind: 'drop-trigger', span, table, trigger: trigger.name, ifExists: false, cascade: false });
  if (!same) b.push(createTriggerAgain(b.wanted, table, trigger, replace, span));
}

function rulesAgain(b: Building, table: string, wanted: Table): void {
  const { span } = b;
  for (const name of tableNow(b, table)?.rules.keys() ?? [])
    if (!wanted.rules.has(name)) b.push({ kind: 'drop-rule', span, table, rule: name, ifExists: false });
  for (const rule of wanted.rules.values()) {
    const now = tableNow(b, table)?.rules.get(rule.name);
    if (now === rule) continue;
    if (rule.definition.outdated) b.doubt(`The rule ${rule.name} of ${table}: ${rule.definition.outdated}.`);
    if (!now || !sameText(now.definition, rule.definition)) b.push(createRuleAgain(b.wanted, table, rule, now !== undefined, span));
    if ((tableNow(b, table)?.rules.get(rule.name)?.firing ?? 'origin') !== rule.firing) setFiring(b, table, rule.name, true, rule.firing);
  }
}

function policiesAgain(b: Building, table: string, wanted: Table): void {
  const { span } = b;
  for (const name of tableNow(b, table)?.policies.keys() ?? [])
    if (!wanted.policies.has(name)) b.push({ kind: 'drop-policy', span, table, policy: name, ifExists: false });
  for (const policy of wanted.policies.values()) {
    const now = tableNow(b, table)?.policies.get(policy.name);
    if (now === policy) continue;
    for (const text of [policy.using, policy.check])
      if (text?.outdated) b.doubt(`The policy ${policy.name} of ${table}: ${text.outdated}.`);
    const conditions = now !== undefined && sameText(now.using, policy.using) && sameText(now.check, policy.check);
    if (conditions && now.roles.join() === policy.roles.join()) continue;
    // ALTER POLICY can change a condition, and not take one away.
    const alters =
      now !== undefined &&
      (policy.using !== undefined || now.using === undefined) &&
      (policy.check !== undefined || now.check === undefined);
    if (alters) {
      const mentioned = [mentionedOf(b.wanted, policy.uses)];
      const rolesBefore = policy.roles.length > 0 ? policy.roles : ['public'];
      const roles = now.roles.join() === policy.roles.join() ? [] : rolesBefore;
      const { name, using, check } = policy;
      const always = { usingTrue: isTrue(using), checkTrue: isTrue(check) };
      b.push({ kind: 'alter-policy', span, table, policy: name, roles, ...always, using, check, mentioned });
    } else {
      if (now) b.push({ kind: 'drop-policy', span, table, policy: policy.name, ifExists: false });
      b.push(createPolicyAgain(b.wanted, table, policy, span));
    }
  }
}

/** Storage parameters, statistics and tablespaces of indexes that are there. */
export function indexProperties(b: Building): void {
  const { span } = b;
  for (const wanted of b.wanted.indexes.values()) {
    const now = b.now().indexes.get(wanted.name);
    if (!now || now === wanted) continue;
    const change = (o: Partial<OperationOf<'alter-index'>> & Pick<OperationOf<'alter-index'>, 'change'>): void =>
      b.push({
        kind: 'alter-index',
        span,
        index: wanted.name,
        table: wanted.table,
        options: [],
        tablespace: '',
        key: 0,
        ifExists: false,
        storage: [],
        target: '',
        definition: '',
        ...o,
      });
    for (const storage of storageChanges(wanted.storage, now.storage))
      change({ change: 'options', options: storage.map(({ name }) => name), storage });
    if (wanted.tablespace !== now.tablespace) change({ change: 'tablespace', tablespace: wanted.tablespace || 'pg_default' });
    if (sameMap(wanted.statistics, now.statistics)) continue;
    for (const key of new Set([...wanted.statistics.keys(), ...now.statistics.keys()])) {
      const target = wanted.statistics.get(key) ?? '-1';
      if (target !== (now.statistics.get(key) ?? '-1')) change({ change: 'statistics', key: Number(key), target });
    }
  }
}
