/** Runs the built action as GitHub's runner does: its environment, its files, and what it reads from the output. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { World } from './world.ts';

const ACTION = fileURLToPath(new URL('../../dist/action.js', import.meta.url));

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

export interface Run {
  readonly status: number;
  /** Everything the action printed. */
  readonly log: string;
  /** The commands that the runner would carry out. */
  readonly commands: readonly Command[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Requests of this run alone. */
  readonly requests: World['server']['requests'];
}

export interface RunOptions {
  readonly event?: string;
  readonly payload?: unknown;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What other commands of the step wrote into the summary before. */
  readonly summary?: string;
  /** The file to run, where it is a copy. */
  readonly action?: string;
}

/** The event of the pull request as it is now. */
export function pullRequestPayload({ server }: World): Readonly<Record<string, unknown>> {
  const { number, head, base, state, locked, draft = false, headRepository } = server.pull;
  const repository = (name: string): unknown => ({ full_name: name });
  return {
    action: 'synchronize',
    number,
    pull_request: {
      number,
      state,
      locked,
      draft,
      changed_files: server.listedFiles().length,
      head: { sha: head, ref: 'feature', repo: repository(headRepository) },
      base: { sha: base, ref: 'main', repo: repository(server.repository) },
    },
    repository: { full_name: server.repository, default_branch: 'main' },
  };
}

let runs = 0;

export async function runAction(world: World, options: RunOptions = {}): Promise<Run> {
  const number = ++runs;
  const file = (name: string): string => join(world.scratch, `${number}-${name}`);
  await writeFile(file('event.json'), JSON.stringify(options.payload ?? pullRequestPayload(world)));
  await writeFile(file('output'), '');
  await writeFile(file('summary'), options.summary ?? '');
  const inputs = { 'github-token': 't0ken', ...options.inputs };
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    HOME: world.scratch,
    GITHUB_ACTIONS: 'true',
    CI: 'true',
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: `${world.server.url}${world.server.prefix}`,
    GITHUB_SERVER_URL: 'https://github.test',
    GITHUB_REPOSITORY: world.server.repository,
    GITHUB_EVENT_NAME: options.event ?? 'pull_request',
    GITHUB_EVENT_PATH: file('event.json'),
    // The merge commit: not what is reviewed, and not a commit of this server either.
    GITHUB_SHA: 'f'.repeat(40),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_RUN_ID: String(9000 + number),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKSPACE: world.workspace,
    RUNNER_TEMP: world.scratch,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value])),
    ...options.env,
  };
  const before = world.server.requests.length;
  const { status, log } = await new Promise<{ status: number; log: string }>((done) => {
    execFile(process.execPath, [options.action ?? ACTION], { cwd: world.workspace, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      done({ status: typeof error?.code === 'number' ? error.code : error ? 1 : 0, log: `${stdout}${stderr}` });
    });
  });
  return {
    status,
    log,
    commands: readCommands(log),
    outputs: readOutputs(await readFile(file('output'), 'utf8')),
    summary: await readFile(file('summary'), 'utf8'),
    requests: world.server.requests.slice(before),
  };
}

/**
 * The commands in a log, as the runner reads it: `::name key=value::message` at the start of a line, `##[name]message`
 * anywhere, none between `stop-commands` and its token.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function readCommands(log: string): readonly Command[] {
  const commands: Command[] = [];
  let token: string | undefined;
  for (const line of log.split(/\r?\n/)) {
    const match = /^\s*::([\w-]+)(?: ([^\n]*?))?::(.*)$/.exec(line);
    const old = /##\[([\w-]+)(?: ([^\]]*))?\](.*)$/.exec(line);
    const [, name = '', properties = '', message = ''] = match ?? old ?? [];
    if (name === '') continue;
    if (token !== undefined) {
      if (name === token) token = undefined;
    } else if (name === 'stop-commands') token = message;
    else {
      const pairs = properties
        .split(',')
        .flatMap((pair) =>
          pair.includes('=') ? [[pair.slice(0, pair.indexOf('=')).trim(), decode(pair.slice(pair.indexOf('=') + 1))]] : [],
        );
      commands.push({ name, properties: Object.fromEntries(pairs) as Record<string, string>, message: decode(message) });
    }
  }
  return commands;
}

const decode = (text: string): string =>
  text.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');

/** The last value of every output: `name<<DELIMITER`, lines, `DELIMITER`. */
function readOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)) outputs[name] = value;
  return outputs;
}
