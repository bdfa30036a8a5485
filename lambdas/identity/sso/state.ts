import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { ConflictError } from '../../shared/store/errors';
import { bindBrowser, isBrowser } from '../domain/pre-sign-in-cookie';
import { ssoAt, ssoRecord, type SsoState } from '../domain/records/sso-record';
import { StateRefusedError } from './errors';
import type { Binding } from './oidc-client';
import type { SsoParts } from './parts';

/** How long people may take at the provider, in seconds. */
const STATE_SECONDS = 600;
const STATE_USE = 'single sign-on state';
const STATE = /^[A-Za-z0-9_-]{43}$/;

const kept = z.strictObject({ state: z.string(), nonce: z.string(), codeVerifier: z.string() });

/** A sign-in that may go to the provider, and the cookie that brings it back. */
export interface BegunState {
  readonly binding: Binding;
  readonly cookie: string;
}

/** Keeps what binds the provider's answer to this browser and this request. */
export async function keepState(
  { store, rings, clock }: SsoParts,
  about: Pick<SsoState, 'link' | 'provider'>,
  request: Pick<Request<unknown>, 'cookies'>,
): Promise<BegunState> {
  const binding: Binding = { state: draw(), nonce: draw(), codeVerifier: draw() };
  const { hash, cookie } = bindBrowser(request, STATE_SECONDS);
  const expiresAt = secondsOf(clock) + STATE_SECONDS;
  const value: SsoState = { ...about, cookieHash: hash, sealed: await rings.sessionKeys.seal(STATE_USE, JSON.stringify(binding)), expiresAt };
  if (!(await store.commit([{ action: 'create', kind: ssoRecord, at: ssoAt(binding.state), value, expiresAt }], []))) throw new ConflictError();
  return { binding, cookie };
}

/**
 * Uses the state up, before the provider is asked: an answer is heard once, whatever comes of it.
 * @throws {StateRefusedError} when it isn't one of this browser for this provider, or was used
 */
export async function useState(
  { store, rings }: SsoParts,
  provider: string,
  { cookies, query }: Pick<Request<unknown>, 'cookies' | 'query'>,
): Promise<{ readonly binding: Binding; readonly link: SsoState['link'] }> {
  const { state } = query;
  if (state === undefined || !STATE.test(state)) throw new StateRefusedError();
  const found = await store.get({ kind: ssoRecord, at: ssoAt(state) });
  if (found?.value.provider !== provider || !isBrowser({ cookies }, found.value.cookieHash)) throw new StateRefusedError();
  const change = { action: 'delete', kind: ssoRecord, at: ssoAt(state), version: found.version } as const;
  if (!(await store.commit([change], []))) throw new StateRefusedError();
  const binding = kept.parse(JSON.parse(await rings.sessionKeys.open(STATE_USE, found.value.sealed)));
  if (binding.state !== state) throw new StateRefusedError();
  return { binding, link: found.value.link };
}

function draw(): string {
  return randomBytes(32).toString('base64url');
}
