/** ALTER TABLE ONLY: what is below the table is left alone, where the server lets it be. */
import type { Catalog } from '../../../catalog/catalog.ts';
import type { Analysis, Effect, Refusal } from '../../../effects/effect.ts';
import { type Operation, tableOf } from '../../../operations/operation.ts';
import { on, type Scene, shown } from './scene.ts';

/** The catalog as ALTER TABLE ONLY sees it: nothing is below the table. */
function aloneIn(catalog: Catalog, name: string): Catalog {
  const table = catalog.relations.get(name);
  if (!table || table.partitions.size + table.children.size === 0) return catalog;
  return { ...catalog, relations: new Map(catalog.relations).set(name, { ...table, partitions: new Set(), children: new Set() }) };
}

/** A key of a partitioned table goes from its partitions too, whatever ONLY says. */
function reachesBelow(catalog: Catalog, operation: Operation): boolean {
  if (operation.kind !== 'drop-constraint') return false;
  const kind = catalog.relations.get(operation.table)?.constraints.get(operation.constraint)?.kind;
  return kind !== undefined && kind !== 'check' && kind !== 'not-null';
}

/** ALTER TABLE ONLY … DROP: what is right below keeps the column or constraint, as its own from then on. */
function leftBelow(scene: Scene, operation: Operation): readonly Effect[] {
  const table = scene.catalog.relations.get(tableOf(operation));
  const inherited =
    operation.kind === 'drop-column' ||
    (operation.kind === 'drop-not-null' && scene.situation.version >= 18 && table?.columns.get(operation.column)?.notNull === true) ||
    (operation.kind === 'drop-constraint' && table?.constraints.get(operation.constraint)?.kind === 'check');
  return inherited ? [...(table?.children ?? []), ...(table?.partitions ?? [])].map((child) => on(scene, child, 'ACCESS EXCLUSIVE')) : [];
}

/** ALTER TABLE ONLY where the change has to reach what is below the table; the scene is that of the whole family. */
function onlyRefused(scene: Scene, operation: Operation): Refusal | null {
  const name = tableOf(operation);
  const table = scene.catalog.relations.get(name);
  const partitioned = table?.kind === 'partitioned';
  const below = [...(table?.partitions ?? []), ...(table?.children ?? [])];
  if (below.length === 0) return null;
  const { version } = scene.situation;
  const refused = (sqlstate = '42P16'): Refusal => ({
    sqlstate,
    reason: `what is below ${shown(name)} must be changed with it: ONLY cannot be given`,
  });
  const strict = (column: string): boolean => below.every((member) => scene.catalog.relations.get(member)?.columns.get(column)?.notNull);
  switch (operation.kind) {
    case 'add-column':
    case 'rename-column':
    case 'alter-column-type':
      return refused();
    case 'drop-column':
      return partitioned ? refused() : null;
    case 'set-not-null':
      return partitioned && !strict(operation.column) ? refused() : null;
    case 'drop-not-null':
    case 'drop-constraint':
      return partitioned && version < 18 ? refused() : null;
    case 'drop-expression':
      return refused('0A000');
    case 'add-identity':
    case 'set-identity':
    case 'drop-identity':
      return partitioned && version >= 17 ? refused() : null;
    case 'add-constraint':
      if (operation.constraintKind === 'check') return operation.definition.noInherit && !partitioned ? null : refused();
      return operation.constraintKind === 'foreign-key' && partitioned ? refused('42809') : null;
    default:
      return null;
  }
}

/** What an operation with ONLY does; `analyse` is what it would do in another scene. */
export function analyseAlone(scene: Scene, operation: Operation, analyse: (alone: Scene) => Analysis): Analysis {
  if (reachesBelow(scene.catalog, operation)) return analyse(scene);
  const table = scene.catalog.relations.get(tableOf(operation));
  const { effects, consequence } = analyse({ ...scene, catalog: aloneIn(scene.catalog, tableOf(operation)) });
  const refused = onlyRefused(scene, operation);
  // A partitioned table has no rows of its own.
  const rowless = (effect: Effect): Effect =>
    table?.kind === 'partitioned' && effect.relation === table.name ? { ...effect, work: 'none', cause: 'none', unknown: [] } : effect;
  // What is given back to the table is given back to it alone; a check must be there below anyway.
  const alone = operation.kind === 'drop-constraint' ? {} : ({ tableOnly: true } as const);
  return {
    effects: [...effects.map(rowless), ...leftBelow(scene, operation)],
    consequence: {
      ...consequence,
      ...(refused ? { refused } : {}),
      ...(consequence.inverse ? { inverse: consequence.inverse.map((undo) => ({ ...undo, ...alone })) } : {}),
    },
  };
}
