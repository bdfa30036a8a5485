import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { log } from '../../shared/log';
import { ringOfEvent } from '../domain/ring-of-event';
import type { Answer } from '../domain/rotation';
import { handle } from '../handle';
import { SecretsManagerVersions } from '../secrets-manager-versions';
import { KeyRingKind } from './key-ring-kind';

localEndpoint(process.env);

const surroundings = { versions: new SecretsManagerVersions(new SecretsManagerClient({})), clock, log, family: 'key-rings' };

/** Rotates rings of keys; invoked by Secrets Manager, and by an operator for preflight and revocation. */
export async function handler(event: unknown): Promise<Answer | undefined> {
  return handle(event, { ...surroundings, kind: new KeyRingKind(ringOfEvent(event)) });
}
