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
import { relyingPartyOf } from './relying-party';
import { passkeyRoutes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const { clock, counters, secrets, log, origins } = parts;

const pool = userPool();
const fields = userMfaFields(parts.dynamo);
const smsRules = readSmsRules(variable('SMS_COUNTRIES'), variable('SMS_DAILY_BUDGET'));
const mail = new SesMail(new SESv2Client({}), variable('MAIL_FROM'));

const routes = passkeyRoutes({
  ...parts,
  pool,
  issuer: accessTokenIssuer({ secrets, id: variable('SIGNING_KEYS_SECRET'), origin: variable('API_ORIGIN'), clock }),
  notices: new Channels({ pool, mail, sendText: snsText(new SNSClient({})), smsRules, counters, fields, log }),
  relyingParty: relyingPartyOf(origins.site, origins.app),
});

/** Registers passkeys and signs in by them; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes });
