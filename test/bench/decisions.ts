import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMPILED_POLICIES } from '../../lambdas/shared/authorization/compiled-policies';
import { decide } from '../../lambdas/shared/authorization/decide';
import type { AccessRequest } from '../../lambdas/shared/authorization/request';
import { accessRequests } from '../support/access-requests';
import { cedarEngine } from '../support/cedar';
import { median, secondsOf, type Figure } from './figure';

const PEER = 'cedar-wasm stateful';
const REQUESTS = 2000;
const ROUNDS = 200;
const RUNS = 5;
const A_SECOND = 1_000_000;
const P99_MICROSECONDS = 5;
const COLD_MILLISECONDS = 10;

/** Decisions over the same drawn requests, ours and Cedar's in turns; then how long one takes at worst, and how long the policies take to load. */
export function decisionFigures(): Figure[] {
  const requests = [...accessRequests(1, REQUESTS)];
  const cedar = cedarEngine();
  const ours = (request: AccessRequest) => decide(COMPILED_POLICIES, COMPILED_POLICIES.hash, request);
  rate(requests, ours, ROUNDS);
  const runs = Array.from({ length: RUNS }, () => ({ own: rate(requests, ours, ROUNDS), peer: rate(requests, cedar, 1) }));
  const value = median(runs.map(({ own }) => own));
  const p99 = percentile99(requests, ours);
  const cold = median(coldLoads());
  return [
    {
      name: 'decisions',
      value,
      unit: '1/s',
      ratio: median(runs.map(({ own, peer }) => own / peer)),
      peer: PEER,
      goal: `at least ${String(A_SECOND)}`,
      met: value >= A_SECOND,
    },
    { name: 'a decision, p99', value: p99, unit: 'µs', goal: `at most ${String(P99_MICROSECONDS)}`, met: p99 <= P99_MICROSECONDS },
    { name: 'policies, cold load', value: cold, unit: 'ms', goal: `at most ${String(COLD_MILLISECONDS)}`, met: cold <= COLD_MILLISECONDS },
  ];
}

function rate(requests: readonly AccessRequest[], answer: (request: AccessRequest) => unknown, rounds: number): number {
  const seconds = secondsOf(() => {
    for (let round = 0; round < rounds; round++) for (const request of requests) answer(request);
  });
  return (requests.length * rounds) / seconds;
}

function percentile99(requests: readonly AccessRequest[], answer: (request: AccessRequest) => unknown): number {
  const times = Array.from({ length: 50 }, () => requests)
    .flat()
    .map((request) => secondsOf(() => answer(request)))
    .toSorted((one, other) => one - other);
  return (times[Math.floor(times.length * 0.99)] ?? Number.NaN) * 1_000_000;
}

/** Each in a new process, of the bundle that a function would have. */
function coldLoads(): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'decisions-'));
  try {
    const entry = join(folder, 'entry.ts');
    const policies = createRequire(__filename).resolve('../../lambdas/shared/authorization/compiled-policies.ts');
    writeFileSync(entry, `export { COMPILED_POLICIES } from ${JSON.stringify(policies)};`);
    const outfile = join(folder, 'policies.js');
    buildSync({ entryPoints: [entry], outfile, bundle: true, minify: true, platform: 'node', format: 'cjs', logLevel: 'error' });
    const script = `const start = process.hrtime.bigint(); require(${JSON.stringify(outfile)}); process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e6));`;
    return Array.from({ length: RUNS }, () => Number(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
