/** The facade DB, and the connection that it stands for. */
import type { Place } from '../php/parse.ts';
import { Unclear, type Output } from '../php/tool.ts';
import { argument, isComputed, madeText, NULL, plainText, quiet, type Args, type HostValue, type Value } from '../php/values.ts';
import { withBindings } from './names.ts';
import { query } from './query.ts';
import { otherConnection, schema, type Connection } from './schema.ts';

const SENDS =
  /^(?:statement|unprepared|affectingStatement|insert|update|delete|select|selectOne|selectFromWriteConnection|selectResultSets|scalar|cursor)$/;
const IDLE =
  /^(?:get\w+|enableQueryLog|disableQueryLog|flushQueryLog|listen|purge|reconnect|disconnect|setDefaultConnection|logging|prepareBindings|escape|allowQueryDurationHandlers|transactionLevel|afterCommit|withoutPretending|usingConnection|supported\w*|extend|useDefault\w*|setTablePrefix|bindValues)$/;

export function database(connection: Connection): HostValue {
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

function ask(connection: Connection, host: HostValue, method: string, args: Args, place: Place): Value {
  const { output } = connection;
  if (SENDS.test(method)) {
    sendRaw(output, argument(args, 0, 'query'), argument(args, 1, 'bindings'), place);
    return quiet(output.source(place));
  }
  switch (method) {
    case 'raw': {
      const text = argument(args, 0, 'value');
      if (text?.kind === 'text') return { kind: 'raw', text };
      if (text?.kind === 'number') return { kind: 'raw', text: madeText(text.text, place) };
      return {
        kind: 'raw',
        text: madeText(
          `\${${output
            .source(place)
            .replaceAll(/[{}$\s]+/g, '')
            .slice(0, 40)}}`,
          place,
        ),
      };
    }
    case 'transaction': {
      const [run] = args.list;
      return run?.kind === 'closure' ? inTransaction(output, place, () => output.run(run, [host])) : NULL;
    }
    case 'beginTransaction':
    case 'commit':
      // Inside the migration's own transaction they are about a savepoint.
      if (output.transaction === 'none') output.made(method === 'commit' ? 'COMMIT' : 'BEGIN', place);
      return NULL;
    case 'rollBack':
    case 'rollback':
      return NULL;
    case 'connection':
      return database(otherConnection(connection, args.list[0]));
    case 'schema':
    case 'getSchemaBuilder':
      return schema(connection);
    case 'table':
    case 'query':
      return query(output, method === 'table' ? argument(args, 0, 'table') : undefined);
    case 'getDriverName':
    case 'getDefaultConnection':
      return method === 'getDriverName' ? madeText(connection.driver, place) : quiet('DB');
    case 'getTablePrefix':
      return madeText('', place);
    case 'getPdo':
    case 'getRawPdo':
      return pdo(output);
    // What is asked inside is written down, and not sent.
    case 'pretend':
      return quiet('DB::pretend');
    case 'withoutForeignKeyConstraints':
    case 'afterCommit':
    case 'usingConnection':
    case 'tap': {
      const run = args.list.find((one) => one.kind === 'closure');
      return run?.kind === 'closure' ? output.run(run, [host]) : NULL;
    }
    // Doctrine's manager of schemas changes them at once.
    case 'getDoctrineSchemaManager':
    case 'getDoctrineConnection':
      return { kind: 'unknown', origin: 'foreign', source: method };
    default:
      if (IDLE.test(method)) return quiet(`DB::${method}`);
      throw new Unclear(`what DB::${method}(…) does is not read yet`);
  }
}

function inTransaction(output: Output, place: Place, body: () => Value): Value {
  const own = output.transaction === 'none';
  if (own) output.made('BEGIN', { start: place.start, end: place.start + 1 });
  const value = body();
  if (own) output.made('COMMIT', { start: place.end - 1, end: place.end });
  return value;
}

/** SQL as it is handed over; with bindings, parameters stand where it leaves room for them. */
export function sendRaw(output: Output, sql: Value | undefined, bindings: Value | undefined, place: Place): void {
  const text = sql?.kind === 'raw' ? sql.text : sql;
  if (text?.kind !== 'text') {
    output.unread(
      place,
      /file_get_contents|File::get|Storage::/.test(output.source(place)) ? 'the SQL comes from another file' : 'the SQL is computed',
    );
    return;
  }
  const given = bindings && !(bindings.kind === 'array' && bindings.entries.length === 0) && bindings.kind !== 'null';
  const whole = plainText(text);
  if (isComputed(whole) && /^\s*\$\{[^{}]*\}\s*$/.test(whole)) output.unread(place, 'the SQL is computed');
  else output.sql(given ? withBindings(text, bindings) : text, place);
}

/** The connection of PDO below. */
export function pdo(output: Output): HostValue {
  return {
    kind: 'host',
    call(method, args, place) {
      if (/^(?:exec|query|prepare)$/.test(method)) {
        // A statement that is prepared is one that will be executed.
        sendRaw(output, args.list[0], method === 'prepare' ? { kind: 'boolean', value: true } : undefined, place);
        return quiet(output.source(place));
      }
      if ((method === 'beginTransaction' || method === 'commit') && output.transaction === 'none')
        output.made(method === 'commit' ? 'COMMIT' : 'BEGIN', place);
      return quiet(output.source(place));
    },
  };
}
