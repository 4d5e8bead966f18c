/** Every type change of fixtures/postgres-types.yaml. Read by the unit and the server tests. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The types that are not built in. */
export const TYPE_SCENE = `CREATE EXTENSION citext;
CREATE EXTENSION ltree;
CREATE TYPE mood AS ENUM ('a', 'calm');
CREATE TYPE mood2 AS ENUM ('a', 'calm');
CREATE DOMAIN dplain AS int;
CREATE DOMAIN dpos AS int CHECK (VALUE > 0);
CREATE DOMAIN dvar AS varchar(20);
CREATE DOMAIN dtext AS text;`;

export type TypeAnswer = 'keep' | 'rewrite' | '42804';

export interface TypeCase {
  readonly from: string;
  readonly given: string;
  readonly changes: readonly { readonly to: string; readonly sql: string; expected(major: number): TypeAnswer }[];
}

/** Values of each type that others have trouble with: fixtures/postgres-type-values.yaml. */
export function typeValues(): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(new URL('../fixtures/postgres-type-values.yaml', import.meta.url), 'utf8');
  return new Map(Object.entries(parse(text) as Readonly<Record<string, readonly string[]>>));
}

interface RawType {
  readonly from: string;
  readonly keep: readonly string[];
  readonly rewrite: readonly string[];
  readonly 'rewrite-before-15'?: readonly string[];
}

/** Every case of fixtures/postgres-types.yaml. */
export function typeCases(): readonly TypeCase[] {
  return typeCasesOf(readFileSync(new URL('../fixtures/postgres-types.yaml', import.meta.url), 'utf8'));
}

/** One case for each type a column has, with a change to each of the types. */
export function typeCasesOf(text: string): readonly TypeCase[] {
  const raw = parse(text) as readonly RawType[];
  return raw.map(({ from, keep, rewrite, 'rewrite-before-15': early = [] }) => ({
    from,
    given: `CREATE TABLE t (x ${from}, y int);\nINSERT INTO t (y) VALUES (1);`,
    changes: raw.map(({ from: to }) => ({
      to,
      sql: `ALTER TABLE t ALTER COLUMN x TYPE ${to}`,
      expected: (major) => (keep.includes(to) ? 'keep' : rewrite.includes(to) || (major < 15 && early.includes(to)) ? 'rewrite' : '42804'),
    })),
  }));
}
