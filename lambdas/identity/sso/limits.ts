import type { Limit } from '../../shared/limits/counters';

const QUARTER_OF_AN_HOUR = 900;

/** Sign-ins that are begun, by network: each keeps a state. An office behind one address signs in within it. */
export const BEGINS_FROM: Limit = { name: 'sso-begins-from-network', max: 60, windowSeconds: QUARTER_OF_AN_HOUR };
/** Answers that are brought, by network: each may ask the provider, and is recorded. */
export const ANSWERS_FROM: Limit = { name: 'sso-answers-from-network', max: 60, windowSeconds: QUARTER_OF_AN_HOUR };
