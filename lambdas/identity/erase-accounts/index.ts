import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import { Audit } from '../../shared/audit/audit';
import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { DynamoCounters } from '../../shared/limits/dynamo-counters';
import { log } from '../../shared/log';
import { variable } from '../../shared/variable';
import { dataKeyErasure } from '../adapters/data-key-erasure';
import { telling } from '../adapters/telling';
import { triggerRing } from '../adapters/trigger-rings';
import { triggerStore } from '../adapters/trigger-store';
import { laterUserPool } from '../adapters/user-pool/later-user-pool';
import { contract } from './contract';
import { eraseAccounts, type Tally } from './erase-accounts';

localEndpoint(process.env);

const dynamo = new DynamoDBClient({});
const store = triggerStore(contract.variables);
const hashKeys = triggerRing('hash-keys');
const audit = new Audit({ service: contract.name, hashKeys, sessionKeys: triggerRing('session-keys'), clock });
const pool = laterUserPool(async () => (await import('../adapters/user-pool/user-pool')).userPool());
const { mail, notices } = telling({ counters: new DynamoCounters(dynamo, variable('COUNTERS_TABLE'), clock), dynamo, log }, pool);
const parts = { store, rings: { hashKeys }, audit, pool, mail, notices, dataKeys: dataKeyErasure(dynamo), clock, log };

/** Erases the accounts that are due; invoked by a schedule. May be repeated. */
export async function handler(): Promise<Readonly<Tally>> {
  return eraseAccounts(parts, { address: 'none', userAgent: 'schedule', correlationId: randomUUID() });
}
