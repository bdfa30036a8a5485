import {
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  type SchemaAttributeType,
  type UserPoolClientType,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { GetEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { isRecord, type Json, type JsonRecord } from '../json';
import { textOf, toJson, type Reader } from '../reader';

/** `AWS::Cognito::UserPool` */
export const userPool: Reader = {
  read: async ({ id: UserPoolId, asked }, { cognito }) => {
    const { UserPool = {} } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    return { ...fieldsOf(UserPool), UserPoolName: UserPool.Name, Schema: schemaOf(UserPool.SchemaAttributes, asked) };
  },
};

/** All but the dates, which are no JSON. */
function fieldsOf(described: UserPoolClientType | UserPoolType): JsonRecord {
  const found = toJson({ ...described, CreationDate: undefined, LastModifiedDate: undefined });
  return isRecord(found) ? found : {};
}

/** Cognito answers with its standard attributes as well, which nobody asked for. */
function schemaOf(attributes: readonly SchemaAttributeType[] | undefined, { Schema }: JsonRecord): Json | undefined {
  const names = Array.isArray(Schema) ? (Schema as readonly Json[]).map((one) => (isRecord(one) ? one.Name : undefined)) : [];
  return toJson(attributes?.filter(({ Name }) => names.includes(Name)));
}

/** `AWS::Cognito::UserPoolClient` */
export const userPoolClient: Reader = {
  read: async ({ id: ClientId, asked }, { cognito }) => {
    const { UserPoolClient = {} } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId: textOf(asked, 'UserPoolId'), ClientId }));
    return { ...fieldsOf({ ...UserPoolClient, ClientSecret: undefined }), GenerateSecret: UserPoolClient.ClientSecret !== undefined };
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
