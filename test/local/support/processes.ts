import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const ROOT = join(__dirname, '..', '..', '..');
/** The tests end by themselves; this only keeps one that hangs from blocking the run. */
const PATIENCE_MILLISECONDS = 100_000;

/** A process of this machine. */
export interface Listed {
  readonly pid: number;
  readonly command: string;
}

/** The processes that belong to a run: those that name its folder, and everything that they started. */
export function processesOf(folder: string): readonly Listed[] {
  return withDescendants(({ command }) => command.includes(folder));
}

/** A process and everything that it started. */
export function descendantsOf(root: number | undefined): readonly Listed[] {
  return withDescendants(({ pid }) => pid === root);
}

function withDescendants(isRoot: (process: Listed) => boolean): readonly Listed[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const all = stdout.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
  const found = new Set(all.filter(isRoot).map(({ pid }) => pid));
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => found.has(pid));
}

/** The command `local` in a process of its own, and in a group of its own as a shell would have it. */
export interface Command {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown[]>;
  /** What it wrote so far, on both of its outputs. */
  readonly output: () => string;
  /** What it wrote so far to standard output. */
  readonly written: () => string;
  /** Waits until it writes this. */
  readonly says: (text: RegExp) => Promise<RegExpExecArray>;
}

/** Starts the command. */
export function startCommand(...words: string[]): Command {
  const script = join(__dirname, 'run-local.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...words], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let text = '';
  let written = '';
  child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return {
    child,
    ended: once(child, 'close'),
    output: () => text,
    written: () => written,
    says: (wanted) =>
      eventually(
        () => wanted.exec(text) ?? undefined,
        () => `${String(wanted)} in ${text}`,
      ),
  };
}

/** Waits until there is an answer. */
export async function eventually<T>(ask: () => T | undefined, what: () => string): Promise<T> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const answer = ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`waited in vain for ${what()}`);
    await setTimeout(50);
  }
}
