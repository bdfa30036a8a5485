import { Refusal } from '../../shared/http/refusal';

/** No erasure waits that could be cancelled. */
export class NoErasureError extends Refusal {
  readonly code = 'no-erasure';
  readonly status = 404;
  override readonly name = 'NoErasureError';

  constructor() {
    super('No erasure of this account waits, or it has begun and can not be cancelled any more.');
  }
}

/** An erasure waits already, and nothing else is decided meanwhile. */
export class ErasureWaitsError extends Refusal {
  readonly code = 'erasure-waits';
  readonly status = 409;
  override readonly name = 'ErasureWaitsError';

  constructor() {
    super('The erasure of this account waits. GET /auth/erasure shows it, and DELETE /auth/erasure cancels it.');
  }
}

/** Data whose processing is restricted are kept. */
export class AccountRestrictedError extends Refusal {
  readonly code = 'account-restricted';
  readonly status = 409;
  override readonly name = 'AccountRestrictedError';

  constructor() {
    super('The processing of your data is restricted, so they are kept. Lift the restriction first, by DELETE /auth/restriction.');
  }
}

/** There is no restriction. */
export class NotRestrictedError extends Refusal {
  readonly code = 'not-restricted';
  readonly status = 404;
  override readonly name = 'NotRestrictedError';

  constructor() {
    super('The processing of your data is not restricted.');
  }
}
