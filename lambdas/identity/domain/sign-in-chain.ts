/** What became of one challenge, in Cognito's words. */
export interface ChallengeResult {
  readonly name: string;
  readonly passed: boolean;
}

/** What Cognito does next. */
export type Step =
  { readonly kind: 'challenge'; readonly name: 'CUSTOM_CHALLENGE' | 'PASSWORD_VERIFIER' } | { readonly kind: 'fail' } | { readonly kind: 'tokens' };

/** The challenges that were passed so far, and what follows. Whatever isn't here fails. */
const STEPS: Readonly<Record<string, Step>> = Object.freeze({
  '': { kind: 'challenge', name: 'CUSTOM_CHALLENGE' },
  SRP_A: { kind: 'challenge', name: 'PASSWORD_VERIFIER' },
  'SRP_A PASSWORD_VERIFIER': { kind: 'challenge', name: 'CUSTOM_CHALLENGE' },
  CUSTOM_CHALLENGE: { kind: 'tokens' },
  'SRP_A PASSWORD_VERIFIER CUSTOM_CHALLENGE': { kind: 'tokens' },
});

const FAIL: Step = Object.freeze({ kind: 'fail' });

/** Longer names aren't challenges, and would let a blank inside one pass for two. */
const NAME = /^[A-Z_]{1,32}$/;

/**
 * The chain of challenges (IDN-1): a password by SRP or none, then the custom challenge, which a completed sign-in of ours
 * alone answers. A user who doesn't exist takes the same way, so that the pool says nothing about who does, and never gets
 * tokens at its end.
 */
export function nextStep(results: readonly ChallengeResult[], userNotFound: boolean): Step {
  if (results.some(({ name, passed }) => !passed || !NAME.test(name))) return FAIL;
  const passed = results.map(({ name }) => name).join(' ');
  const step = Object.hasOwn(STEPS, passed) ? (STEPS[passed] ?? FAIL) : FAIL;
  return step.kind === 'tokens' && userNotFound ? FAIL : step;
}
