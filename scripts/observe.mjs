/**
 * Asks real servers what the statements of a file do, and says where Lockkeeper disagrees: about locks, work, what others
 * then wait for, loss, the way back. For finding wrong claims, and for writing rows of __tests__/fixtures/postgres-effects
 * without typing what a server can say. A row is added for every wrong claim anyone ever finds: see CONTRIBUTING.md.
 *
 *   node scripts/servers.mjs run -- node scripts/observe.mjs FILE…          where Lockkeeper disagrees
 *   node scripts/servers.mjs run -- node scripts/observe.mjs --rows FILE…   the rows, with what was seen, as YAML
 *   node scripts/servers.mjs run -- node scripts/observe.mjs --unsure FILE… what Lockkeeper leaves open
 *   node scripts/servers.mjs run -- node scripts/observe.mjs --catalog FILE… where our catalog differs from the server's
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const [first, ...rest] = process.argv.slice(2);
const print = { '--rows': 'rows', '--unsure': 'unsure', '--catalog': 'catalog' }[first];
const files = print ? rest : [first, ...rest].filter(Boolean);
if (files.length === 0) {
  process.stderr.write('Usage: node scripts/observe.mjs [--rows|--unsure|--catalog] FILE…\n');
  process.exit(2);
}
const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'node_modules', '.cache', 'lockkeeper', 'observe');
const build = await rolldown({
  cwd: root,
  input: { observe: 'scripts/observe.ts' },
  platform: 'node',
  external: [/^libpg-query/, /^pg$/, /^yaml$/],
  onLog() {},
});
await build.write({ dir: out, format: 'esm', entryFileNames: '[name].js' });
await build.close();
const { observe } = await import(pathToFileURL(path.join(out, 'observe.js')).href);
process.exitCode = (await observe(files, print ?? 'disagreements')) > 0 && !print ? 1 : 0;
