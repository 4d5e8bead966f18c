/** Calls in a migration in PHP: of the file's own functions and methods, of the framework's, and of what is not known. */
import { evaluate, unknownAt } from './evaluate.ts';
import { functionValue, isQuietFunction } from './functions.ts';
import { at, listAt, placeOf, wordAt, type Node, type Place } from './parse.ts';
import type { PhpReader } from './reader.ts';
import { itemsOf, NULL, quiet, type Args, type InstanceValue, type Scope, type UnknownValue, type Value } from './values.ts';

/** What changes data when a model, a relation or a query of models is asked for it. */
const WRITES =
  /^(?:save\w*|update\w*|delete\w*|forceDelete\w*|destroy|restore\w*|create\w*|forceCreate\w*|insert\w*|upsert|firstOrCreate|findOrCreate|push\w*|touch\w*|increment\w*|decrement\w*|truncate|sync\w*|updateExistingPivot|give\w+|assign\w+|revoke\w+|attach|detach|toggle|fillAndInsert\w*|seed|run)$/;
/** What looks at models, or narrows a query of them. */
const READS =
  /^(?:all|query|newQuery|where\w*|orWhere\w*|find\w*|first\w*|get|sole|with\w*|without\w*|chunk\w*|each\w*|cursor|lazy\w*|count|exists|doesntExist|pluck|on|select\w*|has|has\w*|doesntHave|order\w*|latest|oldest|max|min|sum|avg|value|distinct|limit|take|skip|join|leftJoin|groupBy|unguard\w*|reguard|from|cases|tryFrom|make|factory|instance|now|parse|connection)$/;
/** Facades and classes that never reach the tables. */
const QUIET_CLASS =
  /(?:^|\\)(?:Log|Str|Arr|Carbon\w*|Crypt|Hash|Config|Cache|Storage|File|URL|Http|Uuid|Ulid|App|Lang|Date|Event|Validator|Redis|Collection|Session|Cookie|View|Route|Number|RateLimiter|Password|Auth|DateTime\w*|Exception|RuntimeException|\w+Exception|Cuid2?|Cuid|Encrypter|Faker\w*|Locale|NumberFormatter|StdClass|ArrayObject|Stringable|HtmlString|Closure|Reflection\w*)$/i;
const SENDS = /^(?:statement|unprepared|affectingStatement|execute|exec|executeStatement|executeQuery|query|prepare|executeUpdate)$/;
const SAYS = /^(?:writeln|write|info|warn\w*|error|line|comment|table|progress\w*|newLine|out|quiet|verbose|getMessage|advance|finish|start|close|format\w*|debug|notice|registerDoctrineTypeMapping)$/; // prettier-ignore
const LOOP = /^(?:each|map|flatMap|filter|reject|mapWithKeys|transform|tap|pipe|sortBy)$/;

function argsOf(reader: PhpReader, node: Node, scope: Scope): Args {
  const list: Value[] = [];
  const named = new Map<string, Value>();
  let spread = false;
  for (const one of listAt(node, 'arguments')) {
    if (one.kind === 'variadic') {
      const what = at(one, 'what');
      const items = what ? itemsOf(evaluate(reader, what, scope)) : undefined;
      if (items) list.push(...items);
      else spread = true;
    } else if (one.kind === 'namedargument') named.set(wordAt(one, 'name'), evaluate(reader, one, scope));
    else list.push(evaluate(reader, one, scope));
  }
  return { list, named, spread };
}

/** Reads the functions that are handed over, once, with values of which nothing else is known. */
function runClosures(reader: PhpReader, args: Args, origin: UnknownValue['origin']): void {
  for (const value of [...args.list, ...args.named.values()]) {
    if (value.kind !== 'closure') continue;
    const values = listAt(value.node, 'arguments').map((parameter): Value => ({
      kind: 'unknown',
      origin,
      source: `$${wordAt(parameter, 'name')}`,
    }));
    reader.run(value, values);
  }
}

export function callValue(reader: PhpReader, node: Node, scope: Scope, used: boolean): Value {
  const what = at(node, 'what');
  const place = placeOf(node);
  switch (what?.kind) {
    case 'name':
      return namedCall(reader, node, wordAt(what, 'name'), scope, used);
    case 'staticlookup':
      return staticCall(reader, node, what, scope, used);
    case 'propertylookup':
    case 'nullsafepropertylookup': {
      const [base, offset] = [at(what, 'what'), at(what, 'offset')];
      const receiver = base ? evaluate(reader, base, scope) : NULL;
      const args = argsOf(reader, node, scope);
      if (offset?.kind !== 'identifier') {
        reader.unread(place, 'the name of the method is computed');
        return unknownAt(reader, node, 'foreign');
      }
      // The place of what is asked for begins where its chain does.
      return methodCall(reader, node, receiver, wordAt(offset, 'name'), args, scope, used);
    }
    default: {
      const callee = what ? evaluate(reader, what, scope) : NULL;
      const args = argsOf(reader, node, scope);
      if (callee.kind === 'closure') return reader.run(callee, args.list);
      if (!used) reader.unread(place, 'what is called here is computed');
      runClosures(reader, args, 'quiet');
      return unknownAt(reader, node, 'foreign');
    }
  }
}

function namedCall(reader: PhpReader, node: Node, written: string, scope: Scope, used: boolean): Value {
  const place = placeOf(node);
  const name = written.split('\\').at(-1)?.toLowerCase() ?? '';
  const args = argsOf(reader, node, scope);
  const own = reader.functions.get(name);
  if (own) return reader.callNode(own, args.list, { names: new Map(), self: undefined }, args.named);
  const given = reader.tool.functionCall?.(name, args, place, reader);
  if (given) return given;
  const value = functionValue(reader, name, args, place);
  if (value) return value;
  runClosures(reader, args, 'quiet');
  if (isQuietFunction(name)) return unknownAt(reader, node);
  if (!used) reader.unread(place, `what ${written}(…) does is not known`);
  return unknownAt(reader, node, 'foreign');
}

function staticCall(reader: PhpReader, node: Node, what: Node, scope: Scope, used: boolean): Value {
  const place = placeOf(node);
  const owner = at(what, 'what');
  const method = wordAt(what, 'offset');
  const args = argsOf(reader, node, scope);
  if (owner?.kind === 'selfreference' || owner?.kind === 'staticreference' || owner?.kind === 'parentreference') {
    if (!scope.self) return unknownAt(reader, node);
    return methodCall(reader, node, scope.self, method, args, scope, used);
  }
  if (owner?.kind !== 'name') {
    const receiver = owner ? evaluate(reader, owner, scope) : NULL;
    return methodCall(reader, node, receiver, method, args, scope, used);
  }
  const name = reader.resolve(wordAt(owner, 'name'));
  const own = reader.classes.get(name.toLowerCase());
  const body = own?.methods.get(method.toLowerCase());
  if (own && body) return reader.callNode(body, args.list, { names: new Map(), self: reader.instance(own) }, args.named);
  const given = reader.tool.staticCall(name, method, args, place, reader);
  if (given) return given;
  const short = name.split('\\').at(-1) ?? name;
  if (QUIET_CLASS.test(name)) {
    runClosures(reader, args, 'quiet');
    return unknownAt(reader, node);
  }
  if (WRITES.test(method)) reader.unread(place, 'a data change through a model');
  else if (!used && !READS.test(method)) reader.unread(place, `what ${short}::${method}(…) does is not known`);
  runClosures(reader, args, 'model');
  return unknownAt(reader, node, 'model');
}

function methodCall(reader: PhpReader, node: Node, receiver: Value, method: string, args: Args, scope: Scope, used: boolean): Value {
  const place = placeOf(node);
  switch (receiver.kind) {
    case 'instance':
      return ownMethod(reader, node, receiver, method, args, place, used);
    case 'host':
      return receiver.call(method, args, place);
    case 'closure':
      return reader.run(receiver, method === 'call' ? args.list.slice(1) : args.list);
    case 'array': {
      const [run] = args.list;
      if (run?.kind === 'closure' && LOOP.test(method)) {
        const found = receiver.entries.map(([key, item]) => reader.run(run, [item, { kind: 'text', pieces: [{ text: key, ...place }] }]));
        return method === 'map' ? { kind: 'array', entries: receiver.entries.map(([key], i) => [key, found[i] ?? NULL]), list: receiver.list } : receiver; // prettier-ignore
      }
      runClosures(reader, args, 'quiet');
      return /^(?:all|toArray|values|unique|filter)$/.test(method) ? receiver : unknownAt(reader, node);
    }
    case 'unknown':
      return unknownMethod(reader, node, receiver, method, args, used);
    default:
      runClosures(reader, args, 'quiet');
      return unknownAt(reader, node);
  }
}

function ownMethod(reader: PhpReader, node: Node, self: InstanceValue, method: string, args: Args, place: Place, used: boolean): Value {
  const body = self.of.methods.get(method.toLowerCase());
  if (body && at(body, 'body')) return reader.callNode(body, args.list, { names: new Map(), self }, args.named);
  const field = self.fields.get(method);
  if (field?.kind === 'closure') return reader.run(field, args.list);
  const given = reader.tool.self(method, args, place, reader);
  if (given) return given;
  runClosures(reader, args, 'quiet');
  if (!used) reader.unread(place, `what $this->${method}(…) does is in another file`);
  return unknownAt(reader, node, 'foreign');
}

function unknownMethod(reader: PhpReader, node: Node, receiver: UnknownValue, method: string, args: Args, used: boolean): Value {
  const place = placeOf(node);
  const [first] = args.list;
  if (SENDS.test(method) && first?.kind === 'text') reader.unread(place, `what ->${method}(…) is asked of is not known`);
  else if (receiver.origin !== 'quiet' && WRITES.test(method)) reader.unread(place, 'a data change through a model');
  else if (receiver.origin === 'foreign' && !used && !SAYS.test(method) && !READS.test(method))
    reader.unread(place, `what ->${method}(…) does is not known`);
  runClosures(reader, args, receiver.origin === 'foreign' ? 'quiet' : receiver.origin);
  return unknownAt(reader, node, receiver.origin);
}

export function construct(reader: PhpReader, node: Node, scope: Scope): Value {
  const what = at(node, 'what');
  const args = argsOf(reader, node, scope);
  if (what?.kind === 'class') return reader.instance(reader.class(what));
  if (what?.kind !== 'name') return unknownAt(reader, node, 'foreign');
  const name = reader.resolve(wordAt(what, 'name'));
  const given = reader.tool.construct?.(name, args, placeOf(node), reader);
  if (given) return given;
  const own = reader.classes.get(name.toLowerCase());
  if (own) {
    const self = reader.instance(own);
    const constructor = own.methods.get('__construct');
    if (constructor) reader.callNode(constructor, args.list, { names: new Map(), self }, args.named);
    return self;
  }
  return QUIET_CLASS.test(name) ? quiet(reader.source(placeOf(node))) : unknownAt(reader, node, 'foreign');
}
