import { Refusal } from '../../shared/http/refusal';

/** A recovery can't be completed yet. Only who has its code is told. */
export class RecoveryWaitsError extends Refusal {
  readonly code = 'recovery-waits';
  readonly status = 409;
  override readonly name = 'RecoveryWaitsError';
  override readonly headers: Readonly<Record<string, string>>;

  constructor(retryAfterSeconds: number) {
    super('The recovery still waits. The mail says from when on it can be completed.');
    this.headers = { 'Retry-After': String(retryAfterSeconds) };
  }
}
