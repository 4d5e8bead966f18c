/** Every limit of GitHub that Lockkeeper relies on, with where it is said. */

/** "Responses include a maximum of 3000 files": https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
export const MAX_LISTED_FILES = 3000;

/** Items on a page, at most: https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
export const PAGE_SIZE = 100;

/**
 * A page of files holds about 20,000 lines of patches; entries after that have none, without a mark. A smaller page brings
 * them back: https://github.com/orgs/community/discussions/213491
 */
export const SMALL_PAGE_SIZE = 10;

/** Small pages asked for again at most, so that a change of a thousand images costs little. Our choice. */
export const MAX_SMALL_PAGES = 10;

/**
 * Blobs in one GraphQL query. GitHub ends a query after 10 seconds and names no limit for this; a hundred small files are
 * answered in well under one. https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export const BLOBS_PER_QUERY = 100;

/** Bytes of blobs in one GraphQL query. Our choice, for the same reason. */
export const BYTES_PER_QUERY = 2 * 1024 * 1024;

/** GraphQL cuts the text of larger blobs (`isTruncated`), so they are asked for one by one. Found by users, not documented. */
export const MAX_GRAPHQL_BLOB = 500_000;

/** "This endpoint supports blobs up to 100 megabytes in size": https://docs.github.com/rest/git/blobs#get-a-blob; we read less. */
export const MAX_BLOB = 32 * 1024 * 1024;

/** Blobs asked for one by one in a run: a token has 1,000 requests an hour for the whole repository. Our choice. */
export const MAX_REST_BLOBS = 300;

/** REST requests at the same time. GitHub allows 100 for everything a token does: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export const CONCURRENT_REQUESTS = 8;

/**
 * "Body is too long (maximum is 65536 characters)". We stay below, so that no way of counting characters is too small.
 */
export const MAX_COMMENT = 60_000;

/** Mutations in one GraphQL request: it has to end within 10 seconds, see BLOBS_PER_QUERY. Our choice. */
export const MUTATIONS_PER_REQUEST = 20;

/** Bytes of a report that another run made. Our choice: one of five hundred findings has less than 2 MB. */
export const MAX_REPORT = 16_000_000;

/** Comments in one review. Not documented; reviews with some more than thirty were seen to fail. */
export const MAX_INLINE_COMMENTS = 25;

/** More findings of one rule in one file than this become one comment. Our choice. */
export const MAX_SAME_RULE_IN_FILE = 5;

/**
 * A step's summary holds 1 MiB, counted in bytes, with what other commands of the step wrote; a larger one is not shown at
 * all: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
export const MAX_JOB_SUMMARY = 900_000;

/** Annotations of one level that the runner keeps for a step: `_maxCountPerIssueType` in actions/runner, ExecutionContext.cs. */
export const MAX_ANNOTATIONS = 10;

/** Tries after a rate limit, and for a server error on a request that only reads. */
export const RATE_LIMIT_RETRIES = 2;
export const SERVER_ERROR_RETRIES = 3;

/** What all waiting for GitHub may take together; then the run goes on without. Our choice. */
export const MAX_WAIT_MS = 90_000;

/** "Wait at least one minute" where GitHub does not say how long: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
export const DEFAULT_RATE_LIMIT_WAIT_MS = 60_000;

/** One request, before it is given up. Our choice. */
export const REQUEST_TIMEOUT_MS = 60_000;

/** Bytes of the archive of a commit, unpacked. Our choice: the largest repositories are not searched to their end. */
export const MAX_ARCHIVE = 1024 * 1024 * 1024;

/** Files and folders in it. Our choice. */
export const MAX_ARCHIVE_ENTRIES = 300_000;
