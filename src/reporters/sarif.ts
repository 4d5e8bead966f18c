/**
 * SARIF 2.1.0 as GitHub's code scanning takes it.
 *
 * Sources: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html and, for what code scanning needs and how much
 * it takes, https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 * Our fingerprint has a key of its own: `primaryLocationLineHash` is GitHub's to compute, and it warns where ours differs.
 */
import type { Location, Log, PhysicalLocation, ReportingDescriptor, Result, Run, Suppression } from 'sarif';
import { type Allowance, compareRisks, type Finding, type Review, type Risk } from '../report.ts';
import type { Span } from '../source.ts';
import { jsonText } from './json.ts';
import { encodePath, fence, prose } from './markdown-text.ts';
import type { RenderOptions, Reporter, RuleText } from './reporter.ts';
import { cut, oneLine, visible } from './safe-text.ts';
import { counted, projectOf, projectText, rewriteSql } from './wording.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const HOME = 'https://github.com/lockkeeper/lockkeeper';
/** Code scanning takes at most 20 runs of a file and 25 000 results of a run. */
const MAX_RUNS = 20;
const MAX_RESULTS = 25_000;
/** Longer descriptions are refused. */
const MAX_DESCRIPTION = 1_024;
const MAX_MESSAGE = 8_000;

const LEVELS: Readonly<Record<Risk, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};
const SEVERITIES = { error: 'error', warning: 'warning', note: 'recommendation' } as const;

/** The review as a SARIF log: one run per project, so that each is a category of its own and closes its own alerts. */
export function sarifLog(review: Review, options: Pick<RenderOptions, 'version' | 'rules'>): Log {
  const groups = review.projects.slice(0, MAX_RUNS).map((): Finding[] => []);
  if (groups.length === 0) groups.push([]);
  for (const finding of review.findings) groups[Math.min(projectOf(review, finding) ?? 0, groups.length - 1)]?.push(finding);
  const categories = new Set<string>();
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: groups.map((findings, i) => run(review, findings, category(review, i, categories), options)),
  };
}

/** `lockkeeper/` or `lockkeeper/services/billing/`: what stands before the last slash is the category, and must not repeat. */
function category(review: Review, index: number, taken: Set<string>): string {
  const project = review.projects[index];
  const root = project && project.root !== '' ? `${encodePath(project.root)}/` : '';
  const candidates = [
    `lockkeeper/${root}`,
    `lockkeeper/${root}${project?.framework ?? ''}/`,
    `lockkeeper/${root}${project?.framework ?? ''}-${index + 1}/`,
  ];
  const id = candidates.find((candidate) => !taken.has(candidate)) ?? `lockkeeper/${index + 1}/`;
  taken.add(id);
  return id;
}

function run(review: Review, all: readonly Finding[], id: string, options: Pick<RenderOptions, 'version' | 'rules'>): Run {
  const findings = all.slice(0, MAX_RESULTS);
  const ids = [...new Set(findings.map((finding) => finding.rule))].sort();
  const indexes = new Map(ids.map((rule, i) => [rule, i]));
  const project = review.projects.find((item) => item.root !== '' && id.includes(`/${encodePath(item.root)}/`));
  return {
    tool: {
      driver: {
        name: 'Lockkeeper',
        informationUri: HOME,
        version: options.version,
        semanticVersion: options.version,
        rules: ids.map((rule) => descriptor(rule, findings, options.rules?.get(rule))),
      },
    },
    automationDetails: {
      id,
      ...(project ? { description: { text: `Database migrations of ${visible(projectText(project))}` } } : {}),
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
    invocations: [
      {
        executionSuccessful: review.verdict !== 'error',
        toolExecutionNotifications:
          all.length > findings.length
            ? [
                {
                  level: 'warning',
                  message: {
                    text: `${counted(all.length - findings.length, 'finding')} left out: code scanning takes ${MAX_RESULTS} of a run. The JSON report has them all.`,
                  },
                },
              ]
            : [],
      },
    ],
    results: findings.map((finding) => result(review, finding, indexes.get(finding.rule) ?? 0)),
  };
}

/** A rule as code scanning shows it. Where its page is not at hand, the words of its first finding stand in. */
function descriptor(id: string, findings: readonly Finding[], rule: RuleText | undefined): ReportingDescriptor {
  const mine = findings.filter((finding) => finding.rule === id);
  const sample = mine[0];
  const worst = mine.map((finding) => finding.risk).reduce((a, b) => (compareRisks(a, b) >= 0 ? a : b), 'info');
  const title = rule?.title ?? capital(id.replaceAll('-', ' '));
  const why = oneLine(rule?.why ?? sample?.why ?? '') || title;
  const fix = oneLine(rule?.fix ?? sample?.fix ?? '');
  const url = rule?.url ?? sample?.url ?? '';
  return {
    id,
    name: id
      .split('-')
      .map((word) => capital(word))
      .join(''),
    shortDescription: { text: cut(visible(title), MAX_DESCRIPTION) },
    fullDescription: { text: cut(visible(why), MAX_DESCRIPTION) },
    ...(/^https?:\/\/\S+$/.test(url) ? { helpUri: url } : {}),
    help: {
      text: visible([why, fix, url].filter((part) => part !== '').join('\n\n')),
      markdown: [
        prose(why),
        ...(fix === '' ? [] : [`**Do:** ${prose(fix)}`]),
        ...(url === '' ? [] : [`[The page of the rule](${url})`]),
      ].join('\n\n'),
    },
    defaultConfiguration: { level: LEVELS[worst] },
    properties: {
      tags: [...new Set([sample?.category ?? 'analysis', 'database-migration'])],
      precision: 'high',
      'problem.severity': SEVERITIES[LEVELS[worst]],
    },
  };
}

function result(review: Review, finding: Finding, ruleIndex: number): Result {
  const steps = finding.rewrite.length > 0 ? rewriteSql(finding.rewrite) : '';
  const words = [finding.message, finding.why, finding.fix].map(oneLine).filter((part) => part !== '');
  const text = [...words, ...(steps === '' ? [] : [`Run instead:\n${steps}`])].join('\n\n') || finding.rule;
  const markdown =
    [...words.map(prose), ...(steps === '' ? [] : ['Run instead:', fence(steps, 'sql')])].join('\n\n') || prose(finding.rule);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVELS[finding.risk],
    message: { text: cut(plain(text), MAX_MESSAGE), ...(markdown.length <= MAX_MESSAGE ? { markdown } : {}) },
    locations: [{ physicalLocation: location(review, finding.primary) }],
    ...(finding.related.length > 0
      ? {
          relatedLocations: finding.related.map((place, id): Location => ({
            id: id + 1,
            physicalLocation: location(review, place.span),
            message: { text: visible(oneLine(place.note)) || 'Related place.' },
          })),
        }
      : {}),
    partialFingerprints: { 'lockkeeper/v1': finding.fingerprint },
    suppressions: finding.allowed ? [suppression(review, finding.allowed)] : [],
    ...(finding.suggestion
      ? {
          fixes: [
            {
              description: { text: visible(oneLine(finding.fix)) || 'Replace it.' },
              artifactChanges: [
                {
                  artifactLocation: artifact(finding.suggestion.span.path),
                  replacements: [
                    {
                      deletedRegion: location(review, finding.suggestion.span).region ?? {},
                      insertedContent: { text: finding.suggestion.text },
                    },
                  ],
                },
              ],
            },
          ],
        }
      : {}),
    properties: { risk: finding.risk, confidence: finding.confidence },
  };
}

function suppression(review: Review, allowed: Allowance): Suppression {
  const terms = [...(allowed.by === null ? [] : [`by ${allowed.by}`]), ...(allowed.until === null ? [] : [`until ${allowed.until}`])];
  return {
    kind: allowed.source === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    justification: visible(`${allowed.reason}${terms.length > 0 ? ` (${terms.join(', ')})` : ''}`),
    ...(allowed.span ? { location: { physicalLocation: location(review, allowed.span) } } : {}),
  };
}

const artifact = (path: string): { uri: string; uriBaseId: string } => ({ uri: encodePath(path), uriBaseId: '%SRCROOT%' });

/** Lines and columns are 1-based; the end column is exclusive, as SARIF has it. */
function location(review: Review, span: Span): PhysicalLocation {
  const { start, end } = review.locate.position(span);
  return {
    artifactLocation: artifact(span.path),
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  };
}

/** In SARIF `[text](target)` is a link even in plain text. */
const plain = (text: string): string => visible(text).replaceAll('](', ']\u2060(');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const sarif = {
  id: 'sarif',
  doc: 'SARIF 2.1.0 for code scanning',
  render: (review, options) => jsonText(sarifLog(review, options)),
} satisfies Reporter;
