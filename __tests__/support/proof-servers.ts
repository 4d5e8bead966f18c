/** The servers that `*.proof.test.ts` ask: real ones of every major, or, where nothing is installed, the embedded one. */
import type { EffectRow } from './effect-rows.ts';
import { openEmbedded } from './embedded-session.ts';
import { connect, type Server, serverOf } from './postgres-server.ts';
import { serverUrls } from './servers.ts';

/** The extensions that some SQL makes. */
export function extensionsIn(sql: string): readonly string[] {
  return [...new Set([...sql.matchAll(/CREATE EXTENSION (?:IF NOT EXISTS )?"?([\w-]+)/gi)].map((match) => match[1] ?? ''))];
}

/**
 * The servers of this run. `npm run test:servers` asks those that LOCKKEEPER_SERVERS names (vitest.server.config.ts says
 * so); the default tests ask the embedded one.
 *
 * @param sql everything that will be run, for the extensions that it makes.
 */
export async function openServers(sql: string): Promise<readonly Server[]> {
  if (process.env['LOCKKEEPER_ASKS'] === 'servers') return Promise.all(serverUrls().map(connect));
  const main = await openEmbedded(extensionsIn(sql));
  return [await serverOf({ main }, 'the embedded PostgreSQL')];
}

/** Whether a server takes what another minor release of its major refuses, so that the row tells of that one. */
export const isMended = (row: EffectRow, server: Server, refused: boolean): boolean =>
  row.minorsDiffer && !refused && row.expected(server.major).kind === 'refused';

/** Does something on every server at the same time. All come to their end before the first failure is told: sessions are used again. */
export async function onEach<T>(servers: readonly T[], run: (server: T) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(servers.map(run));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** Counts what servers cannot show, by reason, so that nothing is left out unseen. */
export interface Tally {
  note(what: string): void;
  counts(): Readonly<Record<string, number>>;
}

export function tally(): Tally {
  const counts = new Map<string, number>();
  return {
    note: (what) => void counts.set(what, (counts.get(what) ?? 0) + 1),
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
