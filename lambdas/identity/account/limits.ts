import { HOUR_SECONDS, QUARTER_HOUR_SECONDS } from '../../shared/durations';
import type { Limit } from '../../shared/limits/counters';

/** Codes of an app that is being set up, by account. */
export const ENROLMENT_CODES: Limit = { name: 'enrolment-codes', max: 5, windowSeconds: QUARTER_HOUR_SECONDS };
/** Present passwords that are tried, by account. */
export const PRESENT_PASSWORDS: Limit = { name: 'present-passwords', max: 5, windowSeconds: QUARTER_HOUR_SECONDS };
/** New addresses that are mailed, by account. */
export const NEW_ADDRESSES: Limit = { name: 'new-addresses', max: 5, windowSeconds: HOUR_SECONDS };
