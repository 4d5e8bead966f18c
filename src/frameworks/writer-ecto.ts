/** Writes Ecto's migrations: up and down with one execute for each statement, which is sent as it is. */
import { type CodeWayBack, type Draft, type MigrationWriter, namesAfter, type WrittenFile } from './writer.ts';
import { bodyAfter, camel, doesNothing, linesOf, unterminated, withBody } from './writer-text.ts';

const FLAGS = ['@disable_ddl_transaction true', '@disable_migration_lock true'] as const;
const MODULE = /^(\s*defmodule\s+(?:[\w.]+\.)?)(\w+)(\s+do\s*)$/m;

/** A sigil in which nothing is interpolated; a string with escapes where the SQL would end it. */
function execute(sql: string): readonly string[] {
  const text = unterminated(sql);
  if (text.includes('"""')) return `execute "${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('#{', '\\#{')}"`.split('\n');
  return ['execute ~S"""', ...text.split('\n'), '"""'];
}

export const ecto: MigrationWriter = (request) => {
  const { migration, drafts } = request;
  const text = migration.text.replaceAll('\r\n', '\n');
  // Each call may go through another connection of the pool, where no transaction holds one.
  if (drafts.some(({ transaction, statements }) => !transaction && statements.some(({ sql }) => /^\s*SET\b/i.test(sql))))
    return {
      reason: 'A step outside a transaction needs a setting before it, and Ecto may run each execute on another connection: write the step by hand.', // prettier-ignore
    };
  const names = namesAfter(request, drafts.length - 1);
  if ('reason' in names) return names;
  const files: (readonly WrittenFile[])[] = [];
  for (const [i, draft] of drafts.entries()) {
    const named = names[i - 1];
    const made = withFunctions(text, draft);
    if (made === undefined || !MODULE.test(made))
      return { reason: 'The file is no module with change(), or up() and down(), on lines of their own.' };
    const renamed = named ? made.replace(MODULE, (_, head: string, __: string, end: string) => `${head}${camel(named.title)}${end}`) : made;
    files.push([{ path: named?.path ?? migration.path, action: named ? 'create' : 'replace', text: renamed }]);
  }
  return { files, notes: [] };
};

const UP = /^\s*def\s+up\s*(?:\(\s*\))?\s+do\s*$/;
const DOWN = /^\s*def\s+down\s*(?:\(\s*\))?\s+do\s*$/;

/** `down` is missing or empty, or `change` cannot be turned round: then what it does is the way forth. */
export const ectoWayBack: CodeWayBack = ({ migration, statements }) => {
  const text = withDown(upOf(migration.text.replaceAll('\r\n', '\n')));
  return doesNothing(text, DOWN) ? withBody(text, DOWN, linesOf(statements, '#', execute), '  ') : undefined;
};

const upOf = (text: string): string => text.replace(/^(\s*)def\s+change\s*(?:\(\s*\))?\s+do\s*$/m, '$1def up do');

function withDown(text: string): string {
  const lines = text.split('\n');
  const body = bodyAfter(lines, UP);
  if (!body || lines.some((line) => DOWN.test(line))) return text;
  return [...lines.slice(0, body.end + 1), '', `${body.indent}def down do`, `${body.indent}end`, ...lines.slice(body.end + 1)].join('\n');
}

function withFunctions(text: string, draft: Draft): string | undefined {
  let made = withBody(upOf(text), UP, linesOf(draft.statements, '#', execute), '  ');
  if (made === undefined) return undefined;
  made = withDown(made);
  const back = draft.down ?? [];
  made = withBody(made, DOWN, back.length > 0 ? linesOf(back, '#', execute) : ['raise "irreversible"'], '  ');
  if (made === undefined) return undefined;
  const plain = made.replace(/^\s*@disable_(?:ddl_transaction|migration_lock)\s+(?:true|false)\n/gm, '');
  return draft.transaction ? plain : plain.replace(/^(\s*)use\s+[\w.]*Migration\b.*$/m, (line, indent: string) => [line, ...FLAGS.map((flag) => `${indent.replace('\n', '')}${flag}`)].join('\n')); // prettier-ignore
}
