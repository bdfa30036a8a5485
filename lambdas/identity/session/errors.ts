import { Refusal } from '../../shared/http/refusal';

/** The person has no such session; whether somebody else has is nobody's business. */
export class UnknownSessionError extends Refusal {
  readonly code = 'unknown-session';
  readonly status = 404;
  override readonly name = 'UnknownSessionError';

  constructor() {
    super('You have no such session. GET /auth/sessions lists them.');
  }
}
