import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalCloud, Place } from '../local-cloud';
import { table } from './table';

/** Where the servers of a run are; what opens them lies in a file that only this user can read. */
export function describeAddresses({ emulator, postgres, redis, certificates, folder }: LocalCloud, { account, region }: Place): string {
  const file = join(folder, 'connections.json');
  const connections = {
    aws: { endpoint: emulator.endpoint, region, accessKeyId: account, secretAccessKey: 'test' },
    postgres: { host: 'localhost', port: postgres.port, database: 'postgres', user: postgres.owner.user, password: postgres.owner.password },
    redis: { host: 'localhost', port: redis.port, password: redis.password },
    authority: certificates.authorityFile,
  };
  writeFileSync(file, `${JSON.stringify(connections, undefined, 2)}\n`, { mode: 0o600 });
  return table(
    ['what', 'where'],
    [
      ['AWS, by TLS', emulator.endpoint],
      ['AWS, without TLS, refused by policies', emulator.plainEndpoint],
      ['PostgreSQL, by TLS only', `localhost:${String(postgres.port)}`],
      ['Redis, by TLS only', `localhost:${String(redis.port)}`],
      ['the authority of their certificate', certificates.authorityFile],
      ['credentials', file],
    ],
  );
}
