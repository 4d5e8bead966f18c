/**
 * Alembic: Python files that name the revision they follow. They are read, never run: what `op` is asked for becomes the SQL
 * that Alembic sends to PostgreSQL.
 * Sources: alembic/operations/ops.py, alembic/ddl/{base,impl,postgresql}.py, alembic/script/{base,revision}.py and
 * alembic/runtime/migration.py of github.com/sqlalchemy/alembic.
 */
import type { FileTree } from '../../changes/change-source.ts';
import type { SourceFile } from '../../source.ts';
import { withComments } from '../code-comments.ts';
import type { Migration, Project, ProjectReading, Step, TransactionMode, Unread } from '../framework.ts';
import { bodyOf, moduleScope } from '../python/interpret.ts';
import { parsePython, type Node } from '../python/parse.ts';
import { plainText, type Scope, type Value } from '../python/values.ts';
import {
  baseName,
  compareNatural,
  hasSql,
  inFolder,
  migrationOf,
  readSources,
  readText,
  unreadFile,
  wayBackIn,
  wholeFile,
  wordsOf,
} from '../sql-file.ts';
import { stepsOf } from './steps.ts';

const ID = 'alembic';

interface Run {
  readonly transaction: TransactionMode;
  readonly transactionGroup: string | null;
  /** As SQLAlchemy calls the database. */
  readonly dialect: string;
}

interface Revision {
  readonly id: string;
  readonly path: string;
  /** What must have run before. */
  readonly after: readonly string[];
  readonly migrations: readonly Migration[];
}

export async function readAlembic(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const run = await runOf(project, tree);
  const revisions: Revision[] = [];
  const refused: Unread[] = [];
  for (const file of files.values()) {
    if (baseName(file.path) === '__init__.py') continue;
    const read = await readRevision(file, run);
    if ('reason' in read) refused.push(read);
    else revisions.push(read);
  }
  return { migrations: inOrder(revisions).flatMap(({ migrations }) => migrations), unread: [...unread, ...refused] };
}

/** What env.py says of transactions: one for all that is pending, unless it asks for one each. */
async function runOf(project: Project, tree: FileTree): Promise<Run> {
  const text = ((await readText(tree, inFolder(project.root, 'env.py'))) ?? '').replaceAll(/^\s*#[^\n]*/gm, '');
  const none = /\btransactional_ddl\s*=\s*False\b|\bisolation_level["']?\s*[=:]\s*["']AUTOCOMMIT\b/.test(text);
  const each = /\btransaction_per_migration\s*=\s*True\b/.test(text);
  const dialect = project.dialect?.dialect ?? 'postgres';
  return {
    transaction: none ? 'none' : 'wrapped',
    transactionGroup: none || each ? null : `Alembic in ${project.root}`,
    dialect: dialect === 'postgres' ? 'postgresql' : dialect,
  };
}

async function readRevision(file: SourceFile, run: Run): Promise<Revision | Unread> {
  const { transaction, transactionGroup } = run;
  const stem = baseName(file.path).replace(/\.py$/, '');
  const parsed = await parsePython(file);
  const shared = { framework: ID, transaction, transactionGroup };
  if (parsed.kind === 'error') {
    const id = /^([^_]+)_/.exec(stem)?.[1] ?? stem;
    const steps: readonly Step[] = [{ kind: 'unread', span: parsed.span, reason: parsed.reason }];
    return { id, path: file.path, after: [], migrations: [migrationOf(file, { ...shared, id, order: id, title: wordsOf(stem), steps })] };
  }
  const scope = moduleScope(file.text, parsed.body);
  const given = scope.names.get('revision');
  const id = plainText(given);
  if (id === undefined)
    return given
      ? unreadFile(file.path, 'its revision is computed', file.text.length)
      : unreadFile(file.path, 'Alembic cannot use the file: it has no revision', file.text.length);
  const follows = revisionsIn(scope.names.get('down_revision'));
  const chain = { own: id, follows };
  const up = scope.functions.get('upgrade');
  const down = scope.functions.get('downgrade');
  const common = { ...shared, order: id, title: titleOf(stem, id) };
  const steps: readonly Step[] = up
    ? stepsOf(file, up, copyOf(scope), run.dialect)
    : [{ kind: 'unread', span: wholeFile(file), reason: 'it has no upgrade()' }];
  const back = down ? stepsOf(file, down, copyOf(scope), run.dialect) : [];
  const state = steps.length === 0 ? 'not-used' : wayBack(file, down, back);
  const whole = wholeFile(file);
  const span = up && down && down.from > up.from ? { ...whole, end: down.from } : whole;
  const migrations = [migrationOf(file, { ...common, id, chain, span, steps, down: state })];
  if (down && back.length > 0)
    migrations.push(
      migrationOf(file, {
        ...common,
        id: `${id}:down`,
        direction: 'down',
        span: { ...whole, start: down.from, end: down.to },
        steps: back,
      }),
    );
  return {
    id,
    path: file.path,
    after: [...follows, ...revisionsIn(scope.names.get('depends_on'))],
    migrations: withComments(migrations, parsed.comments),
  };
}

/** Each function starts with the names of the module. */
const copyOf = (scope: Scope): Scope => ({
  text: scope.text,
  names: new Map(scope.names),
  imports: new Map(scope.imports),
  functions: new Map(scope.functions),
  // Alembic’s own default: the schema of its version table is not set.
  known: (path) => (path.endsWith('.version_table_schema') ? { kind: 'none', start: 0, end: 0 } : undefined),
});

function revisionsIn(value: Value | undefined): readonly string[] {
  const values = value?.kind === 'list' ? value.items : value ? [value] : [];
  return values.flatMap((one) => plainText(one) ?? []);
}

function titleOf(stem: string, id: string): string {
  const at = stem.indexOf(id);
  const rest = at < 0 ? stem : stem.slice(at + id.length);
  return wordsOf(rest) || wordsOf(stem);
}

/** An error at once says that there is no way back; so may the words beside a `pass`. */
function wayBack(file: SourceFile, down: Node | undefined, steps: readonly Step[]): Migration['down'] {
  if (!down) return 'absent';
  const first = bodyOf(down).find((node) => node.name !== 'ExpressionStatement' || node.firstChild?.name !== 'String');
  if (first?.name === 'RaiseStatement') return 'irreversible';
  if (steps.some((step) => step.kind !== 'sql' || hasSql(step.script.text))) return 'present';
  const text = file.text.slice(down.from, down.to);
  const words = [...text.matchAll(/#([^\n]*)|"""([^]*?)"""/g)].map(
    ([, comment, doc]) => `-- ${(comment ?? doc ?? '').replaceAll(/\s+/g, ' ')}`,
  );
  return wayBackIn(words.join('\n')) === 'irreversible' ? 'irreversible' : 'absent';
}

/** Every revision behind all that it needs; among those that are free, in the order of their paths. */
function inOrder(revisions: readonly Revision[]): readonly Revision[] {
  const byId = new Map(revisions.map((revision) => [revision.id, revision]));
  const placed = new Set<Revision>();
  const entered = new Set<Revision>();
  for (const root of revisions.toSorted((a, b) => compareNatural(a.path, b.path))) {
    const open = [root];
    for (let revision = open.at(-1); revision; revision = open.at(-1)) {
      const before = entered.has(revision) ? [] : revision.after.flatMap((id) => byId.get(id) ?? []);
      entered.add(revision);
      const missing = before.filter((one) => !entered.has(one));
      if (missing.length > 0) open.push(...missing.toReversed());
      else {
        open.pop();
        placed.add(revision);
      }
    }
  }
  return [...placed];
}
