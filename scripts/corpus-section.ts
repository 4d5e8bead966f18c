/** The section of docs/accuracy.md on real migrations, from the figures that scripts/corpus.mjs wrote. */

interface Summary {
  readonly migrations: number;
  /** Median of the findings of a migration at high or above. */
  readonly medianSevere: number;
  /** Migrations without a finding at high or above. */
  readonly withoutSevere: number;
  /** Migrations without a finding at medium or above. */
  readonly withoutAny: number;
}

/** `scripts/corpus.json`. */
export interface CorpusFigures {
  readonly frameworks: readonly (Summary & {
    readonly framework: string;
    readonly repositories: number;
    readonly top: readonly { readonly rule: string; readonly count: number }[];
  })[];
  readonly all: Summary;
}

const share = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`;

const cells = ({ migrations, medianSevere, withoutSevere, withoutAny }: Summary): readonly string[] => [
  `${migrations}`,
  `${medianSevere}`,
  share(withoutSevere, migrations),
  share(withoutAny, migrations),
];

/** How much is said about migrations that teams really wrote. */
export function corpusSection({ frameworks, all }: CorpusFigures): readonly string[] {
  const row = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`;
  return [
    '## On real migrations',
    '',
    'Audits of public repositories in preset `recommended`, without a configuration: each migration that goes up on PostgreSQL, on top of',
    'the ones before it. Most were written without such a tool, and many for tables that were still small: nothing says so, and a table of',
    'unknown size counts as large. `node scripts/corpus.mjs DIR` counts the same on yours.',
    '',
    row([
      'framework',
      'repositories',
      'migrations',
      'median of findings at high or above',
      'migrations with none of those',
      'with none at medium or above',
      'most frequent at medium or above',
    ]),
    row(Array.from({ length: 7 }, () => '---')),
    ...frameworks.map((one) =>
      row([
        one.framework,
        `${one.repositories}`,
        ...cells(one),
        one.top
          .slice(0, 5)
          .map(({ rule, count }) => `[${rule}](rules/${rule}.md) ${count}`)
          .join(', '),
      ]),
    ),
    row([
      '**all**',
      `**${frameworks.reduce((sum, { repositories }) => sum + repositories, 0)}**`,
      ...cells(all).map((cell) => `**${cell}**`),
      '',
    ]),
    '',
    ...READ,
    '',
  ];
}

/** What people found who read samples of the most frequent findings. */
const READ: readonly string[] = [
  'Of the most frequent rules of each framework samples were read beside the file, and asked: true, useful, well said?',
  '',
  '| rule | read | verdict |',
  '|---|---|---|',
  '| `lock-without-timeout`, `drop-table-locks-others`, `drop-index-without-concurrently` | 30 | True; nothing in these repositories sets a timeout. Where the role does, one line turns them off. |',
  '| `index-without-concurrently`, `foreign-key-without-not-valid`, `set-not-null`, `primary-key-` and `unique-constraint-without-index` | 40 | True. On tables that were small at the time it did no harm: `tables:` in the configuration says so. |',
  '| `drop-column`, `drop-table`, `rename-column`, `not-null-column-without-default`, `default-dropped-from-required-column` | 30 | True; each breaks the version that still runs. |',
  '| `work-while-locked`, `backfill-while-locked` | 20 | True, and what the peers do not see. Where nothing says that there is a transaction they are now at medium. |',
  '| `unbatched-change` | 20 | True; lookup tables are the common case where it does not matter. |',
  '| `index-dropped-before-replacement`, `enable-row-security`, `drop-function`, `function-signature-change` | 20 | True. A function that is dropped and made again alike, a trigger function, and a policy in the same change are silent now. |',
  '| `down-does-not-undo`, `down-loses-data` | 75 | True after mending: names that the server chooses, spelling, casts and renamed enum labels were differences at first. |',
  '| `journal-disagrees` | 6 | True; six migrations of three projects that their tool never runs or runs out of turn. |',
  '',
  'Changed because of what was read: `lock-order-deadlock`, `revoke`, `long-identifier` and `drop-trigger` moved to `strict`; `insert-bypasses-sequence` is',
  'silent where the number is drawn; `rename-type` where another type takes the name; `foreign-key-type-mismatch` looks through domains;',
  '`table-without-primary-key` accepts a unique key that cannot be NULL; a plain file with `CONCURRENTLY` is taken to run outside a transaction.',
];
