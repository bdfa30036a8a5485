import { Refusal } from '../../shared/http/refusal';

/** The present password that was given isn't it. */
export class WrongPasswordError extends Refusal {
  readonly code = 'wrong-password';
  readonly status = 403;
  override readonly name = 'WrongPasswordError';

  constructor() {
    super("The present password isn't right.");
  }
}

/** The account has no password that could change. */
export class NoPasswordError extends Refusal {
  readonly code = 'no-password';
  readonly status = 409;
  override readonly name = 'NoPasswordError';

  constructor() {
    super('The account has no password: it is signed in to otherwise.');
  }
}

/** The account has no such factor, or nothing of it was begun in this session. */
export class NoSuchFactorError extends Refusal {
  readonly code = 'no-such-factor';
  readonly status = 404;
  override readonly name = 'NoSuchFactorError';

  constructor() {
    super('There is none, or what was begun is over. Begin again.');
  }
}

/** The number isn't one that messages are sent to, or none are sent at all. */
export class PhoneRefusedError extends Refusal {
  readonly code = 'phone-refused';
  readonly status = 422;
  override readonly name = 'PhoneRefusedError';

  /** @param countries ISO 3166 alpha-2 */
  constructor(countries: ReadonlySet<string>) {
    super(countries.size === 0 ? 'Text messages are off here.' : `Give a number as +41…, of one of: ${[...countries].sort().join(', ')}.`);
  }
}
