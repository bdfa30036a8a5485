import { CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { Credential } from '../shared/credential';

/** What `CacheUsers` are made from. */
export interface CacheUsersProps {
  readonly environment: Environment;
  readonly secretsKey: IKey;
}

/**
 * All keys, and no command that administers, spies on others, or takes the server down, but one: a revocation ends the user's
 * sessions by it (SEC-3, KEY-6). It is the only user, so there are no others' sessions to end.
 */
const APPLICATION = 'on ~* &* -@all +@read +@write +@connection +@transaction +@pubsub -@dangerous -@admin +client|kill';
const NOTHING = 'off ~keys* -@all';

/** Who may use the cache: the application's user, whose two passwords ElastiCache holds at once while they rotate; nobody by default. */
export class CacheUsers extends Construct {
  readonly groupId: string;
  readonly application: Credential;
  /** The application's user, as an ARN. */
  readonly applicationUserArn: string;

  constructor(scope: Construct, id: string, { environment, secretsKey }: CacheUsersProps) {
    super(scope, id);
    const userId = nameOf(environment, 'cache-application');
    this.application = new Credential(this, 'ApplicationCredential', {
      environment,
      name: 'cache-application',
      description: 'Opens the cache for the application.',
      key: secretsKey,
      fields: { username: 'application', userId },
      everyDays: environment.rotation.redisDays,
    });
    const application = this.user('Application', userId, 'application', APPLICATION);
    const users = [this.user('Default', nameOf(environment, 'cache-default'), 'default', NOTHING), application];
    this.applicationUserArn = application.attrArn;
    const group = new CfnUserGroup(this, 'Group', { engine: 'valkey', userGroupId: nameOf(environment, 'cache'), userIds: users.map(({ ref }) => ref) });
    this.groupId = group.ref;
  }

  /** Valkey takes users with a password only, also the one that is off and so lets nobody in by it. */
  private user(id: string, userId: string, userName: string, accessString: string): CfnUser {
    return new CfnUser(this, id, {
      engine: 'valkey',
      userId,
      userName,
      accessString,
      authenticationMode: { Type: 'password', Passwords: [this.application.password] },
    });
  }
}
