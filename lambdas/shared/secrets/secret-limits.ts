import type { SecretLimits } from './secret-cache';

/**
 * For functions that read secrets whose value before a rotation works for longer than this grace, as keys of rings and logins of the
 * database do; with room for more secrets, at several stages, than any of them reads.
 */
export const SECRET_LIMITS: SecretLimits = Object.freeze({ ttlSeconds: 300, graceSeconds: 600, maxEntries: 8 });
