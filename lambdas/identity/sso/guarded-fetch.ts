import type { CustomFetch } from 'openid-client';
import { DependencyFailedError } from '../../shared/dependency-failed-error';
import type { Provider } from './provider';

/** No metadata, key set or token answer of a provider is longer. */
const MOST_BYTES = 262_144;
const MOST_MILLISECONDS = 5000;
const SERVER_ERROR = 500;
const TOO_MANY = 429;

/**
 * Calls a provider over TLS at its configured hosts alone: what its metadata name beyond them isn't called (request forgery from inside),
 * redirects aren't followed, and answers are bounded.
 * @throws {DependencyFailedError} when the provider is down, slow, throttling, or answers without end
 */
export function guardedFetch({ id, hosts }: Provider, call: typeof fetch = fetch): CustomFetch {
  return async (address, options) => {
    const url = new URL(address);
    if (!hosts.includes(url.host) || url.protocol !== 'https:') throw failure(id, 'ForeignHost');
    const response = await answerOf(id, () => call(url, requestOf(options)));
    if (response.status >= SERVER_ERROR || response.status === TOO_MANY) throw failure(id, `Status${String(response.status)}`);
    const body = await answerOf(id, () => bounded(response));
    return new Response(body.length === 0 ? null : new Uint8Array(body), { status: response.status, headers: response.headers });
  };
}

function requestOf(options: Parameters<CustomFetch>[1]): RequestInit {
  const { method, headers, body } = options;
  return { method, headers, ...(body === undefined ? {} : { body: body as BodyInit }), redirect: 'manual', signal: AbortSignal.timeout(MOST_MILLISECONDS) };
}

async function answerOf<Value>(provider: string, action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    throw failure(provider, error instanceof Error ? error.name : 'UnknownError');
  }
}

async function bounded(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    length += read.value.length;
    if (length > MOST_BYTES) throw Object.assign(new Error('The answer is too long.'), { name: 'AnswerTooLongError' });
    chunks.push(read.value);
  }
  return Buffer.concat(chunks);
}

/** Only the name of what failed is kept: an answer may hold a token. */
function failure(provider: string, name: string): DependencyFailedError {
  return new DependencyFailedError(`sso:${provider}`, Object.assign(new Error(name), { name }));
}
