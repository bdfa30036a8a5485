import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Front } from '../front/front';
import { FIRST_PERSON, type ConnectedProvider } from '../identity-provider/connect-identity-provider';
import type { Deployed } from '../smoke/flow';
import { table } from './table';

/** Where the servers of a run are; what opens them lies in a file that only this user can read. */
export function describeAddresses({ cloud, place, front }: Pick<Deployed, 'cloud' | 'front' | 'place'>, provider: Pick<ConnectedProvider, 'issuer'>): string {
  const { emulator, postgres, redis, certificates, folder } = cloud;
  const { account, region } = place;
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
      ['the page', pageOf(front)],
      ['the API', front.origins.api],
      [`the identity provider, where ${FIRST_PERSON} is known`, provider.issuer],
      ['the mails that it sent', `${emulator.endpoint}/_ministack/ses/messages`],
      ['AWS, by TLS', emulator.endpoint],
      ['AWS, without TLS, refused by policies', emulator.plainEndpoint],
      ['PostgreSQL, by TLS only', `localhost:${String(postgres.port)}`],
      ['Redis, by TLS only', `localhost:${String(redis.port)}`],
      ['the authority of their certificate', certificates.authorityFile],
      ['credentials', file],
    ],
  );
}

/** The functions know the page by one port alone: where something else has that, browsers can't use it, and only the flows are driven. */
function pageOf({ origins, inPlace, port }: Front): string {
  return inPlace ? origins.app : `${origins.app} (taken by another program, so not for browsers; the flows use port ${String(port)})`;
}
