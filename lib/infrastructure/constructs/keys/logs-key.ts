import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { USE, ofService } from './key-statements';
import { PurposeKey, type KeyProps } from './purpose-key';

/** Encrypts the log groups of CloudWatch Logs. */
export class LogsKey extends PurposeKey {
  constructor(scope: Construct, id: string, props: KeyProps) {
    const { account, region } = Stack.of(scope);
    super(scope, id, {
      ...props,
      purpose: 'logs',
      guardsLogs: true,
      users: [
        ofService('LogGroups', `logs.${region}.amazonaws.com`, USE, {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${account}:log-group:*` },
        }),
      ],
    });
  }
}
