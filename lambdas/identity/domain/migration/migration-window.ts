/** The client for users of the older system, and until when it serves (IDN-1). */
export interface MigrationWindow {
  /** The client's ID. */
  readonly client: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/**
 * Reads the window.
 * @param until ISO 8601; what isn't a time is over
 */
export function migrationWindow(client: string, until: string): MigrationWindow {
  const time = Date.parse(until);
  return { client, until: Number.isNaN(time) ? 0 : time };
}

/** Whether this is the migration client, before its end. */
export function isMigrating({ client, until }: MigrationWindow, asked: string, milliseconds: number): boolean {
  return asked === client && milliseconds < until;
}
