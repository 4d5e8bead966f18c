/** Scripts -> statements with their places: splitting, psql, placeholders, DO blocks, and texts that try to break the parser. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ParsedScript } from '../src/dialects/dialect.ts';
import { parseScript } from '../src/dialects/postgres/parse.ts';
import { loadParser, type Parser } from '../src/dialects/postgres/parser.ts';
import { split } from '../src/dialects/postgres/split.ts';
import { cutScript, type Span } from '../src/source.ts';

const folder = join(import.meta.dirname, 'fixtures/postgres/scripts');
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.sql'));
const read = (name: string): string => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');

let parser: Parser;
beforeAll(async () => {
  parser = await loadParser();
});

const parse = (text: string): ParsedScript => parseScript(cutScript({ path: 'x.sql', text }), 'public', parser);
/** The texts of the statements, cut out by their spans. */
const texts = (text: string): string[] => parse(text).statements.map(({ span }) => text.slice(span.start, span.end));
const reasons = (text: string): string[] => parse(text).unread.map(({ span, reason }) => `${text.slice(span.start, span.end)} | ${reason}`);

/** Everything in the order of the file, one line each. */
function render(text: string): string {
  const { statements, unread } = parse(text);
  const cut = (span: Span): string => text.slice(span.start, span.end).replaceAll(/\s+/g, ' ');
  const lines = statements.map(({ span, operations, inBlock }) => {
    const about = operations.map((o) => ('table' in o && o.table ? `${o.kind} ${o.table}` : o.kind));
    return { at: span.start, line: `${inBlock ? 'block ' : ''}${about.join(', ')}\n    ${cut(span)}` };
  });
  for (const { span, reason } of unread) lines.push({ at: span.start, line: `UNREAD ${reason}\n    ${cut(span)}` });
  return `${lines
    .sort((a, b) => a.at - b.at)
    .map(({ line }) => line)
    .join('\n')}\n`;
}

/** What holds for every script, whatever is in it. */
function check(text: string): ParsedScript {
  const parsed = parse(text);
  let end = 0;
  for (const { span, sql, operations } of parsed.statements.toSorted((a, b) => a.span.start - b.span.start)) {
    expect(span.start).toBeGreaterThanOrEqual(end);
    expect(span.end).toBeGreaterThan(span.start);
    expect(span.end).toBeLessThanOrEqual(text.length);
    expect(operations.length).toBeGreaterThan(0);
    expect(sql).toBe(sql?.trim());
    for (const operation of operations) {
      expect(operation.span.start).toBeGreaterThanOrEqual(span.start);
      expect(operation.span.end).toBeLessThanOrEqual(span.end);
      expect(operation.span.end).toBeGreaterThan(operation.span.start);
    }
    ({ end } = span);
  }
  for (const { span, reason } of parsed.unread) {
    expect(span.end).toBeGreaterThan(span.start);
    expect(span.end).toBeLessThanOrEqual(text.length);
    expect(reason).toMatch(/^[^\n]{5,250}[^.\n]$/);
  }
  return parsed;
}

describe('golden files', () => {
  it.each(fixtures)('%s', async (name) => {
    check(read(name));
    await expect(render(read(name))).toMatchFileSnapshot(join(folder, name.replace(/\.sql$/, '.txt')));
  });

  it.each(fixtures)('%s says the same with CRLF, a byte order mark and characters of many bytes', (name) => {
    const text = read(name);
    const odd = `\uFEFF-- é€😀\r\n${text.replaceAll('\n', '\r\n').replaceAll("'a", "'😀a")}`;
    check(odd);
    const plain = render(text.replaceAll("'a", "'😀a"));
    expect(render(odd)).toBe(plain);
  });
});

describe('statements', () => {
  it('reach from the first word to the last', () => {
    expect(texts('  -- a\n/* b */ SELECT 1 /* c */ -- d\n ; \n\nSELECT 2 -- e')).toEqual(['SELECT 1', 'SELECT 2']);
    expect(texts('SELECT /* inside */ 1')).toEqual(['SELECT /* inside */ 1']);
    expect(texts('')).toEqual([]);
    expect(texts(' ;; -- nothing\n ; ')).toEqual([]);
  });

  it.each([
    ["SELECT 'a;b'", 1],
    ["SELECT 'a''b;'", 1],
    ["SELECT E'a\\';b'", 1],
    ["SELECT 'a\\'; SELECT 1", 2],
    ['SELECT ";"', 1],
    ['SELECT $$;$$', 1],
    ['SELECT $a$;$$;$a$', 1],
    ['SELECT $1; SELECT 1', 2],
    ['SELECT a$b; SELECT c$b', 2],
    ['SELECT 1 /* ; /* ; */ ; */; SELECT 2', 2],
    ['SELECT 1 -- ;\r; SELECT 2', 2],
    ['SELECT U&"a;" FROM t', 1],
    ["SELECT U&'a;' UESCAPE '!'", 1],
    ['SELECT 1.5e-5;SELECT .5;SELECT 1e5', 3],
    ["SELECT e'a' ;SELECT name'x'", 2],
  ])('%s', (text, count) => {
    expect(parse(text).statements).toHaveLength(count);
    expect(split(text).pieces.map(({ start, end }) => text.slice(start, end))).toEqual(texts(text));
  });

  it('keep their place in the file they are cut from', () => {
    const file = 'await sql(`é DROP TABLE t; DROP TABLE u`)';
    const start = file.indexOf('DROP');
    const script = cutScript({ path: 'a.ts', text: file }, start, file.indexOf('`)'));
    const spans = parseScript(script, 'public', parser).statements.map(({ span }) => file.slice(span.start, span.end));
    expect(spans).toEqual(['DROP TABLE t', 'DROP TABLE u']);
  });
});

describe('comments', () => {
  it('are found wherever they are, without their marks', () => {
    const text = '-- one\nSELECT 1, -- two\n /* three\n /* four */ */ \'-- no\', $$ -- no $$, "/* no */"; --five';
    expect(parse(text).comments.map((comment) => comment.text)).toEqual(['one', 'two', 'three\n /* four */', 'five']);
    expect(parse(text).comments.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      '-- one',
      '-- two',
      '/* three\n /* four */ */',
      '--five',
    ]);
  });

  it('in a DO block count; those in the body of a function do not', () => {
    const text =
      '-- a\nDO $$ -- b\nBEGIN DROP TABLE t; -- c\n END $$;\nCREATE FUNCTION f() RETURNS int AS $$ -- no\n SELECT 1 $$ LANGUAGE sql -- d';
    expect(parse(text).comments.map(({ span }) => text.slice(span.start, span.end))).toEqual(['-- a', '-- b', '-- c', '-- d']);
  });

  it('are never what hides a statement', () => {
    expect(texts('SELECT 1 -- a\rDROP TABLE t')).toEqual([]);
    expect(reasons('SELECT 1 -- a\r; DROP /* */ TABLE t; /* /* */ DROP TABLE u')).toEqual([
      '/* /* */ DROP TABLE u | the comment that begins here is not closed',
    ]);
  });
});

describe('what does not parse', () => {
  it('loses only itself, and says why', () => {
    expect(texts('DROP TABLE a; BROKEN; DROP TABLE b')).toEqual(['DROP TABLE a', 'DROP TABLE b']);
    expect(reasons('DROP TABLE a; BROKEN "x" ; DROP TABLE b')).toEqual(['BROKEN "x" | syntax error at or near "BROKEN"']);
    expect(reasons("SELECT 'a; DROP TABLE b")).toEqual([
      `SELECT 'a; DROP TABLE b | unterminated quoted string at or near "'a; DROP TABLE b"`,
    ]);
  });

  it('a NUL ends nothing silently', () => {
    expect(texts('SELECT 1; \0 DROP TABLE x; SELECT 2')).toEqual(['SELECT 1', 'SELECT 2']);
    expect(reasons('SELECT 1; \0 DROP TABLE x')).toEqual(['\0 DROP TABLE x | it holds a NUL character, at which PostgreSQL stops reading']);
  });

  it('half a character ends nothing silently', () => {
    const text = `SELECT '${'\ud800€'.repeat(10)}'; DROP TABLE users`;
    expect(parse(text).statements.map(({ operations }) => operations[0]?.kind)).toEqual(['select', 'drop-table']);
    expect(texts(text)[1]).toBe('DROP TABLE users');
  });

  it('a long message is cut', () => {
    const [{ reason } = { reason: '' }] = parse(`SELECT '${'x\n'.repeat(5_000)}`).unread;
    expect(reason).toMatch(/^unterminated quoted string at or near "'x x x .*…$/);
    expect(reason.length).toBeLessThan(110);
  });
});

describe('texts that are too much', () => {
  it('overflow of the parser costs one statement, again and again, without waiting', () => {
    const deep = `SELECT ${'1+'.repeat(20_000)}1`;
    const exitCode = process.exitCode;
    for (let i = 0; i < 40; i++) {
      const parsed = parse(`DROP TABLE a; ${deep}; DROP TABLE b`);
      expect(parsed.statements.map(({ sql }) => sql)).toEqual(['DROP TABLE a', 'DROP TABLE b']);
      expect(parsed.unread.map(({ reason }) => reason)).toEqual(['it is nested more deeply than the parser can follow']);
    }
    expect(process.exitCode).toBe(exitCode);
  });

  it.each([
    ['parentheses', `SELECT ${'('.repeat(50_000)}1${')'.repeat(50_000)}`],
    ['CASE', `SELECT ${'CASE WHEN a THEN '.repeat(5_000)}1${' END'.repeat(5_000)}`],
    ['subqueries', `SELECT * FROM ${'(SELECT * FROM '.repeat(5_000)}t${') x'.repeat(5_000)}`],
    ['UNION', Array.from({ length: 10_000 }, () => 'SELECT 1').join(' UNION ')],
    ['braces', '${{'.repeat(20_000)],
    ['dollar quotes', Array.from({ length: 20_000 }, (_, i) => `$t${i}$`).join(' ')],
    ['IF in a block', `DO $$ BEGIN ${'IF a THEN '.repeat(20_000)} broken END $$`],
    ['FOR in a block', `DO $$ BEGIN ${'FOR a IN '.repeat(20_000)} END $$`],
    ['statements in a block', `DO $$ BEGIN ${'PERFORM f();'.repeat(5_000)} END $$`],
    ['placeholders', `INSERT INTO t VALUES ${'(${a}, ?), '.repeat(2_000)} broken`],
    ['COPY without data', 'COPY t FROM stdin;\n'.repeat(2_000)],
  ])('%s', (_title, text) => {
    const started = performance.now();
    const { statements, unread } = check(text);
    expect(statements.length + unread.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('a large file is read in parts, with every span right', () => {
    const line = "INSERT INTO t (a, b) VALUES (1, 'ü; text'); ALTER TABLE t ADD COLUMN c int;\n";
    const text = line.repeat(20_000);
    const { statements, unread } = parse(`${text}BROKEN;\n${line}`);
    expect(unread).toHaveLength(1);
    expect(statements).toHaveLength(40_002);
    for (const i of [0, 1, 20_001, 39_999, 40_001]) {
      const { span } = statements[i] ?? { span: { start: 0, end: 0 } };
      expect(`${text}BROKEN;\n${line}`.slice(span.start, span.end)).toBe(
        i % 2 === 0 ? "INSERT INTO t (a, b) VALUES (1, 'ü; text')" : 'ALTER TABLE t ADD COLUMN c int',
      );
    }
  });

  it('one statement that would not fit into memory is not parsed', () => {
    const { statements, unread } = parse(`DROP TABLE a; SELECT '${'x'.repeat(9_000_000)}'; DROP TABLE b`);
    expect(statements).toHaveLength(2);
    expect(unread[0]?.reason).toBe('the statement has 9000009 characters; at most 8388608 are read');
  });
});

describe('whatever is done to a script', () => {
  const pieces = (
    "' \" $$ $x$ -- /* */ ; ( ) \\ ${a} {{ }} {%if%} :x :'x' ? %s @x@ BEGIN END ATOMIC CASE LOOP THEN INTO EXECUTE IN FOR DO COPY " +
    'stdin \r \n \0 é 😀 \ud800 \uFEFF [ ] :: := , . \\.\n \\gexec\n system_user'
  ).split(' ');

  it.each(fixtures)('%s: it is read without an error and without overlaps', (name) => {
    // A small generator of numbers, so that every run does the same.
    let seed = name.length * 7_919;
    const below = (limit: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed % limit;
    };
    const original = read(name);
    let statements = 0;
    for (let i = 0; i < 300; i++) {
      let text = original;
      for (let j = below(4); j >= 0; j--) {
        const at = below(text.length + 1);
        const what = below(10);
        if (what < 5) text = text.slice(0, at) + (pieces[below(pieces.length)] ?? '') + text.slice(at);
        else if (what < 8) text = text.slice(0, at) + text.slice(at + below(30));
        else if (what < 9) text = text.slice(0, at);
        else text = text.slice(at);
      }
      statements += check(text).statements.length;
    }
    // Most of what is left of a script is still read.
    expect(statements).toBeGreaterThan(300 * (parse(original).statements.length / 4));
  });
});

describe('the parser', () => {
  it('is the one that was examined', () => {
    const wasm = readFileSync(createRequire(import.meta.url).resolve('libpg-query/wasm/libpg-query.wasm'));
    expect(createHash('sha256').update(wasm).digest('hex')).toBe('378b64e6182f65c71ad5dbd2c31c81e9dfed7d2f2debfb4b51c0d0de8fa2ae36');
  });

  it('tells where it stopped, in UTF-16 units', () => {
    const text = "SELECT 'é€😀', FROM x";
    const answer = parser.parse(text);
    expect(answer.kind === 'error' && text.slice(answer.offset, answer.offset + 4)).toBe('FROM');
  });
});
