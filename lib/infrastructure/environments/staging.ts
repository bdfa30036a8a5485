import type { EnvironmentInput } from './settings';
import { team } from './team';

/** Prod's rehearsal: every protection of prod, in two zones. */
export const staging: EnvironmentInput = {
  name: 'staging',
  account: team.accounts.staging,
  region: 'eu-central-1',
  zones: ['eu-central-1a', 'eu-central-1b'],
  domain: `staging.${team.domain}`,
  governance: { owner: team.owner, contact: team.contact, lastReview: team.lastReview, nextReview: team.nextReview },
  network: { cidr: '10.1.0.0/16' },
  alerts: { email: [...team.alerts] },
};
