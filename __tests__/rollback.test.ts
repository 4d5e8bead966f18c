/** The way back from a migration: its steps, what does not come back, and what keeps it. */
import { beforeAll, expect, test } from 'vitest';
import { postgres } from '../src/dialects/postgres/index.ts';
import { dialectMap } from '../src/dialects/index.ts';
import { migrationRollback } from '../src/plan/rollback.ts';
import type { MigrationRollback } from '../src/plan/plan.ts';
import { analysedSql, PLAIN_PROJECT } from './support/analysed-sql.ts';
import { builtInRules } from './support/repositories.ts';

const rules = await builtInRules();
beforeAll(() => postgres.load());

const SHOP = `
  CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, age int CHECK (age > 0));
  CREATE UNIQUE INDEX users_email_idx ON users (email);
  CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE);
  CREATE TABLE log (line text);
`;

/** The way back as one text. */
function told(sql: string): readonly string[] {
  const analysed = analysedSql(SHOP, sql);
  const settings = { preset: 'strict', rules: new Map(), overrides: [], tables: PLAIN_PROJECT.knowledge } as const;
  const context = { project: PLAIN_PROJECT, rules, judging: { settings, dialects: dialectMap() }, migrations: [analysed] };
  return lines(migrationRollback(analysed, context));
}

function lines({ steps, lost, notRestored, gaps }: MigrationRollback): readonly string[] {
  return [
    ...steps.map(({ sql, transaction }) => `${transaction ? '' : '(outside) '}${sql}`),
    ...lost.flatMap(({ what, save, restore, restoreAfter }) => [
      `lost: ${what}`,
      ...(save ? [`save: ${save.sql}`, restore === null ? 'no restore' : `restore after ${restoreAfter}: ${restore}`] : []),
    ]),
    ...notRestored.map((text) => `not restored: ${text}`),
    ...gaps.map((text) => `gap: ${text}`),
  ];
}

const MIGRATIONS = [
  'ALTER TABLE users ADD COLUMN nick text;',
  'ALTER TABLE users DROP COLUMN email;',
  'DROP TABLE orders;',
  'DROP INDEX users_email_idx;',
  'ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;',
  'ALTER TABLE users ALTER COLUMN email DROP NOT NULL;',
  'ALTER TABLE users ALTER COLUMN age TYPE smallint;',
  'UPDATE users u SET age = 1 WHERE u.id > 3; -- all',
  'UPDATE users SET age = o.id FROM orders o WHERE o.user_id = users.id;',
  "UPDATE log SET line = '';",
  "DELETE FROM users WHERE email = 'a';",
  'TRUNCATE orders;',
  'MERGE INTO users u USING log l ON u.email = l.line WHEN MATCHED THEN UPDATE SET age = 2;',
  'INSERT INTO log VALUES (1);',
  'DO $$ BEGIN ALTER TABLE users ADD COLUMN a int; END $$;',
];

test('the way back from a migration, and what keeps what would be lost', async () => {
  const all = MIGRATIONS.map((sql) => `## ${sql}\n${told(sql).join('\n')}\n`).join('\n');
  await expect(all).toMatchFileSnapshot('fixtures/rollback/ways.txt');
});
