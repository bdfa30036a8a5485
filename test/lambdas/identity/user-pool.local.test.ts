import { ListUsersCommand, RespondToAuthChallengeCommand } from '@aws-sdk/client-cognito-identity-provider';
import { randomUUID } from 'node:crypto';
import { writeProof } from '../../../lambdas/identity/domain/judge';
import { completeSignIn } from '../../../lambdas/identity/domain/records/completed-record';
import { proves } from '../../support/proves';
import { startPool, type PoolOnEmulator } from './pool-on-emulator';

const JUDGE = { control: 'IDN-1', part: 'judge', evidence: 'emulated' } as const;
const FACTS = { address: '198.51.100.7', userAgent: 'test', correlationId: randomUUID() };
const PASSWORD = 'correct horse battery staple';
const EMAIL = 'ada@example.com';

let world: PoolOnEmulator;
let user: string;

beforeAll(async () => {
  world = await startPool();
  user = randomUUID();
  await world.register(user, EMAIL);
  await world.pool.create(user, EMAIL, PASSWORD);
}, 120_000);

afterAll(async () => {
  await world.stop();
});

/** Writes the record of a sign-in that we checked, and gives its proof. */
async function completed(account = user) {
  const { proof, change } = completeSignIn(account, ['pwd'], Date.now());
  await world.store.commit([change], []);
  return proof;
}

describe('sign-in by the pool', () => {
  proves(JUDGE, 'A password is proved by SRP inside custom auth, and a completed record lets the judge pass, once', async () => {
    const challenge = await world.pool.provePassword(user, PASSWORD, FACTS);
    expect(challenge).toMatchObject({ userName: user });
    const proof = await completed();
    await world.pool.complete(challenge!, proof, FACTS);
    await expect(world.pool.complete(await world.pool.begin(user, FACTS), proof, FACTS)).rejects.toMatchObject({ code: 'refused-by-pool' });
  });

  proves(JUDGE, 'Whoever has the secret but names no record, or another one, gets no tokens from the judge', async () => {
    const other = await completed();
    for (const ClientMetadata of [undefined, { record: randomUUID() }, { record: other.record }]) {
      const { session } = await world.pool.begin(user, FACTS);
      const answers = { USERNAME: user, ANSWER: writeProof(await completed()), SECRET_HASH: world.signIn.hashFor(user) };
      const command = new RespondToAuthChallengeCommand({
        ClientId: world.signIn.id,
        ChallengeName: 'CUSTOM_CHALLENGE',
        Session: session,
        ChallengeResponses: answers,
        ClientMetadata,
      });
      // What the emulator makes of a trigger that throws there; on AWS it is `UserLambdaValidationException`.
      await expect(world.cognito.send(command)).rejects.toMatchObject({ name: 'InternalError', message: expect.stringContaining('refused') as string });
    }
  });

  it('begins without a password for passkeys, and ends the same way', async () => {
    await world.pool.complete(await world.pool.begin(user, FACTS), await completed(), FACTS);
  });

  it('answers a wrong password and an unknown user alike: with nothing', async () => {
    await expect(world.pool.provePassword(user, 'another password', FACTS)).resolves.toBeUndefined();
    await expect(world.pool.provePassword(randomUUID(), PASSWORD, FACTS)).resolves.toBeUndefined();
  });

  it("refuses another account's record, an invented secret, and a challenge that was answered", async () => {
    const anothers = await completed(randomUUID());
    await expect(world.pool.complete(await world.pool.begin(user, FACTS), anothers, FACTS)).rejects.toMatchObject({ code: 'refused-by-pool' });
    const invented = { ...(await completed()), secret: 'A'.repeat(43) };
    await expect(world.pool.complete(await world.pool.begin(user, FACTS), invented, FACTS)).rejects.toMatchObject({ code: 'refused-by-pool' });
    const challenge = await world.pool.begin(user, FACTS);
    await world.pool.complete(challenge, await completed(), FACTS);
    await expect(world.pool.complete(challenge, await completed(), FACTS)).rejects.toMatchObject({ code: 'refused-by-pool' });
  });

  it('refuses to begin for a user who does not exist', async () => {
    await expect(world.pool.begin(randomUUID(), FACTS)).rejects.toMatchObject({ code: 'refused-by-pool' });
  });
});

describe("the pool's users", () => {
  it('are made with a verified registration alone', async () => {
    const name = randomUUID();
    await expect(world.pool.create(name, 'eve@example.com', PASSWORD)).rejects.toMatchObject({ code: 'refused-by-pool' });
    await world.register(name, 'bob@example.com');
    await expect(world.pool.create(name, 'eve@example.com', PASSWORD)).rejects.toMatchObject({ code: 'refused-by-pool' });
    await world.pool.createWithoutPassword(name, 'bob@example.com');
    await expect(world.pool.emailOf(name)).resolves.toBe('bob@example.com');
    await expect(world.pool.create(name, 'bob@example.com', PASSWORD)).rejects.toMatchObject({ code: 'refused-by-pool' });
    await world.pool.delete(name);
    await world.pool.delete(name);
    const { Users = [] } = await world.cognito.send(new ListUsersCommand({ UserPoolId: world.UserPoolId }));
    expect(Users.map(({ Username }) => Username)).toEqual([user]);
  });

  it('get a new address and a new password from us, and no short one', async () => {
    await world.pool.changeEmail(user, 'lovelace@example.com');
    await expect(world.pool.emailOf(user)).resolves.toBe('lovelace@example.com');
    await world.pool.setPassword(user, `${PASSWORD} and more`);
    await expect(world.pool.provePassword(user, PASSWORD, FACTS)).resolves.toBeUndefined();
    await world.pool.setPassword(user, PASSWORD);
    await expect(world.pool.provePassword(user, PASSWORD, FACTS)).resolves.toBeDefined();
    await expect(world.pool.setPassword(user, 'short')).rejects.toMatchObject({ code: 'password-refused', status: 422 });
    const name = randomUUID();
    await world.register(name, EMAIL);
    await expect(world.pool.create(name, EMAIL, 'short')).rejects.toMatchObject({ code: 'password-refused', status: 422 });
  });
});
