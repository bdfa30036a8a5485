/** Why a token is refused; for logs and tests, and never for who sent it. */
export type Defect = 'claims' | 'expired' | 'header' | 'malformed' | 'oversize' | 'signature' | 'unknown-key';

/** A token isn't a valid access token. */
export class TokenRefusedError extends Error {
  readonly code = 'token-refused';
  override readonly name = 'TokenRefusedError';

  constructor(readonly defect: Defect) {
    super(`The access token is refused: ${defect}.`);
  }
}

/** There is no key that signs. */
export class SigningKeyMissingError extends Error {
  readonly code = 'signing-key-missing';
  override readonly name = 'SigningKeyMissingError';

  constructor(id: string) {
    super(`The secret ${id} holds no key that signs. Its first rotation makes it: ringwall rotate --now.`);
  }
}
