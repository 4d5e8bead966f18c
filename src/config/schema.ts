/**
 * The shape of a configuration file, declared once: from it come the check at load, `lockkeeper.schema.json` for editors and
 * the table of options in the documentation. Loaded only where there is a file to check, or one of those is made.
 */
import * as z from 'zod/mini';
import { parseDuration } from '../effects/duration.ts';
import { frameworks } from '../frameworks/index.ts';
import { RISKS } from '../report.ts';
import { PRESETS } from '../ruleset/rule.ts';
import { parseBytes, parseRate } from '../sizes/amount.ts';
import { COMMENT_MODES, DEFAULT_CONFIG, DRAFT_MODES, SUPPRESSION_PEERS, THROUGHPUT_KINDS } from './config.ts';

export type { Config } from './config.ts';

/** One option of the file, for people. */
interface OptionDoc {
  /** What can stand there, in words. */
  readonly values: string;
  /** What holds without it. */
  readonly default: string;
  readonly doc: string;
}

const LEVELS = [...RISKS, 'never'] as const;
const RULE_LEVELS = [...RISKS, 'on', 'off'] as const;
const either = (choices: readonly string[]): string => choices.map((choice) => `\`${choice}\``).join(', ');
const plain = (value: unknown): string => (value === null || (Array.isArray(value) && value.length === 0) ? '' : `\`${String(value)}\``);

/** Every option, in the order in which people meet them. */
const OPTIONS = {
  dialect: {
    values: 'an engine, with its major version: `postgres@16`',
    default: 'detected; PostgreSQL 14 is assumed where nothing says',
    doc: 'The database that the migrations run on.',
  },
  'fail-on': { values: either(LEVELS), default: plain(DEFAULT_CONFIG.failOn), doc: 'Level from which findings fail the check.' },
  preset: { values: either(PRESETS), default: plain(DEFAULT_CONFIG.preset), doc: 'Which rules run.' },
  rules: {
    values: 'rule id to a level, `on`, `off`, or an object with `risk` and options of the rule',
    default: 'as the preset says',
    doc: 'Levels and options of single rules. `on` runs a rule at its own level.',
  },
  'custom-rules': { values: 'list of globs', default: '', doc: 'Rule files of this repository.' },
  projects: {
    values: 'list of objects with `framework`, and optionally `path`, `migrations`, `dialect`, `schema`',
    default: 'detected',
    doc: 'Where the migrations are. With this list nothing is detected.',
  },
  tables: {
    values: 'list of objects with `name`, and any of `size`, `rows`, `bytes`, `index-bytes`, `writes-per-second`',
    default: '',
    doc: 'What the repository cannot know: how big tables are. `*` in a name stands for anything; the last entry that matches decides.',
  },
  statistics: {
    values: 'a path',
    default: '',
    doc: 'File of table sizes that were measured, CSV or JSON: [table sizes](table-sizes.md). What `tables` says decides over it.',
  },
  throughput: {
    values: `an object with any of ${either(THROUGHPUT_KINDS)}: bytes or rows in a second, from slow to fast: \`100MB-400MB\`, \`20k-60k\``,
    default: 'as measured: [table sizes](table-sizes.md#how-long-work-takes)',
    doc: 'How fast work goes on your servers, for the durations in the migration plan.',
  },
  rewrites: {
    values: 'an object with any of `batch-size`, `pause`, `lock-timeout`, `lock-retries`, `new-column`',
    default: '`{ batch-size: 10000, pause: 100ms, lock-timeout: 5s, lock-retries: 0, new-column: "{column}_new" }`',
    doc: 'How the SQL to run instead is written: rows of a batch and the pause between two, how long a step waits for a lock and how often it tries again, how a column is called that takes the place of another.',
  },
  overrides: {
    values: 'list of objects with `paths` or `tables` or both, and `rules`',
    default: '',
    doc: 'Rules for a part of the repository. A later entry decides over an earlier one.',
  },
  baseline: { values: 'a path', default: '', doc: 'File of findings that were accepted, as `--write-baseline` makes it.' },
  'suppressions-of': {
    values: `list of ${either(SUPPRESSION_PEERS)}`,
    default: '',
    doc: 'Other tools whose suppressing comments in migrations count as allow comments.',
  },
  paths: { values: 'list of globs', default: 'every migration', doc: 'Only changed files that match are reviewed.' },
  unblock: {
    values: 'an object with `label`, or `approval-by` (a list of `@login` and `@org/team`), or both',
    default: '',
    doc: 'Who may let a pull request through that would block: [overrides that leave a trace](#overrides-that-leave-a-trace).',
  },
  comment: {
    values: either(COMMENT_MODES),
    default: plain(DEFAULT_CONFIG.comment),
    doc: 'When the summary is posted on the pull request. `auto`: when there is something to say, or an earlier summary to bring up to date.',
  },
  inline: { values: either(LEVELS), default: plain(DEFAULT_CONFIG.inline), doc: 'Level from which findings are posted on their lines.' },
  'request-changes': {
    values: either(LEVELS),
    default: plain(DEFAULT_CONFIG.requestChanges),
    doc: 'Level from which the review asks for changes.',
  },
  draft: {
    values: either(DRAFT_MODES),
    default: plain(DEFAULT_CONFIG.draft),
    doc: 'What is posted on a draft pull request. `summary`: no comments on lines until it is ready for review; `skip`: nothing. The verdict is the same.',
  },
  'sarif-file': { values: 'a path', default: '', doc: 'Where the action writes SARIF for code scanning.' },
  'report-file': { values: 'a path', default: '', doc: 'Where the action writes the review as JSON.' },
} as const satisfies Readonly<Record<string, OptionDoc>>;

const said = (text: string) => z.describe(text);
const words = z.string().check(z.minLength(1));
const glob = words;
const path = words;
const dialect = z.string().check(z.regex(/^[a-z][a-z0-9]*(?:@[0-9.]+)?$/));
const level = z.enum(LEVELS);
const tableName = words.check(z.regex(/^[^\s?[\]{}]+$/));

const optionValue = z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]);
const ruleSetting = z.union([
  z.enum(RULE_LEVELS),
  z.catchall(z.object({ risk: z.optional(z.enum(RULE_LEVELS).check(said('Level of its findings, `on`, or `off`.'))) }), optionValue),
]);
const rules = z.record(z.string(), ruleSetting);

const project = z.strictObject({
  framework: z.enum(frameworks.map(({ id }) => id).toSorted()).check(said('The tool that runs the migrations.')),
  path: z.optional(z.string().check(said('Folder of the project; the top of the repository where it is not given.'))),
  migrations: z.optional(
    z.array(glob).check(z.minLength(1), said('Globs below `path`; what the tool itself would take where it is not given.')),
  ),
  dialect: z.optional(dialect.check(said('The database of this project: postgres@16.'))),
  schema: z.optional(path.check(said('A dump below `path` to start from, where older migrations were squashed.'))),
});
const bytes = z.union([
  z.string().check(z.refine((text) => parseBytes(text) !== undefined, 'It is a number of bytes, or one with a unit: 800MB, 12GB')),
  z.int().check(z.nonnegative()),
]);
const table = z.strictObject({
  name: tableName.check(said('public.events, events, or *_lookup.')),
  size: z.optional(z.enum(['small', 'large']).check(said('small: reading all of it takes no time worth waiting for.'))),
  rows: z.optional(z.int().check(z.nonnegative(), said('About how many rows it has.'))),
  bytes: z.optional(bytes.check(said('Its size without indexes: 12GB.'))),
  'index-bytes': z.optional(bytes.check(said('The size of all its indexes: 4GB.'))),
  'writes-per-second': z.optional(z.number().check(z.nonnegative(), said('Rows inserted, updated and deleted in a second.'))),
});
const override = z.strictObject({
  paths: z.optional(z.array(glob).check(z.minLength(1), said('Globs of migration files.'))),
  tables: z.optional(z.array(tableName).check(z.minLength(1), said('Names of tables, `*` for anything.'))),
  rules: rules.check(said('Levels and options, as in `rules` of the file.')),
});
const rate = z.union([
  z
    .string()
    .check(z.refine((text) => parseRate(text) !== undefined, 'It is bytes or rows in a second, from slow to fast: 100MB-400MB, 20k-60k')),
  z.int().check(z.positive()),
]);
const throughput = z.strictObject({
  scan: z.optional(rate.check(said('Reading a table, to validate a CHECK or NOT NULL.'))),
  'foreign-key': z.optional(rate.check(said('Validating a foreign key.'))),
  'index-build': z.optional(rate.check(said('Building an index, of the bytes or rows of its table.'))),
  rewrite: z.optional(rate.check(said('Writing a table and its indexes anew.'))),
  batch: z.optional(rate.check(said('Changing rows in batches, without the pauses.'))),
} satisfies Readonly<Record<(typeof THROUGHPUT_KINDS)[number], unknown>>);
const duration = z.union([
  z.string().check(z.refine((text) => parseDuration(text) !== undefined, 'It is a duration: 100ms, 1s, or a number of milliseconds')),
  z.int().check(z.nonnegative()),
]);
const rewrites = z.strictObject({
  'batch-size': z.optional(z.int().check(z.positive(), said('Rows that a batch changes.'))),
  pause: z.optional(duration.check(said('How long to wait between two batches: 100ms, 1s.'))),
  'lock-timeout': z.optional(duration.check(said('How long a step waits for a lock at most: 5s; 0 leaves it out.'))),
  'lock-retries': z.optional(z.int().check(z.nonnegative(), z.maximum(100), said('How often a step that got no lock tries again.'))),
  'new-column': z.optional(
    z.string().check(z.regex(/^[^{}]*\{column\}[^{}]*$/), said('The name of a column that takes the place of another: {column}_new.')),
  ),
});
const unblock = z.strictObject({
  label: z.optional(
    words.check(said('A label: findings do not block while somebody else than the author has put it on the pull request.')),
  ),
  'approval-by': z.optional(
    z
      .array(z.string().check(z.regex(/^@[A-Za-z0-9][\w-]*(?:\[bot\]|\/[\w.-]+)?$/)))
      .check(z.minLength(1), said('@login or @org/team: findings do not block where one of them has approved the head commit.')),
  ),
});

/** A configuration file. */
export const configFile = z.strictObject({
  dialect: z.optional(dialect.check(said(OPTIONS.dialect.doc))),
  'fail-on': z.optional(level.check(said(OPTIONS['fail-on'].doc))),
  preset: z.optional(z.enum(PRESETS).check(said(OPTIONS.preset.doc))),
  rules: z.optional(rules.check(said(OPTIONS.rules.doc))),
  'custom-rules': z.optional(z.array(glob).check(said(OPTIONS['custom-rules'].doc))),
  projects: z.optional(z.array(project).check(z.minLength(1), said(OPTIONS.projects.doc))),
  tables: z.optional(z.array(table).check(said(OPTIONS.tables.doc))),
  statistics: z.optional(path.check(said(OPTIONS.statistics.doc))),
  throughput: z.optional(throughput.check(said(OPTIONS.throughput.doc))),
  rewrites: z.optional(rewrites.check(said(OPTIONS.rewrites.doc))),
  overrides: z.optional(z.array(override).check(said(OPTIONS.overrides.doc))),
  baseline: z.optional(path.check(said(OPTIONS.baseline.doc))),
  'suppressions-of': z.optional(z.array(z.enum(SUPPRESSION_PEERS)).check(said(OPTIONS['suppressions-of'].doc))),
  paths: z.optional(z.array(glob).check(z.minLength(1), said(OPTIONS.paths.doc))),
  unblock: z.optional(unblock.check(said(OPTIONS.unblock.doc))),
  comment: z.optional(z.enum(COMMENT_MODES).check(said(OPTIONS.comment.doc))),
  inline: z.optional(level.check(said(OPTIONS.inline.doc))),
  'request-changes': z.optional(level.check(said(OPTIONS['request-changes'].doc))),
  draft: z.optional(z.enum(DRAFT_MODES).check(said(OPTIONS.draft.doc))),
  'sarif-file': z.optional(path.check(said(OPTIONS['sarif-file'].doc))),
  'report-file': z.optional(path.check(said(OPTIONS['report-file'].doc))),
} satisfies Readonly<Record<keyof typeof OPTIONS, unknown>>);

export type ConfigFile = z.infer<typeof configFile>;
export type Issue = z.core.$ZodIssue;

/** Checks a value against the shape. */
export function parseConfigFile(value: unknown): { readonly file: ConfigFile } | { readonly issues: readonly Issue[] } {
  const parsed = configFile.safeParse(value);
  return parsed.success ? { file: parsed.data } : { issues: parsed.error.issues };
}

/** The keys that are valid at a path; empty where any key is. */
export function validKeys(at: readonly (string | number)[]): readonly string[] {
  const [first, second] = at;
  if (first === undefined) return Object.keys(OPTIONS);
  if (first === 'throughput' && at.length === 1) return Object.keys(throughput.shape);
  if (first === 'rewrites' && at.length === 1) return Object.keys(rewrites.shape);
  if (first === 'unblock' && at.length === 1) return Object.keys(unblock.shape);
  if (at.length !== 2 || typeof second !== 'number') return [];
  const shapes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    projects: project.shape,
    tables: table.shape,
    overrides: override.shape,
  };
  return Object.keys(shapes[first] ?? {});
}

/** The JSON Schema (draft-07) of the file, for completion in editors. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(configFile, { target: 'draft-7', io: 'input' });
  return {
    ...schema,
    title: 'Lockkeeper configuration',
    description: 'Configuration of Lockkeeper: .github/lockkeeper.yml or lockkeeper.yml.',
    // An empty file is a configuration that says nothing.
    type: ['object', 'null'],
  };
}

/** The options as a table in Markdown, for the documentation. */
export function configMarkdown(): string {
  const rows = Object.entries<OptionDoc>(OPTIONS).map(
    ([name, option]) => `| \`${name}\` | ${option.doc} | ${option.values} | ${option.default} |`,
  );
  return ['| option | meaning | values | default |', '|---|---|---|---|', ...rows, ''].join('\n');
}
