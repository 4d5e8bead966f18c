/** A catalog as lines that can be compared with a server's own catalogs, and read in a test. */
import type { Catalog, Column, Table } from '../../src/catalog/catalog.ts';
import { typeText } from '../../src/effects/describe.ts';

/** A type as `format_type` prints it with `public` in the search path. */
function formatted(column: Column): string {
  const dimensions = column.type.dimensions > 0 ? 1 : 0;
  return typeText({ ...column.type, dimensions }).replace(/^public\./, '');
}

function columnLines(table: Table): readonly string[] {
  if (!table.columnsKnown) return [];
  return [...table.columns.values()].map(
    (c) => `column ${table.name}.${c.name}${c.type.name === '' ? '' : ` ${formatted(c)}`}${c.notNull ? ' not null' : ''}`,
  );
}

/** What a view reads, of relations whose columns are known, and what hangs on a relation. */
function otherLines(table: Table): readonly string[] {
  const reads = [...table.uses.relations].flatMap(([relation, { columns, others }]) =>
    others ? [] : [...columns].map((column) => `reads ${table.name} ${relation} ${column}`),
  );
  return [
    ...reads,
    ...[...table.triggers.values()].flatMap((trigger) => (trigger.inherited ? [] : [`trigger ${table.name} ${trigger.name}`])),
    ...[...table.rules.keys()].map((name) => `rule ${table.name} ${name}`),
    ...[...table.policies.keys()].map((name) => `policy ${table.name} ${name}`),
  ];
}

function constraintLines(table: Table): readonly string[] {
  return [...table.constraints.values()]
    .filter((c) => c.kind !== 'not-null')
    .map(
      (c) =>
        `constraint ${table.name} ${c.name} ${c.kind}${c.notValid || c.notEnforced ? ' not valid' : ''}${c.references ? ` -> ${c.references.table}` : ''}`,
    );
}

/** Relations, columns, constraints and indexes, sorted. */
export function catalogLines(catalog: Catalog): readonly string[] {
  const lines: string[] = [];
  for (const table of catalog.relations.values()) {
    if (table.temporary) continue;
    lines.push(`${table.kind} ${table.name}${table.partitionOf ? ` of ${table.partitionOf}` : ''}`);
    lines.push(...columnLines(table), ...constraintLines(table), ...otherLines(table));
  }
  for (const index of catalog.indexes.values()) {
    const backing = index.constraint === '' ? '' : ` for ${index.constraint}`;
    lines.push(`index ${index.name} on ${index.table}${index.unique ? ' unique' : ''}${backing}${index.valid ? '' : ' invalid'}`);
  }
  for (const type of catalog.types.values())
    lines.push(`type ${type.name} ${type.kind}${type.labels.map((label) => ` ${label}`).join('')}`);
  return lines.sort();
}

/** The server's lines, less what a history does not tell: columns of relations and types of columns that are not known, what a view may read besides. */
export function comparable(lines: readonly string[], own: Catalog): readonly string[] {
  const hidden = [...own.relations.values()].flatMap((table) => [
    ...(table.columnsKnown ? [] : [`column ${table.name}.`]),
    ...[...table.uses.relations].flatMap(([name, read]) => (read.others ? [`reads ${table.name} ${name} `] : [])),
  ]);
  const untyped = [...own.relations.values()].flatMap((table) =>
    [...table.columns.values()].flatMap((column) => (column.type.name === '' ? [`column ${table.name}.${column.name}`] : [])),
  );
  return lines
    .filter((line) => !hidden.some((start) => line.startsWith(start)))
    .map((line) => untyped.find((start) => line.startsWith(`${start} `)) ?? line)
    .toSorted();
}
