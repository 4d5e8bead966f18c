/**
 * What a PostgreSQL server's own catalogs hold of the user's, as lines that can be compared: everything that a migration can
 * change, nothing that changes by itself (oids, files, how far a sequence has come).
 */

/** Runs a text and gives its rows. */
export type Query = (sql: string) => Promise<readonly { readonly line: string }[]>;

const USER = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'";
/** Not a part of an extension. */
const own = (catalog: string, oid: string): string =>
  `NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = '${catalog}'::regclass AND x.objid = ${oid} AND x.deptype = 'e')`;
/** What a privilege list says, with the defaults spelt out; the owner's own are left out. */
const acl = (list: string, kind: string, owner: string): string =>
  `(SELECT string_agg(concat(CASE WHEN grantee = 0 THEN 'public' ELSE grantee::regrole::text END, '=', privilege_type, CASE WHEN is_grantable THEN '*' END), ',' ORDER BY grantee, privilege_type)
    FROM aclexplode(coalesce(${list}, acldefault('${kind}', ${owner}))) WHERE grantee <> ${owner})`;
const ACL_KIND = "CASE WHEN c.relkind = 'S' THEN 's' ELSE 'r' END";

/** One line for each thing; fields that are empty or off are left out by concat_ws and CASE. */
const PARTS: readonly string[] = [
  `SELECT concat_ws(' ', 'schema', quote_ident(nspname), 'owner', nspowner::regrole, ${acl('nspacl', 'n', 'nspowner')}) FROM pg_namespace n WHERE ${USER}`,
  `SELECT concat_ws(' ', 'extension', extname, extversion, n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname <> 'plpgsql'`,
  // Relations with what is said about them as a whole.
  `SELECT concat_ws(' ', 'relation', c.oid::regclass, c.relkind, c.relpersistence, 'owner', c.relowner::regrole, (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(c.reloptions) o),
      (SELECT 'toast ' || t.reloptions::text FROM pg_class t WHERE t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL),
      CASE WHEN c.relkind <> 'i' AND c.relkind <> 'I' THEN (SELECT string_agg(g, ',') FROM (SELECT concat(CASE WHEN grantee = 0 THEN 'public' ELSE grantee::regrole::text END, '=', privilege_type, CASE WHEN is_grantable THEN '*' END) AS g
        FROM aclexplode(coalesce(c.relacl, acldefault((${ACL_KIND})::"char", c.relowner))) WHERE grantee <> c.relowner ORDER BY 1) l) END,
      CASE WHEN c.relrowsecurity THEN 'row security' END, CASE WHEN c.relforcerowsecurity THEN 'forced' END, 'replica identity ' || c.relreplident::text,
      (SELECT 'tablespace ' || spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace), (SELECT 'method ' || amname FROM pg_am m WHERE m.oid = c.relam),
      'bound ' || pg_get_expr(c.relpartbound, c.oid), 'by ' || CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
      CASE WHEN c.reloftype <> 0 THEN 'of ' || c.reloftype::regtype END, CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN 'empty' END)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER} AND c.relkind <> 't' AND ${own('pg_class', 'c.oid')}`,
  `SELECT concat('inherits ', i.inhrelid::regclass, ' ', i.inhparent::regclass) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER}`,
  // Columns, by name; where they stand is a line of its own.
  `SELECT concat_ws(' ', 'column', c.oid::regclass || '.' || quote_ident(a.attname), format_type(a.atttypid, a.atttypmod), CASE WHEN a.attcollation <> t.typcollation THEN 'collate ' || a.attcollation::regcollation END,
      CASE WHEN a.attnotnull THEN 'not null' END, CASE WHEN a.attgenerated = '' THEN 'default ' ELSE 'generated ' || a.attgenerated::text || ' ' END || pg_get_expr(d.adbin, d.adrelid),
      CASE WHEN a.attidentity <> '' THEN 'identity ' || a.attidentity::text END, 'storage ' || a.attstorage::text, CASE WHEN to_jsonb(a)->>'attcompression' <> '' THEN 'compression ' || (to_jsonb(a)->>'attcompression') END,
      CASE WHEN coalesce(a.attstattarget, -1) <> -1 THEN 'statistics ' || a.attstattarget END, a.attoptions, CASE WHEN NOT a.attislocal THEN 'inherited' END,
      (SELECT string_agg(concat(CASE WHEN grantee = 0 THEN 'public' ELSE grantee::regrole::text END, '=', privilege_type, CASE WHEN is_grantable THEN '*' END), ',' ORDER BY grantee, privilege_type) FROM aclexplode(a.attacl)))
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE ${USER} AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND ${own('pg_class', 'c.oid')}`,
  `SELECT concat_ws(' ', 'key', c.oid::regclass, a.attnum, 'statistics', a.attstattarget) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${USER} AND c.relkind IN ('i', 'I') AND coalesce(a.attstattarget, -1) <> -1`,
  `SELECT concat('order ', c.oid::regclass, ' ', string_agg(quote_ident(attname), ', ' ORDER BY attnum)) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${USER} AND attnum > 0 AND NOT attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND ${own('pg_class', 'c.oid')} GROUP BY c.oid`,
  `SELECT concat_ws(' ', 'constraint', coalesce(nullif(k.conrelid, 0)::regclass::text, k.contypid::regtype::text), quote_ident(conname), pg_get_constraintdef(k.oid),
      CASE WHEN NOT convalidated THEN 'unproven' END, CASE WHEN NOT conislocal THEN 'inherited' END, CASE WHEN connoinherit THEN 'no inherit' END)
    FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE ${USER} AND ${own('pg_constraint', 'k.oid')}
      AND NOT (contype = 'f' AND conparentid <> 0 AND EXISTS (SELECT FROM pg_constraint o WHERE o.oid = k.conparentid AND o.conrelid = k.conrelid))`,
  `SELECT concat_ws(' ', 'index', indexrelid::regclass, pg_get_indexdef(indexrelid), CASE WHEN NOT indisvalid THEN 'invalid' END, CASE WHEN indisclustered THEN 'clustered' END, CASE WHEN indisreplident THEN 'replica identity' END)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER}`,
  `SELECT concat('view ', c.oid::regclass, ' ', pg_get_viewdef(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER} AND c.relkind IN ('v', 'm') AND ${own('pg_class', 'c.oid')}`,
  `SELECT concat('trigger ', pg_get_triggerdef(g.oid), ' ', tgenabled) FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER} AND NOT tgisinternal`,
  `SELECT concat('triggers of keys ', c.oid::regclass, ' ', tgenabled, ' ', count(*)) FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER} AND tgisinternal GROUP BY c.oid, tgenabled`,
  `SELECT concat('rule ', pg_get_ruledef(r.oid), ' ', ev_enabled) FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER} AND rulename <> '_RETURN'`,
  `SELECT concat_ws(' ', 'policy', p.polrelid::regclass, quote_ident(polname), polcmd, CASE WHEN polpermissive THEN 'permissive' ELSE 'restrictive' END, (SELECT string_agg(CASE WHEN r = 0 THEN 'public' ELSE r::regrole::text END, ',' ORDER BY r) FROM unnest(polroles) r),
      'using ' || pg_get_expr(polqual, polrelid), 'check ' || pg_get_expr(polwithcheck, polrelid)) FROM pg_policy p`,
  `SELECT concat_ws(' ', 'function', p.oid::regprocedure, pg_get_functiondef(p.oid), 'owner', proowner::regrole, ${acl('proacl', 'f', 'proowner')})
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${USER} AND prokind <> 'a' AND ${own('pg_proc', 'p.oid')}`,
  `SELECT concat_ws(' ', 'aggregate', p.oid::regprocedure, aggtransfn, aggfinalfn, aggtranstype::regtype, agginitval, 'owner', proowner::regrole) FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE ${USER} AND ${own('pg_proc', 'p.oid')}`,
  `SELECT concat_ws(' ', 'type', format('%I.%I', n.nspname, t.typname), t.typtype, 'owner', t.typowner::regrole, ${acl('t.typacl', 'T', 't.typowner')}, (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
      CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END, CASE WHEN t.typtype = 'd' AND t.typnotnull THEN 'not null' END, 'default ' || t.typdefault,
      CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation THEN 'collate ' || t.typcollation::regcollation END, (SELECT concat_ws(' ', rngsubtype::regtype, rngsubdiff, nullif(rngcanonical, 0::regproc)) FROM pg_range r WHERE r.rngtypid = t.oid))
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_type b ON b.oid = t.typbasetype LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE ${USER} AND (t.typtype IN ('e', 'd', 'r', 'b', 'p') AND t.typcategory <> 'A' OR c.relkind = 'c') AND ${own('pg_type', 't.oid')}`,
  `SELECT concat_ws(' ', 'sequence', s.seqrelid::regclass, s.seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, CASE WHEN seqcycle THEN 'cycle' END,
      (SELECT concat(deptype, ' ', refobjid::regclass, '.', (SELECT attname FROM pg_attribute WHERE attrelid = refobjid AND attnum = refobjsubid)) FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = s.seqrelid AND deptype IN ('a', 'i') AND refobjsubid > 0))
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER}`,
  `SELECT concat_ws(' ', 'statistics', pg_get_statisticsobjdef(s.oid), 'owner', stxowner::regrole, nullif(to_jsonb(s)->>'stxstattarget', '-1')) FROM pg_statistic_ext s`,
  `SELECT concat_ws(' ', 'publication', to_jsonb(p) - 'oid' - 'pubowner', 'owner', pubowner::regrole) FROM pg_publication p`,
  `SELECT concat_ws(' ', 'published', pubname, prrelid::regclass, to_jsonb(r)->>'prattrs', pg_get_expr((to_jsonb(r)->>'prqual')::pg_node_tree, prrelid)) FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid`,
  `SELECT concat_ws(' ', 'cast', castsource::regtype, casttarget::regtype, nullif(castfunc, 0)::regprocedure, castcontext, castmethod) FROM pg_cast WHERE oid >= 16384 AND ${own('pg_cast', 'pg_cast.oid')}`,
  `SELECT concat_ws(' ', 'operator', o.oid::regoperator, oprcode) FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE ${USER} AND ${own('pg_operator', 'o.oid')}`,
  `SELECT concat_ws(' ', 'collation', to_jsonb(k) - 'oid' - 'collowner' - 'collnamespace', n.nspname) FROM pg_collation k JOIN pg_namespace n ON n.oid = k.collnamespace WHERE ${USER}`,
  `SELECT concat_ws(' ', 'event trigger', to_jsonb(e) - 'oid' - 'evtfoid' - 'evtowner', evtfoid::regproc) FROM pg_event_trigger e`,
  `SELECT concat_ws(' ', 'default privileges', defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype, defaclacl) FROM pg_default_acl`,
  `SELECT concat_ws(' ', 'comment', o.type, o.identity, quote_literal(d.description)) FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) o WHERE d.objoid >= 16384 AND o.type IS NOT NULL
    AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = d.classoid AND x.objid = d.objoid AND x.deptype = 'e') AND o.type <> 'extension'`,
];

const DUMP = PARTS.map((part) => `SELECT line::text FROM (${part}) part(line)`).join('\nUNION ALL\n');

/** Everything, sorted. Runs in the transaction that is open; names are said with their schema. */
export async function dumpCatalog(query: Query): Promise<readonly string[]> {
  const [path] = await query("SELECT current_setting('search_path') AS line");
  await query("SELECT set_config('search_path', 'pg_catalog', true) AS line");
  const rows = await query(DUMP);
  await query(`SELECT set_config('search_path', '${(path?.line ?? '').replaceAll("'", "''")}', true) AS line`);
  return rows.map(({ line }) => line.replaceAll(/\s+/g, ' ').trim()).sort();
}
