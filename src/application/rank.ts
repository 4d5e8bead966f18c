/** How likely a word of a file is the thing that goes: whether its table, model or type is named where it stands. */
import type { Usage } from '../plan/plan.ts';
import { isComment } from './files.ts';
import { canonical, isCommon, isVariable, tableNames, type TableNames, wordsOf } from './names.ts';
import type { Subject } from './subjects.ts';
import type { Lines, View } from './view.ts';

export type Likelihood = Usage['likelihood'];

/** A word of a file that can be about a subject. */
export interface Hit {
  /** `name`: the thing itself; `association`: what a foreign key leads to; `owner`: its table, model or type. */
  readonly role: 'name' | 'association' | 'owner';
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** 0-based. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** It counts as the owner's name because of the folder the file is in. */
  readonly byFolder: boolean;
}

/** What is known about a subject before any file is read. */
export interface Sought {
  readonly subject: Subject;
  readonly common: boolean;
  /** The table, or the type of a value. */
  readonly owner: TableNames;
  /** Canonical names of the other tables and their models. */
  readonly others: ReadonlySet<string>;
}

/** One file and what is in it of a subject. */
interface Scene {
  readonly view: View;
  readonly sought: Sought;
  /** By line. */
  readonly owners: ReadonlyMap<number, readonly Hit[]>;
}

/** Judges the hits of one subject in one file: those that count, with their likelihood. */
export function judgeHits(view: View, sought: Sought, hits: readonly Hit[]): readonly (readonly [Hit, Likelihood])[] {
  const owners = new Map<number, Hit[]>();
  for (const hit of hits) {
    if (hit.role !== 'owner') continue;
    const line = owners.get(hit.line);
    if (line) line.push(hit);
    else owners.set(hit.line, [hit]);
  }
  const scene = { view, sought, owners };
  return hits.flatMap((hit) => {
    const likelihood = JUDGES[sought.subject.kind](scene, hit);
    return likelihood === undefined ? [] : [[hit, lowered(view, hit, likelihood)] as const];
  });
}

const JUDGES: Readonly<Record<Subject['kind'], (scene: Scene, hit: Hit) => Likelihood | undefined>> = {
  table: judgeTable,
  column: judgeColumn,
  required: judgeMaker,
  named: judgeNamed,
  value: judgeValue,
};

/** What is not the running application counts for less. */
function lowered(view: View, hit: Hit, likelihood: Likelihood): Likelihood {
  if (view.kind === 'document' || view.kind === 'generated') return 'weak';
  if (isComment(view.path, view.line(hit.line), hit.column)) return 'weak';
  if (view.kind === 'code') return likelihood;
  return likelihood === 'likely' ? 'possible' : 'weak';
}

/** The words `a.` in front of a member, through `?.`, `->`, `::`, `&.` and brackets. */
const MEMBER = /([\p{L}\w]+)(?:\(\))?\s*(?:\?\.|!\.|&\.|\.|->|::|\[\s*:?['"`]?)\s*$/u;

function receiverOf({ view }: Scene, hit: Hit): string | undefined {
  const before = view.line(hit.line).slice(Math.max(0, hit.column - 80), hit.column);
  // Django: `user__email`.
  return (MEMBER.exec(before) ?? /([\p{L}\d]+(?:_[\p{L}\d]+)*)__$/u.exec(before))?.[1];
}

/** What a class calls its own row. */
const SELF = new Set([
  'self',
  'this',
  'cls',
  'static',
  'me',
  'it',
  'that',
  'record',
  'row',
  'model',
  'instance',
  'entity',
  'object',
  'dto',
  'data',
]);

/** `u` and `usr` of `users`, `line` of `order_lines`. */
function isShortFor({ subject, owner }: Sought, holder: string): boolean {
  const last = canonical(tableNames(wordsOf(subject.owner).at(-1) ?? '').exact);
  return [...owner.plain].some((name) => holder.length <= 2 && name.startsWith(holder)) || tableNames(last).plain.has(holder);
}

const isOwner = ({ owner }: Sought, word: string): boolean => owner.plain.has(word) || owner.suffixed.has(word);

/** A word that starts like a class and is not all capitals. */
const isClassName = (text: string): boolean => /^[A-Z]/.test(text) && /[a-z]/.test(text);

function judgeColumn(scene: Scene, hit: Hit): Likelihood | undefined {
  if (hit.role === 'owner') return undefined;
  const { view, sought, owners } = scene;
  const line = view.line(hit.line);
  const receiver = receiverOf(scene, hit);
  const holder = receiver === undefined ? '' : canonical(receiver);
  const statement = statementOf(scene, hit.line);
  // `event.type` may be anything; `order.status` is not, nor `event.type` in SQL.
  if (holder !== '' && isOwner(sought, holder)) {
    const anything = sought.common && isVariable(holder) && !isClassName(receiver ?? '') && !statement;
    return anything ? 'possible' : 'likely';
  }
  const alias = statement && holder !== '' ? aliasIn(view, statement, holder) : undefined;
  if (alias !== undefined) return isOwner(sought, canonical(alias)) ? 'likely' : 'weak';

  const block = blockOf(scene, hit.line);
  const foreign = holder !== '' && !SELF.has(holder) && !isShortFor(sought, holder);
  const declared = isDeclared(line, hit);
  const accessor = canonical(hit.text) !== canonical(sought.subject.name);
  const says = isKey(line, hit) || declared || SELF.has(holder) || (accessor && hit.role === 'name');
  if (hit.role === 'association') return block === 'own' && !foreign && says ? 'likely' : undefined;
  if (block === 'own' && !foreign) return says || !sought.common ? 'likely' : 'possible';
  if (foreign && sought.others.has(holder)) return 'weak';
  if (statement && holder === '') {
    const tables = tablesIn(view, statement);
    if (tables.some((table) => canonical(table) === sought.owner.exact)) return 'likely';
    if (tables.some((table) => sought.others.has(canonical(table)))) return 'weak';
  }
  const beside = (owners.get(hit.line) ?? []).filter((owner) => owner.start !== hit.start);
  if (beside.length > 0 && !(block === 'other' && declared)) {
    if (!sought.common) return foreign ? 'possible' : 'likely';
    const asModel = beside.some(({ text, column }) => column < hit.column && (isClassName(text) || canonical(text) === sought.owner.exact));
    return asModel && says && !foreign ? 'likely' : 'possible';
  }
  if (block !== 'other' && isModelFile(scene)) return foreign || (sought.common && !says) ? 'possible' : 'likely';
  if (sought.common || block === 'other') return 'weak';
  const distinct = wordsOf(sought.subject.name).length > 1;
  if (owners.size > 0) return distinct && !foreign ? 'likely' : 'possible';
  return distinct || isNear(scene, hit.line) ? 'possible' : 'weak';
}

/** Only types and modifiers stand in front: `private String email`, `email = models.CharField`. */
function isDeclared(line: string, { column, text }: Hit): boolean {
  return (
    /^\s*(?:[\w<>[\]?,.@*:]+\s+){0,4}$/.test(line.slice(0, column)) &&
    /^\s*(?:->|[=:;,({?!]|[A-Z*[]|\w+[\s(,]|$)/.test(line.slice(column + text.length))
  );
}

/** A key of a literal, a named argument, a symbol or a quoted name: `status:`, `:status`, `"status"`. */
function isKey(line: string, { column, text }: Hit): boolean {
  return /["'`:@[]$/.test(line.slice(0, column)) || /^["'`]?\s*(?:[:=](?!=)|=>)/.test(line.slice(column + text.length));
}

const SQL_VERB = /\b(?:select|insert\s+into|update|delete\s+from|from|join|where|returning|set)\b/i;
const SQL_NAME = /\b(?:from|join|into|update|table|references|using|truncate|copy)\s+(?:only\s+)?(?:["`[]?[\w$]+["`\]]?\.)?["`[]?$/i;

/** The lines of a SQL statement around a line, or undefined where there is none. */
function statementOf({ view }: Scene, line: number): Lines | undefined {
  const around = view.paragraph(line);
  const text = linesOf(view, around);
  // JavaScript and Python import `from`; English has `from`, too: a statement has another word of SQL as well.
  return /\b(?:select|insert\s+into|delete\s+from|update\s+["`[]?[\w.]+["`\]]?\s+(?:as\s+\w+\s+)?set|create\s+(?:or\s+replace\s+)?(?:materialized\s+)?(?:view|table|index|unique))\b/i.test(
    text,
  ) && SQL_VERB.test(text)
    ? around
    : undefined;
}

function linesOf(view: View, { first, last }: Lines): string {
  return Array.from({ length: last - first + 1 }, (_, i) => view.line(first + i)).join('\n');
}

/** The tables that a statement names. */
function tablesIn(view: View, statement: Lines): readonly string[] {
  const names = linesOf(view, statement).matchAll(
    /\b(?:from|join|into|update|table)\s+(?:only\s+)?(?:["`[]?\w+["`\]]?\.)?["`[]?([A-Za-z_]\w*)/gi,
  );
  return [...names].map((match) => match[1] ?? '');
}

/** The table that an alias stands for: `o` in `from orders o` and `join orders as o`. */
function aliasIn(view: View, statement: Lines, alias: string): string | undefined {
  for (const match of linesOf(view, statement).matchAll(
    /\b(?:from|join|update|into)\s+(?:[\w"]+\.)?"?([A-Za-z_]\w*)"?\s+(?:as\s+)?([A-Za-z_]\w*)/gi,
  ))
    if (canonical(match[2] ?? '') === alias && !/^(?:on|where|set|join|left|inner|as|using)$/i.test(match[2] ?? '')) return match[1];
  return undefined;
}

/** What says in a model which table it is for. */
const MAPPING =
  /__tablename__|__table__|db_table|@@map|table_?name|self\.table|@(?:Table|Entity|JoinTable|JoinColumn)\b|\[Table\(|\$table\b|TableName\(|ToTable\(|table_name\s*=|\bschema\s+["']|\btable:\s|create_table|(?:pg|mysql|sqlite)Table\(|gorm:|collection/i;

/** Whether the definition around a line is that of the owner, of something else, or there is none. */
function blockOf(scene: Scene, line: number): 'own' | 'other' | 'none' {
  const { view, owners, sought } = scene;
  const block = view.block(line);
  if (!block) return 'none';
  if ((owners.get(block.first) ?? []).length > 0) return 'own';
  // Annotations stand above the heading.
  for (let number = Math.max(0, block.first - 5); number <= block.last; number++)
    if (owners.has(number) && MAPPING.test(view.line(number)) && (number >= block.first || isAbove(view, number, block.first)))
      return 'own';
  const heading = view.line(block.first).match(/[\p{L}\w]+/gu) ?? [];
  if (heading.some((word) => sought.others.has(canonical(word)))) return 'other';
  // A class, struct or model by another name is another one; a function is not.
  return /^\s*(?:(?:export|public|private|internal|final|abstract|data|pub(?:\(\w+\))?|case|sealed|default|static)\s+)*(?:class|model|struct|entity|enum|message)\s+\w+/.test(
    view.line(block.first),
  ) &&
    !/(?:Controller|Service|Repository|Helper|View|Serializer|Resolver|Job|Worker|Handler|Mapper|Query|Policy|Test|Spec|Form|Mailer|Store|Manager|Factory|Dao|Api|Util|Provider|Module)s?\b/.test(
      view.line(block.first),
    )
    ? 'other'
    : 'none';
}

/** Nothing but annotations and comments between two lines. */
function isAbove(view: View, from: number, heading: number): boolean {
  for (let number = from; number < heading; number++) if (!/^\s*(?:[@[#/*)]|\/\/|$)|,\s*$/.test(view.line(number))) return false;
  return true;
}

/** `user.rb`, `models/user.py`, `user.entity.ts`, `UserRepository.java`. */
function isModelFile({ view, sought }: Scene): boolean {
  // A file of queries is about all that they name.
  if (view.path.endsWith('.sql')) return false;
  const base = view.path.slice(view.path.lastIndexOf('/') + 1);
  return isOwner(sought, canonical(base.split('.')[0] ?? ''));
}

function isNear({ owners }: Scene, line: number): boolean {
  for (let number = line - 5; number <= line + 5; number++) if (owners.has(number)) return true;
  return false;
}

const ORM =
  /^\s*(?:\.|::|->)\s*(?:objects|query|where\w*|find\w*|create\w*|new|joins?|includes|preload|all|first|last|order\w*|pluck|count\w*|exists\w*|insert\w*|update\w*|upsert\w*|delete\w*|destroy\w*|select\w*|query|belongsTo\w*|hasMany|hasOne|table|aggregate|groupBy|filter|get\w*|save\w*|bulk\w*|get_or_create|scope\w*|unscoped|with\w*|left_joins|eager_load|paginate|limit|set|values|from|as|alias|c|columns)\b/;
const CLIENT =
  /(?:prisma|db|tx|trx|client|ctx|conn|database|orm|dsl|query|schema|Tables?|models?|entities|repos?(?:itory)?|store)\s*(?:\.|::|\[['"])\s*$/i;
const DEFINES = /\b(?:class|model|struct|entity|record|object|defmodule(?:\s+[\w.]+\.)?|table!?\s*\{?|message)\s+$/;
/** What stands in front of the name of a table in quotes. */
const TAKES_TABLE =
  /(?:table\w*|\bfrom\w*|join\w*|into|entity|collection|knex|\bdb|\btrx|query|relation|references|referencing|has_many|has_one|belongs_to|many|foreign_key\w*|schema|populate|includes?|insert|update|delete|column\w*|index\w*)\s*(?:\(|=>?|:|,|\s|\[|!)*\s*["'`:]$/i;

function judgeTable(scene: Scene, hit: Hit): Likelihood | undefined {
  const { view, sought } = scene;
  if (hit.role !== 'owner') return undefined;
  const line = view.line(hit.line);
  const before = line.slice(0, hit.column);
  const after = line.slice(hit.column + hit.text.length);
  const word = canonical(hit.text);
  const distinct = wordsOf(sought.subject.name).length > 1 && !sought.common;
  const isExact = word === sought.owner.exact;
  if (isExact && SQL_NAME.test(before) && (/[A-Z]{4}\s+\S*$/.test(before) || statementOf(scene, hit.line))) return 'likely';
  if (isExact && isQuoted(before, after)) return distinct || TAKES_TABLE.test(before) || MAPPING.test(line) ? 'likely' : 'possible';
  // The alias or the table in front of a column of a statement: the statement is a hit where it names the table.
  if (!isClassName(hit.text) && CLIENT.test(before)) return 'likely';
  if (isClassName(hit.text)) {
    if ((sought.owner.plain.has(word) || hit.byFolder) && (DEFINES.test(before) || ORM.test(after))) return 'likely';
    // A `UsersTable` of a page is something to look at.
    if (sought.owner.suffixed.has(word)) return /\.(?:[jt]sx|vue|svelte)$/.test(view.path) ? 'possible' : 'likely';
    return distinct || view.kind === 'code' ? 'possible' : 'weak';
  }
  if (sought.owner.suffixed.has(word)) return distinct ? 'likely' : 'possible';
  if (isExact && (distinct || /^\s*:/.test(before.slice(-1)))) return 'possible';
  // `user` is what variables are called, with or without a table.
  return distinct ? 'possible' : isExact && isCode(after) ? 'weak' : undefined;
}

const isCode = (after: string): boolean => /^\s*(?:[.[(]|->|::)/.test(after);
const isQuoted = (before: string, after: string): boolean => /["'`:]$/.test(before) && (/^["'`]/.test(after) || before.endsWith(':'));

const MAKES =
  /^\s*(?:\.|::|->)\s*(?:(?:objects|query|query\(\))\s*(?:\.|->)\s*)?(?:create\w*!?|insert\w*!?|new|build|bulk_?(?:[cC]reate|[iI]nsert)\w*|upsert\w*!?|get_or_create|update_or_create|find_or_\w+!?|firstOrCreate|updateOrCreate|first_or_create|save\w*|builder|factory|make|fill|changeset)\b/;

/** Where rows are made: what has to give the new column. */
function judgeMaker(scene: Scene, hit: Hit): Likelihood | undefined {
  const { view, sought } = scene;
  if (hit.role !== 'owner') return undefined;
  const line = view.line(hit.line);
  const before = line.slice(0, hit.column);
  const after = line.slice(hit.column + hit.text.length);
  const word = canonical(hit.text);
  if (word === sought.owner.exact && /\binsert\s+into\s+(?:["`[]?\w+["`\]]?\.)?["`[]?$/i.test(before)) return 'likely';
  if (/\b(?:insert\w*|into|bulk_?insert|upsert)\s*\(\s*["'`]?(?:\w+\.)*$/i.test(before)) return 'likely';
  if (word === sought.owner.exact && isQuoted(before, after) && /\b(?:insert|upsert)\w*\s*\(/i.test(after)) return 'likely';
  if (!isOwner(sought, word) && !hit.byFolder) return undefined;
  if (MAKES.test(after) && (isClassName(hit.text) || CLIENT.test(before))) return 'likely';
  if (!isClassName(hit.text) || sought.owner.suffixed.has(word)) return undefined;
  if (/\bnew\s+(?:\w+[.\\])*$/.test(before) || (/[&%](?:\w+\.)*$/.test(before) && /^\s*\{/.test(after))) return 'likely';
  const definition = /\b(?:class|struct|type|func|def|interface|impl|enum|record|model|extends|trait|fn|for|defmodule)\b[^=]*$/.test(
    before,
  );
  if (!definition && view.path.endsWith('.py') && /^\s*\(/.test(after)) return 'possible';
  return !definition && /\.(?:go|rs)$/.test(view.path) && /^\s*\{/.test(after) ? 'possible' : undefined;
}

function judgeNamed({ view, sought }: Scene, hit: Hit): Likelihood | undefined {
  if (hit.role !== 'name') return undefined;
  const line = view.line(hit.line);
  const before = line.slice(0, hit.column);
  const after = line.slice(hit.column + hit.text.length);
  const sameText = hit.text.toLowerCase() === sought.subject.name.toLowerCase();
  const isSchema = sought.subject.object.startsWith('schema ');
  if (isSchema)
    return sameText && /^["`\]]?\.["`[]?\w/.test(after) && SQL_VERB.test(before) ? 'likely' : isQuoted(before, after) ? 'possible' : 'weak';
  const distinct = wordsOf(sought.subject.name).length > 1 && !sought.common;
  if (
    sameText &&
    (isQuoted(before, after) ||
      /\b(?:select|from|call|perform|execute|rpc|join|nextval|cast|as)\b[^;]*$/i.test(before) ||
      /::\s*(?:\w+\.)?["`]?$/.test(before))
  )
    return distinct ? 'likely' : 'possible';
  return distinct ? 'possible' : 'weak';
}

function judgeValue(scene: Scene, hit: Hit): Likelihood | undefined {
  if (hit.role !== 'name') return undefined;
  const { view, sought, owners } = scene;
  const line = view.line(hit.line);
  const before = line.slice(0, hit.column);
  const quoted = isQuoted(before, line.slice(hit.column + hit.text.length));
  const holder = receiverOf(scene, hit);
  if (holder !== undefined && isOwner(sought, canonical(holder))) return 'likely';
  const asWritten = hit.text === sought.subject.name;
  if (blockOf(scene, hit.line) === 'own') return 'likely';
  if (quoted && asWritten && (owners.has(hit.line) || isNear(scene, hit.line))) return sought.common ? 'possible' : 'likely';
  if (quoted && asWritten) return sought.common ? 'weak' : 'possible';
  return wordsOf(sought.subject.name).length > 1 ? 'weak' : undefined;
}

/** Works out what a subject is called. */
export function seek(subject: Subject): Sought {
  const owner = tableNames(subject.kind === 'table' ? subject.name : subject.owner);
  const others = new Set(
    subject.others.flatMap((table) => {
      const names = tableNames(table);
      return [...names.plain, ...names.suffixed];
    }),
  );
  for (const name of [...owner.plain, ...owner.suffixed]) others.delete(name);
  return { subject, common: isCommon(subject.name), owner, others };
}
