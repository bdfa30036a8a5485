import type { ShownEvent } from '../../shared/audit/event';
import { mask, maskForRole } from '../../shared/fields/mask';
import type { Person } from '../../shared/http/request';
import { roleAmong } from './visible-fields';

/** Hashes by which a person's addresses and browsers are told apart from others': pseudonyms, which are personal data (GDPR, recital 26). */
const CLASSES = { address: 'trace', user_agent: 'trace' };

/** The roles that see them (KEY-5); who reads the log by a custom role alone sees what happened, to whom and when. */
const VISIBLE = { ADMIN: ['trace'], OWNER: ['trace'], SUPER_ADMIN: ['trace'] };

/** As `parseAuditEvent` admits it. */
const KEYED_HASH = /^v\d+:/;

/** An event as a reader of the audit log may see it. What is sealed in it isn't known here. */
export function visibleEvent(event: ShownEvent, reader: Person): Readonly<Record<string, unknown>> {
  const { id, timestamp, action, result, userId, resource, service, details, ipAddress, userAgent, correlationId } = event;
  const role = roleAmong(VISIBLE, reader);
  const traces = maskForRole({ address: ipAddress, user_agent: userAgent }, { role, classes: CLASSES, visible: VISIBLE });
  const shown = role === 'none' ? Object.entries(details).map(([name, value]) => [name, withoutHash(value)]) : Object.entries(details);
  return {
    id,
    at: timestamp,
    action,
    result,
    account: userId ?? null,
    resource,
    service,
    details: Object.fromEntries(shown) as ShownEvent['details'],
    ...traces,
    correlation_id: correlationId,
  };
}

function withoutHash(value: boolean | number | string): boolean | number | string {
  return typeof value === 'string' && KEYED_HASH.test(value) ? mask('token', value) : value;
}
