/** One finding as it stands beside the SQL: what happens, why, what to do, the SQL to run instead. */
import { usagesOf, usageText } from '../../plan/usages.ts';
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

/** What happens and what to do; the rest is folded, so that the lines beside it stay close together. */
export function findingCard(context: PageContext, finding: Finding): Markup {
  const { blockers } = context;
  const { allowed, risk, fix } = finding;
  const terms = allowed
    ? h`<dt>Allowed</dt><dd>${allowed.reason} <span class="quiet">(${termsText(allowed)})</span></dd>`
    : fix === ''
      ? NOTHING
      : h`<dt>Do</dt><dd>${fix}</dd>`;
  const tag = allowed ? 'allowed' : blockers.has(finding) ? 'blocks' : '';
  return h`<article class="finding ${risk}${allowed ? ' allowed' : ''}" id="${findingAnchor(context, finding)}">
<h4>${badge(risk)} ${ruleLink(finding)}${tag === '' ? NOTHING : h` <span class="tag">${tag}</span>`}</h4>
<p class="message">${finding.message}</p>
${terms === NOTHING ? NOTHING : h`<dl>${terms}</dl>`}${more(context, finding, blockers.size === 1 && blockers.has(finding))}
</article>
`;
}

/** The locks, why, places to see, and the SQL to run instead. The one thing in the way is shown unfolded. */
function more(context: PageContext, finding: Finding, open: boolean): Markup {
  const effects = noteworthyEffects(context.review, finding);
  const confidence = confidenceText(finding, effects);
  const rows = [
    ...(finding.why === '' ? [] : [h`<dt>Why</dt><dd>${finding.why}</dd>`]),
    ...effects.slice(0, MOST_EFFECTS).map((effect) => {
      const { lock, relation, rest } = effectText(effect);
      return h`<dt>Lock</dt><dd><b>${lock}</b> on <code>${relation}</code> ${rest}.</dd>`;
    }),
    ...(finding.allowed && finding.fix !== '' ? [h`<dt>Do</dt><dd>${finding.fix}</dd>`] : []),
    ...finding.related.map(({ span, note }) => h`<dt>See</dt><dd>${note}: ${placeLink(context, span)}</dd>`),
    ...usageRows(context, finding),
    ...(confidence === '' ? [] : [h`<dt>Note</dt><dd>${confidence}.</dd>`]),
  ];
  if (rows.length === 0 && finding.rewrite.length === 0) return NOTHING;
  const inside = [
    ...(finding.why === '' ? [] : ['why']),
    ...(effects.length > 0 ? ['locks'] : []),
    ...(usagesOf(context.review, finding).length > 0 ? ['uses in the application'] : []),
    ...(finding.rewrite.length > 0 ? ['SQL to run instead'] : []),
  ];
  const summary = (inside.join(', ') || 'more')
    .replace(/^why/, 'Why')
    .replace(/^locks/, 'Locks')
    .replace(/^uses/, 'Uses')
    .replace(/^more/, 'More');
  return h`<details class="more"${open ? h` open` : NOTHING}><summary>${summary}</summary>${rows.length === 0 ? NOTHING : h`<dl>${rows}</dl>`}${rewriteBlock(finding)}</details>`;
}

const MOST_USES = 30;

/** Where the application uses what goes. */
function usageRows({ review }: PageContext, finding: Finding): readonly Markup[] {
  return usagesOf(review, finding).map((report) => {
    const told = report.usages.filter(({ likelihood }) => likelihood !== 'weak').slice(0, MOST_USES);
    const left = report.found.likely + report.found.possible - told.length;
    const places = told.map(
      ({ path, line, text, likelihood }) => h`<li>${path}:${line}${likelihood === 'likely' ? '' : ' (perhaps)'} <code>${text}</code></li>`,
    );
    const more = left > 0 ? h`<li>… and ${left} more</li>` : NOTHING;
    return h`<dt>Used</dt><dd>${usageText(report)}.${told.length > 0 ? h`<ul>${places}${more}</ul>` : NOTHING}</dd>`;
  });
}

/** `comment, by @data, until 2026-12-31`. */
export function termsText({ source, by, until }: NonNullable<Finding['allowed']>): string {
  return [source, ...(by === null ? [] : [`by ${by}`]), ...(until === null ? [] : [`until ${until}`])].join(', ');
}

function rewriteBlock({ rewrite }: Finding): Markup {
  if (rewrite.length === 0) return NOTHING;
  const parts = deploys(rewrite).map(({ heading, steps }) => {
    const blocks = steps.map(({ title, sql }) => h`${title === '' ? NOTHING : h`<p>${title}</p>`}<pre><code>${sql}</code></pre>`);
    return h`${heading === '' ? NOTHING : h`<h6>${heading}</h6>`}${blocks}`;
  });
  return h`<div class="rewrite"><h5>SQL to run instead</h5>${parts}</div>`;
}
