import { Refusal } from '../http/refusal';

/** There is no such record, or it may not be met: which of the two is nobody's business. */
export class RecordNotFoundError extends Refusal {
  readonly code = 'unknown-record';
  readonly status = 404;
  override readonly name = 'RecordNotFoundError';

  constructor() {
    super('There is no such record among those that you may reach.');
  }
}
