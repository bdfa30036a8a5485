import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The project's own folder, wherever the command is called from. */
const ROOT = join(__dirname, '..', '..');
/** Everything that the local cloud writes; not under version control. */
export const WORK = join(ROOT, '.cache', 'local');

/** A new folder for one run, which removes it when it stops; what killed runs left goes now. */
export function makeRunFolder(): string {
  const runs = join(WORK, 'runs');
  mkdirSync(runs, { recursive: true });
  for (const name of readdirSync(runs)) if (!isRunning(Number(name.split('-')[0]))) rmSync(join(runs, name), { recursive: true, force: true });
  const folder = mkdtempSync(join(runs, `${String(process.pid)}-`));
  // The servers may run as another user, who has to pass through.
  chmodSync(folder, 0o755);
  return folder;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is one all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
