/** yoyo, goose in Go, SeaORM and pgroll: what is read of them, and why the rest is not. */
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../src/changes/memory.ts';
import { frameworkOf } from '../src/frameworks/index.ts';
import type { Migration } from '../src/frameworks/framework.ts';

async function read(id: string, files: Readonly<Record<string, string>>): Promise<readonly Migration[]> {
  const tree = memoryTree(files);
  const framework = frameworkOf(id);
  const [project] = (await framework?.detect(tree)) ?? [];
  return project ? ((await framework?.read(project, tree))?.migrations ?? []) : [];
}

/** Each step with its line in its file. */
const stepsOf = (migration: Migration | undefined): readonly string[] =>
  (migration?.steps ?? []).map((step) => {
    const span = step.kind === 'sql' ? step.script.locate(0, step.script.text.length) : step.span;
    const line = (migration?.text ?? '').slice(0, span.start).split('\n').length;
    return `${line}: ${step.kind === 'sql' ? step.script.text : step.kind === 'unread' ? `unread: ${step.reason}` : ''}`;
  });

describe('yoyo', () => {
  const yoyo = (body: string) => read('yoyo', { 'migrations/0001.a.py': `from yoyo import step\n${body}\n` });

  it.each([
    ['steps = [\n  step("DROP TABLE a", "CREATE TABLE a ()"),\n  step("""\n  DROP TABLE b"""),\n]', ['3: DROP TABLE a', '4: \n  DROP TABLE b'], ['3: CREATE TABLE a ()']], // prettier-ignore
    ['def apply(conn):\n  cursor = conn.cursor()\n  cursor.execute("DROP TABLE a")\n  helper(conn)\nstep(apply)', ['4: DROP TABLE a', '5: unread: what helper(…) does is not known'], []], // prettier-ignore
    ['for name in ["a", "b"]:\n  step(f"DROP TABLE {name}")', ['3: DROP TABLE a', '3: DROP TABLE b'], []],
    ['step(sql)\nstep(lambda conn: None)', ['2: unread: its function is in another file', '3: unread: the SQL is computed'], []],
  ])('%s', async (body, forth, back) => {
    const [up, down] = await yoyo(body);
    expect(stepsOf(up)).toEqual(forth);
    expect(stepsOf(down)).toEqual(back);
    expect(up?.down).toBe(back.length > 0 ? 'present' : 'absent');
  });

  it('knows transactions and dependencies', async () => {
    const migrations = await read('yoyo', {
      'migrations/0001.a.py': 'from yoyo import step\n__depends__ = {"0002.b"}\n__transactional__ = False\nstep("SELECT 1")\n',
      'migrations/0002.b.py': 'from yoyo import step\nstep("SELECT 2")\n',
    });
    expect(migrations.map(({ path, transaction }) => [path, transaction])).toEqual([
      ['migrations/0002.b.py', 'wrapped'],
      ['migrations/0001.a.py', 'none'],
    ]);
  });
});

describe('goose in Go', () => {
  const go = (body: string, register = 'goose.AddMigrationContext(up, down)', rest = '') =>
    read('goose', {
      'migrations/00001_a.go': `package m\nfunc init() { ${register} }\nfunc up(ctx context.Context, tx *sql.Tx) error {\n${body}\nreturn nil\n}\nfunc down(ctx context.Context, tx *sql.Tx) error { return nil }\n${rest}`,
    });

  it.each([
    ['_, err := tx.ExecContext(ctx, "UPDATE t SET a = \'x\\n\'")', ["4: UPDATE t SET a = 'x\n'"]],
    ['tx.Exec(`UPDATE t\nSET a = $1`, 1)', ['4: UPDATE t\nSET a = $1']],
    ['// tx.Exec("DROP TABLE a")\nconst q = "DROP " + "TABLE b"\ntx.Exec(q)', ['5: DROP TABLE b']],
    ['for _, q := range []string{"DROP TABLE a", "DROP TABLE b"} {\ntx.Exec(q)\n}', ['4: DROP TABLE a', '4: DROP TABLE b']],
    ['tx.Exec(fmt.Sprintf("DROP TABLE %s", name))', ['4: DROP TABLE ${name}']],
    ['tx.Exec(build())', ['4: unread: the SQL is computed']],
    ['other.Run(ctx, tx)\nhelper(tx)', ['4: unread: what .Run(…) does is not known', '9: DROP TABLE h']],
  ])('%s', async (body, expected) => {
    const [up] = await go(body, undefined, 'func helper(tx *sql.Tx) { tx.Exec("DROP TABLE h") }\n');
    expect(stepsOf(up).map((step) => step.replace(/^1[0-9]: DROP TABLE h/, '9: DROP TABLE h'))).toEqual(expected);
    expect([up?.transaction, up?.down]).toEqual(['wrapped', 'absent']);
  });

  it('knows functions written in place, no transaction, and functions of other files', async () => {
    const [up] = await go('', 'goose.AddMigrationNoTxContext(func(ctx context.Context, db *sql.DB) error { _, err := db.ExecContext(ctx, "VACUUM"); return err }, nil)'); // prettier-ignore
    expect([up?.transaction, stepsOf(up)]).toEqual(['none', ['2: VACUUM']]);
    const [other] = await go('', 'goose.AddMigration(elsewhere, nil)');
    expect(stepsOf(other)).toEqual(['1: unread: its function of the way forth is in another file']);
  });
});

describe('SeaORM', () => {
  const rust = (body: string, more: Readonly<Record<string, string>> = {}) =>
    read('sea-orm', {
      'migration/src/m20260101_000000_a.rs': `impl MigrationTrait for Migration {\n    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {\n${body}\n        Ok(())\n    }\n}\n`,
      ...more,
    });

  it.each([
    ['manager.get_connection().execute_unprepared("DROP TABLE \\"a\\"").await?;', ['3: DROP TABLE "a"']],
    ['let db = manager.get_connection();\ndb.execute_unprepared(r#"DROP TABLE "a""#).await?;', ['4: DROP TABLE "a"']],
    ['let sql = "DROP TABLE a";\ndb.execute(Statement::from_string(backend, sql.to_owned())).await?;', ['3: DROP TABLE a']],
    ['db.execute_unprepared(&format!("DROP TABLE {}", name)).await?;', ['3: DROP TABLE ${value}']],
    ['db.execute_unprepared(include_str!("a/up.sql")).await?;', ['1: DROP TABLE included']],
    ['db.execute_unprepared(sql).await?;', ['3: unread: the SQL is computed']],
    ['user::Entity::insert_many(rows).exec(db).await?;\nhelper(manager).await?;', ['3: unread: a data change through an entity or a query', '4: unread: what helper(…) does is not known']], // prettier-ignore
  ])('%s', async (body, expected) => {
    const [up] = await rust(body, { 'migration/src/a/up.sql': 'DROP TABLE included' });
    expect(stepsOf(up)).toEqual(expected);
    expect([up?.transaction, up?.transactionGroup]).toEqual(['wrapped', 'SeaORM in migration/src']);
  });
});

it.each([
  ['sea-orm-migration = "1.1"', 'SeaORM in migration/src'],
  ['sea-orm-migration = { version = "2.0.0-rc.1", features = ["cli"] }', null],
  ['[dependencies.sea-orm-migration]\nversion = "~2.0"', null],
])('SeaORM lets all that is pending share a transaction up to version 1: %s', async (dependency, group) => {
  const [up] = await read('sea-orm', {
    'migration/Cargo.toml': `[package]\nname = "migration"\n[dependencies]\n${dependency}\n`,
    'migration/src/m20260101_000000_a.rs': 'impl MigrationTrait for Migration {\n    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {\n        manager.get_connection().execute_unprepared("DROP TABLE a").await?;\n        Ok(())\n    }\n}\n',
  }); // prettier-ignore
  expect(up?.transactionGroup).toBe(group);
});

describe('sea-query', () => {
  const query = (body: string) =>
    read('sea-orm', {
      'migration/src/m20260101_000000_a.rs': `impl MigrationTrait for Migration {\n    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {\n${body}\n    }\n}\n#[derive(DeriveIden)]\nenum BlogPost {\n    Table,\n    Id,\n    ShortTitle,\n    #[sea_orm(iden = "type")]\n    Kind,\n}\n`,
    });

  it.each([
    ['manager.create_index(Index::create().name("ix").table(BlogPost::Table).col((BlogPost::Kind, IndexOrder::Desc)).unique().to_owned()).await', '3: CREATE UNIQUE INDEX "ix" ON "blog_post" ("type" DESC)'], // prettier-ignore
    ['manager.drop_table(Table::drop().table(BlogPost::Table).if_exists().to_owned()).await', '3: DROP TABLE IF EXISTS "blog_post"'],
    ['manager.create_table(Table::create().table(Alias::new("t")).col(pk_auto(BlogPost::Id)).col(string_null(BlogPost::ShortTitle)).to_owned()).await', '3: CREATE TABLE "t" ("id" serial NOT NULL PRIMARY KEY, "short_title" varchar NULL)'], // prettier-ignore
    ['manager.alter_table(Table::alter().table(BlogPost::Table).modify_column(ColumnDef::new(BlogPost::Id).big_integer().not_null()).drop_column(BlogPost::Kind).to_owned()).await', '3: ALTER TABLE "blog_post" ALTER COLUMN "id" TYPE bigint, ALTER COLUMN "id" SET NOT NULL, DROP COLUMN "type"'], // prettier-ignore
    ['manager.create_table(statement).await', '3: unread: what create_table is given is computed'],
    ['manager.alter_table(Table::alter().table(name).drop_column(BlogPost::Id).to_owned()).await', '3: unread: a name in it is computed'],
    [
      'manager.alter_table(Table::alter().table(BlogPost::Table).fancy().to_owned()).await',
      '3: unread: fancy() of the altered table is not read yet',
    ],
    ['manager.create_table(Table::create().table(BlogPost::Table).col(ColumnDef::new(BlogPost::Id).uuid().default(f())).to_owned()).await', '3: unread: the default of a column is computed'], // prettier-ignore
  ])('%s', async (body, expected) => {
    expect(stepsOf((await query(body))[0])).toEqual([expected]);
  });
});

describe('pgroll', () => {
  it.each([
    ['sql:\n      up: |\n        DROP TABLE a;\n        DROP TABLE b\n      down: SELECT 1', ['4: DROP TABLE a;\nDROP TABLE b\n']],
    ['create_index:\n      name: ix\n      table: s.t\n      columns: [{ column: a }]\n      predicate: a > 1', ['2: CREATE INDEX CONCURRENTLY "ix" ON "s"."t" ("a") WHERE a > 1']], // prettier-ignore
    ['create_table:\n      name: t\n      columns:\n        - { name: id, type: serial, pk: true }\n        - { name: a, type: text, nullable: true }', ['2: CREATE TABLE "t" ("id" serial PRIMARY KEY NOT NULL, "a" text)']], // prettier-ignore
    [
      'add_column:\n      table: t\n      column: { name: a, type: int, default: "1" }',
      ['2: ALTER TABLE "t" ADD COLUMN "a" int NOT NULL DEFAULT 1'],
    ],
    ['drop_column: { table: t, column: a, down: "1" }', ['2: ALTER TABLE "t" DROP COLUMN "a"']],
    ['rename_column: { table: t, from: a, to: b }', ['2: unread: pgroll hides it behind views until the migration is completed, and changes the table then']], // prettier-ignore
    ['alter_column: { table: t, column: a, type: int }', ['2: unread: pgroll does it in steps of its own: a second column, triggers, a backfill in batches, and views for each version']], // prettier-ignore
    ['fly: { table: t }', ['2: unread: the operation fly is not read yet']],
  ])('%s', async (operation, expected) => {
    const [up] = await read('pgroll', { 'migrations/01_a.yaml': `operations:\n  - ${operation}\n` });
    expect(stepsOf(up)).toEqual(expected);
    expect(up?.transaction).toBe('none');
  });
});

describe('hostile files end, and say so', () => {
  const deep = '('.repeat(100_000);
  it.each([
    [
      'goose',
      'migrations/00001_a.go',
      `package m\nfunc init() { goose.AddMigration(up, nil) }\nfunc up(tx *sql.Tx) error { f${deep} }`,
      /nested too deeply/,
    ],
    ['sea-orm', 'migration/src/m20260101_000000_a.rs', `impl MigrationTrait for M { async fn up() { f${deep} } }`, /nested too deeply/],
    [
      'laravel',
      'database/migrations/2026_01_01_000000_a.php',
      `<?php use Illuminate\\Database\\Migrations\\Migration; return new class extends Migration { public function up() { $x = 'x'; foreach ([${'1,'.repeat(1500)}] as $_) { $x .= $x; $y = [...($y ?? [1]), ...($y ?? [1])]; } DB::statement($x); } };`,
      /computed/,
    ],
    [
      'laravel',
      'database/migrations/2026_01_01_000000_a.php',
      `<?php use Illuminate\\Database\\Migrations\\Migration; return new class extends Migration { public function up() { ${'$this->up();'.repeat(50)} } };`,
      /calls or repeats too much/,
    ],
    [
      'goose',
      'migrations/00001_a.go',
      `package m\nfunc init() { goose.AddMigration(up, nil) }\nfunc up(tx *sql.Tx) error { ${'up(tx);'.repeat(200)} }`,
      /is not followed/,
    ],
  ])('%s %#', async (id, path, text, reason) => {
    const [up] = await read(id, { [path]: text });
    expect(stepsOf(up).join('\n')).toMatch(reason);
  });
});
