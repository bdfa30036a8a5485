import { Client } from 'pg';
import { ask } from '../../redis/ask';
import { REDIS_ADMINISTRATOR } from '../../redis/redis';
import { assertRefused, assertThat, type Flow } from '../flow';

/** KEY-3, of the database. */
export const plainPostgresIsRefused: Flow = {
  claim: 'PostgreSQL answers by TLS with our certificate, and refuses a plain connection and a wrong password',
  evidence: 'real-server',
  drive: async ({ cloud: { postgres } }) => {
    const client = new Client(postgres.owner);
    await client.connect();
    const { rows } = await client.query<{ version: string; cipher: string; server: string }>(
      "select s.version, s.cipher, current_setting('server_version') as server from pg_stat_ssl s where s.pid = pg_backend_pid()",
    );
    await client.end();
    const [row] = rows;
    assertThat(row?.version.startsWith('TLSv1.') === true, 'the connection is not encrypted');
    await assertRefused('a plain connection', connect({ ...postgres.owner, ssl: false }), /^28000 .*no encryption/);
    await assertRefused('a wrong password', connect({ ...postgres.owner, password: 'wrong' }), /^28P01 /);
    await assertRefused(
      'a certificate of an unknown authority',
      connect({ ...postgres.owner, ssl: true }),
      /UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/,
    );
    return `PostgreSQL ${row.server}, ${row.version} with ${row.cipher}`;
  },
};

/** KEY-3, of the cache. */
export const plainRedisIsRefused: Flow = {
  claim: 'Redis answers by TLS with our certificate, and refuses a plain connection and a wrong password',
  evidence: 'real-server',
  drive: async ({ cloud: { redis, certificates } }) => {
    const address = { host: '127.0.0.1', port: redis.port };
    const login = { username: REDIS_ADMINISTRATOR, password: redis.password };
    const answer = await ask({ ...address, ca: certificates.authority }, login, ['PING']);
    assertThat(answer === '+PONG', `PING was answered by ${answer}`);
    await assertRefused('a plain connection', ask(address, login, ['PING']), /closed|ECONNRESET|EPIPE/);
    await assertRefused('a wrong password', ask({ ...address, ca: certificates.authority }, { ...login, password: 'wrong' }, ['PING']), /WRONGPASS/);
    return 'PING answered by TLS alone';
  },
};

async function connect(config: ConstructorParameters<typeof Client>[0]): Promise<void> {
  const client = new Client(config);
  try {
    await client.connect();
  } finally {
    await client.end();
  }
}
