/** What expressions of C# stand for, as far as that can be said without running them. */
import type { Node } from '../tree-sitter/parse.ts';
import type { Piece } from '../pieces.ts';

export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface TextValue extends Place {
  readonly kind: 'text';
  readonly pieces: readonly Piece[];
}

export interface ListValue extends Place {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

/** A lambda, or a method of the file that is handed over by its name. */
export interface FunctionValue extends Place {
  readonly kind: 'function';
  readonly node: Node;
  readonly scope: Scope;
}

/** What a call on the builder gives: annotations are added to it. */
export interface OperationValue extends Place {
  readonly kind: 'operation';
  /** The method: `AddColumn`, `CreateTable`; `Column` for one of a table that is made. */
  readonly name: string;
  /** The type in `<…>`. */
  readonly type: string | undefined;
  readonly args: Arguments;
  readonly annotations: Map<string, Value>;
  readonly oldAnnotations: Map<string, Value>;
  /** What the lambdas of CreateTable hold. */
  readonly columns: Map<string, OperationValue>;
  readonly constraints: OperationValue[];
}

export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

export type Value =
  | TextValue
  | ListValue
  | FunctionValue
  | OperationValue
  | (Place & { readonly kind: 'number'; readonly text: string; readonly suffix: string })
  | (Place & { readonly kind: 'boolean'; readonly value: boolean })
  | (Place & { readonly kind: 'null' })
  /** A name that stands for nothing known here, with its members: `ReferentialAction.Cascade`. */
  | (Place & { readonly kind: 'name'; readonly path: string })
  /** `new DateTime(2020, 1, 1)`. */
  | (Place & { readonly kind: 'new'; readonly type: string; readonly args: readonly Value[] })
  /** `new { a.Id, B = 1 }`: by the names of its members. */
  | (Place & { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Value> })
  /** `typeof(string)`. */
  | (Place & { readonly kind: 'type'; readonly name: string })
  /** The MigrationBuilder; `part`: something of it that is no method. */
  | (Place & { readonly kind: 'builder'; readonly part?: string })
  /** The builder of columns or constraints in the lambdas of CreateTable. */
  | (Place & { readonly kind: 'table'; readonly of: OperationValue })
  /** The row in the lambda of a constraint, and one of its columns. */
  | (Place & { readonly kind: 'row' })
  | (Place & { readonly kind: 'member'; readonly name: string })
  /** Known only when it runs. */
  | (Place & { readonly kind: 'computed' });

/** Variables, and those of the scopes around. */
export interface Scope {
  readonly names: Map<string, Value>;
  readonly parent: Scope | undefined;
}

/** Why a call cannot be written as SQL; one clause, no full stop. */
export class Unclear extends Error {}

export const computed = ({ start, end }: Place): Value => ({ kind: 'computed', start, end });

export const boolean = (value: boolean, { start, end }: Place): Value => ({ kind: 'boolean', value, start, end });

export const madeText = (text: string, { start, end }: Place): TextValue => ({ kind: 'text', pieces: [{ text, start, end }], start, end });

/** A text of which only the migration itself knows the value; the dialect reads a placeholder where a value can stand. */
export const holeOf = (place: Place, source: string): TextValue => madeText(`\${${/^[\w.]+$/.test(source) ? source : 'value'}}`, place);

/** Whether a text holds a part that only the migration itself knows. */
export const isComputed = (text: string): boolean => text.includes('${');

export const plainText = (value: TextValue): string => value.pieces.map(({ text }) => text).join('');

/** The text of a string that is known. */
export function wordOf(value: Value | undefined): string | undefined {
  if (value?.kind !== 'text') return undefined;
  const text = plainText(value);
  return isComputed(text) ? undefined : text;
}

/** Whether a condition holds; undefined where that is not known. */
export const truth = (value: Value | undefined): boolean | undefined => (value?.kind === 'boolean' ? value.value : undefined);

/** Whether two values are the same; undefined where that is not known. */
export function same(a: Value | undefined, b: Value | undefined): boolean | undefined {
  const [x, y] = [a ?? NULL, b ?? NULL];
  const [p, q] = [keyOf(x), keyOf(y)];
  if (p === undefined || q === undefined) return undefined;
  return p === q;
}

const NULL: Value = { kind: 'null', start: 0, end: 0 };

/** A literal as a text that no other literal has; undefined for what is not known. */
function keyOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'text':
      return wordOf(value) === undefined ? undefined : `'${wordOf(value) ?? ''}'`;
    case 'number':
      return `n${Number(value.text)}`;
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
    case 'name':
      return value.path;
    case 'type':
      return `t${value.name}`;
    case 'list':
    case 'new': {
      const keys = (value.kind === 'list' ? value.items : value.args).map(keyOf);
      return keys.includes(undefined) ? undefined : `${value.kind === 'new' ? value.type : ''}[${keys.join(',')}]`;
    }
    default:
      return undefined;
  }
}

/** Finds a variable. */
export function lookUp(scope: Scope, name: string): Value | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const value = at.names.get(name);
    if (value) return value;
  }
  return undefined;
}

/** Gives a variable another value, where it is. */
export function assign(scope: Scope, name: string, value: Value): void {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (!at.names.has(name)) continue;
    at.names.set(name, value);
    return;
  }
  scope.names.set(name, value);
}

/** Whether a value is, or holds, something with which the database can be reached. */
export function reachesDatabase(value: Value): boolean {
  if (value.kind === 'builder' || value.kind === 'operation' || value.kind === 'table') return true;
  if (value.kind === 'list') return value.items.some(reachesDatabase);
  return value.kind === 'new' && value.args.some(reachesDatabase);
}

/** Whether a value is larger than that of any migration: one that a file doubles again and again. */
export function isHuge(value: Value): boolean {
  if (value.kind === 'list') return value.items.length > 50_000;
  if (value.kind !== 'text') return false;
  return value.pieces.length > 50_000 || value.pieces.reduce((sum, { text }) => sum + text.length, 0) > 4_000_000;
}
