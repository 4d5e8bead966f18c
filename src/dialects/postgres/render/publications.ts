/** Publications as SQL. */
import type { Catalog } from '../../../catalog/catalog.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { quoteIdent } from '../identifier.ts';
import { idents, say, storageChange, storageList, words } from './words.ts';

/** What a publication names: `TABLE a (id), b, TABLES IN SCHEMA s`. */
function objects(o: OperationOf<'create-publication'> | OperationOf<'alter-publication'>, catalog: Catalog): string {
  const tables = o.members.map(({ table, definition }) => words(table, say(definition, catalog)));
  return [tables.length > 0 ? `TABLE ${tables.join(', ')}` : '', o.schemas.length > 0 ? `TABLES IN SCHEMA ${idents(o.schemas)}` : '']
    .filter(Boolean)
    .join(', ');
}

/** CREATE PUBLICATION. */
export function createPublication(o: OperationOf<'create-publication'>, catalog: Catalog): string {
  const named = objects(o, catalog);
  return words(
    `CREATE PUBLICATION ${quoteIdent(o.publication)}`,
    o.allTables ? 'FOR ALL TABLES' : named && `FOR ${named}`,
    o.storage.length > 0 && `WITH (${storageList(o.storage)})`,
  );
}

/** ALTER PUBLICATION. */
export function alterPublication(o: OperationOf<'alter-publication'>, catalog: Catalog): string {
  const change = o.change === 'options' ? storageChange(o.storage) : `${o.change.toUpperCase()} ${objects(o, catalog)}`;
  return `ALTER PUBLICATION ${quoteIdent(o.publication)} ${change}`;
}
