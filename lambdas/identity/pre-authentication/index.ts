import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { log } from '../../shared/log';
import { variable } from '../../shared/variable';
import { createTrigger } from '../adapters/trigger';
import { triggerStore } from '../adapters/trigger-store';
import { migrationWindow } from '../domain/migration/migration-window';
import { contract } from './contract';
import { preAuthentication, preAuthenticationEvent } from './pre-authentication';

localEndpoint(process.env);

const surroundings = {
  store: triggerStore(contract.variables),
  signInClient: variable('SIGN_IN_CLIENT'),
  migration: migrationWindow(variable('MIGRATION_CLIENT'), variable('MIGRATION_UNTIL')),
  clock,
};

/** Invoked by Cognito before it looks at a password or challenge. */
export const handler = createTrigger(contract.name, preAuthenticationEvent, (event) => preAuthentication(event, surroundings), log);
