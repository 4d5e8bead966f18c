/** Migrations that are programs: found, counted and said aloud until a later version reads them. */
import type { SourceFile } from '../source.ts';
import type { Migration } from './framework.ts';
import { migrationOf, wholeFile } from './sql-file.ts';

/** One migration for one file of code, in a transaction nobody knows before the code is read. */
export function codeMigration(
  file: SourceFile,
  parts: {
    readonly framework: string;
    readonly id: string;
    readonly order: string;
    readonly title: string;
    /** What they are, in the plural: `Django migrations`. */
    readonly language: string;
  },
): Migration {
  const { framework, id, order, title, language } = parts;
  return migrationOf(file, {
    framework,
    id,
    order,
    title,
    transaction: 'unknown',
    steps: [{ kind: 'unread', span: wholeFile(file), reason: `${language} are code that this version does not read yet` }],
  });
}
