/** Comments in migrations that are code: which migration of a file each of them is in. */
import type { Comment, SourceFile } from '../source.ts';
import type { Migration, Step } from './framework.ts';

/** The marks of comments in the languages that are read: `//`, `#`, C's and XML's. */
const MARKS = /^(?:\/\/+|#+|\/\*+|<!--)|(?:\*+\/|-->)$/g;

/** A comment of a file, from the place where its marks begin. */
export function codeComment(file: SourceFile, start: number, end: number): Comment {
  return { span: { path: file.path, start, end }, text: file.text.slice(start, end).trimEnd().replace(MARKS, '') };
}

/**
 * Gives each comment to the migration of its file that it stands in: one in the way back to the way back. Where several share a
 * stretch of text (a changelog, yoyo's `step(apply, rollback)`, Rails' `change`) it goes with what comes next.
 */
export function withComments(migrations: readonly Migration[], comments: readonly Comment[]): readonly Migration[] {
  if (comments.length === 0 || migrations.length === 0) return migrations;
  const owned = new Map<Migration, Comment[]>();
  for (const comment of comments) {
    const owner = ownerOf(comment, migrations);
    if (owner) owned.set(owner, [...(owned.get(owner) ?? []), comment]);
  }
  return migrations.map((migration) => {
    const own = owned.get(migration);
    return own ? { ...migration, comments: [...(migration.comments ?? []), ...own] } : migration;
  });
}

function ownerOf({ span }: Comment, migrations: readonly Migration[]): Migration | undefined {
  const here = migrations.filter(({ path }) => path === span.path);
  const around = here.filter((one) => one.span.start <= span.start && span.end <= one.span.end);
  const candidates = around.length > 0 ? around : here;
  const distance = (one: Migration): number => {
    const next = one.steps.map(startOf).filter((start) => start >= span.end);
    // Behind the last step the smallest stretch of text decides.
    return next.length > 0 ? Math.min(...next) : one.text.length + one.span.end - one.span.start;
  };
  return candidates.map((one) => ({ one, at: distance(one) })).toSorted((a, b) => a.at - b.at)[0]?.one;
}

const startOf = (step: Step): number =>
  step.kind === 'sql' ? step.script.locate(0, Math.min(1, step.script.text.length)).start : step.span.start;
