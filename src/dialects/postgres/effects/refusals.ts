/** What the server refuses because of what is there: the wrong kind of relation, a name that is taken, something that depends on it. */
import type { Table } from '../../../catalog/catalog.ts';
import { ancestors } from '../../../catalog/links.ts';
import type { Refusal } from '../../../effects/effect.ts';
import { qualify, splitRelation } from '../identifier.ts';
import { constraintsOf, type Scene, sequencesOf, withPartitions } from './scene.ts';

const KIND_WORDS: Readonly<Record<Table['kind'], string>> = {
  table: 'a table',
  partitioned: 'a partitioned table',
  view: 'a view',
  'materialized-view': 'a materialized view',
  sequence: 'a sequence',
  'foreign-table': 'a foreign table',
};

/** A relation that is known to be of none of the kinds a statement takes. */
export function wrongKind(scene: Scene, relation: string, takes: readonly Table['kind'][], statement: string): Refusal | null {
  const kind = scene.catalog.relations.get(relation)?.kind;
  if (kind !== undefined && takes.includes(kind)) return null;
  if (kind === undefined && !scene.catalog.indexes.has(relation)) return null;
  return {
    sqlstate: '42809',
    reason: `${relation} is ${kind === undefined ? 'an index' : KIND_WORDS[kind]}, which ${statement} does not take`,
  };
}

/** What cannot be inherited from. */
export function parentRefusal(scene: Scene, parent: string): Refusal | null {
  const known = scene.catalog.relations.get(parent);
  if (known?.kind === 'partitioned')
    return { sqlstate: '42809', reason: `${parent} is partitioned, and only its partitions inherit from it` };
  if (known && known.partitionOf !== '') return { sqlstate: '42809', reason: `${parent} is a partition, and nothing can inherit from it` };
  return wrongKind(scene, parent, ['table', 'foreign-table'], 'INHERITS');
}

/** A relation of that name is there already. */
export function nameTaken(scene: Scene, relation: string): Refusal | null {
  const taken = scene.catalog.relations.has(relation) || scene.catalog.indexes.has(relation);
  return taken ? { sqlstate: '42P07', reason: `there is a relation ${relation} already` } : null;
}

/** A constraint of that name is on the table already, or a relation has the name that its index would have. */
export function constraintTaken(scene: Scene, table: string, name: string, indexed: boolean): Refusal | null {
  if (indexed) {
    const taken = nameTaken(scene, qualify(splitRelation(table).schema, name));
    if (taken) return taken;
  }
  return constraintsOf(scene, table).some((constraint) => constraint.name === name)
    ? { sqlstate: '42710', reason: `${table} has a constraint ${name} already` }
    : null;
}

/** Whether a table has a constraint from the tables above it, which alone can change it. */
export function isInherited(scene: Scene, table: string, name: string): boolean {
  const { catalog } = scene;
  const own = catalog.relations.get(table);
  const constraint = own?.constraints.get(name);
  if (!own || !constraint) return false;
  const plain = constraint.kind === 'check' || constraint.kind === 'not-null';
  if (plain) {
    return [own.partitionOf, ...own.inherits].some((parent) => {
      const above = catalog.relations.get(parent)?.constraints.get(name);
      return above !== undefined && above.kind === constraint.kind && !above.noInherit;
    });
  }
  return constraintsOf(scene, own.partitionOf).some(
    (c) =>
      c.kind === constraint.kind &&
      c.columns.join('\0') === constraint.columns.join('\0') &&
      c.references?.table === constraint.references?.table,
  );
}

/** What makes the server refuse to drop a table without CASCADE, as far as the history tells. `together` go with it. */
export function dropRefusal(scene: Scene, table: string, together: readonly string[]): Refusal | null {
  const gone = new Set([...together, table].flatMap((name) => withPartitions(scene, name)));
  const members = new Set(withPartitions(scene, table));
  const sequences = new Set([...members].flatMap((member) => sequencesOf(scene, member)));
  // A foreign key to a partitioned table rests on each of its partitions.
  const targets = new Set([...members, ...ancestors(scene.catalog.relations, table)]);
  for (const other of scene.catalog.relations.values()) {
    if (gone.has(other.name)) continue;
    const what = dependence(other, { members, sequences, targets });
    if (what !== undefined) return { sqlstate: '2BP01', reason: `${what}, and CASCADE is not given` };
  }
  return null;
}

interface Going {
  readonly members: ReadonlySet<string>;
  readonly sequences: ReadonlySet<string>;
  readonly targets: ReadonlySet<string>;
}

/** In what way a relation depends on what goes, or undefined. */
function dependence(other: Table, { members, sequences, targets }: Going): string | undefined {
  for (const { name, references } of other.constraints.values()) {
    if (references && targets.has(references.table)) return `the foreign key ${name} of ${other.name} references ${references.table}`;
  }
  const source = other.sources.find((name) => members.has(name));
  if (source !== undefined) return `${other.name} reads ${source}`;
  const parent = other.inherits.find((name) => members.has(name));
  if (parent !== undefined) return `${other.name} inherits from ${parent}`;
  for (const column of other.columns.values()) {
    if (members.has(column.type.name)) return `the column ${column.name} of ${other.name} has the type ${column.type.name}`;
    if (sequences.has(column.drawsFrom)) return `the default of ${column.name} of ${other.name} takes its values from ${column.drawsFrom}`;
  }
  return undefined;
}
