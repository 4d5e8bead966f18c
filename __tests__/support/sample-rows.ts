/** Rows for the tables of an example, so that work shows and what can fail does. */
import type { Catalog, Column, Table } from '../../src/catalog/catalog.ts';
import type { TypeName } from '../../src/operations/definition.ts';

/** `plain`: rows that differ and refer to each other. `hostile`: NULL wherever it may be, the same row twice, values out of the ordinary. */
export type Sample = 'plain' | 'hostile';

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Where the rows of a partitioned table, or of one of its partitions, may lie: the first day or number of a partition's bounds. */
function boundOf(table: Table, catalog: Catalog): string | undefined {
  const partitions = [table.name, ...table.partitions].map((name) => catalog.relations.get(name)?.bound?.text ?? '');
  return partitions.map((bound) => /FROM \('?(\d{4}-\d{2}|\d+)/.exec(bound)?.[1]).find((found) => found !== undefined);
}

/** A value of a type, as SQL; undefined where none is known. */
function valueOf(type: TypeName, row: number, sample: Sample, catalog: Catalog, bound = '2024-03'): string | undefined {
  if (type.dimensions > 0) return "'{}'";
  const own = catalog.types.get(type.name);
  if (own?.kind === 'enum') return own.labels[0] === undefined ? undefined : text(own.labels[0]);
  if (own?.kind === 'domain' && own.baseType) return valueOf(own.baseType, row, sample, catalog, bound);
  if (own?.kind === 'composite') {
    const fields = [...own.attributes.values()].map((attribute) => valueOf(attribute.type, row, sample, catalog, bound) ?? 'NULL');
    return `ROW(${fields.join(', ')})`;
  }
  const hostile = sample === 'hostile';
  switch (type.name) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return hostile ? '-7' : String(row);
    case 'real':
    case 'double precision':
    case 'numeric':
    case 'money':
      return hostile ? '-7.12345' : String(row);
    case 'text':
    case 'character varying':
    case 'character':
    case 'name': {
      const length = type.modifiers[0] ?? 60;
      return hostile ? text('Zz'.repeat(40).slice(0, Math.min(length, 60))) : text(`a${row}`.slice(0, length));
    }
    case 'boolean':
      return 'true';
    case 'date':
      return hostile ? "'1999-01-01'" : `'${bound}-0${row}'`;
    case 'timestamp without time zone':
    case 'timestamp with time zone':
      return hostile ? "'1999-01-01 01:02:03.456789'" : `'${bound}-0${row} 00:00'`;
    case 'uuid':
      return text(`00000000-0000-0000-0000-00000000000${row}`);
    case 'json':
    case 'jsonb':
      return "'{}'";
    case 'int4range':
      return hostile ? "'[1,100)'" : `'[${row},${row + 1})'`;
    case 'daterange':
      return "'[2024-01-01,2024-02-01)'";
    case 'tstzrange':
    case 'tsrange':
      return hostile ? "'[2024-01-01,2025-01-01)'" : `'[2024-01-0${row},2024-01-0${row + 1})'`;
    default:
      return undefined;
  }
}

/** A value of a column; undefined leaves it out. */
function cell(table: Table, column: Column, row: number, sample: Sample, catalog: Catalog): string | undefined {
  if (column.generated || column.identity === 'always') return undefined;
  if (sample === 'hostile' && !column.notNull) return row === 2 ? 'NULL' : valueOf(column.type, row, sample, catalog);
  const bound = boundOf(table, catalog);
  const key = [...table.constraints.values()].some((c) => c.kind === 'primary-key' && c.columns.includes(column.name));
  return valueOf(column.type, row, key || bound !== undefined ? 'plain' : sample, catalog, bound);
}

/**
 * Statements that put rows into every table but one, one line each. A table whose constraints refuse a row goes without it.
 *
 * @returns nothing where there are no tables.
 */
export function sampleRows(catalog: Catalog, sample: Sample, except = ''): string {
  const rows = sample === 'plain' ? [1, 2, 3] : [1, 2, 3, 4];
  const lines: string[] = [];
  for (const table of catalog.relations.values()) {
    if (
      table.name === except ||
      (table.kind !== 'table' && table.kind !== 'partitioned') ||
      !table.columnsKnown ||
      table.columns.size === 0
    )
      continue;
    for (const row of rows) {
      const cells = [...table.columns.values()].flatMap((column) => {
        const value = cell(table, column, row, sample, catalog);
        return value === undefined ? [] : [[`"${column.name}"`, value] as const];
      });
      const into = `INSERT INTO ${table.name} (${cells.map(([name]) => name).join(', ')}) VALUES (${cells.map(([, value]) => value).join(', ')})`;
      if (cells.length > 0) lines.push(`DO $lk$ BEGIN ${into}; EXCEPTION WHEN OTHERS THEN NULL; END $lk$;\n`);
    }
  }
  for (const view of catalog.relations.values())
    if (view.kind === 'materialized-view' && view.populated) lines.push(`REFRESH MATERIALIZED VIEW ${view.name};\n`);
  return lines.join('');
}
