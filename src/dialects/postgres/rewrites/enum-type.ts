/**
 * An enum that is made anew because no statement takes a value out of one: a new type, the columns go over to it, it gets the
 * old one's name, the old one goes. The statements make sense together only, and so do the steps: the names of the types
 * change places with the columns, as code that casts to the name has to find the type that the column has.
 */
import { applyOperation } from '../../../catalog/apply.ts';
import type { Catalog, UserType } from '../../../catalog/catalog.ts';
import type { Expression } from '../../../operations/definition.ts';
import { type Operation, type OperationOf, tableOf } from '../../../operations/operation.ts';
import type { RewriteStep } from '../../../report.ts';
import type { RewriteRequest, Statement } from '../../dialect.ts';
import { chooseName, qualify, quoteIdent, splitRelation } from '../identifier.ts';
import { naming } from '../naming.ts';
import { renderOperation as render } from '../render.ts';
import { literal, say, typeSql } from '../render/words.ts';
import { afterName, besideOf, makeSteps, sourceOf, statement as terminated, textOf } from './source.ts';
import { expand, fill, rebuild, swapped, type TypeChange, typeChange } from './type-change.ts';

/** An operation of the migration. */
interface Part {
  readonly operation: Operation;
  readonly before: Catalog;
  readonly statement: Statement;
  /** The number of its statement. */
  readonly at: number;
}

type PartOf<K extends Operation['kind']> = Part & { readonly operation: OperationOf<K> };
const isPart = <K extends Operation['kind']>(part: Part, ...kinds: readonly K[]): part is PartOf<K> =>
  kinds.some((kind) => kind === part.operation.kind);

/** A type that is followed through the migration, under the names that it has. */
interface Followed {
  /** Its name before the first statement that is about it. */
  readonly first: string;
  readonly last: string;
  readonly renames: readonly PartOf<'rename-type'>[];
  /** What it is called just before an operation. */
  nameAt(part: Part): string;
}

function follow(parts: readonly Part[], named: Part, name: string): Followed {
  const here = parts.indexOf(named);
  const renames: PartOf<'rename-type'>[] = [];
  let first = name;
  for (const part of parts.slice(0, here).toReversed()) {
    // Before it was made, the name was that of another one.
    if (isPart(part, 'create-type') && part.operation.type === first) break;
    if (!isPart(part, 'rename-type') || part.operation.newType !== first) continue;
    first = part.operation.type;
    renames.unshift(part);
  }
  let last = name;
  for (const part of parts.slice(here)) {
    if (!isPart(part, 'rename-type') || part.operation.type !== last) continue;
    last = part.operation.newType;
    renames.push(part);
  }
  const nameAt = (part: Part): string => renames.findLast((own) => parts.indexOf(own) < parts.indexOf(part))?.operation.newType ?? first;
  return { first, last, renames, nameAt };
}

/** The statements that make an enum anew, taken apart. */
interface Replacement {
  readonly request: RewriteRequest;
  readonly old: Followed;
  readonly fresh: Followed;
  readonly created: PartOf<'create-type'>;
  readonly dropped: PartOf<'drop-type'> | undefined;
  readonly columns: readonly PartOf<'alter-column-type'>[];
  readonly defaults: readonly PartOf<'set-default' | 'drop-default'>[];
  /** All of these, in order. */
  readonly own: readonly Part[];
  /** Before them. */
  readonly start: Catalog;
  readonly type: UserType;
}

/**
 * The steps for all statements that make an enum anew, for one of those that change a column. None where they are among
 * others that they do not go together with; undefined where the statement stands for itself.
 */
export function replacedEnum(request: RewriteRequest): readonly RewriteStep[] | undefined {
  const found = replacement(request);
  return found && (isApart(found) ? (stepsFor(found) ?? []) : []);
}

function replacement(request: RewriteRequest): Replacement | undefined {
  const parts = request.around.flatMap(({ statement, operations }, at) => operations.map((own): Part => ({ ...own, statement, at })));
  const here = parts.find(({ operation }) => operation === request.operation);
  if (!here || !isPart(here, 'alter-column-type')) return undefined;
  const typeAt = (part: PartOf<'alter-column-type'>): string =>
    part.before.relations.get(part.operation.table)?.columns.get(part.operation.column)?.type.name ?? '';
  const old = follow(parts, here, typeAt(here));
  const fresh = follow(parts, here, here.operation.newType.name);
  const created = parts.findLast(
    (part): part is PartOf<'create-type'> =>
      isPart(part, 'create-type') && part.operation.type === fresh.first && parts.indexOf(part) < parts.indexOf(here),
  );
  if (created?.operation.typeKind !== 'enum') return undefined;
  const dropped = parts.find(
    (part): part is PartOf<'drop-type'> => isPart(part, 'drop-type') && part.operation.type === old.nameAt(part) && part.at > here.at,
  );
  const columns = parts.filter(
    (part): part is PartOf<'alter-column-type'> =>
      isPart(part, 'alter-column-type') && typeAt(part) === old.nameAt(part) && part.operation.newType.name === fresh.nameAt(part),
  );
  const defaults = parts.filter(
    (part): part is PartOf<'set-default' | 'drop-default'> =>
      isPart(part, 'set-default', 'drop-default') && columns.some((column) => isSameColumn(column, part)),
  );
  const chosen = new Set<Part>([created, ...old.renames, ...fresh.renames, ...(dropped ? [dropped] : []), ...columns, ...defaults]);
  const own = parts.filter((part) => chosen.has(part));
  const start = own[0]?.before;
  const type = start?.types.get(old.first);
  // A column that goes over to a type that was made before it, and no more, is a type change like others.
  const isMore = own.some((part) => part.at !== here.at && part !== created);
  if (!start || type?.kind !== 'enum' || !isMore) return undefined;
  return { request, old, fresh, created, dropped, columns, defaults, own, start, type };
}

const isSameColumn = (a: PartOf<'alter-column-type'>, b: PartOf<'set-default' | 'drop-default'>): boolean =>
  a.operation.table === b.operation.table && a.operation.column === b.operation.column;

const CHANGES_ROWS: ReadonlySet<Operation['kind']> = new Set(['insert', 'update', 'delete', 'select', 'set']);

/**
 * Whether nothing between the statements is about the same things: the steps stand where the first column changes. Rows that
 * are changed before that are changed before the steps, too.
 */
function isApart({ request, own, columns }: Replacement): boolean {
  const tables = new Set(columns.map(({ operation }) => operation.table));
  const numbers = new Set(own.map(({ at }) => at));
  const [first = 0, last = 0] = [Math.min(...numbers), Math.max(...numbers)];
  const altered = Math.min(
    ...columns.map(({ at }) => at),
    ...own.filter((part) => tables.has(tableOf(part.operation))).map(({ at }) => at),
  );
  return request.around.every(({ statement, operations }, at) => {
    if (numbers.has(at)) {
      const others = operations.filter(({ operation }) => !own.some((part) => part.operation === operation));
      const isColumns = columns.some((column) => column.at === at);
      return statement.sql !== null && !statement.inBlock && (isColumns || others.length === 0);
    }
    if (at < first || at > last) return true;
    return operations.every(({ operation }) =>
      CHANGES_ROWS.has(operation.kind)
        ? at < altered || !tables.has(tableOf(operation))
        : !tables.has(tableOf(operation)) && !/type|domain/.test(operation.kind),
    );
  });
}

/** An expression in which types go by other names. */
function renamedIn(expression: Expression, names: ReadonlyMap<string, string>): Expression {
  const mentions = expression.mentions.map((own) => (own.what === 'type' ? { ...own, name: names.get(own.name) ?? own.name } : own));
  return { ...expression, mentions };
}

function stepsFor(found: Replacement): readonly RewriteStep[] | undefined {
  const { request, old, fresh, created, dropped, columns, own, start } = found;
  const steps = makeSteps(request);
  const source = sourceOf({ ...request, statement: created.statement });
  if (!source) return undefined;
  // The name may be that of the old type until the swap.
  const { schema, name } = splitRelation(fresh.first);
  const isFree = !start.types.has(fresh.first);
  const bare = isFree ? name : chooseName(name, '', 'new', (other) => start.types.has(qualify(schema, other)));
  const temporary = qualify(schema, bare);
  const written = besideOf(textOf(source, 2, afterName(source.tokens, 2)), quoteIdent(bare));
  const creation: Operation = { ...created.operation, type: temporary };
  const catalog = applyOperation(start, creation, { change: request.situation.change, naming });
  const create = isFree ? terminated(source.sql) : `${render({ ...creation, type: written }, catalog) ?? ''};`;
  const changes = columns.map((part) => changeOf(found, part, catalog, temporary));
  if (!changes.every((change) => change !== undefined)) return undefined;
  const rests = changes.flatMap(({ rest }, i) => (columns.findIndex(({ at }) => at === columns[i]?.at) === i ? rest : []));
  const rebuilt = changes.map((change) => ({ change, built: rebuild(change) }));
  const instead = [...new Map(own.map(({ statement }) => [statement.span.start, statement.span])).values()];
  const names = namesSwapped(found, written, isFree);
  const lost = labelsLost(found);
  const drop = dropped ? [terminated(dropped.statement.sql ?? '')] : [];
  const formers = changes.map(({ former }) => former).join(', ');
  const swap = steps.locking(
    `Give the new ${changes.length === 1 ? 'column' : 'columns'} the old ${changes.length === 1 ? 'name' : 'names'}${names.length > 0 ? ', and the types theirs, in the same moment' : ''}; a statement that a session prepared before fails until it prepares it again`,
    'contract',
    ...rebuilt.flatMap(({ change, built }) => swapped(change, built)),
    ...names,
  );
  const asks = [
    ...(fresh.last === old.first ? [] : [`names neither type where it reads or writes ${columnNames(changes)}`]),
    ...changes.flatMap(({ column, default: value, operation }) =>
      column.default && !value ? [`writes ${operation.column} in every row it inserts`] : [],
    ),
  ];
  return [
    {
      ...steps.quiet(`Make the new type; the steps stand for all statements about ${old.first.replace(/^public\./, '')}`, 'expand', create),
      ...(lost === '' ? {} : { deploy: lost }),
      instead,
    },
    ...rests,
    ...changes.flatMap((change, i) => {
      const { deploy: _, ...added } = expand(change);
      return [added, ...fill(change), ...(rebuilt[i]?.built.steps ?? [])];
    }),
    asks.length > 0 ? { ...swap, deploy: `Deploy code that ${asks.join(', and ')}.` } : swap,
    {
      ...steps.locking(
        `Drop the old ${changes.length === 1 ? 'column' : 'columns'}${dropped ? ' and the old type' : ''}`,
        'contract',
        ...changes.map(({ parts, former }) => parts.alter(`DROP COLUMN ${quoteIdent(former)}`)),
        ...drop,
      ),
      deploy: `Keep ${formers} until nothing needs the old values any more.`,
    },
  ];
}

const columnNames = (changes: readonly TypeChange[]): string => changes.map(({ operation }) => operation.column).join(', ');

/** The change of one column, as it is before the swap; undefined where it cannot be moved. */
function changeOf(found: Replacement, part: PartOf<'alter-column-type'>, catalog: Catalog, temporary: string): TypeChange | undefined {
  const { request, old, fresh, own, defaults } = found;
  const names = (at: Part): ReadonlyMap<string, string> =>
    new Map([
      [old.nameAt(at), old.first],
      [fresh.nameAt(at), temporary],
    ]);
  const { operation } = part;
  const { newType, usingExpression } = operation;
  const isAsWritten = fresh.nameAt(part) === temporary && old.nameAt(part) === old.first;
  const now: OperationOf<'alter-column-type'> = isAsWritten
    ? operation
    : {
        ...operation,
        type: typeSql({ ...newType, name: temporary }, catalog),
        newType: { ...newType, name: temporary },
        ...(usingExpression ? { using: say(renamedIn(usingExpression, names(part)), catalog) } : {}),
      };
  const elsewhere = own.filter((other) => other.at === part.at && other !== part).map((other) => other.operation);
  const change = typeChange({ ...request, operation: now, statement: part.statement, catalog }, elsewhere);
  if (!change) return undefined;
  const set = defaults.findLast((other) => isSameColumn(part, other));
  // The server does not change a default along with the type to another enum.
  if (!set) return change.column.default ? undefined : change;
  return { ...change, default: isPart(set, 'set-default') ? renamedIn(set.operation.expression, names(set)) : undefined };
}

/** The statements that rename the types, the old one first. */
function namesSwapped({ old, fresh }: Replacement, written: string, isFree: boolean): readonly string[] {
  const texts = ({ renames }: Followed): readonly string[] => renames.map(({ statement }) => terminated(statement.sql ?? ''));
  if (isFree) return [...texts(old), ...texts(fresh)];
  return [...texts(old), `ALTER TYPE ${written} RENAME TO ${quoteIdent(splitRelation(fresh.last).name)};`];
}

/** What has to be deployed and done to rows before values are gone, or empty where none goes. */
function labelsLost({ type, created, columns }: Replacement): string {
  const gone = type.labels.filter((label) => !created.operation.labels.includes(label));
  if (gone.length === 0) return '';
  const list = gone.map(literal).join(', ');
  const where = (column: string, dimensions: number): string =>
    dimensions > 0 ? `${column} && ARRAY[${list}]::${type.name}[]` : gone.length === 1 ? `${column} = ${list}` : `${column} IN (${list})`;
  const queries = columns.flatMap(({ operation, before }): readonly string[] => {
    // A USING that says what becomes of a value needs no row changed before.
    if (gone.every((label) => operation.using.includes(literal(label)))) return [];
    const dimensions = before.relations.get(operation.table)?.columns.get(operation.column)?.type.dimensions ?? 0;
    return [`SELECT count(*) FROM ${operation.table} WHERE ${where(quoteIdent(operation.column), dimensions)}`];
  });
  const rows =
    queries.length === 0 ? '' : `, and give the rows that hold ${gone.length === 1 ? 'it' : 'them'} another value (${queries.join('; ')})`;
  return `Deploy code that no longer writes ${gone.join(', ')}${rows}.`;
}
