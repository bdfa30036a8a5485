import { Refusal } from './refusal';

/** How old a proof of who they are may be for a dangerous action, in seconds (IDN-14). */
export const STEP_UP_SECONDS = 300;

/** The last proof of who they are is too old for this action (IDN-14). */
export class StepUpRequiredError extends Refusal {
  readonly code = 'step-up-required';
  readonly status = 403;
  override readonly name = 'StepUpRequiredError';
  /** RFC 9470 §3 */
  override readonly headers = { 'WWW-Authenticate': `Bearer error="insufficient_user_authentication", max_age="${String(STEP_UP_SECONDS)}"` };

  constructor() {
    super('Show again that it is you, by POST /auth/step-up or a passkey, and repeat the request.');
  }
}

/** @throws {StepUpRequiredError} when the proof is older than {@link STEP_UP_SECONDS} */
export function requireStepUp(authenticatedAt: number, now: number): void {
  if (now - authenticatedAt > STEP_UP_SECONDS) throw new StepUpRequiredError();
}
