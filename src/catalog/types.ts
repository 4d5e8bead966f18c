/** Types, domains and functions in the catalog. */
import type { AttributeDefinition, Expression, TypeName } from '../operations/definition.ts';
import type { OperationOf } from '../operations/operation.ts';
import { type Constraint, FUNCTION_NOTES, type Index, TYPE_NOTES, type UserFunction, type UserType } from './catalog.ts';
import { dropColumnOf, plainColumn } from './columns.ts';
import { dropConstraint, dropWhatUses, renameColumn } from './constraints.ts';
import { dropUsers, followName, putFunctions } from './dependants.ts';
import {
  type Draft,
  nameOf,
  originOf,
  otherKey,
  putTable,
  relationsWithUses,
  removeEntry,
  setEntry,
  updateTable,
  withEntry,
  without,
  withRenamed,
} from './draft.ts';
import { dropIndex, dropRelation, relationsWhere } from './links.ts';
import { usesOf } from './queries.ts';
import { renameNameInTexts } from './texts.ts';

const blankType = (draft: Draft, name: string, kind: UserType['kind']): UserType => ({
  name,
  kind,
  labels: [],
  addedLabels: new Map(),
  baseType: undefined,
  attributes: new Map(),
  notNull: false,
  default: undefined,
  collation: '',
  constraints: [],
  definition: '',
  notes: TYPE_NOTES,
  origin: originOf(draft, name),
});

/** CREATE TYPE. */
export function createType(draft: Draft, operation: OperationOf<'create-type'>): void {
  const { type, typeKind, labels, attributes, subtype, definition } = operation;
  setEntry(draft, 'types', type, {
    ...blankType(draft, type, typeKind),
    labels,
    attributes: new Map(
      subtype
        ? [['', { name: '', type: subtype, collation: '' }]]
        : attributes.map(({ name, type: own, collation }) => [name, { name, type: own, collation }]),
    ),
    definition,
  });
}

/** ALTER TYPE of a composite type: the tables of the type change with it. */
export function alterCompositeType(draft: Draft, operation: OperationOf<'alter-composite-type'>): void {
  const { type: name, change, attribute, newName, definition } = operation;
  const type = draft.now.types.get(name);
  const after = <V extends { readonly name: string }>(
    map: ReadonlyMap<string, V>,
    make: (attribute: AttributeDefinition, before: V | undefined) => V,
  ): ReadonlyMap<string, V> => {
    if (change === 'drop') return without(map, attribute);
    if (change === 'rename') return withRenamed(map, attribute, newName, (value) => ({ ...value, name: newName }));
    if (!definition) return map;
    const made: AttributeDefinition = { name: attribute, type: definition.type, collation: definition.collation };
    return withEntry(map, attribute, make(made, map.get(attribute)));
  };
  if (type) setEntry(draft, 'types', name, { ...type, attributes: after(type.attributes, (made) => made) });
  for (const table of relationsWhere(draft, (t) => t.ofType === name)) {
    if (change === 'rename') renameColumn(draft, table.name, attribute, newName);
    else {
      if (change === 'drop') dropWhatUses(draft, table.name, attribute, true);
      updateTable(draft, table.name, (t) => ({
        columns: after(t.columns, (made, before) => ({
          ...(before ?? plainColumn(attribute, made.type, draft.context.change)),
          ...made,
        })),
      }));
    }
  }
}

/** CREATE DOMAIN. */
export function createDomain(draft: Draft, operation: OperationOf<'create-domain'>): void {
  const origin = originOf(draft, operation.type);
  const named = new Map<string, Constraint>();
  for (const definition of operation.constraints) {
    const taken = (name: string): boolean => named.has(name);
    const name = definition.name || draft.context.naming.constraintName(operation.type, { kind: definition.kind, columns: [] }, taken);
    named.set(name, { ...definition, name, comment: '', origin, span: operation.span });
  }
  setEntry(draft, 'types', operation.type, {
    ...blankType(draft, operation.type, 'domain'),
    baseType: operation.baseType,
    notNull: operation.notNull,
    default: operation.default,
    collation: operation.collation,
    constraints: [...named.values()],
  });
}

/** ALTER DOMAIN. A domain that the catalog does not know stays unknown. */
export function alterDomain(draft: Draft, operation: OperationOf<'alter-domain'>): void {
  const domain = draft.now.types.get(operation.type);
  if (!domain) return;
  const { change, constraint } = operation;
  const put = (fields: Partial<UserType>): void => setEntry(draft, 'types', operation.type, { ...domain, ...fields });
  if (change === 'set-not-null' || change === 'drop-not-null') put({ notNull: change === 'set-not-null' });
  else if (change === 'drop-constraint') put({ constraints: domain.constraints.filter((c) => c.name !== constraint) });
  else if (change === 'validate-constraint') {
    put({ constraints: domain.constraints.map((c) => (c.name === constraint ? { ...c, notValid: false } : c)) });
  } else if (change === 'set-default' || change === 'drop-default') put({ default: operation.default });
  else if (change === 'rename-constraint') {
    put({ constraints: domain.constraints.map((c) => (c.name === constraint ? { ...c, name: operation.newName } : c)) });
  } else if (change === 'add-constraint' && operation.definition) {
    const definition = operation.definition;
    const taken = (name: string): boolean => domain.constraints.some((c) => c.name === name);
    const name = definition.name || draft.context.naming.constraintName(operation.type, { kind: definition.kind, columns: [] }, taken);
    const added: Constraint = { ...definition, name, comment: '', origin: draft.context.change, span: operation.span };
    put({ constraints: [...domain.constraints, added], notNull: domain.notNull || definition.kind === 'not-null' });
  }
}

/** DROP TYPE and DROP DOMAIN; with `cascade` the columns of that type go too. */
export function dropType(draft: Draft, name: string, cascade: boolean): void {
  removeEntry(draft, 'types', name);
  if (!cascade) return;
  for (const table of relationsWhere(draft, (t) => t.ofType === name)) dropRelation(draft, table.name, true);
  for (const table of relationsWhere(draft, (t) => usesType(t.columns.values(), name))) {
    if (table.kind === 'view' || table.kind === 'materialized-view') {
      dropRelation(draft, table.name, true);
      continue;
    }
    for (const column of table.columns.values()) if (column.type.name === name) dropColumnOf(draft, table.name, column.name, true);
  }
  for (const other of Array.from(draft.now.types.values())) {
    if (other.baseType?.name === name) dropType(draft, other.name, true);
    else if (usesType(other.attributes.values(), name)) {
      if (other.kind === 'range') dropType(draft, other.name, true);
      else
        setEntry(draft, 'types', other.name, {
          ...other,
          attributes: new Map([...other.attributes].filter(([, attribute]) => attribute.type.name !== name)),
        });
    }
  }
  dropUsers(draft, (uses) => uses.types.has(name));
}

const usesType = (columns: Iterable<{ readonly type: TypeName }>, name: string): boolean => {
  for (const column of columns) if (column.type.name === name) return true;
  return false;
};

/** Gives a type another qualified name, in the columns that have it too. */
export function renameType(draft: Draft, from: string, to: string): void {
  if (from === to) return;
  const type = draft.now.types.get(from);
  if (type) {
    removeEntry(draft, 'types', from);
    setEntry(draft, 'types', to, { ...type, name: to });
  }
  renameNameInTexts(draft, from, to);
  for (const table of relationsWhere(draft, (t) => usesType(t.columns.values(), from))) {
    const columns = new Map(
      [...table.columns].map(([key, column]) => [
        key,
        column.type.name === from ? { ...column, type: { ...column.type, name: to } } : column,
      ]),
    );
    putTable(draft, { ...table, columns });
  }
  for (const table of relationsWhere(draft, (t) => t.ofType === from)) putTable(draft, { ...table, ofType: to });
  const swap = <T extends TypeName | undefined>(t: T): T => (t?.name === from ? { ...t, name: to } : t);
  for (const [name, overloads] of Array.from(draft.now.functions)) {
    if (!overloads.some((f) => f.arguments.some((type) => type.name === from))) continue;
    setEntry(
      draft,
      'functions',
      name,
      overloads.map((f) => ({ ...f, arguments: f.arguments.map((type) => swap(type)) })),
    );
  }
  for (const other of Array.from(draft.now.types.values())) {
    if (!usesType(other.attributes.values(), from) && other.baseType?.name !== from) continue;
    const attributes = new Map([...other.attributes].map(([key, attribute]) => [key, { ...attribute, type: swap(attribute.type) }]));
    setEntry(draft, 'types', other.name, { ...other, attributes, baseType: swap(other.baseType) });
  }
  followName(draft, 'types', from, to);
}

/** ALTER TYPE … ADD VALUE. */
export function addEnumValue(draft: Draft, operation: OperationOf<'add-enum-value'>): void {
  const type = draft.now.types.get(operation.type);
  if (!type || type.labels.includes(operation.value)) return;
  setEntry(draft, 'types', operation.type, {
    ...type,
    labels: placed(type.labels, operation),
    addedLabels: new Map(type.addedLabels).set(operation.value, draft.context.change),
  });
}

/** Labels with a new one in its place. */
function placed(labels: readonly string[], { value, place }: OperationOf<'add-enum-value'>): readonly string[] {
  const at = place ? labels.indexOf(place.neighbour) : -1;
  if (!place || at < 0) return [...labels, value];
  return labels.toSpliced(place.where === 'before' ? at : at + 1, 0, value);
}

/** ALTER TYPE … RENAME VALUE. */
export function renameEnumValue(draft: Draft, operation: OperationOf<'rename-enum-value'>): void {
  const type = draft.now.types.get(operation.type);
  if (!type) return;
  const added = type.addedLabels.get(operation.value);
  const addedLabels = new Map(without(type.addedLabels, operation.value));
  if (added !== undefined) addedLabels.set(operation.newValue, added);
  setEntry(draft, 'types', operation.type, {
    ...type,
    labels: type.labels.map((label) => (label === operation.value ? operation.newValue : label)),
    addedLabels,
  });
}

/** The types of input arguments, by which overloads are told apart. */
export const inputsOf = (types: readonly TypeName[]): string =>
  types.map(({ name, dimensions }) => `${name}${dimensions > 0 ? '[]' : ''}`).join(', ');

/** CREATE FUNCTION. One of the same argument types takes the place of the one there was, and stays as old as it was. */
export function createFunction(draft: Draft, operation: OperationOf<'create-function'>): void {
  const { function: name, arguments: types, argumentNames, returns, procedure, volatility, required, body, strict, variadic } = operation;
  const before = draft.now.functions.get(name) ?? [];
  const same = before.find((f) => sameTypes(f.arguments, types));
  // OR REPLACE on one the catalog does not know may have found one there.
  const origin = same ? same.origin : operation.replace ? null : draft.context.change;
  const made: UserFunction = {
    name,
    volatility,
    arguments: types,
    argumentNames,
    required,
    variadic,
    strict,
    returns,
    procedure,
    body,
    writes: operation.writes,
    uses: usesOf(operation.mentioned, '', [], draft.now),
    definition: operation.definition,
    changes: [],
    notes: same?.notes ?? FUNCTION_NOTES,
    origin,
  };
  setEntry(draft, 'functions', name, [...before.filter((f) => f !== same), made]);
}

/** Whether two lists of argument types name the same function. */
export const sameTypes = (a: readonly TypeName[], b: readonly TypeName[]): boolean => inputsOf(a) === inputsOf(b);

/** The overload that a statement means, where that is certain. */
export function overloadOf(overloads: readonly UserFunction[], types: readonly TypeName[] | undefined): UserFunction | undefined {
  return types ? overloads.find((f) => sameTypes(f.arguments, types)) : overloads.length === 1 ? overloads[0] : undefined;
}

/** A function by how SQL names it: `public.f(integer, text)`, or `public.f` where there is only one. */
export function functionMeant(draft: Draft, target: string): UserFunction | undefined {
  const [, name = target, inputs] = /^((?:"(?:[^"]|"")*"|[^("])*)\((.*)\)$/s.exec(target) ?? [];
  const overloads = draft.now.functions.get(name) ?? [];
  return inputs === undefined ? overloadOf(overloads, undefined) : overloads.find((f) => inputsOf(f.arguments) === inputs);
}

/** Replaces an overload, which may have another name then; undefined drops it. */
export function putFunction(draft: Draft, before: UserFunction, after: UserFunction | undefined): void {
  const overloads = draft.now.functions.get(before.name) ?? [];
  const stays = after?.name === before.name;
  putFunctions(
    draft,
    before.name,
    overloads.flatMap((f) => (f !== before ? [f] : stays && after ? [after] : [])),
  );
  if (after && !stays) setEntry(draft, 'functions', after.name, [...(draft.now.functions.get(after.name) ?? []), after]);
}

/** ALTER FUNCTION: the statement is kept, and what it changes of what calls of the function mean. */
export function alterFunction(draft: Draft, operation: OperationOf<'alter-object'>): void {
  const { function: name, arguments: types, volatility, staysCall, target } = operation;
  const changed = functionMeant(draft, target) ?? overloadOf(draft.now.functions.get(name) ?? [], types);
  if (!changed) return;
  putFunction(draft, changed, {
    ...changed,
    volatility: volatility ?? changed.volatility,
    body: staysCall ? '' : changed.body,
    changes: [...changed.changes, operation],
  });
}

/** DROP FUNCTION; with CASCADE what uses it goes too. */
export function dropFunction(draft: Draft, operation: OperationOf<'drop-function'>): void {
  const { function: name, cascade } = operation;
  if (operation.routine === 'aggregate') removeEntry(draft, 'others', otherKey('aggregate', operation.target));
  const overloads = draft.now.functions.get(name) ?? [];
  const dropped = overloadOf(overloads, operation.arguments);
  if (dropped) putFunction(draft, dropped, undefined);
  // Which of several is used is not known.
  if (cascade && overloads.length <= 1) dropUsersOfFunction(draft, name);
}

/** Drops every function of a name with what uses them. */
export function dropFunctionNamed(draft: Draft, name: string): void {
  removeEntry(draft, 'functions', name);
  dropUsersOfFunction(draft, name);
}

function dropUsersOfFunction(draft: Draft, name: string): void {
  dropUsers(draft, (uses) => uses.functions.has(name));
  for (const table of relationsWithUses(draft.now).filter((t) => [...t.triggers.values()].some((trigger) => trigger.function === name))) {
    putTable(draft, { ...table, triggers: new Map([...table.triggers].filter(([, trigger]) => trigger.function !== name)) });
  }
  for (const [trigger, called] of Array.from(draft.now.eventTriggers)) {
    if (called !== name) continue;
    removeEntry(draft, 'eventTriggers', trigger);
    removeEntry(draft, 'others', otherKey('event trigger', draft.context.naming.quote(trigger)));
  }
  const calls = (expression: Expression | undefined): boolean => expression?.mentioned.functions.includes(name) ?? false;
  for (const { name: table, columns, constraints } of Array.from(draft.now.relations.values())) {
    for (const column of columns.values()) {
      if (calls(column.generated?.expression)) {
        dropWhatUses(draft, table, column.name, true);
        updateTable(draft, table, (t) => ({ columns: without(t.columns, column.name) }));
      } else if (calls(column.default))
        updateTable(draft, table, (t) => ({
          columns: withEntry(t.columns, column.name, { ...column, default: undefined, drawsFrom: '' }),
        }));
    }
    for (const constraint of constraints.values()) if (calls(constraint.expression)) dropConstraint(draft, table, constraint.name, true);
  }
  const bare = nameOf(name);
  for (const index of Array.from(draft.now.indexes.values())) if (callsByName(index, bare)) dropIndex(draft, index.name);
}

/** Whether an expression or the condition of an index calls a function of a name; the texts alone are kept. */
export const callsByName = (index: Pick<Index, 'columns' | 'where' | 'hasExpressions'>, name: string): boolean =>
  [...(index.hasExpressions ? index.columns : []), index.where].some((text) =>
    [...text.matchAll(/([\p{L}_][\p{L}\p{N}_$]*)"?\s*\(/gu)].some(([, called]) => called?.toLowerCase() === name.toLowerCase()),
  );

/** Gives every function of a name another qualified one, in what uses them too. */
export function renameFunction(draft: Draft, from: string, to: string): void {
  const overloads = draft.now.functions.get(from);
  if (!overloads || from === to) return;
  for (const own of overloads) putFunction(draft, own, { ...own, name: to });
  followName(draft, 'functions', from, to);
  for (const [trigger, called] of draft.now.eventTriggers) if (called === from) setEntry(draft, 'eventTriggers', trigger, to);
  renameNameInTexts(draft, from, to);
}
