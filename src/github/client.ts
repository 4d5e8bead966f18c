/** The connection to GitHub: Octokit, with waiting for rate limits and trying again. */
import { getOctokit } from '@actions/github';
import { DEFAULT_RATE_LIMIT_WAIT_MS, MAX_WAIT_MS, RATE_LIMIT_RETRIES, REQUEST_TIMEOUT_MS, SERVER_ERROR_RETRIES } from './limits.ts';

export type Octokit = ReturnType<typeof getOctokit>;

/** A repository, and the connection to it. */
export interface GitHub {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
}

export interface ConnectOptions {
  readonly token: string;
  /** `https://api.github.com`, or that of an own server: `https://host/api/v3`. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Told about every wait. */
  readonly log: (message: string) => void;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** Connects to a repository. Nothing is sent yet. */
export function connect(options: ConnectOptions): GitHub {
  const [owner = '', repo = ''] = options.repository.split('/');
  const octokit = getOctokit(options.token, {
    baseUrl: options.apiUrl.replace(/\/+$/, ''),
    // Octokit's own log prints requests that fail, with addresses; what failed is said once, by whoever asked.
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  const sleep = options.sleep ?? ((ms) => new Promise<void>((done) => void setTimeout(done, ms)));
  let patience = MAX_WAIT_MS;
  octokit.hook.wrap('request', async (send, request) => {
    // POST /graphql reads, resolves and hides here: all of that may be sent again.
    const reads = request.method === 'GET' || request.url.endsWith('/graphql');
    const tries = { limited: 0, failed: 0 };
    for (;;) {
      try {
        return await send({ ...request, request: { ...request.request, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) } });
      } catch (error) {
        hide(error, options.token);
        const wait = waitFor(error, tries, reads);
        if (wait === undefined || wait > patience) throw error;
        tries[isRateLimit(error) ? 'limited' : 'failed']++;
        patience -= wait;
        options.log(`GitHub answered ${describeError(error)}; trying again in ${Math.ceil(wait / 1000)} s.`);
        await sleep(wait);
      }
    }
  });
  return { octokit, owner, repo };
}

/** What an answer says of a failure is logged and may be posted: should it ever repeat the token, that is taken out. */
function hide(error: unknown, token: string): void {
  if (token === '' || !(error instanceof Error)) return;
  if (error.message.includes(token)) error.message = error.message.replaceAll(token, '***');
  const response = responseOf(error);
  if (!response || !('data' in response)) return;
  const data = JSON.stringify(response.data) as string | undefined;
  if (data?.includes(token)) response.data = JSON.parse(data.replaceAll(token, '***'));
}

/** How long to wait before the request is sent again; undefined when it is not. */
function waitFor(error: unknown, tries: { readonly limited: number; readonly failed: number }, reads: boolean): number | undefined {
  if (isRateLimit(error)) {
    if (tries.limited >= RATE_LIMIT_RETRIES) return undefined;
    const headers = headersOf(error);
    const after = Number(headers['retry-after']);
    if (headers['retry-after'] !== undefined && Number.isFinite(after)) return after * 1000;
    const reset = Number(headers['x-ratelimit-reset']);
    if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset)) return Math.max(0, reset * 1000 - Date.now()) + 1000;
    return DEFAULT_RATE_LIMIT_WAIT_MS * 2 ** tries.limited;
  }
  // Octokit gives a request that got no answer at all the status 500, too.
  const passing = (statusOf(error) ?? 0) >= 500;
  // A request that writes may have been carried out although its answer never came; its sender looks before it repeats.
  if (!passing || !reads || tries.failed >= SERVER_ERROR_RETRIES) return undefined;
  return 500 * 2 ** tries.failed + Math.floor(Math.random() * 250);
}

/** The HTTP status of a failed request, or undefined when it failed without one. */
export function statusOf(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

function headersOf(error: unknown): Readonly<Record<string, string | undefined>> {
  const response = responseOf(error);
  const headers = response && 'headers' in response ? response.headers : undefined;
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function responseOf(error: unknown): object | undefined {
  const response = typeof error === 'object' && error !== null && 'response' in error ? error.response : undefined;
  return typeof response === 'object' && response !== null ? response : undefined;
}

/** Whether GitHub asks to slow down: 429, or 403 with a sign of a limit. A 403 without one is a missing permission. */
export function isRateLimit(error: unknown): boolean {
  const status = statusOf(error);
  if (status === 429) return true;
  if (status !== 403) return false;
  const headers = headersOf(error);
  return headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /rate limit|abuse/i.test(messageOf(error));
}

/** Whether the token may not do this. GitHub answers 404 where it does not even want to say that there is something. */
export function isForbidden(error: unknown): boolean {
  const status = statusOf(error);
  return (status === 403 || status === 404) && !isRateLimit(error);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A failed request in one line: `403 (Resource not accessible by integration)`. */
export function describeError(error: unknown): string {
  const status = statusOf(error);
  // Octokit appends the address of the documentation, and for a refused body its parts as JSON.
  const message = (messageOf(error).split('\n')[0] ?? '').replace(/ - https:\/\/docs\.github\.com\S*$/, '');
  return status === undefined ? message : `${status} (${message})`;
}

/**
 * The parts of an answer that say what was wrong with a request. They are texts in some answers (`/reviews`) and objects in
 * others (`/comments`): https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#validation-failed
 */
export function errorParts(error: unknown): readonly string[] {
  const response = responseOf(error);
  const data: unknown = response && 'data' in response ? response.data : undefined;
  if (typeof data !== 'object' || data === null || !('errors' in data) || !Array.isArray(data.errors)) return [];
  return data.errors.map((part: unknown) => {
    if (typeof part === 'string') return part;
    if (typeof part === 'object' && part !== null && 'message' in part && typeof part.message === 'string') return part.message;
    return JSON.stringify(part);
  });
}

/** Runs a task for every item, a few at a time, and keeps the order. */
export async function mapConcurrently<T, R>(items: readonly T[], limit: number, task: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) {
      const item = items[i];
      if (item !== undefined) results[i] = await task(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
