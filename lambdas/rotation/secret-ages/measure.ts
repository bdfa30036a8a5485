import { ListSecretsCommand, type SecretListEntry, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Clock } from '../../shared/clock';
import { DependencyFailedError } from '../../shared/dependency-failed-error';
import { embed } from '../../shared/metric';
import { ageOf } from '../domain/secret-age';

/** What the measurement works with. */
export interface Surroundings {
  readonly client: SecretsManagerClient;
  /** What the names of the secrets begin with. */
  readonly prefix: string;
  readonly clock: Clock;
  /** Takes one line. */
  readonly log: (record: Readonly<Record<string, unknown>>) => void;
}

/**
 * Writes the age of each secret as a metric, how many there are, and how far the latest of them is overdue: a rotation that
 * never ran writes nothing itself.
 * @throws {DependencyFailedError} when they can't be listed
 */
export async function measure({ client, prefix, clock, log }: Surroundings): Promise<void> {
  let count = 0;
  let latest = 0;
  for await (const entry of list(client, prefix)) {
    const age = ageOf(factsOf(entry), clock());
    count += 1;
    latest = Math.max(latest, age.values.Overdue.value);
    log(embed(age, clock));
  }
  const values = { Secrets: { unit: 'Count', value: count }, MostOverdue: { unit: 'Seconds', value: latest } } as const;
  log(embed({ namespace: 'Ringwall/Rotation', dimensions: { Prefix: prefix }, values }, clock));
}

/** The service's filter matches the beginning of words, too, so names are looked at again. */
async function* list(client: SecretsManagerClient, prefix: string): AsyncGenerator<SecretListEntry> {
  let token: string | undefined;
  do {
    const command = new ListSecretsCommand({ Filters: [{ Key: 'name', Values: [prefix] }], NextToken: token });
    const { SecretList = [], NextToken } = await client.send(command).catch((error: unknown) => {
      throw new DependencyFailedError('secretsmanager:ListSecrets', error);
    });
    yield* SecretList.filter(({ Name }) => Name?.startsWith(prefix) === true);
    token = NextToken;
  } while (token !== undefined);
}

function factsOf({ Name = '', CreatedDate, LastRotatedDate, NextRotationDate }: SecretListEntry) {
  return { name: Name, created: CreatedDate?.getTime() ?? 0, rotated: LastRotatedDate?.getTime(), due: NextRotationDate?.getTime() };
}
