import fc from 'fast-check';
import { mask, maskForRole, maskRecord, type MaskKind } from '../../../../lambdas/shared/fields/mask';

const KINDS: readonly MaskKind[] = ['email', 'phone', 'card', 'national-id', 'token'];

describe('mask', () => {
  it.each<[MaskKind, string, string]>([
    ['email', 'user@example.com', 'u***@example.com'],
    ['email', 'u@example.com', '***'],
    ['email', 'no address', '***'],
    ['email', 'a@b@example.com', '***'],
    ['phone', '+1 (555) 010-0199', '***99'],
    ['phone', '112', '***'],
    ['phone', 'call me', '***'],
    ['card', '4111 1111 1111 1111', '***1111'],
    ['card', '1111', '***'],
    ['national-id', '078-05-1120', '***'],
    ['token', 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln', '***'],
  ])('shows of the %s "%s" only %s', (kind, text, masked) => {
    expect(mask(kind, text)).toBe(masked);
  });

  it('never shows what it masks, nor how long it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.string({ minLength: 6, maxLength: 60 }), (kind, text) => {
        const masked = mask(kind, text);
        expect(masked === text).toBe(false);
        expect(masked).toContain('***');
        expect(masked.length).toBeLessThanOrEqual(kind === 'email' ? text.length + 3 : 7);
      }),
    );
  });

  it('hides the local part of any address but its first letter', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,30}$/), (local) => {
        expect(mask('email', `${local}@example.org`)).toBe(`${local[0]!}***@example.org`);
      }),
    );
  });
});

describe('maskRecord', () => {
  it("masks the named fields, leaves the others, and hides what isn't text", () => {
    const record = { id: 'u-1', email: 'user@example.com', phone: 15550100199, token: { raw: 'x' }, note: null };
    expect(maskRecord(record, { email: 'email', phone: 'phone', token: 'token', note: 'token' })).toEqual({
      id: 'u-1',
      email: 'u***@example.com',
      phone: '***',
      token: '***',
      note: null,
    });
  });

  it('takes no kind from the prototype', () => {
    expect(maskRecord({ constructor: 'x' }, {})).toEqual({ constructor: 'x' });
  });
});

describe('maskForRole', () => {
  const record = { id: 'u-1', email: 'user@example.com', full_name: 'A Person', medical_data: 'A-', constructor: 'x' };
  const classes = { email: 'pii', full_name: 'pii', medical_data: 'health', constructor: 'pii' };
  const visible = { SUPPORT: ['pii'], DOCTOR: ['pii', 'health'] };
  const seenBy = (role: string) => maskForRole(record, { role, classes, visible });

  it('shows a role the classes that it may see, and hides the others whole', () => {
    expect(seenBy('DOCTOR')).toEqual(record);
    expect(seenBy('SUPPORT')).toEqual({ ...record, medical_data: '***' });
  });

  it.each(['USER', '', 'constructor', '__proto__', 'support', 'SUPPORT '])('shows the role "%s", which is none, no field of a class', (role) => {
    expect(seenBy(role)).toEqual({ id: 'u-1', email: 'u***@example.com', full_name: '***', medical_data: '***', constructor: '***' });
  });
});
