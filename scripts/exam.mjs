import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'node_modules', '.cache', 'lockkeeper', 'exam');
const build = await rolldown({
  cwd: root,
  input: { exam: 'scripts/exam.ts' },
  platform: 'node',
  external: [/^libpg-query/, /^pg$/, /^yaml$/],
  onLog() {},
});
await build.write({ dir: out, format: 'esm', entryFileNames: '[name].js' });
await build.close();
const { exam, rowsOut } = await import(pathToFileURL(path.join(out, 'exam.js')).href);
const args = process.argv.slice(2);
if (args[0] === '--rows') await rowsOut(args.slice(2), Number(args[1]));
else await exam(args);
