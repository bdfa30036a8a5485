import { Refusal } from '../../shared/http/refusal';

/** Unknown user, wrong password, locked or suspended account: all alike (IDN-2). */
export class InvalidCredentialsError extends Refusal {
  readonly code = 'invalid-credentials';
  override readonly name = 'InvalidCredentialsError';
  readonly status = 401;

  constructor() {
    super("The email address and password don't belong together, or the account can't be used this way at the moment.");
  }
}

/** An address has had its attempts. */
export class TooManyAttemptsError extends Refusal {
  readonly code = 'too-many-attempts';
  override readonly name = 'TooManyAttemptsError';
  readonly status = 429;
  override readonly headers: Readonly<Record<string, string>>;

  constructor(retryAfterSeconds: number) {
    super('There were too many attempts from this address. Try again later.');
    this.headers = { 'Retry-After': String(retryAfterSeconds) };
  }
}

/** There is no such half-finished sign-in in this browser: it is over, too old, another browser's, or never was. All alike (IDN-8). */
export class SignInExpiredError extends Refusal {
  readonly code = 'sign-in-expired';
  override readonly name = 'SignInExpiredError';
  readonly status = 401;

  constructor() {
    super('This sign-in has expired. Begin again.');
  }
}

/** A second factor doesn't hold, or there were too many attempts at it: both alike. */
export class FactorRefusedError extends Refusal {
  readonly code = 'factor-refused';
  override readonly name = 'FactorRefusedError';
  readonly status = 401;

  constructor() {
    super("The code isn't accepted. Wait for a new one, or use another factor.");
  }
}

/** The account has no phone that may be texted. */
export class NoTextMessagesError extends Refusal {
  readonly code = 'no-text-messages';
  override readonly name = 'NoTextMessagesError';
  readonly status = 409;

  constructor() {
    super('No text messages can be sent for this account. Use another factor.');
  }
}

/** A sign-in was to go where it can't: a fault of ours. */
export class IllegalStepError extends Error {
  readonly code = 'illegal-step';
  override readonly name = 'IllegalStepError';

  constructor(state: string, event: string) {
    super(`A sign-in that is ${state} knows no "${event}".`);
  }
}
