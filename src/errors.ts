/** Where in a user's file a problem is; line and column are 1-based. */
export interface ErrorPlace {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * A problem the user can mend: bad configuration, an unknown option, a missing file. Everything that is not a
 * UserError is a bug of ours and is reported as one. Ends the command with status 2.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** What is wrong, naming the offending value. One sentence. */
  readonly problem: string;
  /** What to do about it: the valid choices, the nearest match. */
  readonly hint: string | undefined;
  readonly where: ErrorPlace | undefined;
  /** The line it is about with carets under what is wrong, ready to be printed below the problem. */
  readonly excerpt: string | undefined;

  constructor(problem: string, hint?: string, where?: ErrorPlace, excerpt?: string) {
    super(problem);
    this.problem = problem;
    this.hint = hint;
    this.where = where;
    this.excerpt = excerpt;
  }
}

/** `path:line:column`, as far as it is known. */
export function placeText(where: ErrorPlace): string {
  return [where.path, where.line, where.line === undefined ? undefined : where.column].filter((part) => part !== undefined).join(':');
}

/** The candidate nearest to a misspelt word, or undefined when none is near enough to be meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
