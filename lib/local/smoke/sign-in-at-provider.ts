import { SUBJECT_FIELD } from '../identity-provider/login-page';
import { FlowError } from './flow';

/** More redirects than a sign-in takes. */
const MOST_HOPS = 8;

/**
 * Goes to an address of the provider as a browser that was never there, says who it is, and gives the address that it is sent back to.
 * @param call trusts the provider's authority, and follows no redirects
 * @param subject one of the provider's people
 */
export async function signInAtProvider(call: typeof fetch, address: URL, subject: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = address;
  for (let hops = 0; hops < MOST_HOPS && url.origin === address.origin; hops += 1) {
    let response = await send(call, url, cookies);
    if (response.status === 200) response = await send(call, url, cookies, new URLSearchParams({ [SUBJECT_FIELD]: subject }));
    const location = response.headers.get('location');
    if (location === null) throw new FlowError(`the provider answers ${String(response.status)}: ${(await response.text()).slice(0, 400)}`);
    url = new URL(location, url);
  }
  return url;
}

async function send(call: typeof fetch, url: URL, cookies: Map<string, string>, form?: URLSearchParams): Promise<Response> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await call(url, {
    headers: { ...(cookie === '' ? {} : { cookie }), ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) },
    ...(form === undefined ? {} : { method: 'POST', body: form }),
  });
  for (const line of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) cookies.set(name, value);
  }
  return response;
}
