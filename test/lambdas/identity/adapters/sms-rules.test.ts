import { smsRules } from '../../../../lambdas/identity/adapters/sms-rules';
import { errorOf } from '../../../support/error-of';

describe('the rules for text messages', () => {
  it('are countries and a budget', () => {
    expect(smsRules('CH,DE', '500')).toEqual({ countries: new Set(['CH', 'DE']), dailyBudget: 500 });
  });

  it('are off with "-"', () => {
    expect(smsRules('-', '500').countries.size).toBe(0);
  });

  it.each(['', 'ch', 'CH, DE', 'CHE', '*', 'CH,', '-,CH'])('are refused with %j', (countries) => {
    expect(errorOf(() => smsRules(countries, '500'))).toMatchObject({ code: 'unknown-sms-country' });
  });

  it.each(['', 'many', '-1', '1.5', 'Infinity', 'NaN'])('allow no message with a budget of %j', (budget) => {
    expect(smsRules('CH', budget).dailyBudget).toBe(0);
  });
});
