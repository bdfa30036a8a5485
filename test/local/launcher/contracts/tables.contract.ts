import { DescribeContinuousBackupsCommand, DescribeTableCommand, GetResourcePolicyCommand, UpdateContinuousBackupsCommand } from '@aws-sdk/client-dynamodb';
import { StackFailedError } from '../../../../lib/local/errors';
import type { LocalCloud } from '../../../../lib/local/local-cloud';
import { PLACE } from '../../support/local-clouds';
import { create, tableOf } from '../../support/stacks';

const recoverable = (more: object = {}) => ({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, ...more } });

/** `continuous_backups.py`, and what else `table.py` completes. */
export function tablesContract(cloud: () => LocalCloud): void {
  // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html
  describe('the recovery of a table to a point in time', () => {
    const recovery = async (TableName: string) => {
      const { ContinuousBackupsDescription } = await cloud().clients.dynamo.send(new DescribeContinuousBackupsCommand({ TableName }));
      return ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    };

    it('reaches as far back as the template says, and 35 days where it says nothing', async () => {
      await create(cloud().clients, {
        Short: tableOf('contract-short', recoverable({ RecoveryPeriodInDays: 7 })),
        Whole: tableOf('contract-whole', recoverable()),
      });
      expect(await recovery('contract-short')).toMatchObject({ PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 7 });
      expect(await recovery('contract-whole')).toMatchObject({ PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 35 });
    });

    it.each([0, 36])('refuses %d days, by its API and by a template', async (RecoveryPeriodInDays) => {
      const name = `contract-days-${String(RecoveryPeriodInDays)}`;
      await expect(create(cloud().clients, { Table: tableOf(name, recoverable({ RecoveryPeriodInDays })) })).rejects.toThrow(StackFailedError);
      await create(cloud().clients, { Table: tableOf(`${name}-api`, recoverable()) });
      const asked = new UpdateContinuousBackupsCommand({ TableName: `${name}-api`, ...recoverable({ RecoveryPeriodInDays }) });
      await expect(cloud().clients.dynamo.send(asked)).rejects.toMatchObject({ name: 'ValidationException' });
      expect(await recovery(`${name}-api`)).toMatchObject({ RecoveryPeriodInDays: 35 });
    });

    it('refuses a table that is not there', async () => {
      await expect(recovery('contract-nowhere')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    });
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
  describe('a table of a template', () => {
    it('has its key and its own policy', async () => {
      const { dynamo } = cloud().clients;
      const PolicyDocument = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Principal: '*', Action: 'dynamodb:DeleteTable', Resource: '*' }],
      };
      const KMSMasterKeyId = `arn:aws:kms:${PLACE.region}:${PLACE.account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
      const asked = { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId }, ResourcePolicy: { PolicyDocument } };
      await create(cloud().clients, { Table: tableOf('contract-policy', asked) });
      const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: 'contract-policy' }));
      expect(Table?.SSEDescription).toMatchObject({ SSEType: 'KMS', KMSMasterKeyArn: KMSMasterKeyId });
      const { Policy = '' } = await dynamo.send(new GetResourcePolicyCommand({ ResourceArn: Table?.TableArn }));
      expect(JSON.parse(Policy)).toEqual(PolicyDocument);
    });

    it('refuses a property that would be dropped', async () => {
      const dropped = tableOf('contract-dropped', { ContributorInsightsSpecification: { Enabled: true } });
      await expect(create(cloud().clients, { Table: dropped })).rejects.toThrow(/ContributorInsightsSpecification, which the local cloud would drop/);
    });
  });
}
