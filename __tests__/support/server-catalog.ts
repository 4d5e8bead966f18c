/**
 * Everything that a server's own catalogs say about what users made, one line each, by name: what must be as it was after a
 * statement and what undoes it. Rows of catalogs are printed whole (`to_jsonb`), less object ids, positions and what a
 * server counts for itself; expressions as its own `pg_get_…` functions print them. So a property that a later major adds
 * is in it, too.
 */
import type { Session } from './session.ts';

/** `schema.name`, as the server would quote it; temporary ones are of `pg_temp`. */
export const qualified = (name: string, namespace: string): string =>
  `format('%I.%I', CASE WHEN ${namespace}.nspname LIKE 'pg\\_temp%' THEN 'pg_temp' ELSE ${namespace}.nspname END, ${name})`;

/** Schemas that users make things in. */
export const isUsers = (namespace: string): string =>
  `${namespace}.nspname NOT IN ('pg_catalog', 'information_schema') AND ${namespace}.nspname NOT LIKE 'pg\\_toast%'`;

const less = (row: string, ...columns: readonly string[]): string => `(to_jsonb(${row}) - '{${columns.join(',')}}'::text[])`;

/** Who may do what, in one order; the owner's own rights are the same whether they are written down or not. */
const grants = (acl: string, kind: string, owner: string): string =>
  `(SELECT string_agg(concat(CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END, '=', privilege_type, CASE WHEN is_grantable THEN '*' END, '/', grantor::regrole), ' '
    ORDER BY grantee::regrole::text, privilege_type, grantor) FROM aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))))`;

/** Whether an object came with an extension. */
const extensions = (catalog: string, row: string): string =>
  `EXISTS (SELECT FROM e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${row}.oid)`;

/** Objects that have a name, an owner and no more that a migration of tables would change: they are there, or not. */
const NAMED: Readonly<Record<string, string>> = {
  pg_collation: 'collowner',
  pg_conversion: 'conowner',
  pg_operator: 'oprowner',
  pg_opclass: 'opcowner',
  pg_opfamily: 'opfowner',
  pg_ts_config: 'cfgowner',
  pg_ts_dict: 'dictowner',
  pg_ts_parser: '',
  pg_ts_template: '',
  pg_cast: '',
  pg_transform: '',
  pg_am: '',
  pg_language: 'lanowner',
  pg_foreign_data_wrapper: 'fdwowner',
  pg_foreign_server: 'srvowner',
  pg_user_mapping: '',
  pg_event_trigger: 'evtowner',
};

/** The least object id of what was not made with the database. */
export const FIRST_NORMAL = 16384;

const named = Object.entries(NAMED).map(
  ([catalog, owner]) => `SELECT concat('object ', i.type, ' ', i.identity, ${owner === '' ? "''" : `' owner ', o.${owner}::regrole`})
    FROM ${catalog} o, pg_identify_object('${catalog}'::regclass, o.oid, 0) i WHERE o.oid >= ${FIRST_NORMAL} AND NOT ${extensions(catalog, 'o')}`,
);

const QUERY = `
  WITH e AS MATERIALIZED (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
  n AS (SELECT n.* FROM pg_namespace n WHERE ${isUsers('n')}),
  r AS (SELECT c.oid AS id, ${qualified('c.relname', 'n')} AS name, c.* FROM pg_class c JOIN n ON n.oid = c.relnamespace WHERE NOT ${extensions('pg_class', 'c')})
  SELECT concat('schema ', nspname, ' owner ', nspowner::regrole, ' grants ', ${grants('nspacl', 'n', 'nspowner')}) AS line FROM n WHERE nspname NOT LIKE 'pg\\_temp%'
  UNION ALL SELECT concat('relation ', name, ' ', ${less(
    'c',
    ...'oid relname relnamespace reltype reloftype relowner relam relfilenode reltablespace relpages reltuples relallvisible relallfrozen'.split(
      ' ',
    ),
    ...'reltoastrelid relhasindex relhasrules relhastriggers relhassubclass relrewrite relfrozenxid relminmxid relnatts relpartbound relacl reloptions'.split(
      ' ',
    ),
  )}, ' owner ', r.relowner::regrole, ' access method ', (SELECT amname FROM pg_am WHERE oid = r.relam), ' tablespace ', (SELECT spcname FROM pg_tablespace WHERE oid = r.reltablespace),
    ' of type ', nullif(r.reloftype, 0)::regtype, ' bound ', pg_get_expr(r.relpartbound, r.id), ' key ', pg_get_partkeydef(r.id),
    ' options ', (SELECT string_agg(o, ' ' ORDER BY o) FROM unnest(r.reloptions) o),
    ' toast options ', (SELECT string_agg(o, ' ' ORDER BY o) FROM pg_class t, unnest(t.reloptions) o WHERE t.oid = r.reltoastrelid),
    ' grants ', CASE WHEN r.relkind IN ('r', 'p', 'v', 'm', 'f') THEN ${grants('r.relacl', 'r', 'r.relowner')} WHEN r.relkind = 'S' THEN ${grants('r.relacl', 's', 'r.relowner')} END)
    FROM r JOIN pg_class c ON c.oid = r.id
  UNION ALL SELECT concat('columns of ', name, ' ', (SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = id AND attnum > 0 AND NOT attisdropped)) FROM r WHERE relkind NOT IN ('i', 'I')
  UNION ALL SELECT concat('column ', name, '.', a.attname, ' ', ${less(
    'a',
    ...'attrelid attname attnum atttypid atttypmod attcollation attcacheoff atthasmissing attmissingval attacl attlen attbyval attalign attndims'.split(
      ' ',
    ),
  )}, ' type ', format_type(atttypid, atttypmod), ' collation ', nullif(attcollation, 0)::regcollation, ' default ', pg_get_expr(d.adbin, d.adrelid),
    ' grants ', (SELECT string_agg(concat(CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END, '=', privilege_type), ' ' ORDER BY grantee::regrole::text, privilege_type) FROM aclexplode(attacl)))
    FROM r JOIN pg_attribute a ON a.attrelid = id LEFT JOIN pg_attrdef d ON d.adrelid = attrelid AND d.adnum = attnum WHERE attnum > 0 AND NOT attisdropped AND relkind NOT IN ('i', 'I')
  UNION ALL SELECT concat('key ', name, ' ', attnum, ' statistics ', attstattarget) FROM r JOIN pg_attribute a ON a.attrelid = id WHERE relkind IN ('i', 'I') AND attnum > 0 AND coalesce(attstattarget, -1) <> -1
  UNION ALL SELECT concat('constraint ', coalesce(r.name, ${qualified('t.typname', 'tn')}), ' ', k.conname, ' ', ${less(
    'k',
    ...'oid conname connamespace conrelid contypid conindid conparentid confrelid conkey confkey conpfeqop conppeqop conffeqop confdelsetcols conexclop conbin'.split(
      ' ',
    ),
  )}, ' ', pg_get_constraintdef(k.oid), ' of ', (SELECT conname FROM pg_constraint o WHERE o.oid = k.conparentid), ' index ', nullif(k.conindid, 0)::regclass)
    FROM pg_constraint k LEFT JOIN r ON r.id = k.conrelid LEFT JOIN (pg_type t JOIN n tn ON tn.oid = t.typnamespace) ON t.oid = k.contypid WHERE r.id IS NOT NULL OR t.oid IS NOT NULL
  UNION ALL SELECT concat('index ', name, ' ', ${less(
    'i',
    ...'indexrelid indrelid indnatts indnkeyatts indcheckxmin indkey indcollation indclass indoption indexprs indpred'.split(' '),
  )}, ' ', pg_get_indexdef(id)) FROM r JOIN pg_index i ON i.indexrelid = id
  UNION ALL SELECT concat('view ', name, ' ', pg_get_viewdef(id)) FROM r WHERE relkind IN ('v', 'm')
  UNION ALL SELECT concat('trigger ', name, ' ', CASE WHEN NOT tgisinternal THEN pg_get_triggerdef(t.oid) ELSE concat(tgfoid::regproc, ' of ', (SELECT conname FROM pg_constraint k WHERE k.oid = tgconstraint)) END, ' enabled ', tgenabled)
    FROM r JOIN pg_trigger t ON t.tgrelid = id
  UNION ALL SELECT concat('rule ', name, ' ', pg_get_ruledef(w.oid), ' enabled ', ev_enabled) FROM r JOIN pg_rewrite w ON w.ev_class = id WHERE rulename <> '_RETURN'
  UNION ALL SELECT concat('policy ', name, ' ', ${less('p', 'oid', 'polrelid', 'polroles', 'polqual', 'polwithcheck')}, ' roles ', polroles::regrole[], ' using ', pg_get_expr(polqual, polrelid), ' check ', pg_get_expr(polwithcheck, polrelid))
    FROM r JOIN pg_policy p ON p.polrelid = id
  UNION ALL SELECT concat('inherits ', r.name, ' from ', p.name, ' ', ${less('i', 'inhrelid', 'inhparent')}) FROM pg_inherits i JOIN r ON r.id = inhrelid JOIN r p ON p.id = inhparent
  UNION ALL SELECT concat('sequence ', name, ' ', ${less('s', 'seqrelid', 'seqtypid')}, ' ', seqtypid::regtype, ' of ', (SELECT concat(refobjid::regclass, ' ', attname, ' ', deptype) FROM pg_depend
      JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid WHERE classid = 'pg_class'::regclass AND objid = id AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i') LIMIT 1))
    FROM r JOIN pg_sequence s ON s.seqrelid = id
  UNION ALL SELECT concat('type ', ${qualified('typname', 'n')}, ' ', typtype, ' owner ', typowner::regrole, ' grants ', ${grants('typacl', 'T', 'typowner')}, ' over ', CASE WHEN typtype = 'd' THEN format_type(typbasetype, typtypmod) END,
      CASE WHEN typnotnull THEN ' not null' END, ' default ', typdefault, ' collation ', nullif(typcollation, 0)::regcollation, ' range over ', (SELECT rngsubtype::regtype FROM pg_range WHERE rngtypid = t.oid), ' labels ', (SELECT string_agg(quote_literal(enumlabel), ' ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
    FROM pg_type t JOIN n ON n.oid = typnamespace WHERE typtype IN ('e', 'd', 'r', 'b', 'p') AND NOT (typtype = 'b' AND typelem <> 0 AND typlen = -1 AND typarray = 0) AND NOT ${extensions('pg_type', 't')}
  UNION ALL SELECT concat('function ', f.oid::regprocedure, ' ', f.prokind, ' owner ', proowner::regrole, ' grants ', ${grants('proacl', 'f', 'proowner')}, ' ', CASE WHEN prokind IN ('f', 'p', 'w') THEN pg_get_functiondef(f.oid) ELSE format_type(prorettype, NULL) END)
    FROM pg_proc f JOIN n ON n.oid = pronamespace WHERE f.oid >= ${FIRST_NORMAL} AND NOT ${extensions('pg_proc', 'f')} AND n.nspname NOT LIKE 'pg\\_temp%'
  UNION ALL SELECT concat('comment on ', i.type, ' ', i.identity, ' ', description) FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) i
    WHERE d.objoid >= ${FIRST_NORMAL} AND NOT EXISTS (SELECT FROM e WHERE e.classid = d.classoid AND e.objid = d.objoid) AND d.classoid <> 'pg_extension'::regclass
  UNION ALL SELECT concat('security label ', provider, ' on ', i.identity, ' ', label) FROM pg_seclabel d, pg_identify_object(d.classoid, d.objoid, d.objsubid) i
  UNION ALL SELECT concat('extension ', extname, ' ', extversion, ' in ', extnamespace::regnamespace, ' owner ', extowner::regrole) FROM pg_extension
  UNION ALL SELECT concat('statistics ', ${qualified('stxname', 'n')}, ' ', pg_get_statisticsobjdef(s.oid), ' target ', to_jsonb(s) -> 'stxstattarget', ' owner ', stxowner::regrole) FROM pg_statistic_ext s JOIN n ON n.oid = stxnamespace
  UNION ALL SELECT concat('default grants ', defaclrole::regrole, ' in ', nullif(defaclnamespace, 0)::regnamespace, ' ', defaclobjtype, ' ', (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(defaclacl) a)) FROM pg_default_acl
  UNION ALL SELECT concat('publication ', pubname, ' ', ${less('p', 'oid', 'pubname', 'pubowner')}, ' owner ', pubowner::regrole) FROM pg_publication p
  UNION ALL SELECT concat('published ', pubname, ' ', prrelid::regclass) FROM pg_publication_rel JOIN pg_publication p ON p.oid = prpubid
  UNION ALL SELECT concat('subscription ', subname, ' enabled ', subenabled, ' slot ', subslotname, ' publications ', subpublications) FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
  UNION ALL ${named.join('\n  UNION ALL ')}`;

/** The lines, sorted. */
export async function catalogDump(on: Session): Promise<readonly string[]> {
  const rows = await on.planned<{ line: string }>(QUERY);
  return rows.map(({ line }) => withSortedColumns(line)).sort();
}

/** Statistics list their columns in the order of the table, which changes when a column is made again. */
function withSortedColumns(line: string): string {
  return line.replace(/^(statistics .* ON )(.*)(?= FROM )/, (_, start: string, list: string) => start + list.split(', ').sort().join(', '));
}

/** Lines that only one of two has: `- ` what is gone, `+ ` what is there instead. */
export function difference(before: readonly string[], after: readonly string[]): readonly string[] {
  const count = (lines: readonly string[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
    return counts;
  };
  const [old, now] = [count(before), count(after)];
  const only = (mine: ReadonlyMap<string, number>, theirs: ReadonlyMap<string, number>): readonly string[] =>
    [...mine].flatMap(([line, times]) => Array.from({ length: Math.max(0, times - (theirs.get(line) ?? 0)) }, () => line));
  return [...only(old, now).map((line) => `- ${line}`), ...only(now, old).map((line) => `+ ${line}`)];
}
