/**
 * SeaORM's migrations in Rust: `up` and `down` of a MigrationTrait. There is no parser of Rust here: what is sent as SQL is
 * found by its words and read where it stands in string literals, or in the SQL file that include_str! names. What is built with
 * sea-query is read by its chains of methods.
 * Sources: sea-orm-migration/src/{migrator,manager,connection}.rs of github.com/SeaQL/sea-orm.
 */
import type { FileTree } from '../changes/change-source.ts';
import { cutScript, type SourceFile } from '../source.ts';
import type { Migration, Project, ProjectReading, Step } from './framework.ts';
import { argumentsAt, behind, bodyAt, tokensOf, type Token } from './lexical/tokens.ts';
import { Unclear } from './php/tool.ts';
import { scriptOf, type Piece } from './pieces.ts';
import { idensIn, SeaQuery } from './sea-query.ts';
import {
  baseName,
  compareNatural,
  folderOf,
  foldersUp,
  hasSql,
  inFolder,
  migrationOf,
  readSources,
  readText,
  relativeTo,
  wholeFile,
  wordsOf,
} from './sql-file.ts';

const SENDS =
  /^(?:execute_unprepared|execute_raw|execute|query_one|query_all|query_one_raw|query_all_raw|from_string|from_sql_and_values|from_string_values_tuple)$/;
/** How many calls of the file's own functions are followed, and how many steps are kept. */
const MOST = 400;
/** Methods of SchemaManager that change the schema. */
const CHANGES = /^(?:create|alter|drop|rename|truncate)_(?:table|index|foreign_key|type)$/;
/** Ends of what changes rows through entities and queries. */
const DATA = /^exec(?:_\w+)?$/;
/** Begin such a change, and send nothing until one of the ends. */
const BEGINS = /^(?:insert|insert_many|update_many|delete_many|delete_by_id)$/;
/** Of one row: it is handed the connection, or whatever it is called. */
const ROWS = /^(?:insert|update|save|delete|restore)$/;
/** Methods that are handed the connection to ask something, or to keep it. */
const READS =
  /^(?:all|one|count|exists|stream\w*|paginate\w*|num_\w+|fetch\w*|find\w*|has_\w+|get_\w+|clone|from|into|build|pin|begin|commit|rollback)$/;

export async function readSeaOrm(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const migrations: Migration[] = [];
  // Up to version 1 all that is pending shares a transaction on PostgreSQL; since 2 each migration has one of its own.
  const group = (await majorOf(project, tree)) >= 2 ? null : `SeaORM in ${project.root}`;
  for (const file of [...files.values()].sort((a, b) => compareNatural(nameOf(a), nameOf(b))))
    migrations.push(...(await readFile(file, group, project, tree)));
  return { migrations, unread };
}

/** The major version that the crate of the migrations asks for; 1 where it does not say. */
async function majorOf({ root }: Project, tree: FileTree): Promise<number> {
  for (const folder of foldersUp(root)) {
    const manifest = await readText(tree, inFolder(folder, 'Cargo.toml'));
    const version = /^\s*sea-orm-migration\s*=\s*(?:\{[^}\n]*\bversion\s*=\s*)?"[^\d"]*(\d+)|^\[[\w.-]*dependencies\.sea-orm-migration\][^[]*?^version\s*=\s*"[^\d"]*(\d+)/m.exec(manifest ?? ''); // prettier-ignore
    if (version) return Number(version[1] ?? version[2]);
  }
  return 1;
}

/** `m20240131_120000_x.rs`, or the folder of a `mod.rs`. */
const nameOf = (file: SourceFile): string =>
  (file.path.endsWith('/mod.rs') ? baseName(folderOf(file.path)) : baseName(file.path)).replace(/\.rs$/, '');

async function readFile(file: SourceFile, group: string | null, project: Project, tree: FileTree): Promise<readonly Migration[]> {
  const name = nameOf(file);
  const [, order = name, title = ''] = /^m(\d+(?:_\d{6})?)_(.*)$/.exec(name) ?? [];
  const id = relativeTo(project.root, file.path);
  let tokens: readonly Token[];
  try {
    tokens = tokensOf(file.text, 'rust');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const steps: readonly Step[] = [{ kind: 'unread', span: wholeFile(file), reason: 'the file is nested too deeply to be read' }];
    return [migrationOf(file, { framework: 'sea-orm', id, order, title: wordsOf(title || name), transaction: 'unknown', steps })];
  }
  const bodyOf = (method: string): readonly Token[] | undefined => {
    const at = tokens.findIndex(({ text }, i) => text === method && tokens[i - 1]?.text === 'fn');
    return at < 0 ? undefined : bodyAt(tokens, at);
  };
  const [up, down] = [bodyOf('up'), bodyOf('down')];
  const alone = /\bfalse\b/.test(
    bodyOf('use_transaction')
      ?.map(({ text }) => text)
      .join(' ') ?? '',
  );
  const transaction = alone ? 'none' : 'wrapped';
  const shared = {
    framework: 'sea-orm',
    order,
    title: wordsOf(title || name),
    transaction,
    transactionGroup: alone ? null : group,
  } as const;
  if (!up)
    return [
      migrationOf(file, { ...shared, id, steps: [{ kind: 'unread', span: wholeFile(file), reason: 'no function "up" is found in it' }] }),
    ];
  const reader = new RustReader(file, tokens, await included(file, tokens, tree));
  const steps = reader.steps(up);
  const back = down ? reader.steps(down) : [];
  const refuses = down?.some(({ text }) => /^(?:Err|unimplemented|todo|panic|Migration)$/.test(text)) ?? false;
  const state = back.length > 0 ? 'present' : refuses ? 'irreversible' : 'absent';
  const whole = wholeFile(file);
  const place = { start: down?.[0]?.start ?? 0, end: down?.at(-1)?.end ?? 0 };
  const span = back.length > 0 && place.start > (up[0]?.start ?? 0) ? { ...whole, end: place.start } : whole;
  const migrations = [migrationOf(file, { ...shared, id, span, steps, down: steps.length === 0 ? 'not-used' : state })];
  if (back.length > 0)
    migrations.push(
      migrationOf(file, { ...shared, id: `${id}:down`, direction: 'down', steps: back, span: { path: file.path, ...place } }),
    );
  return migrations;
}

/** The SQL files that include_str! names, by what stands in its quotes. */
async function included(file: SourceFile, tokens: readonly Token[], tree: FileTree): Promise<ReadonlyMap<string, SourceFile>> {
  const wanted = tokens.flatMap((token, i) => {
    const path = token.text === 'include_str' && tokens[i + 1]?.text === '!' ? tokens[i + 3] : undefined;
    return path?.kind === 'string' ? [path.text] : [];
  });
  const paths = new Map(wanted.map((path) => [path, resolved(folderOf(file.path), path)]));
  const { files } = await readSources(tree, [...new Set(paths.values())]);
  return new Map(
    [...paths].flatMap(([written, path]) => {
      const found = files.get(path);
      return found ? [[written, found]] : [];
    }),
  );
}

function resolved(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

class RustReader {
  readonly #file: SourceFile;
  readonly #tokens: readonly Token[];
  readonly #included: ReadonlyMap<string, SourceFile>;
  readonly #query: SeaQuery;
  /** Where their names stand. */
  readonly #functions = new Map<string, number>();
  #calls = 0;
  #steps: Step[] = [];

  constructor(file: SourceFile, tokens: readonly Token[], texts: ReadonlyMap<string, SourceFile>) {
    this.#file = file;
    this.#tokens = tokens;
    this.#included = texts;
    this.#query = new SeaQuery(idensIn(tokens));
    for (const [i, token] of tokens.entries()) if (tokens[i - 1]?.text === 'fn') this.#functions.set(token.text, i);
  }

  steps(body: readonly Token[]): readonly Step[] {
    this.#steps = [];
    this.#calls = 0;
    this.#read(body, 0);
    return this.#steps;
  }

  #unread(start: number, end: number, reason: string): void {
    const known = this.#steps.some((step) => step.kind === 'unread' && step.span.start === start);
    if (!known) this.#steps.push({ kind: 'unread', span: { path: this.#file.path, start, end }, reason });
  }

  #read(body: readonly Token[], depth: number): void {
    for (let i = 0; i < body.length; i++) {
      const token = body[i];
      // A macro that is handed the connection.
      if (
        token?.kind === 'word' &&
        body[i + 1]?.text === '!' &&
        body[i + 2]?.text === '(' &&
        argumentsAt(body, i + 2).some((arg) => isConnection(arg, body))
      )
        this.#unread(token.start, body[behind(body, i + 2) - 1]?.end ?? token.end, `what ${token.text}!(…) does is not known`);
      if (token?.kind !== 'word' || body[i + 1]?.text !== '(' || this.#steps.length > MOST) continue;
      const end = behind(body, i + 1);
      const last = body[end - 1]?.end ?? token.end;
      const method = body[i - 1]?.text === '.' || body[i - 1]?.text === '::';
      if (method && SENDS.test(token.text)) {
        const done = this.#send(token.text, argumentsAt(body, i + 1), token.start, last, body);
        if (done) i = end - 1;
      } else if (method && CHANGES.test(token.text)) {
        this.#build(token.text, argumentsAt(body, i + 1), token.start, last);
        i = end - 1;
      } else if (method && this.#changesRows(token.text, argumentsAt(body, i + 1), body, body[i - 1]?.text === '::'))
        this.#unread(token.start, last, 'a data change through an entity or a query');
      else if (!method || body[i - 2]?.text === 'Self' || body[i - 2]?.text === 'self') this.#helper(token, body, i, depth);
      else if (
        !READS.test(token.text) &&
        !(token.text === 'new' && body[i - 2]?.text === 'SchemaManager') &&
        argumentsAt(body, i + 1).some((arg) => isConnection(arg, body))
      )
        this.#unread(token.start, last, `what ${token.text}(…) does is not known`);
    }
  }

  #changesRows(name: string, args: readonly (readonly Token[])[], body: readonly Token[], path: boolean): boolean {
    if (DATA.test(name)) return true;
    if (ROWS.test(name) && (path ? args.some((arg) => isConnection(arg, body)) : args.length === 1)) return true;
    return path && BEGINS.test(name) && args.length > 0 && !body.some(({ text }) => DATA.test(text));
  }

  /** What is built with sea-query. */
  #build(method: string, args: readonly (readonly Token[])[], start: number, end: number): void {
    try {
      for (const text of this.#query.statements(method, args))
        this.#steps.push({ kind: 'sql', script: scriptOf(this.#file.path, [{ text, start, end }]), made: true });
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      this.#unread(start, end, error.message);
    }
  }

  /** A function of the same file; one of another file that is handed the connection. */
  #helper(token: Token, body: readonly Token[], at: number, depth: number): void {
    const defined = this.#functions.get(token.text);
    const own = defined === undefined ? undefined : bodyAt(this.#tokens, defined);
    if (own && (depth > 5 || ++this.#calls > MOST)) this.#unread(token.start, token.end, `the call of ${token.text} is not followed`);
    else if (own) this.#read(own, depth + 1);
    else if (!/^[A-Z]/.test(token.text) && argumentsAt(body, at + 1).some((arg) => isConnection(arg, body)))
      this.#unread(token.start, token.end, `what ${token.text}(…) does is not known`);
  }

  #send(method: string, args: readonly (readonly Token[])[], start: number, end: number, body: readonly Token[]): boolean {
    const from = method.startsWith('from_');
    const sql = args[from ? 1 : 0];
    // `execute(Statement::from_string(…))`: the statement is read where it stands.
    if (!from && sql?.some(({ text }) => text.startsWith('from_s'))) return false;
    const script = sql && this.#script(sql, body);
    if (!script) {
      // `execute(stmt)` of a statement that is put into a name first is found there.
      const named = !from && sql?.length === 1 && body.some(({ text }) => text.startsWith('from_s'));
      if (!named)
        this.#unread(
          start,
          end,
          /\bexecute$|query/.test(method) ? 'the statement is computed or built with sea-query' : 'the SQL is computed',
        );
    } else if (hasSql(script.script.text)) this.#steps.push({ kind: 'sql', oneQuery: true, ...script });
    return true;
  }

  /** What an expression of literals stands for. */
  #script(tokens: readonly Token[], body: readonly Token[]): Pick<Step & { kind: 'sql' }, 'script' | 'made'> | undefined {
    const own = tokens.filter(({ text }) => text !== '&');
    const [first, second, third, fourth] = own;
    if (first?.text === 'include_str' && second?.text === '!' && third?.text === '(' && fourth?.kind === 'string') {
      const file = this.#included.get(fourth.text);
      return file && { script: cutScript(file) };
    }
    if ((first?.text === 'format' || first?.text === 'concat') && second?.text === '!') {
      const [format, ...values] = argumentsAt(own, 2);
      const pieces = [format ?? [], ...(first.text === 'concat' ? values : [])].flatMap((arg) =>
        arg[0]?.piece && arg.length === 1 ? [arg[0].piece] : [],
      );
      if (pieces.length === 0) return undefined;
      if (first.text === 'concat') return { script: scriptOf(this.#file.path, pieces) };
      const known = (value: readonly Token[] | undefined): string | undefined =>
        value && this.#script(value, value.length === 1 && value[0]?.text === first.text ? [] : body)?.script.text;
      return {
        script: scriptOf(
          this.#file.path,
          pieces.map((piece) => filled(piece, values, known)),
        ),
        made: true,
      };
    }
    // `"…".to_string()`, `"…".to_owned()`, `String::from("…")`
    if (first?.kind === 'string' && first.piece && (own.length === 1 || /^(?:to_string|to_owned|into|trim)$/.test(third?.text ?? '')))
      return { script: scriptOf(this.#file.path, [first.piece]) };
    if (first?.text === 'String' && fourth?.kind === 'string' && fourth.piece) return { script: scriptOf(this.#file.path, [fourth.piece]) };
    if (first?.kind === 'word' && (own.length === 1 || /^(?:to_string|to_owned|as_str|clone|into)$/.test(third?.text ?? ''))) {
      const all = [...body, ...this.#tokens];
      const at = all.findIndex((token, i) => token.text === first.text && /^(?:let|mut|const|static)$/.test(all[i - 1]?.text ?? ''));
      const equals = at < 0 ? -1 : all.findIndex((token, i) => i > at && (token.text === '=' || token.text === ';'));
      const stop = equals < 0 ? -1 : all.findIndex((token, i) => i > equals && token.text === ';');
      const value = all[equals]?.text === '=' && stop > equals ? all.slice(equals + 1, stop) : [];
      return value.length > 0 && !(value.length === 1 && value[0]?.text === first.text) ? this.#script(value, []) : undefined;
    }
    return undefined;
  }
}

/** The connection itself, as it is called most, as the manager gives it, or by a name that it was given. */
function isConnection(arg: readonly Token[], body: readonly Token[]): boolean {
  const written = arg.map(({ text }) => text).join('');
  if (/\bget_connection\(\)$/.test(written)) return true;
  const name = /^(?:&?(?:mut)?)(?:\w+\.)*(\w+)$/.exec(written)?.[1];
  if (name === undefined) return false;
  if (/^(?:manager|db|conn|connection|txn|tx)$/.test(name)) return true;
  const at = body.findIndex(({ text }, i) => text === name && /^(?:let|mut)$/.test(body[i - 1]?.text ?? ''));
  const end = at < 0 ? -1 : body.findIndex(({ text }, i) => i > at && text === ';');
  return end > at && body.slice(at, end).some(({ text }) => /^(?:get_connection|begin)$/.test(text));
}

/** `format!`: what stands in braces is filled in by the program, by a constant where it is one. */
function filled(
  piece: Piece,
  values: readonly (readonly Token[])[],
  known: (value: readonly Token[] | undefined) => string | undefined,
): Piece {
  let next = 0;
  const text = piece.text.replaceAll(/\{\{|\}\}|\{([^{}]*)\}/g, (found, inside: string | undefined) => {
    if (inside === undefined) return found === '{{' ? '{' : '}';
    const name = inside.replace(/:.*/, '');
    const named = values.find((value) => value[0]?.text === name && value[1]?.text === '=')?.slice(2);
    const word: Token = { kind: 'word', text: name, start: piece.start, end: piece.end };
    return known(named ?? (name === '' ? values[next++] : [word])) ?? `\${${name || 'value'}}`;
  });
  return text === piece.text ? piece : { text, start: piece.start, end: piece.end };
}
