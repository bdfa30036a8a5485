import { Refusal } from '../../../shared/http/refusal';
import { MOST_KEYS } from './api-key';

/** The tenant has no such key; whether another has is nobody's business. */
export class UnknownApiKeyError extends Refusal {
  readonly code = 'unknown-api-key';
  readonly status = 404;
  override readonly name = 'UnknownApiKeyError';

  constructor() {
    super('There is no such API key. GET /auth/api-keys lists them.');
  }
}

/** The tenant has as many keys as it may. */
export class TooManyApiKeysError extends Refusal {
  readonly code = 'too-many-api-keys';
  readonly status = 409;
  override readonly name = 'TooManyApiKeysError';

  constructor() {
    super(`There are ${String(MOST_KEYS)} API keys in use, the most there may be. Revoke one that isn't needed.`);
  }
}

/** The caller's roles of this moment don't allow it, whatever the access token says. */
export class NotAllowedError extends Refusal {
  readonly code = 'not-allowed';
  readonly status = 403;
  override readonly name = 'NotAllowedError';

  constructor() {
    super('Only owners and administrators may do this.');
  }
}

/** A key is made, and members, roles and settings are administered, in the caller's own tenant alone. */
export class OwnTenantRequiredError extends Refusal {
  readonly code = 'own-tenant-required';
  readonly status = 403;
  override readonly name = 'OwnTenantRequiredError';

  constructor() {
    super('This is done in your own tenant alone. Leave the one that you entered by DELETE /auth/tenant-entries/current.');
  }
}
