import { $n as visible, Ar as UserError, Mr as placeText, er as withoutCommands, gi as version, jr as nearest } from "./chunk-review.js";

// src/commands/index.ts
/** What the command line can do. Each command is loaded when it is called, so that `--help` and `explain` stay quick. */
const COMMANDS = {
	review: {
		usage: "review [PATH…]",
		doc: "review migrations; without PATH, what changed since the merge base with --base",
		load: async () => (await import("./chunk-review2.js")).reviewCommand
	},
	fix: {
		usage: "fix [--write] [PATH…]",
		doc: "the way out as files of your framework: show them, or write them",
		load: async () => (await import("./chunk-fix3.js")).fixCommand
	},
	explain: {
		usage: "explain [SQL|FILE|-]",
		doc: "what each statement locks, scans, rewrites, loses",
		load: async () => (await import("./chunk-explain.js")).explainCommand
	},
	rollback: {
		usage: "rollback FILE",
		doc: "what undoes a migration, and what to save before it is run",
		load: async () => (await import("./chunk-rollback.js")).rollbackCommand
	},
	rules: {
		usage: "rules [ID]",
		doc: "list the rules, show one; `rules test [PATH…]`, `rules new ID`",
		load: async () => (await import("./chunk-rules.js")).rulesCommand
	},
	init: {
		usage: "init",
		doc: "write a workflow and a configuration for the frameworks found here",
		load: async () => (await import("./chunk-init.js")).initCommand
	}
};
function help() {
	const width = Math.max(...Object.values(COMMANDS).map((command) => command.usage.length));
	return [
		"Lockkeeper reviews database migrations before they reach production.",
		"",
		...Object.values(COMMANDS).map((command) => `  lockkeeper ${command.usage.padEnd(width)}  ${command.doc}`),
		"",
		"lockkeeper COMMAND --help tells more. Exit status: 0 pass or warn, 1 findings at or above fail-on, 2 usage, configuration or tool error.",
		""
	].join("\n");
}
/**
* Runs the command line and answers its exit status: 0 pass or warn, 1 findings at or above `fail-on`, 2 usage,
* configuration or tool error. Never throws.
*/
async function run(args, io) {
	try {
		const [name, ...rest] = args;
		if (name === void 0 || name === "--help" || name === "-h" || name === "help") {
			(name === void 0 ? io.err : io.out)(help());
			return name === void 0 ? 2 : 0;
		}
		if (name === "--version" || name === "-v") {
			io.out(`${await version()}\n`);
			return 0;
		}
		const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : void 0;
		if (!command) {
			const near = nearest(name, Object.keys(COMMANDS));
			throw new UserError(`Unknown command "${printable(name)}".`, near ? `Did you mean ${near}?` : `The commands are ${Object.keys(COMMANDS).join(", ")}.`);
		}
		const end = rest.indexOf("--");
		if (rest.slice(0, end < 0 ? rest.length : end).includes("--version")) {
			io.out(`${await version()}\n`);
			return 0;
		}
		return await (await command.load())(rest, io);
	} catch (error) {
		io.err(failureText(error));
		return 2;
	}
}
/** Text from outside that controls neither a terminal nor a workflow. */
const printable = (text) => withoutCommands(visible(text.replaceAll(/(?![\t\n])\p{Cc}/gu, "�")));
/** A user's error in two lines; a bug of ours with its stack and what to do about it. */
function failureText(error) {
	if (error instanceof UserError) {
		const where = error.where ? `${placeText(error.where)}: ` : "";
		const rest = [error.excerpt, error.hint].filter((part) => part !== void 0 && part !== "").map((part) => `${part}\n`);
		return printable(`error: ${where}${error.problem}\n${rest.join("")}`);
	}
	const short = (error instanceof Error ? error.stack ?? error.message : String(error)).split("\n").map((line) => line.length > 400 ? `${line.slice(0, 400)}…` : line).slice(0, 20).join("\n");
	return printable(`internal error: this is a bug in Lockkeeper, not in your migrations. Nothing was judged.\n${short}\nPlease report it with the command you ran.\n`);
}

export { run as n, failureText as t };