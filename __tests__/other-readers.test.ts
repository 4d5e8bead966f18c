/** Reports for other readers: GitLab's code quality, JUnit XML, a page of HTML. */
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { LockStretch } from '../src/effects/lock-timeline.ts';
import { blocking, type Review, standing } from '../src/report.ts';
import { codeQuality } from '../src/reporters/gitlab.ts';
import { junitXml } from '../src/reporters/junit.ts';
import { reporterOf } from '../src/reporters/index.ts';
import { makeLocator } from '../src/source.ts';
import { many, review, REVIEWS } from './fixtures/reporters/reviews.ts';
import { parseXml, type XmlElement } from './support/xml.ts';

const NAMES = Object.keys(REVIEWS);
const GOLDEN = ['mixed', 'several', 'hostile', 'locked', 'hostile-locks', 'nothing'];
const OPTIONS = { color: false, width: 100, verbose: false, quiet: false, version: '0.1.0' };
const golden = (name: string): string => `./fixtures/reporters/${name}`;
const rendered = async (format: string, of: Review): Promise<string> => reporterOf(format).render(of, OPTIONS);

/** Every text of a review says `words`, its file and its paths too. */
function saying(words: string): Review {
  const one = review('one');
  const path = `db/${words.replaceAll('/', '|')}.sql`;
  const text = `-- ${words}\nSELECT '${words}';\n${words}`;
  const span = { path, start: 0, end: text.length };
  const [reviewed] = one.migrations;
  const [statement] = reviewed?.statements ?? [];
  const [found] = one.findings;
  if (!reviewed || !statement || !found) throw new Error('the fixture has one of each');
  const finding = {
    ...found,
    rule: words,
    primary: span,
    message: words,
    why: words,
    fix: words,
    url: words,
    fingerprint: words,
    rewrite: [{ title: words, phase: 'expand' as const, transaction: false, sql: words }],
    related: [{ span, note: words }],
  };
  const effects = statement.effects.map((effect) => ({ ...effect, relation: words }));
  const lock: LockStretch = {
    relation: words,
    relationKind: 'table',
    lock: 'SHARE',
    blocksReads: false,
    blocksWrites: true,
    blocksSchemaChanges: true,
    from: 0,
    to: 1,
    ends: 'commit',
    work: [{ statement: 1, relation: words, work: 'scan', times: 2 }],
    assumed: true,
  };
  return {
    ...one,
    verdict: 'error',
    database: { dialect: words, version: words, assumed: false, evidence: words },
    projects: [
      { framework: words, root: words, database: { dialect: words, version: words, assumed: false, evidence: words }, history: 1 },
    ],
    notes: [words],
    findings: [finding, { ...finding, allowed: { source: 'comment', reason: words, by: words, until: words, span } }],
    migrations: [
      {
        ...reviewed,
        migration: { ...reviewed.migration, path, text, span, title: words, order: words, framework: words, id: words },
        statements: [
          { ...statement, sql: words, span, effects },
          { ...statement, sql: null, span, operations: [words], effects },
        ],
        transactions: [{ first: 0, last: 1, openedBy: 'file', assumed: true, unread: 1, locks: [lock] }],
        unread: [{ span, reason: words }],
      },
    ],
    files: [{ path, status: 'added' }],
    locate: makeLocator(new Map([[path, text]])),
  };
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '</script></style></pre></code></title></details><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  ']]><![CDATA[x]]>',
  '<!-- --> --!> <!ENTITY x SYSTEM "file:///etc/passwd"> &x; &amp; &#0; %x;',
  'javascript:alert(1)',
  'https://evil.example/"><b>',
  '\u0000\u0008\u000b\u001b[31m\u007f\u0085\u009b',
  '\ufffe\uffff \ud800 \udc00 \ud83d\ude42 \u202e \u2028',
  '\n::error file=x::boom\n##[set-env name=x]\r\n',
  '__proto__',
];

describe('GitLab', () => {
  test.each(GOLDEN)('%s as code quality', async (name) => {
    await expect(await rendered('gitlab', review(name))).toMatchFileSnapshot(golden(`${name}.gitlab.json`));
  });

  const valid = new Ajv({ strict: true }).compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      additionalProperties: false,
      properties: {
        description: { type: 'string', minLength: 1, maxLength: 1000, pattern: '^[^\\n]*$' },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', minLength: 1 },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          properties: {
            path: { type: 'string', pattern: '^[^/.]' },
            lines: {
              type: 'object',
              required: ['begin'],
              properties: { begin: { type: 'integer', minimum: 1 }, end: { type: 'integer' } },
            },
          },
        },
      },
    },
  });
  test.each(NAMES)('%s is what GitLab reads, of the findings that stand', async (name) => {
    const of = review(name);
    const issues = JSON.parse(await rendered('gitlab', of)) as ReturnType<typeof codeQuality>;
    valid(issues);
    expect(valid.errors).toBeNull();
    expect(issues.map((issue) => issue.fingerprint)).toEqual(standing(of).map((finding) => finding.fingerprint));
    expect(new Set(issues.map((issue) => issue.fingerprint)).size).toBe(issues.length);
  });
  test('has a severity for each risk', () => {
    const severities = codeQuality(many(5)).map((issue) => issue.severity);
    expect(severities).toEqual(['blocker', 'critical', 'major', 'minor', 'info']);
  });
  test.each(HOSTILE)('says %j and does nothing', async (words) => {
    const text = await rendered('gitlab', saying(words));
    expect(JSON.parse(text)).toHaveLength(1);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
  });
});

describe('JUnit', () => {
  test.each(GOLDEN)('%s as JUnit', async (name) => {
    await expect(await rendered('junit', review(name))).toMatchFileSnapshot(golden(`${name}.junit.xml`));
  });

  const below = (element: XmlElement, name: string): readonly XmlElement[] =>
    element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...below(child, name)]);
  const CHILDREN: Readonly<Record<string, readonly string[]>> = {
    testsuites: ['testsuite'],
    testsuite: ['testcase'],
    testcase: ['failure', 'error', 'skipped', 'system-out'],
  };
  const check = (element: XmlElement): void => {
    const allowed = CHILDREN[element.name] ?? [];
    const names = element.children.map((child) => child.name);
    expect(names.filter((name) => !allowed.includes(name))).toEqual([]);
    if (element.name === 'testcase') {
      expect(names.filter((name) => name !== 'system-out').length).toBeLessThan(2);
      expect(element.attributes['name']).toBeTruthy();
      expect(element.attributes['classname']).toBeTruthy();
    } else if (element.name.startsWith('testsuite')) {
      const counts = { tests: 'testcase', failures: 'failure', errors: 'error', skipped: 'skipped' };
      for (const [key, name] of Object.entries(counts)) expect(element.attributes[key]).toBe(String(below(element, name).length));
    }
    element.children.forEach(check);
  };
  test.each(NAMES)('%s is well-formed, with counts that are right', (name) => check(parseXml(junitXml(review(name)))));

  test('what blocks is a failure, and nothing else is', () => {
    for (const name of NAMES) {
      const of = review(name);
      const texts = below(parseXml(junitXml(of)), 'failure')
        .map((failure) => failure.text)
        .join('\n');
      for (const finding of standing(of))
        expect(texts.includes(`${finding.risk} ${finding.rule} at `)).toBe(blocking(of).includes(finding));
    }
  });
  test('names of cases survive when lines move, and are told apart', () => {
    const cases = below(parseXml(junitXml(review('mixed'))), 'testcase').map(
      ({ attributes }) => `${attributes['classname']} ${attributes['name']}`,
    );
    expect(new Set(cases).size).toBe(cases.length);
    expect(cases.every((name) => !/\bline \d/.test(name))).toBe(true);
  });
  test('what was not analysed is skipped with its reason; a blocking one fails', () => {
    const of = review('mixed');
    const skipped = below(parseXml(junitXml(of)), 'skipped');
    expect(skipped.map(({ attributes }) => attributes['message'])).toEqual(['not analysed: the placeholder ${staging} has no value here']);
    const strict = parseXml(junitXml({ ...of, failOn: 'medium' }));
    expect(below(strict, 'skipped')).toEqual([]);
    expect(below(strict, 'failure').map(({ attributes }) => attributes['type'])).toContain('not-analysed');
  });
  test('a review that could not be finished is an error', () => {
    expect(below(parseXml(junitXml(review('error'))), 'error')).toHaveLength(1);
  });
  test.each(HOSTILE)('says %j and does nothing', async (words) => {
    const text = await rendered('junit', saying(words));
    check(parseXml(text));
    expect(text).not.toMatch(/<!|^\s*::error|##\[/m);
  });
  test.each([
    '<a>',
    '<a></b>',
    '<a x="1" x="2"/>',
    '<a>&nbsp;</a>',
    '<a>]]></a>',
    '<a>\u0008</a>',
    '<a/><b/>',
    '<a x="<"/>',
    '<a>&amp</a>',
  ])('the reader refuses %j', (xml) => expect(() => parseXml(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`)).toThrow());
});
