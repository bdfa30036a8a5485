import { randomBytes, randomUUID } from 'node:crypto';
import type { Change, Found, RecordStore } from '../../shared/store/record-store';
import { ceremonyAt, ceremonyRecord, type Ceremony, type CeremonyBinding } from '../domain/records/ceremony-record';
import { CeremonyNotFoundError } from './errors';

/** How long an authenticator may take, in seconds: people look for their keys. */
export const CEREMONY_SECONDS = 300;

/** WebAuthn §13.4.3 asks for 16 bytes at least. */
const CHALLENGE_BYTES = 32;

/** A ceremony that begins when its change is committed. */
export interface BegunCeremony {
  readonly id: string;
  readonly challenge: string;
  readonly change: Change;
}

/** A ceremony that waits, and what ends it. */
export interface OpenCeremony<Binding extends CeremonyBinding = CeremonyBinding> {
  readonly challenge: string;
  readonly binding: Binding;
  /** To be committed with whatever comes of the answer, also a refusal: a challenge is answered once. */
  readonly end: Change;
}

/** @param now seconds since 1970 */
export function beginCeremony(binding: CeremonyBinding, now: number): BegunCeremony {
  const id = randomUUID();
  const expiresAt = now + CEREMONY_SECONDS;
  const value: Ceremony = { challenge: randomBytes(CHALLENGE_BYTES).toString('base64url'), binding, expiresAt };
  return { id, challenge: value.challenge, change: { action: 'create', kind: ceremonyRecord, at: ceremonyAt(id), value, expiresAt } };
}

/**
 * The ceremony of this ID, if it is one that the caller may end.
 * @param isCallers whether it is for this purpose and bound to the caller
 * @throws {CeremonyNotFoundError} for every other, and for none
 */
export async function findCeremony<Binding extends CeremonyBinding>(
  store: RecordStore,
  id: string,
  isCallers: (binding: CeremonyBinding) => binding is Binding,
): Promise<OpenCeremony<Binding>> {
  const found: Found<Ceremony> | undefined = await store.get({ kind: ceremonyRecord, at: ceremonyAt(id) });
  if (found === undefined || !isCallers(found.value.binding)) throw new CeremonyNotFoundError();
  const { challenge, binding } = found.value;
  return { challenge, binding, end: { action: 'delete', kind: ceremonyRecord, at: ceremonyAt(id), version: found.version } };
}
