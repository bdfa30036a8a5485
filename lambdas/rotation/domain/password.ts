import { randomInt } from 'node:crypto';
import { SecretValue } from '../../shared/secrets/secret-value';

/** Letters and digits alone, which need no quoting anywhere. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** 285 bits. ElastiCache takes 16 to 128 characters. */
const LENGTH = 48;

/** A new password. */
export function generatePassword(): SecretValue {
  return new SecretValue(Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join(''));
}
