import { getAlpha2Codes } from 'i18n-iso-countries';
import { z } from 'zod';
import { field } from '../field';

const COUNTRIES = getAlpha2Codes();

/** What meets the internet. */
export const edgeFields = z.strictObject({
  loadBalancer: field(z.enum(['vpc-origin', 'internet-facing']).default('vpc-origin'), {
    meaning: "How CloudFront reaches the load balancer: inside the VPC, or in public subnets open to CloudFront's addresses alone.",
    allowed: 'vpc-origin, internet-facing',
    serves: ['EDGE-7', 'NET-5'],
  }),
  blockedCountries: field(z.array(z.string().refine((code) => Object.hasOwn(COUNTRIES, code))).default([]), {
    meaning: 'Countries whose requests are blocked.',
    allowed: 'a list of ISO 3166-1 alpha-2 codes in upper case, such as KP',
    serves: ['EDGE-3'],
  }),
  perAddressLimit: field(z.int().min(10).max(2_000_000_000).default(1000), {
    meaning: 'Requests that one address may make in 5 minutes.',
    allowed: 'a whole number of requests, 10 to 2,000,000,000',
    serves: ['EDGE-3'],
  }),
  signInLimit: field(z.int().min(10).max(2_000_000_000).default(20), {
    meaning: 'Requests to sign in that one address may make in 5 minutes. The exact budget of attempts is counted behind it.',
    allowed: 'a whole number of requests, 10 or more and less than edge.perAddressLimit',
    serves: ['EDGE-3', 'IDN-2'],
  }),
  rateTiers: z
    .strictObject({
      anonymous: rateTier("callers who aren't signed in, per address, or /64 of IPv6", 60),
      authenticated: rateTier('signed-in users, per session of a user; all sessions of one user together may make three times as many', 300),
      admin: rateTier('administrators (ADMIN, OWNER, SUPER_ADMIN), per session of a user; all sessions of one user together may make three times as many', 120),
      apiKey: rateTier('API keys, per key', 600),
    })
    .prefault({}),
});

function rateTier(callers: string, limit: number) {
  return z
    .strictObject({
      limit: field(z.int().min(1).max(1_000_000).default(limit), {
        meaning: `Requests that the API takes in a window from ${callers}.`,
        allowed: 'a whole number of requests, 1 to 1,000,000',
        serves: ['EDGE-12'],
      }),
      windowSeconds: field(z.int().min(1).max(3600).default(60), {
        meaning: `Length of that window for ${callers}.`,
        allowed: 'a whole number of seconds, 1 to 3600',
        serves: ['EDGE-12'],
      }),
    })
    .prefault({});
}
