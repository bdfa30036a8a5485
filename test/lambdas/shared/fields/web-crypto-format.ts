import type { FieldContext } from '../../../../lambdas/shared/fields/context';

/**
 * The format once more, from its description alone and on WebCrypto: it shares no code with what it checks.
 * Offsets: magic 0, format 3, key version 4, key ID 8, context check 20, salt 24, nonce 36, ciphertext 48, tag last 16.
 */
const { subtle } = globalThis.crypto;
const utf8 = (text: string) => new TextEncoder().encode(text);
const uint32 = (value: number) => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

async function derive(dataKey: Uint8Array, label: string, context: Uint8Array, bits: number): Promise<Uint8Array<ArrayBuffer>> {
  const key = await subtle.importKey('raw', Uint8Array.from(dataKey), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const block = await subtle.sign('HMAC', key, joined(uint32(1), utf8(label), Uint8Array.of(0), context, uint32(bits)));
  return new Uint8Array(block.slice(0, bits / 8));
}

export function encodeContextAgain({ tenant, table, column, row }: FieldContext): Uint8Array {
  return joined(...[tenant, table, column, row].map((part) => joined(uint32(utf8(part).length).slice(2), utf8(part))));
}

/** CRC-32 as in ISO/IEC 3309, bit by bit. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

async function cipherOf(dataKey: Uint8Array, header: Uint8Array, context: FieldContext) {
  const raw = await derive(dataKey, 'ringwall/field/v1', header.slice(24, 36), 256);
  const key = await subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const algorithm = { name: 'AES-GCM', iv: header.slice(36, 48), additionalData: joined(header, encodeContextAgain(context)), tagLength: 128 };
  return { key, algorithm };
}

export async function sealAgain(dataKey: Uint8Array, keyVersion: number, context: FieldContext, seed: Uint8Array, value: Uint8Array): Promise<Uint8Array> {
  const keyId = await derive(dataKey, 'ringwall/field/key-id', new Uint8Array(), 96);
  const header = joined(utf8('RWF'), Uint8Array.of(1), uint32(keyVersion), keyId, uint32(crc32(encodeContextAgain(context))), seed);
  const { key, algorithm } = await cipherOf(dataKey, header, context);
  return joined(header, new Uint8Array(await subtle.encrypt(algorithm, key, Uint8Array.from(value))));
}

export async function openAgain(dataKey: Uint8Array, context: FieldContext, sealed: Uint8Array): Promise<Uint8Array> {
  const { key, algorithm } = await cipherOf(dataKey, Uint8Array.from(sealed.slice(0, 48)), context);
  return new Uint8Array(await subtle.decrypt(algorithm, key, Uint8Array.from(sealed.slice(48))));
}
