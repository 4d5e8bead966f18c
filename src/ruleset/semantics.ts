/**
 * What the type checker of CEL does not see: fields and functions that are not there (said better than it does), values
 * outside a closed set, comparisons that cannot mean what they say, and which facts an expression reads.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { nearest } from '../errors.ts';
import type { Choice, Field } from '../operations/field.ts';
import { FUNCTIONS } from './environment.ts';
import { compileRegex } from './regex.ts';
import { type Fields, isOperationKind, OPERATION_VARIABLES, type Scope, visibleFields } from './vocabulary.ts';

/** A problem in an expression, with its place as offsets in the source of the expression. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly hint: string | undefined;
  readonly start: number;
  readonly end: number;

  constructor(problem: string, hint: string | undefined, start: number, end: number) {
    super(problem);
    this.hint = hint;
    this.start = start;
    this.end = Math.max(end, start + 1);
  }
}

/** What is known about the value of a part of an expression. */
type Shape =
  | { readonly kind: 'record'; readonly name: string; readonly fields: Fields; readonly path: string }
  | { readonly kind: 'list'; readonly of: Shape | undefined }
  | { readonly kind: 'field'; readonly field: Field; readonly path: string };

interface Walk {
  readonly scope: Scope;
  readonly locals: ReadonlyMap<string, Shape | undefined>;
  /** How many comprehensions are around. */
  readonly depth: number;
  readonly reads: Set<string>;
}

/** Comprehensions inside each other; more could take minutes on a statement that names a thousand relations. */
const MAX_NESTED = 2;
const COMPREHENSIONS = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);
const REFUSED: Readonly<Record<string, string>> = {
  matches: "Call `re2(text, pattern)`: RE2's patterns, which cannot hang.",
  has: 'Every field is always there: a name that the statement does not give is the empty text, so compare with "".',
  dyn: 'It would hide a mistake from the check of types.',
};

/**
 * Checks an expression against its scope and collects the facts it reads.
 *
 * @returns dotted paths such as `effect.work`, sorted.
 * @throws ExpressionError at the first problem.
 */
export function checkMeaning(ast: ASTNode, scope: Scope): readonly string[] {
  const reads = new Set<string>();
  visit(ast, { scope, locals: new Map(), depth: 0, reads });
  return [...reads].toSorted();
}

function visit(node: ASTNode, walk: Walk): Shape | undefined {
  switch (node.op) {
    case 'value':
      return undefined;
    case 'id':
      return variable(node, walk);
    case '.':
      return field(node, node.args[0], node.args[1], walk);
    case '.?':
    case '[?]':
      throw new ExpressionError('optional access is not offered', 'Every field is always there: use a dot.', node.start, node.end);
    case '[]': {
      const left = visit(node.args[0], walk);
      visit(node.args[1], walk);
      if (left?.kind === 'record')
        throw new ExpressionError(`a field of \`${left.path}\` is read with a dot`, undefined, node.args[1].start, node.args[1].end);
      return left?.kind === 'list' ? left.of : undefined;
    }
    case 'call':
      return call(node, node.args[0], undefined, node.args[1], walk);
    case 'rcall':
      return call(node, node.args[0], node.args[1], node.args[2], walk);
    case 'list': {
      const shapes = node.args.map((item) => visit(item, walk));
      return { kind: 'list', of: shapes.every((shape) => shape !== undefined) ? shapes[0] : undefined };
    }
    case 'map':
      for (const [key, value] of node.args) {
        visit(key, walk);
        visit(value, walk);
      }
      return undefined;
    case '?:': {
      visit(node.args[0], walk);
      return together(visit(node.args[1], walk), visit(node.args[2], walk));
    }
    case '!_':
    case '-_':
      visit(node.args, walk);
      return undefined;
    default:
      return binary(node.op, node.args[0], node.args[1], walk);
  }
}

function binary(op: string, left: ASTNode, right: ASTNode, walk: Walk): undefined {
  const a = visit(left, walk);
  const b = visit(right, walk);
  if (op === '==' || op === '!=') {
    compareChoice(a, right);
    compareChoice(b, left);
  } else if (op === 'in') {
    if (right.op === 'list') for (const item of right.args) compareChoice(a, item);
    if (b?.kind === 'list') compareChoice(b.of, left);
  } else if (op === '<' || op === '<=' || op === '>' || op === '>=') {
    refuseOrder(a, left);
    refuseOrder(b, right);
  }
  return undefined;
}

function variable(node: ASTNode & { readonly op: 'id' }, walk: Walk): Shape | undefined {
  const name = node.args;
  if (walk.locals.has(name)) return walk.locals.get(name);
  const found = Object.hasOwn(walk.scope.variables, name) ? walk.scope.variables[name] : undefined;
  if (!found) {
    const names = Object.keys(walk.scope.variables);
    const locals = [...walk.locals.keys()];
    const elsewhere = name === 'op' || Object.hasOwn(OPERATION_VARIABLES, name);
    const reason = elsewhere && !names.includes('op') ? ` where \`on\` is ${walk.scope.on.join(', ')}` : '';
    throw new ExpressionError(
      `there is no \`${name}\`${reason}`,
      choices(name, [...locals, ...names], 'The names are'),
      node.start,
      node.end,
    );
  }
  const one: Shape = { kind: 'record', name, fields: found.fields, path: name };
  return found.list ? { kind: 'list', of: one } : one;
}

function field(node: ASTNode, owner: ASTNode, name: string, walk: Walk): Shape | undefined {
  const left = visit(owner, walk);
  if (left?.kind === 'list')
    throw new ExpressionError(
      `a list has no field \`${name}\``,
      `Ask about its items: \`.exists(x, x.${name} …)\`, \`.all(…)\`, \`.filter(…)\`.`,
      node.end - name.length,
      node.end,
    );
  if (left?.kind !== 'record') return undefined;
  const found = Object.hasOwn(left.fields, name) ? left.fields[name] : undefined;
  if (!found)
    throw new ExpressionError(
      `\`${left.name}\` has no field \`${name}\``,
      missingField(left, name, walk),
      node.end - name.length,
      node.end,
    );
  const path = `${left.path}.${name}`;
  walk.reads.add(path);
  const shape: Shape = { kind: 'field', field: found, path };
  return found.type === 'names' || found.type === 'relations' ? { kind: 'list', of: undefined } : shape;
}

/** The valid fields; and for a rule on several kinds, which of them have the one that is asked for. */
function missingField(owner: Extract<Shape, { kind: 'record' }>, name: string, walk: Walk): string {
  const names = Object.keys(owner.fields);
  if (owner.name === 'op' && walk.scope.on.length > 1) {
    const having = walk.scope.on.filter((kind) => isOperationKind(kind) && Object.hasOwn(visibleFields(kind), name));
    if (having.length > 0)
      return `Only ${having.join(', ')} has it. A rule on several kinds sees the fields that all of them have: ${names.join(', ')}.`;
  }
  if (owner.name === 'options' && names.length === 0) return 'The rule declares no `options`.';
  return choices(name, names, 'Its fields are');
}

function call(node: ASTNode, name: string, receiver: ASTNode | undefined, args: readonly ASTNode[], walk: Walk): Shape | undefined {
  const at = receiver ? node.input.indexOf(name, receiver.end) : node.start;
  const refusal = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
  if (refusal) throw new ExpressionError(`\`${name}\` is not offered`, refusal, at, at + name.length);
  if (!Object.hasOwn(FUNCTIONS, name))
    throw new ExpressionError(
      `there is no function \`${name}\``,
      choices(name, Object.keys(FUNCTIONS), 'The functions are'),
      at,
      at + name.length,
    );
  const left = receiver ? visit(receiver, walk) : undefined;
  if (receiver && COMPREHENSIONS.has(name)) return comprehension(node, name, left, args, walk);
  for (const arg of args) visit(arg, walk);
  const pattern = args[1];
  if (name === 're2' && pattern?.op === 'value' && typeof pattern.args === 'string') checkPattern(pattern.args, pattern);
  return undefined;
}

function comprehension(node: ASTNode, name: string, over: Shape | undefined, args: readonly ASTNode[], walk: Walk): Shape | undefined {
  if (walk.depth >= MAX_NESTED)
    throw new ExpressionError(
      `\`${name}\` stands inside ${MAX_NESTED} others`,
      `At most ${MAX_NESTED} can be nested.`,
      node.start,
      node.end,
    );
  const [local, ...bodies] = args;
  if (local?.op !== 'id') return undefined;
  const item = over?.kind === 'list' ? over.of : undefined;
  const inner: Walk = { ...walk, locals: new Map([...walk.locals, [local.args, named(item, local.args)]]), depth: walk.depth + 1 };
  const shapes = bodies.map((body) => visit(body, inner));
  if (name === 'filter') return over;
  return name === 'map' ? { kind: 'list', of: shapes.at(-1) } : undefined;
}

/** An item of a list under the name it has inside; its path is still that of the list. */
function named(item: Shape | undefined, name: string): Shape | undefined {
  return item?.kind === 'record' ? { ...item, name } : item;
}

/** Both branches of a condition: a choice only where both are. */
function together(a: Shape | undefined, b: Shape | undefined): Shape | undefined {
  const [first, second] = [choiceOf(a), choiceOf(b)];
  if (!first || !second || a?.kind !== 'field') return undefined;
  return { ...a, field: { ...first, values: [...first.values, ...second.values] } };
}

function choiceOf(shape: Shape | undefined): Choice<string> | undefined {
  return shape?.kind === 'field' && shape.field.type === 'choice' ? shape.field : undefined;
}

function compareChoice(shape: Shape | undefined, other: ASTNode): void {
  const found = choiceOf(shape);
  if (!found || shape?.kind !== 'field') return;
  if (other.op === '?:') {
    compareChoice(shape, other.args[1]);
    compareChoice(shape, other.args[2]);
    return;
  }
  if (other.op !== 'value' || typeof other.args !== 'string' || found.values.includes(other.args)) return;
  throw new ExpressionError(
    `\`${shape.path}\` is never "${other.args}"`,
    choices(other.args, found.values, 'It is one of'),
    other.start,
    other.end,
  );
}

function refuseOrder(shape: Shape | undefined, node: ASTNode): void {
  const found = choiceOf(shape);
  if (!found || shape?.kind !== 'field') return;
  throw new ExpressionError(
    `\`${shape.path}\` has no order: it would be compared letter by letter`,
    `Name the values: \`${shape.path} in ["${found.values.slice(-2).join('", "')}"]\`.`,
    node.start,
    node.end,
  );
}

function checkPattern(pattern: string, node: ASTNode): void {
  try {
    compileRegex(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExpressionError(`"${pattern}" is not a pattern of RE2`, reason, node.start, node.end);
  }
}

/** `Did you mean …?` and the valid choices; a long list is given all the same, for it is what the reader needs. */
function choices(word: string, valid: readonly string[], lead: string): string {
  const near = nearest(word, valid);
  return `${near === undefined ? '' : `Did you mean \`${near}\`? `}${lead} ${valid.join(', ')}.`;
}
