/** Changelogs in YAML and JSON, which is YAML too. Order, changesets and plainly written SQL are read; other changes are named as not read. */
import type { Node, Pair, YAMLMap } from 'yaml';
import { cutScript, type SourceFile } from '../../source.ts';
import { changeSetOf, type ChangeStep, type Entry, type Rollback } from './changelog.ts';
import { splitSteps } from './split.ts';

const ASIDE = new Set(['tagDatabase', 'output', 'empty']);

/** The entries of a YAML or JSON changelog, in order; nothing when it is another kind of file. */
export async function parseStructuredChangelog(file: SourceFile): Promise<readonly Entry[]> {
  const { isMap, isScalar, isSeq, parseDocument } = await import('yaml');
  const bom = file.text.startsWith('\uFEFF') ? 1 : 0;
  const document = parseDocument(file.text.slice(bom), { logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0) {
    const at = (document.errors[0]?.pos[0] ?? 0) + bom;
    return /databaseChangeLog/.test(file.text)
      ? [
          {
            kind: 'unreadable',
            reason: `it is not well-formed: ${document.errors[0]?.message.split('\n')[0] ?? ''}`,
            start: at,
            end: at + 1,
          },
        ]
      : [];
  }

  const get = (map: YAMLMap, key: string): Node | undefined => map.get(key, true) as Node | undefined;
  const text = (map: YAMLMap, key: string): string | undefined => {
    const node = get(map, key);
    return isScalar(node) && node.value !== null ? String(node.value) : undefined;
  };
  const span = (node: Node | null | undefined): { start: number; end: number } => ({
    start: (node?.range?.[0] ?? 0) + bom,
    end: (node?.range?.[1] ?? 0) + bom,
  });
  const first = (map: YAMLMap): Pair<Node, Node | null> | undefined => map.items[0] as Pair<Node, Node | null> | undefined;

  const stepsOf = (change: unknown): readonly ChangeStep[] => {
    if (!isMap(change)) return [];
    const pair = first(change);
    const name = isScalar(pair?.key) ? String(pair.key.value) : '';
    if (ASIDE.has(name)) return [];
    const place = span(change);
    const body = isMap(pair?.value) ? pair.value : undefined;
    const splitting = {
      splitStatements: body === undefined || text(body, 'splitStatements') !== 'false',
      endDelimiter: body && text(body, 'endDelimiter'),
    };
    if (name === 'sqlFile' && body)
      return [
        {
          kind: 'sql-file',
          file: text(body, 'path') ?? '',
          relative: text(body, 'relativeToChangelogFile') === 'true',
          splitting,
          ...place,
        },
      ];
    if (name === 'sql') {
      const node = body ? get(body, 'sql') : (pair?.value ?? undefined);
      const written = isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
      const { start, end } = span(node);
      const at = written === undefined ? -1 : file.text.slice(start, end).indexOf(written.trimEnd());
      // A value that stands in the file as it is keeps its place; one that is folded, indented or escaped does not.
      if (written !== undefined && at >= 0)
        return body && (text(body, 'splitStatements') !== undefined || splitting.endDelimiter !== undefined)
          ? splitSteps(file, start + at, start + at + written.trimEnd().length, splitting)
          : [{ kind: 'sql', script: cutScript(file, start + at, start + at + written.trimEnd().length) }];
    }
    const format = file.path.endsWith('.json') ? 'JSON' : 'YAML';
    return [{ kind: 'unread', span: { path: file.path, ...place }, reason: `Liquibase ${format} changelogs are not read yet: ${name}` }];
  };

  const rollbackOf = (map: YAMLMap): Rollback => {
    const node = get(map, 'rollback');
    if (node === undefined) return { kind: 'none' };
    const steps = isSeq(node) ? node.items.flatMap(stepsOf) : isMap(node) ? stepsOf(node) : [];
    return steps.length === 0 ? { kind: 'said' } : { kind: 'steps', ...span(node), steps };
  };

  const top = document.contents;
  const list = isMap(top) ? get(top, 'databaseChangeLog') : undefined;
  if (!isSeq(list)) return [];
  return list.items.flatMap((item): readonly Entry[] => {
    if (!isMap(item)) return [];
    const pair = first(item);
    const name = isScalar(pair?.key) ? String(pair.key.value) : '';
    const body = pair?.value;
    if (!isMap(body)) return [];
    if (name === 'include' || name === 'includeAll') {
      const kind = name === 'include' ? 'include' : 'include-all';
      const optional = ['errorIfMissing', 'errorIfMissingOrEmpty'].some((key) => text(body, key) === 'false');
      return [
        {
          kind,
          file: text(body, name === 'include' ? 'file' : 'path') ?? '',
          relative: text(body, 'relativeToChangelogFile') === 'true',
          optional,
          ...span(body),
        },
      ];
    }
    if (name !== 'changeSet') return [];
    const changes = get(body, 'changes');
    return [
      changeSetOf({
        author: text(body, 'author') ?? '',
        id: text(body, 'id') ?? '',
        path: file.path,
        ...span(body),
        comment: text(body, 'comment') ?? '',
        runInTransaction: text(body, 'runInTransaction') !== 'false',
        repeatable: text(body, 'runOnChange') === 'true' || text(body, 'runAlways') === 'true',
        dbms: text(body, 'dbms') ?? '',
        ignored: text(body, 'ignore') === 'true',
        steps: isSeq(changes) ? changes.items.flatMap(stepsOf) : [],
        rollback: rollbackOf(body),
      }),
    ];
  });
}
