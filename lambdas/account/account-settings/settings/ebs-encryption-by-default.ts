import { EnableEbsEncryptionByDefaultCommand, GetEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import type { SettingValue } from '../../domain/setting';
import type { AccountSetting } from '../account-setting';

/** Every new volume of the account in this region is encrypted. */
export const ebsEncryptionByDefault: AccountSetting<SettingValue<'ebs-encryption-by-default'>> = {
  apply: async (_value, { ec2 }) => {
    await ec2.send(new EnableEbsEncryptionByDefaultCommand({}));
  },
  wanted: (value) => value,
  read: async (_value, { ec2 }) => {
    const { EbsEncryptionByDefault } = await ec2.send(new GetEbsEncryptionByDefaultCommand({}));
    return { EbsEncryptionByDefault };
  },
};
