/**
 * The function of a RunPython: what it asks of the models of the migrations becomes the statements that Django's ORM sends,
 * with a parameter for every value that only the run knows.
 * Sources: django/db/models/query.py and django/db/models/base.py of github.com/django/django.
 */
import { Unclear } from '../python/arguments.ts';
import type { Piece } from '../pieces.ts';
import { HARMLESS } from '../python/harmless.ts';
import { bodyOf, interpret, type Visitor } from '../python/interpret.ts';
import { childrenOf, type Node } from '../python/parse.ts';
import { withPlaceholders } from '../python/placeholders.ts';
import { evaluate, plainText, type Call, type Scope, type Value } from '../python/values.ts';
import { conditionOf, expressionOf } from './conditions.ts';
import { isAuto, isVirtual } from './fields.ts';
import type { Model, Models } from './models.ts';
import { quoteText } from '../quoting.ts';
import { quote } from './names.ts';
import type { Place } from './schema-editor.ts';

/** Where the statements go. */
export interface Output {
  /** SQL that stands in the function. */
  written(pieces: readonly Piece[]): void;
  /** SQL that a call stands for. */
  made(sql: string, place: Place): void;
  unread(place: Place, reason: string): void;
}

/** Ends of a query that change rows. */
const WRITES = /^(?:update|delete|save|create|bulk_create|bulk_update|get_or_create|update_or_create)$/;
/** What a manager of a relation does to the other table. */
const RELATED = /^(?:add|set|remove|clear)$/;
/** Parts of a query, and ends that only ask. */
const READS =
  /^(?:all|filter|exclude|values|values_list|get|first|last|count|exists|iterator|order_by|annotate|alias|only|defer|select_related|prefetch_related|select_for_update|distinct|none|in_bulk|aggregate|earliest|latest|using|db_manager|reverse|union|intersection|difference|extra|raw|dates|datetimes|explain|refresh_from_db|get_queryset|__getitem__)$/;
const EXECUTES = /(?:^|\.)(?:cursor\(\)|schema_editor|curs?|c)\.(?:execute|executemany)$/;

interface Query {
  readonly model: Model;
  /** Methods that were called, in order. */
  readonly links: readonly { readonly name: string; readonly call: Call }[];
  /** Attributes of rows on the way: relations. */
  readonly related: boolean;
}

/** Reads the function `name` of the module, with `apps` and `schema_editor`. */
export function runPython(definition: Node, module: Scope, app: string, models: Models, output: Output): void {
  const scope: Scope = { ...module, names: new Map(module.names), functions: new Map(module.functions) };
  const parameters = childrenOf(definition).find(({ name }) => name === 'ParamList');
  const names = (parameters ? childrenOf(parameters) : []).filter(({ name }) => name === 'VariableName');
  for (const [i, handle] of ['apps', 'schema_editor'].entries()) {
    const node = names[i];
    if (node) scope.names.set(scope.text.slice(node.from, node.to), { kind: 'name', path: handle, start: node.from, end: node.to });
  }

  const queryOf = (value: Value | undefined): Query | undefined => {
    const links: { readonly name: string; readonly call: Call }[] = [];
    let related = false;
    for (let at = value; at; at = at.kind === 'call' || at.kind === 'name' ? at.base : undefined) {
      if (at.kind === 'call' && /(?:^|\.)get_model$/.test(at.path)) {
        const model = modelOf(at, app, models);
        return model && { model, links: links.toReversed(), related };
      }
      if (at.kind === 'call') links.push({ name: at.path.endsWith('()') ? '' : (at.path.split('.').at(-1) ?? ''), call: at });
      else if (at.kind === 'name') {
        const last = at.path.split('.').at(-1) ?? '';
        if (!/^(?:objects|_default_manager|_base_manager|all_objects)$/.test(last)) related = true;
      }
    }
    return undefined;
  };

  const visitor: Visitor = {
    call: (call, used) => {
      const { path } = call;
      try {
        if (EXECUTES.test(path)) return execute(call, output);
        const query = queryOf(call);
        const end = query?.links.at(-1);
        if (query && end) return send(query, end.name, end.call, output, used);
      } catch (error) {
        if (!(error instanceof Unclear)) throw error;
        output.unread(call, error.message);
        return true;
      }
      const last = path.split('.').at(-1) ?? path;
      if (path.startsWith('schema_editor.') && !/\.(?:cursor|quote_name|atomic)$/.test(path)) {
        output.unread(call, `what schema_editor.${last}(…) sends is not read yet`);
        return true;
      }
      if (/(?:^|\.)(?:get_model|cursor|atomic|get_app_config|now|super)$/.test(path) || HARMLESS.test(path)) return false;
      const reaches = [...call.args, ...call.named.values()].some((value) => reachesDatabase(value, queryOf));
      if (RELATED.test(last) || WRITES.test(last)) {
        if (!call.base) return false;
        output.unread(call, `a data change through ${called(path)}, whose model is not known`);
        return true;
      }
      if (!used || reaches) {
        output.unread(call, `what ${called(path)}(…) does is not known`);
        return true;
      }
      return false;
    },
    unread: (node, reason) => output.unread({ start: node.from, end: node.to }, reason),
    enter: () => false,
    each: (over) => (queryOf(over) ? rowOf(over) : undefined),
    holds: (condition, inner) => holds(condition, inner),
  };
  interpret(bodyOf(definition), scope, visitor);
}

/** `Model.objects.filter` for a path that begins with what is not known. */
const called = (path: string): string =>
  path
    .split('.')
    .slice(-2)
    .join('.')
    .replace(/^\?\.?/, '');

/** A row of a query, as a value with which its model can be found. */
const rowOf = (over: Value): Value => ({
  kind: 'call',
  path: '.__getitem__',
  base: over,
  args: [],
  named: new Map(),
  spread: false,
  start: over.start,
  end: over.end,
});

function reachesDatabase(value: Value, queryOf: (value: Value) => Query | undefined): boolean {
  if (value.kind === 'name' && /^(?:apps|schema_editor)\b|(?:^|\.)(?:cursor|connection)$/.test(value.path)) return true;
  return (value.kind === 'call' && /\.(?:cursor|get_model)$/.test(value.path)) || queryOf(value) !== undefined;
}

function modelOf(call: Call, app: string, models: Models): Model | undefined {
  const [first, second] = call.args.map(plainText);
  const name = second ?? plainText(call.named.get('model_name'));
  if (first !== undefined && name !== undefined) return models.get(first, name);
  const [own, model] = (first ?? '').split('.');
  return own !== undefined && model !== undefined ? models.get(own, model) : name === undefined ? undefined : models.get(app, name);
}

function execute(call: Call, output: Output): true {
  const [sql] = call.args;
  if (sql?.kind === 'text') output.written(withPlaceholders(sql.pieces, call.args.length > 1));
  else output.unread(call, 'the SQL is computed');
  return true;
}

/** Parameters of one statement, counted. */
class Parameters {
  #count = 0;

  next(): string {
    this.#count++;
    return `$${this.#count}`;
  }
}

function send({ model, links, related }: Query, name: string, call: Call, output: Output, used: boolean): boolean {
  const table = quote(model.table);
  const parameters = new Parameters();
  if (name === '' || READS.test(name)) return name !== '' && !related;
  if (related && (RELATED.test(name) || WRITES.test(name))) throw new Unclear(`rows of a relation of ${model.name} change, which is not followed`); // prettier-ignore
  if (!WRITES.test(name)) {
    if (used || HARMLESS.test(`x.${name}`)) return false;
    throw new Unclear(`what ${model.name}.${name}(…) does is not known`);
  }
  const columns = [...model.fields.values()].filter((field) => !isVirtual(field));
  const key = columns.find(({ primary }) => primary);
  const byKey = (): string => `WHERE ${quote(key?.column ?? 'id')} = ${parameters.next()}`;
  const row = links.some(({ name: link }) => /^(?:get|first|last|earliest|latest|__getitem__|create)$/.test(link) && link !== name);
  const insert = (): string => {
    const own = columns.filter((field) => !isAuto(field) && !field.generated);
    return `INSERT INTO ${table} (${own.map(({ column }) => quote(column)).join(', ')}) VALUES (${own.map(() => parameters.next()).join(', ')})`;
  };
  switch (name) {
    case 'update':
      output.made(`UPDATE ${table} SET ${assignments(call, model, parameters)}${where(links.slice(0, -1), model, parameters)}`, call);
      return true;
    case 'delete':
      output.made(`DELETE FROM ${table}${row ? ` ${byKey()}` : where(links.slice(0, -1), model, parameters)}`, call);
      return true;
    case 'save': {
      if (!row) {
        output.made(insert(), call);
        return true;
      }
      const listed = call.named.get('update_fields');
      const named = listed?.kind === 'list' ? listed.items.map(plainText) : undefined;
      const set = columns.filter((field) => (named ? named.includes(field.name) : !field.primary && !field.generated));
      if (set.length === 0) throw new Unclear('the fields that are saved are computed');
      output.made(`UPDATE ${table} SET ${set.map(({ column }) => `${quote(column)} = ${parameters.next()}`).join(', ')} ${byKey()}`, call);
      return true;
    }
    case 'bulk_update': {
      const listed = call.args[1] ?? call.named.get('fields');
      const set = listed?.kind === 'list' ? listed.items.map((item) => model.fields.get(plainText(item) ?? '')) : [];
      if (set.length === 0 || set.includes(undefined)) throw new Unclear('the fields that are saved are computed');
      const list = set.map((field) => `${quote(field?.column ?? '')} = ${parameters.next()}`).join(', ');
      output.made(`UPDATE ${table} SET ${list} WHERE ${quote(key?.column ?? 'id')} = ANY (${parameters.next()})`, call);
      return true;
    }
    default:
      output.made(insert(), call);
      return true;
  }
}

function assignments(call: Call, model: Model, parameters: Parameters): string {
  if (call.spread || call.named.size === 0) throw new Unclear(`what ${model.name} is updated with is computed`);
  return [...call.named]
    .map(([name, value]) => {
      const field = model.fields.get(name) ?? [...model.fields.values()].find(({ column }) => column === name);
      if (!field) throw new Unclear(`the field ${name} of ${model.name} is not known`);
      return `${quote(field.column)} = ${valueOf(value, model) ?? parameters.next()}`;
    })
    .join(', ');
}

function valueOf(value: Value, model: Model): string | undefined {
  if (value.kind === 'none') return 'NULL';
  const text = plainText(value);
  if (text !== undefined) return quoteText(text);
  try {
    return value.kind === 'list' || value.kind === 'dict' ? undefined : expressionOf(value, model.fields);
  } catch (error) {
    if (error instanceof Unclear) return undefined;
    throw error;
  }
}

/** The conditions of a query; one that cannot be written is a parameter, so that it is seen that there is one. */
function where(links: Query['links'], model: Model, parameters: Parameters): string {
  const conditions = links
    .filter(({ name, call }) => /^(?:filter|exclude)$/.test(name) && (call.args.length > 0 || call.named.size > 0 || call.spread))
    .map(({ name, call }) => {
      try {
        const condition = conditionOf({ ...call, path: 'Q' }, model.fields);
        return name === 'filter' ? condition : `NOT (${condition})`;
      } catch (error) {
        if (!(error instanceof Unclear)) throw error;
        return `${name === 'filter' ? '' : 'NOT '}${parameters.next()}::boolean`;
      }
    });
  if (links.some(({ name }) => name === 'none')) conditions.push('false');
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}

/** Whether a condition on the kind of database holds; undefined for all others. */
function holds(condition: Node, scope: Scope): boolean | undefined {
  const [first, operator, third] = childrenOf(condition);
  if (condition.name !== 'BinaryExpression' || !first || !operator || !third) return undefined;
  const [left, right] = [evaluate(first, scope), plainText(evaluate(third, scope))];
  if (left.kind !== 'name' || !left.path.endsWith('.vendor') || right === undefined) return undefined;
  const word = scope.text.slice(operator.from, operator.to);
  return word === '==' ? right === 'postgresql' : word === '!=' ? right !== 'postgresql' : undefined;
}
