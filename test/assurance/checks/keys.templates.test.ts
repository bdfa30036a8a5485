import { aKeyForEachPurpose } from '../../../lib/assurance/checks/a-key-for-each-purpose';
import { functionsEncryptTheirEnvironment } from '../../../lib/assurance/checks/functions-encrypt-their-environment';
import { keyPoliciesAreNarrow } from '../../../lib/assurance/checks/key-policies-are-narrow';
import { keyTamperingAlarms } from '../../../lib/assurance/checks/key-tampering-alarms';
import { keysHaveAliasAndDeletionWindow } from '../../../lib/assurance/checks/keys-have-alias-and-deletion-window';
import { logKeysCannotBeDeleted } from '../../../lib/assurance/checks/log-keys-cannot-be-deleted';
import { symmetricKeysRotate } from '../../../lib/assurance/checks/symmetric-keys-rotate';
import { expectCaught } from '../../support/breaking';
import { drop, dropResource, findByType, firstOf, put, valueAt, type MutableResource, type MutableTemplate } from '../../support/mutate';
import { statement } from '../../support/resources';

const KEY = 'AWS::KMS::Key';

function statementsOf(key: MutableResource): Record<string, unknown>[] {
  return valueAt(key, 'KeyPolicy.Statement') as Record<string, unknown>[];
}

function guardedKey(template: MutableTemplate): MutableResource {
  return firstOf(template, KEY, (key) => statementsOf(key).some(({ Effect }) => Effect === 'Deny'));
}

describe("this run's keys", () => {
  it('are caught when one stops rotating', () => {
    expectCaught(
      symmetricKeysRotate,
      'prod',
      'foundation',
      (template) => {
        put(firstOf(template, KEY), 'EnableKeyRotation', false);
      },
      'EnableKeyRotation is false',
    );
  });

  it('are caught when one loses its alias', () => {
    expectCaught(
      keysHaveAliasAndDeletionWindow,
      'prod',
      'foundation',
      (template) => {
        dropResource(template, 'AWS::KMS::Alias');
      },
      'no alias points at the key',
    );
  });

  it('are caught when one can be gone within a week in prod', () => {
    expectCaught(
      keysHaveAliasAndDeletionWindow,
      'prod',
      'foundation',
      (template) => {
        put(firstOf(template, KEY), 'PendingWindowInDays', 7);
      },
      'it must be at least 30',
    );
  });

  it.each([
    ['everybody', { Action: 'kms:Decrypt', Principal: { AWS: '*' } }, 'allows everybody'],
    ['the account everything', { Action: 'kms:*', Principal: { AWS: 'arn:aws:iam::777788889999:root' } }, 'allows kms:*'],
    ['a stranger', { Action: 'kms:Decrypt', Principal: { AWS: 'arn:aws:iam::999999999999:role/x' } }, 'no principal of this environment'],
  ])('are caught when one allows %s', (_, fields, reason) => {
    expectCaught(keyPoliciesAreNarrow, 'prod', 'foundation', (template) => statementsOf(firstOf(template, KEY)).push(statement(fields)), reason);
  });

  it.each(['staging', 'prod'])('are caught when a log key of %s becomes deletable', (environment) => {
    expectCaught(
      logKeysCannotBeDeleted,
      environment,
      'foundation',
      (template) => {
        const key = guardedKey(template);
        put(
          key,
          'KeyPolicy.Statement',
          statementsOf(key).filter(({ Effect }) => Effect !== 'Deny'),
        );
      },
      'denies kms:ScheduleKeyDeletion to everybody but the break-glass role',
    );
  });

  it('are caught when a log key spares another role', () => {
    expectCaught(
      logKeysCannotBeDeleted,
      'prod',
      'foundation',
      (template) => {
        for (const one of statementsOf(guardedKey(template)))
          if (one.Effect === 'Deny') one.Condition = { ArnNotEquals: { 'aws:PrincipalArn': ['arn:aws:iam::777788889999:role/admin'] } };
      },
      'denies kms:PutKeyPolicy',
    );
  });

  it('are caught when the key of the separate archive goes with its stack', () => {
    expectCaught(
      logKeysCannotBeDeleted,
      'full',
      'log-archive',
      (template) => {
        firstOf(template, KEY).DeletionPolicy = 'Delete';
      },
      'DeletionPolicy is Delete',
    );
  });

  it('are caught when a log key of dev goes with its stack', () => {
    expectCaught(
      logKeysCannotBeDeleted,
      'dev',
      'foundation',
      (template) => {
        for (const id of findByType(template, KEY)) delete template.Resources[id]?.DeletionPolicy;
      },
      'DeletionPolicy is not set',
    );
  });

  it('are caught when nobody is told of tampering', () => {
    expectCaught(
      keyTamperingAlarms,
      'prod',
      'foundation',
      (template) => {
        for (const id of findByType(template, 'AWS::CloudWatch::Alarm')) put(template.Resources[id]!, 'AlarmActions', []);
      },
      'tells a subscribed topic of ScheduleKeyDeletion',
    );
  });

  it('are caught when one serves two purposes', () => {
    expectCaught(
      aKeyForEachPurpose,
      'prod',
      'foundation',
      (template) => {
        const logs = valueAt(firstOf(template, 'AWS::Logs::LogGroup'), 'KmsKeyId');
        for (const id of findByType(template, 'AWS::SNS::Topic')) put(template.Resources[id]!, 'KmsMasterKeyId', logs);
      },
      'serves logs and messages',
    );
  });

  it("are caught when the functions' environment has no key", () => {
    expectCaught(
      functionsEncryptTheirEnvironment,
      'prod',
      'foundation',
      (template) => {
        drop(firstOf(template, 'AWS::Lambda::Function'), 'KmsKeyArn');
      },
      'KmsKeyArn is not set',
    );
  });
});
