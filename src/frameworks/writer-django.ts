/**
 * Writes Django's migrations: SQL in RunSQL with what undoes it. Operations that stay as they are stay in their place; of those
 * whose SQL is another the state of the models is kept, in SeparateDatabaseAndState.
 * Sources: django/db/migrations/operations/special.py of github.com/django/django.
 */
import type { Migration } from './framework.ts';
import { nameOf } from './python/interpret.ts';
import { childrenOf, type Node, parsePython } from './python/parse.ts';
import { baseName, folderOf } from './sql-file.ts';
import { type CodeWayBack, type Draft, type DraftStatement, type MigrationWriter, namesAfter, type WrittenFile } from './writer.ts';
import { IS_LATER, python } from './writer-text.ts';

/** One operation of the list, as it is written. */
interface Item {
  readonly start: number;
  readonly end: number;
  /** Its lines, as far to the left as its first. */
  readonly lines: readonly string[];
  /** The operations that change the state of the models as it does. */
  readonly state: readonly (readonly string[])[];
  /** RunSQL that says nothing of what undoes it: where that can be put. */
  readonly reverse?: number;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Parsed {
  readonly items: readonly Item[];
  readonly operations: Place;
  readonly dependencies: Place | undefined;
  readonly atomic: Place | undefined;
  /** Where a line of the class can be put: the start of its first assignment. */
  readonly first: number;
}

export const django: MigrationWriter = async (request) => {
  const { migration, drafts, reading, later } = request;
  const { text, path } = migration;
  const [, label = '', name = ''] = /^(.*?)\.(.*)$/.exec(migration.id) ?? [];
  const parsed = await parse(migration);
  if (typeof parsed === 'string') return { reason: parsed };
  const beside = (other: string): boolean => folderOf(other) === folderOf(path);
  const own = {
    migration,
    // The order is that of the dependencies, so that a later number may be in use.
    later: [],
    reading: { ...reading, migrations: reading.migrations.filter((other) => beside(other.path)) },
    taken: new Set([...request.taken].filter(beside)),
  };
  const names = namesAfter(own, drafts.length - 1);
  if ('reason' in names) return names;
  const paths = [path, ...names.map((one) => one.path)];
  const stems = paths.map((one) => baseName(one).replace(/\.py$/, ''));
  const follows = new RegExp(`(\\(\\s*(['"])${label}\\2\\s*,\\s*(['"]))${name}\\3`, 'g');
  const children = reading.migrations.filter((other) => other.path !== path && other.text.search(follows) >= 0);
  if (drafts.length > 1 && children.some((child) => !later.some((other) => other.path === child.path))) return IS_LATER;
  const places = whereItemsGo(parsed.items, drafts);
  const whole = new Set(parsed.items.filter((item) => drafts.filter(({ statements }) => statements.some((one) => isOf(one, item))).length === 1)); // prettier-ignore
  const files = drafts.map((draft, i): WrittenFile[] => {
    const before = i === 0 ? undefined : `[("${label}", "${stems[i - 1] ?? ''}")]`;
    const made = withOperations(text, parsed, operationsOf(draft, i, parsed.items, places, whole), !draft.transaction, before);
    return [{ path: paths[i] ?? '', action: i === 0 ? 'replace' : 'create', text: made }];
  });
  if (drafts.length > 1) for (const child of children) files.at(-1)?.push({ path: child.path, action: 'replace', text: child.text.replaceAll(follows, `$1${stems.at(-1) ?? ''}$3`) }); // prettier-ignore
  return { files, notes: [] };
};

async function parse(migration: Migration): Promise<Parsed | string> {
  const { text } = migration;
  const module = await parsePython(migration);
  const own = module.kind === 'module' ? module.body.find((node) => node.name === 'ClassDefinition' && nameOf(node, text) === 'Migration') : undefined; // prettier-ignore
  if (!own || !/^from\s+django\.db\s+import\s[^\n]*\bmigrations\b/m.test(text))
    return 'The file has no class Migration at its top, or does not import migrations from django.db.';
  const body = childrenOf(own).find(({ name }) => name === 'Body');
  const values = new Map<string, Node>();
  let first: number | undefined;
  for (const node of body ? childrenOf(body) : []) {
    if (node.name === 'IfStatement') return 'Its class holds a condition.';
    const [target, operator, value] = childrenOf(node).filter(({ name }) => name !== 'TypeDef');
    if (node.name !== 'AssignStatement' || !target || operator?.name !== 'AssignOp' || !value) continue;
    first ??= node.from;
    values.set(text.slice(target.from, target.to), value);
  }
  const operations = values.get('operations');
  if (first === undefined || operations?.name !== 'ArrayExpression') return 'Its operations are no list.';
  if (values.has('replaces')) return 'It stands for other migrations (replaces).';
  const items: Item[] = [];
  for (const node of childrenOf(operations)) {
    if (/^[[\],]$/.test(node.name)) continue;
    const item = node.name === 'CallExpression' ? itemOf(node, text) : undefined;
    if (!item) return 'One of its operations is no call, or routes its SQL by hints or hands it parameters.';
    items.push(item);
  }
  const place = (node: Node | undefined): Place | undefined => node && { start: node.from, end: node.to };
  return {
    items,
    operations: { start: operations.from, end: operations.to },
    dependencies: place(values.get('dependencies')),
    atomic: place(values.get('atomic')),
    first,
  };
}

function itemOf(node: Node, text: string): Item | undefined {
  const [callee, list] = childrenOf(node);
  if (!callee || !list) return undefined;
  const kind = text.slice(callee.from, callee.to).split('.').at(-1) ?? '';
  const shared = { start: node.from, end: node.to, lines: linesAt(node, text) };
  const separate = kind === 'SeparateDatabaseAndState';
  if (!separate && kind !== 'RunSQL') return { ...shared, state: kind === 'RunPython' ? [] : [shared.lines] };
  const given = argumentsOf(list, text);
  const sql = separate ? undefined : (given.get('sql') ?? given.get('0'));
  if (given.has('hints') || (sql && childrenOf(sql).some(({ name }) => name === 'TupleExpression'))) return undefined;
  const state = given.get('state_operations') ?? given.get(separate ? '1' : '2');
  const changes = state && state.name === 'ArrayExpression' ? childrenOf(state).filter(({ name }) => name === 'CallExpression') : [];
  const last = childrenOf(list).findLast(({ name }) => !/^[(),]$/.test(name));
  const oneWay = !separate && !given.has('reverse_sql') && !given.has('1') ? last : undefined;
  return { ...shared, state: changes.map((change) => linesAt(change, text)), ...(oneWay ? { reverse: oneWay.to } : {}) };
}

/** `reverse_sql` for each RunSQL that has none. Operations of the models are undone by Django; RunPython is not touched. */
export const djangoWayBack: CodeWayBack = async ({ migration, forth }) => {
  const parsed = await parse(migration);
  if (typeof parsed === 'string') return undefined;
  let { text } = migration;
  for (const item of parsed.items.toReversed()) {
    if (item.reverse === undefined) continue;
    const undone = forth.filter((statement) => isOf(statement, item)).toReversed().map(({ down }) => down); // prettier-ignore
    const back = undone.flatMap((down) => down ?? []);
    if (undone.includes(undefined)) return undefined;
    const indent = /^[^\S\n]*/.exec(text.slice(text.lastIndexOf('\n', item.start) + 1))?.[0] ?? '';
    const list = (): readonly string[] => ['[', ...indented(back.map((one) => `${python(one)},`), 4), ']']; // prettier-ignore
    const value = back.length === 0 ? ['migrations.RunSQL.noop'] : back.length === 1 ? [python(back[0] ?? '')] : list();
    const lines = indented([`reverse_sql=${value[0] ?? ''}`, ...value.slice(1)], indent.length + 4);
    text = `${text.slice(0, item.reverse)},\n${lines.join('\n')}${text.slice(item.reverse)}`;
  }
  return text === migration.text ? undefined : text;
};

/** The arguments of a call, by name or by their place. */
function argumentsOf(list: Node, text: string): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  const parts = childrenOf(list);
  let at = 0;
  for (let i = 0; i < parts.length; i++) {
    const [part, next, value] = [parts[i], parts[i + 1], parts[i + 2]];
    if (!part || /^[(),]$/.test(part.name)) continue;
    if (next?.name === 'AssignOp' && value) {
      found.set(text.slice(part.from, part.to), value);
      i += 2;
    } else found.set(String(at++), part);
  }
  return found;
}

/** The lines of a node. Those of strings of several lines keep their places: a blank in SQL changes nothing, in a string it may. */
function linesAt(node: Node, text: string): readonly string[] {
  const lines = text.slice(node.from, node.to).split('\n');
  const indent = text.slice(text.lastIndexOf('\n', node.from - 1) + 1, node.from);
  if (indent.trim() !== '' || lines.some((line) => /"""|'''/.test(line))) return lines;
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()));
}

/** The file in which the state of each operation changes: that of its first statement, or of the operation before it. */
function whereItemsGo(items: readonly Item[], drafts: readonly Draft[]): readonly number[] {
  let last = 0;
  return items.map((item) => {
    const at = drafts.findIndex(({ statements }) => statements.some((statement) => isOf(statement, item)));
    if (at >= 0) last = at;
    return last;
  });
}

const isOf = ({ from }: DraftStatement, item: Item): boolean => from !== undefined && item.start <= from.start && from.end <= item.end;

/** The lines of the list of operations of one file. */
function operationsOf(
  draft: Draft,
  at: number,
  items: readonly Item[],
  places: readonly number[],
  whole: ReadonlySet<Item>,
): readonly string[] {
  const lines: string[] = [];
  const done = new Set<Item>();
  // What has no SQL changes the models alone, and stands before what comes after it.
  const silent = items.filter((item, i) => places[i] === at && !draft.statements.some((statement) => isOf(statement, item)));
  const passSilent = (before: number): void => {
    for (const item of silent)
      if (item.start < before && !done.has(item)) {
        done.add(item);
        lines.push(...withComma(item.lines));
      }
  };
  for (let i = 0; i < draft.statements.length; i++) {
    const statement = draft.statements[i];
    if (!statement) continue;
    const item = items.find((one) => isOf(statement, one));
    if (!item) {
      lines.push(...runSql(statement));
      continue;
    }
    passSilent(item.start);
    const all = draft.statements.filter((one) => isOf(one, item));
    if (all.every(({ written }) => written) && whole.has(item)) {
      if (!done.has(item)) lines.push(...statement.comments.map((line) => `# ${line}`), ...withComma(item.lines));
      done.add(item);
      continue;
    }
    const run = [statement];
    for (let next = draft.statements[i + 1]; next && isOf(next, item); next = draft.statements[++i + 1]) run.push(next);
    const stated = places[items.indexOf(item)] === at && !done.has(item) ? item.state : [];
    done.add(item);
    const sent = run.flatMap(runSql);
    if (stated.length === 0) lines.push(...sent);
    else
      lines.push(
        'migrations.SeparateDatabaseAndState(',
        '    database_operations=[',
        ...indented(sent, 8),
        '    ],',
        '    state_operations=[',
        ...indented(stated.flatMap(withComma), 8),
        '    ],',
        '),',
      );
  }
  passSilent(Infinity);
  return lines;
}

const withComma = (lines: readonly string[]): readonly string[] => [...lines.slice(0, -1), `${lines.at(-1) ?? ''},`];

/** Lines further to the right, but for those inside strings of several lines. */
function indented(lines: readonly string[], by: number): readonly string[] {
  let inside = false;
  return lines.map((line) => {
    const moved = inside || line === '' ? line : `${' '.repeat(by)}${line}`;
    if ([...line.matchAll(/(?<!\\)(?:"""|''')/g)].length % 2 === 1) inside = !inside;
    return moved;
  });
}

function runSql({ comments, sql, down }: DraftStatement): readonly string[] {
  const back = down?.map(python);
  const [only] = back ?? [];
  const reverse = back === undefined ? [] : back.length > 1 ? [`reverse_sql=[`, ...back.flatMap((one) => [...indented(`${one},`.split('\n'), 4)]), `],`] : `reverse_sql=${only ?? 'migrations.RunSQL.noop'},`.split('\n'); // prettier-ignore
  return [
    ...comments.map((line) => `# ${line}`),
    'migrations.RunSQL(',
    ...indented([...`sql=${python(sql)},`.split('\n'), ...reverse], 4),
    '),',
  ];
}

function withOperations(
  text: string,
  { operations, dependencies, atomic, first }: Parsed,
  lines: readonly string[],
  outside: boolean,
  before: string | undefined,
): string {
  const edits: (Place & { readonly text: string })[] = [{ ...operations, text: `[\n${indented(lines, 8).join('\n')}\n    ]` }];
  if (atomic) edits.push({ ...atomic, text: outside ? 'False' : 'True' });
  else if (outside) edits.push({ start: first, end: first, text: 'atomic = False\n\n    ' });
  if (before !== undefined && dependencies) edits.push({ ...dependencies, text: before });
  else if (before !== undefined) edits.push({ start: first, end: first, text: `dependencies = ${before}\n\n    ` });
  let made = text;
  for (const edit of edits.toSorted((a, b) => b.start - a.start || b.end - a.end))
    made = made.slice(0, edit.start) + edit.text + made.slice(edit.end);
  return before === undefined ? made : made.replace(/^ {4}initial\s*=\s*True\n+/m, '');
}
