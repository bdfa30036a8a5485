import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '../../lib/infrastructure/bundles';
import { bundleFloor } from './bundling';
import { median, type Figure } from './figure';

const RUNS = 9;

/** How long each function's bundle takes to load in a new process, against one AWS client in the same run. */
export function coldImportFigures(): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'cold-'));
  try {
    const floor = bundleFloor(folder);
    const bundles = bundleFunctions();
    return bundles.functions.flatMap((name) => figuresOf(name, join(bundles.folderOf(name), 'index.js'), floor));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In turn, so that a machine that slows down slows both. */
function figuresOf(name: string, bundle: string, floor: string): Figure[] {
  const { contract } = createRequire(__filename)(`../../lambdas/${name}/contract`) as { contract: { variables: readonly string[] } };
  const { variables } = contract;
  const pairs = Array.from({ length: RUNS }, () => ({ own: importMilliseconds(bundle, variables), floor: importMilliseconds(floor) }));
  return [
    {
      name: `${name}, cold import`,
      value: median(pairs.map(({ own }) => own)),
      unit: 'ms',
      ratio: median(pairs.map((pair) => pair.own / pair.floor)),
      peer: 'one AWS client',
      met: true,
    },
    { name: `${name}, bundle`, value: statSync(bundle).size, unit: 'B', met: true },
  ];
}

function importMilliseconds(file: string, variables: readonly string[] = []): number {
  const script = `const start = process.hrtime.bigint(); require(${JSON.stringify(file)}); process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e6));`;
  const env = { ...process.env, AWS_REGION: 'eu-central-1', ...Object.fromEntries(variables.map((name) => [name, sampleOf(name)])) };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${file} does not load: ${stderr.split('\n').find((line) => line.includes('Error')) ?? 'no reason given'}`);
  return Number(stdout);
}

/** A value that a function can load with: a file that is there, a number, or a word. */
function sampleOf(variable: string): string {
  if (variable.endsWith('_FILE')) return __filename;
  return /_(PORT|SECONDS)$/.test(variable) ? '60' : 'bench';
}
