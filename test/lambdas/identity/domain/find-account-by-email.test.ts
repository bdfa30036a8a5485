import { EMAIL_USE, findAccountByEmail } from '../../../../lambdas/identity/domain/find-account-by-email';
import { normaliseEmail } from '../../../../lambdas/identity/domain/normalise-email';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { emailAt, emailRecord } from '../../../../lambdas/identity/domain/records/email-record';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { newAccount } from '../session/sessions-world';

const ring = memoryKeyRing([3, 2, 1], 'hash-keys');

async function storeWith(email: string, version: number) {
  const store = new MemoryRecordStore();
  const account = await newAccount();
  const hash = await memoryKeyRing([version], 'hash-keys').hash(EMAIL_USE, normaliseEmail(email));
  await store.commit(
    [
      { action: 'create', kind: accountRecord, at: accountAt(account.id), value: account },
      { action: 'create', kind: emailRecord, at: emailAt(hash), value: { account: account.id } },
    ],
    [],
  );
  return { store, account };
}

describe('an account is found by its email address', () => {
  it.each([1, 2, 3])('hashed under version %i of the keys', async (version) => {
    const { store, account } = await storeWith('one@example.com', version);
    expect((await findAccountByEmail(store, ring, 'one@example.com'))?.value).toEqual(account);
  });

  it('however it is spelt: in capitals, with blanks, in another normal form', async () => {
    const { store, account } = await storeWith('Jos\u00e9@Example.COM', 3);
    for (const spelt of ['jos\u00e9@example.com', ' JOSE\u0301@EXAMPLE.com\n']) {
      expect((await findAccountByEmail(store, ring, spelt))?.value.id).toBe(account.id);
    }
  });

  it('and not by another, nor when the account is gone', async () => {
    const { store, account } = await storeWith('one@example.com', 3);
    expect(await findAccountByEmail(store, ring, 'two@example.com')).toBeUndefined();
    await store.commit([{ action: 'delete', kind: accountRecord, at: accountAt(account.id), version: 1 }], []);
    expect(await findAccountByEmail(store, ring, 'one@example.com')).toBeUndefined();
  });

  it('by the same calls whether there is one or not', async () => {
    const { store } = await storeWith('one@example.com', 2);
    const counts: number[] = [];
    for (const email of ['one@example.com', 'two@example.com', '']) {
      const before = store.callCount;
      await findAccountByEmail(store, ring, email);
      counts.push(store.callCount - before);
    }
    expect(counts).toEqual([4, 4, 4]);
  });
});
