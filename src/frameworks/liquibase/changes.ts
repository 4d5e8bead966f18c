/**
 * Change types as the SQL that Liquibase sends to PostgreSQL. Source: liquibase.change.core and liquibase.sqlgenerator.core of
 * github.com/liquibase/liquibase, release 5.
 */
import type { Step } from '../framework.ts';
import { scriptOf, type Piece } from '../pieces.ts';
import { type Change, type Expand, Reader } from './change.ts';
import { addColumn, createTable, made, type Statements, tableOf } from './columns.ts';
import { indexColumn, literal, nameList, nameOf, primaryKeyName, qualifiedName } from './names.ts';
import { dataType } from './types.ts';
import { defaultOf, valueOf } from './values.ts';

/** What a change is: statements, or a reason why it is not read. */
type Read = (change: Reader) => Statements | string;

/** Change types that do nothing to the schema. */
export const ASIDE: ReadonlySet<string> = new Set(['tagDatabase', 'output', 'empty']);

/** Change types that Liquibase can take back by itself. Source: createInverses of the change types. */
const REVERSIBLE = new Set([
  ...ASIDE,
  'createTable',
  'addColumn',
  'addDefaultValue',
  'addForeignKeyConstraint',
  'addLookupTable',
  'addNotNullConstraint',
  'addPrimaryKey',
  'addUniqueConstraint',
  'createIndex',
  'createSequence',
  'createView',
  'dropNotNullConstraint',
  'renameColumn',
  'renameSequence',
  'renameTable',
  'renameView',
]);

export function isReversible({ name }: Change): boolean {
  return REVERSIBLE.has(name);
}

/** One statement that stands for the whole change. */
function one(change: Reader, ...statements: readonly string[]): Statements {
  return statements.map((text) => [made(text, change)]);
}

const alter = (change: Reader): string => `ALTER TABLE ${tableOf(change)}`;
const column = (change: Reader, name = 'columnName'): string => nameOf(change.get(name) ?? '');

/** `CONSTRAINT name `, where there is one. */
function constraintName(change: Reader): string {
  const name = change.get('constraintName');
  return name === undefined ? '' : `CONSTRAINT ${nameOf(name)} `;
}

function deferral(change: Reader): string {
  return `${change.flag('deferrable') === true ? ' DEFERRABLE' : ''}${change.flag('initiallyDeferred') === true ? ' INITIALLY DEFERRED' : ''}`;
}

function clusterOn(change: Reader, name: string | undefined, table = tableOf(change)): readonly string[] {
  return change.flag('clustered') === true && name !== undefined ? [`CLUSTER ${table} USING ${nameOf(name)}`] : [];
}

function addForeignKey(change: Reader): Statements {
  const base = qualifiedName(change.get('baseTableSchemaName'), change.get('baseTableName') ?? '');
  const target = qualifiedName(change.get('referencedTableSchemaName'), change.get('referencedTableName') ?? '');
  const action = (event: string, name: string): string => {
    const written = change.get(name);
    return written === undefined ? '' : ` ON ${event} ${written}`;
  };
  const onDelete = change.flag('deleteCascade') === true ? ' ON DELETE CASCADE' : action('DELETE', 'onDelete');
  const valid = change.flag('validate') === false ? ' NOT VALID' : '';
  return one(
    change,
    `ALTER TABLE ${base} ADD ${constraintName(change)}FOREIGN KEY (${nameList(change.get('baseColumnNames') ?? '')}) REFERENCES ${target} (${nameList(
      change.get('referencedColumnNames') ?? '',
    )})${action('UPDATE', 'onUpdate')}${onDelete}${deferral(change)}${valid}`,
  );
}

function createIndex(change: Reader): Statements {
  // Liquibase leaves out the indexes of keys, which it takes to be made with the key.
  if (/\b(?:primaryKey|uniqueConstraint|foreignKey)\b/.test(change.get('associatedWith') ?? '')) return [];
  const name = change.get('indexName');
  const columns = change.children('column');
  const list = (included: boolean): string =>
    columns
      .filter((member) => (member.flag('included') === true) === included)
      .map(
        (member) => `${indexColumn(member.get('name') ?? '', member.flag('computed'))}${member.flag('descending') === true ? ' DESC' : ''}`,
      )
      .join(', ');
  const using = change.get('using');
  const tablespace = change.get('tablespace');
  return one(
    change,
    `CREATE ${change.flag('unique') === true ? 'UNIQUE ' : ''}INDEX ${name === undefined ? '' : `${nameOf(name)} `}ON ${tableOf(change)}${
      using === undefined ? '' : ` USING ${using}`
    } (${list(false)})${list(true) === '' ? '' : ` INCLUDE (${list(true)})`}${tablespace === undefined ? '' : ` TABLESPACE ${tablespace}`}`,
    ...clusterOn(change, name),
  );
}

function addNotNull(change: Reader): Statements {
  const filler = change.get('defaultNullValue');
  const type = change.get('columnDataType');
  const name = column(change);
  const kind = type === undefined ? 'text' : dataType(type).values;
  const value =
    kind === 'boolean' || kind === 'bit' || (kind === 'number' && /^-?[\d.]+$/.test(filler ?? '')) ? filler : literal(filler ?? '');
  const fill =
    filler === undefined || /^null$/i.test(filler) ? [] : [`UPDATE ${tableOf(change)} SET ${name} = ${value} WHERE ${name} IS NULL`];
  return one(change, ...fill, `${alter(change)} ALTER COLUMN ${name} SET NOT NULL`);
}

function dropPrimaryKey(change: Reader): Statements {
  // Without a name Liquibase looks it up on the server, which is the usual one unless somebody chose another.
  const name = change.get('constraintName') ?? primaryKeyName(change.get('tableName') ?? '');
  return one(change, `${alter(change)} DROP CONSTRAINT ${nameOf(name)}`);
}

function dropColumn(change: Reader): Statements {
  const single = change.get('columnName');
  if (single !== undefined) return one(change, `${alter(change)} DROP COLUMN ${nameOf(single)}`);
  return change.children('column').map((member) => [made(`${alter(change)} DROP COLUMN ${nameOf(member.get('name') ?? '')}`, member)]);
}

function sequence(verb: string): Read {
  return (change) => {
    const option = (name: string, sql: string): string => {
      const written = change.get(name);
      return written === undefined ? '' : ` ${sql} ${name === 'cacheSize' && written === '0' ? '1' : written}`;
    };
    const cycle = change.flag('cycle');
    return one(
      change,
      `${verb} ${qualifiedName(change.get('schemaName'), change.get('sequenceName') ?? '')}${option('dataType', 'AS')}${option(
        'startValue',
        'START WITH',
      )}${option('incrementBy', 'INCREMENT BY')}${option('minValue', 'MINVALUE')}${option('maxValue', 'MAXVALUE')}${option('cacheSize', 'CACHE')}${
        cycle === true ? ' CYCLE' : cycle === false && verb.startsWith('ALTER') ? ' NO CYCLE' : ''
      }`,
    );
  };
}

function hasText(pieces: readonly Piece[]): boolean {
  return pieces.some(({ text }) => text.trim() !== '');
}

function createView(change: Reader): Statements | string {
  if (change.get('path') !== undefined && !hasText(change.content())) return 'the query of the view is in a file of its own';
  const inner = change.children('selectQuery')[0]?.content() ?? [];
  const written = hasText(change.content()) ? change.content() : hasText(inner) ? inner : [made(change.get('selectQuery') ?? '', change)];
  if (!hasText(written)) return 'the view has no query';
  if (change.flag('fullDefinition') === true) return [written];
  const name = qualifiedName(change.get('schemaName'), change.get('viewName') ?? '');
  const replace = change.flag('replaceIfExists') === true ? 'OR REPLACE ' : '';
  return [[made(`CREATE ${replace}VIEW ${name} AS `, change), ...written]];
}

function createProcedure(change: Reader): Statements | string {
  for (const source of [change, ...change.children('procedureText'), ...change.children('procedureBody')])
    if (hasText(source.content())) return [source.content()];
  const text = change.get('procedureText', 'procedureBody');
  return text === undefined ? 'the procedure is in a file of its own' : one(change, text);
}

/** The WHERE of an update or delete: its text, with `:name` and `:value` filled from its parameters. */
function whereOf(change: Reader): string {
  const where = change.get('where');
  if (where === undefined) return '';
  let filled = where.trim();
  for (const parameter of change.children('whereParams').flatMap((parameters) => parameters.children('param'))) {
    const name = parameter.get('name');
    if (name !== undefined) filled = filled.replace(':name', () => nameOf(name));
    filled = filled.replace(':value', () => valueOf(parameter) ?? 'NULL');
  }
  return filled === '' ? '' : ` WHERE ${filled}`;
}

function insert(change: Reader): Statements {
  const columns = change.children('column');
  const names = columns.map((member) => nameOf(member.get('name') ?? '')).join(', ');
  return one(change, `INSERT INTO ${tableOf(change)} (${names}) VALUES (${columns.map((member) => valueOf(member) ?? 'NULL').join(', ')})`);
}

function update(change: Reader): Statements {
  const set = change
    .children('column')
    .map((member) => `${nameOf(member.get('name') ?? '')} = ${valueOf(member) ?? 'NULL'}`)
    .join(', ');
  return set === '' ? [] : one(change, `UPDATE ${tableOf(change)} SET ${set}${whereOf(change)}`);
}

function dropTable(change: Reader): Statements {
  const exists = change.flag('ifExists') === true ? 'IF EXISTS ' : '';
  return one(change, `DROP TABLE ${exists}${tableOf(change)}${change.flag('cascadeConstraints') === true ? ' CASCADE' : ''}`);
}

function dropView(change: Reader): Statements {
  const exists = change.flag('ifExists') === true ? 'IF EXISTS ' : '';
  return one(change, `DROP VIEW ${exists}${qualifiedName(change.get('schemaName'), change.get('viewName') ?? '')}`);
}

function rename(kind: string, from: string, to: string): Read {
  return (change) =>
    one(
      change,
      `ALTER ${kind} ${qualifiedName(change.get('schemaName'), change.get(from) ?? '')} RENAME TO ${nameOf(change.get(to) ?? '')}`,
    );
}

/** Two columns become one, which is filled before they go. */
function mergeColumns(change: Reader): Statements {
  const [first, second, merged] = ['column1Name', 'column2Name', 'finalColumnName'].map((name) => column(change, name));
  const join = change.get('joinString');
  const parts = [first, ...(join === undefined || join === '' ? [] : [literal(join)]), second];
  return one(
    change,
    `${alter(change)} ADD ${merged} ${dataType(change.get('finalColumnType') ?? '').sql}`,
    `UPDATE ${tableOf(change)} SET ${merged} = ${parts.join(' || ')}`,
    `${alter(change)} DROP COLUMN ${first}`,
    `${alter(change)} DROP COLUMN ${second}`,
  );
}

/** A table of the values of a column, and a foreign key to it. */
function addLookupTable(change: Reader): Statements {
  const existing = qualifiedName(change.get('existingTableSchemaName'), change.get('existingTableName') ?? '');
  const made = qualifiedName(change.get('newTableSchemaName'), change.get('newTableName') ?? '');
  const [from, to] = [column(change, 'existingColumnName'), column(change, 'newColumnName')];
  return one(
    change,
    `CREATE TABLE ${made} AS SELECT DISTINCT ${from} AS ${to} FROM ${existing} WHERE ${from} IS NOT NULL`,
    `ALTER TABLE ${made} ALTER COLUMN ${to} SET NOT NULL`,
    `ALTER TABLE ${made} ADD PRIMARY KEY (${to})`,
    `ALTER TABLE ${existing} ADD ${constraintName(change)}FOREIGN KEY (${from}) REFERENCES ${made} (${to})`,
  );
}

function modifyDataType(change: Reader): Statements {
  const [name, type] = [column(change), dataType(change.get('newDataType') ?? '').sql];
  return one(change, `${alter(change)} ALTER COLUMN ${name} TYPE ${type} USING (${name}::${type})`);
}

function addDefault(change: Reader): Statements {
  const value = defaultOf(change, change.get('columnDataType')) ?? 'NULL';
  const owner = change.get('defaultValueSequenceNext');
  const owned = owner === undefined ? [] : [`ALTER SEQUENCE ${nameOf(owner)} OWNED BY ${tableOf(change)}.${column(change)}`];
  return one(change, `${alter(change)} ALTER COLUMN ${column(change)} SET DEFAULT ${value}`, ...owned);
}

/** Liquibase makes a sequence of its own for it, whatever the version. */
function addAutoIncrement(change: Reader): Statements {
  const name = `${change.get('tableName') ?? ''}_${change.get('columnName') ?? ''}_seq`;
  const lower = nameOf(change.get('tableName') ?? '').startsWith('"') || column(change).startsWith('"') ? name : name.toLowerCase();
  const counter = qualifiedName(change.get('schemaName'), lower);
  const [start, by] = [change.get('startWith'), change.get('incrementBy')];
  return one(
    change,
    `CREATE SEQUENCE IF NOT EXISTS ${counter}${start === undefined ? '' : ` START WITH ${start}`}${by === undefined ? '' : ` INCREMENT BY ${by}`}`,
    `${alter(change)} ALTER COLUMN ${column(change)} SET NOT NULL`,
    `${alter(change)} ALTER COLUMN ${column(change)} SET DEFAULT nextval(${literal(counter)})`,
    `ALTER SEQUENCE ${counter} OWNED BY ${tableOf(change)}.${column(change)}`,
  );
}

const dropConstraint: Read = (change) => one(change, `${alter(change)} DROP CONSTRAINT ${column(change, 'constraintName')}`);

const CHANGES: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['createTable', createTable],
  ['addColumn', addColumn],
  ['dropColumn', dropColumn],
  ['modifyDataType', modifyDataType],
  [
    'renameColumn',
    (change) => one(change, `${alter(change)} RENAME COLUMN ${column(change, 'oldColumnName')} TO ${column(change, 'newColumnName')}`),
  ],
  ['renameTable', rename('TABLE', 'oldTableName', 'newTableName')],
  ['renameSequence', rename('SEQUENCE', 'oldSequenceName', 'newSequenceName')],
  ['renameView', rename('TABLE', 'oldViewName', 'newViewName')],
  ['dropTable', dropTable],
  ['mergeColumns', mergeColumns],
  ['addLookupTable', addLookupTable],
  ['createIndex', createIndex],
  ['dropIndex', (change) => one(change, `DROP INDEX ${qualifiedName(change.get('schemaName'), change.get('indexName') ?? '')}`)],
  ['addForeignKeyConstraint', addForeignKey],
  [
    'dropForeignKeyConstraint',
    (change) =>
      one(
        change,
        `ALTER TABLE ${qualifiedName(change.get('baseTableSchemaName'), change.get('baseTableName') ?? '')} DROP CONSTRAINT ${column(change, 'constraintName')}`,
      ),
  ],
  [
    'addPrimaryKey',
    (change) =>
      one(
        change,
        `${alter(change)} ADD ${constraintName(change)}PRIMARY KEY (${nameList(change.get('columnNames') ?? '')})`,
        ...clusterOn(change, change.get('constraintName')),
      ),
  ],
  ['dropPrimaryKey', dropPrimaryKey],
  [
    'addUniqueConstraint',
    (change) =>
      one(change, `${alter(change)} ADD ${constraintName(change)}UNIQUE (${nameList(change.get('columnNames') ?? '')})${deferral(change)}`),
  ],
  ['dropUniqueConstraint', dropConstraint],
  ['addNotNullConstraint', addNotNull],
  ['dropNotNullConstraint', (change) => one(change, `${alter(change)} ALTER COLUMN ${column(change)} DROP NOT NULL`)],
  ['addDefaultValue', addDefault],
  ['dropDefaultValue', (change) => one(change, `${alter(change)} ALTER COLUMN ${column(change)} DROP DEFAULT`)],
  ['addAutoIncrement', addAutoIncrement],
  ['createSequence', sequence('CREATE SEQUENCE IF NOT EXISTS')],
  ['alterSequence', sequence('ALTER SEQUENCE')],
  [
    'dropSequence',
    (change) => one(change, `DROP SEQUENCE ${qualifiedName(change.get('schemaName'), change.get('sequenceName') ?? '')} CASCADE`),
  ],
  ['createView', createView],
  ['dropView', dropView],
  ['createProcedure', createProcedure],
  [
    'dropProcedure',
    (change) => one(change, `DROP PROCEDURE ${qualifiedName(change.get('schemaName'), change.get('procedureName') ?? '')}`),
  ],
  ['insert', insert],
  ['update', update],
  ['delete', (change) => one(change, `DELETE FROM ${tableOf(change)}${whereOf(change)}`)],
  ['setTableRemarks', (change) => one(change, `COMMENT ON TABLE ${tableOf(change)} IS ${literal(change.get('remarks') ?? '')}`)],
  [
    'setColumnRemarks',
    (change) => one(change, `COMMENT ON COLUMN ${tableOf(change)}.${column(change)} IS ${literal(change.get('remarks') ?? '')}`),
  ],
  ['loadData', () => 'loadData is not read: its rows are in a file'],
  ['loadUpdateData', () => 'loadUpdateData is not read: its rows are in a file'],
  ['customChange', (change) => `customChange is not read: it runs the class ${change.get('class') ?? 'it names'}`],
  ['executeCommand', (change) => `executeCommand is not read: it runs the program ${change.get('executable') ?? 'it names'}`],
  ['dropAllForeignKeyConstraints', () => 'dropAllForeignKeyConstraints is not read: Liquibase asks the server which ones there are'],
]);

/** What a change type needs to be a statement at all; Liquibase refuses the changeset without it. */
const REQUIRED: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:createTable|addColumn|dropColumn|modifyDataType|dropTable|createIndex|add(?!ForeignKey|Lookup)\w*|insert|update|delete)$/,
    'tableName',
  ],
  [/^(?:modifyDataType|(?:add|drop)(?:NotNullConstraint|DefaultValue)|addAutoIncrement)$/, 'columnName'],
  [/^modifyDataType$/, 'newDataType'],
];

/**
 * Changes whose changeset asks first whether the thing is there, and is passed over if it is not as it should be: what they
 * do to the schema is what `IF EXISTS` does.
 */
const GUARDS: readonly (readonly [condition: string, changes: RegExp, statement: RegExp, text: string])[] = [
  ['tableMade', /^createTable$/, /^(CREATE TABLE) (?!IF )/, '$1 IF NOT EXISTS '],
  ['tableExists', /^dropTable$/, /^(DROP TABLE) (?!IF )/, '$1 IF EXISTS '],
  ['viewExists', /^dropView$/, /^(DROP VIEW) (?!IF )/, '$1 IF EXISTS '],
  ['sequenceExists', /^dropSequence$/, /^(DROP SEQUENCE) /, '$1 IF EXISTS '],
  ['columnExists', /^dropColumn$/, /^(.* DROP COLUMN) /, '$1 IF EXISTS '],
  ['columnExists', /^addColumn$/, /^(ALTER TABLE \S+ ADD) (?!(?:CONSTRAINT|UNIQUE|FOREIGN KEY) )/, '$1 COLUMN IF NOT EXISTS '],
  ['indexExists', /^dropIndex$/, /^(DROP INDEX) /, '$1 IF EXISTS '],
  ['indexExists', /^createIndex$/, /^(CREATE (?:UNIQUE )?INDEX) (?!ON )/, '$1 IF NOT EXISTS '],
  ['foreignKeyConstraintExists', /^dropForeignKeyConstraint$/, /^(.* DROP CONSTRAINT) /, '$1 IF EXISTS '],
  ['uniqueConstraintExists', /^dropUniqueConstraint$/, /^(.* DROP CONSTRAINT) /, '$1 IF EXISTS '],
  ['primaryKeyExists', /^dropPrimaryKey$/, /^(.* DROP CONSTRAINT) /, '$1 IF EXISTS '],
];

function guarded(pieces: readonly Piece[], name: string, conditions: ReadonlySet<string>): readonly Piece[] {
  const [first, ...rest] = pieces;
  const guard = GUARDS.find(
    ([condition, changes, statement]) => conditions.has(condition) && changes.test(name) && statement.test(first?.text ?? ''),
  );
  return first && guard ? [{ ...first, text: first.text.replace(guard[2], guard[3]) }, ...rest] : pieces;
}

/** The steps of a change. `conditions`: what the changeset asks before, where it is passed over otherwise. */
export function stepsOfChange(change: Change, path: string, expand: Expand, conditions: ReadonlySet<string>): readonly Step[] {
  const span = { path, start: change.start, end: change.end };
  const unread = (reason: string): readonly Step[] => [{ kind: 'unread', span, reason }];
  if (change.name === '') return unread('the change does not say its type');
  const read = CHANGES.get(change.name);
  if (!read) return unread(`the change type ${change.name} is not read`);
  const reader = new Reader(change, expand);
  const missing = REQUIRED.find(([names, attribute]) => names.test(change.name) && reader.get(attribute) === undefined);
  if (missing) return unread(`${change.name} has no ${missing[1]}`);
  const statements = read(reader);
  if (typeof statements === 'string') return unread(statements);
  return statements.map((pieces): Step => ({
    kind: 'sql',
    script: scriptOf(path, guarded(pieces, change.name, conditions)),
    made: true,
    oneQuery: true,
  }));
}
