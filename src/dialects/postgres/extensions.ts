/** What well-known extensions bring that columns, defaults and views come to rest on: from pg_depend of real servers. */
import type { ExtensionContents } from '../../operations/definition.ts';

const contents = (types: string, functions: string, operatorClasses = false): ExtensionContents => ({
  types: types.split(' ').filter(Boolean),
  functions: functions.split(' ').filter(Boolean),
  operatorClasses,
});

const EXTENSIONS: Readonly<Record<string, ExtensionContents>> = {
  citext: contents('citext', '', true),
  hstore: contents('hstore', 'akeys avals defined delete exist exists_all exists_any fetchval hstore hstore_to_array hstore_to_json', true),
  ltree: contents('ltree lquery ltxtquery', 'index lca nlevel subltree subpath text2ltree ltree2text', true),
  cube: contents('cube', 'cube cube_dim cube_distance cube_inter cube_union cube_enlarge', true),
  seg: contents('seg', 'seg_center seg_lower seg_upper seg_size', true),
  isn: contents('ean13 isbn13 ismn13 issn13 isbn ismn issn upc', 'is_valid make_valid isn_weak', true),
  lo: contents('lo', 'lo_oid lo_manage'),
  'uuid-ossp': contents('', 'uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4 uuid_generate_v5 uuid_nil'),
  pgcrypto: contents('', 'armor crypt dearmor decrypt digest encrypt gen_random_bytes gen_salt hmac pgp_sym_decrypt pgp_sym_encrypt'),
  unaccent: contents('', 'unaccent'),
  pg_trgm: contents('', 'similarity word_similarity strict_word_similarity show_trgm', true),
  btree_gist: contents('', '', true),
  btree_gin: contents('', '', true),
  intarray: contents('query_int', 'icount idx sort sort_asc sort_desc subarray uniq intset', true),
  earthdistance: contents('earth', 'earth earth_box earth_distance geo_distance latitude ll_to_earth longitude'),
  fuzzystrmatch: contents('', 'difference dmetaphone dmetaphone_alt levenshtein metaphone soundex'),
  tablefunc: contents('', 'connectby crosstab normal_rand'),
  postgis: contents('geometry geography box2d box3d', '', true),
  vector: contents('vector halfvec sparsevec', '', true),
  moddatetime: contents('', 'moddatetime'),
  tcn: contents('', 'triggered_change_notification'),
};

/** What an extension brings; undefined where it is not known. */
export function extensionContents(name: string): ExtensionContents | undefined {
  return EXTENSIONS[name];
}
