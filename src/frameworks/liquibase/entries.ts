/** Changesets and includes from the elements of a changelog, whatever its format. */
import { scriptOf, type Piece } from '../pieces.ts';
import type { SourceFile } from '../../source.ts';
import type { Change } from './change.ts';
import { changeSetOf, type ChangeStep, type Entry, type Rollback, type Splitting } from './changelog.ts';
import { ASIDE, isReversible } from './changes.ts';
import { splitSteps } from './split.ts';

/** Elements of a changeset that are no changes. `removeChangeSetProperty` takes away what PostgreSQL never sees. */
const NO_CHANGE = new Set([...ASIDE, 'comment', 'preConditions', 'validCheckSum', 'rollback', 'modifySql', 'removeChangeSetProperty']);

/** The entries of a changelog, in order. */
export function entriesOf(file: SourceFile, elements: readonly Change[]): readonly Entry[] {
  return elements.flatMap((element): readonly Entry[] => {
    const { name, values, start, end } = element;
    const context = values.get('context') ?? values.get('contextFilter') ?? '';
    if (name === 'include' || name === 'includeAll')
      return [
        {
          kind: name === 'include' ? 'include' : 'include-all',
          file: values.get(name === 'include' ? 'file' : 'path') ?? '',
          relative: values.get('relativeToChangelogFile') === 'true',
          optional: ['errorIfMissing', 'errorIfMissingOrEmpty'].some((key) => values.get(key) === 'false'),
          context,
          start,
          end,
        },
      ];
    if (name === 'property') {
      const [property, value] = [values.get('name'), values.get('value')];
      if (property === undefined || value === undefined) return [];
      return [{ kind: 'property', name: property, value, dbms: values.get('dbms') ?? '', context, start, end }];
    }
    return name === 'changeSet' ? [changeSet(file, element, context)] : [];
  });
}

function changeSet(file: SourceFile, element: Change, context: string): Entry {
  const { values, children, start, end } = element;
  const changes = children.filter((child) => !NO_CHANGE.has(child.name));
  const comment = children.find((child) => child.name === 'comment');
  return changeSetOf({
    author: values.get('author') ?? '',
    id: values.get('id') ?? '',
    path: file.path,
    start,
    end,
    comment: comment ? textOf(comment.content).trim() : (values.get('comment') ?? ''),
    runInTransaction: values.get('runInTransaction') !== 'false',
    repeatable: values.get('runOnChange') === 'true' || values.get('runAlways') === 'true',
    dbms: values.get('dbms') ?? '',
    context,
    preconditions: children.filter((child) => child.name === 'preConditions'),
    reversible: changes.every(isReversible),
    ignored: values.get('ignore') === 'true',
    steps: [...changes.flatMap((change) => stepsOf(file, change)), ...modified(file, children, changes)],
    rollback: rollbackOf(
      file,
      children.filter((child) => child.name === 'rollback'),
    ),
  });
}

/** `modifySql` rewrites the text of what Liquibase sends. What is added in front or behind is followed; the rest is said aloud. */
function modified(file: SourceFile, children: readonly Change[], changes: readonly Change[]): readonly ChangeStep[] {
  return children
    .filter((child) => child.name === 'modifySql')
    .map((element) => ({
      kind: 'for-engine',
      dbms: element.values.get('dbms') ?? '',
      steps: [modification(file, element, changes)],
    }));
}

function modification(file: SourceFile, { children, start, end }: Change, changes: readonly Change[]): ChangeStep {
  const added = (name: string): string =>
    children.flatMap((child) => (child.name === name ? [child.values.get('value') ?? ''] : [])).join('');
  const simple = children.every((child) => child.name === 'append' || child.name === 'prepend');
  // SQL as written may be cut into several statements, each of which gets it.
  if (simple && !changes.some((change) => change.name === 'sql' || change.name === 'sqlFile'))
    return { kind: 'modify', before: added('prepend'), behind: added('append') };
  const reason = 'modifySql rewrites the SQL of the changeset, which is not followed';
  return { kind: 'unread', span: { path: file.path, start, end }, reason };
}

function rollbackOf(file: SourceFile, elements: readonly Change[]): Rollback {
  const [first] = elements;
  const last = elements.at(-1);
  if (!first || !last) return { kind: 'none' };
  const steps = elements.flatMap((element): readonly ChangeStep[] => {
    const changes = element.children.filter((child) => !NO_CHANGE.has(child.name));
    return changes.length > 0 ? changes.flatMap((child) => stepsOf(file, child)) : sqlOf(file, element, element.content);
  });
  return steps.length === 0 ? { kind: 'said' } : { kind: 'steps', start: first.start, end: last.end, steps };
}

function stepsOf(file: SourceFile, change: Change): readonly ChangeStep[] {
  const steps = plainSteps(file, change);
  const dbms = change.values.get('dbms');
  return dbms === undefined || steps.length === 0 ? steps : [{ kind: 'for-engine', dbms, steps }];
}

function plainSteps(file: SourceFile, change: Change): readonly ChangeStep[] {
  const { name, values, start, end } = change;
  if (name === 'sql') {
    const inner = change.children.find((child) => child.name === 'sql');
    return sqlOf(file, change, inner?.content ?? change.content);
  }
  const path = values.get('path');
  if (name === 'sqlFile' || (name === 'createProcedure' && path !== undefined))
    return [
      {
        kind: 'sql-file',
        file: path ?? '',
        relative: values.get('relativeToChangelogFile') === 'true',
        splitting: name === 'sqlFile' ? splittingOf(change) : { splitStatements: false, endDelimiter: undefined },
        start,
        end,
      },
    ];
  return [{ kind: 'change', change }];
}

function splittingOf({ values }: Change): Splitting {
  return { splitStatements: values.get('splitStatements') !== 'false', endDelimiter: values.get('endDelimiter') };
}

/** SQL as it stands: cut from the file where it is in one piece there, else put together from its pieces. */
function sqlOf(file: SourceFile, change: Change, written: readonly Piece[]): readonly ChangeStep[] {
  const pieces = trimmed(written);
  const [first] = pieces;
  if (!first) return [];
  const splitting = splittingOf(change);
  const said = change.values.has('splitStatements') || splitting.endDelimiter !== undefined;
  if (pieces.length === 1 && first.units === 'same')
    return splitSteps(file, first.start, first.end, said ? splitting : { splitStatements: true, endDelimiter: undefined });
  if (splitting.splitStatements && splitting.endDelimiter !== undefined && splitting.endDelimiter !== ';') {
    const span = { path: file.path, start: change.start, end: change.end };
    return [{ kind: 'unread', span, reason: 'SQL with escapes in it and a delimiter of its own is not read' }];
  }
  // A folded value stands for all of its place, as a builder call does.
  const made = pieces.every((piece) => piece.units === undefined);
  const script = scriptOf(file.path, pieces);
  return [{ kind: 'sql', script, ...(splitting.splitStatements ? {} : { oneQuery: true }), ...(made ? { made: true } : {}) }];
}

/** Without blank pieces at both ends, which stand around CDATA. */
function trimmed(pieces: readonly Piece[]): readonly Piece[] {
  const filled = (piece: Piece): boolean => piece.text.trim() !== '';
  const from = pieces.findIndex(filled);
  return from < 0 ? [] : pieces.slice(from, pieces.findLastIndex(filled) + 1);
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}
