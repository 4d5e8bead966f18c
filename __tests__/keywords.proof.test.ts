/** The words that names are quoted for, on servers: what `pg_get_keywords()` says of every word that is not unreserved. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isReserved, quoteIdent } from '../src/dialects/postgres/identifier.ts';
import type { Server } from './support/postgres-server.ts';
import { onEach, openServers } from './support/proof-servers.ts';

const servers: Server[] = [];
beforeAll(async () => void servers.push(...(await openServers(''))));
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

test('reserved words are reserved, and quoted as the server quotes them', async () => {
  await onEach(servers, async (server) => {
    const words = await server.inTransaction('', ({ session }) =>
      session.query<{ word: string; catcode: string; quoted: string }>(
        'SELECT word, catcode, quote_ident(word) AS quoted FROM pg_get_keywords()',
      ),
    );
    expect(words.length).toBeGreaterThan(400);
    const reserved = words.filter(({ catcode }) => catcode === 'R' || catcode === 'T').map(({ word }) => word);
    expect(reserved.filter((word) => !isReserved(word))).toEqual([]);
    // Since 16 alone.
    expect(words.filter(({ word }) => isReserved(word) && !reserved.includes(word)).map(({ word }) => word)).toEqual([]);
    // A word that one major quotes is quoted for all of them.
    expect(words.filter(({ word, quoted }) => quoted !== word && quoteIdent(word) !== quoted)).toEqual([]);
  });
});
