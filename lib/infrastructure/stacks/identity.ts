import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { contract as serveKeySet } from '../../../lambdas/identity/key-set/contract';
import { contract as rotateSigningKeys } from '../../../lambdas/rotation/signing-keys/contract';
import { BaseStack, isLasting } from '../base-stack';
import type { Bundles } from '../bundles';
import { breakGlassArnOf } from '../constructs/access/break-glass';
import { TableBackups } from '../constructs/backup/table-backups';
import { BaselineFunction, type FunctionPlace, type FunctionSurroundings } from '../constructs/function/baseline-function';
import { FunctionBasics } from '../constructs/function/function-basics';
import { RotationFunction } from '../constructs/function/rotation-function';
import { SigningKeys } from '../constructs/identity/signing-keys';
import { BackupsKey } from '../constructs/keys/backups-key';
import { SigningKeysKey } from '../constructs/keys/signing-keys-key';
import { TableKey } from '../constructs/keys/table-key';
import { DeadLetterQueue } from '../constructs/messages/dead-letter-queue';
import type { Environment } from '../environments/environment';
import type { Foundation } from './foundation';
import type { NetworkStack } from './network';

/** What the identity stack is made from. */
export interface IdentityStackProps {
  readonly environment: Environment;
  readonly bundles: Bundles;
  readonly foundation: Foundation;
  readonly network: Pick<NetworkStack, 'vpc' | 'groups'>;
}

/**
 * After a rotation, whoever signs may have the key before for as long as the secret is cached, also while Secrets Manager is
 * down (SEC-2); its tokens are valid for five minutes more (IDN-10). An hour is longer than both.
 */
const KEY_GRACE_SECONDS = 3600;

/** Begins the names of what backs up this stack's tables. */
const OWNER = 'identity-';
const BACKUP_DAYS = 35;

/** The keys that sign tokens, their rotation, and the key set by which tokens are verified. */
export class IdentityStack extends BaseStack {
  readonly signingKeys: SigningKeys;
  /** Answers requests for the key set. */
  readonly keySet: IFunction;

  constructor(scope: Construct, id: string, { environment, bundles, foundation, network }: IdentityStackProps) {
    super(scope, id, { environment, description: 'Identity: the keys that sign tokens, their rotation and their key set' });
    const { logs: logsKey, messages: messagesKey, secrets: secretsKey } = foundation.keys;
    const keyProps = { environment, breakGlassArn: breakGlassArnOf(this, environment) };
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { environment, stack: id, messagesKey });
    const alarmTopic = foundation.alarmTopics.high;
    deadLetters.alarmTo(alarmTopic);
    const basics = new FunctionBasics(this, 'FunctionBasics', { environment, stack: id, inNetwork: true });
    const shared: FunctionSurroundings = { environment, bundles, logsKey, secretsKey, messagesKey, deadLetters: deadLetters.queue, alarmTopic, basics };
    const placeOf = (group: string): FunctionPlace => ({ vpc: network.vpc, group: network.groups.group(group) });

    const secretKey = new SigningKeysKey(this, 'SigningKeysKey', { ...keyProps, usedBy: [rotateSigningKeys.name] });
    const tableKey = new TableKey(this, 'KeySetKey', { ...keyProps, purpose: 'key-set', backupOwner: OWNER });
    this.signingKeys = new SigningKeys(this, 'SigningKeys', { environment, secretKey, tableKey });
    const { table, secretArn } = this.signingKeys;
    const rotation = new RotationFunction(this, 'RotateSigningKeys', {
      ...shared,
      contract: rotateSigningKeys,
      kind: 'signing-keys',
      place: placeOf('rotation'),
      variables: { KEY_SET_TABLE: table.tableName, KEY_GRACE_SECONDS: String(KEY_GRACE_SECONDS) },
      resources: { rotatedSecrets: [secretArn], secretsKey: [secretKey.keyArn], keySetTable: [table.tableArn], keySetTableKey: [tableKey.keyArn] },
    });
    this.signingKeys.rotateBy(rotation.function);
    this.keySet = new BaselineFunction(this, 'ServeKeySet', {
      ...shared,
      contract: serveKeySet,
      place: placeOf('functions'),
      variables: { KEY_SET_TABLE: table.tableName },
      resources: { keySetTable: [table.tableArn], keySetTableKey: [tableKey.keyArn] },
    }).function;

    new TableBackups(this, 'Backups', {
      environment,
      owner: OWNER,
      backupsKey: new BackupsKey(this, 'BackupsKey', { ...keyProps, owner: OWNER }),
      tables: [{ name: 'key-set', arn: table.tableArn, key: tableKey }],
      keepDays: isLasting(environment) ? BACKUP_DAYS : 1,
    });
  }
}
