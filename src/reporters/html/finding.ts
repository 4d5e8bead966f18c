/** One finding as it stands beside the SQL: what happens, why, what to do, the SQL to run instead. */
import type { Finding, Review, Risk } from '../../report.ts';
import type { Span } from '../../source.ts';
import { confidenceText, deploys, effectText, noteworthyEffects } from '../wording.ts';
import { lineAnchor, type PageFile } from './files.ts';
import { h, type Markup, NOTHING } from './markup.ts';

export interface PageContext {
  readonly review: Review;
  readonly files: readonly PageFile[];
  readonly blockers: ReadonlySet<Finding>;
}

export const findingAnchor = ({ review }: PageContext, finding: Finding): string => `finding-${review.findings.indexOf(finding) + 1}`;

/** A place in a file, linked where its line is on the page. */
export function placeLink({ review, files }: PageContext, span: Span, label?: string): Markup {
  const { line } = review.locate.position(span).start;
  const text = label ?? `${span.path}:${line}`;
  const file = files.find(({ path }) => path === span.path);
  return file?.shown.has(line) ? h`<a href="#${lineAnchor(file, line)}">${text}</a>` : h`${text}`;
}

/** The risk in words, with a mark whose shape tells it, too. */
export const badge = (risk: Risk | 'none'): Markup => h`<span class="badge ${risk}">${risk}</span>`;

/** The id of a rule, linked to its page where that is an ordinary address. */
export const ruleLink = ({ rule, url }: Finding): Markup =>
  /^https:\/\/[\w./%-]+$/.test(url)
    ? h`<a class="rule" href="${url}" rel="noreferrer"><code>${rule}</code></a>`
    : h`<code class="rule">${rule}</code>`;

const MOST_EFFECTS = 5;

export function findingCard(context: PageContext, finding: Finding): Markup {
  const { review, blockers } = context;
  const { allowed } = finding;
  const effects = noteworthyEffects(review, finding);
  const confidence = confidenceText(finding, effects);
  const locks = effects.slice(0, MOST_EFFECTS).map((effect) => {
    const { lock, relation, rest } = effectText(effect);
    return h`<dt>Lock</dt><dd><b>${lock}</b> on <code>${relation}</code> ${rest}.</dd>`;
  });
  const related = finding.related.map(({ span, note }) => h`<dt>See</dt><dd>${note}: ${placeLink(context, span)}</dd>`);
  return h`<article class="finding ${finding.risk}${allowed ? ' allowed' : ''}" id="${findingAnchor(context, finding)}">
<h4>${badge(finding.risk)} ${ruleLink(finding)}${blockers.has(finding) ? h` <span class="tag">blocks</span>` : NOTHING}${allowed ? h` <span class="tag">allowed</span>` : NOTHING}</h4>
<p class="message">${finding.message}</p>
<dl>${allowed ? h`<dt>Allowed</dt><dd>${allowed.reason} <span class="quiet">(${termsText(allowed)})</span></dd>` : NOTHING}${locks}${finding.why === '' ? NOTHING : h`<dt>Why</dt><dd>${finding.why}</dd>`}${finding.fix === '' ? NOTHING : h`<dt>Do</dt><dd>${finding.fix}</dd>`}${related}${confidence === '' ? NOTHING : h`<dt>Note</dt><dd>${confidence}.</dd>`}</dl>
${rewriteBlock(finding)}</article>
`;
}

/** `comment, by @data, until 2026-12-31`. */
export function termsText({ source, by, until }: NonNullable<Finding['allowed']>): string {
  return [source, ...(by === null ? [] : [`by ${by}`]), ...(until === null ? [] : [`until ${until}`])].join(', ');
}

function rewriteBlock({ rewrite }: Finding): Markup {
  if (rewrite.length === 0) return NOTHING;
  const parts = deploys(rewrite).map(
    ({ heading, steps }) =>
      h`${heading === '' ? NOTHING : h`<h5>${heading}</h5>`}${steps.map(({ title, sql }) => h`${title === '' ? NOTHING : h`<p>${title}</p>`}<pre><code>${sql}</code></pre>`)}`,
  );
  return h`<details class="rewrite"><summary>SQL to run instead</summary>${parts}</details>`;
}
