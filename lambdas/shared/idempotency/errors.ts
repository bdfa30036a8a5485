import { Refusal } from '../http/refusal';

/** A key that isn't one. */
export class InvalidIdempotencyKeyError extends Refusal {
  readonly code = 'invalid-idempotency-key';
  override readonly name = 'InvalidIdempotencyKeyError';
  readonly status = 400;

  constructor() {
    super('Idempotency-Key is 16 to 64 letters, digits, "-" and "_", in quotes or without, such as a new UUID for each write.');
  }
}

/** The same key came with another request before. */
export class IdempotencyKeyReusedError extends Refusal {
  readonly code = 'idempotency-key-reused';
  override readonly name = 'IdempotencyKeyReusedError';
  readonly status = 422;

  constructor() {
    super('This Idempotency-Key was sent with another request. Take a new one for each write.');
  }
}

/** The first request with the key isn't answered yet. */
export class IdempotencyKeyInUseError extends Refusal {
  readonly code = 'idempotency-key-in-use';
  override readonly name = 'IdempotencyKeyInUseError';
  readonly status = 409;
  override readonly headers = { 'Retry-After': '1' };

  constructor() {
    super('A request with this Idempotency-Key is being answered. Try again.');
  }
}
