/** Views of the gem Scenic, functions and triggers of the gem F(x), whose SQL stands in files of `db`. */
import type { Value } from '../ruby/values.ts';
import {
  flag,
  hashOption,
  made,
  nameOf,
  numberOption,
  quotedTable,
  textOption,
  Unclear,
  type Command,
  type Context,
  type Made,
} from './options.ts';

/** The text of a view, function or trigger: given, or of the file of its version. */
function definition(
  kind: 'view' | 'function' | 'trigger',
  name: string,
  version: string | undefined,
  options: ReadonlyMap<string, Value>,
  context: Context,
): string {
  const given = textOption(options, 'sql_definition');
  if (given !== undefined) return given.trim().replace(/;\s*$/, '');
  const path = `db/${kind}s/${name.replaceAll('.', '_')}_v${(version ?? '1').padStart(2, '0')}.sql`;
  const text = context.file(path);
  if (text === undefined) throw new Unclear(`the SQL of the ${kind} is not found in ${path}`);
  return text.trim().replace(/;\s*$/, '');
}

export function viewStatements(command: Command, context: Context): readonly Made[] {
  const { options } = command;
  const [verb, what] = command.name.split('_');
  if (what === 'function' || what === 'trigger') return functionStatements(verb ?? '', what, command, context);
  const name = nameOf(command.args[0], 'the name of the view');
  const version = numberOption(options, 'version');
  const materialized = flag(options, 'materialized');
  const kind = materialized ? 'MATERIALIZED VIEW' : 'VIEW';
  const noData = materialized && hashOption(options, 'materialized')?.has('no_data') ? ' WITH NO DATA' : '';
  const create = (): Made =>
    made(`CREATE ${kind} ${quotedTable(name)} AS ${definition('view', name, version, options, context)}${noData}`, command);
  const drop = made(`DROP ${kind} ${quotedTable(name)}`, command);
  switch (command.name) {
    case 'create_view':
      return [create()];
    case 'drop_view':
      return [drop];
    case 'replace_view':
      return [made(`CREATE OR REPLACE VIEW ${quotedTable(name)} AS ${definition('view', name, version, options, context)}`, command)];
    default:
      return [drop, create()];
  }
}

/** A trigger that is changed is dropped first; a function that is changed is dropped and made anew as well. */
function functionStatements(verb: string, what: 'function' | 'trigger', command: Command, context: Context): readonly Made[] {
  const { options } = command;
  const name = nameOf(command.args[0], `the name of the ${what}`);
  const table = what === 'trigger' ? textOption(options, 'on') : undefined;
  if (what === 'trigger' && table === undefined) throw new Unclear('the table of the trigger is missing');
  const drop = made(`DROP ${what.toUpperCase()} ${name}${table === undefined ? '' : ` ON ${table}`}`, command);
  const create = (): Made => made(definition(what, name, numberOption(options, 'version'), options, context), command);
  return verb === 'drop' ? [drop] : verb === 'create' ? [create()] : [drop, create()];
}
