import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { log } from '../../shared/log';
import { variable } from '../../shared/variable';
import { createTrigger } from '../adapters/trigger';
import { contract } from './contract';
import { postAuthentication, postAuthenticationEvent } from './post-authentication';

localEndpoint(process.env);

const surroundings = { signInClient: variable('SIGN_IN_CLIENT'), migrationClient: variable('MIGRATION_CLIENT'), clock, log };

/** Invoked by Cognito after the challenges and before tokens. */
export const handler = createTrigger(contract.name, postAuthenticationEvent, (event) => postAuthentication(event, surroundings), log);
