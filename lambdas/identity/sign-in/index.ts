import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { accessTokenIssuer } from '../../shared/tokens/access-token-issuer';
import { variable } from '../../shared/variable';
import { Channels } from '../adapters/channels';
import { identityParts } from '../adapters/identity-parts';
import { SesMail } from '../adapters/ses-mail';
import { smsRules as readSmsRules } from '../adapters/sms-rules';
import { snsText } from '../adapters/sns-text';
import { textMessages } from '../adapters/text-messages';
import { userMfaFields } from '../adapters/user-mfa-fields';
import { userPool } from '../adapters/user-pool/user-pool';
import { migrationWindow } from '../domain/migration/migration-window';
import { contract } from './contract';
import { signInRoutes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const { store, rings, audit, clock, counters, secrets, log } = parts;

const pool = userPool({ store, hashKeys: rings.hashKeys, audit, clock });
const fields = userMfaFields(parts.dynamo);
const smsRules = readSmsRules(variable('SMS_COUNTRIES'), variable('SMS_DAILY_BUDGET'));
const sendText = snsText(new SNSClient({}));
const mail = new SesMail(new SESv2Client({}), variable('MAIL_FROM'));

const routes = signInRoutes({
  ...parts,
  pool,
  issuer: accessTokenIssuer({ secrets, id: variable('SIGNING_KEYS_SECRET'), origin: variable('API_ORIGIN'), clock }),
  fields,
  texts: textMessages(sendText),
  notices: new Channels({ pool, mail, sendText, smsRules, counters, fields, log }),
  smsRules,
  migrationUntil: migrationWindow(variable('MIGRATION_CLIENT'), variable('MIGRATION_UNTIL')).until,
});

/** Signs people in; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes });
