import type { Construct } from 'constructs';
import { PurposeKey, type KeyProps } from './purpose-key';
import { deployingSecrets, usingSecrets } from './secret-statements';

/** What a `SigningKeysKey` is made from. */
export interface SigningKeysKeyProps extends KeyProps {
  /** The roles that rotate the signing keys or sign with them, by their names within the environment. */
  readonly usedBy: readonly string[];
}

/** Encrypts the keys that sign tokens, for those who rotate them or sign, and for nobody else who may read secrets (IDN-10). */
export class SigningKeysKey extends PurposeKey {
  constructor(scope: Construct, id: string, { usedBy, ...props }: SigningKeysKeyProps) {
    const users = [deployingSecrets(scope, ['secretsmanager']), usingSecrets(scope, props.environment, usedBy)];
    super(scope, id, { ...props, purpose: 'signing-keys', guardsLogs: false, users });
  }
}
