/** Partitions made on their own, then attached. */
import type { Rewriter } from '../../dialect.ts';
import { afterName, makeSteps, sourceOf, statement, textOf, wordsAt } from './source.ts';

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
