import { randomUUID } from 'node:crypto';
import { Audit } from '../../shared/audit/audit';
import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { log } from '../../shared/log';
import { triggerRing } from '../adapters/trigger-rings';
import { triggerStore } from '../adapters/trigger-store';
import { carryOut, type Outcome } from './carry-out';
import { contract } from './contract';
import { readOrder } from './order';

localEndpoint(process.env);

const store = triggerStore(contract.variables);
const audit = new Audit({ service: contract.name, hashKeys: triggerRing('hash-keys'), sessionKeys: triggerRing('session-keys'), clock });

/** Appoints or dismisses a SUPER_ADMIN; invoked by an operator, since no route leads here. */
export async function handler(event: unknown): Promise<Outcome> {
  const correlationId = randomUUID();
  const outcome = await carryOut({ store, audit, clock }, readOrder(event), { address: 'none', userAgent: 'operator', correlationId });
  log({ service: contract.name, account: outcome.account, roles: outcome.roles.join(' '), correlationId });
  return outcome;
}
