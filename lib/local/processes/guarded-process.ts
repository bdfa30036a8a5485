import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { PartCrashedError } from '../errors';

const GUARD = join(__dirname, '..', 'guard.py');
const KEPT_LINES = 15;

/** A program to run under guard. */
export interface Program {
  /** What it is called in messages. */
  readonly part: string;
  /** The interpreter that runs the guard. */
  readonly python: string;
  readonly command: readonly [program: string, ...words: string[]];
  readonly folder: string;
  /** Its whole environment: nothing is inherited from the shell. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * As whom it runs.
   * @default - as whoever runs this
   */
  readonly user?: string;
}

/**
 * A program that ends with this process, however this process ends: its guard sees the pipe close and stops it with all that
 * it started. It isn't in the terminal's process group, so that Ctrl-C reaches this process alone, which stops it in order.
 */
export class GuardedProcess {
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number>;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: string[] = [];
  #stopping = false;

  constructor(private readonly program: Program) {
    const { python, command, folder, environment, user } = program;
    const words = user === undefined ? command : ['--as', user, ...command];
    this.#child = spawn(python, ['-B', GUARD, ...words], { cwd: folder, env: environment, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    // A guard that is gone already needs no word that it should go.
    this.#child.stdin.on('error', () => undefined);
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream.on('data', (chunk: Buffer) => {
        this.#keep(chunk);
      });
    this.ended = once(this.#child, 'close').then(
      ([code]) => (typeof code === 'number' ? code : 1),
      () => 127,
    );
  }

  get part(): string {
    return this.program.part;
  }

  /** The last lines of its output. */
  get tail(): string {
    return this.#lines.join('\n');
  }

  /** The first line on its standard output that fits, or `undefined` when it ends before, or says none in time. */
  async line(fits: (line: string) => boolean, seconds: number): Promise<string | undefined> {
    const waiting = new AbortController();
    const late = setTimeout(seconds * 1000, undefined, { signal: waiting.signal }).catch(() => undefined);
    const found = await Promise.race([this.#firstLine(fits), this.ended.then(() => undefined), late]);
    waiting.abort();
    return found;
  }

  /** Rejects with a {@link PartCrashedError} when it ends without having been told to; otherwise never settles. */
  async crash(): Promise<never> {
    const code = await this.ended;
    if (this.#stopping) return new Promise(() => undefined);
    throw new PartCrashedError(this.part, code, this.tail);
  }

  /** Stops it and all that it started. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#child.stdin.end();
    await this.ended;
  }

  async #firstLine(fits: (line: string) => boolean): Promise<string> {
    let text = '';
    return new Promise((resolve) => {
      const read = (chunk: Buffer) => {
        text += chunk.toString();
        const found = text.split('\n').slice(0, -1).find(fits);
        if (found === undefined) return;
        this.#child.stdout.off('data', read);
        resolve(found);
      };
      this.#child.stdout.on('data', read);
    });
  }

  #keep(chunk: Buffer): void {
    const said = chunk
      .toString()
      .split('\n')
      .filter((line) => line.trim() !== '');
    this.#lines.push(...said);
    this.#lines.splice(0, this.#lines.length - KEPT_LINES);
  }
}
