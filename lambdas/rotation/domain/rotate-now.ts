import type { Wait } from '../../shared/wait';
import { RotationUnfinishedError } from './errors';
import { ROTATIONS_TO_REVOKE, type RotatedKind } from './kind';

/** What starts rotations and watches them, from outside. */
export interface Rotator {
  /** The ID of the current version. */
  current(secretId: string): Promise<string>;
  /** Has the function withdraw a candidate that a rotation before left behind; whether there was one. */
  withdraw(secretId: string): Promise<boolean>;
  /** Starts a rotation, or the one again that didn't finish; gives the ID of the version that it makes. */
  start(secretId: string): Promise<string>;
  /** Has the function end all that isn't current. */
  revoke(secretId: string, versionId: string): Promise<void>;
}

/** A secret that is to change now. */
export interface Request {
  readonly secretId: string;
  readonly kind: RotatedKind;
  /** Whether it is compromised: what it was must stop working at once, also for those who use it honestly. */
  readonly revoke: boolean;
}

/** The versions that were current before and are after. */
export interface Rotated {
  readonly before: string;
  readonly after: string;
}

/** Half a second each: the function's own time limit is shorter. */
const LOOKS = 240;
const PAUSE_MILLISECONDS = 500;

/**
 * Rotates a secret now (`ringwall rotate --now`), and revokes what it was (`--revoke`): first a new value works, then the old
 * one stops. Who read the secret may have read a candidate too, that a rotation left behind. So a revocation has it withdrawn
 * and rotates once more: where it was applied, sessions that it opened are of a user that isn't the current one only then.
 * @throws {RotationUnfinishedError} when a rotation doesn't finish; nothing is revoked then
 */
export async function rotateNow({ secretId, kind, revoke }: Request, rotator: Rotator, wait: Wait): Promise<Rotated> {
  const before = await rotator.current(secretId);
  const rotations = revoke ? ROTATIONS_TO_REVOKE[kind] + ((await rotator.withdraw(secretId)) ? 1 : 0) : 1;
  for (let rotation = 1; rotation <= rotations; rotation++) await finish(secretId, rotator, wait);
  if (revoke) await rotator.revoke(secretId, before);
  return { before, after: await rotator.current(secretId) };
}

async function finish(secretId: string, rotator: Rotator, wait: Wait): Promise<void> {
  const versionId = await rotator.start(secretId);
  for (let look = 1; look <= LOOKS; look++) {
    if ((await rotator.current(secretId)) === versionId) return;
    await wait(PAUSE_MILLISECONDS);
  }
  throw new RotationUnfinishedError(secretId, versionId);
}
