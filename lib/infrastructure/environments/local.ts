import { dev } from './dev';
import { LOCAL_DOMAIN } from './host-name';
import type { EnvironmentInput } from './settings';

/** What the local cloud deploys: dev with this machine's host names and the way out to them. It differs in nothing else. */
export const local: EnvironmentInput = {
  ...dev,
  name: 'local',
  domain: LOCAL_DOMAIN,
  network: { ...dev.network, outboundDomains: [...(dev.network.outboundDomains ?? []), LOCAL_DOMAIN, `*.${LOCAL_DOMAIN}`] },
};
