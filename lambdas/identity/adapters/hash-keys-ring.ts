import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clock } from '../../shared/clock';
import type { KeyRing } from '../../shared/rings/key-ring';
import { SecretKeyRing } from '../../shared/rings/secret-key-ring';
import { Secrets } from '../../shared/secrets/secrets';
import { SecretsManagerSource } from '../../shared/secrets/secrets-manager-source';
import { variable } from '../../shared/variable';

const LIMITS = { ttlSeconds: 300, graceSeconds: 600, maxEntries: 1 };

/** The ring of keys by which addresses are found, from `HASH_KEYS_SECRET`; read when it is first used. */
export function hashKeysRing(): KeyRing {
  const secrets = new Secrets(new SecretsManagerSource(new SecretsManagerClient({})), clock, LIMITS);
  return new SecretKeyRing({ secrets, id: variable('HASH_KEYS_SECRET'), purpose: 'hash-keys', clock });
}
