/** The words that all reporters share: what a review says about itself, in sentences and lists without any markup. */
import type { Effect } from '../effects/effect.ts';
import {
  blocking,
  type Database,
  engineTitle,
  type Finding,
  type Review,
  type ReviewedProject,
  type ReviewedStatement,
  type RewriteStep,
  type Risk,
  RISKS,
  standing,
} from '../report.ts';
import type { Span } from '../source.ts';
import { oneLine } from './safe-text.ts';

export { oneLine } from './safe-text.ts';

/** Worst first, as people read. */
export const RISKS_WORST_FIRST: readonly Risk[] = [...RISKS].reverse();

/** `1 finding`, `2 findings`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `PostgreSQL 14 (assumed)`; an engine that nothing names is `database unknown`. */
export function databaseText(database: Database): string {
  if (database.dialect === 'unknown') return 'database unknown';
  const title = engineTitle(database.dialect);
  return [title, database.version, database.assumed ? '(assumed)' : ''].filter((part) => part !== '').join(' ');
}

/** `flyway in services/billing`; a project at the top of the repository has no place to name. */
export function projectText(project: ReviewedProject): string {
  return project.root === '' ? project.framework : `${project.framework} in ${project.root}`;
}

/** The databases of the projects, each said once: `PostgreSQL 16, MySQL 8`. */
export function databasesText(review: Review): string {
  const databases = review.projects.length > 0 ? review.projects.map((project) => project.database) : [review.database];
  return [...new Set(databases.map(databaseText))].join(', ');
}

/** How many findings of each risk, worst first, levels without any left out. */
export function riskCounts(findings: readonly Finding[]): readonly { readonly risk: Risk; readonly count: number }[] {
  return RISKS_WORST_FIRST.map((risk) => ({ risk, count: findings.filter((finding) => finding.risk === risk).length })).filter(
    ({ count }) => count > 0,
  );
}

/** `1 critical, 2 high, 1 allowed`; empty where there is nothing to count. */
export function countsText(review: Review): string {
  const allowed = review.findings.length - standing(review).length;
  const counts = riskCounts(standing(review)).map(({ risk, count }) => `${count} ${risk}`);
  return [...counts, ...(allowed > 0 ? [`${allowed} allowed`] : [])].join(', ');
}

/** `12 of 13 statements analysed in 3 files`. */
export function coverageText(review: Review): string {
  const { files, statements, analysed } = review.coverage;
  const read = analysed === statements ? counted(statements, 'statement') : `${analysed} of ${counted(statements, 'statement')}`;
  return `${read} analysed in ${counted(files, 'file')}`;
}

/** The verdict in one clause without a full stop: what blocks and at which level. */
export function verdictText(review: Review): string {
  const { verdict } = review;
  const counting = standing(review).length;
  const blockers = blocking(review).length;
  const subject = review.audit ? 'these migrations' : 'this change';
  if (verdict === 'error') return `the review of ${subject} could not be finished`;
  if (blockers > 0) return `${counted(blockers, 'finding')} ${blockers === 1 ? 'blocks' : 'block'} ${subject}`;
  if (counting === 0 && review.coverage.files === 0 && review.migrations.length === 0) return 'no migration to review';
  const override = overrideText(review);
  if (override !== '') return `nothing blocks: ${override}`;
  if (counting === 0) return review.findings.length > 0 ? 'every finding is allowed' : 'no findings';
  if (verdict === 'pass') return `nothing to change, ${counted(counting, 'remark')}`;
  return `${counted(counting, 'finding')}, nothing blocks`;
}

/** Who let through what would block; empty where nobody had to. */
export function overrideText(review: Review): string {
  const findings = review.findings.filter(({ allowed }) => allowed?.source === 'label' || allowed?.source === 'approval');
  const allowed = findings[0]?.allowed;
  if (!allowed) return '';
  return `${counted(findings.length, 'finding')} allowed by ${allowed.by ?? 'somebody'} through ${allowed.source === 'label' ? 'a label' : 'an approval'}`;
}

/** What decides whether the review fails: `blocks at high and above`. */
export function thresholdText(review: Review): string {
  if (review.failOn === 'never') return 'never blocks';
  return review.failOn === 'critical' ? 'blocks at critical' : `blocks at ${review.failOn} and above`;
}

/** What the verdict rests on: what was read, on which database, what would block. Empty where there was nothing to review. */
export function factsText(review: Review): readonly string[] {
  if (review.coverage.files === 0 && review.migrations.length === 0 && review.findings.length === 0) return [];
  return [coverageText(review), databasesText(review), thresholdText(review)];
}

/** A relation as people write it: without the schema that unqualified names go to. */
export function relationText(relation: string): string {
  return relation.startsWith('public.') ? relation.slice('public.'.length) : relation;
}

const WORK_TEXT: Readonly<Record<Effect['work'], string>> = {
  none: '',
  rows: 'rows are changed',
  scan: 'all rows are read',
  'index-build': 'an index is built',
  rewrite: 'the table is rewritten',
};

/** What is done to a relation, in a clause: `an index of users is built`. */
export function workText(work: Effect['work'], relation: string): string {
  const name = relationText(relation);
  switch (work) {
    case 'none':
      return '';
    case 'rows':
      return `rows of ${name} are changed`;
    case 'scan':
      return `all of ${name} is read`;
    case 'index-build':
      return `an index of ${name} is built`;
    case 'rewrite':
      return `${name} is rewritten`;
  }
}

/** An effect in words. */
export interface EffectText {
  readonly lock: string;
  readonly relation: string;
  /** Until when it is held, who waits, and for what. */
  readonly rest: string;
  /** What is not certain about it; empty where nothing is. */
  readonly unsure: string;
}

const DUMP = 'a schema dump settles it (--schema FILE, or schema: in the configuration)';
/** What is not known where the work of an effect is in doubt, by what would cause it, and what would settle it. */
const MISSING: Partial<Readonly<Record<Effect['cause'], string>>> = {
  'type-change': `the type that the column has now is not known here; ${DUMP}`,
  'not-null-check': `the checks of the table are not known here; ${DUMP}`,
  'constrained-domain': `the type is not known here and may be a domain with a constraint; ${DUMP}`,
  'volatile-default': `a function that the default calls is not known here; ${DUMP}`,
};

/** What is not known about an effect, with what would settle it; empty where there is no more to say than that. */
function missingText({ cause, unknown }: Effect): string {
  if (cause === 'zone-change' && unknown.includes('work')) return 'it depends on the time zone of the session; SET timezone settles it';
  return unknown.includes('cause') ? (MISSING[cause] ?? '') : '';
}

/** One effect in words: what is locked, until when, who waits, and for what. */
export function effectText(effect: Effect): EffectText {
  const work = WORK_TEXT[effect.work];
  const waits =
    effect.blocksReads && effect.blocksWrites
      ? 'reads and writes wait'
      : effect.blocksReads
        ? 'reads wait'
        : effect.blocksWrites
          ? 'writes wait'
          : effect.blocksSchemaChanges
            ? 'schema changes and VACUUM wait'
            : '';
  const happens = waits === '' ? work || 'nobody waits' : `${waits}${work && ` while ${work}`}`;
  return {
    lock: effect.lock === 'none' ? 'no lock' : effect.lock,
    relation: relationText(effect.relation),
    rest: `until the ${effect.heldUntil} ends: ${happens}`,
    unsure: effect.unknown.length > 0 ? `worst case: ${missingText(effect) || 'not everything is known'}` : '',
  };
}

/** Statements of one file in the order they begin, with the furthest end so far, so that looking back can stop. */
interface FileStatements {
  readonly statements: readonly ReviewedStatement[];
  readonly reach: readonly number[];
}

const fileStatements = new WeakMap<Review['migrations'], ReadonlyMap<string, FileStatements>>();

function statementsByFile(migrations: Review['migrations']): ReadonlyMap<string, FileStatements> {
  let files = fileStatements.get(migrations);
  if (!files) {
    const byPath = new Map<string, ReviewedStatement[]>();
    for (const statement of migrations.flatMap((reviewed) => reviewed.statements)) {
      const group = byPath.get(statement.span.path);
      if (group) group.push(statement);
      else byPath.set(statement.span.path, [statement]);
    }
    const entries = [...byPath].map(([path, found]): [string, FileStatements] => {
      const statements = found.toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
      let furthest = 0;
      return [path, { statements, reach: statements.map(({ span }) => (furthest = Math.max(furthest, span.end))) }];
    });
    fileStatements.set(migrations, (files = new Map(entries)));
  }
  return files;
}

/** The statement a finding is about: the innermost one around it. A finding about a whole migration has none. */
export function statementOf(review: Review, finding: Finding): ReviewedStatement | undefined {
  const file = statementsByFile(review.migrations).get(finding.primary.path);
  if (!file) return undefined;
  let low = 0;
  let high = file.statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((file.statements[middle]?.span.start ?? 0) <= finding.primary.start) low = middle + 1;
    else high = middle;
  }
  for (let i = low - 1; i >= 0 && (file.reach[i] ?? 0) >= finding.primary.end; i--) {
    const statement = file.statements[i];
    if (statement && within(finding.primary, statement.span)) return statement;
  }
  return undefined;
}

const within = (inner: Span, outer: Span): boolean => inner.path === outer.path && outer.start <= inner.start && inner.end <= outer.end;

/** Categories whose findings have nothing to do with locks, so that lock facts would only distract. */
const LOCKLESS: ReadonlySet<string> = new Set(['naming', 'design', 'analysis', 'history', 'security']);

/** The effects worth showing with a finding: on relations in use, that make somebody wait or grow with the table. */
export function noteworthyEffects(review: Review, finding: Finding): readonly Effect[] {
  if (LOCKLESS.has(finding.category)) return [];
  return (statementOf(review, finding)?.effects ?? []).filter(
    (effect) => !effect.createdHere && (effect.blocksReads || effect.blocksWrites || effect.blocksSchemaChanges || effect.work !== 'none'),
  );
}

/** The project of a finding: that of its migration, else the one whose folder holds its file; undefined where there is none. */
export function projectOf(review: Review, finding: Finding): number | undefined {
  const path = finding.primary.path;
  const migration = review.migrations.find(
    (reviewed) => reviewed.migration.path === path && within(finding.primary, reviewed.migration.span),
  );
  const known = migration ?? review.migrations.find((reviewed) => reviewed.migration.path === path);
  if (known) return known.project;
  let best: number | undefined;
  review.projects.forEach(({ root }, i) => {
    if (root !== '' && !path.startsWith(`${root}/`)) return;
    if (best === undefined || root.length > (review.projects[best]?.root.length ?? 0)) best = i;
  });
  return best;
}

/** How sure a finding is, where that is worth a line; of what is not analysed the finding itself says so. */
export function confidenceText(finding: Finding, effects: readonly Effect[]): string {
  if (finding.confidence === 'certain' || finding.category === 'analysis') return '';
  const missing = effects.map(missingText).find((text) => text !== '') ?? 'not every fact is known here';
  return `${missing}; the worst case is taken`;
}

/** Steps of a rewrite that go out together. */
export interface Deploy {
  /** `Release 2, after this: deploy code that …`; empty where nothing needs saying. */
  readonly heading: string;
  readonly steps: readonly { readonly title: string; readonly sql: string }[];
}

/** The steps of a rewrite, cut where the application has to be deployed in between. */
export function deploys(rewrite: readonly RewriteStep[]): readonly Deploy[] {
  const groups: { deploy: string; steps: RewriteStep[] }[] = [];
  for (const step of rewrite) {
    const group = groups.at(-1);
    if (group && step.deploy === undefined) group.steps.push(step);
    else groups.push({ deploy: step.deploy ?? '', steps: [step] });
  }
  return groups.map(({ deploy, steps }, i) => {
    const release = groups.length > 1 || deploy !== '' ? `Release ${i + 1}` : '';
    const after = deploy === '' ? '' : `${release}, after this: ${deploy.replace(/\.$/, '')}`;
    const apart = steps.length > 1 && steps.some(({ phase }) => phase !== 'same-file') ? 'each step in a migration of its own' : '';
    const parts = [after === '' ? release : after, apart].filter((part) => part !== '').join('; ');
    return {
      heading: parts.charAt(0).toUpperCase() + parts.slice(1),
      steps: steps.map(({ title, sql, transaction }) => ({
        title: `${title}${transaction ? '' : ' (outside a transaction)'}`.trim(),
        sql: sql.trim(),
      })),
    };
  });
}

/** The steps of a rewrite as one SQL text, titles and deploy boundaries in comments. */
export function rewriteSql(rewrite: readonly RewriteStep[]): string {
  const several = rewrite.length > 1;
  let number = 0;
  return deploys(rewrite)
    .map(({ heading, steps }) => {
      const parts = steps.map(({ title, sql }) => {
        number++;
        const label = several ? `${number}. ${title}` : title;
        return label === '' ? sql : `-- ${oneLine(label)}\n${sql}`;
      });
      return [...(heading === '' ? [] : [`-- ---- ${heading} ----`]), parts.join('\n\n')].join('\n');
    })
    .join('\n\n');
}

/** A comment in the language of a file, by its extension; SQL for all others. */
function commentIn(path: string, text: string): string {
  if (/\.(?:rb|py|exs?|ya?ml)$/i.test(path)) return `# ${text}`;
  if (/\.(?:[cm]?[jt]s|php|cs)$/i.test(path)) return `// ${text}`;
  // XML has no two dashes in a comment.
  return /\.xml$/i.test(path) ? `<!-- ${text.replace(' -- ', ' - ')} -->` : `-- ${text}`;
}

/** How a finding is accepted, for the end of a report. The rule fills in the example, the file gives its language. */
export const ALLOW_HINT = {
  comment: (rule: string, path: string): string => commentIn(path, `lockkeeper:allow ${rule} -- <reason>`),
  merged: 'In a migration that is merged already a comment changes the checksum: use the baseline or the overrides of the configuration.',
} as const;
