import type { DenialLimit } from '../../lambdas/identity/authorizer/denials';

/** Denials that nobody counts: for who asks for more of them than one caller may cause. */
export const UNLIMITED_DENIALS: DenialLimit = { isShut: () => false, count: () => Promise.resolve(undefined) };
