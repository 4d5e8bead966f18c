/** The page of `--format html` in a real browser: `npm run test:browser`. LOCKKEEPER_SHOTS names a folder for pictures of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Review } from '../src/report.ts';
import { renderHtml } from '../src/reporters/html/page.ts';
import { HOSTILE, saying } from './fixtures/reporters/hostile.ts';
import { many, review, REVIEWS } from './fixtures/reporters/reviews.ts';
import { Chromium } from './support/chromium.ts';

const OPTIONS = { color: false, width: 100, verbose: false, quiet: false, version: '0.1.0' };
const PAGES: readonly (readonly [string, () => Review])[] = [
  ...Object.keys(REVIEWS).map((name) => [name, () => review(name)] as const),
  ['many', () => many(40)],
  ...HOSTILE.map((words, i) => [`hostile text ${i + 1}`, () => saying(words)] as const),
];
const SHOTS = process.env['LOCKKEEPER_SHOTS'];

let browser: Chromium;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lockkeeper-html-'));
  browser = await Chromium.start(1400, 1000);
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

interface Look {
  readonly scheme?: 'light' | 'dark';
  readonly media?: 'screen' | 'print';
  readonly width?: number;
}

async function open(of: Review, { scheme = 'light', media = 'screen', width = 1400 }: Look = {}): Promise<void> {
  const file = join(folder, 'page.html');
  writeFileSync(file, renderHtml(of, OPTIONS));
  await browser.size(width, 1000);
  await browser.send('Emulation.setEmulatedMedia', { media, features: [{ name: 'prefers-color-scheme', value: scheme }] });
  await browser.open(pathToFileURL(file).href);
}

const evaluate = async <T>(expression: string): Promise<T> => (await browser.evaluate(expression)) as T;

describe('loads nothing and runs nothing', () => {
  test.each(PAGES)('%s', async (_, make) => {
    await open(make());
    const requests = browser.events.filter(({ method }) => method === 'Network.requestWillBeSent');
    expect(requests.map(({ params }) => (params['request'] as { url: string }).url)).toEqual([
      pathToFileURL(join(folder, 'page.html')).href,
    ]);
    // A blocked style or script, an error of the parser, a dialog.
    const reports = browser.events.filter(({ method }) =>
      /^(Log\.entryAdded|Runtime\.(exception|console)|Page\.javascriptDialog)/.test(method),
    );
    expect(reports).toEqual([]);
    const found = await evaluate<{
      names: string[];
      attributes: string[];
      addresses: string[];
      dead: string[];
      ids: number;
      unique: number;
    }>(`(() => {
      const all = [...document.querySelectorAll('*')];
      const ids = all.map((e) => e.id).filter(Boolean);
      const addresses = [...document.querySelectorAll('[href]')].map((e) => e.getAttribute('href'));
      return {
        names: [...new Set(all.map((e) => e.localName))],
        attributes: [...new Set(all.flatMap((e) => e.getAttributeNames()))],
        addresses: addresses.filter((a) => !a.startsWith('#')),
        dead: addresses.filter((a) => a.startsWith('#') && !document.getElementById(a.slice(1))),
        ids: ids.length,
        unique: new Set(ids).size,
      };
    })()`);
    expect(found.names.filter((name) => !ELEMENTS.has(name))).toEqual([]);
    expect(found.attributes.filter((name) => !ATTRIBUTES.has(name))).toEqual([]);
    expect(found.addresses.filter((address) => !address.startsWith('https://github.com/lockkeeper/'))).toEqual([]);
    expect(found.dead).toEqual([]);
    expect(found.unique).toBe(found.ids);
  });

  test('the policy is in force: what it does not name does not run', async () => {
    await open(review('one'));
    await evaluate(`document.body.setAttribute('style', 'display: none')`);
    expect(await evaluate(`getComputedStyle(document.body).display`)).toBe('block');
    await evaluate(
      `(() => { const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s); })()`,
    );
    expect(await evaluate('window.ran === undefined')).toBe(true);
  });
});

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** What the page is made of. */
const ELEMENTS = words(
  'html head meta title style body a header p h1 h2 h3 h4 h5 h6 nav ul li main section table thead tbody tr th td footer span code details summary div article dl dt dd pre b em br figure figcaption svg rect line text',
);
const ATTRIBUTES = words(
  'lang charset http-equiv content name class href id rel tabindex open aria-label aria-labelledby aria-hidden scope data-line data-label role viewBox x y x1 y1 x2 y2 width height rx text-anchor',
);

describe('can be read', () => {
  const looks: readonly Look[] = [{ scheme: 'light' }, { scheme: 'dark' }];
  test.each(looks)('with enough contrast: $scheme', async (look) => {
    for (const name of ['mixed', 'several', 'locked', 'fixed']) {
      await open(review(name), look);
      await evaluate(`document.querySelectorAll('details').forEach((d) => (d.open = true))`);
      expect(await evaluate<string[]>(CONTRAST)).toEqual([]);
    }
  });
  test('the ground follows the system', async () => {
    const ground = async (look: Look): Promise<string> => {
      await open(review('one'), look);
      return evaluate('getComputedStyle(document.body).backgroundColor');
    };
    expect(await ground({ scheme: 'light' })).toBe('rgb(255, 255, 255)');
    expect(await ground({ scheme: 'dark' })).toBe('rgb(20, 23, 27)');
    expect(await ground({ scheme: 'dark', media: 'print' })).toBe('rgb(255, 255, 255)');
  });
  test.each(PAGES)('on a narrow screen, without scrolling to the side: %s', async (_, make) => {
    await open(make(), { width: 360 });
    expect(await evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });
  test('on paper everything is unfolded', async () => {
    await open(review('mixed'), { media: 'print' });
    expect(
      await evaluate(
        `[...document.querySelectorAll('details pre, details td')].filter((e) => !e.checkVisibility({ contentVisibilityAuto: true })).length`,
      ),
    ).toBe(0);
    const { data } = (await browser.send('Page.printToPDF', { preferCSSPageSize: true })) as { data: string };
    expect(Buffer.from(data, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    if (SHOTS !== undefined) writeFileSync(join(SHOTS, 'mixed.pdf'), Buffer.from(data, 'base64'));
  });
  test.skipIf(SHOTS === undefined)('pictures', async () => {
    for (const name of ['mixed', 'several', 'locked', 'fixed', 'hostile', 'hostile-locks', 'nothing', 'error', 'clean'])
      for (const [label, look] of [
        ['light', { scheme: 'light' }],
        ['dark', { scheme: 'dark' }],
        ['narrow', { width: 400 }],
      ] as const) {
        await open(review(name), look);
        const { data } = (await browser.send('Page.captureScreenshot', { captureBeyondViewport: true })) as { data: string };
        writeFileSync(join(SHOTS ?? '', `${name}.${label}.png`), Buffer.from(data, 'base64'));
      }
    expect(SHOTS).toBeTruthy();
  });
});

describe('works with a keyboard and without scripts', () => {
  const active = `(() => { const e = document.activeElement; return e === document.body ? '' : e.localName + ' ' + (e.getAttribute('href') ?? e.textContent.trim()); })()`;
  const stops = `[...document.querySelectorAll('a[href], summary')].filter((e) => e.checkVisibility({ contentVisibilityAuto: true })).map((e) => e.localName + ' ' + (e.getAttribute('href') ?? e.textContent.trim()))`;

  test('every link and fold is reached in the order of the page, and seen', async () => {
    await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
    await open(review('mixed'));
    const expected = await evaluate<string[]>(stops);
    expect(expected[0]).toBe('a #main');
    const reached: string[] = [];
    for (const _ of expected) {
      await browser.press('Tab');
      reached.push(await evaluate(active));
      expect(await evaluate(`getComputedStyle(document.activeElement).outlineStyle`)).toBe('solid');
      expect(await evaluate(`document.activeElement.getBoundingClientRect().top >= 0`)).toBe(true);
    }
    expect(reached).toEqual(expected);
    await browser.send('Emulation.setScriptExecutionDisabled', { value: false });
  });
  test('the first stop skips to the report, and a fold opens', async () => {
    await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
    await open(review('mixed'));
    await browser.press('Tab');
    await browser.press('Enter');
    expect(await evaluate('document.activeElement.id')).toBe('main');
    for (let i = 0; i < 40 && (await evaluate<string>(active)) !== 'summary Why, locks, SQL to run instead'; i++)
      await browser.press('Tab');
    await browser.press('Enter');
    expect(await evaluate(`document.activeElement.parentElement.open`)).toBe(true);
    await browser.send('Emulation.setScriptExecutionDisabled', { value: false });
  });
});

/** Texts whose contrast with what is behind them is below that of https://www.w3.org/TR/WCAG22/#contrast-minimum */
const CONTRAST = `(() => {
  const rgb = (c) => (c.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (c) => { const [r, g, b] = rgb(c).slice(0, 3).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const behind = (e) => { for (let p = e; p; p = p.parentElement) { const c = getComputedStyle(p).backgroundColor; if ((rgb(c)[3] ?? 1) > 0) return c; } return 'rgb(255, 255, 255)'; };
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || e.closest('.skip')) continue;
    const style = getComputedStyle(e);
    if (e.namespaceURI.endsWith('svg')) {
      if (e.localName !== 'text') continue;
      const on = /on-(\\w+)/.exec(e.getAttribute('class'))?.[1];
      const grounds = on ? [getComputedStyle(document.querySelector('.bar.' + on)).fill] : [behind(e.closest('figure')), ...[...document.querySelectorAll('.chart .work')].map((w) => getComputedStyle(w).fill)];
      for (const ground of grounds) if (ratio(style.fill, ground) < 4.5) bad.push('svg ' + e.textContent + ' ' + style.fill + ' on ' + ground);
    } else if (ratio(style.color, behind(e)) < 4.5) bad.push(e.localName + '.' + e.className + ' ' + style.color + ' on ' + behind(e));
  }
  return [...new Set(bad)];
})()`;
