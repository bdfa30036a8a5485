import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { packed } from '../../lib/infrastructure/packed-passwords';
import { probeBundle } from '../support/probe-bundle';

const COMMON = ['password', 'qwertyuiop', '12345678', 'iloveyou', '!qaz2wsx'];
const PACKAGE = resolve(__dirname, '../../node_modules/fxa-common-password-list');

/** What a packed module exports. */
function unpacked(source: string): unknown {
  const context = createContext({ module: { exports: undefined }, require, Buffer });
  runInContext(source, context);
  return runInContext('module.exports', context);
}

describe('the list of common passwords, packed', () => {
  it('is the same text', () => {
    const source = readFileSync(`${PACKAGE}/src/encoded-passwords.js`, 'utf8');
    const text = unpacked(source) as string;
    expect(text.length).toBeGreaterThan(200_000);
    expect(unpacked(packed(text)) === text).toBe(true);
  });

  it('knows in a bundle what it knows, and nothing else', () => {
    const { test } = probeBundle("export { test } from 'fxa-common-password-list';") as { test: (password: string) => boolean };
    expect(COMMON.map(test)).toEqual(COMMON.map(() => true));
    expect(['', 'short', 'correct horse battery staple', 'password\n'].map(test)).toEqual([false, false, false, false]);
  });
});
