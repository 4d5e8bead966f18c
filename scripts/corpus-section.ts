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
    'unknown size counts as large. `node scripts/corpus.mjs DIR` counts the same on repositories of yours.',
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
  ];
}
