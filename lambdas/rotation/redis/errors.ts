/** The cache refuses a login. */
export class CacheLoginRefusedError extends Error {
  readonly code = 'cache-login-refused';
  override readonly name = 'CacheLoginRefusedError';

  constructor() {
    super("The cache refuses the user's password.");
  }
}

/** The cache answered something else than expected, or closed the connection. */
export class CacheAnswerError extends Error {
  readonly code = 'cache-answer';
  override readonly name = 'CacheAnswerError';

  constructor() {
    super("The cache didn't answer AUTH and PING as Redis does. Is this its port, and does it serve?");
  }
}

/** The cache keeps what it should end. */
export class SessionsNotEndedError extends Error {
  readonly code = 'sessions-not-ended';
  override readonly name = 'SessionsNotEndedError';

  constructor() {
    super(
      "The old password is refused, but the cache didn't end the user's open sessions. Its access string needs +client|kill: deploy the data stack, then revoke again.",
    );
  }
}

/** The service didn't make a change to a user effective in time. */
export class CacheUserBusyError extends Error {
  readonly code = 'cache-user-busy';
  override readonly name = 'CacheUserBusyError';

  constructor(userId: string, status: string) {
    super(`The cache's user ${userId} is ${status}, and not active in time. The current password works; a retry goes on.`);
  }
}
