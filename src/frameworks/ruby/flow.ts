/** Rounds of iterations, branches of `case`, and the names before and behind a branch. */
import { equal, listOf, plainText, unknown, type Env, type Value } from './values.ts';

/** A loop of more rounds is cut off. */
export const MOST_ROUNDS = 300;

/** What the rounds of an iteration over a known value are given; undefined where it is none. */
export function iterate(receiver: Value, name: string, args: readonly Value[]): readonly (readonly Value[])[] | undefined {
  const items =
    receiver.kind === 'list'
      ? receiver.items
      : receiver.kind === 'hash'
        ? receiver.entries.map(([key, value]) => listOf([key, value], key))
        : undefined;
  switch (name) {
    case 'each':
    case 'map':
    case 'flat_map':
    case 'collect':
    case 'each_entry':
    case 'each_pair':
    case 'filter_map':
    case 'select':
    case 'filter':
    case 'reject':
      return items?.map((item) => [item]);
    case 'each_key':
    case 'each_value':
      return receiver.kind === 'hash' ? receiver.entries.map(([key, value]) => [name === 'each_key' ? key : value]) : undefined;
    case 'each_with_index':
    case 'each_with_object':
      return items?.map((item, i) => [item, name === 'each_with_index' ? { kind: 'number', text: String(i), start: item.start, end: item.end } : (args[0] ?? unknown(item))]); // prettier-ignore
    case 'each_slice':
    case 'in_groups_of': {
      const size = Number(plainText(args[0]) ?? Number.NaN);
      if (!items || !(size >= 1)) return undefined;
      return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => [listOf(items.slice(i * size, (i + 1) * size), receiver)]);
    }
    case 'times':
      if (receiver.kind !== 'number') return undefined;
      return Array.from({ length: Math.min(MOST_ROUNDS + 1, Math.max(0, Number(receiver.text))) }, (_, i) => [{ kind: 'number', text: String(i), start: receiver.start, end: receiver.end }]); // prettier-ignore
    case 'tap':
    case 'then':
      return [[receiver]];
    default:
      return undefined;
  }
}

/** Whether `when pattern` takes a value. */
export function matches(pattern: Value, subject: Value): boolean | undefined {
  if (pattern.kind !== 'regexp') return equal(pattern, subject);
  const text = plainText(subject);
  // Patterns of words alone are looked for; others could run for ever.
  if (text === undefined || !/^[\w ]+$/.test(pattern.source)) return undefined;
  return text.toLowerCase().includes(pattern.source.toLowerCase());
}

export type Snapshot = ReadonlyMap<Map<string, Value>, ReadonlyMap<string, Value>>;

export function snapshot(env: Env): Snapshot {
  const all = new Map<Map<string, Value>, ReadonlyMap<string, Value>>();
  for (let at: Env | undefined = env; at; at = at.parent) all.set(at.names, new Map(at.names));
  return all;
}

export function restore(saved: Snapshot): void {
  for (const [names, values] of saved) {
    names.clear();
    for (const [name, value] of values) names.set(name, value);
  }
}
