import { localEndpoint } from '../../shared/endpoint';
import { log } from '../../shared/log';
import { createTrigger } from '../adapters/trigger';
import { contract } from './contract';
import { messageEvent, refuseMessage } from './custom-message';

localEndpoint(process.env);

/** Invoked by Cognito before it sends a message. */
export const handler = createTrigger(contract.name, messageEvent, refuseMessage, log);
