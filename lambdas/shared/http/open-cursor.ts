import type { KeyRing } from '../rings/key-ring';
import { InvalidCursorError } from './errors';

/**
 * What a sealed cursor holds, when it was sealed for this use: one of another tenant, or one that was altered, opens nothing.
 * @throws {InvalidCursorError} {DependencyFailedError}
 */
export async function openCursor(ring: Pick<KeyRing, 'open'>, use: string, cursor: string): Promise<string> {
  try {
    return await ring.open(use, cursor);
  } catch (error) {
    if (error instanceof Error && error.name === 'SealBrokenError') throw new InvalidCursorError();
    throw error;
  }
}
