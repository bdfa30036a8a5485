import { DescribeSecretCommand, GetResourcePolicyCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Clients } from '../../emulator/clients';
import { isRecord, type Json } from '../json';
import { parseDocument, textOf, toJson, type Reader } from '../reader';

/** `AWS::SecretsManager::Secret`. Of its value nothing is read but what the template put beside the generated part. */
export const secret: Reader = {
  read: async ({ id: SecretId, asked }, { secretsManager }) => {
    const described = await secretsManager.send(new DescribeSecretCommand({ SecretId }));
    return { Name: described.Name, Description: described.Description, KmsKeyId: described.KmsKeyId, GenerateSecretString: asked.GenerateSecretString };
  },
  unread: { GenerateSecretString: 'a value is never read back; the rotation uses it' },
};

/** `AWS::SecretsManager::ResourcePolicy` */
export const secretPolicy: Reader = {
  read: async ({ asked }, { secretsManager }) => {
    const SecretId = textOf(asked, 'SecretId');
    const { ARN, ResourcePolicy } = await secretsManager.send(new GetResourcePolicyCommand({ SecretId }));
    return { SecretId: ARN, ResourcePolicy: parseDocument(ResourcePolicy) };
  },
  unread: { BlockPublicPolicy: 'a property of the call that sets the policy; the check judges the policy itself' },
};

/** `AWS::SecretsManager::RotationSchedule` */
export const rotationSchedule: Reader = {
  read: async ({ asked }, { secretsManager }) => {
    const SecretId = textOf(asked, 'SecretId');
    const { ARN, RotationEnabled, RotationLambdaARN, RotationRules } = await secretsManager.send(new DescribeSecretCommand({ SecretId }));
    return RotationEnabled === true ? { SecretId: ARN, RotationLambdaARN, RotationRules: toJson(RotationRules) } : {};
  },
  unread: { RotateImmediatelyOnUpdate: 'what it starts is driven by the smoke' },
};

/** `AWS::SecretsManager::SecretTargetAttachment`: what it writes into the secret beside user and password. */
export const secretAttachment: Reader = {
  read: async ({ asked }, { secretsManager }) => {
    const SecretId = textOf(asked, 'SecretId');
    const value = await valueOf(SecretId, secretsManager);
    const attached = typeof value.host === 'string' && value.engine === 'postgres';
    return attached ? { SecretId, TargetId: asked.TargetId, TargetType: asked.TargetType } : {};
  },
};

async function valueOf(SecretId: string, secretsManager: Clients['secretsManager']): Promise<Readonly<Record<string, Json | undefined>>> {
  const { SecretString } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
  const value = parseDocument(SecretString) ?? null;
  return isRecord(value) ? value : {};
}
