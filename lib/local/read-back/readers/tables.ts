import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetResourcePolicyCommand,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { Clients } from '../../emulator/clients';
import type { Json } from '../json';
import { parseDocument, toJson, type Reader } from '../reader';

/** `AWS::DynamoDB::Table` */
export const table: Reader = {
  read: async ({ id: TableName, asked }, clients) => {
    const { Table = {} } = await clients.dynamo.send(new DescribeTableCommand({ TableName }));
    return {
      TableName: Table.TableName,
      AttributeDefinitions: toJson(Table.AttributeDefinitions),
      KeySchema: toJson(Table.KeySchema),
      GlobalSecondaryIndexes: toJson(Table.GlobalSecondaryIndexes),
      BillingMode: Table.BillingModeSummary?.BillingMode,
      DeletionProtectionEnabled: Table.DeletionProtectionEnabled ?? false,
      SSESpecification: encryptionOf(Table),
      PointInTimeRecoverySpecification: await recoveryOf(TableName, clients),
      ResourcePolicy: 'ResourcePolicy' in asked ? await policyOf(Table, clients) : undefined,
      TimeToLiveSpecification: 'TimeToLiveSpecification' in asked ? await timeToLiveOf(TableName, clients) : undefined,
    };
  },
};

function encryptionOf({ SSEDescription }: TableDescription): Json {
  return {
    SSEEnabled: SSEDescription?.Status === 'ENABLED',
    SSEType: SSEDescription?.SSEType ?? null,
    KMSMasterKeyId: SSEDescription?.KMSMasterKeyArn ?? null,
  };
}

async function recoveryOf(TableName: string, { dynamo }: Pick<Clients, 'dynamo'>): Promise<Json> {
  const { ContinuousBackupsDescription } = await dynamo.send(new DescribeContinuousBackupsCommand({ TableName }));
  const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  return { PointInTimeRecoveryEnabled: recovery?.PointInTimeRecoveryStatus === 'ENABLED', RecoveryPeriodInDays: recovery?.RecoveryPeriodInDays ?? null };
}

async function policyOf({ TableArn: ResourceArn }: TableDescription, { dynamo }: Pick<Clients, 'dynamo'>): Promise<Json> {
  const { Policy } = await dynamo.send(new GetResourcePolicyCommand({ ResourceArn }));
  return { PolicyDocument: parseDocument(Policy) ?? null };
}

async function timeToLiveOf(TableName: string, { dynamo }: Pick<Clients, 'dynamo'>): Promise<Json> {
  const { TimeToLiveDescription } = await dynamo.send(new DescribeTimeToLiveCommand({ TableName }));
  return { Enabled: TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED', AttributeName: TimeToLiveDescription?.AttributeName ?? null };
}
