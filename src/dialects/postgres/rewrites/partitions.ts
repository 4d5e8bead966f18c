/** Partitions made on their own, or proven to fit, then attached. */
import type { Rewriter, RewriteRequest } from '../../dialect.ts';
import type { Constraint, Index, Table } from '../../../catalog/catalog.ts';
import { behindOf, standIn } from '../../../catalog/index-shape.ts';
import type { RewriteStep } from '../../../report.ts';
import { chooseName, quoteIdent, splitRelation } from '../identifier.ts';
import { createIndexAgain } from '../inverse/again.ts';
import { naming } from '../naming.ts';
import { renderOperation } from '../render.ts';
import { uniqueSteps } from './constraints.ts';
import {
  afterName,
  buildNotes,
  later,
  makeSteps,
  shown,
  type Source,
  sourceOf,
  statement,
  textOf,
  validationNotes,
  wordsAt,
} from './source.ts';

/** CREATE TABLE … PARTITION OF: a table like the partitioned one, attached with a weaker lock. */
export const createThenAttach: Rewriter = (request) => {
  const source = sourceOf(request);
  if (!source || request.operation.kind !== 'create-table') return undefined;
  const { tokens } = source;
  if (!wordsAt(tokens, 0, 'CREATE', 'TABLE')) return undefined;
  const nameEnd = afterName(tokens, 2);
  if (nameEnd === 2 || !wordsAt(tokens, nameEnd, 'PARTITION', 'OF')) return undefined;
  const parentEnd = afterName(tokens, nameEnd + 2);
  // Columns of its own, partitions below it and storage parameters have no place in ATTACH PARTITION.
  const values = wordsAt(tokens, parentEnd, 'FOR', 'VALUES');
  if (!values && !wordsAt(tokens, parentEnd, 'DEFAULT')) return undefined;
  if (tokens.find(['PARTITION', 'USING', 'TABLESPACE'], parentEnd) >= 0) return undefined;
  // FOR VALUES WITH (MODULUS …) is a bound; a WITH after that is not.
  if (tokens.find(['WITH'], parentEnd + (values ? 3 : 1)) >= 0) return undefined;
  // Beside a default partition ATTACH reads that one under the same lock: nothing would be won.
  const { relations } = request.catalog;
  const siblings = [...(relations.get(request.operation.partitionOf)?.partitions ?? [])];
  if (siblings.some((sibling) => relations.get(sibling)?.defaultPartition)) return undefined;
  const name = textOf(source, 2, nameEnd);
  const parent = textOf(source, nameEnd + 2, parentEnd);
  return [
    makeSteps(request).locking(
      'Make the table on its own, then attach it',
      'same-file',
      `CREATE TABLE ${name} (LIKE ${parent} INCLUDING ALL EXCLUDING IDENTITY);`,
      statement(`ALTER TABLE ${parent} ATTACH PARTITION ${name} ${textOf(source, parentEnd, tokens.list.length)}`),
    ),
  ];
};

/** ATTACH PARTITION: first a check that says what the bounds say, which spares the server the look at every row. */
export const checkThenAttach: Rewriter = (request) => {
  const checked = checkSteps(request);
  if (!checked) return undefined;
  const indexes = attachIndexes(request) ?? [];
  return indexes.length > 0 ? [...indexes, ...later(checked)] : checked;
};

/** ATTACH PARTITION: first the indexes of the partitioned table, each built while others read and write. */
export const indexThenAttach: Rewriter = (request) => {
  const source = sourceOf(request);
  const indexes = source && attachIndexes(request);
  if (!indexes || indexes.length === 0) return undefined;
  const checked = checkSteps(request);
  const attach = makeSteps(request).locking('Attach it, which takes the indexes that are there', 'contract', statement(source.sql));
  return [...indexes, ...(checked ? later(checked) : [attach])];
};

function checkSteps(request: RewriteRequest): readonly RewriteStep[] | undefined {
  const { operation, catalog } = request;
  const source = sourceOf(request);
  if (!source || operation.kind !== 'attach-partition') return undefined;
  const parent = catalog.relations.get(operation.table);
  const siblings = [...(parent?.partitions ?? [])];
  // The rows of a default partition are looked at as well.
  if (siblings.some((sibling) => catalog.relations.get(sibling)?.defaultPartition)) return undefined;
  const [key, ...others] = parent?.partitionKey ?? [];
  if (!parent || key === undefined || key === '' || others.length > 0) return undefined;
  const { tokens } = source;
  const attach = tokens.find(['ATTACH']);
  if (!wordsAt(tokens, attach, 'ATTACH', 'PARTITION')) return undefined;
  const end = afterName(tokens, attach + 2);
  const condition = wordsAt(tokens, end, 'FOR', 'VALUES') ? boundCondition(source, end + 2, quoteIdent(key)) : undefined;
  if (condition === undefined) return undefined;
  const partition = textOf(source, attach + 2, end);
  const own = catalog.relations.get(operation.partition);
  const name = chooseName(splitRelation(operation.partition).name, key, 'bounds', (candidate) => own?.constraints.has(candidate) ?? false);
  const steps = makeSteps(request);
  const alter = (command: string): string => `ALTER TABLE ${partition} ${command};`;
  return [
    steps.locking(
      'Say what the bounds say, for new rows',
      'expand',
      alter(`ADD CONSTRAINT ${quoteIdent(name)} CHECK (${condition}) NOT VALID`),
    ),
    {
      ...steps.quiet('Check the old rows while others read and write', 'migrate', alter(`VALIDATE CONSTRAINT ${quoteIdent(name)}`)),
      ...validationNotes(partition, name),
    },
    steps.locking(
      'Attach it, for which no row has to be read, and drop the check',
      'contract',
      statement(source.sql),
      alter(`DROP CONSTRAINT ${quoteIdent(name)}`),
    ),
  ];
}

/** The indexes that a table lacks to become a partition; undefined where some are not known, or cannot be made before. */
function attachIndexes(request: RewriteRequest): readonly RewriteStep[] | undefined {
  const { operation, catalog } = request;
  if (operation.kind !== 'attach-partition') return undefined;
  const parent = catalog.relations.get(operation.table);
  const partition = catalog.relations.get(operation.partition);
  if (!parent || !partition?.columnsKnown) return undefined;
  const building: Building = { request, taken: new Set() };
  const found: RewriteStep[] = [];
  for (const name of parent.indexes) {
    const index = catalog.indexes.get(name);
    const behind = index && behindOf(index, parent, true);
    const standing = index && standIn(index, behind ?? 'nothing', partition, catalog.indexes);
    if (standing?.certain) continue;
    // What may be like it is not built a second time.
    if (!index || standing) return undefined;
    const constraint = parent.constraints.get(index.constraint);
    const built = constraint ? keyOn(building, constraint, partition) : indexOn(building, index, partition)?.steps;
    if (!built) return undefined;
    found.push(...built);
  }
  return found;
}

interface Building {
  readonly request: RewriteRequest;
  /** Names that steps before have given. */
  readonly taken: Set<string>;
}

/** A name that is free beside a table, as the server would choose it. */
function freeName({ request: { catalog }, taken }: Building, table: Table, choose: (isTaken: (name: string) => boolean) => string): string {
  const qualified = (name: string): string => naming.qualify(table.name, name);
  const name = choose(
    (own) =>
      taken.has(qualified(own)) ||
      catalog.indexes.has(qualified(own)) ||
      catalog.relations.has(qualified(own)) ||
      table.constraints.has(own),
  );
  taken.add(qualified(name));
  return name;
}

/** The primary key or a unique constraint of the partitioned table. */
function keyOn(building: Building, constraint: Constraint, table: Table): readonly RewriteStep[] | undefined {
  const { kind, columns, include, deferrable } = constraint;
  const isUnique = kind === 'unique' && !deferrable && !constraint.withoutOverlaps;
  if (table.kind !== 'table' || (!isUnique && (kind !== 'primary-key' || deferrable))) return undefined;
  const steps = makeSteps(building.request);
  const relation = shown(table.name);
  return uniqueSteps(
    { steps, relation, alter: (command) => `ALTER TABLE ${relation} ${command};` },
    {
      name: freeName(building, table, (taken) => naming.constraintName(table.name, { kind, columns, include }, taken)),
      kind: kind === 'unique' ? 'UNIQUE' : 'PRIMARY KEY',
      columns: `(${columns.map(quoteIdent).join(', ')})`,
      index: `${include.length > 0 ? ` INCLUDE (${include.map(quoteIdent).join(', ')})` : ''}${constraint.nullsNotDistinct ? ' NULLS NOT DISTINCT' : ''}`,
      attributes: '',
    },
  ).map((step) => ({ ...step, phase: 'expand' }));
}

/** An index on a table; where that is partitioned, on the table alone, then on each of its partitions. */
function indexOn(
  building: Building,
  index: Index,
  table: Table,
): { readonly steps: readonly RewriteStep[]; readonly name: string } | undefined {
  const { request } = building;
  const { catalog } = request;
  if (!['table', 'partitioned'].includes(table.kind) || !table.columnsKnown) return undefined;
  const isAlone = table.kind === 'table';
  const bare = freeName(building, table, (taken) =>
    naming.indexName(table.name, [...index.columns, ...index.include], index.unique, taken),
  );
  const name = shown(naming.qualify(table.name, bare));
  const made = {
    ...createIndexAgain(index, request.operation.span),
    table: table.name,
    index: bare,
    concurrently: isAlone,
    only: !isAlone,
  };
  const sql = `${renderOperation(made, catalog) ?? ''};`;
  const steps = makeSteps(request);
  if (isAlone) return { name, steps: [{ ...steps.outside(`Build ${name} without blocking writes`, 'expand', sql), ...buildNotes(name) }] };
  const below: RewriteStep[] = [];
  const parts: string[] = [];
  for (const member of table.partitions) {
    const partition = catalog.relations.get(member);
    const found = partition && standIn(index, 'nothing', partition, catalog.indexes);
    if (!partition || (found && !found.certain)) return undefined;
    const own = found ? { steps: [], name: shown(found.index.name) } : indexOn(building, index, partition);
    if (!own) return undefined;
    below.push(...own.steps);
    parts.push(own.name);
  }
  const attached = parts.map((part) => `ALTER INDEX ${name} ATTACH PARTITION ${part};`);
  return {
    name,
    steps: [
      steps.locking(`Make ${name} on ${shown(table.name)} alone`, 'expand', sql),
      ...below,
      ...(parts.length > 0 ? [steps.locking(`Attach what was built; ${name} is valid with the last one`, 'expand', ...attached)] : []),
    ],
  };
}

/** The bounds of a partition by one column as a condition; undefined for those by hash, and where NULL is one of the values. */
function boundCondition(source: Source, from: number, key: string): string | undefined {
  const { tokens } = source;
  const bracketed = (at: number): string | undefined =>
    tokens.word(at) === '(' ? textOf(source, at + 1, tokens.afterBracket(at) - 1) : undefined;
  if (wordsAt(tokens, from, 'IN')) {
    const values = bracketed(from + 1);
    return values === undefined || /\bnull\b/i.test(values) ? undefined : `${key} IS NOT NULL AND ${key} IN (${values})`;
  }
  if (!wordsAt(tokens, from, 'FROM')) return undefined;
  const low = bracketed(from + 1);
  const to = tokens.afterBracket(from + 1);
  const high = wordsAt(tokens, to, 'TO') ? bracketed(to + 1) : undefined;
  if (low === undefined || high === undefined) return undefined;
  return [
    `${key} IS NOT NULL`,
    ...(/^minvalue$/i.test(low.trim()) ? [] : [`${key} >= ${low}`]),
    ...(/^maxvalue$/i.test(high.trim()) ? [] : [`${key} < ${high}`]),
  ].join(' AND ');
}
