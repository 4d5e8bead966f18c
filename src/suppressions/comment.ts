/**
 * Applies `lockkeeper:allow` comments: the one thing in a pull request that can lower its own review. So it needs a
 * reason, stays visible, and is itself reported when it is malformed, names no rule, allows nothing or is out of date.
 */
import type { AnalysedMigration } from '../effects/analysed.ts';
import { nearest } from '../errors.ts';
import type { Allowance, Finding } from '../report.ts';
import type { Span } from '../source.ts';
import { type Allow, formOf, parseAllows } from './allow-comment.ts';

/** The rules about allow comments. What they find cannot be allowed by a comment. */
export const ALLOW_RULES = ['invalid-allow', 'unused-allow', 'expired-allow'] as const;
export type AllowRule = (typeof ALLOW_RULES)[number];

/** What can be wrong with an allow comment, as facts for the rules about them. */
export type AllowFault = 'invalid' | 'unused' | 'expired';

/** What is wrong with an allow comment. */
export interface AllowProblem {
  readonly fault: AllowFault;
  readonly migration: AnalysedMigration;
  /** The comment, or the line of it. */
  readonly span: Span;
  /** What is wrong, one clause without a full stop. */
  readonly problem: string;
  /** The rule it names, or empty. */
  readonly allows: string;
  /** The comment as it should stand, or empty where it should go. */
  readonly form: string;
  /** The last day it held, or empty. */
  readonly until: string;
}

export interface AllowResult {
  /** The findings given, in their order, those that a comment allows marked. */
  readonly findings: readonly Finding[];
  /** In the order of the migrations and the text. */
  readonly problems: readonly AllowProblem[];
}

/** A part of a migration that a comment can stand before: a statement, or what could not be read. */
type Target = Span;

interface Placed {
  readonly migration: AnalysedMigration;
  readonly allow: Allow;
  readonly span: Span;
  /** The whole comment around it. */
  readonly comment: Span;
  readonly rules: readonly string[];
  readonly target: Target | undefined;
  /** All that comments of the migration can stand before. */
  readonly targets: readonly Target[];
}

/**
 * Marks the findings that comments allow.
 *
 * A comment counts for the statement it stands in, for the one that ends on its line, else for the next one of its
 * migration, whatever blanks and other comments lie between. With `-file` it counts for every finding in its file.
 *
 * @param knownRules The ids of all rules, custom ones included, whether they are on or off.
 * @param today An allow is in force through the day it names, in UTC.
 */
export function applyAllowComments(
  findings: readonly Finding[],
  migrations: readonly AnalysedMigration[],
  knownRules: Iterable<string>,
  today: Date,
): AllowResult {
  const known = new Set(knownRules);
  const date = today.toISOString().slice(0, 10);
  const problems: AllowProblem[] = [];
  const placed: Placed[] = [];
  const seen = new Set<string>();
  for (const migration of migrations) {
    const targets = targetsOf(migration);
    for (const comment of migration.comments) {
      const key = `${comment.span.path}\0${comment.span.start}`;
      if (seen.has(key)) continue;
      seen.add(key);
      readComment(migration, comment, targets, known, date, placed, problems);
    }
  }
  const used = new Map<Placed, Set<string>>();
  const marked = findings.map((finding) => {
    if (isAllowRule(finding.rule)) return finding;
    const matching = placed.filter((entry) => entry.rules.includes(finding.rule) && covers(entry, finding));
    for (const entry of matching) used.set(entry, (used.get(entry) ?? new Set()).add(finding.rule));
    const [first] = matching;
    return first && !finding.allowed ? { ...finding, allowed: allowanceOf(first) } : finding;
  });
  for (const entry of placed) {
    for (const rule of entry.rules) {
      if (used.get(entry)?.has(rule)) continue;
      problems.push({ ...about(entry), fault: 'unused', allows: rule, problem: unusedReason(entry), form: '', until: '' });
    }
  }
  return { findings: marked, problems: inOrder(problems, migrations) };
}

export function isAllowRule(rule: string): rule is AllowRule {
  return (ALLOW_RULES as readonly string[]).includes(rule);
}

const about = ({ migration, span }: Placed): Pick<AllowProblem, 'migration' | 'span'> => ({ migration, span });

/** Reads one comment: what is in force goes to `placed`, what is wrong to `problems`. */
function readComment(
  migration: AnalysedMigration,
  comment: AnalysedMigration['comments'][number],
  targets: readonly Target[],
  known: ReadonlySet<string>,
  date: string,
  placed: Placed[],
  problems: AllowProblem[],
): void {
  for (const parsed of parseAllows(comment.text.replace(/\r\n?/g, '\n'), known)) {
    const span = spanOf(migration, comment, parsed);
    const none = { migration, span, allows: '', form: '', until: '' };
    if (parsed.kind === 'malformed') {
      problems.push({ ...none, fault: 'invalid', problem: parsed.problem, form: parsed.form });
      continue;
    }
    const valid = parsed.rules.filter((rule) => known.has(rule) && !isAllowRule(rule));
    for (const rule of parsed.rules) {
      if (isAllowRule(rule)) {
        problems.push({ ...none, fault: 'invalid', allows: rule, problem: 'findings about allow comments cannot be allowed by one' });
      } else if (!known.has(rule)) {
        const near = nearest(rule, known);
        const meant = parsed.rules.map((name) => (name === rule && near !== undefined ? near : name));
        const form = near === undefined ? '' : formOf(parsed.scope, meant, parsed.until, parsed.by, parsed.reason);
        problems.push({ ...none, fault: 'invalid', allows: rule, problem: 'there is no such rule', form });
      }
    }
    if (parsed.until !== null && parsed.until < date) {
      for (const rule of valid) {
        problems.push({ ...none, fault: 'expired', allows: rule, problem: `it held until ${parsed.until}`, until: parsed.until });
      }
      continue;
    }
    const target = parsed.scope === 'file' ? undefined : targetOf(comment.span, targets, migration.migration.text);
    placed.push({ migration, allow: parsed, span, comment: comment.span, rules: valid, target, targets });
  }
}

/** The allow inside its comment: its own text where that can be found in the file, else the comment. */
function spanOf(migration: AnalysedMigration, comment: AnalysedMigration['comments'][number], part: { start: number; end: number }): Span {
  const { path, start, end } = comment.span;
  const words = comment.text.replace(/\r\n?/g, '\n').slice(part.start, part.end).trim().split('\n')[0]?.trim() ?? '';
  const at = words === '' ? -1 : migration.migration.text.slice(start, end).indexOf(words);
  // A comment of one line is shown with its marks.
  if (at < 0 || !comment.text.trim().includes('\n')) return comment.span;
  return { path, start: start + at, end: start + at + words.length };
}

/** Statements and what could not be read, in order; of two that begin together the longer first. */
export function targetsOf({ statements, unread }: AnalysedMigration): readonly Target[] {
  return [...statements.map(({ statement }) => statement.span), ...unread.map(({ span }) => span)].toSorted(
    (a, b) => a.start - b.start || b.end - a.end,
  );
}

/** What a comment counts for: the statement around it, the one that ends on its line, else the next one. */
function targetOf(comment: Span, targets: readonly Target[], text: string): Target | undefined {
  const here = targets.filter((target) => target.path === comment.path);
  // The innermost statement around it. Inside a DO block that is the block, unless a statement of the block comes after.
  const around = here.filter((target) => target.start <= comment.start && comment.end <= target.end);
  const innermost = around.at(-1);
  const inner = innermost ? here.filter((target) => target !== innermost && within(target, innermost)) : here;
  const next = inner.find((target) => target.start >= comment.end);
  const before = inner.findLast((target) => target.end <= comment.start);
  const sameLine = (from: number, to: number): boolean => !/[\r\n]/.test(text.slice(from, to));
  if (next && sameLine(comment.end, next.start)) return next;
  if (before && sameLine(before.end, comment.start)) {
    // Of nested ones that end together the outer one: `DO $$ … $$; -- lockkeeper:allow …`.
    return inner.find((target) => target.end <= comment.start && within(before, target)) ?? before;
  }
  return innermost ? (next ?? innermost) : next;
}

const within = (inner: Span, outer: Span): boolean => inner.path === outer.path && outer.start <= inner.start && inner.end <= outer.end;

/**
 * A finding is at a statement when it begins in it: some mark a part of it, some the whole line. One that begins in no
 * statement is about the migration as a whole, and is allowed by a comment above its first statement.
 */
function covers(entry: Placed, finding: Finding): boolean {
  const { allow, comment, target, targets } = entry;
  if (finding.primary.path !== comment.path) return false;
  if (allow.scope === 'file') return true;
  if (target && beginsIn(finding.primary, target)) return true;
  const { span } = entry.migration.migration;
  const first = targets[0];
  return (
    beginsIn(finding.primary, span) &&
    (first === undefined || (target === first && comment.end <= first.start)) &&
    !targets.some((other) => beginsIn(finding.primary, other))
  );
}

const beginsIn = (inner: Span, outer: Span): boolean =>
  inner.path === outer.path && outer.start <= inner.start && inner.start < Math.max(outer.end, outer.start + 1);

function allowanceOf({ allow, span }: Placed): Allowance {
  return { source: 'comment', reason: allow.reason, by: allow.by, until: allow.until, span };
}

function unusedReason({ allow, target }: Placed): string {
  if (allow.scope === 'file') return 'that rule reports nothing in this file';
  return target ? 'that rule does not report the statement it stands at' : 'no statement comes after it';
}

/** In the order of the migrations and the text. */
export function inOrder(problems: readonly AllowProblem[], migrations: readonly AnalysedMigration[]): readonly AllowProblem[] {
  const rank = new Map(migrations.map((migration, i) => [migration, i]));
  return problems.toSorted((a, b) => (rank.get(a.migration) ?? 0) - (rank.get(b.migration) ?? 0) || a.span.start - b.span.start);
}
