import * as z from 'zod/mini';
import type { RequestFacts } from '../../shared/http/request';
import type { KeyRing } from '../../shared/rings/key-ring';

/** Where a session was opened, for the person's own list. */
export interface SessionPlace {
  readonly address: string;
  readonly userAgent: string;
}

const PLACE_USE = 'session place';
const place: z.ZodMiniType<SessionPlace> = z.strictObject({ address: z.string(), userAgent: z.string() });

/** Seals the place of a session. */
export async function sealPlace(sessionKeys: KeyRing, { address, userAgent }: RequestFacts): Promise<string> {
  return sessionKeys.seal(PLACE_USE, JSON.stringify({ address, userAgent }));
}

/** @throws {SealBrokenError} when it isn't a place that {@link sealPlace} sealed */
export async function openPlace(sessionKeys: KeyRing, sealed: string): Promise<SessionPlace> {
  return place.parse(JSON.parse(await sessionKeys.open(PLACE_USE, sealed)));
}
