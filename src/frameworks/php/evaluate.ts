/** Expressions of a migration in PHP: what they are known to be, and the calls in them in their order. */
import { callValue, construct } from './calls.ts';
import { at, listAt, placeOf, wordAt, type Node } from './parse.ts';
import type { PhpReader } from './reader.ts';
import { heredocOf, literalPiece } from './strings.ts';
import type { Piece } from '../pieces.ts';
import { entryOf, equal, madeText, NULL, plainText, quiet, stringOf, truth, type Scope, type TextValue, type UnknownValue, type Value } from './values.ts'; // prettier-ignore

/** A value of which only the text in the file is known. */
export const unknownAt = (reader: PhpReader, node: Node, origin: UnknownValue['origin'] = 'quiet'): UnknownValue => ({
  kind: 'unknown',
  origin,
  source: reader.source(placeOf(node)),
});

/** `used`: somebody looks at the value. */
export function evaluate(reader: PhpReader, node: Node, scope: Scope, used = true): Value {
  const inner = (field: string, looked = true): Value => {
    const child = at(node, field);
    return child ? evaluate(reader, child, scope, looked) : NULL;
  };
  switch (node.kind) {
    case 'string':
    case 'encapsed':
    case 'nowdoc':
      return textOf(reader, node, scope);
    case 'number':
      return { kind: 'number', text: wordAt(node, 'value').replaceAll('_', '') };
    case 'boolean':
      return { kind: 'boolean', value: node['value'] === true };
    case 'nullkeyword':
      return NULL;
    case 'array':
      return arrayOf(reader, node, scope);
    case 'variable': {
      const name = wordAt(node, 'name');
      if (name === 'this' && scope.self) return scope.self;
      return scope.names.get(name) ?? unknownAt(reader, node);
    }
    case 'call':
      return callValue(reader, node, scope, used);
    case 'new':
      return construct(reader, node, scope);
    case 'assign':
      return assign(reader, node, scope);
    case 'assignref': {
      const [left, value] = [at(node, 'left'), inner('right')];
      if (left) bind(reader, left, value, scope);
      return value;
    }
    case 'propertylookup':
    case 'nullsafepropertylookup':
      return property(reader, node, scope);
    case 'staticlookup':
      return constant(reader, node, scope);
    case 'offsetlookup': {
      const [base, key] = [inner('what'), inner('offset')];
      const name = stringOf(key);
      const found = name === undefined ? undefined : entryOf(base, name);
      return found ?? unknownAt(reader, node, base.kind === 'unknown' ? base.origin : 'quiet');
    }
    case 'bin':
      return binary(reader, node, scope);
    case 'unary': {
      const value = inner('what');
      const sign = wordAt(node, 'type');
      if (sign === '!') {
        const holds = truth(value);
        return holds === undefined ? unknownAt(reader, node) : { kind: 'boolean', value: !holds };
      }
      if (value.kind === 'number' && (sign === '-' || sign === '+'))
        return { kind: 'number', text: sign === '-' ? `-${value.text}` : value.text };
      return unknownAt(reader, node);
    }
    case 'cast': {
      const value = inner('expr');
      const type = wordAt(node, 'type');
      if (type === 'string' && value.kind === 'number') return madeText(value.text, placeOf(node));
      if (type === 'array') return value.kind === 'array' ? value : { kind: 'array', entries: [['0', value]], list: true };
      return (type === 'string' && value.kind === 'text') || (type === 'int' && value.kind === 'number') ? value : unknownAt(reader, node);
    }
    case 'retif': {
      const test = inner('test');
      const holds = truth(test);
      if (holds === true) return at(node, 'trueExpr') ? inner('trueExpr') : test;
      if (holds === false) return inner('falseExpr');
      inner('trueExpr');
      inner('falseExpr');
      return unknownAt(reader, node);
    }
    case 'match':
      return matched(reader, node, scope, used);
    case 'closure': {
      // A closure sees what it is told to take along.
      const names = new Map(
        listAt(node, 'uses').flatMap((use) => {
          const value = scope.names.get(wordAt(use, 'name'));
          return value ? [[wordAt(use, 'name'), value] as const] : [];
        }),
      );
      const byRef = listAt(node, 'uses').some((use) => use['byref'] === true);
      return { kind: 'closure', node, scope: byRef ? scope : { names, self: scope.self } };
    }
    case 'arrowfunc':
      return { kind: 'closure', node, scope };
    case 'silent':
    case 'clone':
      return inner('expr') === NULL ? inner('what') : inner('expr');
    case 'print':
      inner('expression');
      return NULL;
    case 'pre':
    case 'post': {
      const target = at(node, 'what');
      if (target?.kind === 'variable') scope.names.set(wordAt(target, 'name'), quiet(`$${wordAt(target, 'name')}`));
      return unknownAt(reader, node);
    }
    case 'namedargument':
      return inner('value');
    case 'include':
      reader.unread(placeOf(node), 'what the included file does is not read');
      return unknownAt(reader, node, 'foreign');
    case 'eval':
      reader.unread(placeOf(node), 'what is evaluated is not read');
      return unknownAt(reader, node);
    default:
      // isset, empty, instanceof, names of constants, __DIR__: nothing in them reaches the database.
      return unknownAt(reader, node);
  }
}

function textOf(reader: PhpReader, node: Node, scope: Scope): Value {
  const { start, end } = placeOf(node);
  const file = reader.file.text;
  if (node.kind === 'string') {
    const quote = file[end - 1];
    const from = file.indexOf(quote ?? "'", start) + 1;
    return { kind: 'text', pieces: [literalPiece(file, from, Math.max(from, end - 1), { kind: quote === '"' ? 'double' : 'single', indent: 0, lineStart: false })] }; // prettier-ignore
  }
  const doc = node.kind === 'nowdoc' || wordAt(node, 'type') === 'heredoc' ? heredocOf(file, start, end) : undefined;
  if (node.kind === 'nowdoc' && doc)
    return { kind: 'text', pieces: [literalPiece(file, doc.start, doc.end, { kind: 'nowdoc', indent: doc.indent, lineStart: true })] };
  if (wordAt(node, 'type') === 'shell') return unknownAt(reader, node);
  const pieces: Piece[] = [];
  for (const part of listAt(node, 'value')) {
    const place = placeOf(part);
    const expression = at(part, 'expression');
    if (expression?.kind === 'string' && expression.loc.start.offset === place.start && wordAt(part, 'syntax') === '') {
      const last = doc ? Math.min(place.end, doc.end) : place.end;
      if (last > place.start) pieces.push(literalPiece(file, place.start, last, { kind: doc ? 'heredoc' : 'double', indent: doc?.indent ?? 0, lineStart: place.start === doc?.start })); // prettier-ignore
    } else if (expression) pieces.push(...inserted(evaluate(reader, expression, scope), place, reader));
  }
  return { kind: 'text', pieces };
}

/** A value inside a text: what is known of it, else a placeholder that shows how it is written. */
function inserted(value: Value, place: { readonly start: number; readonly end: number }, reader: PhpReader): readonly Piece[] {
  if (value.kind === 'raw') return inserted(value.text, place, reader);
  if (value.kind === 'text') {
    const own = value.pieces.every((piece) => piece.start >= place.start && piece.end <= place.end);
    return own ? value.pieces : [{ text: plainText(value), ...place }];
  }
  if (value.kind === 'number') return [{ text: value.text, ...place }];
  if (value.kind === 'null') return [];
  if (value.kind === 'boolean') return [{ text: value.value ? '1' : '', ...place }];
  const source = reader
    .source(place)
    .replaceAll(/[{}\s]+/g, '')
    .slice(0, 60);
  return [{ text: `\${${source.replace(/^\$/, '') || 'value'}}`, ...place }];
}

function arrayOf(reader: PhpReader, node: Node, scope: Scope): Value {
  const entries: (readonly [string, Value])[] = [];
  let next = 0;
  let list = true;
  for (const item of listAt(node, 'items')) {
    const value = at(item, 'value');
    if (!value) continue;
    const found = evaluate(reader, value, scope);
    if (item['unpack'] === true) {
      if (found.kind !== 'array') return unknownAt(reader, node);
      for (const [key, one] of found.entries) entries.push([found.list ? String(next++) : key, one]);
      list &&= found.list;
      continue;
    }
    const key = at(item, 'key');
    const name = key ? stringOf(evaluate(reader, key, scope)) : String(next);
    if (name === undefined) return unknownAt(reader, node);
    if (key) list = false;
    if (/^\d+$/.test(name)) next = Number(name) + 1;
    entries.push([name, found]);
  }
  return { kind: 'array', entries, list };
}

function assign(reader: PhpReader, node: Node, scope: Scope): Value {
  const [left, right] = [at(node, 'left'), at(node, 'right')];
  if (!left || !right) return NULL;
  const operator = wordAt(node, 'operator');
  const value = evaluate(reader, right, scope, true);
  if (operator === '=') {
    bind(reader, left, value, scope);
    return value;
  }
  const before = evaluate(reader, left, scope);
  const [a, b] = [placeOf(left), placeOf(right)];
  let result: Value = unknownAt(reader, left);
  if (operator === '.=') result = joined(reader, before, value, a, b);
  else if (operator === '??=') result = before.kind === 'null' ? value : before;
  bind(reader, left, result, scope);
  return result;
}

function joined(
  reader: PhpReader,
  a: Value,
  b: Value,
  left: { readonly start: number; readonly end: number },
  right: { readonly start: number; readonly end: number },
): TextValue {
  // prettier-ignore
  const first = a.kind === 'text' ? a.pieces : inserted(a, left, reader);
  return { kind: 'text', pieces: [...first, ...inserted(b, right, reader)] };
}

/** Binds a variable, a property, a key of an array or a pattern of them. */
export function bind(reader: PhpReader, target: Node, value: Value, scope: Scope): void {
  if (target.kind === 'variable') scope.names.set(wordAt(target, 'name'), value);
  else if (target.kind === 'array' || target.kind === 'list') {
    for (const [i, item] of listAt(target, 'items').entries()) {
      const [inside, key] = [at(item, 'value'), at(item, 'key')];
      const name = key ? stringOf(evaluate(reader, key, scope)) : String(i);
      if (inside) bind(reader, inside, (name === undefined ? undefined : entryOf(value, name)) ?? unknownAt(reader, inside, value.kind === 'unknown' ? value.origin : 'quiet'), scope); // prettier-ignore
    }
  } else if (target.kind === 'propertylookup') {
    const base = at(target, 'what');
    const owner = base ? evaluate(reader, base, scope) : NULL;
    const name = wordAt(target, 'offset');
    if (owner.kind === 'instance') owner.fields.set(name, value);
    else if (owner.kind === 'host') owner.assign?.(name, value, placeOf(target));
  } else if (target.kind === 'offsetlookup') {
    const [base, key] = [at(target, 'what'), at(target, 'offset')];
    if (!base) return;
    const array = evaluate(reader, base, scope);
    const name = key ? stringOf(evaluate(reader, key, scope)) : array.kind === 'array' ? String(array.entries.length) : undefined;
    const next: Value =
      array.kind === 'array' && name !== undefined
        ? { kind: 'array', entries: [...array.entries.filter(([known]) => known !== name), [name, value]], list: array.list && !key }
        : unknownAt(reader, base, array.kind === 'unknown' ? array.origin : 'quiet');
    bind(reader, base, next, scope);
  }
}

function property(reader: PhpReader, node: Node, scope: Scope): Value {
  const base = at(node, 'what');
  const owner = base ? evaluate(reader, base, scope) : NULL;
  const name = wordAt(node, 'offset');
  if (owner.kind === 'instance') return owner.fields.get(name) ?? reader.tool.field?.(name, node, reader) ?? unknownAt(reader, node);
  if (owner.kind === 'host') return owner.property?.(name) ?? unknownAt(reader, node);
  return unknownAt(reader, node, owner.kind === 'unknown' ? owner.origin : 'quiet');
}

/** `self::X`, `Foo::X`, `Foo::class`. */
function constant(reader: PhpReader, node: Node, scope: Scope): Value {
  const what = at(node, 'what');
  const name = wordAt(node, 'offset');
  if (!what) return unknownAt(reader, node);
  const self = what.kind === 'selfreference' || what.kind === 'staticreference' || what.kind === 'parentreference';
  const path = self ? '' : reader.resolve(wordAt(what, 'name'));
  const of = self ? scope.self?.of : reader.classes.get(path.toLowerCase());
  if (name === 'class') return madeText(self ? (scope.self?.of.name ?? '') : path, placeOf(node));
  const value = of?.constants.get(name);
  if (value) return evaluate(reader, value, scope);
  const field = at(node, 'offset')?.kind === 'variable' ? scope.self?.fields.get(name) : undefined;
  return field ?? unknownAt(reader, node);
}

function binary(reader: PhpReader, node: Node, scope: Scope): Value {
  const [left, right] = [at(node, 'left'), at(node, 'right')];
  if (!left || !right) return NULL;
  const operator = wordAt(node, 'type');
  const a = evaluate(reader, left, scope);
  const bool = (value: boolean | undefined): Value => (value === undefined ? unknownAt(reader, node) : { kind: 'boolean', value });
  switch (operator) {
    case '&&':
    case 'and':
    case '||':
    case 'or': {
      const decides = operator === '||' || operator === 'or';
      const first = truth(a);
      if (first === decides) return bool(decides);
      const second = truth(evaluate(reader, right, scope));
      return bool(second === decides ? (first === undefined ? decides : second) : first === undefined ? undefined : second);
    }
    case '??': {
      if (a.kind === 'unknown' || a.kind === 'host') evaluate(reader, right, scope);
      return a.kind === 'null' ? evaluate(reader, right, scope) : a;
    }
    case '.':
      return joined(reader, a, evaluate(reader, right, scope), placeOf(left), placeOf(right));
    case '===':
    case '==':
      return bool(equal(a, evaluate(reader, right, scope)));
    case '!==':
    case '!=':
    case '<>': {
      const is = equal(a, evaluate(reader, right, scope));
      return bool(is === undefined ? undefined : !is);
    }
    case '+': {
      const b = evaluate(reader, right, scope);
      if (a.kind === 'array' && b.kind === 'array')
        return {
          kind: 'array',
          entries: [...a.entries, ...b.entries.filter(([key]) => entryOf(a, key) === undefined)],
          list: a.list && b.list,
        };
      return a.kind === 'number' && b.kind === 'number'
        ? { kind: 'number', text: String(Number(a.text) + Number(b.text)) }
        : unknownAt(reader, node);
    }
    default: {
      const b = evaluate(reader, right, scope);
      if (a.kind !== 'number' || b.kind !== 'number') return unknownAt(reader, node);
      const [x, y] = [Number(a.text), Number(b.text)];
      if (operator === '*') return { kind: 'number', text: String(x * y) };
      if (operator === '-') return { kind: 'number', text: String(x - y) };
      return unknownAt(reader, node);
    }
  }
}

function matched(reader: PhpReader, node: Node, scope: Scope, used: boolean): Value {
  const condition = at(node, 'cond');
  const subject = condition ? evaluate(reader, condition, scope) : NULL;
  let open = false;
  let result: Value | undefined;
  for (const arm of listAt(node, 'arms')) {
    const tests = listAt(arm, 'conds');
    const holds = tests.map((test) => equal(subject, evaluate(reader, test, scope)));
    if (tests.length > 0 && holds.every((one) => one === false)) continue;
    const body = at(arm, 'body');
    const sure = !open && (tests.length === 0 || holds.includes(true));
    if (body && body.kind !== 'throw') result = evaluate(reader, body, scope, used);
    if (sure) return result ?? NULL;
    open = true;
    if (tests.length === 0) break;
  }
  return unknownAt(reader, node);
}
