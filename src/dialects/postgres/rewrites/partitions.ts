/** Partitions made on their own, or proven to fit, then attached. */
import type { Rewriter } from '../../dialect.ts';
import { chooseName, quoteIdent, splitRelation } from '../identifier.ts';
import { afterName, makeSteps, type Source, sourceOf, statement, textOf, wordsAt } from './source.ts';

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
  const name = quoteIdent(
    chooseName(splitRelation(operation.partition).name, key, 'bounds', (candidate) => own?.constraints.has(candidate) ?? false),
  );
  const steps = makeSteps(request);
  const alter = (command: string): string => `ALTER TABLE ${partition} ${command};`;
  return [
    steps.locking('Say what the bounds say, for new rows', 'expand', alter(`ADD CONSTRAINT ${name} CHECK (${condition}) NOT VALID`)),
    steps.quiet('Check the old rows while others read and write', 'migrate', alter(`VALIDATE CONSTRAINT ${name}`)),
    steps.locking(
      'Attach it, for which no row has to be read, and drop the check',
      'contract',
      statement(source.sql),
      alter(`DROP CONSTRAINT ${name}`),
    ),
  ];
};

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
