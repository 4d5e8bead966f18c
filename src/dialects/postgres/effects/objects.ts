/** What changing types, domains, functions, sequences, schemas, extensions and publications does. */
import type { Catalog, Origin, Table } from '../../../catalog/catalog.ts';
import type { Analysis, Effect } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { quoteIdent, splitRelation } from '../identifier.ts';
import { dropEffects, relationAndIndexes } from './tables.ts';
import { answer, before, createdHere, forgetsPosition, on, outsideOnly, type Scene, viewsOver } from './scene.ts';

const isNew = (scene: Scene, origin: Origin | undefined): boolean => scene.situation.change !== null && origin === scene.situation.change;

/** A type and every domain over it. */
function typeFamily(catalog: Catalog, type: string): ReadonlySet<string> {
  const found = new Set([type]);
  for (const name of found) for (const other of catalog.types.values()) if (other.baseType?.name === name) found.add(other.name);
  return found;
}

/** Tables with a column of a type; `exactly` leaves out arrays of it. */
function usersOf(scene: Scene, type: string): { readonly plain: readonly Table[]; readonly arrays: readonly Table[] } {
  const types = typeFamily(scene.catalog, type);
  const having = (array: boolean): readonly Table[] =>
    [...scene.catalog.relations.values()].filter((table) =>
      [...table.columns.values()].some((column) => types.has(column.type.name) && column.type.dimensions > 0 === array),
    );
  return { plain: having(false), arrays: having(true) };
}

/** DROP TYPE and DROP DOMAIN: with CASCADE the columns of the type go. */
export function dropType(scene: Scene, operation: OperationOf<'drop-type'>): Analysis {
  const { type, cascade } = operation;
  const { plain, arrays } = usersOf(scene, type);
  const fresh = isNew(scene, scene.catalog.types.get(type)?.origin);
  if (!cascade) {
    const user = [...plain, ...arrays][0];
    return answer(scene, [], {
      breaksRunningCode: !fresh,
      refused: user ? { sqlstate: '2BP01', reason: `a column of ${user.name} has the type, and CASCADE is not given` } : null,
    });
  }
  const effects = [...plain, ...arrays].flatMap((table) => [
    on(scene, table.name, 'ACCESS EXCLUSIVE'),
    ...viewsOver(scene, table.name).map((view) =>
      on(scene, view, 'ACCESS EXCLUSIVE', { unknown: ['lock', 'blocksReads', 'blocksWrites', 'blocksSchemaChanges'] as const }),
    ),
  ]);
  const old = [...plain, ...arrays].some((table) => !createdHere(scene, table.name));
  // Columns that the history does not show may have the type too.
  const loses = old || !fresh;
  return answer(scene, effects, {
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: !fresh,
    unknown: loses && !old ? ['losesData', 'reversible'] : [],
  });
}

/** ALTER TYPE … RENAME. */
export function renameType(scene: Scene, operation: OperationOf<'rename-type'>): Analysis {
  return answer(scene, [], { breaksRunningCode: !isNew(scene, scene.catalog.types.get(operation.type)?.origin) });
}

/** ALTER TYPE of a composite type: the server refuses to change the type of an attribute while a column uses it. */
export function alterCompositeType(scene: Scene, operation: OperationOf<'alter-composite-type'>): Analysis {
  const { type, change } = operation;
  const { plain, arrays } = usersOf(scene, type);
  const user = [...plain, ...arrays][0];
  const fresh = isNew(scene, scene.catalog.types.get(type)?.origin);
  const loses = change === 'drop' && !fresh;
  return answer(scene, [], {
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: change !== 'add' && !fresh,
    refused: change === 'type' && user ? { sqlstate: '0A000', reason: `a column of ${user.name} has the type` } : null,
  });
}

/** ALTER TYPE … ADD VALUE: a label cannot be taken away again. */
export function addEnumValue(scene: Scene, _operation: OperationOf<'add-enum-value'>): Analysis {
  return answer(scene, [], { reversible: false });
}

/** ALTER TYPE … RENAME VALUE. */
export function renameEnumValue(scene: Scene, operation: OperationOf<'rename-enum-value'>): Analysis {
  return answer(scene, [], { breaksRunningCode: !isNew(scene, scene.catalog.types.get(operation.type)?.origin) });
}

/** ALTER DOMAIN: a new rule is checked in every table that uses the domain, while nobody can write to them. */
export function alterDomain(scene: Scene, operation: OperationOf<'alter-domain'>): Analysis {
  const { type, change, notValid } = operation;
  const checks = (change === 'add-constraint' && !notValid) || change === 'validate-constraint' || change === 'set-not-null';
  const adds = change === 'add-constraint' || change === 'set-not-null';
  const fresh = isNew(scene, scene.catalog.types.get(type)?.origin);
  if (!checks) return answer(scene, [], { breaksRunningCode: adds && !fresh });
  const { plain, arrays } = usersOf(scene, type);
  const effects: Effect[] = plain
    .filter((table) => table.kind !== 'view')
    .map((table) => on(scene, table.name, 'SHARE', { work: table.kind === 'partitioned' ? 'none' : 'scan', cause: 'domain-check' }));
  const blocking = arrays[0];
  return answer(scene, effects, {
    canFailOnData: true,
    breaksRunningCode: adds && !fresh,
    refused: blocking ? { sqlstate: '0A000', reason: `a column of ${blocking.name} is an array of the domain` } : null,
  });
}

/** DROP FUNCTION. */
export function dropFunction(scene: Scene, operation: OperationOf<'drop-function'>): Analysis {
  const made = scene.catalog.functions.get(operation.function) ?? [];
  return answer(scene, [], { breaksRunningCode: !(made.length > 0 && made.every((f) => isNew(scene, f.origin))) });
}

/** ALTER SEQUENCE: those who draw numbers wait. */
export function alterSequence(scene: Scene, operation: OperationOf<'alter-sequence'>): Analysis {
  const { sequence, restart } = operation;
  return answer(scene, [on(scene, sequence, 'SHARE ROW EXCLUSIVE', { kind: 'sequence' })], restart ? forgetsPosition(scene, sequence) : {});
}

/** ALTER SEQUENCE … RENAME. */
export function renameSequence(scene: Scene, operation: OperationOf<'rename-sequence'>): Analysis {
  const { sequence } = operation;
  return answer(scene, [on(scene, sequence, 'ACCESS EXCLUSIVE', { kind: 'sequence' })], {
    breaksRunningCode: !createdHere(scene, sequence),
  });
}

/** DROP SEQUENCE: how far it has come is lost; with CASCADE the defaults that call it go. */
export function dropSequence(scene: Scene, operation: OperationOf<'drop-sequence'>): Analysis {
  const { sequence, cascade } = operation;
  const owner = scene.catalog.relations.get(sequence)?.ownedBy;
  const effects = [on(scene, sequence, 'ACCESS EXCLUSIVE', { kind: 'sequence' })];
  const column = owner ? scene.catalog.relations.get(owner.table)?.columns.get(owner.column) : undefined;
  if (cascade && owner && column?.serial) effects.push(on(scene, owner.table, 'ACCESS EXCLUSIVE'));
  const old = !createdHere(scene, sequence);
  return answer(scene, effects, {
    losesData: old,
    reversible: !old,
    breaksRunningCode: old,
    refused:
      !cascade && column?.serial && owner
        ? { sqlstate: '2BP01', reason: `the default of ${owner.column} of ${owner.table} uses it, and CASCADE is not given` }
        : null,
  });
}

/** ALTER SCHEMA … RENAME locks no table and moves all of them away from under the code that names them. */
export function renameSchema(scene: Scene, operation: OperationOf<'rename-schema'>): Analysis {
  const fresh = isNew(scene, scene.catalog.schemas.get(quoteIdent(operation.schema)));
  return answer(scene, [], { breaksRunningCode: !fresh });
}

/** DROP SCHEMA: without CASCADE it has to be empty. */
export function dropSchema(scene: Scene, operation: OperationOf<'drop-schema'>): Analysis {
  const { schema, cascade } = operation;
  const name = quoteIdent(schema);
  const fresh = isNew(scene, scene.catalog.schemas.get(name));
  if (!cascade) return answer(scene, [], { breaksRunningCode: false });
  const effects: Effect[] = [];
  const inside = [...scene.catalog.relations.values()].filter((t) => quoteIdent(splitRelation(t.name).schema) === name);
  for (const table of inside)
    effects.push(
      ...(table.kind === 'table' || table.kind === 'partitioned'
        ? dropEffects(scene, table.name, true)
        : relationAndIndexes(scene, table.name, 'ACCESS EXCLUSIVE')),
    );
  const old = inside.some((table) => (table.kind === 'table' || table.kind === 'partitioned') && !createdHere(scene, table.name));
  // What else is in it in production is not in the migrations.
  const loses = old || !fresh;
  return answer(scene, effects, {
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: loses,
    unknown: loses && !old ? ['losesData', 'reversible', 'breaksRunningCode'] : [],
  });
}

/** DROP EXTENSION: with CASCADE columns of its types go. */
export function dropExtension(scene: Scene, operation: OperationOf<'drop-extension'>): Analysis {
  const fresh = isNew(scene, scene.catalog.extensions.get(operation.extension));
  const loses = operation.cascade && !fresh;
  return answer(scene, [], {
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: !fresh,
    unknown: loses ? ['losesData', 'reversible'] : [],
  });
}

/** CREATE STATISTICS locks its table lightly; the other objects lock none. */
export function createObject(scene: Scene, operation: OperationOf<'create-object'>): Analysis {
  return answer(scene, operation.table === '' ? [] : [on(scene, operation.table, 'SHARE UPDATE EXCLUSIVE')]);
}

/** DROP of an object that no table depends on. */
export function dropObject(scene: Scene, operation: OperationOf<'drop-object'>): Analysis {
  return answer(scene, [], { breaksRunningCode: operation.objectType !== 'statistics' });
}

/** CREATE and ALTER PUBLICATION lock the tables they name lightly. */
export function publication(scene: Scene, operation: OperationOf<'create-publication'> | OperationOf<'alter-publication'>): Analysis {
  return answer(
    scene,
    operation.tables.map((table) => on(scene, table, 'SHARE UPDATE EXCLUSIVE')),
  );
}

/** CREATE and DROP SUBSCRIPTION make and drop a slot on another server, which no transaction can take back. */
export function subscription(scene: Scene, operation: OperationOf<'subscription'>): Analysis {
  return operation.change === 'alter'
    ? answer(scene, [])
    : answer(scene, [], {
        mustRunOutsideTransaction: true,
        unknown: ['mustRunOutsideTransaction'],
        reversible: operation.change === 'create',
      });
}

/** CREATE and DROP DATABASE and TABLESPACE. */
export function database(scene: Scene, operation: OperationOf<'database'>): Analysis {
  const { change, tablespace } = operation;
  if (change === 'alter') return answer(scene, []);
  const loses = change === 'drop' && !tablespace;
  return answer(scene, [], {
    ...outsideOnly(scene, `${change.toUpperCase()} ${tablespace ? 'TABLESPACE' : 'DATABASE'}`),
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: loses,
  });
}

/** Roles: DROP OWNED drops tables too, and which is not in the migrations. */
export function role(scene: Scene, operation: OperationOf<'role'>): Analysis {
  if (operation.change === 'drop-owned' || operation.change === 'reassign-owned') {
    const loses = operation.change === 'drop-owned';
    return {
      ...answer(scene, [], {
        losesData: loses,
        reversible: !loses,
        breaksRunningCode: loses,
        unknown: loses ? ['losesData', 'reversible', 'breaksRunningCode'] : [],
      }),
      unsupported: 'what the role owns is not in the migrations',
    };
  }
  return answer(scene, [], { breaksRunningCode: operation.change === 'drop', reversible: true });
}

/** COMMENT ON a relation or its column keeps other schema changes away for a moment. */
export function comment(scene: Scene, operation: OperationOf<'comment'>): Analysis {
  const { table, objectType } = operation;
  const light = /^(table|column|view|materialized view|index|sequence|foreign table)$/.test(objectType.toLowerCase().replaceAll('-', ' '));
  return answer(scene, table !== '' && light ? [on(scene, table, 'SHARE UPDATE EXCLUSIVE')] : []);
}

/** ALTER SYSTEM. */
export function alterSystem(scene: Scene, _operation: OperationOf<'alter-system'>): Analysis {
  return answer(scene, [], outsideOnly(scene, 'ALTER SYSTEM'));
}

/** CREATE OR REPLACE FUNCTION and its like: a routine is replaced in one step. */
export function createFunction(scene: Scene, operation: OperationOf<'create-function'>): Analysis {
  return answer(scene, [], operation.procedure ? before(scene, 11, 'procedures') : {});
}
