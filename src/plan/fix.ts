/** The way out of a change as files that its projects could commit. */
import type { ChangeSet, FileTree } from '../changes/change-source.ts';
import { memoryTree } from '../changes/memory.ts';
import { REWRITE_OPTIONS } from '../dialects/dialect.ts';
import { undoMigration } from '../effects/undo.ts';
import type { AnalysedMigration } from '../effects/analysed.ts';
import type { Framework, Migration } from '../frameworks/framework.ts';
import { type Numbers, numbersOf } from '../frameworks/renumber.ts';
import { NO_WRITER, writerOf } from '../frameworks/writers.ts';
import { groupBy } from '../frameworks/sql-file.ts';
import type { Draft, DraftStatement, WriteRequest, WrittenFile } from '../frameworks/writer.ts';
import { type Review, standing } from '../report.ts';
import type { Examined } from '../review.ts';
import { fileGroups, takesLong } from './gather.ts';
import { type OwnTransactions, ownTransactions } from './own-transactions.ts';
import type { WayOut, WayOutStep } from './way-out.ts';

/** A file of the way out. */
export interface FixFile extends WrittenFile {
  /** From 1. */
  readonly release: number;
  /** The migration that it comes from. */
  readonly from: string;
}

/** What can be written of the way out. */
export interface Fix {
  readonly files: readonly FixFile[];
  /** Files of later releases, with what has to be deployed before. They have the names that they would have today. */
  readonly later: readonly (FixFile & { readonly deploy: string })[];
  /** Migrations that are not written, each with the reason as a sentence. */
  readonly notWritten: readonly { readonly path: string; readonly reason: string }[];
  /** Files that are to be deleted: what they hold has another name among those above. */
  readonly removed: readonly string[];
  /** What is left to do by hand, as sentences. */
  readonly notes: readonly string[];
}

export interface FixOptions {
  /** The release whose files are to be written, from 1; those of later ones are in `later`. */
  readonly release?: number;
  /** Milliseconds that statements wait for a lock where nothing else says so; 0: nothing is said. */
  readonly lockTimeout?: number;
}

/** Makes the files of a way out. */
export async function makeFix(
  { ways, touched, analysed, review }: Pick<Examined, 'ways' | 'touched' | 'analysed'> & { readonly review: Pick<Review, 'findings'> },
  changes: Pick<ChangeSet, 'head'>,
  { release = 1, lockTimeout = REWRITE_OPTIONS.lockTimeout }: FixOptions = {},
): Promise<Fix> {
  const made: Fix[] = [];
  for (const [i, way] of ways.entries()) {
    const [project, context] = [touched[i], analysed[i]?.context];
    if (!project || !context) continue;
    const toWrite = way.migrations.map((own, at): ToWrite => {
      const transactions = ownTransactions(own);
      const groups = fileGroups(way.steps.filter((step) => step.migration === at)).flatMap((group) => apart(group, transactions));
      // A step is looked at alone: whether what its file sets limits it, or somebody allows it, is in what was found there.
      const isUnlimited = standing(review).some(({ rule, primary }) => rule === UNLIMITED && primary.path === own.migration.path);
      const limit = isUnlimited ? lockTimeout : 0;
      const isWanted = groups.some((group) => group.some((step) => step.answers.length > 0 || (limit > 0 && waitsForever(step))));
      if (!isWanted) return { own, drafts: [], controls: false };
      const drafts = draftsOf(groups, own, context, { lockTimeout: limit, transactions });
      const outside = drafts.some(({ draft }) => !draft.transaction) ? noWayOut(project.framework) : undefined;
      const reason = (outside ?? refusal(own, way, { at, all: project.head.migrations, transactions }))?.reason;
      return { own, drafts, controls: transactions.controls, ...(reason === undefined ? {} : { reason }) };
    });
    made.push(await fixOf(toWrite, project, changes.head, release));
  }
  return {
    files: made.flatMap(({ files }) => files),
    later: made.flatMap(({ later }) => later),
    notWritten: made.flatMap(({ notWritten }) => notWritten),
    removed: made.flatMap(({ removed }) => removed),
    notes: [...new Set(made.flatMap(({ notes }) => notes))],
  };
}

/** A migration of a change with what is to be written of it: nothing where it stays as it is. */
interface ToWrite {
  readonly own: AnalysedMigration;
  readonly drafts: readonly Drafted[];
  readonly controls: boolean;
  /** Why it cannot be written. */
  readonly reason?: string;
}

/** The files of one project. What a writer refuses needs no room for more files, so that all is numbered again without it. */
async function fixOf(toWrite: readonly ToWrite[], project: Examined['touched'][number], head: FileTree, release: number): Promise<Fix> {
  const { framework } = project;
  const writer = await writerOf(framework.id);
  const planned = numbersOf(
    toWrite.map(({ own, drafts, reason }) => ({
      migration: own.migration,
      releases: drafts.length === 0 || reason !== undefined ? [1] : drafts.map((one) => one.release),
    })),
    project.head,
    head,
  );
  const contents = await head.read([...planned.values()].flatMap((one) => [...one.moved.keys()]));
  // What cannot be read cannot be moved.
  const numbers = [...contents.values()].every(({ kind }) => kind === 'text') ? planned : new Map<string, Numbers>();
  const moved = new Map([...numbers.values()].flatMap((one) => [...one.moved]));
  const pathOf = (path: string): string => moved.get(path) ?? path;
  const reading = { ...project.head, migrations: project.head.migrations.map((m) => ({ ...m, path: pathOf(m.path) })) };
  const files: FixFile[] = [];
  const later: Fix['later'][number][] = [];
  const notWritten: Fix['notWritten'][number][] = [];
  const notes = new Set<string>();
  for (const [at, { own, drafts, controls, reason }] of toWrite.entries()) {
    const { migration } = own;
    const { versions, moved: renamed } = numbers.get(migration.path) ?? {};
    for (const [from, path] of release === 1 ? (renamed ?? []) : []) {
      const content = contents.get(from);
      if (content?.kind === 'text') files.push({ path, action: 'create', text: content.text, release, from });
      if (from === migration.path) notes.add(`${from} is called ${path} from here on, to be run after the new files before it.`);
    }
    if (drafts.length === 0) continue;
    const request: WriteRequest = {
      project: { ...project.project, files: project.project.files.map(pathOf) },
      reading,
      migration: { ...migration, path: pathOf(migration.path) },
      drafts: drafts.map(({ draft }) => draft),
      controls,
      later: toWrite.slice(at + 1).map((next) => next.own.migration),
      ...(versions ? { versions } : {}),
      taken: new Set([...head.paths, ...files.map(({ path }) => path)]),
      read: (path) => textOf(path, files, head),
    };
    const written =
      reason !== undefined
        ? { reason }
        : ((await writer?.(request)) ?? { reason: NO_WRITER[framework.id] ?? 'Lockkeeper cannot write the files of this tool.' });
    if ('reason' in written) {
      if (reason === undefined) return fixOf(toWrite.with(at, { own, drafts, controls, reason: written.reason }), project, head, release);
      notWritten.push({ path: migration.path, reason });
      continue;
    }
    for (const [k, made] of written.files.entries()) {
      const one = drafts[k];
      if (!one) continue;
      const first = made[0];
      if (first && one.release === release && one.deploy !== '' && one.deploy !== drafts[k - 1]?.deploy)
        notes.add(`Before ${first.path} is run: ${one.deploy}`);
      for (const file of made) {
        const entry = { ...file, release: one.release, from: migration.path };
        if (one.release === release) files.push(entry);
        else if (one.release > release) later.push({ ...entry, deploy: one.deploy });
      }
    }
    for (const note of written.notes) notes.add(note);
    for (const reason of drafts.flatMap(({ lost }) => lost)) notes.add(`The way back of ${migration.path} is not whole: ${reason}`);
  }
  const there = new Set(head.paths);
  const targets = new Set(moved.values());
  const removed = release === 1 ? [...moved.keys()].filter((path) => !targets.has(path)) : [];
  return {
    files: files
      .filter((file, i) => !files.slice(i + 1).some(({ path }) => path === file.path))
      .map((file) => ({ ...file, action: there.has(file.path) ? 'replace' : 'create' })),
    later,
    notWritten,
    removed,
    notes: [...notes],
  };
}

/** What a tool cannot do that runs every migration in a transaction. */
function noWayOut({ id, outsideTransaction, withoutOptOut = '' }: Framework): { readonly reason: string } | undefined {
  return outsideTransaction !== null || id === 'sql' ? undefined : { reason: withoutOptOut.replace(/\.?$/, '.') };
}

/** Tools whose migrations say what undoes them in the same place, which is written anew. */
const BOTH_WAYS: ReadonlySet<string> = new Set(['rails', 'django', 'ecto', 'yoyo', 'liquibase']);
/** Tools whose migrations leave the transaction on both ways or on none. */
const ONE_SWITCH: ReadonlySet<string> = new Set([
  'rails',
  'django',
  'ecto',
  'yoyo',
  'liquibase',
  'laravel',
  'mikro-orm',
  'knex',
  'typeorm',
  'tern',
  'goose',
]);

/** Why a migration is left as it is. */
function refusal(
  { migration, unread }: AnalysedMigration,
  way: WayOut,
  { at, all, transactions }: { readonly at: number; readonly all: readonly Migration[]; readonly transactions: OwnTransactions },
): { readonly reason: string } | undefined {
  const { framework } = migration;
  if (
    framework !== 'liquibase' &&
    all.some((other) => other.path === migration.path && other.direction === 'up' && other.id !== migration.id)
  )
    return { reason: 'Its file holds several migrations.' };
  if (unread.length > 0) return { reason: `A part of it could not be read: ${unread[0]?.reason ?? ''}.` };
  if (migration.repeatable) return { reason: 'It is run again whenever its text changes, so it cannot be split.' };
  if (transactions.unclear !== undefined) return { reason: transactions.unclear };
  if (transactions.controls && migration.transactionGroup !== null)
    return { reason: 'It opens or ends a transaction itself, and its tool runs it in one with others.' };
  const own = way.steps.filter((step) => step.migration === at);
  const empty = own.find(({ sql }) => sql.trim() === '');
  if (empty) return { reason: 'The SQL of one of its statements is not known.' };
  if (own.some(({ sql }) => /\$\{|\$\d(?![\d$])/.test(sql))) return { reason: 'It holds a value that is put in when it is run.' };
  return undefined;
}

/** A file as it is, or as it was written. */
async function textOf(path: string, written: readonly FixFile[], head: FileTree): Promise<string | undefined> {
  const own = written.findLast((file) => file.path === path);
  if (own) return own.text;
  const content = (await head.read([path])).get(path);
  return content?.kind === 'text' ? content.text : undefined;
}

interface Drafted {
  readonly draft: Draft;
  /** What its way back does not bring back, as sentences. */
  readonly lost: readonly string[];
  readonly release: number;
  readonly deploy: string;
}

type Context = Examined['analysed'][number]['context'];

/** Statements that only set something for those after them. */
const isSetting = (step: WayOutStep): boolean =>
  step.answers.length === 0 && step.statements.length > 0 && step.statements.every(({ operations }) => operations.every(({ operation }) => operation.kind === 'set')); // prettier-ignore

const setsLockTimeout = ({ sql }: WayOutStep): boolean => /^\s*SET\s+(?:LOCAL\s+|SESSION\s+)?lock_timeout\b/i.test(sql);
const isLocal = (sql: string): boolean => /^\s*SET\s+LOCAL\b/i.test(sql);

/** Steps that the migration has in different transactions of its own stay in different ones. */
const apart = (group: readonly WayOutStep[], { part }: OwnTransactions): readonly (readonly WayOutStep[])[] => [
  ...groupBy(group, ({ from }) => String(part(from))).values(),
];

const UNLIMITED = 'lock-without-timeout';

/** A lock that blocks others is waited for without limit. */
const waitsForever = ({ left }: WayOutStep): boolean => left.some(({ rule }) => rule === UNLIMITED);

function draftsOf(
  groups: readonly (readonly WayOutStep[])[],
  own: AnalysedMigration,
  context: Context,
  { lockTimeout, transactions }: { readonly lockTimeout: number; readonly transactions: OwnTransactions },
): readonly Drafted[] {
  const real = groups.filter((group) => !group.every(isSetting));
  const settings = groups.flat().filter(isSetting);
  const wantsDown = own.migration.down !== 'not-used';
  let deploy = '';
  return real.map((group) => {
    const before = [...new Set(group.flatMap((step) => step.deploy ?? []))].join(' ');
    if (before !== '') deploy = before;
    const first = group[0];
    const isInForce = ({ from, sql }: WayOutStep): boolean =>
      first !== undefined && from.start < first.from.start && (!isLocal(sql) || transactions.part(from) === transactions.part(first.from));
    const carried = settings.filter((step) => !group.includes(step) && isInForce(step));
    // Where all pending migrations share a transaction, a step that does long work would keep the locks of those before it.
    const alone = real.length > 1 && own.migration.transactionGroup !== null && group.every(takesLong);
    const { framework } = own.migration;
    const down = wantsDown && (real.length > 1 || BOTH_WAYS.has(framework)) ? downOf(group, own, context) : undefined;
    const back = ONE_SWITCH.has(framework) && down ? down.transaction : true;
    const transaction = !alone && back && group.every((step) => step.transaction);
    const undo = (step: WayOutStep): readonly string[] | undefined => {
      const { statements, lost } = downOf([step], own, context);
      return statements.length === 0 && lost.length > 0 ? undefined : statements.map(({ sql }) => sql);
    };
    const draft = {
      statements: statementsOf([...carried, ...group], own, transaction, lockTimeout, undo),
      transaction,
      release: first?.release ?? 1,
      down: down?.statements ?? null,
      downTransaction: down?.transaction ?? true,
    };
    return { draft, lost: down?.lost ?? [], release: first?.release ?? 1, deploy };
  });
}

/** The statements of a file: one lock timeout for all of them, what was written as it was, and the titles of the others as comments. */
function statementsOf(
  steps: readonly WayOutStep[],
  own: AnalysedMigration,
  transaction: boolean,
  lockTimeout: number,
  undo: (step: WayOutStep) => readonly string[] | undefined,
): readonly DraftStatement[] {
  const first = steps.findIndex((step) => !isSetting(step));
  const [lead, rest] = [steps.slice(0, first), steps.slice(first)];
  // The author's own limit stands once, where ours would.
  const limits = lead.filter(setsLockTimeout);
  let timeout =
    limits.at(-1)?.sql ??
    (lockTimeout > 0 && steps.some(waitsForever)
      ? `SET lock_timeout = '${lockTimeout % 1000 === 0 ? `${lockTimeout / 1000}s` : `${lockTimeout}ms`}'`
      : undefined);
  const statements: DraftStatement[] = [];
  for (const step of rest) {
    const pieces = piecesOf(step);
    const [limitsHere, others] = [pieces.filter(isLockTimeout), pieces.filter((piece) => !isLockTimeout(piece))];
    if (step.answers.length > 0) timeout ??= limitsHere[0]?.sql;
    const kept = step.answers.length > 0 ? others : pieces;
    const before = commentsBefore(step, own.migration.text);
    for (const [i, { sql }] of kept.entries()) {
      const told =
        i > 0
          ? []
          : [
              ...(statements.some(({ comments }) => before.length > 0 && comments.join('\n') === before.join('\n')) ? [] : before),
              ...toldOf(step),
            ];
      // What undoes a step is undone before the settings that come with it.
      const down = i === kept.length - 1 ? undo(step) : [];
      statements.push({ comments: told, sql, from: step.from, written: step.answers.length === 0, down });
    }
  }
  const settings = lead
    .filter((step) => !limits.includes(step))
    .map((step) => ({ step, sql: transaction ? step.sql : step.sql.replace(/^(\s*SET\s+)LOCAL\s+/i, '$1') }));
  const before = settings.map(({ step, sql }) => ({
    comments: commentsBefore(step, own.migration.text),
    sql: sql.trim(),
    from: step.from,
    written: true,
    down: [],
  }));
  // SET LOCAL ends with the transaction; outside one it is given back.
  const after = settings.flatMap(({ step, sql }) => {
    const name = /^\s*SET\s+(\w+(?:\.\w+)?)\b/i.exec(sql)?.[1];
    return sql === step.sql || name === undefined ? [] : [{ comments: [], down: [], sql: `RESET ${name};` }];
  });
  const all = [...before, ...statements, ...after];
  // A statement of its own query outside a transaction cannot have a setting before it; none of these blocks others for long.
  if (timeout === undefined || (!transaction && statements.length === 1)) return all;
  const value = /=\s*(.+?);?\s*$|\bTO\s+(.+?);?\s*$/i.exec(timeout);
  const limit = value?.[1] ?? value?.[2] ?? "'5s'";
  const set = { comments: [], down: [], sql: `SET ${transaction ? 'LOCAL ' : ''}lock_timeout = ${limit};` };
  return transaction ? [set, ...all] : [set, ...all, { comments: [], down: [], sql: 'RESET lock_timeout;' }];
}

interface Piece {
  readonly sql: string;
  readonly setting: string;
}

const isLockTimeout = ({ setting }: Piece): boolean => setting === 'lock_timeout';

/** The SQL of a step, statement by statement; a DO block with what is in it is one. */
function piecesOf(step: WayOutStep): readonly Piece[] {
  const spans = new Map<number, { end: number; setting: string }>();
  for (const { statement } of step.statements) {
    const { start, end } = statement.block ?? statement.span;
    const only = statement.operations.length === 1 ? statement.operations[0] : undefined;
    if (!spans.has(start)) spans.set(start, { end, setting: only?.kind === 'set' ? only.setting : '' });
  }
  if (spans.size <= 1 || step.answers.length === 0) return [{ sql: step.sql.trim(), setting: '' }];
  return [...spans].map(([start, { end, setting }]) => ({ sql: `${step.sql.slice(start, end)};`, setting }));
}

function toldOf({ answers, title, batch, cleanup }: WayOutStep): readonly string[] {
  return [
    ...(answers.length > 0 && title !== '' ? [title] : []),
    ...(batch ? [`In batches of ${batch.rows} rows, each committed on its own.`] : []),
    ...(cleanup === undefined ? [] : [`If it fails, clear up before it is run again: ${cleanup.replaceAll(/\s+/g, ' ').trim()}`]),
  ];
}

/** The author's comment lines right before a statement, without their marks and the tools' own. */
function commentsBefore({ from }: WayOutStep, text: string): readonly string[] {
  const lines = text.slice(0, from.start).split('\n').slice(0, -1);
  const found: string[] = [];
  for (const line of lines.toReversed()) {
    const comment = /^\s*(?:--|#|\/\/)\s?(.*?)\s*$/.exec(line)?.[1];
    if (
      comment === undefined ||
      /^(?:\+goose|\+migrate|migrate:|-- tern|atlas:|no-transaction|lockkeeper:|changeset\b|rollback\b|liquibase\b|>)/i.test(comment)
    )
      break;
    found.unshift(comment);
  }
  return found;
}

/** What undoes the steps of a file. */
function downOf(
  group: readonly WayOutStep[],
  own: AnalysedMigration,
  { dialect, version }: Context,
): { readonly statements: readonly DraftStatement[]; readonly transaction: boolean; readonly lost: readonly string[] } {
  const all = group.flatMap((step) => step.statements);
  const { steps } = undoMigration(all, { dialect, version, change: own.change });
  const statements = steps.flatMap((step) =>
    step.operations.flatMap((operation): readonly DraftStatement[] => {
      const sql = dialect.render(operation, step.catalog);
      return sql === undefined ? [] : [{ comments: [], sql: `${sql};` }];
    }),
  );
  const unsaid = steps.flatMap((step) => step.operations.filter((operation) => dialect.render(operation, step.catalog) === undefined));
  const lost = [
    ...steps.flatMap((step) => step.irreversible.map(({ reason }) => reason)),
    ...unsaid.map(({ kind }) => `What undoes a step (${kind}) has no form as SQL.`),
  ];
  return { statements, lost, transaction: !steps.some(({ outsideTransaction }) => outsideTransaction) };
}

/** A tree with other files in it, and without some that it has. */
export function withFiles(tree: FileTree, files: readonly Pick<WrittenFile, 'path' | 'text'>[], removed: readonly string[] = []): FileTree {
  const own = memoryTree(Object.fromEntries(files.map(({ path, text }) => [path, text])));
  const above = new Set([...own.paths, ...removed]);
  return {
    paths: [...tree.paths.filter((path) => !above.has(path)), ...own.paths].sort(),
    read: async (paths) => new Map([...(await tree.read(paths.filter((path) => !above.has(path)))), ...(await own.read(paths))]),
  };
}

/** A change with the files of a fix in it. */
export function fixedChange(changes: ChangeSet, { files, removed }: Pick<Fix, 'files' | 'removed'>): ChangeSet {
  const known = new Set(changes.files.map(({ path }) => path));
  const added = files.filter(({ path }) => !known.has(path)).map(({ path }) => ({ path, status: 'added' as const }));
  const kept = changes.files.filter(({ path }) => !removed.includes(path));
  return { ...changes, head: withFiles(changes.head, files, removed), files: [...kept, ...added] };
}
