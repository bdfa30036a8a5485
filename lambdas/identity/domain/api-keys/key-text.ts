import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** An API key taken apart. */
export interface KeyText {
  /** Its public half, which names its record. */
  readonly id: string;
  /** 256 bits: the hash under a pepper needs no salt and no cost. */
  readonly secret: string;
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 16;
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

/** By which scanners of repositories find keys that leaked: the prefix is ours alone, and the checksum rules chance out. */
export const KEY_PATTERN = /^rw_([0-9A-Za-z]{16})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;

/** What a text begins with that wants to be a key. */
export const KEY_PREFIX = 'rw_';

/** A new key. */
export function makeKeyText(): KeyText {
  return { id: randomText(ID_LENGTH), secret: randomText(SECRET_LENGTH) };
}

/** The key as its owner sees it, once. */
export function writeKeyText({ id, secret }: KeyText): string {
  const body = `${KEY_PREFIX}${id}_${secret}`;
  return `${body}_${checksumOf(body)}`;
}

/** Takes a key apart; `undefined` when it isn't one, or mistyped: nothing is looked up for it. */
export function parseKeyText(text: string): KeyText | undefined {
  const [, id, secret] = KEY_PATTERN.exec(text) ?? [];
  return id === undefined || secret === undefined || writeKeyText({ id, secret }) !== text ? undefined : { id, secret };
}

/** CRC-32 in base 62, most significant digit first. It finds typing errors and keeps nobody out. */
function checksumOf(body: string): string {
  let rest = crc32(body);
  let digits = '';
  for (let place = 0; place < CHECKSUM_LENGTH; place++) {
    digits = ALPHABET.charAt(rest % ALPHABET.length) + digits;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
