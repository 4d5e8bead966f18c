/** Every behaviour has its test, and the page that lists them is made from the titles of the tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { BEHAVIOURS } from './fixtures/behaviours.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Titles that name behaviours: `behaviour 1: …`, `behaviours 3, 4 and 38: …`. */
function named(): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>();
  for (const file of readdirSync(FOLDER)
    .filter((name) => name.endsWith('.test.ts') && name !== 'behaviours-table.test.ts')
    .sort())
    for (const [, numbers = ''] of readFileSync(`${FOLDER}/${file}`, 'utf8').matchAll(/['"`]behaviours? (\d+(?:(?:, | and )\d+)*): /g))
      for (const number of numbers.split(/, | and /)) found.set(Number(number), (found.get(Number(number)) ?? new Set()).add(file));
  return found;
}

test('each of the fifty behaviours is named by a test, and the page says by which', async () => {
  const tests = named();
  expect(BEHAVIOURS).toHaveLength(50);
  expect([...tests.keys()].filter((number) => number < 1 || number > BEHAVIOURS.length)).toEqual([]);
  const rows = BEHAVIOURS.map((text, i) => `| ${i + 1} | ${text} | ${[...(tests.get(i + 1) ?? [])].map((file) => `[${file}](../../__tests__/${file})`).join(', ')} |`); // prettier-ignore
  expect(BEHAVIOURS.flatMap((_, i) => (tests.has(i + 1) ? [] : [i + 1]))).toEqual([]);
  const page = `# Fifty behaviours of the reviewer on GitHub

Each is proved by tests whose title begins with its number, all against \`dist/action.js\` in a process of its own and a GitHub on
the same machine that holds every request and answer against GitHub's OpenAPI description. This page is made from the titles:
\`npx vitest run __tests__/behaviours-table.test.ts -u\`.

| | Behaviour | Proved in |
|--:|:--|:--|
${rows.join('\n')}
`;
  await expect(page).toMatchFileSnapshot('../docs/decisions/fifty-behaviours.md');
});

/** Workflows that people copy: those of the documentation, and the one that `init` writes. */
test.each(['README.md', 'docs/github-action.md', 'src/commands/init.ts'])(
  '%s pins actions by hash and gives no right but those used',
  (path) => {
    const text = readFileSync(`${FOLDER}/../${path}`, 'utf8');
    // There is no release of this action yet whose commit could stand here.
    const others = [...text.matchAll(/uses: (\S+)/g)].map(([, used = '']) => used).filter((used) => used !== 'lockkeeper/lockkeeper@v1');
    expect(others).not.toEqual([]);
    for (const used of others) expect(used).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/);
    const workflows = text.split(/^jobs:$/m).length - 1;
    expect(text.split(/^permissions:$/m)).toHaveLength(workflows + 1);
    const rights = [...text.matchAll(/^ {2}([\w-]+): (read|write)$/gm)].map(([, right = '', level = '']) => `${right}: ${level}`);
    expect(['actions: read', 'contents: read', 'pull-requests: read', 'pull-requests: write', 'security-events: write']).toEqual(
      expect.arrayContaining(rights),
    );
  },
);
