/**
 * Audits real repositories and counts: how many findings a migration gets, and which. For finding noise, and for the figures
 * in docs/accuracy.md.
 *
 *   node scripts/corpus.mjs DIR            DIR/<framework>/<repository>/…: prints the figures
 *   node scripts/corpus.mjs --write DIR    writes them to scripts/corpus.json, which the build shows in docs/accuracy.md
 *
 * The repositories are somebody else's: they are read where they are, and nothing of them is kept but numbers.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const args = process.argv.slice(2);
const write = args[0] === '--write';
const root = write ? args[1] : args[0];
if (!root) {
  process.stderr.write('Usage: node scripts/corpus.mjs [--write] DIR\n');
  process.exit(2);
}
const cli = path.resolve(import.meta.dirname, '..', 'dist', 'cli.js');
const folders = (dir) =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
const SEVERE = new Set(['high', 'critical']);
const CERTAINLY = new Set(['medium', 'high', 'critical']);

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0 ? 0 : sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** For each migration that goes up and has statements: its findings at high or above, and at medium or above. */
function migrationsOf(report) {
  const counts = new Map();
  for (const { path: file, direction, dialect, statements } of report.migrations) {
    if (direction === 'up' && dialect === 'postgres' && statements.length > 0) counts.set(file, { severe: 0, some: 0 });
  }
  for (const { span, risk } of report.findings) {
    const own = counts.get(span.path);
    if (!own) continue;
    if (SEVERE.has(risk)) own.severe++;
    if (CERTAINLY.has(risk)) own.some++;
  }
  return [...counts.values()];
}

const figures = [];
const all = [];
for (const framework of folders(root)) {
  const own = [];
  const rules = new Map();
  let repositories = 0;
  for (const repository of folders(path.join(root, framework))) {
    const cwd = path.join(root, framework, repository);
    const run = spawnSync(process.execPath, [cli, 'review', '.', '--format', 'json', '--fail-on', 'never'], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
    if (run.status !== 0) throw new Error(`${cwd}: ${run.stderr}`);
    const report = JSON.parse(run.stdout);
    const migrations = migrationsOf(report);
    if (migrations.length === 0) continue;
    repositories++;
    own.push(...migrations);
    for (const { rule, risk } of report.findings) if (CERTAINLY.has(risk)) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  }
  if (own.length === 0) continue;
  all.push(...own);
  const top = [...rules]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 10)
    .map(([rule, count]) => ({ rule, count }));
  figures.push({ framework, repositories, ...summary(own), top });
}

function summary(migrations) {
  return {
    migrations: migrations.length,
    medianSevere: median(migrations.map(({ severe }) => severe)),
    withoutSevere: migrations.filter(({ severe }) => severe === 0).length,
    withoutAny: migrations.filter(({ some }) => some === 0).length,
  };
}

const text = `${JSON.stringify({ frameworks: figures, all: summary(all) }, null, 2)}\n`;
if (write) writeFileSync(path.join(import.meta.dirname, 'corpus.json'), text);
else process.stdout.write(text);
