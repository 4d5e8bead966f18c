/**
 * `--format html`: the review as one page that needs nothing else: no network, no script, no font, readable from disk, on
 * paper and with a keyboard. Its policy lets nothing in but the style that is in it, named by its hash:
 * https://www.w3.org/TR/CSP3/#external-hash
 */
import { createHash } from 'node:crypto';
import { blocking, type Finding, type Review, standing } from '../../report.ts';
import { fixTitle } from '../fix-wording.ts';
import type { RenderOptions } from '../reporter.ts';
import { withoutCommands } from '../safe-text.ts';
import { ALLOW_HINT, counted, countsText, coverageText, databaseText, databasesText, thresholdText, verdictText } from '../wording.ts';
import { blockedTables } from './blocked.ts';
import { fileSection } from './file-section.ts';
import { pageFiles } from './files.ts';
import { badge, findingAnchor, type PageContext, placeLink, ruleLink, termsText } from './finding.ts';
import { fixBody } from './fix.ts';
import { h, Markup, NOTHING } from './markup.ts';
import { planBody } from './plan.ts';
import { STYLE } from './style.ts';

/** Tables of the first screen; the rest is with the files. */
const MOST_BLOCKED = 30;
/** Files about which nothing is said, in an audit of a long history. */
const MOST_QUIET = 200;

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** The page. */
export function renderHtml(review: Review, { version }: RenderOptions): string {
  const context: PageContext = { review, files: pageFiles(review), blockers: new Set(blocking(review)) };
  const sections = [
    blockedSection(context),
    findingsSection(context),
    filesSection(context),
    fixSection(context),
    planSection(context),
    allowedSection(context),
    coverageSection(context),
  ];
  const shown = sections.filter((section) => section !== undefined);
  const page = h`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Lockkeeper: ${verdictText(review)}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header class="${review.verdict}">
<p class="brand">Lockkeeper</p>
<h1>${capital(verdictText(review))}</h1>
<p class="facts">${facts(review)}</p>
<nav aria-label="Sections"><ul>${shown.map(({ id, title }) => h`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
</header>
<main id="main" tabindex="-1">
${shown.map(
  ({ id, title, body }) => h`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`,
)}</main>
<footer><p>Lockkeeper ${version}. ${standing(review).length > 0 ? h`To accept a finding: <code>${ALLOW_HINT.comment(standing(review)[0]?.rule ?? '', standing(review)[0]?.primary.path ?? '')}</code> above the statement. ${ALLOW_HINT.merged}` : NOTHING}</p></footer>
</body>
</html>
`;
  return withoutCommands(page.html);
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function facts(review: Review): Markup {
  const counts = countsText(review);
  const rest = [...(counts === '' ? [] : [counts]), coverageText(review), databasesText(review), thresholdText(review)];
  return h`<span class="risk">Risk: ${badge(review.risk)}</span> · ${rest.join(' · ')}`;
}

function blockedSection(context: PageContext): Section | undefined {
  const all = blockedTables(context.review);
  if (all.length === 0) return undefined;
  const rows = all.slice(0, MOST_BLOCKED).map(({ relation, reads, work, assumed, statement }) => {
    const wait = work.length === 0 ? 'an instant once the lock is granted, whatever the size of the table' : `while ${work.join('; ')}`;
    return h`<tr><th scope="row"><code>${relation}</code></th><td data-label="What waits"><span class="waits ${reads ? 'reads' : 'writes'}">${reads ? 'reads and writes' : 'writes'}</span></td><td data-label="For how long">${wait}${assumed ? h` <span class="quiet">(worst case)</span>` : NOTHING}</td><td>${placeLink(context, statement.span)}</td></tr>
`;
  });
  const left = all.length - rows.length;
  return {
    id: 'blocked',
    title: 'What will be blocked',
    body: h`<table><thead><tr><th scope="col">Table</th><th scope="col">What waits</th><th scope="col">For how long</th><th scope="col">From</th></tr></thead><tbody>
${rows}</tbody></table>${left > 0 ? h`<p>… and ${counted(left, 'more table')}.</p>` : NOTHING}
<p class="quiet">Before it gets its lock, each statement waits for the transactions that use its table, and whatever comes later waits behind it.</p>`,
  };
}

function findingsSection(context: PageContext): Section | undefined {
  const { review, blockers } = context;
  const findings = standing(review);
  if (findings.length === 0) return undefined;
  const rows = findings.map(
    (finding) =>
      h`<tr><td>${badge(finding.risk)}${blockers.has(finding) ? h` <span class="tag">blocks</span>` : NOTHING}</td><td><a href="#${findingAnchor(context, finding)}">${finding.message}</a></td><td>${placeOf(review, finding)}<br>${ruleLink(finding)}</td></tr>
`,
  );
  return {
    id: 'findings',
    title: counted(findings.length, 'finding'),
    body: h`<table class="findings"><thead><tr><th scope="col">Risk</th><th scope="col">What happens</th><th scope="col">Where, rule</th></tr></thead><tbody>
${rows}</tbody></table>`,
  };
}

const placeOf = (review: Review, { primary }: Finding): string => `${primary.path}:${review.locate.position(primary).start.line}`;

function filesSection(context: PageContext): Section | undefined {
  const { files } = context;
  if (files.length === 0) return undefined;
  let quiet = 0;
  const shown = files.filter((file) => file.findings.length + file.unread.length > 0 || ++quiet <= MOST_QUIET);
  const left = files.length - shown.length;
  return {
    id: 'files',
    title: counted(files.length, 'file'),
    body: h`${shown.map((file) => fileSection(context, file))}${left > 0 ? h`<p>… and ${counted(left, 'more file')} without findings.</p>` : NOTHING}`,
  };
}

function fixSection({ review: { fix } }: PageContext): Section | undefined {
  return fix === null ? undefined : { id: 'fix', title: fixTitle(fix), body: fixBody(fix) };
}

function planSection(context: PageContext): Section | undefined {
  const { plan } = context.review;
  return plan === null ? undefined : { id: 'plan', title: 'Migration plan', body: planBody(context, plan) };
}

function allowedSection(context: PageContext): Section | undefined {
  const allowed = context.review.findings.filter((finding) => finding.allowed);
  if (allowed.length === 0) return undefined;
  const rows = allowed.map((finding) =>
    finding.allowed
      ? h`<tr><td>${badge(finding.risk)}</td><td><a href="#${findingAnchor(context, finding)}">${finding.message}</a><br><code>${finding.rule}</code></td><td>${placeOf(context.review, finding)}</td><td data-label="Reason">${finding.allowed.reason}</td><td data-label="Allowed by">${termsText(finding.allowed)}</td></tr>
`
      : NOTHING,
  );
  return {
    id: 'allowed',
    title: counted(allowed.length, 'allowed finding'),
    body: h`<table><thead><tr><th scope="col">Risk</th><th scope="col">What happens</th><th scope="col">Where</th><th scope="col">Reason</th><th scope="col">Allowed by</th></tr></thead><tbody>
${rows}</tbody></table>`,
  };
}

/** What the verdict rests on: what was read and what was not, on which databases. */
function coverageSection(context: PageContext): Section {
  const { review } = context;
  const unread = review.migrations.flatMap((reviewed) => reviewed.unread);
  const projects = review.projects.map(({ framework, root, database, history }, i) => {
    const own = review.migrations.filter(({ project }) => project === i).length;
    const because = database.assumed ? 'nothing says so' : database.evidence;
    return h`<tr><td>${root === '' ? '.' : root}</td><td>${framework}</td><td>${databaseText(database)}${because === '' ? NOTHING : h`<br><span class="quiet">${because}</span>`}</td><td data-label="Under review">${own}</td><td data-label="In history">${history}</td></tr>
`;
  });
  return {
    id: 'coverage',
    title: 'What was looked at',
    body: h`<p>${capital(coverageText(review))}. Lockkeeper ${thresholdText(review)}.</p>
${
  projects.length === 0
    ? NOTHING
    : h`<table><thead><tr><th scope="col">Folder</th><th scope="col">Framework</th><th scope="col">Database</th><th scope="col">Under review</th><th scope="col">In history</th></tr></thead><tbody>
${projects}</tbody></table>`
}
${unread.length === 0 ? NOTHING : h`<h3>Not analysed</h3><ul>${unread.map(({ span, reason }) => h`<li>${placeLink(context, span)}: ${reason}</li>`)}</ul>`}
${review.notes.length === 0 ? NOTHING : h`<h3>Notes</h3><ul>${review.notes.map((note) => h`<li>${note}</li>`)}</ul>`}`,
  };
}
