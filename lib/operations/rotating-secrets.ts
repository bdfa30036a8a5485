import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { ROTATIONS_TO_REVOKE, type RotatedKind } from '../../lambdas/rotation/domain/kind';
import { callAws } from './call-aws';
import { ForeignFunctionError, UnknownSecretError } from './errors';
import type { OperatorClients } from './operator-clients';
import { requireAccount, type Place } from './require-account';

/** A secret that one of our functions rotates. */
export interface RotatingSecret {
  /** Without the environment's prefix, such as `broker-admin`. */
  readonly name: string;
  readonly arn: string;
  /** Of the function that rotates it. */
  readonly functionArn: string;
  readonly kind: RotatedKind;
}

/** A secret with the function that rotates it, if one does. */
type Listed = Pick<RotatingSecret, 'name' | 'arn'> & { readonly functionArn: string | undefined };

/**
 * The secrets of an environment that are asked for by name, with or without its prefix; all that rotate when none is.
 * @throws {WrongAccountError} when the credentials are of another account
 * @throws {UnknownSecretError} when a name isn't one of a rotating secret
 * @throws {ForeignFunctionError} when one that is named isn't rotated by a function of ours; `OperationError` when AWS refuses
 */
export async function rotatingSecrets(place: Place, names: readonly string[], clients: OperatorClients): Promise<readonly RotatingSecret[]> {
  await requireAccount(place, clients);
  const prefix = `ringwall-${place.name}-`;
  const listed = await list(prefix, clients);
  const wanted = names.map((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : name));
  const known = listed.map(({ name }) => name);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0 || listed.length === 0) throw new UnknownSecretError(place.name, unknown, known);
  if (names.length === 0) return listed.map((secret) => ours(secret, prefix)).filter((secret) => secret !== undefined);
  return listed.filter(({ name }) => wanted.includes(name)).map((secret) => ours(secret, prefix) ?? refuse(secret));
}

async function list(prefix: string, { secrets }: OperatorClients): Promise<readonly Listed[]> {
  const found: Listed[] = [];
  let NextToken: string | undefined;
  do {
    const command = new ListSecretsCommand({ Filters: [{ Key: 'name', Values: [prefix] }], MaxResults: 100, NextToken });
    const page = await callAws('secretsmanager:ListSecrets', secrets.send(command));
    for (const { Name: name, ARN: arn, RotationEnabled: rotates, RotationLambdaARN: functionArn } of page.SecretList ?? []) {
      // The service's filter matches the beginning of words, too.
      if (name?.startsWith(prefix) === true && arn !== undefined && rotates === true) found.push({ name: name.slice(prefix.length), arn, functionArn });
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Functions are named `ringwall-<environment>-rotate-<kind>`; one rotates all rings of keys, whose secrets are named by their kind. */
function ours({ name, arn, functionArn }: Listed, prefix: string): RotatingSecret | undefined {
  const rotation = functionArn?.split(':')[6];
  const named = rotation === `${prefix}rotate-key-rings` ? `${prefix}rotate-${name}` : rotation;
  const kind = Object.keys(ROTATIONS_TO_REVOKE).find((one) => named === `${prefix}rotate-${one}`);
  return functionArn === undefined || kind === undefined ? undefined : { name, arn, functionArn, kind: kind as RotatedKind };
}

function refuse({ name }: Listed): never {
  throw new ForeignFunctionError(name);
}
