/**
 * JUnit XML: a suite for each file, a case for the file and for each of its statements. There is no standard; this is what
 * Jenkins, GitLab and Azure read alike: at most one result in a case, since Jenkins keeps one `failure` of several.
 *
 * Sources: https://github.com/testmoapp/junitxml , https://docs.gitlab.com/ci/testing/unit_test_reports/ ,
 * https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
 */
import { blocking, engineTitle, type Finding, type Review, type ReviewedMigration, type ReviewedStatement } from '../report.ts';
import type { Reporter } from './reporter.ts';
import { cut, inline, oneLine, visible, withoutCommands } from './safe-text.ts';
import { rewriteSql, statementOf, thresholdText, verdictText } from './wording.ts';

/** Names are how readers know a case again in the next run: they hold no line numbers. */
const LONGEST_NAME = 120;

interface Case {
  readonly name: string;
  readonly line: number;
  readonly findings: readonly Finding[];
  /** Why it was not analysed; empty where it was. */
  readonly skipped: string;
  readonly error?: string;
}

interface Suite {
  readonly name: string;
  readonly path: string | null;
  readonly cases: readonly Case[];
}

type Outcome = 'passed' | 'failures' | 'errors' | 'skipped';

/** The review as JUnit XML. */
export function junitXml(review: Review): string {
  const blockers = new Set(blocking(review));
  const all = [...suites(review), ...failureSuite(review)];
  const cases = all.flatMap((suite) => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Lockkeeper"${totals(cases, blockers)}>`,
    ...all.flatMap((suite) => [
      `  <testsuite name="${attribute(suite.name)}"${totals(suite.cases, blockers)}>`,
      ...suite.cases.flatMap((one) => caseLines(review, suite, one, blockers)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

/** A rule that could not be evaluated: a finding may be missing, which no case of a statement can say. */
function failureSuite(review: Review): readonly Suite[] {
  if (review.verdict !== 'error') return [];
  const error = review.notes.join('\n') || verdictText(review);
  return [{ name: 'Lockkeeper', path: null, cases: [{ name: 'the review is complete', line: 1, findings: [], skipped: '', error }] }];
}

/** One suite for each file: those of the migrations in their order, then those that only findings name. */
function suites(review: Review): readonly Suite[] {
  const files = new Map<string, ReviewedMigration[]>();
  for (const reviewed of review.migrations) push(files, reviewed.migration.path, reviewed);
  for (const { primary } of review.findings) if (!files.has(primary.path)) files.set(primary.path, []);
  const byFile = new Map<string, Finding[]>();
  for (const finding of review.findings) push(byFile, finding.primary.path, finding);
  return [...files].map(([path, migrations]) => ({ name: path, path, cases: casesOf(review, migrations, byFile.get(path) ?? []) }));
}

function casesOf(review: Review, migrations: readonly ReviewedMigration[], findings: readonly Finding[]): readonly Case[] {
  const statements = new Map<ReviewedStatement, Finding[]>();
  const unread = migrations.flatMap((reviewed) => reviewed.unread);
  const parts = new Map<(typeof unread)[number], Finding[]>();
  const whole: Finding[] = [];
  for (const finding of findings) {
    const { start, end } = finding.primary;
    const part = unread.find(({ span }) => span.path === finding.primary.path && span.start <= start && end <= span.end);
    const statement = statementOf(review, finding);
    if (statement) push(statements, statement, finding);
    else if (part) push(parts, part, finding);
    else whole.push(finding);
  }
  const lineOf = (span: ReviewedStatement['span']): number => review.locate.position(span).start.line;
  const engine = migrations.map(({ migration }) => migration.otherDialect).find((dialect) => dialect !== undefined);
  const taken = new Map<string, number>();
  const named = (text: string): string => {
    const name = cut(inline(oneLine(text)), LONGEST_NAME) || 'statement';
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
  const inside = [
    ...migrations.flatMap((reviewed) => reviewed.statements).map((statement) => ({ statement, part: undefined, span: statement.span })),
    ...unread.map((part) => ({ statement: undefined, part, span: part.span })),
  ].toSorted((a, b) => a.span.start - b.span.start);
  return [
    { name: named('the file'), line: 1, findings: whole, skipped: engine === undefined ? '' : `it is for ${engineTitle(engine)}` },
    ...inside.map(({ statement, part, span }): Case => {
      const text = review.locate.text(span.path)?.slice(span.start, span.end) ?? '';
      const name = named(statement?.sql ?? (text === '' ? (statement?.operations ?? []).join(', ') : text));
      const own = (statement ? statements.get(statement) : part && parts.get(part)) ?? [];
      return { name, line: lineOf(span), findings: own, skipped: part?.reason ?? '' };
    }),
  ];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function outcomeOf(one: Case, blockers: ReadonlySet<Finding>): Outcome {
  if (one.error !== undefined) return 'errors';
  if (one.findings.some((finding) => blockers.has(finding))) return 'failures';
  return one.skipped === '' ? 'passed' : 'skipped';
}

function totals(cases: readonly Case[], blockers: ReadonlySet<Finding>): string {
  const outcomes = cases.map((one) => outcomeOf(one, blockers));
  const count = (outcome: Outcome): number => outcomes.filter((item) => item === outcome).length;
  return ` tests="${cases.length}" failures="${count('failures')}" errors="${count('errors')}" skipped="${count('skipped')}" time="0"`;
}

function caseLines(review: Review, suite: Suite, one: Case, blockers: ReadonlySet<Finding>): readonly string[] {
  const file = suite.path === null ? '' : ` file="${attribute(suite.path)}" line="${one.line}"`;
  const head = `    <testcase classname="${attribute(suite.name)}" name="${attribute(one.name)}"${file} time="0"`;
  const body = [...resultLines(review, one, blockers), ...outLines(review, one, blockers)];
  return body.length === 0 ? [`${head}/>`] : [`${head}>`, ...body, '    </testcase>'];
}

function resultLines(review: Review, one: Case, blockers: ReadonlySet<Finding>): readonly string[] {
  switch (outcomeOf(one, blockers)) {
    case 'passed':
      return [];
    case 'skipped':
      return [`      <skipped message="${attribute(`not analysed: ${one.skipped}`)}"/>`];
    case 'errors':
      return [`      <error type="error" message="${attribute(verdictText(review))}">${content(one.error ?? '')}</error>`];
    case 'failures': {
      const failing = one.findings.filter((finding) => blockers.has(finding));
      const [first] = failing;
      const more = failing.length > 1 ? ` (and ${failing.length - 1} more)` : '';
      const text = failing.map((finding) => findingText(review, finding)).join('\n\n');
      const message = `${first?.message ?? ''}${more}`;
      return [
        `      <failure type="${attribute(first?.rule ?? '')}" message="${attribute(oneLine(message))}">${content(`${text}\n\nLockkeeper ${thresholdText(review)}.`)}</failure>`,
      ];
    }
  }
}

/** What does not make it fail: findings below the threshold, and allowed ones with their reason. */
function outLines(review: Review, one: Case, blockers: ReadonlySet<Finding>): readonly string[] {
  const rest = one.findings.filter((finding) => !blockers.has(finding));
  if (rest.length === 0) return [];
  return [`      <system-out>${content(rest.map((finding) => findingText(review, finding)).join('\n\n'))}</system-out>`];
}

function findingText(review: Review, finding: Finding): string {
  const { line, column } = review.locate.position(finding.primary).start;
  const { allowed } = finding;
  const by = allowed?.by == null ? '' : ` by ${allowed.by}`;
  const until = allowed?.until == null ? '' : ` until ${allowed.until}`;
  return [
    `${finding.risk} ${finding.rule} at ${inline(finding.primary.path)}:${line}:${column}`,
    oneLine(finding.message),
    ...(allowed ? [`Allowed (${allowed.source}${by}${until}): ${oneLine(allowed.reason)}`] : []),
    ...(finding.why === '' ? [] : [`Why: ${oneLine(finding.why)}`]),
    ...(finding.fix === '' ? [] : [`Do: ${oneLine(finding.fix)}`]),
    ...(finding.rewrite.length === 0 ? [] : ['Run instead:', rewriteSql(finding.rewrite)]),
  ].join('\n');
}

/**
 * Text in an element. Controls, surrogates and non-characters are none of XML's:
 * https://www.w3.org/TR/xml/#charsets ; `>` is escaped for the sake of `]]>`.
 */
function content(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Text in an attribute; line ends and tabs survive a reader only as references. */
function attribute(text: string): string {
  return content(text).replaceAll('"', '&quot;').replaceAll("'", '&apos;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

export const junit: Reporter = {
  id: 'junit',
  doc: 'JUnit XML: a suite for each file, a case for each statement',
  render: (review) => withoutCommands(junitXml(review)),
};
