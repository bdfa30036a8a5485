import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { bundleFunctions } from '../../lib/infrastructure/bundles';

/** How a run of a bundle ended. */
export interface BundleRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What the handler gave back; `null` for nothing, and when it failed. */
  readonly answer: unknown;
}

/** Says only what went wrong: Node.js itself would print the minified line, all of it. */
const INVOKE = `
  Promise.resolve()
    .then(() => require(process.argv[1]).handler(JSON.parse(process.argv[2])))
    .then((answer) => require('node:fs').writeSync(3, JSON.stringify(answer ?? null)))
    .catch(({ code, message }) => { console.error(code + ': ' + message); process.exitCode = 1; });
`;

/**
 * Invokes a built function once, in a process of its own with nothing but the given environment, as Lambda does.
 * @param root the checkout that is built; this one by default
 */
export async function runBundle(path: string, event: unknown, environment: Readonly<Record<string, string>>, root?: string): Promise<BundleRun> {
  const bundle = join(bundleFunctions(root).folderOf(path), 'index.js');
  const child = spawn(process.execPath, ['-e', INVOKE, bundle, JSON.stringify(event)], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env: { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', ...environment },
  });
  const told = child.stdio[3] as Readable;
  const [stdout, stderr, answer, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    text(told),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr, answer: JSON.parse(answer || 'null') };
}
