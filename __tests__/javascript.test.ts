/** What the readers of migrations in JavaScript and TypeScript make of single calls, and which calls they do not read, with the reason. */
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../src/changes/memory.ts';
import { frameworkOf } from '../src/frameworks/index.ts';
import type { Migration } from '../src/frameworks/framework.ts';

const TOOLS = {
  knex: { path: 'migrations/20260101000000_a.js', head: '// knex.schema\n', up: 'exports.up = async (knex) => {' },
  sequelize: {
    path: 'migrations/20260101000000-a.js',
    head: '',
    up: 'module.exports = { up: async (queryInterface, Sequelize) => {',
    end: '} }',
  },
  kysely: {
    path: 'migrations/20260101-a.ts',
    head: "import { Kysely, sql } from 'kysely';\n",
    up: 'export async function up(db: Kysely<any>) {',
  },
  typeorm: {
    path: 'migrations/1700000000000-A.ts',
    head: "import { MigrationInterface, QueryRunner, Table, TableColumn } from 'typeorm';\n",
    up: 'export class A1700000000000 implements MigrationInterface { async up(queryRunner: QueryRunner) {',
    end: '} }',
  },
  'node-pg-migrate': { path: 'migrations/1700000000000_a.js', head: '', up: 'exports.up = async (pgm) => {' },
} as const;

type Tool = keyof typeof TOOLS;

async function migrationsOf(tool: Tool, files: Record<string, string>): Promise<readonly Migration[]> {
  const framework = frameworkOf(tool);
  const tree = memoryTree({ 'package.json': '{"devDependencies":{"node-pg-migrate":"8"}}', ...files });
  const paths = Object.keys(files).filter((path) => path.startsWith('migrations/') && !path.includes('lib'));
  const [project] = (await framework?.detect(tree, { root: 'migrations', files: paths })) ?? [];
  return project ? ((await framework?.read(project, tree))?.migrations ?? []) : [];
}

async function read(tool: Tool, code: string, others: Record<string, string> = {}, imports = ''): Promise<readonly string[]> {
  const { path, head, up, ...rest } = TOOLS[tool];
  const text = `${head}${imports}${up}\n${code}\n${'end' in rest ? rest.end : '}'}\n`;
  const [migration] = await migrationsOf(tool, { [path]: text, ...others });
  return (migration?.steps ?? []).map((step) => {
    if (step.kind !== 'sql') return step.kind === 'unread' ? `unread: ${step.reason}` : '';
    return `${step.oneQuery ? 'together: ' : ''}${step.script.text}`;
  });
}

describe('calls that are read', () => {
  it.each<[Tool, string, readonly string[]]>([
    ['sequelize', "await queryInterface.addColumn('t', 'c', Sequelize.STRING(20))", ['ALTER TABLE "public"."t" ADD COLUMN "c" VARCHAR(20)']],
    [
      'sequelize',
      "await queryInterface.changeColumn('t', 'c', { type: Sequelize.TEXT, allowNull: false })",
      ['together: ALTER TABLE "t" ALTER COLUMN "c" SET NOT NULL;\nALTER TABLE "t" ALTER COLUMN "c" DROP DEFAULT;\nALTER TABLE "t" ALTER COLUMN "c" TYPE TEXT'],
    ],
    ['sequelize', "await queryInterface.bulkInsert('t', [{ a: new Date(), b: 1 }])", ['INSERT INTO "t" ("a","b") VALUES ($1,1)']],
    ['sequelize', "const rows = await queryInterface.select(); await queryInterface.bulkInsert('t', rows.map((one) => ({ a: one.id, b: 'x' })))", ['INSERT INTO "t" ("a","b") VALUES ($1,\'x\')']],
    ['sequelize', "await queryInterface.addIndex('BigTable', ['aB'])", ['CREATE INDEX "big_table_a_b" ON "BigTable" ("aB")']],
    ['kysely', "await db.schema.alterTable('t').addColumn('c', 'text', (c) => c.notNull()).execute()", ['alter table "t" add column "c" text not null']],
    ['kysely', "await db.updateTable('t').set({ a: x }).where('b', '=', 1).execute()", ['update "t" set "a" = $1 where "b" = 1']],
    ['kysely', "const add = (b) => b.addColumn('c', 'text'); await db.schema.createTable('t').$call(add).execute()", ['create table "t" ("c" text)']],
    ['kysely', "for (const t of ['a', 'b']) await db.schema.dropTable(t).execute()", ['drop table "a"', 'drop table "b"']],
    ['knex', "await knex.schema.alterTable('t', (t) => t.string('c').notNullable().alter())", [
      'alter table "t" alter column "c" drop default', 'alter table "t" alter column "c" drop not null',
      'alter table "t" alter column "c" type varchar(255) using ("c"::varchar(255))', 'alter table "t" alter column "c" set not null',
    ]],
    ['knex', "await knex('t').where('a', 1).update({ b: now })", ['update "t" set "b" = $1 where "a" = 1']],
    ['knex', String.raw`await knex.raw("DELETE FROM t WHERE a \\?| array['b'] AND c = ? AND d = ?", [1, x])`, ["DELETE FROM t WHERE a ?| array['b'] AND c = 1 AND d = ?"]],
    ['knex', String.raw`await knex.raw("DELETE FROM t WHERE a \\? 'b'")`, ["DELETE FROM t WHERE a ? 'b'"]],
    ['typeorm', "await queryRunner.addColumn('t', new TableColumn({ name: 'c', type: 'int', isNullable: true }))", ['ALTER TABLE "t" ADD "c" int']],
    ['node-pg-migrate', "pgm.addColumn('t', { c: { type: 'int', comment: 'x' } })", ['together: ALTER TABLE "t"\n  ADD "c" integer;\nCOMMENT ON COLUMN "t"."c" IS \'x\'']],
  ])('%s: %s', async (tool, code, expected) => {
    expect(await read(tool, code)).toEqual(expected);
  }); // prettier-ignore
});

/** Everything a tool's documentation has and that is not read, with the reason. */
describe('calls that are not read', () => {
  it.each<[Tool, string, string]>([
    ['sequelize', 'queryInterface.dropAllTables()', 'the tables that dropAllTables() drops are those that it finds'],
    ['sequelize', 'queryInterface.dropAllSchemas()', 'the schemas that dropAllSchemas() drops are those that it finds'],
    ['sequelize', 'queryInterface.dropAllEnums()', 'the types that dropAllEnums() drops are those that it finds'],
    ['sequelize', "queryInterface.upsert('t', {}, {}, {}, {})", 'a data change through a model'],
    ['sequelize', "queryInterface.increment(M, 't', {}, {}, {}, {})", 'a data change through a model'],
    ['sequelize', 'queryInterface.sequelize.models.User.update({}, {})', 'a data change through a model'],
    ['sequelize', 'queryInterface.sequelize.sync()', 'the tables that it makes are those of the models'],
    ['sequelize', "queryInterface.addColumn('t', 'c', type)", 'the type of the column is computed'],
    ['sequelize', "queryInterface.addColumn(table, 'c', Sequelize.TEXT)", 'the table name is computed'],
    ['sequelize', "queryInterface.addColumn('t', 'c', { type: Sequelize.ENUM(...KINDS) })", 'a value of the enum is computed'],
    ['sequelize', "queryInterface.bulkInsert('t', rows)", 'the rows are computed'],
    ['sequelize', "queryInterface.addConstraint('t', { type: 'default', fields: ['a'], defaultValue: 1 })", 'constraints of the type DEFAULT are not for PostgreSQL'],
    ['kysely', "db.schema.alterTable('t').modifyColumn('c', 'text').execute()", 'modifyColumn of alterTable is not read yet'],
    ['kysely', "db.schema.alterTable('t').addIndex('i').column('c').execute()", 'addIndex of alterTable is not read yet'],
    ['kysely', "db.schema.alterTable('t').dropIndex('i').execute()", 'dropIndex of alterTable is not read yet'],
    ['kysely', "db.schema.dropIndex('i').on('t').execute()", 'an index is dropped without its table in PostgreSQL'],
    ['kysely', "db.schema.createTable(name).execute()", 'the table name is computed'],
    ['kysely', "db.mergeInto('t').using('u', 't.id', 'u.id').whenMatched().thenDelete().execute()", "a data change built with Kysely's query builder: mergeInto of Kysely's query builder is not read yet"],
    ['kysely', "db.replaceInto('t').values({ a: 1 }).execute()", "a data change built with Kysely's query builder: replaceInto of Kysely's query builder is not read yet"],
    ['kysely', "db.insertInto('t').values(rows).execute()", "a data change built with Kysely's query builder: the rows are computed"],
    ['kysely', "db.updateTable('t').set((eb) => ({ a: eb.case().when('b', '=', 1).then(2).end() })).execute()", "a data change built with Kysely's query builder: when of Kysely's expressions is not read yet"],
    ['knex', "knex.schema.alterTable('t', (t) => t.check('a > 1'))", 'table.check of knex.schema.alterTable: Knex gives the check a name that PostgreSQL refuses'],
    ['knex', "knex.schema.createTable(name, (t) => t.text('c'))", 'knex.schema.createTable: the name is computed'],
    ['knex', "knex.schema.createTable('t', build)", 'knex.schema.createTable: what builds the table is computed'],
    ['knex', "knex('t').join('u', 't.id', 'u.id').update({ a: 1 })", 'a data change built with knex.update: join() is not read yet'],
    ['knex', "knex('t').whereExists(knex('u')).del()", 'a data change built with knex.del: whereExists() is not read yet'],
    ['knex', "knex('t').insert(rows)", 'a data change built with knex.insert: the rows are computed'],
    ['typeorm', "queryRunner.changeColumn('t', 'c', new TableColumn({ name: 'c', type: 'int' }))", 'queryRunner.changeColumn: what it sends depends on the column that the server has'],
    ['typeorm', "queryRunner.changeColumns('t', [])", 'queryRunner.changeColumns: what it sends depends on the columns that the server has'],
    ['typeorm', "queryRunner.updatePrimaryKeys('t', [])", 'queryRunner.updatePrimaryKeys: what it sends depends on the key that the server has'],
    ['typeorm', "queryRunner.dropPrimaryKey('t')", 'queryRunner.dropPrimaryKey: what it sends depends on the key that the server has'],
    ['typeorm', "queryRunner.dropView('v')", 'queryRunner.dropView: what it sends depends on the view that the server has'],
    ['typeorm', 'queryRunner.clearDatabase()', 'queryRunner.clearDatabase: what it sends depends on the tables that the server has'],
    ['typeorm', 'queryRunner.manager.save(user)', 'a data change through a model'],
    ['typeorm', "queryRunner.manager.getRepository('User').update({}, {})", 'a data change through a model'],
    ['typeorm', "queryRunner.createTable(new Table({ name: 't', columns }))", 'queryRunner.createTable: the column is computed'],
    ['node-pg-migrate', "pgm.createOperator('+', {})", 'pgm.createOperator is not read yet'],
    ['node-pg-migrate', "pgm.createOperatorClass('c', 'int', 'btree', [], {})", 'pgm.createOperatorClass is not read yet'],
    ['node-pg-migrate', "pgm.createOperatorFamily('f', 'btree')", 'pgm.createOperatorFamily is not read yet'],
    ['node-pg-migrate', "pgm.addColumn('t', columns)", 'pgm.addColumn: the columns are computed'],
  ])('%s: %s', async (tool, code, reason) => {
    expect(await read(tool, `await ${code}`)).toEqual([`unread: ${reason}`]);
  }); // prettier-ignore
});

describe('files of the repository', () => {
  const helper = (code: string) => ({ 'lib/helper.js': code });
  const imports = "const helper = require('../lib/helper');\n";

  it('follows functions of other files, and says where they are called', async () => {
    const text =
      "const { mark } = require('../lib/helper');\nmodule.exports = { up: async (queryInterface) => {\n  await mark(queryInterface, 'users');\n} };\n";
    const lib = "exports.mark = async (q, table, on = true) => q.sequelize.query(`SELECT mark('${table}', ${on})`);\n";
    const [migration] = await migrationsOf('sequelize', { 'migrations/20260101000000-a.js': text, 'lib/helper.js': lib });
    const [step] = migration?.steps ?? [];
    if (step?.kind !== 'sql') throw new Error('it is not read');
    expect(step.script.text).toBe("SELECT mark('users', true)");
    const span = step.script.locate(0, 6);
    expect([span.path, text.slice(span.start, span.end)]).toEqual(['migrations/20260101000000-a.js', "mark(queryInterface, 'users')"]);
  });

  it.each<[string, string, readonly string[]]>([
    ['exports.columns = ["a", "b"]', 'for (const c of helper.columns) await queryInterface.removeColumn("t", c)', [
      'ALTER TABLE "public"."t" DROP COLUMN "a"', 'ALTER TABLE "public"."t" DROP COLUMN "b"',
    ]],
    ['export default { SQL: "SELECT 1" }', 'await queryInterface.sequelize.query(helper.default.SQL)', ['SELECT 1']],
    ['exports.run = async (q, f) => { await f(q); }', 'await helper.run(queryInterface, (q) => q.dropTable("t"))', ['DROP TABLE IF EXISTS "t"']],
    ['exports.run = (q) => other(q)', 'await helper.run(queryInterface)', ['unread: what other(…) does is not known here']],
    ['exports.run = 1 +', 'await helper.run(queryInterface)', ['unread: what helper.run(…) does is not known here']],
  ])('%s', async (lib, code, expected) => {
    expect(await read('sequelize', code, helper(lib), imports)).toEqual(expected);
  }); // prettier-ignore

  it('reads JSON, and files that import each other', async () => {
    const files = {
      'lib/helper.js':
        "const data = require('./data.json'); const other = require('./other'); exports.drop = (q) => q.dropTable(data.table + other.end());",
      'lib/data.json': '{ "table": "t" }',
      'lib/other.js': "const helper = require('./helper'); exports.end = () => '_old';",
    };
    expect(await read('sequelize', 'await helper.drop(queryInterface)', files, imports)).toEqual(['DROP TABLE IF EXISTS "t_old"']);
  });

  it('says so where a file is nested too deeply', async () => {
    const deep = `const x = ${'['.repeat(4000)}${']'.repeat(4000)};\n`;
    expect(await read('knex', "await knex.raw('select 1')", {}, deep)).toHaveLength(1);
  });
});

describe('node-pg-migrate', () => {
  const down = async (code: string): Promise<string | undefined> =>
    (await migrationsOf('node-pg-migrate', { 'migrations/1700000000000_a.js': `exports.up = (pgm) => { ${code} };` }))[0]?.down;

  it('turns round what has a way back, and nothing else', async () => {
    expect(await down("pgm.createTable('t', { id: 'id' }); pgm.renameTable('t', 'u')")).toBe('present');
    expect(await down("pgm.alterColumn('t', 'c', { notNull: true })")).toBe('absent');
    expect(await down("pgm.dropTable('t')")).toBe('absent');
  });
});
