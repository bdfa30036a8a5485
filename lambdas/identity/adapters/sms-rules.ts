import { UnknownSmsCountryError } from '../domain/factors/errors';
import type { SmsRules } from '../domain/factors/sms-code';

/** Text messages are off. */
const OFF = '-';
const COUNTRY = /^[A-Z]{2}$/;

/**
 * Reads the rules for text messages (IDN-6).
 * @param countries ISO 3166 alpha-2, joined by commas, of `SMS_COUNTRIES`; `-` turns them off
 * @param dailyBudget of `SMS_DAILY_BUDGET`; what is no number is none
 * @throws {UnknownSmsCountryError} when one isn't such a code
 */
export function smsRules(countries: string, dailyBudget: string): SmsRules {
  const named = countries === OFF ? [] : countries.split(',');
  const wrong = named.find((country) => !COUNTRY.test(country));
  if (wrong !== undefined) throw new UnknownSmsCountryError(wrong);
  const budget = Number(dailyBudget);
  return { countries: new Set(named), dailyBudget: Number.isSafeInteger(budget) && budget > 0 ? budget : 0 };
}
