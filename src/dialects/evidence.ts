/**
 * Marks in SQL that only one engine accepts. They are evidence of what a repository runs on where no configuration says
 * so; a text without marks is evidence of nothing.
 */

/** Engines and what only they accept. Matched on text without comments and string literals. */
const MARKS: readonly { readonly dialect: string; readonly marks: readonly (readonly [RegExp, string])[] }[] = [
  {
    dialect: 'postgres',
    marks: [
      [/\bcreate\s+extension\b/i, 'CREATE EXTENSION'],
      [/\$\$/, '$$ quoting'],
      [/\b(?:big|small)?serial\b/i, 'serial'],
      [/\btimestamptz\b|\btimestamp(?:\s*\(\d\))?\s+with(?:out)?\s+time\s+zone\b/i, 'timestamptz'],
      [/\bjsonb\b/i, 'jsonb'],
      [/\bindex\s+concurrently\b/i, 'CONCURRENTLY'],
      [/\busing\s+(?:gin|gist|brin|spgist)\b/i, 'USING gin'],
      [/::\s*[a-z_"]/i, '::'],
      [/\bcreate\s+type\s+\S+\s+as\s+enum\b/i, 'CREATE TYPE … AS ENUM'],
      [/\bnot\s+valid\b/i, 'NOT VALID'],
      [/\bbytea\b/i, 'bytea'],
      [/\benable\s+row\s+level\s+security\b/i, 'ROW LEVEL SECURITY'],
    ],
  },
  {
    dialect: 'mysql',
    marks: [
      [/`[\w$ -]+`/, 'backtick quoting'],
      [/\bengine\s*=\s*(?:innodb|myisam)\b/i, 'ENGINE=InnoDB'],
      [/\bauto_increment\b/i, 'AUTO_INCREMENT'],
      [/\bcharset\s*=\s*\w/i, 'CHARSET='],
      [/\bmodify\s+(?:column\b|[a-z_]\w*\s+(?:var)?(?:char|int|text|binary|decimal|datetime))/i, 'MODIFY COLUMN'],
      [/\bunsigned\b/i, 'UNSIGNED'],
      [/\badd\s+(?:column\s+)?[a-z_]\w*\s+[^,;]*\s(?:after\s+[a-z_]\w*|first)\s*[,;]/i, 'ADD … AFTER'],
      [/\bdrop\s+foreign\s+key\b/i, 'DROP FOREIGN KEY'],
      [/\bdrop\s+index\s+[a-z_]\w*\s+on\b/i, 'DROP INDEX … ON'],
    ],
  },
  {
    dialect: 'sqlite',
    marks: [
      [/\bautoincrement\b/i, 'AUTOINCREMENT'],
      [/^\s*pragma\s+\w/im, 'PRAGMA'],
      [/\bwithout\s+rowid\b/i, 'WITHOUT ROWID'],
    ],
  },
  {
    dialect: 'sqlserver',
    marks: [
      [/^\s*go\s*$/im, 'GO'],
      [/\[dbo\]/i, '[dbo]'],
      [/\bnvarchar\b/i, 'nvarchar'],
      [/\bidentity\s*\(\s*\d+\s*,\s*\d+\s*\)/i, 'IDENTITY(1,1)'],
    ],
  },
  {
    dialect: 'oracle',
    marks: [
      [/\bvarchar2\b/i, 'VARCHAR2'],
      [/\bnumber\s*\(\s*\d+/i, 'NUMBER(n)'],
      [/\bsysdate\b/i, 'SYSDATE'],
    ],
  },
  {
    dialect: 'clickhouse',
    marks: [
      [/\bengine\s*=\s*\w*mergetree\b/i, 'ENGINE = MergeTree'],
      [/\blowcardinality\s*\(/i, 'LowCardinality'],
    ],
  },
];

/** Text without comments and string literals, so that words in them are no marks. */
const withoutLiterals = (sql: string): string => sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, ' ');

/**
 * The engines whose marks files carry, each with the first mark found in words: `jsonb in db/1.sql`.
 *
 * @param files path and text, in order.
 */
export function engineMarks(files: readonly { readonly path: string; readonly text: string }[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { path, text } of files) {
    // Marks stand near the top of a file or nowhere; data behind them need not be searched.
    const sql = withoutLiterals(text.slice(0, 200_000));
    for (const { dialect, marks } of MARKS) {
      const mark = found.has(dialect) ? undefined : marks.find(([pattern]) => pattern.test(sql));
      if (mark) found.set(dialect, `${mark[1]} in ${path}`);
    }
  }
  return found;
}
