/**
 * The page that says, for every method that the documentation of a framework has, what a migration with it is read as. The
 * tables are the answers of the readers to small migrations, one for each method.
 */
import { memoryTree } from '../src/changes/memory.ts';
import { frameworkOf } from '../src/frameworks/index.ts';
import type { Migration, Step } from '../src/frameworks/framework.ts';
import type { SourceFile } from '../src/source.ts';

/** One file of __tests__/fixtures/framework-methods. */
interface Methods {
  readonly framework: string;
  /** The documentation that the list was taken from. */
  readonly source: string;
  /** The path of the migration, and the files beside it. */
  readonly file: string;
  readonly others?: Readonly<Record<string, string>>;
  /** The migration, with `%%` where the example stands. */
  readonly around: string;
  /** An example for each method. */
  readonly methods: Readonly<Record<string, string>>;
  /** Those that send nothing to the database. All others are read, or said not to be. */
  readonly silent?: readonly string[];
}

/** What one method is read as. */
export interface MethodReading {
  readonly method: string;
  readonly example: string;
  readonly state: 'read' | 'not read' | 'sends nothing';
  /** The SQL, or the reason. */
  readonly what: string;
}

export interface FrameworkReading {
  readonly framework: string;
  readonly title: string;
  readonly source: string;
  readonly methods: readonly MethodReading[];
  readonly silent: readonly string[];
}

async function parse(file: SourceFile): Promise<Methods> {
  const { parse: parseYaml } = await import('yaml');
  return parseYaml(file.text) as Methods;
}

/** Puts the example where `%%` stands, as deep as that. */
const put = (around: string, example: string): string =>
  around.replace(
    /^([ \t]*)(.*)%%/m,
    (_, indent: string, before: string) => `${indent}${before}${example.trimEnd().replaceAll('\n', `\n${indent}`)}`,
  );

const words = (step: Step): string => (step.kind === 'sql' ? step.script.text.trim().replaceAll(/\s+/g, ' ') : step.kind === 'unread' ? step.reason : step.operation.kind); // prettier-ignore

async function reading(methods: Methods, method: string, example: string): Promise<MethodReading> {
  const tree = memoryTree({ ...methods.others, [methods.file]: put(methods.around, example) });
  const framework = frameworkOf(methods.framework);
  if (!framework) throw new Error(`no framework is called ${methods.framework}`);
  const migrations: Migration[] = [];
  for (const project of await framework.detect(tree)) migrations.push(...(await framework.read(project, tree)).migrations);
  const migration = migrations.find(({ path, direction }) => path === methods.file && direction === 'up');
  if (!migration) throw new Error(`${methods.framework}: the migration with ${method} is not found`);
  const { steps } = migration;
  const unread = steps.filter(({ kind }) => kind === 'unread');
  const state = unread.length > 0 ? 'not read' : steps.length > 0 ? 'read' : 'sends nothing';
  return { method, example: example.trim(), state, what: (unread.length > 0 ? unread : steps).map(words).join('; ') };
}

/** What every file says, in the order of the files. */
export async function readMethods(files: readonly SourceFile[]): Promise<readonly FrameworkReading[]> {
  const all: FrameworkReading[] = [];
  for (const file of files) {
    const methods = await parse(file);
    const readings: MethodReading[] = [];
    for (const [method, example] of Object.entries(methods.methods)) readings.push(await reading(methods, method, example));
    const { framework, source, silent = [] } = methods;
    all.push({ framework, title: frameworkOf(framework)?.title ?? framework, source, methods: readings, silent });
  }
  return all;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
const code = (text: string): string => (text === '' ? '' : `\`\`${text.includes('`') ? ` ${text} ` : text}\`\``);
const cut = (text: string): string => (text.length > 240 ? `${text.slice(0, 239)}…` : text);

/** The page, docs/code-migrations.md. */
export async function codeMigrationsPage(files: readonly SourceFile[]): Promise<string> {
  const frameworks = await readMethods(files);
  const parts = [
    `# Migrations in code: what is read

Generated from the readers' own answers: for every method that a framework's documentation lists, a small migration with it was
read, and the table says what came out. \`read\`: the SQL that the framework sends for it is what is reviewed. \`not read\`: the
review shows it as not analysed, with this reason. \`sends nothing\`: nothing of it reaches the schema or the data.

Nothing of a migration is ever run. For the frameworks that can be installed without their own platform, what is read is
compared with what the framework itself sends (\`__tests__/fixtures/framework-sql\`).

${frameworks.map(({ title, methods }) => `- [${title}](#${title.toLowerCase().replaceAll(/[^\w]+/g, '-')}): ${methods.filter(({ state }) => state !== 'not read').length} of ${methods.length} methods`).join('\n')}`,
  ];
  for (const { title, source, methods } of frameworks)
    parts.push(
      `## ${title}\n\nMethods as in ${source}\n\n| method | example | | what is reviewed, or why it is not |\n| --- | --- | --- | --- |\n${methods
        .map(
          ({ method, example, state, what }) =>
            `| ${code(method)} | ${code(cell(example))} | ${state} | ${state === 'read' ? code(cell(cut(what))) : cell(what)} |`,
        )
        .join('\n')}`,
    );
  return `${parts.join('\n\n')}\n`;
}
