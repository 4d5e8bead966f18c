/**
 * EF Core: C# classes whose Up and Down call a MigrationBuilder. They are read, never run: what they ask of it becomes the SQL
 * that the provider for PostgreSQL sends.
 * Sources: src/EFCore.Relational/Migrations/{MigrationBuilder,MigrationsSqlGenerator}.cs of github.com/dotnet/efcore and
 * src/EFCore.PG/Migrations/NpgsqlMigrationsSqlGenerator.cs of github.com/npgsql/efcore.pg.
 */
import type { FileTree } from '../../changes/change-source.ts';
import type { SourceFile } from '../../source.ts';
import { withComments } from '../code-comments.ts';
import type { Migration, Project, ProjectReading, Step } from '../framework.ts';
import { childOf, fieldOf, namedOf, type Node } from '../tree-sitter/parse.ts';
import { baseName, compareText, migrationOf, readSources, relativeTo, wayBackIn, wholeFile, wordsOf } from '../sql-file.ts';
import { namedFilesIn, type NamedFiles } from '../named-files.ts';
import { Builder } from './builder.ts';
import { Reader, TooMuch } from './evaluate.ts';
import { methodIn, parseCsharp, type Method } from './parse.ts';
import type { Value } from './values.ts';

const ID = 'ef-core';

export async function readEfCore(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const migrations: Migration[] = [];
  for (const file of files.values()) migrations.push(...(await readMigration(file, project, tree)));
  return { migrations: migrations.sort((a, b) => compareText(a.order, b.order) || compareText(a.id, b.id)), unread };
}

async function readMigration(file: SourceFile, project: Project, tree: FileTree): Promise<readonly Migration[]> {
  const id = relativeTo(project.root, file.path);
  const [, order = '', title = ''] = /^(\d+)_(.*)\.cs$/.exec(baseName(file.path)) ?? [];
  const shared = { framework: ID, id, order, title: wordsOf(title) };
  const refused = (step: Step): readonly Migration[] => [migrationOf(file, { ...shared, transaction: 'unknown', steps: [step] })];
  const engine = project.dialect?.dialect ?? 'postgres';
  // Another provider sends other SQL for the same calls.
  if (!/^(?:postgres|cockroachdb|yugabytedb)$/.test(engine))
    return refused({ kind: 'unread', span: wholeFile(file), reason: `its builder writes SQL for ${engine}` });
  const parsed = await parseCsharp(file);
  if (parsed.kind === 'error') return refused({ kind: 'unread', span: parsed.span, reason: parsed.reason });
  const program = { ...programIn(parsed.root, file.text), files: await namedFilesIn(file, tree) };
  const up = program.methods.get('Up')?.find(isDirection);
  if (!up) return refused({ kind: 'unread', span: wholeFile(file), reason: 'no method Up(MigrationBuilder) is found in it' });
  const down = program.methods.get('Down')?.find(isDirection);
  try {
    return withComments(migrationsOf(file, program, { up, down }, shared), parsed.comments);
  } catch (error) {
    const reason = error instanceof TooMuch ? error.message : error instanceof RangeError ? 'it is nested too deep to be read' : undefined;
    if (reason === undefined) throw error;
    return refused({ kind: 'unread', span: wholeFile(file), reason });
  }
}

const isDirection = ({ parameters }: Method): boolean =>
  parameters.length === 1 && parameters[0]?.type.endsWith('MigrationBuilder') === true;

function migrationsOf(
  file: SourceFile,
  program: Program,
  { up, down }: { readonly up: Method; readonly down: Method | undefined },
  shared: Pick<Migration, 'framework' | 'id' | 'order' | 'title'>,
): readonly Migration[] {
  const transaction = 'wrapped';
  const whole = wholeFile(file);
  const steps = stepsOf(file, program, up);
  const back = down ? stepsOf(file, program, down) : [];
  const state = steps.length === 0 ? 'not-used' : wayBack(file, down, back);
  const span = down && down.node.start > up.node.start ? { ...whole, end: down.node.start } : whole;
  const migrations = [migrationOf(file, { ...shared, transaction, span, steps, down: state })];
  if (down && back.length > 0)
    migrations.push(
      migrationOf(file, {
        ...shared,
        id: `${shared.id}:down`,
        direction: 'down',
        transaction,
        span: { ...whole, start: down.node.start, end: down.node.end },
        steps: back,
      }),
    );
  return migrations;
}

function stepsOf(file: SourceFile, program: Program, method: Method): readonly Step[] {
  const builder = new Builder(file);
  const reader = new Reader(file.text, builder, program.methods, program.fields);
  for (const name of program.classes) reader.classes.add(name);
  reader.files = program.files;
  builder.reader = reader;
  const handle: Value = { kind: 'builder', start: method.node.start, end: method.node.start };
  const callee: Value = { kind: 'function', node: method.node, scope: { names: new Map(), parent: undefined }, start: method.node.start, end: method.node.end }; // prettier-ignore
  reader.apply(callee, { positional: [handle], named: new Map() }, method.node);
  return builder.steps();
}

/** An exception at once says that there is no way back; so may the words beside an empty body. */
function wayBack(file: SourceFile, down: Method | undefined, steps: readonly Step[]): Migration['down'] {
  if (!down?.body) return 'absent';
  const [first] = down.body.type === 'block' ? namedOf(down.body) : [down.body];
  if (first && /^throw_(?:statement|expression)$/.test(first.type)) return 'irreversible';
  if (steps.length > 0) return 'present';
  const text = file.text.slice(down.node.start, down.node.end);
  const words = [...text.matchAll(/\/\/([^\n]*)|\/\*([^]*?)\*\//g)].map(
    ([, line, block]) => `-- ${(line ?? block ?? '').replaceAll(/\s+/g, ' ')}`,
  );
  return wayBackIn(words.join('\n')) === 'irreversible' ? 'irreversible' : 'absent';
}

/** What the file holds: methods, constants and fields of all its classes, by their names. */
interface Program {
  readonly methods: ReadonlyMap<string, readonly Method[]>;
  readonly fields: ReadonlyMap<string, Node>;
  readonly classes: readonly string[];
  readonly files: NamedFiles;
}

function programIn(root: Node, text: string): Omit<Program, 'files'> {
  const methods = new Map<string, Method[]>();
  const fields = new Map<string, Node>();
  const classes: string[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'method_declaration') {
      const method = methodIn(node, text);
      methods.set(method.name, [...(methods.get(method.name) ?? []), method]);
      continue;
    }
    if (node.type === 'field_declaration') {
      const declaration = childOf(node, 'variable_declaration');
      for (const declarator of declaration?.children.filter(({ type }) => type === 'variable_declarator') ?? []) {
        const name = fieldOf(declarator, 'name');
        const value = declarator.children[declarator.children.findIndex(({ type }) => type === '=') + 1];
        if (name && value && value !== name) fields.set(text.slice(name.start, name.end), value);
      }
      continue;
    }
    if (/^(?:class|record|struct)_declaration$/.test(node.type)) {
      const name = fieldOf(node, 'name');
      if (name) classes.push(text.slice(name.start, name.end));
    }
    // Backwards, so that what stands first is seen first.
    if (!/_statement$|_expression$|^block$/.test(node.type)) open.push(...node.children.toReversed());
  }
  return { methods, fields, classes };
}
