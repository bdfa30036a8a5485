import * as z from 'zod/mini';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import type { Session } from '../session';
import { base64url, keyedHash, uuid, whole } from './fields';
import { recordParser } from './record-parser';

const session: z.ZodMiniType<Session> = z.strictObject({
  id: uuid,
  account: uuid,
  tenant: uuid,
  tokenHash: base64url,
  familyKey: base64url,
  previous: z.array(z.strictObject({ tokenHash: base64url, rotatedAt: whole, sealedSuccessor: base64url })),
  device: keyedHash,
  methods: z.array(z.string()),
  authenticatedAt: whole,
  createdAt: whole,
  lastUsedAt: whole,
  idleSeconds: whole,
  endsAt: whole,
  sealedPlace: z.string(),
  entered: z.optional(z.strictObject({ tenant: uuid, expiresAt: whole })),
  revoked: z.optional(z.strictObject({ at: whole, reason: z.enum(['reuse', 'sign-out', 'revoked']) })),
});

/** A session. */
export const sessionRecord: RecordKind<Session> = { name: 'session', table: 'sessions', parse: recordParser('session', session) };

/** What the keys of an account's sessions begin with. */
export const SESSION_PREFIX = 'session/';

/** Where a session lies. */
export function sessionAt(account: string, id: string): RecordKey {
  return { owner: `account/${account}`, key: `${SESSION_PREFIX}${id}` };
}
