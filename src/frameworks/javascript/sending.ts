/**
 * What reading a migration comes to: the steps in the order in which they would be sent. What is asked of the tool's own objects
 * is handed to its table when it is awaited, returned or thrown away; whatever is not known and may reach the database becomes
 * an unread step.
 */
import type { Node } from '@babel/types';
import type { Step, TransactionMode } from '../framework.ts';
import { scriptOf } from '../pieces.ts';
import type { SourceFile } from '../../source.ts';
import type { Library, Module } from './modules.ts';
import type { Members, Output, ScriptTool } from './tool.ts';
import {
  placeOf,
  plainText,
  type Chain,
  type FunctionValue,
  type Link,
  type Place,
  type TextValue,
  type UnknownValue,
  type Value,
} from './values.ts';

/** Limits on what one file can make us do. */
export const LIMITS = { depth: 24, calls: 4000, turns: 2000, steps: 4000 };

export type Flow = { readonly kind: 'return'; readonly value: Value } | { readonly kind: 'throw' | 'break' } | undefined;

interface Branch {
  readonly steps: readonly Step[];
  readonly flow: Flow;
}

/** The file whose code is read just now. */
interface Here {
  readonly module: Module | undefined;
  readonly source: SourceFile;
  /** For a file other than the migration: where the migration calls it. */
  readonly place: Place | undefined;
}

export abstract class Sending implements Output {
  steps: Step[] = [];
  transaction: TransactionMode;
  oneWay = false;
  /** What the migration exports, or the members of its class. */
  members: Members | undefined;
  protected here: Here;
  /** Chains that were put into a variable before they were sent. */
  protected pending: Chain[] = [];
  /** Where the migration imports other files: texts from there stand where they are sent. */
  protected readonly imports = new Set<number>();
  /** What was sent last. */
  protected last: Place = { start: 0, end: 0 };
  protected depth = 0;
  protected calls = 0;
  protected turns = 0;
  /** Where the calls on a builder go. */
  private collected: Chain[] = [];

  protected readonly file: SourceFile;
  protected readonly tool: ScriptTool;
  protected readonly library: Library;

  constructor(file: SourceFile, tool: ScriptTool, library: Library) {
    this.file = file;
    this.tool = tool;
    this.library = library;
    this.transaction = tool.transaction;
    this.here = { module: undefined, source: file, place: undefined };
  }

  abstract call(callee: FunctionValue, args: readonly Value[], place?: Place): Value;

  // What a tool's table writes.

  exported(name: string): Value | undefined {
    return this.members?.get(name);
  }

  sql(text: TextValue, place: Place): void {
    const whole = plainText(text);
    if (whole.trim() === '') return;
    if (/^[\s;]*\$\{[^{}]*\}[\s;]*$/.test(whole)) return this.unread(place, 'the SQL is computed');
    const pieces = text.pieces.map((piece) => (this.imports.has(piece.start) && !piece.units ? { ...piece, ...place } : piece));
    const script = scriptOf(this.file.path, pieces);
    this.push({ kind: 'sql', script, ...(text.pieces.every(({ units }) => units) ? {} : { made: true }) });
  }

  made(text: string, place: Place, together = false): void {
    const script = scriptOf(this.file.path, [{ text, start: place.start, end: place.end }]);
    this.push({ kind: 'sql', script, made: true, ...(together ? { oneQuery: true } : {}) });
  }

  unread(place: Place, reason: string): void {
    this.push({ kind: 'unread', span: { path: this.file.path, start: place.start, end: place.end }, reason });
  }

  protected push(step: Step): void {
    if (this.steps.length < LIMITS.steps) this.steps.push(step);
  }

  /** Where a node is; what stands in another file is where the migration calls it. */
  protected at(node: Node): Place {
    return this.here.place ?? placeOf(node);
  }

  protected unknown(node: Node, more: Pick<UnknownValue, 'call' | 'foreign'> = {}): UnknownValue {
    return { kind: 'unknown', ...this.at(node), ...more };
  }

  /** The characters of a node. */
  protected written(node: Node): string {
    return this.here.source.text.slice(node.start ?? 0, node.end ?? 0);
  }

  /** Does something in another file, for a place in the migration. */
  protected within<T>(module: Module | undefined, place: Place, run: () => T): T {
    const before = this.here;
    this.here = module ? { module, source: module.source, place } : { module, source: this.file, place: undefined };
    const result = run();
    this.here = before;
    return result;
  }

  handle(root: string, place: Place): Chain {
    return { kind: 'chain', root, links: [], start: place.start, end: place.end, state: { used: false } };
  }

  collect(callee: FunctionValue, calls: Chain[]): void {
    const before = this.collected;
    this.collected = calls;
    const builder = this.handle('builder', callee.module === this.here.module ? this.at(callee.node) : this.last);
    // The builder is `this` as well.
    const self = callee.node.type === 'ArrowFunctionExpression' ? callee.self : builder;
    this.settle(this.call({ ...callee, self }, [builder]), callee.node);
    this.collected = before;
  }

  /** Runs something with steps of its own. */
  protected apart(run: () => Flow): Branch {
    const before = this.steps;
    this.steps = [];
    const flow = run();
    const { steps } = this;
    this.steps = before;
    return { steps, flow };
  }

  /** Statements that are sent in some runs only, while others are sent instead: they are said, not read. */
  protected onlyWhere(steps: readonly Step[], reason: string): void {
    for (const step of steps) {
      if (step.kind === 'unread') this.push(step);
      else if (step.kind === 'sql') {
        // Ending a transaction after an error is what every program does.
        if (/^\s*(?:rollback|commit|begin)\b/i.test(step.script.text)) continue;
        this.push({ kind: 'unread', span: step.script.locate(0, step.script.text.length), reason });
      }
    }
  }

  protected chained(chain: Chain, link: Link, node: Node): Chain {
    chain.state.used = true;
    for (const arg of link.args ?? []) use(arg);
    return { kind: 'chain', root: chain.root, links: [...chain.links, link], ...this.at(node), state: { used: false } };
  }
  // Sending.

  /** A value that is awaited, returned or thrown away: what it would send is sent. */
  protected settle(value: Value, node: Node): Value {
    if (value.kind === 'chain') {
      if (value.state.used || !value.links.some(({ args }) => args)) return value;
      return this.send(value);
    }
    if (value.kind === 'list') return { kind: 'list', items: value.items.map((item) => this.settle(item, node)) };
    if (value.kind === 'unknown' && value.call !== undefined) {
      this.unread(value, `what ${value.call}(…) does is not known here`);
      return { kind: 'unknown', start: value.start, end: value.end };
    }
    return value;
  }

  protected send(chain: Chain): Value {
    chain.state.used = true;
    if (chain.root === 'types') return { kind: 'unknown', start: chain.start, end: chain.end };
    // What a callback gives back to the call that hands it a builder.
    if (chain.root === 'part') return chain;
    if (chain.root === 'builder') {
      this.collected.push(chain);
      return { kind: 'unknown', start: chain.start, end: chain.end };
    }
    this.last = chain;
    return this.tool.send(chain, this) ?? { kind: 'unknown', start: chain.start, end: chain.end };
  }
}

/** A value that went into another call is not sent on its own. */
export function use(value: Value): void {
  if (value.kind === 'chain') value.state.used = true;
  else if (value.kind === 'list') for (const item of value.items) use(item);
  else if (value.kind === 'object') for (const field of value.fields.values()) if (field.kind === 'chain') field.state.used = true;
}
