/** Something other than a statement made by `sql` was to be run (EDGE-14). */
export class NotAStatementError extends Error {
  readonly code = 'not-a-statement';
  override readonly name = 'NotAStatementError';

  constructor() {
    super('Only statements made by the template tag sql are run: constant text, with values as parameters.');
  }
}

/** A statement's text does something that the application never does. */
export class StatementNotAllowedError extends Error {
  readonly code = 'statement-not-allowed';
  override readonly name = 'StatementNotAllowedError';

  constructor(rule: string) {
    super(`The statement isn't allowed: ${rule}.`);
  }
}

/** A value can't be a parameter. */
export class InvalidParameterError extends Error {
  readonly code = 'invalid-parameter';
  override readonly name = 'InvalidParameterError';

  /** @param position counted from 1; the value itself isn't shown */
  constructor(position: number, kind: string) {
    super(`Parameter ${position} is ${kind}. Allowed: text, finite numbers, bigint, boolean, Date, bytes, null, and arrays of text.`);
  }
}

/** A tenant's identifier isn't one. */
export class InvalidTenantError extends Error {
  readonly code = 'invalid-tenant';
  override readonly name = 'InvalidTenantError';

  constructor() {
    super("The tenant isn't a UUID in lower case. It comes from a verified token, never from what a client wrote.");
  }
}

/** A transaction was used after its end. */
export class TransactionEndedError extends Error {
  readonly code = 'transaction-ended';
  override readonly name = 'TransactionEndedError';

  constructor() {
    super('The transaction is over. Await every statement before the work returns, and keep no reference to its transaction.');
  }
}

/** What the application may tell whoever asked. */
export interface PublicRefusal {
  /** An HTTP status. */
  readonly status: 404 | 409 | 422;
  /** Constant text: no value and no name from the database. */
  readonly publicMessage: string;
}

/** The database refuses what was asked, by a constraint or by row security. */
export class RefusedByDatabaseError extends Error implements PublicRefusal {
  readonly code = 'refused-by-database';
  override readonly name = 'RefusedByDatabaseError';
  readonly status: PublicRefusal['status'];
  readonly publicMessage: string;

  /** @param constraint its name, for code that has more to say; `undefined` where there is none */
  constructor(
    refusal: PublicRefusal,
    readonly sqlState: string,
    readonly constraint: string | undefined,
  ) {
    super(`The database refused with SQLSTATE ${sqlState}${constraint === undefined ? '' : ` by the constraint ${constraint}`}.`);
    this.status = refusal.status;
    this.publicMessage = refusal.publicMessage;
  }
}

/** Others changed the same rows again and again, also at the last attempt. Nothing was changed. */
export class ConflictError extends Error {
  readonly code = 'conflict';
  override readonly name = 'ConflictError';

  constructor(readonly sqlState: string) {
    super(`The transaction conflicts with others (SQLSTATE ${sqlState}). Nothing was changed.`);
  }
}

/** A user's password, or the user, isn't accepted. */
export class LoginRefusedError extends Error {
  readonly code = 'login-refused';
  override readonly name = 'LoginRefusedError';

  constructor(readonly sqlState: string) {
    super(`The database refuses the login (SQLSTATE ${sqlState}): a rotation that didn't finish, or a user without a password.`);
  }
}

/** The database failed, or can't be reached. */
export class DatabaseFailedError extends Error {
  readonly code = 'database-failed';
  override readonly name = 'DatabaseFailedError';

  /**
   * The driver's error isn't kept as the cause: its message, detail and query may hold values of a row.
   * @param reason an SQLSTATE or Node.js's code
   * @param connectionLost whether the connection is gone, so that what ran on it may be asked of another one
   */
  constructor(
    readonly reason: string,
    readonly connectionLost: boolean,
  ) {
    super(`The database failed (${reason}).`);
  }
}

/** The connection was lost while the transaction was being committed: it may have happened or not. */
export class CommitUnknownError extends Error {
  readonly code = 'commit-unknown';
  override readonly name = 'CommitUnknownError';

  constructor() {
    super('The connection was lost during the commit. Read whether it happened, or repeat a write that is idempotent.');
  }
}

/** A user's secret isn't a user name and a password. */
export class InvalidLoginError extends Error {
  readonly code = 'invalid-login';
  override readonly name = 'InvalidLoginError';

  constructor() {
    super('The secret of a database user isn\'t JSON with the texts "username" and "password".');
  }
}

/** A password can't be one of a database user. */
export class UnsupportedPasswordError extends Error {
  readonly code = 'unsupported-password';
  override readonly name = 'UnsupportedPasswordError';

  constructor() {
    super('The password of a database user must be 20 to 128 printable ASCII characters without spaces.');
  }
}
