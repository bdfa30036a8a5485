import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { checkedLookup, systemResolve, type Resolve } from './checked-lookup';
import { AnswerTooLongError, ForeignHostError } from './errors';
import { isLoopbackAddress, isPublicAddress } from './is-public-address';

/** Where may be called. */
export interface OutboundRules {
  /** The allowlist: names of hosts, with a port where it isn't 443. */
  readonly hosts: readonly string[];
  /** Whether this machine may be called too: in the local cloud alone, where the other parties run. */
  readonly loopback: boolean;
}

/** What a call says. */
export interface OutboundOptions {
  readonly method?: string;
  readonly headers?: ConstructorParameters<typeof Headers>[0];
  readonly body?: URLSearchParams | string;
}

/** Calls one address, and reads the whole answer; a redirect is an answer like others, and isn't followed. */
export type OutboundFetch = (address: URL | string, options?: OutboundOptions) => Promise<Response>;

/** How the outside is reached: the system's way, but in tests. */
export interface OutboundNetwork {
  readonly resolve: Resolve;
  readonly request: typeof request;
}

/** No metadata, key set or token answer is longer. */
const MOST_BYTES = 262_144;
/** From the lookup to the last byte. */
const MOST_MILLISECONDS = 5000;
/** These have no body (RFC 9110 §15.3.5, §15.4.5). */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

const SYSTEM: OutboundNetwork = { resolve: systemResolve, request };

/**
 * The one way out (NET-8): https to hosts of the list, at addresses of the internet, checked for the very connection that is made.
 * What it gives throws {@link ForeignHostError}, {@link ForeignAddressError}, {@link AnswerTooLongError}, and what the network does.
 */
export function outboundFetch({ hosts, loopback }: OutboundRules, { resolve, request: send }: OutboundNetwork = SYSTEM): OutboundFetch {
  const admits = (address: string): boolean => isPublicAddress(address) || (loopback && isLoopbackAddress(address));
  const lookup = checkedLookup(resolve, admits);
  return async (address, options = {}) => {
    const url = listedUrl(address, hosts);
    const signal = AbortSignal.timeout(MOST_MILLISECONDS);
    try {
      return await answerOf(await sent(send, url, options, { lookup, signal }));
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    }
  };
}

/** An address in place of a name needs no lookup, and would pass unchecked; URLs write decimal, octal and hexadecimal ones anew. */
function listedUrl(address: URL | string, hosts: readonly string[]): URL {
  if (!URL.canParse(address.toString())) throw new ForeignHostError();
  const url = new URL(address);
  const isName = isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0;
  if (url.protocol !== 'https:' || !isName || !hosts.includes(url.host) || url.username !== '' || url.password !== '') throw new ForeignHostError();
  return url;
}

function sent(
  send: typeof request,
  url: URL,
  { method = 'GET', headers, body }: OutboundOptions,
  network: { readonly lookup: LookupFunction; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = send(url, { ...network, method, headers: Object.fromEntries(new Headers(headers)), agent: false, minVersion: 'TLSv1.2' }, resolve);
    outgoing.on('error', reject).end(body?.toString());
  });
}

async function answerOf(incoming: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop closes the connection.
    if (length > MOST_BYTES) throw new AnswerTooLongError(MOST_BYTES);
    chunks.push(chunk);
  }
  const status = incoming.statusCode ?? 0;
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) => values.map((value): [string, string] => [name, value]));
  return new Response(BODILESS.has(status) ? null : Buffer.concat(chunks), { status, headers });
}
