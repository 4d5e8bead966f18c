/**
 * Goes through the statements of a function as they would run: names are bound, loops over literals are unrolled, functions
 * of the same file are gone into, and both branches of a condition are followed.
 */
import { childrenOf, statementsIn, type Node } from './parse.ts';
import { bindImports, evaluate, plainText, type Call, type Scope, type Value } from './values.ts';

/** What a framework does with what is found. */
export interface Visitor {
  /** A call at the top of an expression. `used`: its value is. Says whether it knew the call. */
  call(call: Call, used: boolean): boolean;
  /** What a loop or a computed name leaves open is said by the calls in it; this is for statements that are none. */
  unread(node: Node, reason: string): void;
  /** Around the body of `with X as name`: gives what `name` is. */
  enter(context: Value, body: () => void): boolean;
  /** What one turn of a loop over something that is no list gets; undefined for what is not known. */
  each?(over: Value): Value | undefined;
  /** Whether a condition holds; undefined where that is not known. */
  holds?(condition: Node, scope: Scope): boolean | undefined;
}

const MOST_ROUNDS = 200;
const DEEPEST = 6;

/** Names of a module: its imports, constants and functions. */
export function moduleScope(text: string, body: readonly Node[]): Scope {
  const scope: Scope = { text, names: new Map(), imports: new Map(), functions: new Map() };
  const define = (statements: readonly Node[]): void => {
    for (const node of statements) {
      if (node.name === 'ImportStatement') bindImports(node, scope);
      else if (node.name === 'FunctionDefinition') scope.functions.set(nameOf(node, text), node);
      else if (node.name === 'AssignStatement') assign(node, scope);
      else if (node.name === 'UpdateStatement') forget(node, scope);
      else if (node.name === 'IfStatement' || node.name === 'TryStatement')
        for (const child of childrenOf(node)) if (child.name === 'Body') define(statementsIn(child));
    }
  };
  define(body);
  return scope;
}

/** The name of a function or class. */
export function nameOf(node: Node, text: string): string {
  const name = childrenOf(node).find((child) => child.name === 'VariableName');
  return name ? text.slice(name.from, name.to) : '';
}

/** The body of a function, class or compound statement. */
export function bodyOf(node: Node): readonly Node[] {
  const body = childrenOf(node).find((child) => child.name === 'Body');
  return body ? statementsIn(body) : [];
}

function assign(node: Node, scope: Scope): void {
  const children = childrenOf(node).filter(({ name }) => name !== 'TypeDef');
  const operator = children.findIndex(({ name }) => name === 'AssignOp');
  const targets = children.slice(0, operator).filter(({ name }) => name !== ',');
  const values = children.slice(operator + 1).filter(({ name }) => name !== ',');
  const [target] = targets;
  const [value] = values;
  if (operator < 0 || !target || !value) return;
  if (targets.length === 1 && values.length === 1 && target.name === 'VariableName')
    scope.names.set(scope.text.slice(target.from, target.to), evaluate(value, scope));
  else if (targets.length === 1 && values.length > 1 && target.name === 'VariableName' && !values.some(({ name }) => name === 'AssignOp'))
    scope.names.set(scope.text.slice(target.from, target.to), {
      kind: 'list',
      items: values.map((one) => evaluate(one, scope)),
      start: value.from,
      end: values.at(-1)?.to ?? value.to,
    });
  else forget(node, scope);
}

/** Names that a statement binds in a way that is not followed. */
function forget(node: Node, scope: Scope): void {
  for (const child of childrenOf(node)) {
    if (child.name === 'AssignOp' || child.name === 'UpdateOp') return;
    for (const name of child.name === 'VariableName' ? [child] : variables(child))
      scope.names.set(scope.text.slice(name.from, name.to), { kind: 'unknown', start: name.from, end: name.to });
  }
}

function variables(node: Node): readonly Node[] {
  return node.name === 'MemberExpression'
    ? []
    : childrenOf(node).flatMap((child) => (child.name === 'VariableName' ? [child] : variables(child)));
}

/** Binds the targets of a loop to a value; says whether it could. */
function bindTargets(targets: readonly Node[], value: Value | undefined, scope: Scope): void {
  const [only] = targets;
  if (targets.length === 1 && only && only.name !== 'VariableName') {
    bindTargets(
      childrenOf(only).filter(({ name }) => !'(),[]'.includes(name)),
      value,
      scope,
    );
    return;
  }
  for (const [i, target] of targets.entries()) {
    const part =
      targets.length === 1 ? value : value?.kind === 'list' && value.items.length === targets.length ? value.items[i] : undefined;
    if (target.name === 'VariableName')
      scope.names.set(scope.text.slice(target.from, target.to), part ?? { kind: 'unknown', start: target.from, end: target.to });
    else bindTargets([target], part, scope);
  }
}

/** Runs through statements. Gives `false` where what follows is not reached. */
export function interpret(statements: readonly Node[], scope: Scope, visitor: Visitor, depth = 0): boolean {
  for (const node of statements) if (!step(node, scope, visitor, depth)) return false;
  return true;
}

function step(node: Node, scope: Scope, visitor: Visitor, depth: number): boolean {
  const within = (body: readonly Node[]): boolean => interpret(body, scope, visitor, depth);
  switch (node.name) {
    case 'ReturnStatement':
      calls(node, scope, visitor, depth, true);
      return false;
    case 'RaiseStatement':
    case 'ContinueStatement':
    case 'BreakStatement':
      return false;
    case 'PassStatement':
    case 'ScopeStatement':
    case 'ClassDefinition':
    case 'DeleteStatement':
    case 'TypeDefinition':
      return true;
    case 'ImportStatement':
      bindImports(node, scope);
      return true;
    case 'FunctionDefinition':
      scope.functions.set(nameOf(node, scope.text), node);
      return true;
    case 'AssignStatement':
      calls(node, scope, visitor, depth, true);
      assign(node, scope);
      return true;
    case 'UpdateStatement':
      calls(node, scope, visitor, depth, true);
      forget(node, scope);
      return true;
    case 'ExpressionStatement':
      calls(node, scope, visitor, depth, false);
      return true;
    case 'AssertStatement':
      calls(node, scope, visitor, depth, true);
      return true;
    case 'IfStatement':
      return branches(node, scope, visitor, depth);
    case 'ForStatement':
      loop(node, scope, visitor, depth);
      return true;
    case 'WhileStatement':
      for (const child of childrenOf(node)) if (child.name !== 'Body') calls(child, scope, visitor, depth, true, true);
      within(bodyOf(node));
      return true;
    case 'TryStatement':
      for (const child of childrenOf(node)) if (child.name === 'Body') within(statementsIn(child));
      return true;
    case 'WithStatement':
      return withStatement(node, scope, visitor, depth);
    default:
      visitor.unread(node, 'the statement is not read yet');
      return true;
  }
}

/** Every branch that can be taken, from the same names each; a name that differs behind them is not known any more. */
function branches(node: Node, scope: Scope, visitor: Visitor, depth: number): boolean {
  const before = new Map(scope.names);
  const after: Map<string, Value>[] = [];
  let condition: Node | undefined;
  let goesOn = false;
  let exhausted = false;
  for (const child of childrenOf(node)) {
    if (child.name === 'else') condition = undefined;
    else if (child.name === 'Body') {
      const holds = exhausted ? false : condition ? visitor.holds?.(condition, scope) : true;
      if (holds === true) exhausted = true;
      if (holds !== false) {
        if (interpret(statementsIn(child), scope, visitor, depth)) {
          goesOn = true;
          after.push(new Map(scope.names));
        }
        restore(scope.names, before);
      }
    } else if (child.name !== 'if' && child.name !== 'elif') {
      condition = child;
      if (!exhausted) calls(child, scope, visitor, depth, true, true);
    }
  }
  if (!exhausted) {
    goesOn = true;
    after.push(before);
  }
  merge(scope.names, after);
  return goesOn;
}

function restore(names: Map<string, Value>, from: ReadonlyMap<string, Value>): void {
  names.clear();
  for (const [name, value] of from) names.set(name, value);
}

function merge(names: Map<string, Value>, branches: readonly ReadonlyMap<string, Value>[]): void {
  const [first, ...rest] = branches;
  if (!first) return;
  restore(names, first);
  for (const other of rest)
    for (const name of new Set([...names.keys(), ...other.keys()]))
      if (names.get(name) !== other.get(name)) names.set(name, { kind: 'unknown', start: 0, end: 0 });
}

function loop(node: Node, scope: Scope, visitor: Visitor, depth: number): void {
  const children = childrenOf(node);
  const at = children.findIndex(({ name }) => name === 'in');
  const targets = children.slice(0, at).filter(({ name }) => name !== 'for' && name !== ',' && name !== 'async');
  const over = children.slice(at + 1).filter(({ name }) => name !== ',' && name !== 'Body' && name !== 'else');
  for (const expression of over) calls(expression, scope, visitor, depth, true, true);
  const values = over.map((expression) => evaluate(expression, scope));
  const value: Value | undefined = values.length > 1 ? { kind: 'list', items: values, start: node.from, end: node.to } : values[0];
  const items = value?.kind === 'list' ? value.items : value?.kind === 'dict' ? value.entries.map(([key]) => key) : undefined;
  const bodies = children.filter(({ name }) => name === 'Body');
  const [body, otherwise] = bodies;
  if (items && items.length > MOST_ROUNDS) visitor.unread(node, 'the loop has too many rounds');
  else if (body)
    for (const item of items ?? [value && visitor.each?.(value)]) {
      bindTargets(targets, item, scope);
      interpret(statementsIn(body), scope, visitor, depth);
    }
  if (otherwise) interpret(statementsIn(otherwise), scope, visitor, depth);
}

function withStatement(node: Node, scope: Scope, visitor: Visitor, depth: number): boolean {
  const children = childrenOf(node).filter(
    ({ name }) => name !== 'async' && name !== 'with' && name !== '(' && name !== ')' && name !== ',',
  );
  const statements = bodyOf(node);
  let goesOn = true;
  const nest = (i: number): void => {
    const child = children[i];
    if (!child || child.name === 'Body') {
      goesOn = interpret(statements, scope, visitor, depth);
      return;
    }
    const context = evaluate(child, scope);
    const target = children[i + 1]?.name === 'as' ? children[i + 2] : undefined;
    if (target?.name === 'VariableName') scope.names.set(scope.text.slice(target.from, target.to), context);
    const next = i + (target ? 3 : 1);
    if (!visitor.enter(context, () => nest(next))) {
      calls(child, scope, visitor, depth, true, true);
      nest(next);
    }
  };
  nest(0);
  return goesOn;
}

/** Hands the calls of an expression over, outermost first; goes into functions of the file, and into arguments of what is not known. */
function calls(node: Node, scope: Scope, visitor: Visitor, depth: number, used: boolean, self = false): void {
  for (const child of self ? [node] : childrenOf(node)) {
    if (child.name === 'LambdaExpression') continue;
    if (child.name.endsWith('ComprehensionExpression') && comprehension(child, scope, visitor, depth)) continue;
    if (child.name === 'CallExpression') {
      const value = evaluate(child, scope);
      if (value.kind !== 'call') continue;
      if (goInto(value, child, scope, visitor, depth) || visitor.call(value, used)) continue;
      calls(child, scope, visitor, depth, true);
    } else calls(child, scope, visitor, depth, used && child.name !== 'AwaitExpression');
  }
}

/** `[f(x) for x in items]`, where the items stand in the file: a loop. */
function comprehension(node: Node, scope: Scope, visitor: Visitor, depth: number): boolean {
  const children = childrenOf(node);
  const [from, to] = ['for', 'in'].map((word) => children.findIndex(({ name }) => name === word)) as [number, number];
  const [over, ...more] = children.slice(to + 1, -1);
  if (from < 0 || to < from || !over || more.length > 0) return false;
  const items = evaluate(over, scope);
  if (items.kind !== 'list' || items.items.length > MOST_ROUNDS) return false;
  const targets = children.slice(from + 1, to).filter(({ name }) => name !== ',');
  const outer = new Map(scope.names);
  calls(over, scope, visitor, depth, true, true);
  for (const item of items.items) {
    bindTargets(targets, item, scope);
    for (const part of children.slice(1, from)) calls(part, scope, visitor, depth, true, true);
  }
  restore(scope.names, outer);
  return true;
}

/** Follows a call of a function of the same file. */
function goInto(call: Call, node: Node, scope: Scope, visitor: Visitor, depth: number): boolean {
  const definition = scope.functions.get(call.path);
  if (!definition || scope.names.has(call.path)) return false;
  if (depth >= DEEPEST || call.spread) {
    visitor.unread(node, `the call of ${call.path} is not followed`);
    return true;
  }
  const outer = new Map(scope.names);
  const parameters = childrenOf(definition).find(({ name }) => name === 'ParamList');
  let position = 0;
  const list = parameters ? childrenOf(parameters).filter(({ name }) => name !== 'TypeDef') : [];
  for (const [i, parameter] of list.entries()) {
    const marker = list[i - 1]?.name;
    if (parameter.name !== 'VariableName' || marker === 'AssignOp') continue;
    const name = scope.text.slice(parameter.from, parameter.to);
    const fallback = list[i + 1]?.name === 'AssignOp' ? list[i + 2] : undefined;
    const given = marker === '*' || marker === '**' ? undefined : (call.named.get(name) ?? call.args[position++]);
    const value = given ?? (fallback ? evaluate(fallback, scope) : undefined);
    if (value && !(value.kind === 'name' && plainText(value) === undefined && value.path === name)) scope.names.set(name, value);
    else scope.names.delete(name);
  }
  interpret(bodyOf(definition), scope, visitor, depth + 1);
  restore(scope.names, outer);
  return true;
}
