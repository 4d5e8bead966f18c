/**
 * The shape of a rule file, declared once: from it come the check at load and `rules/rule.schema.json` for editors.
 * Loaded only where rule files are read: compiled rules have been checked.
 */
import * as z from 'zod/mini';
import { RELATED_PLACES, type RelatedPlace } from '../effects/facts.ts';
import { OPERATION_KINDS, OPERATIONS } from '../operations/operation.ts';
import { CATEGORIES, RISKS } from '../report.ts';
import { expectedOption } from './option.ts';
import { DIRECTIONS, EXAMPLE_TRANSACTIONS, OPTION_TYPES, PHASES, RULE_PRESETS, STATUSES } from './rule.ts';
import { SCOPE_DOCS, SPECIAL_SCOPES } from './vocabulary.ts';

const said = (text: string) => z.describe(text);
/** What the values of an enum mean; editors show it beside each. */
const meaning = (texts: readonly string[]) => z.meta({ enumDescriptions: texts });
const words = z.string().check(z.minLength(1));
const scopes = z
  .enum([...SPECIAL_SCOPES, ...OPERATION_KINDS])
  .check(meaning([...SPECIAL_SCOPES.map((scope) => SCOPE_DOCS[scope]), ...OPERATION_KINDS.map((kind) => OPERATIONS[kind].doc)]));
const condition = z.string().check(said('A condition in CEL over the facts of `on`. Write it as a `>-` block.'));
const template = (text: string) => z.string().check(z.minLength(1), said(`${text} \`\${…}\` fills in a fact.`));
const optionValue = z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]);

const table = z.strictObject({
  name: words.check(said('The table, with its schema where that is not the default one: audit.log. `*` stands for any characters.')),
  size: z.optional(z.enum(['small', 'large']).check(said('Whether work that grows with it is over at once.'))),
  rows: z.optional(z.int().check(z.nonnegative(), said('How many rows it has.'))),
});
const option = z.strictObject({
  type: z
    .enum(OPTION_TYPES)
    .check(said('What its values are; a duration is a number of milliseconds in a condition.'), meaning(OPTION_TYPES.map(expectedOption))),
  default: optionValue.check(said('What holds where the configuration says nothing.')),
  doc: words.check(said('What it is for, as a sentence.')),
});

const example = {
  title: z.optional(words.check(said('What it shows, where the SQL does not speak for itself.'))),
  given: z.optional(words.check(said('SQL of history: what is there before the change.'))),
  sql: z.optional(words.check(said('The change, as one migration.'))),
  migrations: z.optional(z.array(words).check(z.minLength(1), said('The change, as several migrations in order.'))),
  transaction: z.optional(
    z
      .enum(EXAMPLE_TRANSACTIONS)
      .check(
        said('How the tool runs each migration; none where it is not given.'),
        meaning([
          'Each statement by itself.',
          'Between BEGIN and COMMIT of the tool.',
          'The file as one query, whose statements share a transaction.',
        ]),
      ),
  ),
  framework: z.optional(words.check(said('The framework it runs under.'))),
  down: z.optional(z.string().check(said('The way back: present, absent, irreversible, not-used, or its SQL.'))),
  dialect: z.optional(z.string().check(z.regex(/^[a-z]+(@\d+)?$/), said('The engine and its major version: postgres@16.'))),
  tables: z.optional(z.array(table).check(said('What `tables:` of the configuration says.'))),
  options: z.optional(z.record(z.string(), optionValue).check(said('What the configuration sets for the rule, by option.'))),
  migration: z.optional(
    z
      .record(z.string(), z.union([z.string(), z.boolean(), z.number()]))
      .check(said('Facts of the migration that its SQL cannot show, such as status: edited.')),
  ),
  proves: z.optional(z.record(z.string(), z.union([z.string(), z.boolean()])).check(said('What a real server shows while it runs.'))),
};

const good = z.strictObject(example);
const bad = z.strictObject({
  ...example,
  finding: z.union([words, z.array(words).check(z.minLength(1))]).check(said('The messages, exactly.')),
});

const step = z.strictObject({
  title: template('What the step does.'),
  phase: z
    .enum(PHASES)
    .check(
      said('When it is run.'),
      meaning([
        'Before the code that uses it is deployed.',
        'While both versions of the code run: rows are filled or moved.',
        'After no code uses what goes.',
        'Instead of the statement, in its file.',
      ]),
    ),
  transaction: z.optional(z.boolean().check(said('Whether it may run in a transaction; true where it is not given.'))),
  sql: template('The SQL to run.'),
  deploy: z.optional(template('What has to be deployed and running everywhere before it, as a sentence: the step is of a later release.')),
  check: z.optional(template('A query that reads only, and returns no row once the step has done its work.')),
  cleanup: z.optional(template('SQL that clears away what a failed run leaves, before the step is run again.')),
  when: z.optional(z.string().check(said('A condition in CEL: the step is left out where it does not hold.'))),
});

/** A rule file. */
export const ruleFile = z.strictObject({
  id: z
    .string()
    .check(z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/), said('Names the hazard and reads well after "allow": the name of the file.')),
  title: words.check(said('The hazard, as a heading.')),
  category: z.enum(CATEGORIES).check(said('The heading it is listed under, and what a report groups it by.')),
  status: z.optional(
    z.enum(STATUSES).check(said('How settled it is; stable where it is not given. It changes nothing about when the rule reports.')),
  ),
  preset: z.optional(
    z
      .enum(RULE_PRESETS)
      .check(
        said('The smallest preset that contains it; recommended where it is not given.'),
        meaning([
          'On in every preset.',
          'On in recommended, which is what holds where the configuration names none, and in strict.',
          'On in strict alone.',
          'On where the configuration names the rule.',
        ]),
      ),
  ),
  risk: z.enum([...RISKS, 'exposure']).check(said('A level, or exposure: from what is blocked, by how much work, on how big a table.')),
  'strict-risk': z.optional(z.enum(RISKS).check(said('The level in preset strict.'))),
  direction: z.optional(z.enum(DIRECTIONS).check(said('The migrations it looks at; up where it is not given.'))),
  on: z
    .union([scopes, z.array(scopes).check(z.minLength(1))])
    .check(said('The kinds of operations it is about, or any, migration, transaction, unread, allow.')),
  when: z.optional(condition),
  message: template('What is about to happen to which object.'),
  why: template("Why, in the database's terms."),
  fix: template('What to do.'),
  rewrite: z.optional(z.union([words, z.array(step).check(z.minLength(1))])).check(said('The name of a rewrite of the dialect, or steps.')),
  'no-rewrite': z.optional(
    words.check(
      said('Why no SQL can be run instead; beside `rewrite`, for the statements that it does not fit. It is shown as it stands.'),
    ),
  ),
  'yields-to': z.optional(
    z.array(words).check(said('Rules that say more about the same operation: where one of them reports, this one is silent.')),
  ),
  related: z.optional(z.array(z.enum(Object.keys(RELATED_PLACES) as RelatedPlace[])).check(said('Other places to show.'))),
  options: z.optional(z.record(z.string(), option).check(said('What a configuration can set.'))),
  references: z.optional(
    z
      .array(z.string().check(z.regex(/^https:\/\/\S+$/)))
      .check(said('Addresses of the pages that say so, the manual of the server first.')),
  ),
  examples: z.optional(
    z
      .strictObject({
        bad: z.optional(z.array(bad).check(said('Changes that yield their finding, with exactly that text.'))),
        good: z.optional(z.array(good).check(said('Changes that look alike and yield none.'))),
      })
      .check(said('The tests of the rule, which its page shows as well: `lockkeeper rules test FILE` runs them.')),
  ),
});
export type RuleFile = z.infer<typeof ruleFile>;
export type BadExample = NonNullable<NonNullable<RuleFile['examples']>['bad']>[number];

/** What is wrong with a value, before it is said with its place. */
export type Issue = z.core.$ZodIssue;

/** Checks a value against the shape of a rule file. */
export function parseRuleFile(value: unknown): { readonly rule: RuleFile } | { readonly issues: readonly Issue[] } {
  const result = ruleFile.safeParse(value);
  return result.success ? { rule: result.data } : { issues: result.error.issues };
}

/** The keys that are valid in the map at a path of a rule file. */
export function validKeys(path: readonly (string | number)[]): readonly string[] {
  const [first, ...rest] = path.filter((part) => typeof part === 'string');
  if (first === undefined) return Object.keys(ruleFile.shape);
  if (first === 'rewrite') return Object.keys(step.shape);
  if (first === 'options') return Object.keys(option.shape);
  if (rest.includes('tables')) return Object.keys(table.shape);
  if (first === 'examples') return rest.length === 0 ? ['bad', 'good'] : Object.keys(rest[0] === 'bad' ? bad.shape : good.shape);
  return [];
}

/** The JSON Schema of rule files, for editors: the text of `rules/rule.schema.json`. */
export function ruleSchemaJson(): string {
  const schema = z.toJSONSchema(ruleFile, { io: 'input' });
  return `${JSON.stringify({ ...schema, title: 'A rule of Lockkeeper' }, null, 2)}\n`;
}
