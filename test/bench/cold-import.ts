import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '../../lib/infrastructure/bundles';
import { bundleGoal } from '../support/bundle-goal';
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
  const goal = bundleGoal(name);
  const size = statSync(bundle).size;
  const pairs = Array.from({ length: RUNS }, () => ({ own: importMilliseconds(bundle, variables), floor: importMilliseconds(floor) }));
  const ratio = median(pairs.map((pair) => pair.own / pair.floor));
  return [
    {
      name: `${name}, cold import`,
      value: median(pairs.map(({ own }) => own)),
      unit: 'ms',
      ratio,
      peer: 'one AWS client',
      goal: `at most ${String(goal.times)} times`,
      met: ratio <= goal.times,
    },
    { name: `${name}, bundle`, value: size, unit: 'B', goal: `at most ${String(goal.bytes)} B`, met: size <= goal.bytes },
  ];
}

function importMilliseconds(file: string, variables: readonly string[] = []): number {
  const script = `const start = process.hrtime.bigint(); require(${JSON.stringify(file)}); process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e6));`;
  const env = { ...process.env, AWS_REGION: 'eu-central-1', ...Object.fromEntries(variables.map((name) => [name, sampleOf(name)])) };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${file} does not load: ${stderr.split('\n').find((line) => /^\w*Error\b/.test(line)) ?? 'no reason given'}`);
  return Number(stdout);
}

/** A value that a function can load with: a file that is there, a number, an origin, a list that is empty, or a word. */
function sampleOf(variable: string): string {
  if (variable === 'SMS_COUNTRIES') return '-';
  if (variable === 'SSO_PROVIDERS') return '[]';
  if (variable.endsWith('_ORIGIN')) return 'https://bench.example';
  if (variable.endsWith('_FILE')) return __filename;
  return /_(PORT|SECONDS)$/.test(variable) ? '60' : 'bench';
}
