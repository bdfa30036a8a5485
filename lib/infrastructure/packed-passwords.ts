import type { Plugin } from 'esbuild';
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';

/** The text from which the list of common passwords is read. */
const LIST = /[\\/]fxa-common-password-list[\\/]src[\\/]encoded-passwords\.js$/;

/** Packs the list of common passwords, which is unpacked when it is first asked (decision 0102). */
export const packedPasswords: Plugin = {
  name: 'packed-passwords',
  setup: (build) => {
    build.onLoad({ filter: LIST }, ({ path }) => ({ contents: packed(createRequire(__filename)(path) as string), loader: 'js' }));
  },
};

/** A module that exports this text. */
export function packed(text: string): string {
  const bytes = JSON.stringify(brotliCompressSync(text).toString('base64'));
  return `module.exports = require('node:zlib').brotliDecompressSync(Buffer.from(${bytes}, 'base64')).toString();`;
}
