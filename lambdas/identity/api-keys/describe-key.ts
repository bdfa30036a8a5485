import { isoTime } from '../../shared/iso-time';
import { isInUse, type ApiKey } from '../domain/api-keys/api-key';

/** A key as its keepers see it: all but what it is. */
export function describeKey(key: ApiKey, now: number) {
  const { id, name, creator, scopes, networks, createdAt, expiresAt, lastUsedAt, revoked } = key;
  return {
    key_id: id,
    name,
    creator,
    scopes,
    networks,
    created_at: isoTime(createdAt),
    expires_at: isoTime(expiresAt),
    ...(lastUsedAt === undefined ? {} : { last_used_at: isoTime(lastUsedAt) }),
    ...(revoked === undefined ? {} : { revoked_at: isoTime(revoked.at) }),
    in_use: isInUse(key, now),
  };
}
