/** SQL -> operations on PostgreSQL: golden files for every kind, tables for types, names, bounds and search paths. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_CATALOG } from '../src/catalog/catalog.ts';
import { say } from '../src/dialects/postgres/render/words.ts';
import { parseScript } from '../src/dialects/postgres/parse.ts';
import { loadParser, type Parser } from '../src/dialects/postgres/parser.ts';
import type { ParsedScript } from '../src/dialects/dialect.ts';
import type { Expression, SqlText, TypeName } from '../src/operations/definition.ts';
import type { Mentioned, Query, Source } from '../src/operations/query.ts';
import { OPERATION_KINDS, type Operation, type OperationKind, type OperationOf, OPERATIONS } from '../src/operations/operation.ts';
import { cutScript } from '../src/source.ts';

const folder = join(import.meta.dirname, 'fixtures/postgres/operations');
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.sql'));

let parser: Parser;
beforeAll(async () => {
  parser = await loadParser();
});

function parse(text: string, schema = 'public'): ParsedScript {
  return parseScript(cutScript({ path: 'x.sql', text }), schema, parser);
}

const operationsOf = (text: string): readonly Operation[] => parse(text).statements.flatMap((statement) => statement.operations);

/** The only operation of a text, which is of one kind. */
function only<K extends OperationKind>(kind: K, text: string): OperationOf<K> {
  const operations = operationsOf(text);
  expect(operations.map((operation) => operation.kind)).toEqual([kind]);
  return operations[0] as OperationOf<K>;
}

const isExpression = (value: object): value is Expression => 'isNull' in value;
const isSqlText = (value: object): value is SqlText => 'mentions' in value;
const isType = (value: object): value is TypeName => 'dimensions' in value;

const typeText = ({ name, modifiers, dimensions }: TypeName): string =>
  `${name}${modifiers.length > 0 ? `(${modifiers.join(',')})` : ''}${'[]'.repeat(dimensions)}`;

const expressionText = ({ text, functions, columns, isNull }: Expression): string =>
  [
    `«${text}»`,
    ...functions.map((call) => `${call.name}/${call.arguments}`),
    ...(columns.length > 0 ? [`of ${columns.join(', ')}`] : []),
    ...(isNull ? ['NULL'] : []),
  ].join(' ');

const isMentioned = (value: object): value is Mentioned => 'queries' in value && 'relations' in value;
const isQuery = (value: Mentioned): value is Query => 'outputs' in value;

/** What an expression or a query mentions, in one line. */
function mentionedText(value: Mentioned): string {
  const listed = (name: string, items: readonly string[]): readonly string[] => (items.length > 0 ? [`${name} ${items.join(', ')}`] : []);
  const parts = [
    ...listed(
      'columns',
      value.columns.map(({ path, loose }) => `${path.join('.')}${loose ? '' : '!'}`),
    ),
    ...listed('functions', value.functions),
    ...listed('types', value.types),
    ...listed('relations', value.relations),
    ...(isQuery(value) ? queryParts(value) : []),
    ...listed('queries', value.queries.map(mentionedText)),
  ];
  return `(${parts.join('; ')})`;
}

function queryParts(query: Query): readonly string[] {
  const outputs = query.outputs.map((output) =>
    output.kind === 'star' ? [...output.path, '*'].join('.') : `${output.name}:${output.type.kind}`,
  );
  return [
    ...(query.from.length > 0 ? [`from ${query.from.map(sourceText).join(', ')}`] : []),
    ...(outputs.length > 0 ? [`gives ${outputs.join(', ')}`] : []),
    ...(query.operands.length > 0 ? [`of ${query.operands.map(mentionedText).join(' ')}`] : []),
    ...(query.ctes.length > 0 ? [`with ${query.ctes.map((cte) => `${cte.name} ${mentionedText(cte.query)}`).join(', ')}`] : []),
    ...(query.groupBy.length > 0 ? [`by ${query.groupBy.map((path) => path.join('.')).join(', ')}`] : []),
    ...(query.writes ? [`writes ${query.writes.relation} ${String(query.writes.columns)}`] : []),
    ...(query.simple ? ['simple'] : []),
  ];
}

function sourceText(source: Source): string {
  switch (source.kind) {
    case 'relation':
      return `${source.relation}${source.alias ? ` ${source.alias}` : ''}`;
    case 'query':
      return `${mentionedText(source.query)} ${source.alias}`;
    case 'function':
      return `function ${mentionedText(source.mentioned)} ${source.alias}`;
    case 'join':
      return `[${sourceText(source.left)} join ${sourceText(source.right)} ${source.natural ? 'natural' : source.using.join(', ')}${mentionedText(source.on)}]`;
  }
}

/** A value in short: what is false, empty or absent is left out. */
function short(value: unknown, text: string): string {
  if (Array.isArray(value)) return `[${value.map((item) => short(item, text)).join('; ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (isMentioned(value)) return mentionedText(value);
  if (isExpression(value)) return expressionText(value);
  if (isType(value)) return typeText(value);
  if (isSqlText(value)) return `«${say(value, EMPTY_CATALOG)}»`;
  return `{${fields(value, text).join(', ')}}`;
}

function fields(value: object, text: string): string[] {
  return Object.entries(value)
    .filter(([key, item]) => key !== 'kind' && key !== 'span' && item !== false && item !== '' && item !== undefined && item !== 'no')
    .filter(([, item]) => !Array.isArray(item) || item.length > 0)
    .map(([key, item]) => (item === true ? key : `${key}: ${short(item, text)}`))
    .concat('kind' in value && 'notEnforced' in value ? [`is: ${String(value.kind)}`] : []);
}

/** Statements with their operations; an operation shows the text of its span where that is not the statement's. */
function render(text: string, parsed: ParsedScript): string {
  const lines: string[] = [];
  for (const statement of parsed.statements) {
    lines.push('', text.slice(statement.span.start, statement.span.end));
    for (const operation of statement.operations) {
      const own = text.slice(operation.span.start, operation.span.end);
      lines.push(`  -> ${operation.kind}${own === statement.sql ? '' : ` @ ${own}`}`);
      for (const field of fields(operation, text)) lines.push(`       ${field}`);
    }
  }
  for (const { span, reason } of parsed.unread) lines.push('', `unread: ${text.slice(span.start, span.end)}`, `  ${reason}`);
  return `${lines.join('\n').trimStart()}\n`;
}

describe('golden files', () => {
  it.each(fixtures)('%s', async (name) => {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    const parsed = parse(text);
    expect(parsed.unread).toEqual([]);
    await expect(render(text, parsed)).toMatchFileSnapshot(join(folder, name.replace(/\.sql$/, '.txt')));
  });

  it('shows every kind of operation', () => {
    const texts = fixtures.map((name) => readFileSync(join(folder, name), 'utf8'));
    const seen = new Set(texts.flatMap((text) => operationsOf(text).map((operation) => operation.kind)));
    expect(OPERATION_KINDS.filter((kind) => !seen.has(kind))).toEqual(['unsupported']);
  });

  it('gives every field of its kind, and no other', () => {
    for (const name of fixtures) {
      for (const operation of operationsOf(readFileSync(join(folder, name), 'utf8'))) {
        const optional = [...(operation.newer ? ['newer'] : []), ...(operation.overlong ? ['overlong'] : [])];
        const declared = ['kind', 'span', ...optional, ...Object.keys(OPERATIONS[operation.kind].fields)].sort();
        expect(Object.keys(operation).sort(), `${name}: ${operation.kind}`).toEqual(declared);
      }
    }
  });
});

describe('types, as the server prints them', () => {
  it.each([
    ['int', 'integer'],
    ['INT4', 'integer'],
    ['int2', 'smallint'],
    ['bigint', 'bigint'],
    ['bool', 'boolean'],
    ['real', 'real'],
    ['float(24)', 'real'],
    ['float', 'double precision'],
    ['float8', 'double precision'],
    ['double precision', 'double precision'],
    ['decimal(10,2)', 'numeric(10,2)'],
    ['numeric', 'numeric'],
    ['numeric(5)', 'numeric(5,0)'],
    ['numeric(5, -2)', 'numeric(5,-2)'],
    ['varchar', 'character varying'],
    ['character varying(20)', 'character varying(20)'],
    ['national character varying (5)', 'character varying(5)'],
    ['char', 'character(1)'],
    ['character(4)', 'character(4)'],
    ['bpchar', 'bpchar'],
    ['"char"', '"char"'],
    ['bit(3)', 'bit(3)'],
    ['bit varying', 'bit varying'],
    ['text', 'text'],
    ['timestamp', 'timestamp without time zone'],
    ['timestamp (3) without time zone', 'timestamp without time zone(3)'],
    ['timestamptz(6)', 'timestamp with time zone(6)'],
    ['timestamp with time zone', 'timestamp with time zone'],
    ['time', 'time without time zone'],
    ['timetz', 'time with time zone'],
    ['interval', 'interval'],
    ['interval(3)', 'interval(3)'],
    ['interval day to second(2)', 'interval day to second(2)'],
    ['interval year to month', 'interval year to month'],
    ['int[]', 'integer[]'],
    ['int[3][]', 'integer[][]'],
    ['text ARRAY', 'text[]'],
    ['pg_catalog.int4', 'integer'],
    ['pg_catalog."timestamp"', 'timestamp without time zone'],
    ['jsonb', 'jsonb'],
    ['uuid', 'uuid'],
    ['citext', 'citext'],
    ['extensions.citext', 'citext'],
    ['geometry(Point, 4326)', 'geometry(4326)'],
    ['public.vector(3)', 'vector(3)'],
    ['mood', 'public.mood'],
    ['app.mood', 'app.mood'],
    ['"Mood"', 'public."Mood"'],
    ['app."Mood"[]', 'app."Mood"[]'],
  ])('%s', (written, printed) => {
    const column = only('add-column', `ALTER TABLE t ADD c ${written} NOT NULL`);
    expect(typeText(column.definition.type)).toBe(printed);
    expect(column.type).toBe(written);
    expect(column.serial).toBe(false);
  });

  it.each([
    ['serial', 'integer'],
    ['BIGSERIAL', 'bigint'],
    ['smallserial', 'smallint'],
    ['serial8', 'bigint'],
  ])('%s is an integer that counts', (written, printed) => {
    const column = only('add-column', `ALTER TABLE t ADD c ${written}`);
    expect([typeText(column.definition.type), column.serial, column.notNull]).toEqual([printed, true, true]);
  });

  it('takes a type that the script itself makes for the one it makes', () => {
    const [, made] = operationsOf('CREATE TYPE citext AS ENUM (); ALTER TABLE t ADD c citext') as [Operation, OperationOf<'add-column'>];
    expect(made.definition.type.name).toBe('public.citext');
  });
});

describe('names that the server makes up', () => {
  const long = 'a_table_with_a_very_long_name_that_takes_all_the_bytes_there_are';
  it.each([
    ['ADD PRIMARY KEY (a)', 'orders_pkey'],
    ['ADD UNIQUE (a)', 'orders_a_key'],
    ['ADD UNIQUE (a, "B c")', 'orders_a_B c_key'],
    ['ADD FOREIGN KEY (a, b) REFERENCES x', 'orders_a_b_fkey'],
    ['ADD CHECK (a > 0)', 'orders_a_check'],
    ['ADD CHECK (a > b)', 'orders_check'],
    ['ADD CHECK (random() > 0.5)', 'orders_check'],
    ['ADD EXCLUDE USING gist (a WITH =, b WITH &&)', 'orders_a_b_excl'],
    ['ADD EXCLUDE USING gist (int4range(a, b) WITH &&, (r * s) WITH &&)', 'orders_int4range_expr_excl'],
    ['ADD UNIQUE (a) INCLUDE (b)', 'orders_a_b_key'],
    ['ADD PRIMARY KEY (a) INCLUDE (b)', 'orders_pkey'],
    ['ADD NOT NULL a', 'orders_a_not_null'],
    ['ADD UNIQUE USING INDEX some_index', 'some_index'],
  ])('%s', (command, name) => {
    expect(only('add-constraint', `ALTER TABLE orders ${command}`)).toMatchObject({ constraint: name, named: false });
  });

  it.each([
    ['(a)', 'orders_a_idx'],
    ['(a, b DESC)', 'orders_a_b_idx'],
    ['(a) INCLUDE (b)', 'orders_a_b_idx'],
    ['(lower(a))', 'orders_lower_idx'],
    ['((a || b))', 'orders_expr_idx'],
    ['((a || b), (c || d), (a::text))', 'orders_expr_expr1_a_idx'],
    ['((a::date))', 'orders_a_idx'],
    ["((data ->> 'x'))", 'orders_expr_idx'],
    ['(coalesce(a, b))', 'orders_coalesce_idx'],
    ['((CASE WHEN a THEN 1 END))', 'orders_case_idx'],
  ])('CREATE INDEX ON orders %s', (keys, name) => {
    expect(only('create-index', `CREATE INDEX ON orders ${keys}`)).toMatchObject({ index: name, named: false });
  });

  it('cuts them to 63 bytes, between characters', () => {
    expect(only('create-index', `CREATE INDEX ON ${long} (a_rather_long_column_name_too)`).index).toBe(
      'a_table_with_a_very_long_name_a_rather_long_column_name_too_idx',
    );
    const name = only('create-index', `CREATE INDEX ON ${'é'.repeat(31)} (${'ü'.repeat(30)})`).index;
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
    expect(name).toMatch(/^é+_ü+_idx$/);
  });

  it('numbers the second of a name', () => {
    const names = operationsOf('CREATE INDEX ON t (a); CREATE INDEX ON t (a); ALTER TABLE t ADD CHECK (b > 0), ADD CHECK (b > 1)');
    expect(
      names.map((operation) => ('index' in operation ? operation.index : 'constraint' in operation ? operation.constraint : '')),
    ).toEqual(['t_a_idx', 't_a_idx1', 't_b_check', 't_b_check1']);
  });
});

describe('bounded', () => {
  it.each([
    ['id = 1', true],
    ["id = '5f0c'::uuid", true],
    ['id = $1', true],
    ['1 = id', true],
    ['id = -1', true],
    ["id = currval('users_id_seq')", true],
    ['u.id IN (1, 2, 3)', true],
    ['id = ANY (ARRAY[1, 2])', true],
    ["id = ANY ('{1,2}'::int[])", true],
    ['user_id = 5', true],
    ['"userId" = 5', true],
    ['(tenant_id, user_id) IN ((1, 2), (3, 4))', true],
    ['id BETWEEN 1 AND 1000', true],
    ['id >= 1 AND id < 1000', true],
    ["ctid = '(0,1)'", true],
    ["ctid >= '(0,0)'::tid AND ctid < '(100,0)'::tid", true],
    ['id IN (SELECT id FROM users WHERE old LIMIT 500)', true],
    ['id = (SELECT max(id) FROM users)', true],
    ['id IN (VALUES (1), (2))', true],
    ['old AND id = 3', true],
    ['id = 1 OR id = 2', true],
    ['CURRENT OF c', true],
    ['false', true],
    ['id > 10', false],
    ['id < 10 AND name > 3', false],
    ['id <> 1', false],
    ['NOT id = 1', false],
    ['id NOT IN (1, 2)', false],
    ['id = 1 OR old', false],
    ['id = other_id', false],
    ['id IN (SELECT id FROM others)', false],
    ["name = 'x'", false],
    ['paid = 1', false],
    ['true', false],
    ['id IS NULL', false],
    ['EXISTS (SELECT 1 LIMIT 1)', false],
  ])('WHERE %s', (where, bounded) => {
    expect(only('delete', `DELETE FROM users u WHERE ${where}`)).toMatchObject({ hasWhere: true, bounded });
    expect(only('update', `UPDATE users u SET a = 1 WHERE ${where}`)).toMatchObject({ hasWhere: true, bounded });
  });

  it.each([
    ['WITH batch AS (SELECT id FROM t LIMIT 100) UPDATE t SET a = 1 FROM batch WHERE t.id = batch.id', true],
    ['WITH batch AS (SELECT id FROM t LIMIT 100) UPDATE t SET a = 1 FROM batch b WHERE t.id = b.id', true],
    ['WITH batch AS (SELECT id FROM t LIMIT 100) UPDATE t SET a = 1 WHERE id IN (SELECT id FROM batch)', true],
    ['WITH batch AS (SELECT id FROM t) UPDATE t SET a = 1 WHERE id IN (SELECT id FROM batch)', false],
    ['UPDATE t SET a = v.a FROM (VALUES (1, 2)) v (id, a) WHERE t.id = v.id', true],
    ['UPDATE t SET a = s.a FROM (SELECT id, a FROM s) s WHERE t.id = s.id', false],
    ['UPDATE t SET a = s.a FROM s WHERE t.id = s.id', false],
    ['UPDATE t SET a = 1', false],
  ])('%s', (text, bounded) => {
    expect(only('update', text).bounded).toBe(bounded);
  });
});

describe('what unqualified names mean', () => {
  const relations = (text: string): string[] =>
    operationsOf(text).flatMap((operation) =>
      'table' in operation ? [operation.table] : 'sequence' in operation ? [operation.sequence] : [],
    );

  it.each<[string, string, string[]]>([
    ['the default schema', 'ALTER TABLE t ADD a int', ['public.t']],
    [
      'names are quoted as the server quotes them',
      'ALTER TABLE "Big"."user" ADD a int; DROP TABLE "a""b"',
      ['"Big"."user"', 'public."a""b"'],
    ],
    ['capitals fold', 'ALTER TABLE APP.Users ADD a int', ['app.users']],
    ['search_path', 'SET search_path TO app, public; DROP TABLE t; RESET search_path; DROP TABLE t', ['app.t', 'public.t']],
    ['search_path as a text', "SET search_path = 'app'; DROP TABLE t", ['app.t']],
    [
      'the path of a dump is empty',
      "SELECT pg_catalog.set_config('search_path', '', false); CREATE TABLE app.t (); DROP TABLE app.t",
      ['app.t', 'app.t'],
    ],
    ['$user is nobody', 'SET search_path TO "$user", app; DROP TABLE t', ['app.t']],
    ['LOCAL ends with the transaction', 'BEGIN; SET LOCAL search_path TO app; DROP TABLE t; COMMIT; DROP TABLE t', ['app.t', 'public.t']],
    [
      'what the script made in a later schema of the path is meant',
      'CREATE TABLE b.t (); SET search_path TO a, b; DROP TABLE t',
      ['b.t', 'b.t'],
    ],
    [
      'a temporary table hides another',
      'CREATE TEMP TABLE t (); ANALYZE t; DROP TABLE t; ANALYZE t',
      ['pg_temp.t', 'pg_temp.t', 'pg_temp.t', 'public.t'],
    ],
    [
      'a copy is of the table that is hidden',
      'CREATE TEMP TABLE t (LIKE t); ALTER TABLE t RENAME TO u; ANALYZE u',
      ['pg_temp.t', 'pg_temp.t', 'pg_temp.u'],
    ],
    ['dropped on commit', 'CREATE TEMP TABLE t () ON COMMIT DROP; ANALYZE t; COMMIT; ANALYZE t', ['pg_temp.t', 'pg_temp.t', 'public.t']],
    ['system catalogs', 'ANALYZE pg_class', ['pg_catalog.pg_class']],
    [
      'an index of a temporary table',
      'CREATE TEMP TABLE t (a int); CREATE INDEX i ON t (a); ANALYZE t',
      ['pg_temp.t', 'pg_temp.t', 'pg_temp.t'],
    ],
  ])('%s', (_title, text, expected) => {
    expect(relations(text)).toEqual(expected);
  });

  it('says where unqualified names go after the script', () => {
    expect(parse('SET search_path TO app').defaultSchema).toBe('app');
    expect(parse('BEGIN; SET LOCAL search_path TO app; COMMIT').defaultSchema).toBe('public');
    expect(parse('DROP TABLE t', 'tenant').statements[0]?.operations[0]).toMatchObject({ table: 'tenant.t' });
  });

  it('LIKE in a temporary table of the same name copies the other one', () => {
    expect(only('create-table', 'CREATE TEMP TABLE t (LIKE t)')).toMatchObject({ table: 'pg_temp.t', like: ['public.t'] });
  });
});

describe('passwords', () => {
  const passwords = (text: string) => operationsOf(text).map((operation) => ('password' in operation ? operation.password : undefined));
  it.each([
    ["CREATE ROLE r PASSWORD 'x'", 'plain'],
    ["CREATE USER r WITH ENCRYPTED PASSWORD 'x'", 'plain'],
    ["ALTER ROLE r PASSWORD E'\\x41'", 'plain'],
    ['ALTER ROLE r PASSWORD NULL', 'none'],
    ["ALTER ROLE r PASSWORD ''", 'none'],
    ["ALTER ROLE r SET work_mem = '1GB'", 'none'],
    ["CREATE ROLE r PASSWORD 'md50123456789abcdef0123456789abcdef'", 'md5'],
    ["CREATE ROLE r PASSWORD 'SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy'", 'scram'],
    ["CREATE ROLE r PASSWORD 'md5short'", 'plain'],
    ["CREATE ROLE r PASSWORD '${password}'", 'none'],
    ["CREATE ROLE r PASSWORD '{{ password }}'", 'none'],
    ["CREATE ROLE r PASSWORD :'password'", 'none'],
    ['CREATE ROLE r PASSWORD ${password}', 'none'],
    ["CREATE USER MAPPING FOR r SERVER s OPTIONS (user 'u', password 'x')", 'plain'],
    ["CREATE USER MAPPING FOR r SERVER s OPTIONS (user 'u')", 'none'],
    ["ALTER USER MAPPING FOR r SERVER s OPTIONS (SET password 'x')", 'plain'],
    ['ALTER USER MAPPING FOR r SERVER s OPTIONS (DROP password)', 'none'],
    ["CREATE SERVER s FOREIGN DATA WRAPPER f OPTIONS (password 'x')", 'plain'],
    ["CREATE FOREIGN TABLE t (a int) SERVER s OPTIONS (password 'x')", 'plain'],
    ["CREATE SUBSCRIPTION s CONNECTION 'host=h password=x' PUBLICATION p", 'plain'],
    ["CREATE SUBSCRIPTION s CONNECTION 'host=h password = ''it is'' user=u' PUBLICATION p", 'plain'],
    ["CREATE SUBSCRIPTION s CONNECTION 'host=h password=${password}' PUBLICATION p", 'none'],
    ["ALTER SUBSCRIPTION s CONNECTION 'postgresql://u:x@h/d'", 'plain'],
    ["ALTER SUBSCRIPTION s CONNECTION 'postgresql://u:${password}@h/d'", 'none'],
    ["ALTER SUBSCRIPTION s CONNECTION 'postgresql://u@h:5432/d?password=x'", 'plain'],
    ["ALTER SUBSCRIPTION s CONNECTION 'postgresql://u@h:5432/d'", 'none'],
    ["CREATE SUBSCRIPTION s CONNECTION 'service=p passfile=/etc/pgpass' PUBLICATION p", 'none'],
  ])('%s: %s', (text, expected) => {
    expect(passwords(text)).toEqual([expected]);
  });
});

describe('names that are longer than the server keeps', () => {
  const long = 'a'.repeat(64);
  it.each([
    [`CREATE TABLE ${long} (a int)`, [long]],
    [`CREATE TABLE ${'a'.repeat(63)} (a int)`, undefined],
    // Bytes count, not characters.
    [`CREATE TABLE "${'é'.repeat(32)}" (a int)`, ['é'.repeat(32)]],
    [`CREATE TABLE "${'"'.repeat(2).repeat(63)}" (a int)`, undefined],
    [`ALTER TABLE t ADD COLUMN a int CONSTRAINT ${long} CHECK (a > 0)`, [long]],
    [`CREATE TABLE t (a text DEFAULT '${long}')`, undefined],
    [`INSERT INTO ${long} VALUES (1)`, undefined],
  ])('%s', (text, expected) => {
    expect(operationsOf(text).map(({ overlong }) => overlong)).toEqual([expected]);
  });
});

describe('a tree deeper than the stack', () => {
  it('is walked', () => {
    const where = Array.from({ length: 5_000 }, (_, i) => `id = ${i}`).join(' OR ');
    expect(only('delete', `DELETE FROM t WHERE ${where}`).table).toBe('public.t');
    expect(only('set-default', `ALTER TABLE t ALTER a SET DEFAULT ${'1 + '.repeat(2_000)}now()`).expression.functions).toEqual([
      { name: 'now', arguments: 0 },
    ]);
  });
});
