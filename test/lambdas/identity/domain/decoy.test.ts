import { decoyOf, readDecoyDocuments } from '../../../../lambdas/identity/domain/decoy';
import { errorOf } from '../../../support/error-of';
import { memoryKeyRing } from '../../../support/memory-key-ring';

const hashKeys = memoryKeyRing([1], 'hash-keys');

describe('what stands for an account that nobody has', () => {
  it('looks like the ID of one, and is the same each time', async () => {
    for (let count = 0; count < 50; count++) {
      const decoy = await decoyOf(hashKeys, `${String(count)}@example.org`);
      expect(decoy.account).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(decoy.email).toMatch(/^[0-9a-f]{16}@nobody\.invalid$/);
      expect(await decoyOf(hashKeys, `${String(count)}@example.org`)).toEqual(decoy);
    }
  });

  it("can't be told without the key", async () => {
    expect(await decoyOf(hashKeys, 'ada@example.org')).not.toEqual(await decoyOf(memoryKeyRing([2], 'hash-keys'), 'ada@example.org'));
    expect((await decoyOf(hashKeys, 'ada@example.org')).account).not.toBe((await decoyOf(hashKeys, 'adb@example.org')).account);
  });

  it('has documents that are read like real ones', () => {
    expect(errorOf(readDecoyDocuments)).toBeUndefined();
  });
});
