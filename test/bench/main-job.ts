import { spawnSync } from 'node:child_process';
import { median, secondsOf, type Figure } from './figure';

const RUNS = 3;
const AUDIT = ['--import', 'tsx', 'bin/ringwall.ts', 'audit'];

/** The whole audit of all environments, against its own synthesis alone. */
export function mainJobFigures(): Figure[] {
  const runs = Array.from({ length: RUNS }, measureAudit);
  const wall = median(runs.map(({ seconds }) => seconds));
  const perCpuSecond = median(runs.map(({ resources, total }) => resources / total));
  const ratio = median(runs.map(({ total, synthesis }) => total / synthesis));
  return [
    { name: 'audit of all environments, wall', value: wall, unit: 's', goal: 'at most 20', met: wall <= 20 },
    { name: 'resources judged a CPU-second', value: perCpuSecond, unit: '1/s', goal: 'at least 100', met: perCpuSecond >= 100 },
    { name: 'audit, CPU', value: median(runs.map(({ total }) => total)), unit: 's', ratio, peer: 'start and synthesis of the same run alone', met: true },
  ];
}

function measureAudit(): { seconds: number; total: number; synthesis: number; resources: number } {
  let output = '';
  const seconds = secondsOf(() => {
    output = spawnSync(process.execPath, AUDIT, { encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'false', NO_COLOR: '1' } }).stderr;
  });
  const stage = (name: string): number => Number(new RegExp(`^${name} +([\\d.]+) CPU-seconds`, 'm').exec(output)?.[1]);
  return { seconds, total: stage('total'), synthesis: stage('start') + stage('synthesize'), resources: Number(/, (\d+) resources/.exec(output)?.[1]) };
}
