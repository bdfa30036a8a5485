import { DescribeRegionSettingsCommand, UpdateRegionSettingsCommand } from '@aws-sdk/client-backup';
import type { SettingValue } from '../../domain/setting';
import type { AccountSetting } from '../account-setting';

/** AWS Backup takes these kinds of stores in this region, tables with all that it can do for them; it leaves out what isn't opted in, without a word. */
export const backupOptIn: AccountSetting<SettingValue<'backup-opt-in'>> = {
  apply: async ({ Aurora, DynamoDB, S3, ManagesDynamoDB }, { backup }) => {
    await backup.send(
      new UpdateRegionSettingsCommand({
        ResourceTypeOptInPreference: { Aurora, DynamoDB, S3 },
        ResourceTypeManagementPreference: { DynamoDB: ManagesDynamoDB },
      }),
    );
  },
  wanted: (value) => value,
  read: async (_value, { backup }) => {
    const { ResourceTypeOptInPreference = {}, ResourceTypeManagementPreference = {} } = await backup.send(new DescribeRegionSettingsCommand({}));
    const { Aurora, DynamoDB, S3 } = ResourceTypeOptInPreference;
    return { Aurora, DynamoDB, S3, ManagesDynamoDB: ResourceTypeManagementPreference.DynamoDB };
  },
};
