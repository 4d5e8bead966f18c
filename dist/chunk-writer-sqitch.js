import { at as parsePlan, br as inFolder, d as statementsText, l as inTransaction, s as IRREVERSIBLE, xr as linesOf } from "./chunk-review.js";

// src/frameworks/writer-sqitch.ts
const sqitch = async ({ project, migration, drafts, read, taken }) => {
	const settings = project.settings;
	const plan = await read(settings.plan);
	const change = parsePlan(plan ?? "").find(({ name, instance }) => name === migration.id && instance === 1);
	if (plan === void 0 || !change || change.reworkTags.length > 0) return { reason: "Its change is not in the plan once: it was reworked, or the plan does not list it." };
	const line = linesOf(plan).find(({ start, end }) => start <= change.start && change.end <= end);
	const planned = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\s+[^<\n]+<[^>\n]+>/.exec(line?.text ?? "")?.[0];
	if (!line || planned === void 0) return { reason: "Its line in the plan does not say when it was planned and by whom." };
	const mark = change.name.includes("-") ? "-" : "_";
	const names = drafts.map((_, i) => i === 0 ? change.name : `${change.name}${mark}${i + 1}`);
	const script = (folder, name) => inFolder(folder, `${name}.${settings.extension}`);
	if (names.slice(1).some((name) => taken.has(script(settings.deploy, name)))) return { reason: "A change with the name that the second one would have is there already." };
	/** The plan of a release: parts stand behind the change, and those of later releases behind all that is deployed by then. */
	const planOf = (release) => {
		const entry = (i) => `${names[i] ?? ""} [${names[i - 1] ?? ""}] ${planned}${change.note === "" ? "" : ` # ${change.note} (${i + 1})`}\n`;
		const parts = drafts.map((draft, i) => ({
			release: i === 0 ? 0 : draft.release,
			entry: entry(i)
		})).slice(1);
		const textOf = (wanted) => parts.filter((part) => wanted(part.release)).map((part) => part.entry).join("");
		const head = `${plan.slice(0, line.end)}${plan.slice(0, line.end).endsWith("\n") ? "" : "\n"}`;
		const rest = plan.slice(line.end);
		const whole = `${head}${textOf((own) => own <= 1)}${rest}`;
		return `${whole}${whole.endsWith("\n") ? "" : "\n"}${textOf((own) => own > 1 && own <= release)}`;
	};
	const verify = script(settings.verify, change.name);
	const check = drafts.length > 1 ? await read(verify) : void 0;
	const wayBack = await read(script(settings.revert, change.name));
	const last = names.at(-1) ?? change.name;
	return {
		files: drafts.map((draft, i) => {
			const name = names[i] ?? change.name;
			const own = [{
				path: script(settings.deploy, name),
				action: i === 0 ? "replace" : "create",
				text: scriptText(headOf(migration.text, change.name, name), draft.statements, draft.transaction)
			}];
			if (draft.down !== null) own.push({
				path: script(settings.revert, name),
				action: i === 0 && wayBack !== void 0 ? "replace" : "create",
				text: revertText(draft, headOf(wayBack ?? "", change.name, name))
			});
			if (check !== void 0 && i === drafts.length - 1) own.push({
				path: script(settings.verify, last),
				action: "create",
				text: calledIn(check, change.name, last)
			});
			if (drafts.length > 1 && drafts[i + 1]?.release !== draft.release) own.push({
				path: settings.plan,
				action: "replace",
				text: planOf(draft.release)
			});
			return own;
		}),
		notes: check === void 0 ? [] : [`${verify} checks what is true after the last part, so that it is the script of ${last}.`],
		...check === void 0 ? {} : { removed: [verify] }
	};
};
const revertText = ({ down, downTransaction }, head) => down === null || down.length === 0 ? `${head}${IRREVERSIBLE}` : scriptText(head, down, downTransaction);
function scriptText(head, statements, transaction) {
	const own = head.split("\n");
	const text = statementsText(statements.map((one) => ({
		...one,
		comments: one.comments.filter((comment) => !own.includes(`-- ${comment}`))
	})), {});
	return `${head}${transaction && statements.length > 1 ? inTransaction(text) : text}`;
}
/** The comments at the top of a script by which Sqitch's own templates say what it is, for a change of another name. */
function headOf(text, name, other) {
	const lines = text.split("\n");
	const end = lines.findIndex((line) => !/^--\s*(?:Deploy|Revert|requires|conflicts)\b/i.test(line));
	const head = lines.slice(0, Math.max(0, end)).filter((line, i) => i === 0 || name === other);
	return head.length === 0 ? "" : `${calledIn(head.join("\n"), name, other)}\n\n`;
}
/** `-- Deploy shop:orders to pg` with the name of another change. */
const calledIn = (text, name, other) => text.replace(/^--\s*(?:Deploy|Revert|Verify)\b[^\n]*/i, (line) => line.split(/(?<=[\s:])|(?=\s)/).map((word) => word === name ? other : word).join(""));

export { sqitch };