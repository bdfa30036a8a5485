import { Refusal } from '../../../shared/http/refusal';
import { Denial, type Because } from '../denial';
import { MOST_KEYS, OWNER_SCOPE } from './api-key';

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
export class NotAllowedError extends Denial {
  readonly code = 'not-allowed';
  override readonly name = 'NotAllowedError';

  constructor(because: Because) {
    super('Only owners and administrators may do this.', because);
  }
}

/** A key is made, and members, roles and settings are administered, in the caller's own tenant alone. */
export class OwnTenantRequiredError extends Denial {
  readonly code = 'own-tenant-required';
  override readonly name = 'OwnTenantRequiredError';

  constructor() {
    super('This is done in your own tenant alone. Leave the one that you entered by DELETE /auth/tenant-entries/current.', { reason: 'own-tenant' });
  }
}

/** What reaches beyond what a key created is an owner's to grant (AZN-3). */
export class OwnerScopeError extends Denial {
  readonly code = 'owner-scope';
  override readonly name = 'OwnerScopeError';

  constructor() {
    super(`Only an owner grants the scope ${OWNER_SCOPE} to a key. Leave it out, or ask an owner to make the key.`, { reason: 'owner-scope' });
  }
}
