import { DependencyFailedError } from '../../shared/dependency-failed-error';
import { LedgerNotReplayedError } from '../../shared/fields/errors';
import type { Field, FieldCipher } from '../../shared/fields/field-cipher';
import type { Account } from '../domain/account';
import type { MfaField, SealedFields } from '../domain/factors/sealed-fields';

/** The fields of an account under USER_MFA, by the cipher of sensitive fields (KEY-9): the secrets of factors, as in T§4.3. */
export function mfaFields(cipher: FieldCipher): SealedFields {
  return {
    open: async (account, field, sealed) => decode(await cipher.open(fieldOf(account, field), Buffer.from(sealed, 'base64url')).catch(notServing)),
    seal: async (account, field, text) => (await cipher.seal(fieldOf(account, field), encode(text)).catch(notServing)).toString('base64url'),
  };
}

/** Whoever signs in meanwhile is told to try again: the keys serve once the ledger of erasures was replayed on them (KEY-8). */
function notServing(error: unknown): never {
  throw error instanceof LedgerNotReplayedError ? new DependencyFailedError('the keys of fields', error) : error;
}

/** The account's own place: what is moved to another opens nowhere. */
function fieldOf({ id, tenant }: Pick<Account, 'id' | 'tenant'>, field: MfaField): Field {
  return { fieldClass: 'mfa', tenant, person: id, table: 'accounts', column: field, row: id };
}

/**
 * In base64: card numbers are looked for in this class, and one phone number in seven of the same length could be one. What is kept
 * here is a secret that we drew, or a number to which a code was texted.
 */
function encode(text: string): Buffer {
  return Buffer.from(Buffer.from(text).toString('base64'));
}

function decode(encoded: Buffer): string {
  return Buffer.from(encoded.toString(), 'base64').toString();
}
