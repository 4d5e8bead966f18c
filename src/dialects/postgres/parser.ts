/**
 * PostgreSQL's own parser (libpg-query, the grammar of PostgreSQL 18) compiled to WebAssembly.
 *
 * The package's own wrapper has one instance for ever and counts the bytes of odd texts wrongly, so that the tail of a
 * text can vanish unparsed. Here the bytes are made by Node, a NUL is refused, and an instance is thrown away after
 * anything that is not a plain error in the SQL.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import type { Node } from '@pgsql/types';
import type { LibpgModule, LibpgOptions } from 'libpg-query/wasm/libpg-query.js';
import { byteOffsets, codePointOffset } from '../../source.ts';

/** A statement of the parsed text: offsets are UTF-16. `end` stands before the semicolon, or at the end of the text. */
export interface RawStatement {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
}

export type ParseAnswer =
  | {
      readonly kind: 'parsed';
      readonly statements: readonly RawStatement[];
      /** Offset of a `location` of the tree. A location that is not set is 0 in the tree's JSON. */
      readonly offset: (location: number | undefined) => number;
    }
  /** `offset` is where the parser stopped. */
  | { readonly kind: 'error'; readonly message: string; readonly offset: number }
  /** It is too deep or too large for the parser: this says nothing about the SQL. */
  | { readonly kind: 'failed'; readonly message: string };

/** Rewrites the JSON of a tree before it is read, and the messages about it. */
export type Restore = (text: string, json: boolean) => string;

export interface Parser {
  parse(sql: string, restore?: Restore): ParseAnswer;
}

type Module = LibpgModule & LibpgOptions;

let loaded: Promise<Parser> | undefined;
let current: Parser | undefined;

/** Loads and compiles the parser, once. */
export function loadParser(): Promise<Parser> {
  return (loaded ??= makeParser().then((parser) => (current = parser)));
}

/** The parser that `loadParser` made. Throws where it was not awaited: a mistake of ours. */
export function loadedParser(): Parser {
  if (!current) throw new Error('the PostgreSQL parser is used before it was loaded');
  return current;
}

/** The compiled parser: beside the bundle, or in the installed package during development. */
async function readWasm(): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readFile(new URL('./libpg-query.wasm', import.meta.url));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return readFile(createRequire(import.meta.url).resolve('libpg-query/wasm/libpg-query.wasm'));
  }
}

/** The server quotes what it stopped at: a text that is not closed can be the rest of the file. */
function oneLine(message: string): string {
  const line = message.replaceAll(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

/**
 * How much the parser runs before V8 compiles it anew with its optimizing compiler. With V8's own value that begins on the
 * first small file, and on Node 24 the process waits for it when it ends: 0.3 s after all the work is done. Large files
 * still get there. A V8 that does not know the flag says so on standard error and goes on.
 */
const TIERING_BUDGET = 50_000_000;

async function makeParser(): Promise<Parser> {
  setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
  const [{ default: create }, bytes] = await Promise.all([import('libpg-query/wasm/libpg-query.js'), readWasm()]);
  const compiled = await WebAssembly.compile(bytes);

  // The factory hands the exports to the options object before it first waits, when the instance is made at once. What
  // it does after that (file system, terminals) parsing has no need of. So a new instance can be had without waiting.
  const start = (): { module: Module; ready: Promise<unknown> } => {
    const options: LibpgOptions & Partial<LibpgModule> = {
      instantiateWasm(imports, done) {
        done(new WebAssembly.Instance(compiled, imports));
        return {};
      },
      print() {},
      printErr() {},
    };
    const ready = create(options);
    // An instance that is thrown away may end badly later; nobody waits for it then.
    ready.catch(() => undefined);
    return { module: options as Module, ready };
  };

  const first = start();
  await first.ready;
  let module: Module | undefined = first.module;

  const run = (sql: string, bytes: Buffer, restore: Restore | undefined): ParseAnswer => {
    module ??= start().module;
    const m = module;
    const exitCode = process.exitCode;
    let text = 0;
    let result = 0;
    let sound = false;
    try {
      text = m._malloc(bytes.length + 1);
      m.HEAPU8.set(bytes, text);
      m.HEAPU8[text + bytes.length] = 0;
      result = m._wasm_parse_query_raw(text);
      const error = m.getValue(result + 8, 'i32');
      if (error) {
        const message = m.UTF8ToString(m.getValue(error, 'i32'));
        const cursor = m.getValue(error + 16, 'i32');
        sound = true;
        return {
          kind: 'error',
          message: oneLine(restore ? restore(message, false) : message),
          offset: codePointOffset(sql, Math.max(0, cursor - 1)),
        };
      }
      const json = m.UTF8ToString(m.getValue(result, 'i32'));
      sound = true;
      const tree = JSON.parse(restore ? restore(json, true) : json) as {
        stmts?: readonly { stmt?: Node; stmt_location?: number; stmt_len?: number }[];
      };
      const map = byteOffsets(sql);
      const statements: RawStatement[] = [];
      for (const { stmt, stmt_location = 0, stmt_len } of tree.stmts ?? []) {
        if (stmt) statements.push({ node: stmt, start: map(stmt_location), end: stmt_len ? map(stmt_location + stmt_len) : sql.length });
      }
      return { kind: 'parsed', statements, offset: (location) => map(location ?? 0) };
    } catch (error) {
      return {
        kind: 'failed',
        message:
          error instanceof RangeError ? 'it is nested more deeply than the parser can follow' : 'it is larger than the parser can hold',
      };
    } finally {
      if (sound) {
        m._free(text);
        m._wasm_free_parse_result(result);
      } else {
        // The instance is in an unknown state; the glue may have set the exit status of the process.
        module = undefined;
        process.exitCode = exitCode;
      }
    }
  };

  return {
    parse(sql, restore) {
      const nul = sql.indexOf('\0');
      if (nul >= 0) return { kind: 'error', message: 'it holds a NUL character, at which PostgreSQL stops reading', offset: nul };
      return run(sql, Buffer.from(sql, 'utf8'), restore);
    },
  };
}
