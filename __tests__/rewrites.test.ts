/**
 * What each rewrite makes of a statement, as a golden file per rewrite; every step is parsed again, and none is left that
 * is not understood.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { applyOperations } from '../src/catalog/apply.ts';
import { EMPTY_CATALOG } from '../src/catalog/catalog.ts';
import { REWRITE_OPTIONS, type RewriteRequest, type Situation } from '../src/dialects/dialect.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import type { RewriteStep } from '../src/report.ts';
import { cutScript } from '../src/source.ts';
import { type RewriteCase, REWRITE_CASES } from './fixtures/rewrites/cases.ts';

beforeAll(() => postgres.load());

const parse = (text: string) => postgres.parse(cutScript({ path: 'a.sql', text }), postgres.defaultSchema);

/** The steps for the operation that the rewrite fits, or undefined where it fits none. */
function rewritten(
  name: string,
  { given = '', sql, version = 16, transaction = false, operation }: RewriteCase,
): readonly RewriteStep[] | undefined {
  const catalog = applyOperations(
    EMPTY_CATALOG,
    parse(given).statements.flatMap((statement) => statement.operations),
    { change: null, naming: postgres.naming },
  );
  const situation: Situation = { version, inTransaction: transaction, change: 'change', settings: new Map() };
  const [statement] = parse(sql).statements;
  const rewriter = postgres.rewrites[name];
  if (!statement || !rewriter) throw new Error(`no statement, or no rewrite called ${name}`);
  const operations = operation === undefined ? statement.operations : statement.operations.slice(operation, operation + 1);
  const request = (own: (typeof operations)[number]): RewriteRequest => ({
    operation: own,
    statement,
    catalog,
    around: [],
    situation,
    options: REWRITE_OPTIONS,
  });
  return operations.map((own) => rewriter(request(own))).find((steps) => steps !== undefined);
}

function printed(steps: readonly RewriteStep[]): string {
  return steps
    .map((step) => {
      const notes = [
        ...(step.deploy === undefined ? [] : [`-- deploy: ${step.deploy}`]),
        ...(step.batch === undefined ? [] : [`-- batch:\n${step.batch.statement}`]),
        ...(step.check === undefined ? [] : [`-- check:\n${step.check}`]),
        ...(step.cleanup === undefined ? [] : [`-- cleanup:\n${step.cleanup}`]),
      ];
      return `-- ${step.phase}${step.transaction ? '' : ', outside a transaction'}: ${step.title}\n${[step.sql, ...notes].join('\n')}\n`;
    })
    .join('\n');
}

describe.each(Object.keys(REWRITE_CASES))('%s', (name) => {
  const { fits = [], fitsNot = [] } = REWRITE_CASES[name] ?? {};

  test('gives these steps', async () => {
    const text = fits
      .map((example) => `${'='.repeat(20)} ${example.title}\n${example.sql}\n${'-'.repeat(20)}\n${printed(rewritten(name, example) ?? [])}`)
      .join('\n');
    await expect(text).toMatchFileSnapshot(`fixtures/rewrites/${name}.txt`);
  });

  test.each(fits.map((example) => [example.title, example] as const))('every step parses: %s', (_, example) => {
    const steps = rewritten(name, example);
    expect(steps?.length).toBeGreaterThan(0);
    for (const { sql } of steps ?? []) {
      const { statements, unread } = parse(sql);
      expect({ sql, unread }).toEqual({ sql, unread: [] });
      expect(statements.flatMap((s) => s.operations.map((o) => o.kind))).not.toContain('unsupported');
      expect(statements.length).toBeGreaterThan(0);
    }
  });

  test.each(fitsNot.map((example) => [example.title, example] as const))('does not fit: %s', (_, example) => {
    expect(rewritten(name, example)).toBeUndefined();
  });
});

test('every rewrite has cases', () => {
  expect(Object.keys(REWRITE_CASES).toSorted()).toEqual(Object.keys(postgres.rewrites).toSorted());
});

test('a builder step has no text to splice', () => {
  const [statement] = parse('ALTER TABLE users ALTER COLUMN email SET NOT NULL;').statements;
  const operation = statement?.operations[0];
  if (!statement || !operation) throw new Error('the statement was not parsed');
  const situation: Situation = { version: 16, inTransaction: false, change: 'change', settings: new Map() };
  for (const rewriter of Object.values(postgres.rewrites))
    expect(
      rewriter({
        operation,
        statement: { ...statement, sql: null },
        catalog: EMPTY_CATALOG,
        around: [],
        situation,
        options: REWRITE_OPTIONS,
      }),
    ).toBeUndefined();
});
