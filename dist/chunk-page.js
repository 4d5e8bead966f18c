import { $n as visible, $t as leftInFile, Bn as databasesText, Cn as LONGEST_FILE, Dn as longFile, En as laterFiles, Fn as confidenceText, Ft as fit, Gn as riskCounts, Hn as effectText, In as counted, Jn as verdictText, Jt as dataText, Kn as statementOf, Ln as countsText, Pn as ALLOW_HINT, Qt as hasCopies, Rn as coverageText, Rt as textWidth, Sn as FIX_COMMAND, Tn as fixTitle, Un as noteworthyEffects, Vn as deploys, Wn as relationText, Xn as cut, Xt as gapsText, Yn as workText, Yt as firstItems, Zt as harmlessFacts, ai as lineStarts, an as restoreText, bn as usageText, cn as stepLines, dn as stretchText, en as lostText, er as withoutCommands, fn as transactionText, in as releaseTitle, ln as toldRollbacks, mi as compareWork, mn as lockChart, nn as planFacts, on as rollbackSql, or as engineTitle, pn as workMeanwhile, qn as thresholdText, qt as COPIES, rn as releaseNotes, rr as blocking, sn as stepGroups, sr as standing, tn as ownWayBack, un as WAITS, wn as NOT_EXACT, xn as usagesOf, zn as databaseText } from "./chunk-review.js";
import { createHash } from "node:crypto";

// src/reporters/html/blocked.ts
/** What will be blocked, and for how long in terms of the size of the tables: what a reader of the page needs first. */
const stops = ({ createdHere, relationKind, blocksReads, blocksWrites }) => !createdHere && relationKind !== "index" && (blocksReads || blocksWrites);
/** Tables that others wait for, worst first. Ways back are left out: they are run when something is wrong. */
function blockedTables(review) {
	return review.migrations.filter(({ migration }) => migration.direction === "up").flatMap(blockedBy).toSorted((a, b) => Number(b.work.length > 0) - Number(a.work.length > 0) || Number(b.reads) - Number(a.reads));
}
function blockedBy({ statements, transactions }) {
	const found = /* @__PURE__ */ new Map();
	for (const [statement, { effects }] of statements.entries()) for (const effect of effects.filter(stops)) {
		const entry = found.get(effect.relation);
		if (entry) entry.push({
			statement,
			effect
		});
		else found.set(effect.relation, [{
			statement,
			effect
		}]);
	}
	return [...found].flatMap(([relation, taken]) => {
		const statement = statements[taken[0]?.statement ?? 0];
		if (!statement) return [];
		const held = transactions.flatMap(({ locks }) => locks).filter((lock) => lock.relation === relation && (lock.blocksReads || lock.blocksWrites));
		const own = taken.filter((one) => !held.some(({ from, to }) => (from ?? 0) <= one.statement && one.statement <= to)).toSorted((a, b) => compareWork(b.effect.work, a.effect.work)).map(({ effect }) => workText(effect.work, relation));
		return [{
			relation: relationText(relation),
			reads: taken.some(({ effect }) => effect.blocksReads),
			work: [...new Set([...held.map(workMeanwhile), ...own].filter((text) => text !== ""))],
			assumed: taken.some(({ effect }) => effect.unknown.length > 0) || held.some(({ assumed }) => assumed),
			statement
		}];
	});
}

// src/reporters/html/files.ts
/** Files with more lines are shown around what is said of them. */
const WHOLE = 300;
const AROUND = 6;
/** Of a long file about which nothing is said. */
const HEAD = 40;
const LONGEST_LINE = 2e3;
/** The files of the migrations in their order, then those that only findings name. */
function pageFiles(review) {
	const migrations = groupBy(review.migrations, ({ migration }) => migration.path);
	const findings = groupBy(review.findings, ({ primary }) => primary.path);
	return [.../* @__PURE__ */ new Set([...migrations.keys(), ...findings.keys()])].map((path, index) => {
		const own = findings.get(path) ?? [];
		const parts = migrations.get(path) ?? [];
		const unread = parts.flatMap((reviewed) => reviewed.unread);
		const text = review.locate.text(path);
		const lines = text === void 0 ? void 0 : linesOf(text);
		const sorted = own.toSorted((a, b) => a.primary.start - b.primary.start);
		const places = [...own.map(({ primary }) => primary), ...unread.map(({ span }) => span)];
		return {
			index,
			path,
			migrations: parts,
			findings: sorted,
			unread,
			lines,
			shown: shownLines(review, lines?.length ?? 0, places)
		};
	});
}
function groupBy(values, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const value of values) {
		const group = groups.get(keyOf(value));
		if (group) group.push(value);
		else groups.set(keyOf(value), [value]);
	}
	return groups;
}
function linesOf(text) {
	const starts = lineStarts(text);
	const lines = starts.map((start, i) => text.slice(start, starts[i + 1] ?? text.length).replace(/[\r\n]+$/, ""));
	if (lines.at(-1) === "" && lines.length > 1) lines.pop();
	return lines.map((line) => cut(line, LONGEST_LINE));
}
/** First and last line of a span; one that ends at the start of a line ends on the line before. */
function linesOfSpan(review, span) {
	const { start, end } = review.locate.position(span);
	return {
		first: start.line,
		last: end.line > start.line && end.column === 1 ? end.line - 1 : end.line
	};
}
function shownLines(review, count, places) {
	if (count <= WHOLE) return new Set(Array.from({ length: count }, (_, i) => i + 1));
	const shown = new Set(Array.from({ length: HEAD }, (_, i) => i + 1));
	for (const place of places) {
		const { first, last } = linesOfSpan(review, place);
		const end = Math.min(last, first + HEAD) + AROUND;
		for (let line = Math.max(1, first - AROUND); line <= Math.min(end, count); line++) shown.add(line);
	}
	return shown;
}
/** The anchor of a line. */
const lineAnchor = (file, line) => `f${file.index + 1}-l${line}`;

// src/reporters/html/markup.ts
/** HTML that is written with the text of other people in it: whatever is not markup of ours is escaped, without exception. */
/** Markup that is known to be ours. Only `h` makes it. */
var Markup = class {
	html;
	constructor(html) {
		this.html = html;
	}
};
/**
* A template of ours. Text that is put into it shows as it is and does nothing, between tags and in attributes in double
* quotes: https://html.spec.whatwg.org/multipage/parsing.html#data-state . It must not be put into an attribute that is an
* address or a handler, into a script or a style.
*/
function h(strings, ...parts) {
	return new Markup(strings.map((text, i) => i === 0 ? text : `${htmlOf(parts[i - 1] ?? "")}${text}`).join(""));
}
const NOTHING = h``;
function htmlOf(part) {
	if (part instanceof Markup) return part.html;
	return typeof part === "string" || typeof part === "number" ? escaped(String(part)) : part.map((one) => one.html).join("");
}
/** Controls become pictures, as everywhere; non-characters are none of HTML's. */
function escaped(text) {
	return visible(text).replace(/[\ufffe\uffff]/g, "�").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;").replaceAll("'", "&#39;");
}
/** Parts with something between them. */
function joined(parts, separator) {
	return new Markup(parts.map((part) => part.html).join(separator.html));
}

// src/reporters/html/finding.ts
/** One finding as it stands beside the SQL: what happens, why, what to do, the SQL to run instead. */
const findingAnchor = ({ review }, finding) => `finding-${review.findings.indexOf(finding) + 1}`;
/** A place in a file, linked where its line is on the page. */
function placeLink({ review, files }, span, label) {
	const { line } = review.locate.position(span).start;
	const text = label ?? `${span.path}:${line}`;
	const file = files.find(({ path }) => path === span.path);
	return file?.shown.has(line) ? h`<a href="#${lineAnchor(file, line)}">${text}</a>` : h`${text}`;
}
/** The risk in words, with a mark whose shape tells it, too. */
const badge = (risk) => h`<span class="badge ${risk}">${risk}</span>`;
/** The id of a rule, linked to its page where that is an ordinary address. */
const ruleLink = ({ rule, url }) => /^https:\/\/[\w./%-]+$/.test(url) ? h`<a class="rule" href="${url}" rel="noreferrer"><code>${rule}</code></a>` : h`<code class="rule">${rule}</code>`;
const MOST_EFFECTS = 5;
/** What happens and what to do; the rest is folded, so that the lines beside it stay close together. */
function findingCard(context, finding) {
	const { blockers } = context;
	const { allowed, risk, fix } = finding;
	const terms = allowed ? h`<dt>Allowed</dt><dd>${allowed.reason} <span class="quiet">(${termsText(allowed)})</span></dd>` : fix === "" ? NOTHING : h`<dt>Do</dt><dd>${fix}</dd>`;
	const tag = allowed ? "allowed" : blockers.has(finding) ? "blocks" : "";
	return h`<article class="finding ${risk}${allowed ? " allowed" : ""}" id="${findingAnchor(context, finding)}">
<h4>${badge(risk)} ${ruleLink(finding)}${tag === "" ? NOTHING : h` <span class="tag">${tag}</span>`}</h4>
<p class="message">${finding.message}</p>
${terms === NOTHING ? NOTHING : h`<dl>${terms}</dl>`}${more(context, finding, blockers.size === 1 && blockers.has(finding))}
</article>
`;
}
/** The locks, why, places to see, and the SQL to run instead. The one thing in the way is shown unfolded. */
function more(context, finding, open) {
	const effects = noteworthyEffects(context.review, finding);
	const confidence = confidenceText(finding, effects);
	const rows = [
		...finding.why === "" ? [] : [h`<dt>Why</dt><dd>${finding.why}</dd>`],
		...effects.slice(0, MOST_EFFECTS).map((effect) => {
			const { lock, relation, rest } = effectText(effect);
			return h`<dt>Lock</dt><dd><b>${lock}</b> on <code>${relation}</code> ${rest}.</dd>`;
		}),
		...finding.allowed && finding.fix !== "" ? [h`<dt>Do</dt><dd>${finding.fix}</dd>`] : [],
		...finding.related.map(({ span, note }) => h`<dt>See</dt><dd>${note}: ${placeLink(context, span)}</dd>`),
		...usageRows(context, finding),
		...confidence === "" ? [] : [h`<dt>Note</dt><dd>${confidence}.</dd>`]
	];
	if (rows.length === 0 && finding.rewrite.length === 0) return NOTHING;
	const summary = ([
		...finding.why === "" ? [] : ["why"],
		...effects.length > 0 ? ["locks"] : [],
		...usagesOf(context.review, finding).length > 0 ? ["uses in the application"] : [],
		...finding.rewrite.length > 0 ? ["SQL to run instead"] : []
	].join(", ") || "more").replace(/^why/, "Why").replace(/^locks/, "Locks").replace(/^uses/, "Uses").replace(/^more/, "More");
	return h`<details class="more"${open ? h` open` : NOTHING}><summary>${summary}</summary>${rows.length === 0 ? NOTHING : h`<dl>${rows}</dl>`}${rewriteBlock(finding)}</details>`;
}
const MOST_USES = 30;
/** Where the application uses what goes. */
function usageRows({ review }, finding) {
	return usagesOf(review, finding).map((report) => {
		const told = report.usages.filter(({ likelihood }) => likelihood !== "weak").slice(0, MOST_USES);
		const left = report.found.likely + report.found.possible - told.length;
		const places = told.map(({ path, line, text, likelihood }) => h`<li>${path}:${line}${likelihood === "likely" ? "" : " (perhaps)"} <code>${text}</code></li>`);
		const more = left > 0 ? h`<li>… and ${left} more</li>` : NOTHING;
		return h`<dt>Used</dt><dd>${usageText(report)}.${told.length > 0 ? h`<ul>${places}${more}</ul>` : NOTHING}</dd>`;
	});
}
/** `comment, by @data, until 2026-12-31`. */
function termsText({ source, by, until }) {
	return [
		source,
		...by === null ? [] : [`by ${by}`],
		...until === null ? [] : [`until ${until}`]
	].join(", ");
}
function rewriteBlock({ rewrite }) {
	if (rewrite.length === 0) return NOTHING;
	const parts = deploys(rewrite).map(({ heading, steps }) => {
		const blocks = steps.map(({ title, sql }) => h`${title === "" ? NOTHING : h`<p>${title}</p>`}<pre><code>${sql}</code></pre>`);
		return h`${heading === "" ? NOTHING : h`<h6>${heading}</h6>`}${blocks}`;
	});
	return h`<div class="rewrite"><h5>SQL to run instead</h5>${parts}</div>`;
}

// src/reporters/html/locks.ts
/** Measures in units of the drawing; letters are monospaced, so that a width can be told. */
const LETTER = 7.3;
const LONGEST_NAME = 30;
const WIDTH = 900;
const ROW = 26;
const BAR = 18;
const AXIS = 26;
/** What others wait for; told by the pattern and the height of the bar, too. */
const HEIGHTS = {
	reads: BAR,
	writes: 13,
	changes: 8
};
/** The figure of one timeline; nothing where there is nothing to compare. */
function lockFigure({ statements, timeline, id, place }) {
	const chart = lockChart(statements, timeline);
	if (!chart) return NOTHING;
	const { openedBy, unread } = timeline;
	const first = transactionText(timeline);
	const sentences = chart.rows.flatMap(({ relation, bars }) => bars.map(({ stretch, stopped }) => h`<li><code>${relation}</code>: ${stretchText(stretch, stopped, openedBy)}</li>`));
	const left = [...chart.leftRows > 0 ? [h`<li>… and ${counted(chart.leftRows, "more relation")}</li>`] : [], ...chart.leftSteps > 0 ? [h`<li>… through ${counted(chart.leftSteps, "more step")}</li>`] : []];
	const used = [
		"reads",
		"writes",
		"changes"
	].filter((stopped) => chart.rows.some(({ bars }) => bars.some((bar) => bar.stopped === stopped)));
	const steps = chart.steps.map((step) => {
		const statement = statements[step.first];
		const at = statement && step.first === step.last ? h` (${place(statement)})` : NOTHING;
		return h`<li><b>${step.number}</b> ${step.title}${at}${step.work === "" ? NOTHING : h`: <em>${step.work}</em>`}</li>`;
	});
	return h`<figure class="locks">
<figcaption><b>Locks held together.</b> ${first.charAt(0).toUpperCase()}${first.slice(1)}.${unread > 0 ? ` ${counted(unread, "part")} of it could not be read.` : ""} A bar reaches over the statements during which the lock is held; how long they take is not known here.</figcaption>
${drawing(chart, id, sentences.length)}
<ul class="legend">${used.map((stopped) => h`<li><svg class="swatch" viewBox="0 0 24 18" aria-hidden="true"><rect class="bar ${stopped}" x="0" y="${(BAR - HEIGHTS[stopped]) / 2}" width="24" height="${HEIGHTS[stopped]}"/></svg> ${WAITS[stopped]}</li>`)}${chart.steps.some(({ work }) => work !== "") ? h`<li><svg class="swatch" viewBox="0 0 24 18" aria-hidden="true"><rect class="work" width="24" height="18"/></svg> work that grows with a table</li>` : NOTHING}</ul>
<ul class="plain">${sentences}${left}</ul>
<ul class="steps">${steps}</ul>
</figure>`;
}
function drawing(chart, id, bars) {
	const names = chart.rows.map(({ relation }) => fit(relation, LONGEST_NAME));
	const margin = Math.ceil(Math.max(...names.map(textWidth), 9) * LETTER + 16);
	const step = (WIDTH - margin) / chart.steps.length;
	const height = AXIS + bars * ROW + 4;
	let row = 0;
	const rows = chart.rows.map(({ bars: own }, i) => {
		const top = AXIS + row * ROW;
		row += own.length;
		const name = h`<text class="name" x="${margin - 10}" y="${top + ROW / 2 + 4}" text-anchor="end">${names[i] ?? ""}</text>`;
		return h`${name}${own.map((bar, k) => barOf(bar, margin, step, top + k * ROW))}`;
	});
	const columns = chart.steps.map(({ number, work }, i) => {
		const x = round(margin + i * step);
		const column = work === "" ? NOTHING : h`<rect class="work" x="${x}" y="${22}" width="${round(step)}" height="${height - AXIS + 4}"/>`;
		return h`${column}<line class="grid" x1="${x}" y1="${22}" x2="${x}" y2="${height}"/><text class="number" x="${round(x + step / 2)}" y="16" text-anchor="middle">${number}</text>`;
	});
	return h`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title"><title id="${id}-title">Which locks are held through which statements; the same is said in the list below.</title><text class="number" x="${margin - 10}" y="16" text-anchor="end">statement</text>${columns}<line class="grid" x1="${899.5}" y1="${22}" x2="${899.5}" y2="${height}"/>${rows}</svg>`;
}
function barOf({ stopped, from, to, stretch }, margin, step, top) {
	const x = margin + from * step + 1;
	const width = (to - from + 1) * step - 2;
	const height = HEIGHTS[stopped];
	const words = stretch.lock.length * LETTER;
	const inside = words + 12 < width;
	const after = x + width + 6 + words < WIDTH;
	const before = x - 6 - words > margin;
	const place = inside ? x + 8 : after ? x + width + 6 : x - 6 - words;
	const label = inside || after || before ? h`<text class="${inside ? `label on-${stopped}` : "label"}" x="${round(place)}" y="${top + ROW / 2 + 4}">${stretch.lock}</text>` : NOTHING;
	return h`<rect class="bar ${stopped}" x="${round(x)}" y="${top + (ROW - height) / 2}" width="${round(width)}" height="${height}" rx="2"><title>${stretch.lock}</title></rect>${label}`;
}
const round = (value) => Math.round(value * 10) / 10;

// src/reporters/html/file-section.ts
const TRANSACTIONS = {
	wrapped: "runs in the transaction of the migration tool",
	implicit: "runs as one query, which is one transaction",
	none: "runs outside a transaction",
	explicit: "opens its own transaction",
	unknown: "nothing says whether it runs in a transaction: judged at worst"
};
function fileSection(context, file) {
	const standing = file.findings.filter(({ allowed }) => !allowed);
	const allowed = file.findings.length - standing.length;
	const counts = [
		...riskCounts(standing).map(({ risk, count }) => h`<span class="count">${count} ${badge(risk)}</span>`),
		...allowed > 0 ? [h`<span class="quiet">${allowed} allowed</span>`] : [],
		...file.unread.length > 0 ? [h`<span class="quiet">${counted(file.unread.length, "part")} not analysed</span>`] : [],
		...file.findings.length + file.unread.length === 0 ? [h`<span class="quiet">no findings</span>`] : []
	];
	const open = file.migrations.some(({ migration, transactions }) => migration.direction === "up" && transactions.length > 0) || file.findings.length + file.unread.length > 0;
	return h`<details class="file" id="file-${file.index + 1}"${open ? h` open` : NOTHING}>
<summary><h3><code>${file.path}</code></h3> ${joined(counts, h` · `)}</summary>
${file.migrations.length === 0 ? NOTHING : h`<ul class="how">${file.migrations.map((reviewed) => how(context, reviewed, file.migrations.length > 1))}</ul>`}
${listing(context, file)}
${file.migrations.flatMap((reviewed, i) => reviewed.transactions.map((timeline, k) => lockFigure({
		statements: reviewed.statements,
		timeline,
		id: `f${file.index + 1}-locks-${i + 1}-${k + 1}`,
		place: (statement) => placeLink(context, statement.span, `line ${context.review.locate.position(statement.span).start.line}`)
	})))}
${statementsTable(context, file)}
</details>
`;
}
function how({ review }, { migration, project }, named) {
	const { direction, title, framework, otherDialect, down, transactionGroup } = migration;
	const database = review.projects[project]?.database;
	const parts = [
		...named || direction === "down" ? [`${title === "" ? migration.id : title}${direction === "down" ? " (the way back)" : ""}`] : [],
		framework,
		TRANSACTIONS[migration.transaction],
		...transactionGroup === null ? [] : ["shares it with the other migrations of the run"],
		...down === "absent" ? ["has no way back"] : down === "irreversible" ? ["says that there is no way back"] : [],
		...otherDialect === void 0 ? [] : [`for ${engineTitle(otherDialect)}, not analysed`],
		...database?.assumed ? ["version of the database assumed"] : []
	];
	return h`<li>${parts.join(" · ")}</li>`;
}
function listing(context, file) {
	const { lines } = file;
	if (lines === void 0 || lines.length === 0) return h`<div class="cards">${file.findings.map((finding) => findingCard(context, finding))}</div>`;
	const marks = marksOf(context, file);
	return h`<div class="listing${file.findings.length === 0 ? " alone" : ""}">${chunksOf(context, file, lines.length).map(({ first, last, findings }) => h`<div class="chunk"><div class="code">${codeRows(file, lines, first, last, marks)}</div><div class="beside">${findings.map((finding) => findingCard(context, finding))}</div></div>
`)}</div>`;
}
function chunksOf({ review }, { findings }, count) {
	const byLine = /* @__PURE__ */ new Map([[1, []]]);
	for (const finding of findings) {
		const { first } = linesOfSpan(review, statementOf(review, finding)?.span ?? finding.primary);
		const line = Math.min(first, count);
		byLine.set(line, [...byLine.get(line) ?? [], finding]);
	}
	const starts = [...byLine.keys()].toSorted((a, b) => a - b);
	return starts.map((first, i) => ({
		first,
		last: (starts[i + 1] ?? count + 1) - 1,
		findings: byLine.get(first) ?? []
	}));
}
/** The lines that a finding or something unread stands on, with the class that shows it; the worst wins. */
function marksOf({ review }, { findings, unread }) {
	const marks = /* @__PURE__ */ new Map();
	const mark = (span, name) => {
		const { first, last } = linesOfSpan(review, span);
		for (let line = first; line <= last; line++) if (!marks.has(line)) marks.set(line, name);
	};
	const worstFirst = review.findings.filter((finding) => findings.includes(finding) && statementOf(review, finding));
	for (const { allowed, primary, risk } of worstFirst) if (!allowed) mark(primary, ` marked ${risk}`);
	for (const { span } of unread) mark(span, " marked unread");
	for (const { allowed, primary } of worstFirst) if (allowed) mark(primary, " marked allowed");
	return marks;
}
function codeRows(file, lines, first, last, marks) {
	const rows = [];
	let hidden = 0;
	const gap = () => {
		if (hidden > 0) rows.push(h`<div class="gap">… ${counted(hidden, "line")}</div>`);
		hidden = 0;
	};
	for (let line = first; line <= last; line++) {
		if (!file.shown.has(line)) {
			hidden++;
			continue;
		}
		gap();
		rows.push(h`<div class="line${marks.get(line) ?? ""}" id="${lineAnchor(file, line)}" data-line="${line}">${lines[line - 1] ?? ""}
</div>`);
	}
	gap();
	return rows;
}
/** What every statement does, folded. */
function statementsTable(context, { migrations }) {
	const statements = migrations.flatMap((reviewed) => reviewed.statements);
	if (statements.length === 0) return NOTHING;
	return h`<details class="statements"><summary>What each statement does</summary>
<table><thead><tr><th scope="col">Line</th><th scope="col">Operations</th><th scope="col">Locks and work</th><th scope="col">Beyond locks</th></tr></thead><tbody>
${statements.map((statement) => statementRow(context, statement))}</tbody></table></details>`;
}
function statementRow(context, { span, operations, effects, consequences }) {
	const line = context.review.locate.position(span).start.line;
	const { refused, losesData, reversible, breaksRunningCode, canFailOnData } = consequences;
	const beyond = [
		...refused ? [`the server refuses it: ${refused.reason}`] : [],
		...losesData ? ["loses data"] : [],
		...reversible ? [] : ["nothing brings back what was"],
		...breaksRunningCode ? ["code that is deployed now can fail"] : [],
		...canFailOnData ? ["whether it succeeds depends on the rows"] : []
	];
	const locks = effects.map((effect) => {
		const { lock, relation, rest, unsure } = effectText(effect);
		const notes = [...effect.createdHere ? ["made by this change"] : [], ...unsure === "" ? [] : [unsure]].join("; ");
		return h`<li><b>${lock}</b> on <code>${relation}</code> ${rest}${notes === "" ? "" : ` (${notes})`}</li>`;
	});
	return h`<tr><td>${placeLink(context, span, `${line}`)}</td><td>${operations.join(", ")}</td><td data-label="Locks and work">${locks.length === 0 ? "–" : h`<ul class="plain">${locks}</ul>`}</td><td data-label="Beyond locks">${beyond.join("; ") || "–"}</td></tr>
`;
}

// src/reporters/html/plan.ts
/** The body of the section. */
function planBody(context, plan) {
	const gaps = gapsText(plan);
	const last = gaps === "" ? NOTHING : h`<p>${gaps}</p>`;
	if (plan.harmless) return h`${[plan.summary, ...harmlessFacts(plan)].map(paragraph)}${last}`;
	const before = [...plan.before.map(query), ...hasCopies(plan) ? [h`<p>${COPIES}</p>`] : []];
	const rollback = [...toldRollbacks(plan).map(rollbackOf), ...plan.rollbacksLeftOut === "" ? [] : [paragraph(plan.rollbacksLeftOut)]];
	return h`<p class="message">${plan.summary}</p>
${list(planFacts(plan))}
${plan.schemaChanges.length === 0 ? NOTHING : part("What changes", "", [list(firstItems(plan.schemaChanges))])}${plan.data.length === 0 ? NOTHING : part("Data", "", [list(firstItems(plan.data.map(dataText)))])}${part("Before", queries(plan.before), before)}${plan.releases.map((release) => part(releaseTitle(plan, release), counted(release.steps.length, "step"), releaseParts(context, plan, release)))}${part("While it runs", queries(plan.during), plan.during.map(query))}${part("Afterwards", queries(plan.after), plan.after.map(query))}${part("Rollback", "", rollback)}${last}`;
}
/** A folded part; nothing where it has nothing. */
function part(title, note, blocks) {
	if (blocks.length === 0) return NOTHING;
	return h`<details class="part">
<summary><h3>${title}</h3>${note === "" ? NOTHING : h` <span class="quiet">${note}</span>`}</summary>
<div class="inside">
${blocks}</div>
</details>
`;
}
const queries = (of) => of.length === 1 ? "1 query" : of.length === 0 ? "" : `${of.length} queries`;
const paragraph = (text) => h`<p>${text}</p>
`;
function list(items) {
	return items.length === 0 ? NOTHING : h`<ul>${items.map((item) => h`<li>${item}</li>`)}</ul>
`;
}
const sqlBlock = (sql) => h`<pre><code>${sql}</code></pre>
`;
const query = ({ title, sql, expect }) => h`<p>${title}. Expected: ${expect}.</p>
${sqlBlock(sql)}`;
function releaseParts(context, plan, release) {
	return [...releaseNotes(release).map(paragraph), ...stepGroups(plan, release).map((group) => "step" in group ? stepOf(context, group.step) : h`<ul>${group.list.map((step) => stepItem(context, step))}</ul>
`)];
}
const stepItem = (context, step) => h`<li>${step.number}. ${step.title} · ${placeLink(context, step.from)}${step.transaction ? NOTHING : h` · <b>outside a transaction</b>`}${stepLines(step).map((line) => h` · ${line}`)}</li>`;
function stepOf(context, step) {
	const elsewhere = leftInFile(step);
	return h`<h4>${step.number}. ${step.title}</h4>
<p class="quiet">${placeLink(context, step.from)}${step.transaction ? NOTHING : h` · <b>outside a transaction</b>`}</p>
${elsewhere === "" ? sqlBlock(step.sql) : paragraph(elsewhere)}${list(stepLines(step))}${step.check === null ? NOTHING : h`<p>Done when this returns no row:</p>
${sqlBlock(step.check)}`}${step.cleanup === null ? NOTHING : h`<p>If it fails, before it is run again:</p>
${sqlBlock(step.cleanup)}`}`;
}
function rollbackOf(rollback) {
	const sql = rollbackSql(rollback);
	const lost = rollback.lost.map((one) => h`<p>${lostText(one)}</p>
${one.save ? sqlBlock(one.save.sql) : NOTHING}${one.restore === null ? NOTHING : h`<p>${restoreText(one, rollback)}</p>
${sqlBlock(one.restore)}`}`);
	return h`<p><code>${rollback.path}</code>: ${ownWayBack(rollback)}</p>
${sql === "" ? NOTHING : sqlBlock(sql)}${lost}${list([...rollback.notRestored, ...rollback.gaps])}`;
}

// src/reporters/html/fix.ts
/** The body of the section. */
function fixBody(fix) {
	const { files, removed, notWritten, notes } = fix;
	return h`${list(notes)}${files.length === 0 ? NOTHING : h`<p><code>${FIX_COMMAND}</code> writes:</p>
${files.map(fileOf)}`}${list(removed.map((path) => `${path} is deleted.`))}${laterFiles(fix).map(({ heading, command, files: later }) => h`<h3>${heading}</h3>
<p>From the change as it is now, <code>${command}</code> writes:</p>
${later.map(fileOf)}`)}${list(notWritten.map(({ path, reason }) => `${path} is not written: ${reason}`))}`;
}
const fileOf = ({ path, action, text }) => part(path, action, text.length > 2e4 ? [paragraph(longFile(text))] : [sqlBlock(text), ...isExact(text) ? [] : [paragraph(NOT_EXACT)]]);
const isExact = (text) => visible(text).replaceAll("\r\n", "\n") === text.replaceAll("\r\n", "\n");

// src/reporters/html/style.ts
/** How the page looks: light and dark as the reader's system is, on paper all unfolded. No address in it, so that nothing is loaded. */
const STYLE = `
:root {
  --ground: #ffffff; --panel: #f6f7f9; --text: #1b1f24; --quiet: #59616b; --line: #d5dae0; --link: #0a58ca; --focus: #0a58ca;
  --critical: #8f0f2d; --high: #b42318; --medium: #a04a00; --low: #7a5d00; --info: #0a58ca; --none: #1a7431;
  --reads: #c0281c; --writes: #b65c00; --changes: #59616b; --work: #ffe9b8; --on-bar: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --panel: #1d2126; --text: #e4e7eb; --quiet: #a2abb6; --line: #3a414a; --link: #82b4ff; --focus: #ffd166;
    --critical: #ff8fa3; --high: #ff8a7a; --medium: #ffb066; --low: #e6cc5c; --info: #82b4ff; --none: #6fd08c;
    --reads: #ff8a7a; --writes: #ffb066; --changes: #a2abb6; --work: #453a1c; --on-bar: #14171b;
  }
}
* { box-sizing: border-box; }
html { color-scheme: light dark; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 84rem; padding: 0 1.25rem 3rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
code, pre, .line, .chart text { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.875em; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 0; }
h1 { font-size: 1.75rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 0.75rem; }
h3 { font-size: 1rem; }
h4 { font-size: 0.9375rem; font-weight: 600; }
h5, h6 { font-size: 0.8125rem; margin-top: 0.75rem; }
h6 { color: var(--quiet); }
p { margin: 0.375rem 0; }
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: 0.5rem; top: -4rem; padding: 0.5rem 1rem; background: var(--ground); z-index: 1; }
.skip:focus { top: 0.5rem; }
.quiet { color: var(--quiet); }
header { padding: 1.5rem 0 1rem; border-bottom: 1px solid var(--line); }
header::before { content: ""; display: block; height: 6px; border-radius: 3px; margin-bottom: 1rem; background: var(--none); }
header.warn::before { background: var(--medium); }
header.fail::before, header.error::before { background: var(--high); }
.brand { margin: 0; color: var(--quiet); font-weight: 600; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; margin: 0.75rem 0 0; padding: 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 600; font-size: 0.8125rem; }
tbody th { font-weight: 400; }
th, td { min-width: 5.5rem; } .findings td:first-child, .statements td:first-child { min-width: 0; }
section > h3 { margin: 1.25rem 0 0.25rem; }
section > h3 + ul { margin: 0; }
.findings td:first-child { white-space: nowrap; }
.badge { font-weight: 600; color: var(--info); white-space: nowrap; }
.badge::before { content: ""; display: inline-block; width: 0.625em; height: 0.625em; margin-right: 0.375em; background: currentColor; border-radius: 50%; }
.badge.critical { color: var(--critical); } .badge.critical::before { border-radius: 0; transform: rotate(45deg) scale(0.85); }
.badge.high { color: var(--high); } .badge.high::before { border-radius: 0; }
.badge.medium { color: var(--medium); }
.badge.low { color: var(--low); } .badge.low::before, .badge.info::before { background: none; border: 2px solid; }
.badge.none { color: var(--none); }
.tag { border: 1px solid; border-radius: 1em; padding: 0 0.5em; font-size: 0.75rem; font-weight: 600; color: var(--quiet); white-space: nowrap; }
.waits.reads { color: var(--reads); } .waits.writes { color: var(--writes); }
.waits { font-weight: 600; }
summary { cursor: pointer; }
.file, .part { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 1rem; }
.file > summary, .part > summary { padding: 0.6rem 0.9rem; background: var(--panel); border-radius: 6px; }
.file > summary h3, .part > summary h3 { display: inline; margin-right: 0.75rem; }
.part { margin-bottom: 0.5rem; }
.inside { padding: 0.4rem 0.9rem; font-size: 0.9375rem; }
.inside h4 { margin-top: 1rem; }
.how { list-style: none; margin: 0; padding: 0.4rem 0.9rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.875rem; }
.listing { border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
.chunk { display: grid; grid-template-columns: minmax(0, 1fr); }
.code { padding: 0; }
.line { white-space: pre-wrap; tab-size: 4; padding: 0 0.75rem 0 4.5rem; position: relative; border-left: 4px solid transparent; line-height: 1.6; }
.line::before { content: attr(data-line); position: absolute; left: 0; width: 3.5rem; text-align: right; color: var(--quiet); }
.line:target { outline: 2px solid var(--focus); outline-offset: -2px; }
.marked { background: var(--panel); }
.marked.critical { border-color: var(--critical); } .marked.high { border-color: var(--high); }
.marked.medium { border-color: var(--medium); } .marked.low { border-color: var(--low); }
.marked.info { border-color: var(--info); } .marked.unread { border-left: 4px dashed var(--quiet); } .marked.allowed { border-color: var(--line); }
.gap { color: var(--quiet); padding: 0.15rem 0.75rem 0.15rem 4.5rem; font-size: 0.8125rem; }
.beside, .cards { padding: 0 0.75rem; }
.finding { border: 1px solid var(--line); border-left: 4px solid var(--info); border-radius: 4px; margin: 0.5rem 0; padding: 0.6rem 0.75rem; font-size: 0.9375rem; background: var(--ground); }
.finding:target { outline: 2px solid var(--focus); }
.finding.critical { border-left-color: var(--critical); } .finding.high { border-left-color: var(--high); }
.finding.medium { border-left-color: var(--medium); } .finding.low { border-left-color: var(--low); }
.finding.allowed { border-left-color: var(--line); background: var(--panel); }
.message { font-weight: 600; }
.finding.allowed .message { font-weight: 400; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.25rem 0.75rem; margin: 0.375rem 0 0; font-size: 0.875rem; }
dt { color: var(--quiet); } dd { margin: 0; }
.more { margin-top: 0.375rem; font-size: 0.875rem; }
.more > summary { color: var(--link); }
.rewrite p { margin: 0.375rem 0 0; }
pre { margin: 0.25rem 0; padding: 0.5rem 0.75rem; background: var(--panel); border-radius: 4px; white-space: pre-wrap; tab-size: 4; }
pre code { font-size: 0.8125rem; }
.locks { margin: 0; padding: 0.75rem 0.9rem; border-bottom: 1px solid var(--line); font-size: 0.875rem; }
.chart { display: block; width: 100%; max-width: 60rem; height: auto; margin: 0.5rem 0; }
.chart text { fill: var(--text); font-size: 12px; }
.chart .number { fill: var(--quiet); font-size: 11px; }
.chart .on-reads, .chart .on-writes { fill: var(--on-bar); font-weight: 600; }
.grid { stroke: var(--line); }
.work { fill: var(--work); }
.bar.reads { fill: var(--reads); } .bar.writes { fill: var(--writes); } .bar.changes { fill: var(--changes); }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; padding: 0; margin: 0.25rem 0; color: var(--quiet); }
.swatch { width: 1.5rem; height: 1.125rem; vertical-align: middle; }
.plain { list-style: none; padding: 0; margin: 0.25rem 0; }
.steps { columns: 2 24rem; list-style: none; padding: 0; margin: 0.5rem 0 0; color: var(--quiet); }
.steps li { break-inside: avoid; }
.statements { padding: 0.5rem 0.9rem; font-size: 0.875rem; }
.statements table { font-size: 0.8125rem; margin-top: 0.5rem; }
footer { margin-top: 2.5rem; padding-top: 0.75rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.875rem; }
@media (min-width: 64rem) {
  .chunk { grid-template-columns: minmax(0, 11fr) minmax(0, 9fr); }
  .beside { border-left: 1px solid var(--line); }
  .alone .chunk { display: block; } .alone .beside { display: none; }
}
@media (max-width: 40rem) {
  .line { padding-left: 3rem; } .line::before { width: 2.25rem; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dt { margin-top: 0.25rem; font-weight: 600; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: block; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  th, td { display: block; border: 0; padding: 0; min-width: 0; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); }
}
@media (forced-colors: active) { .bar, .work { forced-color-adjust: none; } }
@media print {
  :root { --ground: #ffffff; --panel: #f6f7f9; --text: #000000; --quiet: #444444; --line: #bbbbbb; --link: #000000; }
  body { max-width: none; font-size: 10pt; padding: 0; }
  .skip, nav { display: none; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  .finding, tr, .locks svg { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
  .bar, .work, .badge::before, header::before { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

// src/reporters/html/page.ts
/**
* `--format html`: the review as one page that needs nothing else: no network, no script, no font, readable from disk, on
* paper and with a keyboard. Its policy lets nothing in but the style that is in it, named by its hash:
* https://www.w3.org/TR/CSP3/#external-hash
*/
/** Tables of the first screen; the rest is with the files. */
const MOST_BLOCKED = 30;
/** Files about which nothing is said, in an audit of a long history. */
const MOST_QUIET = 200;
const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'`;
/** The page. */
function renderHtml(review, { version }) {
	const context = {
		review,
		files: pageFiles(review),
		blockers: new Set(blocking(review))
	};
	const shown = [
		blockedSection(context),
		findingsSection(context),
		filesSection(context),
		fixSection(context),
		planSection(context),
		allowedSection(context),
		coverageSection(context)
	].filter((section) => section !== void 0);
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
${shown.map(({ id, title, body }) => h`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`)}</main>
<footer><p>Lockkeeper ${version}. ${standing(review).length > 0 ? h`To accept a finding: <code>${ALLOW_HINT.comment(standing(review)[0]?.rule ?? "", standing(review)[0]?.primary.path ?? "")}</code> above the statement. ${ALLOW_HINT.merged}` : NOTHING}</p></footer>
</body>
</html>
`;
	return withoutCommands(page.html);
}
const capital = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
function facts(review) {
	const counts = countsText(review);
	const rest = [
		...counts === "" ? [] : [counts],
		coverageText(review),
		databasesText(review),
		thresholdText(review)
	];
	return h`<span class="risk">Risk: ${badge(review.risk)}</span> · ${rest.join(" · ")}`;
}
function blockedSection(context) {
	const all = blockedTables(context.review);
	if (all.length === 0) return void 0;
	const rows = all.slice(0, MOST_BLOCKED).map(({ relation, reads, work, assumed, statement }) => {
		const wait = work.length === 0 ? "an instant once the lock is granted, whatever the size of the table" : `while ${work.join("; ")}`;
		return h`<tr><th scope="row"><code>${relation}</code></th><td data-label="What waits"><span class="waits ${reads ? "reads" : "writes"}">${reads ? "reads and writes" : "writes"}</span></td><td data-label="For how long">${wait}${assumed ? h` <span class="quiet">(worst case)</span>` : NOTHING}</td><td>${placeLink(context, statement.span)}</td></tr>
`;
	});
	const left = all.length - rows.length;
	return {
		id: "blocked",
		title: "What will be blocked",
		body: h`<table><thead><tr><th scope="col">Table</th><th scope="col">What waits</th><th scope="col">For how long</th><th scope="col">From</th></tr></thead><tbody>
${rows}</tbody></table>${left > 0 ? h`<p>… and ${counted(left, "more table")}.</p>` : NOTHING}
<p class="quiet">Before it gets its lock, each statement waits for the transactions that use its table, and whatever comes later waits behind it.</p>`
	};
}
function findingsSection(context) {
	const { review, blockers } = context;
	const findings = standing(review);
	if (findings.length === 0) return void 0;
	const rows = findings.map((finding) => h`<tr><td>${badge(finding.risk)}${blockers.has(finding) ? h` <span class="tag">blocks</span>` : NOTHING}</td><td><a href="#${findingAnchor(context, finding)}">${finding.message}</a></td><td>${placeOf(review, finding)}<br>${ruleLink(finding)}</td></tr>
`);
	return {
		id: "findings",
		title: counted(findings.length, "finding"),
		body: h`<table class="findings"><thead><tr><th scope="col">Risk</th><th scope="col">What happens</th><th scope="col">Where, rule</th></tr></thead><tbody>
${rows}</tbody></table>`
	};
}
const placeOf = (review, { primary }) => `${primary.path}:${review.locate.position(primary).start.line}`;
function filesSection(context) {
	const { files } = context;
	if (files.length === 0) return void 0;
	let quiet = 0;
	const shown = files.filter((file) => file.findings.length + file.unread.length > 0 || ++quiet <= MOST_QUIET);
	const left = files.length - shown.length;
	return {
		id: "files",
		title: counted(files.length, "file"),
		body: h`${shown.map((file) => fileSection(context, file))}${left > 0 ? h`<p>… and ${counted(left, "more file")} without findings.</p>` : NOTHING}`
	};
}
function fixSection({ review: { fix } }) {
	return fix === null ? void 0 : {
		id: "fix",
		title: fixTitle(fix),
		body: fixBody(fix)
	};
}
function planSection(context) {
	const { plan } = context.review;
	return plan === null ? void 0 : {
		id: "plan",
		title: "Migration plan",
		body: planBody(context, plan)
	};
}
function allowedSection(context) {
	const allowed = context.review.findings.filter((finding) => finding.allowed);
	if (allowed.length === 0) return void 0;
	const rows = allowed.map((finding) => finding.allowed ? h`<tr><td>${badge(finding.risk)}</td><td><a href="#${findingAnchor(context, finding)}">${finding.message}</a><br><code>${finding.rule}</code></td><td>${placeOf(context.review, finding)}</td><td data-label="Reason">${finding.allowed.reason}</td><td data-label="Allowed by">${termsText(finding.allowed)}</td></tr>
` : NOTHING);
	return {
		id: "allowed",
		title: counted(allowed.length, "allowed finding"),
		body: h`<table><thead><tr><th scope="col">Risk</th><th scope="col">What happens</th><th scope="col">Where</th><th scope="col">Reason</th><th scope="col">Allowed by</th></tr></thead><tbody>
${rows}</tbody></table>`
	};
}
/** What the verdict rests on: what was read and what was not, on which databases. */
function coverageSection(context) {
	const { review } = context;
	const unread = review.migrations.flatMap((reviewed) => reviewed.unread);
	const projects = review.projects.map(({ framework, root, database, history }, i) => {
		const own = review.migrations.filter(({ project }) => project === i).length;
		const because = database.assumed ? "nothing says so" : database.evidence;
		return h`<tr><td>${root === "" ? "." : root}</td><td>${framework}</td><td>${databaseText(database)}${because === "" ? NOTHING : h`<br><span class="quiet">${because}</span>`}</td><td data-label="Under review">${own}</td><td data-label="In history">${history}</td></tr>
`;
	});
	return {
		id: "coverage",
		title: "What was looked at",
		body: h`<p>${capital(coverageText(review))}. Lockkeeper ${thresholdText(review)}.</p>
${projects.length === 0 ? NOTHING : h`<table><thead><tr><th scope="col">Folder</th><th scope="col">Framework</th><th scope="col">Database</th><th scope="col">Under review</th><th scope="col">In history</th></tr></thead><tbody>
${projects}</tbody></table>`}
${unread.length === 0 ? NOTHING : h`<h3>Not analysed</h3><ul>${unread.map(({ span, reason }) => h`<li>${placeLink(context, span)}: ${reason}</li>`)}</ul>`}
${review.notes.length === 0 ? NOTHING : h`<h3>Notes</h3><ul>${review.notes.map((note) => h`<li>${note}</li>`)}</ul>`}`
	};
}

export { renderHtml };