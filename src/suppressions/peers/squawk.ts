/** squawk: https://github.com/sbdchd/squawk */
import { DOMAIN, ENUM_ORDER, KEYS_ONLY, DEPLOYED, PROVED, ROBUST, SERIAL, STATEMENT_TIMEOUT, TYPE_CHANGE } from './notes.ts';
import { around, lineOf, oneLine, rule, type SuppressingPeer } from './peer.ts';

export const squawk: SuppressingPeer = {
  title: 'squawk',
  url: 'https://github.com/sbdchd/squawk',
  read: '2.68',
  about: '',
  rules: [
    rule(
      'adding-field-with-default',
      ['volatile-default', 'identity-column', 'stored-generated-column'],
      "only where the table is rewritten: constants, `now()` and `lower('A')` rewrite nothing",
    ),
    rule(
      'adding-foreign-key-constraint',
      ['foreign-key-without-not-valid', 'column-with-inline-foreign-key'],
      '`REFERENCES` on a new column without a default checks no row',
    ),
    rule('adding-not-nullable-field', ['set-not-null'], PROVED),
    rule('adding-required-field', ['not-null-column-without-default']),
    rule('adding-serial-primary-key-field', ['primary-key-without-index', 'column-with-inline-unique']),
    rule('ban-add-column', [], 'code that names its columns never sees a new one; code that does not: `insert-without-columns`'),
    rule('ban-add-composite-attribute', ['composite-type-change']),
    rule('ban-add-enum-value', ['enum-value-added']),
    rule('ban-alter-database-options', [], DEPLOYED),
    rule('ban-alter-domain-with-add-constraint', ['domain-constraint']),
    rule('ban-alter-extension', [], DEPLOYED),
    rule('ban-alter-function-options', [], DEPLOYED),
    rule('ban-alter-generated-expression', ['stored-generated-column']),
    rule('ban-alter-identity', ['drop-identity', 'generated-always']),
    rule('ban-alter-policy-condition', [], DEPLOYED),
    rule('ban-alter-policy-roles', [], DEPLOYED),
    rule('ban-alter-role-options', ['privileged-role'], 'only attributes that reach everything'),
    rule('ban-alter-row-level-security', ['enable-row-security', 'disable-row-security']),
    rule('ban-alter-sequence-values', ['restart-sequence']),
    rule('ban-alter-system-options', [], 'the server refuses it in a transaction: `outside-transaction-only`'),
    rule('ban-alter-view-options', [], DEPLOYED),
    rule('ban-char-field', ['char-column']),
    rule('ban-concurrent-index-creation-in-transaction', ['concurrently-in-transaction'], 'knows which tool opens a transaction'),
    rule('ban-create-domain-with-constraint', ['domain-typed-column'], DOMAIN),
    rule('ban-create-policy', [], 'a policy is reported where it lets everybody through: `always-true-policy`'),
    rule('ban-detach-inheritance', ['detached-rows'], 'its lock is `detach-partition-without-concurrently`'),
    rule('ban-disable-trigger', ['disable-trigger']),
    rule('ban-drop-column', ['drop-column', 'drop-generated-column']),
    rule('ban-drop-constraint', ['drop-constraint', 'drop-primary-key']),
    rule('ban-drop-database', ['drop-database']),
    rule('ban-drop-default', ['default-dropped-from-required-column', 'drop-default']),
    rule('ban-drop-domain', ['drop-type']),
    rule('ban-drop-extension', ['drop-extension']),
    rule('ban-drop-function', ['drop-function']),
    rule('ban-drop-generated-expression', [], DEPLOYED),
    rule('ban-drop-index', ['drop-unique-index'], 'an index that is not unique changes no result'),
    rule('ban-drop-not-null', ['drop-not-null']),
    rule('ban-drop-policy', ['drop-policy']),
    rule('ban-drop-schema', ['drop-schema']),
    rule('ban-drop-sequence', ['drop-sequence']),
    rule('ban-drop-table', ['drop-table']),
    rule('ban-drop-trigger', ['drop-trigger']),
    rule('ban-drop-type', ['drop-type']),
    rule('ban-drop-view', ['drop-view']),
    rule('ban-duplicate-column-assignments', [], 'left to the server, which refuses the statement wherever it is tried'),
    rule('ban-new-write-restriction', ['constraint-breaks-writers', 'not-null-breaks-writers']),
    rule(
      'ban-replace-view-function',
      ['view-column-removed', 'function-signature-change'],
      'CREATE OR REPLACE keeps columns and arguments; reported where it is dropped and made again otherwise',
    ),
    rule('ban-replica-identity', ['replica-identity-full', 'published-without-identity']),
    rule('ban-revoke', ['revoke']),
    rule('ban-set-default', ['set-default']),
    rule('ban-set-schema', ['move-to-schema']),
    rule('ban-truncate-cascade', ['truncate-cascade']),
    rule('ban-uncommitted-transaction', ['unclosed-transaction']),
    rule('changing-column-type', ['column-type-rewrite', 'column-type-recheck', 'type-change-breaks-code'], TYPE_CHANGE),
    rule(
      'constraint-missing-not-valid',
      ['check-without-not-valid', 'foreign-key-without-not-valid', 'validate-in-same-transaction'],
      'UNIQUE, PRIMARY KEY and EXCLUDE cannot be NOT VALID and have rules of their own',
    ),
    rule('disallowed-unique-constraint', ['unique-constraint-without-index', 'column-with-inline-unique']),
    rule('identifier-too-long', ['long-identifier']),
    rule('prefer-bigint-over-int', ['integer-primary-key'], KEYS_ONLY),
    rule('prefer-bigint-over-smallint', ['integer-primary-key'], KEYS_ONLY),
    rule('prefer-identity', ['serial-type'], SERIAL),
    rule('prefer-repack', ['vacuum-full', 'cluster'], 'on every version'),
    rule('prefer-robust-stmts', [], ROBUST),
    rule('prefer-text-field', ['varchar-length']),
    rule('prefer-timestamp-tz', ['timestamp-without-time-zone']),
    rule('prefer-timestamptz', ['timestamp-without-time-zone'], 'another spelling of the same rule'),
    rule('renaming-column', ['rename-column']),
    rule('renaming-object', ['rename-schema', 'rename-view', 'rename-type', 'rename-function', 'rename-sequence']),
    rule('renaming-table', ['rename-table']),
    rule('require-concurrent-index-creation', ['index-without-concurrently', 'index-on-partitioned-table']),
    rule('require-concurrent-index-deletion', ['drop-index-without-concurrently']),
    rule('require-concurrent-partition-detach', ['detach-partition-without-concurrently']),
    rule('require-concurrent-reindex', ['reindex-without-concurrently']),
    rule('require-enum-value-ordering', [], ENUM_ORDER),
    rule('require-lock-timeout', ['lock-without-timeout', 'write-lock-without-timeout'], 'zero is no timeout: `lock-timeout-zeroed`'),
    rule('require-statement-timeout', [], STATEMENT_TIMEOUT),
    rule('require-table-schema', ['unqualified-name']),
    rule('require-timeout-settings', ['lock-without-timeout', 'write-lock-without-timeout'], 'the older name of the two timeout rules'),
    rule('transaction-nesting', ['nested-transaction', 'commit-of-tool-transaction']),
    rule('unused-ignore', [], "about squawk's own comments; about ours: `unused-allow`"),
  ],

  readComment(text) {
    // Only the line that a block comment begins on counts there too; nobody writes one over several.
    const found = /^\s*squawk-ignore(-file)?(?![\w-])(.*)$/.exec(oneLine(text) ?? '');
    if (!found) return undefined;
    const names = (found[2] ?? '')
      .replace(/--.*/, '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    // Without names the one for a file ignores everything, and the one for a line nothing.
    return found[1] ? { scope: 'file', rules: names.length === 0 ? 'all' : names } : { scope: 'statement', rules: names };
  },

  // What begins on the line of the comment, or on the next one; statements that begin there count as a whole.
  covered(place) {
    const { comment, statements, text, lines } = place;
    const line = lineOf(place, comment.start);
    const both = { path: comment.path, start: lines[line - 1] ?? 0, end: lines[line + 1] ?? text.length };
    const begun = statements.filter(({ start }) => both.start <= start && start < both.end);
    const whole = around(place);
    return [both, ...begun, ...(whole ? [{ ...whole, end: whole.start + 1 }] : [])];
  },

  fileWide: new Set(),
};
