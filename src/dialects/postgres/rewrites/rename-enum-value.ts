/**
 * A value of an enum that gets another name, release by release: the new name is a value of its own beside the old one, code
 * goes over to it, then the rows do. The old value stays in the type: no statement takes one out.
 */
import type { Rewriter, RewriteRequest } from '../../dialect.ts';
import type { Catalog, Column, Table } from '../../../catalog/catalog.ts';
import { relationsWithUses } from '../../../catalog/draft.ts';
import type { SqlText } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import type { RewriteStep } from '../../../report.ts';
import { quoteIdent, splitRelation } from '../identifier.ts';
import { renderOperation as render } from '../render.ts';
import { literal, say } from '../render/words.ts';
import { batchStep } from './batches.ts';
import { makeSteps } from './source.ts';

/** A column of the type. */
interface Place {
  readonly table: Table;
  readonly column: Column;
}

type Renaming = OperationOf<'rename-enum-value'>;

/** RENAME VALUE, by way of a new value. */
export const renameEnumValue: Rewriter = (request) => {
  const { operation, catalog } = request;
  if (operation.kind !== 'rename-enum-value' || request.statement.sql === null) return undefined;
  const type = catalog.types.get(operation.type);
  if (type?.kind !== 'enum' || !type.labels.includes(operation.value) || type.labels.includes(operation.newValue)) return undefined;
  const places = placesOf(catalog, operation.type);
  // What the server keeps with the value itself follows a rename, and would look for the old one.
  if (places.length === 0 || isKept(catalog, operation, places)) return undefined;
  const steps = makeSteps(request);
  const { span, value: old, newValue: fresh } = operation;
  const place = { where: 'after', neighbour: old } as const;
  const add = { kind: 'add-enum-value', span, type: operation.type, value: fresh, ifNotExists: false, positioned: true, place } as const;
  const rest = [...defaultSteps(request, operation, places), ...places.flatMap((own) => batches(request, operation, own))];
  const [first, ...others] = rest;
  if (!first) return undefined;
  const forbidden = places[0]
    ? ` A CHECK (${without(places[0].column, [old])}) NOT VALID, validated after, forbids it once nothing writes it any more.`
    : '';
  return [
    steps.quiet(`Add ${fresh} beside ${old}, which stays in the type.${forbidden}`, 'expand', `${render(add, catalog) ?? ''};`),
    { ...first, deploy: `Deploy code that reads ${fresh} as it reads ${old}, then code that writes ${fresh} where it wrote ${old}.` },
    ...others,
  ];
};

/** A condition that holds for rows that have none of some values. */
export function without({ name, type }: Column, values: readonly string[]): string {
  const [column, list] = [quoteIdent(name), values.map(literal).join(', ')];
  if (type.dimensions > 0) return `NOT ${column} && ARRAY[${list}]::${type.name}[]`;
  return values.length === 1 ? `${column} <> ${list}` : `${column} NOT IN (${list})`;
}

/** The columns of a type, those of partitions and children with those of the table that they come from. */
function placesOf(catalog: Catalog, type: string): readonly Place[] {
  return [...catalog.relations.values()].flatMap((table) =>
    table.kind === 'table' || table.kind === 'partitioned'
      ? [...table.columns.values()].flatMap((column) =>
          column.type.name === type && table.partitionOf === '' && (table.inherits.length === 0 || column.own) ? [{ table, column }] : [],
        )
      : [],
  );
}

/** Whether a constraint, an index, a partition, a policy, a view or another type says the value. */
function isKept(catalog: Catalog, { type, value }: Renaming, places: readonly Place[]): boolean {
  const says = (text: SqlText | undefined): boolean => text?.text.includes(literal(value)) === true;
  if (
    [...catalog.types.values()].some((own) => own.baseType?.name === type || [...own.attributes.values()].some((a) => a.type.name === type))
  )
    return true;
  const own = new Set(places.flatMap(({ table }) => [table.name, ...table.partitions, ...table.children]));
  const uses = (user: Table): boolean => user.uses.types.has(type) || [...own].some((name) => user.uses.relations.has(name));
  if (relationsWithUses(catalog).some((user) => uses(user) && says(user.query?.definition))) return true;
  if ([...catalog.functions.values()].some((overloads) => overloads.some((f) => f.uses.types.has(type)))) return true;
  return [...own].some((name) => {
    const table = catalog.relations.get(name);
    if (!table) return true;
    const indexes = [...table.indexes].map((index) => catalog.indexes.get(index));
    return [
      table.bound,
      ...[...table.constraints.values()].map(({ expression }) => expression),
      ...[...table.columns.values()].map(({ generated }) => generated?.expression),
      ...indexes.flatMap((index) => [index?.condition, ...(index?.keys ?? []).map(({ expression }) => expression)]),
      ...[...table.policies.values()].flatMap(({ using, check }) => [using, check]),
      ...[...table.rules.values(), ...table.triggers.values()].map(({ definition }) => definition),
    ].some(says);
  });
}

/** New rows get the new value where they got the old one. */
function defaultSteps(request: RewriteRequest, { value, newValue }: Renaming, places: readonly Place[]): readonly RewriteStep[] {
  return places.flatMap(({ table, column }) => {
    if (!column.default?.text.includes(literal(value))) return [];
    const said = say(column.default, request.catalog).replaceAll(literal(value), literal(newValue));
    return [
      makeSteps(request).locking(
        `Let ${newValue} be the default of ${column.name}`,
        'migrate',
        `ALTER TABLE ${table.name} ALTER COLUMN ${quoteIdent(column.name)} SET DEFAULT ${said};`,
      ),
    ];
  });
}

/** The rows of one column. */
function batches(request: RewriteRequest, { type, value, newValue }: Renaming, { table, column }: Place): readonly RewriteStep[] {
  const name = quoteIdent(column.name);
  const [old, fresh] = [literal(value), literal(newValue)];
  const several = column.type.dimensions > 0;
  const now = several ? `array_replace(${name}, ${old}::${type}, ${fresh}::${type})` : fresh;
  const step = batchStep(request, table, {
    relation: table.name,
    alias: '',
    head: `UPDATE ${table.name} SET ${name} = ${now}`,
    condition: several ? `${old} = ANY (${name})` : `${name} = ${old}`,
    again: 'settles',
    joined: false,
    title: `Give ${column.name} of ${splitRelation(table.name).name} the new value`,
  });
  return step ? [step] : [];
}
