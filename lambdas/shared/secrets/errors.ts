/** There is no such secret, or none at that stage, or it is being deleted. */
export class SecretNotFoundError extends Error {
  readonly code = 'secret-not-found';
  override readonly name = 'SecretNotFoundError';

  constructor(id: string, stage: string) {
    super(`There is no secret ${id} at the stage ${stage}. Was it created, rotated once, or marked for deletion?`);
  }
}

/** The secret may not be read, or its key may not be used. */
export class SecretDeniedError extends Error {
  readonly code = 'secret-denied';
  override readonly name = 'SecretDeniedError';

  constructor(id: string, reason: string) {
    super(`Reading the secret ${id} is refused: ${reason}. The function's contract, the secret's policy and its key's must all allow it.`);
  }
}

/** A secret holds nothing, or no text. */
export class SecretEmptyError extends Error {
  readonly code = 'secret-empty';
  override readonly name = 'SecretEmptyError';

  constructor(id: string, stage: string) {
    super(`The secret ${id} holds no text at the stage ${stage}. A rotation that didn't finish may have left it so.`);
  }
}

/** The secret's version was revoked, and the service still gives it. */
export class SecretRevokedError extends Error {
  readonly code = 'secret-revoked';
  override readonly name = 'SecretRevokedError';

  constructor(id: string, versionId: string) {
    super(`Version ${versionId} of the secret ${id} was revoked, and no newer one is there yet. It isn't served again.`);
  }
}
