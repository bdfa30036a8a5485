import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuTime, secondsBetween } from '../../lib/commands/cpu-time';
import { secondsOf, type Figure } from './figure';

/** By a run whose sources were transformed before, as after a change of a few files. */
const CPU_MILLISECONDS_A_TEST = 20;

/** The tests that a developer runs after every change; the first run leaves every transform in Jest's cache, the second is measured. */
export function innerLoopFigures(): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'inner-loop-'));
  try {
    const report = join(folder, 'report.json');
    run(report);
    const before = cpuTime();
    const seconds = secondsOf(() => {
      run(report);
    });
    const { numPassedTests } = JSON.parse(readFileSync(report, 'utf8')) as { readonly numPassedTests: number };
    const aTest = (secondsBetween(before, cpuTime()) * 1000) / numPassedTests;
    return [
      { name: 'npm run test:fast, warm, wall', value: seconds, unit: 's', met: true },
      {
        name: 'npm run test:fast, warm, CPU a test',
        value: aTest,
        unit: 'ms',
        goal: `at most ${String(CPU_MILLISECONDS_A_TEST)}`,
        met: aTest <= CPU_MILLISECONDS_A_TEST,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(report: string): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'test:fast', '--', '--json', '--outputFile', report], { stdio: 'ignore' });
  if (status !== 0) throw new Error('npm run test:fast failed: a time of failing tests says nothing.');
}
