/** `docs/coming-from.md`: for people who know another tool. Generated from the tables, so that it and `suppressions-of` agree. */
import type { Rule } from '../../ruleset/rule.ts';
import { dieselGuard } from './diesel-guard.ts';
import { djangoMigrationLinter } from './django-migration-linter.ts';
import { eugene } from './eugene.ts';
import { suppressingPeers } from './index.ts';
import { onlineMigrations } from './online-migrations.ts';
import type { Peer, PeerRule } from './peer.ts';
import { pgMigrationLint } from './pg-migration-lint.ts';
import { pgsafe } from './pgsafe.ts';
import { postgresLanguageServer } from './postgres-language-server.ts';
import { strongMigrations } from './strong-migrations.ts';

const { squawk, pgfence, migrationpilot, atlas } = suppressingPeers;

/** In the order of the page. */
export const peers: readonly Peer[] = [
  squawk,
  pgfence,
  migrationpilot,
  eugene,
  atlas,
  pgMigrationLint,
  pgsafe,
  dieselGuard,
  postgresLanguageServer,
  strongMigrations,
  onlineMigrations,
  djangoMigrationLinter,
];

const INTRO = `\
# Coming from another tool

<!-- Generated from src/suppressions/peers. Change the tables there, then run \`npm run build\`. -->

What each rule of another tool is called here, or why there is none. Rules of the presets \`strict\` and \`opt-in\` are marked; the others
are on without a configuration.

`;

const COMMENTS = `\
## Their comments

What is accepted in your migrations already can stay so, by one line of the configuration:

\`\`\`yaml
# .github/lockkeeper.yml
suppressions-of: [squawk]
\`\`\`

| value | comments | count for |
|---|---|---|
| \`squawk\` | \`-- squawk-ignore RULE, …\` | what begins on its line or the next |
| | \`-- squawk-ignore-file RULE, …\`, or no rule for all | the file |
| \`atlas\` | \`-- atlas:nolint CODE or CLASS …\`, or nothing for all | the statement below it, without an empty line between |
| | the same at the top of the file, with an empty line below it | the file |
| \`migrationpilot\` | \`-- migrationpilot-disable RULE, …\`, or no rule for all | the first statement that begins on its line or below |
| | \`-- migrationpilot-disable-file RULE, …\`, or no rule for all | the file |
| \`pgfence\` | \`-- pgfence-ignore: RULE, …\`, or no rule for all | the statement it stands in, or the next one |
| | \`-- pgfence: ignore RULE, …\` | the same |
| \`strong_migrations\` | \`safety_assured { … }\` in a Rails migration | what begins in its block |

They are placed and spelt as the tool itself takes them. A comment allows the rules that stand beside its own in the tables below; one that names
none allows all that is reported there. What is allowed stays in the report with the words of the comment as the reason, and
a comment that allows nothing here is not reported. A name that the tool does not have is, by [\`invalid-allow\`](rules/invalid-allow.md).
In a pull request the configuration of the base branch decides, so a change cannot turn this on for itself. New comments are
better written as [\`lockkeeper:allow\`](configuration.md#allow-comments), which asks for a reason.

`;

const FOLKLORE = `\
## Folklore

What other tools report and the server does not do. Each was [checked on servers](accuracy.md), PostgreSQL 13 to 18;
\`lockkeeper explain\` says it of a statement of yours.

| belief | what happens |
|---|---|
| A default rewrites the table. | Only a volatile one does. A constant, \`now()\`, \`CURRENT_DATE\` or \`lower('A')\` is worked out once and stored in the catalog. |
| A type change rewrites the table. | \`varchar(20)\` to \`varchar(200)\`, to \`varchar\` or to \`text\`, and \`numeric(8,2)\` to \`numeric(12,2)\`, change the catalog alone. |
| Another collation rewrites the table. | It rebuilds the indexes over the column, and nothing where there are none. |
| \`REFERENCES\` on a new column checks every row. | Without a default every row holds NULL, and nothing is checked. |
| A foreign key blocks reads. | It blocks writes to both tables. |
| CHECK, UNIQUE and EXCLUDE block writes only. | They block reads as well. |
| Identity instead of serial avoids the rewrite. | On an existing table both rewrite it. |
| Every \`DROP COLUMN\` rewrites the table. | None does. What hurts is the code that still names the column. |
| \`ADD VALUE\` of an enum cannot run in a transaction. | It can. What cannot is using the value before the commit. |
| \`IF NOT EXISTS\` makes a migration safe to run again. | It passes over whatever has the name, an invalid index among others. |
| A new table needs \`CONCURRENTLY\` and \`NOT VALID\`. | It is empty, and nobody uses it yet. A foreign key to an existing table does lock that one for a moment. |

`;

/** The page. Rules that do not exist are named without a link. */
export function comingFromPage(rules: readonly Pick<Rule, 'id' | 'preset'>[]): string {
  const known = new Map(rules.map((rule) => [rule.id, rule.preset]));
  const contents = peers.map(({ title }) => `[${title}](#${title.toLowerCase()})`).join(' · ');
  return `${INTRO}${contents}\n\n${COMMENTS}${FOLKLORE}${peers.map((peer) => section(peer, known)).join('\n\n')}\n`;
}

function section({ title, url, read, about, rules }: Peer, known: ReadonlyMap<string, Rule['preset']>): string {
  const sorted = rules.toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
  const intro = `[${title}](${url}) ${read}.${about === '' ? '' : ` ${about}`}`;
  return [`## ${title}`, intro, ['| theirs | ours |', '|---|---|', ...sorted.map((rule) => row(rule, known))].join('\n')].join('\n\n');
}

function row({ id, rules, note }: PeerRule, known: ReadonlyMap<string, Rule['preset']>): string {
  const named = rules.map((rule) => link(rule, known)).join(', ');
  const noted = note.replace(/`([a-z]+(?:-[a-z]+)+)`/g, (whole, rule: string) => (known.has(rule) ? link(rule, known) : whole));
  const text = named === '' ? `none (${noted})` : note === '' ? named : `${named}; ${noted}`;
  return `| \`${id}\` | ${text.replaceAll('|', '\\|')} |`;
}

function link(rule: string, known: ReadonlyMap<string, Rule['preset']>): string {
  const preset = known.get(rule);
  if (preset === undefined) return `\`${rule}\``;
  return `[${rule}](rules/${rule}.md)${preset === 'strict' || preset === 'opt-in' ? ` (${preset})` : ''}`;
}
