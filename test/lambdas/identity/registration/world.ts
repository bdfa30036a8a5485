import { randomUUID } from 'node:crypto';
import { EMAIL_USE } from '../../../../lambdas/identity/domain/find-account-by-email';
import type { Account } from '../../../../lambdas/identity/domain/account';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { emailAt, emailRecord } from '../../../../lambdas/identity/domain/records/email-record';
import type { Parts } from '../../../../lambdas/identity/registration/parts';
import type { AuditEvent, AuditFacts } from '../../../../lambdas/shared/audit/event';
import type { Request, RequestFacts } from '../../../../lambdas/shared/http/request';
import type { Counters } from '../../../../lambdas/shared/limits/counters';
import type { KeyRing } from '../../../../lambdas/shared/rings/key-ring';
import { manualClock } from '../../../support/manual-clock';
import { MemoryCounters } from '../../../support/memory-counters';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { MemoryMail, MemoryNotices } from '../../../support/memory-mail';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { MemoryUserPool } from '../../../support/memory-user-pool';

export const EMAIL = 'ada@mail.example';
export const PASSWORD = 'velvet canoe drinks 9 clouds';
export const NEW_PASSWORD = 'seven tin lanterns hum at dusk';

/** Writes events without sealing: what a test reads. */
function plainAudit(): Parts['audit'] {
  return {
    event: (facts: AuditFacts, request: RequestFacts): Promise<AuditEvent> =>
      Promise.resolve({
        schema: 1,
        id: randomUUID(),
        timestamp: '2026-01-01T00:00:00.000Z',
        ...(facts.account === undefined ? {} : { userId: facts.account }),
        ...(facts.tenant === undefined ? {} : { tenantId: facts.tenant }),
        service: 'test',
        action: facts.action,
        resource: facts.resource,
        result: facts.result,
        details: facts.details ?? {},
        ipAddress: 'v1:a',
        userAgent: 'v1:b',
        correlationId: request.correlationId,
        sealed: 'v1:c',
      }),
  };
}

/** Everything that the routes work with, in memory. */
export function world() {
  const time = manualClock();
  const store = new MemoryRecordStore(time.clock);
  const counters = new MemoryCounters(time.clock);
  const pool = new MemoryUserPool(store, time.clock);
  const mail = new MemoryMail();
  const notices = new MemoryNotices();
  const lines: Readonly<Record<string, unknown>>[] = [];
  const rings = { sessionKeys: memoryKeyRing([1], 'session-keys'), peppers: memoryKeyRing([1], 'peppers'), hashKeys: memoryKeyRing([1], 'hash-keys') };
  const parts: Parts = { store, counters, pool, mail, notices, rings, audit: plainAudit(), clock: time.clock, log: (line) => void lines.push(line) };
  return { ...time, store, counters, pool, mail, notices, lines, rings, parts };
}

export type World = ReturnType<typeof world>;

/** Counters of which nothing is ever used up: so that what comes after them is reached. */
export const ENDLESS: Counters = {
  take: () => Promise.resolve({ allowed: true, remaining: 1, retryAfterSeconds: 0 }),
  peek: () => Promise.resolve({ allowed: true, remaining: 1, retryAfterSeconds: 0 }),
  giveBack: () => Promise.resolve(),
};

/** A request of one browser. */
export function request<Body>(body: Body, facts: Partial<RequestFacts> = {}): Request<Body> {
  const base = { address: '192.0.2.7', userAgent: 'test', correlationId: '7d1e3a52-6a53-4f0e-9a44-1a5a5f4b9d10' };
  return { ...base, ...facts, params: {}, query: {}, headers: {}, cookies: {}, body };
}

/** Puts an account there, with its user in the pool. */
export async function withAccount(
  { store, pool, rings, clock }: { store: MemoryRecordStore; pool: MemoryUserPool; rings: { hashKeys: KeyRing }; clock: () => number },
  changes: Partial<Account> = {},
  email = EMAIL,
): Promise<Account> {
  const now = Math.floor(clock() / 1000);
  const account: Account = {
    id: randomUUID(),
    tenant: randomUUID(),
    roles: ['OWNER'],
    status: 'active',
    emailHash: await rings.hashKeys.hash(EMAIL_USE, email),
    hasPassword: true,
    createdAt: now - 1000,
    passwordChangedAt: now - 1000,
    passkeys: [],
    recoveryCodes: [],
    devices: [],
    links: [],
    sessionsValidFrom: now - 1000,
    ...changes,
  };
  await store.commit(
    [
      { action: 'create', kind: accountRecord, at: accountAt(account.id), value: account },
      { action: 'create', kind: emailRecord, at: emailAt(account.emailHash), value: { account: account.id } },
    ],
    [],
  );
  pool.users.set(account.id, { email, ...(account.hasPassword ? { password: PASSWORD } : {}) });
  return account;
}

/** An account as it is stored. */
export async function stored({ store }: { store: MemoryRecordStore }, id: string): Promise<Account> {
  return (await store.get({ kind: accountRecord, at: accountAt(id) }))!.value;
}

/** An account with each second factor that there is. */
export const EVERY_FACTOR: Partial<Account> = {
  totp: { sealedSecret: 'c2VhbGVk', enrolledAt: 1, lastStep: 1 },
  phone: { sealedNumber: 'c2VhbGVk', ending: '42', country: 'CH', confirmedAt: 1 },
  passkeys: [{ id: 'Y3JlZA', name: 'key', publicKey: 'a2V5', counter: 0, transports: [], createdAt: 1 }],
  recoveryCodes: [{ version: 1, hash: 'aGFzaA' }],
};

/** A method that was called, with what tells nothing: neither values nor keys. */
export type Call = string;

/** Records which methods of the parts are called, in order, and with what kind of record: what an observer of our traffic sees. */
export function recording(parts: Parts): { readonly parts: Parts; readonly calls: Call[] } {
  const calls: Call[] = [];
  const watch = <Target extends object>(name: string, target: Target): Target =>
    new Proxy(target, {
      get(inner, property) {
        const value: unknown = Reflect.get(inner, property, inner);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          calls.push(`${name}.${String(property)}${shapeOf(args)}`);
          return Reflect.apply(value, inner, args);
        };
      },
    });
  const rings = {
    sessionKeys: watch('sessionKeys', parts.rings.sessionKeys),
    peppers: watch('peppers', parts.rings.peppers),
    hashKeys: watch('hashKeys', parts.rings.hashKeys),
  };
  const watched = { store: watch('store', parts.store), counters: watch('counters', parts.counters), pool: watch('pool', parts.pool) };
  return { parts: { ...parts, ...watched, rings, mail: watch('mail', parts.mail), notices: watch('notices', parts.notices) }, calls };
}

function shapeOf([first]: readonly unknown[]): string {
  if (Array.isArray(first)) return `(${first.map((change: { action: string; kind: { name: string } }) => `${change.action} ${change.kind.name}`).join(', ')})`;
  const named = first as { readonly kind?: { readonly name?: string }; readonly name?: string };
  return `(${named.kind?.name ?? named.name ?? typeof first})`;
}
