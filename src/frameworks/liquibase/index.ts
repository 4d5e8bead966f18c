/**
 * Liquibase: changesets in SQL, XML, YAML and JSON, in the order in which the changelogs include each other.
 * Source: github.com/liquibase/liquibase, release 5, and https://docs.liquibase.com/concepts/changelogs/home.html.
 */
import type { FileTree } from '../../changes/change-source.ts';
import { dialectAround, dialectOfUrl, engineOf } from '../evidence.ts';
import { withComments } from '../code-comments.ts';
import type { DialectEvidence, Framework, Migration, Project, ProjectReading, ProjectScope, Step, Unread } from '../framework.ts';
import {
  baseName,
  commonFolder,
  compareNatural,
  folderOf,
  foldersUp,
  groupBy,
  inFolder,
  migrationOf,
  readSources,
  unreadFile,
  wholeFile,
  wordsOf,
} from '../sql-file.ts';
import type { SourceFile, SqlScript } from '../../source.ts';
import type { Expand } from './change.ts';
import { changeSetOf, type ChangeSet, type ChangeStep, type Property, type SqlFileStep } from './changelog.ts';
import { stepsOfChange } from './changes.ts';
import { otherEngine, otherEngineOfContext, otherEngineOfPreconditions, softConditions } from './conditions.ts';
import { type Changelog, type ChangelogGraph, likelyChangelogs, readChangelogs } from './graph.ts';
import { expander, expandStep, propertiesFor } from './properties.ts';
import { splitSteps } from './split.ts';

interface LiquibaseSettings {
  /** Where a run starts: changelogs that no other includes. Several when files stand side by side without a master. */
  readonly masters: readonly string[];
}

export const liquibase: Framework = {
  id: 'liquibase',
  remembers: 'path',
  title: 'Liquibase',
  outsideTransaction:
    'set runInTransaction:false on its --changeset line (runInTransaction="false" in XML, runInTransaction: false in YAML)',
  detect: detectLiquibase,
  read: readLiquibase,
};

async function detectLiquibase(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) {
    const graph = await readChangelogs(tree, scope.files);
    return [await projectOf(tree, scope.root, scope.files, mastersOf(graph))];
  }
  const graph = await readChangelogs(tree, likelyChangelogs(tree));
  const projects: Project[] = [];
  const loose: string[] = [];
  for (const master of mastersOf(graph)) {
    const reached = reachedFrom(graph, master);
    if (reached.length === 1) loose.push(master);
    else projects.push(await projectOf(tree, commonFolder(reached), reached, [master]));
  }
  // Changelogs that nothing brings together: those of a folder, by name, with the SQL files that the first ones stand for.
  const claimed = new Set(projects.flatMap((project) => project.files));
  for (const [folder, members] of groupBy(loose, folderOf)) {
    const beside = members.some(isSql) ? tree.paths.filter((path) => isSql(path) && folderOf(path) === folder && !claimed.has(path)) : [];
    const files = [...new Set([...members, ...beside])].toSorted(compareNatural);
    const filled = files.some((path) => isSql(path) || (graph.changelogs.get(path)?.entries.length ?? 0) > 0);
    if (filled) projects.push(await projectOf(tree, folder, files, files));
  }
  return projects;
}

function isSql(path: string): boolean {
  return /\.sql$/i.test(path);
}

/** Changelogs that no other includes, in the order of their paths. */
function mastersOf(graph: ChangelogGraph): readonly string[] {
  const included = new Set<string>();
  for (const [path, { entries }] of graph.changelogs)
    for (const entry of entries)
      if (entry.kind === 'include' || entry.kind === 'include-all') for (const file of graph.resolve(path, entry) ?? []) included.add(file);
  return [...graph.changelogs.keys()].filter((path) => !included.has(path)).toSorted(compareNatural);
}

/** A changelog and every file it brings in, its SQL files included. */
function reachedFrom(graph: ChangelogGraph, master: string): readonly string[] {
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const entry of graph.changelogs.get(path)?.entries ?? []) {
      if (entry.kind === 'include' || entry.kind === 'include-all') for (const file of graph.resolve(path, entry) ?? []) visit(file);
      else if (entry.kind === 'changeset') for (const file of sqlFilesOf(graph, entry)) reached.add(file);
    }
  };
  visit(master);
  return [...reached];
}

function sqlFilesOf(graph: ChangelogGraph, changeSet: ChangeSet): readonly string[] {
  const rollback = changeSet.rollback.kind === 'steps' ? changeSet.rollback.steps : [];
  return [...changeSet.steps, ...rollback]
    .flatMap(sqlFileSteps)
    .flatMap((step) => graph.resolve(changeSet.path, { ...step, kind: 'include' }) ?? []);
}

function sqlFileSteps(step: ChangeStep): readonly SqlFileStep[] {
  return step.kind === 'sql-file' ? [step] : step.kind === 'for-engine' ? step.steps.flatMap(sqlFileSteps) : [];
}

async function projectOf(tree: FileTree, root: string, files: readonly string[], masters: readonly string[]): Promise<Project> {
  const settings: LiquibaseSettings = { masters };
  const dialect = (await dialectOfSettings(tree, root)) ?? (await dialectAround(tree, root));
  return { framework: liquibase.id, root, files, ...(dialect ? { dialect } : {}), settings };
}

/** The URL in liquibase.properties or in the application's properties of the module. */
async function dialectOfSettings(tree: FileTree, root: string): Promise<DialectEvidence | undefined> {
  const above = foldersUp(root);
  const named = tree.paths.filter((path) => {
    const name = baseName(path);
    if (name !== 'liquibase.properties' && !/^application\.(?:properties|ya?ml)$/.test(name)) return false;
    return above.includes(folderOf(path)) || above.some((folder) => folderOf(path) === inFolder(folder, 'src/main/resources'));
  });
  const contents = await tree.read(named);
  for (const path of named.toSorted((a, b) => b.length - a.length)) {
    const content = contents.get(path);
    const found = content?.kind === 'text' ? jdbcEngine(content.text, path) : undefined;
    if (found) return found;
  }
  return undefined;
}

function jdbcEngine(text: string, path: string): DialectEvidence | undefined {
  const engines = new Set([...text.matchAll(/\bjdbc:(?:tc:)?(\w+):/g)].flatMap((match) => engineOf(match[1] ?? '') ?? []));
  const [engine] = engines;
  return engine !== undefined && engines.size === 1
    ? { dialect: engine, evidence: `URL in ${path}` }
    : dialectOfUrl(text, `URL in ${path}`);
}

interface Run {
  readonly changeSets: readonly { readonly changeSet: ChangeSet; readonly file: SourceFile; readonly contexts: readonly string[] }[];
  readonly properties: readonly Property[];
  readonly unread: readonly Unread[];
}

async function readLiquibase(project: Project, tree: FileTree): Promise<ProjectReading> {
  const own = new Set(project.files);
  const masters = ((project.settings as LiquibaseSettings | undefined)?.masters ?? project.files).filter((path) => own.has(path));
  const graph = await readChangelogs(tree, masters);
  const { changeSets, unread, properties } = runOf(graph, masters);
  const sqlFiles = [...new Set(changeSets.flatMap(({ changeSet }) => sqlFilesOf(graph, changeSet)))];
  const sources = await readSources(tree, [...sqlFiles, ...project.files.filter((path) => !graph.changelogs.has(path))]);
  const read = new Set([...graph.changelogs.keys(), ...sqlFiles]);
  const others = [...sources.files.values()]
    .filter((file) => !read.has(file.path) && isSql(file.path))
    .map((file) =>
      unreadFile(
        file.path,
        'Liquibase does not run the file: it does not begin with "--liquibase formatted sql", and no changelog includes it',
        file.text.length,
      ),
    );
  const engine = project.dialect?.dialect ?? 'postgres';
  const expand = expander(propertiesFor(properties, engine));
  const usesRollback = changeSets.some(({ changeSet }) => changeSet.rollback.kind !== 'none');
  const seen = new Set<string>();
  const tables = new Set<string>();
  const migrations: Migration[] = [];
  const skipped: Unread[] = [];
  for (const [at, { changeSet, file, contexts }] of changeSets.entries()) {
    const { author, rollback } = changeSet;
    const span = { path: file.path, start: changeSet.start, end: changeSet.end };
    if (changeSet.ignored) {
      skipped.push({ span, reason: `Liquibase passes over changeset ${author}:${changeSet.id}, which says ignore` });
      continue;
    }
    const named = `${author}:${changeSet.id}`;
    // The file is part of a changeset's identity: the same author and id may stand in two.
    const id = seen.has(named) ? `${named} in ${file.path}` : named;
    seen.add(named);
    const other =
      otherEngine(changeSet.dbms, engine) ??
      contexts.map((context) => otherEngineOfContext(context, engine)).find((found) => found !== undefined) ??
      otherEngineOfPreconditions(changeSet.preconditions, engine);
    const common = {
      framework: liquibase.id,
      order: String(at + 1),
      title: changeSet.comment.split('\n')[0]?.trim() || wordsOf(changeSet.id),
      transaction: changeSet.runInTransaction ? ('wrapped' as const) : ('none' as const),
      ...(other === undefined ? {} : { otherDialect: other }),
    };
    const conditions = new Set(softConditions(changeSet.preconditions));
    const makes = tablesMade(changeSet.steps).map(expand);
    // A table that an earlier changeset made, and this one would make where it is missing.
    if (conditions.has('tableExists') && makes.some((table) => tables.has(table))) conditions.add('tableMade');
    if (other === undefined) for (const table of makes) tables.add(table);
    const down = rollback.kind !== 'none' || changeSet.reversible ? 'present' : usesRollback ? 'absent' : 'not-used';
    const stepsFor = (steps: readonly ChangeStep[]): readonly Step[] =>
      stepsOf({ graph, changeSet, files: sources.files, engine, expand, conditions }, steps);
    migrations.push(
      migrationOf(file, {
        ...common,
        id,
        span,
        repeatable: changeSet.repeatable,
        down,
        steps: stepsFor(changeSet.steps),
      }),
    );
    if (rollback.kind === 'steps') {
      const { start, end } = rollback;
      migrations.push(
        migrationOf(file, {
          ...common,
          id: `${id}:down`,
          direction: 'down',
          span: { path: file.path, start, end },
          steps: stepsFor(rollback.steps),
        }),
      );
    }
  }
  const comments = [...graph.changelogs.values()].flatMap((changelog) => changelog.comments ?? []);
  return { migrations: withComments(migrations, comments), unread: [...unread, ...sources.unread, ...others, ...skipped] };
}

/** Every changeset that a run from these changelogs comes to, in order; each changelog counts where it is met first. */
function runOf(graph: ChangelogGraph, masters: readonly string[]): Run {
  const changeSets: { readonly changeSet: ChangeSet; readonly file: SourceFile; readonly contexts: readonly string[] }[] = [];
  const properties: Property[] = [];
  const unread: Unread[] = [];
  const visited = new Set<string>();
  const visit = (path: string, contexts: readonly string[]): void => {
    const changelog = graph.changelogs.get(path);
    if (!changelog || visited.has(path)) return;
    visited.add(path);
    const { file } = changelog;
    if (changelog.rawSql) changeSets.push({ file, contexts, changeSet: wholeFileChangeSet(changelog) });
    for (const entry of changelog.entries) {
      const span = { path, start: entry.start, end: entry.end };
      if (entry.kind === 'changeset') changeSets.push({ changeSet: entry, file, contexts: [...contexts, entry.context] });
      else if (entry.kind === 'property') properties.push(entry);
      else if (entry.kind === 'unreadable') unread.push({ span, reason: entry.reason });
      else {
        const found = graph.resolve(path, entry);
        if (!found && !entry.optional) unread.push({ span, reason: `the changelog it includes, ${entry.file}, is not in the repository` });
        for (const next of found ?? []) visit(next, [...contexts, entry.context]);
      }
    }
  };
  for (const master of masters) visit(master, []);
  return { changeSets, unread, properties };
}

/** A SQL file without marks is one changeset, sent whole. */
function wholeFileChangeSet({ file }: Changelog): ChangeSet {
  const { start, end } = wholeFile(file);
  const steps = splitSteps(file, file.text.startsWith('\uFEFF') ? 1 : 0, end, { splitStatements: false, endDelimiter: undefined });
  return changeSetOf({ author: 'includeAll', id: baseName(file.path), path: file.path, start, end, steps });
}

interface Around {
  readonly graph: ChangelogGraph;
  readonly changeSet: ChangeSet;
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly engine: string;
  readonly expand: Expand;
  /** What the changeset asks before it runs. */
  readonly conditions: ReadonlySet<string>;
}

/** The tables that the changes of a changeset create, as written. */
function tablesMade(steps: readonly ChangeStep[]): readonly string[] {
  return steps.flatMap((step) =>
    step.kind === 'for-engine'
      ? tablesMade(step.steps)
      : step.kind === 'change' && step.change.name === 'createTable'
        ? [step.change.values.get('tableName') ?? '']
        : [],
  );
}

function stepsOf(around: Around, steps: readonly ChangeStep[]): readonly Step[] {
  const modifications = steps.flatMap((step) =>
    step.kind === 'for-engine' && otherEngine(step.dbms, around.engine) === undefined
      ? step.steps.filter((inner) => inner.kind === 'modify')
      : [],
  );
  return modifications.reduce<readonly Step[]>(
    (made, { before, behind }) =>
      made.map((step) => (step.kind === 'sql' ? { ...step, script: wrapped(step.script, before, behind) } : step)),
    plainSteps(around, steps),
  );
}

/** A script with text around it, which has the place of what it stands next to. */
function wrapped(script: SqlScript, before: string, behind: string): SqlScript {
  const inside = (offset: number): number => Math.min(Math.max(offset - before.length, 0), script.text.length);
  return { text: before + script.text + behind, locate: (start, end) => script.locate(inside(start), inside(end)) };
}

function plainSteps(around: Around, steps: readonly ChangeStep[]): readonly Step[] {
  const { graph, changeSet, files, engine, expand, conditions } = around;
  return steps.flatMap((step): readonly Step[] => {
    if (step.kind === 'for-engine') return otherEngine(step.dbms, engine) === undefined ? plainSteps(around, step.steps) : [];
    if (step.kind === 'modify') return [];
    if (step.kind === 'change') return stepsOfChange(step.change, changeSet.path, expand, conditions);
    if (step.kind !== 'sql-file') return [expandStep(step, expand)];
    const [path] = graph.resolve(changeSet.path, { ...step, file: expand(step.file), kind: 'include' }) ?? [];
    const file = path === undefined ? undefined : files.get(path);
    if (file)
      return splitSteps(file, file.text.startsWith('\uFEFF') ? 1 : 0, file.text.length, step.splitting).map((made) =>
        expandStep(made, expand),
      );
    return [
      {
        kind: 'unread',
        span: { path: changeSet.path, start: step.start, end: step.end },
        reason: `the file of SQL it names, ${step.file}, is not in the repository`,
      },
    ];
  });
}
