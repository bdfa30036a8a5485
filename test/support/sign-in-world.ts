import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Account } from '../../lambdas/identity/domain/account';
import { newRecoveryCodes } from '../../lambdas/identity/domain/factors/recovery-codes';
import type { SmsRules } from '../../lambdas/identity/domain/factors/sms-code';
import { EMAIL_USE } from '../../lambdas/identity/domain/find-account-by-email';
import { accountAt, accountRecord } from '../../lambdas/identity/domain/records/account-record';
import { emailAt, emailRecord } from '../../lambdas/identity/domain/records/email-record';
import { revokeAllSessions } from '../../lambdas/identity/domain/session-limits';
import type { SignInParts } from '../../lambdas/identity/sign-in/parts';
import { Audit } from '../../lambdas/shared/audit/audit';
import { DependencyFailedError } from '../../lambdas/shared/dependency-failed-error';
import type { Reply, Request } from '../../lambdas/shared/http/request';
import { calls, type Calls } from './calls';
import { manualClock, type ManualClock } from './manual-clock';
import { MemoryCounters } from './memory-counters';
import { memoryKeyRing } from './memory-key-ring';
import { MemoryRecordStore } from './memory-record-store';
import { memorySealedFields } from './memory-sealed-fields';
import { MemoryUserPool } from './memory-user-pool';

/** What the tests of signing in share: all ports in memory, watched. */
export interface SignInWorld {
  readonly parts: SignInParts;
  readonly time: ManualClock;
  readonly store: MemoryRecordStore;
  readonly pool: MemoryUserPool;
  readonly counters: MemoryCounters;
  readonly calls: Calls;
  /** What people were told, as `<account> <kind>`. */
  readonly told: string[];
  /** What was texted: the number, and the code. */
  readonly texted: { readonly number: string; readonly code: string }[];
}

/** A person with everything that they know and have. */
export interface TestPerson {
  readonly account: string;
  readonly email: string;
  readonly password: string;
  readonly codes: readonly string[];
  readonly totp: () => string;
}

export const PASSWORD = 'correct horse battery staple';
export const SMS_ON: SmsRules = { countries: new Set(['DE']), dailyBudget: 20 };
const SMS_OFF: SmsRules = { countries: new Set(), dailyBudget: 0 };
export const PHONE_NUMBER = '+4915112345678';

/** With nobody in it, and migration over. */
export async function signInWorld(more: Partial<SignInParts> = {}): Promise<SignInWorld> {
  const time = manualClock();
  const store = new MemoryRecordStore(time.clock);
  const pool = new MemoryUserPool(store, time.clock);
  const counters = new MemoryCounters(time.clock);
  const watched = calls(() => new DependencyFailedError('test:Call', new Error('down')));
  const texted: { number: string; code: string }[] = [];
  const texts = { sendCode: (number: string, code: string) => Promise.resolve(void texted.push({ number, code })) };
  const told: string[] = [];
  const notices = { tell: ({ id }: { id: string }, { kind }: { kind: string }) => Promise.resolve(void told.push(`${id} ${kind}`)) };
  const rings = { sessionKeys: memoryKeyRing(), hashKeys: memoryKeyRing([1], 'hash-keys'), peppers: memoryKeyRing([1], 'peppers') };
  const parts: SignInParts = {
    store: watched.watch('store', store),
    pool: watched.watch('pool', pool),
    counters: watched.watch('counters', counters),
    texts: watched.watch('texts', texts),
    notices: watched.watch('notices', notices),
    fields: await memorySealedFields(),
    rings,
    audit: new Audit({ service: 'sign-in', ...rings, clock: time.clock }),
    issuer: watched.watch('issuer', { issue: () => Promise.resolve('access-token') }),
    clock: time.clock,
    smsRules: SMS_OFF,
    migrationUntil: 0,
    ...more,
  };
  return { parts, time, store, pool, counters, calls: watched, told, texted };
}

/** Puts a person there, with the factors that are named. */
export async function addPerson(
  { parts, pool }: SignInWorld,
  {
    email = 'ada@example.org',
    factors = [],
    ...more
  }: { readonly email?: string; readonly factors?: readonly ('codes' | 'phone' | 'totp')[] } & Partial<Account> = {},
): Promise<TestPerson> {
  const { peppers, hashKeys } = parts.rings;
  const of = { id: randomUUID(), tenant: randomUUID() };
  const secret = new Secret({ size: 20 });
  const drawn = await newRecoveryCodes(peppers, of);
  const account: Account = {
    ...of,
    roles: ['OWNER'],
    status: 'active',
    emailHash: await hashKeys.hash(EMAIL_USE, email),
    hasPassword: true,
    createdAt: 1,
    passkeys: [],
    recoveryCodes: factors.includes('codes') ? drawn.hashes : [],
    devices: [],
    links: [],
    sessionsValidFrom: 0,
    ...(factors.includes('totp') ? { totp: { sealedSecret: await parts.fields.seal(of, 'totp-secret', secret.base32), enrolledAt: 1, lastStep: 0 } } : {}),
    ...(factors.includes('phone')
      ? { phone: { sealedNumber: await parts.fields.seal(of, 'phone-number', PHONE_NUMBER), ending: '78', country: 'DE', confirmedAt: 1 } }
      : {}),
    ...more,
  };
  await parts.store.commit(
    [
      { action: 'create', kind: accountRecord, at: accountAt(of.id), value: account },
      { action: 'create', kind: emailRecord, at: emailAt(account.emailHash), value: { account: of.id } },
    ],
    [],
  );
  pool.users.set(of.id, { email, password: PASSWORD });
  const totp = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 });
  return { account: of.id, email, password: PASSWORD, codes: drawn.codes, totp: () => totp.generate({ timestamp: parts.clock() }) };
}

/** A request with a body, from an address of its own unless one is given, so that the address's budget is out of play. */
export function requestOf<Body>(
  body: Body,
  { address = someAddress(), cookies = {} }: { readonly address?: string; readonly cookies?: Readonly<Record<string, string>> } = {},
): Request<Body> {
  return { address, userAgent: 'test', correlationId: randomUUID(), params: {}, query: {}, headers: {}, cookies, body };
}

/** The cookies that a browser has after an answer. */
export function cookiesOf(...replies: readonly Reply[]): Readonly<Record<string, string>> {
  const jar = new Map<string, string>();
  for (const cookie of replies.flatMap(({ cookies }) => cookies ?? [])) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
  return Object.fromEntries(jar);
}

/** The account as it is stored. */
export async function accountOf({ store }: SignInWorld, id: string): Promise<Account> {
  const found = await store.get({ kind: accountRecord, at: accountAt(id) });
  if (found === undefined) throw new Error('There is no such account.');
  return found.value;
}

/** Revokes all sessions of an account, as a reset of its password does. */
export async function revokeAll({ store, time }: SignInWorld, id: string): Promise<void> {
  const found = (await store.get({ kind: accountRecord, at: accountAt(id) }))!;
  const value = revokeAllSessions(found.value, Math.floor(time.clock() / 1000));
  await store.commit([{ action: 'replace', kind: accountRecord, at: accountAt(id), value, version: found.version }], []);
}

let addresses = 0;

function someAddress(): string {
  addresses += 1;
  return `10.${String(addresses >> 16)}.${String((addresses >> 8) & 255)}.${String(addresses & 255)}`;
}
