/** What adding, validating, changing and dropping constraints does. */
import { PLAIN_KEY, sameKey } from '../../../catalog/constraints.ts';
import type { IndexShape } from '../../../catalog/index-shape.ts';
import type { Analysis, Effect } from '../../../effects/effect.ts';
import type { ConstraintDefinition } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { qualify, splitRelation } from '../identifier.ts';
import { provenNotNull } from './columns.ts';
import { endOfKey } from './references.ts';
import { indexBelow, partsOf, uniqueRefusal } from './stand-ins.ts';
import {
  answer,
  before,
  constraintsOf,
  createdHere,
  family,
  indexesOf,
  on,
  referencesTo,
  type Scene,
  viewsOver,
  withPartitions,
} from './scene.ts';

/** ADD CONSTRAINT, of every kind. */
export function addConstraint(scene: Scene, operation: OperationOf<'add-constraint'>): Analysis {
  switch (operation.constraintKind) {
    case 'foreign-key':
      return addForeignKey(scene, operation);
    case 'check':
    case 'not-null':
      return addCheck(scene, operation);
    case 'unique':
    case 'primary-key':
    case 'exclude':
      return operation.usingIndex ? addUsingIndex(scene, operation) : addIndexed(scene, operation);
  }
}

/** FOREIGN KEY: both tables are locked against writes; the referencing one is read unless NOT VALID or NOT ENFORCED. */
function addForeignKey(scene: Scene, operation: OperationOf<'add-constraint'>): Analysis {
  const { table, references, notValid, notEnforced } = operation;
  const validates = !notValid && !notEnforced;
  const effects: Effect[] = [];
  for (const member of withPartitions(scene, table)) {
    effects.push(on(scene, member, 'SHARE ROW EXCLUSIVE', validates ? { work: 'scan', cause: 'foreign-key-validation' } : {}));
  }
  // From 18 on the tables that inherit are locked too, although the constraint does not reach them.
  effects.push(...childrenFrom18(scene, table, 'SHARE ROW EXCLUSIVE'));
  for (const target of withPartitions(scene, references)) effects.push(on(scene, target, 'SHARE ROW EXCLUSIVE'));
  // The same key of a partition becomes part of the new one, and its triggers go. Up to 17 it must have been validated.
  const adopted = withPartitions(scene, table)
    .slice(1)
    .some((member) =>
      constraintsOf(scene, member).some((own) => sameKey(own, operation.definition) && (!own.notValid || scene.situation.version >= 18)),
    );
  if (adopted) effects.push(...endOfKey(scene, references, 'made-anew'));
  const partitioned = scene.catalog.relations.get(table)?.kind === 'partitioned';
  const refused =
    partitioned && notValid && scene.situation.version < 18
      ? { sqlstate: '42809', reason: `${table} is partitioned, and before PostgreSQL 18 its foreign keys cannot be NOT VALID` }
      : null;
  return answer(scene, effects, {
    refused,
    canFailOnData: validates,
    breaksRunningCode: !notEnforced && !createdHere(scene, table),
    ...(notEnforced ? before(scene, 18, 'NOT ENFORCED') : {}),
  });
}

function childrenFrom18(scene: Scene, table: string, lock: Effect['lock']): readonly Effect[] {
  if (scene.situation.version < 18) return [];
  return family(scene, table)
    .slice(1)
    .map((member) => on(scene, member, lock));
}

/** CHECK and NOT NULL. */
function addCheck(scene: Scene, operation: OperationOf<'add-constraint'>): Analysis {
  const { table, notValid, notEnforced, constraintKind, definition } = operation;
  const column = definition.columns[0] ?? '';
  const strict = constraintKind === 'not-null';
  const reads = (member: string): boolean => {
    if (notValid || notEnforced) return false;
    return !(strict && (scene.catalog.relations.get(member)?.columns.get(column)?.notNull || provenNotNull(scene, member, column)));
  };
  const cause = strict ? 'not-null-check' : 'check-validation';
  const { reached, merged } = checkReach(scene, operation);
  const effects = reached.map((member) =>
    on(scene, member, 'ACCESS EXCLUSIVE', reads(member) && !merged.has(member) ? { work: 'scan', cause } : {}),
  );
  if (definition.noInherit) effects.push(...childrenFrom18(scene, table, 'ACCESS EXCLUSIVE'));
  return answer(scene, effects, {
    canFailOnData: reads(table),
    breaksRunningCode: !notEnforced && !createdHere(scene, table),
    ...(notEnforced ? before(scene, 18, 'NOT ENFORCED') : {}),
    ...(strict ? before(scene, 18, 'NOT NULL as a table constraint') : {}),
  });
}

/**
 * The tables that a new check reaches, and those among them that have it already: there it is merged, nothing is read, and
 * up to 17 nothing below is visited.
 */
function checkReach(
  scene: Scene,
  { table, constraint, constraintKind, definition }: OperationOf<'add-constraint'>,
): { readonly reached: readonly string[]; readonly merged: ReadonlySet<string> } {
  const merged = new Set<string>();
  if (definition.noInherit) return { reached: [table], merged };
  const found = new Set([table]);
  for (const member of found) {
    const known = scene.catalog.relations.get(member);
    if (constraintKind === 'check' && known?.constraints.get(constraint)?.kind === 'check') {
      merged.add(member);
      if (scene.situation.version < 18) continue;
    }
    for (const below of [...(known?.partitions ?? []), ...(known?.children ?? [])]) found.add(below);
  }
  return { reached: [...found], merged };
}

/** UNIQUE, PRIMARY KEY and EXCLUDE: the index behind it is built while nobody can read or write. */
function addIndexed(scene: Scene, operation: OperationOf<'add-constraint'>): Analysis {
  const { table, constraintKind } = operation;
  const build = { work: 'index-build', cause: 'constraint-index' } as const;
  const partitioned = scene.catalog.relations.get(table)?.kind === 'partitioned';
  const effects: Effect[] = [on(scene, table, 'ACCESS EXCLUSIVE', partitioned ? {} : build)];
  const strict = constraintKind === 'primary-key';
  const below = partitioned ? withPartitions(scene, table).slice(1) : [];
  // A partition that has such a constraint already needs no other index.
  const { built, joined } = indexBelow(scene, table, constraintShape(operation), 'any');
  // Before 18 the partitions of a UNIQUE were locked as by CREATE INDEX; a primary key makes their columns NOT NULL.
  const lock = scene.situation.version < 18 && !(strict && addsNotNull(scene, operation)) ? 'SHARE' : 'ACCESS EXCLUSIVE';
  for (const member of below) {
    const certain = built.get(member);
    effects.push(on(scene, member, lock, certain === undefined ? {} : { ...build, unknown: certain ? [] : ['work', 'cause'] }));
  }
  for (const name of joined) effects.push(on(scene, name, 'SHARE'));
  // A primary key makes its columns NOT NULL in the tables that inherit too.
  const adds = addsNotNull(scene, operation);
  const lax = (member: string): boolean =>
    operation.columns.some((c) => !(scene.catalog.relations.get(member)?.columns.get(c)?.notNull || provenNotNull(scene, member, c)));
  const reached = strict ? family(scene, table).slice(1) : [];
  for (const member of reached.filter((name) => !below.includes(name)))
    effects.push(on(scene, member, 'ACCESS EXCLUSIVE', adds && lax(member) ? { work: 'scan', cause: 'not-null-check' } : {}));
  if (!partitioned) effects.push(...childrenFrom18(scene, table, 'ACCESS EXCLUSIVE'));
  const idle = partitioned && (operation.only || (below.length > 0 && built.size === 0)) && !adds;
  const second = strict && constraintsOf(scene, table).some((c) => c.kind === 'primary-key');
  return answer(scene, effects, {
    canFailOnData: !idle,
    breaksRunningCode: !idle && !createdHere(scene, table),
    refused: second
      ? { sqlstate: '42P16', reason: `${table} has a primary key already` }
      : uniqueRefusal(scene, [table, ...below], operation.columns),
  });
}

/** The index behind a new constraint. */
const constraintShape = ({ constraintKind, columns, definition }: OperationOf<'add-constraint'>): IndexShape => ({
  columns,
  include: definition.include,
  unique: constraintKind !== 'exclude',
  nullsNotDistinct: definition.nullsNotDistinct,
  method: constraintKind === 'exclude' ? 'gist' : 'btree',
  keys: definition.exclusion?.elements ?? columns.map(() => PLAIN_KEY),
  where: '',
});

/** Whether a primary key makes a column NOT NULL that is not yet. */
function addsNotNull(scene: Scene, operation: OperationOf<'add-constraint'>): boolean {
  const columns = scene.catalog.relations.get(operation.table)?.columns;
  return keyColumns(scene, operation).some((column) => !(columns?.get(column)?.notNull ?? false));
}

const keyColumns = (scene: Scene, operation: OperationOf<'add-constraint'>): readonly string[] =>
  operation.usingIndex ? (indexNamed(scene, operation.table, operation.usingIndex)?.columns ?? []) : operation.columns;

const indexNamed = (scene: Scene, table: string, name: string): ReturnType<typeof indexesOf>[number] | undefined => {
  const qualified = qualify(splitRelation(table).schema, name);
  return indexesOf(scene, table).find((index) => index.name === qualified);
};

/** UNIQUE or PRIMARY KEY USING INDEX: nothing is built; a primary key reads the table for columns that may hold NULL. */
function addUsingIndex(scene: Scene, operation: OperationOf<'add-constraint'>): Analysis {
  const { table, constraintKind } = operation;
  const index = indexNamed(scene, table, operation.usingIndex);
  const columns = scene.catalog.relations.get(table)?.columns;
  const open =
    constraintKind === 'primary-key'
      ? keyColumns(scene, operation).filter((c) => !(columns?.get(c)?.notNull || provenNotNull(scene, table, c)))
      : [];
  const unknown = constraintKind === 'primary-key' && (index === undefined || open.some((column) => !columns?.has(column)));
  const reads = open.length > 0 || unknown;
  const effects: Effect[] = [
    on(scene, table, 'ACCESS EXCLUSIVE', reads ? { work: 'scan', cause: 'not-null-check', unknown: unknown ? ['work', 'cause'] : [] } : {}),
    ...childrenFrom18(scene, table, 'ACCESS EXCLUSIVE'),
  ];
  if (constraintKind === 'primary-key') {
    // The columns of a primary key become NOT NULL in the tables that inherit, too.
    for (const member of family(scene, table).slice(1)) {
      const lax = keyColumns(scene, operation).some(
        (c) => !(scene.catalog.relations.get(member)?.columns.get(c)?.notNull || provenNotNull(scene, member, c)),
      );
      effects.push(on(scene, member, 'ACCESS EXCLUSIVE', lax ? { work: 'scan', cause: 'not-null-check' } : {}));
    }
  }
  const name = qualify(splitRelation(table).schema, operation.usingIndex);
  // Only a rename of the index takes a lock on it.
  if (operation.named && operation.constraint !== operation.usingIndex)
    effects.push(on(scene, name, 'SHARE UPDATE EXCLUSIVE', { kind: 'index' }));
  const partitioned = scene.catalog.relations.get(table)?.kind === 'partitioned';
  return answer(scene, effects, {
    canFailOnData: reads,
    breaksRunningCode: reads && !createdHere(scene, table),
    unknown: unknown ? ['canFailOnData'] : [],
    refused: partitioned ? { sqlstate: '0A000', reason: `${table} is partitioned, and USING INDEX is not supported there` } : null,
  });
}

/** VALIDATE CONSTRAINT reads the table and lets reads and writes through. */
export function validateConstraint(scene: Scene, operation: OperationOf<'validate-constraint'>): Analysis {
  const { table, constraint: name } = operation;
  const known = scene.catalog.relations.get(table)?.constraints.get(name);
  const done = known !== undefined && !known.notValid && !known.notEnforced;
  const cause =
    known?.kind === 'foreign-key' ? 'foreign-key-validation' : known?.kind === 'not-null' ? 'not-null-check' : 'check-validation';
  const unknown = known === undefined ? (['cause'] as const) : [];
  const reached = known?.noInherit ? [table] : known?.kind === 'foreign-key' ? withPartitions(scene, table) : family(scene, table);
  const valid = (member: string): boolean => {
    const own = scene.catalog.relations.get(member)?.constraints.get(name);
    return own !== undefined && !own.notValid && !own.notEnforced;
  };
  const effects = (done ? [table] : reached).map((member) =>
    on(scene, member, 'SHARE UPDATE EXCLUSIVE', done || valid(member) ? {} : { work: 'scan', cause, unknown }),
  );
  return answer(scene, effects, { canFailOnData: !done });
}

/** ALTER CONSTRAINT: deferrability is a matter of the catalogs; ENFORCED validates. */
export function alterConstraint(scene: Scene, operation: OperationOf<'alter-constraint'>): Analysis {
  const { table, constraint: name, enforced } = operation;
  const known = scene.catalog.relations.get(table)?.constraints.get(name);
  const validates = enforced === 'enforced' && (known === undefined || known.notEnforced);
  const effects = withPartitions(scene, table).map((member) =>
    on(scene, member, 'ACCESS EXCLUSIVE', validates ? { work: 'scan', cause: 'foreign-key-validation' } : {}),
  );
  if (enforced !== 'unchanged' && known?.references) {
    // Triggers on the referenced table are made, or dropped.
    const lock = enforced === 'enforced' ? 'SHARE ROW EXCLUSIVE' : 'ACCESS EXCLUSIVE';
    for (const target of withPartitions(scene, known.references.table)) effects.push(on(scene, target, lock));
  }
  return answer(scene, effects, {
    canFailOnData: validates,
    breaksRunningCode: validates && !createdHere(scene, table),
    ...(enforced === 'unchanged' ? {} : before(scene, 18, 'ALTER CONSTRAINT … ENFORCED')),
  });
}

/** DROP CONSTRAINT: a foreign key also locks the table it references, a key the tables that reference it. */
export function dropConstraint(scene: Scene, operation: OperationOf<'drop-constraint'>): Analysis {
  const { table, constraint: name, ifExists, cascade } = operation;
  const relation = scene.catalog.relations.get(table);
  const known = relation?.constraints.get(name);
  const effects: Effect[] = [on(scene, table, 'ACCESS EXCLUSIVE')];
  if (!known) {
    // It may be a foreign key: which table it references is not known.
    const absent = ifExists && relation?.columnsKnown === true;
    const breaks = !absent && !createdHere(scene, table);
    return answer(scene, effects, breaks ? { breaksRunningCode: true, unknown: ['breaksRunningCode'] } : {});
  }
  const inherits = !known.noInherit && (known.kind === 'check' || known.kind === 'not-null');
  for (const member of inherits ? family(scene, table) : withPartitions(scene, table)) effects.push(on(scene, member, 'ACCESS EXCLUSIVE'));
  const indexed = known.kind === 'unique' || known.kind === 'primary-key' || known.kind === 'exclude';
  if (indexed) {
    const backing = indexesOf(scene, table).find((index) => index.constraint === name);
    if (backing) for (const index of [backing, ...partsOf(scene, backing)]) effects.push(on(scene, index.name, 'ACCESS EXCLUSIVE'));
    if (cascade) for (const { table: other } of allRestingOn(scene, table, known)) effects.push(on(scene, other, 'ACCESS EXCLUSIVE'));
  }
  if (known.references && known.references.table !== table) {
    effects.push(...endOfKey(scene, known.references.table, 'constraint-dropped'));
  }
  if (cascade && known.kind === 'primary-key') {
    // A view with GROUP BY over a primary key depends on it.
    for (const view of viewsOver(scene, table))
      effects.push(on(scene, view, 'ACCESS EXCLUSIVE', { unknown: ['lock', 'blocksReads', 'blocksWrites', 'blocksSchemaChanges'] }));
  }
  const resting = indexed && !cascade ? allRestingOn(scene, table, known) : [];
  return answer(scene, effects, {
    // ON CONFLICT names the columns of a unique constraint.
    breaksRunningCode: indexed && !createdHere(scene, table),
    refused: resting[0]
      ? { sqlstate: '2BP01', reason: `a foreign key of ${resting[0].table} rests on it, and CASCADE is not given` }
      : null,
  });
}

/** The foreign keys that rest on a unique constraint, and on those of partitions that are part of it. */
function allRestingOn(scene: Scene, table: string, target: ConstraintDefinition): ReturnType<typeof referencesTo> {
  const backing = indexesOf(scene, table).find((index) => index.constraint === target.name);
  const parts = backing ? partsOf(scene, backing) : [];
  return [
    ...restingOn(scene, table, target),
    ...parts.flatMap((part) => {
      const constraint = scene.catalog.relations.get(part.table)?.constraints.get(part.constraint);
      return constraint ? restingOn(scene, part.table, constraint) : [];
    }),
  ];
}

/** The foreign keys that rest on a unique constraint. */
function restingOn(scene: Scene, table: string, target: ConstraintDefinition): ReturnType<typeof referencesTo> {
  const others = [
    ...constraintsOf(scene, table).filter((c) => c.name !== target.name),
    ...indexesOf(scene, table).filter((i) => i.constraint === '' && i.unique),
  ];
  return referencesTo(scene, table).filter(({ constraint }) => {
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

/** RENAME CONSTRAINT: the index behind it is renamed too. */
export function renameConstraint(scene: Scene, operation: OperationOf<'rename-constraint'>): Analysis {
  const { table, constraint: name } = operation;
  const known = scene.catalog.relations.get(table)?.constraints.get(name);
  const backing = indexesOf(scene, table).find((index) => index.constraint === name);
  const inherits = known?.kind === 'check' && !known.noInherit;
  const effects = (inherits ? family(scene, table) : [table]).map((member) => on(scene, member, 'ACCESS EXCLUSIVE'));
  if (backing) effects.push(on(scene, backing.name, 'SHARE UPDATE EXCLUSIVE'));
  // Code that reads the name of the constraint out of an error no longer finds it; that is not counted as breaking.
  return answer(scene, effects);
}
