import { readFileSync, readdirSync } from 'node:fs';

/** Clock ticks a second in `/proc`; Linux has used 100 on every architecture that Node.js runs on. */
const TICKS = 100;

/** CPU-seconds, user and system, that were used so far. */
export interface CpuTime {
  readonly own: number;
  /** Of the children and theirs, running or ended; nothing where there is no `/proc`. Whatever ended without its parent waiting is gone. */
  readonly ofChildren: number;
}

/** What this process and its children have used so far. */
export function cpuTime(): CpuTime {
  const { user, system } = process.cpuUsage();
  return { own: (user + system) / 1e6, ofChildren: childTicks() / TICKS };
}

/** CPU-seconds from one reading to the next: never negative, as what was counted once was used, also when its process left no trace. */
export function secondsBetween(before: CpuTime, after: CpuTime): number {
  return after.own - before.own + Math.max(0, after.ofChildren - before.ofChildren);
}

function childTicks(): number {
  const own = statOf('self');
  if (own === undefined) return 0;
  return own.ofEndedChildren + runningChildren('self').reduce((sum, pid) => sum + ticksOfTree(pid), 0);
}

function ticksOfTree(pid: string): number {
  const stat = statOf(pid);
  if (stat === undefined) return 0;
  return stat.own + stat.ofEndedChildren + runningChildren(pid).reduce((sum, child) => sum + ticksOfTree(child), 0);
}

/** Fields 14 to 17 of `/proc/<pid>/stat` (proc_pid_stat(5)), counted behind the command's name, which may hold spaces. */
function statOf(pid: string): { own: number; ofEndedChildren: number } | undefined {
  const text = read(`/proc/${pid}/stat`);
  const fields = text
    ?.slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  if (fields === undefined) return undefined;
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
  return { own: user + system, ofEndedChildren: childUser + childSystem };
}

function runningChildren(pid: string): string[] {
  return threads(pid).flatMap((thread) => (read(`/proc/${pid}/task/${thread}/children`) ?? '').split(' ').filter((child) => child !== ''));
}

function threads(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
