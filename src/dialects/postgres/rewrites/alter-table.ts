/** ALTER TABLE taken apart: its head, its sub-commands, and the one that an operation comes from. */
import type { RewriteRequest } from '../../dialect.ts';
import type { RewriteStep } from '../../../report.ts';
import type { Range } from '../split.ts';
import { type Operation, tableOf } from '../../../operations/operation.ts';
import type { Column, Table } from '../../../catalog/catalog.ts';
import { batchStep } from './batches.ts';
import { chooseName, quoteIdent, splitRelation } from '../identifier.ts';
import {
  afterIfExists,
  afterName,
  makeSteps,
  type Source,
  sourceOf,
  statement,
  type Steps,
  textOf,
  validationNotes,
  wordsAt,
} from './source.ts';

/** An ALTER TABLE statement around one of its sub-commands. */
export interface AlterTable {
  readonly request: RewriteRequest;
  readonly source: Source;
  readonly steps: Steps;
  /** The relation as it is written. */
  readonly relation: string;
  /** Canonical. */
  readonly table: string;
  /** What the catalog knows about it. */
  readonly known: Table | undefined;
  /** Tokens of the sub-command of the operation. */
  readonly own: Range;
  /** ALTER TABLE with this sub-command alone, as a statement. */
  alter(command: string): string;
  /** The statement without the sub-command of the operation, as a step; none where that is all it does. */
  readonly rest: readonly RewriteStep[];
  /** The same, without the sub-commands of these operations either. */
  restBut(operations: readonly Operation[]): readonly RewriteStep[];
  /** A name for a constraint or column that is free. */
  free(column: string, label: string): string;
}

/**
 * Takes the ALTER TABLE of a request apart; undefined where it is none, or the sub-command cannot be told from the others.
 */
export function alterTable(request: RewriteRequest): AlterTable | undefined {
  const source = sourceOf(request);
  if (!source) return undefined;
  const { sql, tokens } = source;
  if (!wordsAt(tokens, 0, 'ALTER', 'TABLE')) return undefined;
  let from = afterIfExists(tokens, 2);
  if (tokens.word(from) === 'ONLY') from++;
  const end = afterName(tokens, from);
  const first = tokens.word(end) === '*' ? end + 1 : end;
  const commands = tokens.byCommas(first, tokens.list.length);
  const numberOf = ({ span }: Operation): number =>
    commands.findIndex((range) => tokens.range(range.start, range.end).start === span.start - request.statement.span.start);
  const number = commands.length === 1 ? 0 : numberOf(request.operation);
  const own = commands[number];
  if (!own) return undefined;
  const head = textOf(source, 0, first);
  const table = tableOf(request.operation);
  const known = request.catalog.relations.get(table);
  const steps = makeSteps(request);
  const restStep = (text: string): RewriteStep => steps.locking('Make the other changes of the statement', 'expand', statement(text));
  const taken = (name: string): boolean => known !== undefined && (known.constraints.has(name) || known.columns.has(name));
  return {
    request,
    source,
    steps,
    relation: textOf(source, from, end),
    table,
    known,
    own,
    alter: (command) => statement(`${head} ${command}`),
    rest: commands.length > 1 ? [restStep(withoutCommand(sql, source, commands, number))] : [],
    restBut: (operations) => {
      const gone = new Set([number, ...operations.map(numberOf)]);
      const kept = commands.flatMap(({ start, end: last }, i) => (gone.has(i) ? [] : [textOf(source, start, last)]));
      return kept.length > 0 ? [restStep(`${head} ${kept.join(', ')}`)] : [];
    },
    free: (column, label) => chooseName(splitRelation(table).name, column, label, taken),
  };
}

/** The statement less one of several sub-commands and the comma before or behind it. */
function withoutCommand(sql: string, { tokens }: Source, commands: readonly Range[], number: number): string {
  const range = commands[number];
  if (!range) return sql;
  const start = tokens.list[range.start]?.start ?? 0;
  const next = commands[number + 1];
  if (next) return sql.slice(0, start) + sql.slice(tokens.list[next.start]?.start ?? start);
  const before = commands[number - 1];
  return sql.slice(0, tokens.list[(before?.end ?? 1) - 1]?.end ?? 0) + sql.slice(tokens.list[range.end - 1]?.end ?? sql.length);
}

/** A column that the catalog knows. */
export function knownColumn(known: Table | undefined, name: string): Column | undefined {
  return known?.columns.get(name);
}

/**
 * NOT NULL by way of a constraint that is validated without blocking anyone.
 * From PostgreSQL 18 on NOT NULL itself can be NOT VALID; before, a validated check spares SET NOT NULL the scan.
 */
export function notNullSteps(parts: AlterTable, column: string, version: number): readonly RewriteStep[] {
  const { steps, alter } = parts;
  const free = parts.free(column, 'not_null');
  const name = quoteIdent(free);
  const quoted = quoteIdent(column);
  const validate = {
    ...steps.quiet('Check the rows that are there, which blocks neither reads nor writes', 'migrate', alter(`VALIDATE CONSTRAINT ${name}`)),
    ...validationNotes(parts.relation, free),
  };
  if (version >= 18) {
    return [steps.locking('Forbid NULL in new rows', 'expand', alter(`ADD CONSTRAINT ${name} NOT NULL ${quoted} NOT VALID`)), validate];
  }
  return [
    steps.locking('Forbid NULL in new rows', 'expand', alter(`ADD CONSTRAINT ${name} CHECK (${quoted} IS NOT NULL) NOT VALID`)),
    validate,
    steps.locking(
      'Make the column NOT NULL, which the check proves, and drop the check',
      'contract',
      alter(`ALTER COLUMN ${quoted} SET NOT NULL`),
      alter(`DROP CONSTRAINT ${name}`),
    ),
  ];
}

/**
 * Fills a column in batches: rows where `condition` holds get the assignment, a row at most once.
 *
 * @param settles whether the condition holds for no row that has got it.
 */
export function fillStep(
  { request, relation, known }: AlterTable,
  assignment: string,
  condition: string,
  settles = true,
): readonly RewriteStep[] {
  const step = batchStep(request, known, {
    relation,
    alias: '',
    head: `UPDATE ${relation} SET ${assignment}`,
    condition,
    again: settles ? 'settles' : 'harmless',
    joined: false,
    title: 'Fill the old rows',
  });
  return step ? [step] : [];
}
