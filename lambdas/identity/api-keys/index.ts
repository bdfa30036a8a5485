import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { variable } from '../../shared/variable';
import { Channels } from '../adapters/channels';
import { identityParts } from '../adapters/identity-parts';
import { SesMail } from '../adapters/ses-mail';
import { smsRules } from '../adapters/sms-rules';
import { snsText } from '../adapters/sns-text';
import { userMfaFields } from '../adapters/user-mfa-fields';
import { userPool } from '../adapters/user-pool/user-pool';
import { apiKeyRoutes } from './api-key-routes';
import { contract } from './contract';

localEndpoint(process.env);

const parts = identityParts(contract);
const { counters, dynamo, log, rings } = parts;

const notices = new Channels({
  pool: userPool(),
  mail: new SesMail(new SESv2Client({}), variable('MAIL_FROM')),
  sendText: snsText(new SNSClient({})),
  smsRules: smsRules(variable('SMS_COUNTRIES'), variable('SMS_DAILY_BUDGET')),
  counters,
  fields: userMfaFields(dynamo),
  log,
});

/** Makes, lists and revokes API keys; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes: apiKeyRoutes({ ...parts, peppers: rings.peppers, notices, policySet: variable('POLICY_SET') }) });
