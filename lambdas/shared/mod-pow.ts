const WINDOW_BITS = 4;
const WINDOW = 1 << WINDOW_BITS;

/**
 * `base ** exponent % modulus`, by windows of four bits. Neither this nor the library's own takes the same time for every exponent;
 * SRP's are drawn anew for each proof, or are hashes over a salt.
 * @param base from 0 to below the modulus
 * @param exponent at least 0
 * @param modulus at least 1
 * @throws {RangeError} when there is no such power
 */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (exponent < 0n || modulus < 1n) throw new RangeError('A power has an exponent of at least 0 and a modulus of at least 1.');
  const powers = [1n % modulus];
  for (let index = 1; index < WINDOW; index += 1) powers.push(((powers[index - 1] ?? 0n) * base) % modulus);
  let power = powers[0] ?? 0n;
  for (const digit of exponent.toString(WINDOW)) {
    for (let bit = 0; bit < WINDOW_BITS; bit += 1) power = (power * power) % modulus;
    power = (power * (powers[parseInt(digit, WINDOW)] ?? 0n)) % modulus;
  }
  return power;
}
