import { DescribeUserPoolClientCommand, DescribeUserPoolCommand, type SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { GetEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { isRecord, type Json, type JsonRecord } from '../json';
import { textOf, toJson, type Reader } from '../reader';

/** `AWS::Cognito::UserPool` */
export const userPool: Reader = {
  read: async ({ id: UserPoolId, asked }, { cognito }) => {
    const { UserPool = {} } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    const { CreationDate: _created, LastModifiedDate: _modified, ...pool } = UserPool;
    const found = toJson(pool) ?? null;
    return { ...(isRecord(found) ? found : {}), UserPoolName: UserPool.Name, Schema: schemaOf(UserPool.SchemaAttributes, asked) };
  },
};

/** Cognito answers with its standard attributes as well, which nobody asked for. */
function schemaOf(attributes: readonly SchemaAttributeType[] | undefined, { Schema }: JsonRecord): Json | undefined {
  const names = Array.isArray(Schema) ? (Schema as readonly Json[]).map((one) => (isRecord(one) ? one.Name : undefined)) : [];
  return toJson(attributes?.filter(({ Name }) => names.includes(Name)));
}

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
      MailFromAttributes: { MailFromDomain: MailFromAttributes?.MailFromDomain, BehaviorOnMxFailure: MailFromAttributes?.BehaviorOnMxFailure },
      FeedbackAttributes: { EmailForwardingEnabled: FeedbackForwardingStatus },
    };
  },
  unread: { DkimSigningAttributes: 'the emulator signs no mail, and keeps no length of a key for it' },
};
