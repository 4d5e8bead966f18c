/** Which files of a repository are its application, and what kind of text they hold. */

/** Larger files are data or made by a tool. */
export const MAX_BYTES = 1024 * 1024;

const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|composer\.lock|Gemfile\.lock|Cargo\.lock|poetry\.lock|Pipfile\.lock|uv\.lock|pdm\.lock|mix\.lock|go\.sum|flake\.lock|packages\.lock\.json|gradle\.lockfile)$/;
const VENDORED =
  /(?:^|\/)(?:node_modules|vendor|third[_-]?party|bower_components|Pods|\.?venv|site-packages|dist|build|out|target|obj|coverage|\.next|\.nuxt|\.yarn|__pycache__|\.git|\.idea|\.gradle|\.terraform)\//;
const MINIFIED = /[.-]min\.(?:js|css|mjs)$|\.(?:js|css)\.map$|\.bundle\.js$|\.snap$/;
const NO_CODE =
  /\.(?:css|scss|sass|less|styl|svg|png|jpe?g|gif|webp|ico|bmp|tiff?|pdf|zip|gz|tgz|bz2|xz|zst|7z|jar|war|class|so|dylib|dll|exe|o|a|wasm|woff2?|ttf|otf|eot|mp[34]|mov|webm|ogg|wav|psd|sqlite3?|db|parquet|avro|csv|tsv|po|pot|mo|xlf|xliff|lcov|log|pem|crt|key|patch|diff)$/i;
const MIGRATION = /(?:^|\/)(?:[\w-]*migrations?|migrate|\w+_migrate|changelogs?|alembic)\/|(?:^|\/)migrations?\.\w+$/i;

/** Why a file is not looked at, as a noun for many of them; undefined where it is. */
export function leftOutAs(path: string, isMigration: (path: string) => boolean): string | undefined {
  if (isMigration(path) || MIGRATION.test(path)) return 'migration';
  if (LOCK.test(path)) return 'lock file';
  if (VENDORED.test(path)) return 'vendored or built file';
  if (MINIFIED.test(path)) return 'minified file';
  return NO_CODE.test(path) ? 'style, image or data file' : undefined;
}

/** What a text shows only when it is read: the same, for its bytes. */
export function contentLeftOutAs(bytes: Uint8Array): string | undefined {
  if (bytes.subarray(0, 8000).includes(0)) return 'binary file';
  if (bytes.length < 20_000) return undefined;
  let lines = 1;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return bytes.length / lines > 1000 ? 'minified file' : undefined;
}

const TEST =
  /(?:^|\/)(?:tests?|specs?|__tests__|__mocks__|mocks?|testdata|test-data|fixtures?|factories|e2e|cypress|seeds?)\/|(?:^|\/)(?:test_[^/]+|conftest)\.py$|(?:_test|_spec|\.test|\.spec|\.e2e|\.stories|Tests?|Spec|IT)\.\w+$|\.feature$/;
const DOCUMENT = /\.(?:md|mdx|markdown|rst|adoc|txt|ipynb)$|(?:^|\/)(?:docs?|documentation|changelogs?)\//i;
const WORDS_FOR_PEOPLE = /(?:^|\/)(?:locales?|i18n|l10n|intl|lang|translations?)\//i;
const DUMP =
  /(?:^|\/)(?:db\/(?:\w+_)?(?:schema\.rb|structure\.sql)|schema_dump\.sql|(?:structure|schema)\.sql|snapshot\.json|\w*ModelSnapshot\.cs)$/;
const GENERATED_NAME = /(?:\.pb\.go|_pb2(?:_grpc)?\.py|\.generated\.\w+|\.gen\.\w+|\.g\.dart|\.g\.cs|\.designer\.cs|_generated\.\w+)$/i;
const GENERATED_TEXT = /@generated|code generated|do not edit|auto-?generated/i;

/** What a file is to its reader. */
export type FileKind = 'code' | 'test' | 'document' | 'dump' | 'generated';

/** The kind of a file that is looked at. */
export function fileKind(path: string, text: string): FileKind {
  if (DOCUMENT.test(path) || WORDS_FOR_PEOPLE.test(path)) return 'document';
  if (TEST.test(path)) return 'test';
  if (DUMP.test(path)) return 'dump';
  // What Diesel and Prisma keep of the schema is code that the application is compiled with.
  if (/(?:^|\/)schema\.rs$|\.prisma$/.test(path)) return 'code';
  return GENERATED_NAME.test(path) || GENERATED_TEXT.test(text.slice(0, 600)) ? 'generated' : 'code';
}

const HASH = /\.(?:rb|py|pyi|rake|ex|exs|ya?ml|toml|sh|r|pl|tf|cfg|ini|graphql|gql|php|feature)$/;
const DASHES = /\.(?:sql|lua|hs|elm|ada|psql|pgsql)$/;

/** Whether a column (0-based) of a line is inside a comment, as far as one line tells. */
export function isComment(path: string, line: string, column: number): boolean {
  const start = line.trimStart();
  if (/^(?:\/\/|\/\*|\*(?![*\w])|<!--|"""|\{\/\*|\{#|<%#)/.test(start)) return true;
  const mark = DASHES.test(path) ? /--/ : HASH.test(path) ? /(?:^|\s)#(?![{[])/ : /(?:^|\s)\/\//;
  const at = line.slice(0, column).search(mark);
  if (at < 0) return false;
  // A mark inside a text in quotes is none.
  return (line.slice(0, at).match(/["'`]/g)?.length ?? 0) % 2 === 0;
}
