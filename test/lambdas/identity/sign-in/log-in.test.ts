import { logIn } from '../../../../lambdas/identity/sign-in/log-in';
import { accountOf, addPerson, cookiesOf, PASSWORD, requestOf, signInWorld } from '../../../support/sign-in-world';
import { refusalOf } from '../../../support/refusal-of';

describe('POST /auth/login', () => {
  it('signs in who has no second factor', async () => {
    const world = await signInWorld();
    const { email, account } = await addPerson(world);
    const reply = await logIn(world.parts, requestOf({ email, password: PASSWORD }));
    expect(reply).toMatchObject({ status: 200, body: { access_token: 'access-token', token_type: 'Bearer', expires_in: 300 } });
    expect(Object.keys(cookiesOf(reply)).sort()).toEqual(['__Host-device', '__Host-refresh']);
    expect(world.store.events).toMatchObject([{ action: 'sign-in', result: 'success', userId: account, details: { methods: 'pwd' } }]);
  });

  it('refuses a wrong password', async () => {
    const world = await signInWorld();
    const { email } = await addPerson(world);
    expect(await refusalOf(logIn(world.parts, requestOf({ email, password: 'wrong' })))).toMatchObject({ status: 401, code: 'invalid-credentials' });
    expect(world.store.events).toMatchObject([{ action: 'sign-in', result: 'failure', details: { reason: 'wrong-password', attempts: 1 } }]);
    expect(world.store.stored.filter(({ table }) => table === 'sessions')).toEqual([]);
    expect(await accountOf(world, (await accountOf(world, [...world.pool.users.keys()][0]!)).id)).not.toHaveProperty('lastLoginAt');
  });
});
