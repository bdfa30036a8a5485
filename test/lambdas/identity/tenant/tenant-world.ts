import { randomUUID } from 'node:crypto';
import type { Account } from '../../../../lambdas/identity/domain/account';
import type { SealedFields } from '../../../../lambdas/identity/domain/factors/sealed-fields';
import { makeKeyText } from '../../../../lambdas/identity/domain/api-keys/key-text';
import { API_KEY_USE, type ApiKey } from '../../../../lambdas/identity/domain/api-keys/api-key';
import { apiKeyAt, apiKeyRecord } from '../../../../lambdas/identity/domain/records/api-key-record';
import { ERASURE_REQUEST, erasureRequestAt } from '../../../../lambdas/identity/domain/records/erasure-request-record';
import { customRoleAt, customRoleRecord, memberAt, memberRecord, tenantAt, tenantRecord } from '../../../../lambdas/identity/domain/records/tenant-records';
import type { Tenant } from '../../../../lambdas/identity/domain/tenants/tenant';
import { begin } from '../../../../lambdas/identity/erase-accounts/begin';
import { confirmRegistration } from '../../../../lambdas/identity/registration/confirm-registration';
import { register } from '../../../../lambdas/identity/registration/register';
import { tagOfMember } from '../../../../lambdas/identity/tenant/describe-member';
import { tagOfRole } from '../../../../lambdas/identity/tenant/list-roles';
import type { TenantParts } from '../../../../lambdas/identity/tenant/parts';
import { tenantRoutes } from '../../../../lambdas/identity/tenant/tenant-routes';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import type { Person } from '../../../../lambdas/shared/http/request';
import { ORIGINS, type Sent } from '../../../support/gateway-event';
import { IdentityWorld, type Answered } from '../../../support/identity-world';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { MemoryMail } from '../../../support/memory-mail';
import { memorySealedFields } from '../../../support/memory-sealed-fields';
import { UNLIMITED } from '../../../support/unlimited-tiers';
import { request } from '../registration/world';

const PASSWORD = 'velvet canoe drinks 9 clouds';

/** A role that is wanted. */
export const READS_AUDIT = { name: 'Auditors', scope: 'tenant', permissions: [{ resource: 'audit', actions: ['read'] }] };

/** Tenants with their members, and the function that administers them. */
export class TenantWorld extends IdentityWorld {
  readonly mail = new MemoryMail();
  readonly peppers = memoryKeyRing([1], 'peppers');
  readonly parts: TenantParts;
  readonly handler: ReturnType<typeof createHandler>;

  static async make(): Promise<TenantWorld> {
    return new TenantWorld(await memorySealedFields());
  }

  private constructor(readonly fields: SealedFields) {
    super();
    const { common, counters, mail, peppers } = this;
    this.parts = { ...common, counters, mail, fields, rings: { ...common.rings, peppers }, policySet: COMPILED_POLICIES.hash };
    this.handler = createHandler({ ...common, service: 'tenant', tiers: UNLIMITED, origins: ORIGINS, routes: tenantRoutes(this.parts) });
  }

  /** A tenant with an owner, signed in. */
  async owner(email?: string): Promise<Person> {
    return this.person(await this.account({}, email));
  }

  /** One more in somebody's tenant, signed in; without the way by an invitation. */
  async member(of: Pick<Person, 'account' | 'tenant'>, change: Partial<Account> = {}, email?: string): Promise<Person> {
    const account = await this.account({ roles: ['MEMBER'], ...change, tenant: of.tenant }, email);
    const tenant = await this.store.get({ kind: tenantRecord, at: tenantAt(of.tenant) });
    const before: Tenant = tenant?.value ?? { id: of.tenant, owners: [of.account] };
    const value = { ...before, owners: account.roles.includes('OWNER') ? [...before.owners, account.id] : before.owners };
    const at = tenantAt(of.tenant);
    const joins = (id: string) => ({ action: 'create', kind: memberRecord, at: memberAt(of.tenant, id), value: { account: id } }) as const;
    await this.store.commit(
      tenant === undefined
        ? [{ action: 'create', kind: tenantRecord, at, value }, joins(of.account), joins(account.id)]
        : [{ action: 'replace', kind: tenantRecord, at, value, version: tenant.version }, joins(account.id)],
      [],
    );
    return this.person(account);
  }

  as(principal: Person, route: string, sent: Omit<Sent, 'principal' | 'route'> = {}): Promise<Answered> {
    return this.send({ route, ...sent, principal });
  }

  /** Gives a member roles in the place of those that they have now. */
  async give(by: Person, of: Person, body: object): Promise<Answered> {
    const headers = { 'If-Match': tagOfMember(await this.read(of.account)) };
    return this.as(by, 'PATCH /tenant/members/{account}', { params: { account: of.account }, body, headers });
  }

  /** Writes a custom role anew in the place of what it is now. */
  async put(by: Person, role: string, body: object): Promise<Answered> {
    const found = await this.store.get({ kind: customRoleRecord, at: customRoleAt(by.tenant, role) });
    const headers = { 'If-Match': found === undefined ? '"any"' : tagOfRole(found.value) };
    return this.as(by, 'PUT /tenant/roles/{role}', { params: { role }, body, headers });
  }

  remove(by: Person, of: Person): Promise<Answered> {
    return this.as(by, 'DELETE /tenant/members/{account}', { params: { account: of.account } });
  }

  /** As it is from the moment on from which the erasure of their account isn't cancelled any more. */
  async beginErasure({ account }: Person): Promise<void> {
    const cancellation = await this.peppers.hash('erasure', 'code');
    const value = { account, cancellation, requestedAt: this.now, dueAt: this.now };
    await this.store.commit([{ action: 'create', kind: ERASURE_REQUEST, at: erasureRequestAt(account), value }], []);
    const dataKeys = { erase: () => Promise.reject(new Error('No key goes before the account does.')) };
    const facts = { address: '192.0.2.7', userAgent: 'a schedule', correlationId: randomUUID() };
    await begin({ ...this.common, pool: this.pool, mail: this.mail, dataKeys, log: () => undefined }, account, facts);
  }

  invite(by: Person, email: string, role = 'MEMBER', headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    return this.as(by, 'POST /tenant/invitations', { body: { email, role }, headers });
  }

  /** The code that an address was mailed. */
  codeFor(email: string): string {
    const found = this.mail.sent.findLast(({ address, message }) => address === email && message.kind === 'invitation');
    return found?.message.kind === 'invitation' ? found.message.values.code : 'none';
  }

  accept(by: Person, invitation: string): Promise<Answered> {
    return this.as(by, 'POST /auth/invitations/accept', { body: { invitation, leave_own_tenant: true } });
  }

  /** Registers an address by the code that it is mailed, and an invitation. */
  async register(email: string, invitation: string): Promise<Account | undefined> {
    const parts = { ...this.common, ...this.parts, log: this.common.log, pool: this.pool };
    const { body } = await register(parts, request({ email }));
    const message = this.mail.last(email);
    const code = message?.kind === 'confirm-registration' ? message.values.code : '00000000';
    await confirmRegistration(parts, request({ ...(body as { registration: string }), code, password: PASSWORD, invitation }));
    const [id] = [...this.pool.users].find(([, user]) => user.email === email) ?? [];
    return id === undefined ? undefined : this.read(id);
  }

  /** An API key that a person made. */
  async key({ account, tenant }: Person): Promise<ApiKey> {
    const { id, secret } = makeKeyText();
    const hash = await this.peppers.hash(API_KEY_USE, secret);
    const value = {
      id,
      tenant,
      name: 'Key',
      creator: account,
      scopes: ['documents:read'],
      hash,
      networks: [],
      createdAt: this.now,
      expiresAt: this.now + 1000,
    };
    await this.store.commit([{ action: 'create', kind: apiKeyRecord, at: apiKeyAt(id), value }], []);
    return value;
  }

  async tenant(id: string): Promise<Tenant | undefined> {
    return (await this.store.get({ kind: tenantRecord, at: tenantAt(id) }))?.value;
  }

  /** An address that nobody has. */
  newAddress(): string {
    return `${randomUUID()}@mail.example`;
  }
}
