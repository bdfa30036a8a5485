import fc from 'fast-check';
import { createDiffieHellman, getDiffieHellman } from 'node:crypto';
import { modPow } from '../../../lambdas/shared/mod-pow';

const bigOf = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);

describe('a power modulo a number', () => {
  it("is OpenSSL's in the group of SRP, RFC 3526's of 3072 bits", () => {
    const prime = getDiffieHellman('modp15').getPrime();
    const group = createDiffieHellman(prime, 2);
    const publicKey = bigOf(group.generateKeys());
    expect(modPow(2n, bigOf(group.getPrivateKey()), bigOf(prime))).toBe(publicKey);
  });

  it('is what multiplying again and again gives', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 64n), fc.nat(300), fc.bigInt(1n, 2n ** 64n), (number, exponent, modulus) => {
        const base = number % modulus;
        let expected = 1n % modulus;
        for (let index = 0; index < exponent; index += 1) expected = (expected * base) % modulus;
        expect(modPow(base, BigInt(exponent), modulus)).toBe(expected);
      }),
    );
  });

  it('is 1 for an exponent of 0, and 0 modulo 1', () => {
    expect([modPow(5n, 0n, 7n), modPow(0n, 0n, 7n), modPow(0n, 5n, 7n), modPow(0n, 0n, 1n)]).toEqual([1n, 1n, 0n, 0n]);
  });

  it.each([
    [-1n, 7n],
    [1n, 0n],
  ])('is refused for the exponent %s and the modulus %s, for which there is none', (exponent, modulus) => {
    expect(() => modPow(3n, exponent, modulus)).toThrow(RangeError);
  });
});
