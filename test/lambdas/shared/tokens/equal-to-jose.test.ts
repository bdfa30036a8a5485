import { base64url, importJWK, jwtVerify } from 'jose';
import { sign } from 'node:crypto';
import fc from 'fast-check';
import { claimsOf } from '../../../../lambdas/shared/tokens/access-token';
import { ORIGIN, REQUIRED_CLAIMS, somebody, TokenWorld } from '../../../support/token-world';

const RUNS = 1500;

/** How it is changed after it was signed. */
type Change = 'claims' | 'cut' | 'longer' | 'none' | 'padded' | 'signature' | 'twice';

/** Mostly as we issue it. */
const mostly = <Value>(usual: Value, ...others: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

/** A token, of which any part may be what we'd never issue. */
const drawn = fc.record({
  header: mostly<object>({}, { typ: 'JWT' }, { alg: 'ES384' }, { alg: 'none' }, { crit: ['exp'] }),
  iss: mostly<string | undefined>(ORIGIN, `${ORIGIN}/`, undefined),
  aud: mostly<string | readonly string[] | undefined>(ORIGIN, [ORIGIN], [ORIGIN, 'https://other.example'], '', undefined),
  iat: fc.integer({ min: -100, max: 8 }),
  lives: mostly(300, -1, 0, 60, 120, 299, 301, 310),
  nbf: mostly<number | undefined>(undefined, -60, 0, 60),
  without: mostly<string | undefined>(undefined, ...REQUIRED_CLAIMS),
  change: mostly<Change>('none', 'signature', 'claims', 'cut', 'longer', 'padded', 'twice'),
  at: fc.nat(500),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never;

let world: TokenWorld;
let key: Awaited<ReturnType<typeof importJWK>>;

beforeAll(async () => {
  world = await TokenWorld.make();
  const { kty, crv, x, y } = world.keys.current!;
  key = await importJWK({ kty, crv, x, y }, 'ES256');
});

const now = (): number => Math.floor(world.time.clock() / 1000);
const encode = (value: unknown): string => base64url.encode(JSON.stringify(value));

function made({ header, iss, aud, iat, lives, nbf, without, change, at }: Drawn): string {
  const issued = now() + iat;
  const claims = { ...claimsOf(somebody()), iss, aud, jti: 'one', iat: issued, exp: issued + lives, ...(nbf === undefined ? {} : { nbf: now() + nbf }) };
  const kept = Object.fromEntries(Object.entries(claims).filter(([name]) => name !== without));
  const text = `${encode({ alg: 'ES256', kid: world.keys.current!.kid, typ: 'at+jwt', ...header })}.${encode(kept)}`;
  const signature = base64url.encode(sign('sha256', Buffer.from(text), { key: world.keys.current as never, format: 'jwk', dsaEncoding: 'ieee-p1363' }));
  return changed(text, signature, change, at);
}

function changed(text: string, signature: string, change: Change, at: number): string {
  const [head = '', body = ''] = text.split('.');
  const flip = (given: string): string => {
    const place = at % (given.length - 1);
    return `${given.slice(0, place)}${given[place] === 'A' ? 'B' : 'A'}${given.slice(place + 1)}`;
  };
  const others = {
    none: `${text}.${signature}`,
    signature: `${text}.${flip(signature)}`,
    claims: `${head}.${flip(body)}.${signature}`,
    cut: `${text}.${signature.slice(0, at % 86)}`,
    longer: `${text}.${signature}AA`,
    padded: `${text}.${signature}==`,
    twice: `${text}.${signature}${signature}`,
  };
  return others[change];
}

/** Our own rules, which the library knows nothing of. */
const isIssued = ({ header, aud, iat, lives, nbf, change }: Drawn): boolean =>
  Object.keys(header).length === 0 && aud === ORIGIN && iat <= 5 && lives <= 300 && nbf === undefined && change === 'none';

/** Who a token speaks for by the library, if it takes it. */
async function byLibrary(token: string): Promise<string | undefined> {
  const options = { algorithms: ['ES256'], typ: 'at+jwt', issuer: ORIGIN, audience: ORIGIN, requiredClaims: REQUIRED_CLAIMS };
  return jwtVerify(token, key, { ...options, currentDate: new Date(world.time.clock()) }).then(
    ({ payload }) => payload.sub,
    () => undefined,
  );
}

it('takes a token of those that jose takes, and each that is as we issue them', async () => {
  const tally = { both: 0, library: 0, neither: 0 };
  await fc.assert(
    fc.asyncProperty(drawn, async (given) => {
      const token = made(given);
      const theirs = await byLibrary(token);
      const ours = await world
        .newVerifier()
        .verify(token)
        .then(
          ({ account }) => account,
          () => undefined,
        );
      expect(ours).toBe(isIssued(given) ? theirs : undefined);
      tally[theirs === undefined ? 'neither' : ours === undefined ? 'library' : 'both'] += 1;
    }),
    { numRuns: RUNS },
  );
  for (const count of Object.values(tally)) expect(count).toBeGreaterThan(RUNS / 100);
});
