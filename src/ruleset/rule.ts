/** A rule as data: what a rule file says, checked, in the form that is compiled into `dist/rules.json`. */
import type { RelatedPlace } from '../effects/facts.ts';
import type { Category, Risk, RewriteStep } from '../report.ts';
import type { ScopeName } from './vocabulary.ts';

export const STATUSES = ['preview', 'stable', 'deprecated'] as const;
export type Status = (typeof STATUSES)[number];

/** Presets that a configuration can choose, smallest first: each contains the ones before it. */
export const PRESETS = ['minimal', 'recommended', 'strict'] as const;
export type Preset = (typeof PRESETS)[number];
/** Where a rule belongs: the smallest preset that contains it, or none. */
export const RULE_PRESETS = [...PRESETS, 'opt-in'] as const;
export type RulePreset = (typeof RULE_PRESETS)[number];

export const DIRECTIONS = ['up', 'down', 'any'] as const;
export const OPTION_TYPES = ['duration', 'integer', 'flag', 'text', 'list'] as const;
export type OptionType = (typeof OPTION_TYPES)[number];
export const PHASES = ['expand', 'migrate', 'contract', 'same-file'] as const satisfies readonly RewriteStep['phase'][];
export const EXAMPLE_TRANSACTIONS = ['none', 'wrapped', 'implicit'] as const;

/** A value of an option; durations are milliseconds. */
export type OptionValue = boolean | number | string | readonly string[];

export interface OptionDeclaration {
  readonly type: OptionType;
  readonly doc: string;
  readonly default: OptionValue;
}

/** One step of a rewrite, with `${…}` in its texts. */
export interface StepTemplate {
  readonly title: string;
  readonly phase: RewriteStep['phase'];
  readonly transaction: boolean;
  readonly sql: string;
  /** With `${…}`; each is empty where the step has none. See `RewriteStep`. */
  readonly deploy: string;
  readonly check: string;
  readonly cleanup: string;
  /** A condition; empty: always. */
  readonly when: string;
}

/** What the configuration's `tables:` would say. */
export interface ExampleTable {
  readonly name: string;
  readonly size?: 'small' | 'large';
  readonly rows?: number;
}

export interface Example {
  /** What it shows; empty where the SQL speaks for itself. */
  readonly title: string;
  /** SQL of history: what is there before the change. */
  readonly given: string;
  /** The change: one text per migration. */
  readonly migrations: readonly string[];
  readonly transaction: (typeof EXAMPLE_TRANSACTIONS)[number];
  /** The `id` of a framework, or empty. */
  readonly framework: string;
  /** The state of the way back (`absent`), or its SQL; empty: not used. */
  readonly down: string;
  /** `postgres@16`, or empty for the default. */
  readonly dialect: string;
  readonly tables: readonly ExampleTable[];
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Facts of the migration that its SQL cannot show: `{ status: edited }`. */
  readonly migration: Readonly<Record<string, string | boolean | number>>;
  /** The messages, exactly; empty for a good example. */
  readonly findings: readonly string[];
  /** What is observed on a real server while it runs: a fact of an effect, and the relation or value. */
  readonly proves: Readonly<Record<string, string | boolean>>;
}

export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly category: Category;
  readonly status: Status;
  readonly preset: RulePreset;
  readonly risk: Risk | 'exposure';
  /** Level in preset strict, or null where it is the same. */
  readonly strictRisk: Risk | null;
  readonly direction: (typeof DIRECTIONS)[number];
  /** Kinds of operations, or one of the special scopes alone. */
  readonly on: readonly ScopeName[];
  /** A condition; empty: always. */
  readonly when: string;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  /** The name of a rewrite of the dialect, steps, or null. */
  readonly rewrite: string | readonly StepTemplate[] | null;
  /** Why no SQL can be run instead, or where the rewrite does not fit; empty: nothing is said. Not a template. */
  readonly noRewrite: string;
  readonly yieldsTo: readonly string[];
  readonly related: readonly RelatedPlace[];
  readonly options: Readonly<Record<string, OptionDeclaration>>;
  readonly references: readonly string[];
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] };
  /** The engine it holds for, or `common`. */
  readonly dialect: string;
  /** Its file. */
  readonly path: string;
  readonly builtIn: boolean;
}

const PAGES = 'https://github.com/lockkeeper/lockkeeper/blob/main/docs/rules/';

/** The page of a built-in rule; empty for a custom one. */
export function pageOf(rule: Pick<Rule, 'id' | 'builtIn'>): string {
  return rule.builtIn ? `${PAGES}${rule.id}.md` : '';
}

/** The rule about what could not be analysed; the judge groups for it. */
export const NOT_ANALYSED = 'not-analysed';
