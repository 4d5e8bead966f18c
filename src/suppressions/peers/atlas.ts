/** Atlas: https://github.com/ariga/atlas */
import { PROVED } from './notes.ts';
import { around, following, oneLine, rule, type SuppressingPeer } from './peer.ts';

const NAMES = 'a pattern of your own';

export const atlas: SuppressingPeer = {
  title: 'Atlas',
  url: 'https://atlasgo.io/lint/analyzers',
  read: '1.2.3, and its documentation of September 2026',
  about:
    'A class (`destructive`, `data_depend`, `incompatible`, `condrop`, `concurrent_index`, `naming`) in a comment stands for the codes of that class. Its check for non-linear changes has no code; here it is `out-of-order-migration`. Codes of other engines (`MY`, `LT`) are left out.',
  rules: [
    rule('BC101', ['rename-table']),
    rule('BC102', ['rename-column']),
    rule('BC103', ['drop-table']),
    rule('BC104', ['drop-column', 'drop-generated-column']),
    rule('CD101', ['drop-constraint']),
    rule('CD102', ['drop-constraint']),
    rule('CD103', ['drop-primary-key']),
    rule('DS101', ['drop-schema']),
    rule('DS102', ['drop-table']),
    rule('DS103', ['drop-column', 'drop-generated-column']),
    rule(
      'MF101',
      ['unique-index-on-existing-rows'],
      'the lock is another matter: `index-without-concurrently`, `unique-constraint-without-index`',
    ),
    rule('MF102', ['unique-index-on-existing-rows']),
    rule('MF103', ['not-null-column-without-default']),
    rule('MF104', ['set-not-null', 'not-null-breaks-writers'], PROVED),
    rule('NM101', ['naming-pattern'], NAMES),
    rule('NM102', ['naming-pattern'], NAMES),
    rule('NM103', ['naming-pattern'], NAMES),
    rule('NM104', ['naming-pattern'], NAMES),
    rule('NM105', ['naming-pattern'], NAMES),
    rule('NM106', ['naming-pattern'], NAMES),
    rule('OW101', [], 'who may change what is for CODEOWNERS'),
    rule('OW102', [], 'who may change what is for CODEOWNERS'),
    rule('PG101', ['index-without-concurrently']),
    rule('PG102', ['drop-index-without-concurrently']),
    rule('PG103', ['concurrently-in-transaction'], 'for every tool, not only with `atlas:txmode`'),
    rule('PG104', ['primary-key-without-index']),
    rule('PG105', ['unique-constraint-without-index']),
    rule('PG108', ['index-on-partitioned-table']),
    rule('PG109', ['exclusion-constraint']),
    rule('PG110', [], 'a few bytes a row, and no hazard'),
    rule('PG301', ['column-type-rewrite', 'column-type-recheck']),
    rule('PG302', ['volatile-default']),
    rule('PG303', ['set-not-null']),
    rule('PG304', ['primary-key-without-index']),
    rule('PG305', ['check-without-not-valid', 'column-with-inline-check']),
    rule('PG306', ['foreign-key-without-not-valid', 'column-with-inline-foreign-key']),
    rule('PG307', ['table-copy', 'set-unlogged']),
    rule('PG308', ['create-trigger']),
    rule('PG309', ['stored-generated-column']),
    rule('PG310', ['identity-column']),
    rule('PG311', ['table-copy']),
    rule('PG312', ['primary-key-without-index']),
    rule('PG314', ['replica-identity-full', 'published-without-identity']),
    rule('PG320', ['disable-autovacuum']),
    rule('SA101', [], 'bodies of functions are not checked for injection'),
    rule('TX101', ['outside-transaction-only', 'concurrently-in-transaction']),
    rule('TX201', ['nested-transaction', 'commit-of-tool-transaction']),
  ],

  readComment(text) {
    // `--atlas:` and `-- atlas:`, but only `/*atlas:`, and nothing over several lines.
    const line = oneLine(text);
    const found = line === undefined ? null : /^(?:-- ?|\/\*)atlas:nolint(?![\w-])(?: +(.*))?$/.exec(text.slice(0, 2) + line.trimEnd());
    if (!found) return undefined;
    const words = (found[1] ?? '').split(/\s+/).filter((word) => word !== '');
    if (words.length === 0) return { scope: 'statement', rules: 'all' };
    // Anything else between the blanks is prose, and matches nothing there either.
    const meant = words.filter((word) => CODE.test(word) || CLASSES.has(word));
    const here = meant.filter((word) => !OTHER_ENGINES.test(word));
    if (here.length === 0 && meant.length > 0) return undefined;
    return { scope: 'statement', rules: here.flatMap((word) => CLASSES.get(word) ?? [word]) };
  },

  // The statement below without an empty line between. At the top of the file, with an empty line below: the file.
  covered(place) {
    if (place.comment.start < headerEnd(place.text)) return 'file';
    const next = around(place) ? undefined : following(place);
    return next && !EMPTY_LINE.test(place.text.slice(place.comment.end, next.start)) ? [next] : [];
  },

  fileWide: new Set(),
};

const CODE = /^[A-Za-z]{2}\d{3}$/;
const OTHER_ENGINES = /^(?:MY|LT)\d/;
const EMPTY_LINE = /\n[ \t\r]*\n/;
const HEADER = /^\uFEFF?(?:--[^\n]*(?:\n|$))+(?=[ \t\r]*(?:\n|$))/;

const codes = (start: RegExp): readonly string[] => atlas.rules.map(({ id }) => id).filter((id) => start.test(id));
const CLASSES: ReadonlyMap<string, readonly string[]> = new Map([
  ['destructive', codes(/^DS/)],
  ['data_depend', codes(/^MF/)],
  ['incompatible', codes(/^BC/)],
  ['condrop', codes(/^CD/)],
  ['concurrent_index', codes(/^PG10[123]$/)],
  ['naming', codes(/^NM/)],
]);

/** Where the lines of comments at the top end, when an empty line sets them apart; else 0. */
function headerEnd(text: string): number {
  return HEADER.exec(text)?.[0].length ?? 0;
}
