/**
 * What undoes a whole migration: what undoes each of its operations, last first, without what a later operation of the
 * migration undid already, and without the steps that go with something that is dropped in the end.
 */
import { applyOperation, applyOperations } from '../catalog/apply.ts';
import type { Catalog, Origin } from '../catalog/catalog.ts';
import { type Difference, diffCatalogs } from '../catalog/diff.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { type Operation, tableOf } from '../operations/operation.ts';
import type { AnalysedOperation } from './analysed.ts';
import type { Irreversible } from './effect.ts';

/** What undoes one operation of a migration. */
export interface UndoStep {
  /** The operation that is undone. */
  readonly undoes: Operation;
  /** In order; empty where nothing can be done, and `irreversible` says why. */
  readonly operations: readonly Operation[];
  /** The catalog in which the names of these operations are known, for rendering them. */
  readonly catalog: Catalog;
  /** The server refuses one of them inside a transaction block. */
  readonly outsideTransaction: boolean;
  /** What does not come back, or is not known. */
  readonly irreversible: readonly Irreversible[];
  /** Small things that are not as they were. */
  readonly notRestored: readonly string[];
}

export interface MigrationUndo {
  /** In the order in which they are run. Operations that leave nothing to undo have no step. */
  readonly steps: readonly UndoStep[];
  /** What is not as it was before the migration once all steps are run, as far as the catalog shows. */
  readonly differences: readonly Difference[];
}

/** What the steps are worked out with. */
export interface UndoContext {
  readonly dialect: Dialect;
  /** Major version of the server. */
  readonly version: number;
  /** The change that the migration belongs to. */
  readonly change: Origin;
}

/** One operation of the migration, as far as undoing it needs it. */
type Done = Pick<AnalysedOperation, 'operation' | 'before' | 'consequence'>;

/** What undoes the statements of one migration, analysed in order. */
export function undoMigration(
  statements: readonly { readonly operations: readonly Done[]; readonly takenBack: boolean }[],
  context: UndoContext,
): MigrationUndo {
  const done = statements
    .flatMap((statement) => (statement.takenBack ? [] : statement.operations))
    .filter((o) => o.consequence.refused === null);
  const [first, last] = [done[0], done.at(-1)];
  if (!first || !last) return { steps: [], differences: [] };
  const { dialect, change, version } = context;
  const { naming } = dialect;
  const after = applyOperation(last.before, last.operation, { change, naming, version });
  const all = done.toReversed().map(stepOf);
  const few = simplified(all, dialect);
  const run = (steps: readonly UndoStep[]): Catalog =>
    applyOperations(
      after,
      steps.flatMap((step) => step.operations),
      { change: null, naming, version },
    );
  // Leaving steps out must not change where they lead.
  const [straight, short] = [run(all), run(few)];
  const chosen = diffCatalogs(straight, short).length === 0 ? few : all;
  const steps = chosen.filter((step) => step.operations.length + step.irreversible.length > 0);
  return { steps: placed(steps, after, context), differences: diffCatalogs(first.before, chosen === few ? short : straight) };
}

/** What undoes one operation, as its consequence says. */
function stepOf({ operation, before, consequence }: Done): UndoStep {
  const { inverse = [], irreversible = [], notRestored = [] } = consequence;
  return { undoes: operation, operations: inverse, catalog: before, outsideTransaction: false, irreversible, notRestored };
}

/** The steps with where they can be run: what an operation means is asked on the catalog that it will meet. */
function placed(steps: readonly UndoStep[], after: Catalog, { dialect, version }: UndoContext): readonly UndoStep[] {
  let now = after;
  return steps.map((step) => {
    let outsideTransaction = false;
    for (const operation of step.operations) {
      const { consequence } = dialect.analyse(operation, now, { version, inTransaction: 'unknown', change: null, settings: new Map() });
      outsideTransaction ||= consequence.mustRunOutsideTransaction;
      now = applyOperation(now, operation, { change: null, naming: dialect.naming, version });
    }
    return { ...step, outsideTransaction };
  });
}

/** What an operation makes or drops: a key that is the same for both. */
interface Subject {
  readonly role: 'make' | 'drop';
  readonly key: string;
  /** Its canonical name, by which others mention it. */
  readonly name: string;
}

function subjectOf(operation: Operation, dialect: Dialect): Subject | undefined {
  const subject = (role: Subject['role'], key: string, name = key): Subject => ({ role, key, name });
  switch (operation.kind) {
    case 'create-table':
    case 'create-table-as':
    case 'create-view':
    case 'create-materialized-view':
      return subject('make', operation.table);
    case 'drop-table':
    case 'drop-view':
    case 'drop-materialized-view':
      return subject('drop', operation.table);
    case 'create-sequence':
      return subject('make', operation.sequence);
    case 'drop-sequence':
      return subject('drop', operation.sequence);
    case 'add-column':
    case 'drop-column':
      return subject(operation.kind === 'add-column' ? 'make' : 'drop', `${operation.table}\0column ${operation.column}`, '');
    case 'add-constraint':
    case 'drop-constraint':
      return subject(operation.kind === 'add-constraint' ? 'make' : 'drop', `${operation.table}\0constraint ${operation.constraint}`, '');
    case 'create-index':
      return subject('make', dialect.naming.qualify(operation.table, operation.index));
    case 'drop-index':
      return subject('drop', operation.index);
    case 'create-type':
    case 'create-domain':
      return subject('make', operation.type);
    case 'drop-type':
      return subject('drop', operation.type);
    case 'create-function':
      return subject('make', operation.function);
    case 'drop-function':
      return subject('drop', operation.function);
    case 'create-schema':
    case 'drop-schema':
      return subject(operation.kind === 'create-schema' ? 'make' : 'drop', `schema ${operation.schema}`, operation.schema);
    case 'create-extension':
    case 'drop-extension':
      return subject(operation.kind === 'create-extension' ? 'make' : 'drop', `extension ${operation.extension}`, operation.extension);
    default:
      return undefined;
  }
}

/** Whether a name stands anywhere in an operation: what it is on, what it references, what its texts mention. */
function mentions(value: unknown, name: string): boolean {
  if (typeof value === 'string') return value === name;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => key !== 'tree' && key !== 'span' && mentions(item, name));
}

/** Steps without those that are not needed. */
function simplified(all: readonly UndoStep[], dialect: Dialect): readonly UndoStep[] {
  let steps = all;
  for (let found = droppedAgain(steps, dialect); found; found = droppedAgain(steps, dialect)) steps = found;
  return withoutParts(steps, dialect);
}

/** What an operation is about: the relation, and the part of it that it names. */
function aboutOf(operation: Operation, dialect: Dialect): readonly string[] {
  const table = aboutRelation(operation);
  const own = subjectOf(operation, dialect)?.key;
  return [
    ...(own === undefined ? [] : [own]),
    ...(table === '' ? [] : [table]),
    ...('column' in operation ? [`${table}\0column ${operation.column}`] : []),
    ...('constraint' in operation ? [`${table}\0constraint ${operation.constraint}`] : []),
    ...('index' in operation && operation.kind !== 'create-index' ? [operation.index] : []),
  ];
}

/** The relation an operation is about; of a GRANT the only one that it names. */
function aboutRelation(operation: Operation): string {
  if (operation.kind === 'grant' || operation.kind === 'revoke')
    return operation.allInSchema || operation.targets.length !== 1 ? '' : (operation.targets[0] ?? '');
  return tableOf(operation);
}

/**
 * Takes out what the migration made and dropped again: the step that makes it, the step that drops it, and what is about it
 * in between. Undefined where there is no such pair.
 */
function droppedAgain(steps: readonly UndoStep[], dialect: Dialect): readonly UndoStep[] | undefined {
  for (const [i, step] of steps.entries()) {
    const subject = subjectOf(step.undoes, dialect);
    if (subject?.role !== 'drop') continue;
    const j = steps.findIndex((other, at) => at > i && subjectOf(other.undoes, dialect)?.key === subject.key);
    const made = steps[j];
    if (!made || subjectOf(made.undoes, dialect)?.role !== 'make') continue;
    // Before the migration it may have been there, too: then the last step does more than drop it.
    const alone = made.operations.length === 1 && step.operations.every((o) => mentions(o, subject.name || tableOf(step.undoes)));
    const between = steps.slice(i + 1, j);
    const apart = between.filter((other) => !aboutOf(other.undoes, dialect).includes(subject.key));
    const free = subject.name === '' || !apart.some((other) => [...other.operations, other.undoes].some((o) => mentions(o, subject.name)));
    if (alone && free) return [...steps.slice(0, i), ...apart, ...steps.slice(j + 1)];
  }
  return undefined;
}

/** Takes out steps about something that a later step drops, unless what goes in between rests on them. */
function withoutParts(steps: readonly UndoStep[], dialect: Dialect): readonly UndoStep[] {
  const drops = steps.flatMap((step, at) => droppedBy(step, dialect).map((subject) => ({ ...subject, at })));
  return steps.filter((step, i) => {
    // A rename or a move changes the name by which it is dropped; what is lost has to be said.
    if ('newName' in step.undoes || step.undoes.kind === 'set-schema' || step.irreversible.some(({ kind }) => kind === 'lost')) return true;
    const about = aboutOf(step.undoes, dialect);
    const j = drops.find(({ at, key }) => at > i && about.includes(key))?.at;
    if (j === undefined) return true;
    return drops.some(({ at, key, name }) => at > i && at < j && name !== '' && !about.includes(key) && mentions(step.undoes, name));
  });
}

/** What a step drops. */
const droppedBy = ({ operations }: UndoStep, dialect: Dialect): readonly Subject[] =>
  operations.flatMap((operation) => subjectOf(operation, dialect) ?? []).filter(({ role }) => role === 'drop');
