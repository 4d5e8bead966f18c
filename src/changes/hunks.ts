/** The lines of a patch where a comment can sit. */
import type { LineRange } from './change-source.ts';

const HEADER = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * The right sides of the hunks of a patch, as the API gives it: hunks and nothing before them. What belongs to a hunk is
 * counted, as its header says, so that a line of SQL that looks like a header is none. A patch that ends early gives the
 * lines that are there.
 */
export function parseHunks(patch: string): readonly LineRange[] {
  const hunks: LineRange[] = [];
  const lines = patch.split('\n');
  for (let i = 0; i < lines.length;) {
    const header = HEADER.exec(lines[i++] ?? '');
    if (!header) continue;
    let left = Number(header[2] ?? 1);
    let right = Number(header[4] ?? 1);
    const first = Number(header[3]);
    let seen = 0;
    for (; (left > 0 || right > 0) && i < lines.length; i++) {
      const mark = lines[i]?.[0];
      if (mark === '\\') continue;
      // An empty context line may have lost its blank.
      if (mark === '-') left--;
      else if (mark === '+') [right, seen] = [right - 1, seen + 1];
      else [left, right, seen] = [left - 1, right - 1, seen + 1];
    }
    if (seen > 0) hunks.push({ first, last: first + seen - 1 });
  }
  return hunks;
}
