/** From rule files to rules: every mistake is found here, with its place, before a migration is read. */
import { nearest, UserError } from '../errors.ts';
import type { SourceFile } from '../source.ts';
import { checkCondition, ExpressionError } from './expression.ts';
import { expectedOption, readOption } from './option.ts';
import { loadRegexEngine, usesRegex } from './regex.ts';
import type { OptionDeclaration, Rule, StepTemplate } from './rule.ts';
import { readExamples } from './load-example.ts';
import type { RuleFile } from './schema.ts';
import { shapeError, show } from './shape-error.ts';
import { checkTemplate } from './template.ts';
import { type Scope, type ScopeName, scopeOf, SPECIAL_SCOPES } from './vocabulary.ts';
import { type Path, readYaml, type YamlFile } from './yaml.ts';

/** What rule files are checked against. */
export interface LoadContext {
  /** The named rewrites of each dialect, by its id. */
  readonly rewrites: Readonly<Record<string, readonly string[]>>;
  /** Rules that are there already: a custom rule can yield to them, and cannot take their ids. */
  readonly known: readonly Rule[];
  /** Our own rules have references, examples of both kinds, and a folder named after their dialect. */
  readonly builtIn: boolean;
}

/** Rules, and everything that is wrong with the files that gave none. */
export interface RuleReading {
  readonly rules: readonly Rule[];
  readonly problems: readonly UserError[];
}

/**
 * Reads rule files. A file with a mistake gives a problem and no rule; the others are read all the same.
 */
export async function readRules(files: readonly SourceFile[], context: LoadContext): Promise<RuleReading> {
  if (files.some((file) => usesRegex(file.text))) await loadRegexEngine();
  const problems: UserError[] = [];
  const read: { readonly rule: Rule; readonly yaml: YamlFile }[] = [];
  for (const file of files) {
    try {
      read.push(await readRule(file, context));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error);
    }
  }
  const accepted = acrossFiles(read, context, problems);
  return { rules: accepted, problems };
}

async function readRule(file: SourceFile, context: LoadContext): Promise<{ rule: Rule; yaml: YamlFile }> {
  const yaml = await readYaml(file);
  const { parseRuleFile, validKeys } = await import('./schema.ts');
  const parsed = parseRuleFile(yaml.value);
  if ('issues' in parsed) throw shapeError(parsed.issues, validKeys, yaml);
  const source = parsed.rule;
  checkId(source.id, yaml);
  const on = scopeNames(source.on, yaml);
  const options = readOptions(source, yaml);
  const scope = scopeOf(on, options);
  checkTexts(source, scope, yaml);
  const dialect = context.builtIn ? folderOf(yaml) : 'common';
  checkRewrite(source, dialect, context, yaml);
  checkNoRewrite(source, yaml);
  if (context.builtIn) checkComplete(source, yaml);
  const examples = { bad: readExamples(source, 'bad', options, yaml), good: readExamples(source, 'good', options, yaml) };
  const rule: Rule = {
    id: source.id,
    title: source.title,
    category: source.category,
    status: source.status ?? 'stable',
    preset: source.preset ?? 'recommended',
    risk: source.risk,
    strictRisk: source['strict-risk'] ?? null,
    direction: source.direction ?? 'up',
    on,
    when: source.when?.trim() ?? '',
    message: source.message.trim(),
    why: source.why.trim(),
    fix: source.fix.trim(),
    rewrite: typeof source.rewrite === 'object' ? source.rewrite.map(stepTemplate) : (source.rewrite ?? null),
    noRewrite: source['no-rewrite']?.trim() ?? '',
    yieldsTo: source['yields-to'] ?? [],
    related: source.related ?? [],
    options,
    references: source.references ?? [],
    examples,
    dialect,
    path: file.path,
    builtIn: context.builtIn,
  };
  return { rule, yaml };
}

const stepTemplate = (step: Exclude<RuleFile['rewrite'], string | undefined>[number]): StepTemplate => ({
  title: step.title.trim(),
  phase: step.phase,
  transaction: step.transaction ?? true,
  sql: step.sql.trim(),
  deploy: step.deploy?.trim() ?? '',
  check: step.check?.trim() ?? '',
  cleanup: step.cleanup?.trim() ?? '',
  when: step.when?.trim() ?? '',
});

function checkId(id: string, yaml: YamlFile): void {
  const prefix = /^(ban|no|require)-/.exec(id)?.[0];
  if (prefix)
    throw yaml.error(
      ['id'],
      `the id "${id}" starts with ${prefix}`,
      'An id names the hazard, so that it reads well after "allow": allow drop-column.',
    );
  const file = yaml.file.path.slice(yaml.file.path.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
  if (file !== id)
    throw yaml.error(['id'], `the id "${id}" is not the name of the file, ${file}`, `Rename the file to ${id}.yaml, or change the id.`);
}

function scopeNames(on: RuleFile['on'], yaml: YamlFile): readonly ScopeName[] {
  const names = typeof on === 'string' ? [on] : on;
  const special = names.find((name) => SPECIAL_SCOPES.some((scope) => scope === name));
  if (special && names.length > 1) throw yaml.error(['on'], `\`${special}\` stands alone in \`on\``, 'Write a rule for each.');
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw yaml.error(['on'], `\`${twice}\` is given twice`);
  return names;
}

function readOptions(source: RuleFile, yaml: YamlFile): Readonly<Record<string, OptionDeclaration>> {
  return Object.fromEntries(
    Object.entries(source.options ?? {}).map(([name, { type, doc, default: given }]) => {
      const path = ['options', name];
      if (!/^[a-z][A-Za-z0-9]*$/.test(name))
        throw yaml.keyError(path, `an option cannot be called "${name}"`, 'Letters and digits, starting with a small letter: maxRows.');
      if (name === 'risk')
        throw yaml.keyError(path, 'an option cannot be called "risk"', 'A configuration sets the level of a rule with that name.');
      const value = readOption(type, given);
      if (value === undefined)
        throw yaml.error([...path, 'default'], `the default of \`${name}\` is ${show(given)}`, `It must be ${expectedOption(type)}.`);
      return [name, { type, doc, default: value }] as const;
    }),
  );
}

/** Texts of a step that facts can be filled into. */
const STEP_TEXTS = ['title', 'sql', 'deploy', 'check', 'cleanup'] as const;

/** Checks every condition and every text of a rule. */
function checkTexts(source: RuleFile, scope: Scope, yaml: YamlFile): void {
  const at = (path: Path, check: () => unknown): void => {
    try {
      check();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw yaml.textError(path, error.start, error.end, error.message, error.hint);
    }
  };
  const condition = (path: Path, text: string | undefined): void => {
    if (text !== undefined) at(path, () => checkCondition(text, scope));
  };
  condition(['when'], source.when);
  for (const key of ['message', 'why', 'fix'] as const) at([key], () => checkTemplate(source[key], scope));
  if (typeof source.rewrite !== 'object') return;
  for (const [i, step] of source.rewrite.entries()) {
    for (const key of STEP_TEXTS) at(['rewrite', i, key], () => checkTemplate(step[key] ?? '', scope));
    condition(['rewrite', i, 'when'], step.when);
  }
}

/** The dialect of a built-in rule is its folder. */
function folderOf(yaml: YamlFile): string {
  return yaml.file.path.split('/').at(-2) ?? 'common';
}

function checkRewrite(source: RuleFile, dialect: string, context: LoadContext, yaml: YamlFile): void {
  if (source.rewrite === undefined) return;
  const special = typeof source.on === 'string' && source.on !== 'any' && SPECIAL_SCOPES.some((scope) => scope === source.on);
  if (special) throw yaml.keyError(['rewrite'], `a rule on \`${String(source.on)}\` has no statement to rewrite`);
  if (typeof source.rewrite !== 'string') return;
  const valid = dialect === 'common' ? [...new Set(Object.values(context.rewrites).flat())].toSorted() : (context.rewrites[dialect] ?? []);
  if (valid.includes(source.rewrite)) return;
  const near = nearest(source.rewrite, valid);
  throw yaml.error(
    ['rewrite'],
    `there is no rewrite "${source.rewrite}"`,
    `${near === undefined ? '' : `Did you mean \`${near}\`? `}The rewrites are ${valid.join(', ')}; or write the steps here.`,
  );
}

/** The sentence stands on the page of the rule, which is about no statement: there are no facts to fill in. */
function checkNoRewrite(source: RuleFile, yaml: YamlFile): void {
  const text = source['no-rewrite'] ?? '';
  const start = text.indexOf('${');
  if (start < 0) return;
  const end = text.indexOf('}', start) + 1;
  const hint = 'It stands on the page of the rule, which is about no one statement: say it in general.';
  throw yaml.textError(['no-rewrite'], start, end === 0 ? text.length : end, '`no-rewrite` fills in no facts', hint);
}

/** Levels at which one of our own rules offers SQL to run instead, or says why there is none. */
const WANT_REWRITE: ReadonlySet<string> = new Set(['high', 'critical', 'exposure']);

/** What we ask of our own rules beyond what we ask of others'. */
function checkComplete(source: RuleFile, yaml: YamlFile): void {
  if (!source.references?.length)
    throw yaml.error([], '`references` is missing', 'A built-in rule names the page of the manual that it rests on.');
  if (!source.examples?.bad?.length) throw yaml.error(['examples'], 'there is no bad example');
  if (!source.examples.good?.length) throw yaml.error(['examples'], 'there is no good example');
  const level = [source.risk, source['strict-risk']].find((risk) => risk !== undefined && WANT_REWRITE.has(risk));
  if (level !== undefined && source.rewrite === undefined && source['no-rewrite'] === undefined)
    throw yaml.error(
      [],
      `a rule whose level is ${level} has neither \`rewrite\` nor \`no-rewrite\``,
      'Give the SQL to run instead, or say in `no-rewrite` why there is none.',
    );
}

/** What can be said only when every rule is known: ids are unique, `yields-to` names rules and makes no circle. */
function acrossFiles(
  read: readonly { readonly rule: Rule; readonly yaml: YamlFile }[],
  context: LoadContext,
  problems: UserError[],
): readonly Rule[] {
  const rules = new Map(context.known.map((rule) => [rule.id, rule]));
  const accepted: { readonly rule: Rule; readonly yaml: YamlFile }[] = [];
  for (const entry of read) {
    const other = rules.get(entry.rule.id);
    if (other) {
      const problem = other.builtIn ? `"${other.id}" is the id of a built-in rule` : `${other.path} has the id "${other.id}" too`;
      problems.push(
        entry.yaml.error(
          ['id'],
          problem,
          other.builtIn ? 'Choose another id; `rules:` in the configuration changes or turns off the built-in one.' : undefined,
        ),
      );
      continue;
    }
    rules.set(entry.rule.id, entry.rule);
    accepted.push(entry);
  }
  for (const { rule, yaml } of accepted) {
    for (const [i, id] of rule.yieldsTo.entries()) {
      // A rule whose file has a mistake has been reported already.
      if (rules.has(id) || problems.some((p) => p.where?.path.endsWith(`/${id}.yaml`))) {
        if (yieldsBack(id, rule.id, rules)) problems.push(yaml.error(['yields-to', i], `"${rule.id}" and "${id}" yield to each other`));
        continue;
      }
      const near = nearest(id, rules.keys());
      problems.push(yaml.error(['yields-to', i], `there is no rule "${id}"`, near === undefined ? undefined : `Did you mean \`${near}\`?`));
    }
  }
  return accepted.map(({ rule }) => rule);
}

/** Whether `from` yields to `target`, directly or through others. */
function yieldsBack(from: string, target: string, rules: ReadonlyMap<string, Rule>, seen = new Set<string>()): boolean {
  if (from === target) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (rules.get(from)?.yieldsTo ?? []).some((next) => yieldsBack(next, target, rules, seen));
}
