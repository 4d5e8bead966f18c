/**
 * Applies the comments by which other tools are told to be quiet, where `suppressions-of` names the tool: what stands accepted
 * in a repository stays accepted when the reviewer changes. Nobody is asked to tidy them, so those that allow nothing here
 * are not reported; a name that the tool does not know is, as it is in an allow comment.
 */
import type { AnalysedMigration } from '../effects/analysed.ts';
import { nearest } from '../errors.ts';
import type { Finding } from '../report.ts';
import { lineStarts, type Span } from '../source.ts';
import { type AllowProblem, type AllowResult, inOrder, isAllowRule, targetsOf } from './comment.ts';
import type { PeerComment, SuppressingPeer } from './peers/peer.ts';

/** A comment in force. */
interface Placed {
  readonly comment: Span;
  /** Its words, without the marks. */
  readonly words: string;
  /** Ours that it allows. */
  readonly rules: ReadonlySet<string> | 'all';
  readonly areas: readonly Span[] | 'file';
}

/** Marks the findings that comments of other tools allow. One that is allowed already stays as it is. */
export function applyPeerComments(
  findings: readonly Finding[],
  migrations: readonly AnalysedMigration[],
  peers: readonly SuppressingPeer[],
): AllowResult {
  if (peers.length === 0) return { findings, problems: [] };
  const problems: AllowProblem[] = [];
  const placed: Placed[] = [];
  const seen = new Set<string>();
  for (const migration of migrations) {
    const statements = outermost(targetsOf(migration));
    const { text } = migration.migration;
    const lines = lineStarts(text);
    for (const { span, text: words } of migration.comments) {
      const key = `${span.path}\0${span.start}`;
      if (seen.has(key)) continue;
      seen.add(key);
      for (const peer of peers) {
        const said = peer.readComment(text.slice(span.start, span.end));
        if (!said) continue;
        const areas = said.scope === 'file' ? 'file' : peer.covered({ comment: span, statements, text, lines });
        const place = { comment: span, words: words.trim().replace(/\s+/g, ' ') };
        problems.push(...faults(peer, said, migration, place));
        placed.push({ ...place, rules: ours(peer, said.rules), areas });
        const [first] = statements;
        if (areas === 'file' || !first || !areas.some((area) => beginsIn(first, area))) continue;
        const whole = [...peer.fileWide].filter((id) => said.rules === 'all' || said.rules.includes(id));
        placed.push({ ...place, rules: ours(peer, whole), areas: 'file' });
      }
    }
  }
  const marked = findings.map((finding) => {
    if (finding.allowed || isAllowRule(finding.rule)) return finding;
    const entry = placed.find((candidate) => covers(candidate, finding));
    if (!entry) return finding;
    return { ...finding, allowed: { source: 'comment' as const, reason: entry.words, by: null, until: null, span: entry.comment } };
  });
  return { findings: marked, problems: inOrder(problems, migrations) };
}

function ours(peer: SuppressingPeer, ids: PeerComment['rules']): Placed['rules'] {
  return ids === 'all' ? 'all' : new Set(peer.rules.filter(({ id }) => ids.includes(id)).flatMap(({ rules }) => rules));
}

function covers({ comment, rules, areas }: Placed, { rule, primary }: Finding): boolean {
  if (primary.path !== comment.path || (rules !== 'all' && !rules.has(rule))) return false;
  return areas === 'file' || areas.some((area) => beginsIn(primary, area));
}

const beginsIn = (inner: Span, outer: Span): boolean => inner.path === outer.path && outer.start <= inner.start && inner.start < outer.end;

/** Those that lie in no other: a DO block and not the statements in it. */
function outermost(targets: readonly Span[]): readonly Span[] {
  const found: Span[] = [];
  for (const target of targets) {
    const last = found.at(-1);
    if (!last || last.path !== target.path || target.start >= last.end) found.push(target);
  }
  return found;
}

function faults(
  peer: SuppressingPeer,
  said: PeerComment,
  migration: AnalysedMigration,
  { comment, words }: Pick<Placed, 'comment' | 'words'>,
): readonly AllowProblem[] {
  if (said.rules === 'all') return [];
  const none = { fault: 'invalid' as const, migration, span: comment, allows: '', form: 'lockkeeper:allow <rule> -- <reason>', until: '' };
  if (said.rules.length === 0) return [{ ...none, problem: `it names no rule of ${peer.title}` }];
  const known = peer.rules.map(({ id }) => id);
  return said.rules
    .filter((id) => !known.includes(id))
    .map((id) => {
      // Codes are all alike: there only case can be meant.
      const near = known.find((other) => other.toLowerCase() === id.toLowerCase()) ?? (id.includes('-') ? nearest(id, known) : undefined);
      const form = near === undefined ? none.form : words.replace(id, () => near);
      return { ...none, allows: id, problem: `it is none of the rules of ${peer.title} that are known here`, form };
    });
}
