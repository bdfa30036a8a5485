import type { Account } from '../../../../lambdas/identity/domain/account';
import { migrationWindow } from '../../../../lambdas/identity/domain/migration/migration-window';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { postAuthentication, postAuthenticationEvent } from '../../../../lambdas/identity/post-authentication/post-authentication';
import { preAuthentication, preAuthenticationEvent } from '../../../../lambdas/identity/pre-authentication/pre-authentication';
import { manualClock } from '../../../support/manual-clock';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { proves } from '../../../support/proves';
import { ACCOUNT, byClient, cognitoEvent, MIGRATION_CLIENT, OTHER_ACCOUNT, SIGN_IN_CLIENT, triggerUnderTest } from './events';

const RUNS = { control: 'IDN-1', part: 'triggers-run', evidence: 'in-process' } as const;
const refused = { code: 'trigger-refused', message: 'refused' };

const account: Account = {
  id: ACCOUNT,
  tenant: OTHER_ACCOUNT,
  roles: ['OWNER'],
  status: 'active',
  emailHash: { version: 1, hash: 'hash' },
  hasPassword: true,
  createdAt: 1,
  passkeys: [],
  recoveryCodes: [],
  devices: [],
  links: [],
  sessionsValidFrom: 1,
};

describe('pre authentication', () => {
  async function triggerWith(status: Account['status'] = 'active', until = '2026-01-01T00:01:00Z') {
    const { clock, advance } = manualClock();
    const store = new MemoryRecordStore(clock);
    await store.commit([{ action: 'create', kind: accountRecord, at: accountAt(ACCOUNT), value: { ...account, status } }], []);
    const surroundings = { store, signInClient: SIGN_IN_CLIENT, migration: migrationWindow(MIGRATION_CLIENT, until), clock };
    const { response } = triggerUnderTest(preAuthenticationEvent, (event) => preAuthentication(event, surroundings));
    const asked = (changes: object = {}, request: object = {}) =>
      response(cognitoEvent('PreAuthentication_Authentication', { validationData: null, ...request }, changes));
    return { asked, advance, store };
  }

  proves(RUNS, 'Pre authentication shuts out a suspended account, a user without an account, and the migration client after its end', async () => {
    const { asked, advance } = await triggerWith();
    await expect(asked()).resolves.toEqual({});
    await expect(asked({ userName: OTHER_ACCOUNT })).rejects.toMatchObject(refused);
    await expect((await triggerWith('suspended')).asked()).rejects.toMatchObject(refused);
    await expect(asked({ userName: OTHER_ACCOUNT, ...byClient(MIGRATION_CLIENT) })).resolves.toEqual({});
    advance(60);
    await expect(asked(byClient(MIGRATION_CLIENT))).rejects.toMatchObject(refused);
  });

  it('lets a user who does not exist pass to what refuses both alike', async () => {
    await expect((await triggerWith()).asked({ userName: OTHER_ACCOUNT }, { userNotFound: true })).resolves.toEqual({});
  });

  it('takes a migration whose end is no time for over', async () => {
    await expect((await triggerWith('active', 'someday')).asked(byClient(MIGRATION_CLIENT))).rejects.toMatchObject(refused);
  });

  it('refuses any other client', async () => {
    await expect((await triggerWith()).asked(byClient('another'))).rejects.toMatchObject(refused);
  });

  it('lets nobody pass while the table is down', async () => {
    const { asked, store } = await triggerWith();
    store.failNext();
    await expect(asked()).rejects.toMatchObject({ code: 'trigger-unavailable' });
  });
});

describe('post authentication', () => {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const { clock } = manualClock();
  const surroundings = {
    signInClient: SIGN_IN_CLIENT,
    migrationClient: MIGRATION_CLIENT,
    clock,
    log: (line: Readonly<Record<string, unknown>>) => void lines.push(line),
  };
  const { response } = triggerUnderTest(postAuthenticationEvent, (event) => postAuthentication(event, surroundings));
  const asked = (changes: object = {}) => response(cognitoEvent('PostAuthentication_Authentication', { newDeviceUsed: false }, changes));

  proves(RUNS, 'Post authentication counts by client what Cognito takes for a sign-in, names nobody, and refuses other clients', async () => {
    await expect(asked()).resolves.toEqual({});
    await expect(asked(byClient(MIGRATION_CLIENT))).resolves.toEqual({});
    await expect(asked(byClient('constructor'))).rejects.toMatchObject(refused);
    expect(lines.map(({ Client, PoolAuthentications }) => [Client, PoolAuthentications])).toEqual([
      ['sign-in', 1],
      ['migration', 1],
      ['other', 1],
    ]);
    expect(JSON.stringify(lines)).not.toContain(ACCOUNT);
  });
});
