/** What expressions mention: columns, functions, types, relations that constants name, and the queries inside of them. */
import type { Node } from '@pgsql/types';
import type { ColumnMention, Mentioned, Query } from '../../../operations/query.ts';
import { schemaAndName, strings } from '../names.ts';
import { readQuery } from './query.ts';
import { as, type NodeKind, type NodeOf, type Reading } from './reading.ts';
import { readType } from './type-name.ts';
import { walk } from './walk.ts';

/** The names that a tree is read with. */
export type Named = Pick<Reading, 'names'>;

const AGGREGATES: ReadonlySet<string> = new Set(
  (
    'any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp every json_agg json_agg_strict ' +
    'json_object_agg json_object_agg_strict json_object_agg_unique json_object_agg_unique_strict jsonb_agg jsonb_agg_strict ' +
    'jsonb_object_agg jsonb_object_agg_strict jsonb_object_agg_unique jsonb_object_agg_unique_strict max min mode percentile_cont ' +
    'percentile_disc range_agg range_intersect_agg regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy ' +
    'regr_syy stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance xmlagg st_union st_collect st_extent'
  ).split(' '),
);

/** Whether a call takes the rows of a group together. */
export function isAggregate(call: NodeOf<'FuncCall'>): boolean {
  if (call.over) return false;
  if (call.agg_star || call.agg_distinct || call.agg_filter || call.agg_within_group || (call.agg_order ?? []).length > 0) return true;
  return AGGREGATES.has(strings(call.funcname).at(-1) ?? '');
}

/** Functions that take a relation by name, as `regclass`. */
const TAKES_RELATION = new Set(['nextval', 'setval', 'currval', 'pg_relation_size', 'pg_total_relation_size', 'pg_table_size']);

/** The text of a constant that is not cast to something else than a relation. */
function relationText(node: Node | undefined): string | undefined {
  const cast = as(node, 'TypeCast');
  if (cast && strings(cast.typeName?.names).at(-1) !== 'regclass') return undefined;
  return as(cast ? cast.arg : node, 'A_Const')?.sval?.sval;
}

/** `s`, `app.s`, `"S"` as the parts of a name. */
export function nameParts(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"|([^".\s]+)/g)].map(
    (match) => match[1]?.replaceAll('""', '"') ?? (match[2] ?? '').toLowerCase(),
  );
}

/** A tree without the places its nodes stand at, to be compared with another. */
function shape(value: unknown): string {
  return JSON.stringify(value, (key, item: unknown) => (key === 'location' ? undefined : item));
}

/** Collects what is mentioned. */
export interface Collector {
  add(node: unknown, loose?: boolean): void;
  mentioned(): Mentioned;
}

/**
 * Collects what trees mention.
 *
 * @param grouped what the query groups by: a mention inside of one is not loose.
 */
export function collector(reading: Named, grouped: readonly Node[] = []): Collector {
  const columns: ColumnMention[] = [];
  const functions = new Set<string>();
  const types = new Set<string>();
  const relations = new Set<string>();
  const queries: Query[] = [];
  const shapes = new Set(grouped.map(shape));
  const resolve = (parts: readonly string[]): string => {
    const { schema, name } = schemaAndName(parts);
    return reading.names.resolve(schema, name);
  };
  const relation = (node: Node | undefined): void => {
    const text = relationText(node);
    if (text !== undefined) relations.add(resolve(nameParts(text)));
  };
  const add = (root: unknown, loose: boolean): void => {
    walk(root, (kind: NodeKind, value: object) => {
      if (loose && shapes.size > 0 && shapes.has(shape({ [kind]: value }))) {
        add({ [kind]: value }, false);
        return false;
      }
      switch (kind) {
        case 'ColumnRef': {
          const { fields } = value as NodeOf<'ColumnRef'>;
          const path = (fields ?? []).map((field) => ('A_Star' in field ? '*' : (as(field, 'String')?.sval ?? '')));
          columns.push({ path, loose });
          return false;
        }
        case 'FuncCall': {
          const call = value as NodeOf<'FuncCall'>;
          const parts = strings(call.funcname);
          if (parts[0] !== 'pg_catalog') functions.add(resolve(parts));
          if (TAKES_RELATION.has(parts.at(-1) ?? '')) relation(call.args?.[0]);
          if (!loose || !isAggregate(call)) return true;
          add(call, false);
          return false;
        }
        case 'TypeCast': {
          const cast = value as NodeOf<'TypeCast'>;
          const { name } = readType(cast.typeName, '', reading).type;
          if (name.includes('.')) types.add(name);
          if (name === 'regclass') relation(cast.arg);
          return true;
        }
        case 'TypeName':
          return false;
        case 'SelectStmt':
        case 'InsertStmt':
        case 'UpdateStmt':
        case 'DeleteStmt':
        case 'MergeStmt':
          queries.push(readQuery({ [kind]: value } as unknown as Node, reading));
          return false;
        default:
          return true;
      }
    });
  };
  return {
    add: (node, loose = false) => {
      if (node !== undefined) add(node, loose);
    },
    mentioned: () => ({ columns, functions: [...functions], types: [...types], relations: [...relations], queries }),
  };
}

/** What one expression, or a list of them, mentions. */
export function mentionedIn(reading: Named, ...nodes: readonly unknown[]): Mentioned {
  const collect = collector(reading);
  for (const node of nodes) collect.add(node);
  return collect.mentioned();
}
