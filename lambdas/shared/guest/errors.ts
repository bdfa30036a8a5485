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

/** A handler would change what its request didn't read, and so nobody decided about: a fault of its own, which callers see as any. */
export class StrangeRecordError extends Error {
  readonly code = 'strange-record';
  override readonly name = 'StrangeRecordError';

  constructor(guest: string) {
    super(
      `A handler of the guest '${guest}' gave replace or remove a record that find, list and create didn't give it. Give the very object that one of them gave.`,
    );
  }
}
