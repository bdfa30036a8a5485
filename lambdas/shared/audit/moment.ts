import type { AuditEvent } from './event';

/** Where an event stands in time: no two are at the same place, so that a list goes on exactly after one of them. Sorts as text. */
export function momentOf({ timestamp, id }: Pick<AuditEvent, 'id' | 'timestamp'>): string {
  return `${timestamp}/${id}`;
}
