import { Refusal } from '../../shared/http/refusal';

/** No such identity provider is configured. */
export class ProviderUnknownError extends Refusal {
  readonly code = 'sso-provider-unknown';
  override readonly name = 'ProviderUnknownError';
  readonly status = 404;

  constructor() {
    super('There is no such identity provider. Choose one of the sign-in page.');
  }
}

/** The state isn't one that was given to this browser for this provider, or it was used or has expired (RFC 6749 §10.12). */
export class StateRefusedError extends Refusal {
  readonly code = 'sso-state';
  override readonly name = 'StateRefusedError';
  readonly status = 400;

  constructor() {
    super("This sign-in has expired, was used, or wasn't begun in this browser. Begin again.");
  }
}

/** What about a provider's answer didn't hold. */
export type AnswerFault = 'code' | 'denied' | 'id-token' | 'issuer' | 'signature' | 'time';

/** The provider's answer doesn't hold: forged, injected, of another provider, or refused by it. The caller isn't told more; the trail is. */
export class AnswerRefusedError extends Refusal {
  readonly code = 'sso-refused';
  override readonly name = 'AnswerRefusedError';
  readonly status = 403;

  constructor(readonly fault: AnswerFault) {
    super("The identity provider's answer wasn't accepted. Begin again.");
  }
}

/** The provider doesn't vouch for an address, and an account needs one. */
export class EmailUnverifiedError extends Refusal {
  readonly code = 'sso-email-unverified';
  override readonly name = 'EmailUnverifiedError';
  readonly status = 403;

  constructor() {
    super("The identity provider doesn't vouch for your email address. Confirm it there and begin again, or register with us.");
  }
}

/** The address has an account: it is joined by its owner alone, signed in (IDN-11). */
export class AddressTakenError extends Refusal {
  readonly code = 'sso-address-taken';
  override readonly name = 'AddressTakenError';
  readonly status = 409;

  constructor() {
    super('There is an account with your email address. Sign in to it as you did before, and link this identity provider there.');
  }
}

/** The person at the provider is linked to an account already, or the account to another person there. */
export class LinkTakenError extends Refusal {
  readonly code = 'sso-link-taken';
  override readonly name = 'LinkTakenError';
  readonly status = 409;

  constructor() {
    super('This identity is linked already, or the account is linked to another one of this provider. Remove that link first.');
  }
}

/** The account has no link to this provider. */
export class LinkNotFoundError extends Refusal {
  readonly code = 'sso-link-not-found';
  override readonly name = 'LinkNotFoundError';
  readonly status = 404;

  constructor() {
    super("The account isn't linked to this identity provider. Reload the page.");
  }
}

/** The configuration of the identity providers, or their secrets, can't be used: a mistake of ours, told to nobody outside. */
export class ProviderConfigurationError extends Error {
  readonly code = 'sso-configuration';
  override readonly name = 'ProviderConfigurationError';

  /** @param problem what is wrong and where, never a value */
  constructor(problem: string) {
    super(`The identity providers are misconfigured: ${problem}.`);
  }
}
