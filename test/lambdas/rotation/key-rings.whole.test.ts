import { KeyRingKind } from '../../../lambdas/rotation/key-rings/key-ring-kind';
import { parseRingFor, serializeRing, succeedRing } from '../../../lambdas/rotation/domain/key-ring';
import { RING_LENGTHS } from '../../../lambdas/rotation/domain/kind';
import type { KeyedHash } from '../../../lambdas/shared/rings/key-ring';
import { RING_PURPOSES, type Ring, type RingPurpose } from '../../../lambdas/shared/rings/ring';
import { SecretKeyRing } from '../../../lambdas/shared/rings/secret-key-ring';
import { Secrets } from '../../../lambdas/shared/secrets/secrets';
import { SecretsManagerSource } from '../../../lambdas/shared/secrets/secrets-manager-source';
import { SecretValue } from '../../../lambdas/shared/secrets/secret-value';
import { manualClock } from '../../support/manual-clock';
import { MemorySecretSource } from '../../support/memory-secret-source';
import { ringOver, RING_ID } from '../../support/memory-key-ring';
import { proves } from '../../support/proves';
import { refusalOf } from '../../support/refusal-of';
import { describeRotation } from './contract';
import type { FakeSecretsManager } from './fake-secrets-manager';
import type { Subject, SubjectClient } from './subject';
import { World } from './world';

const USE = 'session';
/** So long that a reader never fetches again, unless it meets a version that it doesn't know. */
const LIMITS = { ttlSeconds: 360_000, graceSeconds: 360_000, maxEntries: 1 };

/** A reader of the secret, whose clock moves on by a second with each look, so that its looks aren't too many at a time. */
function readerOf(secret: FakeSecretsManager, purpose: RingPurpose): SecretKeyRing {
  const { clock, advance } = manualClock();
  const secrets = new Secrets(new SecretsManagerSource(secret.client), clock, LIMITS);
  const moving = (): number => {
    advance(1);
    return clock();
  };
  return new SecretKeyRing({ secrets, id: secret.id, purpose, clock: moving });
}

/** A reader that has a text of the secret, and never hears of another. */
function holderOf(text: string, purpose: RingPurpose): SecretKeyRing {
  const source = new MemorySecretSource();
  source.set(RING_ID, 'held', text);
  return ringOver(source, purpose);
}

/** What all clients of a ring share: the newest that any of them made. */
interface Shelf {
  sealed: string | undefined;
  hash: KeyedHash | undefined;
}

/** Makes with the value that it has, and reads as another instance does that has read the secret once, long ago. */
class RingClient implements SubjectClient {
  readonly #reader: SecretKeyRing;

  constructor(
    secret: FakeSecretsManager,
    private readonly purpose: RingPurpose,
    private readonly shelf: Shelf,
  ) {
    this.#reader = readerOf(secret, purpose);
  }

  async use(text: string): Promise<void> {
    const holder = holderOf(text, this.purpose);
    const [sealed, hash] = [await holder.seal(USE, 'text'), await holder.hash(USE, 'text')];
    for (const made of [sealed, this.shelf.sealed ?? sealed]) await this.#reader.open(USE, made);
    for (const made of [hash, this.shelf.hash ?? hash]) if (!(await this.#reader.matches(USE, 'text', made))) throw new Error('a hash no longer matches');
    Object.assign(this.shelf, { sealed, hash });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function makeSubject(purpose: RingPurpose): Subject<Ring> {
  let secret: FakeSecretsManager;
  const shelf: Shelf = { sealed: undefined, hash: undefined };
  const ringOf = (text: string): Ring => parseRingFor(purpose, new SecretValue(text));
  return {
    kind: new KeyRingKind(purpose),
    initial: JSON.stringify({ purpose, password: 'what CloudFormation generated' }),
    attach: (attached) => {
      secret = attached;
      Object.assign(shelf, { sealed: undefined, hash: undefined });
    },
    outdated: (current) => Promise.resolve(serializeRing({ ...ringOf(current), keys: ringOf(current).keys.slice(0, 1) }).reveal()),
    unapplied: (current) => Promise.resolve(serializeRing({ ...succeedRing(ringOf(current)), keys: succeedRing(ringOf(current)).keys.slice(0, 1) }).reveal()),
    client: () => new RingClient(secret, purpose, shelf),
    staysConnected: false,
    worksEarly: false,
    works: async (text) => (await refusalOf(new RingClient(secret, purpose, { sealed: undefined, hash: undefined }).use(text))) === undefined,
    obstacles: [],
  };
}

describe.each(RING_PURPOSES)('the ring of %s', (purpose) => {
  let subject: Subject<Ring>;
  beforeAll(() => {
    subject = makeSubject(purpose);
  });
  describeRotation(() => subject, { what: `The ring of ${purpose}`, evidence: 'in-process' });

  it('keeps as many keys as it should, of which the oldest goes', async () => {
    const { kind, initial } = makeSubject(purpose);
    const world = new World(kind, initial);
    for (let rotation = 1; rotation <= 8; rotation++) await world.rotate();
    const { keys } = parseRingFor(purpose, new SecretValue(world.current));
    expect(keys.map(({ version }) => version)).toEqual([8, 7, 6, 5, 4, 3].slice(0, RING_LENGTHS[purpose]));
    expect(JSON.parse(world.current)).not.toHaveProperty('password');
  });

  proves(
    { control: 'SEC-3', part: 'rings', evidence: 'in-process' },
    `the ring of ${purpose} opens what it made before a rotation, and voids it by a revocation`,
    async () => {
      const { kind, initial } = makeSubject(purpose);
      const world = new World(kind, initial);
      await world.rotate();
      const sealed = await holderOf(world.current, purpose).seal(USE, 'text');
      for (let rotation = 1; rotation < RING_LENGTHS[purpose]; rotation++) await world.rotate();
      expect(await readerOf(world.secret, purpose).open(USE, sealed)).toBe('text');
      await world.rotate();
      expect(await refusalOf(readerOf(world.secret, purpose).open(USE, sealed))).toMatchObject({ code: 'seal-broken' });
    },
  );

  it('refuses the secret of another ring, and what is none', async () => {
    const other = purpose === 'peppers' ? 'hash-keys' : 'peppers';
    for (const text of [JSON.stringify({ purpose: other, password: 'x' }), '[]', '{', '{}', JSON.stringify({ purpose, keys: 1 })]) {
      const world = new World(new KeyRingKind(purpose), text);
      expect(await refusalOf(world.step('createSecret', world.secret.startRotation()))).toMatchObject({ code: 'invalid-secret' });
    }
  });

  it('withdraws a candidate in which a key of the current ring is another', async () => {
    const { kind, initial } = makeSubject(purpose);
    const world = new World(kind, initial);
    await world.rotate();
    await world.rotate();
    const ring = succeedRing(parseRingFor(purpose, new SecretValue(world.current)));
    const [newest, ...rest] = ring.keys;
    const keys = [newest!, ...rest.map(({ version }) => ({ version, key: new SecretValue('A'.repeat(43)) }))];
    const versionId = world.secret.plantPending(serializeRing({ purpose, keys }).reveal());
    expect(await refusalOf(world.step('finishSecret', versionId))).toMatchObject({ code: 'candidate-unfit', reason: 'refused' });
  });
});
