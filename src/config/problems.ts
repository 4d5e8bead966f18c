/** A configuration that has not the shape of one: what is wrong with it, in words. */
import { nearest } from '../errors.ts';
import type { Path, PlacedYaml, Problem } from './places.ts';
import type { Issue } from './schema.ts';

/** Every way in which the file departs from the shape. */
export function shapeProblems(issues: readonly Issue[], keys: (path: Path) => readonly string[], yaml: PlacedYaml): readonly Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, keys, yaml));
}

function problemsOf(issue: Issue, keys: (path: Path) => readonly string[], yaml: PlacedYaml): readonly Problem[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const value = valueAt(yaml.value, path);
  const name = path.length === 0 ? 'The configuration' : `\`${pathText(path)}\``;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const where = path.length === 0 ? '' : ` in \`${pathText(path)}\``;
        return yaml.atKey([...path, key], `There is no option \`${key}\`${where}.`, choices(key, keys(path), 'The options are'));
      });
    case 'invalid_union': {
      const [meant = []] = issue.errors.toSorted((a, b) => depth(b) - depth(a));
      if (depth(meant) === 0) return [unionProblem(issue, path, name, value, yaml)];
      return meant.flatMap((inner) => problemsOf({ ...inner, path: [...issue.path, ...inner.path] } as Issue, keys, yaml));
    }
    case 'invalid_value':
      return [
        yaml.at(
          path,
          value === undefined ? `${name} is missing.` : `${name} cannot be ${show(value)}.`,
          choices(value, issue.values.map(String), 'Valid:'),
        ),
      ];
    case 'invalid_type':
      if (value === undefined) return [yaml.at(path, `${name} is missing.`)];
      return [
        yaml.at(path, `${name} must be ${TYPES[issue.expected] ?? issue.expected}, not ${show(value)}.`, listHint(issue.expected, value)),
      ];
    case 'invalid_format':
      return [yaml.at(path, `${name} cannot be ${show(value)}.`, formatHint(path))];
    case 'too_small':
      if (typeof value === 'number') return [yaml.at(path, `${name} cannot be ${show(value)}.`, 'It is 0 or more.')];
      return [yaml.at(path, `${name} is empty.`, 'Leave it out, or say something in it.')];
    default:
      return [yaml.at(path, `${name} cannot be ${show(value)}.`, `${issue.message}.`)];
  }
}

function unionProblem(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  name: string,
  value: unknown,
  yaml: PlacedYaml,
): Problem {
  const own = issue.errors.flat().find((inner) => inner.code === 'custom');
  if (own && (typeof value === 'string' || typeof value === 'number'))
    return yaml.at(path, `${name} cannot be ${show(value)}.`, `${own.message}.`);
  const values = issue.errors.flat().flatMap((inner) => (inner.code === 'invalid_value' ? inner.values.map(String) : []));
  if (values.length === 0) return yaml.at(path, `${name} must be a text, a number, true or false, or a list of texts, not ${show(value)}.`);
  return yaml.at(
    path,
    `${name} cannot be ${show(value)}.`,
    `${choices(value, values, 'Valid:')} Or a map with \`risk\` and the options of the rule.`,
  );
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  int: 'a whole number',
  number: 'a number',
};

function listHint(expected: string, value: unknown): string | undefined {
  if (expected === 'array' && typeof value === 'string') return `Write it as a list: [${JSON.stringify(value)}].`;
  return expected === 'string' && (typeof value === 'number' || typeof value === 'boolean') ? `Put it in quotes: "${value}".` : undefined;
}

function formatHint(path: Path): string {
  if (path.at(-1) === 'dialect') return 'It is an engine with its major version, for example postgres@16.';
  if (path.includes('approval-by')) return 'It is a person or a team with an "@", for example "@ann" or "@acme/dba-team", in quotes.';
  return 'It is the name of a table, with or without its schema; `*` stands for any run of characters.';
}

/** The nearest of the choices, and all of them. */
export function choices(value: unknown, valid: readonly string[], intro: string): string | undefined {
  if (valid.length === 0) return undefined;
  const near = typeof value === 'string' ? nearest(value, valid) : undefined;
  return `${near === undefined ? '' : `Did you mean \`${near}\`? `}${intro} ${valid.join(', ')}.`;
}

/** How deep inside the value an alternative of a union fails: the deepest is the one that was meant. */
const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length));

/** `tables[0].size`. */
export function pathText(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('');
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (so, part) => (typeof so === 'object' && so !== null ? (so as Readonly<Record<string | number, unknown>>)[part] : undefined),
    value,
  );
}

/** A value as it is shown in a problem. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `"${value.length > 60 ? `${value.slice(0, 57)}…` : value}"`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'a map' : value === null ? 'empty' : String(value);
}
