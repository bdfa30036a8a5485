import { GetInstanceMetadataDefaultsCommand, ModifyInstanceMetadataDefaultsCommand } from '@aws-sdk/client-ec2';
import type { SettingValue } from '../../domain/setting';
import type { AccountSetting } from '../account-setting';

/** New instances answer metadata requests only with a session token, one hop away (NET-8). */
export const instanceMetadataDefaults: AccountSetting<SettingValue<'instance-metadata-defaults'>> = {
  apply: async (value, { ec2 }) => {
    await ec2.send(new ModifyInstanceMetadataDefaultsCommand(value));
  },
  wanted: (value) => value,
  read: async (_value, { ec2 }) => {
    const { AccountLevel } = await ec2.send(new GetInstanceMetadataDefaultsCommand({}));
    return { HttpTokens: AccountLevel?.HttpTokens, HttpPutResponseHopLimit: AccountLevel?.HttpPutResponseHopLimit };
  },
};
