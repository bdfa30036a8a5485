import { memorySealedFields } from '../../../support/memory-sealed-fields';
import { MemoryKeyService } from '../../../support/memory-key-service';
import { refusalOf } from '../../../support/refusal-of';

const ADA = { id: 'ada', tenant: 't-1' };
const BOB = { id: 'bob', tenant: 't-1' };

describe('the secrets of factors', () => {
  it('are sealed under USER_MFA alone, and open in their own place', async () => {
    const service = new MemoryKeyService();
    const fields = await memorySealedFields(service);
    const sealed = await fields.seal(ADA, 'totp-secret', 'SECRET');
    expect(sealed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('SECRET');
    expect(await fields.open(ADA, 'totp-secret', sealed)).toBe('SECRET');
    expect(service.calls.map(({ purpose }) => purpose)).toEqual(['user-mfa']);
  });

  it('take any number of a phone, also one that could be the number of a card', async () => {
    const fields = await memorySealedFields();
    for (const number of ['+4915112345678', '+4242424242424', '+4111111111111', '+424242424242426'])
      expect(await fields.open(ADA, 'phone-number', await fields.seal(ADA, 'phone-number', number))).toBe(number);
  });

  it('open neither for another account, nor in another field, nor altered', async () => {
    const fields = await memorySealedFields();
    const sealed = await fields.seal(ADA, 'totp-secret', 'SECRET');
    await fields.seal(BOB, 'totp-secret', 'OTHER');
    expect(await refusalOf(fields.open(BOB, 'totp-secret', sealed))).toMatchObject({ code: 'wrong-key' });
    expect(await refusalOf(fields.open(ADA, 'phone-number', sealed))).toMatchObject({ code: 'wrong-context' });
    const altered = Buffer.from(sealed, 'base64url');
    altered[altered.length - 1]! ^= 1;
    expect(await refusalOf(fields.open(ADA, 'totp-secret', altered.toString('base64url')))).toMatchObject({ code: 'field-altered' });
    expect(await refusalOf(fields.open(ADA, 'totp-secret', 'SECRET'))).toMatchObject({ code: 'field-in-clear' });
  });

  it("aren't told from others while the keys are down", async () => {
    const service = new MemoryKeyService();
    const fields = await memorySealedFields(service);
    service.failWith(Object.assign(new Error('down'), { code: 'dependency-failed' }));
    expect(await refusalOf(fields.seal(ADA, 'totp-secret', 'SECRET'))).toMatchObject({ code: 'dependency-failed' });
  });
});
