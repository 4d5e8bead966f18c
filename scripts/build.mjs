// Builds dist/ (the action, the command, the parser's wasm, the licences of what is inside) and everything generated
// from the sources: dist/rules.json, docs/rules/, the schemas. Two builds give the same bytes.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);
const DIST = path.join(root, 'dist');
const CACHE = path.join(root, 'node_modules', '.cache', 'lockkeeper');
const WASM = [
  'node_modules/libpg-query/wasm/libpg-query.wasm',
  'node_modules/@ruby/prism/src/prism.wasm',
  'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'node_modules/tree-sitter-elixir/tree-sitter-elixir.wasm',
  'node_modules/tree-sitter-c-sharp/tree-sitter-c_sharp.wasm',
];
const ALLOWED = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  '(Apache-2.0 AND BSD-3-Clause)',
]);

const input = {
  platform: 'node',
  // The emscripten glue of libpg-query is CommonJS and reads __dirname; ES modules have none.
  transform: { target: 'node20', define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' } },
  onLog(level, log, handler) {
    // The glue asks whether it runs in a browser by eval-free checks that rolldown cannot see through.
    if (log.code === 'EVAL' && log.id?.includes('node_modules')) return;
    handler(level, log);
  },
};
const output = { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name].js', minify: false, sourcemap: false };

// A file that is opened costs a millisecond at every start, so what every review needs is one file. What only some runs
// need (the configuration's schema, the command's other verbs, GitHub) stays apart.
const LAZY =
  /[\\/]src[\\/](?:action\.ts|cli\.ts|github|commands[\\/](?:explain|fix|rollback|rules|init|examples|index|io)|config[\\/](?:load|schema|places|problems)|suppressions[\\/]peers|sizes[\\/](?:live|query|statistics-file)|ruleset[\\/](?:load|load-example|schema|shape-error|yaml|custom|compile|page|reference|example)|reporters[\\/](?:explanation|rollback|html[\\/])|plan[\\/]fix|application|frameworks[\\/](?:writer|sql-writer|alembic|django|ecto|ef-core|goose-go|javascript|laravel|lexical|pgroll|phinx|php|python|rails|ruby|sea-orm|sea-query|tree-sitter|yoyo))/;
const distOutput = {
  ...output,
  codeSplitting: { groups: [{ name: 'review', test: (id) => /[\\/]src[\\/]/.test(id) && !id.includes('node_modules') && !LAZY.test(id) }] },
};

/** The folder of the package a module belongs to. */
const packageOf = (id) => /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id.replaceAll('\0', ''))?.[1];

/** Licence texts of every package that put a byte into the bundle. Fails on a licence that is not on the list. */
function licences(chunks) {
  const folders = new Set(WASM.map((file) => packageOf(path.resolve(file))));
  for (const chunk of chunks) {
    for (const id of chunk.moduleIds ?? []) {
      const folder = packageOf(id);
      if (folder) folders.add(folder);
    }
  }
  const parts = [];
  for (const folder of [...folders].sort((a, b) => (path.basename(a) < path.basename(b) ? -1 : 1))) {
    const about = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    if (!ALLOWED.has(about.license)) throw new Error(`${about.name}: the licence ${about.license} is not on the list in scripts/build.mjs`);
    const file = fs.readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
    const text = file
      ? fs.readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
      : '(the package carries no licence file)';
    parts.push(`${about.name}@${about.version} (${about.license})\n\n${text}`);
  }
  for (const name of fs.readdirSync('scripts/licences').sort())
    parts.push(fs.readFileSync(path.join('scripts/licences', name), 'utf8').trim());
  return `${[...new Set(parts)].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

async function bundle(entries, dir, options) {
  const build = await rolldown({ ...input, input: entries });
  fs.rmSync(dir, { recursive: true, force: true });
  const result = await build.write({ ...options, dir });
  await build.close();
  for (const file of WASM) fs.copyFileSync(file, path.join(dir, path.basename(file)));
  fs.writeFileSync(path.join(dir, 'package.json'), `${JSON.stringify({ type: 'module' }, null, 2)}\n`);
  return result.output;
}

const entries = { action: 'src/action.ts', cli: 'src/cli.ts' };
const chunks = await bundle(entries, DIST, distOutput);
fs.chmodSync(path.join(DIST, 'cli.js'), 0o755);
fs.writeFileSync(path.join(DIST, 'THIRD_PARTY_LICENSES.txt'), licences(chunks));
await bundle({ generate: 'scripts/generate.ts' }, CACHE, output);
const { generate } = await import(pathToFileURL(path.join(CACHE, 'generate.js')).href);
await generate(root);
