import { RotationUnfinishedError } from '../../lambdas/rotation/domain/errors';
import { rotateNow, type Rotated } from '../../lambdas/rotation/domain/rotate-now';
import type { Wait } from '../../lambdas/shared/wait';
import { NotConfirmedError, RotationTimedOutError, UnrevocableError } from './errors';
import type { OperatorClients } from './operator-clients';
import type { RotatingSecret } from './rotating-secrets';
import { RotationFunction } from './rotation-function';
import { SecretRotator, versionAt } from './secret-rotator';

/** Hashes of these keys are how accounts are found; what they were made of is kept nowhere else. */
const UNREVOCABLE: RotatingSecret['kind'] = 'hash-keys';

/**
 * Rotates a secret now, with `revoke` ends what it was, and reads its versions back.
 * @throws {RotationFailedError} with the function's first error; `RotationTimedOutError` when it doesn't finish
 * @throws {UnrevocableError} for keys without which accounts couldn't be found; before anything is done
 * @throws {NotConfirmedError} when the versions read back otherwise; `OperationError` when AWS refuses
 */
export async function rotateSecret(secret: RotatingSecret, revoke: boolean, clients: OperatorClients, wait: Wait): Promise<Rotated> {
  if (revoke && secret.kind === UNREVOCABLE) throw new UnrevocableError(secret.name);
  const rotator = new SecretRotator(secret, clients.secrets, new RotationFunction(secret, clients));
  const rotated = await rotateNow({ secretId: secret.arn, kind: secret.kind, revoke }, rotator, wait).catch((error: unknown) => {
    throw error instanceof RotationUnfinishedError ? new RotationTimedOutError(error.versionId) : error;
  });
  await confirm(rotated, revoke, rotator);
  return rotated;
}

async function confirm({ before, after }: Rotated, revoke: boolean, rotator: SecretRotator): Promise<void> {
  const stages = await rotator.stages();
  const previous = versionAt(stages, 'AWSPREVIOUS');
  if (after === before || versionAt(stages, 'AWSCURRENT') !== after) throw new NotConfirmedError(`version ${after} isn't the new current one`);
  if (!revoke && previous !== before) throw new NotConfirmedError(`version ${before} isn't the previous one`);
  if (revoke && (previous !== undefined || stages[before] !== undefined)) throw new NotConfirmedError(`version ${before} or another still has a label`);
}
