import { announce, dropOthers } from '../../lambdas/rotation/domain/published-keys';
import { serializeSigningKeys, succeed, type SigningKeys } from '../../lambdas/rotation/domain/signing-keys';
import type { Person } from '../../lambdas/shared/http/request';
import { Secrets } from '../../lambdas/shared/secrets/secrets';
import { accessTokenIssuer, type Issuer } from '../../lambdas/shared/tokens/access-token-issuer';
import { AccessTokenVerifier } from '../../lambdas/shared/tokens/access-token-verifier';
import { KeySetCache } from '../../lambdas/shared/tokens/key-set-cache';
import { manualClock, type ManualClock } from './manual-clock';
import { MemoryKeySetStore } from './memory-key-set-store';
import { MemorySecretSource } from './memory-secret-source';

/** RFC 9068 §2.2, and ours. */
export const REQUIRED_CLAIMS = ['iss', 'aud', 'sub', 'tenant', 'roles', 'sid', 'auth_time', 'amr', 'jti', 'iat', 'exp'];

/** The API of the tests. */
export const ORIGIN = 'https://api.ringwall.example';
export const SIGNING_KEYS_ID = 'ringwall-test-signing-keys';
const LIMITS = { ttlSeconds: 300, graceSeconds: 900, maxEntries: 4 };

/** Somebody. */
export function somebody(changes: Partial<Person> = {}): Person {
  return {
    kind: 'person',
    account: '0b0f2a7e-2b0c-4a3e-9c55-3f1f6f0f0a01',
    tenant: '5d0a3a52-6c7b-4a44-8a55-6f8ad0ff3302',
    roles: ['ADMIN', 'MEMBER'],
    session: '9f1f0d6e-93b5-4d0c-8c3c-0a7f4f1e2c03',
    authenticatedAt: Date.UTC(2026, 0, 1) / 1000 - 60,
    methods: ['pwd', 'otp'],
    ...changes,
  };
}

/** Signing keys in a secret, their public halves in a table, who issues and who verifies. */
export class TokenWorld {
  readonly store = new MemoryKeySetStore();
  readonly source = new MemorySecretSource();
  readonly secrets: Secrets;
  readonly issuer: Issuer;
  readonly verifier: AccessTokenVerifier;
  keys: SigningKeys = { current: null, next: null, last: null };
  #version = 0;

  private constructor(readonly time: ManualClock) {
    const { clock } = time;
    this.secrets = new Secrets(this.source, clock, LIMITS);
    this.issuer = accessTokenIssuer({ secrets: this.secrets, id: SIGNING_KEYS_ID, origin: ORIGIN, clock });
    this.verifier = this.newVerifier();
  }

  static async make(time = manualClock()): Promise<TokenWorld> {
    const world = new TokenWorld(time);
    await world.rotate();
    return world;
  }

  newVerifier(): AccessTokenVerifier {
    return new AccessTokenVerifier({ keySet: new KeySetCache(this.store, this.time.clock), origin: ORIGIN, clock: this.time.clock });
  }

  /** The next keys become current; whoever issues hears of it at once. */
  async rotate(): Promise<void> {
    this.keys = await succeed(this.keys);
    const { number, published } = await this.store.read();
    await this.store.write({ number: number + 1, published: announce(published, this.keys, this.time.clock() / 1000) });
    this.#version += 1;
    this.source.set(SIGNING_KEYS_ID, `version-${String(this.#version)}`, serializeSigningKeys(this.keys).reveal());
    this.secrets.rotated({ id: SIGNING_KEYS_ID, use: 'signing' });
  }

  /** Nothing but the present keys is published any more. */
  async revokeOthers(): Promise<void> {
    await this.store.write({ number: (await this.store.read()).number + 1, published: dropOthers(this.keys) });
  }
}
