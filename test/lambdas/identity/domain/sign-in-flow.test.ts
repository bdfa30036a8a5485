import { FLOW_ATTEMPTS, step, type SignInEvent, type SignInState } from '../../../../lambdas/identity/domain/sign-in-flow';
import { errorOf } from '../../../support/error-of';

const BEGUN: SignInState = { at: 'begun' };
const SECOND: SignInState = { at: 'second-factor', first: 'pwd', attempts: 0 };
const ENDED: SignInState = { at: 'ended' };
const PROVED: SignInState = { at: 'proved', methods: ['pwd'] };
const SIGNED_IN: SignInState = { at: 'signed-in', methods: ['pwd'] };

/** One of each kind that differs in what it does. */
const EVENTS: readonly SignInEvent[] = [
  { kind: 'first-held', first: 'pwd', secondDue: false },
  { kind: 'first-held', first: 'pwd', secondDue: true },
  { kind: 'first-held', first: 'fed', secondDue: false },
  { kind: 'first-held', first: 'fed', secondDue: true },
  { kind: 'first-failed' },
  { kind: 'passkey-held', methods: ['hwk', 'user', 'mfa'] },
  { kind: 'second-held', methods: ['otp'] },
  { kind: 'second-failed' },
  { kind: 'expired' },
  { kind: 'pool-agreed' },
  { kind: 'pool-refused' },
];

interface Path {
  readonly state: SignInState;
  readonly events: readonly SignInEvent[];
}

/** Every way through the machine, until no state is new; what is illegal at each place is in `illegal`. */
function explore(): { readonly paths: readonly Path[]; readonly illegal: number } {
  const paths: Path[] = [{ state: BEGUN, events: [] }];
  let illegal = 0;
  for (const path of paths) {
    for (const event of EVENTS) {
      const next = nextOf(path.state, event);
      if (next === undefined) illegal += 1;
      else paths.push({ state: next, events: [...path.events, event] });
    }
  }
  return { paths, illegal };
}

function nextOf(state: SignInState, event: SignInEvent): SignInState | undefined {
  try {
    return step(state, event);
  } catch {
    return undefined;
  }
}

describe('a sign-in', () => {
  it.each<[string, SignInState, SignInEvent, SignInState]>([
    ['is proved by a password where that is all', BEGUN, EVENTS[0]!, PROVED],
    ['asks for a second factor where one is due', BEGUN, EVENTS[1]!, SECOND],
    ['is proved by another provider where that is all', BEGUN, EVENTS[2]!, { at: 'proved', methods: ['fed'] }],
    ['asks for a second factor also after another provider', BEGUN, EVENTS[3]!, { ...SECOND, first: 'fed' }],
    ['ends with a wrong password', BEGUN, { kind: 'first-failed' }, ENDED],
    ['is proved by a passkey that verified its user', BEGUN, EVENTS[5]!, { at: 'proved', methods: ['hwk', 'user', 'mfa'] }],
    ['is proved by the second factor', SECOND, EVENTS[6]!, { at: 'proved', methods: ['pwd', 'otp', 'mfa'] }],
    ['counts a wrong code', SECOND, { kind: 'second-failed' }, { ...SECOND, attempts: 1 }],
    ['ends with the last wrong code', { ...SECOND, attempts: FLOW_ATTEMPTS - 1 }, { kind: 'second-failed' }, ENDED],
    ['ends when it is too old', SECOND, { kind: 'expired' }, ENDED],
    ['is complete when the pool agrees', PROVED, { kind: 'pool-agreed' }, SIGNED_IN],
    ['ends when the pool refuses', PROVED, { kind: 'pool-refused' }, ENDED],
  ])('%s', (_, state, event, next) => {
    expect(step(state, event)).toEqual(next);
  });

  it.each([
    [BEGUN, ['second-held', 'second-failed', 'expired', 'pool-agreed', 'pool-refused']],
    [SECOND, ['first-held', 'first-failed', 'passkey-held', 'pool-agreed', 'pool-refused']],
    [PROVED, ['first-held', 'first-failed', 'passkey-held', 'second-held', 'second-failed', 'expired']],
    [SIGNED_IN, ['first-held', 'first-failed', 'passkey-held', 'second-held', 'second-failed', 'expired', 'pool-agreed', 'pool-refused']],
    [ENDED, ['first-held', 'first-failed', 'passkey-held', 'second-held', 'second-failed', 'expired', 'pool-agreed', 'pool-refused']],
  ])('refuses what its place does not know: %j', (state, kinds) => {
    for (const kind of kinds) {
      const event = EVENTS.find((one) => one.kind === kind)!;
      expect(errorOf(() => step(state, event))).toMatchObject({ code: 'illegal-step' });
    }
  });

  it('takes no step that is named like a part of every object', () => {
    for (const kind of ['constructor', 'toString', '__proto__'])
      expect(errorOf(() => step(BEGUN, { kind } as unknown as SignInEvent))).toMatchObject({ code: 'illegal-step' });
  });

  it('on no way is complete without what is due, and without the pool', () => {
    const { paths, illegal } = explore();
    expect(paths.length).toBeGreaterThan(30);
    expect(illegal).toBeGreaterThan(100);
    for (const { state, events } of paths) {
      const kinds = events.map(({ kind }) => kind);
      const due = events.some((event) => event.kind === 'first-held' && event.secondDue);
      const proved = kinds.includes('first-held') || kinds.includes('passkey-held');
      if (state.at === 'proved' || state.at === 'signed-in') {
        expect(proved).toBe(true);
        if (due) expect(kinds).toContain('second-held');
        expect(kinds).not.toContain('first-failed');
        expect(kinds).not.toContain('expired');
        expect(kinds.filter((kind) => kind === 'second-failed').length).toBeLessThan(FLOW_ATTEMPTS);
      }
      if (state.at === 'signed-in') expect(kinds.at(-1)).toBe('pool-agreed');
    }
  });

  it('from its end leads nowhere', () => {
    for (const state of [SIGNED_IN, ENDED]) for (const event of EVENTS) expect(errorOf(() => step(state, event))).toMatchObject({ code: 'illegal-step' });
  });
});
