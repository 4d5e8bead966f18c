/**
 * Ecto: Elixir modules whose functions queue what is to be sent. They are read, never run: what is queued becomes the SQL that
 * the adapter for PostgreSQL sends, and `change` is turned round as Ecto’s runner does it.
 * Sources: lib/ecto/migration.ex, lib/ecto/migration/runner.ex, lib/ecto/migrator.ex and
 * lib/ecto/adapters/postgres/connection.ex of github.com/elixir-ecto/ecto_sql.
 */
import type { FileTree } from '../../changes/change-source.ts';
import type { SourceFile } from '../../source.ts';
import { withComments } from '../code-comments.ts';
import type { Migration, Project, ProjectReading, Step } from '../framework.ts';
import { childOf, namedOf, type Node } from '../tree-sitter/parse.ts';
import { namedFilesIn, type NamedFiles } from '../named-files.ts';
import { baseName, compareIntegers, compareText, migrationOf, readSources, relativeTo, wayBackIn, wholeFile, wordsOf } from '../sql-file.ts'; // prettier-ignore
import { addAliases, Reader, TooMuch, type Module } from './evaluate.ts';
import { argumentsOf, blockOf, calledName, definitionIn, operatorOf, parseElixir, type Clause } from './parse.ts';
import { Runner, type Direction, type Outcome } from './migration.ts';
import { readSettings, type Settings } from './settings.ts';
import { truth, type Value } from './values.ts';

const ID = 'ecto';

export async function readEcto(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const settings = await readSettings(tree, project.root);
  const migrations: Migration[] = [];
  for (const file of files.values()) migrations.push(...(await readMigration(file, project.root, settings, tree)));
  const inOrder = migrations.sort((a, b) => compareIntegers(a.order, b.order) || compareText(a.id, b.id));
  return { migrations: inOrder, unread };
}

async function readMigration(file: SourceFile, root: string, settings: Settings, tree: FileTree): Promise<readonly Migration[]> {
  const id = relativeTo(root, file.path);
  const [, order = '0', title = ''] = /^(\d+)_(.*)\.exs?$/.exec(baseName(file.path)) ?? [];
  const shared = { framework: ID, id, order, title: wordsOf(title) };
  const refused = (step: Step): readonly Migration[] => [migrationOf(file, { ...shared, transaction: 'unknown', steps: [step] })];
  const parsed = await parseElixir(file);
  if (parsed.kind === 'error') return refused({ kind: 'unread', span: parsed.span, reason: parsed.reason });
  const files = await namedFilesIn(file, tree);
  try {
    const module = moduleIn(parsed.root, file, files);
    if (!module) return refused({ kind: 'unread', span: wholeFile(file), reason: 'no module that uses Ecto.Migration is found in it' });
    return withComments(migrationsOf(file, module, settings, shared), parsed.comments);
  } catch (error) {
    const reason = error instanceof TooMuch ? error.message : error instanceof RangeError ? 'it is nested too deep to be read' : undefined;
    if (reason === undefined) throw error;
    return refused({ kind: 'unread', span: wholeFile(file), reason });
  }
}

function migrationsOf(
  file: SourceFile,
  module: Module,
  settings: Settings,
  shared: Pick<Migration, 'framework' | 'id' | 'order' | 'title'>,
): readonly Migration[] {
  const outside = module.attributes.get('disable_ddl_transaction');
  const wrapped = !(outside && truth(outside));
  const transaction = wrapped ? 'wrapped' : 'none';
  const run = (direction: Omit<Direction, 'wrapped'>): Outcome =>
    new Runner(file, { ...module, aliases: new Map(module.aliases) }, settings, { ...direction, wrapped }).perform();
  const whole = wholeFile(file);
  const clauseOf = (name: string): Clause | undefined => module.functions.get(name)?.find(({ parameters }) => parameters.length === 0);

  const change = clauseOf('change');
  if (change) {
    const { steps } = run({ operation: 'change', direction: 'up', backward: false });
    const back = run({ operation: 'change', direction: 'down', backward: true });
    const down = steps.length === 0 ? 'not-used' : back.irreversible ? 'irreversible' : back.steps.length > 0 ? 'present' : 'absent';
    const migrations = [migrationOf(file, { ...shared, transaction, steps, down })];
    if (down === 'present')
      migrations.push(
        migrationOf(file, {
          ...shared,
          id: `${shared.id}:down`,
          direction: 'down',
          transaction,
          span: { ...whole, start: change.node.start, end: change.node.end },
          steps: back.steps,
        }),
      );
    return migrations;
  }
  const [up, down] = [clauseOf('up'), clauseOf('down')];
  if (!up) {
    const step: Step = { kind: 'unread', span: whole, reason: 'it has neither change() nor up()' };
    return [migrationOf(file, { ...shared, transaction, steps: [step] })];
  }
  const { steps } = run({ operation: 'up', direction: 'up', backward: false });
  const back = down ? run({ operation: 'down', direction: 'down', backward: false }).steps : [];
  const span = down && down.node.start > up.node.start ? { ...whole, end: down.node.start } : whole;
  const state = steps.length === 0 ? 'not-used' : wayBack(file, down, back);
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

/** An error at once says that there is no way back; so may the words beside an `:ok`. */
function wayBack(file: SourceFile, down: Clause | undefined, steps: readonly Step[]): Migration['down'] {
  if (!down) return 'absent';
  const [first] = down.body ?? [];
  if (first?.type === 'call' && /^(?:raise|throw|exit)$/.test(calledName(first, file.text))) return 'irreversible';
  if (steps.length > 0) return 'present';
  const text = file.text.slice(down.node.start, down.node.end);
  const words = [...text.matchAll(/#([^\n]*)/g)].map(([, words]) => `-- ${words ?? ''}`).join('\n');
  return wayBackIn(words) === 'irreversible' ? 'irreversible' : 'absent';
}

/** The first module that uses Ecto.Migration, or one with a wrapper’s name; modules may lie in each other. */
function moduleIn(root: Node, file: SourceFile, files: NamedFiles): Module | undefined {
  const { text } = file;
  const open = [...namedOf(root)];
  const found: Module[] = [];
  for (let node = open.shift(); node; node = open.shift()) {
    if (node.type !== 'call' || calledName(node, text) !== 'defmodule') continue;
    const [name] = argumentsOf(node);
    const body = blockOf(node, 'do', text) ?? [];
    const module = readModule(name ? text.slice(name.start, name.end) : '', body, file, files);
    const uses = body.some(
      (one) => one.type === 'call' && calledName(one, text) === 'use' && /Migration\b/.test(text.slice(one.start, one.end)),
    );
    if (uses && (module.functions.has('change') || module.functions.has('up'))) return module;
    if (uses) found.push(module);
    open.push(...body);
  }
  return found[0];
}

function readModule(name: string, body: readonly Node[], { path, text }: SourceFile, files: NamedFiles): Module {
  const functions = new Map<string, Clause[]>();
  const module: Module = { path, text, name, functions, attributes: new Map<string, Value>(), files, aliases: new Map() };
  for (const node of body) {
    const definition = definitionIn(node, text);
    if (definition) functions.set(definition.name, [...(functions.get(definition.name) ?? []), definition.clause]);
  }
  // Attributes are known while the module is compiled; nothing of it reaches the database then.
  const reader = new Reader(module, { call: () => undefined, unread: () => undefined });
  for (const node of body) {
    if (node.type === 'call' && calledName(node, text) === 'alias') addAliases(node, reader);
    if (node.type !== 'unary_operator' || operatorOf(node, text) !== '@') continue;
    const call = childOf(node, 'call');
    const [value] = call ? argumentsOf(call) : [];
    if (call && value) module.attributes.set(calledName(call, text), reader.evaluate(value, { names: new Map(), parent: undefined }));
  }
  return module;
}
