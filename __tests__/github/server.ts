/**
 * A GitHub on this machine: it keeps state, is backed by a real git repository, and holds every request and every answer
 * against GitHub's OpenAPI description. What GitHub refuses it refuses too, in the same words.
 */
import { execFileSync } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseHunks } from '../../src/changes/hunks.ts';
import { OPERATIONS, type Operation, sampleOf, schemaNamed } from './openapi.ts';
import { commentNode, type LineComment, mutate, mutationOf, threadPage } from './threads.ts';

export type { LineComment } from './threads.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Comment {
  readonly id: number;
  body: string;
  readonly author: string;
}
export interface PostedReview extends Comment {
  readonly event: string;
  state: string;
  readonly commit_id?: string;
  readonly submitted_at?: string;
  readonly comments: readonly LineComment[];
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  readonly body: Json | undefined;
  readonly query: URLSearchParams;
  status: number;
}

/** An answer of GitHub that is no success. */
export interface Refusal {
  readonly status: number;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface PullState {
  readonly number: number;
  readonly base: string;
  head: string;
  state: 'open' | 'closed';
  locked: boolean;
  draft?: boolean;
  /** `owner/name` of the head, another one for a fork. */
  readonly headRepository: string;
  readonly author?: string;
}

/** A label as a pull request has it. */
const labelSchema = ((schemaNamed('pull-request') as { properties: Json }).properties['labels'] as Json)['items'];

const OK = 200;

/** A repository on the server, and everything that was asked of it. */
export class FakeGitHub {
  readonly requests: RecordedRequest[] = [];
  /** What was wrong with requests and answers; a test ends with none. */
  readonly problems: string[] = [];
  readonly comments: Comment[] = [];
  readonly reviews: PostedReview[] = [];
  /** What happened to labels, oldest first. */
  readonly labelEvents: { readonly event: 'labeled' | 'unlabeled'; readonly label: string; readonly actor: string; readonly at: string }[] =
    [];
  /** Members of teams by `org/slug`: active or pending. */
  readonly teams: Record<string, Readonly<Record<string, 'active' | 'pending'>>> = {};
  login = 'github-actions[bot]';
  /** Mutations of GraphQL that the token may not carry out. */
  readonly forbidden = new Set<string>();
  /** GraphQL's own page size, to have several pages of few threads. */
  threadsPerPage = 100;
  /** Answers in place of the server; undefined lets the request through. */
  intercept: (request: RecordedRequest) => Refusal | undefined = () => undefined;
  /** Changes an answer on its way out, to stand for GitHub's limits. */
  alter: (request: RecordedRequest, answer: unknown) => unknown = (_, answer) => answer;
  readonly folder: string;
  readonly repository: string;
  readonly pull: PullState;
  readonly prefix: string;
  readonly #listed = new Map<string, readonly Json[]>();
  #server: Server | undefined;
  #ids = 5_000_000_000;

  /** @param prefix `/api/v3` for a server of one's own. */
  constructor(folder: string, pull: PullState, repository = 'acme/shop', prefix = '') {
    this.folder = folder;
    this.pull = pull;
    this.repository = repository;
    this.prefix = prefix;
  }

  get url(): string {
    const address = this.#server?.address();
    if (typeof address !== 'object' || address === null) throw new Error('the server does not run');
    return `http://127.0.0.1:${address.port}`;
  }

  async start(): Promise<void> {
    this.#server = createServer((request, response) => void this.#handle(request, response));
    await new Promise<void>((done) => void this.#server?.listen(0, '127.0.0.1', done));
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((done) => void this.#server?.close(done));
  }

  /** Requests that change something. */
  get writes(): readonly RecordedRequest[] {
    return this.requests.filter((request) => request.method !== 'GET' && request.operation !== 'graphql');
  }

  /** The line comments of all reviews. */
  get lineComments(): readonly LineComment[] {
    return this.reviews.flatMap((review) => review.comments);
  }

  addComment(author: string, body: string): Comment {
    const comment = { id: this.#ids++, author, body };
    this.comments.push(comment);
    return comment;
  }

  /** Puts a label on the pull request, or takes it off. */
  setLabel(label: string, actor: string, at = '2026-02-03T04:05:06Z', event: 'labeled' | 'unlabeled' = 'labeled'): void {
    this.labelEvents.push({ event, label, actor, at });
  }

  /** A review by somebody else. */
  addReview(author: string, state: string, commit = this.pull.head, at = '2026-02-03T04:05:06Z'): PostedReview {
    const review = { id: this.#ids++, author, body: '', event: state, state, commit_id: commit, submitted_at: at, comments: [] };
    this.reviews.push(review);
    return review;
  }

  git(...args: string[]): Buffer {
    return execFileSync('git', args, { cwd: this.folder, maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });
  }

  async #handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', this.url);
    const raw = await text(incoming);
    const body = raw === '' ? undefined : (JSON.parse(raw) as Json);
    const method = incoming.method ?? 'GET';
    const graphql = url.pathname === (this.prefix === '' ? '/graphql' : '/api/graphql');
    const path = decodeURI(url.pathname.startsWith(this.prefix) ? url.pathname.slice(this.prefix.length) : url.pathname);
    const mutation = graphql ? mutationOf(String(body?.['query'])) : undefined;
    const operation = graphql ? undefined : OPERATIONS.find((candidate) => candidate.method === method && candidate.path.test(path));
    const request: RecordedRequest = {
      method,
      path,
      operation: graphql ? (mutation ?? 'graphql') : (operation?.id ?? 'unknown'),
      body,
      query: url.searchParams,
      status: 0,
    };
    // Where GitHub sends those who ask for an archive: another server, which gets no token.
    if (url.pathname.startsWith('/codeload/')) {
      if (incoming.headers.authorization !== undefined) this.problems.push('the token was sent to another server');
      return this.#sendArchive(url.pathname.slice('/codeload/'.length), outgoing);
    }
    this.requests.push(request);
    if (!graphql && !url.pathname.startsWith(`${this.prefix}/`)) this.problems.push(`${url.pathname} is not below ${this.prefix}`);
    if (incoming.headers.authorization !== 'token t0ken' && incoming.headers.authorization !== 'bearer t0ken')
      this.problems.push(`no token on ${method} ${path}`);
    let answer: Refusal;
    try {
      answer = this.intercept(request) ?? (graphql ? { status: OK, body: this.#graphql(body ?? {}) } : this.#rest(request, operation));
    } catch (error) {
      this.problems.push(`the server failed on ${method} ${path}: ${String(error)}`);
      answer = { status: 500, body: { message: 'Server Error' } };
    }
    request.status = answer.status;
    outgoing.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers });
    outgoing.end(answer.status === 204 ? undefined : JSON.stringify(answer.body ?? {}));
  }

  #rest(request: RecordedRequest, operation: Operation | undefined): Refusal {
    const values = operation?.path.exec(request.path)?.slice(1).map(decodeURIComponent) ?? [];
    const isTeam = operation?.id === 'teams/get-membership-for-user-in-org';
    if (!operation || (!isTeam && values.slice(0, 2).join('/') !== this.repository)) {
      this.problems.push(`unknown request ${request.method} ${request.path}`);
      return { status: 404, body: { message: 'Not Found' } };
    }
    for (const problem of [...operation.problemsOfQuery(request.query), ...operation.problemsOfBody(request.body)])
      this.problems.push(`${operation.id}: request${problem}`);
    const answer = isTeam ? this.#membership(operation, values) : this.#answer(operation, values.slice(2), request);
    const body = this.alter(request, answer.body);
    for (const problem of operation.problemsOfAnswer(answer.status, withoutNullLines(body)))
      this.problems.push(`${operation.id}: answer ${answer.status}${problem}`);
    return { ...answer, body: body as Json };
  }

  #answer(operation: Operation, [value = '']: readonly string[], request: RecordedRequest): Refusal {
    const { body = {}, query } = request;
    const page = <T>(items: readonly T[]): Json => {
      const size = Number(query.get('per_page') ?? 30);
      const number = Number(query.get('page') ?? 1);
      return items.slice((number - 1) * size, number * size) as unknown as Json;
    };
    const found = { status: OK };
    switch (operation.id) {
      case 'pulls/get':
        return { ...found, body: this.#pullRequest(operation) };
      case 'pulls/list':
        return { ...found, body: this.#openPulls(query.get('head') ?? '') };
      case 'pulls/list-files':
        return { ...found, body: page(this.listedFiles()) };
      case 'pulls/list-review-comments':
        return { ...found, body: page(this.#listedLineComments()) };
      case 'pulls/update-review-comment': {
        const comment = this.lineComments.find((candidate) => String(candidate.id) === value);
        if (!comment) return { status: 404, body: { message: 'Not Found' } };
        if (comment.author !== this.login) this.problems.push(`a comment of ${comment.author} was edited`);
        comment.body = String(body['body']);
        return { ...found, body: this.#lineComment(comment) };
      }
      case 'pulls/list-reviews':
        return { ...found, body: page(this.reviews.map((review) => this.#review(review))) };
      case 'pulls/create-review':
        return this.#createReview(body);
      case 'pulls/dismiss-review': {
        const review = this.reviews.find((candidate) => String(candidate.id) === request.path.split('/').at(-2));
        if (review?.state !== 'CHANGES_REQUESTED')
          return { status: 422, body: { message: 'Can not dismiss a commented pull request review' } };
        review.state = 'DISMISSED';
        return { ...found, body: this.#review(review) };
      }
      case 'issues/list-comments':
        return { ...found, body: page(this.comments.map((comment) => this.#comment(comment))) };
      case 'issues/create-comment': {
        const refusal = tooLong(body);
        return refusal ?? { status: 201, body: this.#comment(this.addComment(this.login, String(body['body']))) };
      }
      case 'issues/update-comment': {
        const comment = this.comments.find((candidate) => String(candidate.id) === value);
        if (!comment) return { status: 404, body: { message: 'Not Found' } };
        comment.body = String(body['body']);
        return tooLong(body) ?? { ...found, body: this.#comment(comment) };
      }
      case 'issues/delete-comment':
        this.comments.splice(
          this.comments.findIndex((candidate) => String(candidate.id) === value),
          1,
        );
        return { status: 204 };
      case 'issues/list-events':
        return { ...found, body: page(this.labelEvents.map((one, i) => this.#issueEvent(one, i))) };
      case 'git/get-tree':
        return this.#tree(value);
      case 'git/get-blob':
        return this.#blob(value);
      case 'repos/compare-commits-with-basehead':
        return this.#compare(operation, value);
      case 'repos/download-tarball-archive':
        return { status: 302, headers: { location: `${this.url.replace('127.0.0.1', 'localhost')}/codeload/${value}` } };
      default:
        throw new Error(`no answer for ${operation.id}`);
    }
  }

  #sendArchive(commit: string, outgoing: ServerResponse): void {
    outgoing.writeHead(OK, { 'content-type': 'application/x-gzip' });
    outgoing.end(this.git('archive', '--format=tar.gz', `--prefix=acme-shop-${commit.slice(0, 7)}/`, commit));
  }

  /** https://docs.github.com/rest/teams/members#get-team-membership-for-a-user */
  #membership(operation: Operation, [org = '', team = '', login = '']: readonly string[]): Refusal {
    const state = this.teams[`${org}/${team}`]?.[login];
    if (state === undefined) return { status: 404 };
    return { status: OK, body: { ...(operation.sample(OK) as Json), state } };
  }

  #issueEvent({ event, label, actor, at }: FakeGitHub['labelEvents'][number], i: number): Json {
    return {
      ...(sampleOf(schemaNamed(`${event}-issue-event`)) as Json),
      id: i + 1,
      event,
      actor: this.#user(actor),
      created_at: at,
      label: { name: label, color: 'ededed' },
    };
  }

  #user(login: string): Json {
    const name = login.replace('[bot]', '');
    return {
      ...(sampleOf(schemaNamed('simple-user')) as Json),
      login,
      id: name === 'github-actions' ? 41_898_282 : 7,
      type: login.endsWith('[bot]') ? 'Bot' : 'User',
    };
  }

  #link(anchor: string): string {
    return `https://github.test/${this.repository}/pull/${this.pull.number}#${anchor}`;
  }

  #comment({ id, body, author }: Comment): Json {
    return {
      ...(sampleOf(schemaNamed('issue-comment')) as Json),
      id,
      body,
      user: this.#user(author),
      html_url: this.#link(`issuecomment-${id}`),
    };
  }

  /** Comments on lines and what was written below them, oldest first. */
  #listedLineComments(): readonly Json[] {
    const listed = this.lineComments.flatMap((comment) => {
      const own = this.#lineComment(comment);
      const below = comment.replies.map(({ id, body, author }) => ({
        ...own,
        id,
        node_id: commentNode(id),
        body,
        user: this.#user(author),
        in_reply_to_id: comment.id,
      }));
      return [own, ...below];
    });
    return listed.sort((a, b) => Number(a['id']) - Number(b['id']));
  }

  #lineComment(comment: LineComment): Json {
    const { id, body, author, path, commit_id } = comment;
    const now = this.lineNow(comment);
    return {
      ...(sampleOf(schemaNamed('pull-request-review-comment')) as Json),
      id,
      node_id: commentNode(id),
      body,
      path,
      line: now,
      original_line: comment.line,
      // Both are null when the comment is outdated.
      start_line: comment.start_line === null || now === null ? null : now - (comment.line - comment.start_line),
      commit_id,
      side: 'RIGHT',
      user: this.#user(author),
      html_url: this.#link(`discussion_r${id}`),
    };
  }

  /** The line that a comment is on at the head; null where the line it was posted on has changed or is gone: outdated. */
  lineNow({ path, line, commit_id }: LineComment): number | null {
    if (commit_id === this.pull.head) return line;
    const diff = this.git('diff', '-U0', '--no-renames', commit_id, this.pull.head, '--', path).toString();
    let now = line;
    for (const [, from, removed = '1', , added = '1'] of diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)) {
      const first = Number(from);
      const count = Number(removed);
      // Without lines removed, `from` is the line before the ones added.
      if (count > 0 && first <= line && line < first + count) return null;
      if (count === 0 ? first < line : first + count <= line) now += Number(added) - count;
    }
    return now;
  }

  /** What a person does in the conversation of a comment. */
  reply(comment: LineComment, author: string, body: string): void {
    comment.replies.push({ id: this.#ids++, author, body });
  }

  #review({ id, body, author, state, commit_id, submitted_at }: PostedReview): Json {
    return {
      ...(sampleOf(schemaNamed('pull-request-review')) as Json),
      id,
      body,
      state,
      ...(commit_id === undefined ? {} : { commit_id }),
      ...(submitted_at === undefined ? {} : { submitted_at }),
      user: this.#user(author),
      html_url: this.#link(`pullrequestreview-${id}`),
    };
  }

  #pullRequest(operation: Operation): Json {
    const sample = operation.sample(OK) as Json;
    const { number, state, locked, draft = false, head, base } = this.pull;
    return {
      ...sample,
      number,
      state,
      locked,
      user: this.#user(this.pull.author ?? 'octocat'),
      labels: [...this.#labels()].map((name) => ({ ...(sampleOf(labelSchema) as Json), name })),
      draft,
      changed_files: this.listedFiles().length,
      head: { ...(sample['head'] as Json), sha: head, ref: 'feature' },
      base: { ...(sample['base'] as Json), sha: base, ref: 'main' },
    };
  }

  /** The pull request, where it is open and its head is `owner:branch`. */
  #openPulls(head: string): Json {
    const sample = sampleOf(schemaNamed('pull-request-simple')) as Json;
    const { number, head: sha, base, state, headRepository } = this.pull;
    const pull = {
      ...sample,
      number,
      state,
      head: { ...(sample['head'] as Json), sha, ref: 'feature' },
      base: { ...(sample['base'] as Json), sha: base, ref: 'main' },
    };
    return (state === 'open' && head === `${headRepository.split('/')[0]}:feature` ? [pull] : []) as unknown as Json;
  }

  #labels(): ReadonlySet<string> {
    const labels = new Set<string>();
    for (const { event, label } of this.labelEvents) {
      if (event === 'labeled') labels.add(label);
      else labels.delete(label);
    }
    return labels;
  }

  mergeBase(base = this.pull.base, head = this.pull.head): string {
    return this.git('merge-base', base, head).toString().trim();
  }

  /** Files of the pull request with their patches, as `git diff` of the merge base makes them. */
  listedFiles(base = this.mergeBase(), head = this.pull.head): readonly Json[] {
    const key = `${base}...${head}`;
    const known = this.#listed.get(key) ?? this.#filesBetween(base, head);
    this.#listed.set(key, known);
    return known;
  }

  #filesBetween(base: string, head: string): readonly Json[] {
    const raw = this.git('diff', '--raw', '-z', '-M', '--no-abbrev', base, head).toString().split('\0');
    const patches = this.git('diff', '-M', base, head)
      .toString()
      .split(/^(?=diff --git )/m);
    const files: Json[] = [];
    for (let i = 0; i + 1 < raw.length;) {
      const [, , oldId = '', newId = '', letter = ''] = (raw[i++] ?? '').split(' ');
      const first = raw[i++] ?? '';
      const second = letter.startsWith('R') ? (raw[i++] ?? '') : first;
      const patch = patches[files.length] ?? '';
      const at = patch.indexOf('\n@@ ');
      const status = letter.startsWith('R') ? 'renamed' : ({ A: 'added', D: 'removed', M: 'modified', T: 'changed' }[letter] ?? 'modified');
      files.push({
        ...(sampleOf(schemaNamed('diff-entry')) as Json),
        filename: second,
        sha: letter === 'D' ? oldId : newId,
        status,
        ...(second === first ? {} : { previous_filename: first }),
        ...(at < 0 ? {} : { patch: patch.slice(at + 1).replace(/\n$/, '') }),
      });
    }
    return files;
  }

  #createReview(body: Json): Refusal {
    const refuse = (...errors: string[]): Refusal => ({
      status: 422,
      body: { message: 'Unprocessable Entity', errors, documentation_url: 'https://docs.github.com/rest' },
    });
    if (body['event'] === 'APPROVE') this.problems.push('the action approved a pull request');
    if (typeof body['body'] !== 'string' || body['body'] === '') return refuse('Body is required');
    if (body['commit_id'] !== this.pull.head) return refuse('commit_id is not part of the pull request');
    const files = new Map(this.listedFiles().map((file) => [String(file['filename']), parseHunks(String(file['patch'] ?? ''))]));
    const comments = (Array.isArray(body['comments']) ? body['comments'] : []) as readonly Json[];
    for (const comment of comments) {
      const line = Number(comment['line']);
      const start = comment['start_line'] === undefined ? line : Number(comment['start_line']);
      const hunk = files.get(String(comment['path']))?.find((range) => range.first <= line && line <= range.last);
      if (!hunk) return refuse('Pull request review thread line must be part of the diff');
      if (comment['start_line'] !== undefined && start >= line)
        return refuse('Pull request review thread start line must precede the end line.');
      if (start < hunk.first) return refuse('Pull request review thread start line must be part of the same hunk as the line.');
      const refusal = tooLong(comment);
      if (refusal) return refusal;
    }
    const id = this.#ids++;
    const review: PostedReview = {
      id,
      body: body['body'],
      author: this.login,
      event: String(body['event']),
      state: body['event'] === 'REQUEST_CHANGES' ? 'CHANGES_REQUESTED' : 'COMMENTED',
      comments: comments.map((comment) => ({
        id: this.#ids++,
        author: this.login,
        body: String(comment['body']),
        path: String(comment['path']),
        line: Number(comment['line']),
        start_line: comment['start_line'] === undefined ? null : Number(comment['start_line']),
        commit_id: String(body['commit_id']),
        replies: [],
        resolved: null,
        minimized: null,
      })),
    };
    this.reviews.push(review);
    return { status: OK, body: this.#review(review) };
  }

  #tree(commit: string): Refusal {
    let output: string;
    try {
      output = this.git('ls-tree', '-r', '-t', '-l', '-z', commit).toString();
    } catch {
      return { status: 404, body: { message: 'Not Found' } };
    }
    const tree = output.split('\0').flatMap((record) => {
      const [mode, type, sha, size] = record.slice(0, record.indexOf('\t')).split(/ +/);
      return mode
        ? [{ path: record.slice(record.indexOf('\t') + 1), mode, type, sha, ...(size === '-' ? {} : { size: Number(size) }) }]
        : [];
    });
    return { status: OK, body: { sha: commit, url: 'https://github.test/tree', truncated: false, tree } };
  }

  #blob(id: string): Refusal {
    const bytes = this.#bytes(id);
    if (!bytes) return { status: 404, body: { message: 'Not Found' } };
    return {
      status: OK,
      body: {
        sha: id,
        node_id: 'x',
        url: 'https://github.test/blob',
        size: bytes.length,
        encoding: 'base64',
        content: bytes.toString('base64').replaceAll(/.{60}/g, '$&\n'),
      },
    };
  }

  #bytes(id: string): Buffer | undefined {
    return this.#blobs([id]).get(id);
  }

  #blobs(ids: readonly string[]): ReadonlyMap<string, Buffer> {
    const output = execFileSync('git', ['cat-file', '--batch'], {
      cwd: this.folder,
      input: ids.map((id) => `${id}\n`).join(''),
      maxBuffer: 1 << 30,
    });
    const found = new Map<string, Buffer>();
    for (let at = 0; at < output.length;) {
      const end = output.indexOf(10, at);
      const [id = '', type, size] = output.toString('utf8', at, end).split(' ');
      at = end + 1;
      if (type !== 'blob') continue;
      found.set(id, output.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
    return found;
  }

  #compare(operation: Operation, basehead: string): Refusal {
    const [base = '', head = ''] = basehead.split('...');
    let mergeBase: string;
    try {
      mergeBase = this.mergeBase(base, head);
    } catch {
      return { status: 404, body: { message: 'No common ancestor' } };
    }
    const sample = operation.sample(OK) as Json;
    return {
      status: OK,
      body: {
        ...sample,
        merge_base_commit: { ...(sample['merge_base_commit'] as Json), sha: mergeBase },
        files: this.listedFiles(mergeBase, head).slice(0, 300),
      },
    };
  }

  /** The queries that Lockkeeper sends, answered as GitHub's GraphQL does: text is decoded, cut and may be binary. */
  #graphql(body: Json): Json {
    const query = String(body['query']);
    const variables = (body['variables'] ?? {}) as Json;
    if (mutationOf(query)) return mutate(query, variables, this.lineComments, this.login, this.forbidden);
    if (/^query viewer \{ viewer \{ login \} \}$/.test(query)) return { data: { viewer: { login: this.login } } };
    if (`${String(variables['owner'])}/${String(variables['repo'])}` !== this.repository)
      throw new Error(`GraphQL about ${JSON.stringify(variables)}`);
    const threads = threadPage(this.lineComments, variables['after'], this.login, this.threadsPerPage);
    if (query.startsWith('query threads(')) return { data: { repository: { pullRequest: { reviewThreads: threads } } } };
    const wanted = [...query.matchAll(/\b(b\d+): object\(oid: "([0-9a-f]{40})"\)/g)].map(([, name = '', id = '']) => [name, id] as const);
    for (const [, name = ''] of query.matchAll(/\b(f\d+): object\(expression: \$f\d+\)/g))
      wanted.push([name, this.#idOf(String(variables[name]))]);
    const found = this.#blobs(wanted.map(([, id]) => id).filter((id) => id !== ''));
    const blobs: Record<string, unknown> = {};
    for (const [name, id] of wanted) {
      const bytes = found.get(id);
      const isBinary = bytes?.includes(0) ?? false;
      const isTruncated = (bytes?.length ?? 0) > 512_000;
      blobs[name] = bytes ? { oid: id, isBinary, isTruncated, text: isBinary ? null : bytes.subarray(0, 512_000).toString('utf8') } : null;
    }
    if (Object.keys(blobs).length === 0) throw new Error(`unknown query: ${query.slice(0, 200)}`);
    const nodes = this.comments.slice(0, 100).map((comment) => ({ viewerDidAuthor: comment.author === this.login, body: comment.body }));
    const opening = {
      viewer: { login: this.login },
      pullRequest: { comments: { pageInfo: { hasNextPage: this.comments.length > 100 }, nodes }, reviewThreads: threads },
    };
    if (!query.startsWith('query opening(')) return { data: { repository: blobs } };
    if (variables['number'] !== this.pull.number) throw new Error(`opening of ${String(variables['number'])}`);
    return { data: { viewer: opening.viewer, repository: { ...blobs, pullRequest: opening.pullRequest } } };
  }

  /** The blob that `commit:path` names, or an empty text. */
  #idOf(expression: string): string {
    try {
      return this.git('rev-parse', '--verify', '--quiet', expression).toString().trim();
    } catch {
      return '';
    }
  }
}

/** The description has no null for the line of a comment, which GitHub gives where the comment is outdated. */
function withoutNullLines(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withoutNullLines);
  if (typeof answer !== 'object' || answer === null || !('line' in answer) || answer.line !== null) return answer;
  return Object.fromEntries(Object.entries(answer).filter(([key]) => key !== 'line'));
}

function tooLong(body: Json): Refusal | undefined {
  if (String(body['body']).length <= 65_536) return undefined;
  return {
    status: 422,
    body: {
      message: 'Validation Failed',
      errors: [
        { resource: 'IssueComment', code: 'unprocessable', field: 'data', message: 'Body is too long (maximum is 65536 characters)' },
      ],
      documentation_url: 'https://docs.github.com/rest',
    },
  };
}
