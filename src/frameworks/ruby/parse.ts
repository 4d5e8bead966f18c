/**
 * Ruby files as trees, by Ruby's own parser compiled to WebAssembly. Its own loader uses node:wasi, which warns at every
 * start; the module needs nothing of it but the names.
 */
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { type Comment, byteOffsets, type SourceFile, type Span } from '../../source.ts';
import type { Node, Statements } from './nodes.ts';

export type ParsedRuby =
  | { readonly kind: 'program'; readonly statements: Statements; readonly comments: readonly Comment[] }
  | { readonly kind: 'error'; readonly span: Span; readonly reason: string };

const TOO_DEEP = 'the file is nested too deeply to be read';
/** A program of this size is no migration, and its tree would take all memory. */
const MOST_UNITS = 2_000_000;

let compiled: Promise<WebAssembly.Module> | undefined;
let instance: WebAssembly.Instance | undefined;

async function readWasm(): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(new URL('./prism.wasm', import.meta.url)));
  } catch {
    // Not bundled: the tests run the sources.
    return new Uint8Array(await readFile(createRequire(import.meta.url).resolve('@ruby/prism/src/prism.wasm')));
  }
}

function instantiate(module: WebAssembly.Module): WebAssembly.Instance {
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
  return new WebAssembly.Instance(module, imports);
}

/** Reads a file. The parser is loaded when the first one is read. */
export async function parseRuby(file: SourceFile): Promise<ParsedRuby> {
  const whole = { path: file.path, start: 0, end: file.text.length };
  if (file.text.length > MOST_UNITS) return { kind: 'error', span: whole, reason: 'the file is too large to be read as a program' };
  const [{ parsePrism }, module] = await Promise.all([
    import('@ruby/prism/src/parsePrism.js'),
    (compiled ??= readWasm().then((bytes) => WebAssembly.compile(bytes))),
  ]);
  // A byte order mark is no part of a program; blanks of as many bytes in its place keep the offsets.
  const text = file.text.replace(/^\uFEFF/, '   ');
  const own = byteOffsets(text);
  const unit = text.length === file.text.length ? own : (byte: number): number => Math.max(0, own(byte) - 2);
  try {
    instance ??= instantiate(module);
    const { value, comments, errors } = parsePrism(instance.exports, text, { filepath: file.path });
    const [error] = errors;
    if (error) {
      const { start, end } = placeOf(error.location, unit);
      return {
        kind: 'error',
        span: { ...whole, start, end: Math.max(end, start + 1) },
        reason: `the file does not parse: ${error.message}`,
      };
    }
    const root = plain(value, unit) as Node;
    return {
      kind: 'program',
      statements: root.type === 'ProgramNode' ? root.statements : { type: 'StatementsNode', ...whole, body: [] },
      comments: comments.map(({ location }) => {
        const { start, end } = placeOf(location, unit);
        return { span: { path: file.path, start, end }, text: file.text.slice(start, end).replace(/^#|^=begin\b|^=end\b/gm, '') };
      }),
    };
  } catch (error) {
    // What ran out of stack leaves the instance in pieces: the next file gets a new one.
    instance = undefined;
    if (error instanceof RangeError || error instanceof WebAssembly.RuntimeError) return { kind: 'error', span: whole, reason: TOO_DEEP };
    throw error;
  }
}

type Unit = (byte: number) => number;

function placeOf(
  location: { readonly startOffset: number; readonly length: number },
  unit: Unit,
): { readonly start: number; readonly end: number } {
  return { start: unit(location.startOffset), end: unit(location.startOffset + location.length) };
}

const isLocation = (value: object): value is { startOffset: number; length: number } => 'startOffset' in value && 'length' in value;
const isPrism = (value: object): value is { toJSON(): Record<string, unknown> } => 'toJSON' in value && typeof value.toJSON === 'function';

/** A node of Prism and all below it as plain objects with UTF-16 places. */
function plain(value: unknown, unit: Unit): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => plain(one, unit));
  if (isPrism(value)) {
    const { location, ...rest } = value.toJSON();
    const out: Record<string, unknown> = isObject(location) && isLocation(location) ? { ...placeOf(location, unit) } : {};
    for (const [key, one] of Object.entries(rest)) out[key] = plain(one, unit);
    return out;
  }
  return isLocation(value) ? placeOf(value, unit) : value;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
