import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { StackFailedError } from '../../../../lib/local/errors';
import type { LocalCloud } from '../../../../lib/local/local-cloud';
import { borrowRole } from '../../../../lib/local/smoke/borrow-role';
import { PLACE } from '../../support/local-clouds';
import { allow, arnOfRole, create, createTelling, roleWith } from '../../support/stacks';

const secret = (Name: string, more: object) => ({ Type: 'AWS::SecretsManager::Secret', Properties: { Name, ...more } });

/** `secret.py`. */
export function secretsContract(cloud: () => LocalCloud): void {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html
  describe('a secret of a template', () => {
    const generate = { SecretStringTemplate: '{"username":"one"}', GenerateStringKey: 'password', PasswordLength: 200, ExcludeCharacters: '"/@\\abc' };

    it('holds a password as long as asked for and without what is excluded, beside the rest, and is referred to by its ARN', async () => {
      const { arn } = await createTelling(
        cloud().clients,
        { Secret: secret('contract-generated', { Description: 'contract', KmsKeyId: 'alias/some', GenerateSecretString: generate }) },
        { arn: 'Secret' },
      );
      expect(arn).toMatch(/^arn:aws:secretsmanager:eu-central-1:111122223333:secret:contract-generated-\w{6}$/);
      const { SecretString = '' } = await cloud().clients.secretsManager.send(new GetSecretValueCommand({ SecretId: arn }));
      expect(JSON.parse(SecretString)).toEqual({ username: 'one', password: expect.stringMatching(/^[^"/@\\abc]{200}$/) as string });
      const described = await cloud().clients.secretsManager.send(new DescribeSecretCommand({ SecretId: arn }));
      expect(described).toMatchObject({ Description: 'contract', KmsKeyId: 'alias/some' });
    });

    it('refuses a property that would be dropped', async () => {
      const failed = create(cloud().clients, { Secret: secret('contract-dropped', { ReplicaRegions: [{ Region: 'eu-west-1' }] }) });
      await expect(failed).rejects.toThrow(StackFailedError);
      await expect(failed).rejects.toThrow(/ReplicaRegions, which the local cloud would drop/);
    });

    it('refuses a password that nothing is left to make of', async () => {
      const nothing = { ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true };
      await expect(create(cloud().clients, { Secret: secret('contract-nothing', { GenerateSecretString: nothing }) })).rejects.toThrow(/No characters/);
    });
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-resourcepolicy.html
  describe("a secret's own policy", () => {
    it('refuses whom it denies, whatever the policy of the role allows', async () => {
      const denied = { Effect: 'Deny', Principal: { AWS: arnOfRole('contract-denied') }, Action: 'secretsmanager:GetSecretValue', Resource: '*' };
      const read = allow('secretsmanager:GetSecretValue');
      await create(cloud().clients, {
        Allowed: roleWith('contract-allowed', read),
        Denied: roleWith('contract-denied', read),
        Secret: secret('contract-guarded', { SecretString: 'guarded' }),
        Policy: {
          Type: 'AWS::SecretsManager::ResourcePolicy',
          Properties: { SecretId: { Ref: 'Secret' }, ResourcePolicy: { Version: '2012-10-17', Statement: [denied] } },
        },
      });
      const readAs = async (role: string) => {
        const { secretsManager } = await borrowRole(cloud(), PLACE, arnOfRole(role));
        return secretsManager.send(new GetSecretValueCommand({ SecretId: 'contract-guarded' }));
      };
      expect(await readAs('contract-allowed')).toMatchObject({ SecretString: 'guarded' });
      await expect(readAs('contract-denied')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    });
  });
}
