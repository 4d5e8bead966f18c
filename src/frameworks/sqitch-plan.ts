/** Sqitch's plan: which changes there are, in which order, and which were reworked. Source: App::Sqitch::Plan of github.com/sqitchers/sqitch. */
import { linesOf } from './sql-file.ts';

/** One line of the plan that deploys something. */
export interface PlannedChange {
  readonly name: string;
  readonly note: string;
  /** Span of the name in the plan. */
  readonly start: number;
  readonly end: number;
  /** 1 for the first change of this name, 2 for its first rework, … */
  readonly instance: number;
  /** Tags between this change and its next rework, in the order in which Sqitch looks for `name@tag.sql`; empty for the latest. */
  readonly reworkTags: readonly string[];
}

/** Reads a plan. Lines that are no change and no tag are passed over; Sqitch itself would refuse them. */
export function parsePlan(text: string): readonly PlannedChange[] {
  interface Entry {
    readonly name: string;
    readonly note: string;
    readonly start: number;
    readonly end: number;
    readonly tags: string[];
  }
  const entries: Entry[] = [];
  for (const line of linesOf(text)) {
    const tag = /^\s*@([^\s@:#\\[\]]+)/.exec(line.text)?.[1];
    if (tag !== undefined) {
      entries.at(-1)?.tags.push(tag);
      continue;
    }
    // A revert line (`-name`) takes nothing from the order; only the planner's name and date follow a change.
    const change = /^(\s*\+?\s*)([^\s@:#\\%[\]+-][^\s@:#\\[\]]*)(?=\s|$)([^#]*)(?:#\s*(.*))?$/.exec(line.text);
    if (!change || !/\d{4}-\d{2}-\d{2}T/.test(change[3] ?? '')) continue;
    const [, lead = '', name = '', , note = ''] = change;
    const start = line.start + lead.length;
    entries.push({ name, note: note.trim(), start, end: start + name.length, tags: [] });
  }
  const seen = new Map<string, number>();
  return entries.map(({ name, note, start, end, tags }, at): PlannedChange => {
    const instance = (seen.get(name) ?? 0) + 1;
    seen.set(name, instance);
    const next = entries.findIndex((entry, i) => i > at && entry.name === name);
    const between =
      next < 0
        ? []
        : entries
            .slice(at + 1, next)
            .toReversed()
            .flatMap((entry) => entry.tags);
    return { name, note, start, end, instance, reworkTags: next < 0 ? [] : [...between, ...tags] };
  });
}
