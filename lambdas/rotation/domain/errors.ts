import type { Finding } from './finding';

/** An event isn't one that rotates, examines or revokes. */
export class InvalidEventError extends Error {
  readonly code = 'invalid-event';
  override readonly name = 'InvalidEventError';

  /** @param problems field and rule, never a value */
  constructor(readonly problems: readonly string[]) {
    super(`The event is refused: ${problems.join('; ')}.`);
  }
}

/** A secret that isn't set to rotate was to be rotated. */
export class NotRotatingError extends Error {
  readonly code = 'not-rotating';
  override readonly name = 'NotRotatingError';

  constructor(id: string) {
    super(`The secret ${id} isn't set to rotate. Only a secret with a rotation schedule is.`);
  }
}

/** The version isn't the one that a rotation is making. */
export class NotPendingError extends Error {
  readonly code = 'not-pending';
  override readonly name = 'NotPendingError';

  constructor(id: string, versionId: string) {
    super(`The secret ${id} has no version ${versionId} at the stage AWSPENDING. It is another rotation's, or was withdrawn; start a new one.`);
  }
}

/** What is wrong with a candidate. */
export type Unfitness = 'empty' | 'malformed' | 'outdated' | 'refused';

const UNFIT: Readonly<Record<Unfitness, string>> = Object.freeze({
  empty: 'it holds nothing',
  malformed: "it isn't what this kind of secret holds",
  outdated: "it doesn't follow the current value, which changed since",
  refused: "what it should open doesn't accept it",
});

/** A candidate may not be made current. It is withdrawn, so that the next attempt begins with a new one. */
export class CandidateUnfitError extends Error {
  readonly code = 'candidate-unfit';
  override readonly name = 'CandidateUnfitError';

  constructor(readonly reason: Unfitness) {
    super(`The candidate is unfit: ${UNFIT[reason]}. The current value stays; the next attempt makes a new candidate.`);
  }
}

/** A secret doesn't hold what its kind needs. */
export class InvalidSecretError extends Error {
  readonly code = 'invalid-secret';
  override readonly name = 'InvalidSecretError';

  /** @param rule what it must hold; never what it does hold */
  constructor(rule: string) {
    super(`The secret isn't what this kind holds: ${rule}.`);
  }
}

/** A rotation would fail, so it doesn't begin. Nothing was changed. */
export class PreflightFailedError extends Error {
  readonly code = 'preflight-failed';
  override readonly name = 'PreflightFailedError';

  constructor(readonly findings: readonly Finding[]) {
    super(`The rotation would fail, so it doesn't begin: ${findings.map(({ code, advice }) => `${code}: ${advice}`).join(' ')}`);
  }
}

/** The version that is to be revoked is still in use. */
export class StillCurrentError extends Error {
  readonly code = 'still-current';
  override readonly name = 'StillCurrentError';

  constructor(id: string, versionId: string) {
    super(`Version ${versionId} of the secret ${id} is the current one. Rotate first, then revoke.`);
  }
}

/** Somebody else published keys at the same time, again and again. */
export class PublishingConflictError extends Error {
  readonly code = 'publishing-conflict';
  override readonly name = 'PublishingConflictError';

  constructor(attempts: number) {
    super(`The published keys changed under each of ${String(attempts)} attempts. Nothing was published; a retry goes on.`);
  }
}

/** A rotation that was started by command didn't finish in time. */
export class RotationUnfinishedError extends Error {
  readonly code = 'rotation-unfinished';
  override readonly name = 'RotationUnfinishedError';

  constructor(
    id: string,
    readonly versionId: string,
  ) {
    super(`The rotation of ${id} to version ${versionId} didn't finish. The current value stays, and nothing is revoked; the function's log says why.`);
  }
}
