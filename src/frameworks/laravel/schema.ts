/** The facade Schema, and the builder that Schema::connection gives. */
import type { Place } from '../php/parse.ts';
import { Unclear, type Output } from '../php/tool.ts';
import { argument, quiet, type Args, type HostValue, type Value } from '../php/values.ts';
import { Blueprint } from './blueprint.ts';
import { database } from './database.ts';
import { nameOf, namesOf, wrap } from './names.ts';

/** Where statements go. */
export interface Connection {
  readonly output: Output;
  /** The major version of Laravel. */
  readonly version: number;
  /** Laravel's name of the driver: `pgsql`. */
  readonly driver: string;
}

const LOOKS = /^(?:has\w*|get\w*|current\w*|parse\w*)$/;
const SETS =
  /^(?:default\w+|morphUsing\w+|blueprintResolver|macro|mixin|useNativeSchemaOperationsIfPossible|flushMacros|registerCustomDoctrineType)$/;

export function schema(connection: Connection): HostValue {
  const { output } = connection;
  const host: HostValue = {
    kind: 'host',
    call(method, args, place) {
      try {
        return ask(connection, host, method, args, place);
      } catch (error) {
        if (!(error instanceof Unclear)) throw error;
        output.unread(place, error.message);
        return quiet();
      }
    },
  };
  return host;
}

const tableOf = (args: Args): string => nameOf(argument(args, 0, 'table'), 'the name of the table');

function ask(connection: Connection, host: HostValue, method: string, args: Args, place: Place): Value {
  const { output, version } = connection;
  const build = (table: string, creating: boolean, run: Value | undefined): Value => {
    const blueprint = new Blueprint(table, creating, version, output);
    if (run?.kind !== 'closure') throw new Unclear('the callback is in another file');
    output.run(run, [blueprint]);
    blueprint.send(place);
    return quiet();
  };
  switch (method) {
    case 'create':
    case 'table':
      return build(tableOf(args), method === 'create', argument(args, 1, 'callback'));
    case 'drop':
    case 'dropIfExists':
      output.made(`drop table ${method === 'drop' ? '' : 'if exists '}${wrap(tableOf(args))}`, place);
      return quiet();
    case 'rename':
      output.made(`alter table ${wrap(nameOf(argument(args, 0, 'from'), 'the name of the table'))} rename to ${wrap(nameOf(argument(args, 1, 'to'), 'the new name'))}`, place); // prettier-ignore
      return quiet();
    case 'dropColumns':
      output.made(
        `alter table ${wrap(tableOf(args))} ${namesOf(argument(args, 1, 'columns'), 'the columns')
          .map((name) => `drop column ${wrap(name)}`)
          .join(', ')}`,
        place,
      );
      return quiet();
    case 'whenTableHasColumn':
    case 'whenTableDoesntHaveColumn':
    case 'whenTableHasIndex':
    case 'whenTableDoesntHaveIndex':
      return build(tableOf(args), false, argument(args, 2, 'callback'));
    case 'enableForeignKeyConstraints':
    case 'disableForeignKeyConstraints':
      output.made(`SET CONSTRAINTS ALL ${method.startsWith('enable') ? 'IMMEDIATE' : 'DEFERRED'}`, place);
      return quiet();
    case 'withoutForeignKeyConstraints': {
      const run = args.list[0];
      output.made('SET CONSTRAINTS ALL DEFERRED', { ...place, end: place.start + 1 });
      const value = run?.kind === 'closure' ? output.run(run, []) : quiet();
      output.made('SET CONSTRAINTS ALL IMMEDIATE', { ...place, start: place.end - 1 });
      return value;
    }
    case 'ensureVectorExtensionExists':
    case 'ensureExtensionExists': {
      const named = method === 'ensureExtensionExists';
      const name = named ? nameOf(argument(args, 0, 'name'), 'the name of the extension') : 'vector';
      const where = argument(args, named ? 1 : 0, 'schema');
      const inSchema = where && where.kind !== 'null' ? ` schema ${wrap(nameOf(where, 'the schema'))}` : '';
      output.made(`create extension if not exists ${wrap(name)}${inSchema}`, place);
      return quiet();
    }
    case 'connection':
      return schema(otherConnection(connection, args.list[0]));
    case 'setConnection':
      return host;
    case 'getConnection':
      return database(connection);
    default:
      if (LOOKS.test(method) || SETS.test(method)) return quiet(`Schema::${method}`);
      for (const one of args.list) if (one.kind === 'closure') output.run(one, [new Blueprint('', false, version, output)]);
      throw new Unclear(`what Schema::${method}(…) does is not read yet`);
  }
}

const OTHER = /^(?:mysql|mariadb|sqlite|sqlsrv|mongodb|oracle|clickhouse)/i;

/** A connection that is named after another engine gets nothing that this project's database sees. */
export function otherConnection(connection: Connection, name: Value | undefined): Connection {
  const named = name?.kind === 'text' ? name.pieces.map(({ text }) => text).join('') : '';
  if (!OTHER.test(named)) return connection;
  const { output } = connection;
  const refuse = (_: unknown, place: Place): void => output.unread(place, `it is sent to the connection "${named}"`);
  const elsewhere: Output = {
    sql: refuse,
    made: refuse,
    unread: (place, reason) => output.unread(place, reason),
    run: (callee, args) => output.run(callee, args),
    source: (place) => output.source(place),
    transaction: output.transaction,
  };
  return { ...connection, output: elsewhere, driver: named };
}
