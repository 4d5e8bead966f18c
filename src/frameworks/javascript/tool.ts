/** What the reader of JavaScript and TypeScript must be told about a tool. */
import type { TransactionMode } from '../framework.ts';
import type { Chain, FunctionValue, Place, TextValue, Value } from './values.ts';

/** What a tool's table writes to, and asks of the reader. */
export interface Output {
  /** SQL that is sent. Texts of which nothing is known become unread. */
  sql(text: TextValue, place: Place): void;
  /** SQL that a call stands for. `together`: several statements that are sent as one query. */
  made(text: string, place: Place, together?: boolean): void;
  unread(place: Place, reason: string): void;
  /** Reads the body of a function that is called, once, with these arguments. */
  call(callee: FunctionValue, args: readonly Value[]): Value;
  /** Reads the body of a function that is handed a builder, and puts what is asked of that builder into a list. */
  collect(callee: FunctionValue, calls: Chain[]): void;
  /** Something the tool hands over. */
  handle(root: string, place: Place): Chain;
  /** Something was asked that the tool cannot turn round by itself. */
  oneWay: boolean;
  /** What the migration exports beside up and down. */
  exported(name: string): Value | undefined;
  /** The transaction of the migration, as far as it was read. */
  transaction: TransactionMode;
}

export interface ScriptTool {
  readonly id: string;
  readonly title: string;
  /** What up and down are called with. */
  readonly parameters: readonly string[];
  /**
   * What the modules of the tool export, by module and name; the name `*` for any. With dots where it is a part of something
   * the tool hands over: `types.Op`.
   */
  imported(module: string, name: string): string | undefined;
  /** What a call on `this` is asked of, where the class does not define it. */
  readonly self?: string;
  readonly transaction: TransactionMode;
  /** Whether all pending migrations share a transaction. */
  readonly grouped: boolean;
  /** A migration that says by its own exports or members that it runs in no transaction. */
  optsOut?(members: Members): boolean;
  /** The tool's own name of the migration, and what it sorts by, where the file name says neither. */
  named?(members: Members): { readonly id: string; readonly order: string } | undefined;
  /** The tool knows a migration by the name of its file without the extension. */
  readonly bareNames?: boolean;
  /** How people say by an exported value that there is no way back: node-pg-migrate's `down = false`. */
  readonly noWayBack?: boolean;
  /** A chain that is sent: read it, or say why not. What comes back is the value of the call. */
  send(chain: Chain, output: Output): Value | undefined;
}

/** What a module exports, or the members of a class. */
export interface Members {
  get(name: string): Value | undefined;
  /** The text of a function; empty for anything else. */
  source(name: string): string;
  /** The name of the class. */
  readonly name: string | undefined;
}
