/**
 * The time in milliseconds since 1970; tests bring one of their own. The wall clock, and not a monotonic one, because
 * the latter stands still while a function is frozen between invocations, and what it measures would outlive its age.
 */
export type Clock = () => number;

export const clock: Clock = () => Date.now();
