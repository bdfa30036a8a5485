import { dev } from './dev';
import type { EnvironmentInput } from './settings';

/** What the local cloud deploys: dev with this machine's host names and the way out to them. It differs in nothing else. */
export const local: EnvironmentInput = {
  ...dev,
  name: 'local',
  domain: 'localhost',
  network: { ...dev.network, outboundDomains: [...(dev.network.outboundDomains ?? []), 'localhost', '*.localhost'] },
};
