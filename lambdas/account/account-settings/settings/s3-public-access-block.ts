import { GetPublicAccessBlockCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import type { SettingValue } from '../../domain/setting';
import type { AccountSetting } from '../account-setting';

/** No bucket of the account can be made public, whatever its own policy says. */
export const s3PublicAccessBlock: AccountSetting<SettingValue<'s3-public-access-block'>> = {
  apply: async (value, { s3Control, account }) => {
    await s3Control.send(new PutPublicAccessBlockCommand({ AccountId: account, PublicAccessBlockConfiguration: value }));
  },
  wanted: (value) => value,
  read: async (_value, { s3Control, account }) => {
    const { PublicAccessBlockConfiguration } = await s3Control.send(new GetPublicAccessBlockCommand({ AccountId: account }));
    return { ...PublicAccessBlockConfiguration };
  },
};
