import type { JWTPayload } from 'jose';
import { AnswerRefusedError, type AnswerFault } from '../../../../lambdas/identity/sso/errors';
import { oidcClient, type Binding } from '../../../../lambdas/identity/sso/oidc-client';
import type { Provider } from '../../../../lambdas/identity/sso/provider';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { startLyingProvider, type LyingProvider } from '../../../support/lying-provider';
import { startOidcServer, type OidcServer } from '../../../support/oidc-server';
import { refusalOf } from '../../../support/refusal-of';

const REDIRECT = 'https://api.example.com/auth/sso/acme/callback';
const SECRET = 'a secret of 32 characters or more';
const binding: Binding = { state: 'state-1', nonce: 'nonce-1', codeVerifier: 'v'.repeat(43) };
const now = () => Math.floor(Date.now() / 1000);

describe('against a real provider', () => {
  let server: OidcServer;
  beforeAll(async () => {
    server = await startOidcServer([
      { id: 'confidential', secret: SECRET, redirectUri: REDIRECT },
      { id: 'public', redirectUri: REDIRECT },
      { id: 'neighbour', redirectUri: REDIRECT },
    ]);
    server.people.set('alice', { email: 'alice@example.org', email_verified: true });
    server.people.set('bob', { email: 'bob@example.org', email_verified: false });
    server.people.set('carol', {});
  });
  afterAll(() => server.close());

  const clientOf = (id = 'confidential', secret: string | undefined = id === 'confidential' ? SECRET : undefined) => {
    const provider: Provider = { id: 'acme', issuer: server.issuer, clientId: id, name: 'Acme', hosts: [server.host] };
    return oidcClient({ provider, secret, clock: Date.now, outbound: server.outbound });
  };
  const comeBack = async (person = 'alice', bound = binding, id?: string) => server.signIn(await clientOf(id).authorizationUrl(bound, REDIRECT), person);

  it.each(['confidential', 'public'])('a %s client signs in with a code, PKCE, state and nonce', async (id) => {
    const back = await comeBack('alice', binding, id);
    expect(await clientOf(id).redeem(back, binding)).toEqual({ issuer: server.issuer, subject: 'alice', verifiedEmail: 'alice@example.org' });
  });

  it.each(['bob', 'carol'])('of %s, for whom no address is verified, no address is heard', async (person) => {
    expect(await clientOf().redeem(await comeBack(person), binding)).toEqual({ issuer: server.issuer, subject: person });
  });

  it('asks with S256, state and nonce, and nothing that could be intercepted', async () => {
    const url = await clientOf().authorizationUrl(binding, REDIRECT);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      state: 'state-1',
      nonce: 'nonce-1',
      scope: 'openid email',
    });
    expect(url.href).not.toContain(binding.codeVerifier);
  });

  it('a code that was redeemed is worth nothing', async () => {
    const back = await comeBack();
    await clientOf().redeem(back, binding);
    await refuses(clientOf().redeem(back, binding), 'code');
  });

  it("a code that was made for another's request is refused by PKCE", async () => {
    const injected = await comeBack('alice', { ...binding, codeVerifier: 'w'.repeat(43) });
    await refuses(clientOf().redeem(injected, binding), 'code');
  });

  it('a code that was asked for without PKCE, which a client with a secret may, is refused: the verifier has nothing to fit', async () => {
    const url = await clientOf().authorizationUrl(binding, REDIRECT);
    url.searchParams.delete('code_challenge');
    url.searchParams.delete('code_challenge_method');
    await refuses(clientOf().redeem(await server.signIn(url, 'alice'), binding), 'code');
  });

  it("a code of another client's is refused", async () => {
    await refuses(clientOf().redeem(await comeBack('alice', binding, 'neighbour'), binding), 'code');
  });

  it('an id_token of another nonce is refused', async () => {
    await refuses(clientOf().redeem(await comeBack('alice', { ...binding, nonce: 'nonce-2' }), binding), 'id-token');
  });

  it.each([
    [
      'changed',
      (url: URL) => {
        url.searchParams.set('state', 'state-2');
      },
    ],
    [
      'missing',
      (url: URL) => {
        url.searchParams.delete('state');
      },
    ],
  ])('an answer whose state is %s is refused', async (_how, change) => {
    const back = await comeBack();
    change(back);
    await refuses(clientOf().redeem(back, binding));
  });

  it.each([
    [
      "another issuer's",
      (url: URL) => {
        url.searchParams.set('iss', 'https://evil.test');
      },
    ],
    [
      'missing',
      (url: URL) => {
        url.searchParams.delete('iss');
      },
    ],
  ])('an answer whose iss is %s is refused: it may be mixed up', async (_how, change) => {
    const back = await comeBack();
    change(back);
    await refuses(clientOf().redeem(back, binding), 'issuer');
  });

  it("a person's no is a refusal", async () => {
    const back = new URL(`${REDIRECT}?error=access_denied&state=state-1&iss=${encodeURIComponent(server.issuer)}`);
    await refuses(clientOf().redeem(back, binding), 'denied');
  });

  it('a wrong secret of ours gets nothing, and is for the operator to see', async () => {
    const client = clientOf('confidential', 'another secret of the same length');
    expect(await refusalOf(client.redeem(await comeBack(), binding))).toBeInstanceOf(DependencyFailedError);
  });
});

describe('against a provider that lies', () => {
  let liar: LyingProvider;
  beforeEach(async () => {
    liar = await startLyingProvider();
  });
  afterEach(() => liar.close());

  const clientOf = (secret: string | undefined = SECRET, hosts = [liar.host]) =>
    oidcClient({ provider: { id: 'liar', issuer: liar.issuer, clientId: 'us', name: 'Liar', hosts }, secret, clock: Date.now, outbound: liar.outbound });
  const back = () => new URL(`${REDIRECT}?code=any&state=state-1&iss=${encodeURIComponent(liar.issuer)}`);
  const honest = (): JWTPayload => ({ iss: liar.issuer, sub: 'alice', aud: 'us', nonce: 'nonce-1', iat: now(), exp: now() + 60 });
  const answersWith = (token: string | undefined): void => {
    liar.respond = () => Promise.resolve({ body: { access_token: 'a', token_type: 'Bearer', ...(token === undefined ? {} : { id_token: token }) } });
  };

  it('believes what holds', async () => {
    answersWith(await liar.sign(honest()));
    expect(await clientOf().redeem(back(), binding)).toEqual({ issuer: liar.issuer, subject: 'alice' });
  });

  it.each<[string, Partial<JWTPayload>]>([
    ['another audience', { aud: 'them' }],
    ['further audiences and no authorized party', { aud: ['us', 'them'] }],
    ['another authorized party', { azp: 'them' }],
    ['another issuer', { iss: 'https://evil.test' }],
    ['no nonce', { nonce: undefined }],
    ['another nonce', { nonce: 'nonce-2' }],
    ['no subject', { sub: undefined }],
    ['a subject of 256 characters', { sub: 's'.repeat(256) }],
    ['a subject with a line end', { sub: 'alice\nbob' }],
    ['no expiry', { exp: undefined }],
    ['no time of issue', { iat: undefined }],
  ])('refuses an id_token with %s', async (_what, change) => {
    answersWith(await liar.sign({ ...honest(), ...change }));
    await refuses(clientOf().redeem(back(), binding), 'id-token');
  });

  it.each<[string, () => Partial<JWTPayload>]>([
    ['expired', () => ({ exp: now() - 31 })],
    ['is from the future', () => ({ iat: now() + 120 })],
    ['was made long ago', () => ({ iat: now() - 3600 })],
    ["isn't valid yet", () => ({ nbf: now() + 120 })],
  ])('refuses an id_token that %s', async (_what, change) => {
    answersWith(await liar.sign({ ...honest(), ...change() }));
    await refuses(clientOf().redeem(back(), binding), 'time');
  });

  it.each<[string, () => Promise<string> | string]>([
    ['none', () => liar.unsigned(honest())],
    ["HS256 under the client's secret", () => liar.signBySecret(honest(), SECRET)],
  ])('refuses an id_token with the algorithm %s, also where the metadata offer it', async (_what, make) => {
    answersWith(await make());
    await refuses(clientOf().redeem(back(), binding), 'id-token');
  });

  it('refuses an id_token by a key that is not published', async () => {
    answersWith(await liar.signByOther(honest()));
    await refuses(clientOf().redeem(back(), binding), 'signature');
  });

  it('refuses an answer without an id_token', async () => {
    answersWith(undefined);
    await refuses(clientOf().redeem(back(), binding));
  });

  it.each(['"true"', '1', 'null'])('takes email_verified %s for no', async (value) => {
    answersWith(await liar.sign({ ...honest(), email: 'alice@example.org', email_verified: JSON.parse(value) as unknown }));
    expect(await clientOf().redeem(back(), binding)).toEqual({ issuer: liar.issuer, subject: 'alice' });
  });

  it.each(['alice@example.org\r\nBcc: all@example.org', 'alice', '@', 'a b@example.org', `${'a'.repeat(65)}@example.org`])(
    'takes the address %j for none',
    async (email) => {
      answersWith(await liar.sign({ ...honest(), email, email_verified: true }));
      expect(await clientOf().redeem(back(), binding)).toEqual({ issuer: liar.issuer, subject: 'alice' });
    },
  );

  it.each<[string, Record<string, unknown>, string | undefined]>([
    ['name another issuer', { issuer: 'https://evil.test' }, SECRET],
    ['offer no signature that we take', { id_token_signing_alg_values_supported: ['HS256', 'none'] }, SECRET],
    ['offer plain PKCE alone', { code_challenge_methods_supported: ['plain'] }, SECRET],
    ['say nothing of PKCE to a public client', { code_challenge_methods_supported: undefined }, undefined],
  ])('does not begin where the metadata %s', async (_what, metadata, secret) => {
    liar.metadata = metadata;
    expect(await refusalOf(oidcClient({ ...partsOf(secret) }).authorizationUrl(binding, REDIRECT))).toBeInstanceOf(DependencyFailedError);
  });

  it('calls no host but the configured ones, wherever the metadata lead', async () => {
    liar.metadata = { token_endpoint: 'https://169.254.169.254/latest/meta-data', jwks_uri: `https://127.0.0.1:1/jwks` };
    const refusal = await refusalOf(clientOf().redeem(back(), binding));
    expect(refusal).toBeInstanceOf(DependencyFailedError);
    expect(refusal).toMatchObject({ message: expect.stringContaining('ForeignHost') as unknown });
  });

  it('calls nothing without TLS', async () => {
    liar.metadata = { token_endpoint: `http://${liar.host}/token` };
    expect(await refusalOf(clientOf().redeem(back(), binding))).toBeInstanceOf(Error);
    expect(liar.requests).toEqual(['GET /.well-known/openid-configuration']);
  });

  it.each<[string, { status?: number; body: string | Record<string, unknown> }]>([
    ['fails', { status: 503, body: {} }],
    ['throttles', { status: 429, body: {} }],
    ['is in trouble', { status: 400, body: { error: 'temporarily_unavailable' } }],
    ['answers without end', { body: `{"access_token":"${'a'.repeat(300_000)}"}` }],
  ])('a provider whose token endpoint %s is down', async (_what, answer) => {
    liar.respond = () => Promise.resolve(answer);
    const refusal = await refusalOf(clientOf().redeem(back(), binding));
    expect(refusal).toBeInstanceOf(DependencyFailedError);
    expect(refusal).toMatchObject({ code: 'dependency-failed' });
  });

  it('a provider that nobody reaches is down, and says nothing of itself', async () => {
    const parts = { ...partsOf(SECRET), outbound: () => () => Promise.reject(Object.assign(new Error('secret words'), { name: 'TypeError' })) };
    const refusal = await refusalOf(oidcClient(parts).authorizationUrl(binding, REDIRECT));
    expect(refusal).toBeInstanceOf(DependencyFailedError);
    expect(String(refusal)).not.toContain('secret words');
  });

  function partsOf(secret: string | undefined) {
    return {
      provider: { id: 'liar', issuer: liar.issuer, clientId: 'us', name: 'Liar', hosts: [liar.host] },
      secret,
      clock: Date.now,
      outbound: liar.outbound,
    };
  }
});

async function refuses(promise: Promise<unknown>, fault?: AnswerFault): Promise<void> {
  const refusal = await refusalOf(promise);
  expect(refusal).toBeInstanceOf(AnswerRefusedError);
  expect(refusal).toMatchObject({ code: 'sso-refused', status: 403, ...(fault === undefined ? {} : { fault }) });
}
