import { J as findProjects, U as databaseOf, Y as frameworkOf, _t as findRepository, ei as dialectOf, lt as directoryTree, ni as isSupported, or as engineTitle, ut as listFiles, v as helpText, y as parseOptions } from "./chunk-review.js";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

// src/commands/init.ts
/** `lockkeeper init`: a workflow and a configuration for the frameworks found here. Writes nothing over a file that is there. */
const OPTIONS = { help: {
	type: "boolean",
	short: "h",
	doc: "show this help"
} };
const WORKFLOW = `name: Migrations

on:
  pull_request:
    types: [opened, synchronize, reopened, ready_for_review]
  merge_group:

permissions:
  contents: read
  pull-requests: write

concurrency:
  group: lockkeeper-\${{ github.event.pull_request.number || github.ref }}
  cancel-in-progress: true

jobs:
  lockkeeper:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@fbc6f3992d24b796d5a048ff273f7fcc4a7b6c09 # v5.1.0
        with:
          persist-credentials: false
      - uses: lockkeeper/lockkeeper@v1
`;
/** The configuration, with what was found as comments and the engine's version as a value to be confirmed. */
function configurationFor(found) {
	const supported = found.find((project) => isSupported(project.dialect));
	return [
		"# Lockkeeper reviews database migrations. Every option: docs/configuration.md",
		"# yaml-language-server: $schema=https://raw.githubusercontent.com/lockkeeper/lockkeeper/main/schemas/lockkeeper.schema.json",
		"",
		...found.map(({ framework, root, files, dialect }) => `# found: ${framework} in ${root || "."} (${files} files, ${engineTitle(dialect)})`),
		...found.length > 0 ? [""] : [],
		"# The server that production runs. Locks and rewrites differ between majors.",
		supported?.version ? `dialect: postgres@${supported.version}` : `dialect: postgres@${dialectOf("postgres").defaultVersion}`,
		"",
		"# The verdict fails at or above this risk: info, low, medium, high, critical, never.",
		"fail-on: high",
		"",
		"# recommended, strict or minimal.",
		"preset: recommended",
		"",
		"# What the repository cannot know. Rules judge a large table more strictly; a small one is never excused from the lock queue.",
		"# tables:",
		"#   - { name: public.events, size: large }",
		"#   - { name: \"*_lookup\", size: small }",
		""
	].join("\n");
}
/** Runs `init`. Status 0, also when both files are there already. */
async function initCommand(args, io) {
	if (parseOptions(args, OPTIONS).flag("help")) {
		io.out(helpText(["lockkeeper init"], "Writes .github/workflows/lockkeeper.yml and .github/lockkeeper.yml. Files that are there stay as they are.", OPTIONS));
		return 0;
	}
	const root = findRepository(io.cwd) ?? io.cwd;
	const { paths } = await listFiles(root, findRepository(io.cwd) !== void 0);
	const tree = directoryTree(root, paths);
	const { projects } = await findProjects(tree);
	const found = [];
	for (const project of projects) {
		const framework = frameworkOf(project.framework);
		const migrations = project.dialect ? [] : (await framework?.read(project, tree))?.migrations ?? [];
		const database = databaseOf(project, {
			own: void 0,
			general: void 0
		}, migrations, dialectOf("postgres").defaultVersion);
		found.push({
			framework: framework?.title ?? project.framework,
			root: project.root,
			files: project.files.length,
			dialect: database.dialect,
			version: database.assumed ? void 0 : database.version
		});
	}
	for (const { framework, root: folder, files, dialect } of found) io.err(`found ${framework} in ${folder || "."}: ${files} files, ${engineTitle(dialect)}\n`);
	if (found.length === 0) io.err("No migrations found. The files are written all the same; describe the project with `projects:`.\n");
	await writeNew(root, ".github/workflows/lockkeeper.yml", WORKFLOW, io);
	const existing = [
		".github/lockkeeper.yml",
		".github/lockkeeper.yaml",
		"lockkeeper.yml",
		"lockkeeper.yaml"
	].find((path) => tree.paths.includes(path));
	if (existing) io.err(`kept ${existing}\n`);
	else await writeNew(root, ".github/lockkeeper.yml", configurationFor(found), io);
	io.err("Next: commit both, open a pull request with a migration, and try `lockkeeper review --base main` here.\n");
	return 0;
}
async function writeNew(root, path, text, io) {
	const target = join(root, path);
	await mkdir(dirname(target), { recursive: true });
	try {
		await writeFile(target, text, { flag: "wx" });
		io.err(`wrote ${path}\n`);
	} catch (error) {
		if (error.code !== "EEXIST") throw error;
		io.err(`kept ${path}\n`);
	}
}

export { initCommand };