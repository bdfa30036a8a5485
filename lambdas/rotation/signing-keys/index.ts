import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { variable } from '../../shared/variable';
import type { Answer } from '../domain/rotation';
import { handle } from '../handle';
import { log } from '../../shared/log';
import { SecretsManagerVersions } from '../secrets-manager-versions';
import { DynamoKeySetStore } from './dynamo-key-set-store';
import { SigningKeysKind } from './signing-keys-kind';

localEndpoint(process.env);

const store = new DynamoKeySetStore(new DynamoDBClient({}), variable('KEY_SET_TABLE'));
const kind = new SigningKeysKind(store, clock, Number(variable('KEY_GRACE_SECONDS')));
const surroundings = { kind, versions: new SecretsManagerVersions(new SecretsManagerClient({})), clock, log };

/** Rotates signing keys; invoked by Secrets Manager, and by an operator for preflight and revocation. */
export async function handler(event: unknown): Promise<Answer | undefined> {
  return handle(event, surroundings);
}
