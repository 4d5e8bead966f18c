/** Answers to "what undoes it?", in the words that the parts of the table in `../inverse.ts` share. */
import { applyOperation } from '../../../catalog/apply.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import type { Irreversible, Undo } from '../../../effects/effect.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { Scene } from '../effects/scene.ts';
import { naming } from '../naming.ts';
import { beginBuilding } from './building.ts';
import { converge } from './converge.ts';

/** There is nothing to undo. */
export const NOTHING: Undo = { inverse: [] };

/** These operations undo all of it. */
export const by = (...inverse: readonly Operation[]): Undo => ({ inverse });

/** Nothing gives it back. */
export const lost = (reason: string, saves = ''): Undo => ({ irreversible: [{ kind: 'lost', reason, saves }] });

/** The history does not show what was there. */
export const unknown = (reason: string): Undo => ({ irreversible: [{ kind: 'unknown', reason, saves: '' }] });

/** A part is undone; the rest does not come back. */
export const partly = (undo: Undo, irreversible: Irreversible): Undo => ({
  inverse: undo.inverse ?? [],
  irreversible: [irreversible, ...(undo.irreversible ?? [])],
  ...(undo.notRestored ? { notRestored: undo.notRestored } : {}),
});

/** These operations undo it if what they assume is so. */
export const assuming = (reason: string, ...inverse: readonly Operation[]): Undo => ({
  inverse,
  irreversible: [{ kind: 'unknown', reason, saves: '' }],
});

/** It is not certain that it is undone. */
export const doubted = (undo: Undo, ...reasons: readonly (string | false | undefined)[]): Undo =>
  reasons.reduce<Undo>((sum, reason) => (reason ? partly(sum, { kind: 'unknown', reason, saves: '' }) : sum), undo);

/** Small things that are not as they were. */
export const except = (undo: Undo, ...notRestored: readonly (string | false)[]): Undo => {
  const said = notRestored.filter((text) => text !== false);
  return undo.inverse && said.length > 0 ? { ...undo, notRestored: [...(undo.notRestored ?? []), ...said] } : undo;
};

/** The catalog after an operation. */
export const after = (scene: Scene, operation: Operation): Catalog =>
  applyOperation(scene.catalog, operation, { change: scene.situation.change, naming, version: scene.situation.version });

/** What leads back from a catalog to that of the scene, after operations that are done anyhow. */
export function back(scene: Scene, from: Catalog, operation: Operation, first: readonly Operation[] = []): Undo {
  const building = beginBuilding(scene.catalog, from, scene.situation.version, operation.span);
  for (const step of first) building.push(step);
  converge(building);
  const irreversible = building.doubts.map((reason): Irreversible => ({ kind: 'unknown', reason, saves: '' }));
  const undo = irreversible.length === 0 ? { inverse: building.operations } : { inverse: building.operations, irreversible };
  const attached = [...building.now().indexes.values()].filter(
    ({ name, partitionOf }) => partitionOf !== (scene.catalog.indexes.get(name)?.partitionOf ?? ''),
  );
  return except(
    undo,
    attached.length > 0 &&
      `${attached.map(({ name, partitionOf }) => `${name} stays part of ${partitionOf}`).join(', ')}: PostgreSQL detaches no index.`,
  );
}

/** What leads back to the catalog as it was before the operation. */
export const restored = (scene: Scene, operation: Operation): Undo => back(scene, after(scene, operation), operation);

/** The same for something that the history makes; of what it does not make it is not known what was there. */
export const restoredIf = (known: boolean, scene: Scene, operation: Operation, what: string): Undo =>
  known ? restored(scene, operation) : unknown(`The migrations do not show ${what} as it was.`);

/** What is made again is gone with its data. */
export const dataLost = (what: string, saves: string): Irreversible => ({ kind: 'lost', reason: what, saves });

/** A table is copied beforehand. */
export const copyOf = (table: string): string => `Copy it first: CREATE TABLE ${copyName(table)} AS TABLE ${table};`;

const copyName = (table: string): string => (table.endsWith('"') ? `${table.slice(0, -1)}_before"` : `${table}_before`);
