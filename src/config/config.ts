/** What a configuration says, once it has been read and checked; and what holds where it says nothing. */
import { REWRITE_OPTIONS, type RewriteOptions } from '../dialects/dialect.ts';
import type { Risk } from '../report.ts';
import type { OptionValue, Preset } from '../ruleset/rule.ts';
import type { Rate } from '../sizes/amount.ts';

/** `postgres@16`, taken apart. */
export interface DialectSetting {
  /** As in `DialectEvidence`: `postgres`, `mysql`, … */
  readonly dialect: string;
  /** The major version: `16`. */
  readonly version?: string;
}

/** `on`: at the level the rule itself has. */
export type RuleLevel = Risk | 'on' | 'off';

export interface RuleSetting {
  readonly level: RuleLevel;
  /** Values of options that the rule declares; durations are milliseconds. */
  readonly options: Readonly<Record<string, OptionValue>>;
}

export type RuleSettings = Readonly<Record<string, RuleSetting>>;

export interface ProjectSetting {
  /** The `id` of a framework. */
  readonly framework: string;
  /** Folder, empty for the top of the repository. */
  readonly path: string;
  /** Globs below `path`; empty: what the framework itself would take. */
  readonly migrations: readonly string[];
  readonly dialect: DialectSetting | null;
  /** A dump to start the catalog from, as a path below `path`. */
  readonly schema: string | null;
}

export interface TableSetting {
  /** A name, with or without schema; `*` stands for any run of characters. */
  readonly name: string;
  /** Null: nothing says. */
  readonly size: 'small' | 'large' | null;
  readonly rows: number | null;
  /** Without its indexes. */
  readonly bytes: number | null;
  readonly indexBytes: number | null;
  readonly writesPerSecond: number | null;
}

/** Work whose time grows with a table, as `throughput:` names it. */
export const THROUGHPUT_KINDS = ['scan', 'foreign-key', 'index-build', 'rewrite', 'batch'] as const;
export type ThroughputKind = (typeof THROUGHPUT_KINDS)[number];
export type Throughput = Readonly<Partial<Record<ThroughputKind, Rate>>>;

/** Rules for a part of the repository. Where `paths` and `tables` are both there, both must match. */
export interface Override {
  /** Globs; empty: every path. */
  readonly paths: readonly string[];
  /** Names as in `TableSetting`; empty: every table. */
  readonly tables: readonly string[];
  readonly rules: RuleSettings;
}

/** Who may let a pull request through that would block; either way leaves a trace. */
export interface Unblock {
  /** A label on the pull request, put there by somebody else than its author; null: no label does. */
  readonly label: string | null;
  /** `@login` and `@org/team`: an approval of the head commit by one of them. Empty: no approval does. */
  readonly approvalBy: readonly string[];
}

export const COMMENT_MODES = ['auto', 'always', 'on-failure', 'never'] as const;
export type CommentMode = (typeof COMMENT_MODES)[number];

/** What is posted on a draft: everything, all but comments on lines, nothing. */
export const DRAFT_MODES = ['full', 'summary', 'skip'] as const;
export type DraftMode = (typeof DRAFT_MODES)[number];

/** Tools whose suppressing comments can be honoured. */
export const SUPPRESSION_PEERS = ['squawk', 'atlas', 'migrationpilot', 'pgfence', 'strong_migrations'] as const;
export type SuppressionPeer = (typeof SUPPRESSION_PEERS)[number];

export interface Config {
  /** Null: detected for each project, else assumed and said to be. */
  readonly dialect: DialectSetting | null;
  readonly failOn: Risk | 'never';
  /** Empty: detected. */
  readonly projects: readonly ProjectSetting[];
  readonly preset: Preset;
  readonly rules: RuleSettings;
  /** Globs of rule files. */
  readonly customRules: readonly string[];
  readonly tables: readonly TableSetting[];
  /** A file of measured sizes; null: there is none. */
  readonly statistics: string | null;
  /** How fast work goes on these servers; what is not given is as measured elsewhere. */
  readonly throughput: Throughput;
  /** How the SQL to run instead is written. */
  readonly rewrites: RewriteOptions;
  /** In order; a later one decides over an earlier one. */
  readonly overrides: readonly Override[];
  readonly baseline: string | null;
  /** Other tools whose suppressing comments count as allow comments do. */
  readonly suppressionsOf: readonly SuppressionPeer[];
  /** Globs: only changed files that match are reviewed. Empty: all. */
  readonly paths: readonly string[];
  /** Null: nothing but allow comments and the baseline lets a finding pass. */
  readonly unblock: Unblock | null;
  readonly comment: CommentMode;
  /** Level from which findings are posted on lines. */
  readonly inline: Risk | 'never';
  /** Level from which the review asks for changes. */
  readonly requestChanges: Risk | 'never';
  /** What is posted on a draft pull request; the verdict is the same. */
  readonly draft: DraftMode;
  readonly sarifFile: string | null;
  readonly reportFile: string | null;
}

/** What holds without a configuration. */
export const DEFAULT_CONFIG: Config = {
  dialect: null,
  failOn: 'high',
  projects: [],
  preset: 'recommended',
  rules: {},
  customRules: [],
  tables: [],
  statistics: null,
  throughput: {},
  rewrites: REWRITE_OPTIONS,
  overrides: [],
  baseline: null,
  suppressionsOf: [],
  paths: [],
  unblock: null,
  comment: 'auto',
  inline: 'medium',
  requestChanges: 'never',
  draft: 'summary',
  sarifFile: null,
  reportFile: null,
};

/** Places where a configuration is looked for, in this order. */
export const CONFIG_PATHS = ['.github/lockkeeper.yml', '.github/lockkeeper.yaml', 'lockkeeper.yml', 'lockkeeper.yaml'] as const;
