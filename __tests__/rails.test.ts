/** What each call of a Rails migration is read as. */
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../src/changes/memory.ts';
import { frameworkOf } from '../src/frameworks/index.ts';
import type { Migration } from '../src/frameworks/framework.ts';

async function read(files: Readonly<Record<string, string>>): Promise<readonly Migration[]> {
  const tree = memoryTree(files);
  const rails = frameworkOf('rails');
  const [project] = (await rails?.detect(tree)) ?? [];
  return project ? ((await rails?.read(project, tree))?.migrations ?? []) : [];
}

const migration = (body: string, version = '7.1'): string => `class A < ActiveRecord::Migration[${version}]\n${body}\nend\n`;
const one = (body: string, version?: string): Promise<readonly Migration[]> => read({ 'db/migrate/1_a.rb': migration(body, version) });
const method = (name: string, lines: string): string => `  def ${name}\n${lines.replaceAll(/^/gm, '    ')}\n  end`;

function sent(found: Migration | undefined): readonly string[] {
  return (found?.steps ?? []).map((step) =>
    step.kind === 'sql' ? step.script.text : step.kind === 'unread' ? `unread: ${step.reason}` : '',
  );
}

const up = async (lines: string, version?: string): Promise<readonly string[]> => sent((await one(method('up', lines), version))[0]);

async function back(lines: string, version?: string): Promise<readonly string[] | string | undefined> {
  const [first, down] = await one(method('change', lines), version);
  return down ? sent(down) : first?.down;
}

describe('calls', () => {
  it.each([
    [
      'create_table :users do |t|\n  t.string :name, limit: 20, null: false, default: "x\'y"\n  t.references :team, foreign_key: { on_delete: :cascade }\n  t.jsonb :extra, default: {}\n  t.timestamps\nend',
      [
        `CREATE TABLE "users" ("id" bigserial primary key, "name" character varying(20) DEFAULT 'x''y' NOT NULL, "team_id" bigint, "extra" jsonb DEFAULT '{}', "created_at" timestamp(6) NOT NULL, "updated_at" timestamp(6) NOT NULL, CONSTRAINT "fk_rails_b2bbf87303" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE)`,
        'CREATE INDEX "index_users_on_team_id" ON "users" ("team_id")',
      ],
    ],
    [
      'create_table("s.t", id: :uuid, force: :cascade) { |t| t.integer :a, :b, limit: 8, array: true }',
      [
        'DROP TABLE IF EXISTS "s"."t" CASCADE',
        'CREATE TABLE "s"."t" ("id" uuid DEFAULT gen_random_uuid() NOT NULL PRIMARY KEY, "a" bigint[], "b" bigint[])',
      ],
    ],
    [
      'create_table :t, primary_key: [:a, :b] do |t|\n  t.bigint :a\n  t.bigint :b\nend',
      ['CREATE TABLE "t" ("a" bigint, "b" bigint, PRIMARY KEY ("a", "b"))'],
    ],
    [
      'create_join_table :products, :categories',
      ['CREATE TABLE "categories_products" ("product_id" bigint NOT NULL, "category_id" bigint NOT NULL)'],
    ],
    ['drop_table :a, :b, if_exists: true, force: :cascade', ['DROP TABLE IF EXISTS "a", "b" CASCADE']],
    [
      'add_column :t, :at, :datetime, default: -> { "now()" }, comment: "when"',
      ['ALTER TABLE "t" ADD "at" timestamp(6) DEFAULT now()', `COMMENT ON COLUMN "t"."at" IS 'when'`],
    ],
    [
      'add_column :t, :a, :decimal, precision: 8, scale: 2, default: 0, if_not_exists: true',
      ['ALTER TABLE "t" ADD COLUMN IF NOT EXISTS "a" decimal(8,2) DEFAULT 0.0'],
    ],
    ['remove_columns :t, :a, :b', ['ALTER TABLE "t" DROP COLUMN "a", DROP COLUMN "b"']],
    [
      'change_column :t, :a, :text, null: false, default: nil, using: "a::text"',
      ['ALTER TABLE "t" ALTER COLUMN "a" TYPE text USING a::text, ALTER COLUMN "a" DROP DEFAULT, ALTER COLUMN "a" SET NOT NULL'],
    ],
    ['change_column_null :t, :a, false, 0', ['UPDATE "t" SET "a"=0 WHERE "a" IS NULL', 'ALTER TABLE "t" ALTER COLUMN "a" SET NOT NULL']],
    [
      'add_index :t, [:a, :b], unique: true, where: "a > 0", order: { b: :desc }, algorithm: :concurrently, include: :c',
      ['CREATE UNIQUE INDEX CONCURRENTLY "index_t_on_a_and_b" ON "t" ("a", "b" DESC) INCLUDE ("c") WHERE a > 0'],
    ],
    ['add_index :t, "lower(name)", using: :btree', ['CREATE INDEX "index_t_on_lower_name" ON "t" USING btree (lower(name))']],
    [
      'add_index :a_table_with_a_long_name_indeed, [:a_column_with_a_long_name, :another_column]',
      [
        'CREATE INDEX "idx_on_a_column_with_a_long_name_another_column_a9bb34e252" ON "a_table_with_a_long_name_indeed" ("a_column_with_a_long_name", "another_column")',
      ],
    ],
    ['remove_index :t, column: :a, algorithm: :concurrently', ['DROP INDEX CONCURRENTLY "index_t_on_a"']],
    [
      'add_reference :t, :owner, polymorphic: true, null: false',
      [
        'ALTER TABLE "t" ADD "owner_type" character varying NOT NULL',
        'ALTER TABLE "t" ADD "owner_id" bigint NOT NULL',
        'CREATE INDEX "index_t_on_owner" ON "t" ("owner_type", "owner_id")',
      ],
    ],
    [
      'add_foreign_key :a, :people, validate: false\nvalidate_foreign_key :a, :people',
      [
        'ALTER TABLE "a" ADD CONSTRAINT "fk_rails_bad26c2f80" FOREIGN KEY ("person_id") REFERENCES "people" ("id") NOT VALID',
        'ALTER TABLE "a" VALIDATE CONSTRAINT "fk_rails_bad26c2f80"',
      ],
    ],
    [
      'add_check_constraint :t, "a > 0", name: "positive", validate: false',
      ['ALTER TABLE "t" ADD CONSTRAINT positive CHECK (a > 0) NOT VALID'],
    ],
    [
      'rename_table :a, :b',
      ['ALTER TABLE "a" RENAME TO "b"', 'ALTER INDEX "a_pkey" RENAME TO "b_pkey"', 'ALTER TABLE "a_id_seq" RENAME TO "b_id_seq"'],
    ],
    [
      'add_index :t, :a\nrename_column :t, :a, :b',
      [
        'CREATE INDEX "index_t_on_a" ON "t" ("a")',
        'ALTER TABLE "t" RENAME COLUMN "a" TO "b"',
        'ALTER INDEX "index_t_on_a" RENAME TO "index_t_on_b"',
      ],
    ],
    [
      'change_table :t, bulk: true do |t|\n  t.string :a, index: true\n  t.remove :b\nend',
      ['ALTER TABLE "t" ADD "a" character varying', 'CREATE INDEX "index_t_on_a" ON "t" ("a")', 'ALTER TABLE "t" DROP COLUMN "b"'],
    ],
    [
      'enable_extension "s.citext"\nadd_enum_value :e, "b", after: "a"\nrename_enum :e, :f',
      ['CREATE EXTENSION IF NOT EXISTS "citext" SCHEMA s', `ALTER TYPE "e" ADD VALUE 'b' AFTER 'a'`, 'ALTER TYPE "e" RENAME TO "f"'],
    ],
    [
      'add_unique_constraint :t, [:a], deferrable: :deferred\nadd_exclusion_constraint :t, "a WITH =", using: :gist, name: "x"',
      [
        'ALTER TABLE "t" ADD CONSTRAINT "uniq_rails_9c83d122dd" UNIQUE ("a") DEFERRABLE INITIALLY DEFERRED',
        'ALTER TABLE "t" ADD CONSTRAINT "x" EXCLUDE USING gist (a WITH =)',
      ],
    ],
    ['execute <<~SQL.squish\n  UPDATE t\n    SET a = 1\nSQL', ['UPDATE t SET a = 1']],
    ['%w[a b].each { |name| add_column name, :c, :integer }', ['ALTER TABLE "a" ADD "c" integer', 'ALTER TABLE "b" ADD "c" integer']],
    ['safety_assured { say_with_time("x") { connection.execute("VACUUM") } }', ['VACUUM']],
    ['add_column :t, :c, :integer unless column_exists?(:t, :c)', ['ALTER TABLE "t" ADD "c" integer']],
    ['return if table_exists?(:t)\nexecute "a"', ['a']],
    ['User.find_each { |user| user.update!(a: 1) }', ['unread: a data change through a model']],
    ['add_column ENV["T"], :c, :integer', ['unread: the name of the table is computed']],
    ['execute "UPDATE t SET a = #{x.y}"', ['unread: the SQL is computed']],
    ['add_column :t, :c, :integer, **options', ['unread: its arguments are spread']],
    ['some_gem_helper :t', ['unread: what some_gem_helper(…) does is not known']],
    ['puts "DROP TABLE t"', []],
  ])('%s', async (lines, expected) => {
    expect(await up(lines)).toEqual(expected);
  });
});

it('knows the versions: what a migration of an older one does is as it was', async () => {
  const table = 'create_table :t do |t|\n  t.belongs_to :u\n  t.datetime :a\n  t.timestamps\nend';
  expect(await up(table, '4.2')).toEqual([
    'CREATE TABLE "t" ("id" serial NOT NULL PRIMARY KEY, "u_id" integer, "a" timestamp, "created_at" timestamp, "updated_at" timestamp)',
  ]);
  expect((await up(table, '5.0'))[0]).toContain('"created_at" timestamp NOT NULL');
  expect(await up(table, '6.1')).toEqual([
    'CREATE TABLE "t" ("id" bigserial primary key, "u_id" bigint, "a" timestamp, "created_at" timestamp(6) NOT NULL, "updated_at" timestamp(6) NOT NULL)',
    'CREATE INDEX "index_t_on_u_id" ON "t" ("u_id")',
  ]);
  const zoned = await read({
    'db/migrate/1_a.rb': migration(method('up', 'add_column :t, :a, :datetime')),
    'config/application.rb': 'ActiveRecord::ConnectionAdapters::PostgreSQLAdapter.datetime_type = :timestamptz\n',
  });
  expect(sent(zoned[0])).toEqual(['ALTER TABLE "t" ADD "a" timestamptz(6)']);
});

describe('the way back of change', () => {
  it.each([
    ['create_table :t\nadd_index :t, :a', ['DROP INDEX "index_t_on_a"', 'DROP TABLE "t"']],
    ['remove_column :t, :a, :string, null: false', ['ALTER TABLE "t" ADD "a" character varying NOT NULL']],
    ['remove_column :t, :a', 'irreversible'],
    ['drop_table :t', 'irreversible'],
    ['change_column_default :t, :a, from: nil, to: 1', ['ALTER TABLE "t" ALTER COLUMN "a" DROP DEFAULT']],
    ['change_column_default :t, :a, 1', 'irreversible'],
    ['execute "a"', 'irreversible'],
    [
      'reversible do |dir|\n  dir.up { execute "a" }\n  dir.down { execute "b" }\nend\nadd_column :t, :a, :text',
      ['ALTER TABLE "t" DROP COLUMN "a"', 'b'],
    ],
    ['up_only { execute "a" }', 'absent'],
    [
      'change_table(:t) do |t|\n  t.rename :a, :b\n  t.remove :c, type: :text\nend',
      ['ALTER TABLE "t" ADD "c" text', 'ALTER TABLE "t" RENAME COLUMN "b" TO "a"'],
    ],
    ['revert { create_table :t }', ['CREATE TABLE "t" ("id" bigserial primary key)']],
    [
      'add_foreign_key :a, :b, validate: false\nrename_index :t, :x, :y',
      ['ALTER INDEX "y" RENAME TO "x"', 'ALTER TABLE "a" DROP CONSTRAINT "fk_rails_ca23efad7e"'],
    ],
  ])('%s', async (lines, expected) => {
    expect(await back(lines)).toEqual(expected);
  });
});

it.each([
  ['', 'absent'],
  [method('down', ''), 'absent'],
  [method('down', '# irreversible'), 'irreversible'],
  [method('down', 'raise ActiveRecord::IrreversibleMigration'), 'irreversible'],
  [method('down', 'drop_table :t'), 'present'],
])('a way back of %j is %s', async (down, expected) => {
  const [first] = await one(`${method('up', 'execute "a"')}\n${down}`);
  expect(first?.down).toBe(expected);
});

it('reads changes of many rows where the table of the model is known', async () => {
  const model = '  class User < ActiveRecord::Base\n    self.table_name = "people"\n  end\n';
  const [found] = await one(
    `${model}${method('up', 'User.where(a: nil).where.not(b: [1, 2]).update_all(c: true)\nUser.old.in_batches.delete_all\nOther.delete_all')}`,
  );
  expect(sent(found)).toEqual([
    'UPDATE "people" SET "c" = TRUE WHERE "people"."a" IS NULL AND "people"."b" NOT IN (1, 2)',
    'DELETE FROM "people" WHERE $1 AND "people"."id" IN ($1)',
    'unread: a data change through a model',
  ]);
});

it('remembers names that earlier migrations gave', async () => {
  const found = await read({
    'db/migrate/1_a.rb': migration(
      method('up', 'add_index :t, :a, name: "own"\nadd_foreign_key :t, :us, column: :a, name: "key"\nadd_column :t, :n, :boolean'),
    ),
    'db/migrate/2_b.rb': migration(
      method('up', 'remove_index :t, :a\nremove_foreign_key :t, :us\nchange_column_default :t, :n, "false"'),
    ).replace('class A', 'class B'),
  });
  expect(sent(found[1])).toEqual([
    'DROP INDEX "own"',
    'ALTER TABLE "t" DROP CONSTRAINT "key"',
    'ALTER TABLE "t" ALTER COLUMN "n" SET DEFAULT FALSE',
  ]);
});

it('places SQL where it stands in the file, past the dedent of a heredoc', async () => {
  const text = migration(method('up', 'execute(<<~SQL)\n    UPDATE t -- é\n      SET a = 1 WHERE b\nSQL\nadd_column :t,\n  :c, :text'));
  const [found] = await read({ 'db/migrate/1_a.rb': text });
  const [sql, column] = found?.steps ?? [];
  if (sql?.kind !== 'sql' || column?.kind !== 'sql') throw new Error('no SQL');
  const at = sql.script.text.indexOf('WHERE');
  const place = sql.script.locate(at, at + 7);
  expect(text.slice(place.start, place.end)).toBe('WHERE b');
  const made = column.script.locate(0, 5);
  expect(text.slice(made.start, made.end)).toBe('add_column :t,\n      :c, :text');
});

it('knows transactions, comments and files that do not parse', async () => {
  const [first] = await one(
    `  disable_ddl_transaction!\n${method('up', '# lockkeeper:allow x -- y\nsafety_assured { execute "a" }\nActiveRecord::Base.transaction { execute "b" }')}`,
  );
  expect([first?.transaction, ...sent(first)]).toEqual(['none', 'a', 'BEGIN', 'b', 'COMMIT']);
  expect(first?.comments?.map(({ text }) => text)).toEqual([' lockkeeper:allow x -- y', 'safety_assured']);
  const [broken] = await read({ 'db/migrate/1_a.rb': 'class A < ActiveRecord::Migration[7.0]\n  def up(\nend' });
  expect(sent(broken)[0]).toContain('unread: the file does not parse');
});

it('gives up on files that would take for ever, and reads the next', async () => {
  const deep = migration(method('up', `x = ${'['.repeat(30_000)}${']'.repeat(30_000)}`));
  const endless = migration(
    `${method('up', 'a')}\n${method('a', '3.times { 300.times { 300.times { b } } }')}\n${method('b', 'a')}`,
  ).replace('class A', 'class B');
  const good = migration(method('up', 'execute "a"')).replace('class A', 'class C');
  const found = await read({ 'db/migrate/1_a.rb': deep, 'db/migrate/2_b.rb': endless, 'db/migrate/3_c.rb': good });
  expect(found.map((each) => sent(each)[0])).toEqual([
    expect.stringContaining('unread: '),
    'unread: the file does more than is followed',
    'a',
  ]);
});
