import { GetEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import { DecryptCommand, DescribeKeyCommand, EncryptCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { createStack } from '../../deploy/create-stack';
import { borrowRole } from '../borrow-role';
import { assertRefused, assertThat, idOf, type Deployed, type Flow } from '../flow';

const DENIED = /AccessDenied/;
const STACK = 'smoke-keys';
const MAY = 'smoke-may-use-key';
const MAY_NOT = 'smoke-may-not-use-key';
const CONTEXT = { tenant: 'one' };

/** KMS and IAM together. */
export const policiesDecideOnKeys: Flow = {
  claim: 'A role whose policy allows it encrypts and decrypts with its key; another role, another encryption context and an altered ciphertext are refused',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { cloud, place } = deployed;
    await createStack(cloud.clients.cloudFormation, { StackName: STACK, TemplateBody: JSON.stringify(templateFor(deployed)) });
    const [may, mayNot] = [await borrowRole(cloud, place, roleArn(deployed, MAY)), await borrowRole(cloud, place, roleArn(deployed, MAY_NOT))];
    const KeyId = `alias/${STACK}`;
    const { KeyMetadata } = await cloud.clients.kms.send(new DescribeKeyCommand({ KeyId }));
    const key = KeyMetadata?.Arn ?? KeyId;
    const { CiphertextBlob = new Uint8Array() } = await may.kms.send(
      new EncryptCommand({ KeyId: key, Plaintext: Buffer.from('clear'), EncryptionContext: CONTEXT }),
    );
    const { Plaintext = new Uint8Array() } = await may.kms.send(new DecryptCommand({ KeyId: key, CiphertextBlob, EncryptionContext: CONTEXT }));
    assertThat(Buffer.from(Plaintext).toString() === 'clear', 'what was decrypted is not what was encrypted');
    await assertRefused('decrypting as another role', mayNot.kms.send(new DecryptCommand({ KeyId: key, CiphertextBlob, EncryptionContext: CONTEXT })), DENIED);
    await assertRefused('encrypting as another role', mayNot.kms.send(new EncryptCommand({ KeyId: key, Plaintext: Buffer.from('clear') })), DENIED);
    await assertRefused(
      'another encryption context',
      may.kms.send(new DecryptCommand({ KeyId: key, CiphertextBlob, EncryptionContext: { tenant: 'two' } })),
      /InvalidCiphertext/,
    );
    const altered = Uint8Array.from(CiphertextBlob, (byte, index) => (index === CiphertextBlob.length - 1 ? byte ^ 1 : byte));
    await assertRefused(
      'an altered ciphertext',
      may.kms.send(new DecryptCommand({ KeyId: key, CiphertextBlob: altered, EncryptionContext: CONTEXT })),
      /InvalidCiphertext/,
    );
    return 'encrypted and decrypted by one role; 4 refusals';
  },
};

/** The boundary and the policies of the deployed function's role. */
export const functionRoleIsNarrow: Flow = {
  claim: "The account settings function's role does what its contract says, and neither uses nor deletes a key",
  evidence: 'emulated',
  drive: async (deployed) => {
    const { cloud, place } = deployed;
    const role = await borrowRole(cloud, place, roleArn(deployed, idOf(deployed, 'AWS::IAM::Role', 'AccountSettingsFunction/Role/Resource')));
    const { EbsEncryptionByDefault } = await role.ec2.send(new GetEbsEncryptionByDefaultCommand({}));
    assertThat(EbsEncryptionByDefault === true, 'it can not read the setting that it made');
    const KeyId = idOf(deployed, 'AWS::KMS::Key', 'AuditKey/Resource');
    await assertRefused('encrypting with the audit key', role.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('clear') })), DENIED);
    await assertRefused('deleting the audit key', role.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })), DENIED);
    return '1 call of its contract answered, 2 outside of it refused';
  },
};

function roleArn({ place }: Deployed, name: string): string {
  return `arn:aws:iam::${place.account}:role/${name}`;
}

/** The key lets the account's roles decide by their policies, as the templates' keys for functions do. */
function templateFor({ place }: Deployed): object {
  const root = `arn:aws:iam::${place.account}:root`;
  const statement = { Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' };
  const role = (RoleName: string, Policies: readonly object[]) => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName,
      Policies,
      AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    },
  });
  const use = { Effect: 'Allow', Action: ['kms:Encrypt', 'kms:Decrypt'], Resource: { 'Fn::GetAtt': ['Key', 'Arn'] } };
  return {
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: policy(statement), EnableKeyRotation: true } },
      Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: `alias/${STACK}`, TargetKeyId: { Ref: 'Key' } } },
      May: role(MAY, [{ PolicyName: 'UseKey', PolicyDocument: policy(use) }]),
      MayNot: role(MAY_NOT, []),
    },
  };
}

function policy(statement: object): object {
  return { Version: '2012-10-17', Statement: [statement] };
}
