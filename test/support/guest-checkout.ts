import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '../commands/support/checkout';

/** What `npx ringwall` is in a clone; npx itself would first write into the packages, which a copy shares. */
const NPX = 'npx() { shift; node --import tsx bin/ringwall.ts "$@"; }';

/** How a run of a shell ended. */
export interface ShellRun {
  readonly status: number | null;
  readonly output: string;
}

/** The lines that docs/guests.md lets a team type. */
export function documentedLines(): string {
  const lines = /```sh\n([\s\S]*?)```/.exec(readFileSync(join(CHECKOUT, 'docs/guests.md'), 'utf8'))?.[1];
  if (lines === undefined) throw new Error('docs/guests.md has no lines to type.');
  return lines;
}

/** Types lines into a checkout, and stops at the first that fails. */
export function typeInto(checkout: string, lines: string): ShellRun {
  const env = { ...process.env, CDK_VALIDATION: 'false', NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', `${NPX}\n${lines}`], { cwd: checkout, env, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}
