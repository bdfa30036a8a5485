import type { Account } from '../account';
import type { SealedFields } from '../factors/sealed-fields';
import { revokeAllSessions } from '../session-limits';
import type { GrantableRole } from './tenant';

/**
 * The account as a member of another tenant. Its sessions end, and its custom roles stay behind. The secrets of its factors open in
 * their own tenant alone (KEY-9), so they are sealed anew: nobody loses a factor by a move (IDN-18).
 * What it made and sealed in the tenant that it leaves stays there, so the account remembers that tenant (CMP-6).
 * @param now seconds since 1970
 */
export async function moveAccount(
  fields: SealedFields,
  account: Account,
  { tenant, role, leavesEmpty }: { readonly tenant: string; readonly role: GrantableRole; readonly leavesEmpty: boolean },
  now: number,
): Promise<Account> {
  const formerTenants = [
    ...(account.formerTenants ?? []).filter((former) => former.tenant !== account.tenant && former.tenant !== tenant),
    { tenant: account.tenant, leftEmpty: leavesEmpty },
  ];
  const membership = { tenant, roles: [role], customRoles: [], memberSince: now, formerTenants };
  const { totp, phone, ...moved }: Account = { ...revokeAllSessions(account, now), ...membership };
  const reseal = async (field: 'phone-number' | 'totp-secret', sealed: string) => fields.seal(moved, field, await fields.open(account, field, sealed));
  return {
    ...moved,
    ...(totp === undefined ? {} : { totp: { ...totp, sealedSecret: await reseal('totp-secret', totp.sealedSecret) } }),
    ...(phone === undefined ? {} : { phone: { ...phone, sealedNumber: await reseal('phone-number', phone.sealedNumber) } }),
  };
}
