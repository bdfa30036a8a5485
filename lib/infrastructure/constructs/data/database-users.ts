import { Construct } from 'constructs';
import { Credential, type CredentialProps } from '../shared/credential';

/** What `DatabaseUsers` are made from: what all credentials of a database share. */
export interface DatabaseUsersProps extends Pick<CredentialProps, 'environment' | 'key' | 'everyDays'> {
  /** The secret by which the rotation changes users. */
  readonly administratorArn: string;
}

/** Each kind by its first user; a rotation uses it and a second one in turn (SEC-3). */
const FIRST_USERS = Object.freeze({
  application: 'ringwall_app_a',
  'read-only': 'ringwall_read_only_a',
  'key-rotation': 'ringwall_key_rotation_a',
  reconciliation: 'ringwall_reconciliation_a',
  migration: 'ringwall_migration_a',
});

/**
 * Credentials of the users that the first migration makes; it gives its own user the password that stands here, the others have
 * none before their first rotation, which whoever runs that migration asks for.
 */
export class DatabaseUsers extends Construct {
  readonly application: Credential;
  readonly readOnly: Credential;
  /** Of the function that renews data keys. */
  readonly keyRotation: Credential;
  /** Of the function that compares stores. */
  readonly reconciliation: Credential;
  readonly migration: Credential;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DatabaseUsersProps,
  ) {
    super(scope, id);
    this.application = this.credential('Application', 'application');
    this.readOnly = this.credential('ReadOnly', 'read-only');
    this.keyRotation = this.credential('KeyRotation', 'key-rotation');
    this.reconciliation = this.credential('Reconciliation', 'reconciliation');
    this.migration = this.credential('Migration', 'migration');
  }

  get all(): readonly Credential[] {
    return [this.application, this.readOnly, this.keyRotation, this.reconciliation, this.migration];
  }

  private credential(id: string, kind: keyof typeof FIRST_USERS): Credential {
    const { administratorArn, ...shared } = this.props;
    return new Credential(this, id, {
      ...shared,
      name: `database-${kind}`,
      description: `Opens the database for users of the kind ${kind}.`,
      fields: { username: FIRST_USERS[kind], masterarn: administratorArn },
      firstRotation: 'when-asked',
    });
  }
}
