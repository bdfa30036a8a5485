import { refuseMessage, messageEvent } from '../../../../lambdas/identity/custom-message/custom-message';
import { EMAIL_USE } from '../../../../lambdas/identity/domain/find-account-by-email';
import { REGISTRATION, registrationAt } from '../../../../lambdas/identity/domain/records/registration-record';
import { postConfirmation, postConfirmationEvent } from '../../../../lambdas/identity/post-confirmation/post-confirmation';
import { preSignUp, preSignUpEvent } from '../../../../lambdas/identity/pre-sign-up/pre-sign-up';
import type { AuditEvent, AuditFacts } from '../../../../lambdas/shared/audit/event';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { proves } from '../../../support/proves';
import { ACCOUNT, byClient, cognitoEvent, EMAIL, MIGRATION_CLIENT, OTHER_ACCOUNT, SIGN_IN_CLIENT, triggerUnderTest } from './events';

const RUNS = { control: 'IDN-1', part: 'triggers-run', evidence: 'in-process' } as const;
const refused = { code: 'trigger-refused', message: 'refused' };
const hashKeys = memoryKeyRing([2, 1], 'hash-keys');

/** A store with a registration of our address for our account. */
async function registered(verified = true): Promise<MemoryRecordStore> {
  const store = new MemoryRecordStore();
  const value = { emailHash: await hashKeys.hash(EMAIL_USE, EMAIL), verified, createdAt: 1 };
  await store.commit([{ action: 'create', kind: REGISTRATION, at: registrationAt(ACCOUNT), value }], []);
  return store;
}

describe('pre sign-up', () => {
  const trigger = (store: MemoryRecordStore) =>
    triggerUnderTest(preSignUpEvent, (event) => preSignUp(event, { store, hashKeys, signInClient: SIGN_IN_CLIENT }));
  const signUp = (changes: object = {}, request: object = {}, source = 'PreSignUp_SignUp') =>
    cognitoEvent(source, { userAttributes: { email: EMAIL }, validationData: null, ...request }, changes);

  proves(RUNS, 'Pre sign-up confirms whom we registered, and lets nobody in without a verified registration of this name and address', async () => {
    const { response } = trigger(await registered());
    await expect(response(signUp())).resolves.toEqual({ autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: false });
    await expect(response(signUp({ userName: OTHER_ACCOUNT }))).rejects.toMatchObject(refused);
    await expect(response(signUp({}, { userAttributes: { email: 'eve@example.com' } }))).rejects.toMatchObject(refused);
    await expect(trigger(await registered(false)).response(signUp())).rejects.toMatchObject(refused);
    await expect(trigger(new MemoryRecordStore()).response(signUp())).rejects.toMatchObject(refused);
  });

  it('knows the address however it is written', async () => {
    await expect(trigger(await registered()).response(signUp({}, { userAttributes: { email: ' ADA@Example.com' } }))).resolves.toMatchObject({
      autoConfirmUser: true,
    });
  });

  it.each([
    ['the migration client', signUp(byClient(MIGRATION_CLIENT))],
    ['an administrator', signUp({}, {}, 'PreSignUp_AdminCreateUser')],
    ["another provider's user", signUp({}, {}, 'PreSignUp_ExternalProvider')],
    ['a user without an address', signUp({}, { userAttributes: {} })],
    ['a user without attributes', signUp({}, { userAttributes: null })],
    ['a name that is no account', signUp({ userName: 'ada' })],
    ['an address of 2049 characters', signUp({}, { userAttributes: { email: 'a'.repeat(2049) } })],
  ])('refuses %s', async (_, event) => {
    await expect(trigger(await registered()).response(event)).rejects.toMatchObject(refused);
  });

  it('makes nobody while the table is down', async () => {
    const store = await registered();
    store.failNext();
    await expect(trigger(store).response(signUp())).rejects.toMatchObject({ code: 'trigger-unavailable' });
  });
});

describe('post confirmation', () => {
  const audit = { event: (facts: AuditFacts) => Promise.resolve({ id: 'event', ...facts } as unknown as AuditEvent) };
  const trigger = (store: MemoryRecordStore) => triggerUnderTest(postConfirmationEvent, (event) => postConfirmation(event, { store, audit }));

  proves(RUNS, 'Post confirmation passes whom we registered, and reports and refuses what was confirmed past us', async () => {
    const ours = await registered();
    await expect(trigger(ours).response(cognitoEvent('PostConfirmation_ConfirmSignUp', {}))).resolves.toEqual({});
    expect(ours.events).toEqual([]);
    const store = new MemoryRecordStore();
    await expect(trigger(store).response(cognitoEvent('PostConfirmation_ConfirmSignUp', {}))).rejects.toMatchObject(refused);
    await expect(trigger(ours).response(cognitoEvent('PostConfirmation_ConfirmForgotPassword', {}))).rejects.toMatchObject(refused);
    expect([...store.events, ...ours.events]).toMatchObject([
      { action: 'account.confirmed', result: 'failure', account: ACCOUNT },
      { action: 'password.reset', result: 'failure', account: ACCOUNT },
    ]);
  });

  it('says that it could not decide while the outbox is down', async () => {
    const store = new MemoryRecordStore();
    store.failNext(undefined, 'commit');
    await expect(trigger(store).response(cognitoEvent('PostConfirmation_ConfirmSignUp', {}))).rejects.toMatchObject({ code: 'trigger-unavailable' });
  });
});

describe('custom message', () => {
  const { response } = triggerUnderTest(messageEvent, refuseMessage);

  proves(RUNS, "Custom message refuses each of Cognito's messages, so that no code of its own is ever sent", async () => {
    const kinds = ['SignUp', 'AdminCreateUser', 'ResendCode', 'ForgotPassword', 'UpdateUserAttribute', 'VerifyUserAttribute', 'Authentication'];
    for (const kind of kinds) {
      const event = cognitoEvent(`CustomMessage_${kind}`, { codeParameter: '{####}', linkParameter: '{##Click Here##}', usernameParameter: null });
      await expect(response({ ...event, response: { smsMessage: null, emailMessage: null, emailSubject: null } })).rejects.toMatchObject(refused);
    }
  });

  it('refuses a kind that it never heard of', async () => {
    await expect(response(cognitoEvent('CustomMessage_Unheard', {}))).rejects.toMatchObject(refused);
  });
});
