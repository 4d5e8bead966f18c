/**
 * Django: classes with a list of operations. They are read, never run: RunSQL as it stands, the operations on models as the
 * SQL of the schema editor for PostgreSQL, as far as models of the migrations tell it.
 * Sources: django/db/migrations/operations/*.py and django/db/backends/{base,postgresql}/schema.py of github.com/django/django.
 */
import type { FileTree } from '../../changes/change-source.ts';
import type { Comment, SourceFile } from '../../source.ts';
import { Unclear } from '../python/arguments.ts';
import { withComments } from '../code-comments.ts';
import type { Migration, Project, ProjectReading, Step } from '../framework.ts';
import { scriptOf } from '../pieces.ts';
import { bodyOf, moduleScope, nameOf } from '../python/interpret.ts';
import { childrenOf, parsePython, statementsIn, type Node } from '../python/parse.ts';
import { evaluate, plainText, type Call, type Scope, type Value } from '../python/values.ts';
import { baseName, compareNatural, folderOf, groupBy, migrationOf, readSources, wordsOf } from '../sql-file.ts';
import { Models } from './models.ts';
import { runOperation } from './operations.ts';
import { runPython } from './run-python.ts';
import { readSettings } from './settings.ts';
import { SchemaEditor, type Sent } from './schema-editor.ts';

interface Read {
  readonly file: SourceFile;
  readonly app: string;
  readonly name: string;
  readonly id: string;
  readonly after: readonly string[];
  readonly atomic: boolean;
  /** Every `operations` of the class, those of branches too. */
  readonly operations: readonly Value[];
  /** Names of the module; undefined where it was not parsed. */
  readonly scope?: Scope;
  readonly comments?: readonly Comment[];
  readonly unread: Step | undefined;
}

export async function readDjango(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const read: Read[] = [];
  for (const file of files.values()) if (baseName(file.path) !== '__init__.py') read.push(await readFile(file));
  const labels = labelsOf(read);
  const models = new Models(await readSettings(project, tree));
  const labelled = read.map((one) => ({
    ...one,
    app: labels.get(one.app) ?? one.app,
    id: `${labels.get(one.app) ?? one.app}.${one.name}`,
  }));
  return { migrations: inOrder(labelled).flatMap((one) => withComments([migrationFor(one, models)], one.comments ?? [])), unread };
}

/** Labels of apps by their folders, where they differ: an app names its own migrations by its label in what they depend on. */
function labelsOf(read: readonly Read[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const [folder, own] of groupBy(read, ({ app }) => app)) {
    const names = new Set(own.map(({ name }) => name));
    const said = own.flatMap(({ after }) => after.filter((id) => names.has(id.slice(id.indexOf('.') + 1))).map((id) => id.slice(0, id.indexOf('.')))); // prettier-ignore
    if (own.length < 2 || said.includes(folder)) continue;
    const [first] = [...groupBy(said, (label) => label)].toSorted(([, a], [, b]) => b.length - a.length);
    if (first) labels.set(folder, first[0]);
  }
  return labels;
}

async function readFile(file: SourceFile): Promise<Read> {
  const name = baseName(file.path).replace(/\.py$/, '');
  const app = baseName(folderOf(folderOf(file.path)));
  const shared = { file, app, name, id: `${app}.${name}`, after: [], atomic: true, operations: [] };
  const parsed = await parsePython(file);
  if (parsed.kind === 'error') return { ...shared, unread: { kind: 'unread', span: parsed.span, reason: parsed.reason } };
  const scope = moduleScope(file.text, parsed.body);
  const migration = parsed.body.find((node) => node.name === 'ClassDefinition' && nameOf(node, file.text) === 'Migration');
  if (!migration) return { ...shared, unread: undefined };
  const found = new Map<string, Value[]>();
  collect(bodyOf(migration), scope, found);
  const dependencies = found.get('dependencies')?.[0];
  const after = (dependencies?.kind === 'list' ? dependencies.items : []).flatMap((item) => {
    const [label, other] = item.kind === 'list' ? item.items.map(plainText) : [];
    return label !== undefined && other !== undefined ? [`${label}.${other}`] : [];
  });
  const atomic = found.get('atomic')?.at(-1);
  return {
    ...shared,
    comments: parsed.comments,
    after,
    atomic: !(atomic?.kind === 'boolean' && !atomic.value),
    operations: found.get('operations') ?? [],
    scope,
    unread: undefined,
  };
}

/** What the body of the class assigns, in all branches. */
function collect(body: readonly Node[], scope: Scope, found: Map<string, Value[]>): void {
  for (const node of body) {
    if (node.name === 'IfStatement') {
      for (const child of childrenOf(node)) if (child.name === 'Body') collect(statementsIn(child), scope, found);
      continue;
    }
    const [target, operator, value] = childrenOf(node).filter(({ name }) => name !== 'TypeDef');
    if (!target || !value || (operator?.name !== 'AssignOp' && operator?.name !== 'UpdateOp')) continue;
    const name = scope.text.slice(target.from, target.to);
    found.set(name, [...(found.get(name) ?? []), evaluate(value, scope)]);
  }
}

function migrationFor(read: Read, models: Models): Migration {
  const { file, app } = read;
  const editor = new SchemaEditor(models);
  const steps: Step[] = read.unread ? [read.unread] : [];
  let reversible = true;
  const unread = (place: Value, reason: string): void => {
    steps.push({ kind: 'unread', span: { path: file.path, start: place.start, end: place.end }, reason });
  };
  const send = (statements: readonly Sent[]): void => {
    for (const { sql, start, end } of statements)
      steps.push({ kind: 'sql', script: scriptOf(file.path, [{ text: sql, start, end }]), made: true });
  };
  const runSql = (call: Call): void => {
    const sql = call.args[0] ?? call.named.get('sql');
    const back = call.args[1] ?? call.named.get('reverse_sql');
    if (!back || back.kind === 'none') reversible = false;
    for (const one of sql?.kind === 'list' ? sql.items : [sql]) {
      const text = one?.kind === 'list' ? one.items[0] : one;
      if (text?.kind === 'text') {
        const made = text.pieces.some((piece) => piece.units === undefined);
        steps.push({ kind: 'sql', script: scriptOf(file.path, text.pieces), ...(made ? { made } : {}) });
      } else if (!(text?.kind === 'name' && text.path.endsWith('.noop'))) unread(text ?? call, 'the SQL is computed');
    }
  };
  const runCode = (code: Value | undefined, call: Call): void => {
    if (code?.kind === 'name' && code.path.endsWith('.noop')) return;
    const definition = code?.kind === 'name' ? read.scope?.functions.get(code.path) : undefined;
    if (!definition || !read.scope) {
      unread(code ?? call, code?.kind === 'name' ? `what ${code.path} does is not known` : 'what RunPython runs is computed');
      return;
    }
    runPython(definition, read.scope, app, models, {
      written: (pieces) => steps.push({ kind: 'sql', script: scriptOf(file.path, pieces), ...(pieces.some(({ units }) => units === undefined) ? { made: true } : {}) }), // prettier-ignore
      made: (sql, place) => send([{ sql, start: place.start, end: place.end }]),
      unread: (place, reason) => {
        // A loop or a helper comes by the same place more than once.
        const said = steps.some((step) => step.kind === 'unread' && step.span.start === place.start && step.reason === reason);
        if (!said) steps.push({ kind: 'unread', span: { path: file.path, start: place.start, end: place.end }, reason });
      },
    });
  };
  const run = (value: Value | undefined, state: boolean): void => {
    if (value?.kind !== 'list') {
      if (value && !state) unread(value, 'the operations are computed');
      return;
    }
    for (const call of value.items) {
      const kind = call.kind === 'call' ? (call.path.split('.').at(-1) ?? '') : '';
      if (call.kind !== 'call') {
        if (!state) unread(call, 'the operation is computed');
      } else if (kind === 'SeparateDatabaseAndState') {
        run(call.args[0] ?? call.named.get('database_operations'), state);
        run(call.args[1] ?? call.named.get('state_operations'), true);
      } else if (kind.endsWith('RunSQL')) {
        // A class of the project's own that is called so runs its SQL under a condition, which is followed as if it held.
        if (!state) runSql(call);
      } else if (kind === 'RunPython') {
        if (call.args.length < 2 && !call.named.has('reverse_code')) reversible = false;
        if (!state) runCode(call.args[0] ?? call.named.get('code'), call);
      } else
        try {
          editor.place = { start: call.start, end: call.end };
          if (state) editor.silently(() => runOperation(kind, call, app, editor));
          else runOperation(kind, call, app, editor);
          send(editor.take());
        } catch (error) {
          if (!(error instanceof Unclear)) throw error;
          send(editor.take());
          if (!state) unread(call, error.message);
        }
    }
  };
  for (const operations of read.operations) run(operations, false);
  send(editor.finish());
  const [, order = read.name, title = read.name] = /^(\d+)_?(.*)$/.exec(read.name) ?? [];
  return migrationOf(file, {
    framework: 'django',
    id: read.id,
    order,
    title: wordsOf(title || read.name),
    transaction: read.atomic ? 'wrapped' : 'none',
    steps,
    // Apps of a database of another kind, which a router of the project sends there.
    ...(/^(?:clickhouse|mysql|oracle|sqlite)$/.test(app) ? { otherDialect: app } : {}),
    down: steps.length === 0 ? 'not-used' : reversible ? 'present' : 'irreversible',
  });
}

/** Every migration behind those that it depends on. */
function inOrder(read: readonly Read[]): readonly Read[] {
  const byName = new Map(read.map((one) => [`${one.app}.${one.name}`, one]));
  const [placed, entered] = [new Set<Read>(), new Set<Read>()];
  for (const root of read.toSorted((a, b) => compareNatural(a.id, b.id))) {
    const open = [root];
    for (let one = open.at(-1); one; one = open.at(-1)) {
      const missing = entered.has(one) ? [] : one.after.flatMap((name) => byName.get(name) ?? []).filter((other) => !entered.has(other));
      entered.add(one);
      if (missing.length > 0) open.push(...missing.toReversed());
      else placed.add(open.pop() ?? one);
    }
  }
  return [...placed];
}
