/** Which database a project of EF Core is for: by the types and annotations that its provider wrote into the migrations. */
import type { FileTree } from '../../changes/change-source.ts';
import type { DialectEvidence } from '../framework.ts';
import { readSources } from '../sql-file.ts';

/** Types that only one provider writes. Annotations prove less: a model can carry those of several providers. */
const TYPES: readonly (readonly [string, RegExp])[] = [
  ['postgres', /"(?:timestamp with(?:out)? time zone|character varying(?:\(\d+\))?|integer|jsonb|uuid|bytea|boolean|double precision|citext|interval|\w+(?:\[\]))"/g], // prettier-ignore
  ['sqlserver', /"(?:nvarchar\((?:\d+|max)\)|datetime2(?:\(\d\))?|datetimeoffset|uniqueidentifier|varbinary\(\w+\)|bit|rowversion)"/gi],
  ['mysql', /"(?:longtext|longblob|tinyint(?:\(1\)| unsigned)|datetime\(6\)|char\(36\)|mediumtext|varchar\(\d+\) CHARACTER SET \w+)"/gi],
  ['sqlite', /"(?:TEXT|INTEGER|BLOB|REAL)"/g],
  ['oracle', /"(?:NVARCHAR2\(\w+\)|NUMBER\([\d,]+\)|TIMESTAMP\(7\)(?: WITH TIME ZONE)?|RAW\(\d+\)|CLOB|NCLOB)"/g],
];

const PROVIDERS: readonly (readonly [string, RegExp])[] = [
  ['postgres', /\bNpgsqlModelBuilderExtensions\b|\bNpgsqlValueGenerationStrategy\b|"Npgsql:/],
  ['sqlserver', /\bSqlServerModelBuilderExtensions\b|"SqlServer:(?:Identity|ValueGenerationStrategy)/],
  ['mysql', /\bMySqlModelBuilderExtensions\b|"MySql:(?:CharSet|ValueGenerationStrategy)/],
  ['sqlite', /"Sqlite:Autoincrement"/],
  ['oracle', /\bOracleModelBuilderExtensions\b|"Oracle:/],
];

/** What the first, the middle and the last migration of a project say. */
export async function providerDialect(tree: FileTree, _root: string, paths: readonly string[]): Promise<DialectEvidence | undefined> {
  const some = [...new Set([paths[0], paths[paths.length >> 1], paths.at(-1)])].flatMap((path) => path ?? []);
  return dialectIn([...(await readSources(tree, some)).files.values()].map(({ text }) => text));
}

/** The engine that most of the types in the texts belong to, else the one whose annotations alone are there. */
function dialectIn(texts: readonly string[]): DialectEvidence | undefined {
  const counts = TYPES.map(
    ([engine, pattern]) => [engine, texts.reduce((sum, text) => sum + [...text.matchAll(pattern)].length, 0)] as const,
  );
  const [first, second] = counts.toSorted(([, a], [, b]) => b - a);
  if (first && first[1] > 2 * (second?.[1] ?? 0)) return { dialect: first[0], evidence: 'the types of columns in the migrations' };
  const providers = PROVIDERS.filter(([, pattern]) => texts.some((text) => pattern.test(text)));
  const [only] = providers;
  return only && providers.length === 1 ? { dialect: only[0], evidence: 'the annotations in the migrations' } : undefined;
}
