import type { Account } from '../../../../lambdas/identity/domain/account';
import { drawDevice, findDevice, MOST_DEVICES, withDevice, writeDeviceCookie } from '../../../../lambdas/identity/domain/devices';
import { memoryKeyRing } from '../../../support/memory-key-ring';

const hashKeys = memoryKeyRing([1], 'hash-keys');
const NOBODY = { devices: [] } as unknown as Account;

describe('a known device', () => {
  it('has a cookie of 256 bits, which only this host and no script gets', async () => {
    const { cookie } = await drawDevice(hashKeys);
    expect(Buffer.from(cookie, 'base64url')).toHaveLength(32);
    expect(writeDeviceCookie(cookie)).toBe(`__Host-device=${cookie}; Max-Age=34560000; Path=/; Secure; HttpOnly; SameSite=Strict`);
    expect((await drawDevice(hashKeys)).cookie).not.toBe(cookie);
  });

  it('is found by its cookie, also after a rotation of the keys', async () => {
    const { cookie, hash } = await drawDevice(hashKeys);
    const account = withDevice(NOBODY, hash, 5);
    expect(await findDevice(hashKeys, account, cookie)).toEqual({ hash, seenAt: 5 });
    expect(await findDevice(memoryKeyRing([2, 1], 'hash-keys'), account, cookie)).toEqual({ hash, seenAt: 5 });
    expect(await findDevice(memoryKeyRing([3, 2], 'hash-keys'), account, cookie)).toBeUndefined();
  });

  it.each([undefined, '', 'x', 'x'.repeat(43), 'x'.repeat(44), '=; ', 'ä'.repeat(43)])("isn't found by %j", async (cookie) => {
    const account = withDevice(NOBODY, (await drawDevice(hashKeys)).hash, 5);
    expect(await findDevice(hashKeys, account, cookie)).toBeUndefined();
    expect(await findDevice(hashKeys, undefined, cookie)).toBeUndefined();
  });

  it("isn't found by the hash that is stored", async () => {
    const { hash } = await drawDevice(hashKeys);
    expect(await findDevice(hashKeys, withDevice(NOBODY, hash, 5), hash.hash)).toBeUndefined();
  });

  it('takes the place of the one that it was before', async () => {
    const [one, other, newer] = [await drawDevice(hashKeys), await drawDevice(hashKeys), await drawDevice(hashKeys)];
    const account = withDevice(withDevice(NOBODY, one.hash, 1), other.hash, 2);
    const before = await findDevice(hashKeys, account, one.cookie);
    expect(withDevice(account, newer.hash, 3, before).devices).toEqual([
      { hash: newer.hash, seenAt: 3 },
      { hash: other.hash, seenAt: 2 },
    ]);
  });

  it('is one of ten, of which the one that was longest away goes', async () => {
    const drawn = await Promise.all(Array.from({ length: MOST_DEVICES + 1 }, () => drawDevice(hashKeys)));
    const account = drawn.reduce((known, { hash }, index) => withDevice(known, hash, index), NOBODY);
    expect(account.devices).toHaveLength(MOST_DEVICES);
    expect(await findDevice(hashKeys, account, drawn[0]!.cookie)).toBeUndefined();
    expect(await findDevice(hashKeys, account, drawn[1]!.cookie)).toBeDefined();
  });
});
