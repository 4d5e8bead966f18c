/** Plurals and singulars of English as ActiveSupport makes them by default: names of tables come of names of classes. */

type Rules = readonly (readonly [RegExp, string])[];

/** No name is longer; patterns that look ahead would take long over one that is. */
const MOST_UNITS = 200;

const UNCOUNTABLE = ['equipment', 'information', 'rice', 'money', 'species', 'series', 'fish', 'sheep', 'jeans', 'police'];
const IRREGULAR: Rules = [
  [/(p)erson$/i, '$1eople'],
  [/(m)an$/i, '$1en'],
  [/(c)hild$/i, '$1hildren'],
  [/(s)ex$/i, '$1exes'],
  [/(m)ove$/i, '$1oves'],
  [/(z)ombie$/i, '$1ombies'],
];
const IRREGULAR_BACK: Rules = [
  [/(p)eople$/i, '$1erson'],
  [/(m)en$/i, '$1an'],
  [/(c)hildren$/i, '$1hild'],
  [/(s)exes$/i, '$1ex'],
  [/(m)oves$/i, '$1ove'],
  [/(z)ombies$/i, '$1ombie'],
];

/** The first that fits counts. */
const PLURAL: Rules = [
  [/(quiz)$/i, '$1zes'],
  [/^(oxen|[ml]ice)$/i, '$1'],
  [/^(ox)$/i, '$1en'],
  [/^([ml])ouse$/i, '$1ice'],
  [/(matr|vert|ind)(?:ix|ex)$/i, '$1ices'],
  [/(x|ch|ss|sh)$/i, '$1es'],
  [/([^aeiouy]|qu)y$/i, '$1ies'],
  [/(hive)$/i, '$1s'],
  [/([^f])fe$|([lr])f$/i, '$1$2ves'],
  [/sis$/i, 'ses'],
  [/([ti])a$/i, '$1a'],
  [/([ti])um$/i, '$1a'],
  [/(buffal|tomat)o$/i, '$1oes'],
  [/(bu)s$/i, '$1ses'],
  [/(alias|status)$/i, '$1es'],
  [/(octop|vir)(?:us|i)$/i, '$1i'],
  [/^(ax|test)is$/i, '$1es'],
  [/s$/i, 's'],
  [/$/, 's'],
];
const SINGULAR: Rules = [
  [/(database)s$/i, '$1'],
  [/(quiz)zes$/i, '$1'],
  [/(matr)ices$/i, '$1ix'],
  [/(vert|ind)ices$/i, '$1ex'],
  [/^(ox)en/i, '$1'],
  [/(alias|status)(?:es)?$/i, '$1'],
  [/(octop|vir)(?:us|i)$/i, '$1us'],
  [/^(a)x[ie]s$/i, '$1xis'],
  [/(cris|test)(?:is|es)$/i, '$1is'],
  [/(shoe)s$/i, '$1'],
  [/(o)es$/i, '$1'],
  [/(bus)(?:es)?$/i, '$1'],
  [/^([ml])ice$/i, '$1ouse'],
  [/(x|ch|ss|sh)es$/i, '$1'],
  [/(movie)s$/i, '$1'],
  [/(series)$/i, '$1'],
  [/([^aeiouy]|qu)ies$/i, '$1y'],
  [/([lr])ves$/i, '$1f'],
  [/(tive|hive)s$/i, '$1'],
  [/([^f])ves$/i, '$1fe'],
  [/(^analy|analy|ba|diagno|parenthe|progno|synop|the)(?:sis|ses)$/i, '$1sis'],
  [/([ti])a$/i, '$1um'],
  [/(news)$/i, '$1'],
  [/(ss)$/i, '$1'],
  [/s$/i, ''],
];

function inflect(word: string, done: Rules, irregular: Rules, rules: Rules): string {
  if (word === '' || UNCOUNTABLE.some((one) => new RegExp(`(?:^|[^a-z])${one}$`, 'i').test(word))) return word;
  if (done.some(([pattern]) => pattern.test(word))) return word;
  const rule = [...irregular, ...rules].find(([pattern]) => pattern.test(word));
  return rule ? word.replace(rule[0], rule[1]) : word;
}

export const pluralize = (word: string): string => inflect(word, IRREGULAR_BACK, IRREGULAR, PLURAL);
export const singularize = (word: string): string => inflect(word, [], IRREGULAR_BACK, SINGULAR);

/** `HTTPServer::AdminUser` as `http_server/admin_user`. */
export function underscore(name: string): string {
  return name
    .slice(0, MOST_UNITS)
    .replaceAll('::', '/')
    .replaceAll(/([A-Z\d]+)(?=[A-Z][a-z])|([a-z\d])(?=[A-Z])/g, '$1$2_')
    .replaceAll('-', '_')
    .toLowerCase();
}

/** `admin_user` as `AdminUser`. */
export const camelize = (name: string): string =>
  name.replaceAll(/(?:^|_)([a-z\d])/gi, (_, first: string) => first.toUpperCase()).replaceAll('/', '::');

/** The table of a model: of its last name, in the plural. */
export const tableOfModel = (path: string): string => pluralize(underscore(path.split('::').at(-1) ?? path));
