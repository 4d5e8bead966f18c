/** A migration of plain SQL on top of a history, analysed as the pipeline does it. */
import { postgres } from '../../src/dialects/postgres/index.ts';
import { analyse, IN_ORDER, type ProjectContext, type TimelineEntry } from '../../src/effects/analyse.ts';
import type { AnalysedMigration } from '../../src/effects/analysed.ts';
import type { Migration } from '../../src/frameworks/framework.ts';
import { cutScript } from '../../src/source.ts';

/** A migration as one that a plain SQL file holds. */
export function sqlMigration(
  id: string,
  text: string,
  how: Pick<Migration, 'transaction'> & Partial<Pick<Migration, 'transactionGroup' | 'steps'>>,
): Migration {
  return {
    id,
    path: id,
    text,
    span: { path: id, start: 0, end: text.length },
    framework: 'sql',
    order: id,
    title: '',
    direction: 'up',
    transactionGroup: null,
    steps: [{ kind: 'sql', script: cutScript({ path: id, text }) }],
    down: 'not-used',
    repeatable: false,
    ...how,
  };
}

/** A project of which nothing is known but that it is on PostgreSQL 16. */
export const PLAIN_PROJECT: ProjectContext = {
  project: 0,
  dialect: postgres,
  version: 16,
  versionAssumed: false,
  frameworkTitle: '',
  outsideTransaction: null,
  withoutOptOut: '',
  knowledge: { size: () => 'unknown', rows: () => undefined },
  schema: [],
};

/** Analyses `sql` as one migration of a change, with `history` before it. */
export function analysedSql(
  history: string,
  sql: string,
  { version = 16, transaction = 'wrapped' }: { readonly version?: number; readonly transaction?: Migration['transaction'] } = {},
): AnalysedMigration {
  const timeline: TimelineEntry[] = [
    { ...IN_ORDER, migration: sqlMigration('1', history, { transaction: 'none' }), role: 'history', change: null },
    { ...IN_ORDER, migration: sqlMigration('2', sql, { transaction }), role: 'change', change: 'change' },
  ];
  const [migration] = analyse(timeline, { ...PLAIN_PROJECT, version });
  if (!migration) throw new Error(`Not analysed: ${sql}`);
  return migration;
}
