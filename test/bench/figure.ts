/** One measured figure, beside its goal and beside a peer measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** Such as `s`, `µs`, `B` or `1/s`. */
  readonly unit: string;
  /** How many times the peer's figure; absent without a peer. */
  readonly ratio?: number;
  readonly peer?: string;
  /** Absent when it stands for comparison only. */
  readonly goal?: string;
  readonly met: boolean;
}

/** The middle of several measurements: these machines are shared, and a single time says little. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** How long a call takes, in seconds. */
export function secondsOf(work: () => unknown): number {
  const started = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - started) / 1e9;
}
