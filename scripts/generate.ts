/** Everything that is generated from the sources: rules.json, pages, schemas. Bundled and run by scripts/build.mjs. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exampleWorld } from '../src/commands/examples.ts';
import { rewriteNames } from '../src/commands/rule-files.ts';
import { fixSchema } from '../src/reporters/json-fix.ts';
import { configJsonSchema, configMarkdown } from '../src/config/schema.ts';
import { explanationSchema, reviewSchema } from '../src/reporters/json.ts';
import { rollbackSchema } from '../src/reporters/json-rollback.ts';
import { loadBuiltInRules } from '../src/ruleset/builtin.ts';
import { compileRules } from '../src/ruleset/compile.ts';
import { sampleFinding } from '../src/ruleset/example.ts';
import { ruleIndex, rulePage } from '../src/ruleset/page.ts';
import { ruleReference } from '../src/ruleset/reference.ts';
import { ruleSchemaJson } from '../src/ruleset/schema.ts';
import type { SourceFile } from '../src/source.ts';
import { comingFromPage } from '../src/suppressions/peers/page.ts';
import { accuracyPage } from './accuracy.ts';
import { codeMigrationsPage } from './code-migrations.ts';
import type { CorpusFigures } from './corpus-section.ts';

/** The YAML files below a folder, sorted. */
async function yamlFiles(root: string, folder: string): Promise<readonly SourceFile[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  const paths = names.filter((name) => name.endsWith('.yaml')).map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
  return Promise.all(paths.toSorted().map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Replaces what stands between two marks of a page that is otherwise written by hand. */
function between(page: string, mark: string, text: string): string {
  const start = `<!-- generated: ${mark} -->`;
  const end = `<!-- end of generated: ${mark} -->`;
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the page has no marks for ${mark}`);
  return `${page.slice(0, from + start.length)}\n\n${text.trim()}\n\n${page.slice(to)}`;
}

/** Writes every generated file below `root`. */
export async function generate(root: string): Promise<void> {
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const compiled = await compileRules(await yamlFiles(root, 'rules'), rewriteNames());
  await write('dist/rules.json', compiled);
  const rules = await loadBuiltInRules(compiled);

  const world = await exampleWorld();
  await rm(join(root, 'docs/rules'), { recursive: true, force: true });
  for (const rule of rules) await write(`docs/rules/${rule.id}.md`, rulePage(rule, await sampleFinding(rule, rules, world)));
  await write('docs/rules/README.md', ruleIndex(rules));
  await write('docs/rule-reference.md', ruleReference(rewriteNames()));
  await write('docs/coming-from.md', comingFromPage(rules));

  const fixtures = '__tests__/fixtures';
  const types = { path: `${fixtures}/postgres-types.yaml`, text: await readFile(join(root, fixtures, 'postgres-types.yaml'), 'utf8') };
  const corpus = JSON.parse(await readFile(join(root, 'scripts/corpus.json'), 'utf8')) as CorpusFigures;
  await write('docs/accuracy.md', accuracyPage(await yamlFiles(root, `${fixtures}/postgres-effects`), types, corpus));

  await write('docs/code-migrations.md', await codeMigrationsPage(await yamlFiles(root, `${fixtures}/framework-methods`)));

  await write('rules/rule.schema.json', ruleSchemaJson());
  await write('schemas/lockkeeper.schema.json', json(configJsonSchema()));
  await write('schemas/review.schema.json', json(reviewSchema()));
  await write('schemas/explanation.schema.json', json(explanationSchema()));
  await write('schemas/fix.schema.json', json(fixSchema()));
  await write('schemas/rollback.schema.json', json(rollbackSchema()));

  const page = join(root, 'docs/configuration.md');
  await writeFile(page, between(await readFile(page, 'utf8'), 'options', configMarkdown()));
}
