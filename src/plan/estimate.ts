/**
 * How long work takes: sizes of tables divided by stated throughput. Every time is a range; where no size is known there is
 * none, and the plan says what it grows with instead.
 */
import type { Throughput, ThroughputKind } from '../config/config.ts';
import type { Effect } from '../effects/effect.ts';
import { bytesText, countText, type Rate } from '../sizes/amount.ts';
import type { TableSize } from '../sizes/size.ts';

/** Seconds, the least and the most. */
export type Range = readonly [low: number, high: number];

/**
 * What was measured, and where it comes from: docs/table-sizes.md#how-long-work-takes. The faster figure is that of a quiet
 * server with two virtual cores and a local SSD, on a table of 4 million rows (860 MB) that fits into memory, PostgreSQL 13
 * and 18; the slower one is a fifth of it or less: a busy server, or a table that comes from a network disk.
 */
export const MEASURED: Readonly<Record<ThroughputKind, { readonly rows: Rate; readonly bytes?: Rate }>> = {
  scan: { rows: { unit: 'rows', low: 1e6, high: 5e6 }, bytes: { unit: 'bytes', low: 200 * 1024 ** 2, high: 1024 ** 3 } },
  'foreign-key': { rows: { unit: 'rows', low: 4e5, high: 2e6 }, bytes: { unit: 'bytes', low: 80 * 1024 ** 2, high: 400 * 1024 ** 2 } },
  'index-build': { rows: { unit: 'rows', low: 2e5, high: 2e6 }, bytes: { unit: 'bytes', low: 40 * 1024 ** 2, high: 400 * 1024 ** 2 } },
  rewrite: { rows: { unit: 'rows', low: 4e4, high: 2e5 }, bytes: { unit: 'bytes', low: 12 * 1024 ** 2, high: 60 * 1024 ** 2 } },
  batch: { rows: { unit: 'rows', low: 5000, high: 80_000 } },
};

/** Which throughput an effect goes by; undefined where it does no work that grows. */
export function kindOf({ work, cause }: Pick<Effect, 'work' | 'cause'>): ThroughputKind | undefined {
  if (work === 'none') return undefined;
  if (cause === 'foreign-key-validation') return 'foreign-key';
  return work === 'rows' ? 'batch' : work;
}

/** The rate that decides for a kind of work on a table, and how much there is of it; undefined where no size is known. */
export function amountOf(
  kind: ThroughputKind,
  size: TableSize | undefined,
  given: Throughput,
): { readonly rate: Rate; readonly amount: number } | undefined {
  if (!size) return undefined;
  const own = given[kind];
  const { rows, bytes } = MEASURED[kind];
  // A user's figure comes first; bytes tell more of reading and writing than rows do, but nothing of sorting them.
  const standard = kind === 'index-build' ? [rows, bytes] : [bytes, rows];
  for (const rate of own ? [own, ...standard.filter((one) => one?.unit !== own.unit)] : standard) {
    const amount =
      rate?.unit === 'rows'
        ? size.rows
        : size.bytes === undefined
          ? undefined
          : size.bytes + (kind === 'rewrite' ? (size.indexBytes ?? 0) : 0);
    if (rate && amount !== undefined) return { rate, amount };
  }
  return undefined;
}

/** How long work of a kind takes on a table of a size. */
export function timeOf(kind: ThroughputKind, size: TableSize | undefined, given: Throughput): Range | undefined {
  const found = amountOf(kind, size, given);
  return found && [found.amount / found.rate.high, found.amount / found.rate.low];
}

export const plus = (a: Range, b: Range): Range => [a[0] + b[0], a[1] + b[1]];

/** The figures behind a time, in words: `index build: 200 000–2 million rows/s`. */
export function rateText(kind: ThroughputKind, { unit, low, high }: Rate): string {
  const text = unit === 'bytes' ? bytesText : countText;
  const range = low === high ? text(low) : `${text(low)}–${text(high)}`;
  return `${WORK_NAMES[kind]}: ${range}${unit === 'rows' ? ' rows' : ''} a second`;
}

export const WORK_NAMES: Readonly<Record<ThroughputKind, string>> = {
  scan: 'scan',
  'foreign-key': 'foreign key validation',
  'index-build': 'index build',
  rewrite: 'rewrite',
  batch: 'changing rows',
};

const UNITS = [
  { name: 's', seconds: 1, most: 90 },
  { name: 'min', seconds: 60, most: 5400 },
  { name: 'h', seconds: 3600, most: 48 * 3600 },
  { name: 'days', seconds: 86_400, most: Infinity },
] as const;

/** Numbers that people say. */
const ROUND = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 200, 300, 500, 1000];

function rounded(value: number, up: boolean): number {
  if (up) return ROUND.find((one) => one >= value * 0.97) ?? Math.ceil(value / 1000) * 1000;
  return ROUND.findLast((one) => one <= value * 1.03) ?? 1;
}

/** A range as people say it: `under 1 s`, `2–8 min`, `40 s – 3 min`. */
export function timeText([low, high]: Range): string {
  if (high < 1) return 'under 1 s';
  const unitOf = (seconds: number): (typeof UNITS)[number] => UNITS.find(({ most }) => seconds <= most) ?? UNITS[3];
  const [small, big] = [unitOf(low), unitOf(high)];
  const to = rounded(high / big.seconds, true);
  if (low < 1) return `up to ${to} ${big.name}`;
  // 50 s to 3 min: one unit where the smaller number is still one.
  const shared = low >= big.seconds ? big : small;
  const from = rounded(low / shared.seconds, false);
  if (shared === big) return from === to ? `about ${to} ${big.name}` : `${from}–${to} ${big.name}`;
  return `${from} ${shared.name} – ${to} ${big.name}`;
}
