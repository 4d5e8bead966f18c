/** Types, domains and functions in the catalog. */
import type { ColumnDefinition, TypeName } from '../operations/definition.ts';
import type { OperationOf } from '../operations/operation.ts';
import type { Column, Constraint, UserFunction, UserType } from './catalog.ts';
import { renameColumn } from './constraints.ts';
import { dropDependent, putDependent } from './dependents.ts';
import { type Draft, originOf, putTable, removeEntry, setEntry, updateTable, withEntry, without } from './draft.ts';
import { relationsWhere } from './links.ts';

const blankType = (draft: Draft, name: string, kind: UserType['kind']): UserType => ({
  name,
  kind,
  labels: [],
  addedLabels: new Map(),
  baseType: undefined,
  notNull: false,
  default: undefined,
  constraints: [],
  attributes: [],
  origin: originOf(draft, name),
});

/** CREATE TYPE. */
export function createType(draft: Draft, operation: OperationOf<'create-type'>): void {
  const { type, typeKind, labels, attributes } = operation;
  setEntry(draft, 'types', type, { ...blankType(draft, type, typeKind), labels, attributes });
}

/** ALTER TYPE of a composite type, and of the tables that were made OF it. */
export function alterCompositeType(draft: Draft, operation: OperationOf<'alter-composite-type'>): void {
  const { type: name, attribute, change, newName, definition } = operation;
  const type = draft.now.types.get(name);
  if (type) {
    const others = type.attributes.map((own): ColumnDefinition | undefined => {
      if (own.name !== attribute) return own;
      return change === 'drop' ? undefined : change === 'rename' ? { ...own, name: newName } : (definition ?? own);
    });
    const attributes = [...others.filter((own) => own !== undefined), ...(change === 'add' && definition ? [definition] : [])];
    setEntry(draft, 'types', name, { ...type, attributes });
  }
  for (const table of relationsWhere(draft, (t) => t.ofType === name)) {
    if (change === 'rename') renameColumn(draft, table.name, attribute, newName);
    else if (change === 'drop') updateTable(draft, table.name, (t) => ({ columns: without(t.columns, attribute) }));
    else if (definition) {
      const before = table.columns.get(attribute);
      const column: Column = { ...(before ?? { ...definition, origin: draft.context.change }), type: definition.type };
      updateTable(draft, table.name, (t) => ({ columns: withEntry(t.columns, attribute, column) }));
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
    named.set(name, { ...definition, name, origin, span: operation.span });
  }
  setEntry(draft, 'types', operation.type, {
    ...blankType(draft, operation.type, 'domain'),
    baseType: operation.baseType,
    notNull: operation.notNull,
    default: operation.default,
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
  } else if (change === 'add-constraint' && operation.definition) {
    const definition = operation.definition;
    const taken = (name: string): boolean => domain.constraints.some((c) => c.name === name);
    const name = definition.name || draft.context.naming.constraintName(operation.type, { kind: definition.kind, columns: [] }, taken);
    const added: Constraint = { ...definition, name, origin: draft.context.change, span: operation.span };
    put({ constraints: [...domain.constraints, added], notNull: domain.notNull || definition.kind === 'not-null' });
  }
}

/** DROP TYPE and DROP DOMAIN; with `cascade` the columns of that type go too. */
export function dropType(draft: Draft, name: string, cascade: boolean): void {
  removeEntry(draft, 'types', name);
  if (!cascade) return;
  for (const table of relationsWhere(draft, (t) => usesType(t.columns.values(), name))) {
    putTable(draft, { ...table, columns: new Map([...table.columns].filter(([, column]) => column.type.name !== name)) });
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
  for (const table of relationsWhere(draft, (t) => usesType(t.columns.values(), from))) {
    const columns = new Map(
      [...table.columns].map(([key, column]) => [
        key,
        column.type.name === from ? { ...column, type: { ...column.type, name: to } } : column,
      ]),
    );
    putTable(draft, { ...table, columns });
  }
}

/** ALTER TYPE … ADD VALUE. */
export function addEnumValue(draft: Draft, operation: OperationOf<'add-enum-value'>): void {
  const type = draft.now.types.get(operation.type);
  if (!type || type.labels.includes(operation.value)) return;
  setEntry(draft, 'types', operation.type, {
    ...type,
    labels: [...type.labels, operation.value],
    addedLabels: new Map(type.addedLabels).set(operation.value, draft.context.change),
  });
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

const sameArguments = (f: UserFunction, types: readonly TypeName[]): boolean =>
  f.arguments.length === types.length &&
  f.arguments.every((own, i) => own.name === types[i]?.name && own.dimensions === types[i].dimensions);

/** CREATE FUNCTION. One with the same arguments is replaced, and stays as old as it was. */
export function createFunction(draft: Draft, operation: OperationOf<'create-function'>): void {
  const { function: name, volatility, required, body, strict, variadic } = operation;
  const before = draft.now.functions.get(name) ?? [];
  const same = before.find((f) => sameArguments(f, operation.arguments));
  // OR REPLACE on one the catalog does not know may have found one there.
  const origin = same ? same.origin : operation.replace ? null : draft.context.change;
  const made: UserFunction = { name, volatility, arguments: operation.arguments, required, body, strict, variadic, origin };
  setEntry(draft, 'functions', name, [...before.filter((f) => f !== same), made]);
  putDependent(draft, { kind: 'function', name, table: '' }, operation.uses);
}

/** The overloads that a statement means: those with the arguments it gives, or all of the name where it gives none. */
const meant = (all: readonly UserFunction[], types: readonly TypeName[] | undefined): readonly UserFunction[] =>
  types === undefined || all.length === 1 ? all : all.filter((f) => sameArguments(f, types));

/** ALTER FUNCTION, as far as it changes what calls of the function mean. */
export function alterFunction(draft: Draft, operation: OperationOf<'alter-object'>): void {
  const { function: name, volatility, staysCall } = operation;
  const all = draft.now.functions.get(name);
  if (!all || !(volatility || staysCall)) return;
  const changed = meant(all, operation.arguments);
  setEntry(
    draft,
    'functions',
    name,
    all.map((f) => (changed.includes(f) ? { ...f, volatility: volatility ?? f.volatility, body: staysCall ? '' : f.body } : f)),
  );
}

/** Gives the functions of a name another qualified name. */
export function renameFunction(draft: Draft, from: string, to: string): void {
  const all = draft.now.functions.get(from);
  if (!all || from === to) return;
  removeEntry(draft, 'functions', from);
  setEntry(
    draft,
    'functions',
    to,
    all.map((f) => ({ ...f, name: to })),
  );
}

/** DROP FUNCTION. */
export function dropFunction(draft: Draft, operation: OperationOf<'drop-function'>): void {
  const all = draft.now.functions.get(operation.function) ?? [];
  const gone = meant(all, operation.arguments);
  const kept = all.filter((f) => !gone.includes(f));
  if (kept.length > 0) setEntry(draft, 'functions', operation.function, kept);
  else removeEntry(draft, 'functions', operation.function);
  dropDependent(draft, { kind: 'function', name: operation.function, table: '' });
}
