/** The calls on the table of `change_table`, as the calls on the migration that they stand for. */
import { plainText, textOf, type Call, type Place, type Value } from '../ruby/values.ts';
import { timestampOptions } from './columns.ts';
import { commandOf, flag, nameOf, quotedTable, Unclear, type Command, type Context, type Made } from './options.ts';
import { added, changedColumn, defaultOf, nullOf, removed } from './statements.ts';
import { COLUMN_METHODS, columnType } from './table.ts';

/** Methods that take the table first and pass on the rest as it is. */
const SAME: Readonly<Record<string, string>> = {
  index: 'add_index',
  rename_index: 'rename_index',
  timestamps: 'add_timestamps',
  change: 'change_column',
  change_default: 'change_column_default',
  change_null: 'change_column_null',
  change_comment: 'change_column_comment',
  remove: 'remove_columns',
  remove_columns: 'remove_columns',
  remove_column: 'remove_column',
  remove_index: 'remove_index',
  remove_timestamps: 'remove_timestamps',
  rename: 'rename_column',
  foreign_key: 'add_foreign_key',
  remove_foreign_key: 'remove_foreign_key',
  check_constraint: 'add_check_constraint',
  remove_check_constraint: 'remove_check_constraint',
  exclusion_constraint: 'add_exclusion_constraint',
  remove_exclusion_constraint: 'remove_exclusion_constraint',
  unique_constraint: 'add_unique_constraint',
  remove_unique_constraint: 'remove_unique_constraint',
  validate_constraint: 'validate_constraint',
  validate_check_constraint: 'validate_check_constraint',
  primary_key: 'add_column',
};

export function changeTable(table: Value, call: Call): readonly Command[] {
  if (call.spread) throw new Unclear('its arguments are spread');
  const command = commandOf(call);
  const { name, args, options } = command;
  const as = (own: string, ...rest: readonly Value[]): Command => ({ ...command, name: own, args: [table, ...rest] });
  if (name === 'references' || name === 'belongs_to') return args.map((one) => as('add_reference', one));
  if (name === 'remove_references' || name === 'remove_belongs_to') return args.map((one) => as('remove_reference', one));
  const column = name === 'column' ? args[1] : COLUMN_METHODS.has(name) ? textOf(columnType(name), call, true) : undefined;
  if (column) {
    const own = new Map([...options].filter(([key]) => key !== 'index'));
    const index = options.get('index');
    return (name === 'column' ? args.slice(0, 1) : args).flatMap((one) => [
      { ...as('add_column', one, column), options: own },
      ...(index && flag(options, 'index') ? [{ ...as('add_index', one), options: index.kind === 'hash' ? new Map(index.entries.map(([key, value]) => [plainText(key) ?? '', value])) : new Map<string, Value>() }] : []), // prettier-ignore
    ]);
  }
  const same = SAME[name];
  if (same === undefined) throw new Unclear(`t.${name} is not read yet`);
  if (name === 'primary_key') return [{ ...as(same, ...args, ...(args.length > 1 ? [] : [textOf('primary_key', call, true)])), options: new Map([...options, ['primary_key', { kind: 'boolean', value: true, start: call.start, end: call.end }]]) }]; // prettier-ignore
  return [as(same, ...args)];
}

/** The parts of one ALTER TABLE that a command is; undefined where it is a statement of its own. */
function partsOf(
  { name, args, options, ...place }: Command,
  table: string,
  context: Context,
): { readonly parts: readonly string[]; readonly after: readonly Made[] } | undefined {
  // prettier-ignore
  const column = (): string => nameOf(args[1], 'the name of the column');
  const command: Command = { name, args, options, ...place };
  switch (name) {
    case 'add_column': {
      const { sql, comment } = added(table, column(), nameOf(args[2], 'the type of the column'), options, command, context);
      return { parts: [sql], after: comment };
    }
    case 'remove_column':
      return { parts: [removed(table, column(), options, context)], after: [] };
    case 'remove_columns':
      return { parts: args.slice(1).map((one) => removed(table, nameOf(one, 'the name of the column'), options, context)), after: [] };
    case 'change_column': {
      const parts = changedColumn(table, column(), nameOf(args[2], 'the type of the column'), options, context);
      return options.has('comment') ? undefined : { parts, after: [] };
    }
    case 'change_column_default':
      return { parts: [defaultOf(table, column(), options.has('to') ? options.get('to') : args[2], context)], after: [] };
    case 'change_column_null':
      return args[3] && args[3].kind !== 'nil' && context.release >= 7 ? undefined : { parts: [nullOf(column(), args[2])], after: [] };
    case 'add_timestamps': {
      const own = timestampOptions(options, command, context);
      return { parts: ['created_at', 'updated_at'].map((one) => added(table, one, 'datetime', own, command, context).sql), after: [] };
    }
    case 'remove_timestamps':
      return { parts: ['updated_at', 'created_at'].map((one) => removed(table, one, options, context)), after: [] };
    default:
      return undefined;
  }
}

/** With `bulk: true` what can stand in one ALTER TABLE does. */
export function sendBulk(
  commands: readonly Command[],
  call: Place,
  context: Context,
  emit: (statements: readonly Made[]) => void,
  send: (command: Command) => void,
  unread: (place: Place, reason: string) => void,
): void {
  let open: { readonly sql: string; readonly place: Place }[] = [];
  let after: Made[] = [];
  let table = '';
  const close = (): void => {
    const head = { text: `ALTER TABLE ${quotedTable(table)} `, start: call.start, end: call.end };
    const pieces = open.flatMap(({ sql, place }, i) => [{ text: i === 0 ? sql : `, ${sql}`, start: place.start, end: place.end }]);
    if (open.length > 0) emit([{ pieces: [head, ...pieces] }]);
    emit(after);
    [open, after] = [[], []];
  };
  for (const command of commands) {
    try {
      table = nameOf(command.args[0], 'the name of the table');
      const parts = partsOf(command, table, context);
      if (!parts) {
        close();
        send(command);
        continue;
      }
      open.push(...parts.parts.map((sql) => ({ sql, place: { start: command.start, end: command.end } })));
      after.push(...parts.after);
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      unread(command, error.message);
    }
  }
  close();
}
