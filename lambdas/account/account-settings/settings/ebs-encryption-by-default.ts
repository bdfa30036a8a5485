import { EnableEbsEncryptionByDefaultCommand, GetEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import type { SettingValue } from '../../domain/setting';
import type { AccountSetting } from '../account-setting';
import { ec2 } from '../clients/ec2';

/** Every new volume of the account in this region is encrypted. */
export const ebsEncryptionByDefault: AccountSetting<SettingValue<'ebs-encryption-by-default'>> = {
  apply: async () => {
    await ec2.send(new EnableEbsEncryptionByDefaultCommand({}));
  },
  wanted: (value) => value,
  read: async () => {
    const { EbsEncryptionByDefault } = await ec2.send(new GetEbsEncryptionByDefaultCommand({}));
    return { EbsEncryptionByDefault };
  },
};
