/** What annotations say of the whole database and of tables: extensions, enums, collations, storage. */
import { annotation, flag, literal, nameOf, optionalName, qualified, quoted, tableOf, type Args, type Statement } from './text.ts';
import { truth, Unclear, wordOf, type OperationValue, type Value } from './values.ts';

const one = (sql: string): readonly Statement[] => [{ sql: [sql] }];

/** Annotations that begin with a word, by what is behind it; their values as text. */
function annotated(annotations: ReadonlyMap<string, Value>, prefix: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of annotations)
    if (name.startsWith(prefix)) found.set(name.slice(prefix.length), nameOf(value, 'an annotation'));
  return found;
}

/** `schema.name` or `name`. */
function named(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? quoted(name) : qualified(name.slice(dot + 1), name.slice(0, dot));
}

export function alterDatabase(_args: Args, operation: OperationValue): readonly Statement[] {
  const { annotations, oldAnnotations } = operation;
  const of = (prefix: string): readonly [ReadonlyMap<string, string>, ReadonlyMap<string, string>] => [
    annotated(annotations, prefix),
    annotated(oldAnnotations, prefix),
  ];
  const [collations, oldCollations] = of('Npgsql:CollationDefinition:');
  const [enums, oldEnums] = of('Npgsql:Enum:');
  const [ranges, oldRanges] = of('Npgsql:Range:');
  if (missing(ranges, oldRanges).length > 0) throw new Unclear('a range type is not read yet');
  return [
    ...missing(collations, oldCollations).flatMap(([name, value]) => one(`CREATE COLLATION ${named(name)} (${collation(value)})`)),
    ...missing(oldCollations, collations).flatMap(([name]) => one(`DROP COLLATION ${named(name)}`)),
    ...missing(enums, oldEnums).flatMap(([name, value]) => one(`CREATE TYPE ${named(name)} AS ENUM (${labels(value).map(literal).join(', ')})`)), // prettier-ignore
    ...missing(oldEnums, enums).flatMap(([name]) => one(`DROP TYPE ${named(name)}`)),
    ...[...enums].flatMap(([name, value]) => addedLabels(name, value, oldEnums.get(name))),
    ...missing(oldRanges, ranges).flatMap(([name]) => one(`DROP TYPE ${named(name)}`)),
    ...[...annotated(annotations, 'Npgsql:PostgresExtension:')].flatMap(([name, value]) => extension(name, value)),
  ];
}

const missing = (own: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly (readonly [string, string])[] =>
  [...own].filter(([name]) => !other.has(name));

const labels = (value: string): readonly string[] => value.split(',');

/** New labels stand behind the one before them; the first before the first that was there. */
function addedLabels(name: string, value: string, before: string | undefined): readonly Statement[] {
  if (before === undefined) return [];
  const [own, old] = [labels(value), labels(before)];
  if (old.some((label) => !own.includes(label))) throw new Unclear('Npgsql cannot take labels out of an enum');
  return own.flatMap((label, i) => {
    if (old.includes(label)) return [];
    const previous = own[i - 1];
    const place = i === own.length - 1 ? '' : previous === undefined ? ` BEFORE ${literal(old[0] ?? '')}` : ` AFTER ${literal(previous)}`;
    return one(`ALTER TYPE ${named(name)} ADD VALUE ${literal(label)}${place}`);
  });
}

function collation(value: string): string {
  const [collate = '', ctype = '', provider = '', deterministic = ''] = value.split(',');
  const locale = collate === ctype ? `LOCALE = ${literal(collate)}` : `LC_COLLATE = ${literal(collate)}, LC_CTYPE = ${literal(ctype)}`;
  return [locale, provider === '' ? '' : `PROVIDER = ${provider}`, deterministic === '' ? '' : `DETERMINISTIC = ${deterministic}`]
    .filter((part) => part !== '')
    .join(', ');
}

function extension(name: string, value: string): readonly Statement[] {
  const dot = name.indexOf('.');
  const schema = dot < 0 ? undefined : name.slice(0, dot);
  const version = value.split(',')[2]?.trim().replaceAll("'", '') ?? '';
  return one(
    `CREATE EXTENSION IF NOT EXISTS ${quoted(name.slice(dot + 1))}${schema === undefined ? '' : ` SCHEMA ${quoted(schema)}`}${version === '' ? '' : ` VERSION ${quoted(version)}`} CASCADE`,
  );
}

/** The storage parameters of annotations, as they stand in WITH. */
function parameters(annotations: ReadonlyMap<string, Value>): ReadonlyMap<string, string> {
  const prefix = 'Npgsql:StorageParameter:';
  const found = new Map<string, string>();
  for (const [name, value] of annotations) {
    if (!name.startsWith(prefix)) continue;
    const word = wordOf(value);
    const text = value.kind === 'number' ? value.text : truth(value) !== undefined ? String(truth(value)) : word && literal(word);
    if (text === undefined) throw new Unclear('a storage parameter is computed');
    found.set(name.slice(prefix.length), text);
  }
  return found;
}

const written = (all: ReadonlyMap<string, string>): string => [...all].map(([name, value]) => `${name}=${value}`).join(', ');

/** ` WITH (…)` of a table or index that is made. */
export function storage(operation: OperationValue): string {
  const all = parameters(operation.annotations);
  return all.size === 0 ? '' : ` WITH (${written(all)})`;
}

export function alterTable(args: Args, operation: OperationValue): readonly Statement[] {
  const table = tableOf(args, 'name');
  const [own, old] = [parameters(operation.annotations), parameters(operation.oldAnnotations)];
  const changed = new Map([...own].filter(([name, value]) => old.get(name) !== value));
  const removed = [...old.keys()].filter((name) => !own.has(name));
  const [text, before] = [optionalName(args.get('comment'), 'the comment'), optionalName(args.get('oldComment'), 'the comment')];
  const unlogged = flag(annotation(operation, 'UnloggedTable'), 'it is unlogged');
  const logged = flag(operation.oldAnnotations.get('Npgsql:UnloggedTable'), 'it was unlogged');
  return [
    ...(changed.size > 0 ? one(`ALTER TABLE ${table} SET (${written(changed)})`) : []),
    ...(removed.length > 0 ? one(`ALTER TABLE ${table} RESET (${removed.join(', ')})`) : []),
    ...(text === before ? [] : one(`COMMENT ON TABLE ${table} IS ${text === undefined ? 'NULL' : literal(text)}`)),
    ...(unlogged === logged ? [] : one(`ALTER TABLE ${table} SET ${unlogged ? 'UNLOGGED' : 'LOGGED'}`)),
  ];
}
