import { Secret, TOTP } from 'otpauth';
import { acceptedStep, totpStep, verifyTotp } from '../../../../../lambdas/identity/domain/factors/totp';
import { verifyFactor } from '../../../../../lambdas/identity/domain/factors/verify-factor';
import { proves } from '../../../../support/proves';
import { accountOf, addPerson, signInWorld } from '../../../../support/sign-in-world';
import { refusalOf } from '../../../../support/refusal-of';

const SECRET = new Secret({ buffer: new TextEncoder().encode('12345678901234567890').buffer }).base32;
const NEVER = -1;

/** RFC 6238 Appendix B, SHA-1: its codes have 8 digits, of which ours are the last 6 (RFC 4226 §5.3). */
const VECTORS: readonly (readonly [number, string])[] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
];

function codeAt(seconds: number): string {
  return new TOTP({ secret: Secret.fromBase32(SECRET), algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: seconds * 1000 });
}

describe('codes of an authenticator app', () => {
  it.each(VECTORS)('are those of RFC 6238 at %d s', async (seconds, vector) => {
    expect(await acceptedStep(SECRET, vector.slice(-6), seconds, NEVER)).toBe(totpStep(seconds));
  });

  it.each([
    ['one step before, at its first second', 990, 1020],
    ['one step before, at the last second', 1019, 1049],
    ['one step after, at the first second', 1050, 1020],
    ['one step after, at its last second', 1079, 1049],
  ])('are accepted from %s', async (_, codeSeconds, now) => {
    expect(await acceptedStep(SECRET, codeAt(codeSeconds), now, NEVER)).toBe(totpStep(codeSeconds));
  });

  it.each([
    ['two steps before', 989, 1020],
    ['two steps before, a second after the window', 1019, 1050 + 30],
    ['two steps after', 1080, 1049],
  ])('are refused from %s', async (_, codeSeconds, now) => {
    expect(await acceptedStep(SECRET, codeAt(codeSeconds), now, NEVER)).toBeUndefined();
  });

  it.each(['', '12345', '1234567', '12345a', ' 123456', '123456\n', '١٢٣٤٥٦', '12 456'])('are six digits and nothing else: refuses %j', async (code) => {
    expect(await acceptedStep(SECRET, code, 1000, NEVER)).toBeUndefined();
  });

  it('are refused up to the last step that was used, also when the clock goes back', async () => {
    expect(await acceptedStep(SECRET, codeAt(1020), 1020, totpStep(1020))).toBeUndefined();
    expect(await acceptedStep(SECRET, codeAt(990), 1020, totpStep(1020))).toBeUndefined();
    expect(await acceptedStep(SECRET, codeAt(1050), 1020, totpStep(1020))).toBe(totpStep(1050));
  });

  it('are refused for an account without an app', async () => {
    const world = await signInWorld();
    const person = await addPerson(world);
    const parts = { ...world.parts, peppers: world.parts.rings.peppers };
    expect(await verifyTotp(parts, await accountOf(world, person.account), { kind: 'totp', code: '123456' }, 1000)).toBeUndefined();
  });

  it("don't open another account's secret", async () => {
    const world = await signInWorld();
    const [one, other] = [await addPerson(world, { factors: ['totp'] }), await addPerson(world, { email: 'bob@example.org', factors: ['totp'] })];
    const parts = { ...world.parts, peppers: world.parts.rings.peppers };
    const moved = { ...(await accountOf(world, other.account)), totp: (await accountOf(world, one.account)).totp! };
    const now = world.time.clock() / 1000;
    expect(await refusalOf(verifyTotp(parts, moved, { kind: 'totp', code: one.totp() }, now))).toMatchObject({ code: 'wrong-key' });
  });

  proves(
    { control: 'IDN-4', part: 'codes', evidence: 'in-process' },
    'codes of the step and of its two neighbours are accepted as in RFC 6238, by its vectors, each once and none before it afterwards',
    async () => {
      for (const [seconds, vector] of VECTORS) expect(await acceptedStep(SECRET, vector.slice(-6), seconds, NEVER)).toBe(totpStep(seconds));
      const world = await signInWorld();
      const person = await addPerson(world, { factors: ['totp'] });
      const parts = { ...world.parts, peppers: world.parts.rings.peppers };
      const answer = { kind: 'totp', code: person.totp() } as const;
      const now = world.time.clock() / 1000;
      for (const seconds of [now - 30, now, now + 30]) expect(await verifyFactor(parts, await accountOf(world, person.account), answer, seconds)).toBeDefined();
      for (const seconds of [now - 31, now + 60]) expect(await verifyFactor(parts, await accountOf(world, person.account), answer, seconds)).toBeUndefined();
      const verified = await verifyFactor(parts, await accountOf(world, person.account), answer, now);
      expect(verified?.account.totp?.lastStep).toBe(totpStep(now));
      expect(await verifyFactor(parts, verified!.account, answer, now)).toBeUndefined();
      expect(await verifyFactor(parts, verified!.account, answer, now + 30)).toBeUndefined();
    },
  );
});
