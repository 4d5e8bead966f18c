/**
 * The way back from one migration: what undoes it, as steps that are safe on tables in use, with what does not come back and
 * the copies to make before the migration so that it does.
 */
import { applyOperation, applyOperations } from '../catalog/apply.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { diffCatalogs } from '../catalog/diff.ts';
import { type Kept, REWRITE_OPTIONS } from '../dialects/dialect.ts';
import { analyse, IN_ORDER } from '../effects/analyse.ts';
import type { AnalysedMigration, AnalysedStatement } from '../effects/analysed.ts';
import type { Irreversible } from '../effects/effect.ts';
import { undoMigration, type UndoStep } from '../effects/undo.ts';
import type { Migration } from '../frameworks/framework.ts';
import { cut, oneLine } from '../reporters/safe-text.ts';
import { judge } from '../ruleset/judge.ts';
import { cutScript } from '../source.ts';
import type { MigrationRollback } from './plan.ts';
import { type WayOutContext, wayOut, type WayOutStep } from './way-out.ts';

type Step = MigrationRollback['steps'][number];
type Lost = MigrationRollback['lost'][number];

/** What the way back is worked out with. */
export interface RollbackContext extends WayOutContext {
  /** The migrations of the project that are reviewed together: the existing way back is among them, where there is one. */
  readonly migrations: readonly AnalysedMigration[];
}

/** One statement that undoes something. */
interface Statement {
  readonly title: string;
  readonly sql: string;
  readonly outside: boolean;
}

/** Longest statement that a title shows, in UTF-16 code units. */
const LONGEST = 70;

/**
 * What restores the schema that was there before a migration.
 *
 * The steps are in the order in which they are run. An index is built, and a constraint is checked, in the way that lets
 * writes go on; nothing waits for a later release: whoever rolls back has gone back to the code of before.
 *
 * @param analysed an up.
 */
export function migrationRollback(analysed: AnalysedMigration, context: RollbackContext): MigrationRollback {
  const { dialect, version } = context.project;
  const { migration, statements, change } = analysed;
  const undo = undoMigration(statements, { dialect, version, change });
  const plain: Statement[] = [];
  /** For each thing that is lost, the number of statements before it can be given back. */
  const losses: { readonly reason: Irreversible; readonly step: UndoStep; readonly at: number }[] = [];
  const gaps = gapsOf(analysed, context);
  const notRestored: string[] = [];
  for (const step of undo.steps) {
    const title = `Undo ${cut(oneLine(textOf(step, statements, context) ?? step.undoes.kind), LONGEST)}`;
    let room = plain.length;
    for (const operation of step.operations) {
      const sql = dialect.render(operation, step.catalog);
      if (sql === undefined) {
        gaps.push(`What undoes ${step.undoes.kind} has no SQL that this version can write: ${operation.kind}.`);
        continue;
      }
      plain.push({ title, sql, outside: step.outsideTransaction });
      if (MAKES_ROOM.has(operation.kind)) room = plain.length;
    }
    for (const reason of step.irreversible) {
      if (reason.kind === 'lost' || reason.saves !== '') losses.push({ reason, step, at: room });
      else gaps.push(reason.reason);
    }
    notRestored.push(...step.notRestored);
  }
  const reached = reachedBy(statements, context);
  const steps = reached ? safely(plain, reached, analysed, context) : plain.map((one) => [asStep(one)]);
  const after = (count: number): number => steps.slice(0, count).reduce((sum, group) => sum + group.length, 0);
  return {
    path: migration.path,
    id: migration.id,
    steps: steps.flat(),
    lost: lostOf(losses, statements, after, context),
    notRestored: [...new Set(notRestored)],
    existing: existingOf(analysed, context),
    gaps: [...new Set(gaps)],
  };
}

/** Operations after which the rows that a table or column held can be put back into it. */
const MAKES_ROOM: ReadonlySet<string> = new Set(['add-column', 'create-table', 'create-table-as', 'alter-column-type']);

/** The text of the statement that a step undoes. */
function textOf(step: UndoStep, statements: readonly AnalysedStatement[], { project }: WayOutContext): string | undefined {
  const own = statementOf(step, statements);
  return own?.statement.sql ?? own?.statement.made ?? project.dialect.render(step.undoes, step.catalog);
}

const statementOf = ({ undoes }: UndoStep, statements: readonly AnalysedStatement[]): AnalysedStatement | undefined =>
  statements.find(({ operations }) => operations.some(({ operation }) => operation === undoes));

/** The catalog that the migration leaves. */
function reachedBy(statements: readonly AnalysedStatement[], { project }: WayOutContext): Catalog | undefined {
  const done = statements.flatMap((s) => (s.takenBack ? [] : s.operations)).findLast((o) => o.consequence.refused === null);
  const { dialect, version } = project;
  return done && applyOperation(done.before, done.operation, { change: null, naming: dialect.naming, version });
}

function asStep({ title, sql, outside }: Statement): Step {
  return { title, transaction: !outside, sql: `${sql};` };
}

/**
 * The statements as steps that let writes go on, by the rewrites of the rules: each group is what one statement became. A
 * rewrite that asks for a deploy in between is left aside.
 */
function safely(
  plain: readonly Statement[],
  start: Catalog,
  { migration }: AnalysedMigration,
  context: RollbackContext,
): readonly (readonly Step[])[] {
  const { project, rules, judging } = context;
  let text = '';
  const places = plain.map(({ sql }) => {
    const at = text.length;
    text += `${sql};\n`;
    return at;
  });
  const file = { path: migration.path, text };
  const back: Migration = {
    ...migration,
    ...file,
    id: `${migration.id} undone`,
    span: { path: migration.path, start: 0, end: text.length },
    direction: 'up',
    transaction: 'wrapped',
    transactionGroup: null,
    steps: [{ kind: 'sql', script: cutScript(file) }],
    comments: [],
    down: 'not-used',
  };
  const timeline = [{ ...IN_ORDER, role: 'change', change: 'rollback', migration: back } as const];
  const undoing = analyse(timeline, { ...project, schema: [], start });
  const asked = rules.filter(({ rewrite }) => rewrite !== null);
  const way = wayOut(undoing, judge(undoing, asked, judging).findings, { project, rules: asked, judging });
  const written = undoing.flatMap(({ statements }) => statements);
  return plain.map((one, i) => {
    const within = (start: number): boolean => (places[i] ?? 0) <= start && start < (places[i + 1] ?? text.length);
    const own = way.steps.filter(({ from }) => within(from.start));
    const itself = written.filter(({ statement }) => within(statement.span.start));
    return own.some(({ answers }) => answers.length > 0) && leadsTheSameWay(own, itself, context)
      ? own.map((step) => withTitle(step, one))
      : [patient(one, itself, context)];
  });
}

/** Whether steps follow each other at once and lead where the statement leads that they are run instead of. */
function leadsTheSameWay(
  steps: readonly WayOutStep[],
  itself: readonly AnalysedStatement[],
  { project: { dialect, version } }: RollbackContext,
): boolean {
  const operations = steps.flatMap(({ statements }) => statements.flatMap((own) => own.operations));
  const [first, last] = [operations[0], operations.at(-1)];
  if (!first || !last || steps.some(({ deploy, batch }) => deploy !== undefined || batch !== undefined)) return false;
  const how = { change: null, naming: dialect.naming, version };
  const direct = itself.flatMap((own) => own.operations.map(({ operation }) => operation));
  const there = applyOperation(last.before, last.operation, how);
  return diffCatalogs(applyOperations(first.before, direct, how), there).every(({ kind }) => kind === 'order');
}

const withTitle = ({ title, transaction, sql }: WayOutStep, one: Statement): Step => ({
  title: title === '' ? one.title : `${one.title}: ${title}`,
  transaction,
  sql,
});

/** A step that gives up instead of making others queue behind it, and says where they wait until it is done. */
function patient(one: Statement, itself: readonly AnalysedStatement[], { judging, project }: RollbackContext): Step {
  const step = asStep(one);
  const effects = itself.flatMap((own) => own.effects).filter(({ createdHere }) => !createdHere);
  const locks = effects.some(({ blocksWrites, blocksReads }) => blocksWrites || blocksReads);
  const long = effects.filter(({ blocksWrites, work }) => blocksWrites && work !== 'none' && work !== 'rows');
  const { lockTimeout } = judging.settings.rewrites ?? REWRITE_OPTIONS;
  const names = [...new Set(long.map(({ relation }) => project.dialect.display(relation)))];
  const title =
    names.length === 0 ? step.title : `${step.title} (writes to ${names.join(', ')} wait until it is done, which grows with the table)`;
  const sql = locks && step.transaction && lockTimeout > 0 ? `${project.dialect.lockTimeout(lockTimeout)}\n${step.sql}` : step.sql;
  return { ...step, title, sql };
}

/** What is lost, each with the copies that keep it. */
function lostOf(
  losses: readonly { readonly reason: Irreversible; readonly step: UndoStep; readonly at: number }[],
  statements: readonly AnalysedStatement[],
  after: (count: number) => number,
  { project }: RollbackContext,
): readonly Lost[] {
  const taken = new Set<string>();
  // In the order of the migration: the first copy gets the plain name.
  const copied = new Set<UndoStep>();
  return losses.toReversed().flatMap(({ reason, step, at }): readonly Lost[] => {
    const own = statementOf(step, statements);
    const alone = own?.operations.length === 1 && !own.statement.inBlock;
    const sql = alone ? (own.statement.sql ?? own.statement.made) : undefined;
    const kept: readonly Kept[] =
      reason.saves === '' || copied.has(step)
        ? []
        : project.dialect.keep({ operation: step.undoes, catalog: step.catalog, sql, taken: (name) => taken.has(name) });
    for (const { table } of kept) taken.add(table);
    if (kept.length > 0) copied.add(step);
    // A column that no step gives its old type back cannot take the values of the copy: they are there to be read.
    const retyped = step.undoes.kind === 'alter-column-type' && step.operations.length === 0;
    const none: Lost = { what: reason.reason, save: null, restore: null, restoreAfter: after(at), caution: null };
    return kept.length === 0
      ? [none]
      : kept.map(({ what, title, save, restore, caution }) => ({
          ...none,
          what: `${what ?? none.what}${retyped ? ' No step gives the column its old type, so the copy is there to be read.' : ''}`,
          save: { title, sql: save },
          ...(retyped ? {} : { restore, caution }),
        }));
  });
}

/** Why there may be more to undo than the steps do. */
function gapsOf({ unread, statements }: AnalysedMigration, { project }: WayOutContext): string[] {
  const blocks = statements.some(({ statement }) => statement.inBlock);
  const hidden = statements.flatMap(({ operations }) =>
    operations.flatMap(({ operation, unsupported }) =>
      project.dialect.runsUnread(operation) || unsupported !== undefined ? [operation.kind] : [],
    ),
  );
  return [
    ...unread.map(({ reason }) => `A part of the migration could not be read, and is not undone: ${reason}.`),
    ...(blocks ? ['A DO block decides when it runs which of its statements are run: what it skips must not be undone.'] : []),
    ...(hidden.length > 0 ? [`It runs what is not in its text (${[...new Set(hidden)].join(', ')}): that is not undone.`] : []),
  ];
}

/** What the way back that the migration brings does, compared with the catalog before the migration. */
function existingOf({ migration }: AnalysedMigration, { migrations }: RollbackContext): MigrationRollback['existing'] {
  const down = migrations.find((other) => other.migration.direction === 'down' && other.migration.id === `${migration.id}:down`);
  if (!down || down.statements.length + down.unread.length === 0) return 'none';
  const { notUndone } = down;
  return notUndone === null ? 'unknown' : notUndone.length === 0 ? 'same' : notUndone;
}
