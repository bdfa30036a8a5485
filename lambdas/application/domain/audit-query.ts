import * as z from 'zod/mini';
import { AUDIT_ACTIONS } from '../../shared/audit/actions';
import type { ShownEvent } from '../../shared/audit/event';
import type { Clock } from '../../shared/clock';
import { DAY_MILLISECONDS } from '../../shared/durations';
import { InvalidAuditFilterError } from './errors';
import { LIMIT, MOST, USUAL } from './page';

/**
 * For how long events are shown: PCI DSS 4.0.1, 10.5.1 wants three months at hand. What is older is the archive's (decision 0126). The
 * outbox keeps events for at least as long.
 */
export const KEPT_DAYS = 92;

/** By how much the clock of a function that writes may be ahead. */
const AHEAD_MILLISECONDS = 60_000;

const time = z.iso.datetime();
const filters = z.object({
  action: z.optional(z.enum(AUDIT_ACTIONS)),
  account: z.optional(z.uuid()),
  result: z.optional(z.enum(['error', 'failure', 'success'])),
  from: z.optional(time),
  until: z.optional(time),
  limit: z.optional(
    z.string().check(
      z.regex(LIMIT),
      z.refine((text) => Number(text) <= MOST),
    ),
  ),
  cursor: z.optional(z.string()),
});

/** What of the audit log is asked for. */
export interface AuditQuery {
  /** ISO 8601, UTC, with milliseconds. */
  readonly from: string;
  readonly until: string;
  readonly limit: number;
  readonly cursor: string | undefined;
  /** Its filters as they were sent, the same text for the same: a cursor goes on with these alone. */
  readonly filters: string;
  /** What an event must be. */
  readonly wanted: Wanted;
}

/** What an event must be; what is left out may be anything. */
export type Wanted = Readonly<Partial<Record<'account' | 'action' | 'result', string>>>;

/** @throws {InvalidAuditFilterError} for a value that a parameter doesn't take */
export function readAuditQuery(parameters: Readonly<Record<string, string>>, clock: Clock): AuditQuery {
  const { data, error } = filters.safeParse({ ...parameters });
  if (data === undefined) throw new InvalidAuditFilterError(namesOf(error), KEPT_DAYS);
  const { limit, cursor, from: since, until: before, ...wanted } = data;
  const now = clock();
  const oldest = now - KEPT_DAYS * DAY_MILLISECONDS;
  const [from, until] = [since === undefined ? oldest : Date.parse(since), before === undefined ? now + AHEAD_MILLISECONDS : Date.parse(before)];
  if (from < oldest) throw new InvalidAuditFilterError(['from'], KEPT_DAYS);
  if (from >= until) throw new InvalidAuditFilterError(['until'], KEPT_DAYS);
  return {
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
    limit: limit === undefined ? USUAL : Number(limit),
    cursor,
    filters: JSON.stringify([wanted.action, wanted.account, wanted.result, since, before]),
    wanted,
  };
}

/** Whether an event is one of those. */
export function isWanted({ action, account, result }: Wanted, event: ShownEvent): boolean {
  return (
    (action === undefined || event.action === action) &&
    (account === undefined || event.userId === account) &&
    (result === undefined || event.result === result)
  );
}

/** Of the parameters with a value that they don't take; the kit let no others through. */
function namesOf({ issues }: z.core.$ZodError): readonly string[] {
  return [...new Set(issues.map(({ path: [name] }) => String(name)))];
}
