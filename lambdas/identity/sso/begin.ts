import type { Person, Reply, Request } from '../../shared/http/request';
import { takeOfNetwork } from '../domain/budget';
import { requireFreshSession } from '../domain/sensitive';
import { LinkTakenError, ProviderUnknownError } from './errors';
import { BEGINS_FROM } from './limits';
import type { SsoParts } from './parts';
import type { Provider } from './provider';
import { keepState } from './state';

/**
 * `GET /auth/sso/{provider}`: sends the browser to the provider.
 * @throws {TooManyRequestsError} {ProviderUnknownError} {DependencyFailedError}
 */
export async function begin(parts: SsoParts, request: Request): Promise<Reply> {
  await takeOfNetwork(parts, BEGINS_FROM, request);
  const provider = providerOf(parts, request);
  const { address, cookie } = await leave(parts, provider, { provider: provider.id }, request);
  return { status: 303, headers: { Location: address }, cookies: [cookie] };
}

/**
 * `POST /auth/sso/{provider}/link`: answers where the page is to go. Only who is signed in and just showed again that it is them links
 * (IDN-11), and only in this browser.
 * @throws {ProviderUnknownError} {LinkTakenError} {StepUpRequiredError} {SessionEndedError} {DependencyFailedError}
 */
export async function beginLink(parts: SsoParts, person: Person, request: Request<unknown>): Promise<Reply> {
  const provider = providerOf(parts, request);
  const { account } = await requireFreshSession(parts, person, { stepUp: true });
  if (account.value.links.some((link) => link.provider === provider.id)) throw new LinkTakenError();
  const about = { provider: provider.id, link: { account: person.account, session: person.session } };
  const { address, cookie } = await leave(parts, provider, about, request);
  return { status: 200, body: { location: address }, cookies: [cookie] };
}

/** @throws {ProviderUnknownError} when there is none of this name */
export function providerOf({ providers }: Pick<SsoParts, 'providers'>, { params }: Pick<Request<unknown>, 'params'>): Provider {
  const provider = providers.get(params.provider ?? '');
  if (provider === undefined) throw new ProviderUnknownError();
  return provider;
}

/** Where the provider sends people back to: each to an address of its own, so that answers can't be mixed up (RFC 9700 §4.4). */
export function callbackOf(api: string, { id }: Provider): string {
  return `${api}/auth/sso/${id}/callback`;
}

async function leave(
  parts: SsoParts,
  provider: Provider,
  about: Parameters<typeof keepState>[1],
  request: Pick<Request<unknown>, 'cookies'>,
): Promise<{ readonly address: string; readonly cookie: string }> {
  const client = await parts.clientOf(provider);
  const { binding, cookie } = await keepState(parts, about, request);
  const address = await client.authorizationUrl(binding, callbackOf(parts.api, provider));
  return { address: address.href, cookie };
}
