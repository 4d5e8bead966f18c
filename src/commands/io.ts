/** The world as a command sees it; tests pass their own. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The report and nothing else. */
  out(text: string): void;
  /** Everything else. */
  err(text: string): void;
  readonly inIsTerminal: boolean;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly columns: number;
  stdin(): Promise<string>;
  readonly today: Date;
}

/** The real world. */
export function systemIo(): Io {
  // A reader that goes away (`| head`) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    cwd: process.cwd(),
    env: process.env,
    out: (chunk) => void process.stdout.write(chunk),
    err: (chunk) => void process.stderr.write(chunk),
    inIsTerminal: process.stdin.isTTY ?? false,
    outIsTerminal: process.stdout.isTTY ?? false,
    errIsTerminal: process.stderr.isTTY ?? false,
    columns: process.stdout.columns || 100,
    stdin: () => text(process.stdin),
    today: new Date(),
  };
}

/**
 * The version in package.json. It is read beside the bundle (`../package.json`), so that there is one place to change.
 */
export async function version(): Promise<string> {
  const about: unknown = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : '0.0.0';
}
