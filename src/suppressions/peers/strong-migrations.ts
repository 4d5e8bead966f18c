/** strong_migrations: https://github.com/ankane/strong_migrations */
import { CORRUPTION, RUBY } from './notes.ts';
import { rule, type SuppressingPeer } from './peer.ts';

const MYSQL = 'about MySQL and MariaDB';

export const strongMigrations: SuppressingPeer = {
  title: 'strong_migrations',
  url: 'https://github.com/ankane/strong_migrations',
  read: '2.8.0',
  about:
    'It runs where a Rails migration runs, and knows its calls; here it is the SQL that they send. `safety_assured` allows all rules of the table.',
  rules: [
    rule('add_check_constraint', ['check-without-not-valid', 'column-with-inline-check']),
    rule('add_check_constraint_mysql', [], MYSQL),
    rule('add_column_auto_incrementing', ['serial-column', 'identity-column']),
    rule('add_column_default', ['volatile-default']),
    rule('add_column_default_callable', [], RUBY),
    rule('add_column_generated_stored', ['stored-generated-column']),
    rule('add_column_json', ['json-column']),
    rule('add_exclusion_constraint', ['exclusion-constraint']),
    rule('add_foreign_key', ['foreign-key-without-not-valid']),
    rule('add_foreign_key_mysql', [], MYSQL),
    rule('add_index', ['index-without-concurrently', 'index-on-partitioned-table']),
    rule('add_index_columns', ['wide-index']),
    rule('add_index_corruption', [], CORRUPTION),
    rule('add_reference', ['index-without-concurrently', 'foreign-key-without-not-valid', 'column-with-inline-foreign-key']),
    rule('add_unique_constraint', ['unique-constraint-without-index']),
    rule('change_column', ['column-type-rewrite']),
    rule('change_column_constraint', ['column-type-recheck']),
    rule('change_column_default', ['set-default']),
    rule('change_column_null', ['update-without-where', 'unbatched-change']),
    rule('change_column_null_mysql', [], MYSQL),
    rule('change_column_null_postgresql', ['set-not-null']),
    rule('change_column_with_not_null', ['set-not-null']),
    rule('change_table', [], RUBY),
    rule('copy_algorithm', [], MYSQL),
    rule('create_table', ['drop-table'], '`force` is a DROP TABLE'),
    rule('execute', [], RUBY),
    rule('lock_option', [], MYSQL),
    rule('remove_column', ['drop-column', 'drop-generated-column']),
    rule('remove_index', ['drop-index-without-concurrently']),
    rule('rename_column', ['rename-column']),
    rule('rename_enum_value', ['rename-enum-value']),
    rule('rename_schema', ['rename-schema']),
    rule('rename_table', ['rename-table']),
    rule('validate_check_constraint', ['validate-in-same-transaction', 'work-while-locked']),
    rule('validate_foreign_key', ['validate-in-same-transaction', 'work-while-locked']),
  ],

  // A block of Ruby, which the reader of Rails hands over as a comment.
  readComment: (text) =>
    /^safety_assured\b/.test(text) ? { scope: 'statement', rules: strongMigrations.rules.map(({ id }) => id) } : undefined,
  covered: ({ comment }) => [comment],
  fileWide: new Set(),
};
