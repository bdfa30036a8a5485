import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { variable } from '../../shared/variable';
import { Channels } from '../adapters/channels';
import { identityParts } from '../adapters/identity-parts';
import { SesMail } from '../adapters/ses-mail';
import { smsRules as readSmsRules } from '../adapters/sms-rules';
import { snsText } from '../adapters/sns-text';
import { textMessages } from '../adapters/text-messages';
import { userMfaFields } from '../adapters/user-mfa-fields';
import { userPool } from '../adapters/user-pool/user-pool';
import { contract } from './contract';
import { routes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const { counters, log } = parts;

const pool = userPool();
const fields = userMfaFields(parts.dynamo);
const smsRules = readSmsRules(variable('SMS_COUNTRIES'), variable('SMS_DAILY_BUDGET'));
const sendText = snsText(new SNSClient({}));
const mail = new SesMail(new SESv2Client({}), variable('MAIL_FROM'));
const notices = new Channels({ pool, mail, sendText, smsRules, counters, fields, log });

/** Shows and changes a person's account; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes: routes({ ...parts, pool, mail, notices, texts: textMessages(sendText), smsRules, fields }) });
