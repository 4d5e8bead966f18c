/** What Laravel's migrations ask for: the facades Schema and DB, helpers, and the class Migration. */
import type { PhpTool, Output } from '../php/tool.ts';
import { madeText, NULL, quiet, stringOf, type HostValue, type Value } from '../php/values.ts';
import { database } from './database.ts';
import { schema, type Connection } from './schema.ts';

const SCHEMA = /(?:^|\\)Schema$/;
const DB = /(?:^|\\)(?:DB|Database)$/;
const CAPSULE = /^Illuminate\\Database\\Capsule\\Manager$/;

export function laravelTool(version: number, driver: string): PhpTool {
  const on = (output: Output): Connection => ({ output, version, driver });
  return {
    transaction: 'wrapped',
    staticCall(name, method, args, place, output) {
      if (SCHEMA.test(name)) return schema(on(output)).call(method, args, place);
      if (DB.test(name) || CAPSULE.test(name)) return database(on(output)).call(method, args, place);
      if (/(?:^|\\)Artisan$/.test(name)) {
        const command = stringOf(args.list[0]);
        // Commands that touch caches alone.
        if (!/^(?:cache|config|route|view|optimize|queue|event|storage|key|horizon|about|up$|down$)/.test(command ?? ''))
          output.unread(place, command === undefined ? 'what Artisan runs is computed' : `what "artisan ${command}" runs is not read`);
        return quiet('Artisan');
      }
      return undefined;
    },
    functionCall(name, args, place, output) {
      const [first, second] = args.list;
      switch (name) {
        case 'app':
        case 'resolve': {
          const service = stringOf(first) ?? '';
          if (/^db(?:\.connection)?$/.test(service) || /DatabaseManager$|ConnectionInterface$/.test(service)) return database(on(output));
          if (service === 'db.schema') return schema(on(output));
          return first ? { kind: 'unknown', origin: 'foreign', source: `app(${service})` } : container(on(output));
        }
        case 'config':
        case 'env': {
          const key = stringOf(first) ?? '';
          if (key === 'database.default' || key === 'DB_CONNECTION') return madeText(driver, place);
          if (/^database\.connections\.[^.]+\.driver$/.test(key)) return madeText(driver, place);
          return quiet(second ? output.source(place) : `config(${key})`);
        }
        default:
          return undefined;
      }
    },
    construct(name, args, place, output) {
      const [first] = args.list;
      if (!/(?:^|\\)Expression$/.test(name)) return undefined;
      if (first?.kind === 'text') return { kind: 'raw', text: first };
      return {
        kind: 'raw',
        text: madeText(first?.kind === 'number' ? first.text : `\${${output.source(place).replaceAll(/[{}$\s]+/g, '')}}`, place),
      };
    },
    self(method) {
      return method === 'getConnection' || method === 'shouldRun' ? NULL : undefined;
    },
  };
}

function container(connection: Connection): HostValue {
  return {
    kind: 'host',
    call(method, args): Value {
      const service = stringOf(args.list[0]) ?? '';
      if (/^make|^get$/.test(method) && /^db(?:\.connection)?$/.test(service)) return database(connection);
      if (/^make|^get$/.test(method)) return { kind: 'unknown', origin: 'foreign', source: service };
      return quiet(`app()->${method}`);
    },
  };
}
