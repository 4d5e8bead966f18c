/**
 * The baseline: findings of an audit that are accepted as they are today, so that only new ones count.
 * A file in the repository, one entry per line, in an order that does not depend on how it was made.
 */
import { type ErrorPlace, nearest, UserError } from '../errors.ts';
import type { Finding } from '../report.ts';
import { positionAt, lineStarts } from '../source.ts';
import { jsonErrorOffset, locateValue } from './json-place.ts';

export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly path: string;
  /** What was found, for whoever reads the file. */
  readonly message: string;
  /** Why it is accepted, where somebody wrote it down. */
  readonly reason?: string;
}

export interface Baseline {
  /** Where it was read. */
  readonly path: string;
  readonly entries: readonly BaselineEntry[];
}

const REASON = 'accepted in the baseline';
const ENTRY_KEYS = ['fingerprint', 'rule', 'path', 'message', 'reason'] as const;

/**
 * Reads a baseline file.
 *
 * @throws UserError with line and column where it is no JSON, of another version, or an entry lacks something.
 */
export function parseBaseline(text: string, path: string): Baseline {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    const { offset, problem } = jsonError(source);
    throw new UserError(`The baseline is not JSON: ${problem}.`, REWRITE, placeAt(source, path, offset));
  }
  const at = (keys: readonly (string | number)[]): ErrorPlace => placeAt(source, path, locateValue(source, keys));
  if (!isRecord(value)) throw new UserError(`The baseline is ${kindOf(value)}, not an object.`, REWRITE, at([]));
  refuseUnknownKeys(value, ['schemaVersion', 'findings'], [], at);
  if (value['schemaVersion'] !== 1) {
    const version = value['schemaVersion'] === undefined ? 'no schemaVersion' : `schemaVersion ${JSON.stringify(value['schemaVersion'])}`;
    throw new UserError(`The baseline has ${version}; this version of Lockkeeper reads 1.`, REWRITE, at(['schemaVersion']));
  }
  const findings = value['findings'];
  if (!Array.isArray(findings))
    throw new UserError(`"findings" of the baseline is ${kindOf(findings)}, not a list.`, REWRITE, at(['findings']));
  return { path, entries: findings.map((entry: unknown, i) => readEntry(entry, i, at)) };
}

const REWRITE = '`lockkeeper review --write-baseline FILE` writes it anew.';

type At = (keys: readonly (string | number)[]) => ErrorPlace;

function readEntry(entry: unknown, index: number, at: At): BaselineEntry {
  const here = ['findings', index] as const;
  if (!isRecord(entry)) throw new UserError(`An entry of the baseline is ${kindOf(entry)}, not an object.`, REWRITE, at(here));
  refuseUnknownKeys(entry, ENTRY_KEYS, here, at);
  const text = (key: (typeof ENTRY_KEYS)[number]): string => {
    const value = entry[key];
    if (typeof value === 'string' && value !== '') return value;
    const problem =
      value === undefined ? `An entry of the baseline has no "${key}".` : `"${key}" of the baseline is ${kindOf(value)}, not a text.`;
    throw new UserError(problem, REWRITE, at(value === undefined ? here : [...here, key]));
  };
  const required = { fingerprint: text('fingerprint'), rule: text('rule'), path: text('path'), message: text('message') };
  return entry['reason'] === undefined ? required : { ...required, reason: text('reason') };
}

function refuseUnknownKeys(
  record: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  here: readonly (string | number)[],
  at: At,
): void {
  for (const key of Object.keys(record)) {
    if (keys.includes(key)) continue;
    const near = nearest(key, keys);
    throw new UserError(
      `Unknown key "${key}" in the baseline.`,
      `${near ? `Did you mean "${near}"? ` : ''}Valid: ${keys.join(', ')}.`,
      at([...here, key]),
    );
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (value === '') return 'empty';
  return Array.isArray(value)
    ? 'a list'
    : typeof value === 'object'
      ? 'an object'
      : typeof value === 'string'
        ? 'a text'
        : `a ${typeof value}`;
}

function placeAt(text: string, path: string, offset: number): ErrorPlace {
  const { line, column } = positionAt(lineStarts(text), Math.min(offset, text.length));
  return { path, line, column };
}

/** Where and why a text is no JSON. */
function jsonError(text: string): { readonly offset: number; readonly problem: string } {
  const offset = jsonErrorOffset(text);
  const code = text.codePointAt(offset);
  const found = code === undefined ? undefined : JSON.stringify(String.fromCodePoint(code));
  if (found !== undefined) return { offset, problem: `${found} stands where something else should` };
  return { offset, problem: text.trim() === '' ? 'it is empty' : 'it ends too early' };
}

/**
 * The text of a baseline that accepts findings: those that count, and those that the old baseline accepted and that are
 * still found. What a comment, a label or an approval allows is not repeated.
 *
 * @param previous Keeps the reasons that people wrote into it.
 */
export function formatBaseline(findings: readonly Finding[], previous?: Baseline): string {
  const reasons = new Map(previous?.entries.map((entry) => [entry.fingerprint, entry.reason]));
  const entries = findings
    .filter((finding) => !finding.allowed || finding.allowed.source === 'baseline')
    .map(({ fingerprint, rule, primary, message }): BaselineEntry => {
      const reason = reasons.get(fingerprint);
      return { fingerprint, rule, path: primary.path, message, ...(reason === undefined ? {} : { reason }) };
    })
    .toSorted((a, b) => compare(a.path, b.path) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint));
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "schemaVersion": 1,\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}

/** By code unit: the same on every machine, whatever its language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export interface BaselineResult {
  readonly findings: readonly Finding[];
  /** Entries that no longer match anything, as remarks for the report. */
  readonly notes: readonly string[];
}

/**
 * Marks the findings that a baseline accepts. One that is allowed already stays as it is.
 *
 * @param reviewed The files that were reviewed: only entries of those can be found to be stale.
 */
export function applyBaseline(findings: readonly Finding[], baseline: Baseline, reviewed: ReadonlySet<string>): BaselineResult {
  const entries = new Map(baseline.entries.map((entry) => [entry.fingerprint, entry]));
  const matched = new Set<string>();
  const marked = findings.map((finding) => {
    const entry = entries.get(finding.fingerprint);
    if (!entry || entry.rule !== finding.rule) return finding;
    matched.add(entry.fingerprint);
    if (finding.allowed) return finding;
    return { ...finding, allowed: { source: 'baseline' as const, reason: entry.reason ?? REASON, by: null, until: null, span: null } };
  });
  const stale = baseline.entries.filter((entry) => reviewed.has(entry.path) && !matched.has(entry.fingerprint));
  return { findings: marked, notes: stale.length === 0 ? [] : [staleNote(baseline.path, stale)] };
}

const MAX_NAMED = 3;

function staleNote(path: string, stale: readonly BaselineEntry[]): string {
  const named = stale.slice(0, MAX_NAMED).map((entry) => `${entry.rule} in ${entry.path}`);
  const more = stale.length > named.length ? ` and ${stale.length - named.length} more` : '';
  const [entries, verb] = stale.length === 1 ? ['entry', 'matches'] : ['entries', 'match'];
  return `${stale.length} ${entries} of ${path} ${verb} nothing any more: ${named.join(', ')}${more}. Write the baseline anew to drop ${stale.length === 1 ? 'it' : 'them'}.`;
}
