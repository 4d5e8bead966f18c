/** pgfence: https://github.com/flvmnt/pgfence */
import { DOMAIN, ENUM_ORDER, HYGIENE, KEYS_ONLY, PROVED, ROBUST, STATEMENT_TIMEOUT } from './notes.ts';
import { around, following, oneLine, rule, type SuppressingPeer } from './peer.ts';

export const pgfence: SuppressingPeer = {
  title: 'pgfence',
  url: 'https://github.com/flvmnt/pgfence',
  read: '0.5.1',
  about: '',
  rules: [
    rule('add-column-constant-default', [], 'folklore: a constant default rewrites nothing since PostgreSQL 11'),
    rule('add-column-default-pre-pg11', [], 'PostgreSQL 10 and older are not reviewed'),
    rule('add-column-inline-foreign-key', ['column-with-inline-foreign-key'], 'without a default there is no row to check'),
    rule('add-column-inline-foreign-key-not-valid', [], 'nothing is checked'),
    rule('add-column-json', ['json-column']),
    rule(
      'add-column-non-constant-default',
      ['volatile-default'],
      'folklore for `now()`, `CURRENT_DATE` and every other default that is not volatile: they rewrite nothing',
    ),
    rule('add-column-not-null-no-default', ['not-null-column-without-default']),
    rule('add-column-serial', ['serial-column'], 'an identity column instead rewrites the table as well'),
    rule('add-column-stored-generated', ['stored-generated-column']),
    rule('add-constraint-check-no-not-valid', ['check-without-not-valid']),
    rule('add-constraint-exclude', ['exclusion-constraint']),
    rule('add-constraint-fk-no-not-valid', ['foreign-key-without-not-valid']),
    rule('add-constraint-unique', ['unique-constraint-without-index']),
    rule('add-constraint-unique-using-index', [], 'an instant change; what is left is the queue: `lock-without-timeout`'),
    rule('add-constraint-unknown-type', [], 'all kinds are known'),
    rule('add-pk-using-index', ['primary-key-without-index'], 'only where the columns may hold NULL; else it is instant'),
    rule('add-pk-without-using-index', ['primary-key-without-index']),
    rule('alter-column-set-not-null', ['set-not-null'], PROVED),
    rule(
      'alter-column-type',
      ['column-type-rewrite', 'column-type-recheck', 'type-change-breaks-code'],
      'the type there is comes from the history',
    ),
    rule('alter-enum-add-value', ['enum-value-added', 'enum-value-used-in-same-transaction'], 'no table is locked'),
    rule('alter-enum-no-ordering', [], ENUM_ORDER),
    rule('attach-partition', ['attach-partition-scan'], 'silent where a validated check proves the bounds'),
    rule('ban-alter-domain-add-constraint', ['domain-constraint']),
    rule('ban-char-field', ['char-column']),
    rule('ban-create-domain-with-constraint', ['domain-typed-column'], DOMAIN),
    rule('concurrent-in-transaction', ['concurrently-in-transaction', 'outside-transaction-only']),
    rule('create-index-not-concurrent', ['index-without-concurrently', 'index-on-partitioned-table']),
    rule('create-table-exclude-constraint', [], 'the table is new: there is nothing to lock'),
    rule('create-trigger', ['create-trigger']),
    rule('delete-without-where', ['delete-without-where']),
    rule('detach-partition', ['detach-partition-without-concurrently']),
    rule('detach-partition-concurrent', [], 'the way to do it'),
    rule('drop-column', ['drop-column', 'drop-generated-column']),
    rule('drop-constraint', ['drop-constraint', 'drop-primary-key']),
    rule('drop-database', ['drop-database']),
    rule('drop-index-not-concurrent', ['drop-index-without-concurrently']),
    rule('drop-not-null', ['drop-not-null']),
    rule('drop-schema', ['drop-schema']),
    rule('drop-schema-cascade', ['drop-schema']),
    rule('drop-table', ['drop-table']),
    rule('drop-trigger', ['drop-trigger']),
    rule('enable-disable-trigger', ['disable-trigger'], 'it blocks writes, not only other changes'),
    rule('fk-missing-index', ['foreign-key-without-index'], 'the index may also stand in the history'),
    rule('lock-timeout-after-dangerous-statement', ['lock-without-timeout'], 'what counts is whether it holds when the lock is taken'),
    rule('lock-timeout-too-long', ['lock-without-timeout'], 'option `max`'),
    rule('lock-timeout-zero', ['lock-timeout-zeroed']),
    rule('missing-application-name', [], HYGIENE),
    rule('missing-idle-timeout', [], HYGIENE),
    rule('missing-lock-timeout', ['lock-without-timeout', 'write-lock-without-timeout'], 'only where a lock makes others wait'),
    rule('missing-statement-timeout', [], STATEMENT_TIMEOUT),
    rule('not-valid-validate-same-tx', ['validate-in-same-transaction']),
    rule('prefer-bigint-over-int', ['integer-primary-key'], KEYS_ONLY),
    rule('prefer-identity', ['serial-type']),
    rule('prefer-robust-create-index', [], 'the opposite with CONCURRENTLY, where it keeps an invalid index: `concurrently-if-not-exists`'),
    rule('prefer-robust-create-table', [], ROBUST),
    rule('prefer-robust-drop-index', [], ROBUST),
    rule('prefer-robust-drop-table', [], ROBUST),
    rule('prefer-text-field', ['varchar-length']),
    rule('prefer-timestamptz', ['timestamp-without-time-zone']),
    rule('refresh-matview-blocking', ['refresh-without-concurrently']),
    rule('refresh-matview-concurrent', ['concurrent-refresh']),
    rule('reindex-non-concurrent', ['reindex-without-concurrently']),
    rule('rename-column', ['rename-column']),
    rule('rename-schema', ['rename-schema']),
    rule('rename-table', ['rename-table']),
    rule('set-logged-unlogged', ['table-copy', 'set-unlogged']),
    rule('statement-after-access-exclusive', ['work-while-locked', 'backfill-while-locked'], 'only where the later statement takes time'),
    rule('statement-timeout-too-long', [], 'long is right for a scan or a build that blocks nobody'),
    rule('truncate', ['truncate']),
    rule('truncate-cascade', ['truncate-cascade', 'truncate']),
    rule('unclosed-transaction', ['unclosed-transaction']),
    rule('update-in-migration', ['update-without-where', 'unbatched-change']),
    rule('vacuum-full', ['vacuum-full']),
    rule('validate-constraint', [], 'it blocks neither reads nor writes; where an older lock does: `validate-in-same-transaction`'),
    rule('wide-lock-window', ['several-tables-locked']),
  ],

  readComment(text) {
    const line = text.startsWith('--') ? (oneLine(text) ?? '') : '';
    const found = /^\s*pgfence-ignore(?![\w-])(?:\s*:\s*(.+))?/i.exec(line) ?? /^\s*pgfence:\s*ignore\s+(.+)/i.exec(line);
    if (!found) return undefined;
    const names = found[1]?.split(',').map((name) => name.trim());
    return { scope: 'statement', rules: names?.filter((name) => name !== '') ?? 'all' };
  },

  // The statement it stands in, else the next one, also when it ends the line of the one before.
  covered(place) {
    const statement = around(place) ?? following(place);
    return statement ? [statement] : [];
  },

  fileWide: new Set(['lock-timeout-after-dangerous-statement', 'missing-lock-timeout', 'unclosed-transaction']),
};
