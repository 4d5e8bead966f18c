/** What is there on a server, in the words of `catalogLines`. */
import type { Server } from './postgres-server.ts';
import { isUsers, qualified } from './server-catalog.ts';
import type { Failure } from './session.ts';

const SCHEMA = `
  WITH r AS (
    SELECT c.oid, c.relkind, c.relname, ${qualified('c.relname', 'n')} AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${isUsers('n')} AND n.nspname NOT LIKE 'pg\\_temp%'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  )
  SELECT concat(CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign-table' END,
    ' ', r.name, (SELECT ' of ' || p.name FROM pg_inherits i JOIN r p ON p.oid = i.inhparent WHERE i.inhrelid = r.oid AND p.relkind = 'p')) AS line
  FROM r WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
  UNION ALL SELECT concat('column ', r.name, '.', attname, ' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = r.oid AND k.contype = 'n' AND k.conkey[1] = attnum AND NOT k.convalidated) THEN ' not null' END)
    FROM r JOIN pg_attribute a ON a.attrelid = r.oid WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND attnum > 0 AND NOT attisdropped
  UNION SELECT concat('reads ', r.name, ' ', t.name, ' ', attname) FROM r JOIN pg_rewrite w ON w.ev_class = r.oid AND rulename = '_RETURN'
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND refclassid = 'pg_class'::regclass AND refobjsubid > 0
    JOIN r t ON t.oid = refobjid AND t.oid <> r.oid JOIN pg_attribute a ON a.attrelid = t.oid AND attnum = refobjsubid
  UNION ALL SELECT concat('trigger ', r.name, ' ', tgname) FROM r JOIN pg_trigger ON tgrelid = r.oid WHERE NOT tgisinternal AND tgparentid = 0
  UNION ALL SELECT concat('rule ', r.name, ' ', rulename) FROM r JOIN pg_rewrite ON ev_class = r.oid WHERE rulename <> '_RETURN'
  UNION ALL SELECT concat('policy ', r.name, ' ', polname) FROM r JOIN pg_policy ON polrelid = r.oid
  UNION ALL SELECT concat('constraint ', r.name, ' ', conname, ' ', CASE contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign-key' WHEN 'p' THEN 'primary-key'
      WHEN 'u' THEN 'unique' WHEN 'x' THEN 'exclude' END, CASE WHEN NOT convalidated THEN ' not valid' END, ' -> ' || f.name)
    FROM r JOIN pg_constraint k ON k.conrelid = r.oid LEFT JOIN r f ON f.oid = k.confrelid
    WHERE contype IN ('c', 'f', 'p', 'u', 'x') AND NOT (contype = 'f' AND conparentid <> 0 AND EXISTS (SELECT FROM pg_constraint o WHERE o.oid = k.conparentid AND o.conrelid = k.conrelid))
  UNION ALL SELECT concat('index ', r.name, ' on ', t.name, CASE WHEN indisunique THEN ' unique' END, ' for ' || conname, CASE WHEN NOT indisvalid THEN ' invalid' END)
    FROM r JOIN pg_index i ON i.indexrelid = r.oid JOIN r t ON t.oid = i.indrelid LEFT JOIN pg_constraint k ON k.conindid = r.oid AND contype IN ('p', 'u', 'x') AND k.conrelid = i.indrelid
  UNION ALL SELECT concat('type ', format('%I.%I', n.nspname, typname), ' ', CASE typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite' WHEN 'r' THEN 'range' END,
      (SELECT string_agg(' ' || enumlabel, '' ORDER BY enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid))
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
      AND (typtype IN ('e', 'd', 'r') OR typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')`;

/** What is there after `sql` on top of `given`: relations, columns, constraints, indexes and types, sorted. */
export async function schemaAfter(
  server: Server,
  given: string,
  sql: string,
): Promise<{ readonly refused: Failure | null; readonly lines: readonly string[] }> {
  return server.inTransaction(given, async ({ session }) => {
    const refused = await session.attempt(sql);
    const lines = refused ? [] : await session.planned<{ line: string }>(SCHEMA);
    return { refused, lines: lines.map(({ line }) => line).sort() };
  });
}
