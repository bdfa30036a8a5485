import { base64url, createLocalJWKSet, decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { createHash, createHmac, createPublicKey, sign } from 'node:crypto';
import fc from 'fast-check';
import { claimsOf } from '../../../../lambdas/shared/tokens/access-token';
import { SigningKeyMissingError, TokenRefusedError, type Defect } from '../../../../lambdas/shared/tokens/errors';
import { VerifiedTokens } from '../../../../lambdas/shared/tokens/verified-tokens';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { keySetAt } from '../../../../lambdas/shared/key-set/key-set';
import { refusalOf } from '../../../support/refusal-of';
import { ORIGIN, REQUIRED_CLAIMS, SIGNING_KEYS_ID, somebody, TokenWorld } from '../../../support/token-world';

const DOWN = new DependencyFailedError('dynamodb:GetItem', Object.assign(new Error(), { $metadata: { httpStatusCode: 503 } }));
let world: TokenWorld;
let token: string;

beforeEach(async () => {
  world = await TokenWorld.make();
  token = await world.issuer.issue(somebody());
});

const now = (): number => Math.floor(world.time.clock() / 1000);
const encode = (value: unknown): string => base64url.encode(typeof value === 'string' ? value : JSON.stringify(value));
const header = (changes: object = {}) => ({ alg: 'ES256', kid: world.keys.current!.kid, typ: 'at+jwt', ...changes });
const claims = (changes: object = {}) => ({
  ...claimsOf(somebody()),
  iss: ORIGIN,
  aud: ORIGIN,
  jti: 'one',
  iat: now(),
  exp: now() + 300,
  ...changes,
});

/** Signed by our own key, whatever header and payload are. */
function signed(headerText: unknown, payload: unknown, jwk: object = world.keys.current!): string {
  const text = `${encode(headerText)}.${encode(payload)}`;
  const key = { key: jwk as never, format: 'jwk' as const, dsaEncoding: 'ieee-p1363' as const };
  return `${text}.${base64url.encode(sign('sha256', Buffer.from(text), key))}`;
}

async function expectRefused(given: string, defect: Defect): Promise<void> {
  const refused = await refusalOf(world.verifier.verify(given));
  expect(refused).toBeInstanceOf(TokenRefusedError);
  expect(refused).toEqual(new TokenRefusedError(defect));
}

describe('an access token', () => {
  it('names the person, tenant, roles, session and strength, and lives for five minutes', async () => {
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'ES256', kid: world.keys.current!.kid, typ: 'at+jwt' });
    const { sub, tenant, roles, sid, amr, auth_time: at, iss, aud, iat, exp, jti } = decodeJwt(token);
    const { account, session, methods, authenticatedAt, ...person } = somebody();
    expect({ sub, tenant, roles, sid, amr, at, iss, aud }).toEqual({
      sub: account,
      tenant: person.tenant,
      roles: person.roles,
      sid: session,
      amr: methods,
      at: authenticatedAt,
      iss: ORIGIN,
      aud: ORIGIN,
    });
    expect([exp! - iat!, iat]).toEqual([300, now()]);
    expect(decodeJwt(await world.issuer.issue(somebody())).jti).not.toBe(jti);
  });

  it('is verified by anybody who has the key set', async () => {
    const { keys } = keySetAt((await world.store.read()).published, now());
    const options = {
      algorithms: ['ES256'],
      issuer: ORIGIN,
      audience: ORIGIN,
      typ: 'at+jwt',
      currentDate: new Date(world.time.clock()),
      requiredClaims: REQUIRED_CLAIMS,
    };
    await jwtVerify(token, createLocalJWKSet({ keys: keys.map((key) => ({ ...key })) }), options);
  });

  it('gives back the person whom it was issued for, also from the cache', async () => {
    expect(await world.verifier.verify(token)).toEqual(somebody());
    expect(await world.verifier.verify(token)).toEqual(somebody());
    expect(await world.verifier.verify(signed(header(), claims()))).toEqual(somebody());
  });

  it("isn't issued without a key, from what is no secret of signing keys, or while the secret can't be read", async () => {
    for (const text of [
      '{"password":"x"}',
      '{',
      '{"current":{"kty":"EC"}}',
      JSON.stringify({ current: { ...world.keys.last, ...world.keys.next, d: undefined } }),
    ]) {
      world.source.set(SIGNING_KEYS_ID, `version of ${text.slice(0, 12)}`, text);
      world.secrets.rotated({ id: SIGNING_KEYS_ID, use: 'signing' });
      expect(await refusalOf(world.issuer.issue(somebody()))).toEqual(new SigningKeyMissingError(SIGNING_KEYS_ID));
    }
    world.source.failWith(DOWN);
    world.secrets.rotated({ id: SIGNING_KEYS_ID, use: 'signing' });
    expect(await refusalOf(world.issuer.issue(somebody()))).toBe(DOWN);
  });
});

describe('refused is a token', () => {
  it('without a signature, or with the algorithm none', async () => {
    await expectRefused(new UnsecuredJWT(claims()).encode(), 'malformed');
    await expectRefused(`${encode(header({ alg: 'none' }))}.${encode(claims())}.AAAA`, 'header');
    await expectRefused(`${token.split('.').slice(0, 2).join('.')}.`, 'signature');
  });

  it('signed by HMAC with our public key as the secret', async () => {
    const pem = createPublicKey({ key: world.keys.current as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    for (const head of [header({ alg: 'HS256' }), header()]) {
      const text = `${encode(head)}.${encode(claims())}`;
      await expectRefused(`${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`, head.alg === 'ES256' ? 'signature' : 'header');
    }
  });

  it('signed by a key that is not ours, whether it names itself, ours, or brings itself along', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const foreign = await exportJWK(privateKey);
    const { d, ...jwk } = foreign;
    expect(d).toBeDefined();
    await expectRefused(signed(header(), claims(), foreign), 'signature');
    await expectRefused(signed(header({ kid: 'another' }), claims(), foreign), 'unknown-key');
    for (const more of [
      { jwk },
      { jku: 'https://evil.example/jwks' },
      { x5u: 'https://evil.example/x5' },
      { x5c: ['AAAA'] },
      { crit: ['exp'] },
      { b64: false },
      { zip: 'DEF' },
    ])
      for (const key of [foreign, world.keys.current!]) await expectRefused(signed(header(more), claims(), key), 'header');
  });

  it.each([
    ['of another type', { typ: 'JWT' }],
    ['of no type', { typ: undefined }],
    ['that names no key', { kid: undefined }],
    ['that names a key by a number', { kid: 7 }],
    ['whose key is a path', { kid: '../../etc/passwd' }],
    ['of another algorithm', { alg: 'ES384' }],
  ])('%s', async (_, changes) => {
    await expectRefused(signed(header(changes), claims()), 'header');
  });

  it('with a member twice in its header', async () => {
    await expectRefused(signed(`{"alg":"none","alg":"ES256","kid":"${world.keys.current!.kid}","typ":"at+jwt"}`, claims()), 'header');
  });

  it('with a member twice in its claims', async () => {
    await expectRefused(signed(header(), JSON.stringify(claims()).replace('{', '{"roles":["OWNER"],')), 'claims');
  });

  it('that is expired, at the very second, whether or not it was verified before', async () => {
    await world.verifier.verify(token);
    world.time.advance(299);
    await world.verifier.verify(token);
    world.time.advance(1);
    await expectRefused(token, 'expired');
    const { exp } = decodeJwt(token);
    expect(exp).toBe(now());
  });

  it.each<[string, (at: number) => object, Defect]>([
    ['not valid yet', (at) => ({ nbf: at + 30 }), 'claims'],
    ['issued in the future', (at) => ({ iat: at + 30, exp: at + 330 }), 'claims'],
    ['valid for longer than we issue', (at) => ({ exp: at + 301 }), 'claims'],
    ['of another issuer', () => ({ iss: 'https://api.ringwall.example.evil' }), 'claims'],
    ['for another audience', () => ({ aud: 'https://other.example' }), 'claims'],
    ['for several audiences', () => ({ aud: [ORIGIN, 'https://other.example'] }), 'claims'],
    ['whose roles are text', () => ({ roles: 'OWNER' }), 'claims'],
    ['with a role that holds a space', () => ({ roles: ['ADMIN OWNER'] }), 'claims'],
    ['with a subject that holds a line', () => ({ sub: 'a\nb' }), 'claims'],
    ['with methods that are no texts', () => ({ amr: [1] }), 'claims'],
    ['whose session is a number', () => ({ sid: 7 }), 'claims'],
    ['with a proof in the future', (at) => ({ auth_time: at + 60 }), 'claims'],
    ['with an expiry that is text', (at) => ({ exp: String(at + 60) }), 'claims'],
  ])('%s', async (_, changes, defect) => {
    await expectRefused(signed(header(), claims(changes(now()))), defect);
  });

  it.each(REQUIRED_CLAIMS)('without %s', async (claim) => {
    await expectRefused(signed(header(), claims({ [claim]: undefined })), 'claims');
  });

  it('longer than four kilobytes, also with a good signature', async () => {
    await expectRefused(signed(header(), claims({ more: 'x'.repeat(4096) })), 'oversize');
  });

  it.each(['', '.', '..', 'a.b', 'a.b.c.d', ' ', 'null', '{}'])('that is %j', async (text) => {
    await expectRefused(text, 'malformed');
  });

  it('whose claims are no object', async () => {
    for (const payload of ['[]', 'null', '"text"', '{']) await expectRefused(signed(header(), payload), 'malformed');
  });

  it('with any character changed', async () => {
    await world.verifier.verify(token);
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom('A', 'b', '7', '-', '.', '='), async (at, character) => {
        const altered = token.slice(0, at) + character + token.slice(at + 1);
        fc.pre(altered !== token);
        expect(await refusalOf(world.verifier.verify(altered))).toBeInstanceOf(TokenRefusedError);
      }),
    );
  });

  it('whose signature is in DER, or of zeros', async () => {
    const text = `${encode(header())}.${encode(claims())}`;
    const der = sign('sha256', Buffer.from(text), { key: world.keys.current as never, format: 'jwk', dsaEncoding: 'der' });
    await expectRefused(`${text}.${base64url.encode(der)}`, 'signature');
    await expectRefused(`${text}.${base64url.encode(new Uint8Array(64))}`, 'signature');
  });

  it('whose signature is written another way: padded, or with spare bits that are set', async () => {
    const last = token.slice(-1);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const alias = `${token.slice(0, -1)}${alphabet.charAt(alphabet.indexOf(last) + 1)}`;
    const bytesOf = (text: string) => Buffer.from(text.split('.')[2] ?? '', 'base64url');
    expect(bytesOf(alias)).toEqual(bytesOf(token));
    await expectRefused(alias, 'signature');
    await expectRefused(`${token}==`, 'malformed');
  });

  it('of which the error tells nothing', async () => {
    const error = await refusalOf(world.verifier.verify(signed(header(), claims({ iss: 'https://evil.example' }))));
    expect(JSON.stringify([String(error), (error as Error).cause])).not.toMatch(/evil|ADMIN|0b0f2a7e/);
  });
});

describe('the key set of a verifier', () => {
  it('is read again after half a minute, and not before', async () => {
    await world.verifier.verify(token);
    const { reads } = world.store;
    world.time.advance(29);
    await world.verifier.verify(token);
    expect(world.store.reads).toBe(reads);
    world.time.advance(1);
    await world.verifier.verify(token);
    expect(world.store.reads).toBe(reads + 1);
  });

  it('is read once more for a key that it does not know, and then rests for two seconds', async () => {
    await world.verifier.verify(token);
    world.time.advance(2);
    await world.rotate();
    await world.rotate();
    const late = await world.issuer.issue(somebody());
    expect(await world.verifier.verify(late)).toEqual(somebody());
    world.time.advance(2);
    const { reads } = world.store;
    for (let time = 1; time <= 20; time++) await expectRefused(signed(header({ kid: `unknown-${String(time)}` }), claims()), 'unknown-key');
    expect(world.store.reads).toBe(reads + 1);
  });

  it('serves while the table is down until it is a minute old, and nothing afterwards, also not from the cache', async () => {
    await world.verifier.verify(token);
    world.store.failure = DOWN;
    world.time.advance(59);
    expect(await world.verifier.verify(token)).toEqual(somebody());
    world.time.advance(1);
    expect(await refusalOf(world.verifier.verify(token))).toBe(DOWN);
    expect(await refusalOf(world.newVerifier().verify(token))).toBe(DOWN);
  });

  it('is forgotten when the clock was set back', async () => {
    await world.verifier.verify(token);
    world.store.failure = DOWN;
    world.time.advance(-3600);
    expect(await refusalOf(world.verifier.verify(token))).toBe(DOWN);
  });

  it('takes no key whose last token has expired', async () => {
    const { number, published } = await world.store.read();
    await world.store.write({ number: number + 1, published: { keys: published.keys.map((key) => ({ ...key, until: now() })) } });
    await expectRefused(token, 'unknown-key');
  });

  it('is read once for all who ask at once', async () => {
    const { reads } = world.store;
    await Promise.all(Array.from({ length: 20 }, () => world.verifier.verify(token)));
    expect(world.store.reads).toBe(reads + 1);
  });
});

describe('verified tokens', () => {
  const [one, other] = [{ byHeader: new Map() }, { byHeader: new Map() }];
  const verified = { person: somebody(), expiresAt: 100 };

  it('are found under their key set until they expire', () => {
    const tokens = new VerifiedTokens();
    tokens.keep('a', one, verified);
    expect(tokens.find('a', one, 99.9)).toEqual(somebody());
    expect([tokens.find('a', one, 100), tokens.find('a', one, 1), tokens.find('b', one, 1)]).toEqual([undefined, undefined, undefined]);
  });

  it('are forgotten with another key set, for good', () => {
    const tokens = new VerifiedTokens();
    tokens.keep('a', one, verified);
    expect(tokens.find('a', other, 1)).toBeUndefined();
    tokens.keep('b', other, verified);
    expect(tokens.find('a', one, 1)).toBeUndefined();
    expect(tokens.find('b', other, 1)).toEqual(somebody());
  });

  it('are as many as they may be: the oldest goes', () => {
    const tokens = new VerifiedTokens(2);
    for (const name of ['a', 'b', 'c']) tokens.keep(name, one, verified);
    expect(['a', 'b', 'c'].map((name) => tokens.find(name, one, 1) !== undefined)).toEqual([false, true, true]);
  });
});

it('a signature by our key with the library itself is what ours is', async () => {
  const key = await importJWK({ ...world.keys.current! }, 'ES256');
  const theirs = await new SignJWT(claims()).setProtectedHeader(header()).sign(key);
  expect(await world.verifier.verify(theirs)).toEqual(somebody());
  expect(createHash('sha256').update(theirs).digest('hex')).toHaveLength(64);
});
