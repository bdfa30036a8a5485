import { Audit } from '../../shared/audit/audit';
import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { log } from '../../shared/log';
import { createTrigger } from '../adapters/trigger';
import { triggerRing } from '../adapters/trigger-rings';
import { triggerStore } from '../adapters/trigger-store';
import { contract } from './contract';
import { postConfirmation, postConfirmationEvent } from './post-confirmation';

localEndpoint(process.env);

const rings = { hashKeys: triggerRing('hash-keys'), sessionKeys: triggerRing('session-keys') };
const surroundings = { store: triggerStore(contract.variables), audit: new Audit({ service: contract.name, ...rings, clock }) };

/** Invoked by Cognito after a user or a new password was confirmed. */
export const handler = createTrigger(contract.name, postConfirmationEvent, (event) => postConfirmation(event, surroundings), log);
