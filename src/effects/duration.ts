/**
 * Durations as PostgreSQL takes them: the rows of __tests__/fixtures/durations.txt were answered by servers.
 * Source: https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-NAMES-VALUES
 */

/** Milliseconds in each unit, and in the next smaller one, to whose multiples a fraction is rounded. Units are in lower case alone. */
const UNITS: Readonly<Record<string, readonly [factor: number, smaller: number]>> = {
  d: [86_400_000, 3_600_000],
  h: [3_600_000, 60_000],
  min: [60_000, 1_000],
  s: [1_000, 1],
  ms: [1, 0.001],
  us: [0.001, 0],
};

const MOST = 2_147_483_647;

const DECIMAL = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]{0,3})\s*$/i;
const INTEGER = /^\s*([+-]?)(0x[\da-f]+|0[0-7]*|[1-9]\d*)(?![\d.e])\s*([a-z]{0,3})\s*$/i;

/** To the nearest whole number, of two that are equally near to the even one. */
function rounded(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest === 0.5 ? below + (below % 2) : Math.round(value);
}

/** An integer as C writes it: 0x10 is 16, 010 is 8. */
function integer(digits: string): number {
  if (/^0x/i.test(digits)) return Number(digits);
  return digits.startsWith('0') ? Number.parseInt(digits, 8) : Number(digits);
}

/** Milliseconds of a timeout as SET takes it: a number of milliseconds, or a number with us, ms, s, min, h or d; undefined where it is none. */
export function parseDuration(value: string): number | undefined {
  const whole = INTEGER.exec(value);
  const decimal = whole ? null : DECIMAL.exec(value);
  const number = whole ? Number(`${whole[1]}1`) * integer(whole[2] ?? '') : Number(decimal?.[1] ?? Number.NaN);
  // A leading zero without a point is octal or nothing.
  if (decimal && /^[+-]?0\d+$/.test(decimal[1] ?? '')) return undefined;
  const unit = UNITS[whole?.[3] || decimal?.[2] || 'ms'];
  if (!unit || Number.isNaN(number)) return undefined;
  const [factor, smaller] = unit;
  const milliseconds = rounded(smaller === 0 ? number * factor : rounded((number * factor) / smaller) * smaller);
  return milliseconds < 0 || milliseconds > MOST ? undefined : milliseconds + 0;
}
