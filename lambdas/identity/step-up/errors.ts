import { Refusal } from '../../shared/http/refusal';

/** The proof doesn't hold, or there were too many attempts: both alike. The session stays as it was. */
export class StepUpRefusedError extends Refusal {
  readonly code = 'step-up-refused';
  readonly status = 403;
  override readonly name = 'StepUpRefusedError';

  constructor() {
    super("This isn't accepted. After several failures, wait 5 minutes.");
  }
}

/** A password was offered where the account has something stronger. */
export class StrongerFactorRequiredError extends Refusal {
  readonly code = 'stronger-factor-required';
  readonly status = 403;
  override readonly name = 'StrongerFactorRequiredError';

  constructor() {
    super("A password alone isn't enough for this account. Use its authenticator app, a passkey or a recovery code.");
  }
}
