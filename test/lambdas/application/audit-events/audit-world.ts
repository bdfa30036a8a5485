import { randomUUID } from 'node:crypto';
import { auditEventRoutes } from '../../../../lambdas/application/audit-events/audit-event-routes';
import type { AuditEvent, AuditFacts } from '../../../../lambdas/shared/audit/event';
import type { EventIndex } from '../../../../lambdas/shared/audit/event-index';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { decideFor } from '../../../../lambdas/shared/authorization/decide-for';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import type { Person, Principal } from '../../../../lambdas/shared/http/request';
import { testAudit } from '../../../support/audit';
import { assertDescribed } from '../../../support/described';
import { gatewayEvent, ORIGINS } from '../../../support/gateway-event';
import { manualClock } from '../../../support/manual-clock';
import { memoryEventIndex } from '../../../support/memory-event-index';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { UNLIMITED } from '../../../support/unlimited-tiers';

/** What the log shows of one event. */
export type Shown = Readonly<Record<string, unknown>> & { readonly id: string; readonly action: string };

/** What `GET /audit-events` answers. */
export interface LogAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly events: readonly Shown[];
  readonly next: string | undefined;
}

/** Who causes events, and from where. */
const CAUSE = { address: '192.0.2.7', userAgent: 'a browser', correlationId: '8f14e45f-ceea-467f-a0e6-8d1d3d2f1a11' };

/** The function that shows the audit log, by the policies that are deployed, over an index in memory or another one. */
export class AuditWorld {
  readonly time = manualClock();
  readonly events: AuditEvent[] = [];
  /** Set while a store is down. */
  down: 'index' | 'outbox' | undefined;
  readonly #audit = testAudit(this.time.clock, 'documents');
  readonly #handler: ReturnType<typeof createHandler>;

  /** @param index over the events that are there; by default one in memory */
  constructor(
    readonly index: EventIndex = memoryEventIndex(() => this.events),
    private readonly keep: (event: AuditEvent) => Promise<void> = (event) => Promise.resolve(void this.events.push(event)),
  ) {
    const { clock } = this.time;
    const failure = (): Promise<never> => Promise.reject(new DependencyFailedError('dynamodb:Query', new Error('down')));
    const routes = auditEventRoutes({
      decide: (...asked) => decideFor({ policySet: COMPILED_POLICIES.hash, clock }, ...asked),
      events: { read: (range) => (this.down === 'index' ? failure() : this.index.read(range)) },
      sessionKeys: memoryKeyRing([1], 'session-keys'),
      audit: testAudit(clock, 'audit-events'),
      outbox: { put: (event) => (this.down === 'outbox' ? failure() : this.keep(event)) },
      clock,
    });
    this.#handler = createHandler({ service: 'audit-events', origins: ORIGINS, routes, tiers: UNLIMITED, log: () => undefined, clock });
  }

  /** Somebody of a tenant, in calm circumstances. */
  person(role: string, tenant: string = randomUUID(), more: Partial<Person> = {}): Person {
    const authenticatedAt = Math.floor(this.time.clock() / 1000);
    const circumstances = { device: 'known', location: 'DE', risk: 5 } as const;
    return { kind: 'person', account: randomUUID(), tenant, roles: [role], session: randomUUID(), authenticatedAt, methods: ['pwd'], circumstances, ...more };
  }

  /** Lets something happen, a second after what happened before. */
  async happen(tenant: string, facts: Partial<AuditFacts> = {}): Promise<AuditEvent> {
    this.time.advance(1);
    const event = await this.#audit.event({ action: 'sign-in', result: 'success', resource: 'account/a', account: randomUUID(), tenant, ...facts }, CAUSE);
    await this.keep(event);
    return event;
  }

  /** A moment after what happened before. */
  async log(principal: Principal | undefined, query: Readonly<Record<string, string>> = {}): Promise<LogAnswer> {
    this.time.advance(0.001);
    const sent = { route: 'GET /audit-events', headers: { 'X-Request-ID': CAUSE.correlationId }, ...(Object.keys(query).length === 0 ? {} : { query }) };
    const answer = await this.#handler(gatewayEvent({ ...sent, ...(principal === undefined ? {} : { principal }) }));
    assertDescribed(sent.route, answer);
    const { statusCode, headers, body } = answer;
    const json = JSON.parse(body) as Record<string, unknown>;
    const next = typeof json.next_cursor === 'string' ? json.next_cursor : undefined;
    return { status: statusCode, headers, body, json, events: (json.events ?? []) as Shown[], next };
  }

  /** All pages, one after another. */
  async pages(principal: Principal, query: Readonly<Record<string, string>> = {}): Promise<readonly (readonly Shown[])[]> {
    const pages = [];
    for (let cursor: string | undefined; ;) {
      const { status, events, next, body } = await this.log(principal, { ...query, ...(cursor === undefined ? {} : { cursor }) });
      if (status !== 200) throw new Error(body);
      pages.push(events);
      if (next === undefined) return pages;
      cursor = next;
    }
  }
}
