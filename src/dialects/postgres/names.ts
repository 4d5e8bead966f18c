/** What unqualified names mean at a point of a script: search_path, temporary objects, and what the script itself made. */
import type { Node, RangeVar } from '@pgsql/types';
import type { Operation } from '../../operations/operation.ts';
import { qualify, quoteIdent, splitRelation } from './identifier.ts';

/** A function the script made whose body changes schema or data: calling it runs what is not read. */
export type RoutineBody = 'changes' | 'harmless';

/** Schemas that a search_path can name and that new objects do not go to. */
const SYSTEM_SCHEMAS = new Set(['pg_catalog', 'pg_temp', '$user', '']);

export interface Names {
  /** Where unqualified names go. */
  defaultSchema(): string;
  /** The schemas in which unqualified names are looked up. */
  path(): readonly string[];
  /** The canonical name of a relation, type or function that a statement mentions. */
  resolve(schema: string | undefined, name: string): string;
  relation(range: RangeVar | undefined): string;
  /** The canonical name of something a statement makes; `temporary` puts it in pg_temp. From then on unqualified mentions mean it. */
  create(schema: string | undefined, name: string, temporary?: boolean): string;
  /** It is gone: unqualified mentions no longer mean it. */
  drop(canonical: string): void;
  /** What it is called after a rename: the same schema, another name. */
  rename(canonical: string, newName: string): string;
  /** What it is called after a move to another schema. */
  move(canonical: string, newSchema: string): string;
  /** SET search_path; undefined for RESET and DEFAULT. */
  setPath(schemas: readonly string[] | undefined, local: boolean): void;
  /** COMMIT or ROLLBACK: SET LOCAL ends, and so do temporary tables that are dropped on commit. */
  endTransaction(): void;
  dropOnCommit(canonical: string): void;
  noteRoutine(canonical: string, body: RoutineBody): void;
  routineBody(canonical: string): RoutineBody | undefined;
  /** The script made it. */
  made(canonical: string): boolean;
  /** PREPARE: what EXECUTE of that name does. */
  prepare(name: string, operations: readonly Operation[]): void;
  /** What a prepared statement does; nothing where the script does not prepare it. */
  prepared(name: string): readonly Operation[];
}

/**
 * Names at the start of a script: unqualified ones go to `defaultSchema`. `known` are names that earlier scripts made, and is
 * kept up to date; it decides which schema of a search_path an unqualified name is found in.
 */
export function makeNames(defaultSchema: string, known: Set<string> = new Set()): Names {
  let sessionPath: readonly string[] = [defaultSchema];
  let localPath: readonly string[] | undefined;
  const temporary = new Set<string>();
  const created = new Set<string>();
  const onCommitDrop = new Set<string>();
  const routines = new Map<string, RoutineBody>();
  const statements = new Map<string, readonly Operation[]>();

  const path = (): readonly string[] => localPath ?? sessionPath;
  const first = (): string => path()[0] ?? defaultSchema;
  const resolve = (schema: string | undefined, name: string): string => {
    if (schema) return qualify(schema, name);
    if (temporary.has(name)) return qualify('pg_temp', name);
    for (const candidate of path()) {
      const qualified = qualify(candidate, name);
      if (created.has(qualified) || known.has(qualified)) return qualified;
    }
    return qualify(name.startsWith('pg_') ? 'pg_catalog' : first(), name);
  };
  const note = (canonical: string): void => {
    created.add(canonical);
    known.add(canonical);
  };
  const names: Names = {
    defaultSchema: first,
    path,
    resolve,
    relation: (range) => resolve(range?.schemaname, range?.relname ?? ''),
    create(schema, name, isTemporary = false) {
      if (isTemporary || schema === 'pg_temp') {
        temporary.add(name);
        return qualify('pg_temp', name);
      }
      const canonical = qualify(schema || first(), name);
      note(canonical);
      return canonical;
    },
    drop(canonical) {
      const { schema, name } = splitRelation(canonical);
      if (schema === 'pg_temp') temporary.delete(name);
      created.delete(canonical);
      known.delete(canonical);
      onCommitDrop.delete(canonical);
      routines.delete(canonical);
    },
    rename(canonical, newName) {
      const { schema } = splitRelation(canonical);
      const renamed = qualify(schema, newName);
      if (schema === 'pg_temp') temporary.add(newName);
      const body = routines.get(canonical);
      if (body) routines.set(renamed, body);
      if (onCommitDrop.has(canonical)) onCommitDrop.add(renamed);
      names.drop(canonical);
      if (schema !== 'pg_temp') note(renamed);
      return renamed;
    },
    move(canonical, newSchema) {
      const moved = qualify(newSchema, splitRelation(canonical).name);
      names.drop(canonical);
      note(moved);
      return moved;
    },
    setPath(schemas, local) {
      const usable = schemas?.filter((schema) => !SYSTEM_SCHEMAS.has(schema)) ?? [defaultSchema];
      if (local) localPath = usable;
      else {
        sessionPath = usable;
        localPath = undefined;
      }
    },
    endTransaction() {
      localPath = undefined;
      for (const canonical of onCommitDrop) names.drop(canonical);
    },
    dropOnCommit: (canonical) => void onCommitDrop.add(canonical),
    noteRoutine: (canonical, body) =>
      void routines.set(canonical, body === 'changes' || routines.get(canonical) === 'changes' ? 'changes' : body),
    routineBody: (canonical) => routines.get(canonical),
    made: (canonical) => created.has(canonical),
    prepare: (name, operations) => void statements.set(name, operations),
    prepared: (name) => statements.get(name) ?? [],
  };
  return names;
}

/** The strings of a list node or of an array of String nodes: a dotted name. */
export function strings(nodes: readonly Node[] | undefined): readonly string[] {
  const out: string[] = [];
  for (const node of nodes ?? []) if ('String' in node) out.push(node.String.sval ?? '');
  return out;
}

/** Schema and name of a dotted name; a database before the schema is left out. */
export function schemaAndName(parts: readonly string[]): { readonly schema: string | undefined; readonly name: string } {
  return { schema: parts.at(-2), name: parts.at(-1) ?? '' };
}

/** A dotted name as it would be written: each part quoted where it must be. */
export function dotted(parts: readonly string[]): string {
  return parts.map(quoteIdent).join('.');
}
