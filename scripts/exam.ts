// Private: observe with a cache, summarised.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { analyseRow, uncertain } from '../__tests__/support/analysed-row.ts';
import { type EffectRow, rowsOf } from '../__tests__/support/effect-rows.ts';
import { connect, type Server } from '../__tests__/support/postgres-server.ts';
import { serverUrls } from '../__tests__/support/servers.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import { compareLocks } from '../src/effects/effect.ts';

type Seen = { refused?: string; message?: string; does?: Record<string, string> };
const CACHE = '/tmp/a/cache.json';
const cache: Record<string, Seen> = existsSync(CACHE) ? JSON.parse(readFileSync(CACHE, 'utf8')) : {};
const key = (major: number, row: EffectRow): string =>
  createHash('sha1').update(`${major}\0${row.given}\0${row.sql}\0${row.transaction}\0${row.blockers.join()}`).digest('base64').slice(0, 16);
const short = (n: string): string => n.replace(/^public\./, '');

import { stringify } from 'yaml';
/** Rows as YAML, from the cache; only those Lockkeeper agrees with on every major, and short ones. */
export async function rowsOut(files: readonly string[], max: number): Promise<void> {
  await postgres.load();
  const majors = [13, 14, 15, 16, 17, 18];
  const scenes = new Map<string, { given: string; rows: Record<string, unknown>[] }>();
  let n = 0;
  for (const file of files)
    for (const row of rowsOf(readFileSync(file, 'utf8'))) {
      const outs = majors.map((m) => cache[key(m, row)]);
      if (outs.some((o) => !o)) continue;
      let fits = true;
      const shaped = outs.map((seen, i) => {
        const { effects, consequence, unsupported } = analyseRow(row.given, row.sql, majors[i] ?? 0, row.transaction);
        const refusedBy = consequence.refused?.sqlstate;
        if (unsupported.length > 0) fits = false;
        if (seen?.refused) {
          if (refusedBy !== seen.refused) fits = false;
          return { refused: seen.refused };
        }
        if (refusedBy) fits = false;
        const said = new Map<string, string>();
        for (const e of effects)
          if (!e.createdHere && (compareLocks(e.lock, 'ROW EXCLUSIVE') > 0 || e.work === 'rows'))
            said.set(short(e.relation), `${e.lock}${e.work === 'none' ? '' : `, ${e.work}`}`);
        const does = Object.fromEntries(Object.entries(seen?.does ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
        if (Object.keys(does).length > max) fits = false;
        if (said.size !== Object.keys(does).length || Object.entries(does).some(([k, v]) => said.get(k) !== v)) fits = false;
        return { does };
      });
      if (!fits) continue;
      const groups: { from: number; to: number; o: object }[] = [];
      shaped.forEach((o, i) => {
        const m = majors[i] ?? 0;
        const last = groups.at(-1);
        if (last && JSON.stringify(last.o) === JSON.stringify(o)) last.to = m;
        else groups.push({ from: m, to: m, o });
      });
      const outcome =
        groups.length === 1
          ? groups[0]?.o
          : { majors: Object.fromEntries(groups.map((g) => [g.from === g.to ? `${g.from}` : `${g.from}-${g.to}`, g.o])) };
      const scene = scenes.get(row.scene) ?? { given: row.given, rows: [] };
      scenes.set(row.scene, scene);
      scene.rows.push({ sql: row.sql, ...outcome });
      n++;
    }
  process.stdout.write(
    stringify(
      [...scenes].map(([scene, { given, rows }]) => ({ scene, given, rows })),
      { lineWidth: 0 },
    ),
  );
  process.stderr.write(`${n} rows\n`);
}

export async function exam(args: readonly string[]): Promise<void> {
  await postgres.load();
  const brief = args.includes('--brief');
  const files = args.filter((a) => !a.startsWith('--'));
  const rows = files.flatMap((f) => rowsOf(readFileSync(f, 'utf8')));
  const majors = [13, 14, 15, 16, 17, 18];
  const missing = rows.some((row) => majors.some((m) => !cache[key(m, row)]));
  if (missing) {
    const servers: Server[] = await Promise.all(serverUrls().map(connect));
    await Promise.all(
      servers.map(async (server) => {
        for (const row of rows) {
          const k = key(server.major, row);
          if (cache[k]) continue;
          try {
            const seen = await server.observe(row);
            cache[k] = seen.refused
              ? { refused: seen.refused.sqlstate, message: seen.refused.message }
              : {
                  does: Object.fromEntries(
                    [...seen.does].map(([n, e]) => [short(n), `${e.lock}${e.work === 'none' ? '' : `, ${e.work}`}`]),
                  ),
                };
          } catch (error) {
            process.stdout.write(`FAILED ${server.major} ${row.scene} ${row.sql}: ${String(error)}\n`);
          }
        }
      }),
    );
    await Promise.all(servers.map((s) => s.close()));
    writeFileSync(CACHE, JSON.stringify(cache));
  }
  let cells = 0,
    right = 0,
    wrongEffects = 0,
    wrongRefused = 0,
    missedRefused = 0,
    unsureCells = 0,
    answers = 0,
    badAnswers = 0;
  for (const row of rows) {
    const out = new Map<string, number[]>();
    for (const major of majors) {
      const seen = cache[key(major, row)];
      if (!seen) continue;
      answers++;
      const notes: string[] = [];
      try {
        const { effects, consequence, unsupported } = analyseRow(row.given, row.sql, major, row.transaction);
        const refusedBy = consequence.refused && !consequence.unknown.includes('refused') ? consequence.refused.sqlstate : undefined;
        if (unsupported.length) notes.push(`NOT ANALYSED ${unsupported.join()}`);
        if (seen.refused) {
          if (refusedBy !== seen.refused) {
            notes.push(`server refuses ${seen.refused} (${seen.message}); said ${refusedBy ?? 'nothing'}`);
            missedRefused++;
          }
        } else {
          if (refusedBy) {
            notes.push(`said refused ${refusedBy}: ${consequence.refused?.reason}; server ${JSON.stringify(seen.does)}`);
            wrongRefused++;
          }
          const maybe = uncertain(effects);
          const said = new Map<string, [string, boolean]>();
          for (const e of effects)
            if (!e.createdHere && (compareLocks(e.lock, 'ROW EXCLUSIVE') > 0 || e.work === 'rows'))
              said.set(short(e.relation), [`${e.lock}${e.work === 'none' ? '' : `, ${e.work}`}`, e.unknown.includes('work')]);
          const names = new Set([...said.keys(), ...Object.keys(seen.does ?? {})]);
          const missed: string[] = [],
            unsure: string[] = [];
          for (const n of names) {
            cells++;
            const a = said.get(n),
              b = seen.does?.[n];
            if (maybe.has(n) || maybe.has(`public.${n}`)) {
              unsureCells++;
              unsure.push(n);
              right++;
              continue;
            }
            if (a && b && a[1]) {
              unsureCells++;
              unsure.push(n);
              if (a[0].split(',')[0] === b.split(',')[0]) right++;
              else missed.push(`${n}: server ${b}; said ${a[0]}?`);
              continue;
            }
            if (a?.[0] === b) right++;
            else missed.push(`${n}: server ${b ?? '-'}; said ${a?.[0] ?? '-'}${a?.[1] ? '?' : ''}`);
          }
          if (missed.length) {
            wrongEffects++;
            notes.push(missed.slice(0, brief ? 3 : 9).join(' | ') + (missed.length > 9 ? ` … ${missed.length}` : ''));
          }
          if (unsure.length)
            notes.push(
              `unsure of ${unsure.slice(0, 4).join()}${consequence.unknown.length ? ` [${consequence.unknown.join()}]` : ''} (server ${unsure
                .slice(0, 2)
                .map((n) => seen.does?.[n] ?? '-')
                .join(' / ')})`,
            );
        }
      } catch (error) {
        notes.push(`ERROR ${error instanceof Error ? error.message : String(error)}`);
      }
      if (notes.length) {
        badAnswers++;
        const t = notes.join(' && ');
        out.set(t, [...(out.get(t) ?? []), major]);
      }
    }
    if (out.size) {
      process.stdout.write(`${row.scene}: ${row.sql}\n`);
      for (const [t, m] of out) process.stdout.write(`    ${m.length === 6 ? 'all' : m.join(',')}: ${t}\n`);
    }
  }
  process.stdout.write(
    `\n${rows.length} statements, ${answers} answers, ${badAnswers} with a note\ncells ${cells}, right ${right} (${((100 * right) / cells).toFixed(2)} %), unsure cells ${unsureCells}\nanswers with wrong effects ${wrongEffects}; refusals missed ${missedRefused}; refusals wrongly said ${wrongRefused}\n`,
  );
}
