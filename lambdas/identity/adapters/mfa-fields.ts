import type { Field, FieldCipher } from '../../shared/fields/field-cipher';
import type { Account } from '../domain/account';
import type { MfaField, SealedFields } from '../domain/factors/sealed-fields';

/** The fields of an account under USER_MFA, by the cipher of sensitive fields (KEY-9): the secrets of factors, as in T§4.3. */
export function mfaFields(cipher: FieldCipher): SealedFields {
  return {
    open: async (account, field, sealed) => (await cipher.open(fieldOf(account, field), Buffer.from(sealed, 'base64url'))).toString(),
    seal: async (account, field, text) => (await cipher.seal(fieldOf(account, field), Buffer.from(text))).toString('base64url'),
  };
}

/** The account's own place: what is moved to another opens nowhere. */
function fieldOf({ id, tenant }: Pick<Account, 'id' | 'tenant'>, field: MfaField): Field {
  return { fieldClass: 'mfa', tenant, person: id, table: 'accounts', column: field, row: id };
}
