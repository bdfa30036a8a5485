import { answer } from '../../../../lambdas/identity/domain/judge';
import { completeSignIn, hashOfSecret, replaceCompleted, type CompletedRecord } from '../../../../lambdas/identity/domain/records/completed-record';
import { preTokenGeneration, tokenEvent } from '../../../../lambdas/identity/pre-token-generation/pre-token-generation';
import { manualClock } from '../../../support/manual-clock';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { proves } from '../../../support/proves';
import { ACCOUNT, byClient, cognitoEvent, MIGRATION_CLIENT, OTHER_ACCOUNT, SIGN_IN_CLIENT, triggerUnderTest } from './events';

const JUDGE = { control: 'IDN-1', part: 'judge', evidence: 'in-process' } as const;
const RUNS = { control: 'IDN-1', part: 'triggers-run', evidence: 'in-process' } as const;
const SOURCE = 'TokenGeneration_Authentication';
const refused = { code: 'trigger-refused', message: 'refused' };

/** A pool in which somebody completed a sign-in, and Verify took its secret, or didn't. */
async function signedIn(isAnswered = true) {
  const { clock, advance } = manualClock();
  const store = new MemoryRecordStore(clock);
  const { proof, change } = completeSignIn(ACCOUNT, ['pwd', 'otp'], clock());
  await store.commit([change], []);
  const created: CompletedRecord = { account: ACCOUNT, secretHash: hashOfSecret(proof.secret), methods: ['pwd', 'otp'], createdAt: clock() / 1000, uses: 0 };
  const answered = answer(created, ACCOUNT, proof.secret, clock());
  if (isAnswered) await store.commit([replaceCompleted(proof.record, 1, answered!)], []);
  const trigger = triggerUnderTest(tokenEvent, (event) => preTokenGeneration(event, { store, signInClient: SIGN_IN_CLIENT, clock }));
  const asked = (changes: object = {}, source = SOURCE, clientMetadata: unknown = { record: proof.record }) =>
    trigger.response(cognitoEvent(source, { groupConfiguration: { groupsToOverride: [] }, clientMetadata }, { version: '2', ...changes }));
  return { ...trigger, store, advance, asked, record: proof.record };
}

describe('pre token generation', () => {
  proves(JUDGE, 'The judge gives tokens for the answered record of this sign-in, and for no record a third time or later', async () => {
    const { asked } = await signedIn();
    await expect(asked()).resolves.toMatchObject({ claimsAndScopeOverrideDetails: expect.anything() as unknown });
    await expect(asked()).resolves.toBeDefined();
    await expect(asked()).rejects.toMatchObject(refused);
    const later = await signedIn();
    await later.asked();
    later.advance(11);
    await expect(later.asked()).rejects.toMatchObject(refused);
  });

  proves(JUDGE, 'The judge refuses without a record, with one that was not answered, of another account, or too old', async () => {
    const { asked, advance } = await signedIn();
    await expect(asked({}, SOURCE, null)).rejects.toMatchObject(refused);
    await expect(asked({}, SOURCE, {})).rejects.toMatchObject(refused);
    await expect(asked({}, SOURCE, { record: OTHER_ACCOUNT })).rejects.toMatchObject(refused);
    await expect(asked({ userName: OTHER_ACCOUNT })).rejects.toMatchObject(refused);
    await expect((await signedIn(false)).asked()).rejects.toMatchObject(refused);
    advance(60);
    await expect(asked()).rejects.toMatchObject(refused);
  });

  proves(JUDGE, 'The judge refuses the migration client always, and each way to tokens that is not a sign-in', async () => {
    const { asked } = await signedIn();
    await expect(asked(byClient(MIGRATION_CLIENT))).rejects.toMatchObject(refused);
    for (const way of ['RefreshTokens', 'HostedAuth', 'NewPasswordChallenge', 'AuthenticateDevice', 'ClientCredentials', 'Unheard'])
      await expect(asked({}, `TokenGeneration_${way}`)).rejects.toMatchObject(refused);
    await expect(asked()).resolves.toBeDefined();
  });

  proves(JUDGE, 'Of two hundred that come at once with one record, no more than two pass', async () => {
    const { asked } = await signedIn();
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => asked()));
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(2);
  });

  proves(RUNS, 'Pre token generation runs for events of version 1 and 2, and takes self-service from the access token', async () => {
    await expect((await signedIn()).asked({ version: '1' })).resolves.toEqual({});
    await expect((await signedIn()).asked()).resolves.toEqual({
      claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToSuppress: ['aws.cognito.signin.user.admin'] } },
    });
  });

  it('refuses while the table is down, which is no reason to give tokens', async () => {
    const { asked, store, lines } = await signedIn();
    store.failNext();
    await expect(asked()).rejects.toMatchObject({ code: 'trigger-unavailable' });
    store.failNext(undefined, 'commit');
    await expect(asked()).rejects.toMatchObject({ code: 'trigger-unavailable' });
    expect(lines.at(-1)).toMatchObject({ error: 'DependencyFailedError' });
  });

  it('refuses who was slower, and logs the reason without a value of the event', async () => {
    const { asked, store, lines, record } = await signedIn();
    store.conflictNext();
    await expect(asked()).rejects.toMatchObject(refused);
    expect(lines).toEqual([{ trigger: 'trigger', refused: 'another was faster' }]);
    expect(JSON.stringify(lines)).not.toContain(record);
  });
});
