/**
 * How an application writes the names of a database. The ways of writing one name (`user_email`, `userEmail`, `UserEmail`,
 * `USER_EMAIL`, `user-email`, `userEMail`) have one canonical form, so that a word of a file is looked up once, whatever its
 * language: lower case, without underscores and dashes.
 */

/** The canonical form of a word. Letters outside ASCII stay as they are. */
export function canonical(word: string): string {
  return word.replace(/[_-]/g, '').replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The words of a name: `user_email`, `userEmail` and `HTTPStatus` are two each. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .split(/[_\s-]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const pascal = (words: readonly string[]): string => words.map(capital).join('');
const camel = (words: readonly string[]): string => words.map((word, i) => (i === 0 ? word : capital(word))).join('');

/** The usual ways to write a name, itself first, for people to see what was looked for. */
export function spellings(name: string): readonly string[] {
  const words = wordsOf(name);
  const all = [name, words.join('_'), camel(words), pascal(words), words.join('-'), words.join('_').toUpperCase()];
  return words.length > 0 && isWord(name) ? [...new Set(all)] : [name];
}

/** Whether a name is one word of a program; others (`first name`, `a__b`) are looked for as they are written. */
export function isWord(name: string): boolean {
  return /^[\w\u0080-\uffff-]+$/.test(name) && !name.includes('__') && /[A-Za-z\u0080-\uffff]/.test(name);
}

/** English, as far as tables are called by it. */
const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  media: 'medium',
  criteria: 'criterion',
  indices: 'index',
  matrices: 'matrix',
  vertices: 'vertex',
  series: 'series',
  news: 'news',
  statuses: 'status',
  aliases: 'alias',
  caches: 'cache',
  moves: 'move',
};
const PLURALS = new Map(Object.entries(IRREGULAR).map(([many, one]) => [one, many]));

/** `categories` as `category`; a word that is none stays. */
export function singular(word: string): string {
  const known = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  if (known !== undefined) return known;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(word) || /(?:us|is)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') && !/(?:ss|us|is)$/.test(word) && word.length > 2 ? word.slice(0, -1) : word;
}

/** `category` as `categories`. */
export function plural(word: string): string {
  const known = PLURALS.get(word);
  if (known !== undefined) return known;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|sh|ch|x|z)$/.test(word) ? `${word}es` : `${word}s`;
}

/** What programmers put behind the name of a model. */
const SUFFIXES = ['model', 'entity', 'record', 'table', 'schema', 'row', 'repository', 'repo', 'dao'];

/** What a table is called in an application, in canonical form. */
export interface TableNames {
  /** As in the database. */
  readonly exact: string;
  /** Singular and plural, itself among them. */
  readonly plain: ReadonlySet<string>;
  /** `usermodel`, `userrepository`. */
  readonly suffixed: ReadonlySet<string>;
  /** Django calls the table of `Order` in the app `shop` `shop_order`: the model, and the folder it has to be below. */
  readonly inFolder: { readonly folder: string; readonly names: ReadonlySet<string> } | undefined;
}

/** The names of a table, of its rows and of the model for it. */
export function tableNames(table: string): TableNames {
  const words = wordsOf(table);
  const own = /^(?:t|tb|tbl)$/.test(words[0] ?? '') && words.length > 1 ? words.slice(1) : words;
  const plain = bothNumbers(own);
  const [folder = '', ...rest] = own;
  return {
    exact: canonical(table),
    plain: new Set([canonical(table), ...plain]),
    suffixed: new Set([...plain].flatMap((name) => SUFFIXES.map((suffix) => name + suffix))),
    inFolder: rest.length > 0 ? { folder, names: bothNumbers(rest) } : undefined,
  };
}

function bothNumbers(words: readonly string[]): ReadonlySet<string> {
  const last = words.at(-1) ?? '';
  const first = words.slice(0, -1).join('');
  return new Set([last, singular(last), plural(singular(last))].map((word) => first + word));
}

/** What a column is called in an application, in canonical form. */
export interface ColumnNames {
  /** Itself, and what frameworks make of it: `getEmail`, `email_was`, `find_by_email`. */
  readonly own: ReadonlySet<string>;
  /** Of a foreign key what it leads to, where models name that: `author` of `author_id`. */
  readonly association: string | undefined;
}

/** The names of a column. */
export function columnNames(column: string): ColumnNames {
  const name = canonical(column);
  const accessors = ['get', 'set', 'is', 'has', 'findby', 'getby', 'existsby', 'deleteby'].map((before) => before + name);
  const attributes = [`get${name}attribute`, `set${name}attribute`];
  const dirty = ['was', 'changed', 'beforetypecast', 'willchange'].map((after) => name + after);
  const words = wordsOf(column);
  const leads = words.length > 1 && /^(?:id|uuid|ref|fk)$/.test(words.at(-1) ?? '');
  return { own: new Set([name, ...accessors, ...attributes, ...dirty]), association: leads ? words.slice(0, -1).join('') : undefined };
}

/** Words that say too little alone: every program has them for something else. */
const COMMON = new Set(
  (
    'id uuid key name type status state data value values date time title description text content body label code count number ' +
    'order position index size length amount total price url path file image email user username password token role level ' +
    'group parent owner created updated deleted createdat updatedat deletedat createdby updatedby timestamp version source target ' +
    'kind category tag tags note notes comment message messages event events item items option options setting settings config ' +
    'meta metadata info details result results error active enabled disabled visible hidden public private default start end from ' +
    'to year month day hour color icon link slug hash locale language currency country city address phone format method action ' +
    'actions node nodes page pages post posts session sessions task tasks job jobs log logs list field fields model object entity ' +
    'record records row rows column columns table tables account accounts project projects product products order orders users ' +
    'roles groups permission permissions files images document documents report reports test tests session class process ' +
    'reason priority rank score weight width height open closed pending done failed success new old other none all any'
  ).split(' '),
);

/** What programs call variables that have nothing to do with a table of that name. */
const VARIABLES = new Set(
  'event item node value data option options file message element key state action error result response request field model object record row column table entry list page session context config setting settings job task test class process link type token document version tag image note log report'.split(
    ' ',
  ),
);

/** Whether a variable of this name can be anything. */
export function isVariable(name: string): boolean {
  return VARIABLES.has(canonical(name));
}

/** Whether a name says too little alone. */
export function isCommon(name: string): boolean {
  const word = canonical(name);
  return word.length <= 2 || COMMON.has(word);
}
