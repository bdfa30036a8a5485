import { setTimeout } from 'node:timers/promises';
import { OperationError } from '../operations/errors';
import { makeOperatorClients, type OperatorClients } from '../operations/operator-clients';
import { rotateSecret } from '../operations/rotate-secret';
import { rotatingSecrets, type RotatingSecret } from '../operations/rotating-secrets';
import { RotationFunction } from '../operations/rotation-function';
import { environmentNamed } from './environment-named';
import type { ExitCode } from './exit-code';
import { Progress } from './progress';
import { describeOutcomes, type Outcome } from './rotate-outcome';
import { silenceSdk } from './silence-sdk';
import type { Surroundings } from './surroundings';

/** What the caller asks for. */
export interface RotateOptions {
  readonly environment: string;
  /** By name, with or without the environment's prefix; all that rotate when there is none. */
  readonly secrets: readonly string[];
  readonly mode: 'rotate' | 'revoke' | 'preflight';
  /** Whether standard output gets one JSON document, and nothing else. */
  readonly json: boolean;
}

/** What it works on. */
export type RotateSurroundings = Pick<Surroundings, 'writeOut' | 'writeError' | 'interactive' | 'configurations'>;

/** AWS and time, so that a test can hand in others. */
export interface RotateWorld {
  readonly clients: (region: string) => OperatorClients;
  readonly wait: (milliseconds: number) => Promise<void>;
}

const REAL: RotateWorld = { clients: makeOperatorClients, wait: (milliseconds) => setTimeout(milliseconds) };

/**
 * Rotates secrets one after another, with `revoke` ends what they were, or with `preflight` looks whether that would succeed.
 * A secret that fails doesn't keep the others from being tried.
 *
 * @returns 0 when each was done and read back so; 1 when one wasn't.
 * @throws {UnknownEnvironmentError} for an environment that there isn't; `OperationError` when nothing could be begun
 */
export async function runRotate(options: RotateOptions, around: RotateSurroundings, { clients: clientsIn, wait }: RotateWorld = REAL): Promise<ExitCode> {
  silenceSdk();
  const place = environmentNamed(options.environment, around);
  const clients = clientsIn(place.region);
  const progress = new Progress({ write: around.writeError, interactive: around.interactive });
  const secrets = await progress.stage('find the secrets', () => rotatingSecrets(place, options.secrets, clients));
  const outcomes: Outcome[] = [];
  for (const secret of secrets) outcomes.push(await progress.stage(`${options.mode} ${secret.name}`, () => attempt(secret, options.mode, clients, wait)));
  const passed = outcomes.every(({ outcome }) => outcome !== 'failed' && outcome !== 'blocked');
  around.writeOut(
    options.json ? `${JSON.stringify({ environment: place.name, mode: options.mode, passed, secrets: outcomes }, undefined, 2)}\n` : describeOutcomes(outcomes),
  );
  return passed ? 0 : 1;
}

async function attempt(secret: RotatingSecret, mode: RotateOptions['mode'], clients: OperatorClients, wait: RotateWorld['wait']): Promise<Outcome> {
  const { name, kind } = secret;
  try {
    if (mode !== 'preflight')
      return { name, kind, outcome: mode === 'revoke' ? 'revoked' : 'rotated', ...(await rotateSecret(secret, mode === 'revoke', clients, wait)) };
    const findings = await new RotationFunction(secret, clients).preflight();
    return { name, kind, outcome: findings.length === 0 ? 'ready' : 'blocked', findings };
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    return { name, kind, outcome: 'failed', error: { code: error.code, message: error.message } };
  }
}
