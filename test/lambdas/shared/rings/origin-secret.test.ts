import fc from 'fast-check';
import { serializeRing, succeedRing } from '../../../../lambdas/rotation/domain/key-ring';
import { isOriginSecret, originSecretOf } from '../../../../lambdas/shared/rings/origin-secret';
import { parseRing, type Ring } from '../../../../lambdas/shared/rings/ring';
import { SecretValue } from '../../../../lambdas/shared/secrets/secret-value';
import { originSecret } from '../../../support/edge';
import { memoryKeyRing, ringOver, ringText, RING_ID } from '../../../support/memory-key-ring';
import { MemorySecretSource } from '../../../support/memory-secret-source';

const ring = memoryKeyRing([2, 1], 'origin-keys');

describe("the origin's secret", () => {
  it('is known by the current key and by the one before', async () => {
    for (const version of [1, 2]) expect(await isOriginSecret(ring, originSecret(version))).toBe(true);
    expect(await isOriginSecret(ring, originSecret(3))).toBe(false);
    expect(await isOriginSecret(memoryKeyRing([3, 2], 'origin-keys'), originSecret(1))).toBe(false);
  });

  it('is nothing else, whatever it is', async () => {
    const [good, other] = [originSecret(1), originSecret(2)];
    const bad = [
      undefined,
      '',
      'v1',
      'v1.',
      good.slice(1),
      ` ${good}`,
      `${good} `,
      `${good}\n`,
      `${good}=`,
      `${good}, ${good}`,
      good.toUpperCase(),
      `v2${good.slice(2)}`,
      `v1${other.slice(2)}`,
      good.replace('v1', 'v01'),
    ];
    for (const text of bad) expect([text, await isOriginSecret(ring, text)]).toEqual([text, false]);
    await fc.assert(fc.asyncProperty(fc.string(), async (text) => !(await isOriginSecret(ring, text))));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: good.length - 1 }), fc.constantFrom('A', '_', '0'), async (at, letter) => {
        const altered = good.slice(0, at) + letter + good.slice(at + 1);
        return altered === good || !(await isOriginSecret(ring, altered));
      }),
    );
  });

  it("is no secret of another ring's key, and no key", async () => {
    const { keys } = parseRing(new SecretValue(ringText([1], 'origin-keys')));
    expect(originSecret(1)).not.toContain(keys[0]!.key.reveal());
    const [session] = parseRing(new SecretValue(ringText([1]))).keys;
    expect(await isOriginSecret(ring, originSecretOf(session!))).toBe(false);
    expect(await isOriginSecret(ring, `v1.${keys[0]!.key.reveal()}`)).toBe(false);
  });

  it('of a rotation that an instance has not heard of is known as soon as it is sent', async () => {
    const source = new MemorySecretSource();
    source.set(RING_ID, 'first', ringText([1], 'origin-keys'));
    const reader = ringOver(source, 'origin-keys');
    expect(await isOriginSecret(reader, originSecret(1))).toBe(true);
    source.set(RING_ID, 'second', ringText([2, 1], 'origin-keys'));
    expect(await isOriginSecret(reader, originSecret(2))).toBe(true);
  });

  it('stands in the secret for CloudFormation to hand on, anew at each rotation, and in no other ring', () => {
    let rotated: Ring = { purpose: 'origin-keys', keys: [] };
    for (let rotation = 1; rotation <= 3; rotation++) {
      rotated = succeedRing(rotated);
      const text = serializeRing(rotated).reveal();
      expect(JSON.parse(text)).toMatchObject({ header: originSecretOf(rotated.keys[0]!) });
      expect(parseRing(new SecretValue(text)).keys.map(({ version }) => version)).toEqual([rotation, rotation - 1].filter((version) => version > 0));
    }
    for (const purpose of ['session-keys', 'peppers', 'hash-keys'] as const)
      expect(JSON.parse(serializeRing(succeedRing({ purpose, keys: [] })).reveal())).not.toHaveProperty('header');
  });
});
