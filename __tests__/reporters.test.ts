/** Does it look right? Golden files, and what must hold for every review. */
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { Effect } from '../src/effects/effect.ts';
import { blocking, type Review, RISKS, standing } from '../src/report.ts';
import { annotations, MAX_MESSAGE, MAX_PER_LEVEL } from '../src/reporters/annotations.ts';
import { codeFrame } from '../src/reporters/code-frame.ts';
import { renderExplanation } from '../src/reporters/explanation.ts';
import { REPORTERS, reporterOf } from '../src/reporters/index.ts';
import { type Explanation, explanationJson, explanationSchema, reviewJson, reviewSchema } from '../src/reporters/json.ts';
import {
  COMMENT_BUDGET,
  failureComment,
  fitted,
  inlineComment,
  LADDER,
  type LinkContext,
  readState,
  reviewMarkdown,
  SUMMARY_BUDGET,
  summaryComment,
  suggestion,
} from '../src/reporters/markdown.ts';
import { blobUrl, code, encodePath, fence, html, prose } from '../src/reporters/markdown-text.ts';
import { sarifLog } from '../src/reporters/sarif.ts';
import { palette, textWidth, wrap } from '../src/reporters/terminal-text.ts';
import { renderTerminal } from '../src/reporters/terminal.ts';
import { visible, withoutCommands } from '../src/reporters/safe-text.ts';
import { confidenceText, effectText, verdictText } from '../src/reporters/wording.ts';
import { makeLocator } from '../src/source.ts';
import { sarifProblems } from './support/sarif-schema.ts';
import { EVIL_PATH, many, review, REVIEWS, V12, V13 } from './fixtures/reporters/reviews.ts';

const NAMES = Object.keys(REVIEWS);
const OPTIONS = { color: false, width: 100, verbose: false, quiet: false, version: '0.1.0' };
const LINKS: LinkContext = { server: 'https://github.com', repository: 'acme/shop', sha: '0123456789abcdef0123456789abcdef01234567' };
const CONTEXT = { version: '0.1.0', links: LINKS };
const SUMMARY = { ...CONTEXT, id: '.github/lockkeeper.yml', state: { head: LINKS.sha, run: 42, attempt: 1 } };
const golden = (name: string): string => `./fixtures/reporters/${name}`;

describe('golden files', () => {
  test.each(NAMES)('%s in the terminal', async (name) => {
    await expect(renderTerminal(review(name), OPTIONS)).toMatchFileSnapshot(golden(`${name}.terminal.txt`));
  });
  test.each(NAMES)('%s as Markdown', async (name) => {
    await expect(reviewMarkdown(review(name), CONTEXT)).toMatchFileSnapshot(golden(`${name}.md`));
  });
  test.each(['planned', 'long-plan', 'fixed', 'harmless', 'nothing'])('%s as a plan', async (name) => {
    await expect(await reporterOf('plan').render(review(name), OPTIONS)).toMatchFileSnapshot(golden(`${name}.plan`));
  });
  test.each(['mixed', 'several', 'hostile', 'locked', 'hostile-locks', 'nothing', 'planned', 'fixed', 'used'])(
    '%s as JSON and SARIF',
    async (name) => {
      await expect(await reporterOf('json').render(review(name), OPTIONS)).toMatchFileSnapshot(golden(`${name}.json`));
      await expect(await reporterOf('sarif').render(review(name), OPTIONS)).toMatchFileSnapshot(golden(`${name}.sarif`));
    },
  );
  test('ways to print the same review', async () => {
    const mixed = review('mixed');
    await expect(renderTerminal(mixed, { ...OPTIONS, color: true })).toMatchFileSnapshot(golden('mixed.color.txt'));
    await expect(renderTerminal(mixed, { ...OPTIONS, width: 60 })).toMatchFileSnapshot(golden('mixed.narrow.txt'));
    await expect(renderTerminal(mixed, { ...OPTIONS, quiet: true })).toMatchFileSnapshot(golden('mixed.quiet.txt'));
    await expect(renderTerminal(mixed, { ...OPTIONS, verbose: true })).toMatchFileSnapshot(golden('mixed.verbose.txt'));
    const locked = review('locked');
    await expect(renderTerminal(locked, { ...OPTIONS, color: true })).toMatchFileSnapshot(golden('locked.color.txt'));
    await expect(renderTerminal(locked, { ...OPTIONS, width: 50, ascii: true })).toMatchFileSnapshot(golden('locked.narrow.txt'));
  });
  test('a comment on a line stays as it is when the repository has other files', () => {
    const it = review('used');
    const later = { files: 413, leftOut: ['3 lock files'] };
    const usages = it.usages.map((report) => (report.searched.files === 0 ? report : { ...report, searched: later }));
    const texts = (of: Review): readonly string[] => of.findings.map((finding) => inlineComment(finding, of, CONTEXT));
    expect(texts({ ...it, usages })).toEqual(texts(it));
    expect(texts(it).join('')).toContain(
      'not found in the files that were searched but for 1 line with the word alone (left out: lock files)',
    );
    expect(reviewMarkdown({ ...it, usages }, CONTEXT)).toContain('not found in 413 files');
  });
  test('comments of a pull request', async () => {
    await expect(summaryComment(review('mixed'), SUMMARY)).toMatchFileSnapshot(golden('mixed.summary.md'));
    const mixed = review('mixed');
    const bodies = mixed.findings.map((finding) => inlineComment(finding, mixed, CONTEXT));
    await expect(`${bodies.join('\n\n---\n\n')}\n`).toMatchFileSnapshot(golden('mixed.inline.md'));
    await expect(
      failureComment('The API answered 502 three times.', { ...SUMMARY, runUrl: 'https://github.com/acme/shop/actions/runs/42' }),
    ).toMatchFileSnapshot(golden('failure.summary.md'));
  });
  test('annotations', async () => {
    await expect(`${JSON.stringify(annotations(review('mixed')), null, 2)}\n`).toMatchFileSnapshot(golden('mixed.annotations.json'));
  });
});

describe('the list of reporters', () => {
  test('each renders every review', async () => {
    for (const reporter of REPORTERS)
      for (const name of NAMES) expect((await reporter.render(review(name), OPTIONS)).endsWith('\n')).toBe(true);
  });
  test.each(REPORTERS.map((reporter) => [reporter.id, reporter] as const))(
    '%s says what it shows: the rest is not worked out',
    async (_, reporter) => {
      const differs = async (a: Review, b: Review): Promise<boolean> =>
        (await reporter.render(a, OPTIONS)) !== (await reporter.render(b, OPTIONS));
      const [fixed, used] = [review('fixed'), review('used')];
      expect({
        plan: await differs(fixed, { ...fixed, plan: null }),
        fix: await differs(fixed, { ...fixed, fix: null }),
        uses: await differs(used, { ...used, usages: [] }),
      }).toEqual({ plan: reporter.showsPlan === true, fix: reporter.showsPlan === true, uses: reporter.showsUses === true });
    },
  );
  test('an unknown format names the valid ones', () => {
    expect(() => reporterOf('srif')).toThrow(
      expect.objectContaining({
        problem: 'Unknown format "srif".',
        hint: expect.stringMatching(/Did you mean sarif\? .*terminal, json, sarif, markdown, plan, html, gitlab, junit/),
      }),
    );
    expect(reporterOf('json').id).toBe('json');
  });
});

describe('JSON', () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  const valid = ajv.compile(reviewSchema());

  test.each(NAMES)('%s is what the schema says', (name) => {
    valid(JSON.parse(JSON.stringify(reviewJson(review(name), '0.1.0'))));
    expect(valid.errors).toBeNull();
  });
  test.each(['mixed', 'several', 'hostile', 'locked', 'hostile-locks', 'nothing', 'planned', 'fixed', 'used'])(
    'the golden file of %s is what the schema says',
    (name) => {
      valid(JSON.parse(readFileSync(new URL(golden(`${name}.json`), import.meta.url), 'utf8')));
      expect(valid.errors).toBeNull();
    },
  );

  const drift: readonly (readonly [string, (json: Record<string, unknown>) => void])[] = [
    ['a missing key', (json) => delete json['audit']],
    ['a key too many', (json) => (json['extra'] = 1)],
    ['another version', (json) => (json['schemaVersion'] = 2)],
    ['a verdict that does not exist', (json) => (json['verdict'] = 'maybe')],
    ['a span in offsets', (json) => (first(json, 'findings')['span'] = { path: 'a.sql', start: 0, end: 1 })],
    [
      'line 0',
      (json) =>
        (first(json, 'findings')['span'] = {
          path: 'a.sql',
          start: { line: 0, column: 1, offset: 0 },
          end: { line: 1, column: 1, offset: 0 },
        }),
    ],
    ['a lock that does not exist', (json) => (effectOf(json)['lock'] = 'SHARE UPDATE')],
    ['the internal cause of an effect', (json) => (effectOf(json)['cause'] = 'data')],
    ['no allowance', (json) => delete first(json, 'findings')['allowed']],
  ];
  test.each(drift)('the schema refuses %s', (_, change) => {
    const json = JSON.parse(JSON.stringify(reviewJson(review('mixed'), '0.1.0'))) as Record<string, unknown>;
    expect(valid(json)).toBe(true);
    change(json);
    expect(valid(json)).toBe(false);
  });

  test('has the keys of the contract in its order', () => {
    const json = reviewJson(review('mixed'), '0.1.0');
    expect(Object.keys(json)).toEqual([
      'schemaVersion',
      'audit',
      'tool',
      'verdict',
      'risk',
      'database',
      'coverage',
      'migrations',
      'findings',
      'plan',
    ]);
    expect(json.database).toEqual({ dialect: 'postgres', version: '14', assumed: true });
    expect(json.findings[0]?.span).toEqual({
      path: V12,
      start: { line: 3, column: 1, offset: 26 },
      end: { line: 7, column: 22, offset: 164 },
    });
    expect(json.findings.find((finding) => finding.rule === 'drop-column')?.allowed).toMatchObject({
      source: 'comment',
      by: '@data',
      until: '2026-12-31',
    });
  });
  test('counts lines and columns in the file as committed, CRLF and wide characters included', () => {
    const rename = reviewJson(review('mixed'), '0.1.0').findings.find((finding) => finding.rule === 'rename-column');
    expect(rename?.span).toMatchObject({ path: V13, start: { line: 3, column: 1 }, end: { line: 3, column: 50 } });
  });
  test('prints nothing that acts in a terminal, and is the same data', async () => {
    for (const format of ['json', 'sarif']) {
      const text = await reporterOf(format).render(review('hostile'), OPTIONS);
      expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
    }
    const json = JSON.parse(await reporterOf('json').render(review('hostile'), OPTIONS)) as unknown;
    expect(json).toEqual(JSON.parse(JSON.stringify(reviewJson(review('hostile'), '0.1.0'))));
  });
  test('a migration for another engine says so', () => {
    const several = review('several');
    expect(reviewJson(several, '0.1.0').migrations.map((migration) => migration.dialect)).toEqual(['postgres', 'postgres', 'unknown']);
  });

  const text = 'ALTER TABLE users ADD COLUMN age int;\nSELEC 1;\n';
  const statements = review('one').migrations[0]?.statements ?? [];
  const silent = {
    concurrently: false,
    breaking: [],
    losing: [],
    held: [],
    waitLimit: { milliseconds: 0, by: 'nothing' as const, unknown: false },
    waits: [],
    undo: [],
    beliefs: [],
    sources: [],
  };
  const explanation: Explanation = {
    database: { dialect: 'postgres', version: '16', assumed: false, evidence: '--dialect' },
    locate: makeLocator(new Map([['x.sql', text]])),
    statements: [
      ...statements.map((statement) => ({ ...statement, ...silent, span: { path: 'x.sql', start: 0, end: 36 }, sql: text.slice(0, 36) })),
      {
        ...silent,
        ...(statements[0] as (typeof statements)[number]),
        operations: [],
        effects: [],
        sql: 'SELEC 1',
        span: { path: 'x.sql', start: 38, end: 45 },
        error: { message: 'syntax error at or near "SELEC"', line: 2, column: 1 },
      },
    ],
    transactions: [],
  };
  test('explain', async () => {
    const check = new Ajv2020({ strict: true }).compile(explanationSchema());
    const json = JSON.parse(JSON.stringify(explanationJson(explanation))) as { statements: Record<string, unknown>[] };
    check(json);
    expect(check.errors).toBeNull();
    expect(json.statements.map((statement) => 'error' in statement)).toEqual([false, true]);
    expect(json.statements[1]?.['error']).toEqual({ message: 'syntax error at or near "SELEC"', line: 2, column: 1 });
    await expect(renderExplanation(explanation, { color: false, width: 90 })).toMatchFileSnapshot(golden('explain.terminal.txt'));
  });
});

describe('terminal', () => {
  const frame = (text: string, words: string, width = 80): readonly string[] => {
    const start = text.indexOf(words);
    return codeFrame(text, { path: 'a.sql', start, end: start + words.length }, width, 0, palette(false));
  };
  /** What the carets stand under, by columns. */
  const under = (lines: readonly string[]): string => {
    const [line = '', carets = ''] = lines;
    const from = carets.indexOf('^');
    let column = 0;
    let marked = '';
    for (const { segment } of new Intl.Segmenter('en').segment(line)) {
      if (column >= from && column < carets.trimEnd().length) marked += segment;
      column += textWidth(segment);
    }
    return marked;
  };

  const frames: readonly (readonly [string, string, string, string])[] = [
    ['plain', 'a;\nDROP TABLE t;\n', 'DROP TABLE t', 'DROP TABLE t'],
    ['after a tab', '\tDROP TABLE t;', 'DROP TABLE t', 'DROP TABLE t'],
    ['after wide characters', "SELECT '名前🙂'; DROP TABLE t;", 'DROP TABLE t', 'DROP TABLE t'],
    ['combining characters', 'SELECT e\u0301, x', 'x', 'x'],
    ['CRLF', 'a;\r\nDROP TABLE t;\r\nb;\r\n', 'DROP TABLE t', 'DROP TABLE t'],
    ['an escape sequence before it', '\u001b[2J DROP TABLE t', 'DROP TABLE t', 'DROP TABLE t'],
    ['the end of a file without line end', 'SELECT 1', '1', '1'],
  ];
  test.each(frames)('underlines exactly: %s', (_, text, words, marked) => {
    expect(under(frame(text, words))).toBe(marked);
  });
  test('a long line keeps what is marked in sight', () => {
    const text = `SELECT ${'a, '.repeat(200)}bad_column, ${'b, '.repeat(200)}c`;
    const lines = frame(text, 'bad_column', 60);
    expect(under(lines)).toBe('bad_column');
    expect(lines[0]).toMatch(/│ ….*bad_column.*…$/);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(60);
  });
  test('a marked part longer than the line is cut', () => {
    const lines = frame(`SELECT ${'x'.repeat(500)};`, `SELECT ${'x'.repeat(500)}`, 60);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(60);
    expect(lines[0]).toMatch(/> 1 │ SELECT x+…$/);
  });
  test('a statement over many lines shows its start and its end', () => {
    const text = `CREATE TABLE t (\n${Array.from({ length: 40 }, (_, i) => `  c${i} int`).join(',\n')}\n);`;
    expect(frame(text, text)).toEqual([
      '>  1 │ CREATE TABLE t (',
      '>  2 │   c0 int,',
      '>  3 │   c1 int,',
      '>  4 │   c2 int,',
      '>  5 │   c3 int,',
      '     ┆ … 35 lines',
      '> 41 │   c39 int',
      '> 42 │ );',
    ]);
  });

  test.each(NAMES)('nothing in %s controls the terminal or the runner', (name) => {
    const text = renderTerminal(review(name), { ...OPTIONS, verbose: true });
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
    for (const line of text.split('\n')) expect(line).not.toMatch(/^\s*::[^:]*::|##\[/);
  });
  test('with colour only escape sequences of our own', () => {
    const text = renderTerminal(review('hostile'), { ...OPTIONS, color: true });
    expect(text).toContain('\u001b[');
    expect(stripVTControlCharacters(text).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(text).not.toContain('\u001b[31mred');
  });
  test('prose stays within the width; code and what is to be copied does not break', () => {
    const wide = renderTerminal(review('mixed'), { ...OPTIONS, width: 60 })
      .split('\n')
      .filter((line) => textWidth(line) > 60 && !/^ {4}\S|^ {4} {2}|to accept a finding/.test(line));
    expect(wide.filter((line) => !/^ [A-Z]+ {2}/.test(line))).toEqual([]);
  });
  test('quiet is the findings that stand and the verdict', () => {
    const text = renderTerminal(review('mixed'), { ...OPTIONS, quiet: true });
    expect(text).not.toContain('nothing reads it since release 41');
    expect(text).not.toContain('not yet in force');
    expect(text.trimEnd().split('\n').at(-1)).toBe('✖ fail: 2 findings block this change');
  });
  test('wraps between words', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('', 8)).toEqual(['']);
    expect(wrap('unbreakable_word_of_length', 8)).toEqual(['unbreakable_word_of_length']);
  });
});

describe('what is not known, and what would settle it', () => {
  const effect = (cause: Effect['cause'], unknown: readonly string[]): Effect => ({
    relation: 'public.t',
    relationKind: 'table',
    lock: 'ACCESS EXCLUSIVE',
    blocksReads: true,
    blocksWrites: true,
    blocksSchemaChanges: true,
    work: 'rewrite',
    cause,
    heldUntil: 'transaction',
    createdHere: false,
    unknown,
    source: '',
  });
  const settled = 'a schema dump settles it (--schema FILE, or schema: in the configuration)';
  test.each([
    ['type-change', ['work', 'cause'], `the type that the column has now is not known here; ${settled}`],
    ['not-null-check', ['work', 'cause'], `the checks of the table are not known here; ${settled}`],
    ['zone-change', ['work'], 'it depends on the time zone of the session; SET timezone settles it'],
    ['type-change', ['heldUntil'], 'not everything is known'],
    ['table-copy', ['work', 'cause'], 'not everything is known'],
  ] as const)('%s, %s', (cause, unknown, text) => {
    expect(effectText(effect(cause, unknown)).unsure).toBe(`worst case: ${text}`);
  });
  test('a certain effect has nothing to add, and a doubtful finding says what its effects lack', () => {
    const [finding] = review('one').findings;
    if (!finding) throw new Error('The review has no finding.');
    expect(effectText(effect('type-change', [])).unsure).toBe('');
    expect(confidenceText({ ...finding, confidence: 'certain' }, [effect('type-change', ['work', 'cause'])])).toBe('');
    const doubtful = { ...finding, confidence: 'unknown' as const };
    expect(confidenceText(doubtful, [])).toBe('not every fact is known here; the worst case is taken');
    expect(confidenceText(doubtful, [effect('none', []), effect('zone-change', ['work'])])).toBe(
      'it depends on the time zone of the session; SET timezone settles it; the worst case is taken',
    );
  });
});

describe('the verdict in words', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['one', '1 finding blocks this change'],
    ['mixed', '2 findings block this change'],
    ['audit', '2 findings block these migrations'],
    ['clean', 'no findings'],
    ['all-allowed', 'nothing blocks: 1 finding allowed by @dba through a label'],
    ['nothing', 'no migration to review'],
    ['advisory', '1 finding, nothing blocks'],
    ['error', 'the review of this change could not be finished'],
  ];
  test.each(rows)('%s: %s', (name, words) => expect(verdictText(review(name))).toBe(words));
  test('info alone is a pass', () => {
    const only = { ...many(2, ['info']), verdict: 'pass' as const };
    expect(verdictText(only)).toBe('nothing to change, 2 remarks');
  });
});

describe('Markdown', () => {
  test('the first screen says verdict, what blocks, where, and what to do', () => {
    const head = reviewMarkdown(review('mixed'), CONTEXT).split('<details')[0] ?? '';
    expect(head).toContain('## ⛔ Lockkeeper: 2 findings block this change');
    for (const finding of blocking(review('mixed'))) {
      expect(head).toContain(prose(finding.message));
      expect(head).toContain(prose(finding.fix));
    }
    expect(head).toContain(`${LINKS.server}/acme/shop/blob/${LINKS.sha}/${V12}#L3-L7`);
  });
  test('without links places are plain text', () => {
    const text = reviewMarkdown(review('mixed'), { version: '0.1.0' });
    expect(text).not.toContain('/blob/0123');
    expect(text).toContain(`\`${V12}:3\``);
  });
  test('a project that could not be judged is not called clean', () => {
    expect(reviewMarkdown(review('several'), CONTEXT)).not.toContain('No findings in');
    const several = review('several');
    const text = reviewMarkdown({ ...several, findings: several.findings.filter((finding) => finding.risk === 'high') }, CONTEXT);
    expect(text).toContain('No findings in prisma in apps/shop.');
  });

  test.each(NAMES)('every fence and every fold of %s is closed', (name) => {
    const wellFormed = (text: string): void => {
      let open = '';
      let depth = 0;
      for (const line of text.split('\n')) {
        const ticks = /^(`{3,})(.*)$/.exec(line);
        if (open === '' && ticks) open = ticks[1] ?? '';
        else if (open !== '' && ticks && (ticks[1] ?? '').length >= open.length && ticks[2] === '') open = '';
        else if (open === '') {
          // What stands in inline code is no HTML.
          const markup = line.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
          depth += (markup.match(/<details/g) ?? []).length - (markup.match(/<\/details>/g) ?? []).length;
        }
        expect(depth).toBeGreaterThanOrEqual(0);
      }
      expect([open, depth]).toEqual(['', 0]);
    };
    wellFormed(reviewMarkdown(review(name), CONTEXT));
    const it = review(name);
    for (const finding of it.findings) wellFormed(inlineComment(finding, it, CONTEXT));
  });

  test('text of others neither mentions, refers, links nor marks', () => {
    const hostile = review('hostile');
    const whole = [summaryComment(hostile, SUMMARY), ...hostile.findings.map((finding) => inlineComment(finding, hostile, CONTEXT))];
    for (const text of whole) {
      expect(text.match(/<!-- lockkeeper:/g)).toHaveLength(text.includes('finding v=1') ? 1 : 2);
      const outside = withoutCode(text);
      expect(outside).not.toMatch(/@org|(?<!\w)#1|GH-2|www\.evil|:\/\/evil|<img|:tada:/);
      expect(outside).not.toContain('javascript:');
      expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
    }
  });
  test('a table of others keeps its columns', () => {
    for (const line of reviewMarkdown(review('hostile'), CONTEXT).split('\n')) {
      if (!line.startsWith('|')) continue;
      const cells = line.replaceAll(/\\./g, '').split('|').length - 2;
      expect([3, 5]).toContain(cells);
    }
  });
  const names = [
    'name_with_underscores',
    '_emphasis_',
    '*',
    '`',
    '``a`',
    ' ',
    '',
    'a|b',
    '<b>',
    '@me',
    '#12',
    'C#12',
    '&amp;',
    '1. x',
    '- x',
    '# x',
    '![i](u)',
    '\\',
    '$x$',
    '~~x~~',
  ];
  test.each(names)('shows %j as it is', (text) => {
    expect(prose(text)).not.toMatch(/(?<!\\)[*`|~$]|[<>]|@(?!\u200d)|^[-#]/);
    expect(code(text)).toMatch(/^(`+)[^`](?:.*[^`])?\1$|^(`+) .* \2$/s);
    expect(html(text)).not.toMatch(/[<>"]|@(?!\u200d)/);
  });
  test('underscores inside words stay as they are', () => expect(prose('users_email_idx _x_')).toBe('users_email_idx \\_x\\_'));
  test('a fence is longer than any run of backticks inside', () => {
    expect(fence('a ```` b', 'sql')).toBe('`````sql\na ```` b\n`````');
  });
  test('paths in addresses are percent-encoded', () => {
    expect(encodePath('a b/#1 (x)%/é\ud800')).toBe('a%20b/%231%20%28x%29%25/%C3%A9%EF%BF%BD');
    expect(blobUrl(LINKS, 'a b.sql', 3, 3)).toBe(`https://github.com/acme/shop/blob/${LINKS.sha}/a%20b.sql#L3`);
    expect(new URL(blobUrl(LINKS, EVIL_PATH, 1, 4)).hash).toBe('#L1-L4');
  });
  test('invisible and controlling characters are shown', () => {
    expect(visible('a\u001b[0m\u0000\u007f\u009b\u202e\u200b\r\nb\tc')).toBe('a␛[0m␀␡���\nb\tc');
    expect(visible('名前 🙂 e\u0301 👩‍🚀')).toBe('名前 🙂 e\u0301 👩‍🚀');
  });
  test('no line is a workflow command', () => {
    expect(withoutCommands('x\n  ::error::y\n##[error]z\na::text')).toBe('x\n  :\u2060:error::y\n##\u2060[error]z\na::text');
  });
});

/** Markdown without its code (fenced, inline, `<code>`) and without our own addresses, read as GFM reads it. */
function withoutCode(markdown: string): string {
  const text = markdown.replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, '').replace(/<code>.*?<\/code>/g, '');
  let rest = '';
  for (let i = 0; i < text.length;) {
    const run = /^`+/.exec(text.slice(i))?.[0];
    if (text[i] === '\\') {
      rest += text.slice(i, i + 2);
      i += 2;
    } else if (run) {
      const close = new RegExp(`(?<!\`)${run}(?!\`)`, 'g');
      close.lastIndex = i + run.length;
      const end = close.exec(text);
      i = end ? end.index + run.length : i + run.length;
    } else rest += text[i++];
  }
  return rest.replace(/\(https:\/\/github\.com\/[^)\s]*\)/g, '');
}

describe('the size ladder', () => {
  const sizes = [0, 1, 5, 20, 60, 120, 250, 500, 1000];
  test('every review fits, in as many words as it may', () => {
    for (const count of sizes) {
      const it = many(count);
      const body = summaryComment(it, SUMMARY);
      expect(body.length).toBeLessThanOrEqual(COMMENT_BUDGET);
      expect(body.startsWith('<!-- lockkeeper:summary v=1 id=.github/lockkeeper.yml -->\n')).toBe(true);
      expect(body.trimEnd().endsWith('-->')).toBe(true);
      expect(body).toContain(verdictText(it));
      for (const risk of RISKS) {
        const found = it.findings.filter((finding) => finding.risk === risk).length;
        expect(body.includes(`${found} ${risk}`)).toBe(found > 0);
      }
      expect(readState(body)).toMatchObject({ head: LINKS.sha, run: 42, attempt: 1, verdict: it.verdict });
    }
  });
  test('each step is reached, shorter and shorter', () => {
    const it = { ...many(60), plan: review('fixed').plan, fix: review('fixed').fix };
    const whole = reviewMarkdown(it, CONTEXT).length;
    const steps = new Map<number, number>();
    for (let limit = whole; limit > 0; limit -= 500) {
      const { text, step } = fitted(it, { ...CONTEXT, budget: { limit, unit: 'utf16' } });
      expect(text.length <= limit || step === LADDER.length - 1).toBe(true);
      steps.set(step, text.length);
    }
    expect([...steps.keys()]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect([...steps.values()]).toEqual([...steps.values()].toSorted((a, b) => b - a));
    expect(steps.get(6)).toBeLessThan(2000);
  });
  test('what is long is left out first: the files, then the plan', () => {
    const it = review('fixed');
    const seen = new Map<number, readonly string[]>();
    for (let limit = reviewMarkdown(it, CONTEXT).length; limit > 0; limit -= 20) {
      const { text, step } = fitted(it, { ...CONTEXT, budget: { limit, unit: 'utf16' } });
      const parts = ['Files to commit instead', 'Migration plan', 'CREATE INDEX users_email_idx'];
      if (!seen.has(step))
        seen.set(step, [...parts.filter((part) => text.includes(part)), /^_Too long for here: (.*);/m.exec(text)?.[1] ?? '']);
    }
    expect([...seen.values()].slice(0, 4)).toEqual([
      ['Files to commit instead', 'Migration plan', 'CREATE INDEX users_email_idx', ''],
      ['Migration plan', 'CREATE INDEX users_email_idx', 'the files to commit instead (`lockkeeper fix` shows them) are left out'],
      ['CREATE INDEX users_email_idx', 'the files to commit instead (`lockkeeper fix` shows them) and the migration plan are left out'],
      [expect.stringMatching(/ and the SQL of each finding are left out$/)],
    ]);
  });
  test('the last step is short whatever the findings say', () => {
    const it = many(3, ['high'], 200_000);
    const loud: Review = {
      ...it,
      notes: ['x'.repeat(100_000)],
      findings: it.findings.map((finding) => ({ ...finding, message: 'y'.repeat(100_000), rule: `r${'z'.repeat(5_000)}` })),
    };
    expect(fitted(loud, { ...CONTEXT, budget: { limit: 0, unit: 'utf16' } }).text.length).toBeLessThan(2000);
  });
  test('a budget in bytes counts bytes', () => {
    const it = many(1000);
    const text = reviewMarkdown(it, { ...CONTEXT, budget: { limit: SUMMARY_BUDGET, unit: 'bytes' } });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(SUMMARY_BUDGET);
    const wide = review('mixed');
    const length = reviewMarkdown(wide, CONTEXT).length;
    expect(fitted(wide, { ...CONTEXT, budget: { limit: length, unit: 'utf16' } }).step).toBe(0);
    expect(fitted(wide, { ...CONTEXT, budget: { limit: length, unit: 'bytes' } }).step).toBe(1);
  });
  test('what is left out is said, with the place where it is', () => {
    const text = reviewMarkdown(many(500), {
      ...CONTEXT,
      budget: { limit: COMMENT_BUDGET, unit: 'utf16' },
      runUrl: 'https://github.com/acme/shop/actions/runs/42',
    });
    expect(text).toContain('[the job summary](https://github.com/acme/shop/actions/runs/42)');
    expect(text).toContain('… and 450 more findings.');
  });
});

describe('comments of a pull request', () => {
  test('the state survives the round trip, and a foreign body has none', () => {
    const body = summaryComment(review('mixed'), SUMMARY);
    expect(readState(body)).toEqual({
      head: LINKS.sha,
      run: 42,
      attempt: 1,
      verdict: 'fail',
      fps: standing(review('mixed')).map((finding) => finding.fingerprint),
    });
    expect(readState('a comment of somebody')).toBeUndefined();
    expect(readState('<!-- lockkeeper:state {"head":1} -->')).toBeUndefined();
    expect(readState('<!-- lockkeeper:state {broken -->')).toBeUndefined();
  });
  test('an id cannot end the marker', () => {
    expect(summaryComment(review('one'), { ...SUMMARY, id: 'a --> <b>' }).split('\n')[0]).toBe(
      '<!-- lockkeeper:summary v=1 id=a%20--%3E%20%3Cb%3E -->',
    );
  });
  const mixed = review('mixed');
  const check = mixed.findings.find((finding) => finding.suggestion) as (typeof mixed.findings)[number];
  test('a suggestion is whole lines, only where the comment sits on exactly these', () => {
    expect(suggestion(check, mixed)).toEqual({
      first: 12,
      last: 12,
      text: 'ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;',
    });
    expect(inlineComment(check, mixed, { ...CONTEXT, lines: { first: 12, last: 12 } })).toContain('```suggestion\nALTER TABLE');
    const elsewhere = inlineComment(check, mixed, { ...CONTEXT, lines: { first: 11, last: 12 } });
    expect(elsewhere).not.toContain('```suggestion');
    expect(elsewhere).toContain('CHECK (total >= 0) NOT VALID;');
  });
  test('with a suggestion the later deploys are still there', () => {
    expect(inlineComment(check, mixed, CONTEXT)).toMatch(/```suggestion[\s\S]*Then:[\s\S]*VALIDATE CONSTRAINT total_positive/);
  });
  const inFile = (text: string, words: string, replacement: string): ReturnType<typeof suggestion> => {
    const start = text.indexOf(words);
    const span = { path: 'a.sql', start, end: start + words.length };
    return suggestion(
      { ...check, primary: span, suggestion: { span, text: replacement } },
      { ...mixed, locate: makeLocator(new Map([['a.sql', text]])) },
    );
  };
  test('a suggestion keeps what stands around it on its lines', () => {
    expect(inFile('  A; B; -- c\nD;\n', 'B', 'X')).toEqual({ first: 1, last: 1, text: '  A; X; -- c' });
    expect(inFile('A\n  (b,\n   c) d;', '(b,\n   c)', '(e)')).toEqual({ first: 2, last: 3, text: '  (e) d;' });
    expect(inFile('A;\n', 'A', '``` x')).toEqual({ first: 1, last: 1, text: '``` x;' });
  });
  test('no suggestion where it would change what nobody sees', () => {
    expect(inFile('A;\r\n', 'A', 'B')).toBeNull();
    expect(inFile('A; -- \u202e\n', 'A', 'B')).toBeNull();
    expect(inFile('A; -- <!-- lockkeeper:finding\n', 'A', 'B')).toBeNull();
  });
  test('one comment can stand for several findings', () => {
    const it = many(8, ['high']);
    const [head, ...also] = it.findings;
    expect(head && inlineComment(head, it, { ...CONTEXT, also })).toContain('The same on lines 2, 3, 4, 5, 6, 7, 8.');
  });
  test('a comment fits whatever the rewrite', () => {
    const huge = {
      ...check,
      rewrite: [{ title: 'x', phase: 'same-file' as const, transaction: true, sql: 'y'.repeat(200_000) }],
      why: 'w'.repeat(100_000),
    };
    expect(inlineComment(huge, mixed, CONTEXT).length).toBeLessThanOrEqual(60_000);
  });
});

describe('annotations', () => {
  test('at most ten of a level, the last says how many more', () => {
    const all = annotations(many(40, ['high', 'medium']));
    for (const level of ['error', 'warning'] as const) {
      const mine = all.filter((annotation) => annotation.level === level);
      expect(mine).toHaveLength(MAX_PER_LEVEL);
      expect(mine.at(-1)).toMatchObject({ path: null, message: '… and 11 more of this level; the job summary lists them all.' });
      expect(mine.slice(0, -1).every((annotation) => annotation.path !== null)).toBe(true);
    }
    expect(annotations(many(10, ['high'])).every((annotation) => annotation.path !== null)).toBe(true);
    expect(annotations(many(11, ['high']))).toHaveLength(10);
  });
  test('what is shown on its line is left out', () => {
    const it = many(3, ['high']);
    expect(annotations(it, new Set(['many000000000001'])).map((annotation) => annotation.startLine)).toEqual([1, 3]);
  });
  test('columns only within one line, messages cut', () => {
    const mixed = annotations(review('mixed'));
    const [fk] = mixed;
    expect(fk).toMatchObject({ level: 'error', path: V12, startLine: 3, endLine: 7, title: 'critical: foreign-key-without-not-valid' });
    expect(fk).not.toHaveProperty('startColumn');
    expect(mixed.find((annotation) => annotation.title === 'high: check-without-not-valid')).toMatchObject({
      startLine: 12,
      endLine: 12,
      startColumn: 1,
      endColumn: 68,
    });
    for (const annotation of annotations(many(5, ['high'], 20_000))) expect(annotation.message.length).toBeLessThanOrEqual(MAX_MESSAGE);
  });
  test('allowed findings are none', () => expect(annotations(review('all-allowed'))).toEqual([]));
});

describe('SARIF', () => {
  test.each(NAMES)('%s is valid SARIF 2.1.0', async (name) => {
    expect(sarifProblems(JSON.parse(await reporterOf('sarif').render(review(name), OPTIONS)))).toEqual([]);
  });
  test('the published schema is a real check', () => {
    expect(sarifProblems({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).not.toEqual([]);
  });
  test.each(NAMES)('%s has all that code scanning needs', (name) => {
    const { runs } = sarifLog(review(name), OPTIONS);
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs) {
      const rules = run.tool.driver.rules ?? [];
      for (const rule of rules) {
        for (const text of [rule.id, rule.shortDescription?.text, rule.fullDescription?.text, rule.help?.text, rule.help?.markdown])
          expect(text).toBeTruthy();
        expect(rule.shortDescription?.text.length).toBeLessThanOrEqual(1024);
        expect(rule.fullDescription?.text.length).toBeLessThanOrEqual(1024);
        expect(rule.properties).not.toHaveProperty('security-severity');
      }
      for (const result of run.results ?? []) {
        expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
        expect(result.message.text).toBeTruthy();
        expect(Object.keys(result.partialFingerprints ?? {})).toEqual(['lockkeeper/v1']);
        const place = result.locations?.[0]?.physicalLocation;
        expect(place?.artifactLocation?.uri).toMatch(/^[\w.~%/-]+$/);
        for (const value of Object.values(place?.region ?? {})) expect(value).toBeGreaterThanOrEqual(1);
      }
    }
  });
  test('columns are 1-based with the end exclusive', () => {
    const [run] = sarifLog(review('one'), OPTIONS).runs;
    expect(run?.columnKind).toBe('utf16CodeUnits');
    expect(run?.results?.[0]?.locations?.[0]?.physicalLocation?.region).toEqual({
      startLine: 3,
      startColumn: 1,
      endLine: 3,
      endColumn: 46,
    });
  });
  test('allowed findings are there, suppressed', () => {
    const results = sarifLog(review('mixed'), OPTIONS).runs[0]?.results ?? [];
    expect(results.map((result) => [result.ruleId, result.suppressions?.map((suppression) => suppression.kind)])).toContainEqual([
      'drop-column',
      ['inSource'],
    ]);
    expect(results.find((result) => result.ruleId === 'lock-without-timeout')?.suppressions?.[0]?.kind).toBe('external');
    expect(results.find((result) => result.ruleId === 'rename-column')?.suppressions).toEqual([]);
  });
  test('one category per project, none twice', () => {
    const ids = (it: Review): readonly (string | undefined)[] => sarifLog(it, OPTIONS).runs.map((run) => run.automationDetails?.id);
    expect(ids(review('several'))).toEqual(['lockkeeper/services/billing/', 'lockkeeper/apps/shop/', 'lockkeeper/legacy/']);
    const several = review('several');
    const [a, b] = several.projects;
    const same = { ...several, projects: [a, b, b, b].flatMap((project) => (project ? [{ ...project, root: '' }] : [])) };
    expect(ids(same)).toEqual(['lockkeeper/', 'lockkeeper/prisma/', 'lockkeeper/prisma-3/', 'lockkeeper/prisma-4/']);
    const crowd = {
      ...several,
      projects: Array.from({ length: 50 }, (_, i) => ({ framework: 'sql', root: `p${i}`, database: several.database, history: 0 })),
    };
    expect(new Set(ids(crowd)).size).toBe(20);
  });
  test('rules speak for themselves where their pages are at hand', () => {
    const rules = new Map([
      [
        'index-without-concurrently',
        { title: 'Index built while writes wait', why: 'Because.', fix: 'Do it.', url: 'https://example.com/rule' },
      ],
    ]);
    expect(sarifLog(review('one'), { version: '0.1.0', rules }).runs[0]?.tool.driver.rules?.[0]).toMatchObject({
      shortDescription: { text: 'Index built while writes wait' },
      fullDescription: { text: 'Because.' },
    });
  });
});

function first(json: Record<string, unknown>, key: string): Record<string, unknown> {
  return (json[key] as Record<string, unknown>[])[0] as Record<string, unknown>;
}
function effectOf(json: Record<string, unknown>): Record<string, unknown> {
  const statements = first(json, 'migrations')['statements'] as { effects: Record<string, unknown>[] }[];
  return statements.flatMap((statement) => statement.effects)[0] as Record<string, unknown>;
}
