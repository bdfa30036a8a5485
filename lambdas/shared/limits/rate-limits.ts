import * as z from 'zod/mini';
import { parseJson } from '../parse-json';
import { MalformedRateLimitsError } from './errors';

/** By whom a call is made, as far as limits go (T§6.1). */
export type RateTier = 'admin' | 'anonymous' | 'apiKey' | 'authenticated';

/** How many calls a tier allows in a window. */
export interface RateLimit {
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Of every tier. */
export type RateLimits = Readonly<Record<RateTier, RateLimit>>;

const tier = z.strictObject({ limit: z.int().check(z.gte(1)), windowSeconds: z.int().check(z.gte(1)) });
const tiers = z.strictObject({ admin: tier, anonymous: tier, apiKey: tier, authenticated: tier });

/**
 * The environment's limits.
 * @param text the variable `RATE_LIMITS`, JSON
 * @throws {MalformedRateLimitsError} when it isn't exactly those of the four tiers
 */
export function parseRateLimits(text: string): RateLimits {
  const parsed = tiers.safeParse(parseJson(text));
  if (!parsed.success) throw new MalformedRateLimitsError();
  return parsed.data;
}
