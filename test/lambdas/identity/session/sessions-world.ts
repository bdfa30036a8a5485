import { randomUUID } from 'node:crypto';
import type { Account } from '../../../../lambdas/identity/domain/account';
import { hashDevice } from '../../../../lambdas/identity/domain/device';
import { openSession } from '../../../../lambdas/identity/domain/open-session';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { sessionAt, sessionRecord } from '../../../../lambdas/identity/domain/records/session-record';
import type { Session } from '../../../../lambdas/identity/domain/session';
import type { SessionParts } from '../../../../lambdas/identity/session/parts';
import { refresh } from '../../../../lambdas/identity/session/refresh';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { Audit } from '../../../../lambdas/shared/audit/audit';
import type { AuditEvent } from '../../../../lambdas/shared/audit/event';
import { DEVICE_COOKIE, REFRESH_COOKIE } from '../../../../lambdas/shared/http/cookies';
import type { Person, Reply, Request } from '../../../../lambdas/shared/http/request';
import type { Change, Found, RecordStore } from '../../../../lambdas/shared/store/record-store';
import { manualClock, type ManualClock } from '../../../support/manual-clock';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { MemoryNotices } from '../../../support/memory-mail';
import { CALM_CIRCUMSTANCES } from '../../../support/edge';

/** A browser that is signed in: its cookies. */
export interface Browser {
  readonly device: string;
  token: string;
  readonly session: string;
  readonly account: string;
}

/** Sessions over a store, with everything around them in memory. */
export interface SessionsWorld {
  readonly parts: SessionParts;
  readonly time: ManualClock;
  readonly notices: MemoryNotices;
  /** The audit events that were committed. */
  readonly recorded: AuditEvent[];
  /** Whom access tokens were issued for. */
  readonly issued: Person[];
  /** Makes a new account and signs it in. */
  readonly signIn: (account?: Partial<Account>) => Promise<Browser>;
  /** Signs the same account in, in another browser. */
  readonly signInAgain: (browser: Browser) => Promise<Browser>;
  /** `POST /auth/refresh`; the browser takes the new cookie, as browsers do. */
  readonly refresh: (browser: Browser) => Promise<Reply>;
  readonly session: (browser: Browser) => Promise<Found<Session> | undefined>;
  readonly account: (browser: Browser) => Promise<Found<Account>>;
  readonly changeAccount: (browser: Browser, change: Partial<Account>) => Promise<void>;
  readonly personOf: (browser: Browser) => Promise<Person>;
}

/** A request of a browser. */
export function requestOf<Body>(browser: Partial<Browser>, body: Body): Request<Body> {
  const { device, token } = browser;
  const cookies = { ...(token === undefined ? {} : { [REFRESH_COOKIE]: token }), ...(device === undefined ? {} : { [DEVICE_COOKIE]: device }) };
  return { params: {}, query: {}, headers: {}, cookies, body, address: '192.0.2.7', userAgent: 'test', correlationId: randomUUID() };
}

/** The refresh token that an answer sets. */
export function tokenOf(reply: Reply): string {
  return new RegExp(`^${REFRESH_COOKIE}=([^;]*);`).exec(reply.cookies?.[0] ?? '')?.[1] ?? '';
}

/** An account of nobody in particular. */
export async function newAccount(change: Partial<Account> = {}): Promise<Account> {
  const lists = { passkeys: [], recoveryCodes: [], devices: [], links: [] };
  const emailHash = await memoryKeyRing([1], 'hash-keys').hash('email address', randomUUID());
  return {
    id: randomUUID(),
    tenant: randomUUID(),
    roles: ['MEMBER'],
    status: 'active',
    emailHash,
    hasPassword: true,
    createdAt: 1,
    sessionsValidFrom: 1,
    ...lists,
    ...change,
  };
}

/** Sessions over a store. */
export function sessionsWorld(under: RecordStore, time = manualClock()): SessionsWorld {
  const recorded: AuditEvent[] = [];
  const store = recording(under, recorded);
  const [hashKeys, sessionKeys] = [memoryKeyRing([1], 'hash-keys'), memoryKeyRing([1], 'session-keys')];
  const [notices, issued] = [new MemoryNotices(), [] as Person[]];
  const issuer = { issue: (person: Person) => Promise.resolve(`token ${String(issued.push(person))}`) };
  const parts: SessionParts = {
    store,
    hashKeys,
    sessionKeys,
    audit: new Audit({ service: 'session', hashKeys, sessionKeys, clock: time.clock }),
    issuer,
    notices,
    clock: time.clock,
    policySet: COMPILED_POLICIES.hash,
    log: () => undefined,
  };
  const now = () => Math.floor(time.clock() / 1000);
  const account = async ({ account: id }: Pick<Browser, 'account'>) => {
    const found = await store.get({ kind: accountRecord, at: accountAt(id) });
    if (found === undefined) throw new Error('no account');
    return found;
  };
  const open = async (value: Account, ...before: Change[]): Promise<Browser> => {
    const device = randomUUID();
    const opened = await openSession(parts, { account: value, methods: ['pwd'], device: await hashDevice(hashKeys, device) }, requestOf({}, undefined), now());
    await store.commit([...before, opened.change], []);
    return { device, token: opened.refreshToken, session: opened.session.id, account: value.id };
  };
  const session = (browser: Browser) => store.get({ kind: sessionRecord, at: sessionAt(browser.account, browser.session) });
  return {
    parts,
    time,
    notices,
    recorded,
    issued,
    signIn: async (change) => {
      const value = await newAccount(change);
      return open(value, { action: 'create', kind: accountRecord, at: accountAt(value.id), value });
    },
    signInAgain: async (browser) => open((await account(browser)).value),
    refresh: async (browser) => {
      const reply = await refresh(parts, requestOf(browser, {}));
      browser.token = tokenOf(reply);
      return reply;
    },
    session,
    account,
    changeAccount: async (browser, change) => {
      const { value, version } = await account(browser);
      await store.commit([{ action: 'replace', kind: accountRecord, at: accountAt(value.id), value: { ...value, ...change }, version }], []);
    },
    personOf: async (browser) => {
      const [{ value }, found] = [await account(browser), await session(browser)];
      const { authenticatedAt = 0, methods = [] } = found?.value ?? {};
      const { id, tenant, roles } = value;
      return { kind: 'person', account: id, tenant, roles, session: browser.session, authenticatedAt, methods, circumstances: CALM_CIRCUMSTANCES };
    },
  };
}

/** The store, with what it committed to the outbox remembered. */
function recording(store: RecordStore, recorded: AuditEvent[]): RecordStore {
  return {
    get: (query) => store.get(query),
    getBoth: (one, other) => store.getBoth(one, other),
    list: (kind, owner, prefix, page) => store.list(kind, owner, prefix, page),
    commit: async (changes, events) => {
      const done = await store.commit(changes, events);
      if (done) recorded.push(...events);
      return done;
    },
  };
}
