/** What servers do with the statements of a file, against what Lockkeeper says of them. Bundled and run by scripts/observe.mjs. */
import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { analyseRow, catalogOf, effectLines, namesOf, NAMING, operationsOf, uncertain } from '../__tests__/support/analysed-row.ts';
import { catalogLines, comparable } from '../__tests__/support/catalog-lines.ts';
import { type EffectRow, rowsOf } from '../__tests__/support/effect-rows.ts';
import { connect, type Observation, type Server } from '../__tests__/support/postgres-server.ts';
import { serverUrls } from '../__tests__/support/servers.ts';
import { applyOperations } from '../src/catalog/apply.ts';
import { postgres } from '../src/dialects/postgres/index.ts';

/** An outcome in the words of a row: `does` or `refused`. */
type Outcome = { readonly refused: string } | { readonly does: Readonly<Record<string, string>> };

function outcomeOf(seen: Observation): Outcome {
  if (seen.refused) return { refused: seen.refused.sqlstate };
  const lines = [...seen.does].map(([name, { lock, work }]) => [
    name.replace(/^public\./, ''),
    `${lock}${work === 'none' ? '' : `, ${work}`}`,
  ]);
  return { does: Object.fromEntries(lines.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))) };
}

/** What Lockkeeper says, in the same words; relations whose lock is not certain are left out of both. */
function comparison(row: EffectRow, major: number, seen: Outcome): { readonly said: string; readonly seen: string } {
  const { effects, consequence, unsupported } = analyseRow(row.given, row.sql, major, row.transaction);
  if (unsupported.length > 0) return { said: `not analysed: ${unsupported.join('; ')}`, seen: JSON.stringify(seen) };
  if (consequence.refused && !consequence.unknown.includes('refused')) {
    return {
      said: `refused ${consequence.refused.sqlstate}`,
      seen: 'refused' in seen ? `refused ${seen.refused}` : JSON.stringify(seen.does),
    };
  }
  if ('refused' in seen) return { said: 'not refused', seen: `refused ${seen.refused}` };
  const maybe = uncertain(effects);
  const unsure = new Set(effects.filter((effect) => effect.unknown.includes('work')).map((effect) => effect.relation));
  const short = (name: string): string => name.replace(/^public\./, '');
  const keep = (line: string): string => {
    const name = line.slice(0, line.indexOf(': '));
    return unsure.has(name) || unsure.has(`public.${name}`) ? `${line.replace(/, .*/, '')}, work not known` : line;
  };
  const said = effectLines(
    effects.filter((effect) => !maybe.has(effect.relation)),
    true,
  ).map((line) => keep(short(line)));
  const observed = Object.entries(seen.does)
    .filter(([name]) => !maybe.has(name) && !maybe.has(`public.${name}`))
    .map(([name, what]) => keep(`${name}: ${what}`))
    .sort();
  return { said: said.toSorted().join(' | '), seen: observed.join(' | ') };
}

/** What Lockkeeper says is not known, and what the server did. */
function openQuestions(row: EffectRow, major: number, seen: Outcome): readonly string[] {
  const { effects, consequence } = analyseRow(row.given, row.sql, major, row.transaction);
  const open = effects.filter((effect) => effect.unknown.some((field) => field !== 'heldUntil'));
  const doubts = [
    ...open.map((effect) => `${effect.relation}: ${effect.lock} ${effect.work} (${effect.unknown.join(' ')})`),
    ...(consequence.unknown.length > 0 ? [`consequences: ${consequence.unknown.join(' ')}`] : []),
  ];
  return doubts.length === 0 ? [] : [`  ${major}  server     ${JSON.stringify(seen)}\n      lockkeeper ${doubts.join(' | ')}`];
}

/** Lines that our catalog and the server's do not share after a statement. */
async function catalogDifferences(row: EffectRow, server: Server): Promise<readonly string[]> {
  if (!row.transaction) return [];
  const lines = await server.schemaAfter(row.given, row.sql);
  if (!lines) return [];
  const before = catalogOf(row.given);
  const own = applyOperations(before, operationsOf(row.sql, namesOf(before)), { change: 'row', naming: NAMING });
  const ours = catalogLines(own);
  const theirs = comparable(lines, own);
  const missing = theirs.filter((line) => !ours.includes(line));
  const added = ours.filter((line) => !theirs.includes(line));
  return missing.length + added.length === 0
    ? []
    : [`  ${server.major}  server     ${missing.join(' | ')}\n      lockkeeper ${added.join(' | ')}`];
}

/** `13-17` for majors that behave alike. */
function ranges(outcomes: ReadonlyMap<number, Outcome>): Outcome | { readonly majors: Readonly<Record<string, Outcome>> } {
  const groups: { from: number; to: number; outcome: Outcome }[] = [];
  for (const [major, outcome] of [...outcomes].toSorted(([a], [b]) => a - b)) {
    const last = groups.at(-1);
    if (last && JSON.stringify(last.outcome) === JSON.stringify(outcome)) last.to = major;
    else groups.push({ from: major, to: major, outcome });
  }
  if (groups.length === 1 && groups[0]) return groups[0].outcome;
  return { majors: Object.fromEntries(groups.map(({ from, to, outcome }) => [from === to ? `${from}` : `${from}-${to}`, outcome])) };
}

/**
 * Runs every row of the files on every server.
 *
 * @param files YAML in the form of `__tests__/fixtures/postgres-effects`; what a row says about the outcome is not read.
 * @param print `rows`: the rows, with what was seen. `disagreements`: those where Lockkeeper says something else. `unsure`: what
 *   Lockkeeper leaves open, beside what was seen. `catalog`: where our catalog differs from the server's after the statement.
 * @returns the number of disagreements, counted by row and major.
 */
export async function observe(files: readonly string[], print: 'rows' | 'disagreements' | 'unsure' | 'catalog'): Promise<number> {
  await postgres.load();
  const servers: Server[] = await Promise.all(serverUrls().map(connect));
  let wrong = 0;
  let asked = 0;
  for (const file of files) {
    const scenes = new Map<string, Record<string, unknown>[]>();
    const givens = new Map<string, string>();
    for (const row of rowsOf(readFileSync(file, 'utf8'))) {
      const outcomes = new Map<number, Outcome>();
      const said: string[] = [];
      await Promise.all(
        servers.map(async (server) => {
          try {
            if (print === 'catalog') {
              said.push(...(await catalogDifferences(row, server)));
              return;
            }
            const seen = await server.observe(row);
            const outcome = outcomeOf(seen);
            outcomes.set(server.major, outcome);
            if (print === 'unsure') {
              said.push(...openQuestions(row, server.major, outcome));
              return;
            }
            if (row.locksUnobserved && !seen.refused) return;
            const { said: own, seen: theirs } = comparison(row, server.major, outcome);
            if (own !== theirs)
              said.push(
                `  ${server.major}  server     ${theirs}${seen.refused ? ` (${seen.refused.message})` : ''}\n      lockkeeper ${own}`,
              );
          } catch (error) {
            said.push(`  ${server.major}  failed: ${error instanceof Error ? error.message : String(error)}`);
          }
        }),
      );
      asked += servers.length;
      wrong += said.length;
      if (print !== 'rows' && said.length > 0) process.stdout.write(`${row.scene}: ${row.sql}\n${said.toSorted().join('\n')}\n\n`);
      const list = scenes.get(row.scene) ?? [];
      givens.set(row.scene, row.given);
      list.push({
        sql: row.sql,
        ...(row.transaction ? {} : { transaction: false }),
        ...(row.blockers.length > 0 ? { blockers: row.blockers } : {}),
        ...ranges(outcomes),
      });
      scenes.set(row.scene, list);
    }
    if (print === 'rows') {
      const all = [...scenes].map(([scene, rows]) => ({ scene, given: givens.get(scene), rows }));
      process.stdout.write(stringify(all, { lineWidth: 0 }));
    }
  }
  process.stderr.write(`${asked} answers of servers, ${wrong} disagreements\n`);
  await Promise.all(servers.map((server) => server.close()));
  return wrong;
}
