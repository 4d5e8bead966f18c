/**
 * Makes __tests__/fixtures/framework-sql/<tool>/sent.txt again for the tools of JavaScript: what each of them would send to
 * PostgreSQL for the project beside it. No server is needed: every tool is given a driver that only writes down.
 *
 *     npm install --prefix DIR knex@3 kysely@0.28 sequelize@6 pg pg-hstore typeorm@0.3 reflect-metadata node-pg-migrate@8 \
 *       @mikro-orm/migrations@6.4 @mikro-orm/postgresql@6.4 @mikro-orm/core@6.4
 *     node scripts/framework-sql/javascript.mjs DIR [tool…]
 *
 * The projects are copied below DIR, so that what they import is found there.
 */
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [given, ...wanted] = process.argv.slice(2);
if (!given) throw new Error('the folder with the packages is missing');
const packages = path.resolve(given);
const load = createRequire(path.join(packages, 'package.json'));
const fixtures = path.join(import.meta.dirname, '..', '..', '__tests__', 'fixtures', 'framework-sql');

/** A value as a literal, for statements that were sent with parameters. */
function literal(value) {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`;
}

const inlined = (sql, parameters = []) => sql.replaceAll(/\$(\d+)/g, (_, number) => literal(parameters[number - 1]));

/** Questions to the server, and what a tool keeps for itself. */
const QUIET =
  /^\s*(?:select\s+(?:version|\*\s+from\s+information_schema|t\.typname|pk\.constraint_type|table_name)\b|begin\b|commit\b|rollback\b|show\b|start transaction)/i;

const tools = {
  async knex(up) {
    const { knex } = load('knex');
    const Client = load('knex/lib/dialects/postgres/index.js');
    const sent = [];
    class Recorder extends Client {
      acquireConnection() {
        return Promise.resolve({ __knexUid: '1' });
      }
      releaseConnection() {
        return Promise.resolve();
      }
      _query(connection, query) {
        if (!/^select .*information_schema/i.test(query.sql)) sent.push(inlined(query.sql, query.bindings));
        query.response = { rows: [], rowCount: 0, command: '' };
        return Promise.resolve(query);
      }
    }
    const db = knex({ client: Recorder, version: '16' });
    await up(db);
    return sent;
  },

  async kysely(up) {
    const { Kysely, PostgresAdapter, PostgresQueryCompiler, PostgresIntrospector } = load('kysely');
    const sent = [];
    const connection = {
      executeQuery: (query) => {
        sent.push(inlined(query.sql, query.parameters));
        return Promise.resolve({ rows: [] });
      },
    };
    const nothing = () => Promise.resolve();
    const driver = {
      init: nothing,
      acquireConnection: () => Promise.resolve(connection),
      beginTransaction: nothing,
      commitTransaction: nothing,
      rollbackTransaction: nothing,
      releaseConnection: nothing,
      destroy: nothing,
    };
    await up(
      new Kysely({
        dialect: {
          createAdapter: () => new PostgresAdapter(),
          createDriver: () => driver,
          createQueryCompiler: () => new PostgresQueryCompiler(),
          createIntrospector: (db) => new PostgresIntrospector(db),
        },
      }),
    );
    return sent;
  },

  async sequelize(up) {
    const { Sequelize } = load('sequelize');
    const sent = [];
    const sequelize = new Sequelize({ dialect: 'postgres', databaseVersion: '16.0.0', logging: false });
    sequelize.query = (query, options = {}) => {
      const sql = typeof query === 'string' ? query : inlined(query.query, query.bind);
      // renameColumn() asks what the column is, and says nothing of it.
      if (options.type === 'DESCRIBE')
        return Promise.resolve(new Proxy({ x: 1 }, { get: () => ({ type: 'TEXT', allowNull: true }), ownKeys: () => ['x'] }));
      if (options.type === 'SELECT') return Promise.resolve(null);
      if (!QUIET.test(sql)) sent.push(sql);
      return Promise.resolve([[], {}]);
    };
    sequelize.transaction = (run) => run({});
    sequelize.dialect.connectionManager._refreshDynamicOIDs = () => Promise.resolve();
    await up(sequelize.getQueryInterface(), Sequelize);
    return sent;
  },

  async 'node-pg-migrate'(up, direction, module) {
    const { Migration } = load('node-pg-migrate');
    const sent = [];
    const db = {
      query: (query) => {
        sent.push(typeof query === 'string' ? query : query.text);
        return Promise.resolve({ rows: [] });
      },
      select: () => Promise.resolve([]),
      column: () => Promise.resolve([]),
      addBeforeCloseListener: () => {},
    };
    const quiet = { info() {}, warn() {}, error() {}, debug() {} };
    const options = { migrationsTable: 'pgmigrations', schema: 'public', singleTransaction: true, log() {}, logger: quiet, verbose: false };
    await new Migration(db, '/1_x.js', module, options, module.shorthands ?? {}, quiet).apply(direction);
    // Its dollar quotes are written as plain ones, but those of a function's body.
    const plain = (sql) => sql.replaceAll(/(AS )?\$pga\$(.*?)\$pga\$/gs, (whole, body, text) => (body ? whole : literal(text)));
    return sent.map(plain).flatMap((sql) => (/"?pgmigrations"?/.test(sql) || QUIET.test(sql) ? [] : [sql]));
  },

  async 'mikro-orm'(up, direction, module) {
    const Own = Object.values(module).find((one) => typeof one === 'function');
    const migration = new Own(null, null);
    await migration[direction]();
    return migration.getQueries().map((query) => (typeof query === 'string' ? query : query.toSQL().sql));
  },

  async typeorm(up, direction, module) {
    const { DataSource, Table } = load('typeorm');
    const Own = Object.values(module).find((one) => typeof one === 'function');
    const source = new DataSource({ type: 'postgres', logging: false });
    await source.buildMetadatas?.();
    source.driver.database = 'postgres';
    source.driver.schema = 'public';
    source.driver.searchSchema = 'public';
    const runner = source.driver.createQueryRunner('master');
    const sent = [];
    // The statements are kept in the runner's memory; tables are those of the fixture, by their names.
    runner.query = (sql, parameters) => {
      if (!/^\s*select/i.test(sql)) sent.push(inlined(sql, parameters));
      return Promise.resolve([]);
    };
    const tables = new Map((module.tables ?? []).map((options) => [options.name, new Table(options)]));
    runner.getCachedTable = (name) =>
      Promise.resolve(tables.get(name) ?? new Table({ name: name.includes('.') ? name : `public.${name}` }));
    runner.hasTable = () => Promise.resolve(false);
    runner.getCurrentSchema = () => Promise.resolve('public');
    runner.getCurrentDatabase = () => Promise.resolve('postgres');
    runner.getVersion = () => Promise.resolve('16.0');
    await new Own()[direction](runner);
    return sent;
  },
};

/** Where there is a way back of its own. */
const hasDown = (tool, module) => {
  if (tool === 'typeorm' || tool === 'mikro-orm')
    return Object.values(module).some((one) => typeof one === 'function' && 'down' in one.prototype);
  return typeof module.down === 'function' || typeof module.default?.down === 'function';
};

for (const [tool, run] of Object.entries(tools)) {
  const project = path.join(fixtures, tool, 'project');
  if ((wanted.length > 0 && !wanted.includes(tool)) || !fs.existsSync(project)) continue;
  const copy = path.join(packages, `project-${tool}`);
  fs.rmSync(copy, { recursive: true, force: true });
  fs.cpSync(project, copy, { recursive: true });
  fs.writeFileSync(path.join(copy, 'package.json'), '{"type":"module"}');
  let text = '';
  const files = fs.readdirSync(copy, { recursive: true }).filter((file) => /migrations\/[^/]+\.js$/.test(file));
  for (const file of files.sort()) {
    const module = await import(pathToFileURL(path.join(copy, file)).href);
    for (const direction of ['up', 'down']) {
      if (direction === 'down' && !hasDown(tool, module)) continue;
      const sent = await run(module[direction] ?? module.default?.[direction], direction, module);
      text += `=== ${file} ${direction}\n${sent.map((sql) => `${sql.trim().replace(/;$/, '')};\n`).join('')}`;
    }
  }
  fs.writeFileSync(path.join(fixtures, tool, 'sent.txt'), text);
  console.log(tool, text.split('\n').length - 1, 'lines');
}
process.exit();
