import { z } from 'zod';
import { field, TEAM_FILE } from '../field';

/** Who is told. */
export const alertFields = z.strictObject({
  email: field(z.array(z.email()).min(1), {
    meaning: 'Addresses that are subscribed to the alarm topics; each confirms by mail.',
    allowed: 'a list of at least one email address',
    serves: ['DET-7'],
    setIn: TEAM_FILE,
  }),
  pagerDuty: field(z.boolean().default(false), {
    meaning: 'Whether alerts also go to PagerDuty; its key is a secret, never configuration.',
    allowed: 'true, false',
    serves: ['DET-7'],
  }),
});

/** Services that an account has once: made here, taken as they are, or left alone. */
export const accountServiceFields = z.strictObject({
  accountSettings: accountService('the account-wide settings (public access block, password policy, EBS and IMDS defaults)', ['NET-8', 'DET-1']),
  cloudTrail: accountService('the CloudTrail trail', ['AUD-6']),
  config: accountService('the recorder and rules of AWS Config', ['AUD-6', 'NET-11']),
  apiGatewayLogs: accountService('the role by which API Gateway writes logs', ['AUD-2']),
  guardDuty: accountService('the GuardDuty detector', ['DET-1']),
  securityHub: accountService('Security Hub', ['DET-1']),
  inspector: accountService('Amazon Inspector', ['DET-1']),
  accessAnalyzer: accountService('IAM Access Analyzer', ['DET-1']),
  macie: accountService('Amazon Macie, which is paid by the volume of data', ['DET-1'], 'skip'),
});

/** Cost levers that no other field holds. */
export const leverFields = z.strictObject({
  shieldAdvanced: field(z.boolean().default(false), {
    meaning: 'Whether Shield Advanced protects the edge; its subscription (a year, 3,000 USD a month) is taken outside this project.',
    allowed: 'true, false',
    serves: ['EDGE-1'],
  }),
  userPoolPlan: field(z.enum(['PLUS', 'ESSENTIALS']).default('PLUS'), {
    meaning: 'The plan of the Cognito user pool. Threat protection needs PLUS.',
    allowed: 'PLUS; ESSENTIALS in dev and local only',
    serves: ['IDN-1'],
  }),
});

function accountService(what: string, serves: readonly string[], standard: 'create' | 'skip' = 'create') {
  return field(z.enum(['create', 'adopt', 'skip']).default(standard), {
    meaning: `Whether this environment makes ${what}, relies on what the account already has, or does without.`,
    allowed: 'create, adopt, skip',
    serves,
  });
}
