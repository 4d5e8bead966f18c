import { s as unterminated } from "./chunk-writer-text.js";

// src/frameworks/writer-liquibase.ts
const FORMATTED = /^([^\S\n]*--\s*changeset\s+(?:"[^"\n]+"|[^:\n]+):\s*)("[^"\n]+"|\S+)([^\n]*)$/i;
const liquibase = async ({ migration, drafts, reading, read }) => {
	const { path, span } = migration;
	const whole = await read(path);
	const old = migration.text.slice(span.start, span.end);
	const at = whole?.indexOf(old) ?? -1;
	if (whole === void 0 || at < 0) return { reason: "Its changeset is not found in its file." };
	if (/<preConditions\b|^\s*--\s*preconditions?\b/im.test(old)) return { reason: "Its changeset has preconditions, and Lockkeeper cannot tell to which of the steps they belong." };
	const xml = old.trimStart().startsWith("<");
	const head = xml ? /^\s*<changeSet\b([^>]*?)>/.exec(old) : FORMATTED.exec(old.split("\n")[0] ?? "");
	if (!head || xml && !old.includes("</changeSet>")) return { reason: "Its changeset is neither formatted SQL nor a changeSet of XML with all its parts in it: write the steps by hand." };
	const id = xml ? /\bid\s*=\s*"([^"]*)"/.exec(head[1] ?? "")?.[1] : (head[2] ?? "").replaceAll("\"", "");
	const taken = reading.migrations.some((other) => drafts.some((_, i) => i > 0 && other.id === migration.id.replace(id ?? "", `${id ?? ""}-${i + 1}`)));
	if (id === void 0 || taken) return { reason: "A changeset with the id that the second one would have is there already." };
	if (!xml && drafts.some((draft) => draft.statements.length > 1 && !draft.transaction && draft.statements.some(isBlock))) return { reason: "A step outside a transaction holds semicolons and needs a setting before it, which Liquibase sends as one." };
	const sets = drafts.map((draft, i) => {
		const own = i === 0 ? id : `${id}-${i + 1}`;
		return xml ? xmlSet(head[1] ?? "", own, draft, indentOf(whole, at)) : formattedSet(head, own, draft);
	});
	const after = /\s*$/.exec(old)?.[0] ?? "";
	const before = xml ? /^\s*/.exec(old)?.[0] ?? "" : "";
	return {
		files: drafts.map((draft, i) => {
			if (drafts[i + 1]?.release === draft.release) return [];
			const own = sets.filter((_, k) => (drafts[k]?.release ?? 1) <= draft.release).join(xml ? `\n${indentOf(whole, at)}` : "\n");
			return [{
				path,
				action: "replace",
				text: `${whole.slice(0, at)}${before}${own.trimEnd()}${after || (xml ? "" : "\n")}${whole.slice(at + old.length)}`
			}];
		}),
		notes: []
	};
};
const indentOf = (text, at) => /[^\S\n]*$/.exec(text.slice(0, at))?.[0] ?? "";
const isBlock = ({ sql }) => unterminated(sql).includes(";");
function formattedSet(head, id, { statements, transaction, down }) {
	const rest = (head[3] ?? "").replaceAll(/\s+(?:runInTransaction|splitStatements|endDelimiter):(?:"[^"]*"|\S+)/gi, "").trimEnd();
	const flags = `${transaction ? "" : " runInTransaction:false"}${statements.some(isBlock) ? " splitStatements:false" : ""}`;
	const lines = statements.map(({ comments, sql }) => `${comments.map((line) => `-- ${line}\n`).join("")}${sql}\n`);
	const back = (down ?? []).flatMap(({ sql }) => sql.split("\n")).map((line) => `--rollback ${line}\n`);
	const name = head[2]?.startsWith("\"") ? `"${id}"` : id;
	return `${head[1] ?? ""}${name}${rest}${flags}\n${lines.join("\n")}${back.join("")}`;
}
function xmlSet(attributes, id, { statements, transaction, down }, indent) {
	const kept = attributes.replaceAll(/\s+runInTransaction\s*=\s*"[^"]*"/g, "").replace(/\bid\s*=\s*"[^"]*"/, () => `id="${id}"`);
	const data = (sql) => `<![CDATA[${unterminated(sql).replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
	const title = (line) => `<!-- ${line.replaceAll("--", "- -")} -->`;
	const lines = [...statements.flatMap(({ comments, sql }) => [...comments.map(title), `<sql splitStatements="false">${data(sql)}</sql>`]), ...down && down.length > 0 ? [
		"<rollback>",
		...down.map(({ sql }) => `    <sql splitStatements="false">${data(sql)}</sql>`),
		"</rollback>"
	] : []];
	return [
		`<changeSet${kept}${transaction ? "" : " runInTransaction=\"false\""}>`,
		...lines.map((line) => `${indent}    ${line}`),
		`${indent}</changeSet>`
	].join("\n");
}

export { liquibase };