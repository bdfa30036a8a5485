import { Refusal } from '../../shared/http/refusal';

/** The session is over, revoked, or never was: all alike. */
export class SessionEndedError extends Refusal {
  readonly code = 'session-ended';
  readonly status = 401;
  override readonly name = 'SessionEndedError';
  override readonly headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };

  constructor() {
    super('The session has ended. Sign in again.');
  }
}

/** The account is suspended. Only who proved to have one of its sessions is told. */
export class AccountSuspendedError extends Refusal {
  readonly code = 'account-suspended';
  readonly status = 403;
  override readonly name = 'AccountSuspendedError';

  constructor() {
    super('The account is suspended. Ask the administrator of your organisation.');
  }
}
