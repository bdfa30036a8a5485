import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { ForeignAddressError } from './errors';

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** By the system, and so by the VPC's resolver and its DNS Firewall. */
export const systemResolve: Resolve = (host) => lookup(host, { all: true });

/**
 * A lookup for one connection: what it checked is what is connected to, so that a name can't lead elsewhere between the two (DNS
 * rebinding). One address that isn't admitted refuses them all.
 */
export function checkedLookup(resolve: Resolve, admits: (address: string) => boolean): LookupFunction {
  return (host, { all }, callback) => {
    resolve(host).then(
      ([first, ...others]) => {
        if (first === undefined || ![first, ...others].every(({ address }) => admits(address))) callback(new ForeignAddressError(), '', 0);
        else if (all === true) callback(null, [first, ...others]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => {
        callback(error as Error, '', 0);
      },
    );
  };
}
