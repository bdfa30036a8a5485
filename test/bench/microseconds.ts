import { Bench } from 'tinybench';

const ROUND_MILLISECONDS = 150;
const WARM_UP_MILLISECONDS = 50;

/** The median of one call. */
export async function microseconds(call: () => unknown): Promise<number> {
  const bench = new Bench({ time: ROUND_MILLISECONDS, warmupTime: WARM_UP_MILLISECONDS });
  bench.add('call', call);
  const [task] = await bench.run();
  const p50 = task?.result !== undefined && 'latency' in task.result ? task.result.latency.p50 : undefined;
  if (p50 === undefined) throw new Error('The benchmark gave no result.');
  return p50 * 1000;
}
