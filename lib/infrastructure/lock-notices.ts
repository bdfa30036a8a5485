import { bucketNameOf } from './constructs/log-archive/bucket-names';
import type { Environment } from './environments/environment';

const DAY_MILLISECONDS = 86_400_000;

/**
 * One line for each locked bucket, to be shown before anything is deployed: Object Lock can't be undone.
 * @param asOf the UTC day of writing, `YYYY-MM-DD`
 */
export function lockNotices(environments: readonly Environment[], asOf: string): string[] {
  return environments.flatMap((environment) => {
    const { lockMode, auditOneYearDays, auditTwoYearDays } = environment.retention;
    const noticeOf = (bucket: string, days: number): string =>
      `${environment.name}: what is written to ${bucket} on ${asOf} stays locked until ${dayAfter(asOf, days)} (${lockMode}).`;
    return [noticeOf(bucketNameOf(environment, 'audit-1y'), auditOneYearDays), noticeOf(bucketNameOf(environment, 'audit-2y'), auditTwoYearDays)];
  });
}

/**
 * The same in one line, for a list in which other things matter more.
 * @param asOf the UTC day of writing, `YYYY-MM-DD`
 */
export function lockNotice({ name, retention }: Environment, asOf: string): string {
  const [oneYear, twoYears] = [dayAfter(asOf, retention.auditOneYearDays), dayAfter(asOf, retention.auditTwoYearDays)];
  return `${name}: what is logged on ${asOf} stays locked until ${oneYear} in audit-1y, until ${twoYears} in audit-2y (${retention.lockMode}).`;
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}
