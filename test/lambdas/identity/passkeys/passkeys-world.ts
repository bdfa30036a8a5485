import { randomUUID } from 'node:crypto';
import type { Account } from '../../../../lambdas/identity/domain/account';
import { hashDevice } from '../../../../lambdas/identity/domain/device';
import { openSession } from '../../../../lambdas/identity/domain/open-session';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { sessionAt, sessionRecord } from '../../../../lambdas/identity/domain/records/session-record';
import { startSecondFactor } from '../../../../lambdas/identity/domain/second-factor';
import type { PasskeyParts } from '../../../../lambdas/identity/passkeys/parts';
import { relyingPartyOf } from '../../../../lambdas/identity/passkeys/relying-party';
import { passkeyRoutes } from '../../../../lambdas/identity/passkeys/routes';
import type { AuditEvent, AuditFacts } from '../../../../lambdas/shared/audit/event';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import type { Person } from '../../../../lambdas/shared/http/request';
import { gatewayEvent, ORIGINS, type Sent } from '../../../support/gateway-event';
import { manualClock } from '../../../support/manual-clock';
import { MemoryCounters } from '../../../support/memory-counters';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { MemoryNotices } from '../../../support/memory-mail';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { MemoryUserPool } from '../../../support/memory-user-pool';
import { SoftwareAuthenticator, type Deviation } from '../../../support/software-authenticator';

/** What a function answered. */
export interface Answered {
  readonly status: number;
  readonly code?: string;
  readonly body: Record<string, unknown>;
  readonly cookies: readonly string[];
}

/** What options answer. */
export interface Ceremony {
  readonly ceremony_id: string;
  readonly options: { readonly challenge: string; readonly user: { readonly id: string; readonly name: string } } & Record<string, unknown>;
}

const facts = { address: '192.0.2.1', userAgent: 'test browser', correlationId: randomUUID() };

/** The function of passkeys behind the gateway, with everything around it in memory. */
export class PasskeysWorld {
  readonly time = manualClock();
  readonly store = new MemoryRecordStore(this.time.clock);
  readonly counters = new MemoryCounters(this.time.clock);
  readonly pool = new MemoryUserPool(this.store, this.time.clock);
  readonly notices = new MemoryNotices();
  readonly rings = { sessionKeys: memoryKeyRing([1], 'session-keys'), hashKeys: memoryKeyRing([1], 'hash-keys') };
  readonly issued: Person[] = [];
  readonly lines: Readonly<Record<string, unknown>>[] = [];
  /** The browser's cookies, by name. */
  readonly cookies = new Map<string, string>();
  readonly parts: PasskeyParts = {
    store: this.store,
    pool: this.pool,
    counters: this.counters,
    notices: this.notices,
    rings: this.rings,
    clock: this.time.clock,
    audit: { event: (told) => Promise.resolve(eventOf(told, this.time.clock())) },
    issuer: { issue: (person) => Promise.resolve(`token ${String(this.issued.push(person))}`) },
    relyingParty: relyingPartyOf(ORIGINS.site, ORIGINS.app),
  };
  readonly handler = createHandler({
    service: 'passkeys',
    origins: ORIGINS,
    routes: passkeyRoutes(this.parts),
    log: (line) => void this.lines.push(line),
    clock: this.time.clock,
  });

  get now(): number {
    return Math.floor(this.time.clock() / 1000);
  }

  /** The events of an action, newest last. */
  events(action: AuditFacts['action']): AuditEvent[] {
    return this.store.events.filter((event) => event.action === action);
  }

  /** Sends a request with the browser's cookies, and keeps those that the answer sets. */
  async send(sent: Sent): Promise<Answered> {
    const answer = await this.handler(gatewayEvent({ cookies: Object.fromEntries(this.cookies), ...sent }));
    const set = answer.multiValueHeaders['Set-Cookie'] ?? [];
    for (const line of set) this.keep(line);
    const body = answer.body === '' ? {} : (JSON.parse(answer.body) as Record<string, unknown>);
    return { status: answer.statusCode, body, cookies: set, ...(typeof body.code === 'string' ? { code: body.code } : {}) };
  }

  /** Makes an account, with a user in the pool. */
  async account(change: Partial<Account> = {}): Promise<Account> {
    const id = randomUUID();
    const email = `${id}@example.org`;
    const emailHash = await this.rings.hashKeys.hash('email address', email);
    const lists = { passkeys: [], recoveryCodes: [], devices: [], links: [] };
    const value: Account = {
      id,
      tenant: randomUUID(),
      roles: ['OWNER'],
      status: 'active',
      emailHash,
      hasPassword: true,
      createdAt: 1,
      sessionsValidFrom: 1,
      ...lists,
      ...change,
    };
    this.pool.users.set(id, { email, password: 'correct horse battery' });
    await this.store.commit([{ action: 'create', kind: accountRecord, at: accountAt(id), value }], []);
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

  authenticator(settings: { counter?: number; userVerified?: boolean } = {}): SoftwareAuthenticator {
    return new SoftwareAuthenticator({ rpId: 'example.com', origin: ORIGINS.app, ...settings });
  }

  async registrationOptions(principal: Person): Promise<Ceremony> {
    return (await this.send({ route: 'POST /auth/passkeys/registration/options', body: {}, principal })).body as unknown as Ceremony;
  }

  async register(principal: Person, authenticator: SoftwareAuthenticator, deviation: Deviation = {}, name = 'Key'): Promise<Answered> {
    const { ceremony_id, options } = await this.registrationOptions(principal);
    return this.send({
      route: 'POST /auth/passkeys/registration',
      principal,
      body: { ceremony_id, name, credential: authenticator.create(options, deviation) },
    });
  }

  async signInOptions(session_id?: string): Promise<Ceremony> {
    const body = session_id === undefined ? {} : { session_id };
    return (await this.send({ route: 'POST /auth/passkeys/authentication/options', body })).body as unknown as Ceremony;
  }

  async signIn(authenticator: SoftwareAuthenticator, deviation: Deviation = {}, session_id?: string): Promise<Answered> {
    const { ceremony_id, options } = await this.signInOptions(session_id);
    return this.answer({ ceremony_id, credential: authenticator.get(options, deviation) });
  }

  answer(body: unknown): Promise<Answered> {
    return this.send({ route: 'POST /auth/passkeys/authentication', body });
  }

  async stepUp(principal: Person, authenticator: SoftwareAuthenticator, deviation: Deviation = {}): Promise<Answered> {
    const { body } = await this.send({ route: 'POST /auth/passkeys/step-up/options', body: {}, principal });
    const { ceremony_id, options } = body as unknown as Ceremony;
    return this.send({ route: 'POST /auth/passkeys/step-up', principal, body: { ceremony_id, credential: authenticator.get(options, deviation) } });
  }

  /** A sign-in whose password held, as `POST /auth/login` leaves it. */
  async startSecondFactor(account: Account): Promise<string> {
    const challenge = await this.pool.begin(account.id);
    const smsRules = { countries: new Set<string>(), dailyBudget: 0 };
    const { change, reply } = await startSecondFactor({ sessionKeys: this.rings.sessionKeys, smsRules }, { account, challenge, first: 'pwd' }, this.now);
    await this.store.commit([change], []);
    for (const line of reply.cookies ?? []) this.keep(line);
    return (reply.body as { session_id: string }).session_id;
  }

  private keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function eventOf({ action, result, resource, account, tenant, details = {} }: AuditFacts, now: number): AuditEvent {
  const hidden = { ipAddress: 'v1:a', userAgent: 'v1:b', sealed: 'v1:c', correlationId: randomUUID() };
  const whose = { ...(account === undefined ? {} : { userId: account }), ...(tenant === undefined ? {} : { tenantId: tenant }) };
  return { schema: 1, id: randomUUID(), timestamp: new Date(now).toISOString(), service: 'passkeys', action, result, resource, details, ...whose, ...hidden };
}
