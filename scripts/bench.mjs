// Figures and ratios, never a verdict: start-up, one file, a long history, a large file. `npm run bench`.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const cli = path.resolve(import.meta.dirname, '..', 'dist', 'cli.js');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'lockkeeper-bench-'));
const RUNS = Number(process.env.RUNS ?? 9);

const write = (file, text) => {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
};

// One file in a folder of its own.
const one = path.join(work, 'one');
write(path.join(one, 'migrations', '0001_users.sql'), 'CREATE TABLE users (id bigint PRIMARY KEY, email text);\n');
write(path.join(one, 'migrations', '0002_index.sql'), 'CREATE INDEX users_email_idx ON users (email);\n');

// A thousand migrations, and one more that is new.
const long = path.join(work, 'long');
const total = 1000;
for (let i = 1; i <= total; i++) {
  const id = String(i).padStart(6, '0');
  const sql =
    i % 4 === 1
      ? `CREATE TABLE table_${i} (\n  id bigserial PRIMARY KEY,\n  account_id bigint NOT NULL,\n  name varchar(100),\n  created_at timestamptz NOT NULL DEFAULT now()\n);\nCREATE INDEX table_${i}_account_idx ON table_${i} (account_id);\n`
      : `ALTER TABLE table_${i - ((i - 1) % 4)} ADD COLUMN extra_${i} text;\nALTER TABLE table_${i - ((i - 1) % 4)} ADD CONSTRAINT check_${i} CHECK (length(extra_${i}) < 100) NOT VALID;\n`;
  write(path.join(long, 'migrations', `${id}_step.up.sql`), sql);
  write(path.join(long, 'migrations', `${id}_step.down.sql`), `SELECT 1;\n`);
}
write(path.join(long, 'migrations', '001001_new.up.sql'), 'CREATE INDEX table_1_name_idx ON table_1 (name);\n');
write(path.join(long, 'go.mod'), 'module example.com/long\n\nrequire github.com/jackc/pgx/v5 v5.7.2\n');

// A file of 10 MB.
const big = path.join(work, 'big');
write(path.join(big, 'migrations', '0001_items.sql'), 'CREATE TABLE items (id bigint PRIMARY KEY, name text, note text);\n');
const row = (i) => `INSERT INTO items (id, name, note) VALUES (${i}, 'item number ${i}', 'the quick brown fox jumps over the lazy dog');\n`;
let text = '';
for (let i = 0; text.length < 10_000_000; i++) text += row(i);
write(path.join(big, 'migrations', '0002_seed.sql'), text);

// An application of 2000 files and 30 MB that names a column here and there.
const app = path.join(work, 'app');
write(path.join(app, 'migrations', '0001_users.sql'), 'CREATE TABLE users (id bigint PRIMARY KEY, nick_name text);\n');
write(path.join(app, 'migrations', '0002_drop.sql'), 'ALTER TABLE users DROP COLUMN nick_name;\n');
const code = Array.from({ length: 280 }, (_, i) => `  const total_${i} = orders.filter((order) => order.id > ${i}).length;\n`).join('');
for (let i = 0; i < 2000; i++)
  write(path.join(app, 'src', `m${i % 50}`, `part${i}.ts`), `${code}${i % 10 === 0 ? '  return user.nickName;\n' : ''}`);

const run = (cwd, args) => {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { cwd, stdio: 'ignore' });
  return { ms: Number(process.hrtime.bigint() - start) / 1e6, status };
};
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

const cases = [
  ['node -e 0', one, ['-e', '0'], RUNS],
  ['--version', one, [cli, '--version'], RUNS],
  ['explain, one statement', one, [cli, 'explain', 'ALTER TABLE users ADD COLUMN a int'], RUNS],
  ['review, one file', one, [cli, 'review', 'migrations/0002_index.sql'], RUNS],
  ['review, 1 file on 1000 of history', long, [cli, 'review', 'migrations/001001_new.up.sql'], 3],
  ['audit, 1001 migrations', long, [cli, 'review', 'migrations'], 3],
  ['review, application of 30 MB', app, [cli, 'review', 'migrations/0002_drop.sql'], 3],
  ['review, 10 MB of INSERT', big, [cli, 'review', 'migrations/0002_seed.sql'], 1],
];
const times = new Map(cases.map(([name]) => [name, []]));
// In turn, so that a slow minute of the machine hits every case alike.
for (let i = 0; i < RUNS; i++) {
  for (const [name, cwd, args, runs] of cases) {
    if (i >= runs) continue;
    const { ms, status } = run(cwd, args);
    if (status === 2 || status === null) console.log(`${name}: ended with status ${status}`);
    times.get(name).push(ms);
  }
}
const base = median(times.get('node -e 0'));
const budget = 1.5 * base + 150;
console.log(`node ${process.version}, ${os.cpus().length} cpus; medians`);
for (const [name, list] of times) {
  const ms = median(list);
  console.log(
    `${name.padEnd(36)} ${ms.toFixed(0).padStart(7)} ms  ${(ms / base).toFixed(2).padStart(6)} x node -e 0  (${list.length} runs)`,
  );
}
console.log(
  `budget for "review, one file": 1.5 x node -e 0 + 150 ms = ${budget.toFixed(0)} ms; used ${(median(times.get('review, one file')) / budget).toFixed(2)} of it`,
);
console.log(
  `dist: ${execFileSync(process.execPath, [
    '-e',
    `const fs=require('fs');const d=process.argv[1];console.log((fs.readdirSync(d).reduce((n,f)=>n+fs.statSync(d+'/'+f).size,0)/1e6).toFixed(1)+' MB')`,
    path.dirname(cli),
  ])
    .toString()
    .trim()}`,
);
fs.rmSync(work, { recursive: true, force: true });
