import * as z from 'zod/mini';
import { AUDIT_ACTIONS } from './actions';
import { MalformedAuditEventError } from './errors';
import type { AuditEvent, ShownEvent } from './event';

const pattern = (regex: RegExp, longest: number) => z.string().check(z.maxLength(longest), z.regex(regex));

const pseudonym = pattern(/^[A-Za-z0-9_-]+$/, 128);
const keyedHash = pattern(/^v\d+:[A-Za-z0-9_-]+$/, 80);

const UUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** A phone or card number that stands by itself; a hash may hold as many digits in a row. */
const LONG_NUMBER = /(?<![A-Za-z0-9_-])\d[\d .-]{6,}\d(?![A-Za-z0-9_-])/;

/** Words of ours, and pseudonyms: its characters make no email address, and no phone or card number. */
const word = z.string().check(
  z.maxLength(256),
  z.regex(/^[A-Za-z0-9 ._:/-]*$/),
  z.refine((text) => !LONG_NUMBER.test(text.replace(UUIDS, ''))),
);

/** The one schema (AUD-1), version 1. A member that it doesn't name is refused, so that nothing comes in unseen. */
const auditEvent = z.strictObject({
  schema: z.literal(1),
  id: z.uuid(),
  timestamp: z.iso.datetime({ precision: 3 }),
  userId: z.optional(pseudonym),
  tenantId: z.optional(pseudonym),
  service: pattern(/^[a-z][a-z0-9-]*$/, 64),
  action: z.enum(AUDIT_ACTIONS),
  resource: pattern(/^[a-z][a-z0-9-]*(?:\/[A-Za-z0-9_.:-]+)*$/, 512),
  result: z.enum(['error', 'failure', 'success']),
  details: z.record(pattern(/^[A-Za-z][A-Za-z0-9]*$/, 40), z.union([z.boolean(), z.number(), keyedHash, word])),
  ipAddress: keyedHash,
  userAgent: keyedHash,
  correlationId: z.uuid(),
  sealed: pattern(/^v\d+:[A-Za-z0-9_-]+$/, 65_536),
});

const shownEvent = z.omit(auditEvent, { sealed: true });

/**
 * Reads an event.
 * @throws {MalformedAuditEventError} when it isn't one, or holds in clear what may be personal
 */
export function parseAuditEvent(event: unknown): AuditEvent {
  return parsed(auditEvent, event);
}

/**
 * Reads an event without what is sealed in it.
 * @throws {MalformedAuditEventError} when it isn't one
 */
export function parseShownEvent(event: unknown): ShownEvent {
  return parsed(shownEvent, event);
}

function parsed<Event>(schema: z.ZodMiniType<Event>, event: unknown): Event {
  const read = schema.safeParse(event);
  if (!read.success) throw new MalformedAuditEventError(read.error.issues.map(({ path: [field], code }) => `${String(field)} (${code})`));
  return read.data;
}
