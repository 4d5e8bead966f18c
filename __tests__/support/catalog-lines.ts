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
  return [...table.columns.values()].map((c) => `column ${table.name}.${c.name} ${formatted(c)}${c.notNull ? ' not null' : ''}`);
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
    lines.push(...columnLines(table), ...constraintLines(table));
  }
  for (const index of catalog.indexes.values()) {
    const backing = index.constraint === '' ? '' : ` for ${index.constraint}`;
    lines.push(`index ${index.name} on ${index.table}${index.unique ? ' unique' : ''}${backing}${index.valid ? '' : ' invalid'}`);
  }
  for (const type of catalog.types.values())
    lines.push(`type ${type.name} ${type.kind}${type.labels.map((label) => ` ${label}`).join('')}`);
  return lines.sort();
}
