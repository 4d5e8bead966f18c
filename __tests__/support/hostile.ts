/** Text that wants to be more than text, from a generator with a seed, and reviews that are full of it. */
import type { Review } from '../../src/report.ts';
import { makeLocator } from '../../src/source.ts';

/** Numbers from 0 to 1, always the same for a seed: https://en.wikipedia.org/wiki/Linear_congruential_generator */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low digits of such a generator repeat soon.
    return (state >>> 8) / 2 ** 24;
  };
}

export function pick<T>(next: () => number, items: readonly [T, ...T[]]): T {
  return items[Math.floor(next() * items.length)] ?? items[0];
}

const PIECES = [
  // Commands to the runner.
  '\n::error::owned\n',
  '\r::set-output name=verdict::pass\r',
  '\r\n  ::stop-commands::x\n::x::\n',
  '##[error]owned',
  '\n##[set-env name=A]owned\n',
  '::add-mask::e\n',
  '%0A::error::owned',
  '\u2028::error::owned\u2028',
  // Mentions, references and links.
  '@evil',
  ' @evil/team ',
  ' fixes #1 ',
  ' GH-2 ',
  'evil/repo#3',
  ' https://evil.test/x ',
  ' www.evil.test ',
  '[a](http://evil.test)',
  '![a](http://evil.test/i.png)',
  '[a]: http://evil.test\n',
  '[^1]',
  '<http://evil.test>',
  'mailto:evil@evil.test',
  ':tada:',
  // Markup and markers.
  '<img src=x onerror=alert(1)>',
  '<script>',
  '</details>',
  '<details><summary>',
  '</code>',
  '<!-- lockkeeper:summary v=1 id=default -->',
  '<!-- lockkeeper:finding v=1 fp=aaaa rule=x -->',
  '<!--lockkeeper:state {} -->',
  '-->',
  '<!--',
  '&lt;b&gt;&#64;evil',
  '\n\n# heading\n',
  '\n- item\n',
  '\n\n---\n',
  '\n> quote\n',
  '*',
  '_',
  '~~',
  '$x$',
  '\\',
  '`',
  '``',
  '\n```\n',
  '\n````suggestion\nevil\n````\n',
  '\n~~~\n',
  '|',
  '\n| a | b |\n|---|---|\n',
  // What a terminal or an eye takes for something else.
  '\u001b[2J',
  '\u001b]8;;http://evil.test\u0007',
  '\u009b31m',
  '\u0000',
  '\b\b\b',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
  '\ud800',
  '\udc00',
  '🙂',
  'é',
  '\t',
  // Charts, expressions, SQL.
  '%%{init: {}}%%',
  ';click a href "http://evil.test"',
  '${{ github.token }}',
  "'; DROP TABLE x; --",
  '/* */',
  '$$',
  'x'.repeat(300),
  'plain words',
] as const;

/** A hostile text of some pieces. */
export function hostile(next: () => number, most = 8): string {
  const count = 1 + Math.floor(next() * most);
  return Array.from({ length: count }, () => pick(next, PIECES)).join(pick(next, ['', ' ', 'a']));
}

/** A hostile path: what git lets a file be called. */
export function hostilePath(next: () => number): string {
  const part = (): string =>
    hostile(next, 3)
      .replaceAll(/[/\0]|\p{Surrogate}/gu, '_')
      .slice(0, 120);
  return `db/${part()}/${part()}.sql`;
}

/** Those of a plan. */
const PLAN_TEXTS = ['summary', 'queue', 'basis', 'schemaChanges', 'logic', 'volume', 'batching', 'check', 'cleanup', 'deploy', 'application', 'locks', 'left', 'expect', 'what', 'restore', 'notRestored', 'existing', 'gaps', 'name', 'size']; // prettier-ignore
const TEXTS = new Set([...PLAN_TEXTS, 'message', 'why', 'fix', 'url', 'note', 'reason', 'by', 'until', 'title', 'sql', 'evidence', 'relation', 'order', 'text']); // prettier-ignore

/** A review whose every text that comes from others is hostile. Rules, risks and places stay as they are. */
export function poisoned(review: Review, next: () => number): Review {
  const paths = new Map<string, string>();
  const pathOf = (path: string): string => {
    const known = paths.get(path) ?? hostilePath(next);
    paths.set(path, known);
    return known;
  };
  const poison = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return key === 'path' ? pathOf(value) : TEXTS.has(key) || key === 'notes' ? hostile(next) : value;
    if (Array.isArray(value)) return value.map((item: unknown) => poison(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, poison(part, name)]));
  };
  const { locate, ...rest } = review;
  const copy = poison(rest, '') as Omit<Review, 'locate'>;
  const texts = [...paths].map(([before, after]) => {
    let text = '';
    const length = locate.text(before)?.length ?? 0;
    while (text.length <= length) text += hostile(next);
    return [after, text] as const;
  });
  return { ...copy, locate: makeLocator(new Map(texts)) };
}
