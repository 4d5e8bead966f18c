/**
 * Changelogs in XML. The order, the changesets and their SQL are read; the other changes are named as not read.
 * The reader is made for this one format: it knows elements, attributes, comments and CDATA, and keeps the places.
 */
import { cutScript, type SourceFile } from '../../source.ts';
import type { Step } from '../framework.ts';
import { changeSetOf, type ChangeStep, type Entry, type Rollback, type Splitting } from './changelog.ts';
import { splitSteps } from './split.ts';

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly start: number;
  /** Of what is inside. */
  readonly innerStart: number;
  innerEnd: number;
  end: number;
  readonly children: Element[];
}

const TOKEN =
  /<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<[?!][^>]*>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
/** Says nothing about the schema. */
const ASIDE = new Set(['comment', 'preConditions', 'validCheckSum', 'rollback', 'tagDatabase', 'output', 'empty', 'modifySql']);

/** The entries of an XML changelog, in order; nothing when it is another kind of XML. */
export function parseXmlChangelog(file: SourceFile): readonly Entry[] {
  const root = parseElements(file.text).find((element) => localName(element.name) === 'databaseChangeLog');
  return (root?.children ?? []).flatMap((element): readonly Entry[] => {
    const name = localName(element.name);
    if (name === 'include' || name === 'includeAll') return [includeOf(element, name)];
    return name === 'changeSet' ? [changeSet(file, element)] : [];
  });
}

function includeOf(element: Element, name: string): Entry {
  return {
    kind: name === 'include' ? 'include' : 'include-all',
    file: element.attributes.get(name === 'include' ? 'file' : 'path') ?? '',
    relative: element.attributes.get('relativeToChangelogFile') === 'true',
    optional: ['errorIfMissing', 'errorIfMissingOrEmpty'].some((key) => element.attributes.get(key) === 'false'),
    start: element.start,
    end: element.end,
  };
}

function changeSet(file: SourceFile, element: Element): Entry {
  const { attributes, children } = element;
  const rollbacks = children.filter((child) => localName(child.name) === 'rollback');
  const comment = children.find((child) => localName(child.name) === 'comment');
  return changeSetOf({
    author: attributes.get('author') ?? '',
    id: attributes.get('id') ?? '',
    path: file.path,
    start: element.start,
    end: element.end,
    comment: comment ? file.text.slice(comment.innerStart, comment.innerEnd).trim() : '',
    runInTransaction: attributes.get('runInTransaction') !== 'false',
    repeatable: attributes.get('runOnChange') === 'true' || attributes.get('runAlways') === 'true',
    dbms: attributes.get('dbms') ?? '',
    ignored: attributes.get('ignore') === 'true',
    steps: children.flatMap((child) => stepsOf(file, child)),
    rollback: rollbackOf(file, rollbacks),
  });
}

function rollbackOf(file: SourceFile, elements: readonly Element[]): Rollback {
  const [first] = elements;
  const last = elements.at(-1);
  if (!first || !last) return { kind: 'none' };
  const steps = elements.flatMap((element): readonly ChangeStep[] =>
    element.children.length > 0 ? element.children.flatMap((child) => stepsOf(file, child)) : sqlOf(file, element),
  );
  const said = steps.length === 0;
  return said ? { kind: 'said' } : { kind: 'steps', start: first.start, end: last.end, steps };
}

function stepsOf(file: SourceFile, element: Element): readonly ChangeStep[] {
  const name = localName(element.name);
  if (ASIDE.has(name)) return [];
  if (name === 'sql') return sqlOf(file, element);
  if (name === 'sqlFile') {
    const { attributes, start, end } = element;
    return [
      {
        kind: 'sql-file',
        file: attributes.get('path') ?? '',
        relative: attributes.get('relativeToChangelogFile') === 'true',
        splitting: splittingOf(element),
        start,
        end,
      },
    ];
  }
  return [
    {
      kind: 'unread',
      span: { path: file.path, start: element.start, end: element.end },
      reason: `Liquibase XML changelogs are not read yet: <${element.name}>`,
    },
  ];
}

function splittingOf(element: Element): Splitting {
  return { splitStatements: element.attributes.get('splitStatements') !== 'false', endDelimiter: element.attributes.get('endDelimiter') };
}

/** SQL between tags: as it stands, or inside CDATA. Text with entities is not what the server will see. */
function sqlOf(file: SourceFile, element: Element): readonly Step[] {
  const inner = file.text.slice(element.innerStart, element.innerEnd);
  if (inner.trim() === '') return [];
  const data = [...inner.matchAll(/<!\[CDATA\[([^]*?)\]\]>/g)];
  const ranges =
    data.length > 0
      ? data.map((match) => [match.index + 9, match.index + 9 + (match[1] ?? '').length] as const)
      : [[0, inner.length] as const];
  if (data.length === 0 && /&\w+;|&#|<!--/.test(inner)) {
    return [
      {
        kind: 'unread',
        span: { path: file.path, start: element.start, end: element.end },
        reason: 'SQL with XML entities or comments in it is not read yet; CDATA is',
      },
    ];
  }
  const start = element.innerStart;
  const splitting = splittingOf(element);
  return ranges.flatMap(([from, to]): readonly Step[] =>
    element.attributes.has('splitStatements') || element.attributes.has('endDelimiter')
      ? splitSteps(file, start + from, start + to, splitting)
      : [{ kind: 'sql', script: cutScript(file, start + from, start + to) }],
  );
}

/** The elements of a text as a tree. A tag that is never closed ends with its parent. */
function parseElements(text: string): readonly Element[] {
  const top: Element[] = [];
  const open: Element[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [whole, closing, opening, written = '', selfClosing] = match;
    const end = match.index + whole.length;
    if (opening !== undefined) {
      const attributes = new Map(
        [...written.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((pair) => [pair[1] ?? '', pair[2] ?? pair[3] ?? '']),
      );
      const element: Element = { name: opening, attributes, start: match.index, innerStart: end, innerEnd: end, end, children: [] };
      (open.at(-1)?.children ?? top).push(element);
      if (selfClosing !== '/') open.push(element);
    } else if (closing !== undefined) {
      const at = open.findLastIndex((element) => element.name === closing);
      if (at < 0) continue;
      for (const element of open.splice(at)) {
        element.innerEnd = match.index;
        element.end = end;
      }
    }
  }
  for (const element of open) element.innerEnd = element.end = text.length;
  return top;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
