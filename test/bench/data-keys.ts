import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Figure } from './figure';

const ROOT = resolve(__dirname, '../..');
const LEAST_ROWS_PER_SECOND = 5000;
/** Garbage of the driver that a collection leaves; a run that kept its rows would gain 20 MiB and more. */
const FLAT_MEBIBYTES = 4;

/** How fast fields are sealed anew in a real PostgreSQL, and whether memory stays flat meanwhile (KEY-6). Bundled, since it takes SQL files as text. */
export function dataKeyFigures(): Figure[] {
  const outfile = join(ROOT, '.cache', 'bench', 'data-keys.js');
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: ['test/bench/data-keys-run.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    loader: { '.sql': 'text' },
    outfile,
  });
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', outfile], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The renewal of data keys failed: ${stderr}`);
  const { rowsPerSecond, heapGrowth } = JSON.parse(stdout) as { readonly rowsPerSecond: number; readonly heapGrowth: number };
  return [
    {
      name: 'rows sealed anew a second',
      value: rowsPerSecond,
      unit: '1/s',
      goal: `at least ${String(LEAST_ROWS_PER_SECOND)}`,
      met: rowsPerSecond >= LEAST_ROWS_PER_SECOND,
    },
    {
      name: 'heap, after the last two thirds',
      value: heapGrowth,
      unit: 'MiB',
      goal: `at most ${String(FLAT_MEBIBYTES)} more`,
      met: heapGrowth <= FLAT_MEBIBYTES,
    },
  ];
}
