/** django-migration-linter: https://github.com/3YOURMIND/django-migration-linter */
import { type Peer, rule } from './peer.ts';

const PYTHON = 'about Python: migrations in code are shown as `not-analysed`';

export const djangoMigrationLinter: Peer = {
  title: 'django-migration-linter',
  url: 'https://github.com/3YOURMIND/django-migration-linter',
  read: '6.0.0',
  about:
    'It reads what `sqlmigrate` prints. Django migrations are read here as that SQL ([what of them](code-migrations.md#django)), and what is not understood is shown as not analysed; SQL that `sqlmigrate` wrote can be reviewed as any other.',
  rules: [
    rule('ADD_UNIQUE', ['unique-constraint-without-index', 'unique-index-on-existing-rows']),
    rule('ALTER_COLUMN', ['column-type-rewrite', 'column-type-recheck', 'type-change-breaks-code']),
    rule('CREATE_INDEX', ['index-without-concurrently', 'index-on-partitioned-table']),
    rule('CREATE_INDEX_EXCLUSIVE', ['work-while-locked']),
    rule('DROP_COLUMN', ['drop-column', 'drop-generated-column']),
    rule('DROP_INDEX', ['drop-index-without-concurrently']),
    rule('DROP_TABLE', ['drop-table']),
    rule('NOT_NULL', ['not-null-column-without-default', 'not-null-breaks-writers', 'default-dropped-from-required-column']),
    rule('REINDEX', ['reindex-without-concurrently']),
    rule('RENAME_COLUMN', ['rename-column']),
    rule('RENAME_TABLE', ['rename-table']),
    rule('RUNPYTHON_ARGS_NAMING_CONVENTION', [], PYTHON),
    rule('RUNPYTHON_MODEL_IMPORT', [], PYTHON),
    rule('RUNPYTHON_MODEL_VARIABLE_NAME', [], PYTHON),
    rule('RUNPYTHON_REVERSIBLE', [], PYTHON),
    rule('RUNSQL_REVERSIBLE', ['missing-down'], 'for tools that have ways back in SQL'),
  ],
};
