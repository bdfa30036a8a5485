import { randomUUID } from 'node:crypto';
import type { AuditEvent } from '../../../../lambdas/shared/audit/event';
import type { EventIndex } from '../../../../lambdas/shared/audit/event-index';
import { momentOf } from '../../../../lambdas/shared/audit/moment';
import { testAudit } from '../../../support/audit';

/** An index under test, and how events come into it. */
export interface IndexSubject {
  readonly index: EventIndex;
  readonly put: (events: readonly AuditEvent[]) => Promise<void>;
}

const CAUSE = { address: '192.0.2.7', userAgent: 'a browser', correlationId: randomUUID() };
const ALL = { from: '2026-01-01T00:00:00.000Z', until: '2026-01-02T00:00:00.000Z' };

/** Events of a tenant, several in each millisecond. */
export async function someEvents(tenant: string | undefined, count: number): Promise<readonly AuditEvent[]> {
  let now = Date.parse(ALL.from);
  const audit = testAudit(() => now, 'things');
  const events: AuditEvent[] = [];
  for (let made = 0; made < count; made++) {
    now = Date.parse(ALL.from) + Math.floor(made / 3);
    const facts = { action: 'sign-in', result: 'success', resource: 'account/a', ...(tenant === undefined ? {} : { tenant }) } as const;
    events.push(await audit.event(facts, CAUSE));
  }
  return events;
}

/** What every index of events must do. Each test has a tenant of its own, so one table serves all. */
export function eventIndexContract(name: string, subject: () => IndexSubject): void {
  describe(`${name} as an index of events`, () => {
    const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);
    const newestFirst = (events: readonly AuditEvent[]) => idsOf(events.toSorted((one, other) => (momentOf(one) < momentOf(other) ? 1 : -1)));

    it("has a tenant's events newest first, without what is sealed, and nobody else's", async () => {
      const [tenant, other] = [randomUUID(), randomUUID()];
      const [own, foreign, nobodys] = [await someEvents(tenant, 5), await someEvents(other, 2), await someEvents(undefined, 2)];
      await subject().put([...own, ...foreign, ...nobodys]);
      const { events, more } = await subject().index.read({ tenant, ...ALL, limit: 100 });
      expect([idsOf(events), more]).toEqual([newestFirst(own), false]);
      expect(events.filter((event) => 'sealed' in event)).toEqual([]);
      const [{ sealed, ...shown }] = own.filter(({ id }) => id === events[0]?.id) as [AuditEvent];
      expect(sealed).not.toBe('');
      expect(events[0]).toEqual(shown);
      expect(await subject().index.read({ tenant: randomUUID(), ...ALL, limit: 100 })).toEqual({ events: [], more: false });
    });

    it('goes on exactly after an event, also among those of one millisecond and after one that is gone', async () => {
      const tenant = randomUUID();
      const own = await someEvents(tenant, 9);
      const [gone, ...there] = newestFirst(own).map((id) => own.find((event) => event.id === id)!);
      await subject().put(there);
      const found: string[] = [];
      for (let after = momentOf(gone!); ;) {
        const { events, more } = await subject().index.read({ tenant, ...ALL, after, limit: 2 });
        found.push(...idsOf(events));
        if (!more) break;
        after = momentOf(events.at(-1)!);
      }
      expect(found).toEqual(idsOf(there));
    });

    it('has those from a time on and before another', async () => {
      const tenant = randomUUID();
      const own = await someEvents(tenant, 9);
      await subject().put(own);
      const [first, second] = [own[3]!.timestamp, own[6]!.timestamp];
      const { events } = await subject().index.read({ tenant, from: first, until: second, limit: 100 });
      expect(idsOf(events)).toEqual(newestFirst(own.slice(3, 6)));
      expect((await subject().index.read({ tenant, from: second, until: ALL.until, limit: 100 })).events).toHaveLength(3);
    });
  });
}
