/**
 * A column under a new name while both versions of the code run: a second column, which a trigger keeps the same as the
 * first, until no code knows the old one.
 */
import { applyOperations } from '../../../catalog/apply.ts';
import type { Catalog, Constraint, Index, Table } from '../../../catalog/catalog.ts';
import { drawsByItself } from '../../../catalog/columns.ts';
import { diffCatalogs } from '../../../catalog/diff.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import type { RewriteStep } from '../../../report.ts';
import type { Rewriter, RewriteRequest } from '../../dialect.ts';
import { chooseName, makeObjectName, qualify, quoteIdent, splitRelation } from '../identifier.ts';
import { addColumnAgain, addConstraintAgain, columnAgain, constraintAgain, createIndexAgain } from '../inverse/again.ts';
import { naming } from '../naming.ts';
import { renderOperation } from '../render.ts';
import { type AlterTable, alterTable, fillStep, knownColumn, notNullSteps } from './alter-table.ts';
import { primaryKeyOf } from './batches.ts';
import { validated } from './constraints.ts';
import { besideOf, buildNotes, later } from './source.ts';

/** RENAME COLUMN. */
export const renameColumn: Rewriter = (request) => {
  const { operation, catalog } = request;
  if (operation.kind !== 'rename-column') return undefined;
  const parts = alterTable(request);
  const column = knownColumn(parts?.known, operation.column);
  if (!parts || !column || column.type.name === '' || !isPlain(parts, operation)) return undefined;
  // The server gives the same values itself, or numbers that two columns would not share.
  if (column.generated || column.identity !== 'no' || drawsByItself(column) || column.drawsFrom !== '') return undefined;
  const { steps, alter, relation, table } = parts;
  // With the new name, everything that follows it is as it is to be.
  const renamed = applyOperations(catalog, [operation], { change: null, naming });
  const wanted = renamed.relations.get(table);
  const followers = wanted && followersOf(request, operation, renamed, wanted);
  const definition = wanted?.columns.get(operation.newName);
  if (!wanted || !followers || !definition) return undefined;
  const [old, fresh] = [quoteIdent(operation.column), quoteIdent(operation.newName)];
  const { schema, name: bare } = splitRelation(table);
  const own = makeObjectName(bare, operation.newName, 'sync');
  const routine = /\./.test(relation) ? qualify(schema, own) : quoteIdent(own);
  // No default: a row that gives the old name only would get the default under the new one.
  const plain = { ...columnAgain(renamed, table, definition, ''), notNull: false, default: undefined };
  const addition = renderOperation(addColumnAgain(relation, plain, operation.span), renamed);
  const rebuilt = followers.flatMap((follower) => rebuildSteps(parts, follower, renamed));
  if (column.comment !== '' || column.statistics !== '' || column.attributes.size > 0 || hasGrants(wanted, operation.newName))
    return undefined;
  const preset = column.default !== undefined && !column.default.isNull ? column.default : undefined;
  if (addition === undefined) return undefined;
  return [
    steps.locking(
      `Add ${operation.newName}, and a trigger that keeps it and ${operation.column} the same, whichever of them is written${preset && !column.notNull ? `; a row inserted with NULL for ${operation.newName} gets the default` : ''}`,
      'expand',
      `${addition};`,
      `CREATE FUNCTION ${routine}() RETURNS trigger LANGUAGE plpgsql AS $sync$`,
      ...triggerBody(old, fresh),
      '$sync$;',
      `CREATE TRIGGER ${quoteIdent(own)} BEFORE INSERT OR UPDATE ON ${relation} FOR EACH ROW EXECUTE FUNCTION ${routine}();`,
    ),
    ...fillStep(parts, `${fresh} = ${old}`, `${old} IS NOT NULL AND ${fresh} IS NULL`),
    ...later(column.notNull ? notNullSteps(parts, operation.newName, request.situation.version) : []).map(asMigrate),
    ...rebuilt.map(asMigrate),
    {
      ...steps.locking(
        `Drop the trigger and ${operation.column}`,
        'contract',
        `DROP TRIGGER ${quoteIdent(own)} ON ${relation};`,
        `DROP FUNCTION ${routine}();`,
        alter(`DROP COLUMN ${old}`),
        ...(preset ? [alter(`ALTER COLUMN ${fresh} SET DEFAULT ${preset.text}`)] : []),
        ...followers.map(({ temporary, constraint, index }) =>
          constraint
            ? alter(`RENAME CONSTRAINT ${quoteIdent(temporary)} TO ${quoteIdent(constraint.name)}`)
            : `ALTER INDEX ${besideOf(relation, quoteIdent(temporary))} RENAME TO ${quoteIdent(splitRelation(index.name).name)};`,
        ),
      ),
      deploy: `Deploy code that uses ${operation.newName} and no longer ${operation.column}.`,
    },
  ];
};

const hasGrants = ({ notes }: Table, column: string): boolean => [...notes.grants.values()].some((grant) => grant.column === column);

const asMigrate = (step: RewriteStep): RewriteStep => ({ ...step, phase: 'migrate' });

/** A table whose rows are all its own, and whose triggers do not come between the two columns. */
function isPlain({ known }: AlterTable, { column, newName }: OperationOf<'rename-column'>): boolean {
  if (known?.kind !== 'table' || known.partitionOf !== '' || known.inherits.length > 0 || known.children.size > 0) return false;
  if (known.columns.has(newName) || primaryKeyOf(known).includes(column)) return false;
  // What another trigger makes of one column before or after ours does not reach the other.
  return [...known.triggers.values()].every(({ timing, forEachRow }) => timing !== 'before' || !forEachRow);
}

/**
 * What makes both columns one: a row that is new has what is given; of one that is changed the column that was changed counts,
 * the new one where both were. It changes the row at hand only, so that it does not call itself.
 */
function triggerBody(old: string, fresh: string): readonly string[] {
  return [
    'BEGIN',
    `  IF TG_OP = 'UPDATE' AND NEW.${fresh} IS DISTINCT FROM OLD.${fresh} OR TG_OP = 'INSERT' AND NEW.${fresh} IS NOT NULL THEN`,
    `    NEW.${old} := NEW.${fresh};`,
    '  ELSE',
    `    NEW.${fresh} := NEW.${old};`,
    '  END IF;',
    '  RETURN NEW;',
    'END',
  ];
}

/** A constraint or index over the column, as it is to be, and the name that it has while the old one is there. */
type Follower = { readonly temporary: string } & (
  | { readonly constraint: Constraint; readonly index?: undefined }
  | { readonly constraint?: undefined; readonly index: Index }
);

/** What goes by the new name after a rename; undefined where that is more than constraints and indexes of the table. */
function followersOf(
  { catalog }: RewriteRequest,
  operation: OperationOf<'rename-column'>,
  renamed: Catalog,
  wanted: Table,
): readonly Follower[] | undefined {
  const { table, column, newName } = operation;
  const changed = diffCatalogs(catalog, renamed);
  const own = new Set([`${table}.${column}`, `${table}.${newName}`]);
  const drop = { kind: 'drop-column', span: operation.span, table, only: false, column, ifExists: false, cascade: true } as const;
  const dropped = diffCatalogs(catalog, applyOperations(catalog, [drop], { change: null, naming }));
  const touched = [...changed, ...dropped].filter(({ object }) => !own.has(object));
  if (touched.some(({ owner, objectType }) => owner !== table || !['constraint', 'index'].includes(objectType))) return undefined;
  const named = (type: string, name: string): boolean =>
    changed.some(({ objectType, object }) => objectType === type && object === (type === 'index' ? name : `${name} on ${table}`));
  const { schema, name: bare } = splitRelation(table);
  const taken = new Set([
    ...wanted.constraints.keys(),
    ...[...catalog.indexes.keys(), ...catalog.relations.keys()].map((n) => splitRelation(n).name),
  ]);
  const temporary = (label: string): string => {
    const name = chooseName(bare, newName, label, (candidate) => taken.has(candidate));
    taken.add(name);
    return name;
  };
  const labels: Partial<Record<Constraint['kind'], string>> = { unique: 'key', check: 'check', 'foreign-key': 'fkey' };
  const found: Follower[] = [];
  for (const constraint of wanted.constraints.values()) {
    if (!named('constraint', constraint.name) || constraint.kind === 'not-null') continue;
    const label = labels[constraint.kind];
    // Other tables refer to it, or it is of a kind whose index cannot be built beside it.
    if (label === undefined || constraint.deferrable || constraint.references?.table === table) return undefined;
    found.push({ temporary: temporary(label), constraint });
  }
  for (const name of wanted.indexes) {
    const index = renamed.indexes.get(name);
    if (!index || index.constraint !== '' || !named('index', name)) continue;
    if (splitRelation(name).schema !== schema || wanted.replicaIndex === splitRelation(name).name) return undefined;
    found.push({ temporary: temporary('idx'), index });
  }
  return found;
}

/** A constraint or index made again for the new column, without a scan or build under a lock. */
function rebuildSteps(parts: AlterTable, follower: Follower, renamed: Catalog): readonly RewriteStep[] {
  const { steps, relation, request, alter, table } = parts;
  const { span } = request.operation;
  const name = quoteIdent(follower.temporary);
  const build = (sql: string | undefined): readonly RewriteStep[] =>
    sql === undefined
      ? []
      : [
          {
            ...steps.outside(`Build ${follower.temporary} without blocking writes`, 'migrate', `${sql};`),
            ...buildNotes(besideOf(relation, name)),
          },
        ];
  if (follower.index) {
    const made = createIndexAgain(follower.index, span);
    return build(renderOperation({ ...made, table: relation, index: follower.temporary, concurrently: true }, renamed));
  }
  const again = { ...constraintAgain(renamed, table, follower.constraint), name: follower.temporary };
  if (again.kind === 'unique') {
    const behind = [...(renamed.relations.get(table)?.indexes ?? [])]
      .map((index) => renamed.indexes.get(index))
      .find((index) => index?.constraint === follower.constraint.name);
    if (!behind) return [];
    const made = createIndexAgain(behind, span);
    return [
      ...build(renderOperation({ ...made, table: relation, index: follower.temporary, concurrently: true }, renamed)),
      steps.locking('Make the index a constraint, which is instant', 'migrate', alter(`ADD CONSTRAINT ${name} UNIQUE USING INDEX ${name}`)),
    ];
  }
  const whole = renderOperation(addConstraintAgain(relation, { ...again, notValid: false }, span), renamed);
  const body = whole?.slice(whole.indexOf('ADD CONSTRAINT'));
  if (body === undefined) return [];
  const [add, ...checks] = validated(parts, follower.temporary, body);
  // One that is not valid, or not enforced, stays so.
  return follower.constraint.notValid || follower.constraint.notEnforced
    ? [add].flatMap((step) => step ?? [])
    : [add, ...checks].flatMap((s) => s ?? []);
}
