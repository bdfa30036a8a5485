import { create, createEvent } from '../../../../lambdas/identity/create-challenge/create';
import { define, defineEvent } from '../../../../lambdas/identity/define-challenge/define';
import { writeProof } from '../../../../lambdas/identity/domain/judge';
import { completeSignIn } from '../../../../lambdas/identity/domain/records/completed-record';
import { verify, verifyEvent } from '../../../../lambdas/identity/verify-challenge/verify';
import { manualClock } from '../../../support/manual-clock';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { proves } from '../../../support/proves';
import { ACCOUNT, cognitoEvent, OTHER_ACCOUNT, triggerUnderTest } from './events';

const RUNS = { control: 'IDN-1', part: 'triggers-run', evidence: 'in-process' } as const;
const result = (challengeName: string, challengeResult: boolean) => ({ challengeName, challengeResult, challengeMetadata: null });

describe('define', () => {
  const { response, lines } = triggerUnderTest(defineEvent, define);
  const defined = (session: unknown, changes: object = {}) => response(cognitoEvent('DefineAuthChallenge_Authentication', { session, ...changes }));

  proves(RUNS, "Define leads from Cognito's documented event to password, custom challenge and tokens, and fails what strays", async () => {
    await expect(defined([])).resolves.toEqual({ challengeName: 'CUSTOM_CHALLENGE', issueTokens: false, failAuthentication: false });
    await expect(defined([result('SRP_A', true)])).resolves.toMatchObject({ challengeName: 'PASSWORD_VERIFIER', issueTokens: false });
    const proved = [result('SRP_A', true), result('PASSWORD_VERIFIER', true)];
    await expect(defined(proved)).resolves.toMatchObject({ challengeName: 'CUSTOM_CHALLENGE', issueTokens: false });
    await expect(defined([...proved, result('CUSTOM_CHALLENGE', true)])).resolves.toEqual({ issueTokens: true, failAuthentication: false });
    await expect(defined([...proved, result('CUSTOM_CHALLENGE', false)])).resolves.toEqual({ issueTokens: false, failAuthentication: true });
  });

  it('gives no tokens to a user who does not exist, nor for a result that is missing', async () => {
    const failed = { issueTokens: false, failAuthentication: true };
    await expect(defined([result('CUSTOM_CHALLENGE', true)], { userNotFound: true })).resolves.toEqual(failed);
    await expect(defined([{ challengeName: 'CUSTOM_CHALLENGE' }])).resolves.toEqual(failed);
  });

  it.each([
    ['no session', cognitoEvent('DefineAuthChallenge_Authentication', {})],
    ['a session without end', cognitoEvent('DefineAuthChallenge_Authentication', { session: Array.from({ length: 17 }, () => result('SRP_A', true)) })],
    [
      'a result that is a text',
      cognitoEvent('DefineAuthChallenge_Authentication', { session: [{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: 'true' }] }),
    ],
    ['the event of another trigger', cognitoEvent('CreateAuthChallenge_Authentication', { session: [] })],
    ['nothing', undefined],
  ])('refuses %s, and tells nobody why', async (_, event) => {
    await expect(response(event)).rejects.toMatchObject({ code: 'trigger-refused', message: 'refused' });
    expect(lines.at(-1)).toEqual({ trigger: 'trigger', refused: 'not an event of this trigger' });
  });
});

describe('create', () => {
  const { response, whole } = triggerUnderTest(createEvent, create);

  proves(RUNS, 'Create asks for a completed sign-in, and puts no secret into the session', async () => {
    const event = cognitoEvent('CreateAuthChallenge_Authentication', { challengeName: 'CUSTOM_CHALLENGE', session: [] });
    await expect(response(event)).resolves.toEqual({
      publicChallengeParameters: { asks: 'completed-sign-in' },
      privateChallengeParameters: {},
      challengeMetadata: 'COMPLETED_SIGN_IN',
    });
    await expect(whole(event)).resolves.toMatchObject({ userName: ACCOUNT, version: '1', request: event.request });
  });

  it('refuses to make another challenge', async () => {
    const event = cognitoEvent('CreateAuthChallenge_Authentication', { challengeName: 'CAPTCHA_CHALLENGE', session: [] });
    await expect(response(event)).rejects.toMatchObject({ code: 'trigger-refused' });
  });
});

describe('verify', () => {
  const { clock, advance } = manualClock();

  async function completed() {
    const store = new MemoryRecordStore(clock);
    const { proof, change } = completeSignIn(ACCOUNT, ['pwd'], clock());
    await store.commit([change], []);
    const trigger = triggerUnderTest(verifyEvent, (event) => verify(event, store, clock));
    const answered = (challengeAnswer: unknown, changes: object = {}, request: object = {}) =>
      trigger.response(
        cognitoEvent('VerifyAuthChallengeResponse_Authentication', { challengeAnswer, privateChallengeParameters: {}, session: [], ...request }, changes),
      );
    return { store, proof, answered };
  }

  proves(RUNS, 'Verify takes the secret of a completed sign-in once, also of two answers at once', async () => {
    const { proof, answered } = await completed();
    const answers = await Promise.all([answered(writeProof(proof)), answered(writeProof(proof))]);
    expect(answers).toEqual(expect.arrayContaining([{ answerCorrect: true }, { answerCorrect: false }]));
    await expect(answered(writeProof(proof))).resolves.toEqual({ answerCorrect: false });
  });

  it.each([
    ['another secret', (proof: { record: string }) => [`${proof.record}.${'A'.repeat(43)}`, {}, {}]],
    ['another record', (proof: { secret: string }) => [`${OTHER_ACCOUNT}.${proof.secret}`, {}, {}]],
    ['no proof at all', () => ['letmein', {}, {}]],
    ['an empty answer', () => ['', {}, {}]],
    ['another user', (proof: { record: string; secret: string }) => [writeProof(proof), { userName: OTHER_ACCOUNT }, {}]],
    ['a user who does not exist', (proof: { record: string; secret: string }) => [writeProof(proof), {}, { userNotFound: true }]],
  ] as const)('finds the answer wrong for %s, and the record stays usable', async (_, answerFor) => {
    const { proof, answered } = await completed();
    const [text, changes, request] = answerFor(proof);
    await expect(answered(text, changes, request)).resolves.toEqual({ answerCorrect: false });
    await expect(answered(writeProof(proof))).resolves.toEqual({ answerCorrect: true });
  });

  it('finds it wrong after a minute', async () => {
    const { proof, answered } = await completed();
    advance(60);
    await expect(answered(writeProof(proof))).resolves.toEqual({ answerCorrect: false });
  });

  it('decides nothing while the table is down', async () => {
    const { store, proof, answered } = await completed();
    store.failNext();
    await expect(answered(writeProof(proof))).rejects.toMatchObject({ code: 'trigger-unavailable', message: 'unavailable' });
  });

  it('refuses an answer without end', async () => {
    const { answered } = await completed();
    await expect(answered('a'.repeat(2049))).rejects.toMatchObject({ code: 'trigger-refused' });
  });
});
