/** Views of the gem Scenic, whose SQL stands in `db/views`. */
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

/** The text of a view: given, or of the file of its version. */
function definition(name: string, version: string | undefined, options: ReadonlyMap<string, Value>, context: Context): string {
  const given = textOption(options, 'sql_definition');
  if (given !== undefined) return given.trim().replace(/;\s*$/, '');
  const path = `db/views/${name.replaceAll('.', '_')}_v${(version ?? '1').padStart(2, '0')}.sql`;
  const text = context.file(path);
  if (text === undefined) throw new Unclear(`the SQL of the view is not found in ${path}`);
  return text.trim().replace(/;\s*$/, '');
}

export function viewStatements(command: Command, context: Context): readonly Made[] {
  const { options } = command;
  const name = nameOf(command.args[0], 'the name of the view');
  const version = numberOption(options, 'version');
  const materialized = flag(options, 'materialized');
  const kind = materialized ? 'MATERIALIZED VIEW' : 'VIEW';
  const noData = materialized && hashOption(options, 'materialized')?.has('no_data') ? ' WITH NO DATA' : '';
  const create = (): Made =>
    made(`CREATE ${kind} ${quotedTable(name)} AS ${definition(name, version, options, context)}${noData}`, command);
  const drop = made(`DROP ${kind} ${quotedTable(name)}`, command);
  switch (command.name) {
    case 'create_view':
      return [create()];
    case 'drop_view':
      return [drop];
    case 'replace_view':
      return [made(`CREATE OR REPLACE VIEW ${quotedTable(name)} AS ${definition(name, version, options, context)}`, command)];
    default:
      return [drop, create()];
  }
}
