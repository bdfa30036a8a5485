import type { Account } from '../../../../lambdas/identity/domain/account';
import { verifyApiKey } from '../../../../lambdas/identity/domain/api-keys/verify-api-key';
import { apiKeyRoutes } from '../../../../lambdas/identity/api-keys/api-key-routes';
import type { ApiKeyParts } from '../../../../lambdas/identity/api-keys/parts';
import type { Principal, Reply, ServiceAccount } from '../../../../lambdas/shared/http/request';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { manualClock, type ManualClock } from '../../../support/manual-clock';
import { memoryKeyRing, RING_ID, ringOver, ringText } from '../../../support/memory-key-ring';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { MemorySecretSource } from '../../../support/memory-secret-source';
import { requestOf, sessionsWorld, type Browser, type SessionsWorld } from '../session/sessions-world';

/** A key that is wanted. */
export const WANTED = { name: 'Nightly export', scopes: ['documents:read'], expires_in_days: 30 };

/** People with sessions, and the routes of API keys. */
export class ApiKeysWorld {
  readonly time: ManualClock = manualClock();
  readonly store = new MemoryRecordStore(this.time.clock);
  readonly sessions: SessionsWorld = sessionsWorld(this.store, this.time);
  readonly pepperSource = new MemorySecretSource();
  /** What was logged. */
  readonly lines: object[] = [];
  readonly parts: ApiKeyParts;

  constructor() {
    this.rotatePeppers([1]);
    const { audit, notices, clock } = this.sessions.parts;
    this.parts = {
      store: this.store,
      peppers: ringOver(this.pepperSource, 'peppers', this.time.clock),
      sessionKeys: memoryKeyRing(),
      audit,
      notices,
      clock,
      policySet: COMPILED_POLICIES.hash,
      log: (line) => void this.lines.push(line),
    };
  }

  rotatePeppers(versions: readonly number[]): void {
    this.pepperSource.set(RING_ID, `with ${versions.join()}`, ringText(versions, 'peppers'));
  }

  signIn(change: Partial<Account> = {}): Promise<Browser> {
    return this.sessions.signIn({ roles: ['OWNER'], ...change });
  }

  async create(browser: Browser, body: object = WANTED, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    return this.call('POST /auth/api-keys', await this.sessions.personOf(browser), {}, body, headers);
  }

  /** The text of a new key. */
  async newKey(browser: Browser, body: object = WANTED): Promise<string> {
    return ((await this.create(browser, body)).body as { readonly api_key: string }).api_key;
  }

  async list(browser: Browser): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { body } = await this.call('GET /auth/api-keys', await this.sessions.personOf(browser));
    return (body as { readonly api_keys: readonly Readonly<Record<string, unknown>>[] }).api_keys;
  }

  async revoke(browser: Browser, key: string): Promise<Reply> {
    return this.call('DELETE /auth/api-keys/{key}', await this.sessions.personOf(browser), { key });
  }

  async use(text: string, address = '192.0.2.7'): Promise<ServiceAccount | undefined> {
    return (await verifyApiKey(this.parts, text, address))?.caller;
  }

  call(
    name: keyof ReturnType<typeof apiKeyRoutes>,
    principal: Principal | undefined,
    params: Readonly<Record<string, string>> = {},
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply> {
    const request = { ...requestOf({}, undefined), headers, params, ...(principal === undefined ? {} : { principal }) };
    const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
    return apiKeyRoutes(this.parts)[name].run(request, { bytes, contentType: body === undefined ? undefined : 'application/json', contentEncoding: undefined });
  }
}
