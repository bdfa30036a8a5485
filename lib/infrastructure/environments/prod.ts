import type { EnvironmentInput } from './settings';
import { team } from './team';

/** What users reach: the strict defaults, three zones, and alerts that wake somebody. */
export const prod: EnvironmentInput = {
  name: 'prod',
  account: team.accounts.prod,
  logArchiveAccount: team.logArchiveAccount,
  region: 'eu-central-1',
  zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
  domain: team.domain,
  governance: { owner: team.owner, contact: team.contact, lastReview: team.lastReview, nextReview: team.nextReview },
  network: { cidr: '10.2.0.0/16' },
  alerts: { email: [...team.alerts], pagerDuty: true },
  accountServices: { macie: 'create' },
};
