import { DescribeUserPoolClientCommand, DescribeUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { GetEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { isRecord } from '../json';
import { textOf, toJson, type Reader } from '../reader';

/** `AWS::Cognito::UserPool` */
export const userPool: Reader = {
  read: async ({ id: UserPoolId }, { cognito }) => {
    const { UserPool = {} } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    const { CreationDate: _created, LastModifiedDate: _modified, ...pool } = UserPool;
    const found = toJson(pool) ?? null;
    return { ...(isRecord(found) ? found : {}), UserPoolName: UserPool.Name, Schema: toJson(UserPool.SchemaAttributes) };
  },
};

/** `AWS::Cognito::UserPoolClient` */
export const userPoolClient: Reader = {
  read: async ({ id: ClientId, asked }, { cognito }) => {
    const { UserPoolClient = {} } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId: textOf(asked, 'UserPoolId'), ClientId }));
    const { CreationDate: _created, LastModifiedDate: _modified, ClientSecret, ...client } = UserPoolClient;
    const found = toJson(client) ?? null;
    return { ...(isRecord(found) ? found : {}), GenerateSecret: ClientSecret !== undefined };
  },
};

/** `AWS::SES::EmailIdentity` */
export const emailIdentity: Reader = {
  read: async ({ id: EmailIdentity }, { ses }) => {
    const { DkimAttributes, MailFromAttributes, FeedbackForwardingStatus } = await ses.send(new GetEmailIdentityCommand({ EmailIdentity }));
    return {
      EmailIdentity,
      DkimAttributes: { SigningEnabled: DkimAttributes?.SigningEnabled },
      DkimSigningAttributes: { NextSigningKeyLength: DkimAttributes?.NextSigningKeyLength },
      MailFromAttributes: { MailFromDomain: MailFromAttributes?.MailFromDomain, BehaviorOnMxFailure: MailFromAttributes?.BehaviorOnMxFailure },
      FeedbackAttributes: { EmailForwardingEnabled: FeedbackForwardingStatus },
    };
  },
};
