import { IllegalStepError } from './sign-in-errors';

/** What a sign-in begins with: a password, or another identity provider (`fed`, which RFC 8176 has no name for). */
export type FirstFactor = 'fed' | 'pwd';

/** Where a sign-in is. */
export type SignInState =
  | { readonly at: 'begun' }
  /** The first factor held, and a second is due. This state alone outlives a request: it is the flow's record. */
  | { readonly at: 'second-factor'; readonly first: FirstFactor; readonly attempts: number }
  /** All that is due was shown; Cognito is still to agree. */
  | { readonly at: 'proved'; readonly methods: readonly string[] }
  | { readonly at: 'signed-in'; readonly methods: readonly string[] }
  | { readonly at: 'ended' };

/** What happens to a sign-in. */
export type SignInEvent =
  | { readonly kind: 'first-held'; readonly first: FirstFactor; readonly secondDue: boolean }
  | { readonly kind: 'first-failed' }
  /** A passkey that verified its user is two factors in one. `methods` by RFC 8176. */
  | { readonly kind: 'passkey-held'; readonly methods: readonly string[] }
  | { readonly kind: 'second-held'; readonly methods: readonly string[] }
  | { readonly kind: 'second-failed' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'pool-agreed' }
  | { readonly kind: 'pool-refused' };

/** A flow ends with so many wrong codes. The account's budget counts across flows; this one is the flow's own. */
export const FLOW_ATTEMPTS = 5;

type At<Where extends SignInState['at']> = Extract<SignInState, { readonly at: Where }>;
type Of<Kind extends SignInEvent['kind']> = Extract<SignInEvent, { readonly kind: Kind }>;
type Steps<Where extends SignInState['at']> = { readonly [Kind in SignInEvent['kind']]?: (state: At<Where>, event: Of<Kind>) => SignInState };

const ENDED: SignInState = { at: 'ended' };

/** Every legal step; what isn't here is illegal. */
const STEPS: { readonly [Where in SignInState['at']]: Steps<Where> } = Object.freeze({
  begun: {
    'first-held': (_, { first, secondDue }) => (secondDue ? { at: 'second-factor', first, attempts: 0 } : { at: 'proved', methods: [first] }),
    'first-failed': () => ENDED,
    'passkey-held': (_, { methods }) => ({ at: 'proved', methods }),
  },
  'second-factor': {
    'second-held': ({ first }, { methods }) => ({ at: 'proved', methods: [first, ...methods, 'mfa'] }),
    'second-failed': (state) => (state.attempts + 1 < FLOW_ATTEMPTS ? { ...state, attempts: state.attempts + 1 } : ENDED),
    expired: () => ENDED,
  },
  proved: {
    'pool-agreed': ({ methods }) => ({ at: 'signed-in', methods }),
    'pool-refused': () => ENDED,
  },
  'signed-in': {},
  ended: {},
});

/**
 * One step of a sign-in.
 * @throws {IllegalStepError} when the state knows no such event
 */
export function step(state: SignInState, event: SignInEvent): SignInState {
  const steps: Readonly<Partial<Record<SignInEvent['kind'], unknown>>> = STEPS[state.at];
  const taken = (Object.hasOwn(steps, event.kind) ? steps[event.kind] : undefined) as ((state: SignInState, event: SignInEvent) => SignInState) | undefined;
  if (taken === undefined) throw new IllegalStepError(state.at, event.kind);
  return taken(state, event);
}
