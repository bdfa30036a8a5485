/** How long each of so many calls takes, one after another, in microseconds, after a tenth as many to warm up. */
export async function latencies(count: number, call: (index: number) => Promise<unknown>): Promise<readonly number[]> {
  const warmUp = Math.ceil(count / 10);
  const times: number[] = [];
  for (let index = 0; index < count + warmUp; index++) {
    const started = process.hrtime.bigint();
    await call(index);
    if (index >= warmUp) times.push(Number(process.hrtime.bigint() - started) / 1e3);
  }
  return times;
}

/** The value below which this share of them lies. */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
}
