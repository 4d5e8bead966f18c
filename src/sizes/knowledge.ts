/** Sizes from all sources together: what the configuration says, then a statistics file, then a live server. */
import type { TableKnowledge } from '../catalog/catalog.ts';
import type { TableSetting } from '../config/config.ts';
import { nameParts, tableMatcher } from '../config/match.ts';
import { type Measured, type MeasuredTable, sizeOf, type TableFigures, type TableSize, type TableSizes } from './size.ts';

const FIGURES = ['rows', 'bytes', 'indexBytes', 'writesPerSecond'] as const satisfies readonly (keyof TableFigures)[];

/**
 * What is known about tables. The last entry of `tables:` that matches decides; each figure is taken from the first source
 * that has it: `tables:`, then `measured` in its order.
 */
export function tableKnowledge(tables: readonly TableSetting[], measured: readonly Measured[] = []): TableKnowledge & TableSizes {
  const entries = tables.map((table) => ({ table, matches: tableMatcher(table.name) }));
  const indexes = measured.map(({ source, tables: own }) => ({
    source,
    own: new Map(own.map((one) => [keyOf([one.schema, one.table]), one])),
  }));
  const known = new Map<string, { readonly size: 'small' | 'large' | 'unknown'; readonly figures: TableSize | undefined }>();
  const look = (relation: string) => {
    const before = known.get(relation);
    if (before) return before;
    const setting = entries.findLast(({ matches }) => matches(relation))?.table;
    const key = keyOf(nameParts(relation));
    const found: { readonly source: string; readonly figures: TableFigures & Partial<MeasuredTable> }[] = [
      ...(setting ? [{ source: 'the configuration', figures: asFigures(setting) }] : []),
      ...indexes.flatMap(({ source, own }) => {
        const figures = own.get(key);
        return figures ? [{ source, figures }] : [];
      }),
    ];
    const figures = merged(found);
    const now = { size: setting?.size ?? (figures ? sizeOf(figures) : 'unknown'), figures };
    known.set(relation, now);
    return now;
  };
  return {
    size: (relation) => look(relation).size,
    rows: (relation) => look(relation).figures?.rows,
    of: (relation) => look(relation).figures,
  };
}

const keyOf = (parts: readonly string[]): string => parts.join('\0');

const asFigures = ({ rows, bytes, indexBytes, writesPerSecond }: TableSetting): TableFigures => ({
  rows: rows ?? undefined,
  bytes: bytes ?? undefined,
  indexBytes: indexBytes ?? undefined,
  writesPerSecond: writesPerSecond ?? undefined,
});

/** Each figure from the first that has it; undefined where none has any. */
function merged(
  found: readonly { readonly source: string; readonly figures: TableFigures & Partial<MeasuredTable> }[],
): TableSize | undefined {
  const figures: { -readonly [K in keyof TableFigures]: TableFigures[K] } = {};
  const sources = new Set<string>();
  const dates: string[] = [];
  for (const figure of FIGURES) {
    const first = found.find((one) => one.figures[figure] !== undefined);
    if (!first) continue;
    figures[figure] = first.figures[figure];
    sources.add(first.source);
    if (first.figures.asOf) dates.push(first.figures.asOf);
  }
  return sources.size === 0 ? undefined : { ...figures, sources: [...sources], asOf: dates.sort()[0] ?? '' };
}
