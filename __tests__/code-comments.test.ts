/** Allow comments in migrations that are code: whatever the language, they count for what comes next, in the way they stand in. */
import { describe, expect, test } from 'vitest';
import type { FileTree } from '../src/changes/change-source.ts';
import { memoryTree } from '../src/changes/memory.ts';
import { DEFAULT_CONFIG } from '../src/config/config.ts';
import type { Review } from '../src/report.ts';
import { review } from '../src/review.ts';
import { builtInRules } from './support/repositories.ts';

const rules = await builtInRules();

async function reviewed(path: string, text: string, others: Readonly<Record<string, string>> = {}): Promise<Review> {
  const head: FileTree = memoryTree({ ...others, [path]: text });
  return review({
    changes: { kind: 'files', head, base: null, files: [{ path, status: 'added' }], notes: [] },
    config: DEFAULT_CONFIG,
    configPath: null,
    rules,
    baseline: null,
    dialect: { dialect: 'postgres', version: '16' },
    today: new Date('2026-11-26T00:00:00Z'),
  });
}

const ALLOW = 'lockkeeper:allow drop-column until 2027-03-01 by @data -- nothing reads it';
const DOWN = 'words of the way back';

/** Name, path, the text of a file whose way forth drops a column, and whether it has a way back of its own. */
const FILES: readonly (readonly [
  string,
  string,
  string,
  { readonly down: boolean; readonly others?: Readonly<Record<string, string>> },
])[] = [
  [
    'Knex',
    'migrations/20260101000000_a.js',
    `exports.up = async (knex) => {\n  // ${ALLOW}\n  await knex.raw('ALTER TABLE users DROP COLUMN legacy');\n};\nexports.down = async (knex) => {\n  // ${DOWN}\n  await knex.raw('ALTER TABLE users ADD COLUMN legacy text');\n};\n`,
    { down: true },
  ],
  [
    'Knex, inside a call of its builder',
    'migrations/20260101000000_a.ts',
    `import type { Knex } from 'knex';\nexport async function up(knex: Knex) {\n  await knex.schema.alterTable('users', (t) => {\n    /* ${ALLOW} */\n    t.dropColumn('legacy');\n  });\n}\nexport async function down(knex: Knex) {\n  await knex.schema.alterTable('users', (t) => {\n    // ${DOWN}\n    t.text('legacy');\n  });\n}\n`,
    { down: true },
  ],
  [
    'TypeORM',
    'src/migrations/1700000000000-A.ts',
    `import { MigrationInterface, QueryRunner } from 'typeorm';\nexport class A1700000000000 implements MigrationInterface {\n  public async up(queryRunner: QueryRunner): Promise<void> {\n    // ${ALLOW}\n    await queryRunner.query('ALTER TABLE users DROP COLUMN legacy');\n  }\n  public async down(queryRunner: QueryRunner): Promise<void> {\n    // ${DOWN}\n    await queryRunner.query('ALTER TABLE users ADD COLUMN legacy text');\n  }\n}\n`,
    { down: true },
  ],
  [
    'Alembic',
    'alembic/versions/ab12_a.py',
    `from alembic import op\nimport sqlalchemy as sa\nrevision = 'ab12'\ndown_revision = None\n\ndef upgrade():\n    # ${ALLOW}\n    op.drop_column('users', 'legacy')\n\ndef downgrade():\n    # ${DOWN}\n    op.add_column('users', sa.Column('legacy', sa.Text()))\n`,
    { down: true },
  ],
  [
    'Django',
    'shop/migrations/0002_a.py',
    `from django.db import migrations\n\nclass Migration(migrations.Migration):\n    dependencies = [('shop', '0001_initial')]\n    operations = [\n        # ${ALLOW}\n        migrations.RunSQL('ALTER TABLE users DROP COLUMN legacy', migrations.RunSQL.noop),\n    ]\n`,
    { down: false, others: { 'manage.py': '' } },
  ],
  [
    'yoyo',
    'migrations/0001_a.py',
    `from yoyo import step\nsteps = [\n    step(\n        # ${ALLOW}\n        "ALTER TABLE users DROP COLUMN legacy",\n        # ${DOWN}\n        "ALTER TABLE users ADD COLUMN legacy text",\n    ),\n]\n`,
    { down: true },
  ],
  [
    'Laravel',
    'database/migrations/2026_01_01_000000_a.php',
    `<?php\nuse Illuminate\\Database\\Migrations\\Migration;\nuse Illuminate\\Database\\Schema\\Blueprint;\nuse Illuminate\\Support\\Facades\\Schema;\nreturn new class extends Migration {\n    public function up(): void {\n        Schema::table('users', function (Blueprint $table) {\n            // ${ALLOW}\n            $table->dropColumn('legacy');\n        });\n    }\n    public function down(): void {\n        # ${DOWN}\n        Schema::table('users', function (Blueprint $table) { $table->text('legacy')->nullable(); });\n    }\n};\n`,
    { down: true },
  ],
  [
    'Phinx',
    'db/migrations/20260101000000_a.php',
    `<?php\nuse Phinx\\Migration\\AbstractMigration;\nfinal class A extends AbstractMigration {\n    public function up(): void {\n        /* ${ALLOW} */\n        $this->execute('ALTER TABLE users DROP COLUMN legacy');\n    }\n    public function down(): void {\n        // ${DOWN}\n        $this->execute('ALTER TABLE users ADD COLUMN legacy text');\n    }\n}\n`,
    { down: true },
  ],
  [
    'Ecto',
    'priv/repo/migrations/20260101000000_a.exs',
    `defmodule Shop.Repo.Migrations.A do\n  use Ecto.Migration\n\n  def up do\n    # ${ALLOW}\n    execute "ALTER TABLE users DROP COLUMN legacy"\n  end\n\n  def down do\n    # ${DOWN}\n    execute "ALTER TABLE users ADD COLUMN legacy text"\n  end\nend\n`,
    { down: true },
  ],
  [
    'EF Core',
    'Migrations/20260101000000_A.cs',
    `using Microsoft.EntityFrameworkCore.Migrations;\npublic partial class A : Migration\n{\n    protected override void Up(MigrationBuilder migrationBuilder)\n    {\n        // ${ALLOW}\n        migrationBuilder.DropColumn(name: "legacy", table: "users");\n    }\n    protected override void Down(MigrationBuilder migrationBuilder)\n    {\n        // ${DOWN}\n        migrationBuilder.AddColumn<string>(name: "legacy", table: "users", type: "text", nullable: true);\n    }\n}\n`,
    { down: true },
  ],
  [
    'Rails',
    'db/migrate/20260101000000_a.rb',
    `class A < ActiveRecord::Migration[7.1]\n  def up\n    # ${ALLOW}\n    remove_column :users, :legacy\n  end\n  def down\n    # ${DOWN}\n    add_column :users, :legacy, :text\n  end\nend\n`,
    { down: true },
  ],
  [
    'Liquibase in XML',
    'db/changelog.xml',
    `<databaseChangeLog>\n  <changeSet id="2" author="a">\n    <!-- ${ALLOW.replace(' -- ', ' - ')} -->\n    <dropColumn tableName="users" columnName="legacy"/>\n    <rollback>\n      <!-- ${DOWN} -->\n      <sql>ALTER TABLE users ADD COLUMN legacy text</sql>\n    </rollback>\n  </changeSet>\n</databaseChangeLog>\n`,
    { down: true },
  ],
  [
    'Liquibase in YAML',
    'db/changelog.yaml',
    `databaseChangeLog:\n  - changeSet:\n      id: 1\n      author: a\n      changes:\n        # ${ALLOW}\n        - dropColumn: { tableName: users, columnName: legacy }\n      rollback:\n        # ${DOWN}\n        - sql: "ALTER TABLE users ADD COLUMN legacy text DEFAULT '# lockkeeper:allow drop-table -- in a text'"\n        - sql: |\n            UPDATE users SET legacy =\n            '# lockkeeper:allow drop-table -- in a text'\n`,
    { down: true },
  ],
];

describe('an allow comment in', () => {
  test.each(FILES)('%s allows the statement after it', async (_, path, text, { down, others }) => {
    const result = await reviewed(path, text, others);
    const found = result.findings.filter(({ rule }) => rule === 'drop-column');
    expect(found.map(({ allowed }) => allowed && [allowed.source, allowed.by, allowed.until, allowed.reason])).toEqual([
      ['comment', '@data', '2027-03-01', 'nothing reads it'],
    ]);
    expect(result.findings.filter(({ rule }) => rule.endsWith('-allow'))).toEqual([]);
    const comments = (direction: 'up' | 'down'): readonly string[] =>
      result.migrations
        .filter(({ migration }) => migration.direction === direction)
        .flatMap(({ migration }) => migration.comments ?? [])
        .map((comment) => comment.text.trim());
    expect([comments('up'), comments('down')]).toEqual([[ALLOW], down ? [DOWN] : []]);
  });

  test.each(FILES)('%s is a finding after its date, and where its date is none', async (_, path, text, { others }) => {
    const late = await reviewed(path, text.replace('2027-03-01', '2026-11-25'), others);
    const rulesOf = (result: Review): readonly string[] =>
      result.findings.filter(({ allowed }) => !allowed).map(({ rule, message }) => `${rule}: ${message}`);
    expect(rulesOf(late)).toContain('expired-allow: The allow comment for drop-column is no longer in force: it held until 2026-11-25.');
    expect(rulesOf(late)).toContainEqual(expect.stringContaining('drop-column: '));
    const wrong = await reviewed(path, text.replace('2027-03-01', '2027-02-30'), others);
    expect(rulesOf(wrong)).toContainEqual(expect.stringContaining('invalid-allow: '));
    expect(rulesOf(wrong)).toContainEqual(expect.stringContaining('"2027-02-30" is not a date'));
  });
});
