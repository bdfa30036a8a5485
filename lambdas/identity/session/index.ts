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
import { userMfaFields } from '../adapters/user-mfa-fields';
import { userPool } from '../adapters/user-pool/user-pool';
import { contract } from './contract';
import { sessionRoutes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const { rings, clock, counters, secrets, log } = parts;

const smsRules = readSmsRules(variable('SMS_COUNTRIES'), variable('SMS_DAILY_BUDGET'));
const mail = new SesMail(new SESv2Client({}), variable('MAIL_FROM'));
const sendText = snsText(new SNSClient({}));

const routes = sessionRoutes({
  ...parts,
  ...rings,
  issuer: accessTokenIssuer({ secrets, id: variable('SIGNING_KEYS_SECRET'), origin: variable('API_ORIGIN'), clock }),
  notices: new Channels({ pool: userPool(), mail, sendText, smsRules, counters, fields: userMfaFields(parts.dynamo), log }),
});

/** Keeps people signed in, and signs them out; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes });
