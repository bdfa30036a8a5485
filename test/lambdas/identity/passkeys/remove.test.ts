import type { Account } from '../../../../lambdas/identity/domain/account';
import type { Person } from '../../../../lambdas/shared/http/request';
import type { SoftwareAuthenticator } from '../../../../lib/local/smoke/software-authenticator';
import type { Sent } from '../../../support/gateway-event';
import type { Answered } from '../../../support/identity-world';
import { PasskeysWorld } from './passkeys-world';

let world: PasskeysWorld;
let account: Account;
let person: Person;
let authenticator: SoftwareAuthenticator;

beforeEach(async () => {
  world = new PasskeysWorld();
  account = await world.account();
  person = await world.person(account);
  authenticator = world.authenticator();
  expect((await world.register(person, authenticator)).status).toBe(201);
});

const outcome = ({ status, code }: Answered) => [status, code];

describe('a removal', () => {
  const removal = (passkey: string): Sent => ({ route: 'DELETE /auth/passkeys/{passkey}', principal: person, params: { passkey } });

  it('takes the passkey away, records it and tells the person', async () => {
    expect((await world.send(removal(authenticator.id))).status).toBe(204);
    expect((await world.read(account.id)).passkeys).toEqual([]);
    expect(world.events('factor.removed')).toMatchObject([{ result: 'success', userId: account.id }]);
    expect(world.notices.told.at(-1)).toMatchObject({ message: { kind: 'factor-removed' } });
    expect((await world.register(person, authenticator)).status).toBe(201);
  });

  it("of a passkey that isn't the account's is refused", async () => {
    const foreign = world.authenticator();
    await world.register(await world.person(await world.account()), foreign);
    expect(outcome(await world.send(removal(foreign.id)))).toEqual([404, 'passkey-not-found']);
  });

  it('of the last factor takes the recovery codes along, and is refused where a phone would be the only one', async () => {
    await world.change(account.id, {
      phone: { sealedNumber: 'c2Vh', ending: '42', country: 'CH', confirmedAt: 1 },
      recoveryCodes: [{ version: 1, hash: 'aA' }],
    });
    expect(outcome(await world.send(removal(authenticator.id)))).toEqual([409, 'factor-needed']);
    await world.change(account.id, { phone: undefined });
    expect((await world.send(removal(authenticator.id))).status).toBe(204);
    expect((await world.read(account.id)).recoveryCodes).toEqual([]);
  });

  it('of the only way in is refused', async () => {
    await world.change(account.id, { hasPassword: false });
    expect(outcome(await world.send(removal(authenticator.id)))).toEqual([409, 'last-way-in']);
  });
});
