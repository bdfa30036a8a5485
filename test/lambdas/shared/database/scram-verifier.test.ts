import { scramVerifier } from '../../../../lambdas/shared/database/scram-verifier';
import { errorOf } from '../../../support/error-of';

const PASSWORD = 'a-password-of-24-letters';

describe('a SCRAM verifier', () => {
  it("is of PostgreSQL's form, and another one each time", () => {
    const [one, two] = [scramVerifier(PASSWORD), scramVerifier(PASSWORD)];
    expect(one).toMatch(/^SCRAM-SHA-256\$4096:[A-Za-z0-9+/=]{24}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$/);
    expect(one).not.toBe(two);
    expect(one).not.toContain(PASSWORD);
  });

  it('is the same for the same salt', () => {
    const salt = Buffer.alloc(16, 1);
    expect(scramVerifier(PASSWORD, salt)).toBe(scramVerifier(PASSWORD, salt));
  });

  it.each([
    ['too short', 'x'.repeat(19)],
    ['too long', 'x'.repeat(129)],
    ['with a space', 'a password of 24 letters'],
    ['with a line end', `${PASSWORD}\n`],
    ['beyond ASCII', `${PASSWORD}é`],
  ])("isn't made of a password that is %s", (_, password) => {
    const failure = errorOf(() => scramVerifier(password));
    expect(failure).toMatchObject({ code: 'unsupported-password' });
    expect((failure as Error).message).not.toContain(password);
  });
});
