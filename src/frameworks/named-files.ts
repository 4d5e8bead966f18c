/** Files of SQL that a migration in code names and sends: looked for by the end of their paths. */
import type { FileTree } from '../changes/change-source.ts';
import type { SourceFile } from '../source.ts';
import { baseName, commonFolder, groupBy, readSources } from './sql-file.ts';
import { pathsWith } from './folders.ts';

/** Finds the one file whose path ends like this; undefined where there is none, or where several are equally near. */
export type NamedFiles = (path: string) => SourceFile | undefined;

/** How long a name may be. */
const LONGEST = 200;

/** Names that end in `.sql`, without the folders before them. */
function namesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { 0: ending, index } of text.matchAll(/\.p?sql\b/g)) {
    const stem = /[\w.-]+$/.exec(text.slice(Math.max(0, index - LONGEST), index))?.[0];
    if (stem !== undefined) names.add(`${stem}${ending}`);
  }
  return names;
}

/** Reads the files that a text may name. */
export async function namedFilesIn(file: SourceFile, tree: FileTree): Promise<NamedFiles> {
  if (!/\.p?sql\b/.test(file.text)) return () => undefined;
  // A file may stand beside the migration under its own name.
  const names = new Set([...namesIn(file.text), baseName(file.path).replace(/\.\w+$/, '.sql')]);
  const byName = groupBy(pathsWith(tree, 'sql', 'psql'), baseName);
  const { files } = await readSources(tree, [...names].flatMap((name) => byName.get(name) ?? [])); // prettier-ignore
  const paths = [...files.keys()];
  return (path) => {
    // What stands before the last computed part, and steps upwards, say nothing of the end.
    const tail = path.replaceAll('\\', '/').replace(/^[^]*\}/, '').split('/').filter((part) => !/^\.{0,2}$/.test(part)).join('/'); // prettier-ignore
    const fitting = tail === '' ? [] : paths.filter((one) => one === tail || one.endsWith(`/${tail}`));
    const near = fitting.map((one) => commonFolder([one, file.path]).length);
    const nearest = fitting.filter((_, i) => near[i] === Math.max(...near));
    const [only] = nearest;
    return nearest.length === 1 && only !== undefined ? files.get(only) : undefined;
  };
}
