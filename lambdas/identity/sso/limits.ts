import { QUARTER_HOUR_SECONDS } from '../../shared/durations';
import type { Limit } from '../../shared/limits/counters';

/** Sign-ins that are begun, by network: each keeps a state. An office behind one address signs in within it. */
export const BEGINS_FROM: Limit = { name: 'sso-begins-from-network', max: 60, windowSeconds: QUARTER_HOUR_SECONDS };
/** Answers that are brought, by network: each may ask the provider, and is recorded. */
export const ANSWERS_FROM: Limit = { name: 'sso-answers-from-network', max: 60, windowSeconds: QUARTER_HOUR_SECONDS };
