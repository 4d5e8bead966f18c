/** What `explain` says about one statement, in sentences without markup. */
import { compareLocks, type Consequence, type Effect } from '../effects/effect.ts';
import type { ExplainedStatement } from './json.ts';
import { counted, relationText } from './wording.ts';

/** Who waits for a lock, in plain words. */
function waitsText({ blocksReads, blocksWrites, blocksSchemaChanges, lock }: Effect): string {
  if (blocksReads) return 'reads and writes wait, SELECT included';
  if (blocksWrites) return 'writes wait: INSERT, UPDATE and DELETE; SELECT goes on';
  if (blocksSchemaChanges) return 'schema changes and VACUUM wait; reads and writes go on';
  return compareLocks(lock, 'ROW EXCLUSIVE') === 0 ? 'nobody waits, but for those who change the same rows' : 'nobody waits';
}

/** Relations that are named for one statement; a table of a thousand partitions has a thousand. */
const MOST_LOCKS = 12;
/** Names in one list, and kinds of work. */
const MOST_NAMES = 6;
const MOST_WORK = 4;

/** One line for each relation that is locked, tables first; indexes that are locked alike are one line. */
export function lockTexts(effects: readonly Effect[]): readonly { readonly text: string; readonly effect: Effect }[] {
  const alike = new Map<string, Effect[]>();
  const lines: { text: string; effect: Effect }[] = [];
  for (const effect of effects) {
    if (effect.relationKind === 'index') {
      const key = `${effect.lock} ${effect.heldUntil} ${effect.blocksReads} ${effect.createdHere}`;
      alike.set(key, [...(alike.get(key) ?? []), effect]);
    } else lines.push({ text: lockText(effect, relationText(effect.relation)), effect });
  }
  const left = lines.length - MOST_LOCKS;
  const [first] = lines;
  return [
    ...lines.slice(0, MOST_LOCKS),
    ...(left > 0 && first ? [{ text: `and locks on ${left} more relations`, effect: first.effect }] : []),
    ...[...alike.values()].flatMap((indexes) => {
      const [one] = indexes;
      const names = indexes.map(({ relation }) => relationText(relation));
      return one ? [{ text: lockText(one, `${names.length === 1 ? 'the index' : 'the indexes'} ${shortList(names)}`), effect: one }] : [];
    }),
  ];
}

/** `ACCESS EXCLUSIVE on users until the transaction ends: reads and writes wait, SELECT included`. */
function lockText(effect: Effect, name: string): string {
  const notes = [
    ...(effect.createdHere ? ['made here: nothing uses it yet'] : []),
    ...(effect.unknown.length > 0 ? ['worst case: not everything is known'] : []),
  ];
  const lock = effect.lock === 'none' ? 'no lock' : effect.lock;
  const text = `${lock} on ${name} until the ${effect.heldUntil} ends: ${waitsText(effect)}`;
  return notes.length > 0 ? `${text} (${notes.join('; ')})` : text;
}

const shortList = (names: readonly string[]): string =>
  list(names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), `${names.length - MOST_NAMES} more`] : names);

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** What one effect takes, in terms of the size of its relation. */
function workOf({ work, cause, relation }: Effect, concurrently: boolean): string {
  const name = relationText(relation);
  switch (work) {
    case 'none':
      return '';
    case 'rows':
      return `the change of rows of ${name}, as many as there are`;
    case 'scan':
      return cause === 'refresh' ? 'its query and the comparison of its rows' : `one read of all of ${name}`;
    case 'index-build':
      if (cause === 'type-change' || cause === 'collation-change') return `the building of indexes of ${name}`;
      return `${concurrently ? 'two reads' : 'one read'} of all of ${name} and the building of an index`;
    case 'rewrite':
      return cause === 'refresh' ? 'its query and the storing of its rows' : `a copy of ${name} and all its indexes`;
  }
}

/** How long a statement takes in terms of the size of the tables; undefined where it takes no lock that others notice. */
export function durationText({ effects, concurrently }: Pick<ExplainedStatement, 'effects' | 'concurrently'>): string | undefined {
  const old = effects.filter(({ createdHere }) => !createdHere);
  if (old.length === 0) return undefined;
  const works = old.filter(({ relationKind }) => relationKind !== 'index').map((effect) => workOf(effect, concurrently));
  const said = [...new Set(works.filter((text) => text !== ''))];
  if (said.length > 0) return said.length > MOST_WORK ? [...said.slice(0, MOST_WORK), '…'].join('; ') : said.join('; ');
  const only = old.every(({ relationKind }) => relationKind === 'index');
  return `an instant once the lock is granted, whatever the size of the ${only ? 'index' : 'table'}`;
}

/** What waits before the locks are granted, and how long at most; nothing where the transaction holds them already. */
export function queueText({ effects, held, waitLimit }: Pick<ExplainedStatement, 'effects' | 'held' | 'waitLimit'>): readonly string[] {
  const wanted = effects.filter(
    ({ relation, lock, createdHere, relationKind }) =>
      !createdHere &&
      relationKind !== 'index' &&
      !held.some((earlier) => earlier.relation === relation && compareLocks(earlier.lock, lock) >= 0),
  );
  const names = (chosen: readonly Effect[]): string => shortList(chosen.map(({ relation }) => relationText(relation)));
  const reads = wanted.filter(({ blocksReads }) => blocksReads);
  const writes = wanted.filter(({ blocksReads, blocksWrites }) => !blocksReads && blocksWrites);
  const { milliseconds, by, unknown } = waitLimit;
  const limit = unknown
    ? 'what limits the wait is not known'
    : milliseconds === 0
      ? 'nothing set here limits the wait'
      : `${by} ends the wait after ${milliseconds % 1000 === 0 ? `${milliseconds / 1000} s` : `${milliseconds} ms`}`;
  return [
    ...(reads.length > 0
      ? [
          `it waits for every transaction that has used ${names(reads)} and has not ended; every query that comes later waits behind it, however short; ${limit}`,
        ]
      : []),
    ...(writes.length > 0
      ? [
          `it waits for every transaction that has written to ${names(writes)} and has not ended; every write that comes later waits behind it; ${limit}`,
        ]
      : []),
  ];
}

/** What becomes of code that is deployed, by the kind of operation. */
const BREAKS: Readonly<Record<string, string>> = {
  'add-constraint': 'code that is deployed now and writes what the constraint forbids fails',
  'alter-column-type': 'code that is deployed now and expects the old type can fail',
  'create-trigger': 'code that is deployed now and writes to the table meets the trigger',
  'drop-column': 'code that is deployed now and names the column fails',
  'drop-default': 'code that is deployed now and leaves the column out of an INSERT can fail',
  'drop-function': 'code that is deployed now and calls it fails',
  'drop-table': 'code that is deployed now and uses the table fails',
  'drop-view': 'code that is deployed now and reads the view fails',
  'rename-column': 'code that is deployed now and uses the old name fails',
  'rename-table': 'code that is deployed now and uses the old name fails',
  'rename-view': 'code that is deployed now and uses the old name fails',
  'set-not-null': 'code that is deployed now and writes no value fails',
  'set-schema': 'code that is deployed now and uses the old name fails',
};

const LOSES: Readonly<Record<string, string>> = {
  'drop-column': 'the values of the column are gone',
  'drop-materialized-view': 'its rows are gone until they are computed again',
  'drop-table': 'every row of the table is gone',
  truncate: 'every row of the table is gone',
};

/** What is said of each kind once; where none of them has words of its own, the general ones. */
function saidOf(kinds: readonly string[], texts: Readonly<Record<string, string>>, general: string): readonly string[] {
  return [...new Set(kinds.map((kind) => (Object.hasOwn(texts, kind) ? (texts[kind] ?? general) : general)))];
}

/** What a statement means beyond locks; nothing for what means nothing. */
export function meaningTexts(statement: Pick<ExplainedStatement, 'consequences' | 'breaking' | 'losing'>): readonly string[] {
  const { refused, losesData, reversible, breaksRunningCode, canFailOnData, mustRunOutsideTransaction, unknown } = statement.consequences;
  const { leavesInvalidIndex, hidesInvalidIndex } = statement.consequences;
  const unsure = (field: keyof Consequence): string => (unknown.includes(field) ? ' (not known for sure)' : '');
  const lost = losesData ? saidOf(statement.losing, LOSES, 'data that is there is lost') : [];
  const broken = breaksRunningCode ? saidOf(statement.breaking, BREAKS, 'application code that is deployed now can fail after it') : [];
  return [
    ...(refused ? [`the server refuses it: ${refused.reason} (SQLSTATE ${refused.sqlstate})${unsure('refused')}`] : []),
    ...lost.map((text) => `${text}${unsure('losesData')}`),
    ...(reversible ? [] : [`no other statement brings back what was${unsure('reversible')}`]),
    ...broken.map((text) => `${text}${unsure('breaksRunningCode')}`),
    ...(canFailOnData ? [`whether it succeeds depends on the rows${unsure('canFailOnData')}`] : []),
    ...(leavesInvalidIndex
      ? ['if it fails or is interrupted, it leaves an invalid index behind, which costs every write and serves no query']
      : []),
    ...(hidesInvalidIndex
      ? ['IF NOT EXISTS takes such an index, left behind by an earlier run, for the index: nothing is built, and success is reported']
      : []),
    ...(mustRunOutsideTransaction ? [`it must run outside a transaction${unsure('mustRunOutsideTransaction')}`] : []),
  ];
}

/** `2 statements, 1 not analysed`. */
export function countText(statements: readonly ExplainedStatement[]): string {
  const failed = statements.filter(({ error }) => error).length;
  return `${counted(statements.length, 'statement')}${failed > 0 ? `, ${failed} not analysed` : ''}`;
}
