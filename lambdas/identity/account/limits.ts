import type { Limit } from '../../shared/limits/counters';

const QUARTER_OF_AN_HOUR = 900;

/** Codes of an app that is being set up, by account. */
export const ENROLMENT_CODES: Limit = { name: 'enrolment-codes', max: 5, windowSeconds: QUARTER_OF_AN_HOUR };
/** Present passwords that are tried, by account. */
export const PRESENT_PASSWORDS: Limit = { name: 'present-passwords', max: 5, windowSeconds: QUARTER_OF_AN_HOUR };
/** New addresses that are mailed, by account. */
export const NEW_ADDRESSES: Limit = { name: 'new-addresses', max: 5, windowSeconds: 3600 };
