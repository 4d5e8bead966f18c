/** A file of PHP with one class of migrations: its way forth and its way back. */
import type { SourceFile } from '../../source.ts';
import { codeComment, withComments } from '../code-comments.ts';
import type { Migration, Step } from '../framework.ts';
import { migrationOf, wayBackIn, wholeFile, type MigrationParts } from '../sql-file.ts';
import { at, listAt, parsePhp, placeOf, type Node } from './parse.ts';
import { PhpReader } from './reader.ts';
import type { PhpTool } from './tool.ts';
import type { ClassInfo, InstanceValue } from './values.ts';

export type ClassParts = Pick<MigrationParts, 'framework' | 'id' | 'order' | 'title'> & {
  /** Whether the class says that it runs in no transaction. */
  optsOut(self: InstanceValue, reader: PhpReader): boolean;
  /** The methods of the way forth, the first that there is; and of the way back. Default: `up` and `down`. */
  readonly methods?: { readonly up: readonly string[]; readonly down: readonly string[]; readonly both?: string };
  /** Told before a method is read which way it goes. */
  way?(direction: 'up' | 'down'): void;
  /** What a method that goes both ways does on the way back; undefined where the framework cannot tell. */
  back?(reader: PhpReader, self: InstanceValue, method: Node): readonly Step[] | undefined;
};

export async function readClass(file: SourceFile, tool: PhpTool, parts: ClassParts): Promise<readonly Migration[]> {
  const { framework, id, order, title, optsOut } = parts;
  const shared = { framework, id, order, title };
  const refused = (reason: string, span = wholeFile(file)): readonly Migration[] => [
    migrationOf(file, { ...shared, transaction: 'unknown', steps: [{ kind: 'unread', span, reason }] }),
  ];
  const parsed = await parsePhp(file);
  if (parsed.kind === 'error') return refused(parsed.reason, parsed.span);
  const comments = parsed.comments.map(placeOf).map(({ start, end }) => codeComment(file, start, end));
  try {
    const reader = new PhpReader(file, tool, parsed.body);
    const names: NonNullable<ClassParts['methods']> = parts.methods ?? { up: ['up'], down: ['down'] };
    const of = [...reader.classes.values()].find((one) => methodOf(one, names.up));
    const up = of && methodOf(of, names.up);
    if (!of || !up) return refused(`it has no method ${names.up.map((name) => `${name}()`).join(' or ')}`);
    const run = (method: Node) => {
      const self = reader.instance(of);
      const constructor = of.methods.get('__construct');
      if (constructor) reader.callNode(constructor, [], { names: new Map(), self });
      reader.transaction = optsOut(self, reader) ? 'none' : tool.transaction;
      const steps = reader.direction(self, method);
      return { steps, transaction: reader.transaction };
    };
    parts.way?.('up');
    const forth = run(up);
    // A method that goes both ways is the way back as well, whatever else there is.
    const goesBoth = names.both !== undefined && up === methodOf(of, [names.both]);
    const down = goesBoth ? undefined : methodOf(of, names.down);
    const whole = wholeFile(file);
    parts.way?.('down');
    const both = parts.back && goesBoth ? parts.back(reader, reader.instance(of), up) : undefined;
    if (!down) {
      const state = both ? 'present' : goesBoth && forth.steps.length > 0 ? 'irreversible' : 'absent';
      const migrations = [migrationOf(file, { ...shared, ...forth, down: forth.steps.length === 0 ? 'not-used' : state })];
      if (both && both.length > 0)
        migrations.push(migrationOf(file, { ...shared, id: `${id}:down`, direction: 'down', transaction: forth.transaction, steps: both, span: { path: file.path, ...placeOf(up) } })); // prettier-ignore
      return withComments(migrations, comments);
    }
    const back = run(down);
    const place = placeOf(down);
    const ups = placeOf(up);
    const line = Math.max(file.text.lastIndexOf('\n', place.start) + 1, ups.end);
    const span = place.start > ups.start ? { ...whole, end: Math.min(line, place.start) } : { path: file.path, ...ups };
    const state = forth.steps.length === 0 ? 'not-used' : wayBack(back.steps, file, down, parsed.comments);
    const migrations = [migrationOf(file, { ...shared, ...forth, span, down: state })];
    if (back.steps.length > 0)
      migrations.push(migrationOf(file, { ...shared, ...back, id: `${id}:down`, direction: 'down', span: { path: file.path, ...place } }));
    return withComments(migrations, comments);
  } catch (error) {
    if (error instanceof RangeError) return refused('the file is nested too deeply to be read');
    throw error;
  }
}

const methodOf = (of: ClassInfo, names: readonly string[]): Node | undefined => {
  for (const name of names) {
    const method = of.methods.get(name);
    if (method && at(method, 'body')) return method;
  }
  return undefined;
};

/** An error at once says that there is no way back; so may the words in a method that does nothing. */
function wayBack(steps: readonly Step[], file: SourceFile, down: Node, comments: readonly Node[]): Migration['down'] {
  if (steps.length > 0) return 'present';
  const body = at(down, 'body');
  const [first] = body ? listAt(body, 'children') : [];
  if (first && (first.kind === 'throw' || at(first, 'expression')?.kind === 'throw')) return 'irreversible';
  const { start, end } = placeOf(down);
  const words = comments.filter((one) => placeOf(one).start >= start && placeOf(one).end <= end);
  const said = words.map(
    (one) => `-- ${file.text.slice(placeOf(one).start, placeOf(one).end).replaceAll(/^\/\/|^#|^\/\*+|\*+\/$|\s*\n\s*\*?/g, ' ')}`,
  );
  return wayBackIn(said.join('\n')) === 'irreversible' ? 'irreversible' : 'absent';
}
