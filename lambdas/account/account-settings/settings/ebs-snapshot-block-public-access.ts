import { EnableSnapshotBlockPublicAccessCommand, GetSnapshotBlockPublicAccessStateCommand } from '@aws-sdk/client-ec2';
import type { SettingValue } from '../../domain/setting';
import type { AccountSetting } from '../account-setting';

/** No snapshot of the account in this region is shared with everybody, not even one that was. */
export const ebsSnapshotBlockPublicAccess: AccountSetting<SettingValue<'ebs-snapshot-block-public-access'>> = {
  apply: async (value, { ec2 }) => {
    await ec2.send(new EnableSnapshotBlockPublicAccessCommand(value));
  },
  wanted: (value) => value,
  read: async (_value, { ec2 }) => {
    const { State } = await ec2.send(new GetSnapshotBlockPublicAccessStateCommand({}));
    return { State };
  },
};
