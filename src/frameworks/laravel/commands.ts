/** Commands of a Blueprint, as the SQL of Laravel's grammar for PostgreSQL. */
import type { Place } from '../php/parse.ts';
import { Unclear } from '../php/tool.ts';
import { isComputed, NULL, plainText, stringOf, truth, type HostValue, type Value } from '../php/values.ts';
import { MODIFIERS } from './columns.ts';
import { columnize, columnsOf, indexName, nameOf, namesOf, optionalName, quoteText, wrap, type IndexColumn } from './names.ts';

/** What is asked of the table beside its columns. */
export interface Command {
  readonly kind: string;
  readonly columns: readonly IndexColumn[];
  readonly name: string;
  /** What was asked of it, by the names of the methods. */
  readonly attributes: Map<string, Value>;
  place: Place;
}

export const KINDS: Readonly<Record<string, string>> = {
  primary: 'primary',
  unique: 'unique',
  index: 'index',
  fulltext: 'fulltext',
  fullText: 'fulltext',
  spatialIndex: 'spatialindex',
  vectorIndex: 'vectorindex',
  foreign: 'foreign',
};
const FLUENT = new Set(
  'algorithm language deferrable initiallyImmediate nullsNotDistinct online operatorClass references on onDelete onUpdate notValid lock instant comment'.split(
    ' ',
  ),
);
const ACTIONS: Readonly<Record<string, string>> = {
  cascade: 'cascade',
  restrict: 'restrict',
  null: 'set null',
  noAction: 'no action',
};

/** The object that an index or a foreign key is told more by. `refuse` says what is not known. */
export function commandHost(command: Command, refuse: (place: Place, reason: string) => void): HostValue {
  const host: HostValue = {
    kind: 'host',
    call(method, args, place) {
      command.place = { start: Math.min(command.place.start, place.start), end: Math.max(command.place.end, place.end) };
      const [, action = '', event = ''] = /^(cascade|restrict|null|noAction)On(Delete|Update)$/.exec(method) ?? [];
      const does = ACTIONS[action];
      if (does !== undefined) command.attributes.set(`on${event}`, { kind: 'text', pieces: [{ text: does, ...place }] });
      else if (FLUENT.has(method)) command.attributes.set(method, args.list[0] ?? { kind: 'boolean', value: true });
      // A command takes any attribute, as a column's modifier here, and looks at its own alone.
      else if (!MODIFIERS.has(method)) refuse(place, `what ${method}() does to ${command.kind} is not known`);
      return host;
    },
  };
  return host;
}

const flag = (command: Command, name: string): boolean | undefined => {
  const value = command.attributes.get(name);
  if (!value || value.kind === 'null') return undefined;
  const holds = truth(value);
  if (holds === undefined) throw new Unclear(`what ${name}() is given is computed`);
  return holds;
};

const word = (command: Command, name: string): string | undefined => optionalName(command.attributes.get(name), `what ${name}() is given`);

function deferral(command: Command): string {
  const [deferrable, immediate] = [flag(command, 'deferrable'), flag(command, 'initiallyImmediate')];
  const when = deferrable && immediate !== undefined ? (immediate ? ' initially immediate' : ' initially deferred') : '';
  return `${deferrable === undefined ? '' : deferrable ? ' deferrable' : ' not deferrable'}${when}`;
}

/** The statements of a command on a table. */
export function commandSql(command: Command, table: string): readonly string[] {
  const target = wrap(table);
  const alter = `alter table ${target}`;
  const { kind, columns } = command;
  const name = wrap(command.name);
  const concurrently = flag(command, 'online') ? 'concurrently ' : '';
  const algorithm = word(command, 'algorithm');
  const using = (method: string | undefined): string => (method === undefined ? '' : ` using ${method}`);
  switch (kind) {
    case 'primary':
      return [`${alter} add primary key (${columnize(columns)})`];
    case 'unique': {
      const distinct = flag(command, 'nullsNotDistinct');
      if (concurrently || algorithm !== undefined)
        return [
          `create unique index ${concurrently}${name} on ${target}${using(algorithm)} (${columnize(columns)})`,
          `${alter} add constraint ${name} unique using index ${name}${deferral(command)}`,
        ];
      const words = distinct === undefined ? 'unique' : `unique nulls ${distinct ? 'not distinct' : 'distinct'}`;
      return [`${alter} add constraint ${name} ${words} (${columnize(columns)})${deferral(command)}`];
    }
    case 'index':
      return [`create index ${concurrently}${name} on ${target}${using(algorithm)} (${columnize(columns)})`];
    case 'fulltext': {
      const language = quoteText(word(command, 'language') ?? 'english');
      const vectors = columns.map((column) => `to_tsvector(${language}, ${columnize([column])})`);
      return [`create index ${concurrently}${name} on ${target} using gin ((${vectors.join(' || ')}))`];
    }
    case 'spatialindex':
    case 'vectorindex': {
      const operators = word(command, 'operatorClass') ?? (kind === 'vectorindex' ? 'vector_cosine_ops' : undefined);
      const listed = columns.map((column) => `${columnize([column])}${operators === undefined ? '' : ` ${operators}`}`).join(', ');
      return [`create index ${concurrently}${name} on ${target} using ${kind === 'vectorindex' ? 'hnsw' : 'gist'} (${listed})`];
    }
    case 'foreign':
      return [`${alter} add constraint ${name} ${foreignKey(command)}`];
    case 'dropColumn':
      return [`${alter} ${columns.map((column) => `drop column ${columnize([column])}`).join(', ')}`];
    case 'dropPrimary':
      return [`${alter} drop constraint ${wrap(`${table.split('.').at(-1) ?? table}_pkey`)}`];
    case 'dropUnique':
    case 'dropForeign':
      return [`${alter} drop constraint ${name}`];
    case 'dropIndex':
      return [`drop index ${name}`];
    case 'renameIndex':
      return [`alter index ${name} rename to ${wrap(nameOf(command.attributes.get('to'), 'the new name'))}`];
    case 'renameColumn':
      return [`${alter} rename column ${name} to ${wrap(nameOf(command.attributes.get('to'), 'the new name'))}`];
    case 'rename':
      return [`${alter} rename to ${name}`];
    case 'drop':
      return [`drop table ${target}`];
    case 'dropIfExists':
      return [`drop table if exists ${target}`];
    case 'tableComment':
      return [`comment on table ${target} is ${quoteText(nameOf(command.attributes.get('comment'), 'the comment'))}`];
    default:
      throw new Unclear(`what ${kind}() does is not known`);
  }
}

function foreignKey(command: Command): string {
  const target = nameOf(command.attributes.get('on'), 'the table that the foreign key refers to');
  const remote = namesOf(command.attributes.get('references'), 'the columns that the foreign key refers to');
  if (remote.length === 0) throw new Unclear('the foreign key has no references()');
  const [onDelete, onUpdate] = [word(command, 'onDelete'), word(command, 'onUpdate')];
  return [
    `foreign key (${columnize(command.columns)}) references ${wrap(target)} (${columnize(remote)})`,
    onDelete === undefined ? '' : ` on delete ${onDelete}`,
    onUpdate === undefined ? '' : ` on update ${onUpdate}`,
    deferral(command),
    flag(command, 'notValid') === undefined ? '' : ' not valid',
  ].join('');
}

/** An index or key that is asked for: its columns, and its name or the one that Laravel makes. */
export function indexCommand(kind: string, table: string, columns: Value | undefined, name: Value | undefined, place: Place): Command {
  const listed = columnsOf(columns, 'the columns');
  const given = optionalName(name, 'the name of the index') ?? '';
  const ends = KINDS[kind] ?? kind;
  return { kind: ends, columns: listed, name: given === '' ? indexName(table, listed, ends) : given, attributes: new Map(), place };
}

/** A drop of an index or key: an array gives the columns of the made name, a text the name itself. */
export function dropCommand(method: string, table: string, index: Value | undefined, place: Place): Command {
  const kind = /^drop(?:Primary|Unique|Foreign)$/.test(method) ? method : 'dropIndex';
  const ends =
    { dropUnique: 'unique', dropForeign: 'foreign', dropFullText: 'fulltext', dropSpatialIndex: 'spatialindex' }[method] ?? 'index';
  if (kind === 'dropPrimary') return plainCommand(kind, place);
  const name = index?.kind === 'array' ? indexName(table, columnsOf(index, 'the columns'), ends) : nameOf(index, 'the name of the index');
  return { ...plainCommand(kind, place), name };
}

export const plainCommand = (kind: string, place: Place, name = '', to: Value = NULL): Command => ({
  kind,
  columns: [],
  name,
  attributes: new Map([['to', to]]),
  place,
});

/** What a text or expression is, as SQL of an index. */
export function rawColumn(value: Value | undefined): IndexColumn {
  const text = value?.kind === 'raw' ? plainText(value.text) : stringOf(value);
  if (text === undefined || isComputed(text)) throw new Unclear('the expression of the index is computed');
  return { kind: 'text', pieces: [{ text, start: 0, end: 0 }] };
}
