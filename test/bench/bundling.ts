import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleFunctions } from '../../lib/infrastructure/bundles';
import { secondsOf, type Figure } from './figure';

const ROOT = resolve(__dirname, '../..');
const FUNCTIONS = 10;

/** One esbuild call for all functions against one process a function, which is what the CDK does by itself. */
export function bundlingFigures(): Figure[] {
  const tree = plantFunctions();
  try {
    const together = secondsOf(() => bundleFunctions(tree));
    const cached = secondsOf(() => bundleFunctions(tree));
    const apart = secondsOf(() => {
      for (let index = 0; index < FUNCTIONS; index += 1) bundleAlone(tree, `f${String(index)}`);
    });
    return [
      {
        name: `bundle ${String(FUNCTIONS)} functions`,
        value: together,
        unit: 's',
        ratio: together / apart,
        peer: 'one esbuild process a function',
        goal: 'less than the peer',
        met: together < apart,
      },
      { name: `the same from the cache`, value: cached, unit: 's', ratio: cached / together, peer: 'the build itself', met: true },
    ];
  } finally {
    rmSync(tree, { recursive: true });
  }
}

function plantFunctions(): string {
  const tree = mkdtempSync(join(tmpdir(), 'bundling-'));
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  writeFileSync(join(tree, 'package-lock.json'), '{}');
  for (let index = 0; index < FUNCTIONS; index += 1) {
    const folder = join(tree, 'lambdas', 'bench', `f${String(index)}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'index.ts'),
      `import { KMSClient } from '@aws-sdk/client-kms';\nexport const handler = () => [${String(index)}, new KMSClient()];\n`,
    );
  }
  return tree;
}

function bundleAlone(tree: string, name: string): void {
  const esbuild = join(ROOT, 'node_modules', '.bin', 'esbuild');
  const { status } = spawnSync(
    esbuild,
    [`lambdas/bench/${name}/index.ts`, '--bundle', '--minify', '--platform=node', '--target=node20', '--format=cjs', `--outfile=apart/${name}.js`],
    { cwd: tree },
  );
  if (status !== 0) throw new Error(`esbuild failed on ${name}`);
}

/** Bundles one AWS client as the floor that every function's cold import is measured against. */
export function bundleFloor(folder: string): string {
  return bundleClient(folder, 'floor', "import { KMSClient } from '@aws-sdk/client-kms'; export const client = new KMSClient({});");
}

/** The same, with a handler that calls it. */
export function callingFloor(folder: string): string {
  const imported = "import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';";
  return bundleClient(
    folder,
    'calling-floor',
    `${imported} const client = new KMSClient({}); export const handler = () => client.send(new DescribeKeyCommand({ KeyId: 'one' }));`,
  );
}

function bundleClient(folder: string, name: string, contents: string): string {
  const outfile = join(folder, `${name}.js`);
  buildSync({
    stdin: { contents, resolveDir: ROOT },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    outfile,
  });
  return outfile;
}
