/** Milliseconds. */
export const DAY_MILLISECONDS = 86_400_000;

/** Seconds. */
export const HOUR_SECONDS = 3600;

/** Seconds. */
export const QUARTER_HOUR_SECONDS = 900;
