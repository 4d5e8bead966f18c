/** Migrations in JavaScript and TypeScript: a file becomes its way forth and its way back. */
import type { SourceFile } from '../../source.ts';
import { codeComment, withComments } from '../code-comments.ts';
import type { Migration, Step } from '../framework.ts';
import { migrationOf, wayBackIn, wholeFile, type MigrationParts } from '../sql-file.ts';
import type { Modules } from './modules.ts';
import { parseScript } from './parse.ts';
import { Reader } from './statements.ts';
import type { Members, ScriptTool } from './tool.ts';
import { placeOf, type ClassValue, type FunctionValue, type InstanceValue, type Place, type Scope, type Value } from './values.ts';
import type { File } from '@babel/types';

/** What the tool's own reading says of the file. */
export type ScriptParts = Pick<MigrationParts, 'id' | 'order' | 'title'> & {
  /** All pending migrations share the transaction of this name. */
  readonly group: string | null;
  /** The project runs them in no transaction, whatever the tool does by itself. */
  readonly apart?: boolean;
};

/** A file as migrations; `modules` are the files of the repository that it may import. */
export async function readScript(
  source: SourceFile,
  tool: ScriptTool,
  parts: ScriptParts,
  modules: Modules,
): Promise<readonly Migration[]> {
  const parsed = await parseScript(source);
  try {
    if ('reason' in parsed) return refused(source, tool, parts, parsed.reason, { start: parsed.at, end: source.text.length });
    const library = await modules.around(source, parsed.file);
    const comments = (parsed.file.comments ?? []).map(({ start, end }) => codeComment(source, start ?? 0, end ?? 0));
    return withComments(readProgram(source, tool, parts, parsed.file, new Reader(source, tool, library)), comments);
  } catch (error) {
    if (error instanceof RangeError) return refused(source, tool, parts, 'it is nested too deeply to be followed', wholeFile(source));
    throw error;
  }
}

function refused(source: SourceFile, tool: ScriptTool, { id, order, title }: ScriptParts, reason: string, at: Place): readonly Migration[] {
  const span = { path: source.path, ...at };
  return [migrationOf(source, { framework: tool.id, id, order, title, transaction: 'unknown', steps: [{ kind: 'unread', span, reason }] })];
}

function readProgram(source: SourceFile, tool: ScriptTool, parts: ScriptParts, file: File, reader: Reader): readonly Migration[] {
  const { id, order, title, group, apart = false } = parts;
  const shared = { framework: tool.id, id, order, title };
  const members = membersOf(file, reader, source);
  reader.members = members;
  const up = members?.get('up');
  const whole = wholeFile(source);
  if (!members || !up) return refused(source, tool, parts, 'no function "up" is found in it', whole);
  if (up.kind !== 'function' || up.module) return refused(source, tool, parts, 'its function "up" is made in another file', whole);

  const args = tool.parameters.map((root) => reader.handle(root, placeOf(up.node)));
  const outside = apart || (tool.optsOut?.(members) ?? false);
  const run = (callee: FunctionValue): { readonly steps: readonly Step[]; readonly transaction: Migration['transaction'] } => {
    reader.transaction = outside ? 'none' : tool.transaction;
    const steps = reader.direction(callee, args);
    return { steps, transaction: reader.transaction };
  };
  const grouped = (transaction: Migration['transaction']) => ({ transaction, transactionGroup: transaction === 'wrapped' ? group : null });
  const forth = run(up);
  const named = { ...shared, ...tool.named?.(members) };

  const down = members.get('down');
  if (down?.kind !== 'function' || down.module) {
    const state = down?.kind === 'boolean' && tool.noWayBack ? 'irreversible' : down && down.kind !== 'undefined' && down.kind !== 'null' ? 'present' : undefined; // prettier-ignore
    // node-pg-migrate turns builder calls round by itself.
    const inferred =
      tool.noWayBack && !reader.oneWay && forth.steps.every((step) => step.kind === 'sql' && step.made) ? 'present' : 'absent';
    return [migrationOf(source, { ...named, ...grouped(forth.transaction), steps: forth.steps, down: state ?? inferred })];
  }
  const back = run(down);
  const place = functionPlace(down);
  const text = source.text.slice(place.start, place.end);
  const migrations = [
    migrationOf(source, {
      ...named,
      ...grouped(forth.transaction),
      steps: forth.steps,
      span: { path: source.path, ...spanBefore(source, functionPlace(up), place) },
      down: wayBack(back.steps, text, file, place),
    }),
  ];
  if (back.steps.length > 0)
    migrations.push(
      migrationOf(source, {
        ...named,
        ...grouped(back.transaction),
        id: `${named.id}:down`,
        direction: 'down',
        steps: back.steps,
        span: { path: source.path, ...place },
      }),
    );
  return migrations;
}

/** A class method begins at its name; an exported function is better shown with what it is assigned to, which is close enough. */
const functionPlace = ({ node }: FunctionValue): Place => placeOf(node);

/** The way forth is all of the file less the way back, where that comes last; else the function alone. */
function spanBefore(source: SourceFile, up: Place, down: Place): Place {
  if (down.start < up.start) return up;
  const line = Math.max(source.text.lastIndexOf('\n', down.start) + 1, up.end);
  return { start: 0, end: Math.min(line, down.start) };
}

function wayBack(steps: readonly Step[], text: string, file: File, place: Place): Migration['down'] {
  if (steps.length > 0) return 'present';
  if (/\bthrow\b|\bPromise\.reject\b/.test(text)) return 'irreversible';
  const comments = (file.comments ?? []).filter(({ start, end }) => (start ?? 0) >= place.start && (end ?? 0) <= place.end);
  return wayBackIn(comments.map(({ value }) => `/*${value.replaceAll('*/', '')}*/`).join('\n')) === 'irreversible'
    ? 'irreversible'
    : 'absent';
}

/** What the module exports as a migration: functions, an object of functions, or a class. */
function membersOf(file: File, reader: Reader, source: SourceFile): Members | undefined {
  const scope: Scope = { names: new Map(), parent: undefined, self: undefined };
  reader.module(file.program.body, scope);
  const module = scope.names.get('module');
  const exported = module?.kind === 'object' ? module.fields.get('exports') : undefined;
  const candidates: Value[] = [];
  if (exported) candidates.push(exported);
  if (exported?.kind === 'object') candidates.push(...[exported.fields.get('default') ?? [], ...exported.fields.values()].flat());
  candidates.push(...[...scope.names.values()].filter(({ kind }) => kind === 'class'));
  for (const candidate of candidates) {
    if (candidate.kind === 'object' && candidate.fields.has('up')) return fieldsOf(candidate.fields, source);
    if (candidate.kind === 'class' && candidate.node.body.body.some((one) => 'key' in one && one.key.type === 'Identifier' && one.key.name === 'up')) return instanceOf(candidate, reader, source); // prettier-ignore
  }
  return undefined;
}

const sourceOf = (value: Value | undefined, source: SourceFile): string => {
  if (value?.kind !== 'function') return '';
  const { start, end } = placeOf(value.node);
  return source.text.slice(start, end);
};

const fieldsOf = (fields: ReadonlyMap<string, Value>, source: SourceFile): Members => ({
  get: (name) => fields.get(name),
  source: (name) => sourceOf(fields.get(name), source),
  name: undefined,
});

function instanceOf(of: ClassValue, reader: Reader, source: SourceFile): Members {
  const instance: InstanceValue = { kind: 'instance', of, fields: new Map() };
  const get = (name: string): Value | undefined => {
    const has = of.node.body.body.some((one) => 'key' in one && one.key.type === 'Identifier' && one.key.name === name);
    return has ? reader.instanceMember(instance, name, of.node) : undefined;
  };
  return { get, source: (name) => sourceOf(get(name), source), name: of.node.id?.name };
}
