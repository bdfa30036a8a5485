import type { Ora } from 'ora';
import { cpuTime, secondsBetween, type CpuTime } from './cpu-time';

/** Where progress goes: standard error, so that standard output stays the command's own. */
export interface ProgressOutput {
  readonly write: (text: string) => void;
  /** Whether a person watches a terminal; a spinner turns only then. */
  readonly interactive: boolean;
}

/** Runs stages one after another, says which one runs, and counts the CPU-seconds of each. */
export class Progress {
  readonly #stages: { name: string; seconds: number }[] = [];
  /** What ran before the first stage is the start of Node.js and the loading of modules. */
  #counted: CpuTime = { own: 0, ofChildren: 0 };

  constructor(private readonly output: ProgressOutput) {}

  async stage<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    if (this.#stages.length === 0) this.#close('start');
    const spinner = await this.#spin(name);
    try {
      return await work();
    } finally {
      spinner?.stop();
      this.#close(name);
    }
  }

  /** Prints the CPU-seconds of every stage and how many resources were judged in each CPU-second of the whole process tree. */
  summarize(resources: number): void {
    const total = this.#stages.reduce((sum, stage) => sum + stage.seconds, 0);
    this.output.write(`${row('total', total)}, ${resources} resources, ${(resources / total).toFixed(0)} resources per CPU-second\n`);
  }

  #close(name: string): void {
    const now = cpuTime();
    const seconds = secondsBetween(this.#counted, now);
    this.#stages.push({ name, seconds });
    this.output.write(`${row(name, seconds)}\n`);
    this.#counted = now;
  }

  async #spin(text: string): Promise<Ora | undefined> {
    if (!this.output.interactive) return undefined;
    const { default: ora } = await import('ora');
    return ora({ text, stream: process.stderr }).start();
  }
}

function row(name: string, seconds: number): string {
  return `${name.padEnd(26)} ${seconds.toFixed(2).padStart(6)} CPU-seconds`;
}
