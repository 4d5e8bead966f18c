/** eugene: https://github.com/kaaveland/eugene */
import { APART, PROVED } from './notes.ts';
import { type Peer, rule } from './peer.ts';

export const eugene: Peer = {
  title: 'eugene',
  url: 'https://github.com/kaaveland/eugene',
  read: '0.8.2',
  about: 'Its `trace` measures the locks of a run; here they are worked out, and nothing is run.',
  rules: [
    rule(
      'E1',
      ['check-without-not-valid', 'foreign-key-without-not-valid', 'column-with-inline-check', 'column-with-inline-foreign-key'],
      'a foreign key blocks writes, not reads',
    ),
    rule('E2', ['set-not-null'], PROVED),
    rule('E3', ['json-column']),
    rule('E4', ['work-while-locked', 'backfill-while-locked'], 'only where the later statement takes time'),
    rule('E5', ['column-type-rewrite']),
    rule('E6', ['index-without-concurrently', 'index-on-partitioned-table']),
    rule('E7', ['unique-constraint-without-index', 'primary-key-without-index', 'column-with-inline-unique'], 'it blocks reads as well'),
    rule('E8', ['exclusion-constraint']),
    rule('E9', ['lock-without-timeout', 'write-lock-without-timeout'], 'zero is no timeout: `lock-timeout-zeroed`'),
    rule('E10', ['column-type-rewrite', 'volatile-default', 'table-copy', 'cluster', 'vacuum-full']),
    rule('E11', ['serial-column', 'stored-generated-column', 'identity-column'], 'an identity column rewrites the table as well'),
    rule('W12', ['repeated-rewrite'], APART),
    rule('W13', ['enum-type']),
    rule('W14', ['primary-key-without-index'], 'only where the columns may hold NULL; else it is instant'),
    rule('E15', ['foreign-key-without-index']),
  ],
};
