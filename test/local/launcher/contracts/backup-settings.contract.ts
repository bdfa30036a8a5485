import { DescribeRegionSettingsCommand, UpdateRegionSettingsCommand } from '@aws-sdk/client-backup';
import { borrowRole } from '../../../../lib/local/smoke/borrow-role';
import type { LocalCloud } from '../../../../lib/local/local-cloud';
import { PLACE } from '../../support/local-clouds';
import { allow, arnOfRole, create, roleWith } from '../../support/stacks';

/** `backup_settings.py`. */
export function backupSettingsContract(cloud: () => LocalCloud): void {
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_UpdateRegionSettings.html
  describe('the resource types that a region opted in to', () => {
    it('are kept, and one changes without the others', async () => {
      const { backup } = cloud().clients;
      await backup.send(
        new UpdateRegionSettingsCommand({ ResourceTypeOptInPreference: { Aurora: true, S3: true }, ResourceTypeManagementPreference: { DynamoDB: true } }),
      );
      await backup.send(new UpdateRegionSettingsCommand({ ResourceTypeOptInPreference: { S3: false } }));
      expect(await backup.send(new DescribeRegionSettingsCommand({}))).toMatchObject({
        ResourceTypeOptInPreference: { Aurora: true, S3: false },
        ResourceTypeManagementPreference: { DynamoDB: true },
      });
    });

    it('refuse a type that AWS Backup does not know, with all else that was asked for', async () => {
      const { backup } = cloud().clients;
      const asked = new UpdateRegionSettingsCommand({ ResourceTypeOptInPreference: { EFS: true, Paper: true } });
      await expect(backup.send(asked)).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
      const { ResourceTypeOptInPreference } = await backup.send(new DescribeRegionSettingsCommand({}));
      expect(ResourceTypeOptInPreference).not.toHaveProperty('EFS');
    });

    it('refuse a role that may only read them', async () => {
      await create(cloud().clients, { Reader: roleWith('contract-backup-reader', allow('backup:DescribeRegionSettings')) });
      const { backup } = await borrowRole(cloud(), PLACE, arnOfRole('contract-backup-reader'));
      await expect(backup.send(new DescribeRegionSettingsCommand({}))).resolves.toBeDefined();
      await expect(backup.send(new UpdateRegionSettingsCommand({ ResourceTypeOptInPreference: { S3: false } }))).rejects.toMatchObject({
        name: 'AccessDeniedException',
      });
    });
  });
}
