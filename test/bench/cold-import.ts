import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '../../lib/infrastructure/bundles';
import { bundleFiles } from '../support/bundle-files';
import { bundleGoal } from '../support/bundle-goal';
import { bundleFloor } from './bundling';
import { median, type Figure } from './figure';
import { loadBundle, variablesOf, type Loaded } from './load-bundle';

const RUNS = 9;

/** How long each function's bundle takes to load in a new process, against one AWS client in the same run, by CPU time. */
export async function coldImportFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cold-'));
  try {
    const floor = bundleFloor(folder);
    const figures: Figure[] = [];
    for (const name of bundleFunctions().functions) figures.push(...(await figuresOf(name, floor)));
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In turn, so that a machine that slows down slows both. */
async function figuresOf(name: string, floor: string): Promise<Figure[]> {
  const goal = bundleGoal(name);
  const size = bundleFiles(name).reduce((sum, file) => sum + statSync(file).size, 0);
  const pairs: { own: Loaded; floor: Loaded }[] = [];
  for (let run = 0; run < RUNS; run++) {
    const own = await loadBundle(join(bundleFunctions().folderOf(name), 'index.js'), variablesOf(name));
    pairs.push({ own, floor: await loadBundle(floor) });
  }
  const ratio = median(pairs.map((pair) => pair.own.cpu / pair.floor.cpu));
  return [
    {
      name: `${name}, cold import`,
      value: median(pairs.map(({ own }) => own.cpu)),
      unit: 'ms',
      ratio,
      peer: 'one AWS client',
      goal: `at most ${String(goal.times)} times`,
      met: ratio <= goal.times,
    },
    { name: `${name}, bundle`, value: size, unit: 'B', goal: `at most ${String(goal.bytes)} B`, met: size <= goal.bytes },
  ];
}
