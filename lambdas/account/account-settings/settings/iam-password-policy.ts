import { GetAccountPasswordPolicyCommand, UpdateAccountPasswordPolicyCommand } from '@aws-sdk/client-iam';
import type { SettingValue } from '../../domain/setting';
import type { AccountSetting } from '../account-setting';
import { iam } from '../clients/iam';

/** Passwords of IAM users are long, mixed, renewed and not used again. */
export const iamPasswordPolicy: AccountSetting<SettingValue<'iam-password-policy'>> = {
  apply: async (value) => {
    await iam.send(new UpdateAccountPasswordPolicyCommand(value));
  },
  wanted: (value) => value,
  read: async () => {
    const { PasswordPolicy } = await iam.send(new GetAccountPasswordPolicyCommand({}));
    return { ...PasswordPolicy };
  },
};
