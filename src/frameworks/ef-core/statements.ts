/** Statements of C#. */
import { childOf, fieldOf, namedOf, type Node } from '../tree-sitter/parse.ts';
import { RETURNED, type Reader } from './evaluate.ts';
import { methodIn } from './parse.ts';
import { assign, computed, same, type Scope, type Value } from './values.ts';

/** Rounds of a loop that are followed. */
const LONGEST = 500;

export function runStatement(node: Node, scope: Scope, reader: Reader): void {
  const inner = (): Scope => ({ names: new Map(), parent: scope });
  const each = (nodes: readonly Node[], at: Scope): void => {
    for (const one of nodes) reader.statement(one, at);
  };
  switch (node.type) {
    case 'block':
      return each(namedOf(node), inner());
    case 'expression_statement': {
      const [expression] = namedOf(node);
      if (expression) reader.evaluate(expression, scope);
      return undefined;
    }
    case 'local_declaration_statement':
      return each(namedOf(node), scope);
    case 'variable_declaration':
      return declare(node, scope, reader);
    case 'local_function_statement': {
      const { name } = methodIn(node, reader.text);
      scope.names.set(name, { kind: 'function', node, scope, start: node.start, end: node.end });
      return undefined;
    }
    case 'if_statement':
      return branch(node, scope, reader);
    case 'foreach_statement':
      return loop(node, scope, reader);
    case 'for_statement':
      return count(node, scope, reader);
    case 'while_statement':
    case 'do_statement': {
      const condition = fieldOf(node, 'condition');
      if (condition) reader.evaluate(condition, scope);
      const body = fieldOf(node, 'body') ?? childOf(node, 'block');
      if (body) reader.statement(body, inner());
      return undefined;
    }
    case 'switch_statement':
      return choose(node, scope, reader);
    case 'return_statement': {
      const [value] = namedOf(node);
      if (value) {
        reader.used.add(value);
        assign(scope, RETURNED, reader.evaluate(value, scope));
      }
      return undefined;
    }
    case 'using_statement':
    case 'lock_statement':
    case 'fixed_statement':
    case 'try_statement':
    case 'catch_clause':
    case 'finally_clause':
    case 'checked_statement':
    case 'unsafe_statement':
    case 'labeled_statement':
    case 'preproc_if':
    case 'preproc_elif':
    case 'preproc_else':
      return each(
        namedOf(node).filter(({ type, field }) => field !== 'condition' && !/^(?:catch_declaration|catch_filter_clause)$/.test(type)),
        inner(),
      );
    case 'throw_statement':
    case 'break_statement':
    case 'continue_statement':
    case 'empty_statement':
    case 'goto_statement':
      return undefined;
    default:
      if (node.type.startsWith('preproc')) return undefined;
      reader.evaluate(node, scope);
      return undefined;
  }
}

function declare(node: Node, scope: Scope, reader: Reader): void {
  for (const declarator of node.children.filter(({ type }) => type === 'variable_declarator')) {
    const name = fieldOf(declarator, 'name');
    const pattern = childOf(declarator, 'tuple_pattern');
    const value = declarator.children[declarator.children.findIndex(({ type }) => type === '=') + 1];
    const given = value && value !== name && value !== pattern ? value : undefined;
    if (given) reader.used.add(given);
    const result = given ? reader.evaluate(given, scope) : computed(declarator);
    if (name) scope.names.set(reader.source(name), result);
    else if (pattern) bind(pattern, result, scope, reader);
  }
}

/** The names of `(a, b)`. */
function bind(pattern: Node, value: Value, scope: Scope, reader: Reader): void {
  const names = pattern.children.filter(({ field }) => field === 'name');
  for (const [i, name] of names.entries())
    scope.names.set(reader.source(name), (value.kind === 'list' ? value.items[i] : undefined) ?? computed(name));
}

function branch(node: Node, scope: Scope, reader: Reader): void {
  const holds = reader.holds(fieldOf(node, 'condition'), scope);
  const [forth, back] = [fieldOf(node, 'consequence'), fieldOf(node, 'alternative')];
  if (forth && holds !== false) reader.statement(forth, { names: new Map(), parent: scope });
  if (back && holds !== true) reader.statement(back, { names: new Map(), parent: scope });
}

function loop(node: Node, scope: Scope, reader: Reader): void {
  const [left, right, body] = [fieldOf(node, 'left'), fieldOf(node, 'right'), fieldOf(node, 'body')];
  if (!left || !right || !body) return;
  reader.used.add(right);
  const over = reader.evaluate(right, scope);
  const items = over.kind === 'list' && over.items.length <= LONGEST ? over.items : [computed(right)];
  for (const item of items) {
    const inner: Scope = { names: new Map(), parent: scope };
    if (left.type === 'identifier') inner.names.set(reader.source(left), item);
    else bind(left, item, inner, reader);
    reader.statement(body, inner);
  }
}

/** `for` is followed as long as its condition is known, and once where it is not. */
function count(node: Node, scope: Scope, reader: Reader): void {
  const own: Scope = { names: new Map(), parent: scope };
  const [initializer, condition, body] = [fieldOf(node, 'initializer'), fieldOf(node, 'condition'), fieldOf(node, 'body')];
  const updates = node.children.filter(({ field }) => field === 'update');
  if (initializer) reader.statement(initializer, own);
  if (!body) return;
  for (let round = 0; round < LONGEST; round++) {
    const holds = reader.holds(condition, own);
    if (holds === false) return;
    reader.statement(body, { names: new Map(), parent: own });
    if (holds === undefined) return;
    for (const update of updates) reader.evaluate(update, own);
  }
}

/** The sections that may be meant; labels without a body belong to the next one. */
function choose(node: Node, scope: Scope, reader: Reader): void {
  const [value, body] = [fieldOf(node, 'value'), fieldOf(node, 'body')];
  const on = value ? reader.evaluate(value, scope) : computed(node);
  let fits: boolean | undefined = false;
  let taken = false;
  for (const section of body ? namedOf(body) : []) {
    const label = childOf(section, 'constant_pattern');
    const [constant] = label ? namedOf(label) : [];
    const known = constant ? same(on, reader.evaluate(constant, scope)) : taken ? false : undefined;
    fits = fits === true || known === true ? true : fits === undefined || known === undefined ? undefined : false;
    const statements = namedOf(section).filter(({ type }) => !type.endsWith('_pattern') && type !== 'when_clause');
    if (statements.length === 0) continue;
    if (fits !== false) for (const statement of statements) reader.statement(statement, { names: new Map(), parent: scope });
    if (fits === true) taken = true;
    fits = false;
  }
}
