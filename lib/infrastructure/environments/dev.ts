import type { EnvironmentInput } from './settings';
import { team } from './team';

/** Where changes are tried: cheap, and clean to destroy. */
export const dev: EnvironmentInput = {
  name: 'dev',
  account: team.accounts.dev,
  region: 'eu-central-1',
  zones: ['eu-central-1a', 'eu-central-1b'],
  domain: `dev.${team.domain}`,
  governance: { owner: team.owner, contact: team.contact, classification: 'internal', lastReview: team.lastReview, nextReview: team.nextReview },
  network: { cidr: '10.0.0.0/16', natGateways: 'one', interfaceEndpoints: false, networkFirewall: false, blockPublicAccess: false },
  availability: { recoveryTimeMinutes: 1440, recoveryPointMinutes: 1440 },
  keys: { deletionWindowDays: 7 },
  retention: { lockMode: 'GOVERNANCE', auditOneYearDays: 1, auditTwoYearDays: 1, coldStorageAfterDays: 1, logGroupDays: 30 },
  alerts: { email: [...team.alerts] },
  levers: { userPoolPlan: 'ESSENTIALS' },
};
