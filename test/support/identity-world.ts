import { randomUUID } from 'node:crypto';
import type { Account } from '../../lambdas/identity/domain/account';
import { hashDevice } from '../../lambdas/identity/domain/device';
import { endSession } from '../../lambdas/identity/domain/end-session';
import { openSession } from '../../lambdas/identity/domain/open-session';
import { accountAt, accountRecord } from '../../lambdas/identity/domain/records/account-record';
import { emailAt, emailRecord } from '../../lambdas/identity/domain/records/email-record';
import { sessionAt, sessionRecord } from '../../lambdas/identity/domain/records/session-record';
import type { AuditEvent, AuditFacts } from '../../lambdas/shared/audit/event';
import type { createHandler } from '../../lambdas/shared/http/create-handler';
import type { Person } from '../../lambdas/shared/http/request';
import { assertDescribed } from './described';
import { gatewayEvent, type Sent } from './gateway-event';
import { manualClock, type ManualClock } from './manual-clock';
import { MemoryCounters } from './memory-counters';
import { memoryKeyRing } from './memory-key-ring';
import { MemoryNotices } from './memory-mail';
import { MemoryRecordStore } from './memory-record-store';
import { MemoryUserPool } from './memory-user-pool';
import { UNLIMITED } from './unlimited-tiers';

/** What a function answered. */
export interface Answered {
  readonly status: number;
  readonly code?: string;
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
}

const facts = { address: '192.0.2.1', userAgent: 'test browser', correlationId: randomUUID() };

/** A function of identity behind the gateway, with everything around it in memory, and one browser. */
export abstract class IdentityWorld {
  readonly store: MemoryRecordStore;
  readonly counters: MemoryCounters;
  readonly pool: MemoryUserPool;
  readonly notices = new MemoryNotices();
  readonly rings = { sessionKeys: memoryKeyRing([1], 'session-keys'), hashKeys: memoryKeyRing([1], 'hash-keys') };
  /** Whom access tokens were issued for. */
  readonly issued: Person[] = [];
  /** What was logged. */
  readonly lines: object[] = [];
  /** The browser's cookies, by name. */
  readonly cookies = new Map<string, string>();
  abstract readonly handler: ReturnType<typeof createHandler>;

  constructor(readonly time: ManualClock = manualClock()) {
    this.store = new MemoryRecordStore(time.clock);
    this.counters = new MemoryCounters(time.clock);
    this.pool = new MemoryUserPool(this.store, time.clock);
  }

  get now(): number {
    return Math.floor(this.time.clock() / 1000);
  }

  /** What every function of identity works with. */
  protected get common() {
    return {
      store: this.store,
      pool: this.pool,
      notices: this.notices,
      rings: this.rings,
      clock: this.time.clock,
      tiers: UNLIMITED,
      audit: { event: (told: AuditFacts) => Promise.resolve(eventOf(told, this.time.clock())) },
      issuer: { issue: (person: Person) => Promise.resolve(`token ${String(this.issued.push(person))}`) },
      log: (line: object) => void this.lines.push(line),
    };
  }

  /** The events of an action, newest last. */
  events(action: AuditFacts['action']): AuditEvent[] {
    return this.store.events.filter((event) => event.action === action);
  }

  /** Sends a request with the browser's cookies, and keeps those that the answer sets. */
  async send(sent: Sent): Promise<Answered> {
    const answer = await this.handler(gatewayEvent({ cookies: Object.fromEntries(this.cookies), ...sent }));
    assertDescribed(sent.route, answer);
    const { statusCode, headers, multiValueHeaders, body: text } = answer;
    const cookies = multiValueHeaders['Set-Cookie'] ?? [];
    for (const line of cookies) this.keep(line);
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    return { status: statusCode, body, headers, cookies, ...(typeof body.code === 'string' ? { code: body.code } : {}) };
  }

  /** Makes an account, with a user in the pool. */
  async account(change: Partial<Account> = {}, email = `${randomUUID()}@example.org`): Promise<Account> {
    const id = randomUUID();
    const emailHash = await this.rings.hashKeys.hash('email address', email);
    const lists = { passkeys: [], recoveryCodes: [], devices: [], links: [] };
    const plain = { id, tenant: randomUUID(), roles: ['OWNER'], status: 'active', emailHash, hasPassword: true, createdAt: 1, sessionsValidFrom: 1 } as const;
    const value: Account = { ...plain, ...lists, ...change };
    this.pool.users.set(id, { email, password: 'correct horse battery' });
    const entry = { action: 'create', kind: emailRecord, at: emailAt(emailHash), value: { account: id } } as const;
    await this.store.commit([{ action: 'create', kind: accountRecord, at: accountAt(id), value }, entry], []);
    return value;
  }

  async read(id: string): Promise<Account> {
    const found = await this.store.get({ kind: accountRecord, at: accountAt(id) });
    return found!.value;
  }

  async change(id: string, change: Partial<Account>): Promise<void> {
    const found = await this.store.get({ kind: accountRecord, at: accountAt(id) });
    await this.store.commit(
      [{ action: 'replace', kind: accountRecord, at: accountAt(id), value: { ...found!.value, ...change }, version: found!.version }],
      [],
    );
  }

  /** Signs an account in by password alone. */
  async person(account: Account): Promise<Person> {
    const device = await hashDevice(this.rings.hashKeys, randomUUID());
    const { change, session } = await openSession(this.rings, { account, methods: ['pwd'], device }, facts, this.now);
    await this.store.commit([change], []);
    const { tenant, roles } = account;
    return { kind: 'person', account: account.id, tenant, roles, session: session.id, authenticatedAt: this.now, methods: ['pwd'] };
  }

  async session({ account, session }: Person) {
    return (await this.store.get({ kind: sessionRecord, at: sessionAt(account, session) }))?.value;
  }

  /** Revokes a session at the moment at which the next change is committed. */
  revokeAtCommit({ account, session }: Person): void {
    this.store.beforeCommit = async () => {
      this.store.beforeCommit = undefined;
      const found = await this.store.get({ kind: sessionRecord, at: sessionAt(account, session) });
      expect(await this.store.commit([endSession(found!, 'revoked', this.now)], [])).toBe(true);
    };
  }

  /** Takes a `Set-Cookie`, as browsers do. */
  keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function eventOf({ action, result, resource, account, tenant, details = {} }: AuditFacts, now: number): AuditEvent {
  const hidden = { ipAddress: 'v1:a', userAgent: 'v1:b', sealed: 'v1:c', correlationId: randomUUID() };
  const whose = { ...(account === undefined ? {} : { userId: account }), ...(tenant === undefined ? {} : { tenantId: tenant }) };
  return { schema: 1, id: randomUUID(), timestamp: new Date(now).toISOString(), service: 'test', action, result, resource, details, ...whose, ...hidden };
}
