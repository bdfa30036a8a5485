import type { ShownEvent } from './event';

/** Which of a tenant's events. */
export interface EventRange {
  readonly tenant: string;
  /** ISO 8601, UTC, with milliseconds: from then on. */
  readonly from: string;
  /** Before then. */
  readonly until: string;
  /** Those alone that come after this moment in the list, which is the one before it in time. */
  readonly after?: string | undefined;
  /** How many at most. */
  readonly limit: number;
}

/** A part of a tenant's events, newest first. */
export interface EventPage {
  readonly events: readonly ShownEvent[];
  /** Whether there may be more after the last of them. */
  readonly more: boolean;
}

/** The events of each tenant by time, without what is sealed in them. It is behind the events by about a second. */
export interface EventIndex {
  /** @throws {DependencyFailedError} when the store fails */
  read(range: EventRange): Promise<EventPage>;
}
