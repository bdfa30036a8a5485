import type { AuditEvent, ShownEvent } from '../../lambdas/shared/audit/event';
import type { EventIndex } from '../../lambdas/shared/audit/event-index';
import { momentOf } from '../../lambdas/shared/audit/moment';
import { parseShownEvent } from '../../lambdas/shared/audit/parse-audit-event';

/** An index over events in memory, which keeps to the same contract as the one in DynamoDB. */
export function memoryEventIndex(events: () => readonly AuditEvent[]): EventIndex {
  return {
    read: async ({ tenant, from, until, after, limit }) => {
      await Promise.resolve();
      const found = events()
        .filter((event) => event.tenantId === tenant && momentOf(event) >= from && momentOf(event) <= until)
        .filter((event) => after === undefined || momentOf(event) < after)
        .sort((one, other) => (momentOf(one) < momentOf(other) ? 1 : -1));
      return { events: found.slice(0, limit).map(shownOf), more: found.length > limit };
    },
  };
}

function shownOf(event: AuditEvent): ShownEvent {
  return parseShownEvent(JSON.parse(JSON.stringify({ ...event, sealed: undefined })));
}
