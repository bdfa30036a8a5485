import type { RateTiers } from '../../lambdas/shared/limits/rate-tiers';

/** Tiers that limit nobody: so that what comes after them is reached. */
export const UNLIMITED: RateTiers = { take: () => Promise.resolve({ allowed: true, remaining: 1, retryAfterSeconds: 0 }) };
