import { randomBytes } from 'node:crypto';
import { DEVICE_COOKIE, setCookie } from '../../shared/http/cookies';
import { isSameSecret } from '../../shared/is-same-secret';
import type { KeyedHash, KeyRing } from '../../shared/rings/key-ring';
import type { Account, KnownDevice } from './account';
import { DEVICE_USE, hashDevice } from './device';

/** An account knows so many browsers; a further one takes the place of the one that was longest away. */
export const MOST_DEVICES = 10;

/** A browser that is to be known, and the only copy of its cookie. */
export interface NewDevice {
  readonly cookie: string;
  readonly hash: KeyedHash;
}

const COOKIE_BYTES = 32;
const COOKIE_SECONDS = 400 * 86_400;
const COOKIE = /^[A-Za-z0-9_-]{43}$/;

/** Stands for a device that isn't there, so that as many are compared for every account. */
const NO_DEVICE: KnownDevice = { hash: { version: 0, hash: 'x'.repeat(43) }, seenAt: 0 };

/** A cookie of 256 random bits. It is new at each sign-in: what a browser brought along never becomes a known device. */
export async function drawDevice(hashKeys: KeyRing): Promise<NewDevice> {
  const cookie = randomBytes(COOKIE_BYTES).toString('base64url');
  return { cookie, hash: await hashDevice(hashKeys, cookie) };
}

/** The known device whose cookie this is. As much work for an account that isn't there, or without a cookie. */
export async function findDevice(
  hashKeys: KeyRing,
  account: Pick<Account, 'devices'> | undefined,
  cookie: string | undefined,
): Promise<KnownDevice | undefined> {
  const given = await hashKeys.hashes(DEVICE_USE, cookie !== undefined && COOKIE.test(cookie) ? cookie : '');
  const devices = Array.from({ length: MOST_DEVICES }, (_, index) => account?.devices[index] ?? NO_DEVICE);
  const known = devices.map(({ hash }) => given.map((candidate) => sameHash(candidate, hash)).includes(true));
  return devices[known.indexOf(true)];
}

/** The account with a device that is now known, in the place of the one that it was before, if it was one. */
export function withDevice(account: Account, hash: KeyedHash, seenAt: number, before?: KnownDevice): Account {
  const others = account.devices.filter((device) => device !== before && device.hash.hash !== before?.hash.hash);
  const newest = [{ hash, seenAt }, ...others.toSorted((a, b) => b.seenAt - a.seenAt)].slice(0, MOST_DEVICES);
  return { ...account, devices: newest };
}

/** The `Set-Cookie` of a known device: 400 days, the longest that browsers keep one (RFC 6265bis §5.5). */
export function writeDeviceCookie(cookie: string): string {
  return setCookie(DEVICE_COOKIE, cookie, { sameSite: 'Strict', maxAge: COOKIE_SECONDS });
}

function sameHash(one: KeyedHash, other: KeyedHash): boolean {
  const same = isSameSecret(one.hash, other.hash);
  return same && one.version === other.version;
}
