/** Types, domains and functions in the catalog. */
import type { AttributeDefinition, TypeName } from '../operations/definition.ts';
import type { OperationOf } from '../operations/operation.ts';
import { type Constraint, FUNCTION_NOTES, TYPE_NOTES, type UserFunction, type UserType } from './catalog.ts';
import { dropColumnOf } from './columns.ts';
import { type Draft, originOf, otherKey, putTable, removeEntry, setEntry, without } from './draft.ts';
import { relationsWhere } from './links.ts';
import { renameNameInTexts } from './texts.ts';

const blankType = (draft: Draft, name: string, kind: UserType['kind']): UserType => ({
  name,
  kind,
  labels: [],
  addedLabels: new Map(),
  baseType: undefined,
  notNull: false,
  default: undefined,
  collation: '',
  constraints: [],
  attributes: [],
  definition: '',
  notes: TYPE_NOTES,
  origin: originOf(draft, name),
});

/** CREATE TYPE. */
export function createType(draft: Draft, operation: OperationOf<'create-type'>): void {
  const { type, typeKind, labels, attributes, definition } = operation;
  setEntry(draft, 'types', type, { ...blankType(draft, type, typeKind), labels, attributes, definition });
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
  for (const table of relationsWhere(draft, (t) => usesType(t.columns.values(), name))) {
    for (const column of table.columns.values()) if (column.type.name === name) dropColumnOf(draft, table.name, column.name, true);
  }
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
  for (const [name, overloads] of Array.from(draft.now.functions)) {
    if (!overloads.some((f) => f.inputs.some((type) => type.name === from))) continue;
    const renamed = (own: TypeName): TypeName => (own.name === from ? { ...own, name: to } : own);
    setEntry(
      draft,
      'functions',
      name,
      overloads.map((f) => ({ ...f, inputs: f.inputs.map(renamed) })),
    );
  }
  for (const other of Array.from(draft.now.types.values())) {
    const uses = other.baseType?.name === from || other.attributes.some((a) => a.type.name === from);
    if (!uses) continue;
    setEntry(draft, 'types', other.name, {
      ...other,
      baseType: other.baseType?.name === from ? { ...other.baseType, name: to } : other.baseType,
      attributes: other.attributes.map((a) => (a.type.name === from ? { ...a, type: { ...a.type, name: to } } : a)),
    });
  }
}

/** ALTER TYPE of a composite type. */
export function alterCompositeType(draft: Draft, operation: OperationOf<'alter-composite-type'>): void {
  const type = draft.now.types.get(operation.type);
  if (!type) return;
  const { change, attribute, definition, newName } = operation;
  const changed = (before: AttributeDefinition): readonly AttributeDefinition[] => {
    if (before.name !== attribute) return [before];
    if (change === 'drop') return [];
    return [change === 'rename' ? { ...before, name: newName } : (definition ?? before)];
  };
  const attributes = change === 'add' && definition ? [...type.attributes, definition] : type.attributes.flatMap(changed);
  setEntry(draft, 'types', type.name, { ...type, attributes });
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

/** CREATE FUNCTION. One with the same arguments replaces the one there was, and stays as old as it was. */
export function createFunction(draft: Draft, operation: OperationOf<'create-function'>): void {
  const { function: name, volatility, procedure, definition, replace } = operation;
  const before = draft.now.functions.get(name) ?? [];
  const inputs = operation.arguments;
  const same = before.find((f) => inputsOf(f.inputs) === inputsOf(inputs));
  // OR REPLACE on one the catalog does not know may have found one there.
  const origin = same ? same.origin : replace ? null : draft.context.change;
  const made: UserFunction = {
    name,
    volatility,
    arguments: inputs.length,
    inputs,
    procedure,
    definition,
    changes: [],
    notes: same?.notes ?? FUNCTION_NOTES,
    origin,
  };
  setEntry(draft, 'functions', name, [...before.filter((f) => f !== same), made]);
}

/** The overload that a statement means: by the types of its arguments, or the only one. */
export function overload(draft: Draft, name: string, inputs: string | undefined): UserFunction | undefined {
  const found = draft.now.functions.get(name) ?? [];
  return inputs === undefined ? (found.length === 1 ? found[0] : undefined) : found.find((f) => inputsOf(f.inputs) === inputs);
}

/** A function by how SQL names it: `public.f(integer, text)`, or `public.f` where there is only one. */
export function functionMeant(draft: Draft, target: string): UserFunction | undefined {
  const [, name = target, inputs] = /^((?:"(?:[^"]|"")*"|[^("])*)\((.*)\)$/s.exec(target) ?? [];
  return overload(draft, name, inputs);
}

/** Replaces an overload; undefined drops it. */
export function putFunction(draft: Draft, before: UserFunction, after: UserFunction | undefined): void {
  const rest = (draft.now.functions.get(before.name) ?? []).filter((f) => f !== before);
  const next = after?.name === before.name ? [...rest, after] : rest;
  if (next.length > 0) setEntry(draft, 'functions', before.name, next);
  else removeEntry(draft, 'functions', before.name);
  if (after && after.name !== before.name)
    setEntry(draft, 'functions', after.name, [...(draft.now.functions.get(after.name) ?? []), after]);
}

/** DROP FUNCTION; with several of the name and no arguments, all are kept. CASCADE takes the triggers that call it along. */
export function dropFunction(draft: Draft, operation: OperationOf<'drop-function'>): void {
  if (operation.objectType === 'aggregate') {
    removeEntry(draft, 'others', otherKey('aggregate', operation.target));
    return;
  }
  const own = overload(draft, operation.function, operation.arguments && inputsOf(operation.arguments));
  if (!own) return;
  putFunction(draft, own, undefined);
  if (!operation.cascade) return;
  for (const table of relationsWhere(draft, (t) => t.triggers.size > 0)) {
    const kept = [...table.triggers].filter(([, t]) => !t.definition.mentions.some((m) => m.what === 'function' && m.name === own.name));
    if (kept.length < table.triggers.size) putTable(draft, { ...table, triggers: new Map(kept) });
  }
}

/** Gives every function of a name another one, in the texts that call it too. */
export function renameFunction(draft: Draft, from: string, to: string): void {
  for (const own of draft.now.functions.get(from) ?? []) putFunction(draft, own, { ...own, name: to });
  renameNameInTexts(draft, from, to);
}
