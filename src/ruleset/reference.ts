/** The rule author's reference: every fact, function and kind of operation, from the declarations themselves. */
import { BLOCKED, EXPOSURE, LONGEST_TIMEOUT } from '../effects/exposure.ts';
import { RELATED_PLACES } from '../effects/facts.ts';
import type { Field } from '../operations/field.ts';
import { OPERATION_KINDS, OPERATIONS } from '../operations/operation.ts';
import { CATEGORIES, RISKS } from '../report.ts';
import { durationText, FUNCTIONS } from './environment.ts';
import { expectedOption } from './option.ts';
import { OPTION_TYPES, RULE_PRESETS, STATUSES } from './rule.ts';
import {
  type Fields,
  OPERATION_VARIABLES,
  SCOPE_DOCS,
  scopeOf,
  SPECIAL_SCOPES,
  type SpecialScope,
  valueType,
  visibleFields,
} from './vocabulary.ts';

const GENERATED = '<!-- Generated from src/operations/operation.ts, src/effects/facts.ts and src/ruleset. Run `npm run build`. -->';

/** The page `docs/rule-reference.md`. `rewrites` are the names each dialect knows. */
export function ruleReference(rewrites: Readonly<Record<string, readonly string[]>>): string {
  const parts = [
    '# Rule reference',
    GENERATED,
    'What a rule file can say. How to write one: [writing-rules.md](writing-rules.md).',
    '## Keys',
    keys(rewrites),
    '## What `on` can be',
    [
      `One kind of operation, a list of kinds, or one of:`,
      '',
      ...SPECIAL_SCOPES.map((scope) => `- \`${scope}\`: ${SCOPE_DOCS[scope]}. It sees ${variablesOf(scope)}.`),
      '',
      'A rule on several kinds sees in `op` the fields that all of them have.',
    ].join('\n'),
    '## Facts',
    'A fact that could not be determined holds the worst case, and a rule that reads it is less sure. A name that the statement does not give is the empty text. Relations are shown without the default schema: `users`, `audit.log`.',
    ...Object.entries(OPERATION_VARIABLES).flatMap(([name, variable]) => [
      `### \`${name}\`${variable.list ? ' (a list)' : ''}`,
      variable.doc,
      ...(name === 'effects' ? ['Its items have the fields of `effect`.'] : [table(variable.fields)]),
    ]),
    '### `unread`',
    table(scopeOf(['unread']).variables['unread']?.fields ?? {}),
    '### `allow`',
    table(scopeOf(['allow']).variables['allow']?.fields ?? {}),
    '### `options`',
    `What the rule declares under \`options\`. ${OPTION_TYPES.map((type) => `\`${type}\`: ${expectedOption(type)}`).join('; ')}. A duration is a number of milliseconds in a condition.`,
    '## Functions',
    ['| | |', '|---|---|', ...Object.values(FUNCTIONS).map(({ call, doc }) => `| \`${call}\` | ${doc} |`)].join('\n'),
    'Operators: `&&`, `||`, `!`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `+`, `-`, `*`, `/`, `%`, `a ? b : c`. `+` adds numbers and joins texts, not lists. Anything else of CEL is refused.',
    '## Places for `related`',
    Object.entries(RELATED_PLACES)
      .map(([name, doc]) => `- \`${name}\`: ${doc}`)
      .join('\n'),
    '## Risk from exposure',
    exposureTable(),
    '## Kinds of operations',
    ...OPERATION_KINDS.flatMap((kind) => {
      const fields = visibleFields(kind);
      return [`### \`${kind}\``, OPERATIONS[kind].doc, ...(Object.keys(fields).length > 0 ? [table(fields)] : [])];
    }),
  ];
  return `${parts.join('\n\n')}\n`;
}

function variablesOf(scope: SpecialScope): string {
  return Object.keys(scopeOf([scope]).variables)
    .map((name) => `\`${name}\``)
    .join(', ');
}

function keys(rewrites: Readonly<Record<string, readonly string[]>>): string {
  const named = Object.entries(rewrites).map(([dialect, names]) => `${dialect}: ${names.map((name) => `\`${name}\``).join(', ')}`);
  const rows: readonly (readonly [string, string])[] = [
    ['`id`', 'Names the hazard: the name of the file, in kebab-case, without `ban-`, `no-` or `require-` in front.'],
    ['`title`', 'The hazard, as a heading.'],
    ['`category`', CATEGORIES.join(', ')],
    ['`status`', `${STATUSES.join(', ')}; stable where it is not given. A preview is in preset strict alone, a deprecated rule in none.`],
    ['`preset`', `The smallest preset that contains it: ${RULE_PRESETS.join(', ')}; recommended where it is not given.`],
    ['`risk`', `${RISKS.join(', ')}, or exposure`],
    ['`strict-risk`', 'The level in preset strict.'],
    ['`direction`', 'up, down or any; up where it is not given'],
    ['`on`', 'What it is asked about, see below.'],
    ['`when`', 'A condition in CEL; always where it is not given. Write it as a `>-` block: YAML reads `!a` as a tag.'],
    ['`message`, `why`, `fix`', 'Texts; `${…}` fills in a fact, a list is joined by ", ", `$${` stands for the characters themselves.'],
    [
      '`rewrite`',
      `The name of a rewrite (${named.join('; ')}), or steps: \`title\`, \`phase\`, \`transaction\`, \`sql\`, \`when\`, \`deploy\`, \`check\`, \`cleanup\`.`,
    ],
    [
      '`no-rewrite`',
      'Why there is no SQL to run instead, as plain text; beside `rewrite`, for the statements that it does not fit. A built-in rule at high, critical or exposure has one of the two.',
    ],
    ['`yields-to`', 'Rules that say more about the same operation: where one of them reports, this one is silent.'],
    ['`related`', 'Other places to show.'],
    ['`options`', 'What a configuration can set: `type`, `default`, `doc` by name.'],
    ['`references`', 'Addresses of the pages it rests on.'],
    ['`examples`', '`bad` and `good`: the tests of the rule. `lockkeeper rules test` runs them.'],
  ];
  return ['| key | |', '|---|---|', ...rows.map(([key, doc]) => `| ${key} | ${doc} |`)].join('\n');
}

function table(fields: Fields): string {
  const rows = Object.entries(fields).map(
    ([name, field]) => `| \`${name}\` | ${valueType(field)} | ${cell(field.doc)}${valuesOf(field)} |`,
  );
  return ['| field | type | |', '|---|---|---|', ...rows].join('\n');
}

/** Text for a cell of a table. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The values of a closed set; that of every kind of operation is the rest of the page. */
function valuesOf(field: Field): string {
  return field.type === 'choice' ? ` One of ${field.values.map((value) => `\`${value}\``).join(', ')}.` : '';
}

/** The table of exposure in words. */
export function exposureTable(): string {
  const rows = BLOCKED.map((blocked) => {
    const { queue, queueWithTimeout, smallTable, otherTable } = EXPOSURE[blocked];
    const waits = queue === queueWithTimeout ? queue : `${queue}; ${queueWithTimeout} with a lock timeout`;
    return `| ${blocked} | ${waits} | ${smallTable} | ${otherTable} |`;
  });
  return [
    '| what is blocked | no work: it waits in the lock queue, then is instant | work on a table known to be small | work on any other table |',
    '|---|---|---|---|',
    ...rows,
    '',
    `A lock timeout, or another timeout that ends the wait, counts where it is in force, not 0, and at most ${durationText(LONGEST_TIMEOUT)} or the rule's option \`max\`. Relations that the change itself made do not count. Where a fact that decides is not known its worst case is taken, and the risk is at most high.`,
  ].join('\n');
}
