import { version, type BuildOptions } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { BuildAnswer } from './build-functions';
import { BundleError, NativeCodeError, UnknownFunctionError } from './errors';
import { GUEST } from './guest-entries';

/** The folder that holds `lambdas/`, the lock file and the cache. */
const ROOT = resolve(__dirname, '../..');

/** The program that calls esbuild, and what it does to its input. */
const BUILDER = join(__dirname, 'build-functions.ts');
const TRANSFORMATIONS = [
  'build-functions',
  'browser-programs',
  'guest-entries',
  'lean-srp',
  'literal-schema-keys',
  'packed-passwords',
  'refused-attestation',
  'split-function',
].map((file) => join(__dirname, `${file}.ts`));

/** Where the SDK's clients look for credentials by default. */
const CREDENTIALS = '@aws-sdk/credential-provider-node';

/**
 * CommonJS and the packages' ES modules: an SDK client loads in 46 ms so, and in 74 ms as ESM. Nothing is external, so that
 * what runs is what was locked and not what the runtime brings; the syntax is that of the oldest Node.js which runs a
 * bundle, here in tests; and no setting of this machine (tsconfig, folder, colours) reaches the output. Credentials come from
 * the environment alone (decision 0073).
 */
const OPTIONS = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  alias: { [CREDENTIALS]: resolve(ROOT, 'lambdas/shared/environment-credentials.ts') },
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  tsconfigRaw: {},
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** The built code of all functions. */
export interface Bundles {
  /** The functions, as `<area>/<function>`, sorted. */
  readonly functions: readonly string[];
  /**
   * The folder with a function's `index.js`, an absolute path.
   * @throws {UnknownFunctionError} when there is no such function
   */
  readonly folderOf: (name: string) => string;
}

/**
 * Builds every function below `lambdas/<area>/<function>/index.ts`, and every guest `lambdas/guests/<guest>.ts`, with one call of esbuild, unless the same sources were
 * built before: then the cache answers.
 * @throws {BundleError} when a source doesn't build
 * @throws {NativeCodeError} when a function needs native code, which would differ between this machine and the runtime
 */
export function bundleFunctions(root: string = ROOT): Bundles {
  const functions = findFunctions(root);
  const output = join(root, '.cache', 'bundles', digestOf(root));
  if (!existsSync(output)) build(root, functions, output);
  return {
    functions,
    folderOf: (name) => {
      if (!functions.includes(name)) throw new UnknownFunctionError(name, functions);
      return join(output, name);
    },
  };
}

function findFunctions(root: string): string[] {
  return filesBelow(join(root, 'lambdas'))
    .filter((file) => /^(?:[^/]+\/[^/]+\/index|guests\/[^/]+)\.ts$/.test(file))
    .map((file) => file.replace(/(?:\/index)?\.ts$/, ''));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** Everything that decides the output: sources, locked packages, options and the builder itself. */
function digestOf(root: string): string {
  const hash = createHash('sha256').update(
    JSON.stringify([version, { ...OPTIONS, alias: [CREDENTIALS] }, ...TRANSFORMATIONS.map((file) => readFileSync(file, 'utf8'))]),
  );
  const files = [...filesBelow(join(root, 'lambdas')).map((file) => `lambdas/${file}`), 'package-lock.json'];
  for (const file of files) {
    const content = readFileSync(join(root, file));
    hash.update(JSON.stringify([file, content.length])).update(content);
  }
  return hash.digest('hex').slice(0, 32);
}

/** Builds beside the target and renames, so that no other process ever sees half an output. */
function build(root: string, functions: readonly string[], output: string): void {
  mkdirSync(dirname(output), { recursive: true });
  const unfinished = mkdtempSync(`${output}-`);
  try {
    runEsbuild(root, functions, unfinished);
    moveInto(unfinished, output);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function runEsbuild(root: string, functions: readonly string[], outdir: string): void {
  const options: BuildOptions = {
    ...OPTIONS,
    absWorkingDir: root,
    outdir,
    entryPoints: functions.map((name) => ({ in: sourceOf(name), out: `${name}/index` })),
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', BUILDER], { cwd: ROOT, input: JSON.stringify(options), encoding: 'utf8' });
  if (status !== 0) throw new BundleError([`esbuild didn't run: ${stderr.trim()}`]);
  const { errors } = JSON.parse(stdout) as BuildAnswer;
  if (errors.length > 0) throw explain(errors);
}

function sourceOf(name: string): string {
  const [area, guest = ''] = name.split('/');
  return area === 'guests' ? `${GUEST}${guest}` : `./lambdas/${name}/index.ts`;
}

/** Another process may have finished the same output first, which is as good as ours. */
function moveInto(unfinished: string, output: string): void {
  try {
    renameSync(unfinished, output);
  } catch (cause) {
    if (!existsSync(output)) throw cause;
  }
}

function explain(errors: BuildAnswer['errors']): BundleError | NativeCodeError {
  const native = errors.find(({ text }) => text.includes('".node"'));
  return native === undefined ? new BundleError(errors.map(describe)) : new NativeCodeError(describe(native));
}

function describe({ text, location }: BuildAnswer['errors'][number]): string {
  return location === null ? text : `${location.file}:${String(location.line)}: ${text}`;
}
