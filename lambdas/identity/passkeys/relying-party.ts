/** Who we are to an authenticator (WebAuthn §4, relying party). */
export interface RelyingParty {
  /** The site's domain: what is made for it works on each of its hosts, and the page's origin is checked beside it. */
  readonly id: string;
  /** The one origin whose page runs ceremonies, exactly. */
  readonly origin: string;
  readonly name: string;
}

/**
 * The relying party of an environment.
 * @param siteOrigin such as `https://example.com`
 * @param appOrigin such as `https://app.example.com`
 */
export function relyingPartyOf(siteOrigin: string, appOrigin: string): RelyingParty {
  const { hostname } = new URL(siteOrigin);
  return { id: hostname, origin: new URL(appOrigin).origin, name: hostname };
}
