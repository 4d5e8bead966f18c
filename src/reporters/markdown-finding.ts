/** One finding in GitHub's Markdown: the parts that the summary and the comments on lines share. */
import type { Usage } from '../plan/plan.ts';
import { usagesOf, usageText } from '../plan/usages.ts';
import { type Finding, type Review, type Risk } from '../report.ts';
import type { Span } from '../source.ts';
import { blobUrl, code, codeCell, fence, html, type LinkContext, prose } from './markdown-text.ts';
import { cut } from './safe-text.ts';
import { confidenceText, counted, effectText, noteworthyEffects, rewriteSql, statementOf } from './wording.ts';

export interface MarkdownContext {
  /** Version of Lockkeeper. */
  readonly version: string;
  /** Where the files can be seen; without it places are plain text. */
  readonly links?: LinkContext;
}

const BADGES: Readonly<Record<Risk, string>> = { critical: '⛔', high: '🔴', medium: '🟠', low: '🟡', info: '🔵' };

/** `🔴 high`: a colour to find it by, the word to read. */
export function badge(risk: Risk): string {
  return `${BADGES[risk]} ${risk}`;
}

/** The coloured mark of a risk alone. */
export function mark(risk: Risk): string {
  return BADGES[risk];
}

const MAX_EXCERPT_LINES = 12;
const MAX_EXCERPT = 1_200;
const MAX_SQL = 6_000;
const MAX_PROSE = 2_000;

/** First and last line of a span; a span that ends at the start of a line ends on the line before. */
export function linesOf(review: Review, span: Span): { readonly first: number; readonly last: number } {
  const { start, end } = review.locate.position(span);
  return { first: start.line, last: end.line > start.line && end.column === 1 ? end.line - 1 : end.line };
}

/** Other people's text as a paragraph, at most as long as people read. */
export function paragraph(text: string, limit = MAX_PROSE): string {
  return prose(cut(text, limit));
}

/** Path and line for people: the last two parts of the path where the whole is a click away. */
function placeLabel(path: string, line: number, short: boolean): string {
  const parts = path.split('/');
  return `${short && parts.length > 2 ? parts.slice(-2).join('/') : path}:${line}`;
}

/** Where a finding is, for a cell of a table: a link where files can be linked. */
export function placeCell(review: Review, span: Span, context: MarkdownContext): string {
  const { first, last } = linesOf(review, span);
  if (!context.links) return codeCell(placeLabel(span.path, first, false));
  return `[${codeCell(placeLabel(span.path, first, true))}](${blobUrl(context.links, span.path, first, last)})`;
}

/** Where a finding is, in full. */
export function place(review: Review, span: Span, context: MarkdownContext): string {
  const { first, last } = linesOf(review, span);
  const label = code(placeLabel(span.path, first, false));
  return context.links ? `[${label}](${blobUrl(context.links, span.path, first, last)})` : label;
}

/** The id of a rule, linked to its page where it has one of ours. */
export function ruleText(finding: Pick<Finding, 'rule' | 'url'>): string {
  const id = codeCell(finding.rule);
  return /^https:\/\/[\w./%-]+$/.test(finding.url) ? `[${id}](${finding.url})` : id;
}

/** The rows of the table of findings: what happens, and for those that block also what to do. */
export function findingRow(review: Review, finding: Finding, blocks: boolean, context: MarkdownContext): string {
  const fix = blocks && finding.fix !== '' ? `<br>**Do:** ${paragraph(finding.fix, 400)}` : '';
  const what = `${paragraph(finding.message, 400)}${fix}`;
  return `| ${badge(finding.risk).replace(' ', '&nbsp;')} | ${what} | ${placeCell(review, finding.primary, context)}<br>${ruleText(finding)} |`;
}

/** The line on which a folded finding is recognised; HTML, since Markdown is not read there. */
export function findingSummary(review: Review, finding: Finding): string {
  const { first } = linesOf(review, finding.primary);
  return `${mark(finding.risk)} <b>${finding.risk}</b> · <code>${html(finding.rule)}</code> · ${html(placeLabel(finding.primary.path, first, false))}`;
}

/**
 * The SQL a finding is about, as it stands in the file, without common indentation; empty where there is none to show.
 * It is the whole statement, unless that is long and the finding marks a part of it.
 */
export function excerpt(review: Review, finding: Finding): string {
  const text = review.locate.text(finding.primary.path);
  if (text === undefined) return '';
  const whole = statementOf(review, finding)?.span;
  const span = whole && linesOf(review, whole).last - linesOf(review, whole).first < MAX_EXCERPT_LINES ? whole : finding.primary;
  const from = Math.max(text.lastIndexOf('\n', span.start - 1), text.lastIndexOf('\r', span.start - 1)) + 1;
  const indent = /^[ \t]*/.exec(text.slice(from, span.start))?.[0] ?? '';
  const lines = text
    .slice(span.start, span.end)
    .split(/\r\n|\r|\n/)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
  const shown = lines.slice(0, MAX_EXCERPT_LINES).map((line) => cut(line, 300));
  const left = lines.length - shown.length;
  const body = cut(shown.join('\n').trimEnd(), MAX_EXCERPT);
  return body.trim() === '' ? '' : `${body}${left > 0 ? `\n-- … ${counted(left, 'more line')}` : ''}`;
}

/** Places of the application that are told with a finding: those in sight, and those that are folded. */
const SHOWN_USES = 4;
const MAX_USES = 20;

/**
 * What is locked, why, what to do, the SQL to run instead, where the application uses what goes: what both a folded finding and a
 * comment say.
 *
 * @param told.uses places of the application that are told for each thing.
 * @param told.searched false: how many files were searched is not said.
 */
export function findingBody(
  review: Review,
  finding: Finding,
  context: MarkdownContext,
  { uses = MAX_USES, searched = true }: { readonly uses?: number; readonly searched?: boolean } = {},
): readonly string[] {
  const blocks: string[] = [];
  const effects = noteworthyEffects(review, finding).slice(0, 5);
  if (effects.length > 0) {
    blocks.push(
      effects
        .map(effectText)
        .map(({ lock, relation, rest }) => `**Lock:** ${code(lock)} on ${code(relation)} ${rest}.`)
        .join('<br>\n'),
    );
  }
  if (finding.why !== '') blocks.push(`**Why:** ${paragraph(finding.why)}`);
  if (finding.fix !== '') blocks.push(`**Do:** ${paragraph(finding.fix)}`);
  if (finding.rewrite.length > 0) blocks.push(fence(cut(rewriteSql(finding.rewrite), MAX_SQL), 'sql'));
  const related = finding.related.slice(0, 5).map((item) => `- ${paragraph(item.note, 300)}: ${place(review, item.span, context)}`);
  if (related.length > 0) blocks.push(related.join('\n'));
  blocks.push(...usageBlocks(review, finding, context, uses, searched));
  const confidence = confidenceText(finding, effects);
  if (confidence !== '') blocks.push(`_Note: ${confidence}._`);
  return blocks;
}

/** Where the application uses what goes: a sentence for each thing, the first places, the others folded. */
function usageBlocks(review: Review, finding: Finding, context: MarkdownContext, uses: number, searched: boolean): readonly string[] {
  return usagesOf(review, finding)
    .slice(0, 10)
    .flatMap((report) => {
      const { likely, possible } = report.found;
      const told = report.usages.filter(({ likelihood }) => likelihood !== 'weak').slice(0, uses);
      const shown = told.slice(0, SHOWN_USES);
      const folded = told.slice(SHOWN_USES);
      const left = likely + possible - told.length;
      const more = left > 0 ? [`- … and ${counted(left, 'more place')}`] : [];
      return [
        `**In the application:** ${paragraph(usageText(report, searched), 600)}.`,
        ...(shown.length > 0
          ? [[...shown.map((usage) => usageItem(usage, context)), ...(folded.length === 0 ? more : [])].join('\n')]
          : []),
        ...(folded.length > 0
          ? [
              `<details><summary>… and ${counted(folded.length + Math.max(0, left), 'more place')}</summary>`,
              [...folded.map((usage) => usageItem(usage, context)), ...more].join('\n'),
              '</details>',
            ]
          : []),
      ];
    });
}

function usageItem({ path, line, text, likelihood }: Usage, { links }: MarkdownContext): string {
  const label = code(placeLabel(path, line, false));
  const place = links ? `[${label}](${blobUrl(links, path, line, line)})` : label;
  return `- ${place}${likelihood === 'likely' ? '' : ' (perhaps)'} ${code(cut(text, 120))}`;
}
