/** How big tables are, as far as somebody has measured or said so: the configuration, a statistics file, a live server. */

/** Figures about one table or materialized view; undefined where nobody knows. */
export interface TableFigures {
  /** Rows, about. */
  readonly rows?: number | undefined;
  /** Bytes of the table with what is stored apart from it (TOAST), without indexes. */
  readonly bytes?: number | undefined;
  /** Bytes of all its indexes. */
  readonly indexBytes?: number | undefined;
  /** Rows that are inserted, updated and deleted in a second, over a long time. */
  readonly writesPerSecond?: number | undefined;
}

/** What is known about one table, each figure from the first source that has it. */
export interface TableSize extends TableFigures {
  /** Where the figures come from, in words: `tables: in the configuration`. */
  readonly sources: readonly string[];
  /** When the oldest of them was measured: `2026-03-01`; empty where nothing says. */
  readonly asOf: string;
}

/** Figures that were measured: those of a statistics file or of a live server. */
export interface Measured {
  /** Where they are from, in words: `db/statistics.csv`, `the database of --database-url`. */
  readonly source: string;
  readonly tables: readonly MeasuredTable[];
}

export interface MeasuredTable extends TableFigures {
  /** As the server stores them, without quotes. */
  readonly schema: string;
  readonly table: string;
  /** As it is written, or empty. */
  readonly asOf: string;
}

/** Tells the size of a relation by its canonical name. */
export interface TableSizes {
  of(relation: string): TableSize | undefined;
}

/** Up to so many rows are read before anybody notices. */
export const SMALL_ROWS = 10_000;
/** And so many bytes: 16 MB. */
export const SMALL_BYTES = 16_000_000;

/** Whether figures make a table small: those of rows and bytes that are known, both of them; `unknown` where neither is. */
export function sizeOf({ rows, bytes }: TableFigures): 'small' | 'large' | 'unknown' {
  if (rows === undefined && bytes === undefined) return 'unknown';
  return (rows ?? 0) <= SMALL_ROWS && (bytes ?? 0) <= SMALL_BYTES ? 'small' : 'large';
}
