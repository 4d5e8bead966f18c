/**
 * Phinx, and the migrations of CakePHP that are built on it: a class in each file with change(), or with up() and down(). They
 * are read, never run: what is asked of `$this->table(…)` becomes the SQL of Phinx's adapter for PostgreSQL.
 * Sources: src/Phinx/Db/{Table,Plan/Plan,Adapter/PostgresAdapter,Adapter/PdoAdapter,Adapter/ProxyAdapter}.php and
 * src/Phinx/Migration/Manager/Environment.php of github.com/cakephp/phinx.
 */
import type { FileTree } from '../../changes/change-source.ts';
import type { SourceFile } from '../../source.ts';
import type { DialectEvidence, Migration, Project, ProjectReading, Step } from '../framework.ts';
import { pdo, sendRaw } from '../laravel/database.ts';
import { nameOf } from '../laravel/names.ts';
import { dialectOfPhp } from '../php/dialect.ts';
import { readClass } from '../php/migration.ts';
import { placeOf, type Place } from '../php/parse.ts';
import { Unclear, type Output, type PhpTool } from '../php/tool.ts';
import { argument, madeText, NULL, quiet, stringOf, type Args, type HostValue, type Value } from '../php/values.ts';
import { baseName, compareNatural, foldersUp, inFolder, readSources, readText, relativeTo, wordsOf } from '../sql-file.ts';
import { quoted, type Settings } from './sql.ts';
import { insertRows, inverted, sendPlan, tableHost, tablesMade, textOf, type Action, type Known, type Run } from './table.ts';

/** When Phinx 0.13 was released, from which on columns take NULL unless they are told not to. */
const PHINX_13 = '20221003';

/** What phinx.php, phinx.yml and phinx.json say: the adapters of all environments where they agree. */
export function phinxDialect(tree: FileTree, root: string, files: readonly string[]): Promise<DialectEvidence | undefined> {
  const php = /['"]adapter['"]\s*=>\s*['"](\w+)['"]/;
  const named = (path: string, pattern: RegExp) => ({ path, pattern, name: 'the adapter' });
  return dialectOfPhp(tree, root, files, 'DB_CONNECTION', [
    named('phinx.php', php),
    named('phinx.yml', /^[ \t]*adapter:[ \t]*['"]?(\w+)/),
    named('phinx.yaml', /^[ \t]*adapter:[ \t]*['"]?(\w+)/),
    named('phinx.json', /"adapter"\s*:\s*"(\w+)"/),
    { path: 'config/app.php', pattern: /Driver\\(Postgres|Mysql|Sqlite|Sqlserver)\b/, name: 'the driver' },
    { path: 'config/app_local.example.php', pattern: /Driver\\(Postgres|Mysql|Sqlite|Sqlserver)\b/, name: 'the driver' },
  ]);
}

export async function readPhinx(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const version = await versionOf(tree, project.root);
  const known: Known = { tables: new Set(), names: new Map() };
  const migrations: Migration[] = [];
  for (const file of [...files.values()].sort((a, b) => compareNatural(baseName(a.path), baseName(b.path))))
    migrations.push(...(await readFile(file, project, version, known)));
  return { migrations, unread };
}

async function readFile(file: SourceFile, project: Project, version: boolean | undefined, known: Known): Promise<readonly Migration[]> {
  const stem = baseName(file.path).replace(/\.php$/, '');
  const [, order = stem, title = ''] = /^(\d{14})_(.*)$/.exec(stem) ?? [];
  const driver = project.dialect?.dialect ?? 'postgres';
  const settings: Settings = { modern: version ?? order >= PHINX_13, schema: 'public', driver: driver === 'postgres' ? 'pgsql' : driver };
  const tool = new PhinxTool(settings, known);
  return readClass(file, tool, {
    framework: 'phinx',
    id: relativeTo(project.root, file.path),
    order,
    title: wordsOf(title || stem),
    methods: { up: ['change', 'up'], down: ['down'], both: 'change' },
    // CakePHP's own migrations may leave the transaction out.
    optsOut: (self, reader) => {
      const method = self.of.methods.get('usetransactions');
      return method !== undefined && /return\s+false\s*;/.test(reader.source(placeOf(method)));
    },
    back: (reader, self, method): readonly Step[] | undefined => {
      tool.back = [];
      try {
        const steps = [...reader.direction(self, method)];
        reader.steps = steps;
        sendPlan({ output: reader, settings, known: copyOf(known), recorded: undefined }, inverted(tool.back, settings), true);
        return reader.steps;
      } catch (error) {
        if (!(error instanceof Unclear)) throw error;
        return undefined;
      } finally {
        tool.back = undefined;
      }
    },
    way: (direction) => {
      tool.up = direction === 'up';
      tool.known = direction === 'up' ? known : copyOf(known);
    },
  });
}

/** What a way back does is no history for the next migration. */
const copyOf = (known: Known): Known => ({ tables: new Set(known.tables), names: new Map(known.names) });

/** Whether it is 0.13 or later, or CakePHP's of a version built on it. */
async function versionOf(tree: FileTree, root: string): Promise<boolean | undefined> {
  for (const folder of foldersUp(root)) {
    const text = (await readText(tree, inFolder(folder, 'composer.json'))) ?? '';
    const phinx = /"robmorgan\/phinx"\s*:\s*"[^"\d]*(\d+)(?:\.(\d+))?/.exec(text);
    if (phinx) return Number(phinx[1]) > 0 || Number(phinx[2] ?? 0) >= 13;
    const cake = /"cakephp\/migrations"\s*:\s*"[^"\d]*(\d+)/.exec(text)?.[1];
    if (cake !== undefined) return Number(cake) >= 4;
  }
  return undefined;
}

class PhinxTool implements PhpTool {
  readonly transaction = 'wrapped';
  readonly #settings: Settings;
  known: Known;
  up = true;
  /** What change() asks for on the way back. */
  back: Action[] | undefined;

  constructor(settings: Settings, known: Known) {
    this.#settings = settings;
    this.known = known;
  }

  staticCall(name: string, method: string, args: Args): Value | undefined {
    // Phinx's own wrapper of SQL.
    if (/(?:^|\\)Literal$/.test(name) && method === 'from') return rawOf(args.list[0]);
    return undefined;
  }

  construct(name: string, args: Args): Value | undefined {
    return /(?:^|\\)(?:Literal|RawSql)$/.test(name) ? rawOf(args.list[0]) : undefined;
  }

  field(name: string): Value | undefined {
    return /^(?:output|input|io)$/.test(name) ? quiet(`$this->${name}`) : undefined;
  }

  self(method: string, args: Args, place: Place, output: Output): Value | undefined {
    const run: Run = { output, settings: this.#settings, known: this.known, recorded: this.back };
    return attempt(run, this.up && !this.back, method, args, place);
  }
}

/** What is asked for, or the reason why it is not read. */
function attempt(run: Run, up: boolean, method: string, args: Args, place: Place): Value | undefined {
  const { output } = run;
  try {
    return ask(run, up, method, args, place);
  } catch (error) {
    if (!(error instanceof Unclear)) throw error;
    output.unread(place, error.message);
    return quiet(output.source(place));
  }
}

const rawOf = (value: Value | undefined): Value | undefined => (value?.kind === 'text' ? { kind: 'raw', text: value } : undefined);

/** What a migration, or its adapter, is asked for. */
function ask(run: Run, up: boolean, method: string, args: Args, place: Place): Value | undefined {
  const { output } = run;
  const [first, second] = args.list;
  switch (method) {
    case 'table':
      return tableHost(run, first, argument(args, 1, 'options'));
    case 'execute':
    case 'query':
      for (const table of tablesMade(textOf(first))) run.known.tables.add(table);
      sendRaw(output, first, second, place);
      return quiet(output.source(place));
    case 'fetchRow':
    case 'fetchAll':
      // They ask, but for an INSERT with RETURNING.
      if (!/^\s*(?:select|show|with|explain)\b/i.test(textOf(first)) && textOf(first) !== '') sendRaw(output, first, second, place);
      return quiet(output.source(place));
    case 'insert':
    case 'bulkinsert':
      insertRows(run, nameOf(first, 'the name of the table'), second?.kind === 'array' && second.list ? second.entries.map(([, row]) => row) : second ? [second] : [], place); // prettier-ignore
      return NULL;
    case 'dropTable':
      output.made(`DROP TABLE ${nameOf(first, 'the name of the table').split('.').map(quoted).join('.')}`, place);
      return NULL;
    case 'createSchema':
      output.made(`CREATE SCHEMA IF NOT EXISTS ${quoted(nameOf(first, 'the schema'))}`, place);
      return NULL;
    case 'dropSchema':
      output.made(`DROP SCHEMA IF EXISTS ${quoted(nameOf(first, 'the schema'))} CASCADE`, place);
      return NULL;
    case 'createDatabase':
    case 'dropDatabase':
      throw new Unclear(`what ${method}() does is not read yet`);
    case 'isMigratingUp':
      return { kind: 'boolean', value: up };
    case 'getAdapter':
    case 'getWrappedAdapter':
      return adapter(run, up);
    case 'hasTable':
    case 'getOutput':
    case 'getInput':
    case 'getName':
    case 'getVersion':
    case 'getEnvironment':
    case 'init':
      return quiet(output.source(place));
    case 'getQueryBuilder':
    case 'getSelectBuilder':
    case 'getInsertBuilder':
    case 'getUpdateBuilder':
    case 'getDeleteBuilder':
      return builder(output, /Insert|Update|Delete/.test(method) || /^(?:insert|update|delete)$/.test(stringOf(first) ?? ''));
    default:
      return undefined;
  }
}

function adapter(run: Run, up: boolean): HostValue {
  const { output, settings } = run;
  return {
    kind: 'host',
    call(method, args, place): Value {
      const [first] = args.list;
      switch (method) {
        case 'getConnection':
        case 'getDecoratedConnection':
          return pdo(output);
        case 'quoteColumnName':
        case 'quoteTableName': {
          const name = stringOf(first);
          return name === undefined ? quiet(output.source(place)) : madeText(name.split('.').map(quoted).join('.'), place);
        }
        case 'getAdapterType':
          return madeText(settings.driver, place);
        case 'beginTransaction':
        case 'commitTransaction':
          output.made(method === 'beginTransaction' ? 'BEGIN' : 'COMMIT', place);
          return NULL;
        case 'rollbackTransaction':
          return NULL;
        default: {
          if (/^(?:has|get|is|quote|cast)\w*$/.test(method)) return quiet(output.source(place));
          const value = attempt(run, up, method, args, place);
          if (!value) output.unread(place, `what ${method}() of the adapter does is not known`);
          return value ?? quiet(output.source(place));
        }
      }
    },
  };
}

/** Queries that are put together by methods; some change rows whatever else they are told. */
function builder(output: Output, changing: boolean): HostValue {
  let changes = changing;
  const host: HostValue = {
    kind: 'host',
    call(method, args, place) {
      for (const one of args.list) if (one.kind === 'closure') output.run(one, [host]);
      changes ||= /^(?:insert|update|delete|into|set|values)$/.test(method);
      if (/^(?:execute|rowCountAndClose)$/.test(method) && changes) output.unread(place, 'a data change through CakePHP’s query builder');
      return host;
    },
  };
  return host;
}
