/** Reviews made by hand, for tests of what happens to a review once it is there. */
import { createHash } from 'node:crypto';
import type { ChangeSet } from '../../src/changes/change-source.ts';
import { blocking, compareRisks, type Finding, type Review, type Risk, standing } from '../../src/report.ts';
import { lineStarts, makeLocator } from '../../src/source.ts';

export interface Given {
  readonly path: string;
  /** First and last line of the statement. */
  readonly lines: readonly [number, number];
  readonly rule?: string;
  readonly risk?: Risk;
  readonly message?: string;
  /** What the whole statement is to be replaced with. */
  readonly suggestion?: string;
}

/** A review that finds what it is told to find, in the files of a change. */
export async function reviewOf(changes: ChangeSet, given: readonly Given[], failOn: Risk | 'never' = 'high'): Promise<Review> {
  const paths = [...new Set([...changes.files.map((file) => file.path), ...given.map((finding) => finding.path)])];
  const contents = await changes.head.read(paths);
  const texts = new Map([...contents].flatMap(([path, content]) => (content.kind === 'text' ? [[path, content.text] as const] : [])));
  const findings = given
    .map((item): Finding => {
      const { path, lines, rule = 'drop-column', risk = 'high', message = `Dropping something from ${path}.` } = item;
      const text = texts.get(path) ?? '';
      const starts = lineStarts(text);
      const start = starts[lines[0] - 1] ?? 0;
      const end = (starts[lines[1]] ?? text.length + 1) - 1;
      const primary = { path, start, end };
      return {
        rule,
        category: 'data-loss',
        risk,
        confidence: 'certain',
        primary,
        related: [],
        message,
        why: 'The data is gone.',
        fix: 'Keep it.',
        url: '',
        rewrite: [],
        suggestion: item.suggestion === undefined ? null : { span: primary, text: item.suggestion },
        fingerprint: createHash('sha256')
          .update(`${rule}\0${path}\0${text.slice(start, end)}\0${message}`)
          .digest('base64url')
          .slice(0, 16),
        allowed: null,
      };
    })
    .sort(
      (a, b) =>
        compareRisks(b.risk, a.risk) ||
        (a.primary.path < b.primary.path ? -1 : a.primary.path > b.primary.path ? 1 : a.primary.start - b.primary.start),
    );
  const database = { dialect: 'postgres', version: '16', assumed: false, evidence: '' };
  const draft = { findings, failOn };
  const [worst] = standing(draft);
  return {
    ...draft,
    verdict: blocking(draft).length > 0 ? 'fail' : worst ? 'warn' : 'pass',
    risk: worst?.risk ?? 'none',
    audit: false,
    database,
    projects: [{ framework: 'sql', root: '', database, history: 0 }],
    coverage: { files: paths.length, statements: given.length, analysed: given.length },
    migrations: [],
    usages: [],
    notes: changes.notes,
    plan: null,
    fix: null,
    files: changes.files,
    locate: makeLocator(texts),
  };
}
