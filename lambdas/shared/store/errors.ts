import { Refusal } from '../http/refusal';

/** A stored document isn't a record of its kind. */
export class MalformedRecordError extends Error {
  readonly code = 'malformed-record';
  override readonly name = 'MalformedRecordError';

  /** @param kind of which it should be; what the document holds isn't told, since it may be personal */
  constructor(kind: string) {
    super(
      `A stored document isn't a record of the kind "${kind}". Only the functions of identity write them: was the kind changed without its old form being read?`,
    );
  }
}

/** Others changed a record at each of the attempts. */
export class ConflictError extends Refusal {
  readonly code = 'conflict';
  override readonly name = 'ConflictError';
  readonly status = 409;
  /** RFC 9110 §10.2.3 */
  override readonly headers = { 'Retry-After': '1' };

  constructor() {
    super('Something else changed this at the same time. Try again.');
  }
}
