import type { CustomFetch } from 'openid-client';
import { DependencyFailedError } from '../../shared/dependency-failed-error';
import type { OutboundFetch, OutboundOptions } from '../../shared/outbound/outbound-fetch';
import type { Provider } from './provider';

const SERVER_ERROR = 500;
const TOO_MANY = 429;

/** The one way out, to hosts of a list. */
export type Outbound = (hosts: readonly string[]) => OutboundFetch;

/**
 * Calls a provider at its configured hosts alone: what its metadata name beyond them isn't called (request forgery from inside).
 * @throws {DependencyFailedError} when the provider is down, slow, throttling, answers without end, or leads where nobody calls
 */
export function guardedFetch({ id, hosts }: Provider, outbound: Outbound): CustomFetch {
  const call = outbound(hosts);
  return async (address, options) => {
    const response = await answerOf(id, () => call(address, requestOf(options)));
    if (response.status >= SERVER_ERROR || response.status === TOO_MANY) throw failure(id, `Status${String(response.status)}`);
    return response;
  };
}

/** The library sends texts and forms. */
function requestOf({ method, headers, body }: Parameters<CustomFetch>[1]): OutboundOptions {
  return { method, headers, ...(typeof body === 'string' || body instanceof URLSearchParams ? { body } : {}) };
}

async function answerOf<Value>(provider: string, action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    throw failure(provider, error instanceof Error ? error.name : 'UnknownError');
  }
}

/** Only the name of what failed is kept: an answer may hold a token. */
function failure(provider: string, name: string): DependencyFailedError {
  return new DependencyFailedError(`sso:${provider}`, Object.assign(new Error(name), { name }));
}
