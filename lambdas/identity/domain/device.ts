import type { KeyedHash, KeyRing } from '../../shared/rings/key-ring';

/** What the hash keys' ring is used for here. */
export const DEVICE_USE = 'device';

/** What is kept of a device's cookie. */
export async function hashDevice(hashKeys: KeyRing, cookie: string): Promise<KeyedHash> {
  return hashKeys.hash(DEVICE_USE, cookie);
}

/** Whether a cookie is the device's, in constant time; without a cookie it isn't. */
export async function isDevice(hashKeys: KeyRing, cookie: string | undefined, device: KeyedHash): Promise<boolean> {
  return cookie !== undefined && (await hashKeys.matches(DEVICE_USE, cookie, device));
}
