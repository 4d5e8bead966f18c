/** Liquibase's types as it writes them for PostgreSQL 10 and later. Source: liquibase.datatype.core, release 5. */

export interface DataType {
  readonly sql: string;
  /** How a value of it is written. */
  readonly values: 'number' | 'boolean' | 'bit' | 'time' | 'text';
  /** `bigserial`: a column of it is one that counts. */
  readonly serial: boolean;
}

const JAVA: Readonly<Record<string, string>> = {
  'java.lang.integer': 'int',
  'java.lang.long': 'bigint',
  'java.math.biginteger': 'bigint',
  'java.math.bigdecimal': 'decimal',
  'java.lang.string': 'varchar',
  'java.lang.boolean': 'boolean',
  'java.lang.double': 'double',
  'java.lang.float': 'float',
  'java.util.date': 'datetime',
  'java.sql.timestamp': 'timestamp',
  'java.sql.date': 'date',
  'java.sql.time': 'time',
  'java.util.uuid': 'uuid',
  'java.sql.types.sqlxml': 'xml',
  'java.sql.types.timestamp_with_timezone': 'timestamptz',
};

const BYTES = new Set('longblob longvarbinary varbinary binary image tinyblob mediumblob'.split(' '));
const TEXTS = new Set('clob longvarchar text longtext nclob longnvarchar ntext tinytext mediumtext'.split(' '));

/** A type as written, with its parameters and what stands behind them. */
export function dataType(written: string): DataType {
  const plain = (sql: string, values: DataType['values'] = 'text', serial = false): DataType => ({ sql, values, serial });
  const text = written.trim();
  if (text.includes('${') || /\[\]|\barray\b/i.test(text)) return plain(text);
  const open = text.indexOf('(');
  const close = open < 0 ? -1 : text.indexOf(')', open);
  const parameters =
    close < 0
      ? []
      : text
          .slice(open + 1, close)
          .split(',')
          .map((parameter) => parameter.trim())
          .filter(Boolean);
  const bare = (close < 0 ? text : text.slice(0, open) + text.slice(close + 1)).replaceAll(/\s+/g, ' ').trim();
  const lower = bare.toLowerCase();
  const spelled = lower.replace(/ identity$/, '');
  const word = spelled.startsWith('character varying') ? 'varchar' : (spelled.split(' ')[0] ?? '');
  const name = JAVA[word] ?? word.replace(/^java\.sql\.types\./, '');
  const rest = word === 'varchar' && spelled.startsWith('character') ? '' : bare.slice(word.length).trim();
  const sized = (sql: string): string => (parameters.length > 0 ? `${sql}(${parameters.join(', ')})` : sql);
  const serial = lower.endsWith(' identity');
  switch (name) {
    case 'int':
    case 'integer':
    case 'int4':
      return plain('INTEGER', 'number', serial);
    case 'serial':
    case 'serial4':
      return plain('INTEGER', 'number', true);
    case 'bigint':
    case 'int8':
    case 'integer8':
      return plain('BIGINT', 'number', serial);
    case 'bigserial':
    case 'serial8':
      return plain('BIGINT', 'number', true);
    case 'smallint':
    case 'int2':
    case 'tinyint':
      return plain('SMALLINT', 'number');
    case 'smallserial':
      return plain('SMALLINT', 'number', true);
    case 'number':
    case 'numeric':
      return plain(Number(parameters[0]) > 1000 ? 'numeric' : sized('numeric'), 'number');
    case 'decimal':
      return plain(sized('DECIMAL'), 'number');
    case 'double':
      return plain('DOUBLE PRECISION', 'number');
    case 'float8':
    case 'float4':
      return plain(bare, 'number');
    case 'float':
      return plain(sized('FLOAT'), 'number');
    case 'real':
      return plain('REAL', 'number');
    case 'currency':
    case 'money':
    case 'smallmoney':
      return plain('DECIMAL', 'number');
    case 'boolean':
    case 'bool':
      return plain('BOOLEAN', 'boolean');
    case 'bit':
      return spelled.startsWith('bit varying') ? plain(sized('BIT VARYING')) : plain(sized('BIT'), 'bit');
    case 'char':
    case 'character':
    case 'bpchar':
      return plain(characters('CHAR', parameters, rest));
    case 'nchar':
    case 'nchar2':
      return plain(characters('NCHAR', parameters, rest));
    case 'varchar':
    case 'varchar2':
    case 'nvarchar':
    case 'nvarchar2':
    case 'national':
      return plain(characters('VARCHAR', parameters, name === 'national' ? '' : rest));
    case 'uuid':
    case 'uniqueidentifier':
      return plain('UUID');
    case 'date':
      return plain('DATE', 'time');
    case 'datetime':
    case 'datetime2':
    case 'smalldatetime':
    case 'timestamp':
    case 'timestamptz':
      return plain(timestamp(name, parameters, rest), 'time');
    case 'time':
    case 'timetz':
      return plain(`${sized('TIME')} ${/tz|with time ?zone/i.test(bare) ? 'WITH' : 'WITHOUT'} TIME ZONE`, 'time');
    case 'xml':
    case 'xmltype':
      return plain('XML');
    case 'blob':
      // Large objects, as Hibernate of old has them.
      return plain('OID');
    case 'long':
      return plain(/binary/.test(spelled) ? 'BYTEA' : 'TEXT');
    default:
      return plain(BYTES.has(name) ? 'BYTEA' : TEXTS.has(name) ? 'TEXT' : text);
  }
}

/** `varchar(20 char)`, and a length that stands for none. */
function characters(sql: string, parameters: readonly string[], rest: string): string {
  const length = parameters[0]?.replace(/\s+(?:char|byte)$/i, '');
  if (length === '2147483647') return 'CHARACTER VARYING';
  return [length === undefined ? sql : `${sql}(${length})`, rest].filter(Boolean).join(' ');
}

function timestamp(name: string, parameters: readonly string[], rest: string): string {
  const sql = parameters.length > 0 ? `TIMESTAMP(${parameters[1] ?? parameters[0]})` : 'TIMESTAMP';
  const zone = name === 'timestamptz' || /^with time ?zone/i.test(rest);
  // A zone that is asked for in words stays as it is written.
  return `${sql} ${zone ? (/^with time zone$/i.test(rest) ? rest : 'WITH TIME ZONE') : 'WITHOUT TIME ZONE'}`;
}
