/** `lockkeeper rollback`: what it prints, what it writes for each tool, and what it refuses. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { rollbackCommand } from '../src/commands/rollback.ts';
import { rollbackSchema } from '../src/reporters/json-rollback.ts';
import { cleanUp, temporary } from './support/command.ts';

afterAll(cleanUp);

// The rules lie beside the bundle; the sources have none beside them.
vi.mock('../src/commands/rule-files.ts', async (original) => {
  const { loadBuiltInRules } = await import('../src/ruleset/builtin.ts');
  const compiled = await readFile(join(import.meta.dirname, '../dist/rules.json'), 'utf8');
  return { ...(await original<object>()), loadAllRules: () => loadBuiltInRules(compiled) };
});

/** What the command says in a folder; an error of the user's as its two sentences. */
async function run(folder: string, ...args: string[]): Promise<{ readonly status: number; readonly out: string; readonly err: string }> {
  const said = { out: '', err: '' };
  const status = await rollbackCommand(args, {
    cwd: folder,
    env: {},
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    inIsTerminal: false,
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 100,
    stdin: async () => '',
    today: new Date(0),
  }).catch((error: { readonly problem?: string; readonly hint?: string }) => {
    if (error.problem === undefined) throw error;
    said.err += [error.problem, error.hint].join('|');
    return 2;
  });
  return { status, ...said };
}

const TABLES =
  'CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL);\nCREATE TABLE orders (id bigint PRIMARY KEY, note text, data jsonb);\n';
const CHANGE =
  'ALTER TABLE orders DROP COLUMN note;\nALTER TABLE orders ALTER COLUMN data TYPE int USING 1;\nCREATE INDEX customers_email ON customers (email);\nDROP TABLE customers;\n';
const DOWN = 'DROP TABLE orders;\nDROP TABLE customers;\n';

describe('what it prints', () => {
  const files = { 'm/1_a.up.sql': TABLES, 'm/1_a.down.sql': DOWN, 'm/2_b.up.sql': CHANGE };
  it.each(['sql', 'terminal', 'markdown', 'json'])('%s', async (format) => {
    const { status, out, err } = await run(await temporary(files), 'm/2_b.up.sql', '--format', format);
    expect([status, err]).toEqual([0, '']);
    await expect(out).toMatchFileSnapshot(`fixtures/rollback/command.${format}.txt`);
    if (format !== 'json') return;
    const valid = new Ajv2020({ strict: true, allErrors: true }).compile(JSON.parse(JSON.stringify(rollbackSchema())) as object);
    valid(JSON.parse(out));
    expect(valid.errors ?? []).toEqual([]);
  });
  it.each(['sql', 'terminal', 'markdown'])('names that want to be more, as %s', async (format) => {
    const name = '"a\n::error::x`<!-- lockkeeper: -->\u001b[31m\u202e@all"';
    const folder = await temporary({ 'm/1_a.sql': 'CREATE TABLE t (id int);', 'm/2_b.sql': `ALTER TABLE t ADD COLUMN ${name} int;` });
    const { out } = await run(folder, 'm/2_b.sql', '--format', format);
    expect([out.includes('\u001b'), out.includes('\u202e')]).toEqual([false, false]);
    expect(out).not.toMatch(/^\s*::error::/m);
    // A marker of ours acts in Markdown alone; a statement that cannot be shown as it is is not there to be run as SQL.
    const acts = { sql: /^ALTER TABLE/m, markdown: /<!-- lockkeeper:/, terminal: /::error::x`\n/ }[format];
    expect(out).not.toMatch(acts ?? /$/);
  });
});

const SECOND = 'ALTER TABLE orders ADD COLUMN total int;\n';
const CARGO = (crate: string): string =>
  `[package]\nname = "shop"\n[dependencies]\n${crate} = { version = "1", features = ["postgres"] }\n`;
/** Files of a project whose last one is the migration, and the file that its way back is written to. */
const PROJECTS: Readonly<Record<string, readonly [files: Readonly<Record<string, string>>, migration: string, back: string]>> = {
  'golang-migrate': [{ 'm/1_a.up.sql': TABLES, 'm/1_a.down.sql': DOWN, 'm/2_b.up.sql': SECOND }, 'm/2_b.up.sql', 'm/2_b.down.sql'],
  sqlx: [{ 'Cargo.toml': CARGO('sqlx'), 'migrations/1_a.up.sql': TABLES, 'migrations/1_a.down.sql': DOWN, 'migrations/2_b.up.sql': SECOND }, 'migrations/2_b.up.sql', 'migrations/2_b.down.sql'],
  diesel: [{ 'diesel.toml': '[print_schema]\n', 'm/2026-01-01-000000_a/up.sql': TABLES, 'm/2026-01-02-000000_b/up.sql': SECOND }, 'm/2026-01-02-000000_b/up.sql', 'm/2026-01-02-000000_b/down.sql'],
  hasura: [{ 'config.yaml': 'version: 3\nmetadata_directory: metadata\n', 'migrations/default/1767225600000_a/up.sql': TABLES, 'migrations/default/1767312000000_b/up.sql': SECOND }, 'migrations/default/1767312000000_b/up.sql', 'migrations/default/1767312000000_b/down.sql'],
  pop: [{ 'm/1_a.postgres.up.sql': TABLES, 'm/2_b.postgres.up.sql': SECOND }, 'm/2_b.postgres.up.sql', 'm/2_b.postgres.down.sql'],
  goose: [{ 'm/1_a.sql': `-- +goose Up\n${TABLES}`, 'm/2_b.sql': `-- +goose Up\n${SECOND}\n-- +goose Down\n` }, 'm/2_b.sql', 'm/2_b.sql'],
  dbmate: [{ 'db/migrations/20260101000000_a.sql': `-- migrate:up\n${TABLES}`, 'db/migrations/20260102000000_b.sql': `-- migrate:up\n${SECOND}` }, 'db/migrations/20260102000000_b.sql', 'db/migrations/20260102000000_b.sql'],
  'sql-migrate': [{ 'm/1_a.sql': `-- +migrate Up\n${TABLES}`, 'm/2_b.sql': `-- +migrate Up\n${SECOND}` }, 'm/2_b.sql', 'm/2_b.sql'],
  tern: [{ 'm/001_a.sql': `${TABLES}\n---- create above / drop below ----\n${DOWN}`, 'm/002_b.sql': SECOND }, 'm/002_b.sql', 'm/002_b.sql'],
}; // prettier-ignore

interface InCode {
  /** The last one is the migration whose way back is missing. */
  readonly files: Readonly<Record<string, string>>;
  readonly more?: Readonly<Record<string, string>>;
}

const KNEX = { 'knexfile.js': "module.exports = { client: 'pg' };\n" };
const ALEMBIC = (own: string, before: string, up: string, down: string): string =>
  `from alembic import op\nimport sqlalchemy as sa\n\nrevision = "${own}"\ndown_revision = ${before}\n\n\ndef upgrade():\n    ${up}\n${down}`;
const ALEMBIC_FILES = {
  'alembic.ini': '[alembic]\nscript_location = migrations\nsqlalchemy.url = postgresql://localhost/shop\n',
  'migrations/env.py': 'from alembic import context\n\nwith context.begin_transaction():\n    context.run_migrations()\n',
  'migrations/versions/a1_tables.py': ALEMBIC('a1', 'None', `op.execute("""${TABLES}""")`, ''),
};
const RAILS = (name: string, body: string): string => `class ${name} < ActiveRecord::Migration[7.1]\n${body}end\n`;
const RAILS_FILES = {
  'config/database.yml': 'production:\n  adapter: postgresql\n',
  'db/migrate/20260101000000_tables.rb': RAILS('Tables', `  def up\n    execute <<~SQL\n${TABLES}\n    SQL\n  end\n`),
};
const DJANGO = (body: string): string => `from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    dependencies = [${body.includes('TABLE customers (') ? '' : '("shop", "0001_initial")'}]\n\n    operations = [\n${body}    ]\n`; // prettier-ignore
const ECTO = (name: string, body: string): string => `defmodule Shop.Repo.Migrations.${name} do\n  use Ecto.Migration\n\n${body}end\n`;
const LARAVEL = (body: string): string => `<?php\n\nuse Illuminate\\Database\\Migrations\\Migration;\nuse Illuminate\\Support\\Facades\\DB;\n\nreturn new class extends Migration\n{\n${body}};\n`; // prettier-ignore
const TYPEORM = (name: string, up: string, down: string): string => `import { MigrationInterface, QueryRunner } from 'typeorm';\n\nexport class ${name} implements MigrationInterface {\n  public async up(queryRunner: QueryRunner): Promise<void> {\n    await queryRunner.query(\`${up}\`);\n  }\n\n${down}}\n`; // prettier-ignore
const MIKRO = (order: string, up: string): string => `import { Migration } from '@mikro-orm/migrations';\n\nexport class Migration${order} extends Migration {\n  async up(): Promise<void> {\n    this.addSql(\`${up}\`);\n  }\n}\n`; // prettier-ignore

/** Migrations in code whose way back is missing or does nothing. */
const IN_CODE: Readonly<Record<string, InCode>> = {
  'alembic that passes': {
    files: { ...ALEMBIC_FILES, 'migrations/versions/b2_total.py': ALEMBIC('b2', '"a1"', 'op.add_column("orders", sa.Column("total", sa.Integer()))', '\n\ndef downgrade():\n    # Nothing yet.\n    pass\n') },
  },
  'alembic without': {
    files: { ...ALEMBIC_FILES, 'migrations/versions/b2_total.py': ALEMBIC('b2', '"a1"', 'op.execute("ALTER TABLE orders ADD COLUMN total int, DROP COLUMN note")', '') },
  },
  'rails up alone': {
    files: { ...RAILS_FILES, 'db/migrate/20260102000000_total.rb': RAILS('Total', '  def up\n    # Sums of orders.\n    add_column :orders, :total, :integer\n    add_index :orders, :total\n    change_column_null :orders, :note, false\n  end\n') },
  },
  'rails change': {
    files: { ...RAILS_FILES, 'db/migrate/20260102000000_total.rb': RAILS('Total', '  def change\n    remove_column :orders, :note\n    execute "CREATE INDEX orders_data ON orders (data)"\n  end\n') },
  },
  django: {
    files: {
      'manage.py': '',
      'shop/migrations/__init__.py': '',
      'shop/migrations/0001_initial.py': DJANGO(`        migrations.RunSQL("""${TABLES}"""),\n`),
      'shop/migrations/0002_total.py': DJANGO('        migrations.RunSQL("ALTER TABLE orders ADD COLUMN total int"),\n        migrations.RunSQL(\n            sql="""\n            ALTER TABLE orders ADD COLUMN b int;\n            CREATE INDEX orders_b ON orders (b);\n            """,\n        ),\n'),
    },
  },
  ecto: {
    files: {
      'priv/repo/migrations/20260101000000_tables.exs': ECTO('Tables', `  def up do\n    execute("CREATE TABLE orders (id bigint PRIMARY KEY, note text)")\n  end\n\n  def down do\n    execute("DROP TABLE orders")\n  end\n`),
      'priv/repo/migrations/20260102000000_total.exs': ECTO('Total', '  def change do\n    alter table(:orders) do\n      add :total, :integer\n    end\n\n    execute("CREATE INDEX orders_note ON orders (note)")\n  end\n'),
    },
  },
  laravel: {
    files: {
      'config/database.php': "<?php\n\nreturn [\n    'default' => env('DB_CONNECTION', 'pgsql'),\n];\n",
      'database/migrations/2026_01_01_000000_tables.php': LARAVEL(`    public function up(): void\n    {\n        DB::unprepared("${TABLES}");\n    }\n`),
      'database/migrations/2026_01_02_000000_total.php': LARAVEL('    public function up(): void\n    {\n        DB::statement("ALTER TABLE orders ADD COLUMN total int");\n    }\n\n    public function down(): void\n    {\n        //\n    }\n'),
    },
  },
  knex: {
    files: {
      ...KNEX,
      'migrations/20260101000000_a.js': `exports.up = async (knex) => {\n  await knex.raw(\`${TABLES}\`);\n};\n`,
      'migrations/20260102000000_b.js': "exports.up = async function (knex) {\n  await knex.schema.alterTable('orders', (t) => {\n    t.integer('total');\n    t.index('total');\n  });\n};\n\nexports.down = function () {};\n",
    },
  },
  typeorm: {
    files: {
      'migrations/1767225600000-Tables.ts': TYPEORM('Tables1767225600000', TABLES, '  public async down(queryRunner: QueryRunner): Promise<void> {\n    await queryRunner.query(`DROP TABLE orders`);\n  }\n'),
      'migrations/1767312000000-Total.ts': TYPEORM('Total1767312000000', SECOND, '  public async down(queryRunner: QueryRunner): Promise<void> {}\n'),
    },
  },
  'mikro-orm': {
    files: {
      'migrations/Migration20260101000000.ts': MIKRO('20260101000000', TABLES),
      'migrations/Migration20260102000000.ts': MIKRO('20260102000000', SECOND),
    },
  },
  sequelize: {
    files: {
      'migrations/20260101000000-tables.js': `module.exports = {\n  async up(queryInterface) {\n    await queryInterface.sequelize.query(\`${TABLES}\`);\n  },\n};\n`,
      'migrations/20260102000000-total.js': "module.exports = {\n  up: async (queryInterface) => {\n    await queryInterface.sequelize.query('ALTER TABLE orders ADD COLUMN total int, ADD COLUMN b int');\n    await queryInterface.addIndex('orders', ['b']);\n  },\n\n  down: async (queryInterface) => {\n    return Promise.resolve();\n  },\n};\n",
    },
  },
  'node-pg-migrate': {
    files: {
      'migrations/1767225600000_tables.js': `exports.up = (pgm) => {\n  pgm.sql(\`${TABLES}\`);\n};\n\nexports.down = (pgm) => {\n  pgm.sql('DROP TABLE orders');\n};\n`,
      'migrations/1767312000000_total.js': "exports.up = (pgm) => {\n  pgm.sql('ALTER TABLE orders ADD COLUMN total int');\n};\n\nexports.down = (pgm) => {};\n",
    },
  },
}; // prettier-ignore

describe('--write', () => {
  it.each(Object.entries(PROJECTS))('%s', async (_, [files, migration, back]) => {
    const folder = await temporary(files);
    const { status, err } = await run(folder, '--write', migration);
    expect([status, err]).toEqual([0, `${files[back] === undefined ? 'created' : 'changed'} ${back}\n`]);
    const text = await readFile(join(folder, back), 'utf8');
    expect(text).toContain('DROP COLUMN total;');
    expect(text.startsWith(files[back]?.trimEnd() ?? '')).toBe(true);
    // Read by the tool's own reader, it leads to the same schema, and is not written again.
    const again = await run(folder, '--write', migration);
    expect([again.status, again.err]).toEqual([0, `not written: ${migration}: It brings a way back that leads to the same schema.\n`]);
    expect(await readFile(join(folder, back), 'utf8')).toBe(text);
  });
  it('says what a way back that is there does otherwise, and leaves it', async () => {
    const folder = await temporary({ 'm/1_a.up.sql': TABLES, 'm/1_a.down.sql': 'DROP TABLE orders;\n' });
    const { err } = await run(folder, '--write', 'm/1_a.up.sql');
    expect(err).toMatch(
      /^not written: m\/1_a\.up\.sql: It brings a way back, which is left as it is although it leads elsewhere: .*customers/,
    );
    expect(await readFile(join(folder, 'm/1_a.down.sql'), 'utf8')).toBe('DROP TABLE orders;\n');
  });
  it.each(Object.entries(IN_CODE))('in code: %s', async (name, { files, more = {} }) => {
    const folder = await temporary({ ...files, ...more });
    const migration = Object.keys(files).at(-1) ?? '';
    const before = files[migration] ?? '';
    const { status, err } = await run(folder, '--write', migration);
    expect([status, err]).toEqual([0, `changed ${migration}\n`]);
    const text = await readFile(join(folder, migration), 'utf8');
    await expect(`${before}\n=== with its way back\n${text}`).toMatchFileSnapshot(
      `fixtures/rollback/written-${name.replaceAll(' ', '-')}.txt`,
    );
    const again = await run(folder, '--write', migration);
    const same = name === 'django' ? 'Each of its operations has a way back.' : 'It brings a way back that leads to the same schema.';
    expect([again.status, again.err]).toEqual([0, `not written: ${migration}: ${same}\n`]);
    expect(await readFile(join(folder, migration), 'utf8')).toBe(text);
  });
  it.each([
    ['one that says so', 'exports.down = async () => {\n  throw new Error("no way back");\n};\n', 'It says itself that there is no way back.'],
    ['what it holds is not known', 'exports.down = async (knex) => {\n  log(knex);\n};\n', 'Its way back is code that Lockkeeper does not write: put what is printed into it in the form of the tool.'],
  ])('touches no way back in code: %s', async (_, down, said) => {
    const [path, up] = ['migrations/20260101000000_a.js', 'exports.up = async function (knex) {\n  await knex.raw(`CREATE TABLE t (id int)`);\n};\n'];
    const folder = await temporary({ 'knexfile.js': "module.exports = { client: 'pg' };\n", [path]: up + down });
    const { status, err } = await run(folder, '--write', path);
    expect([status, err]).toEqual([0, `not written: ${path}: ${said}\n`]);
  }); // prettier-ignore
});

describe('errors', () => {
  const files = {
    'm/1_a.up.sql': TABLES,
    'm/1_a.down.sql': DOWN,
    'm/2_b.up.sql': '-- nothing\n',
    'm/2_b.down.sql': DOWN,
    'README.md': '# Shop\n',
    'liquibase.properties': 'changeLogFile=db/changelog/1.sql\nurl=jdbc:postgresql://localhost/shop\n',
    'db/changelog/1.sql':
      '--liquibase formatted sql\n\n--changeset a:1\nCREATE TABLE x (id int);\n\n--changeset a:2\nCREATE TABLE y (id int);\n',
  };
  it.each([
    [[], 'rollback takes one migration file.'],
    [['m/1_a.up.sql', 'm/2_b.up.sql'], 'rollback takes one migration file.'],
    [['m'], 'm is a folder.'],
    [['m/3.sql'], 'There is no file or folder m/3.sql.'],
    [['m/1_a.down.sql'], 'm/1_a.down.sql is a way back itself.|Name the migration: lockkeeper rollback m/1_a.up.sql'],
    [['m/2_b.up.sql'], 'm/2_b.up.sql runs no statement.|There is nothing to undo.'],
    [['README.md'], 'README.md is no migration that Lockkeeper knows.'],
    [['m/1_a.up.sql', '--config', 'none.yml'], 'There is no configuration none.yml.'],
    [['m/1_a.up.sql', '--migration', '7'], 'm/1_a.up.sql holds no migration 7.|It holds 1.'],
  ])('%j', async (args, said) => {
    const { status, out, err } = await run(await temporary(files), ...args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(said);
  });
  it('several migrations of one file are named, and one can be chosen', async () => {
    const folder = await temporary(files);
    const all = await run(folder, 'db/changelog/1.sql', '--format', 'json');
    const { rollbacks } = JSON.parse(all.out) as { readonly rollbacks: readonly { readonly id: string }[] };
    expect(rollbacks).toHaveLength(2);
    const [last] = rollbacks;
    const one = await run(folder, 'db/changelog/1.sql', '--migration', last?.id ?? '');
    expect(one.out).toContain('DROP TABLE public.y;');
    expect(one.out).not.toContain('DROP TABLE public.x;');
  });
});
