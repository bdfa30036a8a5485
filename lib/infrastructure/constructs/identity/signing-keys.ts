import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { Credential } from '../shared/credential';
import { OwnedTable } from '../shared/owned-table';

/** What `SigningKeys` are made from. */
export interface SigningKeysProps {
  readonly environment: Environment;
  /** Encrypts the secret, and nothing else. */
  readonly secretKey: IKey;
  /** Encrypts the table, and nothing else. */
  readonly tableKey: IKey;
}

/** Days for which the table can be brought back to any moment: a rotation's interval, so that the one before is within. */
const RECOVERY_DAYS = 35;

/**
 * The keys that sign tokens (IDN-10): a secret, in which a deployment leaves none, so that the first rotation makes them; and
 * the table of their public halves, from which the key set is served.
 */
export class SigningKeys extends Construct {
  readonly secretArn: string;
  readonly table: OwnedTable;
  private readonly secret: Credential;

  constructor(scope: Construct, id: string, { environment, secretKey, tableKey }: SigningKeysProps) {
    super(scope, id);
    this.secret = new Credential(this, 'Secret', {
      environment,
      name: 'signing-keys',
      description: 'The keys that sign tokens: what signs now, what signs next, what signed last.',
      key: secretKey,
      fields: {},
      everyDays: environment.rotation.apiSigningKeyDays,
    });
    this.secretArn = this.secret.secretArn;
    this.table = new OwnedTable(this, 'KeySet', { environment, name: 'key-set', key: tableKey, recoveryDays: RECOVERY_DAYS });
  }

  /** Rotates them, at once for the first time. */
  rotateBy(rotation: IFunction): void {
    this.secret.rotateBy(rotation, this.table);
  }
}
