import { Refusal } from '../../shared/http/refusal';

/** No ceremony of this kind runs under this ID: it was used, expired, belongs to another browser or session, or never was. */
export class CeremonyNotFoundError extends Refusal {
  readonly code = 'ceremony-not-found';
  override readonly name = 'CeremonyNotFoundError';
  readonly status = 400;

  constructor() {
    super('This ceremony has expired or was used. Ask for new options and try again.');
  }
}

/** The client data are of another ceremony: `webauthn.create` where `webauthn.get` is due, or the other way round. */
export class WrongCeremonyTypeError extends Refusal {
  readonly code = 'passkey-type';
  override readonly name = 'WrongCeremonyTypeError';
  readonly status = 400;

  constructor() {
    super('The answer is of another kind of ceremony. Ask for new options and try again.');
  }
}

/** The challenge that was signed isn't the one that was given. */
export class WrongChallengeError extends Refusal {
  readonly code = 'passkey-challenge';
  override readonly name = 'WrongChallengeError';
  readonly status = 400;

  constructor() {
    super("The answer isn't to this challenge. Ask for new options and try again.");
  }
}

/** The ceremony ran on another page than ours, or inside a foreign one. */
export class WrongOriginError extends Refusal {
  readonly code = 'passkey-origin';
  override readonly name = 'WrongOriginError';
  readonly status = 403;

  constructor() {
    super('Passkeys are used on our own page only. Check the address of the page.');
  }
}

/** The authenticator answered for another relying party. */
export class WrongRelyingPartyError extends Refusal {
  readonly code = 'passkey-relying-party';
  override readonly name = 'WrongRelyingPartyError';
  readonly status = 403;

  constructor() {
    super('The passkey is of another site. Use one that was made here.');
  }
}

/** Nobody was present, or the authenticator didn't verify who, where that is required. */
export class UserNotVerifiedError extends Refusal {
  readonly code = 'passkey-user-verification';
  override readonly name = 'UserNotVerifiedError';
  readonly status = 403;

  constructor() {
    super('The passkey must be unlocked by PIN or biometrics. Unlock it and try again.');
  }
}

/** A counter that fell, or stood still above zero: there may be a copy of the authenticator (WebAuthn §6.1.1). */
export class CounterFellError extends Refusal {
  readonly code = 'passkey-counter';
  override readonly name = 'CounterFellError';
  readonly status = 403;

  constructor() {
    super('This passkey may have been copied. Sign in otherwise and remove it.');
  }
}

/**
 * The passkey isn't known, belongs to another account, or its signature doesn't fit: one answer for all three, so that nobody
 * learns which passkeys there are.
 */
export class PasskeyRefusedError extends Refusal {
  readonly code = 'passkey-refused';
  override readonly name = 'PasskeyRefusedError';
  readonly status = 401;

  constructor() {
    super("This passkey wasn't accepted. Try again, or sign in otherwise.");
  }
}

/** What was sent isn't an answer of an authenticator, or isn't made as it was asked for. */
export class MalformedCredentialError extends Refusal {
  readonly code = 'passkey-malformed';
  override readonly name = 'MalformedCredentialError';
  readonly status = 400;

  constructor() {
    super("The answer isn't one that a passkey gives to these options.");
  }
}

/** The credential is registered already, here or for somebody else. */
export class PasskeyKnownError extends Refusal {
  readonly code = 'passkey-known';
  override readonly name = 'PasskeyKnownError';
  readonly status = 409;

  constructor() {
    super('This passkey is registered already. Use another one.');
  }
}

/** The account has as many passkeys as it may. */
export class TooManyPasskeysError extends Refusal {
  readonly code = 'too-many-passkeys';
  override readonly name = 'TooManyPasskeysError';
  readonly status = 409;

  constructor(most: number) {
    super(`An account has at most ${String(most)} passkeys. Remove one first.`);
  }
}

/** The account has no such passkey. */
export class PasskeyNotFoundError extends Refusal {
  readonly code = 'passkey-not-found';
  override readonly name = 'PasskeyNotFoundError';
  readonly status = 404;

  constructor() {
    super('There is no such passkey. Reload the list.');
  }
}

/** The account has no passkey that could answer. Only who is signed in, or passed the first factor, is told. */
export class NoPasskeyError extends Refusal {
  readonly code = 'no-passkey';
  override readonly name = 'NoPasskeyError';
  readonly status = 409;

  constructor() {
    super('The account has no passkey. Use another factor.');
  }
}
