import { ForeignOriginError } from './errors';
import type { Request } from './request';

/** The two origins that may call across (EDGE-9), from the domain. */
export interface Origins {
  /** `https://app.<domain>` */
  readonly app: string;
  /** `https://<domain>` */
  readonly site: string;
}

/** Whether an origin is one of ours, to the letter; `null`, an empty one and none at all are not, whatever is configured. */
export function isOurs(origin: string | undefined, { app, site }: Origins): boolean {
  return origin !== undefined && origin !== '' && (origin === app || origin === site);
}

/**
 * Makes sure that one of our own pages asks, wherever a cookie decides: a browser tells the origin with each request that isn't a
 * GET, and no page can forge it (RFC 6454 §7.3).
 * @throws {ForeignOriginError} also when there is none
 */
export function requireOrigin(request: Pick<Request, 'headers'>, origins: Origins): void {
  if (!isOurs(request.headers.origin, origins)) throw new ForeignOriginError();
}
