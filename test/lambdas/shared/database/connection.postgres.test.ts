import { once } from 'node:events';
import { connect } from 'node:net';
import { Client } from 'pg';
import { connectionTo, type DatabaseAddress } from '../../../../lambdas/shared/database/connection';
import { Database } from '../../../../lambdas/shared/database/database';
import { LoginPools } from '../../../../lambdas/shared/database/login-pools';
import { SecretValue } from '../../../../lambdas/shared/secrets/secret-value';
import { createTestDatabase, type TestDatabase } from '../../../support/postgres';
import { makeServerIdentity } from '../../../support/postgres-certificate';
import { fixedLogin } from '../../../support/postgres-template';
import { refusalOf } from '../../../support/refusal-of';

const TENANT = '00000000-0000-4000-8000-000000000001';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

async function failureAt(changes: Partial<DatabaseAddress>): Promise<unknown> {
  const application = new Database(new LoginPools({ ...database.address, ...changes }, fixedLogin('ringwall_app_a', database.facts.users)), () =>
    Promise.resolve(),
  );
  const failure = await refusalOf(application.withTenant(TENANT, () => Promise.resolve()));
  await application.end();
  return failure;
}

describe('a connection to the database', () => {
  it('is over TLS 1.3, and the server says so', async () => {
    const client = new Client(connectionTo(database.address, { username: 'ringwall_app_a', password: new SecretValue(database.facts.users) }));
    await client.connect();
    const { rows } = await client.query('SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
    await client.end();
    expect(rows).toEqual([{ ssl: true, version: 'TLSv1.3' }]);
  });

  it('without TLS is refused by the server, with the right password', async () => {
    const { port, users } = database.facts;
    const client = new Client({ host: 'localhost', port, user: 'ringwall_app_a', password: users, database: database.address.database, ssl: false });
    const failure = await refusalOf(client.connect());
    expect(failure).toMatchObject({ code: '28000', message: expect.stringMatching(/^pg_hba\.conf rejects connection for host .* no encryption$/) as string });
  });

  it('without TLS is refused before any password is asked for', async () => {
    const socket = connect(database.facts.port, '127.0.0.1');
    const text = `user\0ringwall_app_a\0database\0${database.address.database}\0\0`;
    const startup = Buffer.alloc(8 + text.length);
    startup.writeInt32BE(startup.length, 0);
    startup.writeInt32BE(196608, 4);
    startup.write(text, 8);
    socket.write(startup);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(answer.subarray(0, 1).toString()).toBe('E');
    expect(answer.toString()).toContain('C28000');
  });

  it("is refused by us when another authority signed the server's certificate", async () => {
    const { authority } = await makeServerIdentity();
    expect(await failureAt({ authorities: authority })).toMatchObject({
      code: 'database-failed',
      reason: expect.stringMatching(
        /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|CERT_SIGNATURE_FAILURE)$/,
      ) as string,
    });
  });

  it('is refused by us when the certificate is for another name, also when that is an address', async () => {
    expect(await failureAt({ host: '127.0.0.1' })).toMatchObject({ code: 'database-failed', reason: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  it('that nobody answers fails, and names neither password nor user', async () => {
    const failure = await failureAt({ port: 1 });
    expect(failure).toMatchObject({ code: 'database-failed', reason: 'ECONNREFUSED', connectionLost: true });
    const shown = JSON.stringify(failure, Object.getOwnPropertyNames(failure));
    expect(shown).not.toContain(database.facts.users);
    expect(shown).not.toContain('ringwall_app_a');
  });
});
