import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { CreateServiceLinkedRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { CreateKeyCommand, DescribeKeyCommand, EncryptCommand } from '@aws-sdk/client-kms';
import { borrowRole } from '../../../../lib/local/smoke/borrow-role';
import type { LocalCloud } from '../../../../lib/local/local-cloud';
import { PLACE } from '../../support/local-clouds';
import { allow, arnOfRole, create, roleOf } from '../../support/stacks';

/** Roles, functions and topics of templates; which role somebody is. */
export function rolesContract(cloud: () => LocalCloud): void {
  describe('a role of a template', () => {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
    it('may do no more than its boundary, whatever its policy allows', async () => {
      const RoleName = 'contract-bounded';
      await create(cloud().clients, {
        Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'contract-boundary', PolicyDocument: allow('kms:DescribeKey') } },
        Role: roleOf(RoleName, { PermissionsBoundary: { Ref: 'Boundary' }, Policies: [{ PolicyName: 'All', PolicyDocument: allow('kms:*') }] }),
      });
      const { Role } = await cloud().clients.iam.send(new GetRoleCommand({ RoleName }));
      expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(`arn:aws:iam::${PLACE.account}:policy/contract-boundary`);
      const { KeyMetadata } = await cloud().clients.kms.send(new CreateKeyCommand({}));
      const KeyId = KeyMetadata?.KeyId;
      const { kms } = await borrowRole(cloud(), PLACE, arnOfRole(RoleName));
      await expect(kms.send(new DescribeKeyCommand({ KeyId }))).resolves.toBeDefined();
      await expect(kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('clear') }))).rejects.toMatchObject({ name: 'AccessDeniedException' });
    });

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
    it('is judged by its whole ARN, with its path', async () => {
      const service = 'config.amazonaws.com';
      const linked = arnOfRole(`aws-service-role/${service}/AWSServiceRoleForConfig`);
      await create(cloud().clients, {
        May: roleOf('contract-may-link', { Policies: [{ PolicyName: 'Link', PolicyDocument: allow(['iam:CreateServiceLinkedRole', 'iam:GetRole'], linked) }] }),
        MayNot: roleOf('contract-may-not-link', {
          Policies: [{ PolicyName: 'Link', PolicyDocument: allow(['iam:CreateServiceLinkedRole', 'iam:GetRole'], arnOfRole('AWSServiceRoleForConfig')) }],
        }),
      });
      const [may, mayNot] = [
        await borrowRole(cloud(), PLACE, arnOfRole('contract-may-link')),
        await borrowRole(cloud(), PLACE, arnOfRole('contract-may-not-link')),
      ];
      await expect(mayNot.iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: service }))).rejects.toMatchObject({ name: 'AccessDenied' });
      await may.iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: service }));
      const { Role } = await may.iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForConfig' }));
      expect(Role?.Arn).toBe(linked);
      await expect(mayNot.iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForConfig' }))).rejects.toMatchObject({ name: 'AccessDenied' });
    });
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
  describe('a function of a template', () => {
    const code = { Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile: 'exports.handler = async () => 1;' } };

    it('has its key, dead letter queue and reserved concurrency', async () => {
      const FunctionName = 'contract-function';
      const KmsKeyArn = `arn:aws:kms:${PLACE.region}:${PLACE.account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
      await create(cloud().clients, {
        Queue: { Type: 'AWS::SQS::Queue' },
        Role: roleOf('contract-function', {}),
        Function: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            ...code,
            FunctionName,
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
            KmsKeyArn,
            DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
            ReservedConcurrentExecutions: 3,
          },
        },
      });
      const { Configuration, Concurrency } = await cloud().clients.lambda.send(new GetFunctionCommand({ FunctionName }));
      expect(Configuration).toMatchObject({ KMSKeyArn: KmsKeyArn, DeadLetterConfig: { TargetArn: expect.stringContaining(':sqs:') as string } });
      expect(Concurrency).toEqual({ ReservedConcurrentExecutions: 3 });
    });

    it('refuses a property that would be dropped', async () => {
      const Properties = { ...code, FunctionName: 'contract-dropped', Role: arnOfRole('contract-function'), FileSystemConfigs: [] };
      await expect(create(cloud().clients, { Function: { Type: 'AWS::Lambda::Function', Properties } })).rejects.toThrow(/FileSystemConfigs/);
    });
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html
  describe('a topic of a template', () => {
    it('has its key', async () => {
      await create(cloud().clients, { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'contract-topic', KmsMasterKeyId: 'alias/some' } } });
      const { Attributes } = await cloud().clients.sns.send(
        new GetTopicAttributesCommand({ TopicArn: `arn:aws:sns:${PLACE.region}:${PLACE.account}:contract-topic` }),
      );
      expect(Attributes?.KmsMasterKeyId).toBe('alias/some');
    });

    it('refuses a property that would be dropped', async () => {
      const Properties = { TopicName: 'contract-traced', TracingConfig: 'Active' };
      await expect(create(cloud().clients, { Topic: { Type: 'AWS::SNS::Topic', Properties } })).rejects.toThrow(/TracingConfig/);
    });
  });
}
