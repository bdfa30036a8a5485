import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitDay } from '../support/commit-day';
import { CHECKOUT, copyCheckout, ringwall } from './support/checkout';

let checkout: string;
let another: string;
let packs: string;
beforeAll(() => {
  checkout = copyCheckout();
  another = copyCheckout();
  packs = mkdtempSync(join(tmpdir(), 'ringwall-packs-'));
});
afterAll(() => {
  rmSync(checkout, { recursive: true });
  rmSync(another, { recursive: true });
  rmSync(packs, { recursive: true });
});

function bytesOf(pack: string): Record<string, string> {
  return Object.fromEntries(readdirSync(pack).map((name) => [name, readFileSync(join(pack, name), 'utf8')]));
}

describe('ringwall as a process', () => {
  it('writes the same bytes from two folders, two working directories and two time zones', async () => {
    const words = ['audit', '--as-of', commitDay(), '--out'];
    const [one, other] = [join(packs, 'one'), join(packs, 'other')];
    const codes = await Promise.all([
      ringwall(another, [...words, one], { TZ: 'Pacific/Kiritimati' }),
      ringwall(checkout, [...words, other], { TZ: 'America/Los_Angeles', cwd: join(checkout, 'docs') }),
    ]);
    expect(codes.map(({ code, error }) => ({ code, error: error.includes('stopped') }))).toEqual([
      { code: 0, error: false },
      { code: 0, error: false },
    ]);
    expect(bytesOf(other)).toEqual(bytesOf(one));
    for (const text of Object.values(bytesOf(one))) {
      for (const folder of [CHECKOUT, checkout, another]) expect(text).not.toContain(folder);
    }
  }, 300_000);

  it('exits 2 by a bad configuration with every problem, writes nothing and prints no stack trace', async () => {
    const file = join(checkout, 'lib/infrastructure/environments/dev.ts');
    const good = readFileSync(file, 'utf8');
    writeFileSync(file, good.replace(/cidr: '[^']+'/, "cidr: '10.0.0.0/29'").replace(/region: '[^']+'/, "region: 'nowhere'"));
    const pack = join(packs, 'bad');
    const { code, out, error } = await ringwall(checkout, ['audit', '--json', '--out', pack]);
    writeFileSync(file, good);
    expect(code).toBe(2);
    expect(error).toContain('dev: network.cidr');
    expect(error).toContain('dev: region');
    expect(error).not.toContain('    at ');
    expect(out).toBe('');
    expect(existsSync(pack)).toBe(false);
  }, 300_000);
});
