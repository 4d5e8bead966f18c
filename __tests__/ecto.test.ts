/** What the functions of Ecto.Migration are read as. What Ecto itself sends for all of them is in fixtures/framework-sql/ecto. */
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../src/changes/memory.ts';
import { frameworkOf } from '../src/frameworks/index.ts';
import type { Migration } from '../src/frameworks/framework.ts';

const PATH = 'priv/repo/migrations/20240101000000_a.exs';

async function read(text: string, more: Readonly<Record<string, string>> = {}): Promise<readonly Migration[]> {
  const tree = memoryTree({ ...more, [PATH]: text });
  const ecto = frameworkOf('ecto');
  const [project] = (await ecto?.detect(tree)) ?? [];
  return project ? ((await ecto?.read(project, tree))?.migrations ?? []) : [];
}

const module = (body: string, head = ''): string =>
  `defmodule A.B do\n  use Ecto.Migration\n${head}\n  def change do\n${body}\n  end\nend\n`;

const stepsOf = (migration: Migration | undefined): readonly string[] =>
  (migration?.steps ?? []).map((step) => (step.kind === 'sql' ? step.script.text : step.kind === 'unread' ? `unread: ${step.reason}` : ''));

async function up(body: string, head = ''): Promise<readonly string[]> {
  return stepsOf((await read(module(body, head)))[0]);
}

describe('calls', () => {
  it.each([
    ['create table(:t, primary_key: false) do\n add :a, :string\nend', ['CREATE TABLE "t" ("a" varchar(255))']],
    [
      'alter table(:t), do: add(:a, {:array, :text}, null: false, default: [])',
      ['ALTER TABLE "t" ADD COLUMN "a" text[] DEFAULT ARRAY[]::text[] NOT NULL'],
    ],
    ['create index(:t, [:a], concurrently: true)', ['CREATE INDEX CONCURRENTLY "t_a_index" ON "t" ("a")']],
    ['index(:t, [:a]) |> create()', ['CREATE INDEX "t_a_index" ON "t" ("a")']],
    ['for t <- [:a, :b], do: drop(table(t))', ['DROP TABLE "a"', 'DROP TABLE "b"']],
    ['for n <- 1..2 do\n execute("SELECT #{n}")\nend', ['SELECT 1', 'SELECT 2']],
    [
      '~w(a b) |> Enum.with_index() |> Enum.each(fn {t, i} -> execute("SELECT #{i} FROM #{t}") end)',
      ['SELECT 0 FROM a', 'SELECT 1 FROM b'],
    ],
    ['cols = Enum.map_join([:a, :b], ", ", &"old.#{&1}")\nexecute("SELECT " <> cols)', ['SELECT old.a, old.b']],
    ['execute("UPDATE t SET a = \'#{now()}\'")', ['unread: what now(…) does is not known', "UPDATE t SET a = '${value}'"]],
    ['case System.get_env("X") do\n "1" -> execute("SELECT 1")\n _ -> execute("SELECT 2")\nend', ['SELECT 1', 'SELECT 2']],
    ['if Mix.env() == :dev, do: execute("SELECT 1"), else: execute("SELECT 2")', ['SELECT 1', 'SELECT 2']],
    ['case :b do\n :a -> execute("SELECT 1")\n :b -> execute("SELECT 2")\nend', ['SELECT 2']],
    ['unless direction() == :down, do: execute("SELECT 1")', ['SELECT 1']],
    ['try do\n execute("SELECT 1")\nrescue\n _ -> execute("SELECT 2")\nend', ['SELECT 1', 'SELECT 2']],
    ['execute(fn -> repo().query!("SELECT 1") end)', ['SELECT 1']],
    ['Ecto.Adapters.SQL.query!(repo(), "SELECT 1", [])', ['SELECT 1']],
    ['repo().update_all("t", set: [a: 1])', ['unread: a data change through a model: repo().update_all']],
    ['from(t in "t", update: [set: [a: 1]]) |> A.Repo.update_all([])', ['unread: a data change through a model: A.Repo.update_all']],
    ['A.Repo.all(from t in "t") |> Enum.each(fn t -> A.Repo.delete!(t) end)', ['unread: a data change through a model: A.Repo.delete!']],
    ['Logger.info("DROP TABLE t")\nIO.puts("x")', []],
    ['Oban.Migrations.up(version: 11)', ['unread: what Oban.Migrations.up(…) does is not known']],
    ['execute(sql())', ['unread: what sql(…) does is not known', 'unread: the SQL is computed']],
    ['create table(name) do\n add :a, :text\nend', ['unread: the name of the table is computed']],
    [
      'alter table(:t) do\n add System.get_env("X"), :text\n add :b, :text\nend',
      ['unread: the name of the column is computed', 'ALTER TABLE "t" ADD COLUMN "b" text'],
    ],
    ['create index(:t, [:a], where: some())', ['unread: what some(…) does is not known', 'unread: the condition of the index is computed']],
    ['A.transaction(fn repo -> repo.query!("SELECT 1") end)', ['unread: what A.transaction(…) does is not known']],
    ['A.Repo.transaction(fn repo -> repo.query!("SELECT 1") end)', ['SELECT 1']],
    ['if flag(), do: raise("no")', ['unread: what flag(…) does is not known']],
    ['execute("", "SELECT 1")', []],
  ])('%s', async (body, expected) => {
    expect(await up(body)).toEqual(expected);
  });

  it('follows attributes, functions of the module, their clauses and defaults', async () => {
    const head = [
      '  @tables [:a]',
      '  defp each(kind, tables \\\\ @tables)',
      '  defp each(:drop, tables), do: Enum.each(tables, &drop(table(&1)))',
      '  defp each(:keep, _tables), do: :ok',
      '  defp each(_, [first | _]) do\n    execute("SELECT \'#{first}\'")\n  end',
    ].join('\n');
    expect(await up('each(:drop)\n each(:keep)\n each(:drop, [:b])', head)).toEqual(['DROP TABLE "a"', 'DROP TABLE "b"']);
  });
});

it('places what is made at the call of the column, and SQL where it stands', async () => {
  const text = module(
    '    alter table(:t) do\n      add :a, :text\n      modify :b, :text,\n        null: false\n    end\n\n    execute """\n    SELECT 1,\n      \'x\\ty\'\n    """',
  );
  const [migration] = await read(text);
  const places = (migration?.steps ?? []).map((step) => {
    if (step.kind !== 'sql') return [];
    return ['ADD COLUMN "a"', 'SET NOT NULL', 'SELECT', "y'"].flatMap((word) => {
      const at = step.script.text.indexOf(word);
      if (at < 0) return [];
      const { start, end } = step.script.locate(at, at + word.length);
      return [text.slice(start, end)];
    });
  });
  expect(places).toEqual([
    ['add :a, :text', 'false'],
    ['SELECT', "y'"],
  ]);
  const [, second] = migration?.steps ?? [];
  expect(second?.kind === 'sql' && second.script.text).toBe("SELECT 1,\n  'x\ty'\n");
});

it('reads transactions and what is done in none', async () => {
  expect((await read(module('execute "VACUUM"')))[0]?.transaction).toBe('wrapped');
  const [outside] = await read(module('repo().transaction(fn -> execute "SELECT 1" end)', '  @disable_ddl_transaction true'));
  expect(outside?.transaction).toBe('none');
  expect(stepsOf(outside)).toEqual(['BEGIN', 'COMMIT', 'SELECT 1']);
});

it.each([
  ['def change, do: drop(table(:t))', 'irreversible', []],
  ['def change, do: execute("SELECT 1")', 'irreversible', []],
  ['def change, do: execute("SELECT 1", "SELECT 2")', 'present', ['SELECT 2']],
  ['def change, do: execute("SELECT 1", "")', 'absent', []],
  ['def change do\n alter table(:t), do: remove(:a)\nend', 'irreversible', []],
  ['def change do\n alter table(:t), do: modify(:a, :text)\nend', 'irreversible', []],
  ['def change do\n create table(:t)\n flush()\nend', 'irreversible', []],
  [
    'def change do\n create index(:t, [:a])\n rename table(:t), :a, to: :b\nend',
    'present',
    ['ALTER TABLE "t" RENAME "b" TO "a"', 'DROP INDEX "t_a_index"'],
  ],
  ['def up, do: execute("SELECT 1")', 'absent', []],
  ['def up, do: execute("SELECT 1")\n def down, do: :ok', 'absent', []],
  ['def up, do: execute("SELECT 1")\n def down do\n  # irreversible\n  :ok\n end', 'irreversible', []],
  ['def up, do: execute("SELECT 1")\n def down, do: raise("no")', 'irreversible', []],
  ['def up, do: execute("SELECT 1")\n def down, do: execute("SELECT 2")', 'present', ['SELECT 2']],
])('the way back of %s', async (body, down, steps) => {
  const migrations = await read(`defmodule A do\n use Ecto.Migration\n ${body}\nend\n`);
  expect([migrations[0]?.down, stepsOf(migrations[1])]).toEqual([down, steps]);
});

it('says where a file does not parse, and of what is in none of its modules', async () => {
  const broken = await read('defmodule A do\n use Ecto.Migration\n def change do\n execute(\nend\n');
  expect(stepsOf(broken[0])).toEqual(['unread: the file does not parse as Elixir from here on']);
  expect(stepsOf((await read('defmodule A do\n use Ecto.Migration\nend\n'))[0])).toEqual(['unread: it has neither change() nor up()']);
  const deep = await read(module(`execute(${'('.repeat(20_000)}"a"${')'.repeat(20_000)})`));
  expect(stepsOf(deep[0])).toEqual(['unread: it is nested too deep to be read']);
  const attribute = await read(module('execute(@a)', `  @a ${'('.repeat(20_000)}1${')'.repeat(20_000)}`));
  expect(stepsOf(attribute[0])).toEqual(['unread: it is nested too deep to be read']);
  const doubled = module(`a = "x"\n${'a = a <> a\n'.repeat(60)}execute(a)`);
  expect(stepsOf((await read(doubled))[0])).toEqual(['unread: it makes more text than is followed']);
  const long = module('for a <- 1..400, b <- 1..400, c <- 1..400, do: execute("SELECT #{a}, #{b}, #{c}")');
  expect(stepsOf((await read(long))[0])).toEqual(['unread: it does more than is followed']);
});

it('takes the settings of the repository from config.exs, those of its own application', async () => {
  const config = (app: string, options: string): string => `config :${app}, ${app === 'a' ? 'A' : 'B'}.Repo, ${options}\n`;
  const table = module('create table(:t) do\n  add :u_id, references(:u)\n  timestamps()\nend');
  const own = await read(table, {
    'config/config.exs': `import Config\n${config('a', 'migration_primary_key: [type: :uuid], migration_timestamps: [type: :utc_datetime, updated_at: :changed_at]')}`,
  });
  expect(stepsOf(own[0])).toEqual([
    'CREATE TABLE "t" ("id" uuid, "u_id" uuid, CONSTRAINT "t_u_id_fkey" FOREIGN KEY ("u_id") REFERENCES "u"("id"), "inserted_at" timestamp(0) NOT NULL, "changed_at" timestamp(0) NOT NULL, PRIMARY KEY ("id"))',
  ]);
  const both = `${config('a', 'migration_primary_key: false')}${config('b', 'migration_primary_key: [type: :uuid]')}`;
  const path = 'apps/b/priv/repo/migrations/20240101000000_a.exs';
  const tree = memoryTree({
    'config/config.exs': both,
    [path]: module('create table(:t)'),
    'apps/b/mix.exs': 'defp deps, do: [{:postgrex, "~> 1.0"}]',
  });
  const [project] = (await frameworkOf('ecto')?.detect(tree)) ?? [];
  const read2 = project && (await frameworkOf('ecto')?.read(project, tree));
  expect([project?.dialect?.dialect, stepsOf(read2?.migrations[0])]).toEqual([
    'postgres',
    ['CREATE TABLE "t" ("id" uuid, PRIMARY KEY ("id"))'],
  ]);
});

it('reads the files that execute_file names', async () => {
  const [migration] = await read(module('execute_file("priv/sql/a.sql")\nexecute_file("priv/sql/none.sql")'), {
    'priv/sql/a.sql': 'SELECT 1;',
  });
  expect(stepsOf(migration)).toEqual(['SELECT 1;', 'unread: the file that it executes is not found']);
});
