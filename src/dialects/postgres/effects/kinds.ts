/** Which kinds of relations a statement is for: the server refuses it for others (SQLSTATE 42809). */
import type { Catalog, Table } from '../../../catalog/catalog.ts';
import type { Refusal } from '../../../effects/effect.ts';
import { type Operation, type OperationKind, tableOf } from '../../../operations/operation.ts';
import { KIND_WORDS } from './scene.ts';

type Kinds = readonly Table['kind'][];

const TABLES: Kinds = ['table', 'partitioned', 'foreign-table'];
const OWN_TABLES: Kinds = ['table', 'partitioned'];
const STORED: Kinds = ['table', 'partitioned', 'materialized-view'];

const FOR: Readonly<Partial<Record<OperationKind, Kinds>>> = {
  'add-column': TABLES,
  'drop-column': TABLES,
  'alter-column-type': TABLES,
  'set-default': [...TABLES, 'view'],
  'drop-default': [...TABLES, 'view'],
  'set-not-null': TABLES,
  'drop-not-null': TABLES,
  'add-identity': TABLES,
  'set-identity': TABLES,
  'drop-identity': TABLES,
  'set-expression': TABLES,
  'drop-expression': TABLES,
  'set-column-option': [...TABLES, 'materialized-view'],
  'add-constraint': TABLES,
  'validate-constraint': TABLES,
  'alter-constraint': OWN_TABLES,
  'drop-constraint': TABLES,
  'create-index': STORED,
  inherit: ['table', 'foreign-table'],
  'set-replica-identity': STORED,
  'set-row-security': OWN_TABLES,
  'set-cluster-index': STORED,
  cluster: STORED,
};

/** What changes the columns of a table. */
const SHAPED_BY_TYPE: ReadonlySet<OperationKind> = new Set(['add-column', 'drop-column', 'rename-column', 'alter-column-type']);

/** Why the server refuses an operation on a relation of this kind; null where it fits or nothing is known. */
export function kindRefusal(operation: Operation, catalog: Catalog): Refusal | null {
  const kinds = FOR[operation.kind];
  const relation = tableOf(operation);
  const table = catalog.relations.get(relation);
  if (table && table.ofType !== '' && SHAPED_BY_TYPE.has(operation.kind))
    return { sqlstate: '42809', reason: `${relation} has the columns of the type ${table.ofType}, which must be changed instead` };
  const kind = table?.kind;
  if (!kinds || kind === undefined || kinds.includes(kind)) return null;
  return { sqlstate: '42809', reason: `${relation} is ${KIND_WORDS[kind]}, and the statement is not for those` };
}
