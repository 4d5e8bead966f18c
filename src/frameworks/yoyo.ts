/**
 * yoyo's migrations in Python: modules that call step("sql", "rollback sql"). They are read, never run.
 * Sources: yoyo/migrations.py and yoyo/backends/base.py of yoyo-migrations.
 */
import type { FileTree } from '../changes/change-source.ts';
import type { SourceFile } from '../source.ts';
import { withComments } from './code-comments.ts';
import type { Migration, Project, ProjectReading, Step } from './framework.ts';
import { scriptOf } from './pieces.ts';
import { bodyOf, interpret, moduleScope, type Visitor } from './python/interpret.ts';
import { parsePython } from './python/parse.ts';
import { withPlaceholders } from './python/placeholders.ts';
import { plainText, type Call, type Scope, type Value } from './python/values.ts';
import { baseName, compareNatural, hasSql, migrationOf, readSources, relativeTo, wordsOf } from './sql-file.ts';

interface Read {
  readonly name: string;
  readonly after: readonly string[];
  readonly migrations: readonly Migration[];
}

export async function readYoyo(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const read: Read[] = [];
  for (const file of files.values()) if (baseName(file.path) !== '__init__.py') read.push(await readFile(file, project.root));
  return { migrations: inOrder(read).flatMap(({ migrations }) => migrations), unread };
}

async function readFile(file: SourceFile, root: string): Promise<Read> {
  const name = baseName(file.path).replace(/\.py$/, '');
  const [, order = name, title = ''] = /^(\d[\d_.-]*?)[_.-]+(.*)$/.exec(name) ?? [];
  const shared = { framework: 'yoyo', id: relativeTo(root, file.path), order, title: wordsOf(title || name) };
  const parsed = await parsePython(file);
  if (parsed.kind === 'error') {
    const steps: readonly Step[] = [{ kind: 'unread', span: parsed.span, reason: parsed.reason }];
    return { name, after: [], migrations: [migrationOf(file, { ...shared, transaction: 'unknown', steps })] };
  }
  const scope = moduleScope(file.text, parsed.body);
  const flag = scope.names.get('__transactional__');
  const transaction = flag?.kind === 'boolean' && !flag.value ? 'none' : 'wrapped';
  const depends = scope.names.get('__depends__');
  const after = (depends?.kind === 'list' ? depends.items : depends?.kind === 'dict' ? depends.entries.map(([key]) => key) : []).flatMap(
    (item) => plainText(item) ?? [],
  );
  const { forth, back } = stepsOf(file, parsed.body, scope);
  const down = forth.length === 0 ? 'not-used' : back.length > 0 ? 'present' : 'absent';
  const migrations = [migrationOf(file, { ...shared, transaction, steps: forth, down })];
  if (back.length > 0)
    migrations.push(migrationOf(file, { ...shared, id: `${shared.id}:down`, direction: 'down', transaction, steps: back }));
  return { name, after, migrations: withComments(migrations, parsed.comments) };
}

/** The characters of a text; what is computed stands in it as a placeholder. */
const textOf = ({ pieces }: Extract<Value, { kind: 'text' }>): string => pieces.map(({ text }) => text).join('');

/** The SQL of a call, where it is handed parameters with the driver's places for them as PostgreSQL's. */
function withParameters({ args: [sql], args }: Call): Value | undefined {
  return sql?.kind === 'text' && args.length > 1 ? { ...sql, pieces: withPlaceholders(sql.pieces, true) } : sql;
}

/** What is never the database's business. */
const QUIET =
  /(?:^|\.)(?:cursor|commit|rollback|close|fetch\w*|print|len|str|int|list|dict|set|tuple|range|format|join|append|extend|items|keys|values|get|strip|dumps|loads|info|debug|warning|error|collect|group|transaction|getLogger|uuid4|now|utcnow|sorted|zip|enumerate|open|read)$/;

function stepsOf(
  file: SourceFile,
  body: Parameters<typeof interpret>[0],
  scope: Scope,
): { readonly forth: readonly Step[]; readonly back: readonly Step[] } {
  const forth: Step[] = [];
  const back: Step[][] = [];
  const unread = (into: Step[], place: Value, reason: string): void => {
    into.push({ kind: 'unread', span: { path: file.path, start: place.start, end: place.end }, reason });
  };
  const send = (into: Step[], value: Value | undefined, place: Call): void => {
    if (value?.kind !== 'text') unread(into, place, 'the SQL is computed');
    else if (/^[\s;]*\$\{[^{}]*\}[\s;]*$/.test(textOf(value))) unread(into, place, 'the SQL is computed');
    else if (hasSql(textOf(value))) {
      const made = value.pieces.some((piece) => piece.units === undefined);
      into.push({ kind: 'sql', script: scriptOf(file.path, value.pieces), oneQuery: true, ...(made ? { made } : {}) });
    }
  };
  /** SQL itself, or a function that is handed a connection. */
  const side = (value: Value | undefined, call: Call): Step[] => {
    const into: Step[] = [];
    if (!value || value.kind === 'none') return into;
    const definition = value.kind === 'name' ? scope.functions.get(value.path) : undefined;
    if (!definition) {
      if (value.kind === 'text') send(into, value, call);
      else
        unread(
          into,
          value.kind === 'name' ? value : call,
          value.kind === 'name' ? 'its function is in another file' : 'the SQL is computed',
        );
      return into;
    }
    const parameters = file.text.slice(definition.from, definition.to).match(/^[^(]*\(([^)]*)\)/)?.[1] ?? '';
    const connections = new RegExp(
      `^(?:${['conn', 'connection', 'cursor', 'cur', ...(parameters.match(/\w+/g) ?? [])].join('|')})(?:\\.cursor\\(\\))?$`,
    );
    const inside: Visitor = {
      call(one, used) {
        const handed = (value: Value): boolean => connections.test(file.text.slice(value.start, value.end));
        if (/\.(?:execute|executemany|executescript)$/.test(one.path)) send(into, withParameters(one), one);
        // What is handed the connection may send anything, whatever is done with what it gives back.
        else if (QUIET.test(one.path) || (used && ![...one.args, ...one.named.values(), ...(one.base ? [one.base] : [])].some(handed)))
          return false;
        else unread(into, one, `what ${one.path.split('.').slice(-2).join('.')}(…) does is not known`);
        return true;
      },
      unread: (node, reason) => unread(into, { kind: 'unknown', start: node.from, end: node.to }, reason),
      enter: (_, run) => {
        run();
        return true;
      },
    };
    interpret(bodyOf(definition), { ...scope, names: new Map(scope.names) }, inside);
    return into;
  };
  const visitor: Visitor = {
    call(call, used) {
      if (/^(?:yoyo\.)?step$/.test(call.path)) {
        forth.push(...side(call.args[0] ?? call.named.get('apply'), call));
        back.push(side(call.args[1] ?? call.named.get('rollback'), call));
        return true;
      }
      if (QUIET.test(call.path) || used) return false;
      unread(forth, call, `what ${call.path.split('.').slice(-2).join('.')}(…) does is not known`);
      return true;
    },
    unread: (node, reason) => unread(forth, { kind: 'unknown', start: node.from, end: node.to }, reason),
    enter: () => false,
  };
  interpret(body, scope, visitor);
  return { forth, back: back.toReversed().flat() };
}

/** Every migration behind those that it depends on; among those that are free, by name. */
function inOrder(read: readonly Read[]): readonly Read[] {
  const byName = new Map(read.map((one) => [one.name, one]));
  const [placed, entered] = [new Set<Read>(), new Set<Read>()];
  for (const root of read.toSorted((a, b) => compareNatural(a.name, b.name))) {
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
