/** The steps of a way out as people run them. */
import { compareRisks, type Finding } from '../report.ts';
import type { Span } from '../source.ts';
import type { WayOut, WayOutStep } from './way-out.ts';

/**
 * A way out as people run it: a migration of which nothing is changed is one step, as it stands; and what is said of a
 * statement that is run as it is written is what was found there, where the settings of its file hold.
 */
export function planned(way: WayOut, findings: readonly Finding[]): WayOut {
  const { steps, migrations } = way;
  const within = ({ path, start, end }: Span, { primary }: Finding): boolean =>
    primary.path === path && start <= primary.start && primary.end <= end;
  const noteworthy = findings.filter((finding) => finding.allowed === null && compareRisks(finding.risk, 'medium') >= 0);
  const isChanged = migrations.map((_, i) => steps.some(({ migration, answers }) => migration === i && answers.length > 0));
  const done = new Set<number>();
  // A SET holds for the statements after it, wherever they are run.
  const settings = new Map<number, string>();
  return {
    ...way,
    steps: gathered(
      steps.flatMap((step): readonly PlannedStep[] => {
        if (step.answers.length > 0) return [{ ...step, settings: '' }];
        const analysed = migrations[step.migration];
        const own = steps.filter(({ migration }) => migration === step.migration);
        if (isSetting(step)) {
          const before = settings.get(step.migration);
          settings.set(step.migration, before === undefined ? step.sql : `${before}\n${step.sql}`);
          if (isChanged[step.migration]) return [];
        }
        if (!analysed || isChanged[step.migration] || own.some(({ release }) => release !== step.release)) {
          const statements =
            analysed?.statements.filter(({ statement: { span, block } }) => (block ?? span).start === step.from.start) ?? [];
          return [
            {
              ...step,
              statements,
              left: noteworthy.filter((finding) => within(step.from, finding)),
              settings: settings.get(step.migration) ?? '',
            },
          ];
        }
        if (done.has(step.migration)) return [];
        done.add(step.migration);
        const { migration, statements } = analysed;
        const one: PlannedStep = {
          settings: '',
          ...step,
          title: `Run ${nameOf(migration.path)}`,
          transaction: migration.transaction !== 'none' && own.every(({ transaction }) => transaction),
          sql: own.map(({ sql }) => sql).join('\n'),
          from: migration.span,
          statements: statements.filter(({ takenBack }) => !takenBack),
          left: noteworthy.filter(({ primary }) => primary.path === migration.path),
        };
        return [one];
      }),
    ),
  };
}

/** A step with the SETs of its file that hold for it. */
type PlannedStep = WayOutStep & { readonly settings: string };

/** Neighbours that are run as they are written and work through no table: one step does for all of them. */
function gathered(steps: readonly PlannedStep[]): readonly WayOutStep[] {
  const all: PlannedStep[] = [];
  const isBrief = ({ answers, transaction, deploy, statements }: WayOutStep): boolean =>
    answers.length === 0 &&
    transaction &&
    deploy === undefined &&
    statements.every(({ effects }) => effects.every((e) => e.work === 'none'));
  for (const step of steps) {
    const last = all.at(-1);
    const together = last?.migration === step.migration && last.release === step.release && last.settings === step.settings;
    if (!together || !isBrief(last) || !isBrief(step)) all.push(step);
    else
      all[all.length - 1] = {
        ...last,
        title: 'Statements as they are written',
        sql: `${last.sql}\n${step.sql}`,
        statements: [...last.statements, ...step.statements],
        left: [...last.left, ...step.left],
      };
  }
  return all.map(({ settings, ...step }) => (settings === '' ? step : { ...step, sql: `${settings}\n${step.sql}` }));
}

const isSetting = ({ statements }: WayOutStep): boolean =>
  statements.length > 0 && statements.every(({ operations }) => operations.every(({ operation }) => operation.kind === 'set'));

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
