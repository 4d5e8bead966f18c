/**
 * What the migrations read so far have left: Rails asks the database for the name of an index or constraint that is removed
 * by its columns, for the type of a column whose default changes, and for the sequence of a table that is renamed.
 */

export interface ColumnMemory {
  /** Type of Rails: `string`. */
  readonly type: string;
  readonly array: boolean;
}

interface IndexMemory {
  readonly name: string;
  readonly columns: readonly string[];
}

interface ForeignKeyMemory {
  readonly name: string;
  readonly to: string;
  readonly columns: readonly string[];
}

/** A check or exclusion by its expression, a unique constraint by its columns. */
interface ConstraintMemory {
  readonly name: string;
  readonly about: string;
}

export interface TableMemory {
  readonly columns: Map<string, ColumnMemory>;
  indexes: IndexMemory[];
  foreignKeys: ForeignKeyMemory[];
  constraints: ConstraintMemory[];
  /** The sole key; `none` where there is none or several columns, undefined where the table is made elsewhere. */
  key?: { readonly column: string; readonly counts: boolean } | 'none';
}

export class Memory {
  readonly #tables: Map<string, TableMemory>;

  constructor(tables: Map<string, TableMemory> = new Map()) {
    this.#tables = tables;
  }

  /** As it is now, for a way back that leaves the way on as it is. */
  copy(): Memory {
    return new Memory(
      new Map(
        [...this.#tables].map(([name, table]) => [
          name,
          {
            ...table,
            columns: new Map(table.columns),
            indexes: [...table.indexes],
            foreignKeys: [...table.foreignKeys],
            constraints: [...table.constraints],
          },
        ]),
      ),
    );
  }

  table(name: string): TableMemory {
    let table = this.#tables.get(name);
    if (!table) this.#tables.set(name, (table = { columns: new Map(), indexes: [], foreignKeys: [], constraints: [] }));
    return table;
  }

  /** Whether the migrations have made it. */
  has(name: string): boolean {
    return (this.#tables.get(name)?.columns.size ?? 0) > 0;
  }

  drop(name: string): void {
    this.#tables.delete(name);
  }

  rename(from: string, to: string): void {
    const table = this.table(from);
    this.#tables.delete(from);
    this.#tables.set(to, table);
    for (const other of this.#tables.values()) other.foreignKeys = other.foreignKeys.map((key) => (key.to === from ? { ...key, to } : key));
  }

  dropColumn(name: string, column: string): void {
    const table = this.table(name);
    table.columns.delete(column);
    table.indexes = table.indexes.filter(({ columns }) => !columns.includes(column));
    table.foreignKeys = table.foreignKeys.filter(({ columns }) => !columns.includes(column));
  }

  renameColumn(name: string, from: string, to: string): void {
    const table = this.table(name);
    const type = table.columns.get(from);
    if (type) {
      table.columns.delete(from);
      table.columns.set(to, type);
    }
    const renamed = (columns: readonly string[]): readonly string[] => columns.map((column) => (column === from ? to : column));
    table.indexes = table.indexes.map((index) => ({ ...index, columns: renamed(index.columns) }));
    table.foreignKeys = table.foreignKeys.map((key) => ({ ...key, columns: renamed(key.columns) }));
    if (typeof table.key === 'object' && table.key.column === from) table.key = { ...table.key, column: to };
  }
}
