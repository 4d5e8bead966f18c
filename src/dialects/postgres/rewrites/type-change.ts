/**
 * A type change that rewrites the table, done with a new column: a trigger keeps it in step with the old one, the old rows
 * are filled in batches, what hangs on the old column is made for the new one, and the new one takes the old one's name.
 */
import type { Rewriter, RewriteRequest } from '../../dialect.ts';
import { drawsByItself } from '../../../catalog/columns.ts';
import type { Catalog, Column, Table } from '../../../catalog/catalog.ts';
import { hasWord } from '../../../catalog/texts.ts';
import type { Expression } from '../../../operations/definition.ts';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import type { RewriteStep } from '../../../report.ts';
import { analysePostgres } from '../effects.ts';
import { chooseName, clip, makeObjectName, MAXIMUM_NAME, qualify, quoteIdent, splitRelation } from '../identifier.ts';
import { addConstraintAgain, constraintAgain, createIndexAgain, grantAgain, nextval } from '../inverse/again.ts';
import { renderOperation as render } from '../render.ts';
import { literal, say } from '../render/words.ts';
import { type AlterTable, alterTable, fillStep, notNullSteps } from './alter-table.ts';
import { validated } from './constraints.ts';
import { type Hanging, hangingOn } from './hanging.ts';
import { isUsedElsewhere, moveIdentity, sequenceAfter } from './identity.ts';
import { before, besideOf, buildNotes, later, textOf } from './source.ts';

/** A type change and everything that it takes along. */
export interface TypeChange {
  readonly request: RewriteRequest;
  readonly parts: AlterTable;
  readonly operation: OperationOf<'alter-column-type'>;
  readonly known: Table;
  readonly column: Column;
  readonly hanging: Hanging;
  /** The new column, as it is called until it takes the name. */
  readonly fresh: string;
  /** What the old column is called from then on. */
  readonly former: string;
  /** As the column is to be. */
  readonly notNull: boolean;
  /** What it is filled with in the end. */
  readonly default: Expression | undefined;
  /** The sequence of an identity column, as it is to be. */
  readonly sequence: Table | undefined;
  /** Other changes of the statement. */
  readonly rest: readonly RewriteStep[];
}

/** The type of a column changed by way of a new one. */
export const newColumn: Rewriter = (request) => {
  const change = typeChange(request);
  if (!change) return undefined;
  const rebuilt = rebuild(change);
  return [...change.rest, expand(change), ...fill(change), ...rebuilt.steps, swap(change, rebuilt), contract(change)];
};

/**
 * The change taken apart; undefined where something hangs on the column that cannot be moved.
 *
 * @param elsewhere other operations of the statement that other steps stand for.
 */
export function typeChange(request: RewriteRequest, elsewhere: readonly Operation[] = []): TypeChange | undefined {
  const { operation, catalog, statement } = request;
  if (operation.kind !== 'alter-column-type') return undefined;
  const parts = alterTable(request);
  const known = parts?.known;
  const column = known?.columns.get(operation.column);
  // The server makes the values of a generated column.
  if (!parts || !known || !column || column.generated) return undefined;
  const others = statement.operations.filter((other) => other.span !== operation.span && !elsewhere.includes(other));
  const own = others.filter(isProperty).filter((other) => other.column === operation.column);
  const rest = others.filter((other) => !own.some((o) => o === other));
  if (rest.some((other) => isAbout(other, operation.column) || readBy(operation.usingExpression, other))) return undefined;
  const fresh = freeColumn(known, clip(request.options.newColumn.replaceAll('{column}', operation.column), MAXIMUM_NAME));
  const hanging = hangingOn(catalog, { table: known, column: operation.column, fresh, span: operation.span });
  const value = defaultOf(column, own);
  if (!hanging || value?.outdated !== undefined) return undefined;
  const sequence = column.identity === 'no' ? undefined : sequenceAfter(catalog, operation, known.name, operation.column);
  if (column.identity !== 'no' && (!sequence || isUsedElsewhere(catalog, sequence.name) || isRefused(request))) return undefined;
  return {
    request,
    parts,
    operation,
    known,
    column,
    hanging,
    fresh,
    former: freeColumn(known, makeObjectName(operation.column, '', 'old')),
    notNull: own.reduce((sum, { kind }) => (kind === 'set-not-null' ? true : kind === 'drop-not-null' ? false : sum), column.notNull),
    default: value,
    sequence,
    rest: parts.restBut([...own, ...elsewhere]),
  };
}

type Property = OperationOf<'set-default' | 'drop-default' | 'set-not-null' | 'drop-not-null'>;
const PROPERTIES: ReadonlySet<string> = new Set(['set-default', 'drop-default', 'set-not-null', 'drop-not-null']);
const isProperty = (operation: Operation): operation is Property => PROPERTIES.has(operation.kind);

/** Whether another part of the statement is about the column, which is not what it was for it. */
function isAbout(operation: Operation, column: string): boolean {
  if ('column' in operation && operation.column === column) return true;
  if (operation.kind !== 'add-constraint') return false;
  const { columns, expression } = operation.definition;
  return columns.includes(column) || (expression !== undefined && hasWord(expression, column));
}

/** Whether USING reads a column that another part of the statement changes. */
const readBy = (using: Expression | undefined, operation: Operation): boolean =>
  using !== undefined && 'column' in operation && hasWord(using, operation.column);

/** The default that the column has in the end: the server drops one before it changes the type, and sets one after. */
function defaultOf(column: Column, own: readonly Property[]): Expression | undefined {
  const set = own.findLast((other) => other.kind === 'set-default');
  if (set?.kind === 'set-default') return set.expression;
  if (own.some(({ kind }) => kind === 'drop-default')) return undefined;
  return drawsByItself(column) ? nextval(column.drawsFrom) : column.default;
}

function freeColumn(known: Table, wanted: string): string {
  return known.columns.has(wanted) ? chooseName(wanted, '', '1', (name) => known.columns.has(name)) : wanted;
}

/** An operation as a statement. */
const sqlOf = (operation: Operation, catalog: Catalog): string => `${render(operation, catalog) ?? ''};`;

/** The trigger and its function. It is the last of its kind: the server fires them in the order of their names. */
function syncNames({ parts, known, fresh }: TypeChange): { readonly trigger: string; readonly routine: string } {
  const { schema, name: bare } = splitRelation(parts.table);
  const own = makeObjectName(bare, fresh, 'sync');
  const others = [...known.triggers.values()].filter(({ timing, forEachRow }) => timing === 'before' && forEachRow);
  let trigger = own;
  while (others.some(({ name }) => name >= trigger)) trigger = clip(`z${trigger}`, MAXIMUM_NAME);
  return { trigger: quoteIdent(trigger), routine: /\./.test(parts.relation) ? qualify(schema, own) : quoteIdent(own) };
}

/** The new column, and the trigger. */
export function expand(change: TypeChange): RewriteStep {
  const { request, parts, operation, known, column, hanging, fresh } = change;
  const { relation, alter, steps } = parts;
  const { catalog } = request;
  const name = quoteIdent(fresh);
  const { trigger, routine } = syncNames(change);
  const bare = splitRelation(parts.table).name;
  // The USING expression names columns of the row, as it does in ALTER TABLE.
  const computed = operation.hasUsing
    ? `(SELECT ${operation.using} FROM (SELECT NEW.*) AS ${quoteIdent(bare)})`
    : `NEW.${quoteIdent(operation.column)}`;
  const collation = operation.hasCollation ? ` COLLATE ${collationOf(parts)}` : '';
  const attributes = [...column.attributes].map(([option, value]) => ({ name: option, value }));
  const option = { kind: 'set-column-option', span: operation.span, table: known.name, only: false, column: fresh } as const;
  const step = steps.locking(
    'Add the new column, and a trigger that keeps it in step with the old one',
    'expand',
    alter(`ADD COLUMN ${name} ${operation.type}${collation}`),
    ...(change.default && drawn(change) === '' ? [alter(`ALTER COLUMN ${name} SET DEFAULT ${say(change.default, catalog)}`)] : []),
    ...(column.statistics === '' ? [] : [sqlOf({ ...option, option: 'statistics', value: column.statistics, attributes: [] }, catalog)]),
    ...(attributes.length === 0 ? [] : [sqlOf({ ...option, option: 'attribute', value: '', attributes }, catalog)]),
    ...(column.comment === '' ? [] : [`COMMENT ON COLUMN ${relation}.${name} IS ${literal(column.comment)};`]),
    ...grantAgain('table', known.name, hanging.grants, operation.span).map((grant) => sqlOf(grant, catalog)),
    `CREATE FUNCTION ${routine}() RETURNS trigger LANGUAGE plpgsql AS $sync$`,
    'BEGIN',
    `  NEW.${name} := ${computed};`,
    '  RETURN NEW;',
    'END',
    '$sync$;',
    `CREATE TRIGGER ${trigger} BEFORE INSERT OR UPDATE ON ${relation} FOR EACH ROW EXECUTE FUNCTION ${routine}();`,
  );
  // From here on a row is refused whose value the new type cannot hold.
  return consequenceOf(change).canFailOnData
    ? { ...step, deploy: `Deploy code that writes only values of ${operation.column} that ${operation.type} can hold.` }
    : step;
}

const consequenceOf = ({ request }: Pick<TypeChange, 'request'>) =>
  analysePostgres(request.operation, request.catalog, request.situation).consequence;

/** Whether the server takes no such type, as for an identity column one that is no integer. */
const isRefused = (request: RewriteRequest): boolean => consequenceOf({ request }).refused !== null;

/** The sequence that the default draws from, or empty. Two columns that draw from it would skip every other number. */
const drawn = ({ default: value }: TypeChange): string => value?.mentioned.relations[0] ?? '';

/** The old rows. */
export function fill({ parts, operation, fresh }: TypeChange): readonly RewriteStep[] {
  const value = operation.hasUsing ? operation.using : quoteIdent(operation.column);
  const name = quoteIdent(fresh);
  return fillStep(parts, `${name} = ${value}`, `${operation.hasUsing ? `(${value})` : value} IS NOT NULL AND ${name} IS NULL`);
}

/** What was made for the new column, and how it takes the place of the old: statements of the swap. */
export interface Rebuilt {
  readonly steps: readonly RewriteStep[];
  /** Before the columns get their names: what is in the way. */
  readonly first: readonly string[];
  readonly last: readonly string[];
}

/** Indexes and constraints of the new column. */
export function rebuild(change: TypeChange): Rebuilt {
  const all = [...rebuildIndexes(change), ...rebuildKeys(change), required(change), ...rebuildConstraints(change)];
  return {
    steps: later(all.flatMap(({ steps }) => steps)),
    first: all.flatMap(({ first }) => first).toReversed(),
    last: all.flatMap(({ last }) => last),
  };
}

/** A name for an index or constraint until it gets the one of the old. */
function temporaryName({ request, parts, known }: TypeChange, name: string): string {
  const { schema } = splitRelation(parts.table);
  const taken = (own: string): boolean =>
    request.catalog.indexes.has(qualify(schema, own)) || request.catalog.relations.has(qualify(schema, own)) || known.constraints.has(own);
  return chooseName(name, '', 'new', taken);
}

function rebuildIndexes(change: TypeChange): readonly Rebuilt[] {
  const { request, parts, hanging, operation } = change;
  const { relation, steps } = parts;
  return hanging.indexes.map(({ old, now }) => {
    const name = splitRelation(old.name).name;
    const temporary = temporaryName(change, name);
    const written = (index: string): string => besideOf(relation, quoteIdent(index));
    const build = { ...createIndexAgain(now, operation.span), index: temporary, concurrently: true };
    const comment = old.comment === '' ? [] : [`COMMENT ON INDEX ${written(name)} IS ${literal(old.comment)};`];
    // Once rows have no old value any more, a unique index with the column as a key refuses none of them; others could.
    const key = old.columns.findIndex((column, i) => column === operation.column && !old.keys[i]?.expression);
    const away =
      old.unique && (key < 0 || old.nullsNotDistinct)
        ? `DROP INDEX ${written(name)};`
        : `ALTER INDEX ${written(name)} RENAME TO ${quoteIdent(chooseName(name, '', 'old', (own) => request.catalog.indexes.has(own)))};`;
    return {
      steps: [
        {
          ...steps.outside(`Build ${name} for the new column without blocking writes`, 'migrate', sqlOf(build, request.catalog)),
          ...buildNotes(written(temporary)),
        },
      ],
      first: [away],
      last: [`ALTER INDEX ${written(temporary)} RENAME TO ${quoteIdent(name)};`, ...comment],
    };
  });
}

/** Unique constraints and the primary key, whose index is built before. */
function rebuildKeys(change: TypeChange): readonly Rebuilt[] {
  const { request, parts, hanging } = change;
  const { relation, steps, alter } = parts;
  return hanging.constraints.flatMap(({ old, now }): readonly Rebuilt[] => {
    if (old.kind !== 'unique' && old.kind !== 'primary-key') return [];
    const temporary = temporaryName(change, old.name);
    const made = constraintAgain(request.catalog, parts.table, now);
    const behind = [
      made.include.length > 0 ? ` INCLUDE (${made.include.map(quoteIdent).join(', ')})` : '',
      made.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '',
      made.indexStorage.length > 0 ? ` WITH (${made.indexStorage.map(({ name, value }) => `${name} = ${value}`).join(', ')})` : '',
      made.indexTablespace === '' ? '' : ` TABLESPACE ${quoteIdent(made.indexTablespace)}`,
    ].join('');
    const columns = made.columns.map(quoteIdent).join(', ');
    const kind = old.kind === 'unique' ? 'UNIQUE' : 'PRIMARY KEY';
    const name = quoteIdent(old.name);
    return [
      {
        steps: [
          {
            ...steps.outside(
              `Build the index of ${old.name} for the new column without blocking writes`,
              'migrate',
              `CREATE UNIQUE INDEX CONCURRENTLY ${quoteIdent(temporary)} ON ${relation} (${columns})${behind};`,
            ),
            ...buildNotes(besideOf(relation, quoteIdent(temporary))),
          },
        ],
        first: [alter(`DROP CONSTRAINT ${name}`)],
        last: [alter(`ADD CONSTRAINT ${name} ${kind} USING INDEX ${quoteIdent(temporary)}`), ...commentOn(relation, old.name, old.comment)],
      },
    ];
  });
}

const commentOn = (relation: string, constraint: string, comment: string): readonly string[] =>
  comment === '' ? [] : [`COMMENT ON CONSTRAINT ${quoteIdent(constraint)} ON ${relation} IS ${literal(comment)};`];

/** NOT NULL, which from PostgreSQL 18 on is a constraint with a name. */
function required({ request, parts, known, operation, fresh, notNull }: TypeChange): Rebuilt {
  if (!notNull) return { steps: [], first: [], last: [] };
  const { version } = request.situation;
  const named = [...known.constraints.values()].find(({ kind, columns }) => kind === 'not-null' && columns[0] === operation.column);
  const name = named?.name ?? makeObjectName(splitRelation(parts.table).name, operation.column, 'not_null');
  const made = quoteIdent(parts.free(fresh, 'not_null'));
  return {
    steps: before(notNullSteps(parts, fresh, version)),
    first: [],
    last: version >= 18 ? [parts.alter(`RENAME CONSTRAINT ${made} TO ${quoteIdent(name)}`)] : [],
  };
}

/** Checks and foreign keys, also those of other tables that reference the column. */
function rebuildConstraints(change: TypeChange): readonly Rebuilt[] {
  const { request, parts, hanging, operation } = change;
  const own = hanging.constraints
    .filter(({ old }) => old.kind === 'check' || old.kind === 'foreign-key')
    .map((moved) => ({ ...moved, table: parts.table }));
  return [...own, ...hanging.references].map(({ table, old, now }) => {
    const temporary = temporaryName(change, old.name);
    const there = table === parts.table;
    const relation = there ? parts.relation : table;
    const alter = there ? parts.alter : (command: string): string => `ALTER TABLE ${table} ${command};`;
    const on: AlterTable = { ...parts, relation, alter };
    const made = addConstraintAgain(
      table,
      { ...constraintAgain(request.catalog, table, now), name: temporary, notValid: false },
      operation.span,
    );
    const command = (render(made, request.catalog) ?? '').slice(`ALTER TABLE ${table} `.length);
    const steps = validated(on, temporary, command);
    return {
      steps: old.notValid ? steps.slice(0, 1) : steps,
      first: [alter(`DROP CONSTRAINT ${quoteIdent(old.name)}`)],
      last: [alter(`RENAME CONSTRAINT ${quoteIdent(temporary)} TO ${quoteIdent(old.name)}`), ...commentOn(relation, old.name, old.comment)],
    };
  });
}

/** One short transaction in which the new column takes the name of the old one. */
function swap(change: TypeChange, rebuilt: Rebuilt): RewriteStep {
  const { parts, operation, former } = change;
  const step = parts.steps.locking(
    `Give the new column the name of the old one, which is called ${former} from here on; it is the last of the table for statements that name no columns`,
    'contract',
    ...swapped(change, rebuilt),
  );
  return consequenceOf(change).breaksRunningCode
    ? { ...step, deploy: `Deploy code that reads ${operation.column} as ${operation.type}.` }
    : step;
}

/** The statements by which the new column takes the name of the old one; the first locks the table. */
export function swapped(change: TypeChange, { first, last }: Rebuilt): readonly string[] {
  const { request, parts, operation, column, fresh, former } = change;
  const { relation, alter } = parts;
  const { trigger, routine } = syncNames(change);
  const [name, old] = [quoteIdent(operation.column), quoteIdent(former)];
  const sequence = drawn(change);
  const owned = request.catalog.relations.get(sequence)?.ownedBy;
  const isOwned = owned?.table === parts.table && owned.column === operation.column;
  const had = column.default !== undefined || column.drawsFrom !== '';
  return [
    `DROP TRIGGER ${trigger} ON ${relation};`,
    `DROP FUNCTION ${routine}();`,
    ...(change.sequence ? moveIdentity(parts, operation.column, fresh, column.identity === 'always', change.sequence) : []),
    ...first,
    alter(`RENAME COLUMN ${name} TO ${old}`),
    alter(`RENAME COLUMN ${quoteIdent(fresh)} TO ${name}`),
    ...(column.notNull ? [alter(`ALTER COLUMN ${old} DROP NOT NULL`)] : []),
    ...(had ? [alter(`ALTER COLUMN ${old} DROP DEFAULT`)] : []),
    ...(change.default && sequence !== '' ? [alter(`ALTER COLUMN ${name} SET DEFAULT ${say(change.default, request.catalog)}`)] : []),
    ...(isOwned ? [`ALTER SEQUENCE ${sequence} OWNED BY ${relation}.${name};`] : []),
    ...last,
  ];
}

function contract({ parts, former }: TypeChange): RewriteStep {
  return {
    ...parts.steps.locking(`Drop the old column`, 'contract', parts.alter(`DROP COLUMN ${quoteIdent(former)}`)),
    deploy: `Keep ${former} until nothing needs the old values any more.`,
  };
}

/** The collation as written behind COLLATE. */
function collationOf({ source, own }: AlterTable): string {
  const { tokens } = source;
  const at = tokens.find(['COLLATE'], own.start, own.end);
  const using = tokens.find(['USING'], at, own.end);
  return textOf(source, at + 1, using < 0 ? own.end : using);
}
