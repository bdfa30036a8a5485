import { randomUUID } from 'node:crypto';
import { eraseAccounts, type Tally } from '../../../../lambdas/identity/erase-accounts/erase-accounts';
import type { Parts as JobParts } from '../../../../lambdas/identity/erase-accounts/parts';
import type { ApiKey } from '../../../../lambdas/identity/domain/api-keys/api-key';
import type { Message } from '../../../../lambdas/identity/domain/mail';
import { apiKeyAt, apiKeyRecord, tenantKeyAt, tenantKeyRecord } from '../../../../lambdas/identity/domain/records/api-key-record';
import { routes as registrationRoutes } from '../../../../lambdas/identity/registration/routes';
import { rightsRoutes } from '../../../../lambdas/identity/rights/routes';
import { tenantRoutes } from '../../../../lambdas/identity/tenant/tenant-routes';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { erase } from '../../../../lambdas/shared/fields/erasure';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import type { Person } from '../../../../lambdas/shared/http/request';
import { ORIGINS, type Sent } from '../../../support/gateway-event';
import { IdentityWorld, type Answered } from '../../../support/identity-world';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { MemoryMail } from '../../../support/memory-mail';
import { memoryFields, type MemoryFields } from '../../../support/memory-sealed-fields';
import { UNLIMITED } from '../../../support/unlimited-tiers';
import { memberAt, memberRecord, tenantAt, tenantRecord } from '../../../../lambdas/identity/domain/records/tenant-records';

export const DELAY_DAYS = 7;
export const DAY = 86_400;
export const EMAIL = 'ada@mail.example';

/** The rights of persons, with the job that erases, over one store and data keys in memory. */
export class RightsWorld extends IdentityWorld {
  readonly mail = new MemoryMail();
  readonly handler: ReturnType<typeof createHandler>;
  readonly job: JobParts;

  static async make(): Promise<RightsWorld> {
    return new RightsWorld(await memoryFields());
  }

  private constructor(readonly sealed: MemoryFields) {
    super();
    const { common, counters, mail } = this;
    const { fields, store, ledger, keys } = sealed;
    const rings = { ...common.rings, peppers: memoryKeyRing([1], 'peppers') };
    const parts = { ...common, counters, mail, fields, rings, policySet: COMPILED_POLICIES.hash, erasureDelayDays: DELAY_DAYS };
    const routes = { ...rightsRoutes(parts), ...registrationRoutes(parts), ...tenantRoutes(parts) };
    this.handler = createHandler({ ...common, service: 'rights', tiers: UNLIMITED, origins: ORIGINS, routes });
    this.job = { ...common, mail, dataKeys: { erase: (owner) => erase(owner, { ledger, store, keys, clock: common.clock }) } };
  }

  as(principal: Person, route: string, sent: Omit<Sent, 'principal' | 'route'> = {}): Promise<Answered> {
    return this.send({ route, ...sent, principal });
  }

  /** Runs the job once. */
  run(parts: JobParts = this.job): Promise<Readonly<Tally>> {
    return eraseAccounts(parts, { address: 'none', userAgent: 'schedule', correlationId: randomUUID() });
  }

  /** Puts two accounts into the tenant of the first. */
  async together(owner: Person, member: Person): Promise<void> {
    const joins = ({ account }: Person) => ({ action: 'create', kind: memberRecord, at: memberAt(owner.tenant, account), value: { account } }) as const;
    const tenant = { action: 'create', kind: tenantRecord, at: tenantAt(owner.tenant), value: { id: owner.tenant, owners: [owner.account] } } as const;
    expect(await this.store.commit([tenant, joins(owner), joins(member)], [])).toBe(true);
  }

  /** Gives a person's tenant an API key of theirs. */
  async apiKey({ account, tenant }: Person, name: string): Promise<ApiKey> {
    const id = randomUUID().replaceAll('-', '').slice(0, 16);
    const times = { createdAt: this.now, expiresAt: this.now + DAY };
    const key: ApiKey = { id, tenant, name, creator: account, scopes: ['documents:read'], hash: { version: 1, hash: 'aGFzaA' }, networks: [], ...times };
    await this.store.commit(
      [
        { action: 'create', kind: apiKeyRecord, at: apiKeyAt(id), value: key },
        { action: 'create', kind: tenantKeyRecord, at: tenantKeyAt(tenant, id), value: { id } },
      ],
      [],
    );
    return key;
  }

  /** The last mail of a kind to an address. */
  mailed<Kind extends Message['kind']>(kind: Kind, address = EMAIL): Extract<Message, { kind: Kind }> {
    const found = this.mail.sent.findLast((sent) => sent.address === address && sent.message.kind === kind);
    if (found === undefined) throw new Error(`Nobody mailed ${kind} to ${address}.`);
    return found.message as Extract<Message, { kind: Kind }>;
  }

  /** What lies in the tables and holds this text; what has expired is DynamoDB's to remove. */
  tracesOf(text: string): string[] {
    const lasting = this.store.stored.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > this.now);
    return lasting.filter(({ owner, key, document }) => `${owner} ${key} ${document}`.includes(text)).map(({ owner, key }) => `${owner} ${key}`);
  }

  get told(): string[] {
    return this.notices.told.map(({ message }) => message.kind);
  }
}
