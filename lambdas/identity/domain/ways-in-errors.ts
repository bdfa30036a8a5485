import { Refusal } from '../../shared/http/refusal';

/** Without it nobody could sign in to the account any more. */
export class LastWayInError extends Refusal {
  readonly code = 'last-way-in';
  override readonly name = 'LastWayInError';
  readonly status = 409;

  constructor() {
    super('This is the only way into the account. Set a password or add a passkey first.');
  }
}

/** Recovery codes and text messages stand in for a factor: alone they are none (IDN-6, IDN-7). */
export class FactorNeededError extends Refusal {
  readonly code = 'factor-needed';
  readonly status = 409;
  override readonly name = 'FactorNeededError';

  constructor() {
    super('Recovery codes and text messages only stand in for an authenticator app or a passkey: one of these must stay, or be set up first.');
  }
}
