import { findAccountByEmail } from '../../../../lambdas/identity/domain/find-account-by-email';
import { emailAt, emailRecord } from '../../../../lambdas/identity/domain/records/email-record';
import { rehashEmail } from '../../../../lambdas/identity/domain/rehash-email';
import { answerSecondFactor } from '../../../../lambdas/identity/sign-in/answer-second-factor';
import { logIn } from '../../../../lambdas/identity/sign-in/log-in';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { accountOf, addPerson, cookiesOf, PASSWORD, requestOf, signInWorld, type SignInWorld, type TestPerson } from '../../../support/sign-in-world';
import { PasskeysWorld } from '../passkeys/passkeys-world';

/** As the rotation keeps them (decision 0082). */
const KEPT = 6;

/** The ring of hash keys after so many rotations. */
function ringAfter(rotations: number) {
  const newest = rotations + 1;
  return memoryKeyRing(
    Array.from({ length: Math.min(newest, KEPT) }, (_, age) => newest - age),
    'hash-keys',
  );
}

const rotated = (world: SignInWorld, rotations: number): SignInWorld => {
  const rings = { ...world.parts.rings, hashKeys: ringAfter(rotations) };
  return { ...world, parts: { ...world.parts, rings } };
};
const signIn = ({ parts }: SignInWorld, { email }: TestPerson) => logIn(parts, requestOf({ email, password: PASSWORD }));
const finds = async ({ store, parts }: SignInWorld, { email }: TestPerson) => (await findAccountByEmail(store, parts.rings.hashKeys, email))?.value.id;
const entries = ({ store }: SignInWorld) => store.stored.filter(({ key }) => key === 'email').map(({ owner }) => owner.split('/')[1]);

describe('the index of addresses', () => {
  proves({ control: 'SEC-3', part: 'rings', evidence: 'in-process' }, 'still finds who signs in between rotations, however many there are', async () => {
    const world = await signInWorld();
    const person = await addPerson(world);
    for (let rotations = 1; rotations <= 2 * KEPT + 1; rotations += 1) {
      const now = rotated(world, rotations);
      expect(await signIn(now, person)).toMatchObject({ status: 200 });
      expect(await finds(now, person)).toBe(person.account);
      expect(entries(now)).toEqual([String(rotations + 1)]);
      expect((await accountOf(now, person.account)).emailHash.version).toBe(rotations + 1);
    }
  });

  it('loses who never signs in while the ring keeps their key, and not a rotation earlier', async () => {
    const world = await signInWorld();
    const person = await addPerson(world);
    expect(await finds(rotated(world, KEPT - 1), person)).toBe(person.account);
    expect(await refusalOf(signIn(rotated(world, KEPT), person))).toMatchObject({ status: 401, code: 'invalid-credentials' });
  });

  it('follows a second factor as well, and only when that held', async () => {
    const world = await signInWorld();
    const person = await addPerson(world, { factors: ['totp'] });
    const now = rotated(world, 1);
    const first = await signIn(now, person);
    const { session_id } = first.body as { session_id: string };
    const answer = (totp_code: string) => answerSecondFactor(now.parts, requestOf({ session_id, totp_code }, { cookies: cookiesOf(first) }));
    await refusalOf(answer('000000'));
    expect(entries(now)).toEqual(['1']);
    expect(await answer(person.totp())).toMatchObject({ status: 200 });
    expect(entries(now)).toEqual(['2']);
  });

  it.each([1, KEPT])('follows a passkey after %i rotations, also when the key of the entry is gone', async (rotations) => {
    const world = new PasskeysWorld();
    const account = await world.account({}, 'ada@example.org');
    const authenticator = world.authenticator();
    await world.register(await world.person(account), authenticator);
    const hashKeys = ringAfter(rotations);
    Object.assign(world.rings, { hashKeys });
    expect((await world.signIn(authenticator)).status).toBe(200);
    expect((await findAccountByEmail(world.store, hashKeys, 'ada@example.org'))?.value.id).toBe(account.id);
  });

  it('asks the pool for nothing before a rotation, nor for an older ring that another instance still has', async () => {
    const world = await signInWorld();
    const person = await addPerson(world);
    await signIn(world, person);
    await signIn(rotated(world, 1), person);
    const asked = world.pool.calls.filter((call) => call === 'emailOf').length;
    const again = rehashEmail({ store: world.store, pool: world.pool, hashKeys: ringAfter(0) }, await accountOf(world, person.account), 1);
    expect(await again).toMatchObject({ changes: [] });
    expect([asked, world.pool.calls.filter((call) => call === 'emailOf').length]).toEqual([1, 1]);
  });

  it('keeps one entry, and both signed in, when two sign in at once', async () => {
    const world = await signInWorld();
    const person = await addPerson(world);
    const now = rotated(world, 1);
    const replies = await Promise.all([signIn(now, person), signIn(now, person)]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect(entries(now)).toEqual(['2']);
    expect(await finds(now, person)).toBe(person.account);
  });

  it('follows the account again when something else changed it between reading and commit', async () => {
    const world = await signInWorld();
    const person = await addPerson(world);
    world.pool.complete = () => {
      world.store.conflictNext();
      return Promise.resolve();
    };
    expect(await signIn(rotated(world, 1), person)).toMatchObject({ status: 200 });
    expect(entries(world)).toEqual(['2']);
  });

  it('leaves an address alone that is just being changed: the pool has the other', async () => {
    const world = await signInWorld();
    const person = await addPerson(world);
    world.pool.users.set(person.account, { email: 'before@example.org', password: PASSWORD });
    const now = rotated(world, 1);
    expect(await signIn(now, person)).toMatchObject({ status: 200 });
    expect([entries(now), await finds(now, person)]).toEqual([['1'], person.account]);
  });

  it('takes no place from another account that came to have the address', async () => {
    const world = await signInWorld();
    const person = await addPerson(world);
    const now = rotated(world, 1);
    const other = await addPerson(now, { email: person.email });
    const account = await accountOf(now, person.account);
    expect(await rehashEmail({ store: now.store, pool: now.pool, hashKeys: now.parts.rings.hashKeys }, account, 2)).toEqual({ account, changes: [] });
    expect(await finds(now, person)).toBe(other.account);
  });

  it("deletes no entry that isn't the account's", async () => {
    const world = await signInWorld();
    const person = await addPerson(world);
    const { emailHash } = await accountOf(world, person.account);
    const other = await addPerson(world, { email: 'grace@example.org' });
    await world.store.commit([{ action: 'replace', kind: emailRecord, at: emailAt(emailHash), value: { account: other.account }, version: 1 }], []);
    const { changes } = await rehashEmail({ store: world.store, pool: world.pool, hashKeys: ringAfter(1) }, await accountOf(world, person.account), 2);
    expect(changes.map(({ action }) => action)).toEqual(['create']);
  });

  it('changes nothing, and signs nobody in, when the pool cannot say the address', async () => {
    const world = await signInWorld();
    const person = await addPerson(world);
    world.pool.emailOf = () => Promise.reject(new DependencyFailedError('cognito-idp:AdminGetUser', new Error('down')));
    expect(await refusalOf(signIn(rotated(world, 1), person))).toBeInstanceOf(DependencyFailedError);
    expect(entries(world)).toEqual(['1']);
    expect(world.store.stored.filter(({ table }) => table === 'sessions')).toEqual([]);
  });
});
