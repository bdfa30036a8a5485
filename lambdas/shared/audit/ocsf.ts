import type { AuditEvent } from './event';
import { OCSF_CLASSES, OCSF_ROWS, type OcsfRow } from './ocsf-classes';

/** An event as an object of OCSF. */
export type OcsfEvent = Readonly<Record<string, unknown>>;

const VERSION = '1.1.0';

/** https://schema.ocsf.io/1.1.0/objects/user: one of its identifiers is demanded. Nobody who is known is a user without an account. */
const NOBODY = 'unknown';

/** https://schema.ocsf.io/1.1.0/dictionary: status_id */
const STATUS = { success: 1, failure: 2, error: 2 } as const;

/** What each class demands beside what all have. */
const MEMBERS: Readonly<Record<OcsfRow['class'], (event: AuditEvent) => object>> = {
  accountChange: (event) => ({ user: userOf(event) }),
  authentication: (event) => ({ user: userOf(event), service: { name: event.service } }),
  entityManagement: (event) => ({ actor: { user: userOf(event) }, entity: { uid: event.resource } }),
  apiActivity: (event) => ({ actor: { user: userOf(event) }, api: { operation: event.resource, service: { name: event.service } } }),
};

/** The event in the Open Cybersecurity Schema Framework (AUD-1), for tools that read that. Pseudonyms stay pseudonyms; what is sealed stays away. */
export function ocsfOf(event: AuditEvent): OcsfEvent {
  const row = OCSF_ROWS[event.action];
  const { uid, categoryUid, activities } = OCSF_CLASSES[row.class];
  const names: Readonly<Record<number, string>> = activities;
  return {
    category_uid: categoryUid,
    class_uid: uid,
    activity_id: row.activity,
    activity_name: names[row.activity] === 'Other' ? event.action : names[row.activity],
    type_uid: uid * 100 + row.activity,
    time: Date.parse(event.timestamp),
    severity_id: row.severity ?? (event.result === 'success' ? 1 : 2),
    status_id: STATUS[event.result],
    status_detail: event.result,
    metadata: { version: VERSION, uid: event.id, correlation_uid: event.correlationId, product: { name: 'Ringwall', vendor_name: 'Ringwall' } },
    src_endpoint: { uid: event.ipAddress },
    unmapped: { schema: event.schema, action: event.action, resource: event.resource, details: event.details, userAgent: event.userAgent },
    ...MEMBERS[row.class](event),
  };
}

function userOf({ userId = NOBODY, tenantId }: AuditEvent): object {
  return { uid: userId, ...(tenantId === undefined ? {} : { org: { uid: tenantId } }) };
}
