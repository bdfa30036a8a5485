import { Refusal } from '../../../shared/http/refusal';

/** The pool's policy refuses a password: it should never come so far, since ours is asked first. */
export class PasswordRefusedError extends Refusal {
  readonly code = 'password-refused';
  override readonly name = 'PasswordRefusedError';
  readonly status = 422;

  constructor() {
    super("The password isn't accepted. Choose a longer one that isn't widely known.");
  }
}

/** A trigger refused a sign-in or sign-up, or its challenge is too old or answered already. */
export class RefusedByPoolError extends Error {
  readonly code = 'refused-by-pool';
  override readonly name = 'RefusedByPoolError';

  /** @param operation such as `cognito-idp:RespondToAuthChallenge` */
  constructor(
    operation: string,
    readonly reason: string,
  ) {
    super(`${operation} was refused: ${reason}.`);
  }
}

/** Whether the pool said that there is no such user, and nothing else: any other refusal leaves a user where they are. */
export function isUserGone(error: unknown): boolean {
  return error instanceof RefusedByPoolError && error.reason === 'UserNotFoundException';
}

/** The pool gave tokens to the migration client: its judge is gone, and nobody may be signed in until it is back. */
export class TokensGivenError extends Error {
  readonly code = 'tokens-given';
  override readonly name = 'TokensGivenError';

  constructor() {
    super('The user pool gave tokens to the migration client. Is pre token generation still its trigger?');
  }
}
