import { localEndpoint } from '../../shared/endpoint';
import { log } from '../../shared/log';
import { createTrigger } from '../adapters/trigger';
import { contract } from './contract';
import { create, createEvent } from './create';

localEndpoint(process.env);

/** Invoked by Cognito when the custom challenge follows. */
export const handler = createTrigger(contract.name, createEvent, create, log);
