/** The steps of `upgrade()` or `downgrade()`. */
import type { SourceFile } from '../../source.ts';
import type { Step } from '../framework.ts';
import { scriptOf } from '../pieces.ts';
import { HARMLESS } from '../python/harmless.ts';
import { bodyOf, interpret, type Visitor } from '../python/interpret.ts';
import { childrenOf, type Node } from '../python/parse.ts';
import { withPlaceholders } from '../python/placeholders.ts';
import { evaluate, plainText, type Call, type Scope, type Value } from '../python/values.ts';
import { statementsOf, type Batch } from './calls.ts';
import { builtStatement, tableOf } from './statements.ts';
import { nameOf, optionalName, Unclear } from '../python/arguments.ts';
import { piecesOf, quoted, rawSql, type Sql } from './text.ts';
import { createEnum, isEnum, typeOf } from './types.ts';

/** `op.x`, however it was imported. */
const OP = /^(?:alembic\.)?op\.(\w+)$/;
const BATCH = /^(?:alembic\.)?op\.batch_alter_table\(\)\.(\w+)$/;
const EXECUTE = /\.(?:execute|exec_driver_sql|executemany|scalar|scalars)$/;
/** What a session of SQLAlchemy's ORM writes with. */
const SESSION =
  /(?:^|\.)(?:\w*[Ss]ession(?:\(\))*\.(?:add|add_all|merge|delete|bulk_\w+)|.*\bquery\(\)(?:\.\w+\(\))*\.(?:update|delete|insert))$/;
/** Calls that only ask Alembic for something. */
const ASKS = new Set(['get_bind', 'get_context', 'f', 'inline_literal']);
/** Calls that look at the schema, or make a handle to the database. */
const LOOKS = /(?:inspect|Session|sessionmaker|MetaData|Table|from_engine|reflect|exists?|exist_\w+|has_\w+|is_\w+|get_\w+|_exists_\w+)$/i;

/** Interprets a function. `dialect`: the name that SQLAlchemy gives to the project's database. */
export function stepsOf(file: SourceFile, definition: Node, scope: Scope, dialect: string): readonly Step[] {
  const steps: Step[] = [];
  let apart = false;
  const unread = (place: { readonly start: number; readonly end: number }, reason: string): void => {
    // A loop or a helper comes by the same place more than once.
    const said = steps.some((step) => step.kind === 'unread' && step.span.start === place.start && step.reason === reason);
    if (!said) steps.push({ kind: 'unread', span: { path: file.path, start: place.start, end: place.end }, reason });
  };
  const outside = (): { readonly apart?: true } => (apart ? { apart: true } : {});
  const made = (call: Call, sql: Sql): void => {
    steps.push({ kind: 'sql', script: scriptOf(file.path, piecesOf(call, sql)), made: true, ...outside() });
  };
  const execute = (call: Call): void => {
    const statement = call.args[0] ?? call.named.get('sqltext') ?? call.named.get('statement');
    const built = builtStatement(statement);
    if (built !== undefined) {
      if (built !== null) made(call, [built]);
      return;
    }
    const raw = rawSql(statement);
    if (!raw || /^\s*\$\{[^{}]*\}[\s;]*$/.test(raw.map(({ text }) => text).join(''))) {
      unread(call, whyNoSql(statement));
      return;
    }
    const pieces = withPlaceholders(raw, call.args.length > 1);
    const written = pieces.every((piece) => piece.units !== undefined);
    steps.push({ kind: 'sql', script: scriptOf(file.path, pieces), oneQuery: true, ...(written ? {} : { made: true }), ...outside() });
  };
  /** The types that tables with a column of them have made: SQLAlchemy makes each once in a run. */
  const types = new Set<string>();
  const isMade = ([first]: Sql): boolean => {
    if (typeof first !== 'string' || !first.startsWith('CREATE TYPE ')) return false;
    const made = types.has(first);
    types.add(first);
    return made;
  };
  const operation = (name: string, call: Call, batch?: Call): void => {
    const statements = statementsOf(name, call, batch ? batchOf(batch) : undefined);
    if (!statements) unread(call, `${batch ? 'the batch’s' : 'op.'}${batch ? ` ${name}` : name} is not read yet`);
    else for (const sql of statements) if (!isMade(sql)) made(call, sql);
  };

  const known = (call: Call, used: boolean): boolean => {
    const { path, base } = call;
    const own = OP.exec(path)?.[1];
    if (own === 'execute' || (EXECUTE.test(path) && base?.kind !== 'text')) {
      execute(call);
      return true;
    }
    if (own === 'bulk_insert') {
      const table = tableOf(call.args[0] ?? call.named.get('table'));
      if (!table || table.columns.length === 0) throw new Unclear('the table that rows are put into is computed');
      made(call, [`INSERT INTO ${table.name} (${table.columns.map(quoted).join(', ')}) VALUES (${table.columns.map((_, i) => `$${i + 1}`).join(', ')})`]); // prettier-ignore
      return true;
    }
    if (own !== undefined) {
      if (ASKS.has(own) || own === 'batch_alter_table') return false;
      operation(own, call);
      return true;
    }
    const batched = BATCH.exec(path)?.[1];
    if (batched !== undefined && base?.kind === 'call') {
      if (batched === 'f') return true;
      operation(batched, call, base);
      return true;
    }
    if (isEnum(base) && /\.(?:create|drop)$/.test(path)) {
      made(call, [enumStatement(base, call)]);
      return true;
    }
    if (path.endsWith('get_bind().commit')) {
      // What is open is committed; the next statement begins anew, unless it stands apart as well.
      steps.push({ kind: 'sql', script: scriptOf(file.path, piecesOf(call, [''])), made: true, apart: true });
      return true;
    }
    if (SESSION.test(path)) {
      unread(call, 'a data change through the session of an ORM');
      return true;
    }
    if (HARMLESS.test(path) || (base?.kind === 'call' && EXECUTE.test(base.path))) return false;
    const last = path.split('.').at(-1) ?? path;
    if (!used || (!LOOKS.test(last) && [...call.args, ...call.named.values()].some(isConnection))) {
      unread(call, `what ${path.startsWith('?') ? `.${last}` : path.split('.').slice(-2).join('.')}(…) does is not known`);
      return true;
    }
    return false;
  };

  const visitor: Visitor = {
    call: (call, used) => {
      try {
        return known(call, used);
      } catch (error) {
        if (!(error instanceof Unclear)) throw error;
        unread(call, error.message);
        return true;
      }
    },
    unread: (node, reason) => unread({ start: node.from, end: node.to }, reason),
    enter: (context, body) => {
      if (context.kind !== 'call') return false;
      if (context.path.endsWith('.autocommit_block')) {
        const before = apart;
        apart = true;
        body();
        apart = before;
        return true;
      }
      if (!/(?:batch_alter_table|begin|begin_nested|connect|Session|suppress)$/.test(context.path)) return false;
      body();
      return true;
    },
    holds: (condition, inner) => holds(condition, inner, dialect),
  };
  interpret(bodyOf(definition), scope, visitor);
  return steps;
}

function batchOf(call: Call): Batch {
  return {
    table: nameOf(call.args[0] ?? call.named.get('table_name'), 'the name of the table'),
    schema: optionalName(call.args[1] ?? call.named.get('schema'), 'the schema'),
  };
}

function enumStatement(type: Call, call: Call): string {
  if (call.path.endsWith('.create')) return createEnum(type);
  const name = typeOf(type);
  const check = call.named.get('checkfirst');
  return `DROP TYPE ${check?.kind === 'boolean' && check.value ? 'IF EXISTS ' : ''}${name}`;
}

function isConnection(value: Value): boolean {
  if (value.kind === 'call') return value.path.endsWith('get_bind');
  return value.kind === 'name' && /(?:^|\.)(?:conn|connection|bind|engine|session|op)$/.test(value.path);
}

function whyNoSql(statement: Value | undefined): string {
  if (statement?.kind !== 'call' || !/(?:^|\.|\b)(?:insert|update|delete|values|where)(?:\(\)|$)/.test(statement.path))
    return 'the SQL is computed';
  return 'the statement is built with SQLAlchemy’s expressions on a table that does not stand in the file';
}

/** Whether a condition on the database's kind holds; undefined for all others. */
function holds(condition: Node, scope: Scope, dialect: string): boolean | undefined {
  const children = childrenOf(condition);
  const word = (node: Node | undefined): string => (node ? scope.text.slice(node.from, node.to) : '');
  const [first, second, third, fourth] = children;
  if (condition.name === 'ParenthesizedExpression' && second) return holds(second, scope, dialect);
  if (condition.name === 'UnaryExpression' && word(first) === 'not' && second) {
    const inner = holds(second, scope, dialect);
    return inner === undefined ? undefined : !inner;
  }
  if (condition.name === 'Boolean') return word(condition) === 'True';
  // Migrations that meet a database are the ones that matter.
  if (condition.name === 'CallExpression' && word(first).endsWith('is_offline_mode')) return false;
  if (condition.name !== 'BinaryExpression' || !first || !second || !third) return undefined;
  if (word(second) === 'and' || word(second) === 'or') {
    const [a, b] = [holds(first, scope, dialect), holds(third, scope, dialect)];
    const decides = word(second) === 'or';
    return a === decides || b === decides ? decides : a === undefined || b === undefined ? undefined : !decides;
  }
  const left = evaluate(first, scope);
  if (left.kind !== 'name' || !/(?:^|\.)dialect\.name$|(?:^|\.)dialect_name$/.test(left.path)) return undefined;
  const negated = word(second) === '!=' || word(second) === 'not';
  const right = evaluate(word(second) === 'not' ? (fourth ?? third) : third, scope);
  const named = right.kind === 'list' ? right.items.map(plainText) : [plainText(right)];
  return named.includes(undefined) ? undefined : named.includes(dialect) !== negated;
}
