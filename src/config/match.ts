/** What a configuration selects: files by globs, tables by names. */
import picomatch from 'picomatch';
import type { FileTree } from '../changes/change-source.ts';
import type { ConfiguredProject } from '../frameworks/index.ts';
import { inFolder, isBelow } from '../frameworks/sql-file.ts';
import type { Config } from './config.ts';

/** Tells whether a path matches one of the globs. A glob that names a folder matches what is below it. */
export function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  const matchers = globs.map((glob) => {
    const matches = glob === '' ? () => true : picomatch(glob, { dot: true });
    return (path: string) => matches(path) || isBelow(path, glob);
  });
  return (path) => matchers.some((matches) => matches(path));
}

/** Files of a tree that match one of the globs, sorted. */
export function filesMatching(tree: FileTree, globs: readonly string[]): readonly string[] {
  return globs.length === 0 ? [] : tree.paths.filter(pathMatcher(globs));
}

/**
 * `projects:` of a configuration for a tree, its globs turned into files.
 *
 * @param source names the configuration: `.github/lockkeeper.yml`.
 */
export function configuredProjects(config: Config, source: string, tree: FileTree): readonly ConfiguredProject[] {
  return config.projects.map(({ framework, path, migrations, dialect }, i): ConfiguredProject => {
    const detect = migrations.length === 0;
    const globs = detect ? [path] : migrations.map((glob) => inFolder(path, glob));
    return {
      framework,
      scope: { root: path, files: filesMatching(tree, globs) },
      detect,
      ...(dialect ? { dialect: { ...dialect, evidence: `projects[${i}].dialect in ${source}` } } : {}),
    };
  });
}

/**
 * Tells whether a relation, in its canonical form (`public."Order"`), has a name as a configuration writes it: `public.Order`,
 * `Order`, or with `*` for any run of characters. A name without a schema is meant in every schema.
 */
export function tableMatcher(name: string): (relation: string) => boolean {
  const parts = nameParts(name);
  const pattern = parts.join('.');
  return (relation) => {
    const own = nameParts(relation);
    return matchesWildcards(pattern, (parts.length === 1 ? own.slice(-1) : own).join('.'));
  };
}

/** Parts of a qualified name without their quotes. */
export function nameParts(name: string): readonly string[] {
  return [...name.matchAll(/"((?:[^"]|"")*)"|[^."]+/g)].map((match) => match[1]?.replaceAll('""', '"') ?? match[0]);
}

/** Whether a text is a pattern in which `*` stands for any run of characters. Time grows with the product of the lengths, whatever the pattern. */
function matchesWildcards(pattern: string, text: string): boolean {
  let [p, t] = [0, 0];
  /** Where to go on when what follows the last `*` did not match: one character later. */
  let retry: { readonly p: number; readonly t: number } | undefined;
  while (t < text.length) {
    if (pattern[p] === '*') {
      retry = { p, t };
      p++;
    } else if (p < pattern.length && pattern[p] === text[t]) {
      p++;
      t++;
    } else if (retry) {
      retry = { p: retry.p, t: retry.t + 1 };
      [p, t] = [retry.p + 1, retry.t];
    } else return false;
  }
  return /^\**$/.test(pattern.slice(p));
}
