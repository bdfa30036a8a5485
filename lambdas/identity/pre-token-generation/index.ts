import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { log } from '../../shared/log';
import { variable } from '../../shared/variable';
import { createTrigger } from '../adapters/trigger';
import { triggerStore } from '../adapters/trigger-store';
import { contract } from './contract';
import { preTokenGeneration, tokenEvent } from './pre-token-generation';

localEndpoint(process.env);

const surroundings = { store: triggerStore(contract.variables), signInClient: variable('SIGN_IN_CLIENT'), clock };

/** Invoked by Cognito before it gives tokens, on every way. */
export const handler = createTrigger(contract.name, tokenEvent, (event) => preTokenGeneration(event, surroundings), log);
