import { identityParts } from '../../../../lambdas/identity/adapters/identity-parts';
import { isOurs } from '../../../../lambdas/shared/http/origins';
import { errorOf } from '../../../support/error-of';
import { LIFTED_LIMITS } from '../../../support/unlimited-tiers';

const environment = {
  ACCOUNTS_TABLE: 'accounts',
  OUTBOX_TABLE: 'outbox',
  APP_ORIGIN: 'https://app.example.com',
  SITE_ORIGIN: 'https://example.com',
  RATE_LIMITS: LIFTED_LIMITS,
  AWS_REGION: 'eu-central-1',
};
const before = { ...process.env };
beforeEach(() => Object.assign(process.env, environment));
afterAll(() => {
  process.env = before;
});

describe('the parts of a function of identity', () => {
  it('are made of what its contract names', () => {
    const { service, origins } = identityParts({ name: 'things', variables: ['ACCOUNTS_TABLE', 'OUTBOX_TABLE', 'RATE_LIMITS', 'APP_ORIGIN', 'SITE_ORIGIN'] });
    expect([service, origins]).toEqual(['things', { app: 'https://app.example.com', site: 'https://example.com' }]);
  });

  it('are refused at the start when the environment lacks one of them', () => {
    expect(errorOf(() => identityParts({ name: 'things', variables: ['ACCOUNTS_TABLE', 'SESSIONS_TABLE'] }))).toMatchObject({
      name: 'MissingVariableError',
      code: 'missing-variable',
    });
  });

  it('are refused at the start without the limits of calls, or nothing would be limited', () => {
    expect(errorOf(() => identityParts({ name: 'things', variables: ['ACCOUNTS_TABLE', 'OUTBOX_TABLE'] }))).toMatchObject({ code: 'malformed-rate-limits' });
  });

  it('know no origin, not even an empty one, where the contract names none', () => {
    const { origins } = identityParts({ name: 'things', variables: ['RATE_LIMITS'] });
    expect(['', undefined, 'null', 'https://app.example.com'].map((origin) => isOurs(origin, origins))).toEqual([false, false, false, false]);
  });
});
