/** Reports for other readers: GitLab's code quality, JUnit XML, a page of HTML. */
import { createHash } from 'node:crypto';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { blocking, type Review, standing } from '../src/report.ts';
import { codeQuality } from '../src/reporters/gitlab.ts';
import { blockedTables } from '../src/reporters/html/blocked.ts';
import { renderHtml } from '../src/reporters/html/page.ts';
import { junitXml } from '../src/reporters/junit.ts';
import { reporterOf } from '../src/reporters/index.ts';
import { HOSTILE, saying } from './fixtures/reporters/hostile.ts';
import { many, review, REVIEWS } from './fixtures/reporters/reviews.ts';
import { parseXml, type XmlElement } from './support/xml.ts';

const NAMES = Object.keys(REVIEWS);
const GOLDEN = ['mixed', 'several', 'hostile', 'locked', 'hostile-locks', 'nothing'];
const OPTIONS = { color: false, width: 100, verbose: false, quiet: false, version: '0.1.0' };
const golden = (name: string): string => `./fixtures/reporters/${name}`;
const rendered = async (format: string, of: Review): Promise<string> => reporterOf(format).render(of, OPTIONS);

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
  test.each(NAMES)('%s is well-formed, with counts that are right', (name) => {
    const root = parseXml(junitXml(review(name)));
    expect(root.name).toBe('testsuites');
    check(root);
  });

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
  ])('the reader refuses %j', (xml) =>
    expect(() => parseXml(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`)).toThrow(/expected|character/),
  );
});

describe('HTML', () => {
  test.each([...GOLDEN, 'fixed', 'harmless'])('%s as a page', async (name) => {
    await expect(await rendered('html', review(name))).toMatchFileSnapshot(golden(`${name}.html`));
  });
  test.each(HOSTILE)('says %j and does nothing', async (words) => {
    const page = await rendered('html', saying(words));
    // Whatever begins with `<` is ours: text has none.
    const tags = page.replace(/<style>[^<]*<\/style>/, '').match(/<[^>]*>?/g) ?? [];
    const names = new Set(tags.map((tag) => /^<\/?([\w!]+)/.exec(tag)?.[1]));
    expect(
      [...names].filter(
        (name) => name === undefined || /^(script|img|iframe|object|embed|link|base|form|animate|use|style|!--)$/.test(name),
      ),
    ).toEqual([]);
    const bare = tags.map((tag) => tag.replace(/"[^"]*"/g, '""'));
    expect(bare.filter((tag) => /\son|\sstyle|\ssrc|['`]|&|\n/i.test(tag))).toEqual([]);
    const addresses = tags.flatMap((tag) => /\shref="([^"]*)"/.exec(tag)?.[1] ?? []);
    expect(addresses.filter((address) => !/^(#[\w-]+|https:\/\/github\.com\/lockkeeper\/[\w./-]+)$/.test(address))).toEqual([]);
    expect(page).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|^\s*::error|##\[/mu);
  });
  test('its policy names the style that is in it, and nothing else', async () => {
    const page = await rendered('html', review('mixed'));
    const style = /<style>([^<]*)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`);
    expect(style).not.toMatch(/url\(|@import|@font-face|https?:/);
  });
  test('every finding has its place beside the lines, and every row leads to it', async () => {
    for (const name of NAMES) {
      const of = review(name);
      const page = await rendered('html', of);
      const places = [...page.matchAll(/<article class="finding [^"]*" id="([^"]*)"/g)].map((match) => match[1]);
      expect(places.toSorted()).toEqual(of.findings.map((_, i) => `finding-${i + 1}`).toSorted());
      for (const place of places) expect(page).toContain(`<a href="#${place}">`);
    }
  });
  test('of a long file the lines around the findings are shown', () => {
    const of = many(600, ['high']);
    const few = { ...of, findings: of.findings.filter((_, i) => i === 299) };
    const page = renderHtml(few, OPTIONS);
    const lines = [...page.matchAll(/data-line="(\d+)"/g)].map((match) => Number(match[1]));
    expect([Math.min(...lines), lines.length, lines.includes(300), lines.includes(200), Math.max(...lines)]).toEqual([
      1,
      53,
      true,
      false,
      306,
    ]);
    expect(page).toContain('… 253 lines');
    expect(page).toContain('… 294 lines');
  });
  test('tables that wait longest come first, in terms of their size', () => {
    expect(blockedTables(review('locked')).map(({ relation, reads, work }) => [relation, reads, work])).toEqual([
      ['users', true, ['an index of users is built, all of orders is read and rows of orders are changed']],
      ['orders', false, ['all of orders is read and rows of orders are changed']],
    ]);
    expect(blockedTables(review('clean'))).toEqual([]);
  });
});
