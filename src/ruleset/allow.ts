/** Allow comments: which findings they allow, and what the rules say about the comments themselves. */
import type { AnalysedMigration } from '../effects/analysed.ts';
import { DATABASE_FACTS, MIGRATION_FACTS } from '../effects/facts.ts';
import { type AllowProblem, applyAllowComments } from '../suppressions/comment.ts';
import { applyPeerComments } from '../suppressions/peer-comments.ts';
import type { SuppressingPeer } from '../suppressions/peers/peer.ts';
import { type JudgeContext, type Judgement, judgeSubjects } from './judge.ts';
import { bind, type Ledger } from './record.ts';
import type { Rule } from './rule.ts';
import type { Subject } from './subject.ts';
import { ALLOW_FACTS } from './vocabulary.ts';

/**
 * Applies the allow comments of a change to what was found in it.
 *
 * @param rules The rules that were judged, those on `allow` among them. Their ids, and those of `known`, can be allowed.
 * @param today An allow with a date is in force through that day.
 * @param peers Other tools whose comments count as well.
 * @returns all findings, those that are allowed marked, with what is wrong with the comments behind them.
 */
export function judgeAllows(
  judged: Judgement,
  migrations: readonly AnalysedMigration[],
  rules: readonly Rule[],
  context: JudgeContext,
  today: Date,
  known: readonly Rule[] = rules,
  peers: readonly SuppressingPeer[] = [],
): Judgement {
  const ids = new Set([...rules, ...known].map((rule) => rule.id));
  const own = applyAllowComments(judged.findings, migrations, ids, today);
  const { findings, problems: others } = applyPeerComments(own.findings, migrations, peers);
  const problems = [...own.problems, ...others];
  const faulty = migrations.filter((migration) => problems.some((problem) => problem.migration === migration));
  const about = judgeSubjects(faulty, rules, context, (migration, ledger) =>
    problems.filter((problem) => problem.migration === migration).map((problem) => allowSubject(problem, ledger)),
  );
  return { findings: [...findings, ...about.findings], failures: [...judged.failures, ...about.failures] };
}

function allowSubject(problem: AllowProblem, ledger: Ledger): Subject {
  const { migration, span, fault, allows, form, until } = problem;
  return {
    migration,
    scopes: ['allow'],
    bindings: {
      migration: bind('migration', migration.facts, MIGRATION_FACTS, ledger),
      database: bind('database', migration.database, DATABASE_FACTS, ledger),
      allow: bind('allow', { fault, problem: problem.problem, allows, form, until }, ALLOW_FACTS, ledger),
    },
    span,
    relation: '',
    // The comment itself is what is recognised: a fingerprint leaves comments out of statements.
    statementText: '',
    object: `allow ${fault} ${allows} ${migration.migration.text.slice(span.start, span.end).replace(/\s+/g, ' ')}`,
    places: {},
    alike: [],
    exposed: [],
    covers: [],
  };
}
