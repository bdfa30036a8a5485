import { DescribeUserPoolClientCommand, DescribeUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { LocalCloud } from '../../../../lib/local/local-cloud';
import { create, createTelling } from '../../support/stacks';

const poolOf = (more: object = {}) => ({ Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'contract-pool', ...more } });
const clientOf = (more: object = {}) => ({
  Type: 'AWS::Cognito::UserPoolClient',
  Properties: { UserPoolId: { Ref: 'Pool' }, ClientName: 'contract', ...more },
});

/** `user_pool.py`, `user_pool_client.py`. */
export function userPoolsContract(cloud: () => LocalCloud): void {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html
  describe('a user pool of a template', () => {
    it('has its plan and protection, and its client the flows that it was asked for', async () => {
      const asked = {
        Pool: poolOf({ UserPoolTier: 'PLUS', DeletionProtection: 'ACTIVE', UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } }),
        Client: clientOf({ GenerateSecret: true, ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH'], AuthSessionValidity: 3 }),
      };
      const { UserPoolId, ClientId } = await createTelling(cloud().clients, asked, { UserPoolId: 'Pool', ClientId: 'Client' });
      const { UserPool } = await cloud().clients.cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
      expect(UserPool).toMatchObject({ UserPoolTier: 'PLUS', DeletionProtection: 'ACTIVE', UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } });
      const { UserPoolClient } = await cloud().clients.cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
      expect(UserPoolClient).toMatchObject({ ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH'], AuthSessionValidity: 3, ClientSecret: expect.any(String) as string });
    });

    it('refuses a property that would be dropped, and so does a client', async () => {
      const { clients } = cloud();
      await expect(create(clients, { Pool: poolOf({ WebAuthnRelyingPartyID: 'example.org' }) })).rejects.toThrow(
        /WebAuthnRelyingPartyID, which the local cloud would drop/,
      );
      await expect(create(clients, { Pool: poolOf(), Client: clientOf({ RefreshTokenRotation: { Feature: 'ENABLED' } }) })).rejects.toThrow(
        /RefreshTokenRotation, which the local cloud would drop/,
      );
    });
  });
}
