/**
 * Rails: migrations of Active Record. They are read, never run: what they ask of the connection becomes the SQL that Rails
 * sends to PostgreSQL, with the defaults of the version that the migration names, and `change` is turned round for its way back.
 * Sources: activerecord/lib/active_record/{migration,migration/compatibility,migration/command_recorder}.rb and
 * connection_adapters/{abstract,postgresql}/schema_{statements,definitions,creation}.rb of github.com/rails/rails, 6.1 to 8.1.
 */
import type { FileTree } from '../../changes/change-source.ts';
import type { Comment, SourceFile } from '../../source.ts';
import { pathsWith } from '../folders.ts';
import type { Migration, Project, ProjectReading, Step } from '../framework.ts';
import { methodOf, programOf, type Program } from '../ruby/classes.ts';
import { camelize } from '../ruby/inflect.ts';
import { TooMuch } from '../ruby/interpret.ts';
import { childrenOf, pathOf, type DefNode, type Node } from '../ruby/nodes.ts';
import { parseRuby } from '../ruby/parse.ts';
import type { ClassInfo } from '../ruby/values.ts';
import { baseName, compareNatural, foldersUp, inFolder, migrationOf, readSources, readText, wayBackIn, wholeFile, wordsOf, type MigrationParts } from '../sql-file.ts'; // prettier-ignore
import { Irreversible } from './invert.ts';
import { Memory } from './memory.ts';
import type { Context } from './options.ts';
import { Run } from './run.ts';

const ID = 'rails';
/** What is taken where neither Gemfile.lock nor a migration tells. */
const USUAL = 7.1;
/** Options of tables that another engine alone takes. */
const MYSQL = /\boptions:\s*["'][^"'\n]*\bENGINE\s*=/i;

type Shared = Omit<Context, 'callBlock' | 'version' | 'memory'>;

interface Parsed {
  readonly file: SourceFile;
  readonly parts: Pick<MigrationParts, 'framework' | 'id' | 'order' | 'title'>;
  readonly program?: Program;
  readonly comments: readonly Comment[];
  readonly error?: Step;
}

export async function readRails(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const parsed: Parsed[] = [];
  for (const file of files.values()) parsed.push(await parse(file));
  parsed.sort((a, b) => compareNatural(a.parts.order, b.parts.order) || compareNatural(a.file.path, b.file.path));
  const versions = parsed.flatMap(({ program }) => (program ? [...program.classes.values()].flatMap((info) => versionOf(info) ?? []) : []));
  const shared = await sharedOf(project, tree, versions.reduce((a, b) => Math.max(a, b), 0) || USUAL);
  const memory = new Memory();
  const migrations = parsed.flatMap((one) => migrationsOf(one, shared, memory));
  const foreign = project.dialect === undefined && parsed.some(({ file }) => MYSQL.test(file.text));
  return { migrations: foreign ? migrations.map((one) => ({ ...one, otherDialect: 'mysql' })) : migrations, unread };
}

async function parse(file: SourceFile): Promise<Parsed> {
  const base = baseName(file.path);
  const [, order = base, name = ''] = /^(\d+)_?([^.]*)/.exec(base) ?? [];
  // Rails knows a migration by its number alone.
  const parts = { framework: ID, id: order, order, title: wordsOf(name || base) };
  const read = await parseRuby(file);
  if (read.kind === 'error') return { file, parts, comments: [], error: { kind: 'unread', span: read.span, reason: read.reason } };
  return { file, parts, program: programOf(read.statements.body), comments: read.comments };
}

/** What the application says: the version of Rails, the type of `datetime`, the views in files. */
async function sharedOf(project: Project, tree: FileTree, highest: number): Promise<Shared> {
  let release = highest;
  for (const folder of foldersUp(project.root)) {
    const lock = await readText(tree, inFolder(folder, 'Gemfile.lock'));
    const version = lock === undefined ? undefined : /^ {4}(?:activerecord|rails) \((\d+\.\d+)/m.exec(lock)?.[1];
    if (version !== undefined) release = Number(version);
    if (lock !== undefined) break;
  }
  const root = /^(.*?)\/?(?:^|\/)db\//.exec(`${project.root}/`)?.[1] ?? '';
  const own = (path: string): boolean => path.startsWith(root === '' ? '' : `${root}/`);
  const paths = pathsWith(tree, 'rb', 'sql').filter(
    (path) =>
      own(path) && /(?:^|\/)(?:config\/(?:application|initializers\/\w+)\.rb|db\/(?:views|functions|triggers)\/\w+\.sql)$/.test(path),
  );
  const contents = paths.length === 0 ? new Map<string, never>() : await tree.read(paths);
  const texts = new Map([...contents].flatMap(([path, content]) => (content.kind === 'text' ? [[path, content.text] as const] : [])));
  const zoned = [...texts].some(([path, text]) => path.endsWith('.rb') && /^[^#\n]*\bdatetime_type\s*=\s*:timestamptz\b/m.test(text));
  return { release, datetime: zoned ? 'timestamptz' : 'timestamp', file: (path) => texts.get(root === '' ? path : `${root}/${path}`) };
}

/** `Migration[7.0]`; 4.2 where a class names none. */
function versionOf({ superclass }: ClassInfo): number | undefined {
  if (superclass?.type === 'CallNode' && superclass.name === '[]' && pathOf(superclass.receiver)?.endsWith('Migration')) {
    const [version] = superclass.arguments?.arguments ?? [];
    return version?.type === 'FloatNode' || version?.type === 'IntegerNode' ? Number(version.value) : undefined;
  }
  return /^(?:::)?ActiveRecord::Migration$/.test(pathOf(superclass) ?? '') ? 4.2 : undefined;
}

/** The class of the migration: the one that the file's name asks for, else the first that looks like one. */
function classIn(program: Program, name: string): ClassInfo | undefined {
  const named = program.classes.get(camelize(name));
  const looks = (info: ClassInfo): boolean =>
    versionOf(info) !== undefined ||
    /Migration(?:::\w+)?$/.test(pathOf(info.superclass) ?? '') ||
    ['up', 'change'].some((method) => methodOf(info, method, false, program));
  return named && looks(named) ? named : [...program.classes.values()].find(looks);
}

function migrationsOf(parsed: Parsed, shared: Shared, memory: Memory): readonly Migration[] {
  const { file, parts, program, comments, error } = parsed;
  const refused = (reason: string): readonly Migration[] => [
    migrationOf(file, { ...parts, transaction: 'unknown', steps: [error ?? { kind: 'unread', span: wholeFile(file), reason }] }),
  ];
  if (!program) return refused('');
  const name = /^\d+_?([^.]*)/.exec(baseName(file.path))?.[1] ?? '';
  const own = classIn(program, name);
  if (!own) return refused('no class of a migration is found in it');
  try {
    return directionsOf(parsed, own, program, shared, memory, comments);
  } catch (failure) {
    if (failure instanceof TooMuch || failure instanceof RangeError) return refused('the file does more than is followed');
    throw failure;
  }
}

function directionsOf(
  { file, parts }: Parsed,
  own: ClassInfo,
  program: Program,
  shared: Shared,
  memory: Memory,
  comments: readonly Comment[],
): readonly Migration[] {
  const transaction = own.calls.some(optsOut) ? ('none' as const) : ('wrapped' as const);
  const version = versionOf(own) ?? shared.release;
  const method = (named: string): { readonly definition: DefNode; readonly statics: boolean } | undefined => {
    for (const statics of [false, true]) {
      const definition = methodOf(own, named, statics, program);
      if (definition?.type === 'DefNode') return { definition, statics };
    }
    return undefined;
  };
  const runOf = (remembered: Memory): Run =>
    new Run(file, program, own, { ...shared, version, memory: remembered }, transaction === 'wrapped');
  const change = method('change');
  const up = change ?? method('up');
  const down = change ? undefined : method('down');
  const whole = wholeFile(file);
  const common = { ...parts, transaction };
  /** The comments of a direction: those in a down of its own are its own. */
  const saidIn = (direction: 'up' | 'down', run: Run): Pick<MigrationParts, 'comments'> => {
    const within = ({ span }: Comment): boolean =>
      down !== undefined && span.start >= down.definition.start && span.end <= down.definition.end;
    const said = [...comments.filter((comment) => within(comment) === (direction === 'down')), ...run.assured];
    return said.length === 0 ? {} : { comments: said };
  };
  // Rails runs nothing then.
  if (!up) return [migrationOf(file, { ...common, steps: [] })];
  const forth = runOf(memory);
  forth.method(up.definition, up.statics, false);
  const way = down ?? change;
  let back: { readonly run?: Run; readonly steps: readonly Step[]; readonly state: Migration['down'] } = { steps: [], state: 'absent' };
  if (way) {
    const run = runOf(memory.copy());
    try {
      const { raised } = run.method(way.definition, way.statics, change !== undefined);
      const { start, end } = way.definition;
      const words = comments
        .filter(({ span }) => span.start >= start && span.end <= end)
        .map(({ text }) => `-- ${text.replaceAll('\n', ' ')}`);
      const declared = wayBackIn(words.join('\n')) === 'irreversible';
      back = {
        run,
        steps: run.steps,
        state: run.steps.length > 0 ? 'present' : raised || (declared && !change) ? 'irreversible' : 'absent',
      };
    } catch (failure) {
      if (!(failure instanceof Irreversible)) throw failure;
      back = { steps: [], state: 'irreversible' };
    }
  }
  const behind = down && down.definition.start > up.definition.start;
  const migrations = [
    migrationOf(file, {
      ...common,
      ...saidIn('up', forth),
      steps: forth.steps,
      down: forth.steps.length === 0 ? 'not-used' : back.state,
      ...(behind ? { span: { ...whole, end: down.definition.start } } : {}),
    }),
  ];
  if (back.run && back.steps.length > 0 && way) {
    const span = down ? { ...whole, start: down.definition.start, end: down.definition.end } : whole;
    migrations.push(
      migrationOf(file, { ...common, ...saidIn('down', back.run), id: `${parts.id}:down`, direction: 'down', span, steps: back.steps }),
    );
  }
  return migrations;
}

/** `disable_ddl_transaction!`, under a condition too. */
function optsOut(node: Node): boolean {
  if (node.type === 'CallNode' && node.name === 'disable_ddl_transaction!') return true;
  return node.type !== 'DefNode' && childrenOf(node).some(optsOut);
}
