/** What unqualified names mean at a point of a script: search_path, temporary objects, and what the script itself made. */
import type { Node, RangeVar } from '@pgsql/types';
import { qualify, quoteIdent, splitRelation } from './identifier.ts';

/** A function the script made whose body changes schema or data: calling it runs what is not read. */
export type RoutineBody = 'changes' | 'harmless';

/** Schemas that a search_path can name and that new objects do not go to. */
const SYSTEM_SCHEMAS = new Set(['pg_catalog', 'pg_temp', '$user', '']);

export interface Names {
  /** Where unqualified names go. */
  defaultSchema(): string;
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
  /** BEGIN, or SAVEPOINT with its name: what ROLLBACK goes back to. */
  savepoint(name?: string): void;
  /** ROLLBACK, or ROLLBACK TO a savepoint: names mean what they meant then. */
  rollback(name?: string): void;
  /** COMMIT or ROLLBACK: SET LOCAL ends, and so do temporary tables that are dropped on commit. */
  endTransaction(): void;
  dropOnCommit(canonical: string): void;
  noteRoutine(canonical: string, body: RoutineBody): void;
  routineBody(canonical: string): RoutineBody | undefined;
  /** The script made it. */
  made(canonical: string): boolean;
}

/**
 * Names at the start of a script: unqualified ones go to `defaultSchema`.
 *
 * @param known whether something of a qualified name was there before the script.
 */
export function makeNames(defaultSchema: string, known: (canonical: string) => boolean = () => false): Names {
  let sessionPath: readonly string[] = [defaultSchema];
  let localPath: readonly string[] | undefined;
  let temporary = new Set<string>();
  let created = new Set<string>();
  let gone = new Set<string>();
  let onCommitDrop = new Set<string>();
  const now = (name: string | undefined) => ({
    name,
    sessionPath,
    localPath,
    temporary: new Set(temporary),
    created: new Set(created),
    gone: new Set(gone),
    onCommitDrop: new Set(onCommitDrop),
  });
  let savepoints: ReturnType<typeof now>[] = [];
  const routines = new Map<string, RoutineBody>();

  const path = (): readonly string[] => localPath ?? sessionPath;
  const first = (): string => path()[0] ?? defaultSchema;
  const resolve = (schema: string | undefined, name: string): string => {
    if (schema) return qualify(schema, name);
    if (temporary.has(name)) return qualify('pg_temp', name);
    const candidates = path().map((schema) => qualify(schema, name));
    // What the script dropped or renamed away is no longer there.
    const several = candidates.length > 1;
    const found = candidates.find((candidate) => created.has(candidate) || (several && !gone.has(candidate) && known(candidate)));
    if (found !== undefined) return found;
    return qualify(name.startsWith('pg_') ? 'pg_catalog' : first(), name);
  };
  const names: Names = {
    defaultSchema: first,
    resolve,
    relation: (range) => resolve(range?.schemaname, range?.relname ?? ''),
    create(schema, name, isTemporary = false) {
      if (isTemporary || schema === 'pg_temp') {
        temporary.add(name);
        return qualify('pg_temp', name);
      }
      const canonical = qualify(schema || first(), name);
      created.add(canonical);
      gone.delete(canonical);
      return canonical;
    },
    drop(canonical) {
      const { schema, name } = splitRelation(canonical);
      if (schema === 'pg_temp') temporary.delete(name);
      created.delete(canonical);
      gone.add(canonical);
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
      if (schema !== 'pg_temp') created.add(renamed);
      return renamed;
    },
    move(canonical, newSchema) {
      const moved = qualify(newSchema, splitRelation(canonical).name);
      names.drop(canonical);
      created.add(moved);
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
    savepoint(name) {
      if (name === undefined) savepoints = [];
      savepoints.push(now(name));
    },
    rollback(name) {
      const at = savepoints.findLastIndex((savepoint) => savepoint.name === name);
      const back = savepoints[at];
      if (!back) return;
      ({ sessionPath, localPath, temporary, created, gone, onCommitDrop } = back);
      // It can be gone back to more than once.
      savepoints = [...savepoints.slice(0, at), now(name)];
    },
    endTransaction() {
      localPath = undefined;
      savepoints = [];
      for (const canonical of onCommitDrop) names.drop(canonical);
    },
    dropOnCommit: (canonical) => void onCommitDrop.add(canonical),
    noteRoutine: (canonical, body) =>
      void routines.set(canonical, body === 'changes' || routines.get(canonical) === 'changes' ? 'changes' : body),
    routineBody: (canonical) => routines.get(canonical),
    made: (canonical) => created.has(canonical),
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
