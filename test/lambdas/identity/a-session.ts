import { randomUUID } from 'node:crypto';
import type { Account } from '../../../lambdas/identity/domain/account';
import type { Session } from '../../../lambdas/identity/domain/session';

/** A session of an account that begins now and was just used. */
export function aSession({ id, tenant }: Pick<Account, 'id' | 'tenant'>, now: number, changes: Partial<Session> = {}): Session {
  return {
    id: randomUUID(),
    account: id,
    tenant,
    tokenHash: 'aGFzaA',
    familyKey: 'ZmFtaWx5',
    previous: [],
    device: { version: 1, hash: 'ZGV2aWNl' },
    methods: ['pwd', 'otp', 'mfa'],
    authenticatedAt: now,
    createdAt: now,
    lastUsedAt: now,
    idleSeconds: 900,
    endsAt: now + 43_200,
    sealedPlace: 'v1:place',
    ...changes,
  };
}
