/** Binds parameters of methods and blocks, and the targets of an assignment to several names. */
import type { Node, Parameters } from './nodes.ts';
import { listOf, nil, unknown, type Call, type Env, type Place, type Value } from './values.ts';

type Evaluate = (node: Node) => Value;
type Bind = (name: string, value: Value) => unknown;

/** Binds a target: a name, or several in parentheses. */
export function bindTarget(target: Node, value: Value, bind: Bind): void {
  switch (target.type) {
    case 'RequiredParameterNode':
    case 'LocalVariableTargetNode':
    case 'InstanceVariableTargetNode':
      bind(target.name, value);
      return;
    case 'MultiTargetNode':
    case 'MultiWriteNode': {
      const items = value.kind === 'list' ? value.items : undefined;
      const { lefts, rights, rest } = target;
      for (const [i, left] of lefts.entries()) bindTarget(left, items ? (items[i] ?? nil(target)) : unknown(target), bind);
      const middle = items?.slice(lefts.length, items.length - rights.length);
      if (rest?.type === 'SplatNode' && rest.expression)
        bindTarget(rest.expression, middle ? listOf(middle, target) : unknown(target), bind);
      for (const [i, right] of rights.entries()) bindTarget(right, items?.[items.length - rights.length + i] ?? unknown(target), bind);
      return;
    }
    default:
  }
}

/** The arguments of a block: one list for several parameters is taken apart. */
export function bindBlock(parameters: Node | null, args: readonly Value[], env: Env, evaluate: Evaluate): void {
  const bind: Bind = (name, value) => env.names.set(name, value);
  const [first] = args;
  if (first) for (const name of ['it', '_1']) env.names.set(name, first);
  if (parameters?.type !== 'BlockParametersNode' || !parameters.parameters) return;
  const list = parameters.parameters;
  const several = list.requireds.length + list.optionals.length + list.posts.length + (list.rest ? 1 : 0) > 1;
  const given = several && args.length === 1 && first?.kind === 'list' ? first.items : args;
  positional(list, given, args.length === 0, bind, evaluate, parameters);
}

function positional(list: Parameters, given: readonly Value[], open: boolean, bind: Bind, evaluate: Evaluate, place: Place): void {
  const missing = (): Value => (open ? unknown(place) : nil(place));
  const needed = list.requireds.length + list.posts.length;
  const free = Math.max(0, given.length - needed);
  let at = 0;
  for (const target of list.requireds) bindTarget(target, given[at++] ?? missing(), bind);
  for (const [i, { name, value }] of list.optionals.entries())
    bind(name, (i < free ? given[at++] : undefined) ?? (open ? unknown(place) : evaluate(value)));
  if (list.rest) {
    const rest = given.slice(at, Math.max(at, given.length - list.posts.length));
    at += rest.length;
    if (list.rest.name) bind(list.rest.name, open ? unknown(place) : listOf(rest, place));
  }
  for (const target of list.posts) bindTarget(target, given[at++] ?? missing(), bind);
}

/** The arguments of a method of the file. */
export function bindMethod(list: Parameters | null, call: Call, env: Env, evaluate: Evaluate): void {
  if (!list) return;
  const bind: Bind = (name, value) => env.names.set(name, value);
  const keywords = list.keywords.length > 0 || list.keywordRest !== null;
  const hash: Value | undefined = call.named && {
    kind: 'hash',
    entries: [...call.named].map(([key, value]) => [{ kind: 'text', pieces: [{ text: key, start: value.start, end: value.end }], symbol: true, start: value.start, end: value.end }, value] as const), // prettier-ignore
    start: call.start,
    end: call.end,
  };
  positional(list, !keywords && hash ? [...call.args, hash] : call.args, call.spread, bind, evaluate, call);
  for (const { name, value } of list.keywords)
    bind(name, call.named?.get(name) ?? (call.spread ? unknown(call) : value ? evaluate(value) : nil(call)));
  const own = new Set(list.keywords.map(({ name }) => name));
  if (list.keywordRest?.name && hash?.kind === 'hash')
    bind(list.keywordRest.name, { ...hash, entries: hash.entries.filter(([key]) => key.kind !== 'text' || !own.has(key.pieces.map(({ text }) => text).join(''))) }); // prettier-ignore
  else if (list.keywordRest?.name)
    bind(list.keywordRest.name, call.spread ? unknown(call) : { kind: 'hash', entries: [], start: call.start, end: call.end });
  if (list.block?.name) bind(list.block.name, call.block ?? nil(call));
}
