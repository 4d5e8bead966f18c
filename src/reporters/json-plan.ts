/** The migration plan in the JSON of `review`. */
import type { MigrationRollback, Plan, PlanQuery, PlanTime } from '../plan/plan.ts';
import { RISKS } from '../report.ts';
import type { Span } from '../source.ts';
import { choice, flag, integer, type JsonOf, list, named, nullable, object, type Shape, text, word } from './json-shape.ts';

export const PLAN_TIME = object(
  {
    text: word('In words: `2–8 min`, `none`, or what it grows with where no size is known.'),
    seconds: nullable(
      object({ low: integer(0, 'The least.'), high: integer(0, 'The most.') }),
      'Null where no size is known: a time is never made up.',
    ),
  },
  'How long something takes.',
);
const time = named('planTime', PLAN_TIME);

export const PLAN_QUERY = object(
  { title: word(), sql: word('It reads only.'), expect: word('What its answer is when all is well, as a clause.') },
  'A query to run beside the migration.',
);
const query = named('planQuery', PLAN_QUERY);

/** What restores the schema that was there before one migration. */
export const ROLLBACK = object({
  path: word('The file of the migration.'),
  id: text('What its tool knows it by: a file can hold several.'),
  steps: list(object({ title: text(), transaction: flag('Whether it may run inside a transaction.'), sql: text() })),
  lost: list(
    object({
      what: word('What does not come back.'),
      save: nullable(object({ title: text(), sql: text() }), 'What to run before the migration to keep it.'),
      restore: nullable(text(), 'What puts it back after the rollback; null: the copy is only there to be read.'),
      restoreAfter: integer(0, 'How many of the steps are run before that.'),
      caution: nullable(text(), 'What it does to rows that were written after the copy was made.'),
    }),
  ),
  notRestored: list(word(), 'What is not as it was.'),
  existing: choice(['none', 'same', 'different', 'unknown'], 'The way back that the migration brings.'),
  differences: list(word(), 'What that one does otherwise.'),
  gaps: list(word(), 'Why the steps may not be all there is.'),
});

/** The shape, with the span of the document it is part of. */
export const planShape = <S>(span: Shape<S>) =>
  object(
    {
      summary: word('What has to be done.'),
      harmless: flag('It is run as it is written, and works through no table.'),
      risk: choice(['none', ...RISKS], 'The risk of running it as the plan says.'),
      downtime: time,
      queue: text('Waits for locks, which come on top of the downtime; empty: there are none.'),
      total: time,
      tables: list(
        object({
          name: word(),
          size: text('Rows, bytes, indexes, writes a second, in words; empty: nothing is known.'),
          source: text('Where that comes from, and as of when.'),
        }),
        'The tables that work is done on.',
      ),
      basis: list(word(), 'The throughput that the times rest on.'),
      schemaChanges: list(word(), 'What is there after it and was not before, in words.'),
      data: list(
        object({
          logic: word(),
          volume: word('Rows at worst.'),
          batching: word(),
          check: nullable(text(), 'Returns no row once it is done.'),
        }),
        'Data that it writes or removes.',
      ),
      before: list(query, 'To run before the first release.'),
      releases: list(
        object({
          number: integer(1),
          deploy: nullable(text(), 'What has to be deployed and running everywhere before it.'),
          application: list(word(), 'How the application stays up meanwhile.'),
          steps: list(
            object({
              number: integer(1, 'Through all releases.'),
              title: word(),
              phase: choice(['expand', 'migrate', 'contract', 'same-file']),
              transaction: flag('Whether it may run inside a transaction.'),
              sql: text(),
              span,
              answers: list(word(), 'Rules whose findings it answers; empty: it is run as it is written.'),
              locks: list(word(), 'What it locks, worst first.'),
              takes: nullable(time, 'Null: done in an instant once it has its locks.'),
              blocks: nullable(time, 'How long reads or writes wait for its work; null: they do not.'),
              check: nullable(text(), 'A query that returns no row once it has done its work.'),
              cleanup: nullable(text(), 'Clears what a failed run leaves.'),
              left: list(word(), 'What is still to be said against it.'),
            }),
          ),
        }),
      ),
      during: list(query, 'To look at while it runs.'),
      after: list(query, 'To run after the last release.'),
      rollbacks: list(ROLLBACK, 'What restores the schema as it was before, last migration first.'),
      rollbacksLeftOut: text('Why they are not here; empty: they are.'),
      gaps: list(word(), 'Parts of the change that could not be read: they are not in the plan.'),
    },
    'How to bring the change to production.',
  );

const timeJson = ({ text: words, seconds }: PlanTime): JsonOf<typeof PLAN_TIME> => ({
  text: words,
  seconds: seconds && { low: Math.floor(seconds[0]), high: Math.ceil(seconds[1]) },
});

const queryJson = ({ title, sql, expect }: PlanQuery): JsonOf<typeof PLAN_QUERY> => ({ title, sql, expect });

/** The plan as data, exactly as published. */
export function planJson<S>(plan: Plan, at: (span: Span) => S) {
  return {
    summary: plan.summary,
    harmless: plan.harmless,
    risk: plan.risk,
    downtime: timeJson(plan.downtime),
    queue: plan.queue,
    total: timeJson(plan.total),
    tables: plan.tables.map(({ name, size, source }) => ({ name, size, source })),
    basis: plan.basis,
    schemaChanges: plan.schemaChanges,
    data: plan.data.map(({ logic, volume, batching, check }) => ({ logic, volume, batching, check })),
    before: plan.before.map(queryJson),
    releases: plan.releases.map(({ number: release, deploy, application, steps }) => ({
      number: release,
      deploy,
      application,
      steps: steps.map((step) => ({
        number: step.number,
        title: step.title,
        phase: step.phase,
        transaction: step.transaction,
        sql: step.sql,
        span: at(step.from),
        answers: step.answers,
        locks: step.locks,
        takes: step.takes && timeJson(step.takes),
        blocks: step.blocks && timeJson(step.blocks),
        check: step.check,
        cleanup: step.cleanup,
        left: step.left,
      })),
    })),
    during: plan.during.map(queryJson),
    after: plan.after.map(queryJson),
    rollbacks: plan.rollbacks.map(rollbackJson),
    rollbacksLeftOut: plan.rollbacksLeftOut,
    gaps: plan.gaps,
  };
}

/** The way back from one migration as data. */
export function rollbackJson({ path, id, steps, lost, notRestored, existing, gaps }: MigrationRollback): JsonOf<typeof ROLLBACK> {
  return {
    path,
    id,
    steps: steps.map(({ title, transaction, sql }) => ({ title, transaction, sql })),
    lost: lost.map(({ what, save, restore, restoreAfter, caution }) => ({
      what,
      save: save && { title: save.title, sql: save.sql },
      restore,
      restoreAfter,
      caution,
    })),
    notRestored,
    existing: typeof existing === 'string' ? existing : ('different' as const),
    differences: typeof existing === 'string' ? [] : existing,
    gaps,
  };
}
