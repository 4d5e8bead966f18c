/** An identity column that takes the place of another column, or of a plain one: its sequence goes on counting where the other stood. */
import { applyOperation } from '../../../catalog/apply.ts';
import type { Catalog, Table } from '../../../catalog/catalog.ts';
import { relationsWithUses } from '../../../catalog/draft.ts';
import type { Operation } from '../../../operations/operation.ts';
import { chooseName, qualify, quoteIdent, splitRelation } from '../identifier.ts';
import { grantAgain, identityOptions, sequenceOf } from '../inverse/again.ts';
import { naming } from '../naming.ts';
import { renderOperation as render } from '../render.ts';
import { bracketedWords, identitySql } from '../render/columns.ts';
import { literal, sequenceClauses, words } from '../render/words.ts';
import type { AlterTable } from './alter-table.ts';

/** The sequence that a column has after an operation, as the catalog knows it. */
export function sequenceAfter(catalog: Catalog, operation: Operation, table: string, column: string): Table | undefined {
  return sequenceOf(applyOperation(catalog, operation, { change: null, naming }), table, column);
}

/** Whether something besides its column uses a sequence: it would go on naming one that is dropped. */
export function isUsedElsewhere(catalog: Catalog, sequence: string): boolean {
  for (const { columns } of catalog.relations.values())
    if ([...columns.values()].some(({ drawsFrom }) => drawsFrom === sequence)) return true;
  for (const user of relationsWithUses(catalog)) {
    const parts = [...user.rules.values(), ...user.policies.values(), ...[...user.triggers.values()].map(({ when }) => ({ uses: when }))];
    if ([user, ...parts].some(({ uses }) => uses.relations.has(sequence))) return true;
  }
  return [...catalog.functions.values()].some((overloads) => overloads.some(({ uses }) => uses.relations.has(sequence)));
}

/** Makes a column an identity column whose sequence has a name and options. */
export function addIdentity({ alter }: AlterTable, column: string, always: boolean, { name, sequence }: Table): string {
  const options = bracketedWords(sequenceClauses({ ...identityOptions(sequence), name }));
  return alter(words(`ALTER COLUMN ${quoteIdent(column)} ADD`, identitySql(always), options));
}

/** Lets one sequence go on where another stands. What that one hands out meanwhile would be handed out again: it has to be locked. */
export const goOnFrom = (sequence: string, other: string): string =>
  `SELECT setval(${literal(sequence)}, last_value, is_called) FROM ${other};`;

/**
 * The identity of one column given to another that is NOT NULL, with the name, options, privileges and comment of its sequence.
 * The table is locked before. Renaming the old sequence locks that one, too: code that draws from it by its name waits.
 *
 * @param sequence as it is to be in the end.
 */
export function moveIdentity(parts: AlterTable, from: string, to: string, always: boolean, sequence: Table): readonly string[] {
  const { catalog, operation } = parts.request;
  const { schema, name } = splitRelation(sequence.name);
  const away = chooseName(
    name,
    '',
    'old',
    (own) => catalog.relations.has(qualify(schema, own)) || catalog.indexes.has(qualify(schema, own)),
  );
  const grants = grantAgain('sequence', sequence.name, [...sequence.notes.grants.values()], operation.span);
  const { comment } = sequence.notes;
  return [
    `ALTER SEQUENCE ${sequence.name} RENAME TO ${quoteIdent(away)};`,
    addIdentity(parts, to, always, sequence),
    goOnFrom(sequence.name, qualify(schema, away)),
    parts.alter(`ALTER COLUMN ${quoteIdent(from)} DROP IDENTITY`),
    ...grants.map((grant) => `${render(grant, catalog) ?? ''};`),
    ...(comment === '' ? [] : [`COMMENT ON SEQUENCE ${sequence.name} IS ${literal(comment)};`]),
  ];
}
