/** What changing an index does that builds nothing: ALTER INDEX. */
import { likeness } from '../../../catalog/index-shape.ts';
import type { Index } from '../../../catalog/catalog.ts';
import type { Analysis, Effect, Refusal } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { qualify, splitRelation } from '../identifier.ts';
import { ifThere, isTaken } from './indexes.ts';
import { answer, on, type Scene } from './scene.ts';
import { partsOf } from './stand-ins.ts';

/** ALTER INDEX … RENAME lets everybody read and write, since 12. */
export function renameIndex(scene: Scene, operation: OperationOf<'rename-index'>): Analysis {
  const { index, newName } = operation;
  const { catalog } = scene;
  const renamed = qualify(splitRelation(index).schema, newName);
  // ALTER INDEX renames a table too, and then as ALTER TABLE does.
  const lock = catalog.relations.has(index) ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE';
  const taken = renamed !== index && isTaken(scene, renamed);
  const there = catalog.relations.has(index) ? {} : ifThere(catalog.indexes.get(index), operation);
  return answer(scene, [on(scene, index, lock, { kind: 'index', ...there })], {
    refused: taken ? { sqlstate: '42P07', reason: `there is a relation ${renamed} already` } : null,
  });
}

/** Storage parameters of an index that nobody waits for; the other ones of the server keep everybody out. */
const LIGHT_OPTIONS: ReadonlySet<string> = new Set(['fillfactor', 'deduplicate_items', 'vacuum_cleanup_index_scale_factor']);

/** Which storage parameters the access methods that come with the server have. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  btree: ['fillfactor', 'deduplicate_items', 'vacuum_cleanup_index_scale_factor'],
  hash: ['fillfactor'],
  gist: ['fillfactor', 'buffering'],
  spgist: ['fillfactor'],
  gin: ['fastupdate', 'gin_pending_list_limit'],
  brin: ['pages_per_range', 'autosummarize'],
};

function alterRefusal(scene: Scene, operation: OperationOf<'alter-index'>, index: Index | undefined): Refusal | null {
  if (!index) return null;
  const { change, key } = operation;
  if (change === 'options' && scene.catalog.relations.get(index.table)?.kind === 'partitioned')
    return { sqlstate: '42809', reason: `${index.name} is the index of a partitioned table and has no storage parameters` };
  const known = OPTIONS[index.method];
  const stranger = operation.options.find((option) => known && !known.includes(option.toLowerCase()));
  if (stranger !== undefined) return { sqlstate: '22023', reason: `an index of the method ${index.method} has no parameter ${stranger}` };
  const column = change === 'statistics' ? [...index.columns, ...index.include][key - 1] : undefined;
  if (column !== undefined && scene.catalog.relations.get(index.table)?.columns.has(column))
    return { sqlstate: '0A000', reason: `${column} is a column, whose statistics are those of the table` };
  return null;
}

/** ALTER INDEX … SET: statistics and some options let everybody in, another tablespace copies the index. */
export function alterIndex(scene: Scene, operation: OperationOf<'alter-index'>): Analysis {
  const { change, options, tablespace } = operation;
  const index = scene.catalog.indexes.get(operation.index);
  const partitioned = scene.catalog.relations.get(index?.table ?? '')?.kind === 'partitioned';
  const refused = alterRefusal(scene, operation, index);
  const there = ifThere(index, operation);
  if (change === 'tablespace') {
    // Where the index is now is not in the migrations; most are where the database is.
    const unknown = [...(there.unknown ?? []), ...(tablespace === 'pg_default' ? (['work', 'cause'] as const) : [])];
    const move = partitioned ? there : ({ work: 'rewrite', cause: 'table-copy', unknown } as const);
    return answer(scene, [on(scene, operation.index, 'ACCESS EXCLUSIVE', { ...move, kind: 'index' })], { refused });
  }
  const light = change === 'statistics' || (change === 'options' && options.every((option) => LIGHT_OPTIONS.has(option.toLowerCase())));
  const lock = light ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  const effects: Effect[] = [on(scene, operation.index, lock, { ...there, kind: 'index' })];
  // Statistics are set for the indexes of the partitions too.
  if (change === 'statistics' && index) for (const part of partsOf(scene, index)) effects.push(on(scene, part.name, lock));
  return answer(scene, effects, { refused });
}

function attachRefusal(scene: Scene, parent: Index | undefined, child: Index | undefined): Refusal | null {
  const { relations } = scene.catalog;
  if (parent && relations.get(parent.table)?.kind !== 'partitioned' && relations.get(parent.table)?.columnsKnown)
    return { sqlstate: '42809', reason: `${parent.name} is not the index of a partitioned table` };
  if (!parent || !child) return null;
  if (child.partitionOf === parent.name) return null;
  const table = relations.get(child.table);
  if (child.partitionOf !== '') return { sqlstate: '55000', reason: `${child.name} is part of ${child.partitionOf} already` };
  if (table?.partitionOf !== parent.table)
    return { sqlstate: '42P17', reason: `${child.name} is not the index of a partition of ${parent.table}` };
  if ([...table.indexes].some((name) => scene.catalog.indexes.get(name)?.partitionOf === parent.name))
    return { sqlstate: '55000', reason: `another index of ${child.table} is part of ${parent.name} already` };
  if (parent.constraint !== '' && child.constraint === '')
    return { sqlstate: '42P17', reason: `${parent.name} is behind a constraint, and ${child.name} is not` };
  return likeness(parent, child) === 'unlike'
    ? { sqlstate: '42P17', reason: `${child.name} and ${parent.name} are indexes of different kinds` }
    : null;
}

/** ALTER INDEX … ATTACH PARTITION. */
export function attachIndex(scene: Scene, operation: OperationOf<'attach-index'>): Analysis {
  const { indexes } = scene.catalog;
  return answer(
    scene,
    [
      on(scene, operation.index, 'SHARE UPDATE EXCLUSIVE', { kind: 'index' }),
      on(scene, operation.child, 'ACCESS EXCLUSIVE', { kind: 'index' }),
    ],
    { reversible: false, refused: attachRefusal(scene, indexes.get(operation.index), indexes.get(operation.child)) },
  );
}
