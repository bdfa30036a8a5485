import type { AuditFacts } from '../../shared/audit/event';
import type { Reply, Request } from '../../shared/http/request';
import { Refusal } from '../../shared/http/refusal';
import { takeOfNetwork } from '../domain/budget';
import { TooManyRequestsError } from '../domain/code-errors';
import { callbackOf, providerOf } from './begin';
import { AnswerRefusedError } from './errors';
import type { Identity } from './identity';
import { landOn } from './landing';
import { ANSWERS_FROM } from './limits';
import { link } from './link';
import type { Binding } from './oidc-client';
import type { SsoParts } from './parts';
import type { Provider } from './provider';
import { signIn } from './sign-in';
import { useState } from './state';

/** Of the answer, what is read (RFC 6749 §4.1.2, RFC 9207 §2). */
const READ = ['code', 'state', 'iss', 'error'] as const;
const LONGEST = 4096;

/**
 * `GET /auth/sso/{provider}/callback`: a person comes back. Whatever is refused ends at our page with a word for it, since people see
 * this and not programs; only a provider or table that fails is an error. Who asks too often isn't recorded: the trail isn't theirs to fill.
 * @throws {DependencyFailedError}
 */
export async function comeBack(parts: SsoParts, request: Request): Promise<Reply> {
  try {
    await takeOfNetwork(parts, ANSWERS_FROM, request);
    const provider = providerOf(parts, request);
    const { binding, link: linking } = await useState(parts, provider.id, request);
    const identity = await identityOf(parts, provider, binding, request);
    return await (linking === undefined ? signIn(parts, provider, identity, request) : link(parts, provider, identity, linking, request));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (!(error instanceof TooManyRequestsError)) await recordFailure(parts, error, request);
    return landOn(parts.app, { problem: error.code });
  }
}

async function identityOf(parts: SsoParts, provider: Provider, binding: Binding, { query }: Request): Promise<Identity> {
  const answer = new URL(callbackOf(parts.api, provider));
  for (const name of READ) {
    const value = query[name];
    if (value !== undefined && value.length <= LONGEST) answer.searchParams.set(name, value);
  }
  const client = await parts.clientOf(provider);
  return client.redeem(answer, binding);
}

async function recordFailure({ store, audit, providers }: SsoParts, error: Refusal, request: Request): Promise<void> {
  const provider = providers.get(request.params.provider ?? '')?.id ?? 'unknown';
  const fault = error instanceof AnswerRefusedError ? error.fault : 'none';
  const facts: AuditFacts = { action: 'sign-in', result: 'failure', resource: `provider/${provider}`, details: { reason: error.code, provider, fault } };
  await store.commit([], [await audit.event(facts, request)]);
}
