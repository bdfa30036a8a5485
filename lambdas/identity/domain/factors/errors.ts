import { Refusal } from '../../../shared/http/refusal';

/** The account, or the whole environment, has had its text messages of the day (IDN-6). */
export class SmsBudgetSpentError extends Refusal {
  override readonly code = 'sms-budget-spent';
  override readonly name = 'SmsBudgetSpentError';
  override readonly status = 429;
  override readonly headers: Readonly<Record<string, string>>;

  constructor(retryAfterSeconds: number) {
    super('No more text messages are sent for now. Use another factor.');
    this.headers = { 'Retry-After': String(retryAfterSeconds) };
  }
}

/** The environment's configuration allows what is no country. */
export class UnknownSmsCountryError extends Error {
  readonly code = 'unknown-sms-country';
  override readonly name = 'UnknownSmsCountryError';

  constructor(country: string) {
    super(`SMS_COUNTRIES names "${country}". Allowed: ISO 3166 alpha-2 codes joined by commas, such as CH,DE; "-" turns text messages off.`);
  }
}
