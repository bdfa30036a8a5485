import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readFileSync } from 'node:fs';
import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { variable } from '../../shared/variable';
import { wait } from '../../shared/wait';
import type { Answer } from '../domain/rotation';
import { handle } from '../handle';
import { log } from '../../shared/log';
import { SecretsManagerVersions } from '../secrets-manager-versions';
import { ElastiCacheUsers } from './cache-users';
import { RedisKind } from './redis-kind';

localEndpoint(process.env);

const address = { host: variable('CACHE_HOST'), port: Number(variable('CACHE_PORT')), authorities: readFileSync(variable('CACHE_AUTHORITIES_FILE'), 'utf8') };
const kind = new RedisKind(new ElastiCacheUsers(new ElastiCacheClient({}), wait), address);
const surroundings = { kind, versions: new SecretsManagerVersions(new SecretsManagerClient({})), clock, log };

/** Rotates a cache user's password; invoked by Secrets Manager, and by an operator for preflight and revocation. */
export async function handler(event: unknown): Promise<Answer | undefined> {
  return handle(event, surroundings);
}
