/** Operations as SQL: what is rendered is read again as the same operation. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { applyOperations } from '../src/catalog/apply.ts';
import { type Catalog, EMPTY_CATALOG } from '../src/catalog/catalog.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import { renderOperation } from '../src/dialects/postgres/render.ts';
import { say, typeSql } from '../src/dialects/postgres/render/words.ts';
import type { SqlText, TypeName } from '../src/operations/definition.ts';
import type { Operation, OperationKind } from '../src/operations/operation.ts';
import { NAMING, operationsOf } from './support/analysed-row.ts';
import { effectRows } from './support/effect-rows.ts';

beforeAll(() => postgres.load());

/** Rows and the session have no SQL form: an inverse never has them, and not all of the statement is in the operation. */
const NOT_RENDERED: ReadonlySet<OperationKind> = new Set([
  'insert',
  'update',
  'delete',
  'merge',
  'copy',
  'select',
  'call',
  'set',
  'transaction-control',
  'session',
  'alter-system',
]);

/** Fields that hold what another one holds, as it was written: the names in it get their schema. */
const AS_WRITTEN: ReadonlySet<string> = new Set([
  'span',
  'tree',
  'privileges',
  'values',
  'where',
  'using',
  'default',
  'expression',
  'ownedBy',
  'qualified',
  'type',
]);

/**
 * What is read out of a text that is compared as a text: with the schemas in it, it mentions the same by other words. And
 * `newer`, which only the first operation of a statement has.
 */
const READ_FROM_TEXTS: ReadonlySet<string> = new Set(['query', 'mentioned', 'when', 'body', 'newer']);

const isType = (value: object): value is TypeName => 'dimensions' in value;
const isSqlText = (value: object): value is SqlText => 'mentions' in value;

/** A value as it is compared: without places, every text with its names as they are said. */
function comparable(value: unknown, catalog: Catalog): unknown {
  if (Array.isArray(value)) return value.map((item) => comparable(item, catalog));
  if (typeof value !== 'object' || value === null) return value;
  if (isSqlText(value)) return say(value, catalog);
  if (isType(value)) return typeSql(value, catalog);
  const named = !('named' in value) || value.named !== false;
  // The keys of an index hold its expressions, too.
  const doubled = 'hasExpressions' in value && value.hasExpressions === true ? 'columns' : '';
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => key !== doubled && (!AS_WRITTEN.has(key) || (typeof item === 'object' && key !== 'span')))
      // What is named by several things at once keeps its name apart; the name of what has none is made up anew.
      .filter(
        ([key]) =>
          !(key === 'object' && 'target' in value) &&
          !(key === 'objects' && 'targets' in value) &&
          key !== 'together' &&
          !READ_FROM_TEXTS.has(key) &&
          (named || (key !== 'index' && key !== 'constraint')),
      )
      .map(([key, item]) => [key, comparable(item, catalog)]),
  );
}

const folder = join(import.meta.dirname, 'fixtures/postgres/operations');
const scripts = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .map((name): [string, string] => [name, readFileSync(join(folder, name), 'utf8')]);

/** The operations whose SQL is not read as the same operation, with what it is read as. */
function wrong(text: string): readonly unknown[] {
  const operations = operationsOf(text);
  // What is made somewhere in the script is known, although it is dropped in the end.
  const made = operations.filter(({ kind }) => !kind.startsWith('drop-'));
  const catalog = applyOperations(EMPTY_CATALOG, made, { change: null, naming: NAMING });
  return operations.flatMap((operation): readonly unknown[] => {
    const sql = renderOperation(operation, catalog);
    if (sql === undefined) return isRendered(operation) ? [`${operation.kind} has no SQL`] : [];
    const [one, other] = [comparable([operation], catalog), comparable(operationsOf(sql), catalog)];
    return isDeepStrictEqual(one, other) ? [] : [{ sql, one, other }];
  });
}

const isRendered = (operation: Operation): boolean =>
  // ALTER TABLE ALL IN TABLESPACE: where from is not in the operation.
  !NOT_RENDERED.has(operation.kind) && !(operation.kind === 'set-tablespace' && operation.table === '');

describe('what is rendered is read again as the same operation', () => {
  test.each(scripts)('%s', (_name, sql) => {
    expect(wrong(sql)).toEqual([]);
  });
  test('the scenes of the effect rows, and their statements', () => {
    const texts = new Set(effectRows().flatMap((row) => [row.given, row.sql]));
    for (const text of texts) expect(wrong(text)).toEqual([]);
  });
});
