import { dev } from '../../lib/infrastructure/environments/dev';
import { resolveEnvironment } from '../../lib/infrastructure/environments/resolve';
import { lockNotices } from '../../lib/infrastructure/lock-notices';
import { environmentInput } from '../support/environment-input';

describe('lockNotices', () => {
  it('says of each locked bucket until when a write of that day stays, across leap days', () => {
    expect(lockNotices([resolveEnvironment(environmentInput())], '2028-02-28')).toEqual([
      'prod: what is written to ringwall-prod-audit-1y-777788889999-eu-central-1 on 2028-02-28 stays locked until 2029-02-27 (COMPLIANCE).',
      'prod: what is written to ringwall-prod-audit-2y-777788889999-eu-central-1 on 2028-02-28 stays locked until 2030-02-27 (COMPLIANCE).',
    ]);
  });

  it('names the account of the log archive where there is one', () => {
    const [first] = lockNotices([resolveEnvironment(environmentInput({ logArchiveAccount: '555555555555' }))], '2026-01-01');
    expect(first).toContain('ringwall-prod-audit-1y-555555555555-eu-central-1');
  });

  it('shows that dev is locked for a day, in a mode that can be lifted', () => {
    for (const notice of lockNotices([resolveEnvironment(dev)], '2026-12-31')) expect(notice).toMatch(/until 2027-01-01 \(GOVERNANCE\)\.$/);
  });
});
