import type { Clock } from '../shared/clock';
import { embed } from '../shared/metric';
import { parseEvent } from './domain/event';
import type { Kind } from './domain/kind';
import { Rotation, type Answer, type Note } from './domain/rotation';
import type { SecretVersions } from './domain/secret-versions';

/** What a handler works with. */
export interface Surroundings<Material> {
  readonly kind: Kind<Material>;
  readonly versions: SecretVersions;
  readonly clock: Clock;
  /** Takes one line. */
  readonly log: (record: Readonly<Record<string, unknown>>) => void;
  /** Under which its failures are counted and its alarm watches. @default the kind's name */
  readonly family?: string;
}

/**
 * Answers one event of Secrets Manager or an operator, and counts whether it failed (metric `Failures` by family of kinds).
 * @throws {InvalidEventError} when it is neither's
 * @throws what `Rotation.run` throws, so that Secrets Manager tries again and says why in CloudTrail
 */
export async function handle<Material>(
  event: unknown,
  { kind, versions, clock, log, family = kind.name }: Surroundings<Material>,
): Promise<Answer | undefined> {
  const note: Note = (record) => {
    log({ kind: kind.name, ...record });
  };
  const count = (failures: number, facts: Readonly<Record<string, string>>): void => {
    log(embed({ namespace: 'Ringwall/Rotation', dimensions: { Kind: family }, values: { Failures: { unit: 'Count', value: failures } }, facts }, clock));
  };
  let about: Readonly<Record<string, string>> = {};
  try {
    const parsed = parseEvent(event);
    about = { step: parsed.step, secretId: parsed.secretId, ...('versionId' in parsed ? { versionId: parsed.versionId } : {}) };
    const answer = await new Rotation(kind, versions, note).run(parsed);
    count(0, about);
    return answer;
  } catch (error) {
    count(1, { ...about, error: error instanceof Error ? error.name : 'UnknownError', message: error instanceof Error ? error.message : 'An unknown error.' });
    throw error;
  }
}
