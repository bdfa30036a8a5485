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
