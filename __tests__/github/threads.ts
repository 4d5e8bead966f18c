/** Conversations on lines as GitHub keeps them, and GraphQL's part in them. */

type Json = Readonly<Record<string, unknown>>;

export interface LineComment {
  readonly id: number;
  body: string;
  readonly author: string;
  readonly path: string;
  /** Where it was posted. */
  readonly line: number;
  readonly start_line: number | null;
  readonly commit_id: string;
  /** What was written below it. */
  readonly replies: Reply[];
  /** Null: nobody resolved it. */
  resolved: { readonly by: string | null } | null;
  /** Why it is hidden, or null. */
  minimized: string | null;
}

export interface Reply {
  readonly id: number;
  body: string;
  readonly author: string;
}

/** Node ids of a comment and of its thread. */
export const commentNode = (id: number): string => `PRRC_${id}`;
const threadNode = (id: number): string => `PRRT_${id}`;

/** A page of threads, for `...threads`. GraphQL gives apps their name without `[bot]`. */
export function threadPage(comments: readonly LineComment[], after: unknown, login: string, size = 100): Json {
  const from = typeof after === 'string' ? Number(after) : 0;
  const to = from + size;
  return {
    pageInfo: { hasNextPage: comments.length > to, endCursor: String(to) },
    nodes: comments.slice(from, to).map((comment) => ({
      id: threadNode(comment.id),
      isResolved: comment.resolved !== null,
      resolvedBy: comment.resolved?.by ? { login: comment.resolved.by.replace('[bot]', '') } : null,
      comments: {
        nodes: [{ id: commentNode(comment.id), viewerDidAuthor: comment.author === login, isMinimized: comment.minimized !== null }],
      },
    })),
  };
}

const MUTATION = /\b(m\d+): (resolveReviewThread|minimizeComment)\(input: \{(?:threadId|subjectId): \$(i\d+)(?:, classifier: (\w+))?\}\)/g;

/** The mutation that a query is about: `resolveReviewThread`. */
export function mutationOf(query: string): string | undefined {
  return query.startsWith('mutation ') ? [...query.matchAll(MUTATION)][0]?.[2] : undefined;
}

/** Carries out the mutations of a query; those that are forbidden are null in the answer, with an error for each. */
export function mutate(
  query: string,
  variables: Json,
  comments: readonly LineComment[],
  login: string,
  forbidden: ReadonlySet<string>,
): Json {
  const data: Record<string, unknown> = {};
  const errors: Json[] = [];
  for (const [, alias = '', name = '', variable = '', classifier] of query.matchAll(MUTATION)) {
    const node = String(variables[variable]);
    const comment = comments.find(({ id }) => node === (name === 'minimizeComment' ? commentNode(id) : threadNode(id)));
    if (!comment) throw new Error(`${name} of ${node}`);
    data[alias] = forbidden.has(name) ? null : { clientMutationId: null };
    if (forbidden.has(name))
      errors.push({ type: 'FORBIDDEN', path: [alias], locations: [], message: 'Resource not accessible by integration' });
    else if (name === 'resolveReviewThread') comment.resolved = { by: login };
    else if (classifier === 'OUTDATED' || classifier === 'RESOLVED') comment.minimized = classifier.toLowerCase();
    else throw new Error(`minimizeComment as ${String(classifier)}`);
  }
  if (Object.keys(data).length === 0) throw new Error(`unknown mutation: ${query.slice(0, 200)}`);
  return { data, ...(errors.length > 0 ? { errors } : {}) };
}
