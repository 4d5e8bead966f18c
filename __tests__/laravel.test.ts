/** What Laravel's migrations are read as: the SQL that is sent, its line, and why a part is not read. */
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../src/changes/memory.ts';
import { frameworkOf } from '../src/frameworks/index.ts';
import type { Migration } from '../src/frameworks/framework.ts';

const HEAD = `<?php
use App\\Models\\Team;
use Illuminate\\Database\\Migrations\\Migration;
use Illuminate\\Database\\Schema\\Blueprint;
use Illuminate\\Support\\Facades\\DB;
use Illuminate\\Support\\Facades\\Schema;
return new class extends Migration {
`;
const START = 9;

async function read(text: string, more: Readonly<Record<string, string>> = {}, date = '2026_01_01'): Promise<readonly Migration[]> {
  const tree = memoryTree({ [`database/migrations/${date}_000000_change_users.php`]: text, ...more });
  const laravel = frameworkOf('laravel');
  const [project] = (await laravel?.detect(tree)) ?? [];
  return project ? ((await laravel?.read(project, tree))?.migrations ?? []) : [];
}

const file = (up: string, rest = ''): string => `${HEAD}public function up(): void {\n${up}\n}\n${rest}};\n`;
const table = (body: string, name = 'users'): string => `Schema::table('${name}', function (Blueprint $table) {\n${body}\n});`;
const create = (body: string): string => `Schema::create('users', function (Blueprint $table) {\n${body}\n});`;

/** Each step with the line of the body that it stands on, counted from 1. */
function stepsOf(migration: Migration | undefined): readonly string[] {
  return (migration?.steps ?? []).map((step) => {
    const span = step.kind === 'sql' ? step.script.locate(0, step.script.text.length) : step.span;
    const line = (migration?.text ?? '').slice(0, span.start).split('\n').length - START + 1;
    if (step.kind === 'sql') return `${line}: ${step.script.text}`;
    return step.kind === 'unread' ? `${line}: unread: ${step.reason}` : '';
  });
}

async function up(body: string, date?: string): Promise<readonly string[]> {
  return stepsOf((await read(file(body), {}, date))[0]);
}

describe('tables and columns', () => {
  it.each([
    [
      create(
        "$table->id();\n$table->string('name', 100)->nullable()->default('x\\'y');\n$table->foreignId('team_id')->constrained()->cascadeOnDelete();\n$table->timestamps();",
      ),
      [
        `1: create table "users" ("id" bigserial not null primary key, "name" varchar(100) null default 'x''y', "team_id" bigint not null, "created_at" timestamp(0) without time zone null, "updated_at" timestamp(0) without time zone null)`,
        '4: alter table "users" add constraint "users_team_id_foreign" foreign key ("team_id") references "teams" ("id") on delete cascade',
      ],
    ],
    [
      table("$table->boolean('a')->default(false);\n$table->json('b')->nullable()->comment('why');\n$table->index(['a', 'b']);"),
      [
        `2: alter table "users" add column "a" boolean not null default '0'`,
        '3: alter table "users" add column "b" json null',
        '4: create index "users_a_b_index" on "users" ("a", "b")',
        `3: comment on column "users"."b" is 'why'`,
      ],
    ],
    [
      table("$table->enum('kind', ['a', 'b']);\n$table->string('slug')->unique();\n$table->timestampTz('at')->useCurrent();"),
      [
        `2: alter table "users" add column "kind" varchar(255) check ("kind" in ('a', 'b')) not null`,
        '3: alter table "users" add column "slug" varchar(255) not null',
        '4: alter table "users" add column "at" timestamp(0) with time zone not null default CURRENT_TIMESTAMP',
        '3: alter table "users" add constraint "users_slug_unique" unique ("slug")',
      ],
    ],
    [
      table("$table->uuidMorphs('owner');\n$table->decimal('price', total: 10);\n$table->rawIndex('lower(name)', 'ix');"),
      [
        '2: alter table "users" add column "owner_type" varchar(255) not null',
        '2: alter table "users" add column "owner_id" uuid not null',
        '2: create index "users_owner_type_owner_id_index" on "users" ("owner_type", "owner_id")',
        '3: alter table "users" add column "price" decimal(10, 2) not null',
        '4: create index "ix" on "users" (lower(name))',
      ],
    ],
    [
      table(
        "$table->dropConstrainedForeignId('team_id');\n$table->dropUnique(['slug']);\n$table->dropIndex('ix');\n$table->renameColumn('a', 'b');",
      ),
      [
        '2: alter table "users" drop constraint "users_team_id_foreign"',
        '2: alter table "users" drop column "team_id"',
        '3: alter table "users" drop constraint "users_slug_unique"',
        '4: drop index "ix"',
        '5: alter table "users" rename column "a" to "b"',
      ],
    ],
    [
      table(
        "$table->foreignId('category_id')->nullable()->constrained();\n$table->foreign('x')->references('id')->on('s.people')->onDelete('set null')->deferrable();",
      ),
      [
        '2: alter table "users" add column "category_id" bigint null',
        '2: alter table "users" add constraint "users_category_id_foreign" foreign key ("category_id") references "categories" ("id")',
        '3: alter table "users" add constraint "users_x_foreign" foreign key ("x") references "s"."people" ("id") on delete set null deferrable',
      ],
    ],
    // On a column that is no foreignId() these are attributes that nothing looks at.
    [table("$table->integer('x')->references('id')->on('y');"), ['2: alter table "users" add column "x" integer not null']],
    [table('$table->string($name);\n$table->fancy();'), ['2: unread: the name of the column is computed', '3: unread: the method fancy() of the Blueprint is not known']], // prettier-ignore
    ["Schema::drop('a');\nSchema::dropIfExists('b');\nSchema::rename('c', 'd');", ['1: drop table "a"', '2: drop table if exists "b"', '3: alter table "c" rename to "d"']], // prettier-ignore
    ["Schema::dropColumns('a', ['b', 'c']);", ['1: alter table "a" drop column "b", drop column "c"']],
    ["Schema::connection('mysql')->drop('a');", ['1: unread: it is sent to the connection "mysql"']],
    ['Schema::drop($name);', ['1: unread: the name of the table is computed']],
  ])('%s', async (body, expected) => {
    expect(await up(body)).toEqual(expected);
  });
});

describe('change()', () => {
  const body = table("$table->string('name', 50)->nullable(false)->change();\n$table->string('a');\n$table->text('b')->change();");

  it('sets everything anew since Laravel 11', async () => {
    expect(await up(body)).toEqual([
      '2: alter table "users" alter column "name" type varchar(50), alter column "name" set not null, alter column "name" drop default, alter column "name" drop identity if exists',
      '3: alter table "users" add column "a" varchar(255) not null',
      '4: alter table "users" alter column "b" type text, alter column "b" set not null, alter column "b" drop default, alter column "b" drop identity if exists',
      '2: comment on column "users"."name" is NULL',
      '4: comment on column "users"."b" is NULL',
    ]);
  });

  it('leaves what is not given before, by the date of the file or by composer.json', async () => {
    const old = [
      '2: alter table "users" alter "name" type varchar(50)',
      '2: alter table "users" alter "name" set not null',
      '4: alter table "users" alter "b" type text',
      '3: alter table "users" add column "a" varchar(255) not null',
    ];
    expect(await up(body, '2023_01_01')).toEqual(old);
    const composer = { 'composer.json': '{ "require": { "laravel/framework": "^10.10" } }' };
    expect(stepsOf((await read(file(body), composer))[0])).toEqual(old);
  });
});

describe('statements, data and code', () => {
  it.each([
    ["DB::statement('UPDATE t SET a = \\'b\\'');", ["1: UPDATE t SET a = 'b'"]],
    ['DB::unprepared(<<<SQL\n    UPDATE t\n      SET a = 1\n    SQL);', ['2: UPDATE t\n  SET a = 1']],
    ['$name = "t"; DB::statement("DROP TABLE {$name}");', ['1: DROP TABLE t']],
    ['DB::statement("DROP TABLE {$this->name()}");', ['1: DROP TABLE t']],
    ['DB::statement($sql);', ['1: unread: the SQL is computed']],
    ["DB::update('UPDATE t SET a = ? WHERE b = ?', [1, $x]);", ['1: UPDATE t SET a = 1 WHERE b = $1']],
    ["DB::table('t')->whereNull('a')->orWhere('b', '>', 3)->update(['c' => true, 'd' => $x, 'e' => DB::raw('now()')]);", ['1: update "t" set "c" = true, "d" = $1, "e" = now() where "a" is null or "b" > 3']], // prettier-ignore
    ["DB::table('t')->insert([['a' => 1], ['a' => 'x']]);", [`1: insert into "t" ("a") values (1), ('x')`]],
    ["DB::table('t')->where($x)->delete();", ['1: unread: one of the columns is computed']],
    [
      "foreach (DB::table('t')->get() as $row) {\nDB::table('t')->where('id', $row->id)->delete();\n}",
      ['2: delete from "t" where "id" = $1'],
    ],
    ["Team::where('a', 1)->update(['b' => 2]);\n$t = Team::first();\n$t->save();", ['1: unread: a data change through a model', '3: unread: a data change through a model']], // prettier-ignore
    ["foreach (['a', 'b'] as $name) {\nSchema::drop($name);\n}", ['2: drop table "a"', '2: drop table "b"']],
    ["if (Schema::hasTable('a')) {\nSchema::drop('a');\nreturn;\n}\nSchema::drop('b');", ['2: drop table "a"', '5: drop table "b"']],
    ["if (DB::getDriverName() === 'mysql') {\nSchema::drop('a');\n} else {\nSchema::drop('b');\n}", ['4: drop table "b"']],
    [
      "match (DB::connection()->getDriverName()) {\n'sqlite' => Schema::drop('a'),\n'pgsql' => Schema::drop('b'),\n};",
      ['3: drop table "b"'],
    ],
    ["$this->helper('a');\nSchema::drop(self::NAME);", ['6: drop table "a"', '2: drop table "t"']],
    ["(new UserSeeder)->run();\nArtisan::call('db:seed');", ['1: unread: a data change through a model', '2: unread: what "artisan db:seed" runs is not read']], // prettier-ignore
    ['unknown();\n$x->statement("DROP TABLE t");', ['1: unread: what unknown(…) does is not known', '2: unread: what ->statement(…) is asked of is not known']], // prettier-ignore
    [
      "Log::info('x');\necho 'y';\ntry {\nSchema::drop('a');\n} catch (Exception $e) {\nLog::error($e->getMessage());\n}",
      ['4: drop table "a"'],
    ],
  ])('%s', async (body, expected) => {
    const rest = "const NAME = 't';\nprivate function name() { return 't'; }\nprivate function helper($x) { Schema::drop($x); }\n";
    expect(stepsOf((await read(file(body, rest)))[0])).toEqual(expected);
  });
});

it('knows transactions: one each, and none', async () => {
  const [plain] = await read(file("DB::transaction(fn () => Schema::drop('a'));"));
  expect([plain?.transaction, stepsOf(plain)]).toEqual(['wrapped', ['1: drop table "a"']]);
  const [none] = await read(file("DB::transaction(fn () => Schema::drop('a'));", 'public $withinTransaction = false;\n'));
  expect([none?.transaction, stepsOf(none)]).toEqual(['none', ['1: BEGIN', '1: drop table "a"', '1: COMMIT']]);
});

it.each([
  ['', 'absent'],
  ['public function down() {}\n', 'absent'],
  ['public function down() { // cannot be reversed\n}\n', 'irreversible'],
  ["public function down() { throw new Exception('no'); }\n", 'irreversible'],
  ["public function down() { Schema::create('a', fn ($t) => $t->id()); }\n", 'present'],
])('down: %j is %s', async (rest, expected) => {
  const [migration] = await read(file("Schema::drop('a');", rest));
  expect(migration?.down).toBe(expected);
});

it('says where a file does not parse, and is not blown up by a deep one', async () => {
  const [broken] = await read(`${HEAD}public function up() { if }\n};`);
  expect(stepsOf(broken)[0]).toMatch(/^0: unread: the file does not parse as PHP: /);
  const [deep] = await read(file(`$x = ${'('.repeat(20_000)}1${')'.repeat(20_000)};`));
  expect(stepsOf(deep)[0]).toMatch(/nested too deeply/);
});

it.each([
  [{ '.env.example': 'APP=x\nDB_CONNECTION=pgsql\n' }, 'postgres'],
  [{ 'config/database.php': "<?php return [\n    'default' => env('DB_CONNECTION', 'mysql'),\n];" }, 'mysql'],
  [{ '.env.testing': 'DB_CONNECTION=sqlite' }, 'mysql'],
])('dialect: %j', async (files, expected) => {
  const tree = memoryTree({
    'database/migrations/2026_01_01_000000_a.php': file("DB::statement('ALTER TABLE a ENGINE = InnoDB');"),
    ...files,
  });
  const [project] = (await frameworkOf('laravel')?.detect(tree)) ?? [];
  expect(project?.dialect?.dialect).toBe(expected);
});
