/** What the command line can do. Each command is loaded when it is called, so that `--help` and `explain` stay quick. */
import { nearest, placeText, UserError } from '../errors.ts';
import { visible, withoutCommands } from '../reporters/safe-text.ts';
import { type Io, version } from './io.ts';

/** One command: its arguments without its own name, to an exit status. */
export interface Command {
  readonly doc: string;
  readonly usage: string;
  run(args: readonly string[], io: Io): Promise<number>;
}

interface Listed {
  readonly usage: string;
  readonly doc: string;
  load(): Promise<(args: readonly string[], io: Io) => Promise<number>>;
}

const COMMANDS: Readonly<Record<string, Listed>> = {
  review: {
    usage: 'review [PATH…]',
    doc: 'review migrations; without PATH, what changed since the merge base with --base',
    load: async () => (await import('./review.ts')).reviewCommand,
  },
  fix: {
    usage: 'fix [--write] [PATH…]',
    doc: 'the way out as files of your framework: show them, or write them',
    load: async () => (await import('./fix.ts')).fixCommand,
  },
  explain: {
    usage: 'explain [SQL|FILE|-]',
    doc: 'what each statement locks, scans, rewrites, loses',
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  rollback: {
    usage: 'rollback FILE',
    doc: 'what undoes a migration, and what to save before it is run',
    load: async () => (await import('./rollback.ts')).rollbackCommand,
  },
  rules: {
    usage: 'rules [ID]',
    doc: 'list the rules, show one; `rules test [PATH…]`, `rules new ID`',
    load: async () => (await import('./rules.ts')).rulesCommand,
  },
  init: {
    usage: 'init',
    doc: 'write a workflow and a configuration for the frameworks found here',
    load: async () => (await import('./init.ts')).initCommand,
  },
};

function help(): string {
  const width = Math.max(...Object.values(COMMANDS).map((command) => command.usage.length));
  return [
    'Lockkeeper reviews database migrations before they reach production.',
    '',
    ...Object.values(COMMANDS).map((command) => `  lockkeeper ${command.usage.padEnd(width)}  ${command.doc}`),
    '',
    'lockkeeper COMMAND --help tells more. Exit status: 0 pass or warn, 1 findings at or above fail-on, 2 usage, configuration or tool error.',
    '',
  ].join('\n');
}

/**
 * Runs the command line and answers its exit status: 0 pass or warn, 1 findings at or above `fail-on`, 2 usage,
 * configuration or tool error. Never throws.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    const [name, ...rest] = args;
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      (name === undefined ? io.err : io.out)(help());
      return name === undefined ? 2 : 0;
    }
    if (name === '--version' || name === '-v') {
      io.out(`${await version()}\n`);
      return 0;
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) {
      const near = nearest(name, Object.keys(COMMANDS));
      throw new UserError(
        `Unknown command "${printable(name)}".`,
        near ? `Did you mean ${near}?` : `The commands are ${Object.keys(COMMANDS).join(', ')}.`,
      );
    }
    const end = rest.indexOf('--');
    if (rest.slice(0, end < 0 ? rest.length : end).includes('--version')) {
      io.out(`${await version()}\n`);
      return 0;
    }
    const start = await command.load();
    return await start(rest, io);
  } catch (error) {
    io.err(failureText(error));
    return 2;
  }
}

/** Text from outside that controls neither a terminal nor a workflow. */
const printable = (text: string): string => withoutCommands(visible(text.replaceAll(/(?![\t\n])\p{Cc}/gu, '\uFFFD')));

/** A user's error in two lines; a bug of ours with its stack and what to do about it. */
export function failureText(error: unknown): string {
  if (error instanceof UserError) {
    const where = error.where ? `${placeText(error.where)}: ` : '';
    const rest = [error.excerpt, error.hint].filter((part) => part !== undefined && part !== '').map((part) => `${part}\n`);
    return printable(`error: ${where}${error.problem}\n${rest.join('')}`);
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // The parser's glue is one line of sixty thousand characters; no stack trace needs it.
  const short = detail
    .split('\n')
    .map((line) => (line.length > 400 ? `${line.slice(0, 400)}…` : line))
    .slice(0, 20)
    .join('\n');
  return printable(
    `internal error: this is a bug in Lockkeeper, not in your migrations. Nothing was judged.\n${short}\nPlease report it with the command you ran.\n`,
  );
}
