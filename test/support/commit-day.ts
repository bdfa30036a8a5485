import { spawnSync } from 'node:child_process';
import { today } from '../../lib/commands/day';

/** The UTC day of the checked out commit, so that a test judges the same today and in a year; today outside a checkout. */
export function commitDay(): string {
  const { status, stdout } = spawnSync('git', ['-C', __dirname, 'log', '-1', '--format=%ct'], { encoding: 'utf8' });
  return status === 0 ? new Date(Number(stdout) * 1000).toISOString().slice(0, 10) : today();
}
