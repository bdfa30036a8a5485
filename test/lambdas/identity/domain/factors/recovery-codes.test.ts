import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { newRecoveryCodes, recoveryCodesLow, verifyRecoveryCode } from '../../../../../lambdas/identity/domain/factors/recovery-codes';
import { answerSecondFactor } from '../../../../../lambdas/identity/sign-in/answer-second-factor';
import { logIn } from '../../../../../lambdas/identity/sign-in/log-in';
import { memoryKeyRing } from '../../../../support/memory-key-ring';
import { proves } from '../../../../support/proves';
import { refusalOf } from '../../../../support/refusal-of';
import { accountOf, addPerson, cookiesOf, requestOf, signInWorld, type SignInWorld } from '../../../../support/sign-in-world';

async function worldWithCodes() {
  const world = await signInWorld();
  const person = await addPerson(world, { factors: ['totp', 'codes'] });
  const parts = { ...world.parts, peppers: world.parts.rings.peppers };
  return { world, person, verify: async (code: string) => verifyRecoveryCode(parts, await accountOf(world, person.account), { kind: 'recovery-code', code }) };
}

async function signInWith(world: SignInWorld, { email, password }: { email: string; password: string }, recovery_code: string) {
  const asked = await logIn(world.parts, requestOf({ email, password }));
  const { session_id } = asked.body as { session_id: string };
  return answerSecondFactor(world.parts, requestOf({ session_id, recovery_code }, { cookies: cookiesOf(asked) }));
}

describe('recovery codes', () => {
  it('are ten of 16 characters in groups, all different', async () => {
    const { codes, hashes } = await newRecoveryCodes(memoryKeyRing([1], 'peppers'), { id: 'a' });
    expect(codes).toHaveLength(10);
    expect(hashes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  });

  it('are accepted as people type them', async () => {
    const { person, verify } = await worldWithCodes();
    const code = person.codes[3]!;
    const typed = [code.toLowerCase(), code.replaceAll('-', ''), code.replaceAll('-', ' '), code.replaceAll('0', 'o').replaceAll('1', 'l'), ` ${code} `];
    for (const one of typed) expect((await verify(one))?.account.recoveryCodes).toHaveLength(9);
  });

  it('are refused when they are anything else', async () => {
    const { verify, person } = await worldWithCodes();
    const wrong = fc.string({ maxLength: 64 }).filter((text) => !person.codes.includes(text));
    await fc.assert(
      fc.asyncProperty(wrong, async (code) => {
        expect(await verify(code)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('are refused for another account, also when their hashes are moved to it', async () => {
    const { world, person } = await worldWithCodes();
    const other = await addPerson(world, { email: 'bob@example.org' });
    const parts = { ...world.parts, peppers: world.parts.rings.peppers };
    const moved = { ...(await accountOf(world, other.account)), recoveryCodes: (await accountOf(world, person.account)).recoveryCodes };
    expect(await verifyRecoveryCode(parts, moved, { kind: 'recovery-code', code: person.codes[0]! })).toBeUndefined();
  });

  it('hold on when the peppers are rotated, and not when their version is gone', async () => {
    const { world, person } = await worldWithCodes();
    const account = await accountOf(world, person.account);
    const answer = { kind: 'recovery-code', code: person.codes[0]! } as const;
    expect(await verifyRecoveryCode({ ...world.parts, peppers: memoryKeyRing([2, 1], 'peppers') }, account, answer)).toBeDefined();
    expect(await verifyRecoveryCode({ ...world.parts, peppers: memoryKeyRing([3, 2], 'peppers') }, account, answer)).toBeUndefined();
  });

  it('are low from three on', () => {
    const hash = { version: 1, hash: 'x' };
    expect(recoveryCodesLow({ recoveryCodes: [hash, hash, hash, hash] })).toBe(false);
    expect(recoveryCodesLow({ recoveryCodes: [hash, hash, hash] })).toBe(true);
  });

  it('tell how many are left with a sign-in, from three on', async () => {
    const { world, person } = await worldWithCodes();
    const bodies: unknown[] = [];
    for (const code of person.codes) bodies.push((await signInWith(world, person, code)).body);
    for (const body of bodies.slice(0, 6)) expect(body).not.toHaveProperty('recovery_codes_left');
    expect(world.told).toEqual(Array.from({ length: 4 }, () => `${person.account} recovery-codes-low`));
    expect(bodies.slice(6)).toMatchObject([3, 2, 1, 0].map((left) => ({ recovery_codes_left: left })));
  });

  proves(
    { control: 'IDN-7', part: 'single-use', evidence: 'in-process' },
    'ten codes of 80 bits come out once, are kept as keyed hashes alone, and each signs in once, also when one is used twice at the same time',
    async () => {
      const { world, person } = await worldWithCodes();
      for (const code of person.codes) expect(code.replaceAll('-', '').length * 5).toBe(80);
      const stored = JSON.stringify(world.store.stored);
      for (const code of person.codes) {
        expect(stored).not.toContain(code);
        expect(stored).not.toContain(code.replaceAll('-', ''));
        expect(await signInWith(world, person, code)).toMatchObject({ status: 200 });
        expect(await refusalOf(signInWith(world, person, code))).toMatchObject({ status: 401, code: 'factor-refused' });
        world.time.advance(900);
      }
      expect((await accountOf(world, person.account)).recoveryCodes).toEqual([]);

      const twin = await addPerson(world, { email: 'twin@example.org', factors: ['totp', 'codes'] });
      const outcomes = await Promise.allSettled([0, 1, 2].map(() => signInWith(world, twin, twin.codes[0]!)));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    },
  );

  proves(
    { control: 'IDN-7', part: 'decision-record', evidence: 'in-process' },
    'the decision record says why recovery codes are hashed by a keyed hash and not by bcrypt',
    () => {
      const record = readFileSync('docs/decisions/0089-recovery-codes.md', 'utf8');
      expect(record).toMatch(/^Status: accepted$/m);
      expect(record).toMatch(/bcrypt/);
      expect(record).toMatch(/80 bits/);
    },
  );
});
