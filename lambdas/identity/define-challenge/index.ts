import { localEndpoint } from '../../shared/endpoint';
import { log } from '../../shared/log';
import { createTrigger } from '../adapters/trigger';
import { contract } from './contract';
import { define, defineEvent } from './define';

localEndpoint(process.env);

/** Invoked by Cognito before and after each challenge. */
export const handler = createTrigger(contract.name, defineEvent, define, log);
