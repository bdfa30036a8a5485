import { request } from 'node:https';
import type { Outbound } from '../../lambdas/identity/sso/guarded-fetch';
import { systemResolve } from '../../lambdas/shared/outbound/checked-lookup';
import { outboundFetch, type OutboundNetwork } from '../../lambdas/shared/outbound/outbound-fetch';

/** The network with one authority more that is trusted. */
export function networkTrusting(authority: string, resolve: OutboundNetwork['resolve'] = systemResolve): OutboundNetwork {
  const trusting = (url: URL, options: object, answer: Parameters<typeof request>[2]) => request(url, { ...options, ca: authority }, answer);
  return { resolve, request: trusting as typeof request };
}

/** The way out to servers of this machine, as in the local cloud. */
export function outboundTo(authority: string): Outbound {
  return (hosts) => outboundFetch({ hosts, loopback: true }, networkTrusting(authority));
}
