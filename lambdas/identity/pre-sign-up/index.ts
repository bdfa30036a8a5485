import { localEndpoint } from '../../shared/endpoint';
import { log } from '../../shared/log';
import { variable } from '../../shared/variable';
import { triggerRing } from '../adapters/trigger-rings';
import { createTrigger } from '../adapters/trigger';
import { triggerStore } from '../adapters/trigger-store';
import { contract } from './contract';
import { preSignUp, preSignUpEvent } from './pre-sign-up';

localEndpoint(process.env);

const surroundings = { store: triggerStore(contract.variables), hashKeys: triggerRing('hash-keys'), signInClient: variable('SIGN_IN_CLIENT') };

/** Invoked by Cognito before it makes a user. */
export const handler = createTrigger(contract.name, preSignUpEvent, (event) => preSignUp(event, surroundings), log);
