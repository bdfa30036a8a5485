import { argon2id, bcrypt } from 'hash-wasm';
import { EMAIL_USE } from '../../../../lambdas/identity/domain/find-account-by-email';
import { migrationWindow } from '../../../../lambdas/identity/domain/migration/migration-window';
import { takeOver } from '../../../../lambdas/identity/domain/migration/take-over';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { emailAt, emailRecord } from '../../../../lambdas/identity/domain/records/email-record';
import { LEGACY, LEGACY_DUMMY_AT, legacyAt } from '../../../../lambdas/identity/domain/records/legacy-record';
import { readLegacyHash } from '../../../../lambdas/identity/user-migration/legacy-hash';
import { migrationEvent, userMigration } from '../../../../lambdas/identity/user-migration/user-migration';
import type { AuditEvent, AuditFacts } from '../../../../lambdas/shared/audit/event';
import { legacyHashes, putLegacyUser } from '../../../support/legacy-users';
import { manualClock } from '../../../support/manual-clock';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { proves } from '../../../support/proves';
import { ACCOUNT, byClient, cognitoEvent, EMAIL, MIGRATION_CLIENT, OTHER_ACCOUNT, SIGN_IN_CLIENT, triggerUnderTest } from './events';

const MIGRATES = { control: 'IDN-3', part: 'migration', evidence: 'in-process' } as const;
const RUNS = { control: 'IDN-1', part: 'triggers-run', evidence: 'in-process' } as const;
const refused = { code: 'trigger-refused', message: 'refused' };
const PASSWORD = 'U*U*U';
const FACTS = { address: '198.51.100.7', userAgent: 'test', correlationId: ACCOUNT };

/** Made by others: crypt_blowfish's and OpenBSD's test vectors, and the reference implementation of Argon2. */
const FOREIGN = {
  '2a': { hash: '$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a', password: 'U*U*U' },
  '2y': { hash: '$2y$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e', password: Buffer.from([0xff, 0xff, 0xa3]) },
  argon2id: { hash: '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc', password: 'password' },
};

async function migrating(hash: string | undefined, dummy?: string) {
  const { clock, advance } = manualClock();
  const store = new MemoryRecordStore(clock);
  const hashKeys = memoryKeyRing([2, 1], 'hash-keys');
  // Under the older key, as an import before a rotation left it.
  const place = legacyAt((await hashKeys.hashes(EMAIL_USE, EMAIL))[1]!);
  if (hash !== undefined) await store.commit([{ action: 'create', kind: LEGACY, at: place, value: { hash } }], []);
  if (dummy !== undefined) await store.commit([{ action: 'create', kind: LEGACY, at: LEGACY_DUMMY_AT, value: { hash: dummy } }], []);
  const migration = migrationWindow(MIGRATION_CLIENT, '2026-06-01T00:00:00Z');
  const lines: Readonly<Record<string, unknown>>[] = [];
  const trigger = triggerUnderTest(migrationEvent, (event) => userMigration(event, { store, hashKeys, migration, clock, log: (line) => lines.push(line) }));
  const signIn = (password: string, changes: object = {}, request: object = {}, source = 'UserMigration_Authentication') =>
    trigger.response(cognitoEvent(source, { password, validationData: { email: EMAIL }, ...request }, { ...byClient(MIGRATION_CLIENT), ...changes }));
  const audit = { event: (facts: AuditFacts) => Promise.resolve({ id: `event ${facts.resource}`, ...facts } as unknown as AuditEvent) };
  return { store, hashKeys, clock, advance, place, lines, signIn, taking: { store, hashKeys, audit, clock } };
}

const migrated = { userAttributes: { email: EMAIL, email_verified: 'true' }, finalUserStatus: 'CONFIRMED', messageAction: 'SUPPRESS' };
const salt = Buffer.alloc(16, 7);
const bcryptOf = (password: string, variant = '2b') =>
  bcrypt({ password, salt, costFactor: 5, outputType: 'encoded' }).then((hash) => hash.replace(/^\$2[a-z]\$/, `$${variant}$`));
const argonOf = (password: string) => argon2id({ password, salt, iterations: 2, parallelism: 1, memorySize: 1024, hashLength: 32, outputType: 'encoded' });

describe('user migration', () => {
  proves(MIGRATES, 'Users whose bcrypt hash fits are taken over, of each variant (2a, 2b, 2y), and no others', async () => {
    for (const variant of ['2a', '2b', '2y']) {
      const { signIn } = await migrating(await bcryptOf(PASSWORD, variant));
      await expect(signIn(PASSWORD)).resolves.toEqual(migrated);
      await expect(signIn(`${PASSWORD}x`)).rejects.toMatchObject(refused);
    }
    await expect((await migrating(FOREIGN['2a'].hash)).signIn(FOREIGN['2a'].password)).resolves.toEqual(migrated);
  });

  proves(MIGRATES, 'Users whose Argon2id hash (PHC string) fits are taken over, and no others', async () => {
    const own = await migrating(await argonOf(PASSWORD));
    await expect(own.signIn(PASSWORD)).resolves.toEqual(migrated);
    await expect(own.signIn('another')).rejects.toMatchObject(refused);
    await expect((await migrating(FOREIGN.argon2id.hash)).signIn(FOREIGN.argon2id.password)).resolves.toEqual(migrated);
  });

  proves(MIGRATES, "With the account, the older system's hash is deleted and the event written, all or nothing; of two at once one is made", async () => {
    const { store, hashKeys, place, signIn, taking } = await migrating(await bcryptOf(PASSWORD));
    const takings = await Promise.all([takeOver(taking, ACCOUNT, EMAIL, FACTS), takeOver(taking, OTHER_ACCOUNT, EMAIL, FACTS)]);
    expect(takings.sort()).toEqual([false, true]);
    expect(await store.get({ kind: LEGACY, at: place })).toBeUndefined();
    const entry = await store.get({ kind: emailRecord, at: emailAt(await hashKeys.hash(EMAIL_USE, EMAIL)) });
    await expect(store.get({ kind: accountRecord, at: accountAt(entry!.value.account) })).resolves.toMatchObject({
      value: { hasPassword: true, status: 'active' },
    });
    expect(store.events).toMatchObject([{ action: 'account.migrated', result: 'success', account: entry!.value.account }]);
    await expect(signIn(PASSWORD)).rejects.toMatchObject(refused);
    expect(JSON.stringify(store.stored)).not.toContain(EMAIL);
  });

  it("ends the older system's hash under every version of the hash keys, so that none outlives the account", async () => {
    const { store, hashKeys, taking } = await migrating(undefined);
    await putLegacyUser(store, hashKeys, EMAIL);
    expect([legacyHashes(store), await takeOver(taking, ACCOUNT, EMAIL, FACTS), legacyHashes(store)]).toEqual([2, true, 0]);
  });

  proves(MIGRATES, 'A wrong password and an unknown address are refused alike, after the same reads and a hash of the same cost', async () => {
    const dummy = await bcryptOf('nobody has this');
    const known = await migrating(await bcryptOf(PASSWORD), dummy);
    const unknown = await migrating(undefined, dummy);
    const outcomes = [known, unknown].map(async ({ signIn, store }) => {
      const { getBoth } = store.calls;
      const error: unknown = await signIn('wrong').catch((thrown: unknown) => thrown);
      return [error, store.calls.getBoth - getBoth, store.calls.get];
    });
    const [ofKnown, ofUnknown] = await Promise.all(outcomes);
    expect(ofUnknown).toEqual(ofKnown);
    await expect(unknown.signIn('nobody has this')).rejects.toMatchObject(refused);
  });

  proves(RUNS, 'User migration runs for the documented event of a sign-in by the migration client alone, until its end', async () => {
    const { signIn, advance } = await migrating(await bcryptOf(PASSWORD));
    await expect(signIn(PASSWORD, byClient(SIGN_IN_CLIENT))).rejects.toMatchObject(refused);
    await expect(signIn(PASSWORD, {}, {}, 'UserMigration_ForgotPassword')).rejects.toMatchObject(refused);
    await expect(signIn(PASSWORD, { userName: EMAIL })).rejects.toMatchObject(refused);
    await expect(signIn(PASSWORD, {}, { validationData: null })).rejects.toMatchObject(refused);
    await expect(signIn(PASSWORD)).resolves.toEqual(migrated);
    advance(151 * 86_400);
    await expect(signIn(PASSWORD)).rejects.toMatchObject(refused);
  });

  it('reads 72 bytes of a password for bcrypt, as each implementation did, and all of it for Argon2id', async () => {
    const long = 'é'.repeat(36);
    const byBcrypt = await migrating(await bcryptOf(long));
    await expect(byBcrypt.signIn(long)).resolves.toEqual(migrated);
    await expect(byBcrypt.signIn(`${long} and more`)).resolves.toEqual(migrated);
    await expect(byBcrypt.signIn('é'.repeat(35))).rejects.toMatchObject(refused);
    await expect((await migrating(await argonOf(long))).signIn(`${long} and more`)).rejects.toMatchObject(refused);
  });

  it.each([['pass\0word'], ['\0'], [''], ['a'.repeat(257)]])('refuses the password %j, also where a hash was made of it or its beginning', async (password) => {
    const ofWhole = await migrating(await argonOf(password === '' ? 'x' : password));
    await expect(ofWhole.signIn(password)).rejects.toMatchObject(refused);
    const ofBeginning = await migrating(await bcryptOf('pass'));
    await expect(ofBeginning.signIn(password)).rejects.toMatchObject(refused);
  });

  it('refuses a hash that is none, tells the log of which record, and works on for others', async () => {
    const { signIn, lines, place } = await migrating('$argon2id$v=19$m=99999999,t=9,p=1$c29tZXNhbHQ$AAAA');
    await expect(signIn(PASSWORD)).rejects.toMatchObject(refused);
    expect(lines).toEqual([{ trigger: 'user-migration', unusableHash: place.owner }]);
  });

  it('makes nobody while the table is down', async () => {
    const { signIn, store } = await migrating(await bcryptOf(PASSWORD));
    store.failNext();
    await expect(signIn(PASSWORD)).rejects.toMatchObject({ code: 'trigger-unavailable' });
  });
});

describe("the older system's hashes", () => {
  const bcryptTail = 'abcdefghijklmnopqrstuu5Lg6NT1bFVBEZmXJnyzhqIkqZZ.XjfK';
  const argon = (parameters: string, rest = 'c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc') => `$argon2id$v=19$${parameters}$${rest}`;

  it.each([`$2b$10$${bcryptTail}`, `$2a$13$${bcryptTail}`, argon('m=65536,t=3,p=4'), FOREIGN['2y'].hash])('are read as %s', (hash) => {
    expect(readLegacyHash(hash)).toMatchObject({ encoded: hash });
  });

  it.each([
    ['an absurd cost', `$2b$31$${bcryptTail}`],
    ['a cost above what the trigger has time for', `$2b$14$${bcryptTail}`],
    ['a cost below the least', `$2b$03$${bcryptTail}`],
    ['the variant of a broken implementation', `$2x$10$${bcryptTail}`],
    ['a hash that is too short', `$2b$10$${bcryptTail.slice(1)}`],
    ['a line after it', `$2b$10$${bcryptTail}\n`],
    ['absurd memory', argon('m=1048576,t=1,p=1')],
    ['absurd passes', argon('m=1024,t=99,p=1')],
    ['both high', argon('m=65536,t=5,p=1')],
    ['no passes', argon('m=1024,t=0,p=1')],
    ['no lanes', argon('m=1024,t=1,p=0')],
    ['less memory than its lanes need', argon('m=16,t=1,p=4')],
    ['a number that is none', argon('m=1e4,t=1,p=1')],
    ['another order', argon('t=1,m=1024,p=1')],
    ['an older version', '$argon2id$v=16$m=1024,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'],
    ['a sibling', '$argon2i$v=19$m=1024,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'],
    ['a salt that is too short', argon('m=1024,t=1,p=1', 'c2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc')],
    ['no hash', argon('m=1024,t=1,p=1', 'c29tZXNhbHQ$')],
    ['a fast hash', '5f4dcc3b5aa765d61d8327deb882cf99'],
    ['nothing', ''],
  ])('are refused with %s', (_, hash) => {
    expect(readLegacyHash(hash)).toBeUndefined();
  });
});
