import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Audit } from '../../shared/audit/audit';
import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { DynamoKeySet } from '../../shared/key-set/dynamo-key-set';
import { DynamoCounters } from '../../shared/limits/dynamo-counters';
import { log } from '../../shared/log';
import type { KeyRing } from '../../shared/rings/key-ring';
import { ORIGIN_RING } from '../../shared/rings/origin-secret';
import type { RingPurpose } from '../../shared/rings/ring';
import { SecretKeyRing } from '../../shared/rings/secret-key-ring';
import { SecretsManagerSource } from '../../shared/secrets/secrets-manager-source';
import { Secrets } from '../../shared/secrets/secrets';
import { DynamoRecordStore } from '../../shared/store/dynamo-record-store';
import { AccessTokenVerifier } from '../../shared/tokens/access-token-verifier';
import { KeySetCache } from '../../shared/tokens/key-set-cache';
import { variable } from '../../shared/variable';
import { authorize } from './authorize';
import { contract } from './contract';
import { Denials } from './denials';
import type { Policy } from './policy';

localEndpoint(process.env);

const LIMITS = { ttlSeconds: 300, graceSeconds: 900, maxEntries: 4 };
const dynamo = new DynamoDBClient({});
const secrets = new Secrets(new SecretsManagerSource(new SecretsManagerClient({})), clock, LIMITS);
const ring = (purpose: RingPurpose, name: string): KeyRing => new SecretKeyRing({ secrets, id: variable(name), purpose, clock });
const [sessionKeys, hashKeys] = [ring('session-keys', 'SESSION_KEYS_SECRET'), ring('hash-keys', 'HASH_KEYS_SECRET')];
/** A table without a name is none that its role could reach. */
const tables = { accounts: variable('ACCOUNTS_TABLE'), flows: '', sessions: variable('SESSIONS_TABLE') };
const parts = {
  store: new DynamoRecordStore({ dynamo, tables, outbox: variable('OUTBOX_TABLE'), clock }),
  peppers: ring('peppers', 'PEPPERS_SECRET'),
  hashKeys,
  originKeys: ring(ORIGIN_RING, 'ORIGIN_KEYS_SECRET'),
  audit: new Audit({ service: contract.name, sessionKeys, hashKeys, clock }),
  tokens: new AccessTokenVerifier({
    keySet: new KeySetCache(new DynamoKeySet(dynamo, variable('KEY_SET_TABLE')), clock),
    origin: variable('API_ORIGIN'),
    clock,
  }),
  policySet: variable('POLICY_SET'),
  denials: new Denials({ counters: new DynamoCounters(dynamo, variable('COUNTERS_TABLE'), clock), hashKeys, clock }),
  clock,
  log,
};

/** Finds who calls, and whether they may; invoked by API Gateway before each route that isn't public. */
export async function handler(event: unknown): Promise<Policy> {
  return authorize(parts, event);
}
