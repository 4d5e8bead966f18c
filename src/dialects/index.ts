/** The engines Lockkeeper analyses. To add one: write its folder and put it into the list. */
import type { Dialect } from './dialect.ts';
import { postgres } from './postgres/index.ts';

export const dialects: readonly Dialect[] = [postgres];

const byId: ReadonlyMap<string, Dialect> = new Map(dialects.map((dialect) => [dialect.id, dialect]));

/** The dialects by id, for the judge. */
export function dialectMap(): ReadonlyMap<string, Dialect> {
  return byId;
}

/** Whether an engine is analysed. */
export function isSupported(id: string): boolean {
  return byId.has(id);
}

/** The dialect of an id that is supported. */
export function dialectOf(id: string): Dialect {
  const dialect = byId.get(id);
  if (!dialect) throw new Error(`there is no dialect ${id}`);
  return dialect;
}
