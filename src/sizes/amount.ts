/** Numbers as people write them: 12GB, 2.5M, 100MB-400MB. */

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };
/** The server prints kB for 1024 bytes, and so do most tools. */
const BYTE_FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };
const AMOUNT = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)(i?b)?\s*$/i;

/** Bytes of `12GB`, `800 MB`, `512kB` (units of 1024, as the server prints them) or of a plain number; undefined where it is neither. */
export function parseBytes(text: string): number | undefined {
  const [, digits, unit = '', b] = AMOUNT.exec(text) ?? [];
  if (digits === undefined || (b === undefined && unit !== '')) return undefined;
  return Math.round(Number(digits) * (BYTE_FACTORS[unit.toLowerCase()] ?? 1));
}

/** A count of `2000000`, `2M` or `15k`; undefined where it is none. */
export function parseCount(text: string): number | undefined {
  const [, digits, unit = '', b] = AMOUNT.exec(text) ?? [];
  return digits === undefined || b !== undefined ? undefined : Number(digits) * (FACTORS[unit.toLowerCase()] ?? 1);
}

/** How fast something goes: so much in a second, from slow to fast. */
export interface Rate {
  readonly unit: 'rows' | 'bytes';
  readonly low: number;
  readonly high: number;
}

/** `100MB-400MB`, `20k-60k`, `50000`: bytes where a unit says so, else rows; undefined where it is none, or from fast to slow. */
export function parseRate(text: string): Rate | undefined {
  const [from = '', to = from, ...rest] = text.split(/[-–]/);
  const unit = /b\s*$/i.test(to) ? 'bytes' : 'rows';
  const read = unit === 'bytes' ? parseBytes : parseCount;
  const [low, high] = [
    read(unit === 'bytes' && !/b\s*$/i.test(from) ? `${from.trim()}${/[kmgt]?i?b\s*$/i.exec(to)?.[0] ?? ''}` : from),
    read(to),
  ];
  return rest.length > 0 || low === undefined || high === undefined || low <= 0 || high < low ? undefined : { unit, low, high };
}

/** `2 TB`, `12 GB`, `800 kB`. */
export function bytesText(bytes: number): string {
  let [value, i] = [bytes, 0];
  while (value >= 1024 && i < 4) [value, i] = [value / 1024, i + 1];
  return `${threeDigits(value)} ${['bytes', 'kB', 'MB', 'GB', 'TB'][i]}`;
}

/** `2.1 billion`, `12 million`, `45 000`. */
export function countText(count: number): string {
  if (count >= 1e9) return `${threeDigits(count / 1e9)} billion`;
  if (count >= 1e6) return `${threeDigits(count / 1e6)} million`;
  return String(count >= 1000 ? Math.round(count / 100) * 100 : Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ' ');
}

const threeDigits = (value: number): string => String(value >= 10 ? Math.round(value) : Math.round(value * 10) / 10);
