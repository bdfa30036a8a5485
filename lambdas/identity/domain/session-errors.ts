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

/** The last proof of who they are is too old for this action (IDN-14). */
export class StepUpRequiredError extends Refusal {
  readonly code = 'step-up-required';
  readonly status = 403;
  override readonly name = 'StepUpRequiredError';
  override readonly headers: Readonly<Record<string, string>>;

  /** @param seconds how old the proof may be */
  constructor(seconds: number) {
    super('Show again that it is you, by POST /auth/step-up or a passkey, and repeat the request.');
    // RFC 9470 §3
    this.headers = { 'WWW-Authenticate': `Bearer error="insufficient_user_authentication", max_age="${String(seconds)}"` };
  }
}
