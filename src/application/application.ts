/** The application side of a review: what the change takes away, and where the repository's own code still uses it. */
import type { FileTree } from '../changes/change-source.ts';
import type { TouchedProject } from '../changes/projects.ts';
import type { ApplicationSetting } from '../config/config.ts';
import { pathMatcher } from '../config/match.ts';
import type { AnalysedMigration } from '../effects/analysed.ts';
import type { UsageReport } from '../plan/plan.ts';
import { findUsages, MAX_SUBJECTS } from './search.ts';
import { subjectsOf } from './subjects.ts';

/**
 * Searches a tree for what a change takes away. Never fails: what could not be read is said in `searched.leftOut`.
 *
 * @param head what the code will be.
 */
export async function searchApplication(
  head: FileTree,
  touched: readonly TouchedProject[],
  migrations: readonly AnalysedMigration[],
  setting: ApplicationSetting,
): Promise<{ readonly reports: readonly UsageReport[]; readonly notes: readonly string[] }> {
  const subjects = subjectsOf(migrations);
  if (subjects.length === 0) return { reports: [], notes: [] };
  const own = new Set(
    touched.flatMap((project) => [
      ...project.head.migrations.map((migration) => migration.path),
      ...project.head.unread.map(({ span }) => span.path),
    ]),
  );
  const included = setting.paths.length > 0 ? pathMatcher(setting.paths) : () => true;
  const excluded = pathMatcher(setting.exclude);
  const reports = await findUsages(subjects, head, {
    isMigration: (path) => own.has(path),
    isSelected: (path) => included(path) && !excluded(path),
  });
  const left = subjects.length - MAX_SUBJECTS;
  return {
    reports,
    notes:
      left > 0
        ? [`The application was searched for the first ${MAX_SUBJECTS} things that this change takes away, not for ${left} more.`]
        : [],
  };
}
