/** Allow comments and the baseline: what they hide, and that they never hide anything else. */
import { describe, expect, test } from 'vitest';
import type { AnalysedMigration } from '../src/effects/analysed.ts';
import { UserError } from '../src/errors.ts';
import type { Finding } from '../src/report.ts';
import type { Span } from '../src/source.ts';
import { type Allow, type Malformed, parseAllows } from '../src/suppressions/allow-comment.ts';
import { applyBaseline, type Baseline, formatBaseline, parseBaseline } from '../src/suppressions/baseline.ts';
import { type AllowProblem, applyAllowComments } from '../src/suppressions/comment.ts';
import { jsonErrorOffset, locateValue } from '../src/suppressions/json-place.ts';
import { applyPeerComments } from '../src/suppressions/peer-comments.ts';
import { suppressingPeers } from '../src/suppressions/peers/index.ts';
import { peers } from '../src/suppressions/peers/page.ts';
import { builtInRules } from './support/repositories.ts';

const RULES = [
  'drop-column',
  'drop-table',
  'missing-down',
  'not-analysed',
  'rename-column',
  'invalid-allow',
  'unused-allow',
  'expired-allow',
];
const KNOWN = new Set(RULES);
const TODAY = new Date('2026-06-15T23:30:00Z');

describe('the grammar', () => {
  const allow = (text: string): Allow => {
    const [parsed] = parseAllows(text, KNOWN);
    if (parsed?.kind !== 'allow') throw new Error(`not an allow: ${JSON.stringify(parsed)}`);
    return parsed;
  };
  const good: readonly (readonly [string, Partial<Allow>])[] = [
    [
      'lockkeeper:allow drop-column -- not read any more',
      { rules: ['drop-column'], reason: 'not read any more', scope: 'statement', by: null, until: null },
    ],
    [' lockkeeper:allow drop-column -- x', { rules: ['drop-column'], reason: 'x' }],
    ['lockkeeper:allow drop-column,rename-column -- x', { rules: ['drop-column', 'rename-column'] }],
    ['lockkeeper:allow drop-column , rename-column -- x', { rules: ['drop-column', 'rename-column'] }],
    ['lockkeeper:allow drop-column, drop-column -- x', { rules: ['drop-column'] }],
    ['lockkeeper:allow-file drop-column -- x', { scope: 'file' }],
    ['lockkeeper:allow drop-column until 2026-12-31 -- x', { until: '2026-12-31' }],
    ['lockkeeper:allow drop-column by @data-team -- x', { by: '@data-team' }],
    ['lockkeeper:allow drop-column until 2028-02-29 by @acme/data -- x', { until: '2028-02-29', by: '@acme/data' }],
    ['lockkeeper:allow drop-column -- agreed -- by all -- until May', { reason: 'agreed -- by all -- until May' }],
    ['lockkeeper:allow\tdrop-column\t--\tx', { rules: ['drop-column'], reason: 'x' }],
    ['lockkeeper:allow drop-column -- ticket #12', { reason: 'ticket #12' }],
    ['lockkeeper:allow somebody-elses-rule -- x', { rules: ['somebody-elses-rule'] }],
    ['\n * lockkeeper:allow drop-column -- the importer\n * is gone since May\n ', { reason: 'the importer is gone since May' }],
  ];
  test.each(good)('%j', (text, expected) => expect(allow(text)).toMatchObject(expected));

  const bad: readonly (readonly [string, string, string])[] = [
    ['lockkeeper:allow', 'it names no rule', 'lockkeeper:allow <rule> -- <reason>'],
    ['lockkeeper:allow -- why not', 'it names no rule', 'lockkeeper:allow <rule> -- why not'],
    ['lockkeeper:allow drop-column', 'it gives no reason', 'lockkeeper:allow drop-column -- <reason>'],
    ['lockkeeper:allow drop-column --', 'it gives no reason', 'lockkeeper:allow drop-column -- <reason>'],
    ['lockkeeper:allow drop-column -- ...', 'it gives no reason', 'lockkeeper:allow drop-column -- <reason>'],
    [
      'lockkeeper:allow drop-column rename-column -- x',
      'rules are separated by commas',
      'lockkeeper:allow drop-column, rename-column -- x',
    ],
    ['lockkeeper:allow drop-column, -- x', 'a comma stands at the end of the rules', 'lockkeeper:allow drop-column -- x'],
    ['lockkeeper:allow drop-column not needed', 'the reason comes after "--"', 'lockkeeper:allow drop-column -- not needed'],
    ['lockkeeper:allow drop-column: not needed', 'the reason comes after "--"', 'lockkeeper:allow drop-column -- not needed'],
    ['lockkeeper:allow drop-column — not needed', 'the reason comes after "--"', 'lockkeeper:allow drop-column -- not needed'],
    ['lockkeeper:allow drop-column--x', '"--" needs a blank on either side', 'lockkeeper:allow drop-column -- x'],
    ['lockkeeper:allow Drop-Column -- x', 'rules are written in lower case', 'lockkeeper:allow drop-column -- x'],
    ['lockkeeper:allow drop_column -- x', 'rules are written with hyphens', 'lockkeeper:allow drop-column -- x'],
    [
      'lockkeeper:allow drop-column until tomorrow -- x',
      '"tomorrow" is not a date of the form YYYY-MM-DD',
      'lockkeeper:allow drop-column -- x',
    ],
    [
      'lockkeeper:allow drop-column until 2026-02-30 -- x',
      '"2026-02-30" is not a date of the form YYYY-MM-DD',
      'lockkeeper:allow drop-column -- x',
    ],
    ['lockkeeper:allow drop-column until -- x', '"until" needs a date', 'lockkeeper:allow drop-column -- x'],
    ['lockkeeper:allow drop-column by ann -- x', '"ann" is not an owner of the form @name', 'lockkeeper:allow drop-column -- x'],
    ['lockkeeper:allow drop-column @ann -- x', 'the owner comes after "by"', 'lockkeeper:allow drop-column by @ann -- x'],
    [
      'lockkeeper:allow drop-column by @ann until 2026-12-31 -- x',
      '"until" comes before "by"',
      'lockkeeper:allow drop-column until 2026-12-31 by @ann -- x',
    ],
    ['lockkeeper: allow drop-column -- x', '"lockkeeper: allow" is not how an allow comment begins', 'lockkeeper:allow drop-column -- x'],
    ['lockkeeper-ignore drop-colum', '"lockkeeper-ignore" is not how an allow comment begins', 'lockkeeper:allow drop-column -- <reason>'],
    [
      'lockkeeper:disable drop-column reason: gone',
      '"lockkeeper:disable" is not how an allow comment begins',
      'lockkeeper:allow drop-column -- gone',
    ],
    ['Lockkeeper:Allow drop-column -- x', '"Lockkeeper:Allow" is not how an allow comment begins', 'lockkeeper:allow drop-column -- x'],
    [
      'lockkeeper:ignore-file drop-table -- x',
      '"lockkeeper:ignore-file" is not how an allow comment begins',
      'lockkeeper:allow-file drop-table -- x',
    ],
    [
      'lockkeeper:allow-next-line drop-table -- x',
      '"lockkeeper:allow-next-line" is not how an allow comment begins',
      'lockkeeper:allow drop-table -- x',
    ],
    ['lockkeeper allow drop-table -- x', '"lockkeeper allow" is not how an allow comment begins', 'lockkeeper:allow drop-table -- x'],
    ['TODO lockkeeper:allow drop-table -- x', 'an allow comment begins its line', 'lockkeeper:allow drop-table -- x'],
  ];
  test.each(bad)('%j: %s', (text, problem, form) => {
    const parsed = parseAllows(text, KNOWN);
    expect(parsed).toHaveLength(1);
    expect(parsed[0]).toMatchObject({ kind: 'malformed', problem, form } satisfies Partial<Malformed>);
  });
  test.each(bad.filter(([, , form]) => !form.includes('<')))('what %j is told to be works', (_, __, form) => {
    expect(parseAllows(form, KNOWN)[0]?.kind).toBe('allow');
  });

  const prose = [
    '',
    'drop the column',
    'Lockkeeper reviews this file',
    'see the docs on lockkeeper:allow comments',
    'lockkeeper allows this since May',
    'lockkeeper:allowance',
    'the lockkeeper allow list',
    'https://github.com/lockkeeper/lockkeeper',
  ];
  test.each(prose)('%j is prose', (text) => expect(parseAllows(text, KNOWN)).toEqual([]));

  test('a block comment can hold several', () => {
    const parsed = parseAllows(' lockkeeper:allow drop-column -- a\n   more\n lockkeeper:allow drop-table\n', KNOWN);
    expect(parsed.map((item) => item.kind)).toEqual(['allow', 'malformed']);
    expect(parsed[0]).toMatchObject({ reason: 'a more' });
  });
  test('gives up in good time on any text', () => {
    for (const text of [
      'lockkeeper:allow ' + 'a'.repeat(200_000),
      'lockkeeper:allow ' + ', '.repeat(100_000),
      '-'.repeat(200_000) + 'lockkeeper',
      ' '.repeat(200_000) + 'lockkeeper:allo',
    ]) {
      const start = performance.now();
      parseAllows(text, KNOWN);
      expect(performance.now() - start).toBeLessThan(1_000);
    }
  });
});

// ---- a file as the pipeline hands it over: statements end in `;`, comments are line and block comments

function scan(text: string, path: string): { statements: Span[]; comments: { span: Span; text: string }[] } {
  const statements: Span[] = [];
  const comments: { span: Span; text: string }[] = [];
  let start = -1;
  let last = 0;
  for (let i = 0; i < text.length;) {
    const comment = /^--([^\r\n]*)|^\/\*([\s\S]*?)\*\//.exec(text.slice(i));
    const quoted = /^'[^']*'/.exec(text.slice(i));
    if (comment) {
      comments.push({ span: { path, start: i, end: i + comment[0].length }, text: comment[1] ?? comment[2] ?? '' });
      i += comment[0].length;
    } else if (text[i] === ';') {
      if (start >= 0) statements.push({ path, start, end: last });
      start = -1;
      i++;
    } else {
      const length = quoted?.[0].length ?? 1;
      if (/\S/.test(text.charAt(i))) {
        if (start < 0) start = i;
        last = i + length;
      }
      i += length;
    }
  }
  return { statements, comments };
}

function migration(text: string, more: { path?: string; from?: number; to?: number; unread?: readonly Span[] } = {}): AnalysedMigration {
  const path = more.path ?? 'V1__a.sql';
  const from = more.from ?? 0;
  const to = more.to ?? text.length;
  const inside = ({ start }: Span): boolean => start >= from && start < to;
  const { statements, comments } = scan(text, path);
  return {
    migration: { path, text, span: { path, start: from, end: to } },
    statements: statements.filter(inside).map((span) => ({ statement: { span, sql: text.slice(span.start, span.end) } })),
    comments: comments.filter(({ span }) => inside(span)),
    unread: (more.unread ?? []).map((span) => ({ span, reason: 'x' })),
    // Only what allow comments look at: the rest of the facts has no part in it.
  } as unknown as AnalysedMigration;
}

function findingAt(rule: string, text: string, words: string, path = 'V1__a.sql'): Finding {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`no ${words}`);
  return {
    rule,
    category: 'data-loss',
    risk: 'high',
    confidence: 'certain',
    primary: { path, start, end: start + words.length },
    related: [],
    message: `${rule} at ${words}`,
    why: '',
    fix: '',
    url: '',
    rewrite: [],
    suggestion: null,
    fingerprint: `${rule}:${words}`,
    allowed: null,
  };
}

const run = (
  text: string,
  findings: readonly (readonly [string, string])[],
  today = TODAY,
): { allowed: readonly string[]; problems: readonly AllowProblem[] } => {
  const result = applyAllowComments(
    findings.map(([rule, words]) => findingAt(rule, text, words)),
    [migration(text)],
    KNOWN,
    today,
  );
  return { allowed: result.findings.filter((finding) => finding.allowed).map((finding) => finding.message), problems: result.problems };
};

describe('which statement an allow comment counts for', () => {
  const A = 'ALTER TABLE a DROP COLUMN x';
  const B = 'ALTER TABLE b DROP COLUMN y';
  const both = [
    ['drop-column', A],
    ['drop-column', B],
  ] as const;
  const c = '-- lockkeeper:allow drop-column -- gone';
  const block = '/* lockkeeper:allow drop-column -- gone */';
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    ['the next one', `${c}\n${A};\n${B};`, [A]],
    ['the next one, blank lines between', `${c}\n\n\n${A};\n${B};`, [A]],
    ['the next one, other comments between', `${c}\n-- so it is\n/* really */\n${A};\n${B};`, [A]],
    ['the one that ends on its line', `${A}; ${c}\n${B};`, [A]],
    ['the one that ends on its line, CRLF', `${A}; ${c}\r\n${B};\r\n`, [A]],
    ['the last one, on its line', `${A};\n${B}; ${c}`, [B]],
    ['before the semicolon', `${A} ${c}\n;\n${B};`, [A]],
    ['the one after a block comment on the same line', `${A}; ${block} ${B};`, [B]],
    ['inside a statement of several lines', `ALTER TABLE a\n  ${c}\n  DROP COLUMN x;\n${B};`, ['ALTER TABLE a\n']],
    ['none before', `${A};\n${B};\n${c}\n`, []],
  ];
  test.each(rows)('%s', (_, text, expected) => {
    const inside = expected[0] === 'ALTER TABLE a\n';
    const findings = inside
      ? ([
          ['drop-column', `ALTER TABLE a\n  ${c}\n  DROP COLUMN x`],
          ['drop-column', B],
        ] as const)
      : both;
    const { allowed, problems } = run(text, findings);
    expect(allowed).toEqual(
      inside ? [`drop-column at ALTER TABLE a\n  ${c}\n  DROP COLUMN x`] : expected.map((words) => `drop-column at ${words}`),
    );
    expect(problems.map((problem) => problem.fault)).toEqual(expected.length > 0 ? [] : ['unused']);
  });

  test('a part of the statement belongs to it', () => {
    expect(run(`${c}\n${A};`, [['drop-column', 'DROP COLUMN x']]).allowed).toEqual(['drop-column at DROP COLUMN x']);
  });
  test('several stack', () => {
    const text = `${c}\n-- lockkeeper:allow rename-column -- too\n${A};`;
    const { allowed, problems } = run(text, [
      ['drop-column', A],
      ['rename-column', 'DROP COLUMN x'],
    ]);
    expect(allowed).toHaveLength(2);
    expect(problems).toEqual([]);
  });
  test('never a finding of another rule', () => {
    const { allowed, problems } = run(`${c}\n${A};`, [['drop-table', A]]);
    expect(allowed).toEqual([]);
    expect(problems).toMatchObject([
      { fault: 'unused', allows: 'drop-column', problem: 'that rule does not report the statement it stands at' },
    ]);
  });
  test('text that is no comment does not count', () => {
    const text = `INSERT INTO t VALUES ('\n${c}\n');\n${A};`;
    expect(run(text, [['drop-column', A]])).toEqual({ allowed: [], problems: [] });
  });
  test('the whole file', () => {
    const text = `${A};\n-- lockkeeper:allow-file drop-column -- the shop is closed\n${B};`;
    expect(run(text, both).allowed).toHaveLength(2);
    expect(run(text, [['drop-table', A]]).problems).toMatchObject([{ fault: 'unused', problem: 'that rule reports nothing in this file' }]);
  });
  test('the whole file is that file only', () => {
    const text = `-- lockkeeper:allow-file drop-column -- closed\n${A};`;
    const other = `${A};`;
    const { findings } = applyAllowComments(
      [findingAt('drop-column', text, A), findingAt('drop-column', other, A, 'V2__b.sql')],
      [migration(text), migration(other, { path: 'V2__b.sql' })],
      KNOWN,
      TODAY,
    );
    expect(findings.map((finding) => finding.allowed !== null)).toEqual([true, false]);
  });
  test('what is not analysed can be allowed like a statement', () => {
    const text = `-- lockkeeper:allow not-analysed -- read by hand\n\\connect other\n${A};`;
    const words = '\\connect other';
    const start = text.indexOf(words);
    const unread = [{ path: 'V1__a.sql', start, end: start + words.length }];
    const result = applyAllowComments(
      [findingAt('not-analysed', text, words)],
      [migration(text.replace(words, '--           '), { unread })],
      KNOWN,
      TODAY,
    );
    expect(result.findings[0]?.allowed?.reason).toBe('read by hand');
    expect(result.problems).toEqual([]);
  });
  test('a finding about the whole migration: above its first statement', () => {
    const above = `-- lockkeeper:allow missing-down -- forward only\n\n${A};\n${B};`;
    expect(run(above, [['missing-down', '-- lockkeeper:allow missing-down -- forward only']]).allowed).toHaveLength(1);
    const on = `-- a title\n-- lockkeeper:allow missing-down -- forward only\n${A};\n${B};`;
    expect(run(on, [['missing-down', '-- a title']]).allowed).toHaveLength(1);
    const below = `-- a title\n${A};\n-- lockkeeper:allow missing-down -- forward only\n${B};`;
    expect(run(below, [['missing-down', '-- a title']]).allowed).toEqual([]);
    const first = `-- lockkeeper:allow missing-down -- forward only\n${A};\n${B};`;
    expect(run(first, [['missing-down', A]]).allowed).toHaveLength(1);
  });
  test('in a down section it counts for the down', () => {
    const text = `${A};\n-- down\n${c}\n${B};\n`;
    const cut = text.indexOf('-- down');
    const up = migration(text, { to: cut });
    const down = migration(text, { from: cut });
    const { findings, problems } = applyAllowComments(
      [findingAt('drop-column', text, A), findingAt('drop-column', text, B)],
      [up, down],
      KNOWN,
      TODAY,
    );
    expect(findings.map((finding) => finding.allowed !== null)).toEqual([false, true]);
    expect(problems).toEqual([]);
  });
  test('a comment at the end of the up does not reach into the down', () => {
    const text = `${A};\n${c}\n-- down\n${B};\n`;
    const cut = text.indexOf('-- down');
    const { findings, problems } = applyAllowComments(
      [findingAt('drop-column', text, B)],
      [migration(text, { to: cut }), migration(text, { from: cut })],
      KNOWN,
      TODAY,
    );
    expect(findings[0]?.allowed).toBeNull();
    expect(problems).toMatchObject([{ fault: 'unused', problem: 'no statement comes after it' }]);
  });
  test('before a DO block it counts for the block, inside it for the next statement', () => {
    const inner1 = 'ALTER TABLE a DROP COLUMN x';
    const inner2 = 'ALTER TABLE b DROP COLUMN y';
    const make = (text: string): AnalysedMigration => {
      const at = (words: string): Span => ({ path: 'V1__a.sql', start: text.indexOf(words), end: text.indexOf(words) + words.length });
      const doBlock = text.slice(text.indexOf('DO $$'), text.lastIndexOf('$$') + 2);
      const spans = [at(doBlock), at(inner1), at(inner2)];
      const comment = at(c);
      return {
        ...migration(text),
        statements: spans.map((span) => ({ statement: { span } })),
        comments: [{ span: comment, text: c.slice(2) }],
      } as unknown as AnalysedMigration;
    };
    const check = (text: string): readonly boolean[] =>
      applyAllowComments(
        [findingAt('drop-column', text, inner1), findingAt('drop-column', text, inner2)],
        [make(text)],
        KNOWN,
        TODAY,
      ).findings.map((finding) => finding.allowed !== null);
    expect(check(`${c}\nDO $$ BEGIN ${inner1};\n ${inner2}; END $$;`)).toEqual([true, true]);
    expect(check(`DO $$ BEGIN ${inner1};\n ${c}\n ${inner2}; END $$;`)).toEqual([false, true]);
    expect(check(`DO $$ BEGIN ${inner1};\n ${inner2}; END $$; ${c}`)).toEqual([true, true]);
  });
});

describe('what is wrong with an allow comment', () => {
  const A = 'ALTER TABLE a DROP COLUMN x';
  test('the allowance says who, until when, where', () => {
    const text = `-- lockkeeper:allow drop-column until 2026-06-15 by @data -- gone\n${A};`;
    const { findings } = applyAllowComments([findingAt('drop-column', text, A)], [migration(text)], KNOWN, TODAY);
    expect(findings[0]?.allowed).toEqual({
      source: 'comment',
      reason: 'gone',
      by: '@data',
      until: '2026-06-15',
      span: { path: 'V1__a.sql', start: 0, end: 65 },
    });
  });
  test('it holds through its day and not after', () => {
    const text = `-- lockkeeper:allow drop-column until 2026-06-14 -- gone\n${A};`;
    const late = run(text, [['drop-column', A]]);
    expect(late.allowed).toEqual([]);
    expect(late.problems).toMatchObject([
      { fault: 'expired', allows: 'drop-column', until: '2026-06-14', problem: 'it held until 2026-06-14' },
    ]);
    expect(run(text, [['drop-column', A]], new Date('2026-06-14T23:59:59Z')).allowed).toHaveLength(1);
  });
  test('an unknown rule, with the nearest; the others count', () => {
    const { allowed, problems } = run(`-- lockkeeper:allow drop-colum, rename-column -- gone\n${A};`, [
      ['drop-column', A],
      ['rename-column', 'DROP COLUMN x'],
    ]);
    expect(allowed).toEqual(['rename-column at DROP COLUMN x']);
    expect(problems).toMatchObject([
      {
        fault: 'invalid',
        allows: 'drop-colum',
        problem: 'there is no such rule',
        form: 'lockkeeper:allow drop-column, rename-column -- gone',
      },
    ]);
  });
  test('without a reason it allows nothing', () => {
    const { allowed, problems } = run(`-- lockkeeper:allow drop-column\n${A};`, [['drop-column', A]]);
    expect(allowed).toEqual([]);
    expect(problems).toMatchObject([{ fault: 'invalid', problem: 'it gives no reason', form: 'lockkeeper:allow drop-column -- <reason>' }]);
  });
  test('one of two rules unused', () => {
    const { problems } = run(`-- lockkeeper:allow drop-column, drop-table -- gone\n${A};`, [['drop-column', A]]);
    expect(problems).toMatchObject([{ fault: 'unused', allows: 'drop-table' }]);
  });
  test('findings about allow comments cannot be allowed', () => {
    const text = `-- lockkeeper:allow-file invalid-allow, drop-column -- quiet\n${A};`;
    const { allowed, problems } = run(text, [
      ['drop-column', A],
      ['invalid-allow', '-- lockkeeper:allow-file invalid-allow, drop-column -- quiet'],
    ]);
    expect(allowed).toEqual([`drop-column at ${A}`]);
    expect(problems).toMatchObject([
      { fault: 'invalid', allows: 'invalid-allow', problem: 'findings about allow comments cannot be allowed by one' },
    ]);
  });
  test('a finding that is allowed otherwise stays so, and the comment is used', () => {
    const text = `-- lockkeeper:allow drop-column -- gone\n${A};`;
    const label = { source: 'label' as const, reason: 'window', by: null, until: null, span: null };
    const result = applyAllowComments([{ ...findingAt('drop-column', text, A), allowed: label }], [migration(text)], KNOWN, TODAY);
    expect(result.findings[0]?.allowed).toBe(label);
    expect(result.problems).toEqual([]);
  });
  test('a line of a block comment is where the problem is', () => {
    const text = `/*\n * About this file.\n * lockkeeper:allow drop-table\n */\n${A};`;
    const [problem] = run(text, []).problems;
    expect(problem && text.slice(problem.span.start, problem.span.end)).toContain('lockkeeper:allow drop-table');
    expect(problem?.span.start).toBeGreaterThan(text.indexOf('About'));
  });
  test('problems come in the order of the files and lines', () => {
    const text = `-- lockkeeper:allow drop-table -- a\n${A};\n-- lockkeeper:allow\n`;
    const two = migration(text, { path: 'V2__b.sql' });
    const { problems } = applyAllowComments([], [migration(text), two], KNOWN, TODAY);
    expect(problems.map((problem) => [problem.span.path, problem.fault])).toEqual([
      ['V1__a.sql', 'unused'],
      ['V1__a.sql', 'invalid'],
      ['V2__b.sql', 'unused'],
      ['V2__b.sql', 'invalid'],
    ]);
  });
});

describe('comments of other tools', () => {
  const A = 'ALTER TABLE a DROP COLUMN x';
  const B = 'ALTER TABLE b DROP COLUMN y';
  const C = 'ALTER TABLE c\n  DROP COLUMN z,\n  RENAME COLUMN v TO w';
  type Name = keyof typeof suppressingPeers;
  const run = (names: readonly Name[], text: string) => {
    const at = (rule: string, words: string): readonly Finding[] => (text.includes(words) ? [findingAt(rule, text, words)] : []);
    const findings = [
      ...at('drop-column', A),
      ...at('lock-without-timeout', A),
      ...at('drop-column', B),
      ...at('drop-column', 'DROP COLUMN z'),
      ...at('rename-column', 'RENAME COLUMN v'),
      ...at('lock-without-timeout', 'ALTER TABLE c'),
    ];
    const result = applyPeerComments(
      findings,
      [migration(text)],
      names.map((name) => suppressingPeers[name]),
    );
    const allowed = result.findings.filter((finding) => finding.allowed);
    return {
      allowed: allowed.map(({ message }) => message),
      reasons: allowed.map((finding) => finding.allowed?.reason),
      problems: result.problems,
    };
  };
  const columnA = `drop-column at ${A}`;
  const columnB = `drop-column at ${B}`;
  const lockA = `lock-without-timeout at ${A}`;
  const z = 'drop-column at DROP COLUMN z';
  const v = 'rename-column at RENAME COLUMN v';
  const lockC = 'lock-without-timeout at ALTER TABLE c';
  const every = [columnA, lockA, columnB];

  const rows: readonly (readonly [Name, string, string, readonly string[]])[] = [
    ['squawk', 'the line below', `-- squawk-ignore ban-drop-column\n${A};\n${B};`, [columnA]],
    ['squawk', 'not over an empty line', `-- squawk-ignore ban-drop-column\n\n${A};`, []],
    ['squawk', 'not over another comment', `-- squawk-ignore ban-drop-column\n-- so it is\n${A};`, []],
    ['squawk', 'below another comment', `-- so it is\n-- squawk-ignore ban-drop-column\n${A};`, [columnA]],
    ['squawk', 'its own line, and as there the next', `${A}; -- squawk-ignore ban-drop-column\n${B};`, [columnA, columnB]],
    ['squawk', 'CRLF', `-- squawk-ignore ban-drop-column\r\n${A};\r\n${B};\r\n`, [columnA]],
    ['squawk', 'a block comment', `/* squawk-ignore ban-drop-column */\n${A};`, [columnA]],
    ['squawk', 'several rules', `-- squawk-ignore require-lock-timeout,ban-drop-column\n${A};`, [columnA, lockA]],
    ['squawk', 'an older name of two rules', `-- squawk-ignore require-timeout-settings\n${A};`, [lockA]],
    ['squawk', 'with a reason', `-- squawk-ignore ban-drop-column -- it is empty\n${A};`, [columnA]],
    ['squawk', 'a statement of several lines', `-- squawk-ignore ban-drop-column\n${C};`, [z]],
    ['squawk', 'inside a statement', `${C.replace('  RENAME', '  -- squawk-ignore renaming-column, ban-drop-column\n  RENAME')};`, [v]],
    [
      'squawk',
      'what is said of the whole statement from inside',
      `${C.replace('  RENAME', '  -- squawk-ignore require-lock-timeout\n  RENAME')};`,
      [lockC],
    ],
    ['squawk', 'the file', `${A};\n-- squawk-ignore-file ban-drop-column\n${B};`, [columnA, columnB]],
    ['squawk', 'all of the file', `${A};\n${B};\n-- squawk-ignore-file`, every],
    ['squawk', 'only in a comment', `INSERT INTO t VALUES ('\n-- squawk-ignore-file\n');\n${A};`, []],
    ['squawk', 'not its other directive', `-- squawk-disable-assume-in-transaction\n${A};`, []],
    ['squawk', 'a rule that has none here', `-- squawk-ignore require-statement-timeout\n${A};`, []],

    ['atlas', 'the statement below', `${B};\n-- atlas:nolint DS103\n${A};`, [columnA]],
    ['atlas', 'without the blank', `--atlas:nolint DS103\n${A};`, [columnA]],
    ['atlas', 'not after other words', `-- see atlas:nolint DS103\n${A};`, []],
    ['atlas', 'over another comment', `${B};\n-- atlas:nolint DS103\n-- so it is\n${A};`, [columnA]],
    ['atlas', 'not over an empty line', `${B};\n-- atlas:nolint DS103\n\n${A};`, []],
    ['atlas', 'at the end of the line before', `${B}; -- atlas:nolint DS103\n${A};`, [columnA]],
    ['atlas', 'not inside a statement', `${A.replace(' DROP', '\n-- atlas:nolint DS103\n DROP')};\n${B};`, []],
    ['atlas', 'a block comment without a blank', `/*atlas:nolint DS103*/\n${A};`, [columnA]],
    ['atlas', 'not one with a blank', `/* atlas:nolint DS103 */\n${A};`, []],
    ['atlas', 'several codes', `-- atlas:nolint MF101 DS103\n${A};`, [columnA]],
    ['atlas', 'a class', `-- atlas:nolint destructive\n${A};`, [columnA]],
    ['atlas', 'all of the statement', `-- atlas:nolint\n${A};\n${B};`, [columnA, lockA]],
    ['atlas', 'the file, at its top', `-- atlas:nolint DS103\n\n${A};\n${B};`, [columnA, columnB]],
    [
      'atlas',
      'the file, among other lines at its top',
      `-- atlas:txmode none\n-- atlas:nolint destructive\n\n${A};\n${B};`,
      [columnA, columnB],
    ],
    ['atlas', 'all of the file', `\uFEFF-- atlas:nolint\r\n\r\n${A};\r\n${B};`, every],
    ['atlas', 'a code of another engine', `-- atlas:nolint MY130\n${A};`, []],

    ['migrationpilot', 'the next statement', `-- migrationpilot-disable MP017\n\n-- so it is\n${A};\n${B};`, [columnA]],
    ['migrationpilot', 'other case', `-- MigrationPilot-Disable mp017\n${A};`, [columnA]],
    ['migrationpilot', 'its own line', `${A}; -- migrationpilot-disable MP017\n${B};`, [columnA]],
    ['migrationpilot', 'the one after a statement of several lines', `${C}; -- migrationpilot-disable MP017\n${A};`, [columnA]],
    ['migrationpilot', 'several rules', `-- migrationpilot-disable MP004, MP017\n${A};`, [columnA, lockA]],
    ['migrationpilot', 'blanks between and words behind', `-- migrationpilot-disable MP004 MP017 for the release\n${A};`, [columnA, lockA]],
    ['migrationpilot', 'what it does not document and takes', `-- migrationpilot-disable-next-line MP017\n${A};`, [columnA]],
    ['migrationpilot', 'a block comment', `/* migrationpilot-disable MP017 */\n${A};`, [columnA]],
    ['migrationpilot', 'not one of several lines', `/*\nmigrationpilot-disable MP017\n*/\n${A};`, []],
    ['migrationpilot', 'all of the statement', `-- migrationpilot-disable\n${A};\n${B};`, [columnA, lockA]],
    ['migrationpilot', 'the file', `${A};\n${B};\n-- migrationpilot-disable-file MP017`, [columnA, columnB]],
    ['migrationpilot', 'all of the file', `${A};\n${B};\n-- migrationpilot-disable-file`, every],

    ['pgfence', 'the next statement', `-- pgfence-ignore: drop-column\n\n${A};\n${B};`, [columnA]],
    ['pgfence', 'the older form', `-- pgfence: ignore drop-column\n${A};`, [columnA]],
    ['pgfence', 'other case of the words', `-- PgFence-Ignore: drop-column\n${A};`, [columnA]],
    ['pgfence', 'several rules', `${B};\n-- pgfence-ignore: drop-table, drop-column\n${A};`, [columnA]],
    ['pgfence', 'the next one, from the end of a line', `${A}; -- pgfence-ignore: drop-column\n${B};`, [columnB]],
    ['pgfence', 'the one it stands in', `${A} -- pgfence-ignore: drop-column\n;\n${B};`, [columnA]],
    ['pgfence', 'not a block comment', `/* pgfence-ignore: drop-column */\n${A};`, []],
    ['pgfence', 'all of the statement', `${B};\n-- pgfence-ignore\n${A};`, [columnA, lockA]],
    ['pgfence', 'its rules for files, at the first statement', `-- pgfence-ignore: missing-lock-timeout\n${B};\n${A};`, [lockA]],
    ['pgfence', 'not at a later one', `${B};\n-- pgfence-ignore: missing-lock-timeout\n${C};\n${A};`, [lockC]],
  ];
  test.each(rows)('%s: %s', (name, _, text, expected) => {
    const { allowed, problems } = run([name], text);
    expect(allowed.toSorted()).toEqual(expected.toSorted());
    expect(problems).toEqual([]);
  });
  test.each(rows)('%s: %s, and nothing where it is not named', (name, _, text) => {
    const others = (Object.keys(suppressingPeers) as Name[]).filter((other) => other !== name);
    expect(run(others, text)).toEqual({ allowed: [], reasons: [], problems: [] });
    expect(run([], text)).toEqual({ allowed: [], reasons: [], problems: [] });
  });

  test('the reason is what the comment says', () => {
    const text = `-- squawk-ignore  ban-drop-column --  it is empty\n${A};`;
    const [finding] = applyPeerComments([findingAt('drop-column', text, A)], [migration(text)], [suppressingPeers.squawk]).findings;
    const span = { path: 'V1__a.sql', start: 0, end: text.indexOf('\n') };
    expect(finding?.allowed).toEqual({
      source: 'comment',
      reason: 'squawk-ignore ban-drop-column -- it is empty',
      by: null,
      until: null,
      span,
    });
  });

  const own = 'lockkeeper:allow <rule> -- <reason>';
  const faults: readonly (readonly [Name, string, string, string, string])[] = [
    [
      'squawk',
      '-- squawk-ignore ban-drop-colum',
      'ban-drop-colum',
      'it is none of the rules of squawk that are known here',
      'squawk-ignore ban-drop-column',
    ],
    [
      'squawk',
      '-- squawk-ignore Ban-Drop-Column',
      'Ban-Drop-Column',
      'it is none of the rules of squawk that are known here',
      'squawk-ignore ban-drop-column',
    ],
    ['squawk', '-- squawk-ignore ban-drop-table, something', 'something', 'it is none of the rules of squawk that are known here', own],
    ['squawk', '-- squawk-ignore', '', 'it names no rule of squawk', own],
    ['atlas', '-- atlas:nolint ds103', 'ds103', 'it is none of the rules of Atlas that are known here', 'atlas:nolint DS103'],
    ['atlas', '-- atlas:nolint for the release', '', 'it names no rule of Atlas', own],
    ['migrationpilot', '-- migrationpilot-disable MP999', 'MP999', 'it is none of the rules of MigrationPilot that are known here', own],
    ['migrationpilot', '-- migrationpilot-disable for the release', '', 'it names no rule of MigrationPilot', own],
    [
      'pgfence',
      '-- pgfence-ignore: drop-column -- empty',
      'drop-column -- empty',
      'it is none of the rules of pgfence that are known here',
      own,
    ],
  ];
  test.each(faults)('%s: %s', (name, comment, allows, problem, form) => {
    const { allowed, problems } = run([name], `${comment}\n${A};`);
    expect(allowed).toEqual([]);
    expect(problems).toMatchObject([{ fault: 'invalid', allows, problem, form }]);
  });

  test('a block of safety_assured is a comment on what begins in it', () => {
    const peer = suppressingPeers.strong_migrations;
    const said = peer.readComment('safety_assured { remove_column :t, :a }');
    expect(said).toMatchObject({ scope: 'statement' });
    expect(said?.rules).toContain('remove_column');
    expect(peer.readComment('-- safety_assured')).toBeUndefined();
    const comment = { path: 'a.rb', start: 3, end: 9 };
    expect(peer.covered({ comment, statements: [], text: '', lines: [0] })).toEqual([comment]);
  });
  test('never what is said of allow comments', () => {
    const text = `-- squawk-ignore-file\n-- lockkeeper:allow drop-colum -- gone\n${A};`;
    const findings = ['invalid-allow', 'unused-allow', 'expired-allow'].map((rule) => findingAt(rule, text, 'lockkeeper:allow'));
    expect(applyPeerComments(findings, [migration(text)], [suppressingPeers.squawk]).findings).toEqual(findings);
  });
  test('an allow comment of ours comes first', () => {
    const text = `-- lockkeeper:allow drop-column -- gone\n-- squawk-ignore ban-drop-column\n${A};`;
    const own = applyAllowComments([findingAt('drop-column', text, A)], [migration(text)], KNOWN, TODAY);
    const { findings } = applyPeerComments(own.findings, [migration(text)], [suppressingPeers.squawk]);
    expect(findings[0]?.allowed?.reason).toBe('gone');
  });
  test('a file is that file only', () => {
    const text = `-- squawk-ignore-file\n${A};`;
    const { findings } = applyPeerComments(
      [findingAt('drop-column', A, A, 'V2__b.sql')],
      [migration(text), migration(A, { path: 'V2__b.sql' })],
      [suppressingPeers.squawk],
    );
    expect(findings[0]?.allowed).toBeNull();
  });
  test('gives up in good time on any text', () => {
    for (const peer of Object.values(suppressingPeers)) {
      for (const start of [
        '-- squawk-ignore',
        '-- atlas:nolint',
        '-- migrationpilot-disable',
        '-- pgfence-ignore',
        '-- pgfence:',
        '--',
        '/*',
      ]) {
        for (const text of [' ', ', ', ' x', '\n', '-']) expect(() => peer.readComment(start + text.repeat(100_000))).not.toThrow();
      }
    }
  }, 5000);
});

describe('the rules of other tools', async () => {
  const known = new Set((await builtInRules()).map(({ id }) => id));
  /** Rules that are named there and not written yet. */
  test.each(peers.map((peer) => [peer.title, peer] as const))('%s', (_, { rules }) => {
    const ids = rules.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    const named = rules.flatMap((rule) => rule.rules);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    // What has no rule says why.
    expect(rules.filter((rule) => rule.rules.length === 0 && rule.note === '')).toEqual([]);
    // A rule of ours that a remark names is one.
    const remarked = rules.flatMap(({ note }) => [...note.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map((match) => match[1] ?? ''));
    expect(remarked.filter((id) => !known.has(id))).toEqual([]);
  });
});

describe('the baseline', () => {
  const text = 'A;B;C;';
  const findings = [
    findingAt('drop-table', text, 'B', 'b.sql'),
    findingAt('drop-column', text, 'A', 'a.sql'),
    findingAt('drop-column', text, 'C', 'a.sql'),
  ];

  test('is written in one order, whatever that of the findings', () => {
    const written = formatBaseline(findings);
    expect(written).toBe(formatBaseline(findings.toReversed()));
    expect(written).toBe(`{
  "schemaVersion": 1,
  "findings": [
    {"fingerprint":"drop-column:A","rule":"drop-column","path":"a.sql","message":"drop-column at A"},
    {"fingerprint":"drop-column:C","rule":"drop-column","path":"a.sql","message":"drop-column at C"},
    {"fingerprint":"drop-table:B","rule":"drop-table","path":"b.sql","message":"drop-table at B"}
  ]
}
`);
    expect(formatBaseline([])).toBe('{\n  "schemaVersion": 1,\n  "findings": []\n}\n');
  });
  test('read, applied, written again: the same', () => {
    const written = formatBaseline(findings);
    const baseline = parseBaseline(written, 'baseline.json');
    const applied = applyBaseline(findings, baseline, new Set(['a.sql', 'b.sql']));
    expect(applied.notes).toEqual([]);
    expect(applied.findings.map((finding) => finding.allowed)).toEqual(
      findings.map(() => ({ source: 'baseline', reason: 'accepted in the baseline', by: null, until: null, span: null })),
    );
    expect(formatBaseline(applied.findings, baseline)).toBe(written);
  });
  test('keeps reasons and shows them', () => {
    const baseline: Baseline = {
      path: 'b.json',
      entries: [{ fingerprint: 'drop-column:A', rule: 'drop-column', path: 'a.sql', message: 'm', reason: 'empty table' }],
    };
    const applied = applyBaseline(findings, baseline, new Set());
    expect(applied.findings.map((finding) => finding.allowed?.reason)).toEqual([undefined, 'empty table', undefined]);
    expect(formatBaseline(applied.findings, baseline)).toContain('"reason":"empty table"');
  });
  test('does not take what a comment allows, and leaves it as it is', () => {
    const allowed = { source: 'comment' as const, reason: 'gone', by: null, until: null, span: null };
    const mixed = findings.map((finding, i) => (i === 0 ? { ...finding, allowed } : finding));
    expect(formatBaseline(mixed)).not.toContain('drop-table');
    expect(applyBaseline(mixed, parseBaseline(formatBaseline(findings), 'b.json'), new Set(['b.sql'])).findings[0]?.allowed).toBe(allowed);
  });
  test('an entry of another rule hides nothing', () => {
    const baseline: Baseline = {
      path: 'b.json',
      entries: [{ fingerprint: 'drop-column:A', rule: 'rename-column', path: 'a.sql', message: 'm' }],
    };
    expect(applyBaseline(findings, baseline, new Set()).findings.every((finding) => finding.allowed === null)).toBe(true);
  });
  test('stale entries are said, only of files that were reviewed', () => {
    const stale = Array.from({ length: 5 }, (_, i) => ({
      fingerprint: `f${i}`,
      rule: 'drop-table',
      path: i === 4 ? 'other.sql' : 'a.sql',
      message: 'm',
    }));
    const baseline: Baseline = { path: '.github/b.json', entries: stale };
    expect(applyBaseline(findings, baseline, new Set(['a.sql'])).notes).toEqual([
      '4 entries of .github/b.json match nothing any more: drop-table in a.sql, drop-table in a.sql, drop-table in a.sql and 1 more. Write the baseline anew to drop them.',
    ]);
    expect(applyBaseline(findings, baseline, new Set(['other.sql'])).notes).toEqual([
      '1 entry of .github/b.json matches nothing any more: drop-table in other.sql. Write the baseline anew to drop it.',
    ]);
    expect(applyBaseline(findings, baseline, new Set()).notes).toEqual([]);
  });

  const entry = '{"fingerprint":"f","rule":"r","path":"p","message":"m"}';
  const bad: readonly (readonly [string, string, string])[] = [
    ['', 'The baseline is not JSON: it is empty.', '1:1'],
    ['{"schemaVersion": 1,\n "findings": [}', 'The baseline is not JSON: "}" stands where something else should.', '2:15'],
    ['{"schemaVersion": 1,', 'The baseline is not JSON: it ends too early.', '1:21'],
    ['[]', 'The baseline is a list, not an object.', '1:1'],
    ['{"findings": []}', 'The baseline has no schemaVersion; this version of Lockkeeper reads 1.', '1:1'],
    ['{\n  "schemaVersion": 2, "findings": []}', 'The baseline has schemaVersion 2; this version of Lockkeeper reads 1.', '2:20'],
    ['{"schemaVersion": 1}', '"findings" of the baseline is missing, not a list.', '1:1'],
    ['{"schemaVersion": 1, "findings": {}}', '"findings" of the baseline is an object, not a list.', '1:34'],
    ['{"schemaVersion": 1, "finding": []}', 'Unknown key "finding" in the baseline.', '1:33'],
    [`{"schemaVersion": 1, "findings": [\n${entry},\n  7]}`, 'An entry of the baseline is a number, not an object.', '3:3'],
    [`{"schemaVersion": 1, "findings": [\n${entry},\n  {"fingerprint": "f"}]}`, 'An entry of the baseline has no "rule".', '3:3'],
    [
      `{"schemaVersion": 1, "findings": [\n  {"fingerprint": "f", "rule": 3, "path": "p", "message": "m"}]}`,
      '"rule" of the baseline is a number, not a text.',
      '2:32',
    ],
    [
      `{"schemaVersion": 1, "findings": [\n  {"fingerprint": "", "rule": "r", "path": "p", "message": "m"}]}`,
      '"fingerprint" of the baseline is empty, not a text.',
      '2:19',
    ],
    [
      `{"schemaVersion": 1, "findings": [\n  {"fingerprint": "f", "rule": "r", "path": "p", "message": "m", "raeson": "x"}]}`,
      'Unknown key "raeson" in the baseline.',
      '2:76',
    ],
  ];
  test.each(bad)('%j', (source, problem, where) => {
    let error: unknown;
    try {
      parseBaseline(source, 'b.json');
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ problem });
    const { where: place } = error as UserError;
    expect(`${place?.line}:${place?.column}`).toBe(where);
  });
  test('an unknown key names the nearest', () => {
    expect(() => parseBaseline('{"schemaVersion": 1, "finding": []}', 'b.json')).toThrow(
      expect.objectContaining({ hint: 'Did you mean "findings"? Valid: schemaVersion, findings.' }),
    );
  });
  test('a byte order mark is no mistake', () => {
    expect(parseBaseline(`\uFEFF{"schemaVersion": 1, "findings": [${entry}]}`, 'b.json').entries).toHaveLength(1);
  });

  const broken: readonly (readonly [string, number])[] = [
    ['', 0],
    ['  ', 2],
    ['{', 1],
    ['{"a" 1}', 5],
    ['{"a": 1,}', 8],
    ['[1 2]', 3],
    ['[1, ]', 4],
    ['[1}', 2],
    ['{"a": tru}', 6],
    ['{a: 1}', 1],
    ['[01]', 1],
    ['["a\tb"]', 1],
    ['["\\x"]', 1],
    ['[1] 2', 4],
    ["['a']", 1],
    ['[1, // no\n 2]', 4],
    [`${'['.repeat(100_000)}`, 100_000],
  ];
  test.each(broken)('%j is no JSON', (source, offset) => {
    expect(() => JSON.parse(source)).toThrow(SyntaxError);
    expect(jsonErrorOffset(source)).toBe(offset);
  });
  test.each(['[]', '{}', '[[], {}]', '{"a": [1, -0.5e+3, "x\\u00e9", true, null]}', ' 1 ', '"\u007f"'])(
    'nothing is wrong with %j',
    (source) => {
      expect(() => JSON.parse(source)).not.toThrow();
      expect(jsonErrorOffset(source)).toBe(source.length);
    },
  );

  const json = '{ "a" : [1, {"b\\"c": "x}]", "d": [ [], {} , true ]}], "e": {"f": null} }';
  const places: readonly (readonly [readonly (string | number)[], string])[] = [
    [[], '{ "a"'],
    [['a'], '[1, '],
    [['a', 0], '1, {'],
    [['a', 1, 'b"c'], '"x}]"'],
    [['a', 1, 'd', 2], 'true'],
    [['e', 'f'], 'null'],
    [['e', 'nothing'], '{"f"'],
    [['a', 9], '[1, '],
  ];
  test.each(places)('finds %j', (keys, words) => {
    expect(json.slice(locateValue(json, keys)).startsWith(words)).toBe(true);
  });
});
