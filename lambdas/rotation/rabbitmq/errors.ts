/** The broker refuses a login. */
export class BrokerLoginRefusedError extends Error {
  readonly code = 'broker-login-refused';
  override readonly name = 'BrokerLoginRefusedError';

  constructor() {
    super("The broker refuses the user's name and password, or the user may not do this.");
  }
}

/** The user whose rights the next one gets is missing. */
export class BrokerUserMissingError extends Error {
  readonly code = 'broker-user-missing';
  override readonly name = 'BrokerUserMissingError';

  constructor(username: string) {
    super(`The broker has no user ${username}, whose rights the next one would get. Create it with the password of the secret's current version.`);
  }
}

/** The broker failed, or answered something else than expected. What it said isn't kept: it may quote what was sent. */
export class BrokerFailedError extends Error {
  readonly code = 'broker-failed';
  override readonly name = 'BrokerFailedError';

  /**
   * @param operation what was asked for, without a name or value
   * @param reason Node.js's code or an HTTP status
   */
  constructor(operation: string, reason: string) {
    super(`The broker failed at ${operation}: ${reason}. The current login works; a retry goes on.`);
  }
}
