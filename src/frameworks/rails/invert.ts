/** Turns a call round, as ActiveRecord::Migration::CommandRecorder does for the way back of `change`. */
import { bool, truth, type Value } from '../ruby/values.ts';
import type { Command, Context } from './options.ts';

/** What cannot be turned round. The message is the reason. */
export class Irreversible extends Error {}

/** Those that the recorder knows. Others reach the database at once, whatever the direction. */
export const RECORDED = new Set(
  'create_table create_join_table rename_table add_column remove_column rename_index rename_column add_index remove_index add_timestamps remove_timestamps change_column_default add_reference remove_reference drop_join_table drop_table enable_extension disable_extension change_column execute remove_columns change_column_null add_foreign_key remove_foreign_key change_column_comment change_table_comment add_check_constraint remove_check_constraint add_exclusion_constraint remove_exclusion_constraint add_unique_constraint remove_unique_constraint create_enum drop_enum rename_enum add_enum_value rename_enum_value create_schema drop_schema'.split(
    ' ',
  ),
);

const PAIRS: readonly (readonly [string, string])[] = [
  ['create_table', 'drop_table'],
  ['create_join_table', 'drop_join_table'],
  ['add_column', 'remove_column'],
  ['add_index', 'remove_index'],
  ['add_timestamps', 'remove_timestamps'],
  ['add_reference', 'remove_reference'],
  ['add_foreign_key', 'remove_foreign_key'],
  ['add_check_constraint', 'remove_check_constraint'],
  ['add_exclusion_constraint', 'remove_exclusion_constraint'],
  ['add_unique_constraint', 'remove_unique_constraint'],
  ['enable_extension', 'disable_extension'],
  ['create_enum', 'drop_enum'],
  ['create_schema', 'drop_schema'],
];
const INVERSE = new Map([...PAIRS, ...PAIRS.map(([a, b]) => [b, a] as const)]);

export function invert(command: Command, context: Context): Command {
  const { name, args } = command;
  const [first, second, third, fourth] = args;
  const options = new Map(command.options);
  const given = (...values: readonly (Value | undefined)[]): readonly Value[] => values.flatMap((value) => value ?? []);
  const swap = (from: string, to: string): void => {
    const value = options.get(from);
    options.delete(from);
    if (value && context.release >= 7) options.set(to, value);
  };
  const needs = (holds: boolean, what: string): void => {
    if (!holds) throw new Irreversible(`${name} can be turned round only with ${what}`);
  };
  const changes = (): ReadonlyMap<string, Value> => {
    needs(options.has('from') && options.has('to'), 'from: and to:');
    return new Map([...given(options.get('to')).map((value) => ['from', value] as const), ...given(options.get('from')).map((value) => ['to', value] as const)]); // prettier-ignore
  };
  const inverse: Command = { ...command, name: INVERSE.get(name) ?? name, options };
  switch (name) {
    case 'rename_table':
      return { ...inverse, args: given(second, first) };
    case 'rename_index':
    case 'rename_column':
      return { ...inverse, args: given(first, third, second) };
    case 'rename_enum':
      return { ...inverse, args: given(second ?? options.get('to'), first), options: new Map() };
    case 'change_column_null': {
      const holds = truth(third);
      return { ...inverse, args: given(first, second, holds === undefined || !third ? third : bool(!holds, third), fourth) };
    }
    case 'change_column_default':
    case 'rename_enum_value':
      return { ...inverse, options: changes() };
    case 'change_column_comment':
    case 'change_table_comment':
      return context.version < 6 ? inverse : { ...inverse, options: changes() };
    case 'create_table':
      options.delete('if_not_exists');
      return inverse;
    case 'drop_table':
      options.delete('if_exists');
      needs(args.length === 1, 'a single table');
      needs(options.size > 0 || command.block !== undefined, 'options or a block');
      return inverse;
    case 'remove_column':
      needs(args.length >= 3, 'a type');
      swap('if_exists', 'if_not_exists');
      return inverse;
    case 'remove_columns':
      needs(options.has('type'), 'a type');
      return { ...inverse, name: 'add_columns' };
    case 'remove_index': {
      const columns = second ?? options.get('column');
      needs(columns !== undefined, 'its columns');
      if (!second) options.delete('column');
      swap('if_exists', 'if_not_exists');
      return { ...inverse, args: given(first, columns) };
    }
    case 'remove_foreign_key': {
      const to = second ?? options.get('to_table');
      needs(to !== undefined, 'the table that it refers to');
      if (!second) options.delete('to_table');
      swap('if_exists', 'if_not_exists');
      return { ...inverse, args: given(first, to) };
    }
    case 'remove_check_constraint':
    case 'remove_exclusion_constraint':
      needs(args.length >= 2, 'its expression');
      swap('if_exists', 'if_not_exists');
      return inverse;
    case 'add_unique_constraint':
      needs(!options.has('using_index'), 'its columns, and not with using_index');
      return inverse;
    case 'remove_unique_constraint':
    case 'drop_enum':
      needs(args.length >= 2, name === 'drop_enum' ? 'its values' : 'its columns');
      return inverse;
    case 'add_foreign_key':
    case 'add_check_constraint':
      options.delete('validate');
      swap('if_not_exists', 'if_exists');
      return inverse;
    case 'add_column':
    case 'add_index':
    case 'add_reference':
      swap('if_not_exists', 'if_exists');
      return inverse;
    case 'remove_reference':
      swap('if_exists', 'if_not_exists');
      return inverse;
    case 'create_view':
    case 'create_function':
    case 'create_trigger':
      return { ...inverse, name: name.replace('create', 'drop') };
    case 'drop_view':
    case 'drop_function':
    case 'drop_trigger':
    case 'update_view':
    case 'update_function':
    case 'update_trigger':
    case 'replace_view': {
      // The recorders of the gems ask for the version to go back to.
      const version = options.get('revert_to_version');
      needs(version !== undefined, 'revert_to_version:');
      if (version) options.set('version', version);
      return { ...inverse, name: name.replace('drop', 'create') };
    }
    default:
      if (!INVERSE.has(name)) throw new Irreversible(`Rails cannot turn ${name} round`);
      return inverse;
  }
}
