import type { AuditAction } from './actions';

/** An audit event (AUD-1), P's fields in one versioned schema. In clear are pseudonyms alone (AUD-2); the rest is in `sealed`. */
export interface AuditEvent {
  readonly schema: 1;
  /** A UUID, by which it is deduplicated. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  /** The account's ID, a pseudonym. */
  readonly userId?: string;
  readonly tenantId?: string;
  /** The function. */
  readonly service: string;
  readonly action: AuditAction;
  /** What it happened to, such as `account/<id>` or `session/<id>`. */
  readonly resource: string;
  readonly result: 'error' | 'failure' | 'success';
  /** Words and numbers of ours, and pseudonyms. */
  readonly details: Readonly<Record<string, boolean | number | string>>;
  /** A keyed hash of the address, as `v<version>:<hash>`. */
  readonly ipAddress: string;
  /** A keyed hash of the user agent, as `v<version>:<hash>`. */
  readonly userAgent: string;
  readonly correlationId: string;
  /** Address, user agent and what else is personal, as JSON, sealed under the session keys' ring: `v<version>:<nonce, ciphertext and tag>`. */
  readonly sealed: string;
}

/** An event without what is sealed in it. */
export type ShownEvent = Omit<AuditEvent, 'sealed'>;

/** What a function tells of an event; the port adds the rest. */
export interface AuditFacts {
  readonly action: AuditAction;
  readonly result: AuditEvent['result'];
  readonly resource: string;
  readonly account?: string;
  readonly tenant?: string;
  readonly details?: AuditEvent['details'];
  /** Personal values, which are sealed. */
  readonly personal?: Readonly<Record<string, string>>;
}
