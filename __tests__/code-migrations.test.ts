/** Every method that a framework documents is read, or said not to be: nothing is dropped in silence. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMethods } from '../scripts/code-migrations.ts';

const FOLDER = path.join(import.meta.dirname, 'fixtures', 'framework-methods');
const files = fs.readdirSync(FOLDER).map((name) => ({ path: name, text: fs.readFileSync(path.join(FOLDER, name), 'utf8') }));

describe.each(await readMethods(files))('$framework', ({ methods, silent }) => {
  it('drops nothing but what sends nothing', () => {
    expect(methods.filter(({ state }) => state === 'sends nothing').map(({ method }) => method)).toEqual(silent);
  });

  it('gives a reason for what it does not read', () => {
    expect(methods.filter(({ state, what }) => state === 'not read' && !/^\S.*[^.]$/.test(what))).toEqual([]);
  });
});
