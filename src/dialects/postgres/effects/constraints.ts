/** What adding, validating, changing and dropping constraints does. */
import { impliedNotNull, PLAIN_KEY } from '../../../catalog/constraints.ts';
import type { IndexShape } from '../../../catalog/index-shape.ts';
import type { Analysis, Effect, Refusal } from '../../../effects/effect.ts';
import type { ConstraintDefinition } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { qualify, splitRelation } from '../identifier.ts';
import { provenNotNull } from './column-attributes.ts';
import { cascadeEffects, dependencyRefusal } from './dependants.ts';
import { addForeignKey, childrenFrom18, restingOn } from './foreign-keys.ts';
import { endOfKey } from './references.ts';
import { constraintTaken, originOfConstraint } from './refusals.ts';
import { indexBelow, partsOf, uniqueRefusal } from './stand-ins.ts';
import {
  answer,
  constraintsOf,
  createdHere,
  type Doing,
  family,
  firstRefusal,
  indexesOf,
  isClosed,
  on,
  type Scene,
  unknownBefore,
  withPartitions,
  wrongKind,
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
    // Where a column is NOT NULL already, nothing is asked of anybody that was not asked before.
    breaksRunningCode:
      !notEnforced && !createdHere(scene, table) && !(strict && scene.catalog.relations.get(table)?.columns.get(column)?.notNull),
    refused: firstRefusal(
      notEnforced ? unknownBefore(scene, 18, 'NOT ENFORCED') : null,
      strict ? unknownBefore(scene, 18, 'NOT NULL as a table constraint') : null,
      operation.named && !strict ? checkTaken(scene, operation) : null,
      strict ? otherNotNull(scene, operation) : null,
    ),
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

/** A column has one NOT NULL, under one name. */
function otherNotNull(scene: Scene, { table, constraint, named, definition }: OperationOf<'add-constraint'>): Refusal | null {
  const relation = scene.catalog.relations.get(table);
  const column = definition.columns[0] ?? '';
  if (!named || !isClosed(scene, table) || relation?.columns.get(column)?.notNull !== true) return null;
  const written = constraintsOf(scene, table).find((c) => c.kind === 'not-null' && c.columns[0] === column);
  const same = written ? written.name === constraint : impliedNotNull(relation, constraint) === column;
  return same ? null : { sqlstate: '55000', reason: `${column} of ${table} has a NOT NULL constraint of another name already` };
}

/** The name of a check must be free in every table that gets it; the same check below is taken over. */
function checkTaken(scene: Scene, { table, constraint, definition }: OperationOf<'add-constraint'>): Refusal | null {
  // A check that it has from above is merged with the new one.
  const own = originOfConstraint(scene, table, constraint) ? null : constraintTaken(scene, table, constraint, false);
  if (own || definition.noInherit) return own;
  const clash = family(scene, table)
    .slice(1)
    .find((member) => {
      const there = scene.catalog.relations.get(member)?.constraints.get(constraint);
      return there !== undefined && there.kind !== 'check';
    });
  return clash === undefined ? null : constraintTaken(scene, clash, constraint, false);
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
  const adds = strict && addsNotNull(scene, operation);
  // Before 18 the partitions of a UNIQUE were locked as by CREATE INDEX; a primary key makes their columns NOT NULL.
  const lock = scene.situation.version < 18 && !adds ? 'SHARE' : 'ACCESS EXCLUSIVE';
  for (const member of below) {
    const certain = built.get(member);
    effects.push(on(scene, member, lock, certain === undefined ? {} : { ...build, unknown: certain ? [] : ['work', 'cause'] }));
  }
  for (const name of joined) effects.push(on(scene, name, 'SHARE'));
  // A primary key makes its columns NOT NULL in the tables that inherit too.
  const reached = strict ? family(scene, table).slice(1) : [];
  for (const member of reached.filter((name) => !below.includes(name)))
    effects.push(on(scene, member, 'ACCESS EXCLUSIVE', adds ? notNullScan(scene, operation, member) : {}));
  if (!partitioned) effects.push(...childrenFrom18(scene, table, 'ACCESS EXCLUSIVE'));
  const idle = partitioned && (operation.only || (below.length > 0 && built.size === 0)) && !adds;
  return answer(scene, effects, {
    canFailOnData: !idle,
    breaksRunningCode: !idle && !createdHere(scene, table),
    refused: indexedRefusal(scene, operation),
  });
}

/** What a primary key reads of a table that inherits from its own, whose columns become NOT NULL too. */
function notNullScan(scene: Scene, operation: OperationOf<'add-constraint'>, member: string): Doing {
  const columns = scene.catalog.relations.get(member)?.columns;
  const lax = keyColumns(scene, operation).some((c) => !(columns?.get(c)?.notNull || provenNotNull(scene, member, c)));
  return lax ? { work: 'scan', cause: 'not-null-check' } : {};
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

/** Why a constraint with an index behind it cannot be added. */
function indexedRefusal(scene: Scene, operation: OperationOf<'add-constraint'>): Refusal | null {
  const { table, constraintKind, constraint, named, definition } = operation;
  const partitioned = scene.catalog.relations.get(table)?.kind === 'partitioned';
  const second = constraintKind === 'primary-key' && constraintsOf(scene, table).some((c) => c.kind === 'primary-key');
  return firstRefusal(
    syntaxRefusal(scene, definition),
    partitioned ? exclusionRefusal(scene, table, definition) : null,
    second ? { sqlstate: '42P16', reason: `${table} has a primary key already` } : null,
    uniqueRefusal(scene, withPartitions(scene, table), operation.columns),
    constraintKind === 'primary-key' ? unvalidatedNotNull(scene, table, operation.columns) : null,
    named ? constraintTaken(scene, table, constraint, true) : null,
  );
}

/** From 18 on a primary key needs columns whose NOT NULL holds for every row. */
function unvalidatedNotNull(scene: Scene, table: string, columns: readonly string[]): Refusal | null {
  const open = constraintsOf(scene, table).find((c) => c.kind === 'not-null' && c.notValid && columns.includes(c.columns[0] ?? ''));
  return open && scene.situation.version >= 18
    ? { sqlstate: '55000', reason: `the constraint ${open.name} of ${table} is NOT VALID, and a primary key needs it validated` }
    : null;
}

/** An exclusion constraint of a partitioned table. */
export function exclusionRefusal(scene: Scene, table: string, { kind }: OperationOf<'add-constraint'>['definition']): Refusal | null {
  return kind === 'exclude' && scene.situation.version < 17
    ? {
        sqlstate: '0A000',
        reason: `${table} is partitioned, and before PostgreSQL 17 it cannot have an exclusion constraint`,
        byVersion: true,
      }
    : null;
}

/** What a constraint says that the server's major does not know. */
export function syntaxRefusal(scene: Scene, definition: OperationOf<'add-constraint'>['definition']): Refusal | null {
  return firstRefusal(
    definition.withoutOverlaps ? unknownBefore(scene, 18, 'WITHOUT OVERLAPS') : null,
    definition.nullsNotDistinct ? unknownBefore(scene, 15, 'NULLS NOT DISTINCT') : null,
    definition.kind === 'not-null' && (definition.noInherit || definition.notValid)
      ? unknownBefore(scene, 18, 'NOT NULL … NO INHERIT')
      : null,
    definition.notEnforced ? unknownBefore(scene, 18, 'NOT ENFORCED') : null,
  );
}

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
    for (const member of family(scene, table).slice(1))
      effects.push(on(scene, member, 'ACCESS EXCLUSIVE', notNullScan(scene, operation, member)));
  }
  const name = qualify(splitRelation(table).schema, operation.usingIndex);
  // Only a rename of the index takes a lock on it.
  if (operation.named && operation.constraint !== operation.usingIndex)
    effects.push(on(scene, name, 'SHARE UPDATE EXCLUSIVE', { kind: 'index' }));
  return answer(scene, effects, {
    canFailOnData: reads,
    breaksRunningCode: reads && !createdHere(scene, table),
    unknown: unknown ? ['canFailOnData'] : [],
    refused: usingIndexRefusal(scene, operation),
  });
}

/** Why an index cannot be the one behind a new constraint. */
function usingIndexRefusal(scene: Scene, operation: OperationOf<'add-constraint'>): Refusal | null {
  const { table, constraintKind, usingIndex } = operation;
  const name = qualify(splitRelation(table).schema, usingIndex);
  if (constraintKind === 'primary-key' && constraintsOf(scene, table).some((c) => c.kind === 'primary-key'))
    return { sqlstate: '42P16', reason: `${table} has a primary key already` };
  const index = scene.catalog.indexes.get(name);
  if (!index) return isClosed(scene, table) ? { sqlstate: '42704', reason: `there is no index ${name}` } : null;
  if (index.table !== table) return { sqlstate: '55000', reason: `${name} is an index of ${index.table}` };
  if (index.constraint !== '') return { sqlstate: '55000', reason: `${name} is behind the constraint ${index.constraint} already` };
  if (!index.valid) return { sqlstate: '55000', reason: `${name} is not valid` };
  if (!index.unique) return { sqlstate: '42809', reason: `${name} is not unique` };
  if (index.hasExpressions) return { sqlstate: '42809', reason: `${name} is over an expression` };
  if (index.where !== '') return { sqlstate: '42809', reason: `${name} is a partial index` };
  if (scene.catalog.relations.get(table)?.kind === 'partitioned')
    return { sqlstate: '0A000', reason: `${table} is partitioned, and USING INDEX is not supported there` };
  return operation.named && operation.constraint !== usingIndex ? constraintTaken(scene, table, operation.constraint, true) : null;
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
  const validated =
    known?.kind === 'foreign-key' || known?.kind === 'check' || (known?.kind === 'not-null' && scene.situation.version >= 18);
  return answer(scene, effects, {
    canFailOnData: !done,
    refused: firstRefusal(
      absent(scene, table, name),
      known && !validated ? { sqlstate: '42809', reason: `${name} of ${table} is no constraint that is validated` } : null,
      known?.notEnforced ? { sqlstate: '55000', reason: `${name} of ${table} is NOT ENFORCED` } : null,
    ),
  });
}

/** A constraint that a table does not have. A column's NOT NULL is one from 18 on, under a name of the server's choice. */
function absent(scene: Scene, table: string, name: string): Refusal | null {
  const relation = scene.catalog.relations.get(table);
  const known = relation?.constraints.get(name);
  if (!isClosed(scene, table) || (known && (known.kind !== 'not-null' || scene.situation.version >= 18))) return null;
  const strict = known !== undefined || impliedNotNull(relation, name) !== undefined;
  if (strict && scene.situation.version >= 18) return null;
  return {
    sqlstate: '42704',
    reason: `${table} has no constraint ${name}${strict ? '; before PostgreSQL 18 NOT NULL is none' : ''}`,
    ...(strict ? { byVersion: true } : {}),
  };
}

/**
 * ALTER CONSTRAINT: deferrability is a matter of the catalogs; ENFORCED validates. From 18 on nothing happens below the table
 * where nothing changes.
 */
export function alterConstraint(scene: Scene, operation: OperationOf<'alter-constraint'>): Analysis {
  const { table, constraint: name, enforced, deferrability, inheritance } = operation;
  const { version } = scene.situation;
  const known = scene.catalog.relations.get(table)?.constraints.get(name);
  const origin = originOfConstraint(scene, table, name);
  if (inheritance !== 'unchanged') return alterInheritance(scene, operation);
  const enforces = enforced === 'enforced' && (known === undefined || known.notEnforced);
  const relaxes = enforced === 'not-enforced' && (known === undefined || !known.notEnforced);
  const defers =
    deferrability !== 'unchanged' &&
    (known === undefined ||
      known.deferrable !== (deferrability !== 'not-deferrable') ||
      known.initiallyDeferred !== (deferrability === 'deferred'));
  const changes = version < 18 || enforces || relaxes || defers;
  const effects = (changes ? withPartitions(scene, table) : [table]).map((member) =>
    on(scene, member, 'ACCESS EXCLUSIVE', enforces ? { work: 'scan', cause: 'foreign-key-validation' } : {}),
  );
  if ((enforces || relaxes) && known?.references) {
    // Triggers on the referenced table are made, or dropped.
    const lock = enforces ? 'SHARE ROW EXCLUSIVE' : 'ACCESS EXCLUSIVE';
    for (const target of withPartitions(scene, known.references.table)) effects.push(on(scene, target, lock));
  }
  return answer(scene, effects, {
    canFailOnData: enforces,
    breaksRunningCode: enforces && !createdHere(scene, table),
    refused: firstRefusal(
      enforced === 'unchanged' ? null : unknownBefore(scene, 18, 'ALTER CONSTRAINT … ENFORCED'),
      absent(scene, table, name),
      known && known.kind !== 'foreign-key' ? { sqlstate: '42809', reason: `${name} of ${table} is not a foreign key` } : null,
      origin === undefined
        ? null
        : { sqlstate: version < 18 ? 'XX000' : '55000', reason: `${name} of ${table} is that of ${origin}, and must be changed there` },
    ),
  });
}

/** ALTER CONSTRAINT … INHERIT and NO INHERIT, of a NOT NULL. */
function alterInheritance(scene: Scene, operation: OperationOf<'alter-constraint'>): Analysis {
  const { table, constraint: name, inheritance } = operation;
  const relation = scene.catalog.relations.get(table);
  const known = relation?.constraints.get(name);
  const column = known?.columns[0] ?? impliedNotNull(relation, name);
  const below = inheritance === 'inherit' ? family(scene, table).slice(1) : [...(relation?.children ?? [])];
  const reads = (member: string): boolean =>
    inheritance === 'inherit' && column !== undefined && scene.catalog.relations.get(member)?.columns.get(column)?.notNull !== true;
  return answer(
    scene,
    [
      on(scene, table, 'ACCESS EXCLUSIVE'),
      ...below.map((member) => on(scene, member, 'ACCESS EXCLUSIVE', reads(member) ? { work: 'scan', cause: 'not-null-check' } : {})),
    ],
    {
      canFailOnData: below.some(reads),
      refused: firstRefusal(
        scene.situation.version < 18
          ? { sqlstate: '0A000', reason: `PostgreSQL ${scene.situation.version} does not know ALTER CONSTRAINT … INHERIT; it came with 18` }
          : null,
        absent(scene, table, name),
        known && known.kind !== 'not-null' ? { sqlstate: '42809', reason: `${name} of ${table} is not a NOT NULL constraint` } : null,
      ),
    },
  );
}

/** DROP CONSTRAINT: a foreign key also locks the table it references, a key the tables that reference it. */
export function dropConstraint(scene: Scene, operation: OperationOf<'drop-constraint'>): Analysis {
  const { table, constraint: name, ifExists, cascade } = operation;
  const relation = scene.catalog.relations.get(table);
  const known = relation?.constraints.get(name);
  const effects: Effect[] = [on(scene, table, 'ACCESS EXCLUSIVE')];
  if (!known) {
    // It may be a foreign key: which table it references is not known.
    const gone = ifExists && relation?.columnsKnown === true;
    const breaks = !gone && !createdHere(scene, table);
    const strict = scene.situation.version >= 18 && impliedNotNull(relation, name) !== undefined;
    const below = strict ? family(scene, table).slice(1) : [];
    return answer(scene, [...effects, ...below.map((member) => on(scene, member, 'ACCESS EXCLUSIVE'))], {
      ...(breaks && !strict ? { breaksRunningCode: true, unknown: ['breaksRunningCode'] } : {}),
      refused: firstRefusal(
        ifExists ? null : absent(scene, table, name),
        strict && hasFromAbove(scene, table, name) ? fromAbove(table, name, 'dropped') : null,
      ),
    });
  }
  const inherits = !known.noInherit && (known.kind === 'check' || known.kind === 'not-null');
  for (const member of inherits ? family(scene, table) : withPartitions(scene, table)) effects.push(on(scene, member, 'ACCESS EXCLUSIVE'));
  const indexed = known.kind === 'unique' || known.kind === 'primary-key' || known.kind === 'exclude';
  const resting = indexed ? allRestingOn(scene, table, known) : [];
  if (indexed) {
    const backing = indexesOf(scene, table).find((index) => index.constraint === name);
    if (backing) for (const index of [backing, ...partsOf(scene, backing)]) effects.push(on(scene, index.name, 'ACCESS EXCLUSIVE'));
    if (cascade) for (const { table: other } of resting) effects.push(on(scene, other, 'ACCESS EXCLUSIVE'));
  }
  if (known.references && known.references.table !== table) {
    effects.push(...endOfKey(scene, known.references.table, 'constraint-dropped'));
  }
  // A view with GROUP BY over a primary key depends on it.
  const key = known.kind === 'primary-key' ? ([{ kind: 'key', relation: table }] as const) : [];
  if (cascade) effects.push(...cascadeEffects(scene, key));
  const first = cascade ? undefined : resting[0];
  return answer(scene, effects, {
    // ON CONFLICT names the columns of a unique constraint.
    breaksRunningCode: indexed && !createdHere(scene, table),
    refused: firstRefusal(
      ifExists ? null : absent(scene, table, name),
      originOfConstraint(scene, table, name) ? fromAbove(table, name, 'dropped') : null,
      first ? { sqlstate: '2BP01', reason: `a foreign key of ${first.table} rests on it, and CASCADE is not given` } : null,
      cascade ? null : dependencyRefusal(scene, key),
    ),
  });
}

/** The foreign keys that rest on a unique constraint, and on those of partitions that are part of it. */
function allRestingOn(scene: Scene, table: string, target: ConstraintDefinition): ReturnType<typeof restingOn> {
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

const fromAbove = (table: string, name: string, what: 'dropped' | 'renamed'): Refusal => ({
  sqlstate: '42P16',
  reason: `${name} of ${table} comes from the table above it, and has to be ${what} there`,
});

/** Whether the NOT NULL that a name stands for is that of a table above. */
function hasFromAbove(scene: Scene, table: string, name: string): boolean {
  const relation = scene.catalog.relations.get(table);
  const column = impliedNotNull(relation, name) ?? '';
  return [relation?.partitionOf ?? '', ...(relation?.inherits ?? [])].some(
    (parent) => scene.catalog.relations.get(parent)?.columns.get(column)?.notNull,
  );
}

/** RENAME CONSTRAINT: the index behind it is renamed too. */
export function renameConstraint(scene: Scene, operation: OperationOf<'rename-constraint'>): Analysis {
  const { table, constraint: name, newName } = operation;
  const relation = scene.catalog.relations.get(table);
  const known = relation?.constraints.get(name);
  const backing = indexesOf(scene, table).find((index) => index.constraint === name);
  const plain = known?.kind === 'check' || known?.kind === 'not-null';
  const strict = known === undefined && scene.situation.version >= 18 && impliedNotNull(relation, name) !== undefined;
  const inherits = strict || (plain && !known.noInherit);
  const effects = (inherits ? family(scene, table) : [table]).map((member) => on(scene, member, 'ACCESS EXCLUSIVE'));
  if (backing) effects.push(on(scene, backing.name, 'SHARE UPDATE EXCLUSIVE'));
  // Code that reads the name of the constraint out of an error no longer finds it; that is not counted as breaking.
  return answer(scene, effects, {
    refused: firstRefusal(
      wrongKind(scene, table, ['table', 'partitioned', 'foreign-table'], 'table'),
      absent(scene, table, name),
      plain && originOfConstraint(scene, table, name) ? fromAbove(table, name, 'renamed') : null,
      constraintTaken(scene, table, newName, backing !== undefined),
    ),
  });
}
