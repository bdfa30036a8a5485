/** What an operator asked of a deployed environment didn't happen; the text is for people and holds no secret. */
export abstract class OperationError extends Error {
  abstract readonly code: string;
}

/** There are no credentials of AWS, or none that it takes. */
export class NoCredentialsError extends OperationError {
  readonly code = 'NO_CREDENTIALS';

  constructor(reason: string) {
    super(`AWS takes no credentials of yours (${reason}). Sign in, such as with "aws sso login", or set AWS_PROFILE, and run it again.`);
  }
}

/** `AWS_ENDPOINT_URL` leads off this machine. */
export class EndpointError extends OperationError {
  readonly code = 'ENDPOINT';
}

/** The credentials are of another account. */
export class WrongAccountError extends OperationError {
  readonly code = 'WRONG_ACCOUNT';

  constructor(environment: string, wanted: string, found: string) {
    super(`The environment ${environment} is in account ${wanted}, and your credentials are of account ${found}. Nothing was changed.`);
  }
}

/** The caller may not do this. */
export class AccessDeniedError extends OperationError {
  readonly code = 'ACCESS_DENIED';

  constructor(readonly operation: string) {
    super(`AWS denies ${operation} to your role. Take a role that may, or have the action granted.`);
  }
}

/** A service of AWS failed. */
export class ServiceFailedError extends OperationError {
  readonly code = 'SERVICE_FAILED';

  /** @param reason the error's name, such as `ThrottlingException`; its text may quote what was sent */
  constructor(
    operation: string,
    readonly reason: string,
  ) {
    super(`${operation} failed: ${reason}. What is deployed goes on working; run it again.`);
  }
}

/** A secret that was named isn't one that rotates in this environment. */
export class UnknownSecretError extends OperationError {
  readonly code = 'UNKNOWN_SECRET';

  constructor(environment: string, unknown: readonly string[], known: readonly string[]) {
    const allowed = known.length === 0 ? 'none; is it deployed?' : known.join(', ');
    super(`The environment ${environment} has no rotating secret ${unknown.join(', ')}. Those that rotate: ${allowed}`);
  }
}

/** The function that rotates a secret isn't one of ours. */
export class ForeignFunctionError extends OperationError {
  readonly code = 'FOREIGN_FUNCTION';

  constructor(secret: string) {
    super(`The secret ${secret} is rotated by a function, or a service, that this command doesn't know. Rotate it where it was set up.`);
  }
}

/** A rotation failed; the current value is what it was. */
export class RotationFailedError extends OperationError {
  readonly code = 'ROTATION_FAILED';

  /** @param reason the function's first error, as its log has it */
  constructor(reason: string) {
    super(`The rotation failed: ${reason}`);
  }
}

/** What the secret made can't be made anew from anything, so ending it would lock people out. */
export class UnrevocableError extends OperationError {
  readonly code = 'UNREVOCABLE';

  constructor(name: string) {
    super(
      `${name} can't be revoked: by its keys accounts are found by their email address, and without the older ones nobody could sign in. ` +
        'Rotate it with --now alone: what is written from then on is under the new key. Nothing was changed.',
    );
  }
}

/** A rotation didn't finish in time; nothing was revoked. */
export class RotationTimedOutError extends OperationError {
  readonly code = 'TIMED_OUT';

  constructor(versionId: string) {
    super(
      `The rotation to version ${versionId} didn't finish in time. The current value goes on working, and nothing was revoked; Secrets Manager tries again.`,
    );
  }
}

/** What was read back isn't what a rotation leaves. */
export class NotConfirmedError extends OperationError {
  readonly code = 'NOT_CONFIRMED';

  constructor(problem: string) {
    super(`The versions read back otherwise: ${problem}. Somebody may be rotating at the same time; look, and run it again.`);
  }
}

/** There are several policy stores where one belongs. */
export class SeveralPolicyStoresError extends OperationError {
  readonly code = 'SEVERAL_POLICY_STORES';

  constructor(environment: string, stores: readonly string[]) {
    super(
      `The environment ${environment} has ${String(stores.length)} policy stores: ${stores.join(', ')}. One is allowed: deploy the stack as it is here, which makes one, and compare again. Nothing was compared.`,
    );
  }
}

/** There is no policy store to look at. */
export class NoPolicyStoreError extends OperationError {
  readonly code = 'NO_POLICY_STORE';

  constructor(environment: string, why: string) {
    super(`The environment ${environment} has no policy store: ${why}`);
  }
}
