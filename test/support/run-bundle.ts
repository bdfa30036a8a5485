import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { bundleFunctions } from '../../lib/infrastructure/bundles';

/** How a run of a bundle ended. */
export interface BundleRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Says only what went wrong: Node.js itself would print the minified line, all of it. */
const INVOKE = `
  Promise.resolve()
    .then(() => require(process.argv[1]).handler(JSON.parse(process.argv[2])))
    .catch(({ code, message }) => { console.error(code + ': ' + message); process.exitCode = 1; });
`;

/** Invokes a built function once, in a process of its own with nothing but the given environment, as Lambda does. */
export async function runBundle(path: string, event: unknown, environment: Readonly<Record<string, string>>): Promise<BundleRun> {
  const bundle = join(bundleFunctions().folderOf(path), 'index.js');
  const child = spawn(process.execPath, ['-e', INVOKE, bundle, JSON.stringify(event)], {
    env: { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', ...environment },
  });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number | null]>]);
  return { code, stdout, stderr };
}
