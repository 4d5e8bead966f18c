/** What a Liquibase changelog says, whatever its format: changesets and the changelogs it includes, in order. */
import type { Step } from '../framework.ts';
import type { Change } from './change.ts';

export interface ChangeSet {
  readonly kind: 'changeset';
  readonly author: string;
  readonly id: string;
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** Its comment, or empty. */
  readonly comment: string;
  readonly runInTransaction: boolean;
  /** `runOnChange` or `runAlways`. */
  readonly repeatable: boolean;
  /** `dbms`: `postgresql, h2` or `!oracle`, or empty. */
  readonly dbms: string;
  /** Names of environments, by which people keep engines apart as well. */
  readonly context: string;
  readonly preconditions: readonly Change[];
  /** Liquibase can take back every change by itself. */
  readonly reversible: boolean;
  /** `ignore:true`: Liquibase passes over it. */
  readonly ignored: boolean;
  readonly steps: readonly ChangeStep[];
  readonly rollback: Rollback;
}

/** A step, a file whose SQL is one, or a change that becomes steps once the engine and the properties are known. */
export type ChangeStep = Step | SqlFileStep | MadeStep | EngineSteps | Modification;

export interface MadeStep {
  readonly kind: 'change';
  readonly change: Change;
}

/** `modifySql`: what stands in front of and behind every statement of the changeset. */
export interface Modification {
  readonly kind: 'modify';
  readonly before: string;
  readonly behind: string;
}

/** `dbms` on a change: steps for some engines alone. */
export interface EngineSteps {
  readonly kind: 'for-engine';
  readonly dbms: string;
  readonly steps: readonly ChangeStep[];
}

export interface SqlFileStep {
  readonly kind: 'sql-file';
  readonly file: string;
  readonly relative: boolean;
  readonly splitting: Splitting;
  /** Where it is named. */
  readonly start: number;
  readonly end: number;
}

/** How Liquibase cuts the SQL of one change into queries. */
export interface Splitting {
  readonly splitStatements: boolean;
  readonly endDelimiter: string | undefined;
}

export type Rollback =
  | { readonly kind: 'none' }
  /** There is one, and nothing to read in it: `not required`, `changesetId:…`, a builder. */
  | { readonly kind: 'said' }
  | { readonly kind: 'steps'; readonly start: number; readonly end: number; readonly steps: readonly ChangeStep[] };

export interface Include {
  readonly kind: 'include' | 'include-all';
  readonly file: string;
  /** Relative to the changelog it stands in. */
  readonly relative: boolean;
  /** `errorIfMissingOrEmpty` is false: nothing need be there. */
  readonly optional: boolean;
  /** Holds for everything in it. */
  readonly context: string;
  readonly start: number;
  readonly end: number;
}

/** A place that no changelog reader can make sense of. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly reason: string;
  readonly start: number;
  readonly end: number;
}

/** What `${name}` stands for. */
export interface Property {
  readonly kind: 'property';
  readonly name: string;
  readonly value: string;
  readonly dbms: string;
  readonly context: string;
  readonly start: number;
  readonly end: number;
}

export type Entry = ChangeSet | Include | Property | Unreadable;

/** A changeset with the defaults of Liquibase. */
export function changeSetOf(parts: Pick<ChangeSet, 'author' | 'id' | 'path' | 'start' | 'end' | 'steps'> & Partial<ChangeSet>): ChangeSet {
  return {
    kind: 'changeset',
    comment: '',
    runInTransaction: true,
    repeatable: false,
    dbms: '',
    context: '',
    preconditions: [],
    reversible: false,
    ignored: false,
    rollback: { kind: 'none' },
    ...parts,
  };
}
