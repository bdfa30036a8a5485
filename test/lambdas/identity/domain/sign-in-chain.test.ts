import { nextStep, type ChallengeResult } from '../../../../lambdas/identity/domain/sign-in-chain';

/** Every challenge that Cognito may report, and one that it may invent. */
const NAMES = [
  'SRP_A',
  'PASSWORD_VERIFIER',
  'CUSTOM_CHALLENGE',
  'SMS_MFA',
  'EMAIL_OTP',
  'SOFTWARE_TOKEN_MFA',
  'DEVICE_SRP_AUTH',
  'DEVICE_PASSWORD_VERIFIER',
  'ADMIN_NO_SRP_AUTH',
  'NEW_PASSWORD_REQUIRED',
  'INVENTED',
];
const RESULTS: readonly ChallengeResult[] = NAMES.flatMap((name) => [true, false].map((passed) => ({ name, passed })));
const LONGEST = 5;

const passed = (...names: string[]): ChallengeResult[] => names.map((name) => ({ name, passed: true }));

/** Calls `visit` with each sequence of up to five results; the array is reused. */
function everySequence(visit: (sequence: readonly ChallengeResult[]) => void, sequence: ChallengeResult[] = []): void {
  visit(sequence);
  if (sequence.length === LONGEST) return;
  for (const result of RESULTS) {
    sequence.push(result);
    everySequence(visit, sequence);
    sequence.pop();
  }
}

describe('the chain of challenges', () => {
  it.each([
    ['nothing yet', passed(), { kind: 'challenge', name: 'CUSTOM_CHALLENGE' }],
    ['a password to be proved', passed('SRP_A'), { kind: 'challenge', name: 'PASSWORD_VERIFIER' }],
    ['a proved password', passed('SRP_A', 'PASSWORD_VERIFIER'), { kind: 'challenge', name: 'CUSTOM_CHALLENGE' }],
    ['a completed sign-in', passed('CUSTOM_CHALLENGE'), { kind: 'tokens' }],
    ['a completed sign-in after a password', passed('SRP_A', 'PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE'), { kind: 'tokens' }],
  ])('goes on after %s', (_, results, step) => {
    expect(nextStep(results, false)).toEqual(step);
  });

  it.each([
    ['a wrong password', [...passed('SRP_A'), { name: 'PASSWORD_VERIFIER', passed: false }]],
    ['a wrong answer', [{ name: 'CUSTOM_CHALLENGE', passed: false }]],
    ['a right answer after a wrong one', [{ name: 'CUSTOM_CHALLENGE', passed: false }, ...passed('CUSTOM_CHALLENGE')]],
    ['a password without its beginning', passed('PASSWORD_VERIFIER')],
    ['an answer before the password was proved', passed('SRP_A', 'CUSTOM_CHALLENGE')],
    ['a second answer', passed('CUSTOM_CHALLENGE', 'CUSTOM_CHALLENGE')],
    ["a factor of Cognito's", passed('SRP_A', 'PASSWORD_VERIFIER', 'SMS_MFA')],
    ['two names in one', passed('SRP_A PASSWORD_VERIFIER CUSTOM_CHALLENGE')],
    ['an empty name', passed('')],
    ["the name of an object's own", passed('constructor')],
  ])('fails after %s', (_, results) => {
    expect(nextStep(results, false)).toEqual({ kind: 'fail' });
  });

  it('takes a user who does not exist the same way, and gives no tokens at its end', () => {
    for (const results of [passed(), passed('SRP_A'), passed('SRP_A', 'PASSWORD_VERIFIER')]) expect(nextStep(results, true)).toEqual(nextStep(results, false));
    expect(nextStep(passed('CUSTOM_CHALLENGE'), true)).toEqual({ kind: 'fail' });
  });

  it('reaches tokens by the two legal sequences alone, of all sequences of up to five results of every challenge', () => {
    const ways = new Set<string>();
    let seen = 0;
    everySequence((sequence) => {
      seen += 1;
      if (nextStep(sequence, true).kind === 'tokens') ways.add('a user who does not exist');
      if (nextStep(sequence, false).kind === 'tokens') ways.add(JSON.stringify(sequence));
    });
    expect(seen).toBe(Array.from({ length: LONGEST + 1 }, (_, length) => RESULTS.length ** length).reduce((sum, count) => sum + count, 0));
    expect([...ways].sort()).toEqual(
      [passed('CUSTOM_CHALLENGE'), passed('SRP_A', 'PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE')].map((way) => JSON.stringify(way)).sort(),
    );
  });

  it('asks for nothing but what leads on to a legal end', () => {
    const asked = new Set<string>();
    everySequence((sequence) => {
      const step = nextStep(sequence, false);
      if (step.kind === 'challenge') asked.add(`${sequence.map(({ name }) => name).join(' ')} > ${step.name}`);
    });
    expect([...asked].sort()).toEqual([' > CUSTOM_CHALLENGE', 'SRP_A > PASSWORD_VERIFIER', 'SRP_A PASSWORD_VERIFIER > CUSTOM_CHALLENGE']);
  });
});
