import { randomUUID } from 'node:crypto';
import { documentRoutes } from '../../../../lambdas/application/documents/document-routes';
import type { DocumentParts } from '../../../../lambdas/application/documents/parts';
import type { AuditEvent } from '../../../../lambdas/shared/audit/event';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { decide } from '../../../../lambdas/shared/authorization/decide';
import type { Decider } from '../../../../lambdas/shared/authorization/decide-for';
import type { Environment, Resource } from '../../../../lambdas/shared/authorization/request';
import type { Work } from '../../../../lambdas/shared/database/database';
import { sql } from '../../../../lambdas/shared/database/statement';
import type { TenantTransaction } from '../../../../lambdas/shared/database/tenant-transaction';
import type { Answer } from '../../../../lambdas/shared/http/answer';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import type { Person, Principal, ServiceAccount } from '../../../../lambdas/shared/http/request';
import { CALM } from '../../../support/access-requests';
import { testAudit } from '../../../support/audit';
import { assertDescribed } from '../../../support/described';
import { gatewayEvent, ORIGINS, type Sent } from '../../../support/gateway-event';
import type { TestDatabase } from '../../../support/postgres';
import { UNLIMITED } from '../../../support/unlimited-tiers';
import { World } from '../../shared/fields/world';

/** A document that is wanted. */
export const WANTED = { title: 'Plan', body: 'Line one\nLine two', contact_email: 'carla@example.com' };

/** The handler of documents on a real database, with the policies that are deployed. Circumstances are what a test says they are. */
export class DocumentsWorld {
  readonly events: AuditEvent[] = [];
  readonly lines: Readonly<Record<string, unknown>>[] = [];
  circumstances: Environment = CALM;
  /** Roles of whoever made each API key, by its ID. */
  readonly keyMakers = new Map<string, readonly string[]>();
  /** Set while others are faster: runs in each transaction, after it began and before its work. */
  meanwhile: (() => Promise<unknown>) | undefined;
  /** Set while the outbox of all events is down. */
  outboxFails: Error | undefined;
  readonly parts: DocumentParts;
  readonly #handler: (event: unknown) => Promise<Answer>;

  private constructor(
    readonly database: TestDatabase,
    readonly keys: World,
  ) {
    const { clock } = keys.time;
    this.parts = {
      database: { withTenant: (tenant, work) => database.application.withTenant(tenant, (transaction) => this.#contended(transaction, work)) },
      cipher: keys.process().cipher,
      audit: testAudit(clock, 'documents'),
      outbox: { put: (event) => this.#put(event) },
      decide: (...asked) => this.#decide(...asked),
      log: (line) => void this.lines.push(line),
      clock,
    };
    this.#handler = createHandler({ service: 'documents', origins: ORIGINS, routes: documentRoutes(this.parts), tiers: UNLIMITED, log: this.parts.log, clock });
  }

  static async on(database: TestDatabase): Promise<DocumentsWorld> {
    return new DocumentsWorld(database, await World.serving());
  }

  /** Somebody of a tenant who proved who they are a moment ago. */
  person(role: string, tenant: string = randomUUID()): Person {
    const authenticatedAt = this.keys.time.clock() / 1000;
    return { kind: 'person', account: randomUUID(), tenant, roles: [role], session: randomUUID(), authenticatedAt, methods: ['pwd'] };
  }

  /** A key of a tenant, made by somebody with a role. */
  key(scopes: readonly string[], tenant: string, makerRole = 'OWNER'): ServiceAccount {
    const key = randomUUID().replaceAll('-', '').slice(0, 16);
    this.keyMakers.set(key, [makerRole]);
    return { kind: 'api-key', key, tenant, scopes };
  }

  async call(principal: Principal | undefined, route: string, sent: Omit<Sent, 'principal' | 'route'> = {}): Promise<Answered> {
    const answer = await this.#handler(gatewayEvent({ route, ...sent, ...(principal === undefined ? {} : { principal }) }));
    assertDescribed(route, answer);
    const isJson = answer.headers['Content-Type']?.includes('json') === true && !answer.headers['Content-Type'].includes('ndjson');
    return { ...answer, json: isJson ? (JSON.parse(answer.body) as Record<string, unknown>) : {} };
  }

  /** The ID of a new document. */
  async create(principal: Principal, body: object = WANTED): Promise<string> {
    return String((await this.call(principal, 'POST /documents', { body })).json.document_id);
  }

  async #put(event: AuditEvent): Promise<void> {
    if (this.outboxFails !== undefined) throw this.outboxFails;
    if (!this.events.some(({ id }) => id === event.id)) this.events.push(event);
    return Promise.resolve();
  }

  async #contended<Result>(transaction: TenantTransaction, work: Work<Result>): Promise<Result> {
    if (this.meanwhile !== undefined) {
      await transaction.query(sql`SELECT count(*) FROM app.documents`);
      await this.meanwhile();
    }
    return work(transaction);
  }

  #decide(caller: Principal, action: string, resource?: Resource): ReturnType<Decider> {
    const principal = this.#subject(caller);
    const request = { principal, action, resource: resource ?? ({ type: 'Tenant', tenant: caller.tenant } as const), context: this.circumstances };
    return decide(COMPILED_POLICIES, COMPILED_POLICIES.hash, request);
  }

  #subject(caller: Principal) {
    const { tenant } = caller;
    if (caller.kind === 'person') return { type: 'Person', id: `account/${caller.account}`, tenant, roles: caller.roles, grants: [] } as const;
    const creator = { type: 'Person', id: 'account/maker', tenant, roles: this.keyMakers.get(caller.key) ?? [], grants: [] } as const;
    return { type: 'ServiceAccount', id: `api-key/${caller.key}`, tenant, roles: ['API'], scopes: caller.scopes, creator } as const;
  }
}

/** An answer, with its body read. */
export interface Answered extends Answer {
  readonly json: Readonly<Record<string, unknown>>;
}
