import { randomUUID } from 'node:crypto';
import { RESTRICTION_GROUNDS } from '../../../../lambdas/identity/domain/account';
import { STEP_UP_SECONDS } from '../../../../lambdas/shared/http/step-up';
import { proves } from '../../../support/proves';
import { EMAIL, RightsWorld } from './rights-world';

const RIGHTS = { control: 'CMP-6', part: 'rights-work', evidence: 'in-process' } as const;

async function two() {
  const world = await RightsWorld.make();
  const owner = await world.person(await world.account({}, 'grace@mail.example'));
  const member = await world.person(await world.account({ tenant: owner.tenant, roles: ['MEMBER'], lastLoginAt: 9 }, EMAIL));
  await world.together(owner, member);
  const restrict = (ground: string) => world.as(member, 'POST /auth/restriction', { body: { ground } });
  const seen = async () => (await world.as(owner, 'GET /tenant/members/{account}', { params: { account: member.account } })).body;
  return { world, owner, member, restrict, seen };
}

describe('a restriction', () => {
  proves(RIGHTS, 'restriction: others see neither address nor times of a restricted person, until that person lifts it', async () => {
    const { world, owner, member, restrict, seen } = await two();
    expect(await seen()).toMatchObject({ email: EMAIL, last_sign_in_at: '1970-01-01T00:00:09.000Z', restricted: false });
    expect(await restrict('accuracy')).toMatchObject({ status: 200, body: { restriction: { ground: 'accuracy' } } });
    expect(await seen()).toEqual({
      account: member.account,
      role: 'MEMBER',
      custom_roles: [],
      status: 'active',
      email: null,
      member_since: null,
      last_sign_in_at: null,
      restricted: true,
    });
    expect(JSON.stringify((await world.as(owner, 'GET /tenant/members')).body)).not.toContain(EMAIL);
    expect(await world.as(member, 'DELETE /auth/restriction')).toMatchObject({ status: 204 });
    expect(await seen()).toMatchObject({ email: EMAIL, restricted: false });
    expect(world.told).toEqual(['restriction-set', 'restriction-lifted']);
    const told = world.store.events.filter(({ action }) => action.startsWith('account.'));
    expect(told.map(({ action, details }) => [action, details])).toEqual([
      ['account.restricted', { ground: 'accuracy' }],
      ['account.restriction.lifted', {}],
    ]);
  });

  proves(RIGHTS, 'objection: it restricts until it is answered, and is in the trail by its ground', async () => {
    const { world, restrict, seen } = await two();
    expect(await restrict('objection')).toMatchObject({ status: 200 });
    expect(await seen()).toMatchObject({ email: null, restricted: true });
    expect(world.events('account.restricted')).toMatchObject([{ details: { ground: 'objection' } }]);
  });

  it.each(RESTRICTION_GROUNDS)('may be set again on the ground %s, and counts from the first', async (ground) => {
    const { world, restrict } = await two();
    const first = (await restrict('claims')).body.restriction as { since: string };
    world.time.advance(60);
    expect(await restrict(ground)).toMatchObject({ body: { restriction: { ground, since: first.since } } });
  });

  it('leaves the person’s own sign-in and reads as they are', async () => {
    const { world, member, restrict } = await two();
    await restrict('unlawful');
    expect(await world.as(member, 'GET /auth/data')).toMatchObject({
      status: 200,
      body: { account: { email: EMAIL, status: 'active' }, restriction: { ground: 'unlawful' } },
    });
  });

  it('keeps the data: no erasure is taken while it stands', async () => {
    const { world, member, restrict } = await two();
    await restrict('claims');
    expect(await world.as(member, 'POST /auth/erasure')).toMatchObject({ status: 409, code: 'account-restricted' });
    expect([world.mail.sent, world.events('account.erasure.requested')]).toEqual([[], []]);
  });

  it('is refused on another ground, while an erasure waits, and lifted where there is none', async () => {
    const { world, member, restrict } = await two();
    expect(await restrict('because')).toMatchObject({ status: 400 });
    expect(await world.as(member, 'DELETE /auth/restriction')).toMatchObject({ status: 404, code: 'not-restricted' });
    await world.as(member, 'POST /auth/erasure');
    expect(await restrict('claims')).toMatchObject({ status: 409, code: 'erasure-waits' });
    expect((await world.read(member.account)).restriction).toBeUndefined();
  });

  it.each([
    ['POST /auth/restriction', { body: { ground: 'claims' } }],
    ['DELETE /auth/restriction', {}],
  ])('is changed by %s after a step-up alone, in a session that holds', async (route, sent) => {
    const { world, member, restrict } = await two();
    await restrict('objection');
    const before = await world.read(member.account);
    expect(await world.as({ ...member, session: randomUUID() }, route, sent)).toMatchObject({ status: 401, code: 'session-ended' });
    world.time.advance(STEP_UP_SECONDS + 1);
    expect(await world.as(member, route, sent)).toMatchObject({ status: 403, code: 'step-up-required' });
    expect(await world.read(member.account)).toEqual(before);
  });
});
