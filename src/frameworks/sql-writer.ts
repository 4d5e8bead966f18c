/** Writes the migrations of tools whose migrations are SQL files. */
import type { Project } from './framework.ts';
import { isRecord } from './settings-text.ts';
import { baseName, folderOf, inFolder } from './sql-file.ts';
import { type Draft, type DraftStatement, type MigrationWriter, namesAfter, type WriteRequest, type WrittenFile } from './writer.ts';

export interface SqlFormat {
  /** Above the statements of a migration in a transaction, and of one outside. */
  readonly up: (transaction: boolean) => string;
  /** A file outside a transaction holds a single statement: the tool sends the file as one query. */
  readonly single?: boolean;
  /** The tool opens no transaction, so that the files do it themselves: BEGIN before what belongs together, and COMMIT. */
  readonly begins?: (request: Pick<WriteRequest, 'controls' | 'project'>) => boolean;
  /** The way back stands in the same file below this line. */
  readonly section?: (transaction: boolean) => string;
  /** The name of the file with the way back. */
  readonly pair?: (path: string) => string;
  /** Above the statements of that file. */
  readonly down?: (transaction: boolean) => string;
  /** The file beside one that is outside a transaction, and what it says. */
  readonly beside?: (path: string) => { readonly path: string; readonly says: (transaction: boolean) => string };
  /** The number is in the name of the folder. */
  readonly folder?: boolean;
  /** Lines around a statement that holds semicolons. */
  readonly block?: readonly [string, string];
  /** What is left to do by hand. */
  readonly note?: string;
}

const nothing = (): string => '';
const upDown = (path: string): string => path.replace(/\.up\.(\w+)$/, '.down.$1');

const noTransaction = (transaction: boolean): string => (transaction ? '' : '-- no-transaction\n');

const isSet = ({ settings }: Project, name: string): boolean => isRecord(settings) && settings[name] === true;

/** Tools by id. */
export const SQL_FORMATS: Readonly<Record<string, SqlFormat>> = {
  sql: {
    up: nothing,
    begins: ({ controls }) => controls,
    note: 'Lockkeeper does not know the tool that runs these files: those with CONCURRENTLY or COMMIT must be run outside a transaction.',
  },
  flyway: {
    up: nothing,
    pair: (path) => inFolder(folderOf(path), baseName(path).replace(/^V/, 'U')),
    beside: (path) => ({ path: `${path}.conf`, says: (transaction) => `executeInTransaction=${String(transaction)}` }),
    note: 'For CONCURRENTLY set flyway.postgresql.transactional.lock=false as well, or it waits for the transaction that holds Flyway’s own lock.',
  },
  goose: {
    up: (transaction) => `${transaction ? '' : '-- +goose NO TRANSACTION\n'}-- +goose Up\n`,
    section: () => '-- +goose Down\n',
    block: ['-- +goose StatementBegin', '-- +goose StatementEnd'],
  },
  'sql-migrate': {
    up: (transaction) => `-- +migrate Up${transaction ? '' : ' notransaction'}\n`,
    section: (transaction) => `-- +migrate Down${transaction ? '' : ' notransaction'}\n`,
    block: ['-- +migrate StatementBegin', '-- +migrate StatementEnd'],
  },
  dbmate: {
    up: (transaction) => `-- migrate:up${transaction ? '' : ' transaction:false'}\n`,
    single: true,
    section: (transaction) => `-- migrate:down${transaction ? '' : ' transaction:false'}\n`,
  },
  tern: {
    up: (transaction) => (transaction ? '' : '---- tern: disable-tx ----\n'),
    section: (transaction) => `---- create above / drop below ----\n${transaction ? '' : '---- tern: disable-tx ----\n'}`,
  },
  // With x-multi-statement=true a file is sent piece by piece.
  'golang-migrate': {
    up: nothing,
    single: true,
    pair: upDown,
    begins: ({ controls, project }) => controls || isSet(project, 'multiStatement'),
  },
  sqlx: { up: noTransaction, single: true, pair: upDown, down: noTransaction },
  diesel: {
    up: nothing,
    single: true,
    folder: true,
    pair: (path) => inFolder(folderOf(path), 'down.sql'),
    beside: (path) => ({
      path: inFolder(folderOf(path), 'metadata.toml'),
      says: (transaction) => `run_in_transaction = ${String(transaction)}`,
    }),
  },
  prisma: {
    up: nothing,
    single: true,
    folder: true,
    pair: (path) => inFolder(folderOf(path), 'down.sql'),
    // Since Prisma 7.4 statement by statement, and before that in the transaction of one query.
    begins: ({ controls, project }) => controls || isSet(project, 'oneByOne'),
  },
  supabase: { up: nothing, single: true },
  atlas: {
    up: (transaction) => (transaction ? '' : '-- atlas:txmode none\n\n'),
    note: 'Run `atlas migrate hash`: atlas.sum has to name the new files and their sums.',
  },
  refinery: { up: nothing },
  hasura: { up: nothing, folder: true, pair: (path) => inFolder(folderOf(path), 'down.sql') },
  pop: { up: nothing, pair: upDown },
};

/** The writer of a tool whose migrations are SQL files. */
export function sqlWriter(format: SqlFormat): MigrationWriter {
  return async (request) => {
    const { migration, drafts } = request;
    if (format.single && drafts.some((draft) => !draft.transaction && draft.statements.length > 1))
      return {
        reason:
          'A step that must run outside a transaction needs a setting before it, and the tool sends such a file as one query: qualify the names, then fix it again.',
      };
    const names = namesAfter(request, drafts.length - 1, format.folder);
    if ('reason' in names) return names;
    const paths = [migration.path, ...names.map(({ path }) => path)];
    const note = drafts.some(({ transaction }) => !transaction) || migration.framework === 'atlas' ? format.note : undefined;
    const files: (readonly WrittenFile[])[] = [];
    for (const [i, draft] of drafts.entries()) files.push(await filesOf(draft, paths[i] ?? '', i === 0, format, request));
    return { files, notes: note === undefined ? [] : [note] };
  };
}

async function filesOf(
  draft: Draft,
  path: string,
  first: boolean,
  format: SqlFormat,
  request: WriteRequest,
): Promise<readonly WrittenFile[]> {
  const { migration, reading, read } = request;
  const action = first ? 'replace' : 'create';
  const begins = format.begins?.(request) ?? false;
  const whole = (statements: readonly DraftStatement[], transaction: boolean): string =>
    begins && transaction && statements.length > 1 ? inTransaction(statementsText(statements, format)) : statementsText(statements, format);
  const back = draft.down === null ? '' : draft.down.length === 0 ? IRREVERSIBLE : whole(draft.down, draft.downTransaction);
  const kept = first && draft.down === null ? keptDown(migration.text, format) : '';
  const section = draft.down !== null && format.section ? `\n${format.section(draft.downTransaction)}${back}` : kept;
  const text = `${format.up(draft.transaction)}${whole(draft.statements, draft.transaction)}${section}`;
  const files: WrittenFile[] = [{ path, action, text }];
  const beside = format.beside?.(path);
  const there = beside && (await read(beside.path));
  const says = beside?.says(draft.transaction) ?? '';
  if (beside && there === undefined && !draft.transaction) files.push({ path: beside.path, action: 'create', text: `${says}\n` });
  if (beside && there !== undefined) {
    const told = withSetting(there, says, draft.transaction);
    if (told !== there) files.push({ path: beside.path, action: 'replace', text: told });
  }
  const downPath = format.pair?.(path);
  if (draft.down !== null && !format.section && downPath !== undefined && downPath !== path) {
    const exists = reading.migrations.some((m) => m.path === downPath);
    files.push({
      path: downPath,
      action: exists ? 'replace' : 'create',
      text: `${format.down?.(draft.downTransaction) ?? ''}${back}`,
    });
  }
  return files;
}

/** A file of settings with another value for one of them; one that is not there is added unless it is the default. */
function withSetting(text: string, line: string, isDefault: boolean): string {
  const nameOf = (one: string): string => one.split('=')[0]?.trim() ?? '';
  const lines = text.trimEnd().split('\n');
  const at = lines.findIndex((one) => nameOf(one) === nameOf(line));
  if (at < 0 && isDefault) return text;
  return `${(at < 0 ? [...lines, line] : lines.with(at, line)).join('\n')}\n`;
}

/** SQL in a transaction that the file opens itself. */
export const inTransaction = (sql: string): string => `BEGIN;\n\n${sql}\nCOMMIT;\n`;

/** The way back of a file that keeps it. */
function keptDown(text: string, { section }: SqlFormat): string {
  const mark = section?.(true).trim();
  if (mark === undefined) return '';
  const at = text.split('\n').findIndex((line) => line.trim().toLowerCase().startsWith(mark.toLowerCase()));
  return at < 0 ? '' : `\n${text.split('\n').slice(at).join('\n')}`;
}

/** A way back where no statement undoes it: the file says so, in words that readers of ways back know. */
const IRREVERSIBLE = '-- Irreversible: no statement undoes this.\n';

/** Statements with their comments, as they stand in a file. */
export function statementsText(statements: readonly DraftStatement[], { block }: Pick<SqlFormat, 'block'>): string {
  return statements
    .map(({ comments, sql }) => {
      const inner = sql.slice(0, -1).includes(';') && block ? `${block[0]}\n${sql}\n${block[1]}` : sql;
      return `${comments.map((line) => `-- ${line}\n`).join('')}${inner}\n`;
    })
    .join('\n');
}
