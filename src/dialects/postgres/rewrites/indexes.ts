/** CONCURRENTLY put into statements that have a form with it, and indexes of partitioned tables. */
import type { Rewriter, RewriteRequest } from '../../dialect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import type { RewriteStep } from '../../../report.ts';
import { chooseName, makeObjectName, qualify, quoteIdent, splitRelation } from '../identifier.ts';
import { naming } from '../naming.ts';
import { makeTokens } from '../tokens.ts';
import {
  afterIfExists,
  afterName,
  besideOf,
  buildNotes,
  insertAfter,
  makeSteps,
  regclass,
  shown,
  type Source,
  type StepNotes,
  sourceOf,
  statement,
  textOf,
  wordsAt,
} from './source.ts';

/** In this file where it runs outside a transaction already; otherwise in a migration of its own. */
const phaseOf = (request: RewriteRequest): RewriteStep['phase'] => (request.situation.inTransaction === false ? 'same-file' : 'expand');

/** The same statement with CONCURRENTLY. */
export const concurrently: Rewriter = (request) => {
  const source = sourceOf(request);
  if (!source) return undefined;
  switch (request.operation.kind) {
    case 'create-index':
      return createIndex(request, request.operation, source);
    case 'drop-index':
      return dropIndex(request, request.operation, source);
    case 'reindex':
      return reindex(request, request.operation, source);
    case 'refresh-materialized-view':
      return refresh(request, request.operation, source);
    case 'detach-partition':
      return detach(request, request.operation, source);
    default:
      return undefined;
  }
};

/** IF NOT EXISTS is left out: beside CONCURRENTLY it would keep what a failed build left behind. */
function withoutIfNotExists(source: Source): Source {
  const { sql, tokens } = source;
  const at = tokens.find(['IF']);
  if (at < 0 || !wordsAt(tokens, at, 'IF', 'NOT', 'EXISTS')) return source;
  const text = sql.slice(0, tokens.list[at]?.start) + sql.slice(tokens.list[at + 3]?.start);
  return { sql: text, tokens: makeTokens(text, 0, text.length) };
}

function createIndex(request: RewriteRequest, operation: OperationOf<'create-index'>, written: Source): readonly RewriteStep[] | undefined {
  if (request.catalog.relations.get(operation.table)?.kind === 'partitioned') return undefined;
  const source = withoutIfNotExists(written);
  const keyword = source.tokens.find(['INDEX']);
  const sql = operation.concurrently ? source.sql : insertAfter(source, keyword, 'CONCURRENTLY');
  const step = makeSteps(request).outside('Build the index without blocking writes', phaseOf(request), statement(sql));
  if (!operation.named) return [step];
  const on = source.tokens.find(['ON']);
  const only = source.tokens.word(on + 1) === 'ONLY' ? on + 2 : on + 1;
  const relation = textOf(source, only, afterName(source.tokens, only));
  return [{ ...step, ...buildNotes(besideOf(relation, quoteIdent(operation.index))) }];
}

/** CONCURRENTLY is not available for the index of a partitioned table. */
function onPartitioned({ catalog }: RewriteRequest, { index, table }: OperationOf<'drop-index'>): boolean {
  return catalog.relations.get(catalog.indexes.get(index)?.table ?? table)?.kind === 'partitioned';
}

function dropIndex(request: RewriteRequest, operation: OperationOf<'drop-index'>, source: Source): readonly RewriteStep[] | undefined {
  const { tokens } = source;
  if (operation.cascade || !wordsAt(tokens, 0, 'DROP', 'INDEX') || onPartitioned(request, operation)) return undefined;
  const from = afterIfExists(tokens, 2);
  const behaviour = tokens.find(['RESTRICT'], from);
  const names = tokens.byCommas(from, behaviour < 0 ? tokens.list.length : behaviour);
  const title = 'Drop the index without blocking reads and writes';
  const steps = makeSteps(request);
  // A run that is broken off leaves an index that is not valid; the next one drops it.
  const check = (name: string): StepNotes => ({ check: `SELECT 1 WHERE ${regclass(name)} IS NOT NULL;` });
  if (names.length === 1) {
    const step = steps.outside(title, phaseOf(request), statement(insertAfter(source, 1, 'CONCURRENTLY')));
    return [{ ...step, ...check(textOf(source, names[0]?.start ?? from, names[0]?.end ?? from)) }];
  }
  // CONCURRENTLY drops one index at a time.
  const own = names[request.statement.operations.findIndex((other) => other.kind === 'drop-index' && other.index === operation.index)];
  if (!own) return undefined;
  const name = textOf(source, own.start, own.end);
  return [
    { ...steps.outside(title, 'expand', `DROP INDEX CONCURRENTLY ${operation.ifExists ? 'IF EXISTS ' : ''}${name};`), ...check(name) },
  ];
}

function reindex(request: RewriteRequest, operation: OperationOf<'reindex'>, source: Source): readonly RewriteStep[] | undefined {
  if (operation.scope === 'system') return undefined;
  const keyword = source.tokens.find(['INDEX', 'TABLE', 'SCHEMA', 'DATABASE']);
  if (keyword < 0) return undefined;
  const sql = statement(insertAfter(source, keyword, 'CONCURRENTLY'));
  const step = makeSteps(request).outside('Rebuild without blocking writes', phaseOf(request), sql);
  const { index, table, scope } = operation;
  const own = scope === 'index' ? [index] : scope === 'table' ? [...(request.catalog.relations.get(table)?.indexes ?? [])] : [];
  return [own.length > 0 ? { ...step, cleanup: own.flatMap(leftOver).join('\n') } : step];
}

/** What a rebuild that failed leaves of an index: the new one, or the old one where it failed after they were swapped. */
function leftOver(index: string): readonly string[] {
  const { schema, name } = splitRelation(index);
  return ['ccnew', 'ccold'].map((label) => `DROP INDEX CONCURRENTLY IF EXISTS ${shown(qualify(schema, makeObjectName(name, '', label)))};`);
}

function refresh(
  request: RewriteRequest,
  operation: OperationOf<'refresh-materialized-view'>,
  source: Source,
): readonly RewriteStep[] | undefined {
  const { catalog } = request;
  const view = catalog.relations.get(operation.table);
  const usable = [...(view?.indexes ?? [])].some((name) => {
    const index = catalog.indexes.get(name);
    return index !== undefined && index.unique && index.where === '' && !index.hasExpressions;
  });
  // Without such an index the server refuses it.
  if (view && !usable) return undefined;
  const keyword = source.tokens.find(['VIEW']);
  return [
    makeSteps(request).quiet('Refresh it while others read it', 'same-file', statement(insertAfter(source, keyword, 'CONCURRENTLY'))),
  ];
}

function detach(request: RewriteRequest, operation: OperationOf<'detach-partition'>, source: Source): readonly RewriteStep[] | undefined {
  // PostgreSQL 14 brought it.
  if (request.situation.version < 14) return undefined;
  const { relations } = request.catalog;
  const partitions = [...(relations.get(operation.table)?.partitions ?? []), operation.partition];
  // The server refuses it beside a default partition.
  if (partitions.some((name) => relations.get(name)?.defaultPartition)) return undefined;
  const { tokens } = source;
  const keyword = tokens.find(['DETACH']);
  if (!wordsAt(tokens, keyword, 'DETACH', 'PARTITION')) return undefined;
  const end = afterName(tokens, keyword + 2);
  const steps = makeSteps(request);
  const written = textOf(source, keyword + 2, end);
  const left = boundsCheck(request, operation);
  return [
    {
      ...steps.outside(
        // Cleared away and run again is what a detach that was broken off cannot be.
        'Detach it without stopping the partitioned table; what was broken off is ended by FINALIZE in place of CONCURRENTLY',
        left === undefined ? phaseOf(request) : 'expand',
        statement(insertAfter(source, end - 1, 'CONCURRENTLY')),
      ),
      check: `SELECT 1 FROM pg_inherits WHERE inhrelid = ${regclass(written)} AND inhparent = ${regclass(operation.table)};`,
    },
    ...(left === undefined
      ? []
      : [
          steps.locking(
            'Drop the check with the bounds that the server has left on it; keep it where the table is to be attached again',
            'contract',
            `ALTER TABLE ${written} DROP CONSTRAINT IF EXISTS ${quoteIdent(left)};`,
          ),
        ]),
  ];
}

/**
 * The name of the check that DETACH … CONCURRENTLY makes of the bounds: after the one column that they are about, and free
 * among the constraints of the schema (DetachAddConstraintIfNeeded in src/backend/commands/tablecmds.c). Undefined where the
 * migrations do not show enough to know it.
 */
function boundsCheck({ catalog }: RewriteRequest, { table, partition }: OperationOf<'detach-partition'>): string | undefined {
  const own = catalog.relations.get(partition);
  const [key, ...others] = catalog.relations.get(table)?.partitionKey ?? [];
  if (!own?.columnsKnown || !key || others.length > 0) return undefined;
  const { schema } = splitRelation(partition);
  const names = new Set(
    [...catalog.relations.values()].flatMap(({ name, constraints }) =>
      splitRelation(name).schema === schema ? [...constraints.keys()] : [],
    ),
  );
  return naming.constraintName(partition, { kind: 'check', columns: [key] }, (name) => names.has(name));
}

/** More partitions than this are better left to a script. */
const MOST_PARTITIONS = 20;

/** The index of a partitioned table: on the table alone, built on each partition, attached. */
export const indexByPartition: Rewriter = (request) => {
  const { operation, catalog } = request;
  const written = sourceOf(request);
  if (!written || operation.kind !== 'create-index') return undefined;
  const source = withoutIfNotExists(written);
  const { tokens } = source;
  const partitions = [...(catalog.relations.get(operation.table)?.partitions ?? [])];
  if (partitions.length === 0 || partitions.length > MOST_PARTITIONS) return undefined;
  if (partitions.some((name) => catalog.relations.get(name)?.kind !== 'table')) return undefined;
  const on = tokens.find(['ON']);
  const only = tokens.word(on + 1) === 'ONLY' ? 1 : 0;
  const tail = textOf(source, afterName(tokens, on + 1 + only), tokens.list.length);
  const index = quoteIdent(operation.index);
  const name = operation.named ? '' : `${index} `;
  const steps = makeSteps(request);
  const taken = new Set(catalog.indexes.keys());
  const built = partitions.map((partition) => {
    const { schema, name: bare } = splitRelation(partition);
    const own = chooseName(bare, operation.columns.filter((column) => /^\w+$/.test(column)).join('_'), 'idx', (candidate) =>
      taken.has(qualify(schema, candidate)),
    );
    taken.add(qualify(schema, own));
    return { partition: shown(partition), name: quoteIdent(own), qualified: shown(qualify(schema, own)) };
  });
  const { schema } = splitRelation(operation.table);
  const head = `${textOf(source, 0, on)} ${name}ON ONLY`.replaceAll(/\s+/g, ' ');
  return [
    steps.locking('Make the index on the partitioned table alone', 'expand', statement(`${head} ${shown(operation.table)} ${tail}`)),
    ...built.map(({ partition, name: own }) => ({
      ...steps.outside(
        `Build it on ${partition} without blocking writes`,
        'expand',
        statement(`CREATE ${operation.unique ? 'UNIQUE ' : ''}INDEX CONCURRENTLY ${own} ON ${partition} ${tail}`),
      ),
      ...buildNotes(besideOf(partition, own)),
    })),
    steps.locking(
      'Attach them; the index is valid with the last one',
      'expand',
      ...built.map(({ qualified }) => `ALTER INDEX ${shown(qualify(schema, operation.index))} ATTACH PARTITION ${qualified};`),
    ),
  ];
};
