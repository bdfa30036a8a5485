import { isIP } from 'node:net';
import { isOriginSecret } from '../../shared/rings/origin-secret';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { Call } from './read-event';

/** What CloudFront is known by. */
export interface EdgeParts {
  readonly originKeys: KeyRing;
}

/** A call, with what the edge says of its viewer. */
export interface SeenCall extends Call {
  /** A country of ISO 3166; absent where the edge doesn't say, or the call didn't come through it. */
  readonly country?: string;
}

const COUNTRY = /^[A-Z]{2}$/;

/**
 * What the edge says of a viewer counts together with the origin's secret only, which nobody but CloudFront sends (AZN-6, AZN-9):
 * without it, the address is the connection's and the country isn't known, whatever the headers say.
 * @throws {DependencyFailedError} when the secret can't be told
 */
export async function atEdge({ originKeys }: EdgeParts, call: Call): Promise<SeenCall> {
  const { headers, facts } = call;
  if (!(await isOriginSecret(originKeys, headers['x-origin-secret']))) return call;
  const [viewer = '', country = ''] = [headers['x-viewer-address'], headers['cloudfront-viewer-country']];
  const address = isIP(viewer) === 0 ? call.address : viewer;
  return { ...call, address, facts: { ...facts, address }, ...(COUNTRY.test(country) ? { country } : {}) };
}
