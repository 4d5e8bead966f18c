/** The examples in a rule file. */
import { MIGRATION_FACTS } from '../effects/facts.ts';
import { nearest } from '../errors.ts';
import type { Field } from '../operations/field.ts';
import { expectedOption, readOption } from './option.ts';
import type { Example, OptionDeclaration, OptionValue } from './rule.ts';
import type { BadExample, RuleFile } from './schema.ts';
import { show } from './shape-error.ts';
import { valueType } from './vocabulary.ts';
import type { Path, YamlFile } from './yaml.ts';

/**
 * Reads the examples of one kind.
 *
 * @throws UserError for an option that the rule has not, and for a fact that there is not.
 */
export function readExamples(
  source: RuleFile,
  kind: 'bad' | 'good',
  options: Readonly<Record<string, OptionDeclaration>>,
  yaml: YamlFile,
): readonly Example[] {
  return (source.examples?.[kind] ?? []).map((example, i): Example => {
    const path: Path = ['examples', kind, i];
    if ((example.sql === undefined) === (example.migrations === undefined))
      throw yaml.error(path, 'an example has either `sql` or `migrations`');
    const finding: string | readonly string[] = 'finding' in example ? (example as BadExample).finding : [];
    return {
      title: example.title ?? '',
      given: example.given?.trim() ?? '',
      migrations: example.migrations ?? [example.sql ?? ''],
      transaction: example.transaction ?? 'none',
      framework: example.framework ?? '',
      down: example.down?.trim() ?? '',
      dialect: example.dialect ?? '',
      tables: (example.tables ?? []).map(({ name, size, rows }) => ({
        name,
        ...(size === undefined ? {} : { size }),
        ...(rows === undefined ? {} : { rows }),
      })),
      options: Object.fromEntries(
        Object.entries(example.options ?? {}).map(([name, value]) => [
          name,
          exampleOption(name, value, options, [...path, 'options', name], yaml),
        ]),
      ),
      migration: exampleFacts(example.migration ?? {}, [...path, 'migration'], yaml),
      findings: (typeof finding === 'string' ? [finding] : finding).map((text) => text.trim()),
      proves: example.proves ?? {},
    };
  });
}

function exampleOption(
  name: string,
  value: unknown,
  options: Readonly<Record<string, OptionDeclaration>>,
  path: Path,
  yaml: YamlFile,
): OptionValue {
  const declared = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!declared) {
    const names = Object.keys(options);
    throw yaml.keyError(
      path,
      `the rule has no option \`${name}\``,
      names.length > 0 ? `Its options are ${names.join(', ')}.` : 'It declares no `options`.',
    );
  }
  const read = readOption(declared.type, value);
  if (read === undefined)
    throw yaml.error(path, `the option \`${name}\` is ${show(value)}`, `It must be ${expectedOption(declared.type)}.`);
  return read;
}

/** Facts of the migration that an example sets, of the type that they are declared with. */
function exampleFacts(set: Example['migration'], path: Path, yaml: YamlFile): Example['migration'] {
  const facts: Readonly<Record<string, Field>> = MIGRATION_FACTS;
  for (const [name, value] of Object.entries(set)) {
    const field = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (!field) {
      const near = nearest(name, Object.keys(facts));
      const valid = `The facts are ${Object.keys(facts).join(', ')}.`;
      throw yaml.keyError(
        [...path, name],
        `there is no fact \`migration.${name}\``,
        near === undefined ? valid : `Did you mean \`${near}\`? ${valid}`,
      );
    }
    const type = { bool: 'boolean', int: 'number', string: 'string', 'list<string>': 'object' }[valueType(field)];
    if (typeof value !== type)
      throw yaml.error([...path, name], `the fact \`migration.${name}\` cannot be ${show(value)}`, `It is a ${valueType(field)}.`);
    if (field.type === 'choice' && typeof value === 'string' && !field.values.includes(value))
      throw yaml.error(
        [...path, name],
        `the fact \`migration.${name}\` cannot be ${show(value)}`,
        `It is one of ${field.values.join(', ')}.`,
      );
  }
  return set;
}
