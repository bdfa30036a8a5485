import { Refusal } from '../../shared/http/refusal';
import { Denial, type Because } from '../domain/denial';

/** The person has no such session; whether somebody else has is nobody's business. */
export class UnknownSessionError extends Refusal {
  readonly code = 'unknown-session';
  readonly status = 404;
  override readonly name = 'UnknownSessionError';

  constructor() {
    super('You have no such session. GET /auth/sessions lists them.');
  }
}

/** Only a SUPER_ADMIN of this moment enters other tenants, whatever the access token says. */
export class SuperAdminRequiredError extends Denial {
  readonly code = 'super-admin-required';
  override readonly name = 'SuperAdminRequiredError';

  constructor(because: Because) {
    super('Only a SUPER_ADMIN enters other tenants.', because);
  }
}

/** A tenant is entered from one's own, or not at all: one at a time (AZN-5). */
export class TenantEnteredError extends Refusal {
  readonly code = 'tenant-entered';
  readonly status = 409;
  override readonly name = 'TenantEnteredError';

  constructor() {
    super('You are in another tenant already. Leave it by DELETE /auth/tenant-entries/current.');
  }
}

/** Nobody needs leave to be where they belong. */
export class OwnTenantError extends Refusal {
  readonly code = 'own-tenant';
  readonly status = 409;
  override readonly name = 'OwnTenantError';

  constructor() {
    super('This tenant is your own: name another one.');
  }
}
