import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a program ended. */
export interface Ended {
  readonly code: number;
  /** Standard output and error, as they came. */
  readonly output: string;
}

/** Runs a program to its end; a program that there isn't ends with code 127. */
export async function run(command: string, words: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], env: environment });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code: code ?? 1, output: Buffer.concat(chunks).toString() };
  } catch (error) {
    return { code: 127, output: error instanceof Error ? error.message : String(error) };
  }
}
