import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { BackupClient } from '@aws-sdk/client-backup';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { Agent } from 'node:https';

/** Who signs requests. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Where requests go, and for whom. */
export interface Connection {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** The authority of the endpoint's certificate, in PEM. */
  readonly authority: string;
}

/** The root of an account of the emulator, whose access key is the account's number. */
export function rootOf(account: string): Credentials {
  return { accessKeyId: account, secretAccessKey: 'test' };
}

/** The clients of AWS's APIs that the deployment, the read-back and the smoke share. */
export type Clients = ReturnType<typeof createClients>;

/** Clients that all speak to the emulator. */
export function createClients({ endpoint, region, credentials, authority }: Connection) {
  const requestHandler = { httpsAgent: new Agent({ ca: authority, keepAlive: true }) };
  const options = { endpoint, region, credentials, requestHandler, maxAttempts: 1 };
  // S3 Control writes the account before the host name, under which nothing listens on loopback.
  const control = { endpointProvider: () => ({ url: new URL(endpoint) }) };
  return {
    apiGateway: new APIGatewayClient(options),
    backup: new BackupClient(options),
    cloudFormation: new CloudFormationClient(options),
    cognito: new CognitoIdentityProviderClient(options),
    cloudWatch: new CloudWatchClient(options),
    dynamo: new DynamoDBClient(options),
    ec2: new EC2Client(options),
    elastiCache: new ElastiCacheClient(options),
    eventBridge: new EventBridgeClient(options),
    iam: new IAMClient(options),
    kms: new KMSClient(options),
    lambda: new LambdaClient(options),
    logs: new CloudWatchLogsClient(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
    s3Control: new S3ControlClient({ ...options, ...control }),
    secretsManager: new SecretsManagerClient(options),
    ses: new SESv2Client(options),
    sns: new SNSClient(options),
    sqs: new SQSClient(options),
    sts: new STSClient(options),
  };
}
