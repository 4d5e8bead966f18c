// Makes __tests__/fixtures/framework-sql/liquibase/sent.txt again: what "liquibase update-sql" prints for the changelogs beside
// it, without a database. Needs Java and a folder with liquibase-core 5, picocli and what they need (mvn
// dependency:copy-dependencies brings them):
//
//     node scripts/framework-sql/sent_by_liquibase.mjs FOLDER_OF_JARS
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const [jars] = process.argv.slice(2);
const fixture = path.join(import.meta.dirname, '../../__tests__/fixtures/framework-sql/liquibase');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'liquibase-'));
const output = execFileSync(
  'java',
  [
    '-cp',
    `${jars}/*`,
    'liquibase.integration.commandline.LiquibaseCommandLine',
    '--search-path=.',
    '--show-banner=false',
    'update-sql',
    '--changelog-file=changelog.xml',
    `--url=offline:postgresql?version=16&outputLiquibaseSql=none&changeLogFile=${scratch}/changes.csv`,
  ],
  { cwd: path.join(fixture, 'project'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
);
const blocks = output
  .split(/^-- Changeset /m)
  .slice(1)
  .map((block) => {
    const [head = '', ...lines] = block.split('\n');
    const [, id, author] = head.split('::');
    const sql = lines.filter((line) => !/^-- |^$/.test(line)).join('\n');
    return `=== ${author}:${id} up\n${sql}\n`;
  });
fs.writeFileSync(path.join(fixture, 'sent.txt'), blocks.join(''));
fs.rmSync(scratch, { recursive: true });
