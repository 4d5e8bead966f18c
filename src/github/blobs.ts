/**
 * Contents of blobs by their git id: from the checkout where it holds the very bytes, else from the API, many in one
 * request. Every content is checked against its id, so it does not matter where it comes from.
 */
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode, type FileContent } from '../changes/change-source.ts';
import { type BlobSource, gitBlobId, type TreeEntry } from '../changes/git.ts';
import { describeError, type GitHub, mapConcurrently } from './client.ts';
import { BLOBS_PER_QUERY, BYTES_PER_QUERY, CONCURRENT_REQUESTS, MAX_BLOB, MAX_GRAPHQL_BLOB, MAX_REST_BLOBS } from './limits.ts';

/** Files of the checkout read at the same time. */
const READ_TOGETHER = 64;

/**
 * Makes a source of blobs. Each is fetched once, whichever tree asks for it, and what is asked for at the same moment goes
 * into one request: frameworks look for their settings side by side.
 *
 * @param workspace the checkout, or null where it must not be read.
 */
export function blobSource(github: GitHub, workspace: string | null): BlobSource {
  const known = new Map<string, Promise<FileContent>>();
  let waiting: { readonly entries: TreeEntry[]; readonly answer: Promise<ReadonlyMap<string, FileContent>> } | undefined;
  const enqueue = (entry: TreeEntry): Promise<FileContent> => {
    if (!waiting) {
      const entries: TreeEntry[] = [];
      const answer = new Promise<void>((next) => void setImmediate(next)).then(() => {
        waiting = undefined;
        return fetchAll(github, workspace, entries);
      });
      waiting = { entries, answer };
    }
    waiting.entries.push(entry);
    return waiting.answer.then((contents) => contents.get(entry.id) ?? { kind: 'unreadable', reason: 'GitHub did not send the file' });
  };
  return async (entries) => {
    const contents = entries.map(async (entry) => {
      let content = known.get(entry.id);
      if (!content) known.set(entry.id, (content = enqueue(entry)));
      return [entry.id, await content] as const;
    });
    return new Map(await Promise.all(contents));
  };
}

async function fetchAll(
  github: GitHub,
  workspace: string | null,
  entries: readonly TreeEntry[],
): Promise<ReadonlyMap<string, FileContent>> {
  const contents = new Map<string, FileContent>();
  let missing: readonly TreeEntry[] = entries.filter((entry) => {
    if ((entry.size ?? 0) <= MAX_BLOB) return true;
    contents.set(entry.id, { kind: 'unreadable', reason: `the file has ${entry.size} bytes; at most ${MAX_BLOB} are read` });
    return false;
  });
  const take = (found: ReadonlyMap<string, FileContent>): void => {
    for (const [id, content] of found) contents.set(id, content);
    missing = missing.filter((entry) => !contents.has(entry.id));
  };
  if (workspace !== null) take(await fromCheckout(workspace, missing));
  // Reading GraphQL answers one after the other keeps the run below GitHub's limit of points a minute.
  for (const batch of batches(missing.filter((entry) => (entry.size ?? 0) <= MAX_GRAPHQL_BLOB))) take(await fromGraphql(github, batch));
  const single = missing.slice(0, MAX_REST_BLOBS);
  take(new Map(await mapConcurrently(single, CONCURRENT_REQUESTS, async (entry) => [entry.id, await fromRest(github, entry.id)] as const)));
  const tooMany: FileContent = {
    kind: 'unreadable',
    reason: `GitHub would have to be asked for more than ${MAX_REST_BLOBS} files one by one`,
  };
  take(new Map(missing.map((entry) => [entry.id, tooMany])));
  return contents;
}

/** Files whose bytes have the id that is asked for; a merge commit, a filter or another line end gives other bytes. */
async function fromCheckout(workspace: string, entries: readonly TreeEntry[]): Promise<ReadonlyMap<string, FileContent>> {
  const found = await mapConcurrently(entries, READ_TOGETHER, async (entry) => {
    try {
      const path = join(workspace, entry.path);
      // A link could point anywhere; an entry that is a link never gets here, so a link on the disk is not it.
      if (!(await lstat(path)).isFile()) return undefined;
      const bytes = await readFile(path);
      return gitBlobId(bytes) === entry.id ? ([entry.id, decode(bytes)] as const) : undefined;
    } catch {
      return undefined;
    }
  });
  return new Map(found.filter((pair) => pair !== undefined));
}

function batches(entries: readonly TreeEntry[]): readonly (readonly TreeEntry[])[] {
  const all: TreeEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = entry.size ?? 0;
    const last = all.at(-1);
    if (last && last.length < BLOBS_PER_QUERY && bytes + size <= BYTES_PER_QUERY) {
      last.push(entry);
      bytes += size;
    } else {
      all.push([entry]);
      bytes = size;
    }
  }
  return all;
}

/** The query for some blobs: `b0: object(oid: "…") { … }`. Ids are checked to be hexadecimal, so nothing can break out. */
export function blobQuery(ids: readonly string[]): string {
  const fields = ids.map((id, i) => {
    if (!/^[0-9a-f]{40}$/.test(id)) throw new Error(`not the id of a blob: ${id}`);
    return `b${i}: object(oid: "${id}") { ...blob }`;
  });
  return `query blobs($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) {
    ${fields.join('\n    ')}
  }
}
fragment blob on Blob { oid isBinary isTruncated text }`;
}

export interface GraphqlBlob {
  readonly oid?: string;
  readonly isBinary?: boolean | null;
  readonly isTruncated?: boolean;
  readonly text?: string | null;
}

interface BlobAnswer {
  readonly repository?: Readonly<Record<string, GraphqlBlob | null>> | null;
}

/** Texts of blobs. Those that GraphQL cuts, calls binary or alters on the way are left to REST. */
async function fromGraphql(github: GitHub, entries: readonly TreeEntry[]): Promise<ReadonlyMap<string, FileContent>> {
  const contents = new Map<string, FileContent>();
  const query = blobQuery(entries.map((entry) => entry.id));
  // An answer in part, or none, is no failure: REST has every blob, one by one, and says what is wrong.
  const data = await github.octokit
    .graphql<BlobAnswer>(query, { owner: github.owner, repo: github.repo })
    .catch((error: unknown) => (error instanceof Error && 'data' in error ? (error.data as BlobAnswer | undefined) : undefined));
  for (const blob of Object.values(data?.repository ?? {})) {
    const content = blob && contentOf(blob);
    if (content && blob.oid !== undefined) contents.set(blob.oid, content);
  }
  return contents;
}

/** What GraphQL says of a blob; undefined where it is binary, cut, or not what the id says. */
export function contentOf(blob: GraphqlBlob): FileContent | undefined {
  if (blob.isBinary || blob.isTruncated || typeof blob.text !== 'string') return undefined;
  const bytes = Buffer.from(blob.text, 'utf8');
  return gitBlobId(bytes) === blob.oid ? decode(bytes) : undefined;
}

async function fromRest(github: GitHub, id: string): Promise<FileContent> {
  try {
    const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
      owner: github.owner,
      repo: github.repo,
      file_sha: id,
    });
    const bytes = Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8');
    if (gitBlobId(bytes) !== id) return { kind: 'unreadable', reason: `GitHub sent other bytes than those of the blob ${id}` };
    return decode(bytes);
  } catch (error) {
    return { kind: 'unreadable', reason: `GitHub did not send the file: ${describeError(error)}` };
  }
}
