import { RING_PURPOSES, type RingPurpose } from '../../shared/rings/ring';
import { InvalidEventError } from './errors';

/** A name, or an ARN with the six characters that Secrets Manager adds. */
const NAMED = new RegExp(`-(${RING_PURPOSES.join('|')})(?:-[A-Za-z0-9]{6})?$`);

/**
 * Which ring an event is about: rings have fixed names, `ringwall-<environment>-<purpose>`, and their secrets say the same.
 * @throws {InvalidEventError} when it is about another secret
 */
export function ringOfEvent(event: unknown): RingPurpose {
  const secretId: unknown = typeof event === 'object' && event !== null ? Reflect.get(event, 'SecretId') : undefined;
  const named = typeof secretId === 'string' ? NAMED.exec(secretId)?.[1] : undefined;
  const purpose = RING_PURPOSES.find((known) => known === named);
  if (purpose === undefined) throw new InvalidEventError([`SecretId must name one of the rings ${RING_PURPOSES.join(', ')}`]);
  return purpose;
}
