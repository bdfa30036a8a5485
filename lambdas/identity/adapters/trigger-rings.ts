import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clock } from '../../shared/clock';
import type { KeyRing } from '../../shared/rings/key-ring';
import { SecretKeyRing } from '../../shared/rings/secret-key-ring';
import { SECRET_LIMITS } from '../../shared/secrets/secret-limits';
import { Secrets } from '../../shared/secrets/secrets';
import { SecretsManagerSource } from '../../shared/secrets/secrets-manager-source';
import { variable } from '../../shared/variable';

/** The rings that triggers use, and the variable that names the secret of each. */
const VARIABLES = Object.freeze({ 'hash-keys': 'HASH_KEYS_SECRET', 'session-keys': 'SESSION_KEYS_SECRET' });

/** A ring of keys; its secret is read when it is first used. */
export function triggerRing(purpose: keyof typeof VARIABLES): KeyRing {
  const secrets = new Secrets(new SecretsManagerSource(new SecretsManagerClient({})), clock, SECRET_LIMITS);
  return new SecretKeyRing({ secrets, id: variable(VARIABLES[purpose]), purpose, clock });
}
