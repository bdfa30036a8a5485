import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** The checkout that runs these tests. */
export const CHECKOUT = join(__dirname, '..', '..', '..');

/** The same checkout in another folder: same commit, same changes, same packages, and no results of tests. */
export function copyCheckout(): string {
  const copy = mkdtempSync(join(tmpdir(), 'ringwall-checkout-'));
  const files = execFileSync('git', ['-C', CHECKOUT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
  for (const file of [...files.split('\0').filter((name) => name !== ''), '.git']) cpSync(join(CHECKOUT, file), join(copy, file), { recursive: true });
  symlinkSync(join(CHECKOUT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Runs the real command line in a process of its own. */
export async function ringwall(
  checkout: string,
  words: readonly string[],
  { cwd = checkout, ...env }: { readonly cwd?: string; readonly TZ?: string } = {},
): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(checkout, 'bin', 'ringwall.ts'), ...words], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, out, error };
}
