import { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { roleArnOf } from '../../names';
import { ofAccount } from './key-statements';
import { PurposeKey, type KeyProps } from './purpose-key';

/** What a `FieldKey` is made from. */
export interface FieldKeyProps extends KeyProps {
  /** What the fields hold, such as `user-pii`. */
  readonly purpose: string;
  /** The roles that use it, each by its name within the environment (KEY-4). */
  readonly usedBy: readonly string[];
}

/** Wraps the data keys of the audit trail's fields: without it the trail can't be read, so it is kept as the keys of logs are. */
const AUDIT = 'audit-data';

/** Wraps the data keys of one class of fields. Functions call it themselves; no service does for them. */
export class FieldKey extends PurposeKey {
  constructor(scope: Construct, id: string, props: FieldKeyProps) {
    super(scope, id, { ...props, guardsLogs: props.purpose === AUDIT, users: props.usedBy.length === 0 ? [] : [wrapping(scope, props)] });
  }
}

function wrapping(scope: Construct, { environment, usedBy }: FieldKeyProps): PolicyStatement {
  const { account } = Stack.of(scope);
  return ofAccount(scope, 'Wrap', ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], {
    ArnEquals: { 'aws:PrincipalArn': usedBy.map((role) => roleArnOf(environment, role, account)) },
  });
}
