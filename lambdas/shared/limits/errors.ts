/** The limits of the tiers aren't what the environment's configuration hands on. */
export class MalformedRateLimitsError extends Error {
  readonly code = 'malformed-rate-limits';
  override readonly name = 'MalformedRateLimitsError';

  constructor() {
    super('RATE_LIMITS must be a JSON object of admin, anonymous, apiKey and authenticated, each { limit, windowSeconds } in whole numbers of 1 or more.');
  }
}
