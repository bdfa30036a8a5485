import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { contract as reconcile } from '../../../lambdas/data/reconcile/contract';
import { contract as eraseAccounts } from '../../../lambdas/identity/erase-accounts/contract';
import { contract as superAdmins } from '../../../lambdas/identity/super-admins/contract';
import { contract as rotateKeyRings } from '../../../lambdas/rotation/key-rings/contract';
import { contract as rotateSigningKeys } from '../../../lambdas/rotation/signing-keys/contract';
import type { FunctionContract } from '../../../lambdas/shared/contract';
import { guestName } from '../../../lambdas/shared/guest/contract';
import { PUBLISHED_POLICIES } from '../../policies/published-policies';
import { BaseStack, isLasting } from '../base-stack';
import type { Bundles } from '../bundles';
import { breakGlassArnOf } from '../constructs/access/break-glass';
import { needsSsoOperator, SsoOperator } from '../constructs/access/sso-operator';
import { TableBackups } from '../constructs/backup/table-backups';
import { BaselineFunction, type FunctionPlace, type FunctionSurroundings } from '../constructs/function/baseline-function';
import { FunctionBasics } from '../constructs/function/function-basics';
import { Reconciliation } from '../constructs/function/reconciliation';
import { RotationFunction } from '../constructs/function/rotation-function';
import { GuestTables } from '../constructs/identity/guest-tables';
import { ScheduledFunction } from '../constructs/function/scheduled-function';
import { KeyRings } from '../constructs/identity/key-rings';
import { MailIdentity } from '../constructs/identity/mail-identity';
import { PolicyStore } from '../constructs/identity/policy-store';
import { SigningKeys } from '../constructs/identity/signing-keys';
import { StateTables } from '../constructs/identity/state-tables';
import { UserPool, type PoolTrigger } from '../constructs/identity/user-pool';
import { UserPoolClient } from '../constructs/identity/user-pool-client';
import { BackupsKey } from '../constructs/keys/backups-key';
import { SigningKeysKey } from '../constructs/keys/signing-keys-key';
import { TableKey } from '../constructs/keys/table-key';
import { DeadLetterQueue } from '../constructs/messages/dead-letter-queue';
import { allGuests, rolesWorkingOn } from '../contracts';
import type { Environment } from '../environments/environment';
import type { DataStack } from './data';
import { databaseVariables } from './database-variables';
import type { Foundation } from './foundation';
import { guestWiring } from './guest-wiring';
import { IDENTITY_TRIGGERS } from './identity-triggers';
import { identityWiring, ssoSecretsPattern } from './identity-wiring';
import type { NetworkStack } from './network';
import { joined, wired, type Wiring } from './wiring';

/** What the identity stack is made from. */
export interface IdentityStackProps {
  readonly environment: Environment;
  readonly bundles: Bundles;
  readonly foundation: Foundation;
  readonly network: Pick<NetworkStack, 'vpc' | 'groups'>;
  /** The wrapped data keys, the ledger of erasures and the key of second factors; and the database, with which they are compared. */
  readonly data: Pick<DataStack, 'dataKeys' | 'erasures' | 'fieldKeys' | 'postgresql'>;
}

/**
 * After a rotation, whoever signs may have the key before for as long as the secret is cached, also while Secrets Manager is
 * down (SEC-2); its tokens are valid for five minutes more (IDN-10). An hour is longer than both.
 */
const KEY_GRACE_SECONDS = 3600;

/** Begins the names of what backs up this stack's tables. */
const OWNER = 'identity-';
const BACKUP_DAYS = 35;

/** An erasure begins within an hour of its time (CMP-6). */
const ERASURES_EVERY = Duration.hours(1);

/** Sign-ins at once: Cognito waits five seconds for a trigger, and a busy neighbour must not take them (decision 0063). */
const TRIGGERS_AT_ONCE = 20;

/** Who can sign in, and how that is known: user pool and triggers, the tables of sign-in, the keys that sign, seal and hash. */
export class IdentityStack extends BaseStack {
  readonly signingKeys: SigningKeys;
  /** What stands behind the names in the contracts of sign-in. */
  readonly wiring: Wiring;
  private readonly shared: FunctionSurroundings;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: IdentityStackProps,
  ) {
    const { environment, bundles, foundation, data } = props;
    super(scope, id, { environment, description: 'Identity: user pool and triggers, tables of sign-in, the keys that sign, seal and hash' });
    const { logs: logsKey, messages: messagesKey, secrets: secretsKey } = foundation.keys;
    const keyProps = { environment, breakGlassArn: breakGlassArnOf(this, environment) };
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { environment, stack: id, messagesKey });
    const alarmTopic = foundation.alarmTopics.high;
    deadLetters.alarmTo(alarmTopic);
    const basics = new FunctionBasics(this, 'FunctionBasics', { environment, stack: id, inNetwork: true });
    this.shared = { environment, bundles, logsKey, secretsKey, messagesKey, deadLetters: deadLetters.queue, alarmTopic, basics };

    const signers = [rotateSigningKeys.name, ...rolesWorkingOn('signingKeysKey')];
    const signingKeysKey = new SigningKeysKey(this, 'SigningKeysKey', { ...keyProps, usedBy: signers });
    const keySetKey = new TableKey(this, 'KeySetKey', { ...keyProps, purpose: 'key-set', backupOwner: OWNER });
    this.signingKeys = new SigningKeys(this, 'SigningKeys', { environment, secretKey: signingKeysKey, tableKey: keySetKey });
    this.signingKeys.rotateBy(this.rotatesSigningKeys(signingKeysKey.keyArn, keySetKey.keyArn).function);

    const rings = new KeyRings(this, 'KeyRings', { environment, secretsKey });
    rings.rotateBy(this.rotatesKeyRings(rings).function);

    const tableKey = (name: string): TableKey => new TableKey(this, `TableKey-${name}`, { ...keyProps, purpose: name, backupOwner: OWNER });
    const tables = new StateTables(this, 'Tables', {
      environment,
      keys: {
        accounts: tableKey('accounts'),
        sessions: tableKey('sessions'),
        flows: tableKey('flows'),
        counters: tableKey('counters'),
        outbox: tableKey('outbox'),
      },
    });
    const guests = allGuests();
    const guestKeys = Object.fromEntries(guests.map(({ name }) => [guestName(name), tableKey(guestName(name))]));
    const guestTables = new GuestTables(this, 'Guests', { environment, keys: guestKeys });
    const mail = new MailIdentity(this, 'Mail', environment);

    if (needsSsoOperator(environment)) new SsoOperator(this, 'SsoOperator', { environment, secretsKey, secretArn: ssoSecretsPattern(environment) });

    const triggers = Object.entries(IDENTITY_TRIGGERS) as readonly [PoolTrigger, FunctionContract][];
    const names = Object.fromEntries(triggers.map(([trigger, { name }]) => [trigger, name])) as Record<PoolTrigger, string>;
    const pool = new UserPool(this, 'UserPool', { environment, triggers: names });
    const clients = this.clientsOf(pool);
    const wiring = identityWiring({ environment, secretsKey, data, tables, rings, signingKeys: this.signingKeys, signingKeysKey, mail, clients });
    for (const [, contract] of triggers) pool.letCall(contract.name, this.trigger(contract, wiring).function);
    const wiringOfPool: Wiring = { variables: { USER_POOL: pool.id }, resources: { userPool: () => [pool.arn] } };
    this.wiring = joined(joined(wiring, wiringOfPool), guestWiring(guests, guestTables));

    new BaselineFunction(this, 'SuperAdmins', { ...this.shared, ...wired(superAdmins, wiring), place: this.placeOf('functions') });
    this.comparesStores(wiringOfReconciliation(this.wiring, data));
    const erases = wired(eraseAccounts, this.wiring);
    new ScheduledFunction(this, 'EraseAccounts', { ...this.shared, ...erases, place: this.placeOf('functions'), every: ERASURES_EVERY });

    if (environment.authorization.policyStore === 'create') new PolicyStore(this, 'PolicyStore', { environment, published: PUBLISHED_POLICIES });

    new TableBackups(this, 'Backups', {
      environment,
      owner: OWNER,
      backupsKey: new BackupsKey(this, 'BackupsKey', { ...keyProps, owner: OWNER }),
      tables: [{ name: 'key-set', arn: this.signingKeys.table.tableArn, key: keySetKey }, ...tables.backedUp, ...guestTables.backedUp],
      keepDays: isLasting(environment) ? BACKUP_DAYS : 1,
    });
  }

  private rotatesSigningKeys(secretKeyArn: string, tableKeyArn: string): BaselineFunction<typeof rotateSigningKeys> {
    const { table, secretArn } = this.signingKeys;
    return new RotationFunction(this, 'RotateSigningKeys', {
      ...this.shared,
      contract: rotateSigningKeys,
      kind: 'signing-keys',
      place: this.placeOf('rotation'),
      variables: { KEY_SET_TABLE: table.tableName, KEY_GRACE_SECONDS: String(KEY_GRACE_SECONDS) },
      resources: { rotatedSecrets: [secretArn], secretsKey: [secretKeyArn], keySetTable: [table.tableArn], keySetTableKey: [tableKeyArn] },
    });
  }

  private rotatesKeyRings(rings: KeyRings): BaselineFunction<typeof rotateKeyRings> {
    return new RotationFunction(this, 'RotateKeyRings', {
      ...this.shared,
      contract: rotateKeyRings,
      kind: 'key-rings',
      place: this.placeOf('rotation'),
      variables: {},
      resources: { rotatedSecrets: rings.arns, secretsKey: [this.shared.secretsKey.keyArn] },
    });
  }

  /** A second client, for users of an older system alone, stands only while they move over (IDN-1, IDN-3). */
  private clientsOf(pool: UserPool): { readonly signIn: string; readonly migration: string | undefined } {
    const { environment } = this.props;
    const client = { environment, userPoolId: pool.id };
    const signIn = new UserPoolClient(this, 'SignInClient', { ...client, name: 'sign-in', flow: 'ALLOW_CUSTOM_AUTH' }).ref;
    if (environment.identity.migrationUntil === null) return { signIn, migration: undefined };
    return { signIn, migration: new UserPoolClient(this, 'MigrationClient', { ...client, name: 'migration', flow: 'ALLOW_ADMIN_USER_PASSWORD_AUTH' }).ref };
  }

  private trigger(contract: FunctionContract, wiring: Wiring): BaselineFunction<FunctionContract<string>> {
    return new BaselineFunction(this, `Trigger-${contract.name}`, {
      ...this.shared,
      ...wired(contract, wiring),
      place: this.placeOf('functions'),
      reservedConcurrency: TRIGGERS_AT_ONCE,
    });
  }

  private comparesStores(wiring: Wiring): void {
    new Reconciliation(this, 'Reconciliation', { ...this.shared, ...wired(reconcile, wiring), place: this.placeOf('functions') });
  }

  private placeOf(group: string): FunctionPlace {
    const { vpc, groups } = this.props.network;
    return { vpc, group: groups.group(group) };
  }
}

/** Beside what sign-in works on, the database by a login of its own. */
function wiringOfReconciliation(wiring: Wiring, { postgresql }: Pick<DataStack, 'postgresql'>): Wiring {
  const loginArn = postgresql.users.reconciliation.secretArn;
  return joined(wiring, { variables: { ...databaseVariables(postgresql), LOGIN_SECRET: loginArn }, resources: { loginSecret: () => [loginArn] } });
}
