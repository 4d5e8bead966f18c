/**
 * Writes the migrations of EF Core: SQL through `migrationBuilder.Sql`, outside a transaction with `suppressTransaction`. The
 * model does not change by it, so that each further migration has a copy of the first one's designer file.
 * Sources: src/EFCore.Relational/Migrations/Internal/MigrationCommandExecutor.cs and
 * src/EFCore.Design/Migrations/Design/CSharpMigrationsGenerator.cs of github.com/dotnet/efcore.
 */
import { methodIn, parseCsharp, type Method } from './ef-core/parse.ts';
import { baseName } from './sql-file.ts';
import type { Node } from './tree-sitter/parse.ts';
import { type CodeWayBack, type MigrationWriter, namesAfter, type WrittenFile } from './writer.ts';
import { linesOf, unterminated } from './writer-text.ts';

const plainLines = (text: string): string => text.replaceAll('\r\n', '\n');
/** The line ends of the file. */
const asWritten = (text: string, like: string): string => (like.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text);
const designerOf = (path: string): string => path.replace(/\.cs$/, '.Designer.cs');

export const efCore: MigrationWriter = async (request) => {
  const { migration, drafts, taken, read } = request;
  const found = namesAfter(request, drafts.length - 1);
  if ('reason' in found) return found;
  const [, id = '', name = ''] = /^(\d+_(.+))\.cs$/.exec(baseName(migration.path)) ?? [];
  // `AddEmail2`, as people number their classes.
  const paths = found.map(({ path }) => path.replace(/_(\d+)\.cs$/, '$1.cs'));
  const designer = await read(designerOf(migration.path));
  const attribute = new RegExp(`\\[Migration\\("${id}"\\)\\]`);
  if (![designer, migration.text].some((text) => text !== undefined && attribute.test(text)))
    return { reason: `The file that says [Migration("${id}")] is not found, and without one EF Core does not see a migration.` };
  if (paths.some((path) => taken.has(path) || taken.has(designerOf(path)))) return { reason: 'A file of the new name is there already.' };
  const files: (readonly WrittenFile[])[] = [];
  for (const [i, draft] of drafts.entries()) {
    let text: string | undefined = plainLines(migration.text);
    text = await withBody(text, 'Up', linesOf(draft.statements, '//', callOf(draft.transaction)));
    if (draft.down && text !== undefined) text = await withBody(text, 'Down', linesOf(draft.down, '//', callOf(draft.downTransaction)));
    if (text === undefined) return { reason: 'The file has no class with Up and Down as methods with a block.' };
    const path = i === 0 ? migration.path : (paths[i - 1] ?? '');
    const renamed = (whole: string): string => {
      const own = baseName(path).replace(/\.cs$/, '');
      return whole
        .replace(attribute, `[Migration("${own}")]`)
        .replace(new RegExp(`\\bclass\\s+${name}\\b`), `class ${own.replace(/^\d+_/, '')}`);
    };
    if (i === 0) files.push([{ path, action: 'replace', text: asWritten(text, migration.text) }]);
    else
      files.push([
        { path, action: 'create', text: asWritten(renamed(text), migration.text) },
        ...(designer === undefined ? [] : [{ path: designerOf(path), action: 'create', text: renamed(designer) } as const]),
      ]);
  }
  return { files, notes: [] };
};

/** `Down` is missing or does nothing. */
export const efCoreWayBack: CodeWayBack = async ({ migration, statements, transaction }) => {
  const text = plainLines(migration.text);
  const lines = linesOf(statements, '//', callOf(transaction));
  const { down } = await directionsIn(text);
  const body = down?.body && text.slice(down.body.start + 1, down.body.end - 1);
  if (body !== undefined && body.replaceAll(/\/\/[^\n]*|\/\*[^]*?\*\//g, '').trim() !== '') return undefined;
  const made = await withBody(text, 'Down', lines);
  return made === undefined ? undefined : asWritten(made, migration.text);
};

/** The call that takes SQL, in a string in which nothing but a quote means something. */
const callOf =
  (transaction: boolean) =>
  (sql: string): readonly string[] =>
    `§.Sql(@"${unterminated(sql).replaceAll('"', '""')}"${transaction ? '' : ', suppressTransaction: true'});`.split('\n');

async function directionsIn(text: string): Promise<{ readonly up?: Method; readonly down?: Method }> {
  const parsed = await parseCsharp({ path: 'migration.cs', text });
  if (parsed.kind === 'error') return {};
  const methods: Method[] = [];
  const look = (node: Node): void => {
    if (node.type === 'method_declaration') methods.push(methodIn(node, text));
    else for (const child of node.children) look(child);
  };
  look(parsed.root);
  const named = (name: string): Method | undefined =>
    methods.find(
      (method) => method.name === name && method.body?.type === 'block' && method.parameters[0]?.type.endsWith('MigrationBuilder'),
    );
  const [up, down] = [named('Up'), named('Down')];
  return { ...(up ? { up } : {}), ...(down ? { down } : {}) };
}

/** The file with other statements in one of its methods; a way back that is missing is put behind the way forth. */
async function withBody(text: string, name: 'Up' | 'Down', lines: readonly string[]): Promise<string | undefined> {
  const { up, down } = await directionsIn(text);
  if (!up) return undefined;
  const own = name === 'Up' ? up : (down ?? up);
  if (!own.body) return undefined;
  const indent = /^[^\S\n]*/.exec(text.slice(text.lastIndexOf('\n', own.node.start - 1) + 1))?.[0] ?? '';
  const builder = own.parameters[0]?.name ?? 'migrationBuilder';
  const block = `{\n${lines.map((line, i) => blockLine(line, lines, i, `${indent}    `).replace('§', () => builder)).join('\n')}\n${indent}}`;
  if (name === 'Down' && !down)
    return `${text.slice(0, up.node.end)}\n\n${indent}protected override void Down(MigrationBuilder ${builder})\n${indent}${block}${text.slice(up.node.end)}`;
  return text.slice(0, own.body.start) + block + text.slice(own.body.end);
}

/** What is in a string of several lines keeps its place. */
function blockLine(line: string, lines: readonly string[], at: number, indent: string): string {
  const before = lines.slice(0, at).join('\n').replaceAll('""', '');
  const inside = before.split('"').length % 2 === 0;
  return inside || line === '' ? line : `${indent}${line}`;
}
