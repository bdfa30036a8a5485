import { Refusal } from '../../shared/http/refusal';

/** A code is wrong, expired, used, tried too often, or was never sent: all alike. */
export class CodeRefusedError extends Refusal {
  readonly code = 'code-refused';
  readonly status = 400;
  override readonly name = 'CodeRefusedError';

  constructor() {
    super("The code isn't right, or doesn't hold any more. Ask for a new one.");
  }
}

/** A budget is used up. */
export class TooManyRequestsError extends Refusal {
  readonly code = 'too-many-requests';
  readonly status = 429;
  override readonly name = 'TooManyRequestsError';
  override readonly headers: Readonly<Record<string, string>>;

  constructor(retryAfterSeconds: number) {
    super('There were too many requests. Wait, and try again.');
    this.headers = { 'Retry-After': String(retryAfterSeconds) };
  }
}
