import type { RateTiers } from '../../lambdas/shared/limits/rate-tiers';

/** Tiers that limit nobody: so that what comes after them is reached. */
export const UNLIMITED: RateTiers = { take: () => Promise.resolve({ allowed: true, remaining: 1, retryAfterSeconds: 0 }) };

const LIFTED = { limit: 1_000_000_000, windowSeconds: 60 };

/** The same for the variable `RATE_LIMITS` of a function. */
export const LIFTED_LIMITS = JSON.stringify({ admin: LIFTED, anonymous: LIFTED, apiKey: LIFTED, authenticated: LIFTED });
