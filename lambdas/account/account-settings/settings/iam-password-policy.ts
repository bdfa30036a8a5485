import { GetAccountPasswordPolicyCommand, UpdateAccountPasswordPolicyCommand } from '@aws-sdk/client-iam';
import type { SettingValue } from '../../domain/setting';
import type { AccountSetting } from '../account-setting';

/** Passwords of IAM users are long, mixed, renewed and not used again. */
export const iamPasswordPolicy: AccountSetting<SettingValue<'iam-password-policy'>> = {
  apply: async (value, { iam }) => {
    await iam.send(new UpdateAccountPasswordPolicyCommand(value));
  },
  wanted: (value) => value,
  read: async (_value, { iam }) => {
    const { PasswordPolicy } = await iam.send(new GetAccountPasswordPolicyCommand({}));
    return { ...PasswordPolicy };
  },
};
