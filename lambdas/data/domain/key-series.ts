/** A version of a data key, and when it was made. */
export interface KeyVersion {
  readonly version: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** When data keys are renewed, and how long an old one stays. */
export interface RotationRules {
  /** The age at which a key gets a successor (KEY-6). */
  readonly renewAfterMilliseconds: number;
  /**
   * How long after its successor was made an old key stays at least. Longer than any process has a key cached, and than
   * the oldest backup of the database lives, whose fields are sealed under it.
   */
  readonly graceMilliseconds: number;
}

/** What is due for the data keys of one owner and class. */
export interface DueSteps {
  /** Whether the newest one is old enough for a successor. */
  readonly renew: boolean;
  /** The highest version. */
  readonly newest: number;
  /** Those below it: fields may be sealed under them still. */
  readonly old: readonly number[];
  /** Those of them whose grace is over. */
  readonly ended: readonly number[];
}

/** Decides by age alone; whether anything still needs an old key is another question. */
export function dueSteps(versions: readonly KeyVersion[], rules: RotationRules, now: number): DueSteps {
  const sorted = [...versions].sort((a, b) => a.version - b.version);
  const newest = sorted.at(-1);
  if (newest === undefined) return { renew: false, newest: 0, old: [], ended: [] };
  const old = sorted.slice(0, -1);
  const ended = old.filter((_, index) => now - madeAt(sorted[index + 1] ?? newest) > rules.graceMilliseconds);
  return {
    renew: now - madeAt(newest) >= rules.renewAfterMilliseconds,
    newest: newest.version,
    old: old.map(({ version }) => version),
    ended: ended.map(({ version }) => version),
  };
}

/** A date that can't be read is now: it renews nothing and ends nothing. */
function madeAt({ createdAt }: KeyVersion): number {
  const time = Date.parse(createdAt);
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}
