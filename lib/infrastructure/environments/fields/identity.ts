import { getAlpha2Codes } from 'i18n-iso-countries';
import { z } from 'zod';
import { field } from '../field';

const COUNTRIES = getAlpha2Codes();

/** How people sign in. */
export const identityFields = z.strictObject({
  migrationUntil: field(z.iso.date().nullable().default(null), {
    meaning: 'The UTC day from which users of an older system no longer move over when they sign in. `null`: there is no such system, and no client for it.',
    allowed: 'a real day, YYYY-MM-DD; or null',
    serves: ['IDN-1', 'IDN-3'],
  }),
  textMessageCountries: field(z.array(z.string().refine((code) => Object.hasOwn(COUNTRIES, code))).default([]), {
    meaning: 'Countries whose numbers may get codes by text message, as a second factor of last resort. None: there are no text messages.',
    allowed: 'a list of ISO 3166-1 alpha-2 codes in upper case, such as DE',
    serves: ['IDN-6'],
  }),
  textMessagesPerDay: field(z.int().min(1).max(100_000).default(100), {
    meaning: 'Text messages that the environment sends a day at most.',
    allowed: 'a whole number of messages, 1 to 100,000',
    serves: ['IDN-6'],
  }),
});
