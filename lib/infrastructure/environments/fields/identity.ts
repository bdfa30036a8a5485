import { getAlpha2Codes } from 'i18n-iso-countries';
import { z } from 'zod';
import { field } from '../field';

const COUNTRIES = getAlpha2Codes();

const provider = z.strictObject({
  id: field(z.string().regex(/^[a-z][a-z0-9-]{0,31}$/), {
    meaning: 'What the identity provider is called in addresses: `/auth/sso/<id>`.',
    allowed: '1 to 32 lower-case letters, digits and hyphens, starting with a letter',
    serves: ['IDN-11'],
  }),
  issuer: field(z.url({ protocol: /^https$/ }).max(255), {
    meaning: 'Its issuer, exactly as its tokens write it.',
    allowed: 'an https address without query and fragment',
    serves: ['IDN-11'],
  }),
  clientId: field(z.string().regex(/^[\x21-\x7e]{1,255}$/), {
    meaning: "This environment's client at the provider.",
    allowed: '1 to 255 printable ASCII characters',
    serves: ['IDN-11'],
  }),
  name: field(z.string().min(1).max(64), {
    meaning: 'What people call it.',
    allowed: '1 to 64 characters',
    serves: ['IDN-11'],
  }),
  hosts: field(z.array(z.string().regex(/^[a-z0-9.-]{1,253}(?::\d{1,5})?$/)).default([]), {
    meaning: "Hosts beside the issuer's that are called for it; `network.outboundDomains` must let them be reached.",
    allowed: 'a list of host names in lower case, with a port where there is one',
    serves: ['IDN-11', 'NET-8'],
  }),
});

/** How people sign in. */
export const identityFields = z.strictObject({
  erasureDelayDays: field(z.int().min(1).max(28).default(7), {
    meaning: 'How long an erasure that a person asked for waits, so that they, or whoever finds a notice of it, can cancel it.',
    allowed: 'a whole number of days, 1 to 28: a request is answered within one month (GDPR art. 12(3))',
    serves: ['CMP-6'],
  }),
  migrationUntil: field(z.iso.date().nullable().default(null), {
    meaning: 'The UTC day from which users of an older system no longer move over when they sign in. `null`: there is no such system, and no client for it.',
    allowed: 'a real day, YYYY-MM-DD; or null',
    serves: ['IDN-1', 'IDN-3'],
  }),
  ssoProviders: field(z.array(provider).default([]), {
    meaning:
      'Identity providers by which people sign in; `network.outboundDomains` must let their issuers be reached. An operator keeps the secrets of their clients in the secret `ringwall-<environment>-sso-secrets`, a JSON object by ID, and `{}` where all clients are public.',
    allowed: 'a list of { id, issuer, clientId, name, hosts }, each ID once',
    serves: ['IDN-11'],
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
