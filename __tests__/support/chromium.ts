/**
 * A headless Chromium, told what to do over a pipe: messages of the DevTools protocol, each ended by a NUL byte.
 * https://chromedevtools.github.io/devtools-protocol/ ; CHROMIUM names the program.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

export interface Message {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export class Chromium {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #waiting = new Map<number, { resolve: (result: Readonly<Record<string, unknown>>) => void; reject: (error: Error) => void }>();
  /** Whatever the page reported. */
  readonly events: Message[] = [];
  #serial = 0;
  #session: string | undefined;

  private constructor() {
    this.#profile = mkdtempSync(join(tmpdir(), 'lockkeeper-chromium-'));
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', `--user-data-dir=${this.#profile}`];
    this.#process = spawn(process.env['CHROMIUM'] ?? 'chromium', [...flags, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    let rest = '';
    const output = this.#process.stdio[4] as Readable;
    output.setEncoding('utf8').on('data', (text: string) => {
      const messages = (rest + text).split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.#receive(JSON.parse(message) as Record<string, unknown>);
    });
    const end = (error: Error): void => {
      for (const { reject } of this.#waiting.values()) reject(error);
    };
    this.#process.on('error', end).on('exit', () => end(new Error('Chromium ended')));
  }

  /** Starts it, with a page of that size. */
  static async start(width: number, height: number): Promise<Chromium> {
    const browser = new Chromium();
    const { targetInfos } = (await browser.send('Target.getTargets')) as { targetInfos: { targetId: string; type: string }[] };
    const targetId = targetInfos.find(({ type }) => type === 'page')?.targetId;
    const { sessionId } = (await browser.send('Target.attachToTarget', { targetId, flatten: true })) as { sessionId: string };
    browser.#session = sessionId;
    for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await browser.send(`${domain}.enable`);
    await browser.size(width, height);
    return browser;
  }

  #receive(message: Record<string, unknown>): void {
    const waiting = this.#waiting.get(message['id'] as number);
    if (!waiting) {
      if (typeof message['method'] === 'string') this.events.push(message as unknown as Message);
      return;
    }
    this.#waiting.delete(message['id'] as number);
    const error = message['error'] as { message: string } | undefined;
    if (error) waiting.reject(new Error(error.message));
    else waiting.resolve(message['result'] as Record<string, unknown>);
  }

  send(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<Readonly<Record<string, unknown>>> {
    const id = ++this.#serial;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      const session = this.#session === undefined ? {} : { sessionId: this.#session };
      (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    });
  }

  async size(width: number, height: number): Promise<void> {
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  }

  /** Opens a file and waits until it is all there. What was reported before is forgotten. */
  async open(url: string): Promise<void> {
    // Nothing of the page before must be taken for this one.
    await this.send('Page.navigate', { url: 'about:blank' });
    this.events.length = 0;
    await this.send('Page.navigate', { url });
    while ((await this.evaluate('location.href + " " + document.readyState')) !== `${url} complete`) await new Promise(setImmediate);
  }

  /** The value of an expression, asked from outside: the policy of the page and its lack of scripts do not matter. */
  async evaluate(expression: string): Promise<unknown> {
    const { result } = (await this.send('Runtime.evaluate', { expression, returnByValue: true })) as { result: { value: unknown } };
    return result.value;
  }

  async press(key: 'Tab' | 'Enter'): Promise<void> {
    const code = key === 'Tab' ? 9 : 13;
    const common = { key, code: key, windowsVirtualKeyCode: code };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...common, ...(key === 'Enter' ? { text: '\r' } : {}) });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.on('exit', resolve));
    this.#process.kill('SIGKILL');
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
