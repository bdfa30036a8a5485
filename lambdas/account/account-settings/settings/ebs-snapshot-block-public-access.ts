import { EnableSnapshotBlockPublicAccessCommand, GetSnapshotBlockPublicAccessStateCommand } from '@aws-sdk/client-ec2';
import type { SettingValue } from '../../domain/setting';
import type { AccountSetting } from '../account-setting';
import { ec2 } from '../clients/ec2';

/** No snapshot of the account in this region is shared with everybody, not even one that was. */
export const ebsSnapshotBlockPublicAccess: AccountSetting<SettingValue<'ebs-snapshot-block-public-access'>> = {
  apply: async (value) => {
    await ec2.send(new EnableSnapshotBlockPublicAccessCommand(value));
  },
  wanted: (value) => value,
  read: async () => {
    const { State } = await ec2.send(new GetSnapshotBlockPublicAccessStateCommand({}));
    return { State };
  },
};
