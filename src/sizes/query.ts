/**
 * The one query that sizes come from: docs/table-sizes.sql is it, and `--database-url` runs it. It reads the system catalogs
 * and the statistics views and nothing else.
 *
 * Rows are estimated as the planner does it: the rows of a page when the table was last vacuumed or analysed, times its pages
 * now; where that never was, the live rows that the statistics have counted, or nothing. Of a partitioned table the figures are the totals over its partitions. Writes per
 * second are the rows inserted, updated and deleted since the statistics were reset or, where they never were, since the
 * server was started; counters that outlive a restart then count for more than they are.
 * Sources: https://www.postgresql.org/docs/current/row-estimation-examples.html
 * https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ALL-TABLES-VIEW
 */
export const STATISTICS_QUERY = `WITH RECURSIVE since AS (
  SELECT greatest(extract(epoch FROM now() - coalesce(stats_reset, pg_postmaster_start_time())), 1) AS seconds
  FROM pg_stat_database
  WHERE datname = current_database()
), members AS (
  SELECT oid AS root, oid AS member, relkind
  FROM pg_class
  WHERE relkind IN ('r', 'm', 'p')
  UNION ALL
  SELECT members.root, i.inhrelid, c.relkind
  FROM members
  JOIN pg_inherits i ON i.inhparent = members.member
  JOIN pg_class c ON c.oid = i.inhrelid
  WHERE members.relkind = 'p'
), figures AS (
  SELECT
    c.oid,
    CASE
      WHEN pg_relation_size(c.oid) = 0 THEN 0
      WHEN c.reltuples > 0 AND c.relpages > 0
        THEN c.reltuples / c.relpages * (pg_relation_size(c.oid) / current_setting('block_size')::integer)
      ELSE nullif(s.n_live_tup, 0)
    END AS rows,
    pg_table_size(c.oid) AS bytes,
    pg_indexes_size(c.oid) AS index_bytes,
    coalesce(s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0) AS writes
  FROM pg_class c
  LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
  WHERE c.relkind IN ('r', 'm')
)
SELECT
  n.nspname AS schema,
  c.relname AS "table",
  CASE WHEN count(*) = count(f.rows) THEN round(sum(f.rows)::numeric)::bigint END AS rows,
  sum(f.bytes)::bigint AS bytes,
  sum(f.index_bytes)::bigint AS index_bytes,
  round((sum(f.writes) / min(since.seconds))::numeric, 1) AS writes_per_second,
  to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS as_of
FROM members m
JOIN pg_class c ON c.oid = m.root
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN figures f ON f.oid = m.member
CROSS JOIN since
WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
GROUP BY n.nspname, c.relname
ORDER BY n.nspname, c.relname;
`;
