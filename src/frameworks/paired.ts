/** Tools that keep the way forth and the way back in two files: `1_users.up.sql` and `1_users.down.sql`. */
import type { SourceFile } from '../source.ts';
import type { Migration, ProjectReading, TransactionMode } from './framework.ts';
import { baseName, compareIntegers, compareText, groupBy, migrationOf, wayBackIn } from './sql-file.ts';

export interface PairedFile {
  readonly file: SourceFile;
  /** What the tool knows the migration by. */
  readonly version: string;
  /** How the version is written in the name, where that differs: `0010`. */
  readonly order?: string;
  readonly title: string;
  readonly direction: 'up' | 'down';
  readonly transaction: TransactionMode;
  readonly otherDialect?: string | undefined;
}

/**
 * Makes migrations of the files, in the order of their versions. A down that holds no SQL undoes nothing and counts as
 * absent, unless it says that there is none; where no migration has a down, the project does not use them.
 */
export function pairMigrations(
  framework: { readonly id: string },
  files: readonly PairedFile[],
  compare: (a: string, b: string) => number = compareIntegers,
): ProjectReading {
  const downs = new Map(files.flatMap((one) => (one.direction === 'down' ? [[one.version, wayBackIn(one.file.text)] as const] : [])));
  const usesDowns = files.some((one) => one.direction === 'down');
  const migrations: Migration[] = [];
  const sorted = [...files].sort((a, b) => compare(a.version, b.version) || compareText(a.file.path, b.file.path));
  for (const [, same] of groupBy(sorted, (one) => `${one.version} ${one.direction}`)) {
    for (const [at, one] of same.entries()) {
      // Two files of one version are two migrations here, so that neither hides the other; that is what duplicate-version reports.
      const version = at === 0 ? one.version : `${one.version} ${baseName(one.file.path)}`;
      migrations.push(
        migrationOf(one.file, {
          framework: framework.id,
          id: one.direction === 'down' ? `${version}:down` : version,
          order: one.order ?? one.version,
          title: one.title,
          direction: one.direction,
          transaction: one.transaction,
          down: one.direction === 'down' || !usesDowns ? 'not-used' : (downs.get(one.version) ?? 'absent'),
          ...(one.otherDialect === undefined ? {} : { otherDialect: one.otherDialect }),
        }),
      );
    }
  }
  return { migrations, unread: [] };
}
