import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** What the helper for SRP uses of crypto-js, which loads every cipher that it knows. */
const HASHES = "module.exports = require('./core'); require('./lib-typedarrays'); require('./enc-base64'); require('./sha256'); require('./hmac');";

const MOD_POW = resolve(__dirname, '../../lambdas/shared/mod-pow.ts');

/** Numbers in jsbn, powers in the runtime. */
const NATIVE_POWERS = `
const { modPow } = require(${JSON.stringify(MOD_POW)});
const { BigInteger } = module.exports;
const native = (number, modulus) => BigInt('0x' + number.mod(modulus).toString(16));
BigInteger.prototype.modPow = function (exponent, modulus) {
  const power = modPow(native(this, modulus), BigInt('0x' + exponent.toString(16)), BigInt('0x' + modulus.toString(16)));
  return new BigInteger(power.toString(16), 16);
};`;

/**
 * Leaves out of the helper for SRP what the runtime has (the module `buffer`, powers of large numbers) and the ciphers that it never
 * uses; its protocol stays as it is (decision 0102).
 */
export const leanSrp: Plugin = {
  name: 'lean-srp',
  setup: (build) => {
    build.onResolve({ filter: /^buffer\/index\.js$/ }, () => ({ path: 'node:buffer', external: true }));
    build.onLoad({ filter: /[\\/]crypto-js[\\/]index\.js$/ }, () => ({ contents: HASHES, loader: 'js' }));
    build.onLoad({ filter: /[\\/]jsbn[\\/]index\.js$/ }, async ({ path }) => ({ contents: (await readFile(path, 'utf8')) + NATIVE_POWERS, loader: 'js' }));
  },
};
