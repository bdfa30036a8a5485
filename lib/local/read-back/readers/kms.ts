import { DescribeKeyCommand, GetKeyPolicyCommand, GetKeyRotationStatusCommand } from '@aws-sdk/client-kms';
import { parseDocument, textOf, type Reader } from '../reader';

/** `AWS::KMS::Key` */
export const key: Reader = {
  read: async ({ id: KeyId }, { kms }) => {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    const { KeyRotationEnabled, RotationPeriodInDays } = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
    const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }));
    return {
      Description: KeyMetadata?.Description,
      EnableKeyRotation: KeyRotationEnabled,
      RotationPeriodInDays,
      KeyPolicy: parseDocument(Policy),
      KeySpec: KeyMetadata?.KeySpec,
      KeyUsage: KeyMetadata?.KeyUsage,
    };
  },
  unread: { PendingWindowInDays: 'CloudFormation takes it along when it deletes the key; no API keeps it' },
};

/** `AWS::KMS::Alias` */
export const alias: Reader = {
  read: async ({ asked }, { kms }) => {
    const AliasName = textOf(asked, 'AliasName');
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: AliasName }));
    return { AliasName, TargetKeyId: KeyMetadata?.Arn };
  },
};
