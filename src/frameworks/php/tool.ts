/** What the reader of PHP must be told about a framework, and what it gives to it. */
import type { TransactionMode } from '../framework.ts';
import type { Node, Place } from './parse.ts';
import type { Args, ClosureValue, TextValue, Value } from './values.ts';

/** What a framework's table writes to, and asks of the reader. */
export interface Output {
  /** SQL that is sent as it stands in the file. */
  sql(text: TextValue, place: Place): void;
  /** SQL that a call stands for. */
  made(text: string | TextValue, place: Place): void;
  unread(place: Place, reason: string): void;
  /** Reads the body of a function that is called, once. */
  run(callee: ClosureValue, args: readonly Value[]): Value;
  /** The text of the file at a place. */
  source(place: Place): string;
  /** The transaction of the migration, as far as it was read. */
  transaction: TransactionMode;
}

export interface PhpTool {
  readonly transaction: TransactionMode;
  /** A call of a class's method, the class by its full name. Undefined: it is none of the framework's. */
  staticCall(name: string, method: string, args: Args, place: Place, output: Output): Value | undefined;
  /** A call of a function that the file does not define. */
  functionCall?(name: string, args: Args, place: Place, output: Output): Value | undefined;
  /** `new X(…)`. */
  construct?(name: string, args: Args, place: Place, output: Output): Value | undefined;
  /** `$this->x(…)` that the class does not define itself. */
  self(method: string, args: Args, place: Place, output: Output): Value | undefined;
  /** `$this->x` that the class does not define itself. */
  field?(name: string, node: Node, output: Output): Value | undefined;
}

/** Why a call cannot be written as SQL; one clause, no full stop. */
export class Unclear extends Error {}
