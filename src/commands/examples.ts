/** Runs the examples of rules through the real pipeline: parser, catalog, effects. */
import { parseDialect } from '../config/dialect.ts';
import { dialectMap, dialectOf, dialects } from '../dialects/index.ts';
import { analyse, IN_ORDER, type TimelineEntry } from '../effects/analyse.ts';
import type { AnalysedMigration } from '../effects/analysed.ts';
import type { Migration, TransactionMode } from '../frameworks/framework.ts';
import { frameworkOf } from '../frameworks/index.ts';
import type { ExampleRun, ExampleWorld } from '../ruleset/example.ts';
import type { ExampleTable } from '../ruleset/rule.ts';
import { tableKnowledge } from '../sizes/knowledge.ts';
import { cutScript } from '../source.ts';

const HISTORY = { ...IN_ORDER, role: 'history', change: null } as const;

const knowledge = (tables: readonly ExampleTable[]): ReturnType<typeof tableKnowledge> =>
  tableKnowledge(
    tables.map(({ name, size, rows }) => ({
      name,
      size: size ?? 'large',
      rows: rows ?? null,
      bytes: null,
      indexBytes: null,
      writesPerSecond: null,
    })),
  );

/** Loads the parsers and gives what the examples of rules need. */
export async function exampleWorld(): Promise<ExampleWorld> {
  await Promise.all(dialects.map((dialect) => dialect.load()));
  return { analyse: async (run) => analyseRun(run), knowledge, dialects: dialectMap() };
}

function analyseRun(run: ExampleRun): readonly AnalysedMigration[] {
  const choice = run.dialect === '' ? { dialect: 'postgres' } : parseDialect(run.dialect);
  const dialect = dialectOf(choice.dialect);
  const framework = frameworkOf(run.framework);
  const migrationOf = (id: string, text: string, direction: Migration['direction'], transaction: TransactionMode): Migration => {
    const path = `${id.replace(':', '.')}.sql`;
    return {
      id,
      path,
      text,
      span: { path, start: 0, end: text.length },
      framework: framework?.id ?? 'sql',
      order: id,
      title: '',
      direction,
      transaction,
      transactionGroup: null,
      steps: [{ kind: 'sql', script: cutScript({ path, text }) }],
      down: direction === 'down' ? 'not-used' : wayBack(run.down),
      repeatable: false,
    };
  };
  const timeline: TimelineEntry[] = [{ ...HISTORY, migration: migrationOf('0000', run.given, 'up', 'none') }];
  for (const [i, { sql, transaction }] of run.migrations.entries()) {
    const id = String(i + 1).padStart(4, '0');
    const change = run.separate ? id : 'example';
    timeline.push({ ...HISTORY, migration: migrationOf(id, sql, 'up', transaction), role: 'change', change });
    if (isSql(run.down))
      timeline.push({ ...HISTORY, migration: migrationOf(`${id}:down`, run.down, 'down', transaction), role: 'change', change });
  }
  return analyse(timeline, {
    project: 0,
    dialect,
    version: choice.version === undefined ? dialect.defaultVersion : Number(choice.version),
    versionAssumed: choice.version === undefined,
    frameworkTitle: framework?.title ?? '',
    outsideTransaction: framework?.outsideTransaction ?? null,
    withoutOptOut: framework?.withoutOptOut ?? '',
    knowledge: knowledge(run.tables),
    schema: [],
  });
}

const STATES = ['present', 'absent', 'irreversible', 'not-used'] as const;

/** An example gives the state of the way back, or its SQL. */
const isSql = (down: string): boolean => down !== '' && !(STATES as readonly string[]).includes(down);

function wayBack(down: string): Migration['down'] {
  if (down === '') return 'not-used';
  return STATES.find((state) => state === down) ?? 'present';
}
