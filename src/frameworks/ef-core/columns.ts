/** Columns: what Npgsql writes for one that is made, and what it sends for one that is changed. */
import { annotation, argumentsOf, flag, literal, memberName, nameOf, optionalName, quoted, rawOf, tableOf, type Args, type Sql, type Statement } from './text.ts'; // prettier-ignore
import { literalOf, typeOf } from './types.ts';
import { same, Unclear, type OperationValue, type Place, type Value } from './values.ts';

export const ADD_COLUMN = ['name', 'table', 'type', 'unicode', 'maxLength', 'rowVersion', 'schema', 'nullable', 'defaultValue', 'defaultValueSql', 'computedColumnSql', 'fixedLength', 'comment', 'collation', 'precision', 'scale', 'stored']; // prettier-ignore
/** The parameters of `table.Column` in CreateTable. */
export const COLUMN = ['type', 'unicode', 'maxLength', 'rowVersion', 'name', 'nullable', 'defaultValue', 'defaultValueSql', 'computedColumnSql', 'fixedLength', 'comment', 'collation', 'precision', 'scale', 'stored']; // prettier-ignore
const ALTER_COLUMN = ['name', 'table', 'type', 'unicode', 'maxLength', 'rowVersion', 'schema', 'nullable', 'defaultValue', 'defaultValueSql', 'computedColumnSql', 'oldClrType', 'oldType', 'oldUnicode', 'oldMaxLength', 'oldRowVersion', 'oldNullable', 'oldDefaultValue', 'oldDefaultValueSql', 'oldComputedColumnSql', 'fixedLength', 'oldFixedLength', 'comment', 'oldComment', 'collation', 'oldCollation', 'precision', 'oldPrecision', 'scale', 'oldScale', 'stored', 'oldStored']; // prettier-ignore

/** Columns that every table of PostgreSQL has: Npgsql leaves them alone. */
export const isSystem = (name: string): boolean => /^(?:tableoid|xmin|cmin|xmax|cmax|ctid)$/.test(name);

const strategyOf = (value: Value | undefined): string | undefined => {
  const name = memberName(value, 'how its values are generated');
  return name === 'None' ? undefined : name;
};

const isIdentity = (strategy: string | undefined): boolean => strategy === 'IdentityByDefaultColumn' || strategy === 'IdentityAlwaysColumn';

const SERIAL: Readonly<Record<string, string>> = {
  int: 'serial',
  int4: 'serial',
  integer: 'serial',
  bigint: 'bigserial',
  int8: 'bigserial',
  smallint: 'smallserial',
  int2: 'smallserial',
};

/** Parts that all stand at one place. */
export const at = (sql: Sql, { start, end }: Place): Sql =>
  sql.map((part) => (typeof part === 'string' ? { text: part, start, end } : part));

/** `name type …` of a column. */
export function columnDefinition(operation: OperationValue, name: string, args: Args): Sql {
  const given = typeOf(args, operation.type);
  const strategy = strategyOf(annotation(operation, 'ValueGenerationStrategy'));
  const type = strategy === 'SerialColumn' ? (SERIAL[given] ?? given) : given;
  if (annotation(operation, 'TsVectorConfig')) throw new Unclear('the column is made of others that only the model knows');
  const collation = optionalName(args.get('collation') ?? annotation(operation, 'DefaultColumnCollation'), 'the collation');
  const collate = collation === undefined ? '' : ` COLLATE ${quoted(collation)}`;
  const notNull = flag(args.get('nullable'), 'it may be null') ? '' : ' NOT NULL';
  const generated = rawOf(args.get('computedColumnSql'), 'what the column is made of');
  if (generated) {
    const stored = flag(args.get('stored'), 'it is stored') ? ' STORED' : '';
    return [`${quoted(name)} ${type}${collate} GENERATED ALWAYS AS (`, ...generated, `)${stored}${notNull}`];
  }
  const compression = optionalName(annotation(operation, 'Compression:'), 'the compression');
  const head = `${quoted(name)} ${type}${compression === undefined ? '' : ` COMPRESSION ${quoted(compression)}`}${collate}`;
  if (isIdentity(strategy)) return [`${head}${identity(operation, strategy)}`];
  return [`${head}${notNull}`, ...(strategy === 'SerialColumn' ? [] : defaultClause(args, type))];
}

/** ` DEFAULT …` where one is given. */
function defaultClause(args: Args, type: string): Sql {
  const sql = rawOf(args.get('defaultValueSql'), 'the default');
  if (sql) return [' DEFAULT (', ...sql, ')'];
  const value = args.get('defaultValue');
  return value && value.kind !== 'null' ? [` DEFAULT ${literalOf(value, type)}`] : [];
}

/** Start, increment, least, greatest, cycle, cache of an identity's sequence: between commas, in quotes that may be empty. */
interface Sequence {
  readonly start: string;
  readonly by: string;
  readonly least: string;
  readonly most: string;
  readonly cycles: boolean;
  readonly cache: string;
}

function sequenceOf(options: Value | undefined): Sequence {
  const parts = options ? nameOf(options, 'the options of its sequence').split(',') : [];
  const [start = '', by = '', least = '', most = '', cycle = '', cache = ''] = parts.map((part) => part.trim().replaceAll("'", ''));
  return { start, by: by || '1', least, most, cycles: cycle.toLowerCase() === 'true', cache: cache || '1' };
}

function identity(operation: OperationValue, strategy: string | undefined): string {
  const words = ` GENERATED ${strategy === 'IdentityAlwaysColumn' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`;
  const { start, by, least, most, cycles, cache } = sequenceOf(annotation(operation, 'IdentitySequenceOptions'));
  const parts = [
    start !== '' && start !== (least || '1') ? `START WITH ${start}` : '',
    by === '1' ? '' : `INCREMENT BY ${by}`,
    least !== '' && least !== '1' ? `MINVALUE ${least}` : '',
    most === '' ? '' : `MAXVALUE ${most}`,
    cycles ? 'CYCLE' : '',
    cache === '1' ? '' : `CACHE ${cache}`,
  ].filter((part) => part !== '');
  return parts.length > 0 ? `${words} (${parts.join(' ')})` : words;
}

/** What differs between the sequences of an identity, as ALTER COLUMN has it. */
function changedSequence(own: Sequence, old: Sequence): readonly string[] {
  return [
    own.start === old.start ? '' : `RESTART WITH ${own.start || '1'}`,
    own.by === old.by ? '' : `SET INCREMENT BY ${own.by}`,
    own.least === old.least ? '' : own.least === '' ? 'SET NO MINVALUE' : `SET MINVALUE ${own.least}`,
    own.most === old.most ? '' : own.most === '' ? 'SET NO MAXVALUE' : `SET MAXVALUE ${own.most}`,
    own.cycles === old.cycles ? '' : own.cycles ? 'SET CYCLE' : 'SET NO CYCLE',
    own.cache === old.cache ? '' : `SET CACHE ${own.cache}`,
  ].filter((part) => part !== '');
}

export const columnComment = (table: string, column: string, value: Value | undefined): readonly Statement[] => {
  const text = optionalName(value, 'the comment');
  return text === undefined ? [] : [{ sql: [`COMMENT ON COLUMN ${table}.${quoted(column)} IS ${literal(text)}`] }];
};

export function addColumn(operation: OperationValue): readonly Statement[] {
  const args = argumentsOf(operation, ADD_COLUMN);
  const name = nameOf(args.get('name'), 'the name of the column');
  if (isSystem(name)) return [];
  const table = tableOf(args);
  return [
    { sql: [`ALTER TABLE ${table} ADD `, ...columnDefinition(operation, name, args)] },
    ...columnComment(table, name, args.get('comment')),
  ];
}

/** What differs between the column as it is to be and as it was. */
export function alterColumn(operation: OperationValue): readonly Statement[] {
  const args = argumentsOf(operation, ALTER_COLUMN);
  const name = nameOf(args.get('name'), 'the name of the column');
  if (isSystem(name)) return [];
  const table = tableOf(args);
  const column = quoted(name);
  const differs = (own: string): boolean => {
    const equal = same(args.get(own), args.get(`old${own[0]?.toUpperCase() ?? ''}${own.slice(1)}`));
    if (equal === undefined) throw new Unclear(`whether ${own} changes is computed`);
    return !equal;
  };
  const stored = flag(args.get('stored'), 'it is stored') !== flag(args.get('oldStored'), 'it was stored');
  if (stored || differs('computedColumnSql'))
    return [{ sql: [`ALTER TABLE ${table} DROP COLUMN ${column}`] }, ...addColumn({ ...operation, args: { positional: [], named: args } })];
  const alter = `ALTER TABLE ${table} ALTER COLUMN ${column} `;
  const oldClr = args.get('oldClrType');
  const type = typeOf(args, operation.type);
  const oldType = typeOf(args, oldClr?.kind === 'type' ? oldClr.name : operation.type, true);
  const out: Statement[] = [];
  const add = (...sql: Sql): void => void out.push({ sql });
  changedType();
  changedNull();
  const strategy = strategyOf(annotation(operation, 'ValueGenerationStrategy'));
  const oldStrategy = strategyOf(operation.oldAnnotations.get('Npgsql:ValueGenerationStrategy'));
  const sequence = quoted(`${nameOf(args.get('table'), 'the name of the table')}_${name}_seq`);
  const schema = optionalName(args.get('schema'), 'the schema');
  const inSchema = schema === undefined ? '' : `${quoted(schema)}.`;
  const compression = [annotation(operation, 'Compression:'), operation.oldAnnotations.get('Npgsql:Compression:')] as const;
  if (same(...compression) === false) add(`${alter}SET COMPRESSION ${optionalName(compression[0], 'the compression') ?? 'default'}`);
  if (strategy !== oldStrategy) changedStrategy();
  if (isIdentity(strategy) && isIdentity(oldStrategy)) {
    const options = sequenceOf(annotation(operation, 'IdentitySequenceOptions'));
    const before = sequenceOf(operation.oldAnnotations.get('Npgsql:IdentitySequenceOptions'));
    for (const change of changedSequence(options, before)) add(`${alter}${change}`);
  }
  if (strategy === undefined && (differs('defaultValueSql') || differs('defaultValue'))) {
    const given = defaultClause(args, type);
    if (given.length > 0) add(`${alter}SET`, ...given);
    else add(`${alter}DROP DEFAULT`);
  }
  if (strategy === 'SerialColumn' && oldStrategy === undefined && SERIAL[type] !== undefined)
    add(`ALTER SEQUENCE ${inSchema}${sequence} OWNED BY ${table}.${column}`);
  if (differs('comment')) {
    const text = optionalName(args.get('comment'), 'the comment');
    add(`COMMENT ON COLUMN ${table}.${column} IS ${text === undefined ? 'NULL' : literal(text)}`);
  }
  return out;

  function changedType(): void {
    const collation = optionalName(args.get('collation'), 'the collation');
    const before = optionalName(args.get('oldCollation'), 'the collation');
    if (type === oldType && collation === before) return;
    const words = collation === undefined ? (type === oldType ? ' COLLATE "default"' : '') : ` COLLATE ${quoted(collation)}`;
    add(`${alter}TYPE ${type}${words}`);
  }

  function changedNull(): void {
    const nullable = flag(args.get('nullable'), 'it may be null');
    if (nullable === flag(args.get('oldNullable'), 'it could be null')) return;
    if (nullable) {
      add(`${alter}DROP NOT NULL`);
      return;
    }
    // What is null becomes the default first.
    const sql = rawOf(args.get('defaultValueSql'), 'the default');
    const value = args.get('defaultValue');
    const filling: Sql | undefined = sql ?? (value && value.kind !== 'null' ? [literalOf(value, type)] : undefined);
    if (filling) add(`UPDATE ${table} SET ${column} = `, ...filling, ` WHERE ${column} IS NULL`);
    add(`${alter}SET NOT NULL`);
  }

  function changedStrategy(): void {
    if (oldStrategy === 'SerialColumn' && isIdentity(strategy)) {
      const old = quoted(`${nameOf(args.get('table'), 'the name of the table')}_${name}_old_seq`);
      add(`ALTER SEQUENCE ${inSchema}${sequence} RENAME TO ${old}`);
      add(`${alter}DROP DEFAULT`);
      add(`${alter}ADD GENERATED ${strategy === 'IdentityAlwaysColumn' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`);
      add(`SELECT * FROM setval(${literal(`${inSchema}${sequence}`)}, nextval(${literal(`${inSchema}${old}`)}), false)`);
      add(`DROP SEQUENCE ${inSchema}${old}`);
    } else if (oldStrategy === 'SerialColumn' && strategy === undefined) add(`DROP SEQUENCE ${inSchema}${sequence} CASCADE`);
    else if (isIdentity(oldStrategy) && strategy === undefined) add(`${alter}DROP IDENTITY`);
    else if (isIdentity(oldStrategy) && isIdentity(strategy))
      add(`${alter}SET GENERATED ${strategy === 'IdentityAlwaysColumn' ? 'ALWAYS' : 'BY DEFAULT'}`);
    else if (oldStrategy === undefined && isIdentity(strategy)) {
      add(`${alter}DROP DEFAULT`);
      add(`${alter}ADD${identity(operation, strategy)}`);
    } else if (oldStrategy === undefined && strategy === 'SerialColumn' && SERIAL[type] !== undefined) {
      add(`CREATE SEQUENCE ${inSchema}${sequence}${type.startsWith('big') || type === 'int8' ? '' : ` AS ${type}`} START WITH 1 INCREMENT BY 1 NO CYCLE`); // prettier-ignore
      add(`${alter}SET DEFAULT (nextval(${literal(`${inSchema}${sequence}`)}))`);
    } else throw new Unclear('Npgsql does not know how to change how its values are generated');
  }
}
