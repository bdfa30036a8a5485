import * as z from 'zod/mini';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { RESTRICTION_GROUNDS, type Account } from '../account';
import { base64url, keyedHash, uuid, whole } from './fields';
import { recordParser } from './record-parser';

const totp = z.strictObject({ sealedSecret: base64url, enrolledAt: whole, lastStep: whole });
const phone = z.strictObject({
  sealedNumber: base64url,
  ending: z.string().check(z.regex(/^[0-9]{2}$/)),
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  confirmedAt: whole,
});
const passkey = z.strictObject({
  id: base64url,
  name: z.string(),
  publicKey: base64url,
  counter: whole,
  transports: z.array(z.string()),
  createdAt: whole,
  lastUsedAt: z.optional(whole),
});
const link = z.strictObject({ provider: z.string(), issuer: z.string(), subject: z.string(), linkedAt: whole });

const account: z.ZodMiniType<Account> = z.strictObject({
  id: uuid,
  tenant: uuid,
  roles: z.array(z.enum(['ADMIN', 'MEMBER', 'OWNER', 'SUPER_ADMIN', 'VIEWER'])),
  customRoles: z.optional(z.array(z.string())),
  memberSince: z.optional(whole),
  formerTenants: z.optional(z.array(z.strictObject({ tenant: uuid, leftEmpty: z.boolean() }))),
  status: z.enum(['active', 'suspended']),
  emailHash: keyedHash,
  hasPassword: z.boolean(),
  createdAt: whole,
  lastLoginAt: z.optional(whole),
  passwordChangedAt: z.optional(whole),
  totp: z.optional(totp),
  phone: z.optional(phone),
  passkeys: z.array(passkey),
  recoveryCodes: z.array(keyedHash),
  devices: z.array(z.strictObject({ hash: keyedHash, seenAt: whole })),
  links: z.array(link),
  restriction: z.optional(z.strictObject({ ground: z.enum(RESTRICTION_GROUNDS), since: whole })),
  sessionsValidFrom: whole,
});

/** An account. */
export const accountRecord: RecordKind<Account> = { name: 'account', table: 'accounts', parse: recordParser('account', account) };

/** Where an account lies. */
export function accountAt(id: string): RecordKey {
  return { owner: `account/${id}`, key: 'account' };
}
