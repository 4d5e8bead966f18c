/** A rule file that has not the shape of one: what is wrong with it, in words, and where. */
import { nearest, type UserError } from '../errors.ts';
import type { Issue } from './schema.ts';
import { SPECIAL_SCOPES } from './vocabulary.ts';
import type { Path, YamlFile } from './yaml.ts';

/** There are too many kinds to name them all below an error. */
const KINDS = `It is a kind of operation or one of ${SPECIAL_SCOPES.join(', ')}; docs/rule-reference.md lists the kinds.`;

/** The first thing that has not the shape of a rule, in words. */
export function shapeError(issues: readonly Issue[], keys: (path: Path) => readonly string[], yaml: YamlFile): UserError {
  const [issue] = issues.map(deepest).toSorted((a, b) => rank(a) - rank(b));
  if (!issue) throw new Error('a rule file was refused without a reason');
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const name = path.length > 0 ? `\`${pathText(path)}\`` : 'the file';
  const value = valueAt(yaml.value, path);
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const valid = keys(path);
    const near = nearest(key, valid);
    const hint = `${near === undefined ? '' : `Did you mean \`${near}\`? `}${valid.length > 0 ? `The keys are ${valid.join(', ')}.` : ''}`;
    return yaml.keyError([...path, key], `there is no key \`${key}\``, hint === '' ? undefined : hint.trim());
  }
  if (value === undefined && issue.code !== 'custom') return yaml.error(path, `${name} is missing`);
  if (issue.code === 'invalid_value') {
    const valid = issue.values.map(String);
    const near = nearest(String(value), valid);
    return yaml.error(
      path,
      `${name} cannot be ${show(value)}`,
      `${near === undefined ? '' : `Did you mean \`${near}\`? `}${path[0] === 'on' ? KINDS : `It is one of ${valid.join(', ')}.`}`,
    );
  }
  if (issue.code === 'invalid_type') {
    const hint =
      issue.expected === 'string' && typeof value === 'object'
        ? 'A text that starts with `{` or `[` is a map or a list in YAML: write it as a `>-` block.'
        : undefined;
    return yaml.error(path, `${name} must be ${TYPES[issue.expected] ?? issue.expected}, not ${show(value)}`, hint);
  }
  if (issue.code === 'invalid_format' && path.at(-1) === 'id')
    return yaml.error(
      path,
      `the id ${show(value)} is not in kebab-case`,
      'Small letters and digits, with hyphens between words: drop-column.',
    );
  if (issue.code === 'invalid_format')
    return yaml.error(
      path,
      `${name} cannot be ${show(value)}`,
      path[0] === 'references' ? 'It is an address that starts with https://.' : 'postgres@16, for example.',
    );
  if (issue.code === 'too_small') return yaml.error(path, `${name} is empty`);
  if (issue.code === 'invalid_union') return yaml.error(path, `${name} cannot be ${show(value)}`, unionHint(path));
  return yaml.error(path, `${name} is not valid: ${issue.message}`);
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

/** Of the alternatives of a union, the one that was meant: the one that fails deepest inside. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const alternatives = issue.errors
    .flatMap((errors) => errors.slice(0, 1))
    .map((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] } as Issue));
  const values = alternatives.find((inner) => inner.code === 'invalid_value' && typeof inner.input !== 'object');
  const inside = alternatives.toSorted((a, b) => b.path.length - a.path.length)[0];
  if (inside && inside.path.length > issue.path.length) return inside;
  return values ?? issue;
}

/** An unknown key first: what is missing is often what was misspelt. */
const rank = (issue: Issue): number => (issue.code === 'unrecognized_keys' ? 0 : 1);

function unionHint(path: Path): string | undefined {
  if (path[0] === 'on') return KINDS;
  if (path[0] === 'rewrite') return 'It is the name of a rewrite, or a list of steps.';
  if (path.at(-1) === 'finding') return 'It is a text, or a list of texts.';
  return undefined;
}

const pathText = (path: Path): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('');

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (so, part) => (typeof so === 'object' && so !== null ? (so as Readonly<Record<string | number, unknown>>)[part] : undefined),
    value,
  );
}

/** A value as it is shown in a problem. */
export const show = (value: unknown): string =>
  typeof value === 'string'
    ? `"${value.length > 60 ? `${value.slice(0, 57)}…` : value}"`
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object' && value !== null
        ? 'a map'
        : String(value);
