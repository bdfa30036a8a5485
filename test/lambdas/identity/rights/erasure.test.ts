import { randomUUID } from 'node:crypto';
import { drawAccountCode } from '../../../../lambdas/identity/domain/account-code';
import { readDelayDays } from '../../../../lambdas/identity/rights/delay';
import { STEP_UP_SECONDS } from '../../../../lambdas/shared/http/step-up';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { proves } from '../../../support/proves';
import { DAY, DELAY_DAYS, EMAIL, RightsWorld } from './rights-world';

const ERASURE = { control: 'CMP-6', part: 'erasure', evidence: 'in-process' } as const;

async function one() {
  const world = await RightsWorld.make();
  const account = await world.account({}, EMAIL);
  const person = await world.person(account);
  const ask = () => world.as(person, 'POST /auth/erasure');
  const read = async () => (await world.as(person, 'GET /auth/erasure')).body.erasure;
  const cancel = (code: string) => world.send({ route: 'POST /auth/erasure/cancel', body: { code } });
  return { world, account, person, ask, read, cancel };
}

describe('an erasure that is asked for', () => {
  proves(ERASURE, 'waits as long as is configured, is mailed, told on every channel, shown and in the trail', async () => {
    const { world, account, ask, read } = await one();
    const due_at = new Date((world.now + DELAY_DAYS * DAY) * 1000).toISOString();
    expect(await ask()).toMatchObject({ status: 202, body: { erasure: { due_at, cancellable: true } } });
    expect(await read()).toMatchObject({ due_at, cancellable: true });
    const { values } = world.mailed('confirm-erasure');
    expect(world.notices.told).toEqual([{ account: account.id, message: { kind: 'erasure-requested', values } }]);
    expect(values.from).toBe(new Date(due_at).toUTCString());
    expect(world.events('account.erasure.requested')).toMatchObject([{ userId: account.id, result: 'success' }]);
    expect(JSON.stringify(world.store.stored)).not.toContain(values.cancel.split('.')[1]);
    world.time.advance(DELAY_DAYS * DAY - 1);
    expect(await world.run()).toEqual({ erased: 0, lapsed: 0, waiting: 1 });
    expect((await world.read(account.id)).status).toBe('active');
  });

  proves(ERASURE, 'is refused once the last proof is more than five minutes old, with nothing mailed', async () => {
    const { world, ask, read } = await one();
    world.time.advance(STEP_UP_SECONDS + 1);
    expect(await ask()).toMatchObject({ status: 403, code: 'step-up-required' });
    expect([await read(), world.mail.sent, world.store.events]).toEqual([null, [], []]);
  });

  proves(ERASURE, 'is cancelled by any session of the account, without a step-up', async () => {
    const { world, account, person, ask, read } = await one();
    await ask();
    const other = await world.person(account);
    world.time.advance(STEP_UP_SECONDS + 1);
    expect(await world.as(other, 'DELETE /auth/erasure')).toMatchObject({ status: 204 });
    expect(await read()).toBeNull();
    expect(await world.as(person, 'DELETE /auth/erasure')).toMatchObject({ status: 404, code: 'no-erasure' });
    expect(world.told).toEqual(['erasure-requested', 'erasure-cancelled']);
    world.time.advance(DELAY_DAYS * DAY);
    expect(await world.run()).toEqual({ erased: 0, lapsed: 0, waiting: 0 });
    expect((await world.read(account.id)).status).toBe('active');
  });

  proves(ERASURE, 'is cancelled by the mailed code, without a session, once', async () => {
    const { world, account, ask, read, cancel } = await one();
    await ask();
    const { cancel: code } = world.mailed('confirm-erasure').values;
    expect(await cancel(code)).toMatchObject({ status: 204 });
    expect(await read()).toBeNull();
    expect(await cancel(code)).toMatchObject({ status: 400, code: 'code-refused' });
    expect(world.events('account.erasure.cancelled').map(({ result, userId }) => [result, userId])).toEqual([
      ['success', account.id],
      ['failure', undefined],
    ]);
  });

  it('is not cancelled by another code, a code of a recovery, one for another account, or no code at all', async () => {
    const { world, account, ask, read, cancel } = await one();
    await ask();
    const [, secret] = world.mailed('confirm-erasure').values.cancel.split('.');
    const ofRecovery = (await drawAccountCode(memoryKeyRing([1], 'peppers'), 'recovery cancellation', account.id)).text;
    for (const code of [`${account.id}.${'A'.repeat(22)}`, ofRecovery, `${randomUUID()}.${secret ?? ''}`, 'x', account.id])
      expect(await cancel(code)).toMatchObject({ status: 400, code: 'code-refused' });
    expect(await read()).toMatchObject({ cancellable: true });
    expect(world.events('account.erasure.cancelled').map(({ result }) => result)).toEqual(Array(5).fill('failure'));
  });

  it('cannot be tried for with codes without end', async () => {
    const { world, cancel } = await one();
    for (let count = 0; count < 20; count += 1) await cancel('x');
    expect(await cancel('x')).toMatchObject({ status: 429 });
    expect(world.store.events).toHaveLength(20);
  });

  it('begins not when it can’t be mailed: nobody could cancel it', async () => {
    const { world, ask, read } = await one();
    world.mail.failNext();
    expect(await ask()).toMatchObject({ status: 503 });
    expect([await read(), world.store.events, world.told]).toEqual([null, [], []]);
  });

  it('is asked for once at a time', async () => {
    const { world, ask } = await one();
    await ask();
    expect(await ask()).toMatchObject({ status: 409, code: 'erasure-waits' });
    expect(world.mail.sent).toHaveLength(1);
  });

  it('is mailed five times an hour at most', async () => {
    const { world, person, ask } = await one();
    for (let count = 0; count < 5; count += 1) {
      expect(await ask()).toMatchObject({ status: 202 });
      await world.as(person, 'DELETE /auth/erasure');
    }
    expect(await ask()).toMatchObject({ status: 429 });
  });

  it('is refused to a session that is revoked meanwhile, to one of a suspended account, and to an API key', async () => {
    const { world, account, person, ask, read } = await one();
    const key = { kind: 'api-key', key: 'k', tenant: person.tenant, scopes: ['account:erase'], creator: person } as const;
    expect(await world.send({ route: 'POST /auth/erasure', principal: key })).toMatchObject({ status: 403, code: 'person-required' });
    world.revokeAtCommit(person);
    expect(await ask()).toMatchObject({ status: 409 });
    expect(await ask()).toMatchObject({ status: 401, code: 'session-ended' });
    await world.change(account.id, { status: 'suspended' });
    expect(await world.as(await world.person(account), 'POST /auth/erasure')).toMatchObject({ status: 403 });
    await world.change(account.id, { status: 'active' });
    expect([await read(), world.events('account.erasure.requested')]).toEqual([undefined, []]);
  });

  it('is refused to the last owner of a tenant with other members, who are not', async () => {
    const { world, person, ask } = await one();
    const member = await world.person(await world.account({ tenant: person.tenant, roles: ['MEMBER'] }));
    await world.together(person, member);
    expect(await ask()).toMatchObject({ status: 409, code: 'last-owner' });
    expect(world.mail.sent).toEqual([]);
    expect(await world.as(member, 'POST /auth/erasure')).toMatchObject({ status: 202 });
  });
});

describe('the delay', () => {
  it.each([1, 7, 28])('is %d days', (days) => {
    expect(readDelayDays(String(days))).toBe(days);
  });

  it.each(['0', '29', '-1', '1.5', '07', '', 'none', '1e1'])('is not "%s"', (text) => {
    expect(() => readDelayDays(text)).toThrow(expect.objectContaining({ code: 'malformed-delay' }) as Error);
  });
});
