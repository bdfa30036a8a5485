import { appNotices } from '../../lib/commands/app-notices';
import { resolveEnvironment } from '../../lib/infrastructure/environments/resolve';
import { environmentInput } from '../support/environment-input';

const LOCK = 'prod: what is logged on 2028-02-28 stays locked until 2029-02-27 in audit-1y, until 2030-02-27 in audit-2y (COMPLIANCE).';

describe('appNotices', () => {
  it('warns in one line of every sample that an environment still holds, before its locks', () => {
    expect(appNotices([resolveEnvironment(environmentInput())], '2028-02-28')).toEqual([
      'prod: still holds samples and deploys nothing useful: set account, domain, governance.contact, alerts.email[0] in team.ts or prod.ts of lib/infrastructure/environments.',
      LOCK,
    ]);
  });

  it('warns of nothing once a team has set its own', () => {
    const own = {
      account: '777788889990',
      domain: 'ringwall.home.arpa',
      governance: { owner: 'Security Lead', contact: 'security@ringwall.home.arpa', lastReview: '2026-01-15', nextReview: '2027-01-15' },
      alerts: { email: ['alerts@ringwall.home.arpa'] },
    };
    expect(appNotices([resolveEnvironment(environmentInput(own))], '2028-02-28')).toEqual([LOCK]);
  });
});
