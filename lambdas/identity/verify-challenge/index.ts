import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { log } from '../../shared/log';
import { createTrigger } from '../adapters/trigger';
import { triggerStore } from '../adapters/trigger-store';
import { contract } from './contract';
import { verify, verifyEvent } from './verify';

localEndpoint(process.env);

const store = triggerStore(contract.variables);

/** Invoked by Cognito with the answer to the custom challenge. */
export const handler = createTrigger(contract.name, verifyEvent, (event) => verify(event, store, clock), log);
