/** Foreign keys: what adding one does to the tables on both sides, what it needs, and what goes with one that is dropped. */
import type { Constraint } from '../../../catalog/catalog.ts';
import type { Analysis, Effect, Refusal } from '../../../effects/effect.ts';
import type { ConstraintDefinition } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import {
  answer,
  constraintsOf,
  createdHere,
  family,
  firstRefusal,
  indexesOf,
  isClosed,
  isKnown,
  on,
  referencesTo,
  type Scene,
  unknownBefore,
  withPartitions,
  wrongKind,
} from './scene.ts';
import { endOfKey } from './references.ts';
import { constraintTaken } from './refusals.ts';

type AddConstraint = OperationOf<'add-constraint'>;

const primaryKeyOf = (scene: Scene, table: string): Constraint | undefined =>
  constraintsOf(scene, table).find((constraint) => constraint.kind === 'primary-key');

/** The columns a foreign key references: those it names, or the primary key; empty where that is not known. */
function referencedColumns(scene: Scene, key: ConstraintDefinition): readonly string[] {
  const named = key.references?.columns ?? [];
  return named.length > 0 ? named : (primaryKeyOf(scene, key.references?.table ?? '')?.columns ?? []);
}

/** FOREIGN KEY: both tables are locked against writes; the referencing one is read unless NOT VALID or NOT ENFORCED. */
export function addForeignKey(scene: Scene, operation: AddConstraint): Analysis {
  const { table, references, notValid, notEnforced } = operation;
  const validates = !notValid && !notEnforced;
  const adopted = adoptedKeys(scene, operation);
  const spared = new Set([...adopted.keys()].flatMap((member) => withPartitions(scene, member)));
  const fansOut = scene.catalog.relations.get(references)?.kind === 'partitioned';
  const effects: Effect[] = [];
  for (const member of withPartitions(scene, table)) {
    const own = adopted.get(member);
    const scan = { work: 'scan', cause: 'foreign-key-validation' } as const;
    // The copies for the partitions of the referenced table go and are made anew.
    if (own?.notValid && validates && fansOut) effects.push(on(scene, member, 'ACCESS EXCLUSIVE', scan));
    else effects.push(on(scene, member, 'SHARE ROW EXCLUSIVE', validates && (own?.notValid || !spared.has(member)) ? scan : {}));
  }
  effects.push(...childrenFrom18(scene, table, 'SHARE ROW EXCLUSIVE'));
  for (const target of withPartitions(scene, references)) effects.push(on(scene, target, 'SHARE ROW EXCLUSIVE'));
  // The triggers of what it takes over go from the referenced table.
  if (adopted.size > 0) effects.push(...endOfKey(scene, references, 'made-anew'));
  return answer(scene, effects, {
    refused: firstRefusal(addRefusal(scene, operation), clashRefusal(scene, operation, adopted)),
    canFailOnData: validates,
    breaksRunningCode: !notEnforced && !createdHere(scene, table),
  });
}

/** From 18 on the tables that inherit are locked too, although the constraint does not reach them. */
export function childrenFrom18(scene: Scene, table: string, lock: Effect['lock']): readonly Effect[] {
  if (scene.situation.version < 18) return [];
  return family(scene, table)
    .slice(1)
    .map((member) => on(scene, member, lock));
}

/**
 * The foreign keys of partitions that are as the new one of their table, and that it takes over rather than having one more
 * beside them. Before 18 it left alone those that are not validated.
 */
function adoptedKeys(scene: Scene, operation: AddConstraint): ReadonlyMap<string, Constraint> {
  const { table, definition } = operation;
  const found = new Map<string, Constraint>();
  const search = (member: string): void => {
    for (const part of scene.catalog.relations.get(member)?.partitions ?? []) {
      const own = constraintsOf(scene, part).find((constraint) => isSameKey(scene, constraint, definition));
      if (own && (scene.situation.version >= 18 || !own.notValid)) found.set(part, own);
      else search(part);
    }
  };
  search(table);
  return found;
}

function isSameKey(scene: Scene, a: ConstraintDefinition, b: ConstraintDefinition): boolean {
  if (a.references === undefined || b.references === undefined || a.references.table !== b.references.table) return false;
  return (
    a.columns.join('\0') === b.columns.join('\0') &&
    referencedColumns(scene, a).join('\0') === referencedColumns(scene, b).join('\0') &&
    a.references.onDelete === b.references.onDelete &&
    a.references.onUpdate === b.references.onUpdate &&
    a.deferrable === b.deferrable &&
    a.initiallyDeferred === b.initiallyDeferred
  );
}

function clashRefusal(scene: Scene, operation: AddConstraint, adopted: ReadonlyMap<string, Constraint>): Refusal | null {
  if (scene.situation.version < 18) return null;
  for (const [part, own] of adopted) {
    if (own.notEnforced !== operation.notEnforced)
      return { sqlstate: '42P17', reason: `the same foreign key of ${part} is ${own.notEnforced ? 'not ' : ''}enforced` };
  }
  return null;
}

/** Why a foreign key cannot be added to a table that is there. */
function addRefusal(scene: Scene, operation: AddConstraint): Refusal | null {
  const { table, definition, notValid, named, constraint } = operation;
  const partitioned = scene.catalog.relations.get(table)?.kind === 'partitioned';
  return firstRefusal(
    keyRefusal(scene, definition, table),
    partitioned && notValid && scene.situation.version < 18
      ? {
          sqlstate: '42809',
          reason: `${table} is partitioned, and before PostgreSQL 18 its foreign keys cannot be NOT VALID`,
          byVersion: true,
        }
      : null,
    persistenceRefusal(scene, persistenceOf(scene, table), definition),
    named ? constraintTaken(scene, table, constraint, false) : null,
  );
}

type Persistence = 'temporary' | 'unlogged' | 'permanent';

/** How long the rows of a table last; undefined where the history does not tell. */
function persistenceOf(scene: Scene, table: string): Persistence | undefined {
  const known = scene.catalog.relations.get(table);
  if (known?.temporary) return 'temporary';
  if (!isKnown(scene, table)) return undefined;
  return known?.unlogged ? 'unlogged' : 'permanent';
}

/** A table can only reference one whose rows last as long as its own. */
export function persistenceRefusal(scene: Scene, own: Persistence | undefined, key: ConstraintDefinition): Refusal | null {
  const target = key.references?.table ?? '';
  const theirs = persistenceOf(scene, target);
  if (own === undefined || theirs === undefined || own === theirs || (own === 'unlogged' && theirs === 'permanent')) return null;
  return { sqlstate: '42P16', reason: `${target} is ${theirs}, and ${own === 'unlogged' ? 'an' : 'a'} ${own} table cannot reference it` };
}

/** What the syntax of a foreign key and the table it references have to say against it. `table` is the one that gets it. */
export function keyRefusal(scene: Scene, key: ConstraintDefinition, table: string): Refusal | null {
  const target = key.references?.table ?? '';
  return firstRefusal(
    key.references?.period ? unknownBefore(scene, 18, 'PERIOD') : null,
    key.references?.deleteColumns.length ? unknownBefore(scene, 15, 'ON DELETE SET NULL with columns') : null,
    key.notEnforced ? unknownBefore(scene, 18, 'NOT ENFORCED') : null,
    wrongKind(scene, target, ['table', 'partitioned'], 'table'),
    target === table && !scene.catalog.relations.has(table) ? null : uniquenessRefusal(scene, key),
  );
}

/** The referenced columns must be unique, which the history of their table tells. */
function uniquenessRefusal(scene: Scene, key: ConstraintDefinition): Refusal | null {
  const target = key.references?.table ?? '';
  if (!isClosed(scene, target) || key.references?.period) return null;
  const columns = referencedColumns(scene, key);
  if (columns.length === 0) return { sqlstate: '42704', reason: `${target} has no primary key` };
  const wanted = columns.toSorted().join('\0');
  const unique = indexesOf(scene, target).filter(
    (index) => index.unique && index.where === '' && !index.hasExpressions && index.columns.toSorted().join('\0') === wanted,
  );
  const list = columns.join(', ');
  if (unique.length === 0) return { sqlstate: '42830', reason: `nothing makes (${list}) of ${target} unique` };
  const constraints = scene.catalog.relations.get(target)?.constraints;
  return unique.every((index) => constraints?.get(index.constraint)?.deferrable)
    ? { sqlstate: '55000', reason: `what makes (${list}) of ${target} unique is deferrable, and a foreign key cannot rest on that` }
    : null;
}

/** The foreign keys that rest on a unique constraint. */
export function restingOn(scene: Scene, table: string, target: ConstraintDefinition): ReturnType<typeof referencesTo> {
  const others = [
    ...constraintsOf(scene, table).filter((c) => c.name !== target.name),
    ...indexesOf(scene, table).filter((i) => i.constraint === '' && i.unique),
  ];
  const own = constraintsOf(scene, table).flatMap((constraint) => (constraint.references?.table === table ? [{ table, constraint }] : []));
  return [...referencesTo(scene, table), ...own].filter(({ constraint }) => {
    const columns = constraint.references?.columns ?? [];
    if (columns.length === 0) return target.kind === 'primary-key';
    const fits = (candidate: readonly string[]): boolean => candidate.toSorted().join('\0') === columns.toSorted().join('\0');
    // With two keys over the same columns it is not known which one it rests on.
    return (
      fits(target.columns) &&
      !others.some((other) => fits(other.columns) && (!('kind' in other) || other.kind === 'unique' || other.kind === 'primary-key'))
    );
  });
}
