import { DatabaseError } from 'pg';
import { ConflictError, DatabaseFailedError, LoginRefusedError, RefusedByDatabaseError, type PublicRefusal } from './errors';

const INVALID: PublicRefusal = Object.freeze({ status: 422, publicMessage: "A value isn't valid." });

/**
 * Row security answers as if the row weren't there: that it is somebody else's isn't told. What isn't listed is a fault
 * of ours or of the server's, and nobody's refusal.
 */
const REFUSALS: Readonly<Record<string, PublicRefusal>> = Object.freeze({
  /** unique_violation */
  '23505': { status: 409, publicMessage: 'It exists already.' },
  /** foreign_key_violation */
  '23503': { status: 409, publicMessage: "It refers to something that doesn't exist, or something refers to it." },
  /** restrict_violation */
  '23001': { status: 409, publicMessage: "It refers to something that doesn't exist, or something refers to it." },
  /** not_null_violation */
  '23502': INVALID,
  /** check_violation */
  '23514': INVALID,
  /** string_data_right_truncation */
  '22001': INVALID,
  /** numeric_value_out_of_range */
  '22003': INVALID,
  /** datetime_field_overflow */
  '22008': INVALID,
  /** character_not_in_repertoire, such as a zero byte in text */
  '22021': INVALID,
  /** invalid_text_representation */
  '22P02': INVALID,
  /** insufficient_privilege, which includes a row that WITH CHECK refuses */
  '42501': { status: 404, publicMessage: 'There is no such thing.' },
});

/** serialization_failure, deadlock_detected, lock_not_available */
const CONFLICTS: ReadonlySet<string> = new Set(['40001', '40P01', '55P03']);

/** invalid_authorization_specification, invalid_password */
const LOGIN: ReadonlySet<string> = new Set(['28000', '28P01']);

/** Class 08 is the connection's; the others are a shutdown, a failover, a start-up, and a session that was idle for too long. */
const CONNECTION_LOST = /^(08.{3}|57P0[1-5]|25P0[34])$/;

/**
 * Our own error for one of the driver's. Of a server's answer the SQLSTATE and the constraint's name are kept: message,
 * detail and query may hold values.
 */
export function translate(error: unknown): RefusedByDatabaseError | ConflictError | LoginRefusedError | DatabaseFailedError {
  if (!(error instanceof DatabaseError)) return new DatabaseFailedError(nodeCodeOf(error), true);
  const sqlState = error.code ?? 'none';
  const refusal = Object.hasOwn(REFUSALS, sqlState) ? REFUSALS[sqlState] : undefined;
  if (refusal !== undefined) return new RefusedByDatabaseError(refusal, sqlState, error.constraint);
  if (CONFLICTS.has(sqlState)) return new ConflictError(sqlState);
  if (LOGIN.has(sqlState)) return new LoginRefusedError(sqlState);
  return new DatabaseFailedError(sqlState, CONNECTION_LOST.test(sqlState));
}

/** Such as `ECONNRESET`, or one of TLS's; the driver's own errors about a connection that broke have none. */
function nodeCodeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'connection';
}
